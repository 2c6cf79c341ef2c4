"""How often each answer was given, per group: the one reduction every score starts from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from cxkit.combinations import coded, combinations
from cxkit.errors import DataError, Problem, UsageError
from cxkit.language import N_
from cxkit.metrics.checks import (
    FloatArray,
    IntArray,
    check_columns,
    check_weights,
    read_answers,
    read_counts,
)
from cxkit.metrics.design import Cells, cells_of
from cxkit.sample import PLAIN, Sample
from cxkit.scales import Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Answers counted by group and by point of the scale.

    Attributes
    ----------
    groups : DataFrame, g rows
        One row a group, sorted, with the grouping columns; without grouping one row and
        no columns.
    points : tuple of int, length p
        All answers of the scale, lowest first.
    answers : array of int, shape (g, p)
        How many gave each answer, 0 included.
    missing : array of int, shape (g,)
        How many left the question blank.
    cells : Cells or None
        The answers by the units they were drawn in; None where the sample is plain.
    """

    groups: pd.DataFrame
    points: tuple[int, ...]
    answers: IntArray
    missing: IntArray
    cells: Cells | None = None

    @property
    def weighted(self) -> FloatArray:
        """Sum of the weights by group and answer; shape (g, p)."""
        if self.cells is None:
            return self.answers.astype(np.float64)
        groups, points = self.answers.shape
        cells = self.cells
        sums: FloatArray = np.bincount(
            cells.group * points + cells.point,
            weights=cells.weight * cells.copies[cells.unit],
            minlength=groups * points,
        ).astype(np.float64)
        return sums.reshape(groups, points)


def tally(
    table: pd.DataFrame,
    column: str,
    *,
    scale: Scale,
    by: str | Sequence[str] = (),
    count: str | None = None,
    sample: Sample = PLAIN,
) -> Tally:
    """Count the answers of one question, from rows or from a table of counts.

    Parameters
    ----------
    table : DataFrame
        One row an answer; or, with `count`, one row a combination of group and answer.
    column : str
        The question: whole numbers on the scale, blank where not answered.
    scale : Scale
        Scale the question was asked on.
    by : str or sequence of str, default ()
        Grouping columns. A row whose group is blank belongs to no group.
    count : str, optional
        Column telling how many answers a row stands for: whole numbers, 0 or more.
    sample : Sample, optional
        How the rows were drawn; plain unless told otherwise.

    Returns
    -------
    Tally
        The same whether the answers came as rows or as counts.

    Raises
    ------
    DataError
        If a column is not there, an answer is not a number or not on the scale, a count is
        not a whole number of 0 or more, or a weight is not above 0. All problems at once.
    """
    keys = [by] if isinstance(by, str) else list(by)
    check_columns(table, [column, *keys, *([count] if count else []), *sample.columns])
    answers, problems = read_answers(table[column], column, scale)
    problems += check_weights(table, sample)
    weights = np.ones(len(table), dtype=np.int64)
    if count is not None:
        weights, found = read_counts(table[count], count)
        problems += found
    if problems:
        raise DataError(problems)
    points = scale.points
    slot = np.where(np.isnan(answers), len(points), answers - scale.low).astype(np.int64)
    groups, place = place_groups(table, keys)
    kept = place >= 0
    width = len(points) + 1
    cells = np.bincount(
        place[kept] * width + slot[kept], weights=weights[kept], minlength=len(groups) * width
    )
    matrix = cells.astype(np.int64).reshape(len(groups), width)
    designed = None
    if sample != PLAIN:
        answered = kept & (slot < len(points)) & (weights > 0)
        designed = cells_of(table, answered, place, slot, weights, sample)
    return Tally(
        groups=groups,
        points=points,
        answers=matrix[:, :-1],
        missing=matrix[:, -1],
        cells=designed,
    )


def by_group(groups: pd.DataFrame, results: pd.DataFrame) -> pd.DataFrame:
    """Put results beside their groups, grouping columns first.

    Parameters
    ----------
    groups : DataFrame
        Grouping columns, one row a result.
    results : DataFrame
        Results in the same order.

    Returns
    -------
    DataFrame
        As many rows as both.

    Raises
    ------
    UsageError
        If a grouping column has the name of a column of the results.
    """
    taken = [str(name) for name in groups.columns if name in results.columns]
    if taken:
        raise UsageError(
            Problem(
                rule="reserved-name",
                message=N_("A table by group cannot be cut by a column of this name: {names}."),
                remedy=N_("Give the column another name in engagement.yml."),
                values={"names": ", ".join(taken)},
                count=len(taken),
            )
        )
    return pd.concat([groups.reset_index(drop=True), results.reset_index(drop=True)], axis=1)


def result_table(kind: type, results: Sequence[object]) -> pd.DataFrame:
    """Turn results of one dataclass into a table with its fields as columns.

    Parameters
    ----------
    kind : type
        The dataclass.
    results : sequence
        Results of that class, in order; may be empty.

    Returns
    -------
    DataFrame
        One row a result.
    """
    names = [field.name for field in fields(kind)]
    return pd.DataFrame(
        [[getattr(result, name) for name in names] for result in results], columns=names
    )


def place_groups(table: pd.DataFrame, keys: list[str]) -> tuple[pd.DataFrame, IntArray]:
    """Find the groups of a table and which of them each row is in.

    Parameters
    ----------
    table : DataFrame
        Any table.
    keys : list of str
        Grouping columns; none makes one group of all rows.

    Returns
    -------
    groups : DataFrame
        One row a group, sorted.
    place : array of int
        Place of each row among the groups, from 0; -1 where a grouping column is blank.
    """
    if not keys:
        return pd.DataFrame(index=pd.RangeIndex(1)), np.zeros(len(table), dtype=np.int64)
    each = [coded(table[key]) for key in keys]
    found = combinations(each)
    known = np.ones(len(found.places[0]), dtype=bool)
    for column, places in zip(each, found.places, strict=True):
        known &= places != column.blank
    groups = {
        key: column.held.array.take(places[known])
        for key, column, places in zip(keys, each, found.places, strict=True)
    }
    place = np.where(known, np.cumsum(known) - 1, -1)
    return pd.DataFrame(groups), place[found.row]
