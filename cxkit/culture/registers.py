"""What the consultant recorded of the culture: schemes, actions, ideas, skills, workshops."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from cxkit.culture.areas import AreaNames
from cxkit.engagement.judgements.culture import Action, Idea, Recognition, Skill
from cxkit.engagement.judgements.design import Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class Schemes:
    """Recognition and incentive schemes, seen with the customer's eyes.

    Attributes
    ----------
    schemes : tuple of Recognition
        Those that do not serve the customer come first.
    names : AreaNames
        What the reports call the areas.
    """

    schemes: tuple[Recognition, ...]
    names: AreaNames

    @property
    def misaligned(self) -> tuple[Recognition, ...]:
        """Schemes that reward what is not good for customers."""
        return tuple(item for item in self.schemes if item.aligned == "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """Actions of awareness and empathy, with who took part.

    Attributes
    ----------
    actions : tuple of Action
        In the order of the file.
    invited, took_part : int
        People of the actions that have both numbers; everybody was counted, so that there is
        no interval.
    names : AreaNames
        What the reports call the areas.
    """

    actions: tuple[Action, ...]
    invited: int
    took_part: int
    names: AreaNames

    @property
    def share(self) -> float:
        """Share of those invited who took part; NaN where it was not recorded."""
        return self.took_part / self.invited if self.invited else math.nan


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaGroup:
    """What became of the ideas of one origin.

    Attributes
    ----------
    front_line : bool
        Whether people in contact with customers proposed them.
    received, studied, adopted, rejected, new : int
        Ideas by status, and those of which nothing like it had been proposed before.
    """

    front_line: bool
    received: int
    studied: int
    adopted: int
    rejected: int
    new: int

    @property
    def n(self) -> int:
        """All ideas of this origin."""
        return self.received + self.studied + self.adopted + self.rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Ideas:
    """The register of ideas.

    Attributes
    ----------
    groups : tuple of IdeaGroup
        Front line first, where there are any.
    new : tuple of Idea
        Those never proposed before, most advanced first.
    names : AreaNames
        What the reports call the areas.
    """

    groups: tuple[IdeaGroup, ...]
    new: tuple[Idea, ...]
    names: AreaNames

    @property
    def front_line(self) -> IdeaGroup | None:
        """Ideas of the people in contact with customers."""
        return next((group for group in self.groups if group.front_line), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillLevel:
    """Self-assessment of one skill.

    Attributes
    ----------
    skill : str
        Which.
    n : int
        People; 0 where hidden.
    median, low, high : float
        Level from 1 to 5 in the middle, lowest and highest; NaN where hidden.
    hidden : bool
        Whether too few people, or all at the same level, rated it.
    """

    skill: str
    n: int
    median: float
    low: float
    high: float
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshops:
    """Workshops in which customers and employees designed together.

    Attributes
    ----------
    workshops : tuple of Workshop
        In the order of the file.
    """

    workshops: tuple[Workshop, ...]


_PROGRESS = {"adopted": 0, "studied": 1, "received": 2, "rejected": 3}
_WORST_FIRST = {"no": 0, "partly": 1, "yes": 2}


def schemes_of(recognition: Sequence[Recognition], names: AreaNames) -> Schemes:
    """Return the schemes, those that do not serve customers first."""
    ordered = sorted(recognition, key=lambda scheme: _WORST_FIRST[scheme.aligned])
    return Schemes(schemes=tuple(ordered), names=names)


def participation_of(actions: Sequence[Action], names: AreaNames) -> Participation:
    """Return the actions with how many of those invited took part."""
    known = [
        (item.invited, item.took_part)
        for item in actions
        if item.invited is not None and item.took_part is not None
    ]
    return Participation(
        actions=tuple(actions),
        invited=sum(invited for invited, _ in known),
        took_part=sum(min(part, invited) for invited, part in known),
        names=names,
    )


def ideas_of(ideas: Sequence[Idea], names: AreaNames) -> Ideas:
    """Return the ideas by origin and status."""
    groups = []
    for front_line in (True, False):
        own = [idea for idea in ideas if idea.front_line is front_line]
        if own:
            states = [idea.status for idea in own]
            groups.append(
                IdeaGroup(
                    front_line=front_line,
                    received=states.count("received"),
                    studied=states.count("studied"),
                    adopted=states.count("adopted"),
                    rejected=states.count("rejected"),
                    new=sum(idea.new for idea in own),
                )
            )
    new = sorted((idea for idea in ideas if idea.new), key=lambda idea: _PROGRESS[idea.status])
    return Ideas(groups=tuple(groups), new=tuple(new), names=names)


def skills_of(skills: Sequence[Skill], *, base: int) -> tuple[SkillLevel, ...]:
    """Return the median self-assessment of each skill, hidden where few people rated it.

    Parameters
    ----------
    skills : sequence of Skill
        One a person and skill; a person's last word counts.
    base : int
        Smallest number of people that is shown.
    """
    levels: dict[str, dict[str, int]] = {}
    for item in skills:
        levels.setdefault(item.skill, {})[item.person] = item.level
    found = []
    for skill, people in levels.items():
        given = list(people.values())
        hidden = len(given) < base or len(set(given)) == 1
        found.append(
            SkillLevel(
                skill=skill,
                n=0 if hidden else len(given),
                median=math.nan if hidden else float(median(given)),
                low=math.nan if hidden else float(min(given)),
                high=math.nan if hidden else float(max(given)),
                hidden=hidden,
            )
        )
    return tuple(found)
