"""Futures of customers drawn from the models: how many purchases, for how much."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxkit.economics.lifetime.minimum import EDGE
from cxkit.economics.lifetime.purchase_model import PurchaseFit
from cxkit.economics.lifetime.purchases_ahead import Parameters, chance_alive
from cxkit.economics.lifetime.spend_model import SpendFit

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One future for each history.

    Attributes
    ----------
    purchases : array of float, shape (n,)
        Purchases within the horizon.
    value : array of float, shape (n,)
        Their amounts, discounted; equal to `discounted` where no spend was given.
    discounted : array of float, shape (n,)
        Purchases, each discounted to its day.
    """

    purchases: Floats
    value: Floats
    discounted: Floats


def draw_parameters(fit: PurchaseFit | SpendFit, draws: int, rng: np.random.Generator) -> Floats:
    """Draw parameters from the normal distribution of their logarithms.

    Parameters
    ----------
    fit : PurchaseFit or SpendFit
        Model.
    draws : int
        How many, 1 or more.
    rng : Generator
        Source of chance.

    Returns
    -------
    array of float, shape (draws, k)
        In the order of ``fit.parameters``.
    """
    middle = np.log(np.array(fit.parameters))
    drawn = rng.multivariate_normal(middle, fit.covariance, draws, method="eigh")
    return np.asarray(np.exp(np.clip(drawn, -EDGE, EDGE)), dtype=np.float64)


def draw_futures(
    parameters: Parameters,
    x: Floats,
    t_x: Floats,
    T: Floats,
    *,
    horizon: float,
    rng: np.random.Generator,
    pace: float = 0.0,
    spend: tuple[float, float, float] | None = None,
    amount: Floats | None = None,
) -> Drawn:
    """Draw one future of each customer, given its history.

    Parameters
    ----------
    parameters : tuple of float
        r, alpha, a, b.
    x, t_x, T : array of float, shape (n,)
        Histories.
    horizon : float
        Time ahead, above 0.
    rng : Generator
        Source of chance.
    pace : float, default 0
        Logarithm of 1 and the discount rate of one unit of time.
    spend : tuple of float, optional
        p, q, v; every purchase counts 1 if absent.
    amount : array of float, shape (n,), optional
        Mean amount of the repeat purchases; needed with `spend`.

    Notes
    -----
    Alive by its chance; rate from Gamma(r + x, alpha + T); chance to stop from
    Beta(a, b + x); purchases until the horizon or until it stops, whichever comes first; the
    k-th of N purchases is discounted from ``k / (N + 1)`` of the horizon. Their sum is
    gamma, with the customer's rate of amounts from Gamma(q + p x, v + x m).
    """
    r, alpha, a, b = parameters
    alive = rng.random(x.size) < chance_alive(parameters, x, t_x, T)
    rate = rng.gamma(r + x) / (alpha + T)
    would = rng.poisson(np.minimum(rate * horizon, 1e9)).astype(np.float64)
    stop = np.clip(rng.beta(a, b + x), 1e-12, 1 - 1e-12)
    until = np.ceil(np.log1p(-rng.random(x.size)) / np.log1p(-stop))
    made = np.where(alive, np.minimum(would, np.maximum(until, 1.0)), 0.0)
    weight = np.ones_like(made)
    if pace > 0:
        each = pace * horizon / (would + 1)
        sums = -np.expm1(-made * each) / np.expm1(each)
        weight = np.where(made > 0, sums / np.maximum(made, 1.0), 1.0)
    value = made.copy()
    if spend is not None and amount is not None:
        p, q, v = spend
        scale = rng.gamma(q + p * x) / (v + np.where(x > 0, x * amount, 0.0))
        sums = rng.gamma(np.maximum(p * made, 1e-300)) / scale
        value = np.where(made > 0, sums, 0.0)
    return Drawn(purchases=made, value=value * weight, discounted=made * weight)
