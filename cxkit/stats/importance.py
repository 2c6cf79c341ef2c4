"""How much each of several correlated predictors adds to what a linear model explains."""

from __future__ import annotations

from math import comb

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

MOST_PREDICTORS = 20
"""All subsets of more predictors would not fit into memory."""
_AT_ONCE = 2**20
"""Numbers worked on at once, 8 MB."""
_FEW_DRAWS = 4
"""So few weightings are quicker one by one."""
_ROUNDING = 1e-10
_TINY_PIVOT = 1e-10
"""A predictor with less variance of its own is a combination of the others."""


def subset_r_squared(correlation: ArrayLike, target: ArrayLike) -> Floats:
    """Return the share of variance explained by every subset of predictors.

    Parameters
    ----------
    correlation : array_like, shape (..., p, p)
        Correlations among the predictors; leading dimensions are computed side by side.
    target : array_like, shape (..., p)
        Correlations of the predictors with the outcome, in [-1, 1].

    Returns
    -------
    ndarray, shape (..., 2 ** p)
        R² of the subset whose members are the set bits of the index; bit 0 is the first
        predictor. In [0, 1].

    Raises
    ------
    ValueError
        If shapes do not fit or there are more than `MOST_PREDICTORS` predictors.

    Notes
    -----
    The sweep operator (Goodnight 1979) is applied to one predictor after the other; each
    doubles the number of states (in or out) and leaves the predictors still to come, so
    that all subsets cost little more than the last level. A predictor that is a combination
    of those already in (pivot below 1e-10) adds nothing.

    References
    ----------
    Goodnight (1979), A tutorial on the SWEEP operator, The American Statistician 33, 149-158.
    """
    r = np.asarray(correlation, dtype=float)
    y = np.asarray(target, dtype=float)
    p = r.shape[-1]
    if r.shape[-2:] != (p, p) or y.shape != r.shape[:-1]:
        raise ValueError(f"need shapes (..., p, p) and (..., p), got {r.shape} and {y.shape}")
    if not 1 <= p <= MOST_PREDICTORS:
        raise ValueError(f"need 1 to {MOST_PREDICTORS} predictors, got {p}")
    lead = r.shape[:-2]
    # states last, so that every step of the sweep runs along memory
    state = np.empty((*lead, p + 1, p + 1, 1))
    state[..., :p, :p, 0] = r
    state[..., :p, p, 0] = state[..., p, :p, 0] = y
    state[..., p, p, 0] = 1.0
    for left in range(p, 0, -1):
        state = _swept(state, left)
    return np.clip(1.0 - state[..., 0, 0, :], 0.0, 1.0)


def _swept(state: Floats, left: int) -> Floats:
    """Return all states without and with the next predictor; of `left` + 1 rows one goes."""
    count = state.shape[-1]
    pivot = state[..., 0, 0, :]
    usable = pivot > _TINY_PIVOT
    inverse = np.where(usable, 1.0, 0.0) / np.where(usable, pivot, 1.0)
    result = np.empty((*state.shape[:-3], left, left, 2 * count))
    result[..., :count] = state[..., 1:, 1:, :]
    for i in range(left):  # the matrix is symmetric: its upper half is enough
        scaled = state[..., 0, i + 1, :] * inverse
        swept = result[..., i, i:, count:]
        np.multiply(state[..., 0, i + 1 :, :], scaled[..., None, :], out=swept)
        np.subtract(state[..., i + 1, i + 1 :, :], swept, out=swept)
    return result


def lmg(correlation: ArrayLike, target: ArrayLike) -> Floats:
    """Return each predictor's share of R², averaged over all orders of entry.

    Parameters
    ----------
    correlation : array_like, shape (..., p, p)
        Correlations among the predictors.
    target : array_like, shape (..., p)
        Correlations with the outcome.

    Returns
    -------
    ndarray, shape (..., p)
        Contributions, never negative, that add up to R² of all predictors.

    Notes
    -----
    ``LMG_j = Σ_S |S|! (p - |S| - 1)! / p! · [R²(S ∪ j) - R²(S)]`` over all subsets ``S``
    without ``j``; the Shapley value of R². Exact for up to `MOST_PREDICTORS` predictors.

    References
    ----------
    Lindeman, Merenda and Gold (1980), Introduction to Bivariate and Multivariate Analysis,
    p. 119; Groemping (2006), Journal of Statistical Software 17(1).
    """
    explained = subset_r_squared(correlation, target)
    p = np.asarray(target).shape[-1]
    size = np.bitwise_count(np.arange(2**p)).astype(int)
    weight = np.array([1 / (p * comb(p - 1, k)) for k in range(p)])
    leaving, entering = np.append(weight, 0.0), np.insert(weight, 0, 0.0)
    before = (explained * leaving[size]).sum(axis=-1)
    # LMG_j = sum over subsets with j of (entering + leaving) R² - sum over all of leaving R²
    folded = explained * (leaving + entering)[size]
    shares = np.empty((*explained.shape[:-1], p))
    for j in range(p - 1, -1, -1):
        half = 2**j
        shares[..., j] = folded[..., half:].sum(axis=-1) - before
        folded = folded[..., :half] + folded[..., half:]
    return np.maximum(shares, 0.0)


def weighted_correlation(values: Floats, weights: Floats) -> Floats:
    """Return the correlation matrices of the same rows under several weightings.

    Parameters
    ----------
    values : ndarray, shape (n, p)
        Rows without missing values.
    weights : ndarray, shape (draws, n)
        Weight of every row in every draw, not negative.

    Returns
    -------
    ndarray, shape (draws, p, p)
        NaN where a column does not vary in a draw.
    """
    total = weights.sum(axis=1)
    first, second = _moments(values - values.mean(axis=0), weights)
    mean = first / total[:, None]
    covariance = second / total[:, None, None] - mean[:, :, None] * mean[:, None, :]
    variance = np.diagonal(covariance, axis1=1, axis2=2)
    # what is left of a column that does not vary is rounding
    known = variance > _ROUNDING * np.diagonal(second, axis1=1, axis2=2) / total[:, None]
    spread = np.sqrt(np.where(known, variance, np.nan))
    result: Floats = covariance / (spread[:, :, None] * spread[:, None, :])
    return result


def _moments(centred: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Return weighted sums of columns and of their products, shapes (d, p) and (d, p, p)."""
    draws, p = len(weights), centred.shape[1]
    if draws <= _FEW_DRAWS:
        sums = [(centred * weight[:, None]).T @ centred for weight in weights]
        return weights @ centred, np.stack(sums)
    pairs = np.triu_indices(p)
    first, products = np.zeros((draws, p)), np.zeros((draws, len(pairs[0])))
    step = max(1, _AT_ONCE // len(pairs[0]))
    for start in range(0, len(centred), step):
        rows, part = centred[start : start + step], weights[:, start : start + step]
        first += part @ rows
        products += part @ (rows[:, pairs[0]] * rows[:, pairs[1]])
    second = np.empty((draws, p, p))
    second[:, pairs[0], pairs[1]] = products
    second[:, pairs[1], pairs[0]] = products
    return first, second
