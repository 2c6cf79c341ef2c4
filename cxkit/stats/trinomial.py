"""Difference of two shares of one base: so many for, so many against, the rest neither."""

from __future__ import annotations

from typing import TypeVar, overload

import numpy as np
import numpy.typing as npt

from cxkit.stats.levels import normal_quantile

FloatArray = npt.NDArray[np.float64]
Counts = npt.NDArray[np.integer | np.floating]
Number = TypeVar("Number", float, FloatArray)

ADDED = 3.0
"""Answers that the adjusted method adds: three quarters on each side, the rest between."""

HALVINGS = 52
"""Steps of the search for a limit; they leave less than 1e-15 of the scale."""


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


@overload
def wald_interval(
    plus: float, zero: float, minus: float, *, confidence: float = ...
) -> tuple[float, float]: ...


@overload
def wald_interval(
    plus: Counts, zero: Counts, minus: Counts, *, confidence: float = ...
) -> tuple[FloatArray, FloatArray]: ...


def wald_interval(
    plus: npt.ArrayLike, zero: npt.ArrayLike, minus: npt.ArrayLike, *, confidence: float = 0.95
) -> tuple[float, float] | tuple[FloatArray, FloatArray]:
    """Plain interval of the net share: too narrow on small bases, kept for comparison.

    Parameters
    ----------
    plus, zero, minus : float or array of one shape
        Answers of each kind, 0 or more, with at least one in all.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    low, high : float or arrays
        Net shares, *not* clipped to [-1, 1], as published tables print them.

    Raises
    ------
    ValueError
        If a count is negative or all are 0, or the level is outside its range.

    References
    ----------
    Rocks (2016), The American Statistician 70, 365-372.
    """
    z = normal_quantile(confidence)
    up, _, down, n = _checked(plus, zero, minus)
    net = (up - down) / n
    half = z * np.sqrt(np.maximum(0.0, (up + down) / n - net * net) / n)
    return _pair(net - half, net + half)


@overload
def adjusted_wald_interval(
    plus: float, zero: float, minus: float, *, confidence: float = ...
) -> tuple[float, float]: ...


@overload
def adjusted_wald_interval(
    plus: Counts, zero: Counts, minus: Counts, *, confidence: float = ...
) -> tuple[FloatArray, FloatArray]: ...


def adjusted_wald_interval(
    plus: npt.ArrayLike, zero: npt.ArrayLike, minus: npt.ArrayLike, *, confidence: float = 0.95
) -> tuple[float, float] | tuple[FloatArray, FloatArray]:
    """Interval of the net share by the adjusted Wald method.

    Parameters
    ----------
    plus, zero, minus : float or array of one shape
        Answers of each kind, 0 or more, with at least one in all.
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
        If a count is negative or all are 0, or the level is outside its range.

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
    up, _, down, n = _checked(plus, zero, minus)
    share_up = (up + ADDED / 4) / (n + ADDED)
    share_down = (down + ADDED / 4) / (n + ADDED)
    net = share_up - share_down
    half = z * np.sqrt((share_up + share_down - net * net) / (n + ADDED))
    observed = (up - down) / n
    low = np.minimum(np.maximum(net - half, -1.0), observed)
    high = np.maximum(np.minimum(net + half, 1.0), observed)
    return _pair(low, high)


@overload
def score_interval(
    plus: float, zero: float, minus: float, *, confidence: float = ...
) -> tuple[float, float]: ...


@overload
def score_interval(
    plus: Counts, zero: Counts, minus: Counts, *, confidence: float = ...
) -> tuple[FloatArray, FloatArray]: ...


def score_interval(
    plus: npt.ArrayLike, zero: npt.ArrayLike, minus: npt.ArrayLike, *, confidence: float = 0.95
) -> tuple[float, float] | tuple[FloatArray, FloatArray]:
    """Interval of the net share by the score method, which holds its level on few answers.

    Parameters
    ----------
    plus, zero, minus : float or array of one shape
        Answers of each kind, 0 or more, with at least one in all.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    low, high : float or arrays
        Net shares in [-1, 1]; they hold the one observed.

    Raises
    ------
    ValueError
        If a count is negative or all are 0, or the level is outside its range.

    Notes
    -----
    All values ``d`` with ``(net - d)² <= z² v(d) / n``, where ``v(d)`` is the variance at
    the most likely shares that differ by ``d``. The limits are roots of a quartic; they
    are found by halving the stretch between the observed share and the edge of the scale,
    for all counts at once, because its closed form loses digits where roots nearly meet.

    References
    ----------
    Tango (1998), Statistics in Medicine 17, 891-908.
    """
    z = normal_quantile(confidence)
    up, mid, down, n = _checked(plus, zero, minus)
    net = (up - down) / n
    if net.ndim == 0:
        alone = float(up), float(down), float(n)
        below, above = (np.asarray(_limit(*alone, z, edge)) for edge in (-1.0, 1.0))
    else:
        below, above = (_limit(up, down, n, z, np.full_like(net, edge)) for edge in (-1.0, 1.0))
    low = np.where((up == 0) & (mid == 0), -1.0, below)
    high = np.where((down == 0) & (mid == 0), 1.0, above)
    return _pair(np.minimum(low, net), np.maximum(high, net))


def _limit(plus: Number, minus: Number, n: Number, z: float, edge: Number) -> Number:
    """Halve the stretch from the observed share to an edge until it holds the limit only."""
    net = (plus - minus) / n
    inner, outer = net, edge
    for _ in range(HALVINGS):
        middle = (inner + outer) / 2
        beyond = (net - middle) ** 2 * n > z * z * _constrained_variance(plus, minus, n, middle)
        outer = outer - (outer - middle) * beyond
        inner = middle + (inner - middle) * beyond
    return outer


def _constrained_variance(plus: Number, minus: Number, n: Number, difference: Number) -> Number:
    """Variance of one answer at the most likely shares that differ by `difference`."""
    b = -plus - minus + (2 * n - plus + minus) * difference
    c = -minus * difference * (1 - difference)
    share_minus: Number = (abs(b * b - 8 * n * c) ** 0.5 - b) / (4 * n)
    return 2 * share_minus + difference * (1 - difference)


def _checked(
    plus: npt.ArrayLike, zero: npt.ArrayLike, minus: npt.ArrayLike
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Return the counts as arrays, and the base."""
    up, mid, down = (np.asarray(part, dtype=np.float64) for part in (plus, zero, minus))
    n = up + mid + down
    enough = (n > 0) & np.isfinite(n)
    if not (np.all(up >= 0) and np.all(mid >= 0) and np.all(down >= 0) and np.all(enough)):
        raise ValueError("counts must be 0 or more, with at least one answer in all")
    return up, mid, down, n


def _pair(low: FloatArray, high: FloatArray) -> tuple[float, float] | tuple[FloatArray, FloatArray]:
    return (float(low), float(high)) if low.ndim == 0 else (low, high)


def _base(plus: float, zero: float, minus: float) -> float:
    n = plus + zero + minus
    if not (plus >= 0 and zero >= 0 and minus >= 0 and 0 < n < np.inf):
        raise ValueError("counts must be 0 or more, with at least one answer in all")
    return n
