"""Columns counted together in one reading: which ones, judged by rows from all over the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from math import prod

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from cxkit.engagement import Role
from cxkit.intake.counting.distinct import Distinct, distinct_among, encoded
from cxkit.intake.counting.engine import connected, name
from cxkit.intake.counting.stored import StoredFile

MOST_CELLS = 200_000
"""A table of counts has at most so many rows, unless more are asked for by name."""

Codes = npt.NDArray[np.int64]

_SLICES, _SLICE = 8, 12_500
_MANY = 5_000
_QUESTIONS: tuple[Role, ...] = ("ltr", "csat", "ces")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedTogether:
    """Rows of a file counted by several columns.

    Attributes
    ----------
    columns : tuple of str
        Names in the kit.
    cells : pyarrow.Table
        One column of keys each, in this order, as DuckDB gives them; then ``n``, how many
        rows, and ``r``, the first of them.
    """

    columns: tuple[str, ...]
    cells: pa.Table

    def distinct(self, column: str) -> Distinct | None:
        """Return the different values of one of the columns, see `distinct`."""
        keys = self.cells.column(self.columns.index(column))
        return distinct_among(keys, self.cells.column("n"), self.cells.column("r"))


def count_together(
    file: StoredFile, roles: dict[str, Role], *, n_rows: int
) -> list[CountedTogether]:
    """Count a file by groups of its columns, so that few readings tell the values of all.

    Parameters
    ----------
    file : StoredFile
        The file.
    roles : dict of str to Role
        Column -> role.
    n_rows : int
        Rows of the file.

    Returns
    -------
    list of CountedTogether
        Each column that looks as if it had few values is in one at least: the questions with
        every group and with the dates, ratings with the first question. These are the counts
        that analyses ask for.
    """
    if not roles:
        return []
    rows = sample_rows(file, list(roles), n_rows=n_rows)
    few = [column for column in roles if _size(_codes(rows, column)) <= _MANY]
    asked = sorted(
        (column for column in few if roles[column] in _QUESTIONS),
        key=lambda column: _QUESTIONS.index(roles[column]),
    )
    days = [column for column in few if roles[column] == "date"]
    rated = [column for column in few if roles[column] == "rating"]
    rest = [column for column in few if column not in {*asked, *days, *rated}]
    planned = [
        *_packed(rest, asked, rows),
        *(table for day in days for table in _packed([day], asked, rows)),
        *_packed(rated, asked[:1], rows),
    ]
    planned += [[column] for column in asked if not any(column in table for table in planned)]
    return [
        CountedTogether(columns=tuple(columns), cells=count_cells(file, columns, first=True))
        for columns in planned
    ]


def count_cells(
    file: StoredFile, columns: Sequence[str], *, block: str = "", first: bool = False
) -> pa.Table:
    """Count the rows of a file by what some columns are counted by.

    Parameters
    ----------
    file, columns : StoredFile, sequence of str
        The file and names in the kit.
    block : str, default ""
        One of `columns` that stands for the random group of a row.
    first : bool, default False
        Also return the number of the first row of each.

    Returns
    -------
    pyarrow.Table
        One column each, in this order, then ``n`` and, if wished for, ``r``.
    """
    keys = [file.group if column == block else file.key(column) for column in columns]
    chosen = "".join(f"{key} AS {name(f'k{at}')}, " for at, key in enumerate(keys))
    row = f", min({file.row}) AS r" if first else ""
    with connected() as connection:
        return connection.sql(
            f"SELECT {chosen}count(*) AS n{row} FROM {file.rows} WHERE {file.where} "
            + ("GROUP BY ALL" if keys else "")
        ).to_arrow_table()


def sample_rows(file: StoredFile, columns: Sequence[str], *, n_rows: int) -> pd.DataFrame:
    """Return the codes of some rows, in slices from all over a file that may be sorted."""
    starts = np.unique(np.linspace(0, max(0, n_rows - _SLICE), _SLICES, dtype=np.int64))
    slices = " OR ".join(
        f"file_row_number BETWEEN {start} AND {start + _SLICE - 1}" for start in starts
    )
    keys = ", ".join(f"{file.key(column)} AS k{at}" for at, column in enumerate(columns))
    with connected() as connection:
        found = connection.sql(
            f"SELECT {keys} FROM {file.rows} WHERE ({slices}) AND {file.where}"
        ).to_arrow_table()
    return pd.DataFrame(
        {column: encoded(found.column(at)).indices for at, column in enumerate(columns)}
    )


def is_small(rows: pd.DataFrame, columns: Sequence[str]) -> bool:
    """Tell whether some columns together have few cells, each seen often among these rows."""
    return _few(reduce(_crossed, (_codes(rows, column) for column in columns)))


def _packed(columns: Sequence[str], ahead: Sequence[str], rows: pd.DataFrame) -> list[list[str]]:
    """Part columns into tables, each with those that all are asked together with."""
    tables: list[list[str]] = []
    rest = list(columns)
    while rest:
        table = [rest.pop(0)]
        for column in ahead:
            if prod(_size(_codes(rows, item)) for item in (*table, column)) <= MOST_CELLS:
                table.append(column)
        cells = reduce(_crossed, (_codes(rows, column) for column in table))
        for column in list(rest):
            if _few(wider := _crossed(cells, _codes(rows, column))):
                table.append(column)
                rest.remove(column)
                cells = wider
        tables.append(table)
    return tables


def _codes(rows: pd.DataFrame, column: str) -> Codes:
    return rows[column].to_numpy(dtype=np.int64)


def _crossed(cells: Codes, codes: Codes) -> Codes:
    """Return the codes of the combinations of two columns, from 0 without gaps."""
    return pd.factorize(cells * _size(codes) + codes)[0].astype(np.int64)


def _size(codes: Codes) -> int:
    return int(codes.max(initial=-1)) + 1


def _few(codes: Codes) -> bool:
    return _size(codes) <= MOST_CELLS // 16
