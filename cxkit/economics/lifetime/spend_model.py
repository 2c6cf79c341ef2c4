"""What a purchase is worth, customer by customer: the Gamma-Gamma model."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxkit.economics.lifetime.minimum import find_minimum

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendFit:
    """Gamma-Gamma model, fitted by maximum likelihood.

    Attributes
    ----------
    p, q, v : float
        Shape of a customer's amounts; shape and rate of the gamma distribution of the rate
        of those amounts.
    mean : float
        ``p v / (q - 1)``: mean amount over customers; infinite where ``q <= 1``.
    log_likelihood : float
        At its greatest.
    covariance : array of float, shape (3, 3)
        Of the logarithms of p, q, v (`find_minimum`).
    standard_errors : tuple of float
        Of p, q, v.
    determined : bool
        Whether the data determine all three.
    n : int
        Customers with a repeat purchase of an amount above 0.
    """

    p: float
    q: float
    v: float
    mean: float
    log_likelihood: float
    covariance: Floats
    standard_errors: tuple[float, float, float]
    determined: bool
    n: int

    @property
    def parameters(self) -> tuple[float, float, float]:
        """Return p, q, v."""
        return self.p, self.q, self.v


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendCheck:
    """Whether who buys more often spends more or less a purchase.

    Attributes
    ----------
    correlation, low, high : float
        Pearson's correlation of repeat purchases and mean amount, with its interval.
    n : int
        Customers with a repeat purchase.
    related : bool
        Whether the whole interval lies beyond `TOLERATED`: the model, which takes both as
        unrelated, then misstates the value of frequent buyers.
    """

    correlation: float
    low: float
    high: float
    n: int
    related: bool


TOLERATED = 0.1
"""Correlation of frequency and amount up to which they are taken as unrelated."""


def fit_spend(x: npt.ArrayLike, amount: npt.ArrayLike) -> SpendFit:
    """Fit the Gamma-Gamma model to the mean amounts of customers.

    Parameters
    ----------
    x : array of float, shape (n,)
        Purchases behind each mean, above 0.
    amount : array of float, shape (n,)
        Mean amount of a customer's purchases, above 0.

    Raises
    ------
    ValueError
        If lengths differ, there are fewer than three customers, or a value is not above 0.

    Notes
    -----
    A customer's amounts are gamma with shape p and a rate of its own, itself gamma with
    shape q and rate v; how often it buys is taken as unrelated (`check_spend`).

    References
    ----------
    Fader and Hardie (2013), The Gamma-Gamma model of monetary value; Fader, Hardie and Lee
    (2005), RFM and CLV, Journal of Marketing Research 42, 415-430.
    """
    from scipy.special import digamma, gammaln

    count, mean = np.asarray(x, dtype=float), np.asarray(amount, dtype=float)
    if count.shape != mean.shape or count.ndim != 1 or count.size < 3:
        raise ValueError("need a count and a mean amount for three customers or more")
    if not all(np.isfinite(each).all() and (each > 0).all() for each in (count, mean)):
        raise ValueError("counts and mean amounts must be above 0; leave other customers out")
    unit = float(mean.mean())
    scaled = mean / unit
    total, n = count * scaled, count.size
    logs = np.log(scaled)

    def objective(place: Floats) -> tuple[float, Floats]:
        p, q, v = np.exp(place)
        shape = p * count
        whole = np.log(v + total)
        value = gammaln(shape + q) - gammaln(shape) - gammaln(q) + q * place[2]
        value = value + shape * (logs + np.log(count)) - logs - (shape + q) * whole
        both = digamma(shape + q)
        d_p = count * (both - digamma(shape) + logs + np.log(count) - whole)
        d_q = both - digamma(q) + place[2] - whole
        d_v = q / v - (shape + q) / (v + total)
        slope = np.array([d_p.sum() * p, d_q.sum() * q, d_v.sum() * v])
        return -float(value.sum()) / n, -slope / n

    starts = [np.log([2.0, 3.0, 1.0]), np.log([6.0, 4.0, 0.5]), np.log([1.0, 1.5, 0.5])]
    found = find_minimum(objective, starts, n=n)
    p, q, v = (float(each) for each in np.exp(found.place) * np.array([1.0, 1.0, unit]))
    covariance = found.covariance
    errors = np.array([p, q, v]) * np.sqrt(np.diag(covariance))
    return SpendFit(
        p=p,
        q=q,
        v=v,
        mean=p * v / (q - 1) if q > 1 else math.inf,
        log_likelihood=-objective(found.place)[0] * n - n * math.log(unit),
        covariance=covariance,
        standard_errors=(float(errors[0]), float(errors[1]), float(errors[2])),
        determined=found.determined,
        n=n,
    )


def expected_spend(
    parameters: tuple[float, float, float], x: npt.ArrayLike, amount: npt.ArrayLike
) -> Floats:
    """Return the amount expected of a customer's next purchases.

    Parameters
    ----------
    parameters : tuple of float
        p, q, v, with ``q > 1`` where a customer has no purchase.
    x : array of float
        Purchases behind the mean; 0 for who has none.
    amount : array of float
        Mean amount; ignored where x is 0.

    Returns
    -------
    array of float
        ``p (v + x m) / (p x + q - 1)``: between the customer's own mean and that of all.

    Raises
    ------
    ValueError
        If a parameter is not above 0, or the mean of a customer without purchases is infinite.
    """
    p, q, v = parameters
    if not (p > 0 and q > 0 and v > 0):
        raise ValueError("p, q and v must be above 0")
    count, mean = np.asarray(x, dtype=float), np.asarray(amount, dtype=float)
    rest = p * count + q - 1
    if (rest <= 0).any():
        raise ValueError(f"the mean amount is infinite at q = {q:.3g}: too few large purchases")
    return np.asarray(p * (v + np.where(count > 0, count * mean, 0.0)) / rest)


def check_spend(x: npt.ArrayLike, amount: npt.ArrayLike, *, confidence: float = 0.95) -> SpendCheck:
    """Correlate how often customers buy with what they spend a purchase.

    Parameters
    ----------
    x, amount : array of float, shape (n,)
        As for `fit_spend`.
    confidence : float, default 0.95
        Two-sided level.

    Notes
    -----
    Pearson's correlation: under the model the mean amount does not depend on the count, while
    its skewness does, so that ranks would be correlated. Fisher's transformation with the
    variance that holds for any distribution, ``mean((z w - r (z^2 + w^2) / 2)^2) / n``; NaN
    below four customers or where all are equal.

    References
    ----------
    Steiger and Hakstian (1982), British Journal of Mathematical and Statistical Psychology
    35, 208-215.
    """
    from scipy.stats import norm

    count, mean = np.asarray(x, dtype=float), np.asarray(amount, dtype=float)
    n = count.size
    if n < 4 or np.ptp(count) == 0 or np.ptp(mean) == 0:
        return SpendCheck(correlation=math.nan, low=math.nan, high=math.nan, n=n, related=False)
    z, w = (count - count.mean()) / count.std(), (mean - mean.mean()) / mean.std()
    rho = min(max(float((z * w).mean()), -0.999999), 0.999999)
    error = math.sqrt(float(((z * w - rho * (z * z + w * w) / 2) ** 2).mean()) / n)
    half = float(norm.ppf(0.5 + confidence / 2)) * error / (1 - rho * rho)
    low, high = math.tanh(math.atanh(rho) - half), math.tanh(math.atanh(rho) + half)
    return SpendCheck(
        correlation=rho,
        low=low,
        high=high,
        n=n,
        related=low > TOLERATED or high < -TOLERATED,
    )
