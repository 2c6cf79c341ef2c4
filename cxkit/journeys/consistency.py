"""One experience over all channels: messages, personalisation, heuristics, assumptions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from cxkit.client import Client
from cxkit.engagement.judgements.design import Assumption, Personalisation, Workshop
from cxkit.journeys.names import Names
from cxkit.stats.agreement import Agreement, krippendorff_alpha


@dataclass(frozen=True, slots=True, kw_only=True)
class Messages:
    """Whether each message is the same in each channel.

    Attributes
    ----------
    messages, channels : tuple of str
        In the order they were written.
    degrees : dict
        ``"yes"``, ``"partly"`` or ``"no"`` by message and channel, where checked.
    names : Names
        What channels are called.
    """

    messages: tuple[str, ...]
    channels: tuple[str, ...]
    degrees: dict[tuple[str, str], str]
    names: Names

    def count(self, degree: str) -> int:
        """Count the checks with this outcome."""
        return sum(found == degree for found in self.degrees.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalisationRule:
    """One rule with its relevance.

    Attributes
    ----------
    rule : Personalisation
        As the consultant wrote it.
    relevance : int
        Of time, content and channel, how many are relevant: 0 to 3.
    judged : int
        How many of the three were judged.
    """

    rule: Personalisation
    relevance: int
    judged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalisationList:
    """All rules by which messages are made to fit.

    Attributes
    ----------
    rules : tuple of PersonalisationRule
        Most relevant first.
    names : Names
        What touchpoints and channels are called.
    """

    rules: tuple[PersonalisationRule, ...]
    names: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class HeuristicLine:
    """One rule of usability at one touchpoint.

    Attributes
    ----------
    touchpoint, heuristic : str
        Where, and which rule.
    median : float
        Middle severity, 0 (no problem) to 4 (catastrophe).
    low, high : int
        Least and greatest severity given.
    raters : int
        How many judged it.
    """

    touchpoint: str
    heuristic: str
    median: float
    low: int
    high: int
    raters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Heuristics:
    """A usability check by several raters.

    Attributes
    ----------
    lines : tuple of HeuristicLine
        Severest first.
    agreement : Agreement
        Krippendorff's alpha, ordinal, over all raters and lines.
    names : Names
        What touchpoints are called.
    """

    lines: tuple[HeuristicLine, ...]
    agreement: Agreement
    names: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignLog:
    """Assumptions, workshops and the stages of design that initiatives are in.

    Attributes
    ----------
    assumptions : tuple of Assumption
        As written.
    workshops : tuple of Workshop
        As written.
    stages : dict
        Initiatives by stage of design thinking.
    """

    assumptions: tuple[Assumption, ...]
    workshops: tuple[Workshop, ...]
    stages: dict[str, int]


def message_matrix(client: Client, names: Names) -> Messages | None:
    """Arrange the checked messages by channel; None where none was checked."""
    design = client.judgements.design
    if design is None or not design.messages:
        return None
    return Messages(
        messages=tuple(dict.fromkeys(item.message for item in design.messages)),
        channels=tuple(dict.fromkeys(item.channel for item in design.messages)),
        degrees={(item.message, item.channel): item.consistent for item in design.messages},
        names=names,
    )


def personalisation_rules(client: Client, names: Names) -> PersonalisationList | None:
    """Score every rule by its relevance in time, content and channel; None without rules."""
    design = client.judgements.design
    if design is None or not design.personalisation:
        return None
    rules = []
    for rule in design.personalisation:
        judged = [v for v in (rule.time, rule.content, rule.relevant_channel) if v is not None]
        rules.append(PersonalisationRule(rule=rule, relevance=sum(judged), judged=len(judged)))
    rules.sort(key=lambda item: -item.relevance)
    return PersonalisationList(rules=tuple(rules), names=names)


def heuristic_check(client: Client, names: Names) -> Heuristics | None:
    """Summarise a usability check; None where nothing was judged.

    Notes
    -----
    Severity 0 to 4 after Nielsen (1994), Usability Inspection Methods, chapter 2: the median
    of the raters, never a mean with decimals. A rater's last word counts if there are two.
    """
    design = client.judgements.design
    if design is None or not design.heuristics:
        return None
    given = {
        ((item.touchpoint, item.heuristic), item.rater): item.severity for item in design.heuristics
    }
    items = list(dict.fromkeys(item for item, _ in given))
    raters = list(dict.fromkeys(rater for _, rater in given))
    ratings = np.asarray(
        [[given.get((item, rater), np.nan) for item in items] for rater in raters], dtype=float
    )
    lines = []
    for place, (touchpoint, heuristic) in enumerate(items):
        known = ratings[~np.isnan(ratings[:, place]), place]
        lines.append(
            HeuristicLine(
                touchpoint=touchpoint,
                heuristic=heuristic,
                median=float(np.median(known)),
                low=int(known.min()),
                high=int(known.max()),
                raters=len(known),
            )
        )
    lines.sort(key=lambda line: (-line.median, -line.high))
    return Heuristics(
        lines=tuple(lines), agreement=krippendorff_alpha(ratings, level="ordinal"), names=names
    )


def design_log(client: Client) -> DesignLog | None:
    """Gather assumptions, workshops and stages of design; None where there are none."""
    design = client.judgements.design
    assumptions = design.assumptions if design is not None else ()
    workshops = design.workshops if design is not None else ()
    stages: Counter[str] = Counter(
        item.stage for item in client.judgements.initiatives or () if item.stage
    )
    if not (assumptions or workshops or stages):
        return None
    return DesignLog(assumptions=assumptions, workshops=workshops, stages=dict(stages))
