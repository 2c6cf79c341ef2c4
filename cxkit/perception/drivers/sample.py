"""The answers that weights of attributes are calculated from, and why there may be none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxkit.client import ANSWERS, Column
from cxkit.counted import BLOCK, CountedTable
from cxkit.findings import Missing
from cxkit.perception.basis import Basis
from cxkit.perception.drivers.missing import (
    NO_SPREAD,
    TOO_FEW_COMPLETE,
    TOO_FEW_RATED,
    TOO_MANY_RATED,
)
from cxkit.perception.missing import COLUMN
from cxkit.perception.results import Metric
from cxkit.scales import Scale
from cxkit.stats.importance import MOST_PREDICTORS, weighted_correlation

Floats = NDArray[np.float64]

ANSWERS_A_DRIVER = 10
"""Complete answers needed for each attribute."""
LEAK = 0.95
"""An attribute that correlates so closely with the outcome is the outcome by another name."""
_CUSTOMER = "customer_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverSample:
    """The complete answers: outcome and every rated attribute given.

    Attributes
    ----------
    columns : tuple of Column
        Rated attributes, in the engagement's order.
    answers : ndarray, shape (k, p + 1)
        Ratings and, last, the outcome.
    counts : ndarray, shape (k,)
        Answers each row stands for.
    weights : ndarray, shape (k,)
        Weight of one answer of each row; 1 where the sample is not weighted.
    units : ndarray of int, shape (k,)
        Which rows were drawn together, from 0.
    n_clusters : int
        Customers (or other clusters) where some answered more than once, else 0.
    blocks : bool
        Whether rows stand for random groups of customers of a table that was only counted.
    n_left_out : int
        Answers left out because a rating is blank.
    leaks : tuple of Column
        Attributes left out because they repeat the outcome.
    """

    columns: tuple[Column, ...]
    answers: Floats
    counts: Floats
    weights: Floats
    units: NDArray[np.intp]
    n_clusters: int
    blocks: bool
    n_left_out: int
    leaks: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Names of the attributes."""
        return [column.name for column in self.columns]

    @property
    def n(self) -> int:
        """Complete answers."""
        return round(float(self.counts.sum()))

    @property
    def mass(self) -> Floats:
        """What each row weighs in all."""
        return self.counts * self.weights

    @property
    def weighted(self) -> bool:
        """Whether answers weigh differently."""
        return bool(np.ptp(self.weights) > 0)

    @property
    def clustered(self) -> bool:
        """Whether rows are drawn together."""
        return self.blocks or self.n_clusters > 0

    @property
    def n_effective(self) -> float:
        """Units of equal weight that would tell as much (Kish 1965)."""
        if self.n_clusters:
            total = np.bincount(self.units, weights=self.mass)
            return float(total.sum() ** 2 / (total**2).sum())
        return float(self.mass.sum() ** 2 / (self.counts * self.weights**2).sum())


def driver_sample(basis: Basis, metric: Metric) -> DriverSample | Missing:
    """Return the complete answers that a metric's drivers are calculated from.

    Parameters
    ----------
    basis : Basis
        The answers and how they were drawn.
    metric : {"nps", "csat", "ces"}
        What is to be explained.

    Returns
    -------
    DriverSample or Missing
        Missing, with the reason, where fewer than two or more than twenty attributes are
        rated, complete answers (or their effective number, where weighted) are fewer than ten
        an attribute, the customers behind them fewer than the least base, or a column does not
        vary.
    """
    table, outcome = basis.table, COLUMN[metric]
    rated = [
        column
        for column in basis.table.with_role("rating")
        if column.scale is not None and _varies(table.cells([column.name])[column.name])
    ]
    scale = basis.scale(metric)
    leaks = tuple(
        column
        for column in rated
        if _repeats(table.cells([column.name, outcome]), column.name, outcome, scale)
    )
    columns = tuple(column for column in rated if column not in leaks)
    if len(columns) < 2:
        return TOO_FEW_RATED
    if len(columns) > MOST_PREDICTORS:
        return TOO_MANY_RATED
    names = [column.name for column in columns]
    complete, units, clusters = _complete(basis, names, outcome)
    blocks = isinstance(table, CountedTable)
    if complete.empty:
        return TOO_FEW_COMPLETE
    weight = "weight" if blocks else table.sample.weight
    counts = _counts(complete, basis.count)
    asked = table.cells([outcome])
    n_asked = int(asked.loc[asked[outcome].notna(), ANSWERS].sum())
    sample = DriverSample(
        columns=columns,
        answers=complete[[*names, outcome]].to_numpy(dtype=float),
        counts=counts,
        weights=complete[weight].to_numpy(dtype=float) if weight else np.ones(len(complete)),
        units=units,
        n_clusters=0 if blocks else clusters,
        blocks=blocks,
        n_left_out=n_asked - round(float(counts.sum())),
        leaks=leaks,
    )
    needed = max(ANSWERS_A_DRIVER * len(names), basis.min_base)
    told = sample.n_effective if sample.weighted and not clusters else sample.n
    if told < needed or sample.n_effective < basis.min_base:
        return TOO_FEW_COMPLETE
    return sample if (np.ptp(sample.answers, axis=0) > 0).all() else NO_SPREAD


def _complete(
    basis: Basis, names: list[str], outcome: str
) -> tuple[pd.DataFrame, NDArray[np.intp], int]:
    """Return the complete answers, or what stands for them, and what was drawn together."""
    if isinstance(basis.table, CountedTable):
        weight = basis.table.sample.weight
        found = basis.table.stand_ins([*names, outcome], weight=weight)
        codes, known = pd.factorize(found[BLOCK])
        return found, codes.astype(np.intp), len(known)
    frame = basis.table.frame
    complete = frame.dropna(subset=[*names, outcome])
    return complete, *_units(complete, basis)


def _counts(frame: pd.DataFrame, count: str | None) -> Floats:
    return np.ones(len(frame)) if count is None else frame[count].to_numpy(dtype=float)


def _units(frame: pd.DataFrame, basis: Basis) -> tuple[NDArray[np.intp], int]:
    """Return which rows were drawn together, and how many groups where some hold several."""
    rows = np.arange(len(frame))
    declared = basis.table.sample.cluster
    name = declared or (_CUSTOMER if basis.count is None else "")
    if not name or name not in frame or frame[name].isna().all():
        return rows, 0
    codes, known = pd.factorize(frame[name])
    alone = codes < 0
    codes = np.where(alone, len(known) + np.cumsum(alone) - 1, codes).astype(np.intp)
    units = int(codes.max()) + 1
    single = units == len(frame) and (basis.count is None or not declared)
    return (rows, 0) if single else (codes, units)


def _varies(answers: pd.Series) -> bool:
    """Tell whether at least two different answers were given."""
    given = answers.dropna()
    return len(given) > 1 and bool(given.min() < given.max())


def _repeats(frame: pd.DataFrame, name: str, outcome: str, scale: Scale) -> bool:
    """Tell whether an attribute is the outcome by another name, or parts it perfectly."""
    both = frame.dropna().astype(float)
    if (
        both[ANSWERS].sum() < ANSWERS_A_DRIVER
        or both[name].nunique() < 2
        or both[outcome].nunique() < 2
    ):
        return False
    pair = both[[name, outcome]].to_numpy()
    r = weighted_correlation(pair, both[ANSWERS].to_numpy()[None])[0, 0, 1]
    if abs(float(r)) >= LEAK:
        return True
    good = both[outcome].map(scale.is_favourable).astype(bool)
    if good.all() or not good.any():
        return False
    high, low = both.loc[good, name], both.loc[~good, name]
    return bool(high.min() > low.max() or high.max() < low.min())
