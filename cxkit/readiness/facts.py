"""Which data a client has, whether they are fit, and what to ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from cxkit.client import ANSWERS, Client, Column, SourceFile, Table
from cxkit.counted import CountedTable
from cxkit.engagement import CONTRACTS
from cxkit.engagement.tables import TableContract
from cxkit.errors import Problem

DATES = ("date", "opened", "time", "start_date")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFacts:
    """What one table holds.

    Attributes
    ----------
    name : str
        Name of its contract.
    files : tuple of str
        Where it came from.
    rows : int
        Rows; 0 where the table is absent.
    start, end : date or None
        First and last date, where dated.
    columns : tuple of ColumnFacts
        Its columns.
    age_days : int or None
        Days from the last date to the date of the data; below 0 where rows are dated later,
        None where undated.
    """

    name: str
    files: tuple[str, ...]
    rows: int
    start: date | None
    end: date | None
    columns: tuple[ColumnFacts, ...]
    age_days: int | None = None

    @property
    def present(self) -> bool:
        """Whether the table was provided."""
        return bool(self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFacts:
    """How well one column is filled.

    Attributes
    ----------
    name, role, heading : str
        Name in the kit, what it is, and its heading in the client's file.
    filled : float
        Share of rows with a value, in [0, 1].
    distinct : int
        Different values.
    """

    name: str
    role: str
    heading: str
    filled: float
    distinct: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Which data there are, and what was noticed when reading them.

    Attributes
    ----------
    tables : tuple of TableFacts
        Every table of the contract, present or not.
    notices : tuple of Problem
        Warnings and notes of the reading.
    files : tuple of SourceFile
        Every file read, with its hash and what was declared or detected.
    """

    tables: tuple[TableFacts, ...]
    notices: tuple[Problem, ...]
    files: tuple[SourceFile, ...]


def readiness(client: Client) -> Readiness:
    """Describe the data of a client; nothing here depends on the subject."""
    tables = tuple(
        _facts(name, contract, client.tables.get(name), client.engagement.as_of)
        for name, contract in CONTRACTS.items()
    )
    return Readiness(tables=tables, notices=client.notes, files=tuple(client.files))


def _facts(name: str, contract: TableContract, table: Table | None, as_of: date) -> TableFacts:
    if table is None:
        return TableFacts(name=name, files=(), rows=0, start=None, end=None, columns=())
    start = end = None
    for column in DATES:
        if table.has(column):
            days = table.cells([column])[column].dropna()
            start, end = days.min().date(), days.max().date()
            break
    return TableFacts(
        name=name,
        files=tuple(file.path for file in table.files),
        rows=len(table),
        start=start,
        end=end,
        columns=tuple(_column_facts(table, column) for column in table.columns.values()),
        age_days=(as_of - end).days if end is not None else None,
    )


def _column_facts(table: Table, column: Column) -> ColumnFacts:
    counted = isinstance(table, CountedTable) and column.name != ANSWERS
    cells = table.cells([column.name]) if counted else table.frame
    values = cells[column.name]
    rows = cells[ANSWERS] if counted else pd.Series(1, index=values.index)
    n = int(rows.sum())
    return ColumnFacts(
        name=column.name,
        role=column.role,
        heading=column.heading,
        filled=float(rows[values.notna()].sum() / n) if n else 0.0,
        distinct=int(values.nunique()),
    )
