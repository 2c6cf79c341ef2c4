"""Who the customers are: one row a customer, each with the latest answer to every question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from cxkit.client import Client, Column, Table
from cxkit.counted import CountedTable
from cxkit.findings import Evidence

COUNT = "answers"
"""Column that says how many identical answers a row stands for, in a table of counts."""

MOST_GROUPS = 30
"""A column with more groups is an identifier, not a segmentation."""

_CUSTOMER = "customer_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The customers of one client.

    Attributes
    ----------
    customers : DataFrame or None
        One row a customer with its segments, value and whether it left (column ``_left``);
        None where there is no such table.
    answers : Mapping[str, DataFrame]
        For each question (``ltr``, ``csat``) one row a customer, the latest answer, with its
        segments; one row an answer where answers name no customer.
    one_each : bool
        Whether the answers could be reduced to one a customer.
    count : str or None
        Column of a table of counts that says how many answers a row stands for.
    dimensions : tuple of Column
        Columns by which customers are parted: segments, and how they were won.
    repeats : tuple of Column
        Segments that only say who left, such as a status; they part nothing else.
    value : Column or None
        Revenue, else margin.
    left : bool
        Whether it is known who left.
    whole : Series of bool or None
        Whether a customer was one all through the period; None where joining is undated.
    source : Table or None
        The table of customers.
    responses : Table or None
        The table of answers.
    confidence : float
        Level of all intervals.
    min_base : int
        Smaller bases are indicative.
    """

    customers: pd.DataFrame | None
    answers: Mapping[str, pd.DataFrame]
    one_each: bool
    count: str | None
    dimensions: tuple[Column, ...]
    repeats: tuple[Column, ...]
    value: Column | None
    left: bool
    whole: pd.Series | None
    source: Table | None
    responses: Table | None
    confidence: float
    min_base: int

    def evidence(self, *columns: str, n: int) -> Evidence:
        """Return where a number on customers comes from."""
        return Evidence(table="customers", columns=columns, n=n)

    def answered(self, *columns: str, n: int) -> Evidence:
        """Return where a number on answers comes from, with their first and last date."""
        if self.responses is None:
            return Evidence(table="responses", columns=columns, n=n)
        return self.responses.evidence(*columns, n=n)


def basis_of(client: Client) -> Basis:
    """Return the customers of a client, as far as its tables tell."""
    source, responses = client.tables.get("customers"), client.tables.get("responses")
    people, left = _people(source, client.engagement.as_of)
    parted = _dimensions(source, responses)
    repeats = tuple(column for column in parted if _repeats_leaving(people, column.name))
    dimensions = tuple(column for column in parted if column not in repeats)
    count = COUNT if responses is not None and COUNT in responses.columns else None
    named = responses is not None and responses.has(_CUSTOMER) and count is None
    return Basis(
        customers=people,
        answers=_latest(responses, people, dimensions, named=named),
        one_each=named,
        count=count,
        dimensions=dimensions,
        repeats=repeats,
        value=_value(source),
        left=left,
        whole=_whole(source, people, client.engagement.period.start),
        source=source,
        responses=responses,
        confidence=client.engagement.confidence,
        min_base=client.engagement.min_base,
    )


def _people(source: Table | None, as_of: object) -> tuple[pd.DataFrame | None, bool]:
    """Return the customers with ``_left``, and whether it is known who left."""
    if source is None or not len(source):
        return None, False
    people = source.frame.copy()
    if source.has("churned"):
        people["_left"] = people["churned"].astype("Float64").astype("float64")
        return people, True
    if source.has("end_date"):
        people["_left"] = (people["end_date"] <= pd.Timestamp(str(as_of))).astype("float64")
        return people, True
    people["_left"] = float("nan")
    return people, False


def _whole(source: Table | None, people: pd.DataFrame | None, start: date) -> pd.Series | None:
    """Tell who joined before the period and has not left; None where joining is undated."""
    if source is None or people is None or not source.has("start_date"):
        return None
    return (people["start_date"] <= pd.Timestamp(start)) & (people["_left"] != 1)


def _dimensions(source: Table | None, responses: Table | None) -> tuple[Column, ...]:
    """Return the columns that part customers, those of the table of customers first."""
    found: dict[str, Column] = {}
    for table in (source, responses):
        if table is None:
            continue
        columns: Iterable[Column] = table.with_role("segment")
        if table is source and "acquired" in table.columns:
            columns = (*columns, table.columns["acquired"])
        for column in columns:
            if 2 <= table.cells([column.name])[column.name].nunique() <= MOST_GROUPS:
                found.setdefault(column.name, column)
    return tuple(found.values())


def _repeats_leaving(people: pd.DataFrame | None, name: str) -> bool:
    """Tell whether each group of a column holds customers who left or who stayed, never both."""
    if people is None or name not in people:
        return False
    known = people[[name, "_left"]].dropna()
    if known.empty or known["_left"].min() == known["_left"].max():
        return False
    groups = known.groupby(name, observed=True)["_left"]
    return bool((groups.min() == groups.max()).all())


def _latest(
    responses: Table | None,
    people: pd.DataFrame | None,
    dimensions: tuple[Column, ...],
    *,
    named: bool,
) -> dict[str, pd.DataFrame]:
    """Return for each question the latest answer of every customer, with its segments."""
    found: dict[str, pd.DataFrame] = {}
    if responses is None:
        return found
    for question in ("ltr", "csat"):
        if not responses.has(question):
            continue
        frame = responses.frame
        if isinstance(responses, CountedTable):
            parts = [column.name for column in dimensions if column.name in responses.columns]
            frame = responses.cells([question, *parts])
        frame = frame[frame[question].notna()]
        if named:
            if "date" in responses.columns:
                frame = frame.sort_values("date", kind="stable", na_position="first")
            anonymous = frame[_CUSTOMER].isna()
            frame = frame[~frame.duplicated(_CUSTOMER, keep="last") | anonymous]
        found[question] = _with_segments(frame, people, dimensions, named=named)
    return found


def _with_segments(
    frame: pd.DataFrame,
    people: pd.DataFrame | None,
    dimensions: tuple[Column, ...],
    *,
    named: bool,
) -> pd.DataFrame:
    """Add the segments that only the table of customers knows."""
    if people is None or not named:
        return frame
    lacking = [c.name for c in dimensions if c.name not in frame and c.name in people]
    if not lacking:
        return frame
    known = people.drop_duplicates(_CUSTOMER).set_index(_CUSTOMER)[lacking]
    return frame.join(known, on=_CUSTOMER)


def _value(source: Table | None) -> Column | None:
    if source is None:
        return None
    return next((source.columns[key] for key in ("revenue", "margin") if source.has(key)), None)
