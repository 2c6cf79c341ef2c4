"""Mean, spread and autocorrelation that stay right where the digits that vary come late."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]


def mean_and_sd(values: npt.ArrayLike) -> tuple[float, float]:
    """Return the mean and the standard deviation (divisor ``n - 1``).

    Parameters
    ----------
    values : array_like of float, shape (n,)
        Finite numbers, at least one.

    Returns
    -------
    mean, sd : float
        `sd` is NaN for a single value.

    Raises
    ------
    ValueError
        If there is no value or one is not finite.

    Notes
    -----
    Two passes over `exact_deviations`, with sums that lose nothing (Shewchuk 1997). On the
    reference data of NIST (NumAcc1 to NumAcc4, Mavro) all certified digits come out.

    References
    ----------
    Chan, Golub and LeVeque (1983), The American Statistician 37, 242-247; NIST Statistical
    Reference Datasets, univariate summary statistics.
    """
    origin, deviations = exact_deviations(values)
    n = len(deviations)
    shift = math.fsum(deviations) / n
    around = deviations - shift
    squares = math.fsum(around * around) - math.fsum(around) ** 2 / n
    sd = math.sqrt(max(0.0, squares) / (n - 1)) if n > 1 else math.nan
    return float(origin + Fraction(shift)), sd


def lag1_autocorrelation(values: npt.ArrayLike) -> float:
    """Return the correlation of a series with itself one step later.

    Parameters
    ----------
    values : array_like of float, shape (n,)
        Finite numbers in order of time, at least two.

    Returns
    -------
    float
        In [-1, 1]; NaN where the values do not vary.

    Raises
    ------
    ValueError
        If there are fewer than two values or one is not finite.

    Notes
    -----
    ``Σ (x_t - x̄)(x_{t+1} - x̄) / Σ (x_t - x̄)²``, the numerator over ``n - 1`` pairs, as NIST
    certifies it.

    References
    ----------
    Box, Jenkins and Reinsel (1994), Time Series Analysis, formula 2.1.12; NIST Statistical
    Reference Datasets.
    """
    _, deviations = exact_deviations(values)
    if len(deviations) < 2:
        raise ValueError("need at least two values")
    around = deviations - math.fsum(deviations) / len(deviations)
    squares = math.fsum(around * around)
    if squares == 0.0:
        return math.nan
    return math.fsum(around[:-1] * around[1:]) / squares


def exact_deviations(values: npt.ArrayLike) -> tuple[Fraction, FloatArray]:
    """Return the distances of values from one of them, without the loss of a subtraction.

    Parameters
    ----------
    values : array_like of float, shape (n,)
        Finite numbers, at least one.

    Returns
    -------
    origin : Fraction
        The first value, as the decimal number that it prints as.
    deviations : ndarray, shape (n,)
        Distances from it, each correct to the last digit.

    Raises
    ------
    ValueError
        If there is no value or one is not finite.

    Notes
    -----
    A file says 10000000.2, the computer keeps the nearest binary number; its distance from
    10000000.1 is then right to nine digits only. Every value is therefore taken as the
    shortest decimal number that it prints as, which is what the file said.
    """
    given = np.asarray(values, dtype=np.float64)
    if given.ndim != 1 or given.size == 0 or not np.all(np.isfinite(given)):
        raise ValueError("need a flat sequence of at least one finite number")
    # the same decimal is read once: answers repeat
    different, place = np.unique(given, return_inverse=True)
    origin = Fraction(repr(float(given[0])))
    distances = [float(Fraction(repr(float(value))) - origin) for value in different]
    return origin, np.asarray(distances, dtype=np.float64)[place]
