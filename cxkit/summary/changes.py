"""What changed since the report that was delivered before."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import NormalDist
from typing import Literal

from cxkit.engagement.delivered import DeliveredFinding, DeliveredMeasure, DeliveredReport
from cxkit.findings import Missing
from cxkit.stats.multiplicity import holm
from cxkit.summary.missing import NO_PREVIOUS, SAME_DATE

Verdict = Literal["better", "worse", "no clear change", "same answers", "not comparable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureChange:
    """One headline measure then and now.

    Attributes
    ----------
    before, now : DeliveredMeasure
        With their intervals.
    difference, low, high : float
        Now less before, with its interval; NaN where they cannot be compared.
    p_adjusted : float
        Holm's over the measures compared; NaN where it was not tested.
    verdict : str
        ``"same answers"`` where the periods overlap, so that both rest in part on the same
        rows; ``"not comparable"`` where unit or scale changed.
    """

    before: DeliveredMeasure
    now: DeliveredMeasure
    difference: float
    low: float
    high: float
    p_adjusted: float
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is new, gone and still there, and how the measures moved.

    Attributes
    ----------
    before, now : date
        Dates of the data of both reports.
    new, gone, still : tuple of DeliveredFinding
        Findings by key and touchpoint; those still there as worded now.
    measures : tuple of MeasureChange
        Measures that both reports have.
    confidence : float
        Level of the intervals.
    """

    before: date
    now: date
    new: tuple[DeliveredFinding, ...]
    gone: tuple[DeliveredFinding, ...]
    still: tuple[DeliveredFinding, ...]
    measures: tuple[MeasureChange, ...]
    confidence: float


def changes_since(previous: DeliveredReport | None, now: DeliveredReport) -> Changes | Missing:
    """Compare a report with the one delivered before.

    Parameters
    ----------
    previous : DeliveredReport or None
        What was kept.
    now : DeliveredReport
        This report.

    Returns
    -------
    Changes or Missing
        Missing where nothing was kept, or what was kept is of the same date or later.
    """
    if previous is None:
        return NO_PREVIOUS
    if previous.as_of >= now.as_of:
        return SAME_DATE
    then = {_what(item): item for item in previous.findings}
    today = {_what(item): item for item in now.findings}
    return Changes(
        before=previous.as_of,
        now=now.as_of,
        new=tuple(item for what, item in today.items() if what not in then),
        gone=tuple(item for what, item in then.items() if what not in today),
        still=tuple(item for what, item in today.items() if what in then),
        measures=_measures(previous, now),
        confidence=now.confidence,
    )


def difference_of_estimates(
    now: tuple[float, float, float], before: tuple[float, float, float]
) -> tuple[float, float, float]:
    """Return the difference of two independent estimates with its interval.

    Parameters
    ----------
    now, before : tuple of float
        Estimate, low and high end, at the same level.

    Returns
    -------
    difference, low, high : float
        Now less before.

    Notes
    -----
    Square and add: each end takes the arm of either interval that points its way, which
    keeps the skew that a single standard error would lose.

    References
    ----------
    Zou and Donner (2008), Statistics in Medicine 27, 1693-1702 (MOVER); for proportions
    Newcombe (1998), Statistics in Medicine 17, 873-890, method 10.
    """
    (value, low, high), (earlier, below, above) = now, before
    difference = value - earlier
    return (
        difference,
        difference - math.hypot(value - low, above - earlier),
        difference + math.hypot(high - value, earlier - below),
    )


def _what(item: DeliveredFinding) -> tuple[str, str]:
    return item.key, item.touchpoint


def _measures(previous: DeliveredReport, now: DeliveredReport) -> tuple[MeasureChange, ...]:
    then = {item.key: item for item in previous.measures}
    pairs = [(then[item.key], item) for item in now.measures if item.key in then]
    level = NormalDist().inv_cdf(0.5 + now.confidence / 2)
    stretch = level / NormalDist().inv_cdf(0.5 + previous.confidence / 2)
    found = []
    for before, today in pairs:
        reason = _not_tested(before, today)
        if reason == "not comparable":
            found.append(_untested(before, today, (math.nan,) * 3, reason))
            continue
        arms = (
            before.value,
            before.value - (before.value - before.low) * stretch,
            before.value + (before.high - before.value) * stretch,
        )
        moved = difference_of_estimates((today.value, today.low, today.high), arms)
        if reason is not None:
            moved = (moved[0], math.nan, math.nan)
        found.append(_untested(before, today, moved, reason or "no clear change"))
    return _judged(found, level, 1 - now.confidence)


def _not_tested(before: DeliveredMeasure, now: DeliveredMeasure) -> Verdict | None:
    if (before.unit, before.better) != (now.unit, now.better):
        return "not comparable"
    dated = before.end is not None and now.start is not None
    if dated and before.end >= now.start:  # type: ignore[operator]  # both are there
        return "same answers"
    return None


def _untested(
    before: DeliveredMeasure,
    now: DeliveredMeasure,
    moved: tuple[float, float, float],
    verdict: Verdict,
) -> MeasureChange:
    difference, low, high = moved
    return MeasureChange(
        before=before,
        now=now,
        difference=difference,
        low=low,
        high=high,
        p_adjusted=math.nan,
        verdict=verdict,
    )


def _judged(
    found: Sequence[MeasureChange], level: float, error: float
) -> tuple[MeasureChange, ...]:
    """Correct the tests for their number and say which measures changed."""
    tested = [item for item in found if item.verdict == "no clear change"]
    adjusted = iter(holm([_p_value(item, level) for item in tested]).tolist() if tested else [])
    result = []
    for item in found:
        if item.verdict != "no clear change":
            result.append(item)
            continue
        p = next(adjusted)
        verdict: Verdict = "no clear change"
        if p < error:
            rose = item.difference > 0
            verdict = "better" if rose == (item.now.better == "up") else "worse"
        result.append(
            MeasureChange(
                before=item.before,
                now=item.now,
                difference=item.difference,
                low=item.low,
                high=item.high,
                p_adjusted=p,
                verdict=verdict,
            )
        )
    return tuple(result)


def _p_value(item: MeasureChange, level: float) -> float:
    """Return the p value that belongs to the arm of the interval towards zero."""
    arm = item.difference - item.low if item.difference > 0 else item.high - item.difference
    if arm <= 0:
        return 0.0 if item.difference else 1.0
    return 2 * (1 - NormalDist().cdf(level * abs(item.difference) / arm))
