"""What is known of a score before and after, and the verdict it allows."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

from cxkit.metrics.tally import IntArray
from cxkit.stats import Difference

Metric = Literal["nps", "csat", "ces"]
Verdict = Literal["changed", "no clear change", "too few answers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreChange:
    """One score before and after, or in one group and another.

    The two sides must be different people. If the same people answered twice the
    interval is too wide, so that a change called one is still one.

    Attributes
    ----------
    metric : {"nps", "csat", "ces"}
        The score, and with it the unit of all numbers here: NPS in points (-100 to 100),
        CSAT as the share of favourable answers (0 to 1), CES as the mean in points of its
        scale.
    column : str
        The question.
    before_label, after_label : str
        Names of the two sides, as the client's data has them.
    before, after, difference : float
        Scores as observed, and after less before; NaN for a side without answers.
    ci_low, ci_high : float
        Interval of the difference. For NPS it is not centred on it. NaN where it cannot
        be made: no answers on a side, or for a mean a single one or no spread at all.
    p_value : float
        Two-sided, in [0, 1]; NaN with the interval.
    n_before, n_after : int
        Answers of each side.
    detectable : float
        Smallest true difference, either way, that these bases would show four times out
        of five; above 0, NaN where it cannot be known.
    verdict : {"changed", "no clear change", "too few answers"}
        Too few if a side has less than the least base or there is no interval; changed if
        the interval leaves out 0. "No clear change" does not say that it stayed the same.
    confidence : float
        Two-sided level of the interval.
    """

    metric: Metric
    column: str
    before_label: str
    after_label: str
    before: float
    after: float
    difference: float
    ci_low: float
    ci_high: float
    p_value: float
    n_before: int
    n_after: int
    detectable: float
    verdict: Verdict
    confidence: float


def empty_change(
    metric: Metric,
    column: str,
    before_label: str,
    after_label: str,
    sides: list[IntArray],
    confidence: float,
) -> ScoreChange:
    """Return a comparison that nothing is known of but its bases.

    Parameters
    ----------
    metric, column, before_label, after_label, confidence
        As in `ScoreChange`.
    sides : list of two arrays of int
        How many gave each answer, before and after.
    """
    nan = math.nan
    return ScoreChange(
        metric=metric,
        column=column,
        before_label=before_label,
        after_label=after_label,
        before=nan,
        after=nan,
        difference=nan,
        ci_low=nan,
        ci_high=nan,
        p_value=nan,
        n_before=int(sides[0].sum()),
        n_after=int(sides[1].sum()),
        detectable=nan,
        verdict="too few answers",
        confidence=confidence,
    )


def filled_change(
    change: ScoreChange,
    scores: list[float],
    found: Difference,
    detectable: float,
    *,
    unit: float,
    min_base: int,
) -> ScoreChange:
    """Fill in what was found, in the unit of the score, and decide the verdict.

    Parameters
    ----------
    change : ScoreChange
        Comparison with its bases.
    scores : list of two floats
        Scores before and after, in the unit of the score.
    found : Difference
        Difference, interval and p value in the unit of the calculation.
    detectable : float
        In the unit of the calculation.
    unit : float
        What that unit is worth in the unit of the score: 100 for NPS, else 1.
    min_base : int
        Answers each side needs for a verdict.
    """
    verdict: Verdict = "no clear change"
    if min(change.n_before, change.n_after) < min_base or math.isnan(found.ci_low):
        verdict = "too few answers"
    elif found.ci_low > 0 or found.ci_high < 0:
        verdict = "changed"
    return replace(
        change,
        before=scores[0],
        after=scores[1],
        difference=found.difference * unit,
        ci_low=found.ci_low * unit,
        ci_high=found.ci_high * unit,
        p_value=found.p_value,
        detectable=detectable * unit,
        verdict=verdict,
    )
