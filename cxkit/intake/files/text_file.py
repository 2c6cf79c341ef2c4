"""Reading CSV, TSV and TXT files as text, cell for cell, with the row of every fault."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, compress, count, islice
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cxkit.engagement import FileSpec
from cxkit.errors import DataError, Problem
from cxkit.intake.files.headings import clean_heading, join_heading_rows, unique_headings
from cxkit.intake.files.raw_table import TOP_ROWS, Top
from cxkit.intake.files.text_delimiter import DELIMITERS, Delimiter, detect_delimiter
from cxkit.intake.files.text_encoding import Encoding, choose_encoding
from cxkit.intake.files.text_faults import Faults

MAX_LINE = 1_000_000
"""Longest line of a text file, in characters."""

Sink = Callable[[Sequence[pa.Array], Sequence[int]], None]
"""Takes blocks of columns with their row numbers, so that no file need fit into memory."""

_AT_ONCE = 16_000_000
"""Bytes of a file up to which its text is taken into memory at once."""

_CHUNK = 50_000
_SAMPLE_LINES = 200
_SAMPLE_LETTERS = 1 << 18


@dataclass(frozen=True, slots=True, kw_only=True)
class TextContent:
    """Cells of a text file and how it is written.

    Attributes
    ----------
    cells : pandas.DataFrame
        Text columns indexed by row number; empty cells are missing.
    encoding, delimiter : str
        As read.
    detected : tuple of str
        Which of the two were found out.
    problems : tuple of Problem
        Warnings and notes.
    top : tuple
        Rows above the records, as in `RawTable`.
    """

    cells: pd.DataFrame
    encoding: str
    delimiter: str
    detected: tuple[str, ...]
    problems: tuple[Problem, ...]
    top: Top


def read_text(
    path: Path,
    spec: FileSpec,
    *,
    table: str,
    most_rows: int | None = None,
    sink: Sink | None = None,
) -> TextContent:
    """Read a text file with everything in it as text.

    Parameters
    ----------
    path : Path
        The file, already known to lie in the client's folder.
    spec : FileSpec
        Its declared encoding, delimiter, heading rows and rows to skip.
    table : str
        Table it belongs to.
    most_rows : int, optional
        Rows to read before stopping; all of them if absent.
    sink : callable, optional
        Takes the rows block by block; the content then has headings and no cells.

    Returns
    -------
    TextContent
        Rows that are wholly blank are left out; the others keep their row number.

    Raises
    ------
    DataError
        With all problems: unknown encoding, letters that cannot be read, zero bytes,
        a line that is too long, a quotation mark never closed, rows with too many or too
        few fields, an empty file.

    Notes
    -----
    Quoting follows RFC 4180; a stray quotation mark within one line is kept and warned of.
    """
    file = spec.path
    encoding, problems = choose_encoding(path, spec.encoding, file=file, table=table)
    if encoding is None:
        raise DataError(problems)
    faults = Faults(file=file, table=table)
    with _opened(path, encoding) as stream:
        delimiter, hinted = _delimiter(stream, spec, faults)
    with _opened(path, encoding) as stream:
        body = _Body(stream, delimiter.character, faults, watch=not encoding.clean, sink=sink)
        body.skip(spec.skip_rows + hinted)
        headings = body.headings(spec.header_rows)
        small = most_rows is None and sink is None and path.stat().st_size <= _AT_ONCE
        if headings is not None and not (small and body.read_clean()):
            body.read_rows(most_rows)
    problems += faults.problems(clean=encoding.clean, encoding=encoding.name)
    cells, more = body.frame(headings, faults)
    problems += more
    if any(problem.severity == "error" for problem in problems):
        raise DataError(problems)
    named = {"encoding": encoding.detected, "delimiter": not spec.delimiter}
    return TextContent(
        cells=cells,
        encoding=encoding.name.removesuffix("-sig"),
        delimiter=delimiter.name,
        detected=tuple(name for name, found_out in named.items() if found_out),
        problems=tuple(problems),
        top=tuple(body.top),
    )


@contextmanager
def _opened(path: Path, encoding: Encoding) -> Iterator[TextIO]:
    with path.open("rb") as binary:
        stream = io.TextIOWrapper(
            binary, encoding=encoding.name, errors="replace", newline="", write_through=False
        )
        yield stream


def _delimiter(stream: TextIO, spec: FileSpec, faults: Faults) -> tuple[Delimiter, int]:
    """Return the delimiter, and 1 if the first line only names it (``sep=;``)."""
    for _ in range(spec.skip_rows):
        stream.readline(MAX_LINE)
    lines: list[str] = []
    letters = 0
    while len(lines) < _SAMPLE_LINES and letters < _SAMPLE_LETTERS:
        line = stream.readline(_SAMPLE_LETTERS)
        if not line:
            break
        lines.append(line)
        letters += len(line)
    complete = len(lines) < _SAMPLE_LINES and letters < _SAMPLE_LETTERS
    if lines:
        lines[0] = lines[0].lstrip("\ufeff")
    hint = lines[0].rstrip("\r\n") if lines else ""
    hinted = int(len(hint) == 5 and hint.lower().startswith("sep="))
    by_character = {character: name for name, character in DELIMITERS.items()}
    named = by_character.get(hint[4:], "") if hinted else ""
    detected = detect_delimiter(lines[hinted:], complete=complete)
    if spec.delimiter or named:
        chosen = Delimiter(name=spec.delimiter or named)
        faults.check_declared(chosen.name, detected.name, lines[hinted:])
        return chosen, hinted
    faults.rivals = (detected.name, *detected.rivals) if detected.rivals else ()
    return detected, hinted


@dataclass(slots=True)
class _Body:
    """Reads the records of an open text file into blocks of columns."""

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
