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
    """Return the mean value of the customers of each group, with intervals.

    Parameters
    ----------
    purchases, spend : PurchaseFit, SpendFit
        Models, their parameters determined.
    data : Histories
        Customers.
    groups : array of int, shape (n,)
        Group of each customer, 0, 1, ...; below 0 in none.
    ahead : Projection
        Horizon, discount and share.
    rng : Generator
        Source of chance.

    Notes
    -----
    The variance of a group's mean, on the logarithm, has two parts: the parameters'
    covariance carried through by the delta method, and the variance of a customer's own
    future, drawn from the models, over the customers of the group. P10, P50 and P90 are of
    drawn futures: parameters, then purchases, then amounts.

    Raises
    ------
    ValueError
        If the data did not determine the parameters.
    """
    number = int(groups.max()) + 1 if groups.size else 0
    kept = groups >= 0
    sizes = np.bincount(groups[kept], minlength=number).astype(float)

    def means(logs: Floats) -> tuple[Floats, Floats]:
        set_of = tuple(float(each) for each in np.exp(logs))
        bought, value = _values(
            (set_of[0], set_of[1], set_of[2], set_of[3]), set_of[4:7], data, ahead
        )
        return (
            np.bincount(groups[kept], weights=value[kept], minlength=number) / sizes,
            np.bincount(groups[kept], weights=bought[kept], minlength=number) / sizes,
        )

    centre = np.log(np.array([*purchases.parameters, *spend.parameters]))
    covariance = np.zeros((7, 7))
    covariance[:4, :4], covariance[4:, 4:] = purchases.covariance, spend.covariance
    value, bought = means(centre)
    spread = log_variance(lambda logs: means(logs)[0], centre, covariance)
    who, worth, own = _drawn_values(purchases, spend, data, groups, ahead, rng)
    z = _quantile(ahead.confidence)
    found = []
    for group in range(number):
        mine = who == group
        p10, p50, p90 = np.quantile(worth[mine], [0.1, 0.5, 0.9]) if mine.any() else [math.nan] * 3
        chance = own[group] / sizes[group] / value[group] ** 2
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


def log_variance(
    measure: Callable[[Floats], Floats], centre: Floats, covariance: Floats
) -> Floats:
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
    return np.einsum("im,ij,jm->m", slopes, covariance, slopes)


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
    groups: npt.NDArray[np.int64],
    ahead: Projection,
    rng: np.random.Generator,
) -> tuple[npt.NDArray[np.int64], Floats, Floats]:
    """Return groups and values of drawn customers, and the variance of one customer's future."""
    place = np.flatnonzero(groups >= 0)
    most = MOST_DRAWN // LEAST_DRAWS
    size = min(place.size, most)
    draws = max(LEAST_DRAWS, min(MOST_DRAWN // max(size, 1), 500))
    pace = math.log1p(ahead.discount)
    sets, spends = draw_parameters(purchases, draws, rng), draw_parameters(spend, draws, rng)
    who, worth = [], []
    number = int(groups.max()) + 1
    squares, count = np.zeros(number), np.zeros(number)
    for first, second in zip(sets, spends, strict=True):
        some = place if size == place.size else rng.choice(place, size, replace=False)
        mine = {"x": data.x[some], "t_x": data.t_x[some], "T": data.T[some]}

        def future(chosen: tuple[float, ...], amounts: tuple[float, ...]) -> Floats:
            drawn = draw_futures(
                (chosen[0], chosen[1], chosen[2], chosen[3]),
                **mine,  # noqa: B023
                horizon=ahead.horizon,
                rng=rng,
                pace=pace,
                spend=(amounts[0], amounts[1], amounts[2]),
                amount=data.amount[some],  # noqa: B023
            )
            return ahead.share * drawn.value

        who.append(groups[some])
        worth.append(future(tuple(first), tuple(second)))
        # twice the same customer: half the squared difference is the variance of its future
        apart = future(purchases.parameters, spend.parameters)
        apart = apart - future(purchases.parameters, spend.parameters)
        squares += np.bincount(groups[some], weights=apart**2 / 2, minlength=number)
        count += np.bincount(groups[some], minlength=number)
    return np.concatenate(who), np.concatenate(worth), squares / np.maximum(count, 1)


def _quantile(confidence: float) -> float:
    from scipy.stats import norm

    return float(norm.ppf(0.5 + confidence / 2))
