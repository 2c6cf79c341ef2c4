"""McDonald's omega: how reliable a sum of items is that differ in how well they measure."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxkit.stats.levels import normal_quantile

FloatArray = npt.NDArray[np.float64]

_LEAST = 0.005
"""Least share of an item's variance that is its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Omega:
    """Reliability of a sum of items by a model with one factor.

    Attributes
    ----------
    omega, ci_low, ci_high : float
        In [0, 1], and its interval; NaN where there are too few people or an item does not
        vary; no interval where the model is improper.
    loadings : tuple of float
        Correlation of each item with the factor.
    improper : bool
        Whether an item has practically no variance of its own: the model does not fit, or
        the people are too few.
    n, n_left_out : int
        People who answered every item, and those left out because they skipped one.
    items : int
        Items, at least 3.
    confidence : float
        Two-sided level of the interval.
    """

    omega: float
    ci_low: float
    ci_high: float
    loadings: tuple[float, ...]
    improper: bool
    n: int
    n_left_out: int
    items: int
    confidence: float


def mcdonald_omega(answers: FloatArray, *, confidence: float = 0.95) -> Omega:
    """Return McDonald's omega of three or more items.

    Parameters
    ----------
    answers : array of float, shape (n, k)
        One row a person, one column an item, k at least 3, all items running the same way;
        NaN where an item was skipped.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    Omega
        NaN where there are not more people than items, or an item does not vary.

    Raises
    ------
    ValueError
        If there are fewer than three items or the level is out of range.

    Notes
    -----
    One factor fitted by maximum likelihood to the covariances of who answered every item;
    with loadings ``l`` and own variances ``u`` in the items' units,
    ``omega = (Σ l)² / ((Σ l)² + Σ u)``. Where all items measure equally well it is Cronbach's
    alpha; otherwise alpha is below it. The interval is by the delta method on the logit, from
    the expected information: exact for normal answers in large samples, roughly right for
    answers on a scale. It is not the omega of several factors.

    References
    ----------
    McDonald (1999), Test Theory, chapter 6; Joereskog (1967), Psychometrika 32, 443-482;
    Raykov (2002), Multivariate Behavioral Research 37, 89-103.
    """
    if answers.ndim != 2 or answers.shape[1] < 3:
        raise ValueError(f"need three or more items, got an array of shape {answers.shape}")
    z = normal_quantile(confidence)
    whole = answers[~np.isnan(answers).any(axis=1)]
    n, items = whole.shape
    some = int((~np.isnan(answers).all(axis=1)).sum())
    omega = low = high = math.nan
    loadings = np.full(items, math.nan)
    improper = False
    if n > items and (np.ptp(whole, axis=0) > 0).all():
        sd = whole.std(axis=0, ddof=1)
        loadings, own = _one_factor(np.atleast_2d(np.corrcoef(whole, rowvar=False)))
        improper = bool((own <= _LEAST * 1.001).any())
        omega = _omega(loadings * sd, own * sd**2)
        if not improper and 0 < omega < 1:
            error = _standard_error(loadings * sd, own * sd**2, n) / (omega * (1 - omega))
            logit = math.log(omega / (1 - omega))
            low, high = (1 / (1 + math.exp(-(logit + side * z * error))) for side in (-1, 1))
    return Omega(
        omega=omega,
        ci_low=low,
        ci_high=high,
        loadings=tuple(float(value) for value in loadings),
        improper=improper,
        n=n,
        n_left_out=some - n,
        items=items,
        confidence=confidence,
    )


def _omega(loadings: FloatArray, own: FloatArray) -> float:
    common = float(loadings.sum()) ** 2
    return common / (common + float(own.sum()))


def _one_factor(correlation: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return loadings and own variances of the items, by maximum likelihood."""
    from scipy.optimize import minimize

    def factor(own: FloatArray) -> tuple[FloatArray, FloatArray]:
        root = np.sqrt(own)
        values, vectors = np.linalg.eigh(correlation / np.outer(root, root))
        loadings = root * vectors[:, -1] * math.sqrt(max(values[-1] - 1, 0.0))
        return loadings, values

    def misfit(own: FloatArray) -> tuple[float, FloatArray]:
        loadings, values = factor(own)
        rest = np.maximum(values[:-1], 1e-300)
        modelled = np.outer(loadings, loadings) + np.diag(own)
        slope = np.diag(modelled - correlation) / own**2
        return float((rest - np.log(rest)).sum()), slope

    inverse = np.diag(np.linalg.pinv(correlation, hermitian=True))
    start = np.clip((1 - 0.5 / len(correlation)) / np.maximum(inverse, 1.0), 0.05, 0.95)
    found = minimize(
        misfit,
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=[(_LEAST, 1.0)] * len(correlation),
        options={"ftol": 1e-15, "gtol": 1e-10, "maxiter": 5000},
    )
    own = np.asarray(found.x, dtype=np.float64)
    loadings, _ = factor(own)
    return (loadings if loadings.sum() >= 0 else -loadings), own


def _standard_error(loadings: FloatArray, own: FloatArray, n: int) -> float:
    """Return the standard error of omega by the delta method."""
    k = len(loadings)
    inverse = np.linalg.inv(np.outer(loadings, loadings) + np.diag(own))
    slopes = []
    for i in range(k):
        slope = np.zeros((k, k))
        slope[i] += loadings
        slope[:, i] += loadings
        slopes.append(inverse @ slope)
    slopes += [np.outer(inverse[:, i], np.eye(k)[i]) for i in range(k)]
    information = n / 2 * np.asarray([[np.sum(a * b.T) for b in slopes] for a in slopes])
    common, total = float(loadings.sum()), float(own.sum())
    size = (common**2 + total) ** 2
    gradient = np.concatenate(
        [np.full(k, 2 * common * total / size), np.full(k, -(common**2) / size)]
    )
    variance = float(gradient @ np.linalg.pinv(information, hermitian=True) @ gradient)
    return math.sqrt(max(variance, 0.0))
