"""Customers there on a day, what they had answered by then, and whether they left afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

import numpy as np
import pandas as pd

from cxkit.client import Client, Column, Table
from cxkit.economics.basis import YEAR, Customers
from cxkit.economics.churn.scored import answers_of, tells_all

Question = Literal["ltr", "csat", "ces"]
QUESTIONS: tuple[Question, ...] = get_args(Question)


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """Customers followed from a day on.

    Attributes
    ----------
    customers : Customers
        All of the client's.
    frame : DataFrame
        One row a customer there on the day: ``customer_id``, ``left`` (afterwards, by the last
        day of the data), ``years`` as a customer on the day, ``before`` (revenue of the period
        before), ``revenue``, ``worth`` (a year's, where known) and the segments.
    landmark, until : date
        The day, and the last one followed.
    """

    customers: Customers
    frame: pd.DataFrame
    landmark: date
    until: date

    @property
    def pace(self) -> float:
        """How often the time followed fits into a year."""
        return YEAR / max((self.until - self.landmark).days, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Answers to one question that can be tied to customers, the better the higher.

    Attributes
    ----------
    question : {"ltr", "csat", "ces"}
        Which.
    column : Column
        What it means.
    frame : DataFrame
        ``customer_id``, ``score``, ``date`` and ``touchpoint`` where known. Answers to a scale
        on which low is good are turned round within it.
    leak : bool
        Whether the answers tell who left without an error.
    """

    question: Question
    column: Column
    frame: pd.DataFrame
    leak: bool

    def by(self, day: date, touchpoint: str = "") -> pd.Series:
        """Return each customer's mean answer up to a day, at one touchpoint or all."""
        early = self.frame[self.frame["date"] <= pd.Timestamp(day)]
        if touchpoint:
            early = early[early["touchpoint"].astype(str) == touchpoint]
        return early.groupby("customer_id")["score"].mean()


def followed_customers(customers: Customers, as_of: date) -> Followed | None:
    """Return customers followed from the middle of the period on; None where leaving is undated."""
    if not customers.dated:
        return None
    frame, landmark = customers.frame, pd.Timestamp(customers.landmark)
    raw = customers.table.frame.set_index("customer_id")
    start = _raw(raw, frame, "start_date")
    unknown_end = frame["left"] & frame["end"].isna()
    there = ~(start > landmark) & ~(frame["end"] <= landmark) & ~unknown_end
    days = (landmark - start).dt.days
    columns = [column.name for column in customers.segments]
    out = frame[["customer_id", "revenue", "worth", *columns]].copy()
    out["left"] = (frame["end"] <= pd.Timestamp(as_of)).astype(bool)
    out["years"] = (days / YEAR).astype(float)
    out["before"] = (
        frame["customer_id"].map(raw["revenue_before"]).astype(float)
        if "revenue_before" in raw
        else np.nan
    )
    out = out[there].reset_index(drop=True)
    return Followed(customers=customers, frame=out, landmark=customers.landmark, until=as_of)


def answers_by_question(client: Client, customers: Customers) -> dict[Question, Answers]:
    """Return the answers to each question asked; none where they cannot be tied to customers."""
    table: Table | None = client.tables.get("responses")
    if table is None or "customer_id" not in table.columns:
        return {}
    left = customers.frame.set_index("customer_id")["left"]
    found: dict[Question, Answers] = {}
    for question in QUESTIONS:
        if not table.has(question):
            continue
        frame = answers_of(table, question, customers)
        if frame.empty:
            continue
        column = table.columns[question]
        leak = tells_all(
            frame["score"], frame["customer_id"].map(left), min_base=customers.min_base
        )
        if column.scale is not None and not column.scale.higher_is_better:
            frame = frame.assign(score=column.scale.low + column.scale.high - frame["score"])
        found[question] = Answers(question=question, column=column, frame=frame, leak=leak)
    return found


def _raw(raw: pd.DataFrame, frame: pd.DataFrame, name: str) -> pd.Series:
    if name not in raw:
        return pd.Series(pd.NaT, index=frame.index, dtype="datetime64[ns]")
    return pd.to_datetime(frame["customer_id"].map(raw[name])).dt.normalize()
