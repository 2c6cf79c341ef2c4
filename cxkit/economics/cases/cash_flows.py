"""What a row of cash flows is worth today, and when it has paid itself back."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

import numpy as np

from cxkit.economics.cases.rates_of_return import Floats, checked_flows, years_since_first

HIGHEST_RATE = 2.0
"""A rate of this size or more (200 % a period) is taken for a percentage written as a number."""


def npv(cash_flows: Sequence[float], *, rate: float) -> float:
    """Return the net present value of cash flows, the first of which is today.

    Parameters
    ----------
    cash_flows : sequence of float
        Money now and at the end of each period after; negative is paid.
    rate : float
        Discount rate a period, above -1 and below 2: 0.12 is 12 %. In the same prices as
        the flows, nominal or real.

    Returns
    -------
    float
        ``Σ c_t / (1 + rate)^t`` for t from 0. (A spreadsheet's NPV starts at t = 1: what it
        gives is this divided by ``1 + rate``.)

    Raises
    ------
    ValueError
        If a flow is not finite, or the rate is outside the range.

    References
    ----------
    Brealey, Myers and Allen (2020), Principles of Corporate Finance, chapter 2.
    """
    return math.fsum(discounted(cash_flows, rate=rate))


def xnpv(cash_flows: Sequence[float], dates: Sequence[date], *, rate: float) -> float:
    """Return the net present value of dated cash flows, on the earliest date.

    Parameters
    ----------
    cash_flows : sequence of float
        Money; negative is paid.
    dates : sequence of date
        Day of each flow.
    rate : float
        Discount rate a year of 365 days, above -1 and below 2.

    Returns
    -------
    float
        ``Σ c_i / (1 + rate)^(days_i / 365)``.

    Raises
    ------
    ValueError
        As `npv`; also if dates and flows differ in number.
    """
    flows = checked_flows(cash_flows)
    times = years_since_first(dates, len(flows))
    return math.fsum(flows * (1 + checked_rate(rate)) ** -times)


def mirr(cash_flows: Sequence[float], *, finance_rate: float, reinvest_rate: float) -> float:
    """Return the modified internal rate of return: one number, also where signs change often.

    Parameters
    ----------
    cash_flows : sequence of float
        Money now and at the end of each period after; negative is paid.
    finance_rate, reinvest_rate : float
        Rates a period at which what is paid is financed and what is earned is invested
        until the end.

    Returns
    -------
    float
        ``(future value of what is earned / present value of what is paid)^(1/n) - 1``.

    Raises
    ------
    ValueError
        If nothing is paid or nothing is earned, or a rate is outside its range.

    References
    ----------
    Lin (1976), The modified internal rate of return and investment criterion, The Engineering
    Economist 21, 237-247.
    """
    flows = checked_flows(cash_flows)
    last = len(flows) - 1
    times = np.arange(len(flows))
    earned = math.fsum(np.maximum(flows, 0) * (1 + checked_rate(reinvest_rate)) ** (last - times))
    paid = -math.fsum(np.minimum(flows, 0) * (1 + checked_rate(finance_rate)) ** -times)
    if earned == 0 or paid == 0:
        raise ValueError(
            "no modified internal rate of return: money has to be paid and to be earned, and here "
            "all cash flows are 0 or of one sign"
        )
    return float((earned / paid) ** (1 / last) - 1)


def payback(cash_flows: Sequence[float]) -> float:
    """Return after how many periods the money is back for good, undiscounted.

    Parameters
    ----------
    cash_flows : sequence of float
        Money now and in the course of each period after; negative is paid. A delay until
        benefits begin is a row of zeros.

    Returns
    -------
    float
        Periods until the sum of all flows so far is 0 or more and stays so; what comes in a
        period is taken to come evenly. 0 where the sum never is below 0, infinite where it
        is below 0 at the end.

    Raises
    ------
    ValueError
        If there is no flow, or one is not finite.

    Notes
    -----
    Says nothing of what comes after it, and so must not rank projects alone.
    """
    return recovered(np.cumsum(checked_flows(cash_flows)))


def discounted_payback(cash_flows: Sequence[float], *, rate: float) -> float:
    """Return after how many periods the money is back for good, each flow at its value today.

    Parameters
    ----------
    cash_flows : sequence of float
        As for `payback`.
    rate : float
        Discount rate a period, above -1 and below 2.

    Returns
    -------
    float
        As `payback`; infinite exactly where the net present value is below 0.
    """
    return recovered(np.cumsum(discounted(cash_flows, rate=rate)))


def real_rate(nominal: float, *, inflation: float) -> float:
    """Return the real rate: ``(1 + nominal) / (1 + inflation) - 1`` (Fisher 1930).

    Parameters
    ----------
    nominal, inflation : float
        A year, above -1 and below 2.
    """
    return (1 + checked_rate(nominal)) / (1 + checked_rate(inflation)) - 1


def nominal_rate(real: float, *, inflation: float) -> float:
    """Return the nominal rate: ``(1 + real) (1 + inflation) - 1`` (Fisher 1930)."""
    return (1 + checked_rate(real)) * (1 + checked_rate(inflation)) - 1


def discounted(cash_flows: Sequence[float], *, rate: float) -> Floats:
    """Return the value today of each flow, the first of which is today."""
    flows = checked_flows(cash_flows)
    return np.asarray(flows * (1 + checked_rate(rate)) ** -np.arange(len(flows)), dtype=np.float64)


def checked_rate(rate: float) -> float:
    """Return a rate, if it can be one.

    Raises
    ------
    ValueError
        If it is -1 or less, or so large that a percentage must have been written.
    """
    if not -1 < rate < HIGHEST_RATE:
        hint = f" (write {rate / 100:g}, not {rate:g})" if HIGHEST_RATE <= rate <= 100 else ""
        raise ValueError(f"a rate is a share above -1 and below 2, got {rate:g}{hint}")
    return float(rate)


def recovered(sums: Floats) -> float:
    """Return when running sums of cash flows reach 0 for good; infinite if they do not."""
    short = np.flatnonzero(sums < 0)
    if not short.size:
        return 0.0
    last = int(short[-1])
    if last == len(sums) - 1:
        return math.inf
    return last + float(-sums[last] / (sums[last + 1] - sums[last]))
