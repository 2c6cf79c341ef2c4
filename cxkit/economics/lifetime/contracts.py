"""Retention and value of customers with a contract, projected from how long they stayed."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from cxkit.economics.basis import Customers, Money
from cxkit.economics.lifetime import missing
from cxkit.economics.lifetime.discounting import discount_of_period
from cxkit.economics.lifetime.lifetimes_ahead import expected_lifetime, survival
from cxkit.economics.lifetime.profile import profile_interval
from cxkit.economics.lifetime.renewals import Renewals, renewals_of_customers
from cxkit.economics.lifetime.resampling import DRAWS, SEED, mean_draws
from cxkit.economics.lifetime.retention import RetentionFit, fit_retention
from cxkit.findings import Claim, Evidence, Missing

Floats = npt.NDArray[np.float64]

MONTHS = 12
STAYS = (0, 1, 2, 5)
"""Years stayed for which a customer's value is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StayValue:
    """A customer who has stayed so long.

    Attributes
    ----------
    years : int or None
        Years stayed; None for the mean of the customers there now.
    kept, kept_low, kept_high : float
        Chance to stay another year.
    lifetime, lifetime_low, lifetime_high : float
        Discounted years of payments within the horizon, the first a month from now.
    value, low, high : float
        Present value of the margins of these; NaN where the margin is not known.
    due : float
        The same with a payment today as well and one less at the end.
    p10, p50, p90 : float
        Quantiles of the value over what is uncertain: retention and mean margin.
    """

    years: int | None
    kept: float
    kept_low: float
    kept_high: float
    lifetime: float
    lifetime_low: float
    lifetime_high: float
    value: float
    low: float
    high: float
    due: float
    p10: float
    p50: float
    p90: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Contracts:
    """Retention of customers with a contract, projected, and what follows for their value.

    Attributes
    ----------
    fit : RetentionFit
        Shifted-beta-geometric model in months.
    share, low, high : array of float, shape (months + 1,)
        Share of new customers still there, with the interval of each month on its own.
    seen : array of float, shape (k + 1,)
        Share still there as observed (life table), as far as customers were seen.
    constant : array of float, shape (months + 1,)
        Share still there if all left at one constant rate.
    stays : tuple of StayValue
        By years stayed, last the mean of the customers there now.
    constant_value : float
        Value of these if all left at the constant rate; NaN without margin.
    p_constant : float
        Chance of retention that differs so much by tenure if all left at one rate.
    margin : float
        Mean margin of a year; NaN where unknown.
    money : {"margin", "share", "revenue", ""}
        Where the margin comes from.
    claim : Claim
        What the value rests on.
    discount, years
        Conventions: rate a year, and years counted.
    n, lost, n_money : int
        Customers behind the retention, those who left, and those behind the margin.
    late : bool
        Whether customers who left before the period are not in the data (left truncation).
    evidence : Evidence
        Table and columns.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    """

    fit: RetentionFit
    share: Floats
    low: Floats
    high: Floats
    seen: Floats
    constant: Floats
    stays: tuple[StayValue, ...]
    constant_value: float
    p_constant: float
    margin: float
    money: Money
    claim: Claim
    discount: float
    years: int
    n: int
    lost: int
    n_money: int
    late: bool
    evidence: Evidence
    confidence: float
    min_base: int

    @property
    def base(self) -> StayValue:
        """Return the mean of the customers there now."""
        return self.stays[-1]


def contracts_of(customers: Customers | None, contractual: bool | None) -> Contracts | Missing:
    """Project the retention of customers with a contract, or say what it takes.

    Parameters
    ----------
    customers : Customers or None
        From the client's table; None where nothing says who left.
    contractual : bool or None
        As agreed in ``economics.yml``.

    Notes
    -----
    Time is counted in months since joining. Who joined before the period counts from its
    first day on only. The margin is taken to be the same at every tenure.
    """
    if contractual is None:
        return replace(missing.NO_CHOICE, what=missing.NO_STAYS.what)
    if not contractual:
        return missing.NO_CONTRACT
    if customers is None:
        return missing.NO_STAYS
    discount, years = customers.assumptions.discount_rate, customers.assumptions.horizon_years
    if discount is None or years is None:
        return replace(missing.NO_TERMS, what=missing.NO_STAYS.what)
    frame = customers.frame.dropna(subset=["months", "entry"])
    if frame.empty:
        return missing.NO_STAYS
    ended = frame["ended"].to_numpy(bool)
    months = frame["months"].to_numpy(float)
    seen_from = frame["entry"].to_numpy(float)
    try:
        renewals = renewals_of_customers(months, ended, seen_from=seen_from)
        fit = fit_retention(renewals)
    except ValueError:
        return missing.NO_PACE
    horizon = years * MONTHS
    rate = renewals.lost.sum() / renewals.at_risk.sum()
    low, high = profile_interval(
        fit, lambda mean, wide: survival(mean, wide, horizon), confidence=customers.confidence
    )
    worth = customers.frame["worth"].dropna().to_numpy(float)
    margin = float(worth.mean()) if worth.size else math.nan
    present = np.floor(months[~ended & ~frame["left"].to_numpy(bool)]).astype(np.int64)
    terms = _Terms(
        discount=discount_of_period(discount, MONTHS),
        horizon=horizon,
        margin=margin,
        margins=mean_draws(worth) if worth.size else np.empty(0),
        confidence=customers.confidence,
    )
    stays = [
        _stay(fit, years_stayed, np.array([years_stayed * MONTHS]), terms) for years_stayed in STAYS
    ]
    if present.size:
        stays.append(_stay(fit, None, present, terms))
    flat = np.array([rate])
    constant = expected_lifetime(flat, np.zeros(1), terms.discount, horizon=horizon + 1)[0] - 1
    names = ("start_date", "end_date", "tenure", "churned", "margin", "revenue")
    return Contracts(
        fit=fit,
        share=survival(fit.mean_churn, fit.spread, horizon)[0],
        low=low,
        high=high,
        seen=_life_table(renewals, customers.min_base),
        constant=survival(flat, np.zeros(1), horizon)[0],
        stays=tuple(stays),
        constant_value=float(margin * constant / MONTHS),
        p_constant=_same_rate(fit, rate),
        margin=margin,
        money=customers.money,
        claim="assumption",
        discount=discount,
        years=years,
        n=int(renewals.n),
        lost=int(renewals.lost.sum()),
        n_money=int(worth.size),
        late=bool((seen_from >= 1).any()),
        evidence=customers.evidence(*names, n=int(renewals.n)),
        confidence=customers.confidence,
        min_base=customers.min_base,
    )


# ----------------------------------------------------------------- details
@dataclass(frozen=True, slots=True, kw_only=True)
class _Terms:
    discount: float
    horizon: int
    margin: float
    margins: Floats
    confidence: float


def _stay(
    fit: RetentionFit, years: int | None, stayed: npt.NDArray[np.int64], terms: _Terms
) -> StayValue:
    lengths, number = np.unique(stayed, return_counts=True)
    weight = number / number.sum()

    def measures(mean: Floats, wide: Floats) -> Floats:
        whole = survival(mean, wide, int(lengths[-1]) + max(terms.horizon, MONTHS))
        paid = (1 + terms.discount) ** -np.arange(terms.horizon + 1, dtype=np.float64)
        kept, later, due = np.zeros(len(whole)), np.zeros(len(whole)), np.zeros(len(whole))
        for length, part in zip(lengths, weight, strict=True):
            ahead = whole[:, length : length + terms.horizon + 1] / whole[:, [length]]
            kept += part * whole[:, length + MONTHS] / whole[:, length]
            later += part * (ahead[:, 1:] @ paid[1:])
            due += part * (ahead[:, :-1] @ paid[:-1])
        return np.stack((kept, later / MONTHS, due / MONTHS), axis=1)

    centre = measures(np.array([fit.mean_churn]), np.array([fit.spread]))[0]
    low, high = profile_interval(fit, measures, confidence=terms.confidence)
    limits = _value_limits(float(centre[1]), float(low[1]), float(high[1]), terms)
    return StayValue(
        years=years,
        kept=float(centre[0]),
        kept_low=float(low[0]),
        kept_high=float(high[0]),
        lifetime=float(centre[1]),
        lifetime_low=float(low[1]),
        lifetime_high=float(high[1]),
        value=float(terms.margin * centre[1]),
        low=limits[0],
        p10=limits[1],
        p50=limits[2],
        p90=limits[3],
        high=limits[4],
        due=float(terms.margin * centre[2]),
    )


def _value_limits(middle: float, low: float, high: float, terms: _Terms) -> list[float]:
    """Return quantiles of margin times lifetime, its logarithm normal on either side."""
    from scipy.stats import norm

    if not terms.margins.size:
        return [math.nan] * 5
    z = float(norm.ppf(0.5 + terms.confidence / 2))
    down, up = (max(math.log(middle / low), 0.0) / z, max(math.log(high / middle), 0.0) / z)
    drawn = np.random.default_rng(SEED + 1).standard_normal(DRAWS)
    lifetimes = middle * np.exp(np.where(drawn < 0, down * drawn, up * drawn))
    tail = (1 - terms.confidence) / 2
    values = np.quantile(terms.margins * lifetimes, [tail, 0.1, 0.5, 0.9, 1 - tail])
    return [float(each) for each in values]


def _life_table(renewals: Renewals, min_base: int) -> Floats:
    """Return the share still there month by month, while enough customers are followed."""
    enough = renewals.at_risk >= min_base
    last = int(np.argmin(enough)) if not enough.all() else len(enough)
    kept = 1 - renewals.lost[:last] / renewals.at_risk[:last]
    return np.concatenate(([1.0], np.cumprod(kept)))


def _same_rate(fit: RetentionFit, rate: float) -> float:
    """Return the p value of one constant rate; the spread cannot fall below 0 (half chi2)."""
    from scipy.stats import chi2

    n, lost = fit.renewals.at_risk.sum(), fit.renewals.lost.sum()
    one = lost * math.log(rate) + (n - lost) * math.log1p(-rate)
    return float(chi2.sf(max(2 * (fit.log_likelihood - one), 0.0), 1) / 2) if fit.spread else 1.0
