"""Counts of a large table on request: asked of its files once, then of the counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import combinations_with_replacement
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from cxkit.client import ANSWERS
from cxkit.counted import BLOCK, BLOCKS
from cxkit.errors import MAX_SHOWN
from cxkit.intake.counting.distinct import encoded, plain_keys, rows_with
from cxkit.intake.counting.engine import connected
from cxkit.intake.counting.stored import StoredFile
from cxkit.intake.counting.together import (
    MOST_CELLS,
    CountedTogether,
    count_cells,
    is_small,
    sample_rows,
)

MOST_KEPT = 1_000_000
"""Counts with more rows than that are not kept for the next question."""

Codes = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedFile:
    """One file and what its keys mean.

    Attributes
    ----------
    stored : StoredFile
        The file.
    n_rows : int
        Its rows.
    codes : Mapping[str, Mapping]
        For each column: key as DuckDB gives it -> place among the values of the column,
        -1 for a blank.
    together : tuple of CountedTogether
        What is known already.
    """

    stored: StoredFile
    n_rows: int
    codes: Mapping[str, Mapping[Any, int]] = field(repr=False)
    together: tuple[CountedTogether, ...] = field(default=(), repr=False)


class CountedFiles:
    """The files of a table, stacked, as a source of counts.

    Parameters
    ----------
    files : sequence of CountedFile
        At least one.
    values : Mapping[str, Series]
        For each column its different values, sorted, typed as in a table of rows; first those
        that most questions are about.
    kin : set of str
        Columns that are asked for one after the other, such as rated attributes.
    """

    def __init__(
        self,
        files: Sequence[CountedFile],
        values: Mapping[str, pd.Series],
        *,
        kin: Set[str] = frozenset(),
    ) -> None:
        self.files = tuple(files)
        self.values = dict(values)
        self.kin = kin
        self._known = self._counted_on_the_way()

    def cells(self, columns: Sequence[str]) -> pd.DataFrame:
        """Count the rows by the values of some columns, see `CountedTable.cells`."""
        wanted = list(dict.fromkeys(columns))
        known = next((item for item in self._known if set(wanted) <= set(item.columns)), None)
        if known is None:
            known = self._count(self._widened(wanted))
            if len(known) <= MOST_KEPT:
                self._known.append(known)
        if not wanted:
            return pd.DataFrame({ANSWERS: [int(known[ANSWERS].sum())]})
        grouped = known
        if set(wanted) != set(known.columns) - {ANSWERS}:
            grouped = known.groupby(wanted, sort=False)[ANSWERS].sum().reset_index()
        return self._spoken(_blanks_last(grouped, wanted), wanted)

    def joint(self, columns: Sequence[str]) -> pd.DataFrame:
        """Count by as many of some columns as fit into `MOST_CELLS` together, first ones first."""
        if self._fit(columns) and len(whole := self.cells(columns)) <= MOST_CELLS:
            return whole
        kept: list[str] = []
        for column in columns:
            if self._size([*kept, column]) <= MOST_CELLS:
                kept.append(column)
        return self.cells(kept)

    def moments(self, columns: Sequence[str], *, weight: str = "") -> pd.DataFrame:
        """Add up values and products block by block, see `CountedTable.moments`."""
        names = list(dict.fromkeys(columns))
        pairs = list(combinations_with_replacement(range(len(names)), 2))
        parts = [self._moments_of(file, names, pairs, weight) for file in self.files]
        found = pd.concat(parts).groupby(BLOCK, sort=True, as_index=False).sum()
        labels = [*names, *(f"{names[a]}*{names[b]}" for a, b in pairs)]
        return found.set_axis([BLOCK, "n", "weight", *labels], axis=1)

    def first_rows(self, column: str, values: Sequence[object]) -> tuple[int, ...]:
        """Return the first few rows of the first file that hold one of some values."""
        file = self.files[0]
        codes = set(np.flatnonzero(self.values[column].isin(list(values)).to_numpy()))
        keys = [key for key, code in file.codes[column].items() if code in codes]
        return rows_with(file.stored, column, keys)[:MAX_SHOWN]

    # ------------------------------------------------------------------ counting
    def _size(self, columns: Sequence[str]) -> int:
        """Return the most cells that some columns can make."""
        return prod(
            BLOCKS if column == BLOCK else len(self.values[column]) + 1 for column in columns
        )

    def _fit(self, columns: Sequence[str]) -> bool:
        """Tell whether all columns together have few enough cells, judged by some rows."""
        if self._size(columns) <= MOST_CELLS:
            return True
        file = self.files[0]
        return is_small(sample_rows(file.stored, columns, n_rows=file.n_rows), columns)

    def _widened(self, wanted: list[str]) -> list[str]:
        """Add columns that cost little, so that one reading answers the next questions too."""
        widened = list(wanted)
        akin = bool(self.kin & set(wanted))
        for column in sorted(self.values, key=lambda name: (name in self.kin) != akin):
            if column not in widened and self._size([*widened, column]) <= MOST_CELLS:
                widened.append(column)
        return widened

    def _count(self, columns: Sequence[str]) -> pd.DataFrame:
        parts = [
            _coded(file, columns, count_cells(file.stored, columns, block=BLOCK))
            for file in self.files
        ]
        return self._stacked(parts, columns)

    def _counted_on_the_way(self) -> list[pd.DataFrame]:
        """Return the counts that are known of every file."""
        known = []
        for columns in [table.columns for table in self.files[0].together]:
            parts = [
                _coded(file, columns, table.cells)
                for file in self.files
                for table in file.together
                if table.columns == columns
            ]
            if len(parts) == len(self.files) and set(columns) <= set(self.values):
                known.append(self._stacked(parts, columns))
        return known

    def _stacked(self, parts: Sequence[pd.DataFrame], columns: Sequence[str]) -> pd.DataFrame:
        """Add up the counts of files; values that are read alike are one."""
        together = pd.concat(parts, ignore_index=True)
        if not columns:
            return together
        return together.groupby(list(columns), sort=False)[ANSWERS].sum().reset_index()

    def _spoken(self, codes: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
        """Return codes as the values they stand for."""
        spoken: dict[str, Any] = {}
        for column in columns:
            if column == BLOCK:
                spoken[column] = codes[column].to_numpy(dtype=np.int64)
                continue
            values = self.values[column].array
            spoken[column] = pd.Series(values.take(codes[column].to_numpy(), allow_fill=True))
        return pd.DataFrame({**spoken, ANSWERS: codes[ANSWERS].to_numpy(dtype=np.int64)})

    def _moments_of(
        self, file: CountedFile, names: list[str], pairs: list[tuple[int, int]], weight: str
    ) -> pd.DataFrame:
        stored, block = file.stored, file.stored.group
        wanted = [*names, *([weight] if weight else [])]
        with connected() as connection:
            joins, numbers = [], []
            for place, column in enumerate(wanted):
                values = self.values[column].to_numpy(dtype=np.float64)
                codes = file.codes[column]
                told = {key: values[code] for key, code in codes.items() if code >= 0}
                blank = None in codes and codes[None] >= 0
                if stored.is_whole(column) and not blank and _same(told, codes):
                    numbers.append(f"CAST({stored.key(column)} AS DOUBLE)")
                    continue
                connection.register(f"m{place}", _mapping(codes, values))
                joins.append(
                    f"LEFT JOIN m{place} ON {stored.key(column)} IS NOT DISTINCT FROM m{place}.k"
                )
                numbers.append(f"m{place}.v")
            given = ", ".join(f"{number} AS x{at}" for at, number in enumerate(numbers))
            w = f"x{len(names)}" if weight else "1.0"
            sums = [f"sum({w} * x{at})" for at in range(len(names))]
            sums += [f"sum({w} * x{a} * x{b})" for a, b in pairs]
            complete = " AND ".join(f"x{at} IS NOT NULL" for at in range(len(wanted)))
            found = connection.sql(
                f"SELECT b, count(*), CAST(sum({w}) AS DOUBLE), {', '.join(sums)} FROM "
                f"(SELECT {block} AS b, {given} FROM {stored.rows} {' '.join(joins)} "
                f"WHERE {stored.where}) WHERE {complete} GROUP BY b"
            ).to_arrow_table()
        labels = [BLOCK, "n", *map(str, range(found.num_columns - 2))]
        frame: pd.DataFrame = found.rename_columns(labels).to_pandas()
        return frame.astype(dict.fromkeys([BLOCK, "n"], "int64"))


def _coded(file: CountedFile, columns: Sequence[str], cells: pa.Table) -> pd.DataFrame:
    """Return the counts of a file with its keys as codes."""
    codes = {
        column: (
            cells.column(at).to_numpy().astype(np.int32)
            if column == BLOCK
            else _codes(cells.column(at), file.codes[column])
        )
        for at, column in enumerate(columns)
    }
    return pd.DataFrame({**codes, ANSWERS: cells.column("n").to_numpy().astype(np.int64)})


def _codes(cells: pa.ChunkedArray, codes: Mapping[Any, int]) -> Codes:
    """Return the codes of a column of keys."""
    known = encoded(cells)
    table = np.array([codes[key] for key in plain_keys(known.dictionary)], dtype=np.int32)
    return np.asarray(table[known.indices.to_numpy(zero_copy_only=False)], dtype=np.int32)


def _blanks_last(codes: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Sort cells by their values, blanks after all others."""
    order = [codes[column].replace(-1, np.iinfo(np.int32).max) for column in columns]
    return codes.iloc[np.lexsort(order[::-1])]


def _same(told: Mapping[Any, float], codes: Mapping[Any, int]) -> bool:
    """Tell whether every key is its own value."""
    return all(told.get(key) == key for key in codes if key is not None)


def _mapping(codes: Mapping[Any, int], values: npt.NDArray[np.float64]) -> pa.Table:
    """Return keys and the numbers they stand for."""
    known = [(key, float(values[code])) for key, code in codes.items() if code >= 0]
    return pa.table({"k": [key for key, _ in known], "v": [number for _, number in known]})
