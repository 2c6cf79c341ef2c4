"""Control charts: the range within which a series moves by chance alone."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
Spread = Literal["mean moving range", "median moving range", "standard deviation"]

WIDTH = 3.0
"""Limits lie so many standard deviations from the centre."""
D2 = 1.128
"""Mean range of two normal values in standard deviations, to the three digits of the published
tables, so that limits agree with them; exact is ``2 / sqrt(pi)`` = 1.128379."""
D2_MEDIAN = 0.954
"""Median range of two normal values in standard deviations; exact is 0.953873."""
D4 = 3.268
"""Upper limit of a moving range, in mean moving ranges."""
D4_MEDIAN = 3.865
"""Upper limit of a moving range, in median moving ranges."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlChart:
    """A series with its centre and the limits of chance.

    Attributes
    ----------
    values : array of float, shape (n,)
        The series in order of time; NaN where a point is missing.
    centre : float
        Mean of the baseline; in a prime chart the mean weighted by precision.
    sigma : array of float, shape (n,)
        Standard deviation of each point by chance, above 0; NaN where a point is missing.
    lower, upper : array of float, shape (n,)
        ``centre - 3 sigma`` and ``centre + 3 sigma``.
    moving_ranges : array of float, shape (n,)
        Distance of each point from the one before it that is known; NaN for the first.
    range_limits : array of float, shape (n,)
        What each moving range by chance hardly ever exceeds; NaN with it.
    sigma_z : float
        How many times larger than the standard errors the spread of a prime chart is; NaN for
        an XmR chart.
    baseline : array of bool, shape (n,)
        Points that centre and limits were computed from.
    """

    values: FloatArray
    centre: float
    sigma: FloatArray
    lower: FloatArray
    upper: FloatArray
    moving_ranges: FloatArray
    range_limits: FloatArray
    sigma_z: float
    baseline: BoolArray


def xmr(
    values: npt.ArrayLike,
    *,
    baseline: int | slice | None = None,
    spread: Spread = "mean moving range",
    least_sigma: float = 0.0,
) -> ControlChart:
    """XmR chart: a chart of individual values and their moving ranges.

    Parameters
    ----------
    values : array of float, shape (n,)
        The series in order of time; NaN where a point is missing. A gap is passed over: the
        points on both sides of it count as successive.
    baseline : int or slice, optional
        Points that centre and limits are computed from and frozen: the first so many that are
        known, or a slice of the series. All if absent.
    spread : {"mean moving range", "median moving range", "standard deviation"}
        How the standard deviation is estimated. The median is not moved by a single jump; the
        standard deviation of all points takes a shift of level for chance.
    least_sigma : float, default 0
        The standard deviation is at least this, such as the error of sampling.

    Returns
    -------
    ControlChart

    Raises
    ------
    ValueError
        If the series is not one-dimensional or holds infinities, the baseline has fewer than
        two known points or no spread, or an option is none of the above.

    Notes
    -----
    ``mean ± 3 sigma`` with sigma ``mR / 1.128`` (limits at 2.66 mR, upper limit of a range
    3.268 mR), ``median mR / 0.954`` (3.145 and 3.865), or ``s / c4``. The exact d2 is
    ``2 / sqrt(pi)`` = 1.128379; the limits here are 0.03 % wider.

    References
    ----------
    Wheeler and Chambers (1992), Understanding Statistical Process Control, 2nd ed., ch. 3;
    Montgomery (2009), Introduction to Statistical Quality Control, 6th ed., section 6.4.
    """
    points = _series(values)
    if spread not in get_args(Spread):
        raise ValueError(f"spread must be one of {get_args(Spread)}, got {spread!r}")
    if not 0 <= least_sigma < math.inf:
        raise ValueError(f"least_sigma must be 0 or more, got {least_sigma}")
    used = _baseline(points, baseline)
    ranges = np.abs(np.diff(points[used]))
    range_factor = D4 * D2
    if spread == "median moving range":
        sigma = float(np.median(ranges)) / D2_MEDIAN
        range_factor = D4_MEDIAN * D2_MEDIAN
    elif spread == "standard deviation":
        sigma = float(np.std(points[used], ddof=1)) / c4(int(used.sum()))
    else:
        sigma = float(np.mean(ranges)) / D2
    return _chart(
        points,
        float(np.mean(points[used])),
        np.full(len(points), max(sigma, least_sigma)),
        used,
        range_factor=range_factor,
    )


def prime_chart(
    values: npt.ArrayLike,
    standard_errors: npt.ArrayLike,
    *,
    baseline: int | slice | None = None,
    least_sigma_z: float = 0.0,
) -> ControlChart:
    """Laney's prime chart for scores whose precision differs from point to point.

    Parameters
    ----------
    values, baseline
        As in `xmr`.
    standard_errors : array of float, shape (n,)
        Standard error of each value by sampling alone, above 0 where the value is known.
    least_sigma_z : float, default 0
        The spread is at least so many standard errors. 0 is Laney's chart; 1 says that a
        series cannot vary less than its sampling makes it.

    Returns
    -------
    ControlChart

    Raises
    ------
    ValueError
        As in `xmr`, or if a standard error is not above 0.

    Notes
    -----
    ``z = (x - centre) / se``, ``sigma_z = mean |z_t - z_(t-1)| / 1.128``, limits
    ``centre ± 3 sigma_z se``; the centre is the mean weighted by ``1 / se²``. Where all errors
    are equal it is the XmR chart. A common factor of the errors changes nothing but `sigma_z`.
    What varies besides sampling is taken to shrink with the base as sampling does. The limit
    of a moving range is that of an XmR chart with the mean variance of its two points.

    References
    ----------
    Laney (2002), Quality Engineering 14, 531-537.
    """
    points = _series(values)
    errors = np.asarray(standard_errors, dtype=np.float64)
    if errors.shape != points.shape:
        raise ValueError(f"need one standard error a value, got {errors.shape} for {points.shape}")
    known = ~np.isnan(points)
    if not (np.isfinite(errors[known]) & (errors[known] > 0)).all():
        raise ValueError("the standard errors of known values must be above 0")
    if not 0 <= least_sigma_z < math.inf:
        raise ValueError(f"least_sigma_z must be 0 or more, got {least_sigma_z}")
    used = _baseline(points, baseline)
    centre = float(np.average(points[used], weights=errors[used] ** -2.0))
    z = (points - centre) / np.where(known, errors, 1.0)
    sigma_z = max(float(np.mean(np.abs(np.diff(z[used])))) / D2, least_sigma_z)
    return _chart(points, centre, sigma_z * errors, used, sigma_z=sigma_z)


def laney_p_prime(
    counts: npt.ArrayLike, bases: npt.ArrayLike, *, baseline: int | slice | None = None
) -> ControlChart:
    """Laney's p′ chart of shares whose bases differ from point to point.

    Parameters
    ----------
    counts : array of float, shape (n,)
        Favourable answers, from 0 to the base.
    bases : array of float, shape (n,)
        Answers, 0 or more; a base of 0 is a missing point.
    baseline : int or slice, optional
        As in `xmr`.

    Returns
    -------
    ControlChart
        Of shares; limits are not cut at 0 and 1.

    Raises
    ------
    ValueError
        As in `prime_chart`, if a count is not from 0 to its base, or if the share of the
        baseline is 0 or 1.

    Notes
    -----
    `prime_chart` with ``se = sqrt(p (1 - p) / n)``, p the share of the whole baseline.

    References
    ----------
    Laney (2002), Quality Engineering 14, 531-537; Mohammed, Panesar, Laney and Wilson (2013),
    BMJ Quality & Safety 22, 362-368.
    """
    favourable, n = (np.asarray(item, dtype=np.float64) for item in (counts, bases))
    if favourable.shape != n.shape:
        raise ValueError(f"need one base a count, got {n.shape} for {favourable.shape}")
    if not ((favourable >= 0) & (favourable <= n) & np.isfinite(n)).all():
        raise ValueError("counts must be from 0 to their base, and bases finite")
    there = n > 0
    shares = np.where(there, favourable, np.nan) / np.where(there, n, 1.0)
    used = _baseline(_series(shares), baseline)
    share = float(favourable[used].sum() / n[used].sum())
    if not 0 < share < 1:
        raise ValueError(f"the baseline has no spread: its share is {share}")
    errors = np.sqrt(share * (1 - share) / np.where(there, n, 1.0))
    return prime_chart(shares, errors, baseline=baseline)


def c4(n: int) -> float:
    """Return the mean standard deviation of `n` normal values, in true ones; n at least 2."""
    return math.sqrt(2 / (n - 1)) * math.exp(math.lgamma(n / 2) - math.lgamma((n - 1) / 2))


# ----------------------------------------------------------------- details
def _series(values: npt.ArrayLike) -> FloatArray:
    points = np.asarray(values, dtype=np.float64)
    if points.ndim != 1:
        raise ValueError(f"a series has one dimension, got {points.ndim}")
    if np.isinf(points).any():
        raise ValueError("a series holds no infinities")
    return points


def _baseline(points: FloatArray, baseline: int | slice | None) -> BoolArray:
    """Return which known points centre and limits are computed from."""
    used = ~np.isnan(points)
    if isinstance(baseline, slice):
        chosen = np.zeros(len(points), dtype=bool)
        chosen[baseline] = True
        used &= chosen
    elif baseline is not None:
        if baseline > used.sum():
            raise ValueError(f"a baseline of {baseline} points, but {used.sum()} are known")
        used &= np.cumsum(used) <= baseline
    if used.sum() < 2:
        raise ValueError(f"a baseline takes at least two known points, got {used.sum()}")
    return used


def _chart(
    points: FloatArray,
    centre: float,
    sigma: FloatArray,
    used: BoolArray,
    *,
    range_factor: float = D4 * D2,
    sigma_z: float = math.nan,
) -> ControlChart:
    """Put a chart together from its centre and the standard deviation of each point."""
    known = ~np.isnan(points)
    if not (sigma[known] > 0).all():
        raise ValueError("the baseline has no spread, so it has no limits")
    sigma = np.where(known, sigma, np.nan)
    ranges, limits = np.full((2, len(points)), np.nan)
    later = np.flatnonzero(known)[1:]
    ranges[later] = np.abs(np.diff(points[known]))
    limits[later] = range_factor * np.hypot(sigma[known][1:], sigma[known][:-1]) / math.sqrt(2)
    return ControlChart(
        values=points,
        centre=centre,
        sigma=sigma,
        lower=centre - WIDTH * sigma,
        upper=centre + WIDTH * sigma,
        moving_ranges=ranges,
        range_limits=limits,
        sigma_z=sigma_z,
        baseline=used,
    )
