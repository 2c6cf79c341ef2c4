"""Read one table of a client: its files, their columns, joined or stacked, and its contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple
from pathlib import Path

import pandas as pd

from cxkit.client import SourceFile
from cxkit.engagement import FileSpec, TableName, TableSpec
from cxkit.errors import DataError, Problem
from cxkit.intake.files.formats import read_raw
from cxkit.intake.files.headings import HEADING_RULES
from cxkit.intake.files.raw_table import FileFacts, RawTable
from cxkit.intake.mapping import contract
from cxkit.intake.mapping.coerce import clean_cells, to_text
from cxkit.intake.mapping.column_places import find_heading, no_such_column, place_columns
from cxkit.intake.mapping.column_types import has_error, homes, meaning, type_columns
from cxkit.intake.mapping.different_cells import RepeatedPlace, different
from cxkit.intake.mapping.heading_rows import heads_missing
from cxkit.intake.mapping.place import Place
from cxkit.intake.mapping.several_files import ReadFile, join, stack
from cxkit.intake.privacy.protection import CheckedTable

ROW = "_row"
"""Name of the index: the row number of the first file, as a spreadsheet shows it."""


def read_table(
    folder: Path, name: TableName, spec: TableSpec
) -> tuple[CheckedTable | None, list[Problem]]:
    """Read a table and check it; all its problems at once.

    Parameters
    ----------
    folder : Path
        The client folder.
    name : str
        Which contract it follows.
    spec : TableSpec
        Its files and columns, from ``engagement.yml``.

    Returns
    -------
    CheckedTable or None
        Personal data still in it; None where an error stops it.
    list of Problem
        Errors, warnings and notes.
    """
    problems: list[Problem] = []
    raws: list[tuple[FileSpec, RawTable]] = []
    for file in spec.files:
        try:
            raw = read_raw(folder, file, table=name)
        except DataError as error:
            problems += _without_headings(error.problems)
            continue
        headless = heads_missing(spec, file, raw)
        problems += _without_headings(raw.problems) if headless else raw.problems
        raws.append((file, raw))
    joined = bool(spec.files[0].key)
    if not raws or (joined and len(raws) < len(spec.files)):
        return None, problems
    places, found = place_columns(name, spec, raws)
    problems += found
    read: list[ReadFile] = []
    unread: set[str] = set()
    for index, (file, raw) in enumerate(raws):
        typed, key, faulty, found = _type_file(name, spec, file, raw, places[index])
        unread |= faulty
        problems += found
        read.append(ReadFile(file, raw, typed, key))
    if joined and any(item.key is None for item in read):
        return None, without_repeats(problems)
    if joined:
        frame, origins, found = join(name, read)
        problems += found
    else:
        frame, origins = stack(read)
    columns = {
        key: meaning(name, key, column, homes(key, raws, places))
        for key, column in spec.columns.items()
        if key in frame
    }
    problems += contract.check(name, frame, columns, origins=origins, unread=frozenset(unread))
    if has_error(problems):
        return None, without_repeats(problems)
    files = tuple(source_file(item.raw.facts) for item in read)
    table = CheckedTable(name=name, frame=frame, columns=columns, files=files)
    return table, without_repeats(problems)


# ------------------------------------------------------------- typing columns
def _type_file(
    name: TableName, spec: TableSpec, file: FileSpec, raw: RawTable, headings: Mapping[str, str]
) -> tuple[pd.DataFrame, pd.Series | None, set[str], list[Problem]]:
    """Turn the declared columns of one file into typed columns; name those with bad cells."""
    found = {key: different(raw.cells[heading]) for key, heading in headings.items()}

    def at(key: str, place: Place) -> Place:
        return RepeatedPlace(*astuple(place), found=found[key])

    came = {key: each.cells for key, each in found.items()}
    typed, unread, problems = type_columns(name, spec, file, came, headings, at=at)
    typed = {key: found[key].spread(cells) for key, cells in typed.items()}
    index = pd.Index(raw.cells.index, name=ROW)
    key_cells: pd.Series | None = None
    if file.key:
        heading = find_heading(file.key, raw)
        if heading is None and not heads_missing(spec, file, raw):
            problems.append(no_such_column(name, file, raw, file.key))
        elif heading is not None:
            key_cells = to_text(clean_cells(raw.cells[heading], missing=(), values={}))
    return pd.DataFrame(typed, index=index), key_cells, unread, problems


def _without_headings(problems: Iterable[Problem]) -> list[Problem]:
    """Drop what shows the headings of a file that may have none: they may be cells."""
    return [problem for problem in problems if problem.rule not in HEADING_RULES]


# -------------------------------------------------------------- after typing
def source_file(facts: FileFacts) -> SourceFile:
    """Return what a report says of a file that was read."""
    shown = tuple(
        (what, str(getattr(facts, what)), "detected" if what in facts.detected else "declared")
        for what in ("format", "encoding", "delimiter")
        if getattr(facts, what, "")
    )
    return SourceFile(path=facts.path, sha256=facts.sha256, rows=facts.rows, facts=shown)


def without_repeats(problems: list[Problem]) -> list[Problem]:
    """Drop problems that say the same twice; a problem's mapping of values has no hash."""
    kept: list[Problem] = []
    for problem in problems:
        if problem not in kept:
            kept.append(problem)
    return kept
