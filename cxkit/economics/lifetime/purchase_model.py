"""Customers without a contract: how often they buy until they stop, by the BG/NBD model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxkit.economics.lifetime.minimum import find_minimum

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseHistories:
    """Distinct purchase histories and how many customers have each.

    Attributes
    ----------
    x : array of float, shape (m,)
        Repeat purchases, the first left out.
    t_x : array of float, shape (m,)
        Time from the first purchase to the last; 0 without repeat purchases.
    T : array of float, shape (m,)
        Time from the first purchase to the end of what was seen; ``t_x <= T``.
    customers : array of float, shape (m,)
        Customers with that history.
    """

    x: Floats
    t_x: Floats
    T: Floats
    customers: Floats

    @property
    def n(self) -> float:
        """Customers in all."""
        return float(self.customers.sum())


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseFit:
    """BG/NBD model, fitted by maximum likelihood.

    Attributes
    ----------
    r, alpha : float
        Shape and rate of the gamma distribution of purchase rates.
    a, b : float
        Parameters of the beta distribution of the chance to stop after a purchase.
    log_likelihood : float
        At its greatest, without combinatorial constants.
    covariance : array of float, shape (4, 4)
        Of the logarithms of r, alpha, a, b, by the inverse Hessian (`find_minimum`).
    standard_errors : tuple of float
        Of r, alpha, a, b (delta method).
    determined : bool
        Whether the data determine all four. If not, customers often do not differ in some
        respect: a and b run off together, say, and only their ratio is known.
    n, n_repeat : float
        Customers, and those who bought again.
    """

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float
    covariance: Floats
    standard_errors: tuple[float, float, float, float]
    determined: bool
    n: float
    n_repeat: float

    @property
    def parameters(self) -> tuple[float, float, float, float]:
        """Return r, alpha, a, b."""
        return self.r, self.alpha, self.a, self.b


def histories(x: npt.ArrayLike, t_x: npt.ArrayLike, T: npt.ArrayLike) -> PurchaseHistories:
    """Count customers by their history, so that equal ones are worked on once.

    Parameters
    ----------
    x, t_x, T : array of float, shape (n,)
        As in `PurchaseHistories`, one entry a customer.

    Raises
    ------
    ValueError
        If lengths differ, a value is blank or negative, x is no whole number, ``t_x > T``, or
        ``t_x`` is not 0 exactly where x is.
    """
    counts, last, seen = (np.asarray(each, dtype=np.float64) for each in (x, t_x, T))
    if not counts.shape == last.shape == seen.shape or counts.ndim != 1 or not counts.size:
        raise ValueError("x, t_x and T must be lists of one length, with one customer at least")
    if not all(np.isfinite(each).all() and (each >= 0).all() for each in (counts, last, seen)):
        raise ValueError("x, t_x and T must be numbers of 0 or more; leave blank customers out")
    if (counts != np.round(counts)).any():
        raise ValueError("x counts purchases: whole numbers only")
    if (last > seen).any():
        raise ValueError("t_x is later than T: a purchase after the end of what was seen")
    if ((counts == 0) != (last == 0)).any():
        raise ValueError("t_x must be 0 for customers without repeat purchase, above 0 for others")
    if not (seen > 0).any():
        raise ValueError("T is 0 for all: nobody was followed after the first purchase")
    order = np.lexsort((last, seen, counts))
    counts, last, seen = counts[order], last[order], seen[order]
    new = np.ones(counts.size, dtype=np.bool_)
    new[1:] = (np.diff(counts) != 0) | (np.diff(last) != 0) | (np.diff(seen) != 0)
    first = np.flatnonzero(new)
    number = np.diff(np.append(first, counts.size)).astype(np.float64)
    return PurchaseHistories(x=counts[first], t_x=last[first], T=seen[first], customers=number)


def purchase_log_likelihood(
    data: PurchaseHistories, r: float, alpha: float, a: float, b: float
) -> tuple[float, Floats]:
    """Return the log-likelihood of the BG/NBD model and its slope in the logarithms.

    Parameters
    ----------
    data : PurchaseHistories
        Histories.
    r, alpha, a, b : float
        Parameters, all above 0.

    Returns
    -------
    value : float
        Sum over customers.
    slope : array of float, shape (4,)
        Derivatives with respect to log r, log alpha, log a, log b.

    References
    ----------
    Fader, Hardie and Lee (2005), "Counting your customers" the easy way, Marketing Science 24,
    275-284, equation 6.
    """
    if not all(np.isfinite(each) and each > 0 for each in (r, alpha, a, b)):
        raise ValueError("r, alpha, a and b must be above 0")
    return _Likelihood(data)(np.log([r, alpha, a, b]))


def fit_purchases(data: PurchaseHistories) -> PurchaseFit:
    """Fit the BG/NBD model by maximum likelihood with its analytic gradient.

    Parameters
    ----------
    data : PurchaseHistories
        From `histories`.

    Raises
    ------
    ValueError
        If nobody bought again, or the search does not settle.

    Notes
    -----
    While active, a customer buys at a rate of its own (gamma); after each repeat purchase it
    stops with a chance of its own (beta). Time is scaled to its mean before the search, so
    that days, weeks and months give the same model. Standard errors are from the Hessian,
    by central differences of the gradient.

    References
    ----------
    Fader, Hardie and Lee (2005), Marketing Science 24, 275-284.
    """
    repeat = float(data.customers[data.x > 0].sum())
    if not repeat > 0:
        raise ValueError("nobody bought again: there is nothing to learn a rate from")
    n = data.n
    unit = float(data.T @ data.customers / n)
    scaled = PurchaseHistories(
        x=data.x, t_x=data.t_x / unit, T=data.T / unit, customers=data.customers
    )
    likelihood = _Likelihood(scaled)

    def objective(place: Floats) -> tuple[float, Floats]:
        value, slope = likelihood(place)
        return -value / n, -slope / n

    mean = float(data.x @ data.customers / n)
    starts = [
        np.log([rate, rate / max(mean, 0.05), *stop])
        for rate, stop in ((1.0, (1.0, 3.0)), (0.3, (0.5, 5.0)))
    ]
    found = find_minimum(objective, starts, n=n)
    place, determined = found.place, found.determined
    covariance = found.covariance
    value = likelihood(place)[0] - float(data.x @ data.customers) * np.log(unit)
    fitted = np.exp(place) * np.array([1.0, unit, 1.0, 1.0])
    errors = fitted * np.sqrt(np.diag(covariance))
    r, alpha, a, b = (float(each) for each in fitted)
    return PurchaseFit(
        r=r,
        alpha=alpha,
        a=a,
        b=b,
        log_likelihood=float(value),
        covariance=covariance,
        standard_errors=(float(errors[0]), float(errors[1]), float(errors[2]), float(errors[3])),
        determined=determined,
        n=n,
        n_repeat=repeat,
    )


# ----------------------------------------------------------------- details
class _Likelihood:
    """Log-likelihood of histories; what depends on x alone is worked out once a distinct x."""

    def __init__(self, data: PurchaseHistories) -> None:
        self.data = data
        self.levels, self.place = np.unique(data.x, return_inverse=True)
        self.weight = np.bincount(self.place, weights=data.customers)
        self.again = data.x > 0
        self.n = data.n

    def __call__(self, logs: Floats) -> tuple[float, Floats]:
        from scipy.special import digamma, gammaln

        r, alpha, a, b = np.exp(logs)
        data, x, w = self.data, self.levels, self.weight
        stop = np.log(a) - np.log(b + np.maximum(x, 1) - 1)
        silent, gone = np.log(alpha + data.T), np.log(alpha + data.t_x)
        # who bought again may have stopped then, or still be there: log of the sum of both
        power = (r + x)[self.place]
        ratio = np.where(self.again, stop[self.place] + power * (silent - gone), -np.inf)
        more = np.logaddexp(0.0, ratio)
        ended = np.exp(ratio - more)
        by_x = gammaln(r + x) - gammaln(r) + r * logs[1]
        by_x += gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x)
        each = data.customers
        value = float(w @ by_x + each @ (more - power * silent))
        late = ended * (silent - gone)
        d_r = w @ (digamma(r + x) - digamma(r) + logs[1]) + each @ (late - silent)
        inner = (1 - ended) / (alpha + data.T) + ended / (alpha + data.t_x)
        d_alpha = self.n * r / alpha - each @ (power * inner)
        stopped = np.bincount(self.place, weights=each * ended)
        both = digamma(a + b) - digamma(a + b + x)
        d_a = w @ both + stopped.sum() / a
        d_b = w @ (both + digamma(b + x) - digamma(b)) - stopped @ (1 / (b + np.maximum(x, 1) - 1))
        return value, np.array([d_r * r, d_alpha * alpha, d_a * a, d_b * b])
