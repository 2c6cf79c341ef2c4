"""Difference of two means against all ways to share the same answers out over the groups."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import gammainc, gammaincc, ndtr

FloatArray = npt.NDArray[np.float64]

STRAIGHT = 1e-3
"""Skewness below which the normal distribution is used; the two differ by less than 1e-3 of it."""


def permutation_p_value(
    before: npt.ArrayLike, after: npt.ArrayLike, values: npt.ArrayLike
) -> float:
    """P value of a difference of means, had the groups been formed by chance.

    Parameters
    ----------
    before, after : array of float, shape (k,)
        Answers of each kind in the two groups, 0 or more, with some in each group. Fractions
        are accepted so that shares of an effective base can be passed.
    values : array of float, shape (k,)
        What an answer of each kind counts: 1, 0 and -1 for a net share, 1 and 0 for a share,
        the points of the scale for a mean.

    Returns
    -------
    float
        Two-sided, in [0, 1]; 1 where all answers are equal.

    Raises
    ------
    ValueError
        If a count is negative, a group is empty, or the shapes do not agree.

    Notes
    -----
    Twice the smaller tail of the mean of ``n`` answers drawn without replacement from all
    answers of both groups. That distribution is not listed: its mean, variance and skewness
    are known exactly, and a Pearson type III curve with the same three is used, with half a
    step of continuity correction where the values are whole. On few answers it is above the exact
    value, by a tenth or so; below about ten in all it is rough. It holds its level far into
    the tails, where intervals made from the spread of a small group do not: so it is the one
    to correct for many comparisons. It tests that the groups answer alike in every way; a
    group with the same mean and another spread can be told apart by it, wherefore it is used
    beside the test of the means and not instead.

    References
    ----------
    Pitman (1937), Journal of the Royal Statistical Society, Supplement 4, 119-130; Mielke,
    Berry and Brier (1981), Monthly Weather Review 109, 120-126 (Pearson type III).
    """
    return float(permutation_p_values(before, after, values))


def permutation_p_values(
    before: npt.ArrayLike, after: npt.ArrayLike, values: npt.ArrayLike
) -> FloatArray:
    """Return the same for many pairs of groups at once.

    Parameters
    ----------
    before, after : array of float, shape (..., k)
        Answers of each kind, counted along the last axis.
    values : array of float, shape (k,)
        What an answer of each kind counts.

    Returns
    -------
    array of float, shape (...)
        As from `permutation_p_value`.

    Raises
    ------
    ValueError
        As there.
    """
    first, second, points = _checked(before, after, values)
    pooled = first + second
    n, size = second.sum(axis=-1), pooled.sum(axis=-1)
    mean = pooled @ points / size
    deviations = points - mean[..., None]
    variance = np.sum(pooled * deviations**2, axis=-1) / size
    alike = variance <= 1e-14 * np.maximum(1.0, mean * mean)
    spread = np.where(alike, 1.0, variance)
    skewness = np.sum(pooled * deviations**3, axis=-1) / size / spread**1.5
    left = np.maximum(size - 1, 1.0)
    error = np.sqrt(n * (size - n) / left * spread)
    lean = (size - 2 * n) * np.sqrt(left / (n * (size - n))) / np.maximum(size - 2, 1.0)
    excess = second @ points - n * mean
    half = _step(points) / 2
    upper = _upper_tail((excess - half) / error, skewness * lean)
    lower = _upper_tail((-excess - half) / error, -skewness * lean)
    p_values = np.minimum(1.0, 2 * np.minimum(upper, lower))
    return np.asarray(np.where(alike, 1.0, p_values))


def _upper_tail(deviate: FloatArray, skewness: FloatArray) -> FloatArray:
    """Chance of at least this, by Pearson type III with mean 0, variance 1 and a skewness."""
    bent = np.where(np.abs(skewness) < STRAIGHT, STRAIGHT, skewness)
    shape = 4 / bent**2
    place = np.maximum(0.0, shape + np.sqrt(shape) * deviate * np.sign(bent))
    tail = np.where(bent > 0, gammaincc(shape, place), gammainc(shape, place))
    return np.asarray(np.where(np.abs(skewness) < STRAIGHT, ndtr(-deviate), tail))


def _step(points: FloatArray) -> float:
    """Largest step of which all differences of the values are multiples; 0 if not whole."""
    if not np.all(points == np.floor(points)):
        return 0.0
    return float(np.gcd.reduce((points - points.min()).astype(np.int64)))


def _checked(
    before: npt.ArrayLike, after: npt.ArrayLike, values: npt.ArrayLike
) -> tuple[FloatArray, FloatArray, FloatArray]:
    first, second = (np.asarray(side, dtype=np.float64) for side in (before, after))
    points = np.asarray(values, dtype=np.float64)
    if points.ndim != 1 or first.shape != second.shape or first.shape[-1:] != points.shape:
        raise ValueError("counts of both groups and values must have the same kinds of answers")
    if not np.all(np.isfinite(points)):
        raise ValueError("values must be finite")
    for side in (first, second):
        if not (np.all(side >= 0) and np.all(np.isfinite(side)) and np.all(side.sum(axis=-1) > 0)):
            raise ValueError("counts must be 0 or more, with some answers in each group")
    return first, second, points
