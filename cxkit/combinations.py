"""Which combinations of values occur in a table, and how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

IntArray = npt.NDArray[np.int64]

_MOST = 2**62
"""Possible combinations that a whole number can tell apart."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Coded:
    """A column as places among its sorted values.

    Attributes
    ----------
    codes : ndarray of int
        Place of each row's value; blank ones come last.
    held : Series
        Different values, sorted, with a blank one at the end where some are blank.
    blank : int
        Code of blank cells, which no row has where none is blank.
    """

    codes: IntArray
    held: pd.Series
    blank: int


def coded(column: pd.Series) -> Coded:
    """Return a column as places among its sorted values.

    Parameters
    ----------
    column : Series
        Values of one kind, blank ones among them.
    """
    codes, values = pd.factorize(column, sort=True)
    found = pd.Series(values, dtype=column.dtype, copy=False)
    blank = len(found)
    missing = codes < 0
    if missing.any():
        found = pd.concat([found, column[missing].head(1)], ignore_index=True)
    return Coded(codes=np.where(missing, blank, codes).astype(np.int64), held=found, blank=blank)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Combinations:
    """The combinations of some columns that occur.

    Attributes
    ----------
    places : tuple of ndarray of int
        For each column, the place of every combination's value; combinations are sorted by
        the columns in their order.
    row : ndarray of int
        Combination of each row.
    first : ndarray of int
        First row of each combination.
    """

    places: tuple[IntArray, ...]
    row: IntArray
    first: IntArray

    @property
    def counts(self) -> IntArray:
        """How many rows have each combination."""
        return np.bincount(self.row, minlength=len(self.places[0])).astype(np.int64)


def combinations(columns: Sequence[Coded]) -> Combinations:
    """Return the combinations of some columns that occur, blanks included.

    Parameters
    ----------
    columns : sequence of Coded
        At least one; all with the same rows.
    """
    sizes = [len(column.held) for column in columns]
    key = np.zeros(len(columns[0].codes), dtype=np.int64)
    possible = 1
    for column, size in zip(columns, sizes, strict=True):
        if possible * size >= _MOST:  # those that occur are never more than the rows
            _, key = np.unique(key, return_inverse=True)
            possible = int(key.max(initial=-1)) + 1
        key = key * size + column.codes
        possible *= size
    _, first, row = np.unique(key, return_index=True, return_inverse=True)
    places = tuple(column.codes[first] for column in columns)
    return Combinations(places=places, row=row, first=first)
