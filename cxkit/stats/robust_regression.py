"""Linear regression whose errors allow for answers that belong together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

_TINY_ROOT = 1e-10


@dataclass(frozen=True, slots=True, kw_only=True)
class RobustRegression:
    """Coefficients with errors that hold whatever the spread and the clusters.

    Attributes
    ----------
    coefficients : array of float, shape (q,)
        Least squares; NaN for a column that the others give exactly.
    covariance : array of float, shape (q, q)
        Of the coefficients; NaN likewise.
    degrees : int
        Degrees of freedom for t: clusters less 1, or rows less columns.
    n, clusters : int
        Answers, and groups of answers that belong together.
    """

    coefficients: Floats
    covariance: Floats
    degrees: int
    n: int
    clusters: int


def robust_regression(
    columns: ArrayLike,
    outcome: ArrayLike,
    *,
    clusters: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    counts: ArrayLike | None = None,
) -> RobustRegression:
    """Regress an outcome on columns, with cluster-robust errors.

    Parameters
    ----------
    columns : array_like, shape (n, q)
        The intercept, where wanted, is one of the columns.
    outcome : array_like, shape (n,)
        In any unit.
    clusters : array_like of int, shape (n,), optional
        Which group each row belongs to, from 0; every answer by itself if absent.
    weights : array_like, shape (n,), optional
        Weight of one answer, above 0; 1 if absent.
    counts : array_like, shape (n,), optional
        Answers each row stands for, alike in all columns; 1 if absent.

    Returns
    -------
    RobustRegression

    Raises
    ------
    ValueError
        If shapes do not fit, a value is not a finite number, or there are not more answers
        (and clusters) than one.

    Notes
    -----
    ``V = c (X'WX)⁻¹ (Σ_g u_g u_g') (X'WX)⁻¹`` with ``u_g`` the sum of ``w x e`` over a
    group, and ``c = G / (G - 1) · (n - 1) / (n - q)`` (CR1); without clusters
    ``c = n / (n - q)`` (HC1). Identical answers counted in one row are groups of their own.

    References
    ----------
    Liang and Zeger (1986), Biometrika 73, 13-22; MacKinnon and White (1985), Journal of
    Econometrics 29, 305-325; Cameron and Miller (2015), Journal of Human Resources 50, 317-372.
    """
    x, y = np.asarray(columns, dtype=float), np.asarray(outcome, dtype=float)
    if x.ndim != 2 or y.shape != x.shape[:1]:
        raise ValueError(f"need shapes (n, q) and (n,), got {x.shape} and {y.shape}")
    w = np.ones(len(y)) if weights is None else np.asarray(weights, dtype=float)
    k = np.ones(len(y)) if counts is None else np.asarray(counts, dtype=float)
    if w.shape != y.shape or k.shape != y.shape:
        raise ValueError("need one weight and one count a row")
    if not all(np.isfinite(part).all() for part in (x, y, w, k)) or (w <= 0).any() or (k < 0).any():
        raise ValueError("values must be finite, weights above 0 and counts not negative")
    groups = None if clusters is None else np.asarray(clusters, dtype=np.intp)
    n, units = int(k.sum()), int(k.sum()) if groups is None else len(np.unique(groups))
    kept = _independent(x, w * k)
    q = int(kept.sum())
    degrees = n - q if groups is None else min(units - 1, n - q)
    if degrees < 1:
        raise ValueError(f"need more answers: {n} in {units} groups for {q} coefficients")
    part = x[:, kept]
    mass = w * k
    inverse = np.linalg.inv((part * mass[:, None]).T @ part)
    beta = inverse @ (part * mass[:, None]).T @ y
    score = part * (w * (y - part @ beta))[:, None]
    if groups is None:
        meat = (score * k[:, None]).T @ score
        factor = n / (n - q)
    else:
        summed = np.zeros((int(groups.max()) + 1, q))
        np.add.at(summed, groups, score * k[:, None])
        meat = summed.T @ summed
        factor = units / (units - 1) * (n - 1) / (n - q)
    coefficients = np.full(x.shape[1], np.nan)
    coefficients[kept] = beta
    covariance = np.full((x.shape[1], x.shape[1]), np.nan)
    covariance[np.ix_(kept, kept)] = factor * inverse @ meat @ inverse
    return RobustRegression(
        coefficients=coefficients, covariance=covariance, degrees=degrees, n=n, clusters=units
    )


def _independent(x: Floats, mass: Floats) -> NDArray[np.bool_]:
    """Tell which columns are not a combination of those before them."""
    scaled = x * np.sqrt(mass)[:, None]
    length = np.sqrt((scaled**2).sum(axis=0))
    usable = length > 0
    unit = scaled / np.where(usable, length, 1.0)
    upper = np.abs(np.diagonal(np.linalg.qr(unit, mode="r")))
    kept = np.zeros(x.shape[1], dtype=bool)
    kept[: len(upper)] = usable[: len(upper)] & (upper > _TINY_ROOT**0.5)
    return kept
