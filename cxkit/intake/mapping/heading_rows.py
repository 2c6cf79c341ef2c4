"""Tell whether the row that was read as heading is one, and find the row that is.

Where a title or nothing stands above the records, the row read as heading may hold a
customer's data. Nothing of such a file is ever shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from cxkit.engagement import FileSpec, TableSpec
from cxkit.errors import Problem
from cxkit.intake.files.headings import clean_heading, heading_key, is_made, join_heading_rows
from cxkit.intake.files.raw_table import TOP_ROWS, RawTable
from cxkit.language import N_


def declared_headings(spec: TableSpec, file: FileSpec) -> frozenset[str]:
    """Return the headings that a file may have after ``engagement.yml``, for comparison.

    Parameters
    ----------
    spec : TableSpec
        The table.
    file : FileSpec
        One of its files.

    Returns
    -------
    frozenset of str
        Keys as `heading_key` makes them: of its own columns, of those that name no file,
        and of its key.
    """
    named = {
        heading_key(column.source or key)
        for key, column in spec.columns.items()
        if column.file in ("", file.path)
    }
    return frozenset(named | ({heading_key(file.key)} if file.key else set()))


def heads_missing(spec: TableSpec, file: FileSpec, raw: RawTable) -> bool:
    """Tell whether a file has none of its declared headings; given names do not count."""
    here = {heading_key(str(actual)) for actual in raw.cells.columns if not is_made(str(actual))}
    return not here & declared_headings(spec, file)


def no_heading_found(name: str, file: FileSpec, raw: RawTable, wanted: frozenset[str]) -> Problem:
    """Build the one problem of a file in which none of its headings is where they should be.

    Parameters
    ----------
    name : str
        Table of the contract.
    file, raw : FileSpec, RawTable
        The file.
    wanted : frozenset of str
        What `declared_headings` says, without the headings that other joined files have.

    Returns
    -------
    Problem
        With the row they do stand in, where that is found. No cell of the file is shown.
    """
    found = _heading_row(file, raw, wanted)
    if raw.facts.format == "parquet":
        remedy = N_("Check “from:” in engagement.yml.")
    elif found:
        remedy = N_("They stand in row {found}: write skip_rows: {skip} for this file.")
    else:
        remedy = N_("Check “from:” in engagement.yml, and skip_rows and header_rows of the file.")
    return Problem(
        rule="headings-not-found",
        message=N_(
            "None of the {n} declared headings is in row {row} of the file, where its headings "
            "are expected."
        )
        if len(wanted) != 1
        else N_(
            "The declared heading is not in row {row} of the file, where its headings are expected."
        ),
        remedy=remedy,
        values={"n": len(wanted), "row": raw.heading_row, "found": found, "skip": found - 1},
        file=file.path,
        table=name,
    )


def _heading_row(file: FileSpec, raw: RawTable, wanted: frozenset[str]) -> int:
    """Return the row among the first that holds most of the headings; 0 if none does."""
    rows: list[tuple[int, Sequence[object]]] = [(row, cells) for row, _, cells in raw.top]
    first = raw.cells[raw.cells.index <= TOP_ROWS]
    texts = first.astype(object).where(first.notna(), "")
    rows += [
        (int(row), cells)
        for row, cells in zip(texts.index, texts.itertuples(index=False, name=None), strict=True)
    ]
    rows = [(row, cells) for row, cells in rows if any(clean_heading(cell) for cell in cells)]
    best, most = 0, len(wanted) / 2
    for place, (row, _) in enumerate(rows):
        if row > TOP_ROWS or row == raw.heading_row:
            continue
        window = [cells for _, cells in rows[place : place + file.header_rows]]
        held = len(wanted & {heading_key(part) for part in join_heading_rows(window)})
        if held > most:
            best, most = row, held
    return best
