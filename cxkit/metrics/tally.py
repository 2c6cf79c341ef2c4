"""How often each answer was given, per group: the one reduction every score starts from."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.errors import DataError, Problem, UsageError, shown
from cxkit.language import N_
from cxkit.scales import Scale

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]


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
    """

    groups: pd.DataFrame
    points: tuple[int, ...]
    answers: IntArray
    missing: IntArray


def tally(
    table: pd.DataFrame,
    column: str,
    *,
    scale: Scale,
    by: str | Sequence[str] = (),
    count: str | None = None,
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

    Returns
    -------
    Tally
        The same whether the answers came as rows or as counts.

    Raises
    ------
    DataError
        If a column is not there, an answer is not a number or not on the scale, or a
        count is not a whole number of 0 or more. All problems at once.
    """
    keys = [by] if isinstance(by, str) else list(by)
    check_columns(table, [column, *keys, *([count] if count else [])])
    answers, problems = _answers(table[column], column, scale)
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
    return Tally(groups=groups, points=points, answers=matrix[:, :-1], missing=matrix[:, -1])


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


def no_answers(column: str, missing: int) -> DataError:
    """Build the error for a question nobody answered.

    Parameters
    ----------
    column : str
        The question.
    missing : int
        Blank answers.
    """
    return DataError(
        Problem(
            rule="no-answers",
            message=N_(
                "Nobody answered this question, so it has no score; blank answers: {blank}."
            ),
            remedy=N_("Check that engagement.yml points to the right column, or leave it out."),
            values={"blank": missing},
            column=column,
            count=missing,
        )
    )


def check_columns(table: pd.DataFrame, columns: Sequence[str]) -> None:
    """Refuse a table that lacks a column.

    Parameters
    ----------
    table : DataFrame
        Any table.
    columns : sequence of str
        Columns it must have.

    Raises
    ------
    DataError
        If any is not there: one problem a column.
    """
    there: set[Hashable] = set(table.columns)
    absent = [name for name in dict.fromkeys(columns) if name not in there]
    if absent:
        raise DataError(
            [
                Problem(
                    rule="no-column",
                    message=N_("The table has no such column."),
                    remedy=N_("Declare it in engagement.yml, or choose a column that is there."),
                    column=name,
                    count=1,
                )
                for name in absent
            ]
        )


def _answers(values: pd.Series, column: str, scale: Scale) -> tuple[FloatArray, list[Problem]]:
    """Return answers with NaN for blanks, and what is wrong with them."""
    answers = _floats(values)
    text = np.isnan(answers) & values.notna().to_numpy()
    inside = (answers >= scale.low) & (answers <= scale.high) & (np.floor(answers) == answers)
    off = ~np.isnan(answers) & ~inside
    problems = []
    if text.any():
        problems.append(
            Problem(
                rule="not-a-number",
                message=N_("Answers must be numbers; cells that hold something else: {number}."),
                remedy=N_("Correct these cells, or leave them blank if there is no answer."),
                values={"number": int(text.sum())},
                column=column,
                count=int(text.sum()),
            )
        )
    if off.any():
        found = list(dict.fromkeys(f"{value:g}" for value in answers[off]))
        problems.append(
            Problem(
                rule="off-scale",
                message=N_(
                    "Answers must be whole numbers from {low} to {high}; "
                    "answers off this scale: {number}."
                ),
                remedy=N_("Recode these answers, or leave them blank if there is no answer."),
                values={"low": scale.low, "high": scale.high, "number": int(off.sum())},
                column=column,
                found=shown(found),
                count=int(off.sum()),
            )
        )
    return answers, problems


def read_counts(values: pd.Series, column: str) -> tuple[IntArray, list[Problem]]:
    """Return counts as whole numbers, and what is wrong with them.

    Parameters
    ----------
    values : Series
        How many answers each row stands for.
    column : str
        Name of that column, for the message.

    Returns
    -------
    counts : array of int
        All 0 where something is wrong.
    problems : list of Problem
        Empty, or what is wrong.
    """
    given = _floats(values)
    wrong = ~(np.isfinite(given) & (given >= 0) & (np.floor(given) == given))
    if not wrong.any():
        return given.astype(np.int64), []
    found = list(dict.fromkeys(f"{value:g}" for value in given[wrong & ~np.isnan(given)]))
    problem = Problem(
        rule="bad-count",
        message=N_("Counts must be whole numbers of 0 or more; cells that are not: {number}."),
        remedy=N_("Correct the counts; write 0 where nobody gave the answer."),
        values={"number": int(wrong.sum())},
        column=column,
        found=shown(found),
        count=int(wrong.sum()),
    )
    return np.zeros(len(given), dtype=np.int64), [problem]


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
    grouped = table.groupby(keys, sort=True, observed=True, dropna=True)
    groups = grouped.size().index.to_frame(index=False)
    place = grouped.ngroup().to_numpy(dtype=np.float64)
    return groups, np.where(np.isnan(place), -1, place).astype(np.int64)


def _floats(values: pd.Series) -> FloatArray:
    """Return a column as floats; what is blank or not a number becomes NaN."""
    numbers = pd.to_numeric(values, errors="coerce").astype("Float64")
    return np.asarray(numbers.to_numpy(dtype=np.float64, na_value=np.nan), dtype=np.float64)
