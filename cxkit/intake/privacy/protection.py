"""Take what could tell who a person is out of the tables, before anything else sees them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from cxkit.client import Column, SourceFile, Table
from cxkit.engagement import TableName
from cxkit.intake.privacy.pseudonyms import Pseudonyms
from cxkit.intake.privacy.redaction import redact_series


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CheckedTable:
    """A table typed and checked that still holds personal data; it never leaves the intake.

    Attributes
    ----------
    name : str
        Name of its contract.
    frame : DataFrame
        Typed columns; the index holds row numbers.
    columns : Mapping[str, Column]
        What every column means, personal ones too.
    files : tuple of SourceFile
        Where it came from.
    """

    name: TableName
    frame: pd.DataFrame
    columns: Mapping[str, Column]
    files: tuple[SourceFile, ...]


def personal_names(tables: Iterable[CheckedTable]) -> frozenset[str]:
    """Return what the columns declared personal hold, over all tables.

    Parameters
    ----------
    tables : iterable of CheckedTable
        A customer named in one table may be named in the comments of another.
    """
    return frozenset(
        str(value)
        for table in tables
        for column in table.columns.values()
        if column.role == "personal"
        for value in table.frame[column.name].dropna().unique()
    )


def protect(table: CheckedTable, *, pseudonyms: Pseudonyms, names: frozenset[str]) -> Table:
    """Drop personal columns, redact comments, replace identifiers by pseudonyms.

    Parameters
    ----------
    table : CheckedTable
        Not changed.
    pseudonyms : Pseudonyms
        What identifiers become, the same in every table.
    names : frozenset of str
        Taken out of the comments, see `personal_names`.

    Returns
    -------
    Table
        What the analyses see.
    """
    kept = {name: column for name, column in table.columns.items() if column.role != "personal"}
    safe: dict[str, pd.Series] = {}
    for name, column in kept.items():
        cells = table.frame[name]
        if column.role == "verbatim":
            cells = redact_series(cells, names=names)
        elif column.role in ("id", "key"):
            codes, known = pd.factorize(cells.array)
            made = pd.array([*(pseudonyms[value] for value in known.tolist()), None], dtype="str")
            cells = pd.Series(made.take(codes), index=cells.index)
        safe[name] = cells
    frame = pd.DataFrame(safe, index=table.frame.index)
    return Table(name=table.name, frame=frame, columns=kept, files=table.files)
