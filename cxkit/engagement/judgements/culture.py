"""``culture.yml``: recognition, awareness actions, ideas, cascade of the vision, skills."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from cxkit.engagement.day import Day
from cxkit.engagement.judgements.entry import (
    AtLeastOne,
    Count,
    Degree,
    Entry,
    Id,
    Label,
    Level,
    Share,
    YesNo,
    refuse_repeats,
)
from cxkit.engagement.text import Text


class Recognition(Entry):
    """A recognition or incentive scheme, seen with the customer's eyes.

    Attributes
    ----------
    name, rewards : Text
        What it is called, and what it rewards.
    area : str or None
        For whom.
    aligned : {"yes", "partly", "no"}
        Whether it rewards what is good for customers.
    """

    name: Text
    rewards: Text | None = None
    area: Label | None = None
    aligned: Degree


class Action(Entry):
    """An action of awareness or empathy for people without contact to customers."""

    name: Text
    kind: Literal["awareness", "empathy", "immersion", "onboarding", "other"] = "other"
    area: Label | None = None
    date: Day | None = None
    invited: Count | None = None
    took_part: Count | None = None


class Idea(Entry):
    """An idea from the front line or elsewhere.

    Attributes
    ----------
    id : str
        Short name.
    text : Text
        The idea.
    area : str or None
        Where it comes from.
    front_line : bool
        Whether people in contact with customers proposed it.
    new : bool
        Whether nothing like it has been proposed before.
    date : date or None
        When.
    status : {"received", "studied", "adopted", "rejected"}
        What became of it.
    """

    id: Id
    text: Text
    area: Label | None = None
    front_line: YesNo = True
    new: YesNo = False
    date: Day | None = None
    status: Literal["received", "studied", "adopted", "rejected"] = "received"


class CascadeStep(Entry):
    """How far the vision has come down the organisation.

    Attributes
    ----------
    level : Text
        Such as board, middle management, front line.
    reached : float or None
        Share of the people who know it, in [0, 1].
    how : Text or None
        By which means.
    date : date or None
        Since when.
    """

    level: Text
    reached: Share | None = None
    how: Text | None = None
    date: Day | None = None


class OrientationSource(Entry):
    """Customer orientation as one of three sources shows it.

    Attributes
    ----------
    source : {"employee_survey", "exit_interviews", "new_hires"}
        Where it comes from.
    n : int
        People asked.
    favourable : float or None
        Share of favourable answers, in [0, 1].
    date : date or None
        When.
    themes : tuple of Text
        What comes up.
    """

    source: Literal["employee_survey", "exit_interviews", "new_hires"]
    n: AtLeastOne
    favourable: Share | None = None
    date: Day | None = None
    themes: tuple[Text, ...] = ()


class Skill(Entry):
    """Self-assessment of one skill by one person (a code)."""

    skill: Label
    person: Label
    level: Level


class Culture(Entry):
    """``culture.yml``.

    Attributes
    ----------
    principles : tuple of Text
        Principles of the culture.
    recognition, actions, ideas, cascade, orientation, skills : tuple
        See the entries.
    """

    principles: tuple[Text, ...] = ()
    recognition: tuple[Recognition, ...] = ()
    actions: tuple[Action, ...] = ()
    ideas: tuple[Idea, ...] = ()
    cascade: tuple[CascadeStep, ...] = ()
    orientation: tuple[OrientationSource, ...] = ()
    skills: tuple[Skill, ...] = ()

    @model_validator(mode="after")
    def _ids_once(self) -> Culture:
        refuse_repeats((item.id for item in self.ideas), what="ideas")
        refuse_repeats((item.source for item in self.orientation), what="orientation")
        return self
