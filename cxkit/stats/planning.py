"""How many answers a difference or a margin needs, and what a base is able to notice."""

from __future__ import annotations

import math

from cxkit.stats.levels import normal_quantile, power_quantile


def detectable_difference(
    variance_1: float,
    n_1: float,
    variance_2: float,
    n_2: float,
    *,
    confidence: float = 0.95,
    power: float = 0.80,
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
    ``(z(1 - α/2) + z(power)) · sqrt(v1/n1 + v2/n2)``.

    References
    ----------
    Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, ch. 4.
    """
    _check(variance_1, n_1)
    _check(variance_2, n_2)
    reach = normal_quantile(confidence) + power_quantile(power)
    return reach * math.sqrt(variance_1 / n_1 + variance_2 / n_2)


def n_for_difference(
    variance: float, difference: float, *, confidence: float = 0.95, power: float = 0.80
) -> int:
    """Answers needed in each of two equal groups to notice a true difference.

    Parameters
    ----------
    variance : float
        Variance of one answer, 0 or more: about 0.6 for NPS in shares, 1 at worst.
    difference : float
        True difference, not 0, in the unit of the answers (0.10 for 10 NPS points).
    confidence : float, default 0.95
        Two-sided level of the comparison.
    power : float, default 0.80
        Chance that the comparison calls it a difference, from 0.5 to below 1.

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
    ``2 v (z(1 - α/2) + z(power))² / difference²``.

    References
    ----------
    Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, ch. 4.
    """
    _check(variance, difference * difference)
    reach = normal_quantile(confidence) + power_quantile(power)
    return max(1, math.ceil(2 * variance * (reach / difference) ** 2))


def n_for_margin(variance: float, margin: float, *, confidence: float = 0.95) -> int:
    """Answers needed for an interval of a given half-width.

    Parameters
    ----------
    variance : float
        Variance of one answer, 0 or more.
    margin : float
        Half-width wanted, above 0, in the unit of the answers.
    confidence : float, default 0.95
        Two-sided level of the interval.

    Returns
    -------
    int
        Answers, rounded up, at least 1. The adjusted Wald method needs three fewer.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    Notes
    -----
    ``v z² / margin²``.

    References
    ----------
    Lewis and Sauro (2021), "Sample sizes for Net Promoter Scores", measuringu.com.
    """
    _check(variance, margin)
    return max(1, math.ceil(variance * (normal_quantile(confidence) / margin) ** 2))


def _check(variance: float, positive: float) -> None:
    if not variance >= 0:
        raise ValueError(f"need a variance of 0 or more, got {variance}")
    if not positive > 0:
        raise ValueError(f"need a base, difference or margin other than 0, got {positive}")
