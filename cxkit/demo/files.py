"""Writing a table as the client's own system would have exported it, byte for byte the same."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter  # type: ignore[import-untyped]  # ships no types


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a client's text files look.

    Attributes
    ----------
    delimiter, encoding, decimal, newline : str
        As a spreadsheet or a database would write them.
    day, minute : str
        Formats of dates and of times.
    date_order : str
        Order of the parts of a date, as ``engagement.yml`` declares it.
    yes, no : str
        How a flag is written.
    """

    delimiter: str
    encoding: str
    decimal: str
    newline: str
    day: str
    minute: str
    date_order: str
    yes: str
    no: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a client's file.

    Attributes
    ----------
    name : str
        The kit's name.
    heading : str
        Heading in the file.
    spec : dict
        Further keys of the column in ``engagement.yml`` (role, scale, label ...).
    time : bool
        Whether a date is written with its time.
    recode : dict
        Answers written as words: number to word.
    """

    name: str
    heading: str
    spec: dict[str, object] = field(default_factory=dict)
    time: bool = False
    recode: dict[int, str] = field(default_factory=dict)


def csv_bytes(table: pd.DataFrame, columns: Sequence[Column], style: Style) -> bytes:
    """Return a table as a text file in the client's style."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=style.delimiter, lineterminator=style.newline)
    writer.writerow([column.heading for column in columns])
    cells = [_cells(table[column.name], column, style) for column in columns]
    writer.writerows(zip(*cells, strict=True))
    return out.getvalue().encode(style.encoding)


def xlsx_bytes(table: pd.DataFrame, columns: Sequence[Column], *, sheet: str) -> bytes:
    """Return a table as a workbook, stored uncompressed so that no zlib changes a byte."""
    raw = io.BytesIO()
    book = xlsxwriter.Workbook(raw, {"in_memory": True})
    book.set_properties({"created": datetime(2026, 6, 30)})
    page = book.add_worksheet(sheet)
    date_format = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    for number, column in enumerate(columns):
        page.write_string(0, number, column.heading)
        for row, value in enumerate(table[column.name], start=1):
            if pd.isna(value):
                continue
            if isinstance(value, pd.Timestamp):
                page.write_datetime(row, number, value.to_pydatetime(), date_format)
            elif isinstance(value, str):
                page.write_string(row, number, value)
            else:
                page.write_number(row, number, float(value))
    book.close()
    return _stored(raw)


def parquet_bytes(table: pd.DataFrame, columns: Sequence[Column]) -> bytes:
    """Return a table as an uncompressed Parquet file with the client's headings."""
    arrays = [_arrow(table[column.name], column) for column in columns]
    data = pa.table(arrays, names=[column.heading for column in columns])
    out = io.BytesIO()
    pq.write_table(data, out, compression="none", write_statistics=False, store_schema=False)
    return out.getvalue()


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _cells(values: pd.Series, column: Column, style: Style) -> list[str]:
    """Return the cells of a column as text; blank where there is no value."""
    return [
        "" if value is None or pd.isna(value) else _cell(value, column, style) for value in values
    ]


def _cell(value: object, column: Column, style: Style) -> str:
    if isinstance(value, pd.Timestamp):
        return value.strftime(style.minute if column.time else style.day)
    if isinstance(value, bool):
        return style.yes if value else style.no
    if isinstance(value, str):
        return value
    number = float(str(value))
    if column.recode:
        return column.recode[int(number)]
    if number.is_integer():
        return str(int(number))
    return f"{number:.2f}".rstrip("0").replace(".", style.decimal)


def _arrow(values: pd.Series, column: Column) -> pa.Array:
    """Return a column with the narrowest sensible type."""
    cells = [None if value is None or pd.isna(value) else value for value in values]
    known = [cell for cell in cells if cell is not None]
    if known and isinstance(known[0], pd.Timestamp):
        kind = pa.timestamp("ms") if column.time else pa.date32()
        times = [cell if cell is None else cell.to_pydatetime() for cell in cells]
        return pa.array([t if t is None or column.time else t.date() for t in times], kind)
    if known and isinstance(known[0], bool):
        return pa.array(cells, pa.bool_())
    if known and isinstance(known[0], str):
        return pa.array(cells, pa.string())
    if all(float(cell).is_integer() for cell in known):
        return pa.array([None if cell is None else int(cell) for cell in cells], pa.int32())
    return pa.array(cells, pa.float64())


def _stored(raw: io.BytesIO) -> bytes:
    """Repack an archive without compression, dates or platform marks."""
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            target.writestr(entry, source.read(name))
    return out.getvalue()
