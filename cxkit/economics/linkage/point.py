"""What one point of churn is worth to this client, and the revenue at risk among the low."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxkit.economics.basis import Customers, Money
from cxkit.economics.churn.rates import ChurnBy, churn_of
from cxkit.economics.churn.scored import LOW, Scored
from cxkit.economics.lifetime.resampling import mean_draws
from cxkit.findings import Claim, Evidence

POINT = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class PointValue:
    """A year's margin of the customers that one point of churn less would keep.

    Attributes
    ----------
    value, low, high : float
        Money a year, with the interval of the mean margin.
    customers : float
        Customers kept: one in a hundred of `population`.
    population : float
        Customers of the client.
    agreed_population : bool
        Whether their number was agreed in ``economics.yml``.
    margin : float
        Mean margin of a customer a year.
    money : {"margin", "share", "revenue"}
        Where the margin comes from.
    churn : float
        Share lost in the period; NaN where nobody was there at the start.
    n : int
        Customers behind the margin.
    claim : {"assumption"}
        A customer kept is taken to earn what a customer who stayed earned.
    evidence : Evidence
        Table and columns.
    confidence : float
        Level of the interval.
    min_base : int
        Smaller bases are indicative.
    """

    value: float
    low: float
    high: float
    customers: float
    population: float
    agreed_population: bool
    margin: float
    money: Money
    churn: float
    n: int
    claim: Claim
    evidence: Evidence
    confidence: float
    min_base: int

    @property
    def can_fall(self) -> bool:
        """Whether churn is at least one point, so that it could be one point less."""
        return not self.churn < POINT


@dataclass(frozen=True, slots=True, kw_only=True)
class AtRisk:
    """Revenue that leaves with customers who answered low, beyond what leaves anyway.

    Attributes
    ----------
    group : str
        Group of low answers.
    money, low, high : float
        A year's revenue: low customers × excess churn × their revenue; the limits are those
        of the excess churn.
    customers : float
        Low customers of the client, by their share among who answered.
    share : float
        Their share among who answered, in [0, 1].
    excess, excess_low, excess_high : float
        Their churn less that of the others.
    rate, rest : float
        Churn of the low and of the others.
    revenue : float
        Mean revenue a year of the low who stayed.
    p_adjusted : float
        Of the excess, as in `ChurnBy`.
    comparisons : int
        Comparisons it was corrected for.
    n, n_low : int
        Customers there at the start who answered, and those who answered low.
    dated : bool
        Whether the answers are known to come before leaving.
    claim : {"association"}
        What makes them leave is not shown.
    evidence : Evidence
        Table and columns.
    confidence : float
        Level of the interval.
    min_base : int
        Smaller bases are indicative.
    """

    group: str
    money: float
    low: float
    high: float
    customers: float
    share: float
    excess: float
    excess_low: float
    excess_high: float
    rate: float
    rest: float
    revenue: float
    p_adjusted: float
    comparisons: int
    n: int
    n_low: int
    dated: bool
    claim: Claim
    evidence: Evidence
    confidence: float
    min_base: int


def point_value(customers: Customers) -> PointValue | None:
    """Return what one point of churn is worth; None where there is no money."""
    worth = customers.frame["worth"].dropna().to_numpy(float)
    if not customers.money or not worth.size:
        return None
    tail = (1 - customers.confidence) / 2
    means = mean_draws(worth)
    low, high = (float(each) for each in np.quantile(means, [tail, 1 - tail]))
    kept = customers.population * POINT
    margin, churn = float(worth.mean()), churn_of(customers)
    return PointValue(
        value=kept * margin,
        low=kept * low,
        high=kept * high,
        customers=kept,
        population=customers.population,
        agreed_population=customers.agreed_population,
        margin=margin,
        money=customers.money,
        churn=churn.rate if churn is not None else math.nan,
        n=int(worth.size),
        claim="assumption",
        evidence=customers.evidence("margin", "revenue", n=int(worth.size)),
        confidence=customers.confidence,
        min_base=customers.min_base,
    )


def at_risk(customers: Customers, scored: Scored, churn: ChurnBy) -> AtRisk | None:
    """Return the revenue at risk among who answered low; None without revenue or low group."""
    rows = churn.table[churn.table["group"].isin(LOW)]
    if rows.empty or rows["difference"].isna().all():
        return None
    row = rows.iloc[0]
    people = scored.present
    revenue = revenue_of(people, people["group"] == row["group"])
    if revenue != revenue:
        return None
    n, n_low = len(people), int(row["n"])
    low = customers.population * n_low / n
    return AtRisk(
        group=str(row["group"]),
        money=low * float(row["difference"]) * revenue,
        low=low * float(row["gap_low"]) * revenue,
        high=low * float(row["gap_high"]) * revenue,
        customers=low,
        share=n_low / n,
        excess=float(row["difference"]),
        excess_low=float(row["gap_low"]),
        excess_high=float(row["gap_high"]),
        rate=float(row["rate"]),
        rest=float(row["rate"] - row["difference"]),
        revenue=revenue,
        p_adjusted=float(row["p_adjusted"]),
        comparisons=churn.comparisons,
        n=n,
        n_low=n_low,
        dated=scored.dated,
        claim="association",
        evidence=Evidence(
            table="customers",
            columns=("revenue", "churned", f"responses.{scored.metric}"),
            n=n,
            start=customers.start,
            end=customers.end,
        ),
        confidence=customers.confidence,
        min_base=customers.min_base,
    )


def revenue_of(frame: pd.DataFrame, low: pd.Series) -> float:
    """Return the mean revenue a year of the low, or of all where none of them stayed."""
    mine = frame.loc[low, "revenue"].dropna()
    return float(mine.mean()) if len(mine) else float(frame["revenue"].dropna().mean())
