"""From a logistic regression to shares: what one unit more goes with, on average."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, ndtr

from cxkit.stats.at_risk import FloatArray
from cxkit.stats.levels import normal_quantile
from cxkit.stats.logistic import Logistic


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """An estimate with its interval and what each row contributes to its error.

    Attributes
    ----------
    value, standard_error, ci_low, ci_high : float
        In the unit of the estimate.
    p_value : float
        That it is 0 (of a ratio: 1).
    influence : ndarray, shape (n,)
        ``value - truth`` is close to their mean; the rows are those the model used.
    """

    value: float
    standard_error: float
    ci_low: float
    ci_high: float
    p_value: float
    influence: FloatArray


def slope_of_chance(model: Logistic, name: str, *, pace: float = 1.0) -> Effect:
    """Average change of the chance for one unit more of a covariate.

    Parameters
    ----------
    model : Logistic
        Fitted.
    name : str
        One of its covariates.
    pace : float, default 1
        Periods of the outcome that fit into the period wanted, above 0: 2 turns the chance of
        half a year, ``p``, into that of a year, ``1 - (1 - p)²``.

    Returns
    -------
    Effect
        Share for one unit more: -0.02 is two points less.

    Raises
    ------
    ValueError
        If the model has no such covariate or the pace is not above 0.

    Notes
    -----
    Mean over all rows of ``b · pace · p (1 - p)^pace``, the derivative of ``1 - (1 - p)^pace``.
    Its error joins both sources: the coefficients (delta method, with the sandwich variance,
    which stays right where the model is not) and who happened to be in the data. A factor
    ``n / (n - p - 1)`` makes up for the fit being closer than the truth.

    References
    ----------
    Bartus (2005), Stata Journal 5, 309-329; Huber (1967), Fifth Berkeley Symposium 1, 221-233.
    """
    place = _place(model, name)
    if not pace > 0:
        raise ValueError(f"need a pace above 0, got {pace}")
    p, slope = model.fitted, float(model.coefficients[place])
    weight = pace * p * (1 - p) ** pace
    each = slope * weight
    moved = (slope * weight * (1 - p - pace * p)) @ model.design / model.n
    moved[place] += weight.mean()
    influence = each - each.mean() + _pull(model) @ moved
    return _estimate(float(each.mean()), influence, model)


def ratio_of_chances(model: Logistic, name: str, low: float, high: float) -> Effect:
    """Ratio of the chance if a covariate were low for all to that if it were high for all.

    Parameters
    ----------
    model : Logistic
        Fitted.
    name : str
        One of its covariates.
    low, high : float
        The two values.

    Returns
    -------
    Effect
        Ratio; its interval is made on the log scale, its standard error and influence are of
        the log.

    Raises
    ------
    ValueError
        If the model has no such covariate.

    References
    ----------
    Greenland (2004), American Journal of Epidemiology 160, 301-305 (standardisation).
    """
    place = _place(model, name)
    parts, influence = [], np.zeros(model.n)
    for value, sign in ((low, 1.0), (high, -1.0)):
        design = model.design.copy()
        design[:, place] = value
        p = expit(design @ model.coefficients)
        mean = float(p.mean())
        moved = (p * (1 - p)) @ design / model.n
        influence += sign * (p - mean + _pull(model) @ moved) / mean
        parts.append(mean)
    found = _estimate(math.log(parts[0] / parts[1]), influence, model)
    return Effect(
        value=math.exp(found.value),
        standard_error=found.standard_error,
        ci_low=math.exp(found.ci_low),
        ci_high=math.exp(found.ci_high),
        p_value=found.p_value,
        influence=influence,
    )


def estimate(value: float, influence: FloatArray, *, lost: int = 0, confidence: float) -> Effect:
    """Return an estimate from what each row contributes to its error.

    Parameters
    ----------
    value : float
        The estimate.
    influence : ndarray, shape (n,)
        Contributions, centred; the variance is that of their mean.
    lost : int, default 0
        Coefficients fitted on the way, by which the variance is enlarged.
    confidence : float
        Two-sided level, strictly between 0 and 1.
    """
    n = len(influence)
    error = math.sqrt(float(influence @ influence) / n / max(n - lost, 1))
    z = normal_quantile(confidence)
    return Effect(
        value=value,
        standard_error=error,
        ci_low=value - z * error,
        ci_high=value + z * error,
        p_value=float(2 * ndtr(-abs(value) / error)) if error > 0 else math.nan,
        influence=influence,
    )


def _place(model: Logistic, name: str) -> int:
    names = list(model.table["name"])
    if name not in names:
        raise ValueError(f"the model has no covariate '{name}', only {', '.join(names)}")
    return names.index(name) + 1


def _pull(model: Logistic) -> FloatArray:
    """Return what each row contributes to the error of the coefficients, times n."""
    rest = (model.outcome - model.fitted)[:, None]
    return np.asarray(model.n * (model.design * rest) @ model.covariance, dtype=np.float64)


def _estimate(value: float, influence: FloatArray, model: Logistic) -> Effect:
    return estimate(value, influence, lost=len(model.coefficients), confidence=model.confidence)
