"""The same for two shares by other published formulas, to compare with other calculators."""

from __future__ import annotations

import math

from scipy.special import ndtr

from cxkit.stats.levels import normal_quantile, power_quantile
from cxkit.stats.planning.shares import (
    check_ratio,
    check_share,
    check_visitors,
    share_parts,
    whole,
)


def n_for_shares_unpooled(
    baseline: float,
    other: float,
    *,
    confidence: float = 0.95,
    power: float = 0.80,
    ratio: float = 1.0,
) -> int:
    """Visitors that the control needs where test and alternative both have unpooled variances.

    Parameters
    ----------
    baseline, other, confidence, power, ratio : float
        As in `n_for_shares`.

    Returns
    -------
    int
        ``(z(1 - α/2) + z(power))² (p1 (1 - p1) + p2 (1 - p2) / r) / (p1 - p2)²``, rounded up.

    Raises
    ------
    ValueError
        If an argument is outside the ranges of `n_for_shares`.

    References
    ----------
    Chow, Shao, Wang and Lokhnygina (2017), Sample Size Calculations in Clinical Research, 4.2.
    """
    gap, _, own = share_parts(baseline, other, ratio)
    reach = normal_quantile(confidence) + power_quantile(power)
    return whole((reach * own / gap) ** 2)


def n_for_shares_arcsine(
    baseline: float,
    other: float,
    *,
    confidence: float = 0.95,
    power: float = 0.80,
    ratio: float = 1.0,
) -> int:
    """Visitors that the control needs by the arcsine transformation.

    Parameters
    ----------
    baseline, other, confidence, power, ratio : float
        As in `n_for_shares`; shares of 0 and 1 are allowed too.

    Returns
    -------
    int
        ``(z(1 - α/2) + z(power))² (1 + 1/r) / h²``, rounded up, with ``h = 2 asin √p1 -
        2 asin √p2``. Not the same number as `n_for_shares`: 424 and 435 for 10 % and 5 %.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    References
    ----------
    Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, ch. 6.
    """
    check_ratio(ratio)
    reach = normal_quantile(confidence) + power_quantile(power)
    return whole((1 + 1 / ratio) * (reach / arcsine_gap(baseline, other)) ** 2)


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
    check_visitors(n)
    check_ratio(ratio)
    drift = abs(arcsine_gap(baseline, other)) * math.sqrt(n * ratio / (1 + ratio))
    z = normal_quantile(confidence)
    return float(ndtr(drift - z) + ndtr(-drift - z))


def n_by_calculator(
    baseline: float, difference: float, *, confidence: float = 0.95, power: float = 0.80
) -> int:
    """Visitors a variant as the best known calculator on the web gives them.

    Parameters
    ----------
    baseline : float
        Share of the control, strictly between 0 and 1.
    difference : float
        Difference to notice, in shares, not 0; with the baseline it stays within 0 and 1.
    confidence, power : float
        As in `n_for_shares`.

    Returns
    -------
    int
        Rounded to the nearest.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    Notes
    -----
    ``(z(1 - α/2) sqrt(2 p (1 - p)) + z(power) sqrt(p (1 - p) + (p + Δ) (1 - p - Δ)))² / Δ²``:
    the test takes the baseline's variance for both. A baseline above one half is first turned
    over (``1 - p``), so that the difference points towards one half: 39,115 for 53 % and one
    point. `n_by_baseline_variance` leaves it as it is: 39,087. Use `n_for_shares` to plan.

    References
    ----------
    Miller (2010), "Sample size calculator", Evan's Awesome A/B Tools, evanmiller.org.
    """
    check_share(baseline)
    return n_by_baseline_variance(
        min(baseline, 1 - baseline), difference, confidence=confidence, power=power
    )


def n_by_baseline_variance(
    baseline: float, difference: float, *, confidence: float = 0.95, power: float = 0.80
) -> int:
    """Visitors a variant by the formula of `n_by_calculator`, the baseline not turned over.

    Parameters
    ----------
    baseline, difference, confidence, power : float
        As in `n_by_calculator`.

    Returns
    -------
    int
        Rounded to the nearest.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    References
    ----------
    Miller (2010), "Sample size calculator", Evan's Awesome A/B Tools, evanmiller.org.
    """
    gap, _, own = share_parts(baseline, baseline + difference, 1.0)
    null = math.sqrt(2 * baseline * (1 - baseline))
    reach = normal_quantile(confidence) * null + power_quantile(power) * own
    return max(1, round((reach / gap) ** 2))


def arcsine_gap(baseline: float, other: float) -> float:
    """Return ``2 asin √p1 - 2 asin √p2`` of two shares that differ."""
    if not (0 <= baseline <= 1 and 0 <= other <= 1) or baseline == other:
        raise ValueError(f"need two shares in [0, 1] that differ, got {baseline} and {other}")
    return 2 * math.asin(math.sqrt(baseline)) - 2 * math.asin(math.sqrt(other))
