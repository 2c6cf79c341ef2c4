"""What a model of retention says about the periods to come: survival and lifetimes."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from cxkit.economics.lifetime.discounting import check_discount
from cxkit.economics.lifetime.retention import RetentionFit

Floats = npt.NDArray[np.float64]

_MOST_TERMS = 1_000_000


def survival(
    mean_churn: npt.ArrayLike, spread: npt.ArrayLike, periods: int, *, stayed: int = 0
) -> Floats:
    """Return the share still there after 0, 1, ..., `periods` more periods.

    Parameters
    ----------
    mean_churn, spread : array of float, shape (m,) or numbers
        As in `RetentionFit`.
    periods : int
        How far ahead, 0 or more.
    stayed : int, default 0
        Periods the customers have stayed already.

    Returns
    -------
    array of float, shape (m, periods + 1)
        1 at the start, never rising.
    """
    if periods < 0 or stayed < 0:
        raise ValueError(f"periods must be 0 or more, got {periods} after {stayed}")
    mean, wide = np.atleast_1d(mean_churn).astype(float), np.atleast_1d(spread).astype(float)
    before = np.arange(stayed, stayed + periods)
    kept = 1 - mean[:, None] / (1 + before * wide[:, None])
    start = np.ones((len(mean), 1))
    return np.concatenate((start, np.cumprod(kept, axis=1)), axis=1)


def retention_rates(fit: RetentionFit, periods: int) -> Floats:
    """Return the share kept in each period, ``(beta + t - 1) / (alpha + beta + t - 1)``."""
    return np.asarray(1 - fit.mean_churn / (1 + np.arange(periods) * fit.spread))


def expected_lifetime(
    mean_churn: npt.ArrayLike,
    spread: npt.ArrayLike,
    discount: float,
    *,
    stayed: int = 0,
    horizon: int | None = None,
) -> Floats:
    """Return the discounted number of periods a customer pays for, the first one today (DEL).

    Parameters
    ----------
    mean_churn, spread : array of float, shape (m,) or numbers
        As in `RetentionFit`.
    discount : float
        Rate a period, in [0, 1].
    stayed : int, default 0
        Periods the customer has stayed already; 0: a new customer.
    horizon : int, optional
        Payments counted; without end if absent.

    Returns
    -------
    array of float, shape (m,)
        ``Σ S(stayed + t) / S(stayed) / (1 + d)^t`` for t = 0, 1, ...; infinite where
        the sum has no end (no discount and ``alpha <= 1``).

    References
    ----------
    Fader and Hardie (2010), Customer-base valuation in a contractual setting, Marketing
    Science 29, 85-93.
    """
    check_discount(discount)
    mean, wide = np.atleast_1d(mean_churn).astype(float), np.atleast_1d(spread).astype(float)
    if horizon is None and discount == 0:
        # Σ Γ(b + t) Γ(a + b) / Γ(b) Γ(a + b + t) = (a + b - 1) / (a - 1), with a = mean / wide
        more = 1 + (stayed - 1) * wide
        with np.errstate(divide="ignore"):
            return np.asarray(np.where(mean > wide, more / (mean - wide), np.inf))
    terms = horizon if horizon is not None else math.ceil(40 / math.log1p(discount))
    if horizon is not None and horizon < 1:
        raise ValueError(f"need at least one period, got {horizon}")
    if terms > _MOST_TERMS:
        raise ValueError(f"a discount rate of {discount} a period is too near to 0; write 0")
    weights = (1 + discount) ** -np.arange(terms, dtype=np.float64)
    return survival(mean, wide, terms - 1, stayed=stayed) @ weights


def residual_lifetime(fit: RetentionFit, discount: float, *, period: int) -> float:
    """Return the discounted periods still to come just before a renewal (DERL).

    Parameters
    ----------
    fit : RetentionFit
        Model.
    discount : float
        Rate a period, in [0, 1].
    period : int
        Period the customer is in: it has renewed ``period - 1`` times and is about to
        decide on the next; 1 or more.

    Returns
    -------
    float
        ``(b + n - 1) / (a + b + n - 1) · 2F1(1, b + n; a + b + n; 1 / (1 + d))``; the first
        payment, if it renews, falls due now.

    References
    ----------
    Fader and Hardie (2010), Marketing Science 29, 85-93, equation 6.
    """
    if period < 1:
        raise ValueError(f"the period must be 1 or more, got {period}")
    kept = 1 - fit.mean_churn / (1 + (period - 1) * fit.spread)
    more = expected_lifetime(fit.mean_churn, fit.spread, discount, stayed=period)
    return float(kept * more[0])
