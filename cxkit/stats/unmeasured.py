"""How strong something unmeasured would have to be to explain an association away."""

from __future__ import annotations

import math


def e_value(ratio: float) -> float:
    """Return the E-value of a risk ratio.

    Parameters
    ----------
    ratio : float
        Risk ratio, above 0; below 1 it is turned round.

    Returns
    -------
    float
        Least risk ratio that an unmeasured trait would need with both, what was measured and
        the outcome, to explain the whole ratio; 1 where there is nothing to explain.

    Raises
    ------
    ValueError
        If the ratio is not above 0.

    Notes
    -----
    ``RR + √(RR (RR - 1))``.

    References
    ----------
    VanderWeele and Ding (2017), Annals of Internal Medicine 167, 268-274.
    """
    if not (ratio > 0 and math.isfinite(ratio)):
        raise ValueError(f"need a risk ratio above 0, got {ratio}")
    turned = max(ratio, 1 / ratio)
    return turned + math.sqrt(turned * (turned - 1))


def e_value_of_limit(ci_low: float, ci_high: float) -> float:
    """Return the E-value of the limit of an interval that is nearer to 1.

    Parameters
    ----------
    ci_low, ci_high : float
        Limits, ``0 < ci_low <= ci_high``.

    Returns
    -------
    float
        1 where the interval holds 1.

    Raises
    ------
    ValueError
        If the limits are not in order or not above 0.

    References
    ----------
    VanderWeele and Ding (2017), Annals of Internal Medicine 167, 268-274.
    """
    if not 0 < ci_low <= ci_high:
        raise ValueError(f"need 0 < ci_low <= ci_high, got {ci_low} and {ci_high}")
    if ci_low <= 1 <= ci_high:
        return 1.0
    return e_value(ci_low if ci_low > 1 else ci_high)
