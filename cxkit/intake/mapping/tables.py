"""Read one table of a client: its files, their columns, joined or stacked, and its contract."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pandas as pd

from cxkit.client import Column, SourceFile
from cxkit.engagement import CONTRACTS, ColumnSpec, FileSpec, Role, TableName, TableSpec
from cxkit.errors import DataError, Problem
from cxkit.intake.files.formats import read_raw
from cxkit.intake.files.headings import HEADING_RULES
from cxkit.intake.files.raw_table import FileFacts, RawTable
from cxkit.intake.forms.declarations import role_of
from cxkit.intake.mapping import contract
from cxkit.intake.mapping.categories import to_category
from cxkit.intake.mapping.coerce import (
    Coerced,
    DecimalEvidence,
    Place,
    clean_cells,
    decimal_evidence,
    to_flag,
    to_number,
    to_scale,
    to_text,
)
from cxkit.intake.mapping.column_places import Placed, find_heading, no_such_column, place_columns
from cxkit.intake.mapping.dates import to_date
from cxkit.intake.mapping.heading_rows import heads_missing
from cxkit.intake.mapping.several_files import ReadFile, join, stack
from cxkit.intake.privacy.protection import CheckedTable
from cxkit.language import N_, Message
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND, Scale

ROW = "_row"
"""Name of the index: the row number of the first file, as a spreadsheet shows it."""

_NUMERIC: frozenset[Role] = frozenset({"number", "money", "weight"})
_MARKS = {",": N_("decimal comma"), ".": N_("decimal point")}


def read_table(
    folder: Path, name: TableName, spec: TableSpec
) -> tuple[CheckedTable | None, list[Problem]]:
    """Read a table and check it; all its problems at once.

    Parameters
    ----------
    folder : Path
        The client folder.
    name : str
        Which contract it follows.
    spec : TableSpec
        Its files and columns, from ``engagement.yml``.

    Returns
    -------
    CheckedTable or None
        Personal data still in it; None where an error stops it.
    list of Problem
        Errors, warnings and notes.
    """
    problems: list[Problem] = []
    raws: list[tuple[FileSpec, RawTable]] = []
    for file in spec.files:
        try:
            raw = read_raw(folder, file, table=name)
        except DataError as error:
            problems += _without_headings(error.problems)
            continue
        headless = heads_missing(spec, file, raw)
        problems += _without_headings(raw.problems) if headless else raw.problems
        raws.append((file, raw))
    joined = bool(spec.files[0].key)
    if not raws or (joined and len(raws) < len(spec.files)):
        return None, problems
    places, found = place_columns(name, spec, raws)
    problems += found
    read: list[ReadFile] = []
    unread: set[str] = set()
    for index, (file, raw) in enumerate(raws):
        typed, key, faulty, found = _type_file(name, spec, file, raw, places[index])
        unread |= faulty
        problems += found
        read.append(ReadFile(file, raw, typed, key))
    if joined and any(item.key is None for item in read):
        return None, without_repeats(problems)
    if joined:
        frame, origins, found = join(name, read)
        problems += found
    else:
        frame, origins = stack(read)
    columns = {
        key: meaning(name, key, column, homes(key, raws, places))
        for key, column in spec.columns.items()
        if key in frame
    }
    problems += contract.check(name, frame, columns, origins=origins, unread=frozenset(unread))
    if _has_error(problems):
        return None, without_repeats(problems)
    files = tuple(source_file(item.raw.facts) for item in read)
    table = CheckedTable(name=name, frame=frame, columns=columns, files=files)
    return table, without_repeats(problems)


# ------------------------------------------------------------- typing columns
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
    unread = set(numeric) if _has_error(problems) else set()
    typed: dict[str, pd.Series] = {}
    for key, cells in cleaned.items():
        role = roles[key]
        column = spec.columns[key]
        place = Place(file.path, name, headings[key], role in ("personal", "verbatim", "id", "key"))
        place = at(key, place)
        typed[key], found = _type_column(role, column, file, decimal)(cells, place)
        problems += found
        if _has_error(found):
            unread.add(key)
        standard = CONTRACTS[name].columns.get(key)
        if key in unread and standard is not None and standard.required and cells.isna().any():
            problems.append(contract.blank_required(place, cells[cells.isna()]))
    return typed, unread, problems


def _type_file(
    name: TableName, spec: TableSpec, file: FileSpec, raw: RawTable, headings: Mapping[str, str]
) -> tuple[pd.DataFrame, pd.Series | None, set[str], list[Problem]]:
    """Turn the declared columns of one file into typed columns; name those with bad cells."""
    came = {key: raw.cells[heading] for key, heading in headings.items()}
    typed, unread, problems = type_columns(name, spec, file, came, headings)
    index = pd.Index(raw.cells.index, name=ROW)
    key_cells: pd.Series | None = None
    if file.key:
        heading = find_heading(file.key, raw)
        if heading is None and not heads_missing(spec, file, raw):
            problems.append(no_such_column(name, file, raw, file.key))
        elif heading is not None:
            key_cells = to_text(clean_cells(raw.cells[heading], missing=(), values={}))
    return pd.DataFrame(typed, index=index), key_cells, unread, problems


def _without_headings(problems: Iterable[Problem]) -> list[Problem]:
    """Drop what shows the headings of a file that may have none: they may be cells."""
    return [problem for problem in problems if problem.rule not in HEADING_RULES]


def _has_error(problems: list[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)


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


# -------------------------------------------------------------- after typing
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


def source_file(facts: FileFacts) -> SourceFile:
    """Return what a report says of a file that was read."""
    shown = tuple(
        (what, str(getattr(facts, what)), "detected" if what in facts.detected else "declared")
        for what in ("format", "encoding", "delimiter")
        if getattr(facts, what, "")
    )
    return SourceFile(path=facts.path, sha256=facts.sha256, rows=facts.rows, facts=shown)


def without_repeats(problems: list[Problem]) -> list[Problem]:
    """Drop problems that say the same twice; a problem's mapping of values has no hash."""
    kept: list[Problem] = []
    for problem in problems:
        if problem not in kept:
            kept.append(problem)
    return kept
