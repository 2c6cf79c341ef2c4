"""How much each of several correlated predictors adds to what a linear model explains."""

from __future__ import annotations

from math import factorial

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

MOST_PREDICTORS = 20
"""All subsets of more predictors would not fit into memory."""
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
    state = np.empty((*lead, 1, p + 1, p + 1))
    state[..., 0, :p, :p] = r
    state[..., 0, :p, p] = state[..., 0, p, :p] = y
    state[..., 0, p, p] = 1.0
    for _ in range(p):
        pivot = state[..., 0, 0]
        row = state[..., 0, 1:]
        usable = pivot > _TINY_PIVOT
        scaled = np.where(usable[..., None], row / np.where(usable, pivot, 1.0)[..., None], 0.0)
        rest = state[..., 1:, 1:]
        swept = rest - row[..., :, None] * scaled[..., None, :]
        state = np.concatenate([rest, swept], axis=-3)
    return np.clip(1.0 - state[..., 0, 0], 0.0, 1.0)


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
    index = np.arange(2**p)
    size = np.bitwise_count(index).astype(int)
    weight = np.array([factorial(k) * factorial(p - k - 1) / factorial(p) for k in range(p)])
    shares = np.empty((*explained.shape[:-1], p))
    for j in range(p):
        without = index[(index >> j) & 1 == 0]
        gain = explained[..., without | (1 << j)] - explained[..., without]
        shares[..., j] = gain @ weight[size[without]]
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
    p = values.shape[1]
    centred = values - values.mean(axis=0)
    total = weights.sum(axis=1)
    first = weights @ centred
    pairs = np.triu_indices(p)
    products = centred[:, pairs[0]] * centred[:, pairs[1]]
    second = np.empty((len(weights), p, p))
    second[:, pairs[0], pairs[1]] = weights @ products
    second[:, pairs[1], pairs[0]] = second[:, pairs[0], pairs[1]]
    mean = first / total[:, None]
    covariance = second / total[:, None, None] - mean[:, :, None] * mean[:, None, :]
    spread = np.sqrt(np.diagonal(covariance, axis1=1, axis2=2))
    spread = np.where(spread > 1e-12, spread, np.nan)
    result: Floats = covariance / (spread[:, :, None] * spread[:, None, :])
    return result
