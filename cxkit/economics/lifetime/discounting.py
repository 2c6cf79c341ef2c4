"""Discount rates: checked once, and turned from a year into a shorter period."""

from __future__ import annotations


def check_discount(discount: float) -> None:
    """Refuse a discount rate that is negative, not a number or written in percent.

    Raises
    ------
    ValueError
        If the rate is not in [0, 1].
    """
    if not 0 <= discount <= 1:
        raise ValueError(
            f"the discount rate must be in [0, 1], got {discount} (write 0.12, not 12)"
        )


def discount_of_period(yearly: float, periods: float) -> float:
    """Return the rate of one period that comes to a rate a year.

    Parameters
    ----------
    yearly : float
        Rate a year, in [0, 1].
    periods : float
        Periods of a year, such as 12 months; above 0.

    Returns
    -------
    float
        ``(1 + yearly)^(1 / periods) - 1``.

    Raises
    ------
    ValueError
        If an argument is outside its range.
    """
    check_discount(yearly)
    if not periods > 0:
        raise ValueError(f"a year must have more than 0 periods, got {periods}")
    return float((1 + yearly) ** (1 / periods) - 1)
