"""A scenario of a price premium: what it would bring, and how many customers it may cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cxkit.economics.basis import Customers, Money
from cxkit.economics.growth.amounts import Amount, limits
from cxkit.economics.lifetime.resampling import mean_draws
from cxkit.findings import Evidence

Basis = Literal["stated", "observed"]
"""What the premium rests on: what customers say they would pay, or prices that were paid."""


def premium_revenue(revenue: float, premium: float, share: float) -> float:
    """Revenue that a premium adds if a share of the customers pays it and nobody leaves.

    Parameters
    ----------
    revenue : float
        Revenue a year at today's prices, 0 or more.
    premium : float
        Rise of the price as a share of it, 0 or more (0.04 for 4 %).
    share : float
        Share of the revenue on which it is paid, in [0, 1].

    Returns
    -------
    float
        ``revenue · premium · share`` a year. All of it is margin, since no cost rises.

    Raises
    ------
    ValueError
        If an argument is outside its range.
    """
    _check(premium)
    if not revenue >= 0:
        raise ValueError(f"need revenue of 0 or more, got {revenue}")
    if not 0 <= share <= 1:
        raise ValueError(f"the share who would pay must be in [0, 1], got {share}")
    return revenue * premium * share


def break_even_loss(margin: float, premium: float) -> float:
    """Share of the customers charged who may leave before the premium loses money.

    Parameters
    ----------
    margin : float
        Margin as a share of revenue at today's price, in [0, 1].
    premium : float
        Rise of the price as a share of it, 0 or more.

    Returns
    -------
    float
        ``premium / (margin + premium)``, in [0, 1]; 0 where there is no premium.

    Raises
    ------
    ValueError
        If an argument is outside its range.

    Notes
    -----
    ``(1 - loss) · (margin + premium) = margin``: each customer that stays brings its margin
    and the premium, each that leaves takes its margin along.

    References
    ----------
    Nagle and Müller (2018), The Strategy and Tactics of Pricing, 6th edition, chapter 9.
    """
    _check(premium)
    if not 0 <= margin <= 1:
        raise ValueError(f"the margin must be a share in [0, 1], got {margin}")
    return premium / (margin + premium) if premium > 0 else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PricePremium:
    """The scenario.

    Attributes
    ----------
    premium : Amount
        Rise of the price, agreed; the value is the middle of the range.
    share : Amount
        Share of the customers who would pay it, agreed; 0 to 1 where nobody knows.
    known_share : bool
        Whether that share was agreed; if not, the money is what it would be at most.
    basis : {"stated", "observed"}
        What the premium rests on; stated unless declared otherwise.
    revenue : Amount
        Revenue a year of all customers, with the interval of its mean.
    gain : Amount
        Revenue a year it would add if nobody left; low of all with low, high with high.
    loss : Amount
        Share of the customers charged who may leave before it loses money, at the low,
        middle and high premium; NaN where no margin is known.
    margin : float
        Margin as a share of revenue; NaN where unknown.
    money : {"margin", "share", "revenue", ""}
        Where the margin comes from.
    population : float
        Customers of the client.
    agreed_population : bool
        Whether their number was agreed.
    n : int
        Customers behind the revenue.
    claim : {"assumption"}
        Nothing of it was tried.
    evidence : Evidence
        Table and columns.
    confidence : float
        Level of the interval of the revenue.
    min_base : int
        Smaller bases are indicative.
    """

    premium: Amount
    share: Amount
    known_share: bool
    basis: Basis
    revenue: Amount
    gain: Amount
    loss: Amount
    margin: float
    money: Money
    population: float
    agreed_population: bool
    n: int
    claim: Literal["assumption"]
    evidence: Evidence
    confidence: float
    min_base: int


def premium_of(customers: Customers) -> PricePremium | None:
    """Return the scenario; None without an agreed premium above 0, or without revenue."""
    agreed = customers.assumptions
    rise = agreed.price_premium
    paid = customers.frame["revenue"].dropna().to_numpy(float)
    if rise is None or rise.low < 0 or not 0 < rise.high <= 1 or not paid.size:
        return None
    if not paid.mean() > 0:
        return None
    premium = Amount(value=(rise.low + rise.high) / 2, low=rise.low, high=rise.high)
    known = agreed.premium_share
    share = (
        Amount(value=(known.low + known.high) / 2, low=known.low, high=known.high)
        if known is not None
        else Amount(value=1.0, low=0.0, high=1.0)
    )
    low, high = limits(mean_draws(paid), customers.confidence)
    revenue = Amount(
        value=customers.population * float(paid.mean()),
        low=customers.population * low,
        high=customers.population * high,
    )
    margin = _margin(customers)
    return PricePremium(
        premium=premium,
        share=share,
        known_share=known is not None,
        basis=agreed.premium_basis or "stated",
        revenue=revenue,
        gain=Amount(
            value=premium_revenue(revenue.value, premium.value, share.value),
            low=premium_revenue(max(revenue.low, 0.0), premium.low, share.low),
            high=premium_revenue(revenue.high, premium.high, share.high),
        ),
        loss=_losses(margin, premium),
        margin=margin,
        money=customers.money,
        population=customers.population,
        agreed_population=customers.agreed_population,
        n=int(paid.size),
        claim="assumption",
        evidence=customers.evidence("revenue", "margin", n=int(paid.size)),
        confidence=customers.confidence,
        min_base=customers.min_base,
    )


def _losses(margin: float, premium: Amount) -> Amount:
    if not 0 <= margin <= 1:
        nothing = float("nan")
        return Amount(value=nothing, low=nothing, high=nothing)
    return Amount(
        value=break_even_loss(margin, premium.value),
        low=break_even_loss(margin, premium.low),
        high=break_even_loss(margin, premium.high),
    )


def _margin(customers: Customers) -> float:
    """Return the margin as a share of the revenue of who was there the whole period."""
    if customers.money == "share":
        agreed = customers.assumptions.margin
        return float("nan") if agreed is None else agreed
    if customers.money != "margin":
        return float("nan")
    both = customers.frame[["revenue", "worth"]].dropna()
    total = float(both["revenue"].sum())
    return float(both["worth"].sum()) / total if total > 0 else float("nan")


def _check(premium: float) -> None:
    if not 0 <= premium <= 1:
        raise ValueError(f"the premium must be a share in [0, 1], got {premium} (0.04 for 4 %)")
