"""Large files turned once into compact Parquet, columns that are not counted left behind."""

from __future__ import annotations

import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from cxkit.engagement import FileSpec
from cxkit.intake.counting.engine import connected, in_order, name, text
from cxkit.intake.counting.stored import BLANK, BLOCK_OF, ROW, StoredFile, block_sql
from cxkit.intake.files.text_delimiter import DELIMITERS
from cxkit.intake.files.text_file import TextContent, read_text
from cxkit.intake.files.text_records import MAX_LINE


@dataclass(frozen=True, slots=True)
class BlockKey:
    """What tells customers apart.

    Attributes
    ----------
    column : int or str
        Place of the column in a text file, its name in a Parquet file.
    missing : tuple of str
        What stands for no customer.
    """

    column: int | str
    missing: tuple[str, ...]


STORE = Path(".private") / "counts"
"""Where the Parquet files are, below the client's folder; deleting them loses nothing."""

_BLOCK = 1 << 20
_BUFFER = 8 << 20
_PLAIN = frozenset({"utf-8", "ascii"})


def stored_text(
    path: Path,
    spec: FileSpec,
    head: TextContent,
    places: Mapping[str, int],
    block: BlockKey | None,
    *,
    table: str,
    folder: Path,
    sha256: str,
) -> tuple[StoredFile, TextContent]:
    """Return a text file as Parquet, made now unless it was made before.

    Parameters
    ----------
    path, spec, table : Path, FileSpec, str
        The file, already known to lie in the client's folder.
    head : TextContent
        Its first rows.
    places : Mapping[str, int]
        Name in the kit -> place of the column in the file, for what is to be kept.
    block : BlockKey or None
        What tells customers apart.
    folder : Path
        The client's folder.
    sha256 : str
        Hash of the file.

    Returns
    -------
    stored : StoredFile
        The Parquet file.
    content : TextContent
        How it was read and what was wrong with it; without cells.

    Raises
    ------
    DataError
        As `read_text`.

    Notes
    -----
    DuckDB reads what follows RFC 4180 to the letter. Where it refuses a file, or the file is
    of a kind whose rows it would number otherwise (zero bytes, blank lines, an old encoding,
    several heading rows), the kit's own reader takes it in blocks: slower, with the same
    result as for a file of a thousand rows.
    """
    kept = sorted(places.items(), key=lambda item: item[1])
    columns = {key: f"c{at}" for at, (key, _) in enumerate(kept)}
    how = (spec.header_rows, spec.skip_rows, spec.delimiter, spec.encoding, block)
    target = _target(folder, sha256, [at for _, at in kept], how)
    told = BLOCK_OF if block is not None else ""
    if _is_plain(path, spec, head) and (
        target.is_file() or _by_duckdb(path, head, kept, block, target)
    ):
        schema = pq.read_schema(target)
        where = f"NOT {name(BLANK)}"
        stored = StoredFile(path=target, places=columns, schema=schema, where=where, block=told)
        return stored, head
    target = target.with_suffix(".rows.parquet")
    content = _by_rows(path, spec, [at for _, at in kept], block, target, table=table)
    schema, row = pq.read_schema(target), name(ROW)
    return StoredFile(path=target, places=columns, schema=schema, row=row, block=told), content


def stored_parquet(
    path: Path, places: Mapping[str, str], block: BlockKey, *, folder: Path, sha256: str
) -> StoredFile:
    """Return a Parquet file without what is not counted, its customers in random groups.

    Parameters
    ----------
    path : Path
        The file, already known to lie in the client's folder.
    places : Mapping[str, str]
        Name in the kit -> column of the file, for what is to be kept.
    block : BlockKey
        What tells customers apart.
    folder, sha256 : Path, str
        The client's folder, and the hash of the file.
    """
    columns = {key: f"c{number}" for number, key in enumerate(places)}
    target = _target(folder, sha256, sorted(places.values()), (block, *places))
    if not target.is_file():
        chosen = "".join(f"{name(places[key])} AS {new}, " for key, new in columns.items())
        group = block_sql(name(str(block.column)), "file_row_number", block.missing)
        source = f"read_parquet({text(str(path))}, file_row_number = true)"
        with _written(target) as new, in_order() as connection:
            connection.execute(
                f"COPY (SELECT {chosen}{group} AS {name(BLOCK_OF)} FROM {source}) "
                f"TO {text(str(new))} (FORMAT parquet, COMPRESSION snappy)"
            )
    schema = pq.read_schema(target)
    return StoredFile(path=target, places=columns, schema=schema, block=BLOCK_OF)


def _target(folder: Path, sha256: str, places: Sequence[object], how: object) -> Path:
    """Return the path of the compact copy of a file's columns."""
    mark = hashlib.sha256(repr((places, how)).encode()).hexdigest()[:16]
    home = folder / STORE
    try:
        home.parent.mkdir(mode=0o700, exist_ok=True)
        home.mkdir(mode=0o700, exist_ok=True)
        writable = os.access(home, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        home = Path(tempfile.gettempdir()) / f"cxkit-counts-{os.getuid()}"
        home.mkdir(mode=0o700, exist_ok=True)
    return home / f"{sha256[:32]}-{mark}.parquet"


@contextmanager
def _written(target: Path) -> Iterator[Path]:
    """Give a path to write to that becomes the target when all went well."""
    new = target.with_name(f"{target.stem}.{secrets.token_hex(4)}.part")
    try:
        yield new
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)


def _is_plain(path: Path, spec: FileSpec, head: TextContent) -> bool:
    """Tell whether DuckDB numbers and reads the rows of a text file as the kit does."""
    one_line = len(head.top) == 1 and not any(
        "\n" in cell or "\r" in cell for cell in head.top[0][2]
    )
    named = bool(head.top) and all(head.top[0][2])
    usual = head.encoding in _PLAIN and spec.header_rows == 1 and not spec.skip_rows
    if not (one_line and named and usual and len(head.cells.columns) > 1):
        return False
    last = b"\n"
    with path.open("rb") as source:
        while block := source.read(_BLOCK):
            seen = last + block
            if b"\0" in block or b"\n\n" in seen or b"\n\r" in seen:
                return False
            if b"\r" in block and seen.count(b"\r") != seen.count(b"\r\n") + seen.endswith(b"\r"):
                return False
            last = block[-1:]
    return last != b"\r"


def _by_duckdb(
    path: Path,
    head: TextContent,
    kept: Sequence[tuple[str, int]],
    block: BlockKey | None,
    target: Path,
) -> bool:
    """Write the columns of a regular text file; return False where DuckDB will not read it."""
    import duckdb

    width = len(head.top[0][2])
    types = ", ".join(f"'f{at}': 'VARCHAR'" for at in range(width))
    delimiter = DELIMITERS[head.delimiter]
    source = (
        f"read_csv({text(str(path))}, auto_detect = false, header = false, skip = 1, "
        f"delim = {text(delimiter)}, quote = '\"', escape = '\"', columns = {{{types}}}, "
        f"strict_mode = true, null_padding = false, max_line_size = {MAX_LINE}, "
        f"buffer_size = {_BUFFER})"
    )
    chosen = ", ".join(f"f{at} AS c{number}" for number, (_, at) in enumerate(kept))
    every = ", ".join(f"f{at}" for at in range(width))
    if block is not None:
        group = block_sql(f"f{block.column}", "row_number() OVER ()", block.missing)
        chosen += f", {group} AS {name(BLOCK_OF)}"
    try:
        with _written(target) as new, in_order() as connection:
            connection.execute(
                f"COPY (SELECT {chosen}, coalesce({every}) IS NULL AS {name(BLANK)} FROM {source}) "
                f"TO {text(str(new))} (FORMAT parquet, COMPRESSION snappy)"
            )
    except duckdb.Error:
        return False
    return True


def _by_rows(
    path: Path,
    spec: FileSpec,
    places: Sequence[int],
    block: BlockKey | None,
    target: Path,
    *,
    table: str,
) -> TextContent:
    """Write the columns of any text file with the kit's own reader."""
    fields = [(f"c{number}", pa.large_string()) for number in range(len(places))]
    groups = [(BLOCK_OF, pa.uint8())] if block is not None else []
    schema = pa.schema([*fields, (ROW, pa.int64()), *groups])
    with (
        connected() as connection,
        _written(target) as new,
        pq.ParquetWriter(new, schema) as writer,
    ):

        def sink(columns: Sequence[pa.Array], numbers: Sequence[int]) -> None:
            rows = pa.array(numbers, pa.int64())
            kept = [*(columns[at] for at in places), rows]
            if block is not None:
                connection.register("chunk", pa.table({"k": columns[int(block.column)], "r": rows}))
                group = block_sql("k", "r", block.missing)
                found = connection.sql(f"SELECT {group} AS b FROM chunk").to_arrow_table()
                kept.append(found.column("b").combine_chunks())
            writer.write_table(pa.table(kept, schema=schema))

        return read_text(path, spec, table=table, sink=sink)
