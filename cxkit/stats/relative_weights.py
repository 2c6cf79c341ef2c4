"""Johnson's relative weights: what explains an outcome, by way of uncorrelated stand-ins."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

_TINY_ROOT = 1e-10
"""A direction with less variance is none: the predictors are a combination of each other."""


def relative_weights(correlation: ArrayLike, target: ArrayLike) -> Floats:
    """Return each predictor's share of R² by Johnson's relative weights.

    Parameters
    ----------
    correlation : array_like, shape (..., p, p)
        Correlations among the predictors; leading dimensions are computed side by side.
    target : array_like, shape (..., p)
        Correlations of the predictors with the outcome, in [-1, 1].

    Returns
    -------
    ndarray, shape (..., p)
        Raw weights, never negative, that add up to R² of all predictors.

    Raises
    ------
    ValueError
        If the shapes do not fit or a correlation is not a finite number.

    Notes
    -----
    ``L = R^(1/2)`` (symmetric root) holds the correlations of the predictors with their
    closest uncorrelated stand-ins, ``b = L⁻¹ r`` the stand-ins' correlations with the
    outcome, and ``ε_j = Σ_k L_jk² b_k²``. Directions with an eigenvalue below 1e-10 are left
    out, so exact copies share alike and nothing is divided by zero.

    References
    ----------
    Johnson (2000), A heuristic method for estimating the relative weight of predictor
    variables in multiple regression, Multivariate Behavioral Research 35, 1-19.
    """
    r = np.asarray(correlation, dtype=float)
    y = np.asarray(target, dtype=float)
    p = r.shape[-1] if r.ndim else 0
    if r.ndim < 2 or r.shape[-2:] != (p, p) or y.shape != r.shape[:-1]:
        raise ValueError(f"need shapes (..., p, p) and (..., p), got {r.shape} and {y.shape}")
    if not (np.isfinite(r).all() and np.isfinite(y).all()):
        raise ValueError("correlations must be finite numbers")
    variances, directions = np.linalg.eigh(r)
    known = variances > _TINY_ROOT
    roots = np.sqrt(np.where(known, variances, 0.0))
    inverse = np.where(known, 1.0, 0.0) / np.where(known, roots, 1.0)
    loadings = (directions * roots[..., None, :]) @ directions.swapaxes(-1, -2)
    along = np.einsum("...ji,...j->...i", directions, y) * inverse
    stand_ins = np.einsum("...ij,...j->...i", directions, along)
    weights: Floats = np.einsum("...jk,...k->...j", loadings**2, stand_ins**2)
    return weights
