"""How many visitors an experiment needs."""

from __future__ import annotations

import math

from cxkit.stats.levels import normal_quantile, power_quantile


def n_for_shares(
    baseline: float,
    other: float,
    *,
    confidence: float = 0.95,
    power: float = 0.80,
    ratio: float = 1.0,
) -> int:
    """Visitors that the control needs to notice that another share is not the baseline.

    Parameters
    ----------
    baseline, other : float
        True shares of control and variant, strictly between 0 and 1, not equal.
    confidence : float, default 0.95
        Two-sided level of the comparison.
    power : float, default 0.80
        Chance that it calls the difference one, from 0.5 to below 1.
    ratio : float, default 1
        Visitors of the variant for each of the control, above 0; the variant needs
        ``ratio`` times the number returned.

    Returns
    -------
    int
        Rounded up.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    Notes
    -----
    The test pools the variance, the alternative does not: with ``r`` the ratio and p̄ the share
    of all visitors, ``n = (z(1 - α/2) sqrt(p̄ (1 - p̄) (1 + 1/r)) + z(power) sqrt(p1 (1 - p1) +
    p2 (1 - p2) / r))² / (p1 - p2)²``. R's ``power.prop.test`` gives the same for r = 1.

    References
    ----------
    Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, ch. 4.
    """
    gap, null, own = share_parts(baseline, other, ratio)
    reach = normal_quantile(confidence) * null + power_quantile(power) * own
    return _up((reach / gap) ** 2)


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
    return _up((reach * own / gap) ** 2)


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
    return _up((1 + 1 / ratio) * (reach / arcsine_gap(baseline, other)) ** 2)


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


def n_for_means(
    sd: float,
    difference: float,
    *,
    confidence: float = 0.95,
    power: float = 0.80,
    ratio: float = 1.0,
) -> int:
    """Visitors that the control needs to notice a difference of means, such as of revenue.

    Parameters
    ----------
    sd : float
        Standard deviation of one visitor's value, above 0, visitors without any included.
    difference : float
        True difference, not 0, in the same unit.
    confidence, power, ratio : float
        As in `n_for_shares`.

    Returns
    -------
    int
        ``(1 + 1/r) sd² (z(1 - α/2) + z(power))² / difference²``, rounded up. By the normal
        distribution: revenue has long tails and needs many visitors for it to hold.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    References
    ----------
    Chow, Shao, Wang and Lokhnygina (2017), Sample Size Calculations in Clinical Research, 3.2.
    """
    if not (sd > 0 and math.isfinite(sd)):
        raise ValueError(f"need a standard deviation above 0, got {sd}")
    if difference == 0 or not math.isfinite(difference):
        raise ValueError(f"need a difference other than 0, got {difference}")
    check_ratio(ratio)
    reach = normal_quantile(confidence) + power_quantile(power)
    return _up((1 + 1 / ratio) * (sd * reach / difference) ** 2)


def share_parts(baseline: float, other: float, ratio: float) -> tuple[float, float, float]:
    """Return the difference and the errors of one visitor, of no difference and of this one."""
    check_share(baseline)
    check_share(other)
    check_ratio(ratio)
    if baseline == other:
        raise ValueError(f"the two shares must differ, both are {baseline}")
    pooled = (baseline + ratio * other) / (1 + ratio)
    null = math.sqrt(pooled * (1 - pooled) * (1 + 1 / ratio))
    own = math.sqrt(baseline * (1 - baseline) + other * (1 - other) / ratio)
    return abs(baseline - other), null, own


def arcsine_gap(baseline: float, other: float) -> float:
    """Return ``2 asin √p1 - 2 asin √p2`` of two shares that differ."""
    if not (0 <= baseline <= 1 and 0 <= other <= 1) or baseline == other:
        raise ValueError(f"need two shares in [0, 1] that differ, got {baseline} and {other}")
    return 2 * math.asin(math.sqrt(baseline)) - 2 * math.asin(math.sqrt(other))


def check_share(share: float) -> None:
    """Refuse a share that is not strictly between 0 and 1."""
    if not 0 < share < 1:
        raise ValueError(f"a share must be in (0, 1), got {share} (write 0.05, not 5)")


def check_ratio(ratio: float) -> None:
    """Refuse visitors of the variant for each of the control that are not above 0."""
    if not (ratio > 0 and math.isfinite(ratio)):
        raise ValueError(f"ratio must be above 0, got {ratio}")


def _up(n: float) -> int:
    return max(1, math.ceil(round(n, 9)))
