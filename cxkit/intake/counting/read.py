"""Read a large table: find its columns, check the different values of each, count the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from cxkit.client import ANSWERS, Column
from cxkit.counted import CountedTable
from cxkit.engagement import Role, TableName, TableSpec
from cxkit.errors import DataError, Problem
from cxkit.intake.counting.answers import CountedFile, CountedFiles
from cxkit.intake.counting.checking import CheckedFile, check_file
from cxkit.intake.counting.engine import connected
from cxkit.intake.counting.large import why_not
from cxkit.intake.counting.opening import OpenedFile, open_file, store_file
from cxkit.intake.files.headings import HEADING_RULES
from cxkit.intake.files.parquet import damaged
from cxkit.intake.mapping.column_places import place_columns
from cxkit.intake.mapping.column_types import homes, meaning, role_in
from cxkit.intake.mapping.heading_rows import heads_missing
from cxkit.intake.mapping.tables import source_file, without_repeats
from cxkit.language import N_

_NEVER: frozenset[Role] = frozenset({"id", "key", "personal", "verbatim"})
"""What is never read from a table that is counted."""

_KEYS = ("customer_id", "account_id")


def read_counted(
    folder: Path, name: TableName, spec: TableSpec
) -> tuple[CountedTable | None, list[Problem]]:
    """Count a table where it is and check it like any other.

    Parameters
    ----------
    folder : Path
        The client folder; text files leave a Parquet copy of the counted columns in it.
    name, spec : TableName, TableSpec
        The table.

    Returns
    -------
    CountedTable or None
        None where an error stops it.
    list of Problem
        The same problems as for a table that is read row by row, with the same counts and
        first rows. Identifiers are not looked at, so that repeated ones are not found.
    """
    refused = why_not(spec)
    if refused is not None:
        return None, [refused]
    with connected():
        return _read(folder, name, spec)


def _read(
    folder: Path, name: TableName, spec: TableSpec
) -> tuple[CountedTable | None, list[Problem]]:
    import duckdb

    problems: list[Problem] = []
    opened: list[OpenedFile] = []
    for file in spec.files:
        try:
            item = open_file(folder, file, name)
        except DataError as error:
            problems += [found for found in error.problems if found.rule not in HEADING_RULES]
            continue
        headless = heads_missing(spec, file, item.raw)
        problems += [
            found for found in item.raw.problems if not (headless and found.rule in HEADING_RULES)
        ]
        opened.append(item)
    if not opened:
        return None, problems
    raws = [(item.spec, item.raw) for item in opened]
    places, found = place_columns(name, spec, raws)
    problems += found
    block = next((key for key in _KEYS if all(key in headings for headings in places)), "")
    checked: list[CheckedFile] = []
    for item, headings in zip(opened, places, strict=True):
        wanted = {
            key: heading
            for key, heading in headings.items()
            if role_in(name, key, spec.columns[key]) not in _NEVER
        }
        customer = (headings[block], spec.columns[block].missing) if block else None
        try:
            stored, more = store_file(folder, item, wanted, customer, name)
            problems += more
            known, more = check_file(name, spec, item.spec, stored, wanted)
        except DataError as error:
            problems += error.problems
            continue
        except (pa.ArrowException, UnicodeDecodeError, OverflowError):
            problems += damaged(item.spec.path, name).problems
            continue
        except (duckdb.Error, OSError) as error:
            problems.append(_failed(item.spec.path, name, error))
            continue
        problems += more
        checked.append(known)
    if any(problem.severity == "error" for problem in problems) or not checked:
        return None, without_repeats(problems)
    columns = {
        key: meaning(name, key, column, homes(key, raws, places))
        for key, column in spec.columns.items()
        if any(key in file.typed for file in checked)
        and not any(key in file.left_out for file in checked)
    }
    source = _source(checked, columns)
    columns[ANSWERS] = Column(name=ANSWERS, role="number")
    table = CountedTable(
        name=name,
        frame=source.joint(_first_things_first(columns)),
        columns=columns,
        files=tuple(
            source_file(replace(item.raw.facts, rows=file.n_rows))
            for item, file in zip(opened, checked, strict=True)
        ),
        source=source,
        n_rows=sum(file.n_rows for file in checked),
        block=block,
    )
    problems.append(_said(table))
    return table, without_repeats(problems)


def _failed(file: str, name: str, error: Exception) -> Problem:
    """Say that counting failed; the engine's own message may hold cells and is not shown."""
    return Problem(
        rule="counting-failed",
        message=N_("The answers of the file could not be counted ({reason})."),
        remedy=N_(
            "Check that the disk has room for about half the size of the file, and that the file "
            "opens in another program; export it again if it does not."
        ),
        values={"reason": type(error).__name__},
        file=file,
        table=name,
    )


# ------------------------------------------------------------------- the result
def _source(checked: Sequence[CheckedFile], columns: Mapping[str, Column]) -> CountedFiles:
    """Give every different value of a column its place, over all files."""
    values: dict[str, pd.Series] = {}
    for key in sorted(columns, key=lambda name: _often_asked(columns[name])):
        role = columns[key].role
        each = [_by_day(file.typed[key], role) for file in checked if key in file.typed]
        values[key] = pd.concat(each).dropna().drop_duplicates().sort_values(ignore_index=True)
    files = []
    for file in checked:
        codes: dict[str, dict[Any, int]] = {}
        for key, column in columns.items():
            if key not in file.typed:
                codes[key] = {None: -1}
                continue
            cells = pd.Index(_by_day(file.typed[key], column.role))
            places = pd.Index(values[key]).get_indexer(cells)
            codes[key] = dict(zip(file.found[key].keys, places.tolist(), strict=True))
        files.append(
            CountedFile(stored=file.stored, n_rows=file.n_rows, codes=codes, together=file.together)
        )
    kin = {key for key, column in columns.items() if column.role == "rating"}
    return CountedFiles(files, values, kin=kin)


def _often_asked(column: Column) -> int:
    """Return the place of a column among those that are counted together with others."""
    order: list[str] = ["ltr", "csat", "ces", "segment", "category", "flag", "rating"]
    return order.index(column.role) if column.role in order else len(order)


def _by_day(cells: pd.Series, role: Role) -> pd.Series:
    return cells.dt.normalize() if role == "date" else cells


def _first_things_first(columns: Mapping[str, Column]) -> list[str]:
    """Order columns by how much the rooms that need a table of counts ask for them."""
    first = ["touchpoint", "ltr", "csat", "ces", "channel", "wave", "stage", "date"]
    known = [name for name in first if name in columns]
    return known + [name for name in columns if name not in known and name != ANSWERS]


def _said(table: CountedTable) -> Problem:
    return Problem(
        rule="answers-counted",
        severity="note",
        message=N_("The answers were counted instead of read one by one: {n} rows."),
        remedy=N_(
            "Comments, identifiers and repeated rows were not looked at, and nothing links an "
            "answer to a customer. To read every row, write “read: rows” for the table."
        ),
        values={"n": table.n_rows},
        file=table.files[0].path,
        table=table.name,
    )
