"""Bootstrap of a mean from counts: respondents drawn again, without ever listing them."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from cxkit.stats.levels import normal_quantile

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

DRAWS = 10_000
"""Samples that are drawn unless told otherwise."""
SEED = 20_260_101
"""Start of the random numbers: the same data give the same limits every time."""
CHUNK_CELLS = 2**20
"""Counts that are held in memory at a time: 8 MB."""


def bootstrap_draws(
    counts: npt.ArrayLike, values: npt.ArrayLike, *, draws: int = DRAWS, seed: int = SEED
) -> FloatArray:
    """Means of samples drawn with replacement from answers that are given as counts.

    Parameters
    ----------
    counts : array of int, shape (k,)
        How many answers there are of each kind, 0 or more, with at least one in all.
    values : array of float, shape (k,)
        What an answer of each kind counts: 1, 0 and -1 for a net share, the points of the
        scale for a mean.
    draws : int, default 10,000
        Samples, 1 or more, each of as many answers as there are.
    seed : int, default 20,260,101
        Start of the random numbers, 0 or more.

    Returns
    -------
    array of float, shape (draws,)
        Mean of each sample, in the unit of `values`.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above, counts are not whole or values not finite.

    Notes
    -----
    To draw n answers again and count them is to draw the counts from a multinomial
    distribution with the observed shares, so that neither time nor memory depends on n.

    References
    ----------
    Efron (1979), Annals of Statistics 7, 1-26.
    """
    whole, points = _checked(counts, values)
    if draws < 1:
        raise ValueError(f"need at least one draw, got {draws}")
    n = int(whole.sum())
    shares = whole / n
    rng = np.random.default_rng(seed)
    means = np.empty(draws)
    rows = max(1, CHUNK_CELLS // len(whole))
    for start in range(0, draws, rows):
        part = means[start : start + rows]
        part[:] = rng.multinomial(n, shares, size=len(part)) @ points / n
    return means


def bootstrap_interval(
    counts: npt.ArrayLike,
    values: npt.ArrayLike,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    confidence: float = 0.95,
) -> tuple[float, float]:
    """Percentile bootstrap interval of a mean from counts.

    Parameters
    ----------
    counts, values : arrays of shape (k,)
        As in `bootstrap_draws`.
    draws, seed : int
        As in `bootstrap_draws`.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    low, high : float
        In the unit of `values`; both NaN for a single answer, which says nothing about
        spread. Where all answers are equal the interval has no width, which does not prove
        that all customers agree.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above, counts are not whole or values not finite.

    Notes
    -----
    Quantiles of the means drawn. On few answers it is too narrow, as the Wald interval is:
    ``benchmarks/calibration.py`` prints by how much.

    References
    ----------
    Efron (1981), Canadian Journal of Statistics 9, 139-158.
    """
    tail = _tail(confidence)
    means = bootstrap_draws(counts, values, draws=draws, seed=seed)
    if _single(counts):
        return math.nan, math.nan
    return _quantiles(means, tail, 1 - tail)


def bca_bootstrap_interval(
    counts: npt.ArrayLike,
    values: npt.ArrayLike,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    confidence: float = 0.95,
) -> tuple[float, float]:
    """Bootstrap interval of a mean from counts, corrected for bias and skewness (BCa).

    Parameters
    ----------
    counts, values : arrays of shape (k,)
        As in `bootstrap_draws`.
    draws, seed : int
        As in `bootstrap_draws`.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    low, high : float
        In the unit of `values`; both NaN for a single answer. No width where all answers
        are equal.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above, counts are not whole or values not finite.

    Notes
    -----
    Quantiles of the means drawn at ``Φ(z0 + (z0 + z) / (1 - a (z0 + z)))``; ``z0`` from the
    share of means below the one observed (half of those equal to it), ``a`` the jackknife's
    ``Σ c (x - m)³ / 6 (Σ c (x - m)²)^(3/2)``, which for a mean needs no draw.

    References
    ----------
    Efron (1987), JASA 82, 171-185.
    """
    z = normal_quantile(confidence)
    means = bootstrap_draws(counts, values, draws=draws, seed=seed)
    if _single(counts):
        return math.nan, math.nan
    whole, points = _checked(counts, values)
    observed = float(whole @ points) / float(whole.sum())
    deviations = points - observed
    spread = float(whole @ deviations**2)
    if spread == 0 or np.ptp(means) == 0:
        return observed, observed
    acceleration = float(whole @ deviations**3) / (6 * spread**1.5)
    close = 1e-9 * float(np.ptp(points))
    below = float(np.mean(means < observed - close))
    equal = float(np.mean(np.abs(means - observed) <= close))
    share = min(max(below + equal / 2, 0.5 / len(means)), 1 - 0.5 / len(means))
    bias = float(ndtri(share))
    shifted = [bias + side for side in (-z, z)]
    low, high = (float(ndtr(bias + s / (1 - acceleration * s))) for s in shifted)
    return _quantiles(means, low, high)


def bootstrap_difference_interval(
    before: npt.ArrayLike,
    after: npt.ArrayLike,
    values: npt.ArrayLike,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    confidence: float = 0.95,
) -> tuple[float, float]:
    """Percentile bootstrap interval of the difference of two independent means, from counts.

    Parameters
    ----------
    before, after : arrays of int, shape (k,)
        Answers of each kind in the two groups, 0 or more, with at least one in each group.
    values : array of float, shape (k,)
        What an answer of each kind counts.
    draws, seed : int
        As in `bootstrap_draws`.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    low, high : float
        Second mean less the first; both NaN where a group has a single answer.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above, counts are not whole or values not finite.

    References
    ----------
    Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 8.
    """
    tail = _tail(confidence)
    seeds = np.random.SeedSequence(seed).generate_state(2)
    first = bootstrap_draws(before, values, draws=draws, seed=int(seeds[0]))
    second = bootstrap_draws(after, values, draws=draws, seed=int(seeds[1]))
    if _single(before) or _single(after):
        return math.nan, math.nan
    return _quantiles(second - first, tail, 1 - tail)


def _checked(counts: npt.ArrayLike, values: npt.ArrayLike) -> tuple[IntArray, FloatArray]:
    """Return whole counts and finite values of one length."""
    given = np.asarray(counts, dtype=np.float64)
    points = np.asarray(values, dtype=np.float64)
    if given.ndim != 1 or given.shape != points.shape:
        raise ValueError("counts and values must be flat and of the same length")
    if not (np.all(given >= 0) and np.all(np.isfinite(given)) and given.sum() > 0):
        raise ValueError("counts must be 0 or more, with at least one answer in all")
    if not np.all(given == np.floor(given)):
        raise ValueError("counts must be whole: weighted answers cannot be drawn one by one")
    if not np.all(np.isfinite(points)):
        raise ValueError("values must be finite")
    return given.astype(np.int64), points


def _single(counts: npt.ArrayLike) -> bool:
    return bool(np.sum(counts) == 1)


def _tail(confidence: float) -> float:
    normal_quantile(confidence)  # refuses a level outside its range
    return (1 - confidence) / 2


def _quantiles(means: FloatArray, low: float, high: float) -> tuple[float, float]:
    found = np.quantile(means, [low, high])
    return float(found[0]), float(found[1])
