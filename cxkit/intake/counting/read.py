"""Read a large table: find its columns, check the different values of each, count the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from cxkit.client import ANSWERS, Column
from cxkit.counted import CountedTable
from cxkit.engagement import CONTRACTS, FileSpec, Role, TableName, TableSpec
from cxkit.errors import DataError, Problem
from cxkit.intake.counting.answers import CountedFile, CountedFiles
from cxkit.intake.counting.compact import BlockKey, stored_parquet, stored_text
from cxkit.intake.counting.distinct import MOST_VALUES, CountedPlace, Distinct, distinct
from cxkit.intake.counting.engine import connected
from cxkit.intake.counting.large import why_not
from cxkit.intake.counting.stored import StoredFile
from cxkit.intake.files.formats import format_of
from cxkit.intake.files.headings import HEADING_RULES, clean_heading, unique_headings
from cxkit.intake.files.parquet import check_flat, damaged, header_only
from cxkit.intake.files.raw_table import TOP_ROWS, FileFacts, RawTable
from cxkit.intake.files.text_file import TextContent, read_text
from cxkit.intake.mapping import contract
from cxkit.intake.mapping.coerce import Place
from cxkit.intake.mapping.column_places import place_columns
from cxkit.intake.mapping.heading_rows import heads_missing
from cxkit.intake.mapping.tables import (
    homes,
    meaning,
    role_in,
    source_file,
    type_columns,
    without_repeats,
)
from cxkit.intake.paths import resolve_inside, unreadable
from cxkit.language import N_

_NEVER: frozenset[Role] = frozenset({"id", "key", "personal", "verbatim"})
"""What is never read from a table that is counted."""

_MAY_BE_MANY: frozenset[Role] = frozenset({"number", "money", "category", "segment"})
"""What is left out, and said, where a column has too many different values."""

_ALL_BYTES = 1 << 62
_KEYS = ("customer_id", "account_id")


@dataclass(slots=True, kw_only=True)
class _Opened:
    """A file whose headings and first rows are known."""

    spec: FileSpec
    path: Path
    raw: RawTable
    text: TextContent | None
    schema: pa.Schema


def read_counted(
    folder: Path, name: TableName, spec: TableSpec
) -> tuple[CountedTable | None, list[Problem]]:
    """Count a table where it is and check it like any other.

    Parameters
    ----------
    folder : Path
        The client folder; text files leave a Parquet copy of the counted columns in it.
    name, spec : TableName, TableSpec
        The table.

    Returns
    -------
    CountedTable or None
        None where an error stops it.
    list of Problem
        The same problems as for a table that is read row by row, with the same counts and
        first rows. Identifiers are not looked at, so that repeated ones are not found.
    """
    refused = why_not(spec)
    if refused is not None:
        return None, [refused]
    with connected():
        return _read(folder, name, spec)


def _read(
    folder: Path, name: TableName, spec: TableSpec
) -> tuple[CountedTable | None, list[Problem]]:
    import duckdb

    problems: list[Problem] = []
    opened: list[_Opened] = []
    for file in spec.files:
        try:
            item = _open(folder, file, name)
        except DataError as error:
            problems += [found for found in error.problems if found.rule not in HEADING_RULES]
            continue
        headless = heads_missing(spec, file, item.raw)
        problems += [
            found for found in item.raw.problems if not (headless and found.rule in HEADING_RULES)
        ]
        opened.append(item)
    if not opened:
        return None, problems
    raws = [(item.spec, item.raw) for item in opened]
    places, found = place_columns(name, spec, raws)
    problems += found
    block = next((key for key in _KEYS if all(key in headings for headings in places)), "")
    files: list[StoredFile] = []
    typed: list[dict[str, tuple[Distinct, pd.Series]]] = []
    facts: list[FileFacts] = []
    left_out: set[str] = set()
    for item, headings in zip(opened, places, strict=True):
        wanted = {
            key: heading
            for key, heading in headings.items()
            if role_in(name, key, spec.columns[key]) not in _NEVER
        }
        customer = (headings[block], spec.columns[block].missing) if block else None
        try:
            stored, more = _store(folder, item, wanted, customer, name)
            problems += more
            read, stored, gone, n, more = _check(name, spec, item, stored, wanted)
        except DataError as error:
            problems += error.problems
            continue
        except (pa.ArrowException, UnicodeDecodeError, OverflowError):
            problems += damaged(item.spec.path, name).problems
            continue
        except (duckdb.Error, OSError) as error:
            problems.append(_failed(item.spec.path, name, error))
            continue
        problems += more
        left_out |= gone
        files.append(stored)
        typed.append(read)
        facts.append(replace(item.raw.facts, rows=n))
    if any(problem.severity == "error" for problem in problems) or not files:
        return None, without_repeats(problems)
    columns = {
        key: meaning(name, key, column, homes(key, raws, places))
        for key, column in spec.columns.items()
        if key not in left_out and any(key in read for read in typed)
    }
    source = _source(files, typed, columns)
    columns[ANSWERS] = Column(name=ANSWERS, role="number")
    table = CountedTable(
        name=name,
        frame=source.joint(_first_things_first(columns)),
        columns=columns,
        files=tuple(source_file(item) for item in facts),
        source=source,
        n_rows=sum(item.rows for item in facts),
        block=block,
    )
    problems.append(_said(table))
    return table, without_repeats(problems)


# ------------------------------------------------------------------ opening files
def _open(folder: Path, spec: FileSpec, name: TableName) -> _Opened:
    path = resolve_inside(folder, spec.path, table=name)
    try:
        size = path.stat().st_size
        kind = format_of(path, spec, name, size=size, most=_ALL_BYTES)
        with path.open("rb") as source:
            sha256 = hashlib.file_digest(source, "sha256").hexdigest()
        facts = FileFacts(path=spec.path, format=kind, rows=0, columns=0, sha256=sha256, bytes=size)
        if kind == "parquet":
            return _open_parquet(path, spec, name, facts)
        head = read_text(path, spec, table=name, most_rows=TOP_ROWS)
    except PermissionError as error:
        raise unreadable(spec.path, table=name) from error
    facts = replace(
        facts,
        encoding=head.encoding,
        delimiter=head.delimiter,
        detected=head.detected,
        columns=len(head.cells.columns),
    )
    raw = RawTable(cells=head.cells, facts=facts, problems=head.problems, top=head.top)
    return _Opened(spec=spec, path=path, raw=raw, text=head, schema=pa.schema([]))


def _open_parquet(path: Path, spec: FileSpec, name: TableName, facts: FileFacts) -> _Opened:
    try:
        with pq.ParquetFile(path) as source:
            schema = source.schema_arrow
            check_flat(schema, spec.path, name)
            rows = source.metadata.num_rows
    except (pa.ArrowException, OSError, UnicodeDecodeError, OverflowError) as error:
        raise damaged(spec.path, name) from error
    headings, problems = unique_headings(
        [clean_heading(heading) for heading in schema.names], file=spec.path, table=name
    )
    if not rows:
        problems.append(header_only(spec.path, name))
    cells = pd.DataFrame(columns=headings, index=pd.Index([], dtype="int64"))
    raw = RawTable(
        cells=cells, facts=replace(facts, columns=len(headings)), problems=tuple(problems)
    )
    return _Opened(spec=spec, path=path, raw=raw, text=None, schema=schema)


def _store(
    folder: Path,
    item: _Opened,
    wanted: Mapping[str, str],
    customer: tuple[str, tuple[str, ...]] | None,
    name: TableName,
) -> tuple[StoredFile, list[Problem]]:
    """Return the file as DuckDB reads it, and what only reading all of it can tell."""
    headings = list(item.raw.cells.columns)
    places = {key: headings.index(heading) for key, heading in wanted.items()}
    at = headings.index(customer[0]) if customer is not None else 0
    missing = customer[1] if customer is not None else ()
    sha256 = item.raw.facts.sha256
    if item.text is None:
        names = {key: item.schema.names[place] for key, place in places.items()}
        if customer is None:
            return StoredFile(path=item.path, places=names, schema=item.schema), []
        key = BlockKey(item.schema.names[at], missing)
        return stored_parquet(item.path, names, key, folder=folder, sha256=sha256), []
    stored, content = stored_text(
        item.path,
        item.spec,
        item.text,
        places,
        BlockKey(at, missing) if customer is not None else None,
        table=name,
        folder=folder,
        sha256=sha256,
    )
    return stored, list(content.problems)


# --------------------------------------------------------------- checking columns
def _check(
    name: TableName,
    spec: TableSpec,
    item: _Opened,
    stored: StoredFile,
    headings: Mapping[str, str],
) -> tuple[dict[str, tuple[Distinct, pd.Series]], StoredFile, set[str], int, list[Problem]]:
    """Type the different values of each column as if they were all its rows."""
    problems: list[Problem] = []
    found: dict[str, Distinct] = {}
    left_out: set[str] = set()
    for key in headings:
        role = role_in(name, key, spec.columns[key])
        values = distinct(stored, key)
        if values is None and role == "date" and stored.is_text(key):
            stored = replace(stored, by_hour=stored.by_hour | {key})
            values = distinct(stored, key)
        if values is None:
            problems.append(_too_many(item.spec.path, name, headings[key], role))
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
    typed, _, more = type_columns(name, spec, item.spec, came, headings, at=at)
    problems += more
    for key, cells in typed.items():
        standard = CONTRACTS[name].columns.get(key)
        if standard is not None and standard.low is not None:
            place = at(key, Place(item.spec.path, name, headings[key]))
            problems += _below(name, spec, key, cells, place, standard.low)
    n = max((int(values.counts.sum()) for values in found.values()), default=0)
    return {key: (found[key], typed[key]) for key in typed}, stored, left_out, n, problems


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


def _failed(file: str, name: str, error: Exception) -> Problem:
    """Say that counting failed; the engine's own message may hold cells and is not shown."""
    return Problem(
        rule="counting-failed",
        message=N_("The answers of the file could not be counted ({reason})."),
        remedy=N_(
            "Check that the disk has room for about half the size of the file, and that the file "
            "opens in another program; export it again if it does not."
        ),
        values={"reason": type(error).__name__},
        file=file,
        table=name,
    )


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


# ------------------------------------------------------------------- the result
def _source(
    files: list[StoredFile],
    typed: list[dict[str, tuple[Distinct, pd.Series]]],
    columns: Mapping[str, Column],
) -> CountedFiles:
    """Give every different value of a column its place, over all files."""
    values: dict[str, pd.Series] = {}
    for key in sorted(columns, key=lambda name: _often_asked(columns[name])):
        column = columns[key]
        each = pd.concat([_by_day(read[key][1], column.role) for read in typed if key in read])
        values[key] = each.dropna().drop_duplicates().sort_values(ignore_index=True)
    counted = []
    for stored, read in zip(files, typed, strict=True):
        codes: dict[str, dict[Any, int]] = {}
        for key, column in columns.items():
            if key not in read:
                codes[key] = {None: -1}
                continue
            found, cells = read[key]
            places = pd.Index(values[key]).get_indexer(pd.Index(_by_day(cells, column.role)))
            codes[key] = dict(zip(found.keys, places.tolist(), strict=True))
        counted.append(CountedFile(stored=stored, codes=codes))
    kin = {key for key, column in columns.items() if column.role == "rating"}
    return CountedFiles(counted, values, kin=kin)


def _often_asked(column: Column) -> int:
    """Return the place of a column among those that are counted together with others."""
    order: list[str] = ["ltr", "csat", "ces", "segment", "category", "flag", "rating"]
    return order.index(column.role) if column.role in order else len(order)


def _by_day(cells: pd.Series, role: Role) -> pd.Series:
    return cells.dt.normalize() if role == "date" else cells


def _first_things_first(columns: Mapping[str, Column]) -> list[str]:
    """Order columns by how much the rooms that need a table of counts ask for them."""
    first = ["touchpoint", "ltr", "csat", "ces", "channel", "wave", "stage", "date"]
    known = [name for name in first if name in columns]
    return known + [name for name in columns if name not in known and name != ANSWERS]


def _said(table: CountedTable) -> Problem:
    return Problem(
        rule="answers-counted",
        severity="note",
        message=N_(
            "The answers are so many that they were counted, not read one by one: {n} rows."
        ),
        remedy=N_(
            "Comments, identifiers and repeated rows were not looked at, and nothing links an "
            "answer to a customer. To read every row, write “read: rows” for the table."
        ),
        values={"n": table.n_rows},
        file=table.files[0].path,
        table=table.name,
    )
