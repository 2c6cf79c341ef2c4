"""Retention that differs between customers: the shifted-beta-geometric (sBG) model."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxkit.economics.lifetime.renewals import Renewals

Floats = npt.NDArray[np.float64]

_FLAT = 1e-9
"""Spread below which all customers are taken to leave at one rate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionFit:
    """Shifted-beta-geometric model, fitted by maximum likelihood.

    Attributes
    ----------
    alpha, beta : float
        Parameters of the beta distribution of a customer's churn; both infinite where
        customers do not differ and a constant rate fits best.
    mean_churn : float
        ``alpha / (alpha + beta)``: churn of the first period.
    spread : float
        ``1 / (alpha + beta)``: 0 where all leave at one rate; larger, customers differ more.
    log_likelihood : float
        At its greatest.
    renewals : Renewals
        What it was fitted to.
    """

    alpha: float
    beta: float
    mean_churn: float
    spread: float
    log_likelihood: float
    renewals: Renewals

    @property
    def periods(self) -> int:
        """Longest stay that was seen."""
        return len(self.renewals.at_risk)


def fit_retention(renewals: Renewals) -> RetentionFit:
    """Fit the shifted-beta-geometric model to what was seen of any number of cohorts.

    Parameters
    ----------
    renewals : Renewals
        From `renewals_of_cohorts` or `renewals_of_customers`.

    Raises
    ------
    ValueError
        If nobody left, all left at once, fewer than two periods were seen, or nobody left
        after the first period: the model has no answer there.

    Notes
    -----
    Each customer leaves with a chance of its own, drawn from Beta(alpha, beta). Seen
    together, of who stayed t - 1 periods ``alpha / (alpha + beta + t - 1)`` leave in the
    t-th: those likely to leave go first. ``LL = Σ lost log h_t + (at_risk - lost) log(1 - h_t)``.

    References
    ----------
    Fader and Hardie (2007), How to project customer retention, Journal of Interactive
    Marketing 21, 76-90.
    """
    from scipy.optimize import minimize

    n, lost = renewals.at_risk, renewals.lost
    _check(n, lost)
    scale = n.sum()

    def objective(place: Floats) -> tuple[float, Floats]:
        mean = 1 / (1 + math.exp(-place[0]))
        value, d_mean, d_spread = _likelihood(n, lost, mean, float(place[1]))
        slope = np.array([d_mean * mean * (1 - mean), d_spread])
        return -value / scale, -slope / scale

    first = min(max(lost.sum() / scale, 1e-6), 1 - 1e-6)
    best = None
    for start in (0.05, 1.0):
        guess = np.array([math.log(first / (1 - first)), start])
        bounds = [(-25.0, 25.0), (0.0, 1e6)]
        found = minimize(
            objective,
            guess,
            jac=True,
            method="L-BFGS-B",
            bounds=bounds,
            options={"ftol": 1e-15, "gtol": 1e-11, "maxiter": 2000, "maxcor": 20},
        )
        if best is None or found.fun < best.fun:
            best = found
    if best is None or not np.isfinite(best.fun):
        raise ValueError("the model of retention could not be fitted to these counts")
    mean, spread = _polished(n, lost, 1 / (1 + math.exp(-best.x[0])), float(best.x[1]))
    flat = spread < _FLAT
    return RetentionFit(
        alpha=math.inf if flat else mean / spread,
        beta=math.inf if flat else (1 - mean) / spread,
        mean_churn=mean,
        spread=0.0 if flat else spread,
        log_likelihood=_likelihood(n, lost, mean, 0.0 if flat else spread)[0],
        renewals=renewals,
    )


# ----------------------------------------------------------------- details
def _check(n: Floats, lost: Floats) -> None:
    seen = np.flatnonzero(n > 0)
    if seen.size < 2:
        raise ValueError("need customers seen in two periods or more; one period tells one rate")
    if not lost.sum() > 0:
        raise ValueError("nobody left: how long customers stay cannot be projected")
    if not (n - lost).sum() > 0:
        raise ValueError("everybody left at once: there is no retention to project")
    if not lost[seen[0] + 1 :].sum() > 0:
        raise ValueError("nobody left after the first period seen: the pace is not known")


def _likelihood(n: Floats, lost: Floats, mean: float, spread: float) -> tuple[float, float, float]:
    """Return the log-likelihood and its slopes in mean churn and spread."""
    before = np.arange(len(n))
    whole = 1 + before * spread
    rest = whole - mean
    kept = n - lost
    value = lost @ np.log(mean / whole) + kept @ np.log(rest / whole)
    d_mean = lost.sum() / mean - (kept / rest).sum()
    d_spread = (before * (kept / rest - n / whole)).sum()
    return float(value), float(d_mean), float(d_spread)


def _polished(n: Floats, lost: Floats, mean: float, spread: float) -> tuple[float, float]:
    """Return the parameters after Newton steps, as long as they raise the likelihood."""
    before = np.arange(len(n))
    for _ in range(20):
        if spread <= _FLAT:
            break
        value, d_mean, d_spread = _likelihood(n, lost, mean, spread)
        whole = 1 + before * spread
        square = (n - lost) / (whole - mean) ** 2
        mm = -lost.sum() / mean**2 - square.sum()
        ms = (before * square).sum()
        ss = (before**2 * (n / whole**2 - square)).sum()
        size = mm * ss - ms * ms
        if not (size > 0 and mm < 0):
            break
        step = ((ms * d_spread - ss * d_mean) / size, (ms * d_mean - mm * d_spread) / size)
        new = (mean + step[0], spread + step[1])
        inside = 0 < new[0] < 1 and new[1] > 0
        if not inside or _likelihood(n, lost, *new)[0] < value - 1e-9 * abs(value):
            break
        mean, spread = new
        if abs(step[0]) < 1e-13 and abs(step[1]) < 1e-12 * (1 + spread):
            break
    return mean, spread
