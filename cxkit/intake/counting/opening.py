"""Open the files of a table that is counted: headings first, then a copy that DuckDB reads."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from cxkit.engagement import FileSpec, TableName
from cxkit.errors import Problem
from cxkit.intake.counting.compact import BlockKey, stored_parquet, stored_text
from cxkit.intake.counting.stored import StoredFile
from cxkit.intake.files.formats import format_of
from cxkit.intake.files.headings import clean_heading, unique_headings
from cxkit.intake.files.parquet import check_flat, damaged, header_only
from cxkit.intake.files.raw_table import TOP_ROWS, FileFacts, RawTable
from cxkit.intake.files.text_file import TextContent, read_text
from cxkit.intake.paths import resolve_inside, unreadable

_ALL_BYTES = 1 << 62


@dataclass(slots=True, kw_only=True)
class OpenedFile:
    """A file whose headings and first rows are known.

    Attributes
    ----------
    spec, path : FileSpec, Path
        What is declared about it, and where it is.
    raw : RawTable
        Its headings, its first rows, and what was found out about it.
    text : TextContent or None
        The same of a text file.
    schema : pyarrow.Schema
        Columns of a Parquet file.
    """

    spec: FileSpec
    path: Path
    raw: RawTable
    text: TextContent | None
    schema: pa.Schema


def open_file(folder: Path, spec: FileSpec, name: TableName) -> OpenedFile:
    """Read the headings and first rows of a file of any size.

    Parameters
    ----------
    folder, spec, name : Path, FileSpec, TableName
        The client folder, the file and the table it belongs to.

    Raises
    ------
    DataError
        As `read_raw`, whatever the size.
    """
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
    return OpenedFile(spec=spec, path=path, raw=raw, text=head, schema=pa.schema([]))


def _open_parquet(path: Path, spec: FileSpec, name: TableName, facts: FileFacts) -> OpenedFile:
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
    return OpenedFile(spec=spec, path=path, raw=raw, text=None, schema=schema)


def store_file(
    folder: Path,
    item: OpenedFile,
    wanted: Mapping[str, str],
    customer: tuple[str, tuple[str, ...]] | None,
    name: TableName,
) -> tuple[StoredFile, list[Problem]]:
    """Return a file as DuckDB reads it, and what only reading all of it can tell.

    Parameters
    ----------
    folder, item, name : Path, OpenedFile, TableName
        The client folder, the file and its table.
    wanted : Mapping[str, str]
        Name in the kit -> heading, for the columns that are counted.
    customer : tuple or None
        Heading of what tells customers apart, and what stands there for none.
    """
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
