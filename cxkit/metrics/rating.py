"""What the counts of a rating question say: favourable answers, mean, spread, median."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from cxkit.metrics.checks import IntArray
from cxkit.metrics.design import BoolArray, FloatArray, estimate
from cxkit.metrics.tally import Tally
from cxkit.scales import Scale
from cxkit.stats import agresti_coull_interval, mean_interval, wilson_interval

ShareMethod = Literal["Wilson", "Agresti-Coull"]
"""How the interval of a share is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingSummary:
    """Summary of one group's answers to a rating question.

    Attributes
    ----------
    n, favourable : int
        Answers, and how many of them are in the top box.
    n_weighted, n_effective : float
        Sum of the weights, and the answers drawn plainly that would tell as much about the
        favourable share; both ``n`` where the sample is plain.
    n_effective_mean : float
        The same about the mean.
    share, share_low, share_high : float
        Favourable share and its interval, in [0, 1]; NaN without answers.
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
    n_weighted: float
    n_effective: float
    n_effective_mean: float
    share: float
    share_low: float
    share_high: float
    mean: float
    mean_low: float
    mean_high: float
    sd: float
    median: float


def rating_summary(
    answers: IntArray,
    scale: Scale,
    *,
    method: ShareMethod = "Wilson",
    confidence: float = 0.95,
) -> RatingSummary:
    """Summarise the counts of a rating question.

    Parameters
    ----------
    answers : array of int, shape (p,)
        How many gave each point of the scale, lowest first.
    scale : Scale
        Scale the question was asked on.
    method : {"Wilson", "Agresti-Coull"}
        How the interval of the favourable share is made.
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
    n = int(answers.sum())
    shares = answers / n if n else np.full(len(answers), math.nan)
    return _summary(answers, shares, float(n), (float(n), float(n)), scale, method, confidence)


def rating_of(
    counted: Tally,
    chosen: BoolArray,
    scale: Scale,
    *,
    method: ShareMethod = "Wilson",
    confidence: float = 0.95,
) -> RatingSummary:
    """Summarise a rating question over some groups of counted answers, taken together.

    Parameters
    ----------
    counted : Tally
        Answers by group.
    chosen : array of bool, shape (g,)
        Groups taken together.
    scale : Scale
        Scale the question was asked on.
    method : {"Wilson", "Agresti-Coull"}
        How the interval of the favourable share is made.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    RatingSummary
    """
    answers = counted.answers[chosen].sum(axis=0)
    if counted.cells is None or not answers.any():
        return rating_summary(answers, scale, method=method, confidence=confidence)
    top = estimate(counted.cells, counted.answers, favourable(scale), chosen)
    mean = estimate(counted.cells, counted.answers, np.asarray(scale.points, dtype=float), chosen)
    bases = (top.n_effective, mean.n_effective)
    return _summary(answers, top.shares, top.n_weighted, bases, scale, method, confidence)


def favourable(scale: Scale) -> FloatArray:
    """Return 1 for the points of a scale in the top box and 0 for the others."""
    return np.asarray([float(scale.is_favourable(point)) for point in scale.points])


def _summary(
    answers: IntArray,
    shares: FloatArray,
    weighted: float,
    bases: tuple[float, float],
    scale: Scale,
    method: ShareMethod,
    confidence: float,
) -> RatingSummary:
    """Summarise answers with these shares and effective bases of the share and of the mean."""
    points = np.asarray(scale.points, dtype=np.float64)
    top = favourable(scale)
    n = int(answers.sum())
    share = share_low = share_high = mean = mean_low = mean_high = sd = median = math.nan
    if n > 0:
        share = min(1.0, float(shares @ top))
        mean = float(shares @ points)
        variance = max(0.0, float(shares @ (points - mean) ** 2))
        if n > 1:
            sd = math.sqrt(variance * n / (n - 1))
        share_low, share_high = _share_limits(share, bases[0], method, confidence)
        low, high = _mean_limits(mean, variance, bases[1], confidence)
        mean_low = low if math.isnan(low) else max(float(scale.low), low)
        mean_high = high if math.isnan(high) else min(float(scale.high), high)
        reached = np.cumsum(shares)
        near = 1e-9
        middle = [
            points[min(int(np.searchsorted(reached, rank)), len(points) - 1)]
            for rank in (0.5 - near, 0.5 + near)
        ]
        median = float(middle[0] + middle[1]) / 2
    return RatingSummary(
        n=n,
        favourable=int(answers[top > 0].sum()),
        n_weighted=weighted,
        n_effective=bases[0],
        n_effective_mean=bases[1],
        share=share,
        share_low=share_low,
        share_high=share_high,
        mean=mean,
        mean_low=mean_low,
        mean_high=mean_high,
        sd=sd,
        median=median,
    )


def _share_limits(
    share: float, base: float, method: ShareMethod, confidence: float
) -> tuple[float, float]:
    if math.isinf(base):  # everyone was asked
        return share, share
    made = {"Wilson": wilson_interval, "Agresti-Coull": agresti_coull_interval}
    if method not in made:
        raise ValueError(f"no interval method {method!r}; write one of {list(made)}")
    low, high = made[method](share * base, base, confidence=confidence)
    return min(low, share), max(high, share)


def _mean_limits(
    mean: float, variance: float, base: float, confidence: float
) -> tuple[float, float]:
    if math.isinf(base):
        return mean, mean
    sd = math.sqrt(variance * base / (base - 1)) if base > 1 else math.nan
    return mean_interval(base, mean, sd, confidence=confidence)
