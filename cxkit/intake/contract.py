"""What every typed table must obey, checked by pandera; the same rules for every client."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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


def check(name: TableName, frame: pd.DataFrame, columns: Mapping[str, Column]) -> list[Problem]:
    """Check a typed table against its contract.

    Parameters
    ----------
    name : str
        Table of the contract.
    frame : DataFrame
        Typed columns; the index holds row numbers.
    columns : Mapping[str, Column]
        What each column is.

    Returns
    -------
    list of Problem
        Everything that breaks the contract.
    """
    import pandera.pandas as pa
    from pandera.errors import SchemaErrors

    rows = frame.index
    try:
        _schema(pa, name, columns).validate(frame.reset_index(drop=True), lazy=True)
    except SchemaErrors as error:
        return [
            *_from_pandera(name, frame, columns, error.failure_cases, rows),
            *_ordered(name, frame, columns),
        ]
    return _ordered(name, frame, columns)


def _schema(pa: Any, name: TableName, columns: Mapping[str, Column]) -> Any:
    rules = {}
    for key, column in columns.items():
        standard = CONTRACTS[name].columns.get(key)
        checks = []
        if standard is not None and standard.low is not None:
            checks.append(pa.Check.ge(standard.low, name="too-low"))
        unique = standard is not None and standard.unique and column.role == "id"
        rules[key] = pa.Column(
            nullable=not (standard is not None and standard.required),
            checks=checks,
            unique=unique,
            required=True,
        )
    return pa.DataFrameSchema(rules, strict=False, coerce=False)


def _from_pandera(
    name: str, frame: pd.DataFrame, columns: Mapping[str, Column], cases: pd.DataFrame, rows: Any
) -> list[Problem]:
    """Turn pandera's failures into problems with the rows of the client's file."""
    problems = []
    for (key, rule), group in cases.groupby(["column", "check"], sort=False):
        column = columns[str(key)]
        positions = sorted({int(position) for position in group["index"].dropna()})
        cells = pd.Series(
            frame[str(key)].iloc[positions].to_numpy(), index=[rows[item] for item in positions]
        )
        place = Place(
            column.file,
            name,
            column.heading,
            personal=column.role in ("id", "key", "personal", "verbatim"),
        )
        if rule == "field_uniqueness":
            present = cells[cells.notna()]
            if len(present):
                problems.append(
                    place.problem(
                        "duplicate-id",
                        N_("Identifiers must be unique; some occur more than once."),
                        N_(
                            "Delete the repeated rows, or do not declare this column as identifier."
                        ),
                        cells=present,
                    )
                )
        elif rule == "not_nullable":
            problems.append(
                place.problem(
                    "blank-required",
                    N_("The column may not be blank; some cells are."),
                    N_("Fill these cells, or delete the rows."),
                    cells=cells,
                )
            )
        elif rule == "too-low":
            problems.append(
                place.problem(
                    "negative",
                    N_("Values may not be negative; some are."),
                    N_("Correct these cells or leave them blank."),
                    cells=cells,
                )
            )
        else:
            problems.append(
                place.problem(
                    "contract",
                    N_("Some cells break the rule “{rule_name}”."),
                    N_("Correct these cells or leave them blank."),
                    cells=cells,
                    rule_name=str(rule),
                )
            )
    return problems


def _ordered(name: str, frame: pd.DataFrame, columns: Mapping[str, Column]) -> list[Problem]:
    problems = []
    for first, last in _BEFORE_AFTER.get(name, ()):
        if first in columns and last in columns:
            wrong = frame[last] < frame[first]
            if wrong.any():
                column = columns[last]
                problems.append(
                    Place(column.file, name, column.heading).problem(
                        "dates-reversed",
                        N_("Some dates lie before the date in column “{first}”."),
                        N_("Correct these rows; nobody leaves before joining."),
                        cells=frame.loc[wrong, last].dt.date,
                        first=columns[first].heading,
                    )
                )
    return problems
