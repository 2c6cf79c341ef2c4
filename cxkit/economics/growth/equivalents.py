"""The client's own figures to set beside those that the field quotes; none of theirs is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from cxkit.client import Column
from cxkit.economics.churn.rates import ChurnBy
from cxkit.economics.growth.amounts import Amount
from cxkit.economics.growth.premium import PricePremium
from cxkit.economics.lifetime.constant import LifetimeValues, value_within
from cxkit.economics.linkage.point import AtRisk, PointValue
from cxkit.findings import Missing

STEP = 0.05
"""Retention gained in the client's own sensitivity: five points."""
GAP_COLUMNS = (
    "touchpoint", "leaders", "customers", "gap", "ci_low", "ci_high", "n_leaders", "n", "top",
)  # fmt: skip
"""What is asked of the perception gap of the strategy: one row a touchpoint."""

LeadersGap = Callable[[], pd.DataFrame]
"""Gives the perception gap, when it is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retained:
    """What five points more of retention do to a customer's lifetime value.

    Attributes
    ----------
    change : Amount
        Relative change of the value; its range is that of the interval of retention.
    before, after : Amount
        Lifetime value of a customer as it is with its interval, and then.
    retention, reached : float
        Share kept a year as it is, and then; at most 1.
    years : int
        Horizon.
    n : int
        Customers behind retention.
    """

    change: Amount
    before: Amount
    after: Amount
    retention: float
    reached: float
    years: int
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnGap:
    """The touchpoint at which leaders and customers are furthest apart.

    Attributes
    ----------
    touchpoint : str
        As called in the data.
    leaders, customers : float
        Means on the customers' scale.
    gap : Amount
        Leaders less customers, with its interval; unknown for a single leader.
    top : float
        Highest point of the scale.
    n_leaders, n : int
        Leaders, and customers' answers.
    """

    touchpoint: str
    leaders: float
    customers: float
    gap: Amount
    top: float
    n_leaders: int
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Equivalents:
    """The client's own figures, each known or missing with what to provide.

    Attributes
    ----------
    gap : OwnGap or Missing
        Beside what companies believe and customers say.
    at_risk : AtRisk or Missing
        Revenue that goes with low answers: beside how much experience is said to matter.
    by_score : ChurnBy or Missing
        Churn by what customers answered: beside how many use the NPS.
    point : PointValue or Missing
        Beside what a point of churn is said to do.
    retained : Retained or Missing
        Beside the profit that retention is said to bring.
    premium : PricePremium or Missing
        Beside the price that experience is said to earn.
    places : Column or None
        Touchpoints of the answers, for their names.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    """

    gap: OwnGap | Missing
    at_risk: AtRisk | Missing
    by_score: ChurnBy | Missing
    point: PointValue | Missing
    retained: Retained | Missing
    premium: PricePremium | Missing
    places: Column | None
    confidence: float
    min_base: int


def retained_of(values: LifetimeValues) -> Retained:
    """Return what five points more of retention do, all else equal."""
    item = values.overall

    def worth(retention: float) -> float:
        return value_within(1.0, min(retention, 1.0), values.discount, values.years)

    def change(retention: float) -> float:
        return worth(retention + STEP) / worth(retention) - 1 if worth(retention) > 0 else 0.0

    ends = sorted(change(each) for each in (item.retention_low, item.retention_high))
    grown = Amount(value=change(item.retention), low=ends[0], high=ends[1])
    value = item.margin * worth(item.retention)
    after = sorted(
        each * (1 + by) for each in (item.low, item.high) for by in (grown.low, grown.high)
    )
    return Retained(
        change=grown,
        before=Amount(value=value, low=item.low, high=item.high),
        after=Amount(value=value * (1 + grown.value), low=after[0], high=after[-1]),
        retention=item.retention,
        reached=min(item.retention + STEP, 1.0),
        years=values.years,
        n=item.n,
    )


def widest_gap(found: pd.DataFrame) -> OwnGap | None:
    """Return the touchpoint with the widest gap; None where there is none."""
    known = found.dropna(subset=["gap"]) if len(found) else found
    if not len(known):
        return None
    row = known.iloc[int(known["gap"].abs().to_numpy(float).argmax())]
    return OwnGap(
        touchpoint=str(row["touchpoint"]),
        leaders=float(row["leaders"]),
        customers=float(row["customers"]),
        gap=Amount(value=float(row["gap"]), low=float(row["ci_low"]), high=float(row["ci_high"])),
        top=float(row["top"]),
        n_leaders=int(row["n_leaders"]),
        n=int(row["n"]),
    )
