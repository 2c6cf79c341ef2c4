"""Difference of two means of values with long tails, such as revenue, by bootstrap."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxkit.stats.levels import normal_quantile

Floats = npt.NDArray[np.float64]

DRAWS = 4_000
SEED = 20_261
"""Samples drawn, and the start of the random numbers: the same data give the same limits."""
LISTED = 2_000
"""Different values that are drawn one by one, the farthest from the mean; the rest, of which
there are then many, is drawn as a sum from its normal distribution."""
CHUNK_CELLS = 2**20
"""Counts held in memory at a time: 8 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeanGap:
    """Second mean less first mean.

    Attributes
    ----------
    mean_1, mean_2, difference : float
        In the unit of the values.
    ci_low, ci_high : float
        Bootstrap interval of the difference (percentiles); NaN where a group has a single value.
    lift, lift_low, lift_high : float
        Difference as a share of the first mean, and its interval; NaN where the first mean, or
        a mean drawn from it within the interval, is not above 0.
    confidence : float
        Two-sided level.
    """

    mean_1: float
    mean_2: float
    difference: float
    ci_low: float
    ci_high: float
    lift: float
    lift_low: float
    lift_high: float
    confidence: float


def mean_gap(
    first: npt.ArrayLike,
    second: npt.ArrayLike,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    confidence: float = 0.95,
) -> MeanGap:
    """Difference of two independent means with a bootstrap interval, second less first.

    Parameters
    ----------
    first, second : array of float, shapes (n_1,) and (n_2,)
        Values of each group's units, zeros included; finite, at least one each.
    draws : int, default 4,000
        Samples, 200 or more.
    seed : int, default 20,261
        Start of the random numbers, 0 or more.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    MeanGap
        With the interval of the difference and of the lift.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    Notes
    -----
    To draw n units again is to draw from a multinomial distribution how often each different
    value comes; the limits are percentiles. Corrected for bias and skewness (BCa) they cover
    worse here, since the skewness of two groups cancels in their difference and what is left of
    it is estimated badly. What a handful of buyers decide no interval can know:
    ``benchmarks/calibration_trials.py`` prints how far it falls short.

    References
    ----------
    Efron and Tibshirani (1993), An Introduction to the Bootstrap, ch. 8 and 13.
    """
    normal_quantile(confidence)  # refuses a level outside its range
    tail = (1 - confidence) / 2
    one, other = _checked(first), _checked(second)
    if draws < 200:
        raise ValueError(f"need at least 200 draws for an interval, got {draws}")
    seeds = np.random.SeedSequence(seed).generate_state(2)
    means = [
        resampled_means(values, draws=draws, rng=np.random.default_rng(int(start)))
        for values, start in zip((one, other), seeds, strict=True)
    ]
    mean_1, mean_2 = float(one.mean()), float(other.mean())
    difference = mean_2 - mean_1
    low, high = (float(end) for end in np.quantile(means[1] - means[0], [tail, 1 - tail]))
    lift_low, lift_high = _lift_limits(means[0], means[1], tail)
    if min(len(one), len(other)) == 1:
        low = high = lift_low = lift_high = math.nan
    return MeanGap(
        mean_1=mean_1,
        mean_2=mean_2,
        difference=difference,
        ci_low=low,
        ci_high=high,
        lift=difference / mean_1 if mean_1 > 0 else math.nan,
        lift_low=lift_low if mean_1 > 0 else math.nan,
        lift_high=lift_high if mean_1 > 0 else math.nan,
        confidence=confidence,
    )


def resampled_means(values: Floats, *, draws: int, rng: np.random.Generator) -> Floats:
    """Return means of samples drawn again with replacement.

    Parameters
    ----------
    values : array of float, shape (n,)
        At least one, finite.
    draws : int
        Samples.
    rng : Generator
        Source of chance.

    Returns
    -------
    array of float, shape (draws,)
        In the unit of the values.

    Notes
    -----
    Of more than `LISTED` different values the farthest from the mean are drawn one by one, and
    the sum of the others from its normal distribution (central limit theorem), given how many
    they are: the tail is exact and time does not grow with the units.
    """
    kinds, counts = np.unique(values, return_counts=True)
    n = int(counts.sum())
    rest_count, rest_mean, rest_sd = 0, 0.0, 0.0
    if len(kinds) > LISTED:
        # many equal values, such as zeros, are one kind: it stays listed
        order = np.argsort(-np.abs(kinds - values.mean()) - np.where(counts > n // 100, 1e300, 0))
        listed, rest = order[:LISTED], order[LISTED:]
        rest_count = int(counts[rest].sum())
        rest_mean = float(counts[rest] @ kinds[rest]) / rest_count
        rest_sd = math.sqrt(float(counts[rest] @ (kinds[rest] - rest_mean) ** 2) / rest_count)
        kinds, counts = kinds[listed], counts[listed]
    shares = np.append(counts, rest_count) / n
    means = np.empty(draws)
    rows = max(1, CHUNK_CELLS // len(shares))
    for start in range(0, draws, rows):
        part = means[start : start + rows]
        drawn = rng.multinomial(n, shares, size=len(part))
        others = drawn[:, -1]
        sums = drawn[:, :-1] @ kinds + others * rest_mean
        if rest_sd:
            sums += np.sqrt(others) * rest_sd * rng.standard_normal(len(part))
        part[:] = sums / n
    return means


def _lift_limits(first: Floats, second: Floats, tail: float) -> tuple[float, float]:
    """Return percentiles of the lift; NaN where first means of 0 or less lie within them."""
    if float(np.quantile(first, tail)) <= 0:
        return math.nan, math.nan
    usable = first > 0
    low, high = np.quantile(second[usable] / first[usable] - 1, [tail, 1 - tail])
    return float(low), float(high)


def _checked(values: npt.ArrayLike) -> Floats:
    found = np.asarray(values, dtype=np.float64)
    if found.ndim != 1 or not len(found) or not np.isfinite(found).all():
        raise ValueError("need a flat list of finite values, at least one a group")
    return found
