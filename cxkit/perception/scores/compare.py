"""Compares the scores of two sets of groups: difference, interval, tests, what would tell."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cxkit.metrics.design import BoolArray, Estimate, FloatArray, correlation, estimate
from cxkit.metrics.net_promoter import NET
from cxkit.metrics.rating import favourable
from cxkit.metrics.tally import Tally
from cxkit.perception.scores.score_change import Metric, ScoreChange, Verdict
from cxkit.scales import Scale
from cxkit.stats import (
    Difference,
    mean_difference,
    net_difference,
    newcombe_interval,
    normal_quantile,
    power_quantile,
    share_difference,
)
from cxkit.stats.equivalence import equivalence_p_value
from cxkit.stats.permutation import permutation_p_value

MIN_BASE = 30
"""Answers that each side needs before a verdict is given, unless told otherwise."""

_TIED = 0.9
"""Correlation from which two sides are the same customers, and shuffling them says nothing."""

POWER = 0.80
"""Chance of noticing that `ScoreChange.detectable` is stated for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a comparison is judged by.

    Attributes
    ----------
    margin : float
        Smallest change that matters, in the unit of the score, above 0.
    min_base : int
        Answers each side needs for a verdict.
    confidence : float
        Two-sided level, strictly between 0 and 1.
    """

    margin: float
    min_base: int = MIN_BASE
    confidence: float = 0.95


def default_margin(metric: Metric, scale: Scale) -> float:
    """Return the smallest change that matters where the engagement does not say it.

    Five NPS points, five percentage points of favourable answers, and for a mean a
    twentieth of the range of its scale.
    """
    if metric == "ces":
        return (scale.high - scale.low) / 20
    return 5.0 if metric == "nps" else 0.05


def compare(
    counted: Tally,
    before: BoolArray,
    after: BoolArray,
    *,
    metric: Metric,
    column: str,
    labels: tuple[str, str],
    scale: Scale,
    rules: Rules,
) -> ScoreChange:
    """Compare the answers of some groups with those of others.

    Parameters
    ----------
    counted : Tally
        Answers by group.
    before, after : array of bool, shape (g,)
        Groups of each side.
    metric, column, labels
        As in `ScoreChange`.
    scale : Scale
        Scale of the answers.
    rules : Rules
        What the comparison is judged by.

    Returns
    -------
    ScoreChange
    """
    bases = [int(counted.answers[side].sum()) for side in (before, after)]
    scores = scored(metric, scale)
    found: Difference | None = None
    detectable, shared, tie = math.nan, 0, 0.0
    unit = 100.0 if metric == "nps" else 1.0
    known = [
        estimate(counted.cells, counted.answers, scores, side) if n else None
        for side, n in zip((before, after), bases, strict=True)
    ]
    values = [unit * side.mean if side is not None else math.nan for side in known]
    first, second = known
    differs: Callable[[float], Difference] | None = None
    if first is not None and second is not None:
        tie = _tie(counted, first, second, metric)
        shared = _in_both(counted, first, second)
        differs = _difference(metric, first, second, tie)
        found = differs(rules.confidence)
        error = _smoothed_error(first, second, tie) if metric == "csat" else found.standard_error
        reach = normal_quantile(rules.confidence) + power_quantile(POWER)
        detectable = reach * error * unit
    comparable = found is not None and min(bases) >= rules.min_base
    comparable = comparable and not math.isnan(found.ci_low if found else math.nan)
    p_equivalence = math.nan
    if first and second and differs and found and not math.isnan(found.ci_low):
        interval = _interval(differs) if metric != "csat" else _share_interval(first, second, tie)
        p_equivalence = equivalence_p_value(interval, rules.margin / unit)
    p_value = p_strict = found.p_value if found is not None else math.nan
    if first is not None and second is not None and not math.isnan(p_value) and tie < _TIED:
        # those on both sides tell more of a difference than others do
        worth = 1 / (1 - max(tie, 0.0))
        shuffled = permutation_p_value(
            first.shares * first.n_compared * worth,
            second.shares * second.n_compared * worth,
            scores,
        )
        p_strict = max(p_value, shuffled)
    return ScoreChange(
        metric=metric,
        column=column,
        before_label=labels[0],
        after_label=labels[1],
        before=values[0],
        after=values[1],
        difference=values[1] - values[0],
        ci_low=found.ci_low * unit if found is not None else math.nan,
        ci_high=found.ci_high * unit if found is not None else math.nan,
        p_value=p_value,
        p_strict=p_strict,
        n_before=bases[0],
        n_after=bases[1],
        n_both=shared,
        margin=rules.margin,
        p_equivalence=p_equivalence,
        detectable=detectable,
        n_needed=_needed(bases, detectable, rules.margin, rules.confidence),
        comparable=comparable,
        verdict=_verdict(p_value, p_equivalence, comparable, rules.confidence),
        confidence=rules.confidence,
    )


def scored(metric: Metric, scale: Scale) -> FloatArray:
    """Return what each point of the scale counts in the score.

    Parameters
    ----------
    metric : {"nps", "csat", "ces"}
        The score.
    scale : Scale
        Scale of its question.

    Returns
    -------
    array of float, shape (p,)
        1, 0 and -1 for NPS; 1 and 0 for the favourable share; the points themselves for effort.
    """
    if metric == "nps":
        return NET
    return favourable(scale) if metric == "csat" else np.asarray(scale.points, dtype=np.float64)


# ----------------------------------------------------------------- details
def _difference(
    metric: Metric, first: Estimate, second: Estimate, tie: float
) -> Callable[[float], Difference]:
    """Return the difference at any level."""
    if metric == "nps":
        kinds = [
            tuple(float(side.shares[sign == NET].sum()) * side.n_compared for sign in (1, 0, -1))
            for side in (first, second)
        ]
        return lambda level: net_difference(
            kinds[0],  # type: ignore[arg-type]
            kinds[1],  # type: ignore[arg-type]
            correlation=tie,
            confidence=level,
        )
    if metric == "csat":
        before, after = _share(first), _share(second)
        return lambda level: share_difference(before, after, correlation=tie, confidence=level)
    means = [(side.n_compared, side.mean, _sd(side)) for side in (first, second)]
    return lambda level: mean_difference(means[0], means[1], correlation=tie, confidence=level)


def _interval(differs: Callable[[float], Difference]) -> Callable[[float], tuple[float, float]]:
    def at(level: float) -> tuple[float, float]:
        found = differs(level)
        return found.ci_low, found.ci_high

    return at


def _share(side: Estimate) -> tuple[float, float]:
    """Return favourable answers and base, for an effective base."""
    return min(max(side.mean, 0.0), 1.0) * side.n_compared, side.n_compared


def _share_interval(
    first: Estimate, second: Estimate, tie: float
) -> Callable[[float], tuple[float, float]]:
    """Return the interval of a difference of shares without its p value, which takes a search."""
    sides = (*_share(second), *_share(first))
    return lambda level: newcombe_interval(*sides, correlation=tie, confidence=level)


def _sd(side: Estimate) -> float:
    """Return the standard deviation of one answer, for an effective base."""
    base = side.n_compared
    return math.sqrt(side.variance * base / (base - 1)) if base > 1 else math.nan


def _smoothed_error(first: Estimate, second: Estimate, tie: float) -> float:
    """Return the error of a difference of shares with two answers added to each side."""
    parts = []
    for side in (first, second):
        base = side.n_compared + 2
        share = (side.mean * side.n_compared + 1) / base
        parts.append(math.sqrt(share * (1 - share) / base))
    one, other = parts
    return math.sqrt(max(0.0, one**2 + other**2 - 2 * tie * one * other))


def _tie(counted: Tally, first: Estimate, second: Estimate, metric: Metric) -> float:
    """Return how far the errors of the two sides go together.

    Of a panel in which next to nobody answers otherwise the second time, the correlation is near
    1 and the error of the difference near 0, although a few more might have changed. So much of it
    is taken off as two customers who changed would: what Newcombe's continuity correction does.
    The paired t test of means needs none.
    """
    tie = correlation(counted.cells, first, second)
    if metric == "ces":
        return tie
    return min(tie, max(0.0, 1 - 2 / min(first.n_compared, second.n_compared)))


def _in_both(counted: Tally, first: Estimate, second: Estimate) -> int:
    """Count the units with answers on both sides."""
    if counted.cells is None or first.units is None or second.units is None:
        return 0
    return int(counted.cells.copies[first.units & second.units].sum())


def _needed(bases: list[int], detectable: float, margin: float, confidence: float) -> int | None:
    """Return the answers that two equal sides would need to tell a change of the margin from none.

    To show that nothing changed the whole interval must lie within the margin, which takes more
    answers than to show a change of the margin.
    """
    if not (math.isfinite(detectable) and detectable > 0 and min(bases) > 0):
        return None
    harmonic = 2 * bases[0] * bases[1] / (bases[0] + bases[1])
    z = normal_quantile(confidence)
    more = (z + power_quantile((1 + POWER) / 2)) / (z + power_quantile(POWER))
    ratio = more * detectable / margin
    needed = harmonic * ratio * ratio
    return max(1, math.ceil(needed)) if math.isfinite(needed) else None


def _verdict(p_value: float, p_equivalence: float, comparable: bool, confidence: float) -> Verdict:
    if not comparable:
        return "too few answers"
    if p_value <= 1 - confidence:
        return "changed"
    # half the level: the interval that is printed then lies within the margin
    return "no change" if p_equivalence <= (1 - confidence) / 2 else "too few answers"
