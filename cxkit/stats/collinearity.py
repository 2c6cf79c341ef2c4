"""How far predictors repeat each other, and the least ridge that makes them separable."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

CONDITION_BOUND = 30.0
"""Condition number from which coefficients are harmed (Belsley, Kuh and Welsch 1980)."""
COPY = 1 - 1e-9
"""Predictors that correlate as closely are one and the same."""
_TINY_ROOT = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Collinearity:
    """How far predictors repeat each other.

    Attributes
    ----------
    vif : array of float, shape (p,)
        Variance inflation of each predictor, at least 1; infinite where the others give it
        exactly.
    condition : float
        Condition number: root of the largest over the smallest eigenvalue, at least 1.
    ridge : float
        Smallest value on the diagonal that brings the condition number to `CONDITION_BOUND`;
        0 where it is no higher.
    closest : tuple of int
        The two predictors with the strongest correlation.
    closest_correlation : float
        Their correlation, in [-1, 1].
    copies : tuple of tuple of int
        Pairs of predictors that are one and the same, but for sign and unit.
    mean_correlation : float
        Mean of the correlations of all pairs.
    first_share : float
        Largest eigenvalue over their sum: how much of all differences one common direction
        accounts for, in (0, 1].
    """

    vif: Floats
    condition: float
    ridge: float
    closest: tuple[int, int]
    closest_correlation: float
    copies: tuple[tuple[int, int], ...]
    mean_correlation: float
    first_share: float


def collinearity(correlation: ArrayLike) -> Collinearity:
    """Return how far predictors repeat each other.

    Parameters
    ----------
    correlation : array_like, shape (p, p)
        Correlations among at least two predictors.

    Returns
    -------
    Collinearity

    Raises
    ------
    ValueError
        If it is not a square of finite numbers with at least two rows.

    Notes
    -----
    ``VIF_j`` is the diagonal of the inverse, ``1 / (1 - R²_j)``. The ridge ``λ`` solves
    ``(λ_max + λ) / (λ_min + λ) = CONDITION_BOUND²``.

    References
    ----------
    Belsley, Kuh and Welsch (1980), Regression Diagnostics, ch. 3; Hoerl and Kennard (1970),
    Ridge regression, Technometrics 12, 55-67.
    """
    r = np.asarray(correlation, dtype=float)
    if r.ndim != 2 or r.shape[0] != r.shape[1] or len(r) < 2 or not np.isfinite(r).all():
        raise ValueError("need the finite correlations of at least two predictors")
    p = len(r)
    variances, directions = np.linalg.eigh(r)
    low, high = max(float(variances[0]), 0.0), float(variances[-1])
    singular = low <= _TINY_ROOT * high
    bound = CONDITION_BOUND**2
    first, second = np.triu_indices(p, 1)
    pairs = r[first, second]
    near = int(np.abs(pairs).argmax())
    # a hair of ridge parts what is infinite from what is only large
    with_hair = np.maximum(variances, 0.0) + _TINY_ROOT
    inflation = (directions**2 / with_hair).sum(axis=1)
    vif = np.where(inflation > 1 / np.sqrt(_TINY_ROOT), np.inf, np.maximum(inflation, 1.0))
    return Collinearity(
        vif=vif,
        condition=float("inf") if singular else float(np.sqrt(high / low)),
        ridge=max(0.0, (high - bound * low) / (bound - 1)),
        closest=(int(first[near]), int(second[near])),
        closest_correlation=float(pairs[near]),
        copies=tuple(
            (int(i), int(j))
            for i, j, pair in zip(first, second, pairs, strict=True)
            if abs(pair) >= COPY
        ),
        mean_correlation=float(pairs.mean()),
        first_share=high / p,
    )


def with_ridge(correlation: ArrayLike, ridge: float) -> Floats:
    """Return correlations as they are once every predictor carries some noise of its own.

    Parameters
    ----------
    correlation : array_like, shape (..., p + 1, p + 1)
        Correlations of the predictors and, last, the outcome.
    ridge : float
        Variance of the noise in units of the predictor's own, not negative.

    Returns
    -------
    ndarray, shape (..., p + 1, p + 1)
        R² of every subset becomes ``r' (R + λI)⁻¹ r``, what ridge regression fits.

    Raises
    ------
    ValueError
        If the ridge is negative.

    References
    ----------
    Hoerl and Kennard (1970), Ridge regression, Technometrics 12, 55-67.
    """
    if not ridge >= 0:
        raise ValueError(f"ridge must not be negative, got {ridge}")
    full = np.array(correlation, dtype=float)
    p = full.shape[-1] - 1
    full[..., :p, :p] /= 1 + ridge
    full[..., :p, p] /= np.sqrt(1 + ridge)
    full[..., p, :p] /= np.sqrt(1 + ridge)
    full[..., np.arange(p), np.arange(p)] = 1.0
    return full
