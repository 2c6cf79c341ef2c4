"""What the counts of a rating question say: favourable answers, mean, spread, median."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from cxkit.metrics.tally import IntArray
from cxkit.scales import Scale
from cxkit.stats import mean_interval, wilson_interval


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingSummary:
    """Summary of one group's answers to a rating question.

    Attributes
    ----------
    n, favourable : int
        Answers, and how many of them are in the top box.
    share, share_low, share_high : float
        Favourable share and its Wilson interval, in [0, 1]; NaN without answers.
    mean, mean_low, mean_high : float
        Scale points, with the t interval cut at the ends of the scale. Limits are NaN for
        a single answer, all three without answers.
    sd : float
        Standard deviation (divisor ``n - 1``); NaN below two answers.
    median : float
        Middle answer, or halfway between the two middle ones; NaN without answers.
    """

    n: int
    favourable: int
    share: float
    share_low: float
    share_high: float
    mean: float
    mean_low: float
    mean_high: float
    sd: float
    median: float


def rating_summary(answers: IntArray, scale: Scale, *, confidence: float = 0.95) -> RatingSummary:
    """Summarise the counts of a rating question.

    Parameters
    ----------
    answers : array of int, shape (p,)
        How many gave each point of the scale, lowest first.
    scale : Scale
        Scale the question was asked on.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    RatingSummary

    Raises
    ------
    ValueError
        If the level is not strictly between 0 and 1.
    """
    points = np.asarray(scale.points, dtype=np.float64)
    n = int(answers.sum())
    top = np.asarray([scale.is_favourable(point) for point in scale.points])
    favourable = int(answers[top].sum())
    share = share_low = share_high = mean = mean_low = mean_high = sd = median = math.nan
    if n > 0:
        share = favourable / n
        share_low, share_high = wilson_interval(favourable, n, confidence=confidence)
        mean = float(answers @ points) / n
        if n > 1:
            sd = math.sqrt(float(answers @ (points - mean) ** 2) / (n - 1))
        low, high = mean_interval(n, mean, sd, confidence=confidence)
        mean_low = low if math.isnan(low) else max(float(scale.low), low)
        mean_high = high if math.isnan(high) else min(float(scale.high), high)
        reached = np.cumsum(answers)
        middle = [points[np.searchsorted(reached, rank)] for rank in ((n + 1) // 2, n // 2 + 1)]
        median = float(middle[0] + middle[1]) / 2
    return RatingSummary(
        n=n,
        favourable=favourable,
        share=share,
        share_low=share_low,
        share_high=share_high,
        mean=mean,
        mean_low=mean_low,
        mean_high=mean_high,
        sd=sd,
        median=median,
    )
