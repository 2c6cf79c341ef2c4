"""Customers by when they joined: how many of each cohort are still there after each period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from cxkit.economics.basis import YEAR, Customers
from cxkit.findings import Evidence
from cxkit.stats import kaplan_meier, survival_at, wilson_interval

Grain = Literal["month", "quarter", "year"]
DAYS: dict[Grain, float] = {"month": YEAR / 12, "quarter": YEAR / 4, "year": YEAR}
_CODES: dict[Grain, str] = {"month": "M", "quarter": "Q", "year": "Y"}
MOST_COHORTS = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohorts:
    """Retention by when customers joined.

    Attributes
    ----------
    grain : {"month", "quarter", "year"}
        Width of a cohort and of a period.
    cells : DataFrame
        One row a cohort and period: ``cohort`` (first day), ``age`` (periods since joining, from
        1), ``n`` (of the cohort), ``reached`` (those followed so long or gone before), ``rate``,
        ``ci_low``, ``ci_high`` (share still there), ``partly`` (not all could be followed so
        long; those who could not count as long as they were seen).
    older : DataFrame
        Cohorts that joined before leaving was recorded: ``cohort``, ``n`` (there when it began),
        ``kept``, ``rate``, ``ci_low``, ``ci_high`` of those. Who left earlier is not in the data.
    recorded : date
        Since when leaving is recorded.
    until : date
        Last day seen.
    evidence : Evidence
        Table and columns.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller cohorts are indicative.
    """

    grain: Grain
    cells: pd.DataFrame
    older: pd.DataFrame
    recorded: date
    until: date
    evidence: Evidence
    confidence: float
    min_base: int


def retention_triangle(
    joined: pd.Series, ended: pd.Series, *, until: date, grain: Grain, confidence: float = 0.95
) -> pd.DataFrame:
    """Return the share of each cohort that is still there after each period.

    Parameters
    ----------
    joined : Series of datetime
        First day of each customer, all of whose leaving is recorded.
    ended : Series of datetime
        Last day, blank while still there; same index.
    until : date
        Last day on which anybody was seen.
    grain : {"month", "quarter", "year"}
        Width of a cohort and of a period.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    DataFrame
        As `Cohorts.cells`; a period that nobody of a cohort has reached has no row.

    Raises
    ------
    ValueError
        If a customer leaves before joining, or a level or grain is unknown.

    Notes
    -----
    A customer has stayed k periods if it is still there ``k`` times the period's length after its
    own first day. Where everybody of a cohort joined that long ago the share is a plain one, with
    Wilson's interval; else Kaplan and Meier's, with log-log limits.

    References
    ----------
    Wilson (1927); Kaplan and Meier (1958), JASA 53, 457-481.
    """
    if grain not in DAYS:
        raise ValueError(f"grain must be one of {', '.join(DAYS)}, got {grain!r}")
    start, stop = pd.to_datetime(joined).dt.normalize(), pd.to_datetime(ended).dt.normalize()
    if (stop < start).any():
        raise ValueError("a customer leaves before joining")
    last = pd.Timestamp(until)
    known = start.notna() & (start <= last)
    start, stop = start[known], stop[known]
    gone = stop.notna() & (stop <= last)
    length = DAYS[grain]
    stayed = (stop.where(gone, last) - start).dt.days / length
    could = (last - start).dt.days / length
    names = start.dt.to_period(_CODES[grain])
    rows = []
    for name in sorted(names.unique()):
        mine = names == name
        n, ages = int(mine.sum()), int(np.floor(could[mine].max()))
        if ages < 1:
            continue
        curve = kaplan_meier(stayed[mine], gone[mine], confidence=confidence)
        for age in range(1, ages + 1):
            partly = bool((could[mine] < age).any())
            reached = int(((could >= age) | gone)[mine].sum())
            if partly:
                share = survival_at(curve, age)
                limits = (share.value, share.ci_low, share.ci_high)
            else:
                kept = int((stayed[mine] >= age).sum())
                limits = (kept / n, *wilson_interval(kept, n, confidence=confidence))
            rows.append((name.start_time, age, n, reached, *limits, partly))
    columns = ["cohort", "age", "n", "reached", "rate", "ci_low", "ci_high", "partly"]
    return pd.DataFrame(rows, columns=columns)


def cohorts_of(customers: Customers, as_of: date, grain: Grain | None = None) -> Cohorts | None:
    """Return the cohorts of a client; None without dates of joining and leaving.

    Notes
    -----
    Leaving is recorded since the first leaving date in the data, and at the latest since the
    period began. Without a grain the finest one with at most 13 cohorts of `min_base` customers
    on average is taken, of those that fit twice into the time seen; the coarsest of these where
    none has so many.
    """
    table = customers.table
    if not customers.dated or not table.has("start_date"):
        return None
    raw = table.frame
    start = pd.to_datetime(raw["start_date"]).dt.normalize()
    end = pd.to_datetime(raw["end_date"]).dt.normalize()
    marked = raw["churned"].astype("boolean").fillna(False) if "churned" in raw else False
    known = start.notna() & ~(end < start) & ~(marked & end.isna()) & (start <= pd.Timestamp(as_of))
    start, end = start[known], end[known]
    begun = min([pd.Timestamp(customers.start), *end.dropna().sort_values().head(1)])
    inside = start >= begun
    chosen = grain or _grain(start[inside], as_of, customers.min_base)
    cells = retention_triangle(
        start[inside],
        end[inside],
        until=as_of,
        grain=chosen,
        confidence=customers.confidence,
    )
    older = _older(start[~inside], end[~inside], begun, as_of, customers.confidence)
    if cells.empty and older.empty:
        return None
    return Cohorts(
        grain=chosen,
        cells=cells,
        older=older,
        recorded=begun.date(),
        until=as_of,
        evidence=customers.evidence("start_date", "end_date", n=len(start)),
        confidence=customers.confidence,
        min_base=customers.min_base,
    )


def _grain(start: pd.Series, until: date, min_base: int) -> Grain:
    seen = (pd.Timestamp(until) - start.min()).days if len(start) else 0
    grains = [grain for grain in _CODES if seen >= 2 * DAYS[grain]]
    for grain in grains:
        sizes = start.dt.to_period(_CODES[grain]).value_counts()
        if len(sizes) <= MOST_COHORTS and sizes.mean() >= min_base:
            return grain
    return grains[-1] if grains else "month"


def _older(
    start: pd.Series, end: pd.Series, begun: pd.Timestamp, until: date, confidence: float
) -> pd.DataFrame:
    """Return what became of those already there when leaving began to be recorded, by year."""
    rows = []
    there = ~(end < begun)
    years = start[there].dt.to_period("Y")
    for name in sorted(years.unique()):
        mine = years == name
        n = int(mine.sum())
        kept = n - int((end[there][mine] <= pd.Timestamp(until)).sum())
        limits = wilson_interval(kept, n, confidence=confidence)
        rows.append((name.start_time, n, kept, kept / n, *limits))
    columns = ["cohort", "n", "kept", "rate", "ci_low", "ci_high"]
    return pd.DataFrame(rows, columns=columns)
