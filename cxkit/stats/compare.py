"""Differences between two groups, from counts and summary statistics.

The groups are independent unless the correlation of their errors is given: 0 where nobody is in
both, near 1 where the same people answered both times. The variance of a difference is then
``SE1² + SE2² - 2 · correlation · SE1 · SE2``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import ndtr, stdtr

from cxkit.stats.intervals import wilson_interval
from cxkit.stats.levels import normal_quantile, t_quantile
from cxkit.stats.trinomial import ADDED, HALVINGS, net_variance

_NOTHING = 1e-6
"""Part of the errors of two groups below which their difference has none left."""
_BEYOND = 1e3
"""Standard errors at which a p value is 0 whatever the method."""

Counts3 = tuple[float, float, float]
"""Answers of a group that count +1, 0 and -1, in this order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Second group less first group.

    Attributes
    ----------
    difference : float
        Difference as observed, in the unit of the estimates.
    centre : float
        Middle that the interval is built around; differs from `difference` where the
        method adds answers.
    standard_error : float
        Standard error that the interval uses.
    ci_low, ci_high : float
        Interval of the difference.
    p_value : float
        Two-sided, in [0, 1]; below ``1 - confidence`` exactly when the interval leaves
        out 0.
    confidence : float
        Two-sided level of the interval.
    """

    difference: float
    centre: float
    standard_error: float
    ci_low: float
    ci_high: float
    p_value: float
    confidence: float


def newcombe_interval(
    count_1: float,
    n_1: float,
    count_2: float,
    n_2: float,
    *,
    correlation: float = 0.0,
    confidence: float = 0.95,
) -> tuple[float, float]:
    """Interval of ``count_1 / n_1 - count_2 / n_2`` for two groups.

    Parameters
    ----------
    count_1, n_1, count_2, n_2 : float
        Favourable answers and base of each group, ``0 <= count <= n`` and ``n > 0``.
    correlation : float, default 0
        Correlation of the errors of the two estimates, in [-1, 1].
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    low, high : float
        Differences of shares, in [-1, 1].

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    Notes
    -----
    Joins the Wilson limits ``(l, u)`` of the two shares ``p``: the low limit is
    ``d - sqrt((p1 - l1)² + (u2 - p2)²)``, the high one ``d + sqrt((u1 - p1)² + (p2 - l2)²)``;
    with a correlation ``φ`` each root holds ``- 2 φ`` times the product of its two parts.

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17, 873-890, method 10, and 2635-2650, method 10.
    """
    low_1, high_1 = wilson_interval(count_1, n_1, confidence=confidence)
    low_2, high_2 = wilson_interval(count_2, n_2, confidence=confidence)
    share_1, share_2 = count_1 / n_1, count_2 / n_2
    difference = share_1 - share_2
    low = difference - _joined(share_1 - low_1, high_2 - share_2, correlation)
    high = difference + _joined(high_1 - share_1, share_2 - low_2, correlation)
    return max(-1.0, low), min(1.0, high)


def newcombe_p_value(
    count_1: float, n_1: float, count_2: float, n_2: float, *, correlation: float = 0.0
) -> float:
    """Return the level at which the Newcombe interval just touches 0.

    Parameters
    ----------
    count_1, n_1, count_2, n_2 : float
        Favourable answers and base of each group, ``0 <= count <= n`` and ``n > 0``.
    correlation : float, default 0
        Correlation of the errors of the two estimates, in [-1, 1].

    Returns
    -------
    float
        Two-sided p value in [0, 1]. Made from the interval, so that the two never
        disagree; close to the pooled z test except on small bases.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17, 873-890, method 10, inverted.
    """
    if count_1 * n_2 < count_2 * n_1:
        count_1, n_1, count_2, n_2 = count_2, n_2, count_1, n_1
    newcombe_interval(count_1, n_1, count_2, n_2)
    if count_1 * n_2 == count_2 * n_1:
        return 1.0

    def low_limit(z: float) -> float:
        low_1 = _wilson_limit(count_1 / n_1, n_1, -z)
        high_2 = _wilson_limit(count_2 / n_2, n_2, z)
        share_1, share_2 = count_1 / n_1, count_2 / n_2
        return share_1 - share_2 - _joined(share_1 - low_1, high_2 - share_2, correlation)

    z, top = 0.0, 1.0
    while low_limit(top) > 0:
        z, top = top, 2 * top
        if top > _BEYOND:
            return 0.0
    for _ in range(HALVINGS):
        middle = (z + top) / 2
        z, top = (middle, top) if low_limit(middle) > 0 else (z, middle)
    return float(2 * ndtr(-z))


def share_difference(
    before: tuple[float, float],
    after: tuple[float, float],
    *,
    correlation: float = 0.0,
    confidence: float = 0.95,
) -> Difference:
    """Difference of two shares, second less first.

    Parameters
    ----------
    before, after : tuple of float
        Favourable answers and base of each group.
    correlation : float, default 0
        Correlation of the errors of the two estimates, in [-1, 1].
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    Difference
        In shares; interval and p value by Newcombe's method, standard error unpooled.

    Raises
    ------
    ValueError
        If a base is not above 0 or a count is outside it.
    """
    low, high = newcombe_interval(*after, *before, correlation=correlation, confidence=confidence)
    shares = [count / n for count, n in (before, after)]
    parts = [p * (1 - p) / n for p, (_, n) in zip(shares, (before, after), strict=True)]
    observed = shares[1] - shares[0]
    return Difference(
        difference=observed,
        centre=observed,
        standard_error=_joined(math.sqrt(parts[0]), math.sqrt(parts[1]), correlation),
        ci_low=low,
        ci_high=high,
        p_value=newcombe_p_value(*after, *before, correlation=correlation),
        confidence=confidence,
    )


def mean_difference(
    before: tuple[float, float, float],
    after: tuple[float, float, float],
    *,
    correlation: float = 0.0,
    confidence: float = 0.95,
) -> Difference:
    """Difference of two means by Welch's method, second less first.

    Parameters
    ----------
    before, after : tuple of float
        Base, mean and standard deviation (divisor ``n - 1``) of each group.
    correlation : float, default 0
        Correlation of the errors of the two estimates, in [-1, 1].
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    Difference
        In the unit of the means. Error, interval and p value are NaN where a group has a
        single answer, or where neither group shows any spread.

    Raises
    ------
    ValueError
        If a base is below 1 or a standard deviation negative.

    Notes
    -----
    ``SE² = s1²/n1 + s2²/n2``; degrees of freedom by Welch and Satterthwaite. With a correlation
    the error is lessened by ``2 · correlation · SE1 · SE2`` and the degrees of freedom are not more
    than those of the smaller group: on pairs this is the paired t test.

    References
    ----------
    Welch (1947), Biometrika 34, 28-35.
    """
    (n_1, mean_1, sd_1), (n_2, mean_2, sd_2) = before, after
    if not (n_1 >= 1 and n_2 >= 1):
        raise ValueError(f"need n >= 1 in both groups, got {n_1} and {n_2}")
    normal_quantile(confidence)  # a wrong level is refused whatever the bases
    observed = mean_2 - mean_1
    error, low, high, p_value = (math.nan,) * 4
    if n_1 > 1 and n_2 > 1:
        if not (sd_1 >= 0 and sd_2 >= 0):
            raise ValueError(f"need sd >= 0 in both groups, got {sd_1} and {sd_2}")
        part_1, part_2 = sd_1 * sd_1 / n_1, sd_2 * sd_2 / n_2
        error = _joined(math.sqrt(part_1), math.sqrt(part_2), correlation)
        if error > _NOTHING * math.sqrt(part_1 + part_2):
            weight = part_1 / (part_1 + part_2)
            df = 1 / (weight * weight / (n_1 - 1) + (1 - weight) ** 2 / (n_2 - 1))
            df = min(df, n_1 - 1, n_2 - 1) if correlation else df
            half = t_quantile(confidence, df) * error
            low, high = observed - half, observed + half
            p_value = float(2 * stdtr(df, -abs(observed) / error))
        else:
            error = math.nan
    return Difference(
        difference=observed,
        centre=observed,
        standard_error=error,
        ci_low=low,
        ci_high=high,
        p_value=p_value,
        confidence=confidence,
    )


def net_difference(
    before: Counts3, after: Counts3, *, correlation: float = 0.0, confidence: float = 0.95
) -> Difference:
    """Difference of two net shares by the adjusted Wald method.

    Parameters
    ----------
    before, after : tuple of float
        Answers of each group that count +1, 0 and -1, in this order.
    correlation : float, default 0
        Correlation of the errors of the two estimates, in [-1, 1].
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    Difference
        In shares, from -2 to 2; `difference` is the observed one, `centre` the adjusted.

    Raises
    ------
    ValueError
        If a count is negative or a group has no answers.

    Notes
    -----
    With 3/4, 3/2 and 3/4 answers added to each group and ``v*`` the variances then,
    ``SE² = v1*/(n1 + 3) + v2*/(n2 + 3)``, less ``2 · correlation`` times the product of the
    roots of the two terms.

    References
    ----------
    Rocks (2016), The American Statistician 70, 365-372; Lewis and Sauro (2021), "How to
    statistically compare two Net Promoter Scores", measuringu.com.
    """
    nets, centres, errors = [], [], []
    for plus, zero, minus in (before, after):
        net_variance(plus, zero, minus)  # refuses negative counts and empty groups
        nets.append((plus - minus) / (plus + zero + minus))
        adjusted = (plus + ADDED / 4, zero + ADDED / 2, minus + ADDED / 4)
        base = sum(adjusted)
        centres.append((adjusted[0] - adjusted[2]) / base)
        errors.append(net_variance(*adjusted) / base)
    centre = centres[1] - centres[0]
    error = _joined(math.sqrt(errors[0]), math.sqrt(errors[1]), correlation)
    error = max(error, _NOTHING * math.sqrt(sum(errors)))
    half = normal_quantile(confidence) * error
    return Difference(
        difference=nets[1] - nets[0],
        centre=centre,
        standard_error=error,
        ci_low=max(-2.0, centre - half),
        ci_high=min(2.0, centre + half),
        p_value=float(2 * ndtr(-abs(centre) / error)),
        confidence=confidence,
    )


def _joined(one: float, other: float, correlation: float) -> float:
    """Return the error of a difference from the errors of its two parts."""
    if not -1.0 <= correlation <= 1.0:
        raise ValueError(f"correlation must be in [-1, 1], got {correlation}")
    return math.sqrt(max(0.0, one * one + other * other - 2 * correlation * one * other))


def _wilson_limit(share: float, n: float, z: float) -> float:
    """One Wilson limit: the low one for a negative `z`, the high one for a positive."""
    spread = math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return (share + z * z / (2 * n) + z * spread) / (1 + z * z / n)
