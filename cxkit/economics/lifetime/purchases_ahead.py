"""What the BG/NBD model says of the purchases to come, by a route that stays exact."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cxkit.economics.lifetime.purchase_model import PurchaseFit

Floats = npt.NDArray[np.float64]
Parameters = tuple[float, float, float, float]

_STEP = 0.3
_PART = 8_000
"""Integrals worked on at a time."""
_AGES = 14
"""Ages at which a curve over customers' ages is worked out before it is interpolated."""
_TIMES = 12
"""Moments of the horizon at which purchases are discounted."""


def expected_purchases(
    r: npt.ArrayLike, alpha: npt.ArrayLike, a: npt.ArrayLike, b: npt.ArrayLike, t: npt.ArrayLike
) -> Floats:
    """Return the repeat purchases expected of a new customer in a time.

    Parameters
    ----------
    r, alpha, a, b : array of float or number
        Parameters of the model, above 0; broadcast with `t`.
    t : array of float or number
        Time from the first purchase, 0 or more.

    Returns
    -------
    array of float
        ``(a + b - 1) / (a - 1) · [1 - (alpha / (alpha + t))^r 2F1(r, b; a + b - 1; t / (alpha +
        t))]``, worked out as the mean of ``(1 - (1 + p t / alpha)^-r) / p`` over the chance p
        to stop, Beta(a, b).

    Notes
    -----
    The closed form divides 0 by 0 at a = 1 and loses its digits to a difference near it and
    where purchases are many. The mean has positive terms only; the trapezoid rule on the
    logit of p, with both tails summed as geometric series, is exact to 10 digits or more.

    References
    ----------
    Fader, Hardie and Lee (2005), Marketing Science 24, 275-284, equation 9.
    """
    parts = np.broadcast_arrays(*(np.asarray(each, dtype=float) for each in (r, alpha, a, b, t)))
    if any(not np.isfinite(each).all() for each in parts):
        raise ValueError("parameters and time must be numbers")
    if any((each <= 0).any() for each in parts[:4]) or (parts[4] < 0).any():
        raise ValueError("parameters must be above 0 and times 0 or more")
    flat = [each.reshape(-1) for each in parts]
    out = np.empty(flat[0].size)
    for start in range(0, out.size, _PART):
        piece = slice(start, start + _PART)
        out[piece] = _mean_over_stopping(*(each[piece] for each in flat))
    return out.reshape(parts[0].shape)


def chance_alive(
    parameters: Parameters, x: npt.ArrayLike, t_x: npt.ArrayLike, T: npt.ArrayLike
) -> Floats:
    """Return the chance that a customer with this history has not stopped buying.

    Parameters
    ----------
    parameters : tuple of float
        r, alpha, a, b.
    x, t_x, T : array of float
        As in `PurchaseHistories`.

    Returns
    -------
    array of float
        ``1 / (1 + [x > 0] a / (b + x - 1) ((alpha + T) / (alpha + t_x))^(r + x))``: 1 for
        who never bought again, since the model lets customers stop after a repeat purchase
        only.

    References
    ----------
    Fader, Hardie and Lee (2005), Marketing Science 24, 275-284; Fader, Hardie and Lee (2008),
    Computing P(alive) using the BG/NBD model.
    """
    from scipy.special import expit

    r, alpha, a, b = parameters
    count, last, seen = (np.asarray(each, dtype=float) for each in (x, t_x, T))
    odds = np.log(a) - np.log(b + np.maximum(count, 1) - 1)
    odds = odds + (r + count) * (np.log(alpha + seen) - np.log(alpha + last))
    return np.asarray(np.where(count > 0, expit(-odds), 1.0))


def purchases_of_customer(
    parameters: Parameters,
    x: npt.ArrayLike,
    t_x: npt.ArrayLike,
    T: npt.ArrayLike,
    t: npt.ArrayLike,
) -> Floats:
    """Return the purchases expected in the next t of a customer with this history.

    Parameters
    ----------
    parameters : tuple of float
        r, alpha, a, b.
    x, t_x, T, t : array of float
        History, and the time ahead.

    Returns
    -------
    array of float
        Chance to be active, times what an active customer buys: a new one with ``r + x``,
        ``alpha + T``, ``a`` and ``b + x``.

    References
    ----------
    Fader, Hardie and Lee (2005), Marketing Science 24, 275-284, equation 10.
    """
    r, alpha, a, b = parameters
    count, seen = np.asarray(x, dtype=float), np.asarray(T, dtype=float)
    ahead = expected_purchases(r + count, alpha + seen, a, b + count, t)
    return chance_alive(parameters, x, t_x, T) * ahead


def purchase_probability(parameters: Parameters, x: npt.ArrayLike, t: npt.ArrayLike) -> Floats:
    """Return the chance that a new customer buys x times again within a time.

    Parameters
    ----------
    parameters : tuple of float
        r, alpha, a, b.
    x : array of int
        Repeat purchases, 0 or more.
    t : array of float
        Time from the first purchase, 0 or more.

    Notes
    -----
    Fader, Hardie and Lee (2005), equation 8; its difference of sums is the regularised
    incomplete beta function, so no digits are lost where x is large.
    """
    from scipy.special import betainc, betaln, gammaln, xlogy

    r, alpha, a, b = parameters
    count, time = np.broadcast_arrays(np.asarray(x, float), np.asarray(t, float))
    if (count < 0).any() or (count != np.round(count)).any() or (time < 0).any():
        raise ValueError("x must be whole numbers of 0 or more, and t 0 or more")
    share = time / (alpha + time)
    logs = gammaln(r + count) - gammaln(r) - gammaln(count + 1)
    logs = logs + r * np.log(alpha / (alpha + time)) + xlogy(count, share)
    still = np.exp(logs + betaln(a, b + count) - betaln(a, b))
    some = np.maximum(count, 1)
    gone = np.exp(betaln(a + 1, b + some - 1) - betaln(a, b)) * betainc(some, r, share)
    return np.asarray(still + np.where(count > 0, gone, 0.0))


def discounted_purchases(
    parameters: Parameters,
    x: npt.ArrayLike,
    t_x: npt.ArrayLike,
    T: npt.ArrayLike,
    *,
    horizon: float,
    discount: float,
) -> Floats:
    """Return the purchases expected within a horizon, each discounted to its day.

    Parameters
    ----------
    parameters : tuple of float
        r, alpha, a, b.
    x, t_x, T : array of float, shape (n,)
        Histories.
    horizon : float
        Time ahead, above 0, in the unit of the histories.
    discount : float
        Rate of one unit of time, in [0, 1].

    Returns
    -------
    array of float, shape (n,)
        ``∫ (1 + d)^-s dE(s)`` from 0 to the horizon, by parts.
    """
    if not horizon > 0:
        raise ValueError(f"the horizon must be above 0, got {horizon}")
    r, alpha, a, b = parameters
    count, seen = np.asarray(x, dtype=float), np.asarray(T, dtype=float)
    pace = float(np.log1p(discount))
    node, weight = np.polynomial.legendre.leggauss(_TIMES)
    # more moments early on, where who is about to stop still buys
    place = (node + 1) / 2
    times = np.append(horizon * place**2, horizon)
    shares = np.append(pace * weight * place * horizon, 1.0) * np.exp(-pace * times)
    out = np.empty(count.shape)
    for level in np.unique(count):
        mine = count == level
        ages, back = np.unique(seen[mine], return_inverse=True)
        at = ages if ages.size <= _AGES else _spaced(ages, alpha)
        ahead = expected_purchases(r + level, (alpha + at)[:, None], a, b + level, times[None, :])
        curve = ahead @ shares
        if ages.size > _AGES:
            curve = _interpolated(np.log(alpha + at), np.log(curve), np.log(alpha + ages))
        out[mine] = curve[back]
    return out * chance_alive(parameters, x, t_x, T)


def fitted_purchases(fit: PurchaseFit, t: npt.ArrayLike) -> Floats:
    """Return `expected_purchases` of a fitted model."""
    return expected_purchases(*fit.parameters, t)


# ----------------------------------------------------------------- details
def _mean_over_stopping(r: Floats, alpha: Floats, a: Floats, b: Floats, t: Floats) -> Floats:
    """Return the mean of ``(1 - (1 + p t / alpha)^-r) / p`` over p from Beta(a, b)."""
    from scipy.special import betaln, polygamma

    ratio = t / alpha
    width = np.sqrt(polygamma(1, a) + polygamma(1, b))
    middle = np.log(a / b)
    first = np.maximum(
        -(30 + np.log1p((r + 1) * ratio + b)), np.minimum(middle, 0) - 38 / a - 8 * width
    )
    last = np.minimum(30 + np.log1p(a), np.maximum(middle, -30) + 38 / b + 8 * width)
    step = np.minimum(_STEP, 0.75 * width)
    nodes = int(np.ceil(((last - first) / step).max())) + 1
    step = (last - first) / (nodes - 1)
    logit = first[:, None] + step[:, None] * np.arange(nodes)
    log_p = -np.logaddexp(0, -logit)
    log_rest = -np.logaddexp(0, logit)
    weight = np.exp(a[:, None] * log_p + b[:, None] * log_rest - betaln(a, b)[:, None])
    chance = np.exp(log_p)
    bought = -np.expm1(-r[:, None] * np.log1p(chance * ratio[:, None])) / chance
    value = weight * bought
    falls = [np.expm1(np.minimum(each * step, 500.0)) for each in (a, b)]
    tails = value[:, 0] / falls[0] + value[:, -1] / falls[1]
    return np.asarray(step * (value.sum(axis=1) + tails))


def _spaced(ages: Floats, alpha: float) -> Floats:
    """Return Chebyshev points between the least and the greatest age, in log(alpha + age)."""
    low, high = np.log(alpha + ages[0]), np.log(alpha + ages[-1])
    angle = np.cos(np.pi * (np.arange(_AGES) + 0.5) / _AGES)
    return np.asarray(np.exp((low + high) / 2 + (high - low) / 2 * angle) - alpha)


def _interpolated(at: Floats, values: Floats, wanted: Floats) -> Floats:
    """Return the exponential of the polynomial through the points, at other places."""
    curve = np.polynomial.Chebyshev.fit(at, values, _AGES - 1)
    return np.asarray(np.exp(curve(wanted)))
