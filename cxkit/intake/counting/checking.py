"""Check the different values of every column as if they were all its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from cxkit.engagement import CONTRACTS, FileSpec, Role, TableName, TableSpec
from cxkit.errors import Problem
from cxkit.intake.counting.distinct import (
    MOST_VALUES,
    CountedPlace,
    Distinct,
    count_rows,
    distinct,
)
from cxkit.intake.counting.stored import StoredFile
from cxkit.intake.counting.together import CountedTogether, count_together
from cxkit.intake.mapping import contract
from cxkit.intake.mapping.column_types import meaning, role_in, type_columns
from cxkit.intake.mapping.place import Place
from cxkit.language import N_

_MAY_BE_MANY: frozenset[Role] = frozenset({"number", "money", "category", "segment"})
"""What is left out, and said, where a column has too many different values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """A file whose columns are typed.

    Attributes
    ----------
    stored : StoredFile
        The file.
    n_rows : int
        Its rows, blank ones left out.
    found : Mapping[str, Distinct]
        Different values of each column.
    typed : Mapping[str, Series]
        The same, typed; what cannot be read is missing.
    left_out : frozenset of str
        Columns with too many different values.
    together : tuple of CountedTogether
        What was counted on the way.
    """

    stored: StoredFile
    n_rows: int
    found: Mapping[str, Distinct]
    typed: Mapping[str, pd.Series]
    left_out: frozenset[str]
    together: tuple[CountedTogether, ...]


def check_file(
    name: TableName,
    spec: TableSpec,
    file: FileSpec,
    stored: StoredFile,
    headings: Mapping[str, str],
) -> tuple[CheckedFile, list[Problem]]:
    """Type the different values of each column as if they were all its rows.

    Parameters
    ----------
    name, spec, file : TableName, TableSpec, FileSpec
        The table, and which of its files it is.
    stored : StoredFile
        The file as DuckDB reads it.
    headings : Mapping[str, str]
        Name in the kit -> heading in the file.

    Returns
    -------
    CheckedFile, list of Problem
        Problems count every row and show the first ones, as where rows are read.
    """
    problems: list[Problem] = []
    found: dict[str, Distinct] = {}
    left_out: set[str] = set()
    n_rows = count_rows(stored)
    roles = {key: role_in(name, key, spec.columns[key]) for key in headings}
    together = count_together(stored, roles, n_rows=n_rows)
    for key, role in roles.items():
        table = next((table for table in together if key in table.columns), None)
        values = distinct(stored, key) if table is None else table.distinct(key)
        if values is None and role == "date" and stored.is_text(key):
            stored = replace(stored, by_hour=stored.by_hour | {key})
            values = distinct(stored, key)
        if values is None:
            problems.append(_too_many(file.path, name, headings[key], role))
            left_out.add(key)
        else:
            found[key] = values

    def at(key: str, place: Place) -> Place:
        return CountedPlace(
            place.file,
            place.table,
            place.column,
            place.personal,
            stored=stored,
            name=key,
            found=found[key],
        )

    came = {key: values.cells for key, values in found.items()}
    typed, _, more = type_columns(name, spec, file, came, headings, at=at)
    problems += more
    for key, cells in typed.items():
        standard = CONTRACTS[name].columns.get(key)
        if standard is not None and standard.low is not None:
            place = at(key, Place(file.path, name, headings[key]))
            problems += _below(name, spec, key, cells, place, standard.low)
    checked = CheckedFile(
        stored=stored,
        n_rows=n_rows,
        found=found,
        typed=typed,
        left_out=frozenset(left_out),
        together=tuple(
            table for table in together if not (left_out | stored.by_hour) & set(table.columns)
        ),
    )
    return checked, problems


def _below(
    name: TableName, spec: TableSpec, key: str, cells: pd.Series, place: Place, low: float
) -> list[Problem]:
    """Check the values of one column against the contract, as often as each occurs."""
    column = meaning(name, key, spec.columns[key], [(place.file, place.column)])
    origins = {key: [(place.file, int(row)) for row in cells.index]}
    problems = contract.check(name, cells.to_frame(key), {key: column}, origins=origins)
    bad = cells[cells < low]
    return [
        replace(
            problem,
            rows=(told := place.problem(problem.rule, "", cells=bad)).rows,
            count=told.count,
        )
        for problem in problems
    ]


def _too_many(file: str, name: str, heading: str, role: Role) -> Problem:
    if role in _MAY_BE_MANY:
        return Problem(
            rule="column-not-counted",
            severity="note",
            message=N_("The column has more than {most} different values and was left out."),
            remedy=N_("Counting needs groups or answers; put numbers into groups if they matter."),
            values={"most": MOST_VALUES},
            file=file,
            table=name,
            column=heading,
        )
    return Problem(
        rule="too-many-values",
        message=N_("The column has more than {most} different values: it cannot be what it says."),
        remedy=N_("Check “from:” of this column in engagement.yml."),
        values={"most": MOST_VALUES},
        file=file,
        table=name,
        column=heading,
    )
