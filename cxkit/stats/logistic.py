"""What makes a yes likelier: logistic regression by maximum likelihood."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import expit, ndtr

from cxkit.stats.at_risk import FloatArray
from cxkit.stats.levels import normal_quantile

_STEPS = 60
_FARTHEST = 30.0
"""Log odds, standardised, beyond which a coefficient counts as without end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logistic:
    """A fitted logistic regression.

    Attributes
    ----------
    table : DataFrame, p rows
        One row a covariate: ``name, coefficient, standard_error, z, p_value, odds_ratio,
        ci_low, ci_high``; the interval is of the odds ratio, for one unit more.
    coefficients : ndarray, shape (p + 1,)
        The intercept, then the covariates.
    covariance : ndarray, shape (p + 1, p + 1)
        Inverse of the information.
    design, outcome, fitted : ndarray
        What was used: intercept and covariates, outcomes, and their fitted chances.
    used : ndarray of bool
        Which of the rows given were used; the others miss something.
    n, n_left_out : int
        Rows used and left out.
    events : float
        Sum of the outcomes used.
    log_likelihood, log_likelihood_null : float
        Of the model and of an intercept alone.
    confidence : float
        Two-sided level of the intervals.
    """

    table: pd.DataFrame
    coefficients: FloatArray
    covariance: FloatArray
    design: FloatArray
    outcome: FloatArray
    fitted: FloatArray
    used: npt.NDArray[np.bool_]
    n: int
    n_left_out: int
    events: float
    log_likelihood: float
    log_likelihood_null: float
    confidence: float


def logistic_regression(
    outcome: npt.ArrayLike, covariates: pd.DataFrame, *, confidence: float = 0.95
) -> Logistic:
    """Fit a logistic regression.

    Parameters
    ----------
    outcome : array_like, shape (n,)
        1 or true where it happened, 0 where not; shares between them are accepted.
    covariates : DataFrame, shape (n, p)
        Numbers, one column a covariate.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    Logistic
        Rows with something missing are left out and counted.

    Raises
    ------
    ValueError
        If the lengths differ, an outcome is outside [0, 1], it happened to all or to nobody, a
        covariate does not vary or repeats others, or covariates part the outcomes completely, so
        that an odds ratio has no end.

    Notes
    -----
    ``log(p / (1 - p)) = a + b'x``; the coefficients maximise ``Σ y log p + (1 - y) log(1 - p)``,
    by Newton's method. Intervals and p values of single covariates by Wald.

    References
    ----------
    Hosmer, Lemeshow and Sturdivant (2013), Applied Logistic Regression, chapter 2.
    """
    z = normal_quantile(confidence)
    names = [str(name) for name in covariates.columns]
    values = covariates.astype("Float64").to_numpy(dtype=np.float64, na_value=np.nan)
    given = pd.to_numeric(pd.Series(np.asarray(outcome)), errors="coerce")
    happened = given.to_numpy(dtype=np.float64, na_value=np.nan)
    if len(happened) != len(values):
        raise ValueError("outcome and covariates differ in length")
    if not names:
        raise ValueError("need at least one covariate")
    used = np.isfinite(values).all(axis=1) & ~np.isnan(happened)
    x, y = values[used], happened[used]
    if not np.all((y >= 0) & (y <= 1)):
        raise ValueError("outcomes must lie in [0, 1]")
    if len(y) == 0 or not 0 < y.sum() < len(y):
        raise ValueError("it happened to all or to nobody: nothing can be compared")
    centre, scale = x.mean(axis=0), x.std(axis=0)
    if np.any(scale <= 1e-12 * np.maximum(1.0, np.abs(centre))):
        flat = [name for name, each in zip(names, scale, strict=True) if each <= 1e-12]
        raise ValueError(f"these covariates do not vary: {', '.join(flat) or names[0]}")
    working = np.column_stack([np.ones(len(y)), (x - centre) / scale])
    found = _maximum(working, y, names)
    # back from standardised covariates to their own units
    back = np.eye(len(found))
    back[1:, 1:] = np.diag(1 / scale)
    back[0, 1:] = -centre / scale
    coefficients = back @ found
    chance = expit(working @ found)
    information = working.T @ (working * (chance * (1 - chance))[:, None])
    covariance = back @ np.linalg.inv(information) @ back.T
    error = np.sqrt(np.diag(covariance))[1:]
    slope = coefficients[1:]
    return Logistic(
        table=pd.DataFrame(
            {
                "name": names,
                "coefficient": slope,
                "standard_error": error,
                "z": slope / error,
                "p_value": 2 * ndtr(-np.abs(slope / error)),
                "odds_ratio": np.exp(np.minimum(slope, 700)),
                "ci_low": np.exp(np.minimum(slope - z * error, 700)),
                "ci_high": np.exp(np.minimum(slope + z * error, 700)),
            }
        ),
        coefficients=coefficients,
        covariance=covariance,
        design=np.column_stack([np.ones(len(y)), x]),
        outcome=y,
        fitted=chance,
        used=used,
        n=len(y),
        n_left_out=int((~used).sum()),
        events=float(y.sum()),
        log_likelihood=_value(working @ found, y),
        log_likelihood_null=_value(np.full(len(y), np.log(y.mean() / (1 - y.mean()))), y),
        confidence=confidence,
    )


def _value(score: FloatArray, y: FloatArray) -> float:
    return float(y @ score - np.logaddexp(0, score).sum())


def _maximum(design: FloatArray, y: FloatArray, names: list[str]) -> FloatArray:
    """Return the coefficients of standardised covariates at the maximum."""
    beta = np.zeros(design.shape[1])
    beta[0] = np.log(y.mean() / (1 - y.mean()))
    spread = design.T @ design / len(y)
    if np.linalg.eigvalsh(spread)[0] <= 1e-10:
        raise ValueError("some covariates repeat one another: " + ", ".join(names))
    value = _value(design @ beta, y)
    for _ in range(_STEPS):
        chance = expit(design @ beta)
        gradient = design.T @ (y - chance)
        information = design.T @ (design * (chance * (1 - chance))[:, None])
        if np.linalg.eigvalsh(information)[0] <= 1e-9 * len(y) * y.mean() * (1 - y.mean()):
            break
        step = np.linalg.solve(information, gradient)
        after = _value(design @ (beta + step), y)
        while after < value - 1e-9 * abs(value) and np.abs(step).max() > 1e-12:
            step = step / 2
            after = _value(design @ (beta + step), y)
        beta, value = beta + step, after
        if np.abs(step).max() < 1e-9:
            return np.asarray(beta, dtype=np.float64)
        if np.abs(beta[1:]).max() > _FARTHEST:
            break
    worst = names[int(np.argmax(np.abs(beta[1:])))]
    raise ValueError(
        f"the odds ratio of '{worst}' has no end: some covariates part those to whom it happened "
        "from the others; leave them out or join their rare values"
    )
