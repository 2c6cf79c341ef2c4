"""Lifetime value: what a customer is worth over the years it stays, and what one point moves."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.client import Column
from cxkit.economics.basis import Customers, Money
from cxkit.economics.churn.rates import yearly
from cxkit.economics.lifetime.discounting import check_discount
from cxkit.economics.lifetime.resampling import DRAWS, SEED, mean_draws
from cxkit.findings import Evidence

STEPS = (-0.05, -0.01, 0.0, 0.01, 0.05)
"""Changes of yearly retention that the sensitivity shows."""

Floats = npt.NDArray[np.float64]


def lifetime_value(margin: float, retention: float, discount: float) -> float:
    """Present value of a customer's yearly margins without end, the first one year from now.

    Parameters
    ----------
    margin : float
        Money a year.
    retention : float
        Share that stays each year, in [0, 1].
    discount : float
        Rate a year, in [0, 1].

    Returns
    -------
    float
        ``margin · r / (1 + d - r)``; NaN where ``r = 1`` and ``d = 0``, since the sum has no
        end. With a payment today as well it is `lifetime_value_due`.

    Raises
    ------
    ValueError
        If retention or discount are outside their ranges.

    References
    ----------
    Gupta and Lehmann (2003), Journal of Interactive Marketing 17, 9-24.
    """
    _check(retention, discount)
    rest = 1 + discount - retention
    return margin * retention / rest if rest > 0 else math.nan


def lifetime_value_due(margin: float, retention: float, discount: float) -> float:
    """Present value with a payment today: ``margin · (1 + d) / (1 + d - r)``; NaN without end.

    Parameters and limits are those of `lifetime_value`.
    """
    _check(retention, discount)
    rest = 1 + discount - retention
    return margin * (1 + discount) / rest if rest > 0 else math.nan


def value_within(margin: float, retention: float, discount: float, years: int) -> float:
    """Present value of the yearly margins of so many years, the first one year from now.

    Parameters
    ----------
    margin : float
        Money a year.
    retention, discount : float
        As in `lifetime_value`.
    years : int
        Margins counted, 1 or more.

    Returns
    -------
    float
        ``margin · Σ (r / (1 + d))^t`` for t from 1 to `years`: always finite.

    Raises
    ------
    ValueError
        If an argument is outside its range.
    """
    _check(retention, discount)
    if years < 1:
        raise ValueError(f"need at least one year, got {years}")
    return float(_within(np.array([margin]), np.array([retention]), discount, years)[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class LifetimeValue:
    """Lifetime value of one group.

    Attributes
    ----------
    group : str
        Empty for all customers.
    margin, margin_low, margin_high : float
        Mean margin of a year, of customers there the whole period.
    retention, retention_low, retention_high : float
        Share that stays a year.
    value, low, high : float
        Present value within the horizon, with its interval.
    endless : float
        Present value without end; NaN where the sum has none.
    n, n_money : int
        Customers behind the retention, and behind the margin.
    lost : int
        Customers lost among `n`.
    """

    group: str
    margin: float
    margin_low: float
    margin_high: float
    retention: float
    retention_low: float
    retention_high: float
    value: float
    low: float
    high: float
    endless: float
    n: int
    n_money: int
    lost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LifetimeValues:
    """Lifetime value of all customers and of the groups of a segment.

    Attributes
    ----------
    overall : LifetimeValue
        All customers.
    column : Column or None
        Segment; None where there is none.
    groups : tuple of LifetimeValue
        Highest first; without groups that have no margin or no customer at the start.
    sensitivity : tuple of tuple of float
        Change of retention, retention then, value then, and its change as a share.
    discount, years
        Conventions: rate a year and margins counted.
    money : {"margin", "share", "revenue"}
        Where the margin comes from.
    contractual : bool or None
        Whether customers tell that they leave.
    evidence : Evidence
        Table and columns.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    """

    overall: LifetimeValue
    column: Column | None
    groups: tuple[LifetimeValue, ...]
    sensitivity: tuple[tuple[float, float, float, float], ...]
    discount: float
    years: int
    money: Money
    contractual: bool | None
    evidence: Evidence
    confidence: float
    min_base: int


def lifetime_values(customers: Customers, column: Column | None) -> LifetimeValues | None:
    """Return lifetime values; None where retention a year or margin are unknown.

    Notes
    -----
    Retention and margin are drawn `DRAWS` times: churn from its Jeffreys distribution,
    ``Beta(lost + 1/2, stayed + 1/2)``, the mean margin by resampling customers; the limits
    are quantiles of the values that follow. They stay finite where nobody or everybody left.
    """
    discount = customers.assumptions.discount_rate
    years = customers.assumptions.horizon_years
    if discount is None or years is None or not customers.money:
        return None
    frame = customers.frame[customers.frame["present"] & customers.frame["known"]]
    rng = np.random.default_rng(SEED + 1)  # other chance than picks who is resampled
    overall = _value(frame, "", customers, discount, years, rng)
    if overall is None:
        return None
    groups: list[LifetimeValue] = []
    if column is not None:
        for name, part in frame.groupby(
            frame[column.name].astype("str").where(frame[column.name].notna())
        ):
            found = _value(part, str(name), customers, discount, years, rng)
            if found is not None:
                groups.append(found)
    names = ("revenue", "margin", "start_date", "end_date", "churned")
    return LifetimeValues(
        overall=overall,
        column=column if groups else None,
        groups=tuple(sorted(groups, key=lambda item: -item.value)),
        sensitivity=_sensitivity(overall, discount, years),
        discount=discount,
        years=years,
        money=customers.money,
        contractual=customers.assumptions.contractual,
        evidence=customers.evidence(*names, n=overall.n),
        confidence=customers.confidence,
        min_base=customers.min_base,
    )


def _value(
    frame: pd.DataFrame,
    group: str,
    customers: Customers,
    discount: float,
    years: int,
    rng: np.random.Generator,
) -> LifetimeValue | None:
    worth = frame["worth"].dropna().to_numpy(float)
    n, lost = len(frame), int(frame["lost"].sum())
    churn = yearly(lost / n, customers.days) if n else math.nan
    if not worth.size or churn != churn:
        return None
    tail = (1 - customers.confidence) / 2
    drawn = rng.beta(lost + 0.5, n - lost + 0.5, DRAWS)
    kept = np.array([1 - yearly(float(each), customers.days) for each in drawn])
    margins = mean_draws(worth)
    values = _within(margins, kept, discount, years)
    low, high = np.quantile(values, [tail, 1 - tail])
    margin_low, margin_high = np.quantile(margins, [tail, 1 - tail])
    retention_low, retention_high = np.quantile(kept, [tail, 1 - tail])
    margin, retention = float(worth.mean()), 1 - churn
    return LifetimeValue(
        group=group,
        margin=margin,
        margin_low=float(margin_low),
        margin_high=float(margin_high),
        retention=retention,
        retention_low=float(min(retention_low, retention)),
        retention_high=float(max(retention_high, retention)),
        value=value_within(margin, retention, discount, years),
        low=float(low),
        high=float(high),
        endless=lifetime_value(margin, retention, discount),
        n=n,
        n_money=int(worth.size),
        lost=lost,
    )


def _within(margin: Floats, retention: Floats, discount: float, years: int) -> Floats:
    ratio = retention / (1 + discount)
    total = sum((ratio**year for year in range(1, years + 1)), np.zeros_like(ratio))
    return np.asarray(margin * total, dtype=np.float64)


def _sensitivity(
    overall: LifetimeValue, discount: float, years: int
) -> tuple[tuple[float, float, float, float], ...]:
    rows = []
    for step in STEPS:
        retention = overall.retention + step
        if not 0 <= retention <= 1:
            continue
        value = value_within(overall.margin, retention, discount, years)
        change = value / overall.value - 1 if overall.value > 0 else math.nan
        rows.append((step, retention, value, change))
    return tuple(rows)


def _check(retention: float, discount: float) -> None:
    if not 0 <= retention <= 1:
        raise ValueError(f"retention must be in [0, 1], got {retention} (write 0.8, not 80)")
    check_discount(discount)
