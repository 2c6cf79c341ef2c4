"""Internal rates of return: every real one, found by the rule of signs and then refined."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

DAYS = 365.0
"""Days of a year, as spreadsheets count them in XNPV and XIRR."""
_LOWEST, _HIGHEST = -36.0, 300.0
"""Ends of the search in ``ln(1 + rate)``: from -1 (to the last digit) to beyond 10^130."""
_TOUCH = 1e-12
"""Value, beside the sum of the parts' sizes, below which a curve is said to touch 0."""


def irr(cash_flows: Sequence[float]) -> tuple[float, ...]:
    """Return every internal rate of return above -1, in ascending order.

    Parameters
    ----------
    cash_flows : sequence of float
        Money at the ends of equal periods, the first now; negative is paid.

    Returns
    -------
    tuple of float
        Rates a period at which the flows are worth 0: one where the sign changes once, none,
        one or several where it changes more often. With several none of them ranks projects:
        compare net present values instead.

    Raises
    ------
    ValueError
        If all flows are 0 or of one sign, or the sign changes but no rate makes them worth 0.

    Notes
    -----
    ``Σ c_t (1 + r)^(-t) = 0``. In ``s = ln(1 + r)`` this is a sum of exponentials with at most
    as many zeros as changes of sign (Laguerre's form of Descartes' rule). Multiplied by
    ``exp(τ s)`` with τ inside a change and differentiated, it has one change fewer; the zeros
    of that part the line into stretches with at most one zero each, which are bracketed and
    refined (Brent). No start value is guessed and none is missed, save two that lie so close
    together that the value between them drowns in rounding.

    References
    ----------
    Brealey, Myers and Allen (2020), Principles of Corporate Finance, chapter 5; Laguerre
    (1883), Journal de mathématiques pures et appliquées 9, 99-146.

    Examples
    --------
    >>> [round(rate, 4) for rate in irr([-100, 230, -132])]
    [0.1, 0.2]
    """
    flows = checked_flows(cash_flows)
    return _rates(flows, np.arange(len(flows), dtype=np.float64))


def xirr(cash_flows: Sequence[float], dates: Sequence[date]) -> tuple[float, ...]:
    """Return every internal rate of return above -1 of dated flows, a year of 365 days.

    Parameters
    ----------
    cash_flows : sequence of float
        Money; negative is paid.
    dates : sequence of date
        Day of each flow, in any order; time counts from the earliest.

    Returns
    -------
    tuple of float
        Rates a year, ascending; exact roots, where a spreadsheet stops at eight digits.

    Raises
    ------
    ValueError
        As `irr`; also if dates and flows differ in number.
    """
    flows = checked_flows(cash_flows)
    times = years_since_first(dates, len(flows))
    order = np.argsort(times, kind="stable")
    moments, places = np.unique(times[order], return_inverse=True)
    return _rates(np.bincount(places, weights=flows[order]).astype(np.float64), moments)


def checked_flows(cash_flows: Sequence[float]) -> Floats:
    """Return flows as an array, if there is one at least and all are finite.

    Raises
    ------
    ValueError
        Otherwise.
    """
    flows = np.asarray(cash_flows, dtype=np.float64)
    if flows.ndim != 1 or not len(flows):
        raise ValueError("need one cash flow at least, in one row")
    if not np.isfinite(flows).all():
        raise ValueError("every cash flow has to be a finite number; write 0 where none is paid")
    return flows


def years_since_first(dates: Sequence[date], n: int) -> Floats:
    """Return years of 365 days since the earliest of `n` dates.

    Raises
    ------
    ValueError
        If there are not exactly `n` dates.
    """
    if len(dates) != n:
        raise ValueError(f"need one date for each cash flow: {n} flows, {len(dates)} dates")
    days = np.array([np.datetime64(day, "D") for day in dates])
    if np.isnat(days).any():
        raise ValueError("every cash flow needs a date")
    return np.asarray((days - days.min()).astype(np.float64) / DAYS, dtype=np.float64)


def _rates(flows: Floats, times: Floats) -> tuple[float, ...]:
    kept = flows != 0
    amounts, moments = flows[kept], times[kept]
    if not _changes(amounts).size:
        raise ValueError(
            "no internal rate of return: money has to be paid and to be earned, and here all "
            "cash flows are 0 or of one sign"
        )
    amounts = amounts / np.abs(amounts).max()
    roots = _zeros(amounts, moments - moments[0])
    if not roots:
        raise ValueError(
            "no internal rate of return: the sign changes, but at no rate above -1 are the cash "
            "flows worth 0; compare net present values instead"
        )
    return tuple(math.expm1(root) for root in roots)


def _changes(amounts: Floats) -> npt.NDArray[np.intp]:
    return np.flatnonzero(np.sign(amounts[1:]) != np.sign(amounts[:-1]))


def _zeros(amounts: Floats, times: Floats) -> list[float]:
    """Return the zeros of ``Σ c exp(-t s)``, ascending; no amount is 0."""
    changes = _changes(amounts)
    if not changes.size:
        return []
    place = int(changes[len(changes) // 2])
    between = (times[place] + times[place + 1]) / 2
    slopes = amounts * (between - times)
    turns = _zeros(slopes / np.abs(slopes).max(), times)
    ends = [_LOWEST, *(turn for turn in turns if _LOWEST < turn < _HIGHEST), _HIGHEST]
    found: list[float] = []
    values = [_value(amounts, times, end) for end in ends]
    for place in range(1, len(ends)):
        low, high = values[place - 1], values[place]
        if place > 1 and low == 0:
            found.append(ends[place - 1])
        elif low * high < 0:
            found.append(_refined(amounts, times, ends[place - 1], ends[place]))
    return found


def _value(amounts: Floats, times: Floats, s: float) -> float:
    """Return the sum as a part of the sum of sizes: in [-1, 1], 0 where it only touches 0."""
    powers = -times * s
    parts = amounts * np.exp(powers - powers.max())
    share = math.fsum(parts) / float(np.abs(parts).sum())
    return 0.0 if abs(share) < _TOUCH else share


def _refined(amounts: Floats, times: Floats, low: float, high: float) -> float:
    from scipy.optimize import brentq

    def value(s: float) -> float:
        powers = -times * s
        return math.fsum(amounts * np.exp(powers - powers.max()))

    return float(brentq(value, low, high, xtol=1e-15, rtol=8.9e-16, maxiter=500))
