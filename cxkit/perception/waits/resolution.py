"""How long requests take to be resolved, counting those that are still open."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.metrics.checks import check_columns
from cxkit.metrics.tally import by_group, place_groups, result_table
from cxkit.perception.waits.waits import Negative, Waits, no_tickets, read_waits, resolution_curve
from cxkit.stats import (
    Estimate,
    SurvivalCurve,
    kaplan_meier,
    quantile,
    restricted_mean,
    wilson_interval,
)

__all__ = ["ResolutionTime", "resolution_curve", "resolution_time", "resolution_time_by"]

DAY_HOURS = 24.0


LEAST_AT_RISK = 30
"""Tickets that must still be followed for a mean to go on: with fewer, one moves it visibly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionTime:
    """Time from opening to resolution of one group of tickets, in hours.

    Attributes
    ----------
    n, n_open : int
        Tickets used, and how many of them were still open at the reference moment.
    n_invalid, n_missing, n_later : int
        Tickets resolved before they were opened, without an opening time, and opened
        after the reference moment. The last two are always left out; the first unless
        counted as resolved at once.
    median_hours, median_ci_low, median_ci_high : float
        Time by which half were resolved, open tickets counted as still waiting. NaN where
        that is not known because fewer, or for a limit maybe fewer, were resolved.
    p90_hours, p90_ci_low, p90_ci_high : float
        Time by which nine in ten were resolved; NaN as above.
    restricted_mean_hours, restricted_mean_ci_low, restricted_mean_ci_high : float
        Mean time, counting no ticket for longer than the horizon.
    horizon_hours : float
        The horizon in use.
    closed_only_mean_hours : float
        Mean time of the resolved tickets alone. Too low while tickets are open: shown for
        comparison with older reports, never on its own. NaN if none is resolved.
    within_24h, within_24h_ci_low, within_24h_ci_high : float
        Share resolved within 24 hours, with its Wilson interval; tickets that are open and
        younger than that are left out. NaN without a base.
    n_within_24h : int
        Base of that share.
    within_72h, within_72h_ci_low, within_72h_ci_high : float
        The same within 72 hours.
    n_within_72h : int
        Base of that share.
    confidence : float
        Two-sided level of the intervals.
    """

    n: int
    n_open: int
    n_invalid: int
    n_missing: int
    n_later: int
    median_hours: float
    median_ci_low: float
    median_ci_high: float
    p90_hours: float
    p90_ci_low: float
    p90_ci_high: float
    restricted_mean_hours: float
    restricted_mean_ci_low: float
    restricted_mean_ci_high: float
    horizon_hours: float
    closed_only_mean_hours: float
    within_24h: float
    within_24h_ci_low: float
    within_24h_ci_high: float
    n_within_24h: int
    within_72h: float
    within_72h_ci_low: float
    within_72h_ci_high: float
    n_within_72h: int
    confidence: float


def resolution_time(
    tickets: pd.DataFrame,
    *,
    as_of: date,
    opened: str = "opened",
    resolved: str = "resolved",
    horizon_days: float | None = None,
    negative: Negative = "exclude",
    count: str | None = None,
    confidence: float = 0.95,
) -> ResolutionTime:
    """Time to resolution of all tickets together.

    Parameters
    ----------
    tickets : DataFrame
        One row a ticket, or with `count` one row for several with the same times.
    as_of : date or datetime
        Reference moment: what was resolved later was open then. A day counts up to its
        end; a moment with a clock time is taken as it is, in the time zone of `opened`
        unless it has its own.
    opened, resolved : str
        Columns with the times; `resolved` is blank while a ticket is open.
    horizon_days : float, optional
        Horizon of the restricted mean, in days. By default the longest time at which
        `LEAST_AT_RISK` tickets were still followed: beyond it one ticket moves the mean.
        With fewer tickets, the longest time followed; never further than that while some
        are open.
    negative : {"exclude", "zero"}, default "exclude"
        What becomes of tickets resolved before they were opened: left out, or counted as
        resolved at once.
    count : str, optional
        Column telling how many tickets a row stands for: whole numbers, 0 or more.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    ResolutionTime

    Raises
    ------
    DataError
        If a column is not there, holds no times or no counts, or no ticket can be used.
    ValueError
        If the level or the horizon is outside its range.

    Notes
    -----
    Kaplan-Meier curve with open tickets censored at the reference moment; Brookmeyer and
    Crowley's limits for the quantiles. The shares within 24 and 72 hours leave out open
    tickets that are younger but keep those of the same age already resolved, so they lean
    a little towards fast ones where tickets are recent; the curve does not.

    References
    ----------
    Kaplan and Meier (1958), JASA 53, 457-481; Brookmeyer and Crowley (1982), Biometrics
    38, 29-41; Royston and Parmar (2013), BMC Medical Research Methodology 13, 152.
    """
    waits = read_waits(tickets, as_of, opened, resolved, negative, count)
    if not waits.number[waits.usable].any():
        raise no_tickets(opened)
    return _summary(waits, np.ones(len(tickets), dtype=np.bool_), horizon_days, confidence)


def resolution_time_by(
    tickets: pd.DataFrame,
    *,
    by: str | Sequence[str],
    as_of: date,
    opened: str = "opened",
    resolved: str = "resolved",
    horizon_days: float | None = None,
    negative: Negative = "exclude",
    count: str | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Time to resolution of each group of tickets.

    Parameters
    ----------
    tickets : DataFrame
        One row a ticket, or with `count` one row for several with the same times.
    by : str or sequence of str
        Grouping columns. Tickets with a blank group belong to no group and are left out.
    as_of : date or datetime
        Reference moment, as in `resolution_time`.
    opened, resolved : str
        Columns with the times; `resolved` is blank while a ticket is open.
    horizon_days : float, optional
        Horizon of the restricted mean, in days. Give one to compare groups: the default
        is the longest time followed in each group, which differs between them.
    negative : {"exclude", "zero"}, default "exclude"
        What becomes of tickets resolved before they were opened.
    count : str, optional
        Column telling how many tickets a row stands for.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    DataFrame
        One row a group, sorted by it: the grouping columns, then the fields of
        `ResolutionTime`. A group without usable tickets has ``n`` 0 and NaN for the rest.

    Raises
    ------
    DataError
        If a column is not there, holds no times or no counts.
    UsageError
        If a grouping column has the name of a field of the result.
    ValueError
        If the level or the horizon is outside its range.
    """
    keys = [by] if isinstance(by, str) else list(by)
    check_columns(tickets, keys)
    waits = read_waits(tickets, as_of, opened, resolved, negative, count)
    groups, place = place_groups(tickets, keys)
    results = [
        _summary(waits, place == group, horizon_days, confidence) for group in range(len(groups))
    ]
    return by_group(groups, result_table(ResolutionTime, results))


def _summary(
    waits: Waits,
    rows: npt.NDArray[np.bool_],
    horizon_days: float | None,
    confidence: float,
) -> ResolutionTime:
    """Summarise the waits of some rows."""
    if horizon_days is not None and not horizon_days > 0:
        raise ValueError(f"need a horizon above 0 days, got {horizon_days}")
    used = rows & waits.usable & (waits.number > 0)
    hours, ended, number = waits.hours[used], waits.ended[used], waits.number[used]
    median = p90 = mean = _unknown(confidence)
    horizon = closed_only = math.nan
    if hours.size:
        curve = kaplan_meier(hours, ended, counts=number, confidence=confidence)
        median, p90 = quantile(curve, 0.5), quantile(curve, 0.9)
        longest = float(curve.time[-1])
        horizon = DAY_HOURS * horizon_days if horizon_days else _horizon(curve) or DAY_HOURS
        if curve.survival[-1] > 0:
            horizon = min(horizon, longest)
        if horizon > 0:
            mean = restricted_mean(curve, horizon)
    if ended.any():
        closed_only = float(np.average(hours[ended], weights=number[ended]))
    day, three_days = (
        _within(hours, ended, number, limit, confidence) for limit in (DAY_HOURS, 3 * DAY_HOURS)
    )
    return ResolutionTime(
        n=int(number.sum()),
        n_open=int(number[~ended].sum()),
        n_invalid=int(waits.number[rows & waits.invalid].sum()),
        n_missing=int(waits.number[rows & waits.missing].sum()),
        n_later=int(waits.number[rows & waits.later].sum()),
        median_hours=median.value,
        median_ci_low=median.ci_low,
        median_ci_high=median.ci_high,
        p90_hours=p90.value,
        p90_ci_low=p90.ci_low,
        p90_ci_high=p90.ci_high,
        restricted_mean_hours=mean.value,
        restricted_mean_ci_low=mean.ci_low,
        restricted_mean_ci_high=mean.ci_high,
        horizon_hours=horizon,
        closed_only_mean_hours=closed_only,
        within_24h=day[0],
        within_24h_ci_low=day[1],
        within_24h_ci_high=day[2],
        n_within_24h=day[3],
        within_72h=three_days[0],
        within_72h_ci_low=three_days[1],
        within_72h_ci_high=three_days[2],
        n_within_72h=three_days[3],
        confidence=confidence,
    )


def _horizon(curve: SurvivalCurve) -> float:
    """Return the longest time at which enough tickets were followed, in hours."""
    enough = curve.time[curve.at_risk >= LEAST_AT_RISK]
    return float(enough[-1] if enough.size and enough[-1] > 0 else curve.time[-1])


def _within(
    hours: npt.NDArray[np.float64],
    ended: npt.NDArray[np.bool_],
    number: npt.NDArray[np.int64],
    limit: float,
    confidence: float,
) -> tuple[float, float, float, int]:
    """Share resolved within a limit, its interval and its base."""
    base = int(number[ended | (hours >= limit)].sum())
    if base == 0:
        return math.nan, math.nan, math.nan, 0
    within = int(number[ended & (hours <= limit)].sum())
    return within / base, *wilson_interval(within, base, confidence=confidence), base


def _unknown(confidence: float) -> Estimate:
    nan = math.nan
    return Estimate(value=nan, ci_low=nan, ci_high=nan, confidence=confidence)
