"""Difference in differences: groups that got a change against groups that did not."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from cxkit.client import Client, Column
from cxkit.economics.basis import Customers
from cxkit.economics.linkage.change_money import money_of_change
from cxkit.economics.linkage.effects import PointEffect
from cxkit.economics.linkage.followed import QUESTIONS, Question
from cxkit.economics.linkage.panel import (
    Panel,
    month_of,
    panel_of_amounts,
    panel_of_answers,
    panel_of_leaving,
    whole_months,
)
from cxkit.engagement import LocalText
from cxkit.engagement.judgements import Change
from cxkit.findings import Claim, Evidence
from cxkit.stats.few_groups import GroupContrast, group_contrast

LEAST_GROUPS, LEAST_BEFORE, LEAST_AFTER, LEAST_BASE = 4, 3, 2, 10
"""Groups, months before and after, and answers or customers a group, below which nothing is
said."""
Short = Literal["", "no data", "no column", "no group", "few groups", "few months"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupChange:
    """A change of some groups against others.

    Attributes
    ----------
    change : Change
        As declared.
    column : Column or None
        Column that tells who got it, where it is known.
    short : str
        Why nothing can be said: ``"no data"``, ``"no column"``, ``"no group"`` (of those named is
        in the data), ``"few groups"``, ``"few months"``; empty where something can.
    panel : Panel or None
        Groups and months, where there are data.
    effect : GroupContrast or None
        Change of the groups that got it less change of the others: points of the score, share
        leaving a month, or revenue a customer and month.
    trend : GroupContrast or None
        Slope a month before the change, groups that got it less the others.
    money, money_low, money_high : float
        A year, of the customers in the groups that got it; NaN where it cannot be told.
    claim : {"difference", "association", "assumption"}
        What the effect rests on: only an association where the groups already moved apart before.
    money_claim : str
        The weaker of it and of what turns it into money.
    evidence : Evidence or None
        Tables and columns.
    confidence : float
        Level of the intervals.
    name : LocalText or None
        Name of the initiative, where the change names one of ``initiatives.csv``.
    score : Column or None
        The question whose mean score it was to move.
    """

    change: Change
    column: Column | None
    short: Short
    panel: Panel | None
    effect: GroupContrast | None
    trend: GroupContrast | None
    money: float
    money_low: float
    money_high: float
    claim: Claim
    money_claim: Claim
    evidence: Evidence | None
    confidence: float
    name: LocalText | None = None
    score: Column | None = None

    @property
    def parallel(self) -> bool:
        """Whether the groups do not clearly move apart before the change."""
        return self.trend is None or self.trend.p_value > 1 - self.confidence


def group_changes(
    client: Client,
    customers: Customers | None,
    points: Mapping[Question, PointEffect],
) -> tuple[GroupChange, ...]:
    """Return every change that ``economics.yml`` declares, judged or with what is short."""
    agreed = client.judgements.economics
    names = {each.id: each.name for each in client.judgements.initiatives or ()}
    return tuple(
        replace(
            _judged(client, customers, points, change),
            name=names.get(change.initiative),
            score=_score(client, change),
        )
        for change in (agreed.changes if agreed is not None else ())
    )


def _score(client: Client, change: Change) -> Column | None:
    """Return the question that a change was to move, where it was asked."""
    table, question = client.tables.get("responses"), _question(client, change)
    if change.outcome != "score" or table is None or question is None:
        return None
    return table.columns.get(question)


def _judged(
    client: Client,
    customers: Customers | None,
    points: Mapping[Question, PointEffect],
    change: Change,
) -> GroupChange:
    confidence = client.engagement.confidence
    found = _panel(client, customers, change)
    if isinstance(found, str):
        return _nothing(change, found, confidence)
    panel, column, evidence = found
    enough = panel.groups[panel.groups["n"] >= LEAST_BASE].dropna()
    got = enough["group"].isin(change.groups).to_numpy()
    short: Short = ""
    if not panel.months["group"].isin(change.groups).any():
        short = "no group"
    elif panel.before < LEAST_BEFORE or panel.after < LEAST_AFTER:
        short = "few months"
    elif len(enough) < LEAST_GROUPS or got.sum() < 1 or (~got).sum() < 2:
        short = "few groups"
    if short:
        return _nothing(change, short, confidence, panel, column, evidence)
    effect = _contrast(enough, "change", got, confidence)
    trend = _contrast(enough, "slope", got, confidence)
    clear = trend is not None and trend.p_value <= 1 - confidence
    claim: Claim = "association" if clear or trend is None else "difference"
    money = money_of_change(
        change, customers, effect, points.get(_question(client, change) or "ltr")
    )
    return GroupChange(
        change=change,
        column=column,
        short="" if effect is not None else "no data",
        panel=panel,
        effect=effect,
        trend=trend,
        money=money[0],
        money_low=money[1],
        money_high=money[2],
        claim=claim,
        money_claim="association" if change.outcome == "score" else claim,
        evidence=evidence,
        confidence=confidence,
    )


def _nothing(
    change: Change,
    short: Short,
    confidence: float,
    panel: Panel | None = None,
    column: Column | None = None,
    evidence: Evidence | None = None,
) -> GroupChange:
    return GroupChange(
        change=change,
        column=column,
        short=short,
        panel=panel,
        effect=None,
        trend=None,
        money=math.nan,
        money_low=math.nan,
        money_high=math.nan,
        claim="assumption",
        money_claim="assumption",
        evidence=evidence,
        confidence=confidence,
    )


def _contrast(
    groups: pd.DataFrame, name: str, got: np.ndarray, confidence: float
) -> GroupContrast | None:
    variances = groups[f"{name}_variance"].to_numpy(float)
    if not variances.any():
        return None
    return group_contrast(groups[name].to_numpy(float), variances, got, confidence=confidence)


Found = tuple[Panel, Column, Evidence]


def _panel(client: Client, customers: Customers | None, change: Change) -> Found | Short:
    if change.outcome == "score":
        return _scores(client, change)
    if customers is None or not customers.dated:
        return "no data"
    column = customers.table.columns.get(change.column)
    if column is None:
        return "no column"
    if change.outcome == "churn":
        return _leaving(client, customers, column, change)
    return _amounts(client, customers, column, change)


def _question(client: Client, change: Change) -> Question | None:
    """Return the question named, else the first one asked."""
    table = client.tables.get("responses")
    asked = [name for name in QUESTIONS if table is not None and table.has(name)]
    return change.question or next(iter(asked), None)


def _scores(client: Client, change: Change) -> Found | Short:
    table = client.tables.get("responses")
    question = _question(client, change)
    if table is None or question is None or not table.has(question, "date"):
        return "no data"
    column = table.columns.get(change.column)
    if column is None:
        return "no column"
    frame = table.frame[[change.column, "date", question]].dropna()
    if frame.empty:
        return "no data"
    dates = pd.to_datetime(frame["date"]).dt.normalize()
    first, last = whole_months(dates.min().date(), dates.max().date(), change.since)
    months = month_of(dates, change.since)
    inside = (months >= first) & (months <= last)
    if not inside.any():
        return "few months"
    values = frame[question].astype(float)
    scale = table.columns[question].scale
    if scale is not None and not scale.higher_is_better:
        values = scale.low + scale.high - values
    panel = panel_of_answers(frame[change.column][inside], months[inside], values[inside])
    return panel, column, table.evidence(question, "date", change.column, n=panel.n)


def _leaving(client: Client, customers: Customers, column: Column, change: Change) -> Found | Short:
    frame = customers.frame
    raw = customers.table.frame.set_index("customer_id")
    group = frame["customer_id"].map(raw[column.name])
    months = whole_months(customers.start, client.engagement.as_of, change.since)
    known = group.notna() & ~(frame["left"] & frame["end"].isna())
    if months[1] < months[0] or not known.any():
        return "few months"
    start = (
        pd.to_datetime(frame["customer_id"].map(raw["start_date"]))
        if "start_date" in raw
        else pd.Series(pd.NaT, index=frame.index, dtype="datetime64[ns]")
    )
    first = (month_of(start, change.since) + 1).fillna(-math.inf)
    ended = frame["end"].notna() & (frame["end"] <= pd.Timestamp(client.engagement.as_of))
    last = month_of(frame["end"], change.since).where(ended, math.inf)
    panel = panel_of_leaving(group[known], first[known], last[known], ended[known], months)
    evidence = customers.evidence("end_date", column.name, n=panel.n)
    return panel, column, evidence


def _amounts(client: Client, customers: Customers, column: Column, change: Change) -> Found | Short:
    table = client.tables.get("transactions")
    if table is None or not table.has("customer_id", "date", "amount"):
        return "no data"
    frame = customers.frame
    raw = customers.table.frame.set_index("customer_id")
    group = frame["customer_id"].map(raw[column.name])
    sales = table.frame[["customer_id", "date", "amount"]].dropna()
    dates = pd.to_datetime(sales["date"]).dt.normalize()
    start, end = max(dates.min().date(), customers.start), dates.max().date()
    first, last = whole_months(start, end, change.since)
    if last < first:
        return "few months"
    throughout = (frame["whole"] & group.notna()).to_numpy(bool)
    months = month_of(dates, change.since)
    inside = (months >= first) & (months <= last)
    sums = sales[inside].assign(month=months[inside].astype(int))
    wide = sums.pivot_table(index="customer_id", columns="month", values="amount", aggfunc="sum")
    wide = wide.reindex(columns=range(first, last + 1))
    wide = wide.reindex(frame.loc[throughout, "customer_id"]).fillna(0.0)
    if wide.empty or first >= 0 or last < 0:
        return "few months" if len(wide) else "no data"
    panel = panel_of_amounts(group[throughout].reset_index(drop=True), wide.reset_index(drop=True))
    evidence = table.evidence("amount", "date", f"customers.{column.name}", n=panel.n)
    return panel, column, evidence
