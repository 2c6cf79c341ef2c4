"""Checks of what is counted: columns that must be there, answers, weights and counts."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.errors import DataError, Problem, shown
from cxkit.language import N_
from cxkit.sample import Sample
from cxkit.scales import Scale

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]

_MOST = 2.0**53
"""Beyond this a number that was read is not known to the last whole one."""


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


def read_answers(values: pd.Series, column: str, scale: Scale) -> tuple[FloatArray, list[Problem]]:
    """Return answers with NaN for blanks, and what is wrong with them.

    Parameters
    ----------
    values : Series
        The answers.
    column : str
        Name of the question, for the message.
    scale : Scale
        Scale the question was asked on.
    """
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


def check_weights(table: pd.DataFrame, sample: Sample) -> list[Problem]:
    """Return what is wrong with the weights.

    Parameters
    ----------
    table : DataFrame
        The rows.
    sample : Sample
        Names the column of the weights, if there is one.
    """
    if not sample.weight:
        return []
    given = _floats(table[sample.weight])
    wrong = ~(np.isfinite(given) & (given > 0))
    if not wrong.any():
        return []
    found = list(dict.fromkeys(f"{value:g}" for value in given[wrong & ~np.isnan(given)]))
    return [
        Problem(
            rule="bad-weight",
            message=N_("Weights must be numbers above 0; cells that are not: {number}."),
            remedy=N_("Correct the weights, or leave out the answers that should not count."),
            values={"number": int(wrong.sum())},
            column=sample.weight,
            found=shown(found),
            count=int(wrong.sum()),
        )
    ]


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
    wrong = ~((given >= 0) & (given <= _MOST) & (np.floor(given) == given))
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


def whole_count(value: float) -> int:
    """Return a count as a whole number.

    Raises
    ------
    ValueError
        If it is not a whole number of 0 or more.
    """
    if not (value >= 0 and math.isfinite(value) and int(value) == value):
        raise ValueError(f"counts must be 0 or more, and whole numbers; got {value}")
    return int(value)


def _floats(values: pd.Series) -> FloatArray:
    """Return a column as floats; what is blank or not a number becomes NaN."""
    numbers = pd.to_numeric(values, errors="coerce").astype("Float64")
    return np.asarray(numbers.to_numpy(dtype=np.float64, na_value=np.nan), dtype=np.float64)
