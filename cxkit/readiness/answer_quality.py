"""How far customers' answers can be relied on: repeats, straight lines, haste, blanks, scales."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np
import pandas as pd

from cxkit.client import Client, Column, Table
from cxkit.findings import Evidence, Missing
from cxkit.readiness.missing import NO_ANSWERS, ONLY_COUNTS

FEWEST_RATED = 5
"""Rated attributes from which the same answer to all of them says something."""
HASTE = 1 / 3
"""Share of the usual time below which an answer counts as hasty."""
FEWEST_PAIRS = 30
AGAINST = -0.2
"""Correlation below which two questions that should go together run against each other."""
ENOUGH = 100
"""Answers from which an end of the scale that nobody used is worth a question."""

_SCORED = ("ltr", "csat", "ces")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleDoubt:
    """A scale that may not be as it was declared.

    Attributes
    ----------
    kind : {"against", "unused_end"}
        Two questions run against each other, or nobody used the far end of a scale.
    first, second : Column
        The questions; the same where there is one only.
    value : float
        Correlation, or the highest answer given.
    n : int
        Answers.
    """

    kind: Literal["against", "unused_end"]
    first: Column
    second: Column
    value: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerQuality:
    """What was found in the answers.

    Attributes
    ----------
    n : int
        Questionnaires.
    repeated : int or None
        Those equal in everything but their identifier to one before; None where neither a
        customer nor a comment tells questionnaires apart.
    rated, straight : int
        Questionnaires with at least `FEWEST_RATED` rated attributes, and those of them that
        give all the same answer.
    timed, hasty, straight_hasty : int
        Questionnaires with a duration, those answered in less than a third of the median
        time, and those of them that are straight too.
    median_duration : float
        In `unit`; NaN where no duration is known.
    unit : str
        Unit of the duration.
    cells, blank : int
        Answers asked for over all scored questions, and those left blank.
    blankest : Column or None
        Question left blank most often.
    blankest_share : float
        Its share of blanks, in [0, 1].
    outside : int or None
        Answers dated outside the engagement's period; None where undated.
    doubts : tuple of ScaleDoubt
        Scales that may not be as declared.
    evidence : Evidence
        Table, columns and base.
    """

    n: int
    repeated: int | None
    rated: int
    straight: int
    timed: int
    hasty: int
    straight_hasty: int
    median_duration: float
    unit: str
    cells: int
    blank: int
    blankest: Column | None
    blankest_share: float
    outside: int | None
    doubts: tuple[ScaleDoubt, ...]
    evidence: Evidence

    @property
    def compared(self) -> int:
        """Questionnaires that could be found straight and hasty at once."""
        return min(self.rated, self.timed)


def answer_quality(client: Client) -> AnswerQuality | Missing:
    """Look for what makes answers doubtful; nothing is left out because of it.

    Parameters
    ----------
    client : Client
        Read and checked.

    Notes
    -----
    *Straight*: all rated attributes have one answer, where at least five were rated. A
    content customer may mean it; together with haste it is doubtful. *Hasty*: less than a
    third of the median duration. *Repeated*: equal to an earlier row in every column but the
    identifier.

    References
    ----------
    Zhang and Conrad (2014), Survey Research Methods 8, 127-135 (haste and straight lines);
    Greszki, Meyer and Schoen (2015), Public Opinion Quarterly 79, 471-503 (share of the
    median time).
    """
    table = client.tables.get("responses")
    if table is None or not len(table):
        return NO_ANSWERS
    if "answers" in table.columns:
        return ONLY_COUNTS
    straight, rated = _straight(table)
    hasty, timed, median = _hasty(table)
    scored = [column for column in table.columns.values() if column.scale is not None]
    blanks = {column.name: int(table.frame[column.name].isna().sum()) for column in scored}
    worst = max(scored, key=lambda column: blanks[column.name], default=None)
    period = client.engagement.period
    start = end = outside = None
    if table.has("date"):
        days = table.frame["date"].dropna()
        start, end = days.min().date(), days.max().date()
        late = days.dt.normalize() > pd.Timestamp(period.end)
        outside = int((late | (days < pd.Timestamp(period.start))).sum())
    duration = table.columns.get("duration")
    return AnswerQuality(
        n=len(table),
        repeated=repeated_rows(table),
        rated=int(rated.sum()),
        straight=int(straight.sum()),
        timed=timed,
        hasty=int(hasty.sum()),
        straight_hasty=int((straight & hasty).sum()),
        median_duration=median,
        unit=duration.unit if duration is not None else "",
        cells=len(scored) * len(table),
        blank=sum(blanks.values()),
        blankest=worst,
        blankest_share=blanks[worst.name] / len(table) if worst is not None else math.nan,
        outside=outside,
        doubts=(*_against(table), *_unused_ends(table)),
        evidence=Evidence(
            table="responses",
            columns=tuple(column.name for column in scored),
            n=len(table),
            start=start,
            end=end,
        ),
    )


def repeated_rows(table: Table) -> int | None:
    """Count rows equal to an earlier one in every column but their identifiers.

    Parameters
    ----------
    table : Table
        One row a questionnaire, ticket or purchase.

    Returns
    -------
    int or None
        None where no key and no comment tells rows apart, so that equal rows may be different
        people. Rows without either are not counted.
    """
    ids = {column.name for column in table.with_role("id")}
    telling = [column.name for column in table.with_role("key", "verbatim")]
    if not telling or not len(table):
        return None
    rest = [name for name in table.columns if name not in ids]
    frame = table.frame[rest]
    known = frame[telling].notna().any(axis=1)
    return int((frame.duplicated() & known).sum())


def _straight(table: Table) -> tuple[pd.Series, pd.Series]:
    """Tell which rows give all rated attributes one answer, and which rated enough of them."""
    names = [column.name for column in table.with_role("rating")]
    if len(names) < FEWEST_RATED:
        nobody = pd.Series(False, index=table.frame.index)
        return nobody, nobody
    ratings = table.frame[names].astype("float64")
    rated = ratings.notna().sum(axis=1) >= FEWEST_RATED
    return rated & (ratings.max(axis=1) == ratings.min(axis=1)), rated


def _hasty(table: Table) -> tuple[pd.Series, int, float]:
    """Tell which rows were answered in less than a third of the median time."""
    if not table.has("duration"):
        return pd.Series(False, index=table.frame.index), 0, math.nan
    time = table.frame["duration"].astype("float64")
    median = float(time.median())
    return (time < HASTE * median).fillna(False), int(time.notna().sum()), median


def _against(table: Table) -> list[ScaleDoubt]:
    """Find scored questions that run against each other once their direction is allowed for."""
    columns = [table.columns[name] for name in _SCORED if table.has(name)]
    doubts = []
    for one, other in combinations(columns, 2):
        pair = table.frame[[one.name, other.name]].astype("float64").dropna()
        if len(pair) < FEWEST_PAIRS or (pair.nunique() < 2).any():
            continue
        correlation = float(np.corrcoef(pair.to_numpy().T)[0, 1])
        correlation *= _sign(one) * _sign(other)
        if correlation < AGAINST:
            doubts.append(
                ScaleDoubt(kind="against", first=one, second=other, value=correlation, n=len(pair))
            )
    return doubts


def _unused_ends(table: Table) -> list[ScaleDoubt]:
    """Find scales whose highest answers nobody gave: a 1-5 question declared as 1-7."""
    doubts = []
    for column in table.columns.values():
        if column.scale is None or column.role not in ("ltr", "csat", "ces", "rating"):
            continue
        values = table.frame[column.name].dropna()
        if len(values) >= ENOUGH and float(values.max()) < column.scale.high:
            doubts.append(
                ScaleDoubt(
                    kind="unused_end",
                    first=column,
                    second=column,
                    value=float(values.max()),
                    n=len(values),
                )
            )
    return doubts


def _sign(column: Column) -> int:
    return 1 if column.scale is None or column.scale.higher_is_better else -1
