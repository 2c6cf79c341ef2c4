"""Read one table of a client: its files, their columns, joined or stacked, and its contract."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from cxkit.client import Column, SourceFile, Table
from cxkit.engagement import CONTRACTS, ColumnSpec, FileSpec, Role, TableName, TableSpec
from cxkit.errors import DataError, Problem
from cxkit.intake import contract
from cxkit.intake.categories import to_category
from cxkit.intake.coerce import (
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
from cxkit.intake.dates import to_date
from cxkit.intake.formats import read_raw
from cxkit.intake.headings import heading_key
from cxkit.intake.privacy import redact_series
from cxkit.intake.pseudonyms import pseudonym
from cxkit.intake.raw_table import RawTable
from cxkit.language import N_, Message
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND, Scale

ROW = "_row"
"""Name of the index: the row number of the first file, as a spreadsheet shows it."""

_NUMERIC: frozenset[Role] = frozenset({"number", "money", "weight"})
_MARKS = {",": N_("decimal comma"), ".": N_("decimal point")}


@dataclass(frozen=True, slots=True)
class _ReadFile:
    """A file with its columns typed, before it is joined to others."""

    spec: FileSpec
    raw: RawTable
    typed: pd.DataFrame
    key: pd.Series | None


def read_table(
    folder: Path, name: TableName, spec: TableSpec, *, pseudonym_key: bytes
) -> tuple[Table | None, list[Problem]]:
    """Read a table and check it; all its problems at once.

    Parameters
    ----------
    folder : Path
        The client folder.
    name : str
        Which contract it follows.
    spec : TableSpec
        Its files and columns, from ``engagement.yml``.
    pseudonym_key : bytes
        Turns identifiers into pseudonyms.

    Returns
    -------
    Table or None
        None where an error stops it.
    list of Problem
        Errors, warnings and notes.
    """
    problems: list[Problem] = []
    raws: list[tuple[FileSpec, RawTable]] = []
    for file in spec.files:
        try:
            raw = read_raw(folder, file, table=name)
        except DataError as error:
            problems += error.problems
            continue
        problems += raw.problems
        raws.append((file, raw))
    joined = bool(spec.files[0].key)
    if not raws or (joined and len(raws) < len(spec.files)):
        return None, problems
    places, found = _place_columns(name, spec, raws)
    problems += found
    read: list[_ReadFile] = []
    unread: set[str] = set()
    for index, (file, raw) in enumerate(raws):
        typed, key, faulty, found = _type_file(name, spec, file, raw, places[index])
        unread |= faulty
        problems += found
        read.append(_ReadFile(file, raw, typed, key))
    if joined and any(item.key is None for item in read):
        return None, _without_repeats(problems)
    frame, found = _join(name, read) if joined else _stack(read)
    problems += found
    columns = {
        key: _column(name, key, column, places)
        for key, column in spec.columns.items()
        if key in frame
    }
    paths = [item.spec.path for item in (read[:1] if joined else read) for _ in item.typed.index]
    problems += contract.check(name, frame, columns, files=paths, unread=frozenset(unread))
    if _has_error(problems):
        return None, _without_repeats(problems)
    frame, kept = _protect(frame, columns, pseudonym_key)
    files = tuple(_source(item.raw) for item in read)
    return Table(name=name, frame=frame, columns=kept, files=files), _without_repeats(problems)


# ------------------------------------------------------------ finding columns
_Placed = list[dict[str, str]]
"""For each file: kit's column name -> heading in that file."""


def _place_columns(
    name: str, spec: TableSpec, raws: list[tuple[FileSpec, RawTable]]
) -> tuple[_Placed, list[Problem]]:
    """Find every declared column in the files that have it."""
    placed: _Placed = [{} for _ in raws]
    problems: list[Problem] = []
    joined = bool(spec.files[0].key)
    for key, column in spec.columns.items():
        heading = column.source or key
        homes = [
            (index, actual)
            for index, (file, raw) in enumerate(raws)
            if (not column.file or column.file == file.path)
            and (actual := _find_heading(heading, raw)) is not None
        ]
        wanted = 1 if joined else len(raws)
        is_key = joined and any(heading == file.key for file, _ in raws)
        if is_key and homes:
            homes = homes[:1]
        if len(homes) < wanted:
            homes_of = {index for index, _ in homes}
            for index, (file, raw) in enumerate(raws):
                missing_here = index not in homes_of and (not joined or index == 0)
                if missing_here and (not column.file or column.file == file.path):
                    problems.append(_no_such_column(name, file, raw, heading, joined=joined))
            if column.file and column.file not in {file.path for file in spec.files}:
                problems.append(_no_such_file(name, key, column, spec))
            continue
        if joined and len(homes) > 1:
            problems.append(_in_several_files(name, key, heading, raws))
            continue
        for index, actual in homes:
            placed[index][key] = actual
    return placed, problems


def _find_heading(heading: str, raw: RawTable) -> str | None:
    if heading in raw.cells.columns:
        return heading
    folded = {heading_key(str(actual)): str(actual) for actual in raw.cells.columns}
    return folded.get(heading_key(heading))


def _no_such_column(
    name: str, file: FileSpec, raw: RawTable, heading: str, *, joined: bool
) -> Problem:
    headings = [str(actual) for actual in raw.cells.columns]
    close = difflib.get_close_matches(heading, headings, n=3, cutoff=0.6)
    folded = {heading_key(actual): actual for actual in headings}
    close = close or [
        folded[item]
        for item in difflib.get_close_matches(heading_key(heading), folded, n=3, cutoff=0.6)
    ]
    quoted = ", ".join(f"“{item}”" for item in (close or headings[:12]))
    return Problem(
        rule="column-not-found",
        message=N_("There is no column with this heading in the file.")
        if not joined
        else N_("There is no column with this heading in any file of the table."),
        remedy=N_("Did you mean {headings}? Correct “from:” in engagement.yml.")
        if close
        else N_("The file has: {headings}. Correct “from:” in engagement.yml."),
        values={"headings": quoted},
        file=file.path,
        table=name,
        column=heading,
    )


def _no_such_file(name: str, key: str, column: ColumnSpec, spec: TableSpec) -> Problem:
    return Problem(
        rule="column-file-unknown",
        message=N_("The column names the file “{file}”, which is not among the table's files."),
        remedy=N_("Write one of: {files}."),
        values={"file": column.file, "files": ", ".join(file.path for file in spec.files)},
        file="engagement.yml",
        table=name,
        column=key,
    )


def _in_several_files(
    name: str, key: str, heading: str, raws: list[tuple[FileSpec, RawTable]]
) -> Problem:
    return Problem(
        rule="column-in-several-files",
        message=N_("Several joined files have the heading “{heading}”."),
        remedy=N_("Say which with “file:” under the column, one of: {files}."),
        values={"heading": heading, "files": ", ".join(file.path for file, _ in raws)},
        file="engagement.yml",
        table=name,
        column=key,
    )


# ------------------------------------------------------------- typing columns
def _type_file(
    name: TableName, spec: TableSpec, file: FileSpec, raw: RawTable, headings: Mapping[str, str]
) -> tuple[pd.DataFrame, pd.Series | None, set[str], list[Problem]]:
    """Turn the declared columns of one file into typed columns; name those with bad cells."""
    cleaned = {
        key: clean_cells(
            raw.cells[heading],
            missing=spec.columns[key].missing,
            values=spec.columns[key].values,
        )
        for key, heading in headings.items()
    }
    roles = {key: role_of(name, key, spec.columns[key]) for key in headings}
    numeric = [key for key, role in roles.items() if role in _NUMERIC]
    decimal, problems = _decimal_mark(name, file, {key: cleaned[key] for key in numeric}, headings)
    unread = set(numeric) if _has_error(problems) else set()
    typed: dict[str, pd.Series] = {}
    for key, cells in cleaned.items():
        role = roles[key]
        column = spec.columns[key]
        place = Place(file.path, name, headings[key], role in ("personal", "verbatim", "id", "key"))
        typed[key], found = _type_column(role, column, file, decimal)(cells, place)
        problems += found
        if _has_error(found):
            unread.add(key)
        standard = CONTRACTS[name].columns.get(key)
        if key in unread and standard is not None and standard.required and cells.isna().any():
            problems.append(contract.blank_required(place, cells[cells.isna()]))
    index = pd.Index(raw.cells.index, name=ROW)
    key_cells: pd.Series | None = None
    if file.key:
        heading = _find_heading(file.key, raw)
        if heading is None:
            problems.append(_no_such_column(name, file, raw, file.key, joined=False))
        else:
            key_cells = to_text(clean_cells(raw.cells[heading], missing=(), values={}))
    return pd.DataFrame(typed, index=index), key_cells, unread, problems


def _has_error(problems: list[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)


def role_of(name: TableName, key: str, column: ColumnSpec) -> Role:
    """Return the role of a column: its own, or that of the table's standard column."""
    standard = CONTRACTS[name].columns.get(key)
    if column.role is not None:
        return column.role
    return standard.role if standard is not None else "category"


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


# ------------------------------------------------------------ several files
def _stack(read: list[_ReadFile]) -> tuple[pd.DataFrame, list[Problem]]:
    """Put files with the same columns one under the other."""
    if len(read) == 1:
        return read[0].typed, []
    return pd.concat([item.typed for item in read]), []


def _join(name: str, read: list[_ReadFile]) -> tuple[pd.DataFrame, list[Problem]]:
    """Join files side by side onto the first by their keys."""
    first = read[0]
    frame = first.typed
    problems: list[Problem] = []
    keys = first.key if first.key is not None else pd.Series(dtype=str)
    for other in read[1:]:
        if other.key is None:
            continue
        place = Place(other.spec.path, name, other.spec.key, personal=True)
        twice = other.key[other.key.duplicated(keep=False) & other.key.notna()]
        if len(twice):
            problems.append(
                place.problem(
                    "key-not-unique",
                    N_("The key must be unique in a file that is joined; some values repeat."),
                    N_("Join this file first in the list, or keep one row for each key."),
                    cells=twice,
                )
            )
            continue
        lookup = other.typed.set_axis(pd.Index(other.key), axis=0)
        lookup = lookup[lookup.index.notna()]
        joined = lookup.reindex(keys.to_numpy()).set_axis(frame.index, axis=0)
        frame = pd.concat([frame, joined], axis=1)
        unmatched = int((~keys.isin(lookup.index)).sum())
        if unmatched:
            problems.append(
                replace(
                    place.problem(
                        "key-unmatched",
                        N_("{n} of {total} rows of the first file have no row here."),
                        N_(
                            "Their columns from this file are blank; check that both use the "
                            "same key."
                        ),
                        severity="error" if unmatched == len(keys) else "warning",
                        n=unmatched,
                        total=len(keys),
                    )
                )
            )
    return frame, problems


# -------------------------------------------------------------- after typing
def _column(name: TableName, key: str, column: ColumnSpec, placed: _Placed) -> Column:
    role = role_of(name, key, column)
    return Column(
        name=key,
        role=role,
        heading=next((item[key] for item in placed if key in item), column.source or key),
        file=column.file,
        scale=scale_of(role, column),
        label=column.label,
        touchpoint=column.touchpoint,
        dimension=column.dimension,
        names=column.names,
        unit=column.unit,
    )


def _protect(
    frame: pd.DataFrame, columns: Mapping[str, Column], key: bytes
) -> tuple[pd.DataFrame, dict[str, Column]]:
    """Drop personal columns, redact comments, replace identifiers by pseudonyms."""
    names: set[str] = set()
    for column in columns.values():
        if column.role == "personal":
            names.update(str(value) for value in frame[column.name].dropna().unique())
    kept = {name: column for name, column in columns.items() if column.role != "personal"}
    safe: dict[str, pd.Series] = {}
    for name, column in kept.items():
        cells = frame[name]
        if column.role == "verbatim":
            cells = redact_series(cells, names=frozenset(names))
        elif column.role in ("id", "key"):
            known = {value: pseudonym(key, value) for value in cells.dropna().unique()}
            cells = cells.map(known)
        safe[name] = cells
    return pd.DataFrame(safe, index=frame.index), kept


def _source(raw: RawTable) -> SourceFile:
    facts = raw.facts
    shown = tuple(
        (what, str(getattr(facts, what)), "detected" if what in facts.detected else "declared")
        for what in ("format", "encoding", "delimiter")
        if getattr(facts, what, "")
    )
    return SourceFile(path=facts.path, sha256=facts.sha256, rows=facts.rows, facts=shown)


def _without_repeats(problems: list[Problem]) -> list[Problem]:
    """Drop problems that say the same twice; a problem's mapping of values has no hash."""
    kept: list[Problem] = []
    for problem in problems:
        if problem not in kept:
            kept.append(problem)
    return kept
