"""Estimates from a sample that was not drawn plainly: weights, strata, clusters, calibration."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from cxkit.stats.levels import t_quantile
from cxkit.stats.linearisation import sampling_variance
from cxkit.stats.survey_design import SurveyDesign

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyEstimate:
    """A mean, total or ratio of a population, estimated from a sample.

    Attributes
    ----------
    estimate, standard_error : float
        In the unit of the values. Error, interval, effective rows and design effect of a mean or
        ratio are NaN where its domain lies in one cluster of several: nothing shows its spread.
    ci_low, ci_high : float
        Interval by Student's t with `df` degrees of freedom.
    confidence : float
        Two-sided level of the interval.
    df : int
        Clusters less strata, both counted where there are rows of the domain; at least 1.
    n : int
        Rows used.
    n_weighted : float
        Sum of their weights.
    n_effective : float
        Rows that a plain sample of the same population would need to tell as much; infinite
        where the standard error is 0.
    design_effect : float
        Variance over that of a plain sample of as many rows, without replacement where the
        population is known; NaN where the values have no spread.
    """

    estimate: float
    standard_error: float
    ci_low: float
    ci_high: float
    confidence: float
    df: int
    n: int
    n_weighted: float
    n_effective: float
    design_effect: float


def survey_mean(
    values: Sequence[float] | FloatArray,
    design: SurveyDesign,
    *,
    domain: BoolArray | None = None,
    confidence: float = 0.95,
) -> SurveyEstimate:
    """Mean of a population or of a part of it.

    Parameters
    ----------
    values : array of float, shape (n,)
        One value a row; finite where the row belongs to the domain.
    design : SurveyDesign
        How the rows were drawn.
    domain : array of bool, shape (n,), optional
        Rows the mean is of. The others are not taken away: that the size of a domain is itself
        found by sampling adds to the error.
    confidence : float, default 0.95
        Two-sided level of the interval.

    Returns
    -------
    SurveyEstimate

    Raises
    ------
    ValueError
        If a value of the domain is not finite, the domain is empty, or a stratum has one
        cluster although its population has more.

    Notes
    -----
    ``Σ w y / Σ w``, linearised: row ``i`` adds ``w_i (y_i - mean) / Σ w`` (see
    `sampling_variance`).

    References
    ----------
    Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, sections 5.5 and
    5.8; Lumley (2004), Journal of Statistical Software 9(8).
    """
    ones = np.ones(design.n)
    return survey_ratio(values, ones, design, domain=domain, confidence=confidence)


def survey_ratio(
    values: Sequence[float] | FloatArray,
    divisor: Sequence[float] | FloatArray,
    design: SurveyDesign,
    *,
    domain: BoolArray | None = None,
    confidence: float = 0.95,
) -> SurveyEstimate:
    """Ratio of two totals of a population, such as complaints by customers.

    Parameters
    ----------
    values, divisor : array of float, shape (n,)
        One value a row above and below the line; finite where the row belongs to the domain.
    design : SurveyDesign
        How the rows were drawn.
    domain : array of bool, shape (n,), optional
        Rows the ratio is of; see `survey_mean`.
    confidence : float, default 0.95
        Two-sided level of the interval.

    Returns
    -------
    SurveyEstimate

    Raises
    ------
    ValueError
        As `survey_mean`; also if the weighted total below the line is 0.

    Notes
    -----
    ``R = Σ w y / Σ w x``, linearised: row ``i`` adds ``w_i (y_i - R x_i) / Σ w x``.

    References
    ----------
    Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, section 5.6.
    """
    chosen = _domain(design, domain)
    above, below = (_values(part, chosen) for part in (values, divisor))
    total = float(design.weights @ below)
    if total == 0:
        raise ValueError("the divisor adds up to 0, so there is no ratio")
    ratio = float(design.weights @ above) / total
    found = _estimate(ratio, (above - ratio * below) / total, design, chosen, confidence)
    if _one_of_many(design, chosen):  # what its own ratio leaves of one cluster is always 0
        return replace(
            found,
            standard_error=math.nan,
            ci_low=math.nan,
            ci_high=math.nan,
            n_effective=math.nan,
            design_effect=math.nan,
        )
    return found


def survey_total(
    values: Sequence[float] | FloatArray,
    design: SurveyDesign,
    *,
    domain: BoolArray | None = None,
    confidence: float = 0.95,
) -> SurveyEstimate:
    """Total of a population or of a part of it.

    Parameters
    ----------
    values : array of float, shape (n,)
        One value a row; finite where the row belongs to the domain.
    design : SurveyDesign
        How the rows were drawn; its weights say how many of the population a row stands for.
    domain : array of bool, shape (n,), optional
        Rows the total is of; see `survey_mean`.
    confidence : float, default 0.95
        Two-sided level of the interval.

    Returns
    -------
    SurveyEstimate

    Raises
    ------
    ValueError
        As `survey_mean`.

    Notes
    -----
    ``Σ w y``; row ``i`` adds ``w_i y_i``. A total means something only where the weights add
    up to the population.

    References
    ----------
    Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, section 2.8.
    """
    chosen = _domain(design, domain)
    kept = _values(values, chosen)
    return _estimate(float(design.weights @ kept), kept, design, chosen, confidence)


def _estimate(
    estimate: float,
    influence: FloatArray,
    design: SurveyDesign,
    chosen: BoolArray,
    confidence: float,
) -> SurveyEstimate:
    """Return an estimate with the error that its linearised values have."""
    variance = sampling_variance(influence, design)
    degrees = design.degrees(chosen)
    error = math.sqrt(variance)
    reach = t_quantile(confidence, degrees) * error
    n, weights = int(chosen.sum()), design.weights[chosen]
    size = float(weights.sum())
    # what one row drawn plainly would add to the error
    part = influence[chosen]
    middle = float(weights @ part) / size
    plain = math.nan
    if n > 1:
        plain = size**2 * float(weights @ (part - middle) ** 2) / size * n / (n - 1)
    finite = 1.0 / size if design.finite else 0.0
    if variance > 0:
        needed = 1.0 / (variance / plain + finite) if plain > 0 else math.nan
    else:
        needed = math.inf
    simple = plain * (1.0 / n - finite)
    return SurveyEstimate(
        estimate=estimate,
        standard_error=error,
        ci_low=estimate - reach,
        ci_high=estimate + reach,
        confidence=confidence,
        df=degrees,
        n=n,
        n_weighted=size,
        n_effective=needed,
        design_effect=variance / simple if simple > 0 else math.nan,
    )


def _one_of_many(design: SurveyDesign, chosen: BoolArray) -> bool:
    """Say whether all chosen rows are of one cluster of a stratum that has more."""
    clusters = np.unique(design.cluster[chosen])
    stratum = design.stratum[chosen][0]
    return bool(len(clusters) == 1 and design.fraction[stratum] < 1)


def _domain(design: SurveyDesign, domain: BoolArray | None) -> BoolArray:
    """Return which rows are used."""
    if domain is None:
        return np.ones(design.n, dtype=np.bool_)
    chosen = np.asarray(domain)
    if chosen.dtype != np.bool_ or chosen.shape != (design.n,):
        raise ValueError(f"the domain must hold {design.n} times True or False")
    if not chosen.any():
        raise ValueError("no row belongs to the domain")
    return chosen


def _values(values: Sequence[float] | FloatArray, chosen: BoolArray) -> FloatArray:
    """Return the values with 0 outside the domain."""
    given = np.asarray(values, dtype=np.float64)
    if given.shape != chosen.shape:
        raise ValueError(f"need one value a row: {len(chosen)} rows, shape {given.shape}")
    if not np.isfinite(given[chosen]).all():
        raise ValueError("values must be finite; leave rows without an answer out of the domain")
    return np.where(chosen, given, 0.0)
