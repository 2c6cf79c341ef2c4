"""The register of pain points: how bad, how often, whom they reach, and what is done about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cxkit.client import Client
from cxkit.engagement.judgements import Initiative, PainPoint
from cxkit.journeys.evidence import Sources, Support
from cxkit.journeys.names import Names
from cxkit.journeys.performance import Metric, Performance, Score
from cxkit.journeys.reach import Reach


@dataclass(frozen=True, slots=True, kw_only=True)
class PainLine:
    """One pain point with what is known about it.

    Attributes
    ----------
    pain : PainPoint
        As the consultant wrote it: severity 1 to 5, frequency and reach in [0, 1].
    score : Score or None
        Measured performance of its touchpoint.
    reach : Reach or None
        Measured reach of its touchpoint.
    weight : float or None
        Severity × frequency × reach, from 0 to 5, with the measured reach where there is
        one; None where one of the three is unknown.
    support : Support
        What it rests on.
    initiatives : tuple of Initiative
        Those that address it and were not stopped.
    """

    pain: PainPoint
    score: Score | None
    reach: Reach | None
    weight: float | None
    support: Support
    initiatives: tuple[Initiative, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PainRegister:
    """All pain points.

    Attributes
    ----------
    lines : tuple of PainLine
        Heaviest first; those without a weight last, in their order.
    metric : str or None
        Metric of the scores: the one that most of their touchpoints have.
    has_initiatives : bool
        Whether there is a file of initiatives at all.
    names : Names
        What touchpoints are called.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    """

    lines: tuple[PainLine, ...]
    metric: Metric | None
    has_initiatives: bool
    names: Names
    confidence: float
    min_base: int

    @property
    def unaddressed(self) -> tuple[PainLine, ...]:
        """Pain points that no initiative addresses; none where no initiatives are known."""
        if not self.has_initiatives:
            return ()
        return tuple(line for line in self.lines if not line.initiatives)


def pain_register(
    client: Client,
    *,
    performance: Performance,
    reach: Mapping[str, Reach],
    sources: Sources,
    names: Names,
) -> PainRegister | None:
    """Join the pain points with the data and the initiatives.

    Parameters
    ----------
    client : Client
        Its pain points and initiatives.
    performance : Performance
        Scores by touchpoint.
    reach : Mapping[str, Reach]
        Measured reach by touchpoint.
    sources : Sources
        What evidence may name.
    names : Names
        What touchpoints are called.

    Returns
    -------
    PainRegister or None
        None where no pain point is described.

    References
    ----------
    The product of severity, frequency and reach follows the risk priority number of
    failure mode and effects analysis (IEC 60812:2018): it orders, it has no unit.
    """
    journeys = client.judgements.journeys
    if journeys is None or not journeys.pain_points:
        return None
    metric = performance.common(pain.touchpoint for pain in journeys.pain_points)
    active = [item for item in client.judgements.initiatives or () if item.status != "stopped"]
    lines = []
    for pain in journeys.pain_points:
        measured = reach.get(pain.touchpoint or "")
        lines.append(
            PainLine(
                pain=pain,
                score=performance.at(metric, pain.touchpoint) if metric is not None else None,
                reach=measured,
                weight=_weight(pain, measured),
                support=sources.support(pain.evidence, judged=pain.severity is not None),
                initiatives=tuple(item for item in active if item.pain_point == pain.id),
            )
        )
    lines.sort(key=lambda line: -line.weight if line.weight is not None else 1.0)
    return PainRegister(
        lines=tuple(lines),
        metric=metric,
        has_initiatives=client.judgements.initiatives is not None,
        names=names,
        confidence=client.engagement.confidence,
        min_base=client.engagement.min_base,
    )


def _weight(pain: PainPoint, measured: Reach | None) -> float | None:
    reach = measured.share if measured is not None else pain.reach
    if pain.severity is None or pain.frequency is None or reach is None:
        return None
    return pain.severity * pain.frequency * reach
