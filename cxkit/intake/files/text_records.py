"""Records of an open text file, read into blocks of columns, each fault with its row."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress, count, islice
from typing import Any, TextIO

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cxkit.errors import Problem
from cxkit.intake.files.headings import clean_heading, join_heading_rows, unique_headings
from cxkit.intake.files.raw_table import TOP_ROWS
from cxkit.intake.files.text_faults import Faults

MAX_LINE = 1_000_000
"""Longest line of a text file, in characters."""

Sink = Callable[[Sequence[pa.Array], Sequence[int]], None]
"""Takes blocks of columns with their row numbers, so that no file need fit into memory."""

_CHUNK = 50_000


@dataclass(slots=True)
class Records:
    """Reads the records of an open text file into blocks of columns.

    Attributes
    ----------
    stream : TextIO
        The file, at its beginning.
    delimiter : str
        The character between fields.
    faults : Faults
        Takes what is wrong.
    watch : bool
        Whether letters may turn out to be unreadable.
    sink : callable or None
        Takes the columns block by block; without one they are kept.
    row : int
        Row that was read last.
    top : list of tuple
        Rows above the records, as in `RawTable`.
    """

    stream: TextIO
    delimiter: str
    faults: Faults
    watch: bool
    sink: Sink | None = None
    row: int = 0
    kept: int = 0
    filled: set[int] = field(default_factory=set)
    width: int = 0
    named: int = 0
    consumed: list[str] = field(default_factory=list)
    lines: Iterator[str] = field(init=False)
    strict: Iterator[list[str]] = field(init=False)
    records: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    blocks: list[list[pa.Array]] = field(default_factory=list)
    top: list[tuple[int, bool, tuple[str, ...]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin at the first line."""
        self._begin()

    def _begin(self) -> None:
        self.lines = self._lines()
        self.strict = csv.reader(self.lines, strict=True, **self.style)

    @property
    def style(self) -> dict[str, Any]:
        """How the csv module parts a line; runs of blanks count as one."""
        return {"delimiter": self.delimiter, "skipinitialspace": self.delimiter == " "}

    def _lines(self) -> Iterator[str]:
        """Yield lines of bounded length, remembering those of the record being read."""
        readline, remember, faults = self.stream.readline, self.consumed.append, self.faults
        first = self.row == 0
        while line := readline(MAX_LINE + 2):
            if len(line.rstrip("\r\n")) > MAX_LINE:
                faults.long_line = self.row + 1
                return
            if first:
                line = line.removeprefix("\ufeff")
                first = False
            remember(line)
            yield line

    def skip(self, rows: int) -> None:
        """Pass over physical lines before the heading."""
        for line in islice(self.lines, rows):
            self.row += 1
            if self.row <= TOP_ROWS:
                self.top.append((self.row, False, self._parted(line)))
        self.consumed.clear()

    def _parted(self, line: str) -> tuple[str, ...]:
        try:
            return tuple(next(csv.reader([line], **self.style), ()))
        except csv.Error:
            return ()

    def next_record(self) -> list[str] | None:
        """Return the next record, None at the end or where reading on makes no sense."""
        self.consumed.clear()
        try:
            record = next(self.strict, None)
        except csv.Error as error:
            record = self._doubtful(str(error))
        if self.faults.long_line:
            return None
        if record is not None:
            self.row += 1
            self.faults.look(self.consumed, self.row, replaced=self.watch)
        return record

    def _doubtful(self, reason: str) -> list[str] | None:
        """Read a record that breaks the rules of quoting as far as that is possible."""
        row = self.row + 1
        if "unexpected end" in reason or "field limit" in reason:
            self.faults.open_quote = row
            return None
        lenient = csv.reader(chain(list(self.consumed), self.lines), **self.style)
        try:
            record = next(lenient, None)
        except csv.Error:
            self.faults.open_quote = row
            return None
        (self.faults.torn if len(self.consumed) > 1 else self.faults.stray).add(row)
        return record

    def headings(self, rows: int) -> list[str] | None:
        """Return the raw headings, None if the file is empty."""
        found: list[list[str]] = []
        while len(found) < rows and (record := self.next_record()) is not None:
            if any(record) or found:
                found.append(record)
                self.top.append((self.row, True, tuple(record)))
        if not any(clean_heading(cell) for record in found for cell in record):
            self.faults.empty = True
            return None
        joined = join_heading_rows(found)
        self.width = len(joined)
        self.named = max(place for place, name in enumerate(joined, start=1) if name)
        return joined

    def read_clean(self) -> bool:
        """Read all records below the heading at once, if no letter and no record is at fault.

        Otherwise nothing is read: `read_rows` goes record by record and says what is wrong.
        """
        rest = self.stream.read()
        self.stream = io.StringIO(rest, newline="")
        self._begin()
        if "\0" in rest or "\ufffd" in rest or max(map(len, rest.split("\n"))) > MAX_LINE:
            return False
        try:
            records = list(csv.reader(io.StringIO(rest, newline=""), strict=True, **self.style))
        except csv.Error:
            return False
        filled = [any(record) for record in records]
        kept = list(compress(records, filled))
        if any(len(record) != self.width for record in kept):
            return False
        self.records = kept
        self.numbers = [self.row + at for at in compress(count(1), filled)]
        self.row += len(records)
        self._pack()
        return True

    def read_rows(self, most: int | None) -> None:
        """Read all records below the heading, or the first of them."""
        width, named = self.width, self.named
        while self.kept + len(self.records) != most and (record := self.next_record()) is not None:
            if not any(record):
                continue
            if len(record) != width:
                record = self._fitted(record, width, named)
            self.records.append(record)
            self.numbers.append(self.row)
            if len(self.records) % _CHUNK == 0:
                self._pack()
        self._pack()

    def _fitted(self, record: list[str], width: int, named: int) -> list[str]:
        """Return a record of the right length, having counted it if that hides something."""
        if len(record) < named:
            self.faults.short.add(self.row)
        elif any(record[width:]):
            self.faults.long.add(self.row)
            self.faults.widths[len(record)] += 1
        return (record + [""] * (width - len(record)))[:width]

    def _pack(self) -> None:
        """Turn the records collected so far into columns and forget them."""
        if not self.records:
            return
        columns = [_column(cells) for cells in zip(*self.records, strict=True)]
        self.filled |= {
            place for place, cells in enumerate(columns) if cells.null_count < len(cells)
        }
        self.kept += len(self.records)
        self.records.clear()
        if self.sink is None:
            self.blocks.append(columns)
        else:
            self.sink(columns, self.numbers)
            self.numbers.clear()

    def frame(
        self, headings: list[str] | None, faults: Faults
    ) -> tuple[pd.DataFrame, list[Problem]]:
        """Return all cells with unique headings, blank columns at the end left out."""
        if headings is None:
            return pd.DataFrame(), []
        columns = [
            pa.chunked_array([block[place] for block in self.blocks], type=pa.large_string())
            for place in range(self.width)
        ]
        keep = self.width
        while keep and not headings[keep - 1] and keep - 1 not in self.filled:
            keep -= 1
        names, problems = unique_headings(headings[:keep], file=faults.file, table=faults.table)
        if not (self.kept or faults.open_quote or faults.long_line):
            problems.append(faults.header_only())
        data = pa.table(columns[:keep], names=names)
        cells = data.to_pandas(use_threads=False)
        cells.index = pd.Index(np.asarray(self.numbers, dtype=np.int64))
        return cells, problems


def _column(cells: tuple[str, ...]) -> pa.Array:
    """Return text cells as an Arrow array in which empty ones are missing."""
    text = pa.array(cells, type=pa.large_string())
    return pc.if_else(pc.equal(pc.binary_length(text), 0), None, text)
