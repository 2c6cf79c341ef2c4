"""The different values of a column, each with how often and where it first occurs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from cxkit.errors import MAX_SHOWN
from cxkit.intake.counting.engine import connected
from cxkit.intake.counting.stored import StoredFile
from cxkit.intake.files.parquet import as_stored
from cxkit.intake.mapping.place import Place

MOST_VALUES = 50_000
"""A column with more different values than that is not counted."""

Rows = npt.NDArray[np.int64]

_SAMPLE = 300_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Distinct:
    """What a column of a file holds.

    Attributes
    ----------
    keys : list
        What the column is counted by: every different value, as DuckDB gives it.
    cells : Series
        The same as they came (of a time: its first one), indexed by first row number and in
        that order.
    counts : Series
        How many rows hold each, on the same index.
    """

    keys: list[Any]
    cells: pd.Series
    counts: pd.Series


def distinct(file: StoredFile, column: str) -> Distinct | None:
    """Return the different values of a column; None where there are more than `MOST_VALUES`.

    Parameters
    ----------
    file : StoredFile
        The file.
    column : str
        Name in the kit.
    """
    key = file.key(column)
    first = f"arg_min({file.raw(column)}, {file.row})" if column in file.by_hour else key
    with connected() as connection:
        if not file.is_small(column):
            head = f"SELECT {key} AS k FROM {file.rows} WHERE {file.where} LIMIT {_SAMPLE}"
            seen = connection.execute(f"SELECT count(DISTINCT k) FROM ({head})").fetchall()
            if seen[0][0] > MOST_VALUES:
                return None
        found = connection.sql(
            f"SELECT {key} AS k, count(*) AS n, min({file.row}) AS r, {first} AS v "
            f"FROM {file.rows} WHERE {file.where} GROUP BY ALL ORDER BY r LIMIT {MOST_VALUES + 1}"
        ).to_arrow_table()
    if found.num_rows > MOST_VALUES:
        return None
    counts = found.column("n").to_numpy()
    return _distinct(found.column("k"), found.column("v"), found.column("r").to_numpy(), counts)


def distinct_among(
    keys: pa.ChunkedArray, counts: pa.ChunkedArray, firsts: pa.ChunkedArray
) -> Distinct | None:
    """Return the different values of a column of a table of counts, as `distinct`.

    Parameters
    ----------
    keys, counts, firsts : pyarrow.ChunkedArray
        Of each cell: what the column is counted by, how many rows, and the first of them.
    """
    codes = encoded(keys)
    if len(codes.dictionary) > MOST_VALUES:
        return None
    at = codes.indices.to_numpy(zero_copy_only=False)
    first = np.full(len(codes.dictionary), np.iinfo(np.int64).max)
    np.minimum.at(first, at, firsts.to_numpy())
    n = np.zeros(len(first), dtype=np.int64)
    np.add.at(n, at, counts.to_numpy())
    order = np.argsort(first)
    values = codes.dictionary.take(pa.array(order))
    return _distinct(values, values, first[order], n[order])


def _distinct(keys: Any, cells: Any, firsts: Rows, counts: Rows) -> Distinct:
    index = pd.Index(firsts.astype("int64"))
    return Distinct(
        keys=plain_keys(keys),
        cells=as_stored(pa.table({"v": cells}))["0"].set_axis(index),
        counts=pd.Series(counts.astype("int64"), index=index),
    )


def encoded(cells: pa.ChunkedArray) -> pa.DictionaryArray:
    """Return a column of keys as codes and different keys, the blank one among them."""
    return cells.combine_chunks().dictionary_encode(null_encoding="encode")


def count_rows(file: StoredFile) -> int:
    """Count the rows of a file."""
    with connected() as connection:
        found = connection.execute(
            f"SELECT count(*) FROM {file.rows} WHERE {file.where}"
        ).fetchall()
    return int(found[0][0])


def plain_keys(column: pa.ChunkedArray) -> list[Any]:
    """Return keys as Python values; what is not a number is blank."""
    return [
        None if isinstance(value, float) and math.isnan(value) else value
        for value in column.to_pylist()
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedPlace(Place):
    """A place whose cells stand for many rows each: problems tell how many, and the first.

    Attributes
    ----------
    stored, name : StoredFile, str
        The column.
    found : Distinct
        Its different values.
    """

    stored: StoredFile
    name: str
    found: Distinct

    def count(self, cells: pd.Series) -> int:
        """Count the rows that some cells stand for."""
        return int(self.found.counts.loc[list(cells.index)].sum())

    def first_rows(self, cells: pd.Series) -> tuple[int, ...]:
        """Return the numbers of the first rows that some cells stand for."""
        place = {int(row): at for at, row in enumerate(self.found.counts.index)}
        keys = [self.found.keys[place[int(row)]] for row in sorted(cells.index)[:MAX_SHOWN]]
        return rows_with(self.stored, self.name, keys)


def rows_with(file: StoredFile, column: str, keys: Sequence[Any]) -> tuple[int, ...]:
    """Return the first `MAX_SHOWN` rows of a file whose column has one of some keys.

    Parameters
    ----------
    file, column : StoredFile, str
        The column.
    keys : sequence
        As in `Distinct`; None for blank cells.
    """
    key = file.key(column)
    wanted = [item for item in keys if item is not None]
    blank = f"OR {key} IS NULL" if len(wanted) < len(keys) else ""
    blank += f" OR isnan({key})" if blank and file.is_float(column) else ""
    with connected() as connection:
        found = connection.execute(
            f"SELECT {file.row} AS r FROM {file.rows} WHERE {file.where} "
            f"AND (list_contains(?, {key}) {blank}) ORDER BY r LIMIT {MAX_SHOWN}",
            [wanted or [None]],
        ).fetchall()
    return tuple(int(row[0]) for row in found)
