"""The employees' answers that culture starts from: which questions, which groups, which round."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from cxkit.client import Client, Column, Table
from cxkit.culture.answers import ENPS, IntArray, favourable, recommendation
from cxkit.culture.dimension import UNIT, Dimension
from cxkit.engagement import LocalText
from cxkit.findings import Evidence

MOST_GROUPS = 60
"""A column with more groups is an identifier, not a part of the organisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """The answers of one round of the survey among employees.

    Attributes
    ----------
    table : Table
        Every answer, all rounds.
    frame, before : DataFrame
        Answers of the latest round, and of the round before; empty where there is none.
    rounds : tuple of str
        Names of those two rounds, oldest first; empty where rounds are not known.
    asked_enps : bool
        Whether somebody answered the eNPS question in the latest round.
    dimensions : tuple of Dimension
        Items with at least one answer, by dimension in the engagement's order.
    cuts : tuple of Column
        At most two columns that part the employees, the unit first. No more are ever
        published, so that no third cut can be set against the two that are protected.
    confidence : float
        Level of all intervals.
    min_base, anonymity_base : int
        Bases below which a result is indicative, and below which it is hidden.
    """

    table: Table
    frame: pd.DataFrame
    before: pd.DataFrame
    rounds: tuple[str, ...]
    asked_enps: bool
    dimensions: tuple[Dimension, ...]
    cuts: tuple[Column, ...]
    confidence: float
    min_base: int
    anonymity_base: int

    def evidence(self, *columns: str, n: int) -> Evidence:
        """Return where a number comes from, with the first and last date of the round."""
        start = end = None
        if self.table.has("date"):
            days = self.frame["date"].dropna()
            if len(days):
                start, end = days.min().date(), days.max().date()
        return Evidence(table=self.table.name, columns=columns, n=n, start=start, end=end)


def staff_of(client: Client) -> Staff | None:
    """Return the employees' answers of a client; None where nobody was asked."""
    table = client.tables.get("employees")
    if table is None or not len(table.frame):
        return None
    frame, before, rounds = _latest(client, table)
    latest = Table(name=table.name, frame=frame, columns=table.columns)
    plan = client.engagement
    items = [c for c in table.with_role("item") if c.scale is not None and latest.has(c.name)]
    asked = latest.has(ENPS) and _publishable(recommendation(frame), plan.anonymity_base)
    if len(frame) < plan.anonymity_base or not (items or asked):
        return None
    return Staff(
        table=table,
        frame=frame,
        before=before,
        rounds=rounds,
        asked_enps=asked,
        dimensions=_dimensions(items, frame, plan.anonymity_base),
        cuts=_cuts(table, frame),
        confidence=plan.confidence,
        min_base=plan.min_base,
        anonymity_base=plan.anonymity_base,
    )


def _dimensions(items: list[Column], frame: pd.DataFrame, base: int) -> tuple[Dimension, ...]:
    """Group the items; a dimension with too few answers, or all alike, is left out."""
    grouped: dict[tuple[str, ...] | str, list[Column]] = {}
    for item in items:
        text: LocalText | None = item.dimension
        place = (text.plain, text.es, text.en) if text is not None else item.name
        grouped.setdefault(place, []).append(item)
    found = tuple(
        Dimension(key=f"dimension_{number}", items=tuple(members))
        for number, members in enumerate(grouped.values(), start=1)
    )
    return tuple(item for item in found if _publishable(favourable(frame, item), base))


def _publishable(answers: IntArray, base: int) -> bool:
    """Tell whether enough people answered, and not all alike."""
    people = int((answers.sum(axis=1) > 0).sum())
    return people >= base and int(answers.sum(axis=0).max()) < int(answers.sum())


def _cuts(table: Table, frame: pd.DataFrame) -> tuple[Column, ...]:
    found = [c for c in table.with_role("segment") if 2 <= frame[c.name].nunique() <= MOST_GROUPS]
    return tuple(sorted(found, key=lambda column: column.name != UNIT)[:2])


def _latest(client: Client, table: Table) -> tuple[pd.DataFrame, pd.DataFrame, tuple[str, ...]]:
    """Return the latest round, the one before and their names; no person counts twice."""
    frame = table.frame
    empty = frame.iloc[:0]
    place = pd.Series(pd.NA, index=frame.index, dtype="object")
    order: list[str] = []
    if table.has("wave"):
        place = frame["wave"].astype("object")
        first = frame.groupby("wave")["date"].min() if table.has("date") else None
        names = [str(name) for name in frame["wave"].dropna().unique()]
        order = sorted(names, key=lambda name: (first is not None and first[name], name))
    elif table.has("date"):
        for wave in client.engagement.waves:
            inside = frame["date"].between(pd.Timestamp(wave.start), _last_moment(wave.end))
            if inside.any():
                place[inside] = wave.name
                order.append(wave.name)
    if len(order) < 2:
        return frame, empty, ()
    last, previous = order[-1], order[-2]
    return frame[place == last], frame[place == previous], (previous, last)


def _last_moment(day: object) -> pd.Timestamp:
    return pd.Timestamp(str(day)) + pd.Timedelta(days=1) - pd.Timedelta(1, unit="us")
