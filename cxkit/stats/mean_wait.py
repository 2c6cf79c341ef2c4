"""Mean waits up to a horizon, compared between groups."""

from __future__ import annotations

import math

import numpy as np

from cxkit.stats.levels import normal_quantile
from cxkit.stats.survival import Estimate, SurvivalCurve, restricted_mean


def restricted_mean_error(curve: SurvivalCurve, horizon: float) -> float:
    """Return the standard error of a restricted mean.

    Parameters
    ----------
    curve : SurvivalCurve
        Finished curve.
    horizon : float
        Above 0, in the unit of the curve.

    Returns
    -------
    float
        NaN where the curve does not reach the horizon.

    Raises
    ------
    ValueError
        If the horizon is not above 0.

    Notes
    -----
    Square root of ``Σ (area from the event to the horizon)² · d / (n (n - d))``.

    References
    ----------
    Klein and Moeschberger (2003), Survival Analysis, section 4.5.
    """
    mean = restricted_mean(curve, horizon).value
    if math.isnan(mean):
        return math.nan
    inside = curve.time < horizon
    edges = np.concatenate((curve.time[inside], [horizon]))
    areas = np.diff(edges) * curve.survival[inside]
    after = np.cumsum(areas[::-1])[::-1]
    events, at_risk = curve.events[inside], curve.at_risk[inside].astype(np.float64)
    left = at_risk - events
    terms = np.zeros(len(after))
    np.divide(after**2 * events, at_risk * left, out=terms, where=left > 0)
    return math.sqrt(float(terms.sum()))


def restricted_mean_difference(
    first: SurvivalCurve, second: SurvivalCurve, horizon: float, *, confidence: float = 0.95
) -> Estimate:
    """Mean wait of the second group less that of the first, up to a horizon.

    Parameters
    ----------
    first, second : SurvivalCurve
        Of different people, time in the same unit.
    horizon : float
        Above 0.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    Estimate
        NaN where a curve does not reach the horizon.

    Raises
    ------
    ValueError
        If the horizon is not above 0.

    References
    ----------
    Royston and Parmar (2013), BMC Medical Research Methodology 13, 152.
    """
    gap = restricted_mean(second, horizon).value - restricted_mean(first, horizon).value
    errors = (restricted_mean_error(first, horizon), restricted_mean_error(second, horizon))
    half = normal_quantile(confidence) * math.hypot(*errors)
    return Estimate(value=gap, ci_low=gap - half, ci_high=gap + half, confidence=confidence)
