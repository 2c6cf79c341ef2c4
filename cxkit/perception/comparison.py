"""Difference of a score between two waves, or between two groups."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd

from cxkit.metrics.net_promoter import split
from cxkit.metrics.rating import rating_summary
from cxkit.metrics.tally import IntArray, tally
from cxkit.perception.score_change import ScoreChange, empty_change, filled_change
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND, Scale
from cxkit.stats import (
    detectable_difference,
    mean_difference,
    net_difference,
    net_variance,
    share_difference,
)
from cxkit.stats.trinomial import ADDED

__all__ = ["MIN_BASE", "ScoreChange", "ces_change", "csat_change", "nps_change"]

MIN_BASE = 30
"""Answers that each side needs before a change is called one, unless told otherwise."""

POWER = 0.80
"""Chance of noticing that `ScoreChange.detectable` is stated for."""


def nps_change(
    before: pd.DataFrame,
    after: pd.DataFrame,
    *,
    before_label: str,
    after_label: str,
    column: str = "ltr",
    count: str | None = None,
    min_base: int = MIN_BASE,
    confidence: float = 0.95,
) -> ScoreChange:
    """Change of the Net Promoter Score between two independent groups of answers.

    Parameters
    ----------
    before, after : DataFrame
        Answers of each side: one row an answer or, with `count`, tables of counts.
    before_label, after_label : str
        Names of the two sides.
    column : str, default "ltr"
        Likelihood to recommend: whole numbers from 0 to 10, blank where not answered.
    count : str, optional
        Column telling how many answers a row stands for.
    min_base : int, default 30
        Answers each side needs for a verdict.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    ScoreChange
        In points, from -200 to 200 for the difference.

    Raises
    ------
    DataError
        If a column is not there or an answer is not on the scale.
    ValueError
        If the level is not strictly between 0 and 1.

    Notes
    -----
    Adjusted Wald interval of a difference; what is detectable uses the adjusted variances
    too, so that a side with promoters only does not promise to show any change at all.

    References
    ----------
    Rocks (2016), The American Statistician 70, 365-372; Lewis and Sauro (2021), "How to
    statistically compare two Net Promoter Scores", measuringu.com.
    """
    sides = [_counts(table, column, LIKELIHOOD_TO_RECOMMEND, count) for table in (before, after)]
    first, second = (split(answers) for answers in sides)
    change = empty_change("nps", column, before_label, after_label, sides, confidence)
    scores = [_ratio(100 * (parts[0] - parts[2]), sum(parts)) for parts in (first, second)]
    if not (sum(first) and sum(second)):
        return replace(change, before=scores[0], after=scores[1])
    found = net_difference(first, second, confidence=confidence)
    smoothed = [
        (net_variance(up + ADDED / 4, mid + ADDED / 2, down + ADDED / 4), up + mid + down + ADDED)
        for up, mid, down in (first, second)
    ]
    detectable = detectable_difference(
        *smoothed[0], *smoothed[1], confidence=confidence, power=POWER
    )
    return filled_change(change, scores, found, detectable, unit=100.0, min_base=min_base)


def csat_change(
    before: pd.DataFrame,
    after: pd.DataFrame,
    *,
    scale: Scale,
    before_label: str,
    after_label: str,
    column: str = "csat",
    count: str | None = None,
    min_base: int = MIN_BASE,
    confidence: float = 0.95,
) -> ScoreChange:
    """Change of the share of favourable answers between two independent groups.

    Parameters
    ----------
    before, after : DataFrame
        Answers of each side: one row an answer or, with `count`, tables of counts.
    scale : Scale
        Scale of the question on both sides: its range, its direction and its top box.
    before_label, after_label : str
        Names of the two sides.
    column : str, default "csat"
        The rating: whole numbers on the scale, blank where not answered.
    count : str, optional
        Column telling how many answers a row stands for.
    min_base : int, default 30
        Answers each side needs for a verdict.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    ScoreChange
        In shares, from -1 to 1 for the difference.

    Raises
    ------
    DataError
        If a column is not there or an answer is not on the scale.
    ValueError
        If the level is not strictly between 0 and 1.

    Notes
    -----
    Newcombe's interval. What is detectable uses shares with one favourable and one other
    answer added to each side, so that a share of 0 or 1 does not promise too much.

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17, 873-890, method 10; Agresti and Caffo
    (2000), The American Statistician 54, 280-288.
    """
    sides = [_counts(table, column, scale, count) for table in (before, after)]
    change = empty_change("csat", column, before_label, after_label, sides, confidence)
    first, second = (rating_summary(answers, scale, confidence=confidence) for answers in sides)
    scores = [first.share, second.share]
    if not (first.n and second.n):
        return replace(change, before=scores[0], after=scores[1])
    found = share_difference(
        (first.favourable, first.n), (second.favourable, second.n), confidence=confidence
    )
    smoothed = [(side.favourable + 1) / (side.n + 2) for side in (first, second)]
    detectable = detectable_difference(
        smoothed[0] * (1 - smoothed[0]),
        first.n + 2,
        smoothed[1] * (1 - smoothed[1]),
        second.n + 2,
        confidence=confidence,
        power=POWER,
    )
    return filled_change(change, scores, found, detectable, unit=1.0, min_base=min_base)


def ces_change(
    before: pd.DataFrame,
    after: pd.DataFrame,
    *,
    scale: Scale,
    before_label: str,
    after_label: str,
    column: str = "ces",
    count: str | None = None,
    min_base: int = MIN_BASE,
    confidence: float = 0.95,
) -> ScoreChange:
    """Change of the mean effort answer between two independent groups of answers.

    Parameters
    ----------
    before, after : DataFrame
        Answers of each side: one row an answer or, with `count`, tables of counts.
    scale : Scale
        Scale of the question on both sides. Whether a higher mean is the better one is
        for the reader of the result to take from it.
    before_label, after_label : str
        Names of the two sides.
    column : str, default "ces"
        The answers: whole numbers on the scale, blank where not answered.
    count : str, optional
        Column telling how many answers a row stands for.
    min_base : int, default 30
        Answers each side needs for a verdict.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    ScoreChange
        In points of the scale.

    Raises
    ------
    DataError
        If a column is not there or an answer is not on the scale.
    ValueError
        If the level is not strictly between 0 and 1.

    Notes
    -----
    Welch's interval, which does not ask both sides to be equally spread.

    References
    ----------
    Welch (1947), Biometrika 34, 28-35.
    """
    sides = [_counts(table, column, scale, count) for table in (before, after)]
    change = empty_change("ces", column, before_label, after_label, sides, confidence)
    first, second = (rating_summary(answers, scale, confidence=confidence) for answers in sides)
    scores = [first.mean, second.mean]
    if not (first.n and second.n):
        return replace(change, before=scores[0], after=scores[1])
    found = mean_difference(
        (first.n, first.mean, first.sd), (second.n, second.mean, second.sd), confidence=confidence
    )
    detectable = math.nan
    if not math.isnan(found.standard_error):
        detectable = detectable_difference(
            first.sd**2, first.n, second.sd**2, second.n, confidence=confidence, power=POWER
        )
    return filled_change(change, scores, found, detectable, unit=1.0, min_base=min_base)


def _counts(table: pd.DataFrame, column: str, scale: Scale, count: str | None) -> IntArray:
    answers: IntArray = tally(table, column, scale=scale, count=count).answers[0]
    return answers


def _ratio(part: float, base: float) -> float:
    return part / base if base else math.nan
