"""Which answers are doubtful, row by row, and by which kind of doubt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.client import Column, Table
from cxkit.readiness.answer_dates import DateFaults
from cxkit.readiness.contradictions import Contradiction
from cxkit.readiness.repeats import repeated, same_day
from cxkit.readiness.scale_doubts import ScaleDoubt
from cxkit.stats import wilson_interval

BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]
Kind = Literal[
    "repeated",
    "same_day",
    "straight",
    "hasty",
    "straight_hasty",
    "dates",
    "reversed",
    "mixed_scale",
]

FEWEST_RATED = 5
"""Rated attributes from which the same answer to all of them says something."""
HASTE = 1 / 3
"""Share of the usual time below which an answer counts as hasty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """Answers that are doubtful for one reason.

    Attributes
    ----------
    kind : str
        The reason.
    question : Column or None
        Question whose answers are doubtful; None where the whole questionnaire is.
    n, base : int
        Answers in doubt, and those the reason could be found in; a base of 0 where it cannot
        be told.
    share : float
        ``n / base``; NaN without base.
    ci_low, ci_high : float
        Wilson interval of the share; NaN where the number is a fact of the file and not
        an estimate of how people answer.
    rows : array of bool, shape (n,)
        Rows that `n` counts.
    """

    kind: Kind
    question: Column | None = None
    n: int
    base: int
    share: float
    ci_low: float
    ci_high: float
    rows: BoolArray = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Haste:
    """Time taken to answer.

    Attributes
    ----------
    median : float
        Median time in the column's unit; NaN where no time is known.
    rows, timed : array of bool, shape (n,)
        Rows answered in less than a third of it, and rows with a time.
    """

    median: float
    rows: BoolArray = field(repr=False, compare=False)
    timed: BoolArray = field(repr=False, compare=False)


def straight_lines(table: Table) -> tuple[BoolArray, BoolArray]:
    """Tell which rows give all rated attributes one answer, and which rated enough of them."""
    names = [column.name for column in table.with_role("rating")]
    if len(names) < FEWEST_RATED:
        nobody = np.zeros(len(table), dtype=bool)
        return nobody, nobody
    ratings = table.frame[names].astype("float64")
    rated = (ratings.notna().sum(axis=1) >= FEWEST_RATED).to_numpy(dtype=bool)
    alike = (ratings.max(axis=1) == ratings.min(axis=1)).to_numpy(dtype=bool)
    return rated & alike, rated


def haste(table: Table, counts: IntArray) -> Haste:
    """Tell which rows were answered in less than a third of the median time."""
    nobody = np.zeros(len(table), dtype=bool)
    if not table.has("duration"):
        return Haste(median=math.nan, rows=nobody, timed=nobody)
    time = table.frame["duration"].astype("float64").to_numpy(dtype=np.float64)
    timed = ~np.isnan(time) & (counts > 0)
    if not timed.any():
        return Haste(median=math.nan, rows=nobody, timed=nobody)
    median = float(pd.Series(np.repeat(time[timed], counts[timed])).median())
    return Haste(median=median, rows=timed & (time < HASTE * median), timed=timed)


def doubtful_answers(
    table: Table,
    counts: IntArray,
    *,
    dates: DateFaults | None,
    opposite: Contradiction | None,
    scales: Sequence[ScaleDoubt],
    confidence: float = 0.95,
) -> tuple[Doubtful, ...]:
    """Gather the doubtful answers of every kind.

    Parameters
    ----------
    table : Table
        The answers.
    counts : array of int, shape (n,)
        Answers each row stands for. Repeats and several answers a day need one row a
        questionnaire and cannot be told from counts.
    dates, opposite, scales
        What the other checks found.
    confidence : float, default 0.95
        Two-sided level of the intervals.

    Returns
    -------
    tuple of Doubtful
        Every kind at least once, also where nothing was found; a kind that concerns one
        question once a question.
    """
    in_counts = "answers" in table.columns
    nobody = np.zeros(len(table), dtype=bool)
    copies = None if in_counts else repeated(table)
    again = None if in_counts else same_day(table)
    straight, rated = straight_lines(table)
    quick = haste(table, counts)
    found = [
        _fact("repeated", nobody if copies is None else copies, counts, copies is not None),
        _fact("same_day", *((nobody, counts, False) if again is None else _known(again, counts))),
        _estimate("straight", straight, rated, counts, confidence),
        _estimate("hasty", quick.rows, quick.timed, counts, confidence),
        _estimate("straight_hasty", straight & quick.rows, rated & quick.timed, counts, confidence),
        Doubtful(
            kind="dates",
            n=0 if dates is None else dates.n,
            base=0 if dates is None else dates.dated,
            share=math.nan if dates is None else dates.n / dates.dated,
            ci_low=math.nan,
            ci_high=math.nan,
            rows=nobody if dates is None else dates.rows,
        ),
    ]
    if opposite is None:
        found.append(_estimate("reversed", nobody, nobody, counts, confidence))
    else:
        found.append(
            Doubtful(
                kind="reversed",
                question=opposite.effort,
                n=opposite.n,
                base=opposite.base,
                share=opposite.share,
                ci_low=opposite.ci_low,
                ci_high=opposite.ci_high,
                rows=opposite.rows,
            )
        )
    return (*found, *_mixed(table, counts, scales))


def _mixed(table: Table, counts: IntArray, scales: Sequence[ScaleDoubt]) -> list[Doubtful]:
    """Return the answers given on another scale or the other way round, question by question."""
    found = []
    for column in table.with_role("ltr", "csat", "ces"):
        rows = np.zeros(len(table), dtype=bool)
        for item in scales:
            if item.second == column:
                rows |= item.rows
        answered = table.frame[column.name].notna().to_numpy(dtype=bool)
        base, n = int(counts[answered].sum()), int(counts[rows].sum())
        if base:
            found.append(
                Doubtful(
                    kind="mixed_scale",
                    question=column,
                    n=n,
                    base=base,
                    share=n / base,
                    ci_low=math.nan,
                    ci_high=math.nan,
                    rows=rows,
                )
            )
    return found


def _known(
    again: tuple[BoolArray, BoolArray], counts: IntArray
) -> tuple[BoolArray, IntArray, BoolArray]:
    rows, known = again
    return rows, counts, known


def _fact(kind: Kind, rows: BoolArray, counts: IntArray, known: BoolArray | bool) -> Doubtful:
    """Return doubtful answers whose number is a fact of the file."""
    base = int(counts[np.broadcast_to(known, rows.shape)].sum())
    n = int(counts[rows].sum())
    return Doubtful(
        kind=kind,
        n=n,
        base=base,
        share=n / base if base else math.nan,
        ci_low=math.nan,
        ci_high=math.nan,
        rows=rows,
    )


def _estimate(
    kind: Kind, rows: BoolArray, known: BoolArray, counts: IntArray, confidence: float
) -> Doubtful:
    """Return doubtful answers whose share is an estimate of how people answer."""
    n, base = int(counts[rows].sum()), int(counts[known].sum())
    low = high = math.nan
    if base:
        low, high = wilson_interval(n, base, confidence=confidence)
    return Doubtful(
        kind=kind,
        n=n,
        base=base,
        share=n / base if base else math.nan,
        ci_low=low,
        ci_high=high,
        rows=rows,
    )
