"""Regression of an ordered answer: the proportional-odds model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

_LOGISTIC_VARIANCE = np.pi**2 / 3
_MOST_STEPS = 50
_HALVINGS = 30
_CLOSE = 1e-9
_SEPARATED = 25.0
"""A coefficient of a standardised predictor beyond this parts the answers perfectly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProportionalOdds:
    """A fitted proportional-odds model.

    Attributes
    ----------
    levels : array of float, shape (k,)
        Answers found, in ascending order.
    thresholds : array of float, shape (k - 1,)
        Cut points on the latent scale, ascending.
    coefficients : array of float, shape (p,)
        Log odds of a higher answer for one unit of the predictor.
    standardised : array of float, shape (p,)
        Coefficients for one standard deviation of the predictor, in standard deviations of
        the latent outcome.
    target : array of float, shape (p,)
        Correlations of the predictors with the latent outcome that the model implies.
    pratt : array of float, shape (p,)
        Shares of the latent R² by Pratt's index, adding to 1; negative for a suppressor; NaN
        where nothing is explained.
    r_squared : float
        Share of the latent outcome's variance that the predictors explain (McKelvey and
        Zavoina), in [0, 1).
    log_likelihood : float
        Of the fit.
    n : float
        Sum of the weights.
    """

    levels: Floats
    thresholds: Floats
    coefficients: Floats
    standardised: Floats
    target: Floats
    pratt: Floats
    r_squared: float
    log_likelihood: float
    n: float


def proportional_odds(
    predictors: ArrayLike, outcome: ArrayLike, *, weights: ArrayLike | None = None
) -> ProportionalOdds:
    """Fit a proportional-odds model by maximum likelihood.

    Parameters
    ----------
    predictors : array_like, shape (n, p)
        One row an answer, without missing values.
    outcome : array_like, shape (n,)
        Ordered answers, at least two different ones. Only their order matters.
    weights : array_like, shape (n,), optional
        How much each row counts, not negative; 1 each if absent.

    Returns
    -------
    ProportionalOdds

    Raises
    ------
    ValueError
        If shapes do not fit, a value is missing, a predictor or the outcome does not vary,
        predictors are a combination of each other, or they part the answers perfectly, so
        that no finite fit exists.

    Notes
    -----
    ``P(Y > k) = 1 / (1 + exp(θ_k - xβ))`` with the same ``β`` for every ``k`` (parallel
    lines). Newton's method on standardised predictors, with steps halved until the
    likelihood rises; the likelihood is concave, so the maximum is the only one. The latent
    outcome is ``xβ`` plus an error of variance ``π² / 3``.

    References
    ----------
    McCullagh (1980), Regression models for ordinal data, JRSS B 42, 109-142; McKelvey and
    Zavoina (1975), Journal of Mathematical Sociology 4, 103-120; Thomas, Zhu, Zumbo and Dutta
    (2008), On measuring the relative importance of explanatory variables in a logistic
    regression, Journal of Modern Applied Statistical Methods 7, 21-38 (Pratt's index).
    """
    x, y, w = _checked(predictors, outcome, weights)
    total = float(w.sum())
    mean = w @ x / total
    spread = np.sqrt(w @ (x - mean) ** 2 / total)
    if not (spread > 0).all():
        raise ValueError("a predictor does not vary")
    standard = (x - mean) / spread
    correlation = (standard * w[:, None]).T @ standard / total
    if np.linalg.eigvalsh(correlation)[0] < 1e-8:
        raise ValueError("the predictors are a combination of each other")
    levels, place = np.unique(y, return_inverse=True)
    if len(levels) < 2:
        raise ValueError("need at least two different answers")
    theta, beta, value = _fit(standard, place, w, len(levels))
    explained = float(beta @ correlation @ beta)
    latent = float(np.sqrt(explained + _LOGISTIC_VARIANCE))
    target = correlation @ beta / latent
    r_squared = explained / latent**2
    coefficients = beta / spread
    return ProportionalOdds(
        levels=levels,
        thresholds=theta + float(coefficients @ mean),
        coefficients=coefficients,
        standardised=beta / latent,
        target=target,
        pratt=beta / latent * target / r_squared if r_squared > 0 else np.full(len(beta), np.nan),
        r_squared=r_squared,
        log_likelihood=value,
        n=total,
    )


def _checked(
    predictors: ArrayLike, outcome: ArrayLike, weights: ArrayLike | None
) -> tuple[Floats, Floats, Floats]:
    x, y = np.asarray(predictors, dtype=float), np.asarray(outcome, dtype=float)
    if x.ndim != 2 or x.shape[1] < 1 or y.shape != x.shape[:1]:
        raise ValueError(f"need shapes (n, p) and (n,), got {x.shape} and {y.shape}")
    w = np.ones(len(y)) if weights is None else np.asarray(weights, dtype=float)
    if w.shape != y.shape or not (np.isfinite(w).all() and (w >= 0).all()):
        raise ValueError("need one weight a row, finite and not negative")
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise ValueError("values must be finite numbers")
    kept = w > 0
    if not kept.any():
        raise ValueError("need at least one row with a weight")
    return x[kept], y[kept], w[kept]


def _fit(
    x: Floats, place: NDArray[np.intp], w: Floats, levels: int
) -> tuple[Floats, Floats, float]:
    """Return cut points and coefficients of the highest likelihood, and the likelihood."""
    below = np.cumsum(np.bincount(place, weights=w, minlength=levels))[:-1] / w.sum()
    start = np.log(below / (1 - below))
    found = np.concatenate([start, np.zeros(x.shape[1])])
    value, slope, bend = _likelihood(found, x, place, w, levels)
    for _ in range(_MOST_STEPS):
        step = np.linalg.solve(bend, slope)
        gain = float(slope @ step)
        if gain < _CLOSE:
            return found[: levels - 1], found[levels - 1 :], value
        size = 1.0
        for _ in range(_HALVINGS):
            tried = found + size * step
            if (np.diff(tried[: levels - 1]) > 0).all():
                better = _likelihood(tried, x, place, w, levels)
                if better[0] >= value:
                    break
            size /= 2
        else:
            break
        found = tried
        value, slope, bend = better
        if np.abs(found[levels - 1 :]).max() > _SEPARATED:
            break
    raise ValueError("no finite fit: the predictors part the answers perfectly")


def _likelihood(
    parameters: Floats, x: Floats, place: NDArray[np.intp], w: Floats, levels: int
) -> tuple[float, Floats, Floats]:
    """Return log-likelihood, gradient and negative Hessian."""
    cuts = levels - 1
    theta, beta = parameters[:cuts], parameters[cuts:]
    line = x @ beta
    high = np.where(place < cuts, theta[np.minimum(place, cuts - 1)] - line, np.inf)
    low = np.where(place > 0, theta[np.maximum(place - 1, 0)] - line, -np.inf)
    upper, lower = _logistic(high), _logistic(low)
    # the difference of two logistics without cancellation in the upper tail
    chance = np.where(low > 0, _logistic(-low) - _logistic(-high), upper - lower)
    chance = np.maximum(chance, np.finfo(float).tiny)
    up, down = upper * (1 - upper), lower * (1 - lower)
    d_up, d_down = w * up / chance, w * down / chance
    along = d_up - d_down
    # second derivatives of log chance by the two cut points of an answer
    b_up = d_up * (1 - 2 * upper) - d_up * up / chance
    b_down = -d_down * (1 - 2 * lower) - d_down * down / chance
    b_both = d_up * down / chance
    slope = np.empty(len(parameters))
    slope[:cuts] = np.bincount(place, d_up, levels)[:cuts] - np.bincount(place, d_down, levels)[1:]
    slope[cuts:] = -(along @ x)
    bend = np.zeros((len(parameters), len(parameters)))
    own = np.arange(cuts)
    bend[own, own] = (
        np.bincount(place, b_up, levels)[:cuts] + np.bincount(place, b_down, levels)[1:]
    )
    if cuts > 1:
        both = np.bincount(place, b_both, levels)[1:-1]
        bend[own[:-1], own[1:]] = bend[own[1:], own[:-1]] = both
    by_up, by_down = b_up + b_both, b_down + b_both
    cross = np.zeros((levels, x.shape[1]))
    np.add.at(cross, place, -by_up[:, None] * x)
    crossed = cross[:cuts]
    cross = np.zeros((levels, x.shape[1]))
    np.add.at(cross, place, -by_down[:, None] * x)
    crossed = crossed + cross[1:]
    bend[:cuts, cuts:], bend[cuts:, :cuts] = crossed, crossed.T
    bend[cuts:, cuts:] = (x * (by_up + by_down)[:, None]).T @ x
    return float(w @ np.log(chance)), slope, -bend


def _logistic(value: Floats) -> Floats:
    """Return 1 / (1 + exp(-value)) without overflow."""
    small = np.exp(-np.abs(value))
    result: Floats = np.where(value >= 0, 1.0, small) / (1 + small)
    return result
