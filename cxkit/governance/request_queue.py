"""Requests and complaints by what they are about, the most urgent first."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import pandas as pd

from cxkit.client import Column, Table
from cxkit.findings import Evidence
from cxkit.stats import wilson_interval

URGENT = ("urgent", "urgency")
"""Names of a flag that says whether a request is urgent."""
KINDS = ("reason", "touchpoint", "channel", "area")
"""Columns that say what a request is about, the most telling first."""
MOST_KINDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestKind:
    """Requests of one kind.

    Attributes
    ----------
    kind : str
        Value of the column; empty for all together.
    n : int
        Requests received.
    n_urgent, n_rated : int
        Urgent requests, and those of which it is recorded whether they are.
    urgent, ci_low, ci_high : float
        Share of urgent requests among those, in [0, 1], with its Wilson interval; NaN
        without a base.
    n_open : int or None
        Requests not resolved; None where no resolution is recorded.
    n_overdue : int or None
        Open ones past the day they were due; None where no day is recorded.
    """

    kind: str
    n: int
    n_urgent: int
    n_rated: int
    urgent: float
    ci_low: float
    ci_high: float
    n_open: int | None
    n_overdue: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestQueue:
    """All requests, and by kind.

    Attributes
    ----------
    total : RequestKind
        All requests.
    kinds : tuple of RequestKind
        Most overdue first, then most urgent, then most open, then most received; at most
        `MOST_KINDS`. Empty where nothing says what they are about.
    column : Column or None
        The column of the kinds.
    n_unsaid, n_hidden : int
        Requests without a kind, and of kinds that are not listed.
    n_later : int
        Requests opened after the reference day, left out.
    evidence : Evidence
        Table, columns, base, period.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    """

    total: RequestKind
    kinds: tuple[RequestKind, ...]
    column: Column | None
    n_unsaid: int
    n_hidden: int
    n_later: int
    evidence: Evidence
    confidence: float
    min_base: int


def request_queue(
    tickets: Table, *, as_of: date, confidence: float, min_base: int
) -> RequestQueue | None:
    """Sort requests from the most to the least urgent kind; None without a usable request.

    Parameters
    ----------
    tickets : Table
        With `opened`; a flag named `urgent` or `urgency`, `resolved` and `due` are used
        where they are there.
    as_of : date
        Reference day, counted up to its end.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    """
    if not tickets.has("opened"):
        return None
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    opened = tickets.frame["opened"]
    frame = tickets.frame[opened.notna() & (opened < end)]
    if frame.empty:
        return None
    flag = next(
        (n for n in URGENT if n in tickets.columns and tickets.columns[n].role == "flag"), None
    )
    facts = pd.DataFrame({"urgent": frame[flag] if flag else None}, index=frame.index)
    if tickets.has("resolved"):
        facts["open"] = ~(frame["resolved"] < end)
        if tickets.has("due"):
            facts["overdue"] = facts["open"] & (frame["due"] < end)
    name = next((n for n in KINDS if tickets.has(n) and frame[n].nunique() >= 2), None)
    groups = (
        [_kind(str(g), own, confidence) for g, own in facts.groupby(frame[name])] if name else []
    )
    groups.sort(key=lambda k: (-(k.n_overdue or 0), -k.n_urgent, -(k.n_open or 0), -k.n, k.kind))
    used = [n for n in ("opened", "resolved", "due") if tickets.has(n)]
    return RequestQueue(
        total=_kind("", facts, confidence),
        kinds=tuple(groups[:MOST_KINDS]),
        column=tickets.columns[name] if name else None,
        n_unsaid=int(frame[name].isna().sum()) if name else 0,
        n_hidden=sum(k.n for k in groups[MOST_KINDS:]),
        n_later=int((opened >= end).sum()),
        evidence=Evidence(
            table=tickets.name,
            columns=(*used, *([flag] if flag else []), *([name] if name else [])),
            n=len(frame),
            start=frame["opened"].min().date(),
            end=frame["opened"].max().date(),
        ),
        confidence=confidence,
        min_base=min_base,
    )


def _kind(name: str, facts: pd.DataFrame, confidence: float) -> RequestKind:
    rated = facts["urgent"].dropna()
    n_urgent = int(rated.astype(bool).sum())
    low = high = math.nan
    if len(rated):
        low, high = wilson_interval(n_urgent, len(rated), confidence=confidence)
    return RequestKind(
        kind=name,
        n=len(facts),
        n_urgent=n_urgent,
        n_rated=len(rated),
        urgent=n_urgent / len(rated) if len(rated) else math.nan,
        ci_low=low,
        ci_high=high,
        n_open=int(facts["open"].sum()) if "open" in facts else None,
        n_overdue=int(facts["overdue"].sum()) if "overdue" in facts else None,
    )
