"""What keeps answers from being weighted, or counted as the engagement declares."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.client import Table
from cxkit.engagement.sample_plan import SamplePlan, WeightSource
from cxkit.errors import MAX_SHOWN, Problem, shown
from cxkit.language import N_
from cxkit.metrics.margins import codes_of, group_name, raked

FILE = "engagement.yml"


def sample_faults(
    table: Table, plan: SamplePlan, source: WeightSource, cluster: str
) -> list[Problem]:
    """Return every problem of the sample that only the data show.

    Parameters
    ----------
    table : Table
        The answers.
    plan : SamplePlan
        What the engagement says of them.
    source : {"margins", "column", "none"}
        Where weights come from.
    cluster : str
        Column by which answers belong together; empty where they do not.
    """
    problems = [*_columns(table, plan, source)]
    weighted = "weight" in table.columns and source != "none"
    if weighted:
        problems += _bad_weights(table)
    if source == "margins":
        groups = [found for name in plan.margins for found in _groups(table, plan, name)]
        problems += groups
        if not problems:
            problems += _unmet(table, plan)
    if not problems or cluster in table.frame:
        problems += _too_many(table, plan, cluster)
    return problems


def counted_faults(table: Table, plan: SamplePlan, source: WeightSource) -> list[Problem]:
    """Return every problem of the sample of a table whose rows were counted and not read.

    Parameters
    ----------
    table : Table
        The answers, counted.
    plan : SamplePlan
        What the engagement says of them.
    source : {"margins", "column", "none"}
        Where weights come from.
    """
    problems = _columns(table, plan, source)
    if source == "margins":
        problems.append(
            Problem(
                rule="sample-counted",
                message=N_(
                    "The answers are too many to be read row by row, so that they cannot be "
                    "weighted to margins."
                ),
                remedy=N_(
                    "Give the weights in the file and declare the column “weight”, or write "
                    "“weights: none” under “sample” in engagement.yml."
                ),
                file=FILE,
                count=1,
            )
        )
    if source == "column" and "weight" in table.columns:
        cells = table.cells(["weight"])
        given = cells["weight"].astype("Float64").to_numpy(dtype=np.float64, na_value=np.nan)
        wrong = ~(np.isfinite(given) & (given > 0))
        if wrong.any():
            problems.append(_wrong_weights(table, given[wrong], int(cells["answers"][wrong].sum())))
    return problems


def _columns(table: Table, plan: SamplePlan, source: WeightSource) -> list[Problem]:
    """Return a problem for every column that is named and not there."""
    named = [(f"sample.margins.{name}", name) for name in plan.margins if source == "margins"]
    named += [("sample.cluster", plan.cluster)] if plan.cluster else []
    named += [("sample.strata", plan.strata)] if plan.strata else []
    named += [("sample.weights", "weight")] if source == "column" else []
    return [
        Problem(
            rule="sample-column",
            message=N_(
                "“{place}” names the column “{name}”, which the table “responses” does not have."
            ),
            remedy=N_("Declare it under “tables: responses: columns”, or delete the line."),
            values={"place": place, "name": name},
            file=FILE,
            count=1,
        )
        for place, name in named
        if name not in table.columns
    ]


def _bad_weights(table: Table) -> list[Problem]:
    """Return the problem of weights that are blank, 0 or negative."""
    weights = table.frame["weight"].astype("Float64")
    given = weights.to_numpy(dtype=np.float64, na_value=np.nan)
    wrong = ~(np.isfinite(given) & (given > 0))
    if not wrong.any():
        return []
    problem = _wrong_weights(table, given[wrong], int(wrong.sum()))
    if len(table.files) > 1:
        return [problem]
    return [replace(problem, rows=_row_numbers(table.frame.index[wrong]))]


def _wrong_weights(table: Table, wrong: npt.NDArray[np.floating], number: int) -> Problem:
    """Return the problem of these weights, without rows."""
    found = dict.fromkeys(f"{value:g}" for value in wrong[~np.isnan(wrong)])
    return Problem(
        rule="bad-weight",
        message=N_("Weights must be numbers above 0; answers without such a weight: {number}."),
        remedy=N_(
            "Correct the weights, or leave these answers out of the file; to count all answers "
            "alike, write “weights: none” under “sample” in engagement.yml."
        ),
        values={"number": number},
        file=table.files[0].path if len(table.files) == 1 else "",
        table=table.name,
        column=table.columns["weight"].heading or "weight",
        found=shown(list(found)),
        count=number,
    )


def _groups(table: Table, plan: SamplePlan, name: str) -> list[Problem]:
    """Return the groups of one margin without answers, and those with answers and no margin."""
    if name not in table.columns:
        return []
    column, groups = table.columns[name], plan.margins[name]
    frame = table.frame
    if "answers" in table.columns:
        frame = frame[frame["answers"].fillna(0) > 0]
    codes = codes_of(frame, name, groups, column)
    there = [group_name(value, column) for value in frame[name].dropna().unique()]
    problems = []
    place = f"sample.margins.{name}"
    empty = [group for number, group in enumerate(groups) if not (codes == number).any()]
    if empty:
        problems.append(
            Problem(
                rule="sample-group-empty",
                message=N_(
                    "“{place}” counts customers of a group that gave no answer; no weight can "
                    "make up for it."
                ),
                remedy=N_(
                    "Write the group as the data do (they hold: {known}), join it with another in "
                    "both, or leave it out and say that the report does not speak for it."
                ),
                values={"place": place, "known": ", ".join(shown(sorted(there)))},
                file=FILE,
                found=shown(empty),
                count=len(empty),
            )
        )
    unknown = sorted(set(there) - set(groups))
    if unknown:
        problems.append(
            Problem(
                rule="sample-group-unknown",
                message=N_(
                    "“{place}” does not say how many customers there are in a group that gave "
                    "answers; answers concerned: {number}."
                ),
                remedy=N_("Add the group with its number of customers, or join it with another."),
                values={"place": place, "number": int((codes < 0).sum())},
                file=FILE,
                found=shown(unknown),
                count=len(unknown),
            )
        )
    return problems


def _unmet(table: Table, plan: SamplePlan) -> list[Problem]:
    """Return the problem of margins that contradict one another."""
    frame = table.frame
    # the weights given are the start, under whatever name they have by now
    try:
        raked(frame, plan, table.columns, given="weight")
    except ValueError:
        return [
            Problem(
                rule="sample-no-convergence",
                message=N_(
                    "The margins {names} cannot be met together: some combinations of their "
                    "groups have customers and no answer."
                ),
                remedy=N_("Join small groups under “sample: margins”, or leave one margin out."),
                values={"names": ", ".join(f"“{name}”" for name in plan.margins)},
                file=FILE,
                count=len(plan.margins),
            )
        ]
    return []


def _too_many(table: Table, plan: SamplePlan, cluster: str) -> list[Problem]:
    """Return the problem of more who answered than there are."""
    if plan.population is None or (cluster and cluster not in table.frame):
        return []
    frame: pd.DataFrame = table.frame
    number: Any = len(frame)
    if "answers" in table.columns:
        number = int(frame["answers"].fillna(0).sum())
    if cluster:
        number = int(frame[cluster].nunique()) + int(frame[cluster].isna().sum())
    if number <= plan.population:
        return []
    return [
        Problem(
            rule="sample-population",
            message=N_(
                "“sample.population” says that there are {population} in all, and {number} "
                "answered."
            ),
            remedy=N_(
                "Correct the number. Where customers answer more than once, declare the column "
                "“customer_id”, so that each is counted once; where answers belong together by "
                "account, write the number of accounts."
            ),
            values={"population": plan.population, "number": number},
            file=FILE,
            count=1,
        )
    ]


def _row_numbers(index: pd.Index) -> tuple[int, ...]:
    """Return the first few row numbers, where the index holds them."""
    if not pd.api.types.is_integer_dtype(index.dtype):
        return ()
    return tuple(int(row) for row in index[:MAX_SHOWN])
