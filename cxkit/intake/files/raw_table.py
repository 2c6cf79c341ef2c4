"""A client's file as it came: its cells, and what was found out about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from cxkit.errors import MAX_SHOWN, Problem

FileFormat = Literal["text", "xlsx", "parquet"]

TOP_ROWS = 30
"""Rows from the start of a file among which its headings are looked for."""

Top = tuple[tuple[int, bool, tuple[str, ...]], ...]
"""Rows above the records: row number, whether it was read as heading, and cells as text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """What a file is, for the check and for the provenance of a report.

    Attributes
    ----------
    path : str
        As written in ``engagement.yml``.
    format : {"text", "xlsx", "parquet"}
        How it was read.
    encoding : str
        Encoding of a text file, such as ``"utf-8"`` or ``"cp1252"``; else empty.
    delimiter : str
        Delimiter of a text file: one of ``, ; |`` or ``tab``; else empty.
    sheet : str
        Sheet of a spreadsheet; else empty.
    rows, columns : int
        Rows of data (without headings and blank rows) and columns.
    detected : tuple of str
        Which of ``encoding``, ``delimiter``, ``sheet`` were found out, not declared.
    sha256 : str
        Hash of the file's bytes, in hexadecimal.
    bytes : int
        Size of the file.
    """

    path: str
    format: FileFormat
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    rows: int
    columns: int
    detected: tuple[str, ...] = ()
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RawTable:
    """Cells of one file, nothing interpreted.

    Attributes
    ----------
    cells : pandas.DataFrame
        One column a heading, one row a record; the index is the row number as a
        spreadsheet shows it (the first row of the file is 1). Text files give text
        only; spreadsheets and Parquet give numbers, dates and truth values as stored.
        An empty cell is missing.
    facts : FileFacts
        What the file is.
    problems : tuple of Problem
        Warnings and notes; errors are raised instead.
    top : tuple
        Rows above the records: those skipped (the first `TOP_ROWS`) and those of the heading.
    """

    cells: pd.DataFrame
    facts: FileFacts
    problems: tuple[Problem, ...] = ()
    top: Top = ()

    @property
    def heading_row(self) -> int:
        """Row number where the headings were read, the first one where there are several."""
        return next((row for row, is_heading, _ in self.top if is_heading), 1)


@dataclass(slots=True)
class RowTally:
    """Rows that share a fault: the first few and how many in all."""

    first: list[int] = field(default_factory=list)
    count: int = 0

    def add(self, row: int) -> None:
        """Count a row."""
        self.count += 1
        if len(self.first) < MAX_SHOWN:
            self.first.append(row)

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows a message shows."""
        return tuple(self.first)
