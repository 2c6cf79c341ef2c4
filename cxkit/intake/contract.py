"""What every typed table must obey, checked by pandera; the same rules for every client."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from cxkit.client import Column
from cxkit.engagement import CONTRACTS, TableName
from cxkit.errors import Problem
from cxkit.intake.coerce import Place
from cxkit.language import N_

_BEFORE_AFTER: Mapping[str, tuple[tuple[str, str], ...]] = {
    "customers": (("start_date", "end_date"),),
}
"""Pairs of dates of a table of which the first may not come after the second."""


def check(
    name: TableName,
    frame: pd.DataFrame,
    columns: Mapping[str, Column],
    *,
    files: Sequence[str],
    unread: frozenset[str] = frozenset(),
) -> list[Problem]:
    """Check a typed table against its contract.

    Parameters
    ----------
    name : str
        Table of the contract.
    frame : DataFrame
        Typed columns; the index holds row numbers.
    columns : Mapping[str, Column]
        What each column is.
    files : sequence of str
        For each row of the frame, the file its row number belongs to.
    unread : frozenset of str
        Columns with cells that could not be read: they are missing in the frame and not
        blank in the file, so that blanks of these columns are not looked for.

    Returns
    -------
    list of Problem
        Everything that breaks the contract, file by file.
    """
    import pandera.pandas as pa
    from pandera.errors import SchemaErrors

    broken: list[Problem] = []
    try:
        _schema(pa, name, columns, unread).validate(frame.reset_index(drop=True), lazy=True)
    except SchemaErrors as error:
        broken = _from_pandera(name, frame, columns, error.failure_cases, files)
    return [*broken, *_ordered(name, frame, columns, files)]


def blank_required(place: Place, cells: pd.Series) -> Problem:
    """Build the problem of blank cells in a column that may have none."""
    return place.problem(
        "blank-required",
        N_("The column may not be blank; some cells are."),
        N_("Fill these cells, or delete the rows."),
        cells=cells,
    )


def _schema(pa: Any, name: TableName, columns: Mapping[str, Column], unread: frozenset[str]) -> Any:
    rules = {}
    for key, column in columns.items():
        standard = CONTRACTS[name].columns.get(key)
        checks = []
        if standard is not None and standard.low is not None:
            checks.append(pa.Check.ge(standard.low, error="too-low"))
        unique = standard is not None and standard.unique and column.role == "id"
        rules[key] = pa.Column(
            nullable=key in unread or not (standard is not None and standard.required),
            checks=checks,
            unique=unique,
            required=True,
        )
    return pa.DataFrameSchema(rules, strict=False, coerce=False)


def _from_pandera(
    name: str,
    frame: pd.DataFrame,
    columns: Mapping[str, Column],
    cases: pd.DataFrame,
    files: Sequence[str],
) -> list[Problem]:
    """Turn pandera's failures into problems with the rows of the client's files."""
    problems = []
    for (key, rule), group in cases.groupby(["column", "check"], sort=False):
        column = columns[str(key)]
        positions = sorted({int(position) for position in group["index"].dropna()})
        for file, cells in _by_file(frame[str(key)], positions, files):
            place = Place(
                file,
                name,
                column.heading,
                personal=column.role in ("id", "key", "personal", "verbatim"),
            )
            if rule == "not_nullable":
                problems.append(blank_required(place, cells))
            elif cells.notna().any():
                problems.append(_broken(str(rule), place, cells[cells.notna()]))
    return problems


def _broken(rule: str, place: Place, cells: pd.Series) -> Problem:
    """Say what cells that are not blank have wrong."""
    if rule == "field_uniqueness":
        return place.problem(
            "duplicate-id",
            N_("Identifiers must be unique; some occur more than once."),
            N_("Delete the repeated rows, or do not declare this column as identifier."),
            cells=cells,
        )
    if rule == "too-low":
        return place.problem(
            "negative",
            N_("Values may not be negative; some are."),
            N_("Correct these cells or leave them blank."),
            cells=cells.map(lambda value: f"{value:g}"),
        )
    return place.problem(
        "contract",
        N_("Some cells break the rule “{rule_name}”."),
        N_("Correct these cells or leave them blank."),
        cells=cells,
        rule_name=rule,
    )


def _by_file(
    cells: pd.Series, positions: Sequence[int], files: Sequence[str]
) -> Iterable[tuple[str, pd.Series]]:
    """Yield cells at some positions, with their row numbers, for each file they are in."""
    for file in dict.fromkeys(files[position] for position in positions):
        yield file, cells.iloc[[item for item in positions if files[item] == file]]


def _ordered(
    name: str, frame: pd.DataFrame, columns: Mapping[str, Column], files: Sequence[str]
) -> list[Problem]:
    problems = []
    for first, last in _BEFORE_AFTER.get(name, ()):
        if first in columns and last in columns:
            wrong = np.flatnonzero((frame[last] < frame[first]).to_numpy(dtype=bool))
            for file, cells in _by_file(frame[last].dt.date, wrong.tolist(), files):
                problems.append(
                    Place(file, name, columns[last].heading).problem(
                        "dates-reversed",
                        N_("Some dates lie before the date in column “{first}”."),
                        N_("Correct these rows; nobody leaves before joining."),
                        cells=cells,
                        first=columns[first].heading,
                    )
                )
    return problems
