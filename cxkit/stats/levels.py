"""Quantiles that turn a two-sided confidence level into a number of standard errors."""

from __future__ import annotations

from scipy.special import ndtri, stdtrit


def normal_quantile(confidence: float) -> float:
    """Return the number of standard errors on each side for a two-sided level.

    Parameters
    ----------
    confidence : float
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    float
        1.96 for 0.95.

    Raises
    ------
    ValueError
        If the level is not strictly between 0 and 1.
    """
    return float(ndtri(_upper_tail_from(confidence)))


def t_quantile(confidence: float, df: float) -> float:
    """Return the same as `normal_quantile` for Student's t with `df` degrees of freedom.

    Parameters
    ----------
    confidence : float
        Two-sided level, strictly between 0 and 1.
    df : float
        Degrees of freedom, above 0; fractions are accepted.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.
    """
    if not df > 0:
        raise ValueError(f"degrees of freedom must be above 0, got {df}")
    return float(stdtrit(df, _upper_tail_from(confidence)))


def power_quantile(power: float) -> float:
    """Return the normal quantile of a power: 0.84 for 0.80.

    Parameters
    ----------
    power : float
        Chance of noticing a difference that exists, from 0.5 to below 1.

    Raises
    ------
    ValueError
        If `power` is outside that range.
    """
    if not 0.5 <= power < 1:
        raise ValueError(f"power must be in [0.5, 1), got {power} (write 0.80, not 80)")
    return float(ndtri(power))


def _upper_tail_from(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must be in (0, 1), got {confidence} (write 0.95, not 95)")
    return 0.5 + confidence / 2
