"""Moving averages of a series, which notice small shifts that last."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxkit.stats.control_chart import WIDTH, FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Ewma:
    """An exponentially weighted moving average with its limits.

    Attributes
    ----------
    values : array of float, shape (n,)
        The average after each point.
    lower, upper : array of float, shape (n,)
        Limits at each point, which widen from the start.
    lower_limit, upper_limit : float
        Where the limits settle.
    """

    values: FloatArray
    lower: FloatArray
    upper: FloatArray
    lower_limit: float
    upper_limit: float


def ewma(
    values: npt.ArrayLike, *, lam: float, start: float, sigma: float, width: float = WIDTH
) -> Ewma:
    """Exponentially weighted moving average, which notices small lasting shifts.

    Parameters
    ----------
    values : array of float, shape (n,)
        The series in order of time, all known.
    lam : float
        Weight of the latest point, above 0 and at most 1; 0.2 to 0.3 are usual.
    start : float
        Average before the first point: the mean of the baseline.
    sigma : float
        Standard deviation of one point by chance, above 0.
    width : float, default 3
        Limits in standard deviations of the average, above 0.

    Returns
    -------
    Ewma

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    Notes
    -----
    ``e_t = lam x_t + (1 - lam) e_(t-1)``; limits
    ``start ± width sigma sqrt(lam / (2 - lam) (1 - (1 - lam)^(2t)))``.

    References
    ----------
    Roberts (1959), Technometrics 1, 239-250; NIST/SEMATECH e-Handbook of Statistical Methods,
    section 6.3.2.4.
    """
    points = np.asarray(values, dtype=np.float64)
    if points.ndim != 1 or not len(points) or not np.isfinite(points).all():
        raise ValueError("an average takes a series of at least one value, all of them known")
    if not 0 < lam <= 1:
        raise ValueError(f"lam must be above 0 and at most 1, got {lam}")
    if not (0 < sigma < math.inf and 0 < width < math.inf and math.isfinite(start)):
        raise ValueError(f"need a start, sigma and width above 0, got {start}, {sigma}, {width}")
    averages = np.empty(len(points))
    last = start
    for place, value in enumerate(points):
        last = averages[place] = lam * value + (1 - lam) * last
    settled = width * sigma * math.sqrt(lam / (2 - lam))
    half = settled * np.sqrt(1 - (1 - lam) ** (2.0 * np.arange(1, len(points) + 1)))
    return Ewma(
        values=averages,
        lower=start - half,
        upper=start + half,
        lower_limit=start - settled,
        upper_limit=start + settled,
    )
