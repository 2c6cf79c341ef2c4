"""Winning customers against keeping them: what it costs, when it is paid back, what it brings."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from cxkit.economics.basis import Customers, Money
from cxkit.economics.growth.active import years_active
from cxkit.economics.growth.amounts import UNKNOWN, Amount, Floats, Resampled, times, within
from cxkit.economics.lifetime.constant import LifetimeValues
from cxkit.findings import Evidence

MONTHS = 12.0


def acquisition_payback(cost: float, margin: float) -> float:
    """Months until the margin of a new customer has paid what it cost to win.

    Parameters
    ----------
    cost : float
        Cost of winning one customer, above 0.
    margin : float
        Margin of one new customer a year.

    Returns
    -------
    float
        ``12 · cost / margin`` months, undiscounted and without leaving; infinite where the
        margin is not above 0.

    Raises
    ------
    ValueError
        If the cost is not above 0, or one of the two is no number.

    References
    ----------
    Gupta and Lehmann (2005), Managing Customers as Investments, chapter 2.
    """
    _check_cost(cost)
    if not math.isfinite(margin):
        raise ValueError(f"need a margin a year, got {margin}")
    return MONTHS * cost / margin if margin > 0 else math.inf


def value_to_cost(value: float, cost: float) -> float:
    """Lifetime value over the cost of winning a customer.

    Parameters
    ----------
    value : float
        Lifetime value of one customer.
    cost : float
        Cost of winning one, above 0.

    Returns
    -------
    float
        ``value / cost``; below 1 a customer never earns back what it cost.

    Raises
    ------
    ValueError
        If the cost is not above 0, or one of the two is no number.
    """
    _check_cost(cost)
    if not math.isfinite(value):
        raise ValueError(f"need a lifetime value, got {value}")
    return value / cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Winning:
    """Acquisition against retention. Ranges hold the agreed cost and the interval together.

    Attributes
    ----------
    cost : Amount
        Agreed cost of winning one customer; the value is the middle of the range.
    lost, won : Amount
        Customers of the client lost and won in the period; won is unknown where no joining
        dates are given.
    lost_revenue : Amount
        What the lost customers brought a year.
    new_revenue, new_margin : Amount
        What a new customer brings a year; of a customer who stayed where nobody is new.
    needed : Amount
        New customers that would bring as much as the lost ones did.
    replacement : Amount
        Cost of winning those.
    a_customer : Amount
        The same for one customer lost: what may be spent to keep it.
    spent : Amount
        Customers won × cost; unknown where won is.
    payback : Amount
        Months until a new customer's margin has paid its cost.
    ratio : Amount
        Lifetime value over cost; unknown without lifetime value.
    money : {"margin", "share", "revenue"}
        What payback and ratio count as margin.
    new_known : bool
        Whether new customers were observed; if not, those who stayed stand in for them.
    dated : bool
        Whether the data say when customers left.
    years : int
        Horizon of the lifetime value; 0 without one.
    n_lost, n_new : int
        Customers in the data behind it.
    population : float
        Customers of the client that the data were scaled to.
    claim : {"assumption"}
        The cost is agreed, and the next customers won are taken to be like the last ones.
    evidence : Evidence
        Table and columns.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    """

    cost: Amount
    lost: Amount
    won: Amount
    lost_revenue: Amount
    new_revenue: Amount
    new_margin: Amount
    needed: Amount
    replacement: Amount
    a_customer: Amount
    spent: Amount
    payback: Amount
    ratio: Amount
    money: Money
    new_known: bool
    dated: bool
    years: int
    n_lost: int
    n_new: int
    population: float
    claim: Literal["assumption"]
    evidence: Evidence
    confidence: float
    min_base: int


def winning_of(customers: Customers, lifetime: LifetimeValues | None) -> Winning | None:
    """Return acquisition against retention; None without its cost, revenue or any loss.

    Notes
    -----
    A year's revenue of a group is its revenue over its customer-years in the period (a ratio
    of sums over resampled customers). Where leaving has no date, customers lost are taken to
    have brought what those who stayed bring.
    """
    agreed = customers.assumptions.acquisition_cost
    frame = customers.frame
    lost = (frame["lost"] & frame["known"]).to_numpy(bool)
    if agreed is None or not agreed.low > 0 or not customers.money or not lost.any():
        return None
    if not customers.table.has("revenue") or not frame["revenue"].notna().any():
        return None
    drawn, new_known = _drawn(customers, lost)
    each = drawn.ratio("new_money", "new_years")
    margin = drawn.ratio("new_margin", "new_years")
    of_lost = drawn.ratio("lost_money", "lost_years")
    if not (each.value > 0 and each.low > 0 and of_lost.value > 0):
        return None
    cost = Amount(value=(agreed.low + agreed.high) / 2, low=agreed.low, high=agreed.high)
    replaced = _needed_each(drawn, customers.confidence)
    number = drawn.amount("lost", times=customers.scale)
    needed = _needed(drawn, customers)
    won = drawn.amount("new", times=customers.scale) if new_known else UNKNOWN
    return Winning(
        cost=cost,
        lost=number,
        won=won,
        lost_revenue=_yearly(drawn, customers),
        new_revenue=each,
        new_margin=margin,
        needed=needed,
        replacement=times(needed, cost),
        a_customer=times(replaced, cost),
        spent=times(won, cost),
        payback=_payback(cost, margin),
        ratio=_ratio(cost, lifetime),
        money=customers.money,
        new_known=new_known,
        dated=customers.dated,
        years=lifetime.years if lifetime is not None else 0,
        n_lost=int(lost.sum()),
        n_new=int(frame["new"].sum()) if new_known else 0,
        population=customers.population,
        claim="assumption",
        evidence=customers.evidence("revenue", "margin", "start_date", "end_date", n=len(frame)),
        confidence=customers.confidence,
        min_base=customers.min_base,
    )


def _drawn(customers: Customers, lost: np.ndarray) -> tuple[Resampled, bool]:
    """Resample revenue and years of the lost and of the new."""
    frame, years = customers.frame, years_active(customers)
    raw = customers.table.frame.drop_duplicates("customer_id").set_index("customer_id")
    money = frame["customer_id"].map(raw["revenue"].astype(float))
    known = money.notna().to_numpy(bool) & (years > 0)
    paid: Floats = np.asarray(money.fillna(0.0), dtype=np.float64)
    new = frame["new"].to_numpy(bool) & known
    new_known = bool(new.any())
    stayed = frame["whole"].to_numpy(bool) & known
    like = new if new_known else stayed
    gone = lost & known & frame["end"].notna().to_numpy(bool)
    if not (customers.dated and gone.any()):
        gone = stayed  # no date tells what part of a year they paid
    margins = _margins(customers, raw, frame["customer_id"], paid)
    columns = {
        "lost": lost.astype(float),
        "lost_money": np.where(gone, paid, 0.0),
        "lost_years": np.where(gone, years, 0.0),
        "new": frame["new"].to_numpy(float),
        "new_money": np.where(like, paid, 0.0),
        "new_years": np.where(like, years, 0.0),
        "new_margin": np.where(like, margins, 0.0),
    }
    return Resampled(columns, confidence=customers.confidence), new_known


def _margins(customers: Customers, raw: pd.DataFrame, ids: pd.Series, paid: Floats) -> Floats:
    if customers.money == "margin":
        return np.asarray(ids.map(raw["margin"].astype(float)).fillna(0.0), dtype=np.float64)
    share = customers.assumptions.margin if customers.money == "share" else 1.0
    return paid * (1.0 if share is None else share)


def _rates(drawn: Resampled) -> tuple[Floats, Floats, Floats]:
    """Return draws of customers lost, of their revenue a year and of a new customer's."""
    sums = drawn.drawn
    some = (sums["lost_years"] > 0) & (sums["new_years"] > 0) & (sums["new_money"] > 0)
    lost = sums["lost"][some]
    mine = sums["lost_money"][some] / sums["lost_years"][some]
    new = sums["new_money"][some] / sums["new_years"][some]
    return lost, mine, new


def _yearly(drawn: Resampled, customers: Customers) -> Amount:
    lost, mine, _ = _rates(drawn)
    sums = drawn.sums
    value = sums["lost"] * sums["lost_money"] / sums["lost_years"]
    scale = customers.scale
    return within(scale * value, scale * lost * mine, customers.confidence)


def _needed_each(drawn: Resampled, confidence: float) -> Amount:
    _, mine, new = _rates(drawn)
    sums = drawn.sums
    value = (sums["lost_money"] / sums["lost_years"]) / (sums["new_money"] / sums["new_years"])
    return within(value, mine / new, confidence)


def _needed(drawn: Resampled, customers: Customers) -> Amount:
    lost, mine, new = _rates(drawn)
    each = _needed_each(drawn, customers.confidence).value
    scale = customers.scale
    return within(
        scale * drawn.sums["lost"] * each, scale * lost * mine / new, customers.confidence
    )


def _payback(cost: Amount, margin: Amount) -> Amount:
    return Amount(
        value=acquisition_payback(cost.value, margin.value),
        low=acquisition_payback(cost.low, margin.high),
        high=acquisition_payback(cost.high, margin.low),
    )


def _ratio(cost: Amount, lifetime: LifetimeValues | None) -> Amount:
    if lifetime is None:
        return UNKNOWN
    worth = lifetime.overall
    ends = (worth.low / cost.high, worth.low / cost.low, worth.high / cost.high,
            worth.high / cost.low)  # fmt: skip
    return Amount(value=value_to_cost(worth.value, cost.value), low=min(ends), high=max(ends))


def _check_cost(cost: float) -> None:
    if not (cost > 0 and math.isfinite(cost)):
        raise ValueError(f"the cost of winning a customer must be above 0, got {cost}")
