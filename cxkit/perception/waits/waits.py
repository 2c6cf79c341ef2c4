"""Opening and resolution times of tickets as waits in hours, ended or still running."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.errors import DataError, Problem
from cxkit.language import N_
from cxkit.metrics.checks import check_columns, read_counts
from cxkit.stats import SurvivalCurve, kaplan_meier

Negative = Literal["exclude", "zero"]

SECONDS_AN_HOUR = 3600.0
DAY = pd.Timedelta(days=1)

BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """Waits of a table of tickets, one entry a row of the table.

    Attributes
    ----------
    hours : array of float
        How long the ticket was followed; NaN where it is not usable.
    ended, usable, invalid, missing, later : array of bool
        Whether it was resolved by the reference moment; can be used; was resolved before
        it was opened; has no opening time; was opened after the reference moment.
    number : array of int
        How many tickets the row stands for.
    """

    hours: npt.NDArray[np.float64]
    ended: BoolArray
    usable: BoolArray
    invalid: BoolArray
    missing: BoolArray
    later: BoolArray
    number: npt.NDArray[np.int64]


def read_waits(
    tickets: pd.DataFrame,
    as_of: date,
    opened: str,
    resolved: str,
    negative: Negative,
    count: str | None,
) -> Waits:
    """Turn times into waits.

    Parameters
    ----------
    tickets : DataFrame
        One row a ticket, or with `count` one row for several with the same times.
    as_of : date or datetime
        Reference moment; a day counts up to its end.
    opened, resolved : str
        Columns with the times.
    negative : {"exclude", "zero"}
        What becomes of tickets resolved before they were opened.
    count : str or None
        Column telling how many tickets a row stands for.

    Returns
    -------
    Waits

    Raises
    ------
    DataError
        If a column is not there, or holds no times or no counts.
    """
    check_columns(tickets, [opened, resolved, *([count] if count else [])])
    number = np.ones(len(tickets), dtype=np.int64)
    problems: list[Problem] = []
    if count is not None:
        number, problems = read_counts(tickets[count], count)
    start, end = (_times(tickets[name], name, problems) for name in (opened, resolved))
    if start is not None and end is not None:
        end = _same_clock(start, end, resolved, problems)
    if problems or start is None or end is None:
        raise DataError(problems)
    moment = _moment(as_of, start)
    end = _same_day(start, end)
    missing = start.isna().to_numpy(dtype=np.bool_)
    whole_day = not isinstance(as_of, datetime)  # the day's end is the next day's beginning
    later = (start >= moment if whole_day else start > moment).to_numpy(dtype=np.bool_)
    before = (end < start).to_numpy(dtype=np.bool_) & ~later
    ended = (end < moment if whole_day else end <= moment).to_numpy(dtype=np.bool_)
    usable = ~missing & ~later & ~(before & (negative == "exclude"))
    waited = (end.where(ended, moment) - start).dt.total_seconds().to_numpy(dtype=np.float64)
    hours = np.where(usable, np.maximum(waited / SECONDS_AN_HOUR, 0.0), np.nan)
    return Waits(
        hours=hours,
        ended=ended,
        usable=usable,
        invalid=before,
        missing=missing,
        later=later,
        number=number,
    )


def _same_day(start: pd.Series, end: pd.Series) -> pd.Series:
    """Read a closing without a time of day as not before the opening of that day.

    Many exports give the opening to the minute and the closing as a date only; taken as
    midnight, everything that was resolved on its first day would seem closed before opened.
    """
    midnight = end.dt.normalize() == end
    same = midnight & (start.dt.normalize() == end) & (end < start)
    return end.where(~same, start)


def resolution_curve(
    tickets: pd.DataFrame,
    *,
    as_of: date,
    opened: str = "opened",
    resolved: str = "resolved",
    negative: Negative = "exclude",
    count: str | None = None,
    confidence: float = 0.95,
) -> SurvivalCurve:
    """Share of tickets still open so many hours after they were opened.

    Parameters
    ----------
    tickets : DataFrame
        One row a ticket, or with `count` one row for several with the same times.
    as_of : date or datetime
        Reference moment, as in `resolution_time`.
    opened, resolved : str
        Columns with the times; `resolved` is blank while a ticket is open.
    negative : {"exclude", "zero"}, default "exclude"
        What becomes of tickets resolved before they were opened.
    count : str, optional
        Column telling how many tickets a row stands for.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    SurvivalCurve
        With time in hours.

    Raises
    ------
    DataError
        If a column is not there, holds no times or no counts, or no ticket can be used.
    ValueError
        If the level is not strictly between 0 and 1.

    References
    ----------
    Kaplan and Meier (1958), JASA 53, 457-481.
    """
    waits = read_waits(tickets, as_of, opened, resolved, negative, count)
    used = waits.usable
    if not waits.number[used].any():
        raise no_tickets(opened)
    return kaplan_meier(
        waits.hours[used], waits.ended[used], counts=waits.number[used], confidence=confidence
    )


def no_tickets(opened: str) -> DataError:
    """Build the error for a table without a ticket that can be used.

    Parameters
    ----------
    opened : str
        Column with the opening times.
    """
    return DataError(
        Problem(
            rule="no-tickets",
            message=N_("No ticket was open before the date of reference with valid times."),
            remedy=N_(
                "Check the columns of opening and resolution and “as_of” in engagement.yml, "
                "or leave tickets out."
            ),
            column=opened,
        )
    )


def _times(values: pd.Series, column: str, problems: list[Problem]) -> pd.Series | None:
    """Return a column as times; adds a problem where it holds anything else."""
    if isinstance(values.dtype, pd.DatetimeTZDtype) or pd.api.types.is_datetime64_dtype(values):
        return values
    given = values.dropna()
    wrong = [value for value in given if not isinstance(value, date)]
    if not wrong:
        return pd.to_datetime(values.astype(object))
    problems.append(
        Problem(
            rule="not-a-time",
            message=N_("Times must be dates or dates with a time; other cells: {number}."),
            remedy=N_("Declare the column as a date in engagement.yml, with its order."),
            values={"number": len(wrong)},
            column=column,
            count=len(wrong),
        )
    )
    return None


def _same_clock(
    start: pd.Series, end: pd.Series, column: str, problems: list[Problem]
) -> pd.Series:
    """Return resolution times that can be compared with opening times."""
    zone = start.dt.tz
    if (zone is None) == (end.dt.tz is None):
        return end
    if end.isna().all():
        blank: pd.Series = end.dt.tz_localize(None).dt.tz_localize(zone)
        return blank
    problems.append(
        Problem(
            rule="time-zone",
            message=N_("Only one of the columns {first} and {second} has a time zone."),
            remedy=N_("Give both times a time zone, or neither."),
            values={"first": start.name, "second": column},
            column=column,
            count=1,
        )
    )
    return end


def _moment(as_of: date, start: pd.Series) -> pd.Timestamp:
    """Return the reference moment on the clock of the opening times."""
    moment = pd.Timestamp(as_of)
    if not isinstance(as_of, datetime):
        moment += DAY
    zone = start.dt.tz
    if moment.tzinfo is None and zone is not None:
        return moment.tz_localize(zone)
    if moment.tzinfo is not None and zone is None:
        raise ValueError("as_of has a time zone, the times of the tickets have none")
    return moment
