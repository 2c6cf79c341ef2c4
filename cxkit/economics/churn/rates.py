"""Churn: customers lost over customers there at the start, overall and by group."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxkit.client import Column
from cxkit.economics.basis import YEAR, Customers
from cxkit.findings import Evidence
from cxkit.stats import share_difference, wilson_interval

SCORE = "score"
"""Name of the grouping by what customers answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Churn:
    """Churn of all customers.

    Attributes
    ----------
    rate, ci_low, ci_high : float
        Share lost in the period, with its Wilson interval.
    yearly : float
        The same a year, ``1 - (1 - rate)^(year / period)``; NaN where the period is unknown.
    lost, n : int
        Customers lost, and there at the start.
    n_new, n_unknown : int
        Customers who came in the period, and of whom it is not known whether they left: in
        neither number.
    dated : bool
        Whether leaving has a date; if not, the share of all customers is marked as gone.
    days : float
        Length of the period.
    evidence : Evidence
        Table and columns.
    confidence : float
        Level of the interval.
    min_base : int
        Smaller bases are indicative.
    """

    rate: float
    ci_low: float
    ci_high: float
    yearly: float
    lost: int
    n: int
    n_new: int
    n_unknown: int
    dated: bool
    days: float
    evidence: Evidence
    confidence: float
    min_base: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChurnBy:
    """Churn of each group, compared with all other customers.

    Attributes
    ----------
    column : Column or None
        Segment; None where customers are grouped by what they answered.
    table : DataFrame
        One row a group: ``group``, ``n``, ``lost``, ``rate``, ``ci_low``, ``ci_high``,
        ``difference``, ``gap_low``, ``gap_high`` (shares, group less the rest), ``p_value``,
        ``p_adjusted`` (Holm, over all comparisons of economics).
    overall : float
        Share lost of all customers in the table.
    comparisons : int
        Comparisons that the p values were corrected for.
    dated : bool
        Whether leaving has a date.
    evidence : Evidence
        Table and columns.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    """

    column: Column | None
    table: pd.DataFrame
    overall: float
    comparisons: int
    dated: bool
    evidence: Evidence
    confidence: float
    min_base: int

    @property
    def name(self) -> str:
        """Column that groups the customers."""
        return self.column.name if self.column is not None else SCORE


def churn_of(customers: Customers) -> Churn | None:
    """Return the churn of the period; None where nobody was there at the start.

    Notes
    -----
    ``lost / present``: customers who came in the period are in neither number.
    """
    frame = customers.frame
    base = frame[frame["present"] & frame["known"]]
    if base.empty:
        return None
    lost, n = int(base["lost"].sum()), len(base)
    low, high = wilson_interval(lost, n, confidence=customers.confidence)
    return Churn(
        rate=lost / n,
        ci_low=low,
        ci_high=high,
        yearly=yearly(lost / n, customers.days),
        lost=lost,
        n=n,
        n_new=int(frame["new"].sum()),
        n_unknown=int((frame["present"] & ~frame["known"]).sum()),
        dated=customers.dated,
        days=customers.days,
        evidence=customers.evidence("start_date", "end_date", "churned", n=n),
        confidence=customers.confidence,
        min_base=customers.min_base,
    )


def yearly(rate: float, days: float) -> float:
    """Return the churn of a year at the pace of a period of so many days."""
    if days != days or days <= 0:
        return math.nan
    if abs(days - YEAR) < 2:
        return rate
    return float(1 - (1 - rate) ** (YEAR / days))


def group_churn(
    groups: pd.Series, lost: pd.Series, *, order: Sequence[str] = (), confidence: float
) -> pd.DataFrame:
    """Return the churn of each group and its difference from all others.

    Parameters
    ----------
    groups : Series of str
        Group of each customer; blanks are left out.
    lost : Series of bool
        Whether each was lost; same index.
    order : sequence of str
        Order of the groups; by name if empty.
    confidence : float
        Level of the intervals.

    Returns
    -------
    DataFrame
        As in `ChurnBy.table`, ``p_adjusted`` still NaN; no comparison (NaN) where a group
        has no others.

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17, 873-890, for the differences.
    """
    kept = groups.notna()
    named = groups[kept].astype(str)
    sizes = named.value_counts().sort_index()
    gone = named[lost[kept].astype(bool)].value_counts()
    names = [name for name in order if name in sizes.index] if order else list(sizes.index)
    all_lost, all_n = int(gone.sum()), int(sizes.sum())
    rows = []
    for name in names:
        count, n = int(gone.get(name, 0)), int(sizes[name])
        low, high = wilson_interval(count, n, confidence=confidence)
        row: dict[str, object] = {"group": name, "n": n, "lost": count, "rate": count / n}
        row |= {"ci_low": low, "ci_high": high}
        if all_n > n:
            gap = share_difference((all_lost - count, all_n - n), (count, n), confidence=confidence)
            row |= {"difference": gap.difference, "gap_low": gap.ci_low, "gap_high": gap.ci_high}
            row["p_value"] = gap.p_value
        rows.append(row)
    columns = ["group", "n", "lost", "rate", "ci_low", "ci_high"]
    columns += ["difference", "gap_low", "gap_high", "p_value"]
    table = pd.DataFrame(rows).reindex(columns=columns)
    table["p_adjusted"] = np.nan
    return table


def churn_by_segment(customers: Customers, column: Column) -> pd.DataFrame:
    """Return the churn of each group of a segment, among those there at the start."""
    frame = customers.frame
    base = frame[frame["present"] & frame["known"]]
    return group_churn(base[column.name], base["lost"], confidence=customers.confidence)
