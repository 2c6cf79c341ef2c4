"""Difference of two shares of one base: so many for, so many against, the rest neither."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import overload

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq

from cxkit.stats.levels import normal_quantile

FloatArray = npt.NDArray[np.float64]

ADDED = 3.0
"""Answers that the adjusted method adds: three quarters on each side, the rest between."""


def net_variance(plus: float, zero: float, minus: float) -> float:
    """Variance of one answer that counts +1, 0 or -1.

    Parameters
    ----------
    plus, zero, minus : float
        Answers of each kind, 0 or more, with at least one in all.

    Returns
    -------
    float
        Between 0 and 1; the standard error of the net share is ``sqrt(variance / n)``.

    Raises
    ------
    ValueError
        If a count is negative or all are 0.

    Notes
    -----
    ``p + d - (p - d)²`` with shares ``p`` and ``d``: both come from one base, so they
    are not independent.

    References
    ----------
    Rocks (2016), The American Statistician 70, 365-372.
    """
    n = _base(plus, zero, minus)
    net = (plus - minus) / n
    return max(0.0, (plus + minus) / n - net * net)


def wald_interval(
    plus: float, zero: float, minus: float, *, confidence: float = 0.95
) -> tuple[float, float]:
    """Plain interval of the net share: too narrow on small bases, kept for comparison.

    Parameters
    ----------
    plus, zero, minus : float
        Answers of each kind, 0 or more, with at least one in all.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    low, high : float
        Net shares, *not* clipped to [-1, 1], as published tables print them.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    References
    ----------
    Rocks (2016), The American Statistician 70, 365-372.
    """
    n = _base(plus, zero, minus)
    net = (plus - minus) / n
    half = normal_quantile(confidence) * math.sqrt(net_variance(plus, zero, minus) / n)
    return net - half, net + half


@overload
def adjusted_wald_interval(
    plus: float, zero: float, minus: float, *, confidence: float = ...
) -> tuple[float, float]: ...


@overload
def adjusted_wald_interval(
    plus: npt.NDArray[np.integer | np.floating],
    zero: npt.NDArray[np.integer | np.floating],
    minus: npt.NDArray[np.integer | np.floating],
    *,
    confidence: float = ...,
) -> tuple[FloatArray, FloatArray]: ...


def adjusted_wald_interval(
    plus: npt.ArrayLike, zero: npt.ArrayLike, minus: npt.ArrayLike, *, confidence: float = 0.95
) -> tuple[float, float] | tuple[FloatArray, FloatArray]:
    """Interval of the net share by the adjusted Wald method.

    Parameters
    ----------
    plus, zero, minus : float or array of one shape
        Answers of each kind, 0 or more.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    low, high : float or arrays
        Net shares in [-1, 1]. The interval is centred on the adjusted share, not on the
        one observed, but always holds the one observed.

    Raises
    ------
    ValueError
        If a count is negative or all are 0.

    Notes
    -----
    The Wald interval after adding 3/4, 3/2 and 3/4 answers to the three kinds, clipped
    to [-1, 1]. Best of six methods in Rocks' comparison.

    References
    ----------
    Rocks (2016), The American Statistician 70, 365-372; Lewis and Sauro (2021),
    "Confidence intervals for Net Promoter Scores", measuringu.com.
    """
    z = normal_quantile(confidence)
    up, mid, down = (np.asarray(part, dtype=np.float64) for part in (plus, zero, minus))
    n = up + mid + down
    if not (np.all(up >= 0) and np.all(mid >= 0) and np.all(down >= 0) and np.all(n > 0)):
        raise ValueError("counts must be 0 or more, with at least one answer in all")
    share_up = (up + ADDED / 4) / (n + ADDED)
    share_down = (down + ADDED / 4) / (n + ADDED)
    net = share_up - share_down
    half = z * np.sqrt((share_up + share_down - net * net) / (n + ADDED))
    observed = (up - down) / n
    low = np.minimum(np.maximum(net - half, -1.0), observed)
    high = np.maximum(np.minimum(net + half, 1.0), observed)
    return (float(low), float(high)) if low.ndim == 0 else (low, high)


def score_interval(
    plus: float, zero: float, minus: float, *, confidence: float = 0.95
) -> tuple[float, float]:
    """Interval of the net share by the score method, which holds its level on few answers.

    Parameters
    ----------
    plus, zero, minus : float
        Answers of each kind, 0 or more, with at least one in all.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    low, high : float
        Net shares in [-1, 1]; they hold the one observed.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    Notes
    -----
    All values ``d`` with ``(net - d)² <= z² v(d) / n``, where ``v(d)`` is the variance at
    the most likely shares that differ by ``d``. Tango gives them in closed form.

    References
    ----------
    Tango (1998), Statistics in Medicine 17, 891-908.
    """
    n = _base(plus, zero, minus)
    z = normal_quantile(confidence)
    net = (plus - minus) / n

    def excess(difference: float) -> float:
        variance = _constrained_variance(plus, minus, n, difference)
        return (net - difference) ** 2 - z * z * variance / n

    low = -1.0 if plus == 0 and zero == 0 else _root(excess, -1.0, net)
    high = 1.0 if minus == 0 and zero == 0 else _root(excess, 1.0, net)
    return min(low, net), max(high, net)


def _constrained_variance(plus: float, minus: float, n: float, difference: float) -> float:
    """Variance of one answer at the most likely shares that differ by `difference`."""
    b = -plus - minus + (2 * n - plus + minus) * difference
    c = -minus * difference * (1 - difference)
    share_minus = (math.sqrt(max(0.0, b * b - 8 * n * c)) - b) / (4 * n)
    return max(0.0, 2 * share_minus + difference * (1 - difference))


def _root(excess: Callable[[float], float], edge: float, net: float) -> float:
    """Limit between the observed share and the edge of the scale."""
    inner = net + (edge - net) * 1e-12  # the excess is 0 at the observed share itself
    return float(brentq(excess, inner, edge, xtol=1e-13))


def _base(plus: float, zero: float, minus: float) -> float:
    n = plus + zero + minus
    if not (plus >= 0 and zero >= 0 and minus >= 0 and n > 0):
        raise ValueError("counts must be 0 or more, with at least one answer in all")
    return n
