"""Which type each declared column has, and its cells turned into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from cxkit.client import Column
from cxkit.engagement import CONTRACTS, ColumnSpec, FileSpec, Role, TableName, TableSpec
from cxkit.errors import Problem
from cxkit.intake.files.raw_table import RawTable
from cxkit.intake.forms.declarations import role_of
from cxkit.intake.mapping import contract
from cxkit.intake.mapping.categories import to_category
from cxkit.intake.mapping.coerce import clean_cells, to_flag, to_text
from cxkit.intake.mapping.column_places import Placed
from cxkit.intake.mapping.dates import to_date
from cxkit.intake.mapping.numbers import DecimalEvidence, decimal_evidence, to_number, to_scale
from cxkit.intake.mapping.place import Coerced, Place
from cxkit.language import N_, Message
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND, Scale

_NUMERIC: frozenset[Role] = frozenset({"number", "money", "weight"})
_MARKS = {",": N_("decimal comma"), ".": N_("decimal point")}


def type_columns(
    name: TableName,
    spec: TableSpec,
    file: FileSpec,
    came: Mapping[str, pd.Series],
    headings: Mapping[str, str],
    *,
    at: Callable[[str, Place], Place] = lambda key, place: place,
) -> tuple[dict[str, pd.Series], set[str], list[Problem]]:
    """Turn columns as they came into typed columns.

    Parameters
    ----------
    name, spec, file : TableName, TableSpec, FileSpec
        What they belong to.
    came : Mapping[str, Series]
        Raw cells by the kit's name of the column, indexed by row number. The columns need not
        have the same rows.
    headings : Mapping[str, str]
        Their headings in the file.
    at : callable, optional
        Gives another place to report the problems of a column at.

    Returns
    -------
    typed : dict of Series
        On the same indices; cells that cannot be read are missing.
    unread : set of str
        Columns with such cells.
    problems : list of Problem
        What is wrong with them.
    """
    cleaned = {
        key: clean_cells(cells, missing=spec.columns[key].missing, values=spec.columns[key].values)
        for key, cells in came.items()
    }
    roles = {key: role_in(name, key, spec.columns[key]) for key in came}
    numeric = [key for key, role in roles.items() if role in _NUMERIC]
    decimal, problems = _decimal_mark(name, file, {key: cleaned[key] for key in numeric}, headings)
    unread = set(numeric) if has_error(problems) else set()
    typed: dict[str, pd.Series] = {}
    for key, cells in cleaned.items():
        role = roles[key]
        column = spec.columns[key]
        place = Place(file.path, name, headings[key], role in ("personal", "verbatim", "id", "key"))
        place = at(key, place)
        typed[key], found = _type_column(role, column, file, decimal)(cells, place)
        problems += found
        if has_error(found):
            unread.add(key)
        standard = CONTRACTS[name].columns.get(key)
        if key in unread and standard is not None and standard.required and cells.isna().any():
            problems.append(contract.blank_required(place, cells[cells.isna()]))
    return typed, unread, problems


def role_in(name: TableName, key: str, column: ColumnSpec) -> Role:
    """Return the role of a column; what has none is a category."""
    return role_of(CONTRACTS[name], key, column) or "category"


def scale_of(role: Role, column: ColumnSpec) -> Scale | None:
    """Return the scale of an answer; the recommendation question has one of its own."""
    if role == "ltr":
        return LIKELIHOOD_TO_RECOMMEND
    return column.scale.scale() if column.scale is not None else None


def _type_column(
    role: Role, column: ColumnSpec, file: FileSpec, decimal: str
) -> Callable[[pd.Series, Place], Coerced]:
    scale = scale_of(role, column)
    if scale is not None:
        return lambda cells, place: to_scale(cells, place, scale=scale)
    if role == "date":
        order = column.date_order or file.date_order or ""
        return lambda cells, place: to_date(cells, place, order=order)
    if role in _NUMERIC:
        return lambda cells, place: to_number(cells, place, decimal=decimal)
    if role == "flag":
        return to_flag
    if role in ("category", "segment"):
        return to_category
    return lambda cells, place: (to_text(cells), [])


def _decimal_mark(
    name: str, file: FileSpec, numeric: Mapping[str, pd.Series], headings: Mapping[str, str]
) -> tuple[str, list[Problem]]:
    """Find the decimal mark of a file that its numbers prove, or ask for it."""
    if file.decimal:
        return file.decimal, []
    each = {key: decimal_evidence(cells) for key, cells in numeric.items()}
    total = sum(each.values(), DecimalEvidence())
    if total.comma and total.dot:
        columns = ", ".join(
            f"“{headings[key]}”" for key, evidence in each.items() if evidence.comma or evidence.dot
        )
        return ".", [
            Problem(
                rule="decimal-mixed",
                message=N_("Some numbers are written with a decimal comma, others with a point."),
                remedy=N_("Write them all in one way, or declare “decimal:”. Columns: {columns}."),
                values={"columns": columns},
                file=file.path,
                table=name,
            )
        ]
    if total.unclear and not (total.comma or total.dot):
        key = next(key for key, evidence in each.items() if evidence.unclear)
        return ".", [
            Problem(
                rule="decimal-ambiguous",
                message=N_("Numbers such as 1,234 or 1.234 can be read in two ways."),
                remedy=N_('Declare it for this file: decimal: "," or decimal: "."'),
                file=file.path,
                table=name,
                column=headings[key],
            )
        ]
    if not (total.comma or total.dot):
        return ".", []
    mark = "," if total.comma else "."
    return mark, [
        Problem(
            rule="decimal-detected",
            message=N_("Numbers were read with a {mark}, which the file proves."),
            values={"mark": Message(_MARKS[mark])},
            severity="note",
            file=file.path,
            table=name,
        )
    ]


def homes(key: str, raws: list[tuple[FileSpec, RawTable]], places: Placed) -> list[tuple[str, str]]:
    """Return the files that a column came from, each with its heading there."""
    return [
        (file.path, headings[key])
        for (file, _), headings in zip(raws, places, strict=True)
        if key in headings
    ]


def meaning(name: TableName, key: str, column: ColumnSpec, at: list[tuple[str, str]]) -> Column:
    """Return what a column means, and the files and headings it came from."""
    role = role_in(name, key, column)
    return Column(
        name=key,
        role=role,
        heading=at[0][1] if at else column.source or key,
        file=at[0][0] if len(at) == 1 else "",
        scale=scale_of(role, column),
        label=column.label,
        touchpoint=column.touchpoint,
        dimension=column.dimension,
        names=column.names,
        unit=column.unit,
    )


def has_error(problems: list[Problem]) -> bool:
    """Tell whether a problem stops a report."""
    return any(problem.severity == "error" for problem in problems)
