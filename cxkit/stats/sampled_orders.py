"""LMG from a sample of the orders of entry, where all subsets are too many to draw again."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Orders = NDArray[np.intp]

_AT_ONCE = 2**21
"""Numbers worked on at once, 16 MB."""
_RIDGE = 1e-9
"""Added to the diagonal, so that copies of a predictor have a root too."""


@lru_cache(maxsize=32)
def entry_orders(p: int, bases: int, seed: int) -> Orders:
    """Return orders of entry in which every predictor stands equally often at every place.

    Parameters
    ----------
    p : int
        Predictors, at least 1.
    bases : int
        Orders drawn at random; each stands for its `p` rotations and their reverses.
    seed : int
        Of the draw.

    Returns
    -------
    ndarray of int, shape (2 * p * bases, p)
        Read-only. An order is followed by its reverse: the two err in opposite directions.

    Raises
    ------
    ValueError
        If `p` or `bases` is below 1.
    """
    if p < 1 or bases < 1:
        raise ValueError(f"need at least 1 predictor and 1 order, got {p} and {bases}")
    rng = np.random.default_rng(seed)
    drawn = np.argsort(rng.random((bases, p)), axis=1)
    turns = (np.arange(p)[:, None] + np.arange(p)) % p
    rotated = drawn[:, turns].reshape(-1, p)
    orders = np.stack([rotated, rotated[:, ::-1]], axis=1).reshape(-1, p)
    orders.setflags(write=False)
    return orders


def lmg_by_orders(correlation: ArrayLike, target: ArrayLike, orders: Orders) -> Floats:
    """Return each predictor's mean gain in R² over some orders of entry.

    Parameters
    ----------
    correlation : array_like, shape (draws, p, p)
        Correlations among the predictors.
    target : array_like, shape (draws, p)
        Correlations with the outcome.
    orders : ndarray of int, shape (m, p)
        Every row a permutation of the predictors, such as `entry_orders` returns.

    Returns
    -------
    ndarray, shape (draws, p)
        Contributions, never negative, that add up to R² of all predictors.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    Notes
    -----
    With the outcome last, the squares of the last row of the Cholesky root of the permuted
    correlations are what each predictor adds in that order. With orders drawn at random the
    mean is unbiased for LMG (Castro, Gómez and Tejada 2009).

    References
    ----------
    Castro, Gómez and Tejada (2009), Polynomial calculation of the Shapley value based on
    sampling, Computers & Operations Research 36, 1726-1730; Lindeman, Merenda and Gold (1980).
    """
    r, y = np.asarray(correlation, dtype=float), np.asarray(target, dtype=float)
    p = r.shape[-1]
    if r.ndim != 3 or r.shape[1] != p or y.shape != r.shape[:-1] or orders.shape[1:] != (p,):
        raise ValueError(f"shapes do not fit: {r.shape}, {y.shape} and orders of {orders.shape}")
    full = np.empty((len(r), p + 1, p + 1))
    full[:, :p, :p] = r
    full[:, :p, p] = full[:, p, :p] = y
    full[:, p, p] = 1.0
    full[:, np.arange(p), np.arange(p)] += _RIDGE
    shares = np.zeros((len(r), p))
    step = max(1, _AT_ONCE // (len(r) * (p + 1) ** 2))
    last = np.full((len(orders), 1), p)
    whole = np.hstack([orders, last])
    for start in range(0, len(orders), step):
        part = whole[start : start + step]
        gains = _last_row(full[:, part[:, :, None], part[:, None, :]]) ** 2
        # place k of an order belongs to the predictor that entered there
        back = np.argsort(part[:, :p], axis=1)
        shares += np.take_along_axis(gains, back[None], axis=2).sum(axis=1)
    return shares / len(orders)


def _last_row(matrices: Floats) -> Floats:
    """Return the last row of the Cholesky roots, its own diagonal left out."""
    inner = matrices[..., :-1, :-1]
    roots = np.linalg.cholesky(inner)
    solved: Floats = np.linalg.solve(roots, matrices[..., :-1, -1:])[..., 0]
    return solved
