"""A mean with all values and without some of them: how much leaving those out moves it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxkit.stats.levels import t_quantile

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """A mean of all values, and of those that stay when some are left out.

    Attributes
    ----------
    n, n_left_out : float
        Values in all, and those left out.
    share_left_out : float
        Their share by weight, in [0, 1].
    mean_all, mean_kept, mean_left_out : float
        Means in the unit of the values; NaN for a part without values.
    difference : float
        ``mean_kept - mean_all``; NaN where nothing stays.
    standard_error, ci_low, ci_high : float
        Error and interval of the difference; NaN where nothing stays, 0 where nothing is
        left out.
    confidence : float
        Two-sided level of the interval.
    """

    n: float
    n_left_out: float
    share_left_out: float
    mean_all: float
    mean_kept: float
    mean_left_out: float
    difference: float
    standard_error: float
    ci_low: float
    ci_high: float
    confidence: float


def omission_effect(
    values: npt.ArrayLike,
    left_out: npt.ArrayLike,
    *,
    counts: npt.ArrayLike | None = None,
    weights: npt.ArrayLike | None = None,
    clusters: npt.ArrayLike | None = None,
    confidence: float = 0.95,
) -> Omission:
    """Return how a mean moves when some of its values are left out.

    Parameters
    ----------
    values : array_like, shape (n,)
        Finite numbers.
    left_out : array_like of bool, shape (n,)
        Values to leave out.
    counts : array_like, shape (n,), optional
        Equal values that each row stands for, 0 or more; 1 unless given.
    weights : array_like, shape (n,), optional
        Weight of each value, above 0; 1 unless given.
    clusters : array_like of int, shape (n,), optional
        Which values belong together; a negative number stands alone. Each stands alone
        unless given.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    Omission

    Raises
    ------
    ValueError
        If an argument is outside the ranges above, the lengths differ, or there is no value.

    Notes
    -----
    With ``p`` the share left out, exactly::

        mean_kept - mean_all = p (mean_kept - mean_left_out)

    The two means share their kept values, so the error is that of the difference itself, by
    linearisation: a value ``y`` adds ``z = (y - mean_kept) / (1 - p) - (y - mean_all)`` if it is
    kept and ``z = -(y - mean_all)`` if not, each over the sum of the weights; ``SE² = Σ z²``,
    with the ``z`` of a cluster added up first. For a plain sample::

        SE² = p/n (s_d² + s_k² p/(1 - p) + (1 - p) (mean_kept - mean_left_out)²)

    with ``s_d²`` and ``s_k²`` the variances (divisors: their bases) of the values left out and
    kept. Which values are doubtful counts as drawn by chance like the values. Only the values
    left out, and not the many kept, tell how different they are, so the interval takes
    Student's t with as many degrees of freedom as clusters hold a value left out.

    References
    ----------
    Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, section 5.5 (Taylor
    linearisation of a function of totals); Wolter (2007), Introduction to Variance Estimation,
    2nd edition, chapter 6.
    """
    y = np.asarray(values, dtype=np.float64)
    out = np.asarray(left_out, dtype=bool)
    number = np.ones(len(y)) if counts is None else np.asarray(counts, dtype=np.float64)
    weight = np.ones(len(y)) if weights is None else np.asarray(weights, dtype=np.float64)
    unit = np.full(len(y), -1) if clusters is None else np.asarray(clusters, dtype=np.int64)
    _check(y, out, number, weight, unit)
    there = number > 0
    y, out, unit = y[there], out[there], unit[there]
    number, weight = number[there], weight[there]
    total = float(weight @ number)
    gone = float((weight * number)[out].sum()) if out.any() else 0.0
    share = gone / total
    mean_all = _mean(y, weight * number)
    mean_out = _mean(y[out], (weight * number)[out])
    mean_kept = _mean(y[~out], (weight * number)[~out])
    difference = error = low = high = math.nan
    level = t_quantile(confidence, 1)  # a wrong level is refused whatever the values
    if not out.any():
        difference = error = low = high = 0.0
    elif not out.all():
        difference = share * (mean_kept - mean_out)
        z = weight * np.where(out, 0.0, (y - mean_kept) / (1 - share)) - weight * (y - mean_all)
        alone = unit < 0
        squares = float(number[alone] @ z[alone] ** 2)
        units_out = float(number[alone & out].sum())
        if not alone.all():
            place = np.unique(unit[~alone], return_inverse=True)[1]
            squares += float(np.sum(np.bincount(place, weights=(number * z)[~alone]) ** 2))
            units_out += len(np.unique(unit[~alone & out]))
        error = math.sqrt(squares) / total
        level = t_quantile(confidence, max(1.0, units_out))
        low, high = difference - level * error, difference + level * error
    return Omission(
        n=float(number.sum()),
        n_left_out=float(number[out].sum()),
        share_left_out=share,
        mean_all=mean_all,
        mean_kept=mean_kept,
        mean_left_out=mean_out,
        difference=difference,
        standard_error=error,
        ci_low=low,
        ci_high=high,
        confidence=confidence,
    )


def _mean(values: FloatArray, weights: FloatArray) -> float:
    return float(values @ weights / weights.sum()) if len(values) else math.nan


def _check(
    y: FloatArray,
    out: npt.NDArray[np.bool_],
    number: FloatArray,
    weight: FloatArray,
    unit: npt.NDArray[np.int64],
) -> None:
    if not len(y) == len(out) == len(number) == len(weight) == len(unit):
        raise ValueError("values, left_out, counts, weights and clusters must be equally long")
    if not np.isfinite(y).all():
        raise ValueError("values must be finite numbers")
    if not (np.isfinite(number).all() and (number >= 0).all() and (number > 0).any()):
        raise ValueError("counts must be 0 or more, and one of them above 0")
    if not (np.isfinite(weight).all() and (weight > 0).all()):
        raise ValueError("weights must be above 0")
