"""What an experiment can show with the visitors it has."""

from __future__ import annotations

import math

from scipy.special import ndtr

from cxkit.stats.experiment_size import (
    arcsine_gap,
    check_ratio,
    check_share,
    n_for_means,
    share_parts,
)
from cxkit.stats.levels import normal_quantile, power_quantile


def power_for_shares(
    baseline: float, other: float, n: float, *, confidence: float = 0.95, ratio: float = 1.0
) -> float:
    """Chance that so many visitors show that another share is not the baseline.

    Parameters
    ----------
    baseline, other : float
        True shares, strictly between 0 and 1, not equal.
    n : float
        Visitors of the control, above 0.
    confidence, ratio : float
        As in `n_for_shares`.

    Returns
    -------
    float
        In (0, 1); the other tail, a difference called the wrong way round, is not counted.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    References
    ----------
    Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, ch. 4.
    """
    gap, null, own = share_parts(baseline, other, ratio)
    _base(n)
    return float(ndtr((math.sqrt(n) * gap - normal_quantile(confidence) * null) / own))


def power_for_shares_arcsine(
    baseline: float, other: float, n: float, *, confidence: float = 0.95, ratio: float = 1.0
) -> float:
    """Chance that so many visitors show the difference, by the arcsine transformation.

    Parameters
    ----------
    baseline, other, n, confidence, ratio : float
        As in `power_for_shares`; shares of 0 and 1 are allowed too.

    Returns
    -------
    float
        Both tails, as R's ``pwr.2p.test`` counts them.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    References
    ----------
    Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, ch. 6.
    """
    _base(n)
    check_ratio(ratio)
    drift = abs(arcsine_gap(baseline, other)) * math.sqrt(n * ratio / (1 + ratio))
    z = normal_quantile(confidence)
    return float(ndtr(drift - z) + ndtr(-drift - z))


def power_for_means(
    sd: float, difference: float, n: float, *, confidence: float = 0.95, ratio: float = 1.0
) -> float:
    """Chance that so many visitors show a difference of means.

    Parameters
    ----------
    sd, difference : float
        As in `n_for_means`.
    n : float
        Visitors of the control, above 0.
    confidence, ratio : float
        As in `n_for_shares`.

    Returns
    -------
    float
        In (0, 1).

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    References
    ----------
    Chow, Shao, Wang and Lokhnygina (2017), Sample Size Calculations in Clinical Research, 3.2.
    """
    n_for_means(sd, difference, ratio=ratio)  # refuses what cannot be
    _base(n)
    error = sd * math.sqrt((1 + 1 / ratio) / n)
    return float(ndtr(abs(difference) / error - normal_quantile(confidence)))


def detectable_share(
    baseline: float,
    n: float,
    *,
    confidence: float = 0.95,
    power: float = 0.80,
    ratio: float = 1.0,
) -> float:
    """Smallest rise over the baseline that so many visitors usually show.

    Parameters
    ----------
    baseline : float
        Share of the control, strictly between 0 and 1.
    n : float
        Visitors of the control, above 0.
    confidence, power, ratio : float
        As in `n_for_shares`.

    Returns
    -------
    float
        Difference of shares; NaN where not even a rise to 1 would be noticed.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    Notes
    -----
    The difference at which `power_for_shares` gives the power wanted.
    """
    from scipy.optimize import brentq

    check_share(baseline)
    _base(n)
    power_quantile(power)
    top = (1 - baseline) * (1 - 1e-9)

    def lacking(rise: float) -> float:
        got = power_for_shares(baseline, baseline + rise, n, confidence=confidence, ratio=ratio)
        return got - power

    if lacking(top) < 0:
        return math.nan
    return float(brentq(lacking, top * 1e-9, top, xtol=1e-12))


def _base(n: float) -> None:
    if not (n > 0 and math.isfinite(n)):
        raise ValueError(f"need visitors above 0, got {n}")
