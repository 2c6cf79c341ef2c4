"""How many visitors a difference of two shares takes, and what a number of them shows."""

from __future__ import annotations

import math

from scipy.special import ndtr

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
    return whole((reach / gap) ** 2)


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
    check_visitors(n)
    return float(ndtr((math.sqrt(n) * gap - normal_quantile(confidence) * null) / own))


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
    check_visitors(n)
    power_quantile(power)
    top = (1 - baseline) * (1 - 1e-9)

    def lacking(rise: float) -> float:
        got = power_for_shares(baseline, baseline + rise, n, confidence=confidence, ratio=ratio)
        return got - power

    if lacking(top) < 0:
        return math.nan
    return float(brentq(lacking, top * 1e-9, top, xtol=1e-12))


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


def check_share(share: float) -> None:
    """Refuse a share that is not strictly between 0 and 1."""
    if not 0 < share < 1:
        raise ValueError(f"a share must be in (0, 1), got {share} (write 0.05, not 5)")


def check_ratio(ratio: float) -> None:
    """Refuse visitors of the variant for each of the control that are not above 0."""
    if not (ratio > 0 and math.isfinite(ratio)):
        raise ValueError(f"ratio must be above 0, got {ratio}")


def check_visitors(n: float) -> None:
    """Refuse visitors that are not above 0."""
    if not (n > 0 and math.isfinite(n)):
        raise ValueError(f"need visitors above 0, got {n}")


def whole(n: float) -> int:
    """Return visitors rounded up, at least 1."""
    return max(1, math.ceil(round(n, 9)))
