"""What customers without a contract are worth: means of groups with what is uncertain in them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxkit.economics.lifetime.futures import draw_futures, draw_parameters
from cxkit.economics.lifetime.purchase_model import PurchaseFit
from cxkit.economics.lifetime.purchases_ahead import discounted_purchases
from cxkit.economics.lifetime.spend_model import SpendFit, expected_spend

Floats = npt.NDArray[np.float64]

MOST_DRAWN = 200_000
"""Futures drawn in all: of few customers many each, of many customers one each of some."""
LEAST_DRAWS = 20
"""Sets of parameters drawn at least."""
MOST_DRAWS = 200
"""Sets of parameters drawn at most."""
_SHIFT = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Histories:
    """Histories of customers, one entry each.

    Attributes
    ----------
    x, t_x, T : array of float, shape (n,)
        Repeat purchases, times of the last one and of the end since the first.
    amount : array of float, shape (n,)
        Mean amount of the repeat purchases; NaN without.
    """

    x: Floats
    t_x: Floats
    T: Floats
    amount: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """How far ahead and at what rate value is counted.

    Attributes
    ----------
    horizon : float
        Time ahead, in the unit of the histories.
    discount : float
        Rate of one unit of time, in [0, 1].
    share : float
        Share of an amount that counts, such as the margin.
    confidence : float
        Level of the intervals.
    """

    horizon: float
    discount: float
    share: float
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupValue:
    """What customers of one group are worth within the horizon.

    Attributes
    ----------
    value, low, high : float
        Mean value of a customer, with the interval in which the mean that comes about will
        lie: it holds the parameters' uncertainty and the customers' chance.
    purchases : float
        Mean purchases expected, discounted.
    p10, p50, p90 : float
        Value that a tenth, half and nine tenths of the customers stay below.
    n : int
        Customers.
    """

    value: float
    low: float
    high: float
    purchases: float
    p10: float
    p50: float
    p90: float
    n: int


def customer_values(
    purchases: PurchaseFit, spend: SpendFit, data: Histories, ahead: Projection
) -> tuple[Floats, Floats]:
    """Return each customer's expected purchases, discounted, and what they are worth.

    Parameters
    ----------
    purchases, spend : PurchaseFit, SpendFit
        Models.
    data : Histories
        Customers.
    ahead : Projection
        Horizon, discount and share.

    Returns
    -------
    purchases, value : array of float, shape (n,)
        Value is purchases times the amount expected of each, times the share that counts.
    """
    return _values(purchases.parameters, spend.parameters, data, ahead)


def group_values(
    purchases: PurchaseFit,
    spend: SpendFit,
    data: Histories,
    groups: npt.NDArray[np.int64],
    ahead: Projection,
    *,
    rng: np.random.Generator,
) -> tuple[GroupValue, ...]:
    """Return the mean value of the customers of each group, and of all, with intervals.

    Parameters
    ----------
    purchases, spend : PurchaseFit, SpendFit
        Models.
    data : Histories
        Customers.
    groups : array of int, shape (n,)
        Group of each customer, 0, 1, ...; below 0 in none of them.
    ahead : Projection
        Horizon, discount and share.
    rng : Generator
        Source of chance.

    Returns
    -------
    tuple of GroupValue
        One a group in their order, then all customers.

    Notes
    -----
    The variance of a group's mean, on the logarithm, has two parts: the parameters'
    covariance carried through by the delta method, and the variance of a customer's own
    future, drawn from the models, over the customers of the group. P10, P50 and P90 are of
    drawn futures: parameters, then purchases, then amounts.
    """
    number = int(groups.max()) + 1
    member = np.concatenate(
        (groups[:, None] == np.arange(number), np.ones((groups.size, 1))), axis=1
    )
    sizes = member.sum(axis=0)

    def means(logs: Floats) -> tuple[Floats, Floats]:
        set_of = tuple(float(each) for each in np.exp(logs))
        bought, value = _values(
            (set_of[0], set_of[1], set_of[2], set_of[3]), set_of[4:7], data, ahead
        )
        return value @ member / sizes, bought @ member / sizes

    centre = np.log(np.array([*purchases.parameters, *spend.parameters]))
    covariance = np.zeros((7, 7))
    covariance[:4, :4], covariance[4:, 4:] = purchases.covariance, spend.covariance
    value, bought = means(centre)
    spread = log_variance(lambda logs: means(logs)[0], centre, covariance)
    who, worth, own = _drawn_values(purchases, spend, data, ahead, rng)
    z = _quantile(ahead.confidence)
    found = []
    for group in range(number + 1):
        mine = member[who, group] > 0
        drawn = worth[:, mine]
        p10, p50, p90 = np.quantile(drawn, [0.1, 0.5, 0.9]) if drawn.size else [math.nan] * 3
        own_chance = own[mine].mean() if mine.any() else 0.0
        chance = own_chance / sizes[group] / value[group] ** 2
        half = z * math.sqrt(spread[group] + chance)
        found.append(
            GroupValue(
                value=float(value[group]),
                low=float(value[group] * math.exp(-half)),
                high=float(value[group] * math.exp(half)),
                purchases=float(bought[group]),
                p10=float(p10),
                p50=float(p50),
                p90=float(p90),
                n=int(sizes[group]),
            )
        )
    return tuple(found)


def log_variance(measure: Callable[[Floats], Floats], centre: Floats, covariance: Floats) -> Floats:
    """Return the variance of the logarithm of a measure of parameters, by the delta method.

    Parameters
    ----------
    measure : callable
        From logarithms of parameters, shape (k,), to values above 0, shape (m,).
    centre : array of float, shape (k,)
        Where the parameters are.
    covariance : array of float, shape (k, k)
        Of those logarithms.
    """
    slopes = np.array(
        [
            (np.log(measure(centre + shift)) - np.log(measure(centre - shift))) / (2 * _SHIFT)
            for shift in np.eye(centre.size) * _SHIFT
        ]
    )
    return np.asarray((slopes * (covariance @ slopes)).sum(axis=0))


# ----------------------------------------------------------------- details
def _values(
    purchase: tuple[float, float, float, float],
    spend: tuple[float, ...],
    data: Histories,
    ahead: Projection,
) -> tuple[Floats, Floats]:
    bought = discounted_purchases(
        purchase, data.x, data.t_x, data.T, horizon=ahead.horizon, discount=ahead.discount
    )
    amount = expected_spend((spend[0], spend[1], spend[2]), data.x, data.amount)
    return bought, ahead.share * bought * amount


def _drawn_values(
    purchases: PurchaseFit,
    spend: SpendFit,
    data: Histories,
    ahead: Projection,
    rng: np.random.Generator,
) -> tuple[npt.NDArray[np.int64], Floats, Floats]:
    """Return which customers were drawn, their values, and the variance of each one's future."""
    most = MOST_DRAWN // LEAST_DRAWS
    n = data.x.size
    who = np.arange(n) if n <= most else rng.choice(n, most, replace=False)
    draws = max(LEAST_DRAWS, min(MOST_DRAWN // who.size, MOST_DRAWS))
    sets, spends = draw_parameters(purchases, draws, rng), draw_parameters(spend, draws, rng)
    pace = math.log1p(ahead.discount)
    some = Histories(x=data.x[who], t_x=data.t_x[who], T=data.T[who], amount=data.amount[who])

    def future(chosen: Floats, amounts: Floats) -> Floats:
        r, alpha, a, b = (float(each) for each in chosen)
        p, q, v = (float(each) for each in amounts)
        drawn = draw_futures(
            (r, alpha, a, b),
            some.x,
            some.t_x,
            some.T,
            horizon=ahead.horizon,
            rng=rng,
            pace=pace,
            spend=(p, q, v),
            amount=some.amount,
        )
        return ahead.share * drawn.value

    worth = np.array([future(*pair) for pair in zip(sets, spends, strict=True)])
    best = np.array(purchases.parameters), np.array(spend.parameters)
    again = np.array([future(*best) for _ in range(draws)])
    return who, worth, np.asarray(again.var(axis=0, ddof=1))


def _quantile(confidence: float) -> float:
    from scipy.stats import norm

    return float(norm.ppf(0.5 + confidence / 2))
