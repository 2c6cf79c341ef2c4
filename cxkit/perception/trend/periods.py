"""Which periods a trend is made of: weeks, months or quarters with enough answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd

Grain = Literal["week", "month", "quarter"]
FREQUENCY: dict[Grain, str] = {"week": "W-SUN", "month": "M", "quarter": "Q"}
"""Pandas' names; weeks run from Monday to Sunday."""
A_YEAR: dict[Grain, int] = {"week": 52, "month": 12, "quarter": 4}
"""Periods of a year."""
DATE = "date"
PERIOD = "period_of_trend"
"""Column of the periods, named so that no column of a client has its name."""
LONGEST_GAP = 12
"""Months without any answer after which a series starts anew."""


def periods_of(dates: pd.Series, grain: Grain) -> pd.Series:
    """Return the week, month or quarter of each date.

    Parameters
    ----------
    dates : Series of datetime
        Blank dates have no period.
    grain : {"week", "month", "quarter"}
        Length of the periods.
    """
    periods: pd.Series = dates.dt.to_period(FREQUENCY[grain])
    return periods


def one_stretch(answered: pd.DataFrame, count: str | None) -> pd.DataFrame:
    """Return the answers of the stretch of time that most of them come from.

    A stray date years away would fill the chart with empty periods; answers parted from the
    others by more than twelve months without any are left out.

    Parameters
    ----------
    answered : DataFrame
        Rows with an answer and a date; at least one.
    count : str or None
        Column telling how many answers a row stands for.
    """
    months = periods_of(answered[DATE], "month").map(lambda month: month.ordinal).to_numpy()
    known, place = np.unique(months, return_inverse=True)
    stretch = np.cumsum(np.diff(known, prepend=known[0]) > LONGEST_GAP + 1)[place]
    weights = answered[count].to_numpy(dtype=np.float64) if count else np.ones(len(answered))
    kept: pd.DataFrame = answered[stretch == int(np.argmax(np.bincount(stretch, weights=weights)))]
    return kept


def choose_grain(
    answered: pd.DataFrame,
    count: str | None,
    until: pd.Timestamp,
    wanted: Sequence[Grain],
    *,
    fewest: int,
    base: int,
) -> tuple[Grain | None, int]:
    """Return the first length of period that gives enough periods with enough answers.

    Parameters
    ----------
    answered : DataFrame
        Rows with an answer and a date.
    count : str or None
        Column telling how many answers a row stands for.
    until : Timestamp
        Last day that is in the data; a period that ends later does not count.
    wanted : sequence of {"week", "month", "quarter"}
        Lengths in order of preference. Months come before weeks: a chart of 52 weeks shows a
        signal in pure noise many times as often as one of 12 months.
    fewest : int
        Periods with answers that it takes.
    base : int
        Answers that the middle one of these periods must have.

    Returns
    -------
    grain : {"week", "month", "quarter"} or None
        None where none of them does.
    there : int
        Periods found at the best length that has enough answers a period.
    """
    best = 0
    for grain in wanted:
        periods = periods_of(answered[DATE], grain)
        numbers = answered[count] if count else pd.Series(1, index=answered.index)
        n = numbers.groupby(periods).sum()
        over = n[[period.end_time.normalize() <= until for period in n.index]]
        if over.empty or float(np.median(over)) < base:
            continue
        if len(over) >= fewest:
            return grain, len(over)
        best = max(best, len(over))
    return None, best
