"""Reading one sheet of an Excel workbook, safely: sizes first, values only, nothing run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.workbook import Workbook

from cxkit.engagement import FileSpec
from cxkit.errors import DataError, Problem
from cxkit.intake.files.headings import clean_heading, join_heading_rows, unique_headings
from cxkit.intake.files.raw_table import TOP_ROWS, RowTally, Top
from cxkit.intake.files.spreadsheet_archive import SheetPlace, check_archive, open_workbook_file
from cxkit.language import N_

MAX_ROWS = 1_048_576
"""Rows of the largest sheet Excel can save."""

_EMPTY = (None, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetContent:
    """Cells of one sheet.

    Attributes
    ----------
    cells : pandas.DataFrame
        Python values as stored (text, numbers, dates, truth values), indexed by row
        number; empty cells are missing.
    sheet : str
        Name of the sheet.
    problems : tuple of Problem
        Warnings and notes.
    top : tuple
        Rows above the records, as in `RawTable`.
    """

    cells: pd.DataFrame
    sheet: str
    problems: tuple[Problem, ...]
    top: Top


def read_sheet(path: Path, spec: FileSpec, *, table: str) -> SheetContent:
    """Read one sheet of an XLSX file; formulas give their last saved result.

    Parameters
    ----------
    path : Path
        The file, already known to lie in the client's folder and to be a ZIP archive.
    spec : FileSpec
        Its sheet (the first if not declared), heading rows and rows to skip.
    table : str
        Table it belongs to.

    Returns
    -------
    SheetContent
        Rows that are wholly blank, and columns without heading and cells, are left out.

    Raises
    ------
    DataError
        If the archive is damaged, unpacks to more than `MAX_UNPACKED`, holds XML
        declarations no spreadsheet program writes, has no such sheet, or the sheet is
        empty or formulas have no saved result.
    """
    place = SheetPlace(file=spec.path, table=table)
    check_archive(path, place)
    with open_workbook_file(path, place) as book:
        sheet = _sheet_name(book, spec.sheet, place)
        try:
            return _read(book, sheet, spec, path, place)
        except DataError:
            raise
        except Exception as error:
            raise DataError(place.damaged()) from error


def _sheet_name(book: Workbook, wanted: str, place: SheetPlace) -> str:
    """Return the sheet to read: the declared one, or the first."""
    names = [sheet.title for sheet in book.worksheets]
    if not names:
        raise DataError(
            place.problem(
                "workbook-no-sheet",
                N_("The workbook has no sheet with cells."),
                N_("Check that this is the right file."),
            )
        )
    if not wanted:
        return names[0]
    if wanted in names:
        return wanted
    folded = {name.casefold().strip(): name for name in names}
    near = get_close_matches(wanted.casefold().strip(), folded, n=1, cutoff=0.5)
    raise DataError(
        place.problem(
            "sheet-unknown",
            N_("There is no sheet “{sheet}” in the workbook. Its sheets: {sheets}."),
            N_("Did you mean “{similar}”?") if near else N_("Correct the line “sheet:”."),
            sheet=wanted[:60],
            sheets=", ".join(f"“{name}”" for name in names[:10]),
            similar=folded[near[0]] if near else "",
        )
    )


def _read(
    book: Workbook, sheet: str, spec: FileSpec, path: Path, place: SheetPlace
) -> SheetContent:
    problems: list[Problem] = []
    names = [other.title for other in book.worksheets]
    if not spec.sheet and len(names) > 1:
        problems.append(
            place.problem(
                "sheet-assumed",
                N_("The workbook has {n} sheets; the first, “{sheet}”, was read."),
                N_("Declare another after “sheet:” if that is not the one."),
                severity="note",
                n=len(names),
                sheet=sheet,
            )
        )
    top, numbers, rows, broken = _rows(book, sheet, spec, place)
    heading_rows = [cells for _, is_heading, cells in top if is_heading]
    named = [clean_heading(cell) for row in heading_rows for cell in row]
    if not any(named):
        raise DataError(
            place.problem(
                "sheet-empty",
                N_("The sheet “{sheet}” is empty: it has not even a heading."),
                N_("Name the right sheet after “sheet:”, or export the file again."),
                sheet=sheet,
            )
        )
    width = max(len(row) for row in [*heading_rows, *rows])
    joined = join_heading_rows(heading_rows)
    joined += [""] * (width - len(joined))
    columns = list(_columns(rows, width))
    keep = [
        place_
        for place_ in range(width)
        if joined[place_] or any(cell is not None for cell in columns[place_])
    ]
    places = [joined[place_] or f"column {place_ + 1}" for place_ in keep]
    headings, more = unique_headings(places, file=place.file, table=place.table)
    problems += more
    cells = pd.DataFrame(
        {
            name: pd.Series(columns[place_], dtype=object)
            for name, place_ in zip(headings, keep, strict=True)
        }
    )
    cells.index = pd.Index(np.asarray(numbers, dtype=np.int64))
    if broken[0].count:
        problems.append(
            place.problem(
                "cell-errors",
                N_("Some cells hold the error of a formula."),
                N_("Correct the formulas, or say after “missing:” that it means no answer."),
                severity="warning",
                tally=broken[0],
                found=sorted(broken[1]),
            )
        )
    if not numbers:
        problems.append(
            place.problem(
                "header-only",
                N_("The file has a heading but no rows below it."),
                N_("Export it again with its rows, if there should be any."),
                severity="warning",
            )
        )
    blank = [name for name in headings if numbers and bool(cells[name].isna().all())]
    if blank:
        _check_formulas(path, sheet, spec, place)
    return SheetContent(
        cells=cells,
        sheet=sheet,
        problems=tuple(problems),
        top=tuple((row, named, tuple(map(clean_heading, cells))) for row, named, cells in top),
    )


def _rows(
    book: Workbook, sheet: str, spec: FileSpec, place: SheetPlace
) -> tuple[
    list[tuple[int, bool, list[Any]]], list[int], list[list[Any]], tuple[RowTally, set[str]]
]:
    """Return rows above the records, row numbers, rows of data, and cells that hold errors."""
    top: list[tuple[int, bool, list[Any]]] = []
    headings = 0
    numbers: list[int] = []
    rows: list[list[Any]] = []
    errors, kinds = RowTally(), set[str]()
    for number, row in _values(book, sheet, 0, place):
        if TOP_ROWS < number <= spec.skip_rows:
            continue
        cells = _trimmed(row)
        if number <= spec.skip_rows:
            top.append((number, False, cells))
            continue
        if headings < spec.header_rows:
            if cells or headings:
                top.append((number, True, cells))
                headings += 1
            continue
        if not cells:
            continue
        broken = {cell for cell in cells if isinstance(cell, str) and cell in ERROR_CODES}
        if broken:
            errors.add(number)
            kinds |= broken
        numbers.append(number)
        rows.append(cells)
    return top, numbers, rows, (errors, kinds)


def _values(
    book: Workbook, sheet: str, skip: int, place: SheetPlace
) -> Iterator[tuple[int, Sequence[Any]]]:
    """Yield row numbers and values, whatever size the sheet says it has."""
    cells = book[sheet]
    cells.reset_dimensions()
    for number, row in enumerate(cells.iter_rows(values_only=True), start=1):
        if number > MAX_ROWS:
            raise DataError(place.damaged())
        if number > skip:
            yield number, row


def _trimmed(row: Sequence[Any]) -> list[Any]:
    """Return the cells up to the last that is not empty, empty text made missing."""
    end = len(row)
    while end and row[end - 1] in _EMPTY:
        end -= 1
    return [None if cell == "" else cell for cell in row[:end]]


def _columns(rows: Sequence[Sequence[Any]], width: int) -> Iterator[list[Any]]:
    for place in range(width):
        yield [row[place] if place < len(row) else None for row in rows]


def _check_formulas(path: Path, sheet: str, spec: FileSpec, place: SheetPlace) -> None:
    """Refuse formulas that were never calculated: they would pass for blank answers."""
    never = RowTally()
    with open_workbook_file(path, place, results=False) as book:
        formulas = list(_values(book, sheet, spec.skip_rows, place))
    with open_workbook_file(path, place) as book:
        for (number, row), (_, results) in zip(
            formulas, _values(book, sheet, spec.skip_rows, place), strict=False
        ):
            if any(
                isinstance(cell, str) and cell.startswith("=") and result is None
                for cell, result in zip(row, results, strict=False)
            ):
                never.add(number)
    if never.count:
        raise DataError(
            place.problem(
                "formulas-not-calculated",
                N_("Formulas have no saved result."),
                N_("Open the workbook in your spreadsheet program and save it there once."),
                tally=never,
            )
        )
