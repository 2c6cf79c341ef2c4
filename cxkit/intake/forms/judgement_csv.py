"""Reads a small CSV file filled in by hand, as spreadsheets of any country save it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cxkit.errors import EngagementError, Problem
from cxkit.language import N_

MAX_BYTES = 20_000_000

_DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvSheet:
    """Cells of a CSV file as text.

    Attributes
    ----------
    file : str
        Name shown in messages.
    delimiter : str
        What parts the cells.
    header : tuple of str
        Headings, stripped, in small letters.
    header_row : int
        Row number of the headings.
    rows : tuple of (int, tuple of str)
        Row number as a spreadsheet shows it, and stripped cells; blank rows and rows
        whose first cell begins with ``#`` are left out.
    problems : tuple of Problem
        Notes on how it was read.
    """

    file: str
    delimiter: str
    header: tuple[str, ...]
    header_row: int
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    problems: tuple[Problem, ...] = ()


def read_csv_sheet(path: Path, *, file: str, known: frozenset[str]) -> CsvSheet:
    """Read a CSV file in UTF-8, UTF-16 or Windows-1252, parted by comma, semicolon or tab.

    Parameters
    ----------
    path : Path
        File to read.
    file : str
        Name shown in messages.
    known : frozenset of str
        Headings that may occur; the delimiter is the one that finds most of them.

    Raises
    ------
    EngagementError
        If it cannot be opened, is over `MAX_BYTES`, in another encoding, or has a
        quotation mark that is never closed.
    """
    try:
        with path.open("rb") as source:
            raw = source.read(MAX_BYTES + 1)
    except OSError as error:
        raise _refused(
            file,
            "file-unreadable",
            N_("The file cannot be opened."),
            N_("Check that it is a file, that you may read it and no program locks it."),
        ) from error
    if len(raw) > MAX_BYTES:
        raise _refused(
            file,
            "file-too-large",
            N_("The file is larger than 20 MB, too large for a file filled in by hand."),
            N_("Put data into a table file and name it in engagement.yml."),
        )
    text, notes = _decode(raw, file)
    lines = text.splitlines(keepends=True)
    first = next((line for line in lines if not _skipped(line)), "")
    delimiter = max(_DELIMITERS, key=lambda mark: len(known & set(_headings(first, mark))))
    header: tuple[str, ...] = ()
    header_row = 1
    rows: list[tuple[int, tuple[str, ...]]] = []
    try:
        for number, cells in enumerate(_records(lines, delimiter), start=1):
            stripped = tuple(cell.strip() for cell in cells)
            if not any(stripped) or stripped[0].startswith("#") or _is_hint(stripped):
                continue
            if not header:
                header, header_row = tuple(cell.casefold() for cell in stripped), number
            else:
                rows.append((number, stripped))
    except csv.Error as error:
        raise _refused(
            file,
            "csv-quote",
            N_("A quotation mark is opened and never closed, or a cell is far too long."),
            N_('Look for a single " in the file and delete it, or save it again as CSV.'),
        ) from error
    while header and not header[-1]:
        header = header[:-1]
    return CsvSheet(
        file=file,
        delimiter=delimiter,
        header=header,
        header_row=header_row,
        rows=tuple(rows),
        problems=notes,
    )


def _records(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    """Yield the records; a line of comment may hold quotes that mean nothing."""
    at_start = True

    def feed() -> Iterator[str]:
        nonlocal at_start
        for line in lines:
            yield "#\n" if at_start and line.lstrip().startswith("#") else line
            at_start = False

    reader = csv.reader(feed(), delimiter=delimiter, strict=True)
    while True:
        at_start = True
        try:
            record = next(reader)
        except StopIteration:
            return
        yield record


def _skipped(line: str) -> bool:
    return not line.strip(' \t\r\n,;"') or line.lstrip(' "').startswith(("#", "sep="))


def _is_hint(cells: tuple[str, ...]) -> bool:
    """Tell whether a row is the line by which Excel is told the delimiter."""
    return cells[0].startswith("sep=") and not any(cells[1:])


def _headings(line: str, delimiter: str) -> list[str]:
    return [cell.strip(' "\r\n').casefold() for cell in line.split(delimiter)]


def _decode(raw: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return raw.decode(encoding), ()
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        raise _refused(
            file,
            "encoding-unknown",
            N_("The file is in no encoding the kit knows: line {line} cannot be read."),
            N_("Save it again as CSV UTF-8."),
            line=row,
        ) from error
    note = Problem(
        rule="encoding-assumed",
        message=N_("The file is not UTF-8; it was read as Windows-1252, as Excel saves it."),
        remedy=N_("If letters with accents look wrong, save it again as CSV UTF-8."),
        severity="note",
        file=file,
    )
    return text, (note,)


def _refused(file: str, rule: str, message: str, remedy: str, **values: object) -> EngagementError:
    return EngagementError(
        Problem(rule=rule, message=message, remedy=remedy, values=values, file=file)
    )
