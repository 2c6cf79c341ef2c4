"""The customers that economics starts from: who was there, who left, what each is worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np
import pandas as pd

from cxkit.client import Client, Column, Table
from cxkit.engagement.judgements import Economics
from cxkit.findings import Evidence

YEAR = 365.25
"""Days of a year, by which periods are turned into years."""
MOST_GROUPS = 30
"""A column with more groups is an identifier, not a segment."""

Money = Literal["margin", "share", "revenue", ""]
"""What a customer's worth was read from: the margin, revenue times an agreed margin, revenue."""

_PERIOD_DAYS = {"month": YEAR / 12, "quarter": YEAR / 4, "year": YEAR}
_UNIT_MONTHS = {"day": 12 / YEAR, "week": 84 / YEAR, "month": 1.0, "quarter": 3.0, "year": 12.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Customers:
    """The customers of one client.

    Attributes
    ----------
    table : Table
        As it was read.
    frame : DataFrame
        One row a customer. ``present``: there when the period began; ``left``: left in the
        period; ``lost``: both; ``new``: came in the period; ``known``: whether it left is
        known; ``whole``: there the whole period; ``months``, ``entry``: months as a customer
        when last seen and when first followed, NaN if unknown; ``ended``: whether the months
        end with leaving; ``revenue``, ``worth``: a year's revenue and margin, of those there
        the whole period, else NaN.
    dated : bool
        Whether the data say when customers left; if not, a mark says that they did.
    days : float
        Length of the period that churn is counted over; NaN where nobody said it.
    start, end : date
        Period of the engagement.
    segments : tuple of Column
        The client's segments with two groups or more.
    money : {"margin", "share", "revenue", ""}
        Where ``worth`` comes from; empty where there is no money.
    population : float
        Customers of the client: as agreed in ``economics.yml``, else those in the data.
    agreed_population : bool
        Whether the number was agreed.
    assumptions : Economics
        Content of ``economics.yml``.
    confidence : float
        Level of all intervals.
    min_base : int
        Smaller bases are indicative.
    """

    table: Table
    frame: pd.DataFrame
    dated: bool
    days: float
    start: date
    end: date
    segments: tuple[Column, ...]
    money: Money
    population: float
    agreed_population: bool
    assumptions: Economics
    confidence: float
    min_base: int

    @property
    def scale(self) -> float:
        """Customers of the client that stand behind one of the data that is still there."""
        return self.population / max(int((~self.frame["left"]).sum()), 1)

    @property
    def landmark(self) -> date:
        """Middle of the period: what was answered by then may tell of leaving after it."""
        return self.start + timedelta(days=(self.end - self.start).days // 2)

    def evidence(self, *columns: str, n: int) -> Evidence:
        """Return where a number comes from, with the period."""
        used = tuple(name for name in columns if name in self.table.columns)
        return Evidence(table="customers", columns=used, n=n, start=self.start, end=self.end)


def customers_of(client: Client) -> Customers | None:
    """Return the customers of a client; None where there are none or nothing says who left.

    Notes
    -----
    A customer is lost in the period if its leaving date lies in it, or if it is marked as
    gone without a date. Customers who left before the period are no part of it.
    """
    table = client.tables.get("customers")
    if table is None or table.frame.empty or not _tells_leaving(table):
        return None
    plan = client.engagement
    first, last = pd.Timestamp(plan.period.start), pd.Timestamp(plan.period.end)
    frame = table.frame
    start, end = _dates(frame, "start_date"), _dates(frame, "end_date")
    dated = "end_date" in table.columns and bool(end.notna().any() or "churned" not in frame)
    mark = _flag(frame, "churned")
    gone_before = (end < first) & dated
    # somebody who leaves after the period was still there in it
    left = ((end >= first) & (end <= last)) | (mark.fillna(False).astype(bool) & end.isna())
    known = pd.Series(True, index=frame.index) if dated else mark.notna()
    new = start >= first
    out = pd.DataFrame(index=frame.index)
    out["customer_id"] = frame["customer_id"]
    out["present"] = ~new & ~gone_before
    out["left"], out["new"], out["known"] = left, new, known
    out["lost"] = out["left"] & out["present"]
    out["whole"] = out["present"] & ~out["left"] & known
    out["end"] = end
    out = pd.concat([out, _months(client, table, out, start, end)], axis=1)
    assumptions = client.judgements.economics or Economics()
    span = float((last - first).days + 1)
    revenue, worth, money = _worth(frame, assumptions)
    out["revenue"] = (revenue * YEAR / span).where(out["whole"])
    out["worth"] = (worth * YEAR / span).where(out["whole"])
    for column in table.with_role("segment"):
        out[column.name] = frame[column.name]
    out = out[~gone_before & (start.isna() | (start <= last))].reset_index(drop=True)
    still = int((~out["left"]).sum())
    return Customers(
        table=table,
        frame=out,
        dated=dated,
        days=span if dated else _PERIOD_DAYS.get(assumptions.churn_period or "", float("nan")),
        start=plan.period.start,
        end=plan.period.end,
        segments=tuple(
            column
            for column in table.with_role("segment")
            if 2 <= out[column.name].nunique() <= MOST_GROUPS
        ),
        money=money,
        population=float(assumptions.customers or still),
        agreed_population=assumptions.customers is not None,
        assumptions=assumptions,
        confidence=plan.confidence,
        min_base=plan.min_base,
    )


def _tells_leaving(table: Table) -> bool:
    return table.has("churned") or "end_date" in table.columns


def _dates(frame: pd.DataFrame, name: str) -> pd.Series:
    if name in frame:
        return pd.to_datetime(frame[name]).dt.normalize()
    return pd.Series(pd.NaT, index=frame.index, dtype="datetime64[ns]")


def _flag(frame: pd.DataFrame, name: str) -> pd.Series:
    if name in frame:
        return frame[name].astype("boolean")
    return pd.Series(pd.NA, index=frame.index, dtype="boolean")


def _months(
    client: Client, table: Table, out: pd.DataFrame, start: pd.Series, end: pd.Series
) -> pd.DataFrame:
    """Return time as a customer in months: from dates, else from the column of tenure."""
    nothing = pd.Series(np.nan, index=out.index)
    result = pd.DataFrame({"months": nothing, "entry": nothing, "ended": out["left"]})
    if table.has("start_date"):
        first = pd.Timestamp(client.engagement.period.start)
        seen = pd.Timestamp(client.engagement.as_of)
        until = end.where(end <= seen, seen)
        until = until.mask(out["left"] & end.isna())
        month = YEAR / 12
        # followed from the first day of the period: who left before it is not in the data
        result["entry"] = ((first - start).dt.days / month).clip(lower=0) - 0.5 / month
        result["months"] = (until - start).dt.days / month
        result.loc[result["months"] <= result["entry"], "months"] = np.nan
        result["ended"] = end.notna() & (end <= seen)
    elif table.has("tenure"):
        unit = table.columns["tenure"].unit.casefold().rstrip("s") or "month"
        known = out["known"] & table.frame["tenure"].notna()
        months = table.frame["tenure"].astype(float) * _UNIT_MONTHS.get(_english(unit), 1.0)
        result["months"] = months.where(known)
        result["entry"] = pd.Series(-1.0, index=out.index).where(known)
    return result


def _english(unit: str) -> str:
    return {"día": "day", "semana": "week", "mese": "month", "mes": "month", "año": "year"}.get(
        unit, unit
    )


def _worth(frame: pd.DataFrame, assumptions: Economics) -> tuple[pd.Series, pd.Series, Money]:
    """Return revenue and margin of the period, and where the margin comes from."""
    nothing = pd.Series(np.nan, index=frame.index)
    revenue = frame["revenue"].astype(float) if "revenue" in frame else nothing
    if "margin" in frame and frame["margin"].notna().any():
        return revenue, frame["margin"].astype(float), "margin"
    if not revenue.notna().any():
        return revenue, nothing, ""
    if assumptions.margin is not None:
        return revenue, revenue * assumptions.margin, "share"
    return revenue, revenue, "revenue"
