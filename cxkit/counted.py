"""A table too large for its rows: its answers are counted, and only the counts are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations_with_replacement
from typing import Protocol

import numpy as np
import pandas as pd

from cxkit.client import ANSWERS, Table
from cxkit.findings import Evidence

BLOCK = "block"
"""Column of the random group of customers that an answer belongs to."""

BLOCKS = 128
"""Random groups that customers are parted into: their spread tells a standard error to 6 %."""


class CountSource(Protocol):
    """Where the counts of a large table come from."""

    def cells(self, columns: Sequence[str]) -> pd.DataFrame:
        """Count the rows by the values of some columns."""
        ...

    def moments(self, columns: Sequence[str], *, weight: str = "") -> pd.DataFrame:
        """Add up complete rows, their values and the products of these, block by block."""
        ...

    def first_rows(self, column: str, values: Sequence[object]) -> tuple[int, ...]:
        """Return the first few rows of the file that hold one of some values."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedTable(Table):
    """A table whose rows were counted where they are and never read.

    ``frame`` is a table of counts over those columns that fit into one together; `cells`
    answers for any few columns. Comments, identifiers and keys are not among the columns.

    Attributes
    ----------
    source : CountSource
        Counts on request.
    n_rows : int
        Rows in the files.
    block : str
        Column whose values were parted at random into `BLOCKS` groups, such as
        ``"customer_id"``; empty where no column tells which answers belong together: the
        groups are of rows then.
    """

    source: CountSource = field(repr=False, compare=False)
    n_rows: int
    block: str = ""

    def __len__(self) -> int:
        """Count the rows of the files."""
        return self.n_rows

    def has(self, *names: str) -> bool:
        """Tell whether all these columns are there with at least one value."""
        return all(
            name in self.columns
            and (name == ANSWERS or bool(self.cells([name])[name].notna().any()))
            for name in names
        )

    def cells(self, columns: Sequence[str]) -> pd.DataFrame:
        """Count the rows by the values of some columns.

        Parameters
        ----------
        columns : sequence of str
            Few columns with few values each; `BLOCK` for the random group.

        Returns
        -------
        DataFrame
            One row a combination that occurs, blanks included, sorted by the columns in their
            order, and ``answers``: how many rows of the files have it.
        """
        return self.source.cells([name for name in columns if name != ANSWERS])

    def moments(self, columns: Sequence[str], *, weight: str = "") -> pd.DataFrame:
        """Add up the complete rows, their values and the products of these, block by block.

        Parameters
        ----------
        columns : sequence of str
            Answers; a row with a blank in one of them is left out.
        weight : str, default ""
            Column of the weights; every row counts once if empty.

        Returns
        -------
        DataFrame
            One row a block that occurs: ``block``, ``n`` (rows), ``weight`` (sum of the
            weights), one column a name (weighted sum of its values) and one a pair ``"a*b"``,
            ``a`` before or equal to ``b`` in `columns` (weighted sum of their products).
        """
        return self.source.moments(columns, weight=weight)

    def evidence(self, *columns: str, n: int, date: str = "date") -> Evidence:
        """Return where a number comes from, with the first and last date of the table."""
        start = end = None
        if self.has(date):
            days = self.cells([date])[date].dropna()
            start, end = days.min().date(), days.max().date()
        return Evidence(table=self.name, columns=columns, n=n, start=start, end=end)

    def stand_ins(self, columns: Sequence[str], *, weight: str = "") -> pd.DataFrame:
        """Return few rows that have the sums and products of all complete rows, block by block.

        Parameters
        ----------
        columns : sequence of str
            Answers; a row with a blank in one of them is left out.
        weight : str, default ""
            Column of the weights; every row counts once if empty.

        Returns
        -------
        DataFrame
            Two rows a column and block: the columns (numbers off the scale), ``block``,
            ``answers`` (rows that one stands for, not whole) and ``weight`` (of one of them).

        Notes
        -----
        Sigma points: the mean of a block plus and minus ``sqrt(p)`` times each column of the
        root of its covariance matrix. Means, variances and correlations, weighted by
        ``answers * weight``, are those of the rows for any weights of whole blocks, so that a
        bootstrap of blocks may use them. Nothing else (shares, quantiles) is kept.

        References
        ----------
        Julier and Uhlmann (1997), Proceedings of SPIE 3068, 182-193.
        """
        names = list(dict.fromkeys(columns))
        moments = self.moments(names, weight=weight)
        p = len(names)
        mass = moments["weight"].to_numpy(dtype=np.float64)
        means = moments[names].to_numpy(dtype=np.float64) / mass[:, None]
        spread = np.empty((len(moments), p, p))
        for a, b in combinations_with_replacement(range(p), 2):
            product = moments[f"{names[a]}*{names[b]}"].to_numpy(dtype=np.float64) / mass
            spread[:, a, b] = spread[:, b, a] = product - means[:, a] * means[:, b]
        values, vectors = np.linalg.eigh(spread)
        root = vectors * np.sqrt(np.clip(values, 0.0, None) * p)[:, None, :]
        steps = np.concatenate([root, -root], axis=2).transpose(0, 2, 1)
        points = (means[:, None, :] + steps).reshape(-1, p)
        each = pd.DataFrame(points, columns=names)
        repeated = moments.loc[moments.index.repeat(2 * p)].reset_index(drop=True)
        each[BLOCK] = repeated[BLOCK]
        each[ANSWERS] = repeated["n"] / (2 * p)
        each["weight"] = repeated["weight"] / repeated["n"]
        return each
