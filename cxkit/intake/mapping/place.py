"""Where a column stands, so that its problems can say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from cxkit.errors import MAX_SHOWN, Problem, Severity, shown

_ROW_BY_ROW = frozenset({"date-order-mixed"})
"""Rules that show single rows and count no others."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column stands, for its problems.

    Attributes
    ----------
    file, table, column : str
        File, table of the kit and heading in the file.
    personal : bool
        Whether values may not be shown, only their rows.
    """

    file: str
    table: str
    column: str
    personal: bool = False

    def count(self, cells: pd.Series) -> int:
        """Count the rows that some cells stand for."""
        return len(cells)

    def first_rows(self, cells: pd.Series) -> tuple[int, ...]:
        """Return the numbers of the first rows that some cells stand for."""
        return tuple(int(row) for row in cells.index[:MAX_SHOWN])

    def problem(
        self,
        rule: str,
        message: str,
        remedy: str = "",
        *,
        cells: pd.Series | None = None,
        severity: Severity = "error",
        **values: object,
    ) -> Problem:
        """Build a problem at this place, showing a few of the cells concerned."""
        rows: tuple[int, ...] = ()
        found: tuple[str, ...] = ()
        count = 0
        if cells is not None:
            single = rule in _ROW_BY_ROW
            count = len(cells) if single else self.count(cells)
            rows = Place.first_rows(self, cells) if single else self.first_rows(cells)
            found = () if self.personal else shown(list(dict.fromkeys(map(str, cells))))
        return Problem(
            rule=rule,
            message=message,
            remedy=remedy,
            values=values,
            severity=severity,
            file=self.file,
            table=self.table,
            column=self.column,
            rows=rows,
            found=found,
            count=count,
        )


Coerced = tuple[pd.Series, list[Problem]]
"""A typed column and the problems found in it."""

Reader = Callable[[pd.Series, Place], Coerced]
"""Turns the cells of a column at a place into values of one type."""
