"""The cases of the closed loop, read alike from a log of cases and from a table of tickets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

import numpy as np
import pandas as pd

from cxkit.client import Column, Table
from cxkit.engagement.judgements import LoopCase

Step = Literal["assigned", "contacted", "resolved", "fixed"]
STEPS: tuple[Step, ...] = ("assigned", "contacted", "resolved", "fixed")
GROUPINGS = ("urgency", "owner", "touchpoint", "reason", "channel")
"""Columns that cases can be parted by."""

_TICKET_STEPS: Mapping[Step, str] = MappingProxyType(
    {"contacted": "first_reply", "resolved": "resolved"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """Cases of the closed loop, one row each.

    Attributes
    ----------
    frame : DataFrame
        `received` and the steps as timestamps; the columns of `GROUPINGS` that are there.
        Cases received after the reference day, without a date or with contradictory dates
        are not among them.
    steps : tuple of str
        Steps that the source records.
    moment : Timestamp
        Until when cases were followed.
    n_later, n_undated, n_contradictory : int
        Cases left out: received after the reference day; without a date of receipt; with a
        step dated before the one that has to precede it.
    n_skipped : int
        Cases kept that are resolved although no contact is recorded.
    table : {"closed_loop", "tickets"}
        Where they come from.
    columns : Mapping[str, Column]
        What the columns of a table of tickets mean.
    """

    frame: pd.DataFrame
    steps: tuple[Step, ...]
    moment: pd.Timestamp
    n_later: int
    n_undated: int
    n_contradictory: int
    n_skipped: int
    table: Literal["closed_loop", "tickets"]
    columns: Mapping[str, Column]


def cases_of_log(rows: Sequence[LoopCase], *, as_of: date) -> Cases:
    """Return the cases of ``closed_loop.csv``, followed up to a day.

    Parameters
    ----------
    rows : sequence of LoopCase
        At least one.
    as_of : date
        Reference day; steps dated later have not happened yet.
    """
    names = ("received", *STEPS)
    frame = pd.DataFrame(
        {
            **{name: pd.to_datetime([getattr(row, name) for row in rows]) for name in names},
            **{
                name: pd.Series([getattr(row, name) for row in rows], dtype=object)
                for name in ("urgency", "owner", "touchpoint", "reason")
            },
        }
    )
    return _cases(frame, STEPS, pd.Timestamp(as_of), table="closed_loop", columns={})


def cases_of_tickets(tickets: Table, *, as_of: date) -> Cases | None:
    """Return tickets as cases: opened, first answered, resolved; None where no step is known.

    Parameters
    ----------
    tickets : Table
        With `opened`; `first_reply` stands for the contact with the customer.
    as_of : date
        Reference day, counted up to its end.
    """
    steps = tuple(step for step, name in _TICKET_STEPS.items() if tickets.has(name))
    if not tickets.has("opened") or not steps:
        return None
    source = tickets.frame
    frame = pd.DataFrame({"received": source["opened"]})
    for step in steps:
        frame[step] = _same_day(source["opened"], source[_TICKET_STEPS[step]])
    columns: dict[str, Column] = {}
    for name in GROUPINGS:
        own = "area" if name == "owner" else name
        if tickets.has(own):
            frame[name], columns[name] = source[own], tickets.columns[own]
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    return _cases(frame, steps, end, table="tickets", columns=columns)


def _same_day(start: pd.Series, end: pd.Series) -> pd.Series:
    """Read a step without a time of day as not before the opening on that day."""
    same = (end.dt.normalize() == end) & (start.dt.normalize() == end) & (end < start)
    return end.where(~same, start)


def _cases(
    frame: pd.DataFrame,
    steps: tuple[Step, ...],
    moment: pd.Timestamp,
    *,
    table: Literal["closed_loop", "tickets"],
    columns: Mapping[str, Column],
) -> Cases:
    """Leave out what cannot be followed, and count it."""
    undated = frame["received"].isna()
    later = ~_by(frame["received"], moment, table) & ~undated
    kept = frame[~undated & ~later]
    reversed_ = _contradictory(kept, steps)
    kept = kept[~reversed_].reset_index(drop=True)
    kept = kept.assign(**{s: kept[s].where(_by(kept[s], moment, table)) for s in steps})
    skipped = 0
    if {"contacted", "resolved"} <= set(steps):
        skipped = int((kept["resolved"].notna() & kept["contacted"].isna()).sum())
    return Cases(
        frame=kept,
        steps=steps,
        moment=moment,
        n_later=int(later.sum()),
        n_undated=int(undated.sum()),
        n_contradictory=int(reversed_.sum()),
        n_skipped=skipped,
        table=table,
        columns=columns,
    )


def _by(times: pd.Series, moment: pd.Timestamp, table: str) -> pd.Series:
    """Tell what has happened by the moment; a log counts days, tickets the moment itself."""
    return times <= moment if table == "closed_loop" else times < moment


def _contradictory(frame: pd.DataFrame, steps: Sequence[Step]) -> pd.Series:
    """Tell which cases have a step dated before any that has to precede it."""
    wrong = np.zeros(len(frame), dtype=np.bool_)
    latest = frame["received"]
    for step in steps:
        wrong |= (frame[step] < latest).to_numpy(dtype=np.bool_)
        latest = frame[step].where(frame[step] > latest, latest)
    return pd.Series(wrong, index=frame.index)
