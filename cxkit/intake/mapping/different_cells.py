"""A column is read once for each of its different cells, and what was read spread over its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.errors import MAX_SHOWN
from cxkit.intake.mapping.place import Place

IntArray = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Different:
    """The different cells of a column, and which rows hold each.

    Attributes
    ----------
    cells : Series
        Each different cell once, blank ones as one, in the order they come in; the index is
        the row number where each comes first.
    codes : ndarray of int
        Place in `cells` of every row's cell.
    rows : Index
        Row numbers of all rows.
    """

    cells: pd.Series
    codes: IntArray
    rows: pd.Index

    def spread(self, typed: pd.Series) -> pd.Series:
        """Return typed cells on all rows.

        Parameters
        ----------
        typed : Series
            In the order of `cells`.
        """
        return pd.Series(typed.array.take(self.codes), index=self.rows)

    def holding(self, cells: pd.Series) -> npt.NDArray[np.bool_]:
        """Tell which rows hold one of some of the different cells."""
        return np.asarray(self.cells.index.isin(cells.index)[self.codes], dtype=bool)


def different(cells: pd.Series) -> Different:
    """Return the different cells of a column.

    Parameters
    ----------
    cells : Series
        As they came from a file. Cells of different kinds are kept apart: True, 1 and 1.0 of a
        spreadsheet are equal and read differently.
    """
    if cells.dtype == object:
        known: dict[tuple[type, Any], int] = {}
        codes = np.array(
            [known.setdefault((type(cell), cell), len(known)) for cell in cells.tolist()],
            dtype=np.intp,
        )
    else:
        codes, _ = pd.factorize(cells.array, use_na_sentinel=False)
    first = np.empty(int(codes.max(initial=-1)) + 1, dtype=np.intp)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    first.sort()
    place = np.empty(len(first), dtype=np.intp)
    place[codes[first]] = np.arange(len(first))
    return Different(cells=cells.iloc[first], codes=place[codes], rows=cells.index)


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatedPlace(Place):
    """A place whose cells stand for every row that holds the same.

    Attributes
    ----------
    found : Different
        The column's different cells.
    """

    found: Different

    def count(self, cells: pd.Series) -> int:
        """Count the rows that some cells stand for."""
        return int(self.found.holding(cells).sum())

    def first_rows(self, cells: pd.Series) -> tuple[int, ...]:
        """Return the numbers of the first rows that some cells stand for."""
        rows = self.found.rows[self.found.holding(cells)]
        return tuple(int(row) for row in rows[:MAX_SHOWN])
