"""Time until something happens, where for some it has not happened yet."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxkit.stats.at_risk import (
    FloatArray,
    IntArray,
    entering_at_or_after,
    happened,
    log_log_limits,
    whole_counts,
)
from cxkit.stats.levels import normal_quantile

ROUNDING = 1e-12
"""Shares closer than this are taken as equal, since products of shares carry rounding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurvivalCurve:
    """Share still waiting after each time, by Kaplan and Meier.

    Attributes
    ----------
    time : array of float, shape (k,)
        Distinct times at which something ended or was last seen, ascending.
    at_risk, events : array of int, shape (k,)
        How many were followed up to that time, and for how many it happened then.
    survival, ci_low, ci_high : array of float, shape (k,)
        Share still waiting just after that time, in [0, 1], with limits for each time on
        its own. Limits are 1 before the first event and NaN once nobody is left.
    variance : array of float, shape (k,)
        Greenwood's sum up to that time; infinite once nobody is left.
    n : int
        How many were followed in all.
    confidence : float
        Two-sided level of the limits.
    """

    time: FloatArray
    at_risk: IntArray
    events: IntArray
    survival: FloatArray
    ci_low: FloatArray
    ci_high: FloatArray
    variance: FloatArray
    n: int
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number with its interval.

    Attributes
    ----------
    value, ci_low, ci_high : float
        NaN where the data do not reach that far.
    confidence : float
        Two-sided level of the interval.
    """

    value: float
    ci_low: float
    ci_high: float
    confidence: float


def kaplan_meier(
    durations: npt.ArrayLike,
    observed: npt.ArrayLike,
    *,
    counts: npt.ArrayLike | None = None,
    entry: npt.ArrayLike | None = None,
    confidence: float = 0.95,
) -> SurvivalCurve:
    """Share still waiting over time, where some waits were cut short.

    Parameters
    ----------
    durations : array of float, shape (n,)
        Waits, 0 or more, in any unit.
    observed : array of bool, shape (n,)
        Whether the wait ended; False where it was only followed that far.
    counts : array of int, shape (n,), optional
        How many had that wait; 1 each by default.
    entry : array of float, shape (n,), optional
        Since when each was followed, before its duration (delayed entry, left truncation);
        from the start by default. The curve then speaks of who was there at the earliest
        entry.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    SurvivalCurve

    Raises
    ------
    ValueError
        If the arrays differ in length, nothing was followed, a duration is negative or
        not a number, an entry is not before its duration, something observed is neither
        true nor false (1 or 0), or a count is not a whole number of 0 or more.

    Notes
    -----
    ``S(t) = Π (1 - d/n)`` over the times of events up to ``t``. Who is followed only up
    to a time counts as at risk at it; who enters at a time counts after it.
    Limits: Greenwood's variance on the log(-log) scale, which stays in [0, 1].

    References
    ----------
    Kaplan and Meier (1958), JASA 53, 457-481; Kalbfleisch and Prentice (2002), The
    Statistical Analysis of Failure Time Data, section 1.4; Lagakos, Barraj and De Gruttola
    (1988), Biometrika 75, 515-523, for delayed entry.
    """
    z = normal_quantile(confidence)
    waits = np.atleast_1d(np.asarray(durations, dtype=np.float64))
    ended = happened(observed)
    number = np.ones(waits.shape, dtype=np.int64) if counts is None else whole_counts(counts)
    if not waits.shape == ended.shape == number.shape:
        raise ValueError("durations, observed and counts must have the same length")
    if not (np.all(np.isfinite(waits)) and np.all(waits >= 0)):
        raise ValueError("durations must be numbers of 0 or more")
    since = np.full(waits.shape, -1.0) if entry is None else np.asarray(entry, dtype=np.float64)
    if since.shape != waits.shape or not np.all(since < waits):
        raise ValueError("entry must lie before the duration, one for each")
    some = number > 0
    waits, ended, number, since = waits[some], ended[some], number[some], since[some]
    if waits.size == 0:
        raise ValueError("need at least one duration")
    time, place = np.unique(waits, return_inverse=True)
    leaving: IntArray = np.bincount(place, weights=number).astype(np.int64)
    events = np.bincount(place, weights=number * ended, minlength=time.size).astype(np.int64)
    yet_to_enter = entering_at_or_after(time, since, number)
    at_risk: IntArray = (np.cumsum(leaving[::-1])[::-1] - yet_to_enter).astype(np.int64)
    left = at_risk - events
    survival: FloatArray = np.asarray(np.cumprod(left / at_risk), dtype=np.float64)
    terms = np.full(time.shape, np.inf)
    np.divide(events, at_risk * left.astype(np.float64), out=terms, where=left > 0)
    variance = np.cumsum(terms)
    low, high = log_log_limits(survival, variance, z)
    return SurvivalCurve(
        time=time,
        at_risk=at_risk,
        events=events,
        survival=survival,
        ci_low=low,
        ci_high=high,
        variance=variance,
        n=int(number.sum()),
        confidence=confidence,
    )


def survival_at(curve: SurvivalCurve, time: float) -> Estimate:
    """Share still waiting just after a time.

    Parameters
    ----------
    curve : SurvivalCurve
        Finished curve.
    time : float
        0 or more, in the unit of the curve.

    Returns
    -------
    Estimate
        Share in [0, 1]; NaN beyond the last time seen while some are still waiting.

    Raises
    ------
    ValueError
        If the time is negative or not a number.
    """
    if not time >= 0:
        raise ValueError(f"need a time of 0 or more, got {time}")
    place = int(np.searchsorted(curve.time, time, side="right")) - 1
    if place < 0:
        return Estimate(value=1.0, ci_low=1.0, ci_high=1.0, confidence=curve.confidence)
    if time > curve.time[-1] and curve.survival[-1] > 0:
        return _unknown(curve)
    return Estimate(
        value=float(curve.survival[place]),
        ci_low=float(curve.ci_low[place]),
        ci_high=float(curve.ci_high[place]),
        confidence=curve.confidence,
    )


def quantile(curve: SurvivalCurve, share: float) -> Estimate:
    """Time by which a share has ended: 0.5 gives the median.

    Parameters
    ----------
    curve : SurvivalCurve
        Finished curve.
    share : float
        Share that has ended, strictly between 0 and 1.

    Returns
    -------
    Estimate
        In the unit of the curve; a part is NaN where the curve, or its limit, never falls
        that far.

    Raises
    ------
    ValueError
        If the share is not strictly between 0 and 1.

    Notes
    -----
    First time at which the curve is at or below ``1 - share``; its limits are where the
    limits of the curve get there.

    References
    ----------
    Brookmeyer and Crowley (1982), Biometrics 38, 29-41.
    """
    if not 0 < share < 1:
        raise ValueError(f"share must be in (0, 1), got {share} (write 0.9, not 90)")
    return Estimate(
        value=_first_at_or_below(curve.time, curve.survival, 1 - share),
        ci_low=_first_at_or_below(curve.time, curve.ci_low, 1 - share),
        ci_high=_first_at_or_below(curve.time, curve.ci_high, 1 - share),
        confidence=curve.confidence,
    )


def restricted_mean(curve: SurvivalCurve, horizon: float) -> Estimate:
    """Mean wait, counting no wait beyond a horizon.

    Parameters
    ----------
    curve : SurvivalCurve
        Finished curve.
    horizon : float
        Above 0, in the unit of the curve.

    Returns
    -------
    Estimate
        In the unit of the curve. NaN where some were still waiting at the last time seen
        and the horizon lies beyond it. Limits stay within 0 and the horizon.

    Raises
    ------
    ValueError
        If the horizon is not above 0.

    Notes
    -----
    Area under the curve up to the horizon; its variance is the sum over events of
    ``(area from the event to the horizon)² · d / (n (n - d))``.

    References
    ----------
    Klein and Moeschberger (2003), Survival Analysis, section 4.5; Royston and Parmar
    (2013), BMC Medical Research Methodology 13, 152.
    """
    if not horizon > 0:
        raise ValueError(f"need a horizon above 0, got {horizon}")
    if horizon > curve.time[-1] and curve.survival[-1] > 0:
        return _unknown(curve)
    inside = curve.time < horizon
    starts = np.concatenate(([0.0], curve.time[inside]))
    ends = np.concatenate((curve.time[inside], [horizon]))
    height = np.concatenate(([1.0], curve.survival[inside]))
    areas = (ends - starts) * height
    area_after = np.cumsum(areas[::-1])[::-1][1:]
    left = (curve.at_risk - curve.events)[inside]
    some_left = left > 0
    terms = np.zeros(area_after.shape)
    base = curve.at_risk[inside] * left.astype(np.float64)
    np.divide(area_after**2 * curve.events[inside], base, out=terms, where=some_left)
    mean = float(areas.sum())
    half = normal_quantile(curve.confidence) * math.sqrt(float(terms.sum()))
    return Estimate(
        value=mean,
        ci_low=max(0.0, mean - half),
        ci_high=min(horizon, mean + half),
        confidence=curve.confidence,
    )


def _first_at_or_below(time: FloatArray, share: FloatArray, level: float) -> float:
    there = np.flatnonzero(share <= level + ROUNDING)
    return float(time[there[0]]) if there.size else math.nan


def _unknown(curve: SurvivalCurve) -> Estimate:
    nan = math.nan
    return Estimate(value=nan, ci_low=nan, ci_high=nan, confidence=curve.confidence)
