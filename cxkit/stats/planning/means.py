"""How many answers or visitors a difference of means takes, and what a number of them shows."""

from __future__ import annotations

import math

from scipy.special import ndtr

from cxkit.stats.levels import normal_quantile, power_quantile
from cxkit.stats.planning.margins import check_variance, needed
from cxkit.stats.planning.shares import check_ratio, check_visitors, whole


def detectable_difference(
    variance_1: float,
    n_1: float,
    variance_2: float,
    n_2: float,
    *,
    confidence: float = 0.95,
    power: float = 0.80,
    design_effect: float = 1.0,
) -> float:
    """Smallest true difference that two groups of this size would usually show.

    Parameters
    ----------
    variance_1, variance_2 : float
        Variance of one answer in each group, 0 or more.
    n_1, n_2 : float
        Bases, above 0.
    confidence : float, default 0.95
        Two-sided level of the comparison.
    power : float, default 0.80
        Chance that the comparison calls it a difference, from 0.5 to below 1.
    design_effect : float, default 1
        Variance of a score over that of a plain sample of as many answers, above 0.

    Returns
    -------
    float
        In the unit of the answers (shares for a net share or a top box).

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    Notes
    -----
    ``(z(1 - α/2) + z(power)) · sqrt(deff (v1/n1 + v2/n2))``.

    References
    ----------
    Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, ch. 4.
    """
    check_variance(variance_1, n_1)
    check_variance(variance_2, n_2)
    check_variance(design_effect, design_effect)
    reach = normal_quantile(confidence) + power_quantile(power)
    return reach * math.sqrt(design_effect * (variance_1 / n_1 + variance_2 / n_2))


def n_for_difference(
    variance: float,
    difference: float,
    *,
    confidence: float = 0.95,
    power: float = 0.80,
    design_effect: float = 1.0,
    population: float | None = None,
) -> int:
    """Answers needed in each of two equal groups to notice a true difference.

    Parameters
    ----------
    variance : float
        Variance of one answer, 0 or more: about 0.6 for NPS in shares, 1 at worst.
    difference : float
        True difference, not 0, in the unit of the answers (0.10 for 10 NPS points).
    confidence, power, design_effect : float
        As in `detectable_difference`.
    population : float, optional
        Units there are in each group, 1 or more: only where the question is how *these* units
        differed, and not whether what made them answer differs.

    Returns
    -------
    int
        Answers in each group, rounded up, at least 1.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    Notes
    -----
    ``n0 = 2 deff v (z(1 - α/2) + z(power))² / difference²``; in a population of ``N``,
    ``n0 / (1 + (n0 - 1) / N)``.

    References
    ----------
    Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, ch. 4;
    Cochran (1977), Sampling Techniques, section 4.4.
    """
    check_variance(variance, difference * difference)
    reach = normal_quantile(confidence) + power_quantile(power)
    return needed(2 * variance * (reach / difference) ** 2, design_effect, population)


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
    return whole((1 + 1 / ratio) * (sd * reach / difference) ** 2)


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
    check_visitors(n)
    error = sd * math.sqrt((1 + 1 / ratio) / n)
    return float(ndtr(abs(difference) / error - normal_quantile(confidence)))
