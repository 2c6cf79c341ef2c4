"""What every typed table must obey, checked by pandera; the same rules for every client."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from cxkit.client import Column
from cxkit.engagement import CONTRACTS, TableName
from cxkit.errors import Problem, Severity
from cxkit.intake.mapping.place import Place
from cxkit.intake.mapping.several_files import Origin
from cxkit.language import N_

_BEFORE_AFTER: Mapping[str, tuple[tuple[str, str], ...]] = {
    "customers": (("start_date", "end_date"),),
    "tickets": (("opened", "first_reply"), ("opened", "resolved")),
}
"""Pairs of dates of a table of which the first should not come after the second."""

_REVERSED: Mapping[str, tuple[Severity, str]] = {
    "customers": ("error", N_("Correct these rows; nobody leaves before joining.")),
    "tickets": (
        "warning",
        N_("These tickets are left out of the times; correct the rows if you can."),
    ),
}
"""How serious dates in the wrong order are, and what to do: desks reopen and correct tickets."""


_COUNTS: Mapping[str, frozenset[str]] = {
    "responses": frozenset({"answers"}),
    "experiments": frozenset({"visitors", "conversions"}),
}
"""Columns of a table that count something: whole numbers."""

_NEVER_BLANK: Mapping[str, frozenset[str]] = {"responses": frozenset({"answers"})}
"""Columns that may be left out of a table and, where they are in it, not be blank."""


def check(
    name: TableName,
    frame: pd.DataFrame,
    columns: Mapping[str, Column],
    *,
    origins: Mapping[str, Origin],
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
    origins : Mapping
        For each column, the file and row number of each of its cells.
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
        broken = _from_pandera(name, frame, columns, error.failure_cases, origins)
    return [*broken, *_ordered(name, frame, columns, origins)]


def blank_required(place: Place, cells: pd.Series) -> Problem:
    """Build the problem of blank cells in a column that may have none."""
    problem = place.problem(
        "blank-required",
        N_("The column may not be blank; some cells are."),
        N_("Fill these cells, or delete the rows."),
        cells=cells,
    )
    return replace(problem, found=())


def _schema(pa: Any, name: TableName, columns: Mapping[str, Column], unread: frozenset[str]) -> Any:
    rules = {}
    for key, column in columns.items():
        standard = CONTRACTS[name].columns.get(key)
        checks = []
        if standard is not None and standard.low is not None:
            checks.append(pa.Check.ge(standard.low, error="too-low"))
        if key in _COUNTS.get(name, ()):
            checks.append(pa.Check(lambda counts: counts % 1 == 0, error="not-whole"))
        needed = key in _NEVER_BLANK.get(name, ()) or (standard is not None and standard.required)
        unique = standard is not None and standard.unique and column.role == "id"
        rules[key] = pa.Column(
            nullable=key in unread or not needed,
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
    origins: Mapping[str, Origin],
) -> list[Problem]:
    """Turn pandera's failures into problems with the rows of the client's files."""
    problems = []
    for (key, rule), group in cases.groupby(["column", "check"], sort=False):
        column = columns[str(key)]
        positions = sorted({int(position) for position in group["index"].dropna()})
        for file, cells in _by_file(frame[str(key)], positions, origins[str(key)]):
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
    if rule == "not-whole":
        return place.problem(
            "not-whole",
            N_("Counts must be whole numbers; some are not."),
            N_("Correct these cells; write 0 where there is none."),
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
    cells: pd.Series, positions: Sequence[int], origin: Origin
) -> Iterable[tuple[str, pd.Series]]:
    """Yield cells at some positions, with their row numbers, for each file they are in."""
    for file in dict.fromkeys(origin[position][0] for position in positions):
        here = [position for position in positions if origin[position][0] == file]
        yield file, cells.iloc[here].set_axis([origin[position][1] for position in here])


def _ordered(
    name: str, frame: pd.DataFrame, columns: Mapping[str, Column], origins: Mapping[str, Origin]
) -> list[Problem]:
    problems = []
    for first, last in _BEFORE_AFTER.get(name, ()):
        severity, remedy = _REVERSED[name]
        if first in columns and last in columns:
            wrong = np.flatnonzero((frame[last] < frame[first]).to_numpy(dtype=bool))
            for file, cells in _by_file(frame[last].dt.date, wrong.tolist(), origins[last]):
                problems.append(
                    Place(file, name, columns[last].heading).problem(
                        "dates-reversed",
                        N_("Some dates lie before the date in column “{first}”."),
                        remedy,
                        cells=cells,
                        severity=severity,
                        first=columns[first].heading,
                    )
                )
    return problems
