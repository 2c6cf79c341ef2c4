"""Intervals of whatever follows from a model of retention, by profile likelihood."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from cxkit.economics.lifetime.retention import RetentionFit

Floats = npt.NDArray[np.float64]

_RAYS = 240
"""Directions in which the edge of the likelihood region is looked for."""


def profile_interval(
    fit: RetentionFit,
    measure: Callable[[Floats, Floats], Floats],
    *,
    confidence: float = 0.95,
) -> tuple[Floats, Floats]:
    """Return the profile-likelihood interval of anything that follows from the model.

    Parameters
    ----------
    fit : RetentionFit
        Model.
    measure : callable
        Takes arrays of ``mean_churn`` and ``spread``, shape (m,), and returns an array of
        shape (m,) or (m, k).
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    low, high : array of float, shape () or (k,)
        Least and greatest value among all parameters whose log-likelihood is less than half
        the chi-squared quantile (1 degree of freedom) below the greatest.

    References
    ----------
    Venzon and Moolgavkar (1988), Applied Statistics 37, 87-94.
    """
    means, spreads = _contour(fit, confidence)
    values = measure(means, spreads)
    centre = measure(np.array([fit.mean_churn]), np.array([fit.spread]))
    values = np.concatenate((centre, values))
    return np.asarray(values.min(axis=0)), np.asarray(values.max(axis=0))


def _contour(fit: RetentionFit, confidence: float) -> tuple[Floats, Floats]:
    """Return parameters on the edge of the likelihood region, found along rays from its top."""
    from scipy.stats import chi2

    if not 0 < confidence < 1:
        raise ValueError(f"confidence must be in (0, 1), got {confidence} (write 0.95, not 95)")
    allowed = fit.log_likelihood - float(chi2.ppf(confidence, 1)) / 2
    n, lost = fit.renewals.at_risk, fit.renewals.lost
    before = np.arange(len(n))
    centre = math.log(fit.mean_churn / (1 - fit.mean_churn))

    def inside(odds: Floats, spread: Floats) -> npt.NDArray[np.bool_]:
        mean = 1 / (1 + np.exp(-odds))
        whole = 1 + before * spread[:, None]
        kept = np.maximum(whole - mean[:, None], 1e-300)
        value = np.log(mean[:, None] / whole) @ lost
        value += np.einsum("ij,j->i", np.log(kept / whole), n - lost)
        return np.asarray(value >= allowed)

    def reach(d_odds: Floats, d_spread: Floats, most: Floats) -> Floats:
        far = np.minimum(np.full_like(most, 1e-3), most)
        for _ in range(60):
            grow = inside(centre + far * d_odds, fit.spread + far * d_spread) & (far < most)
            if not grow.any():
                break
            far = np.where(grow, np.minimum(2 * far, most), far)
        low, high = np.zeros_like(far), far
        for _ in range(50):
            middle = (low + high) / 2
            good = inside(centre + middle * d_odds, fit.spread + middle * d_spread)
            low, high = np.where(good, middle, low), np.where(good, high, middle)
        whole = inside(centre + far * d_odds, fit.spread + far * d_spread)
        return np.where(whole, far, low)

    cap = 30.0
    along = np.array([1.0, -1.0])
    size_odds = max(float(reach(along, 0 * along, np.full(2, cap)).max()), 1e-6)
    upward = reach(np.zeros(1), np.ones(1), np.full(1, 1e6))
    size_spread = max(float(upward.max()), 1e-9)
    # mean churn and spread move together: rays at even angles of an ellipse on its axes
    angle = np.linspace(0, 2 * np.pi, _RAYS, endpoint=False)
    d_odds, d_spread = size_odds * np.cos(angle), size_spread * np.sin(angle)
    down = d_spread < 0
    most = np.full(_RAYS, 1e4)
    most[down] = np.minimum(most[down], -fit.spread / d_spread[down])
    odds_room = np.abs(d_odds) > 0
    most[odds_room] = np.minimum(most[odds_room], cap / np.abs(d_odds[odds_room]))
    far = reach(d_odds, d_spread, most)
    odds = centre + far * d_odds
    return 1 / (1 + np.exp(-odds)), np.maximum(fit.spread + far * d_spread, 0.0)
