"""The interval of a bootstrap, widened for how few units were drawn."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri, stdtr

from cxkit.stats.levels import t_quantile

_TINY = 1e-12


def expanded_percentile(
    draws: npt.NDArray[np.float64], n: float, *, confidence: float = 0.95
) -> tuple[float, float, float]:
    """Return the expanded percentile interval of bootstrap draws, and its p value.

    Parameters
    ----------
    draws : array of float, shape (d,)
        The statistic in each draw.
    n : float
        Units that were drawn, of the smaller side where there are two.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    low, high, p_value : float
        The p value is two-sided, that the statistic is 0, by the same method. All NaN for
        fewer than two units, or draws that do not differ.

    Raises
    ------
    ValueError
        If the level is not strictly between 0 and 1.

    Notes
    -----
    Percentiles of draws are too close together on few units: they know neither the divisor
    ``n - 1`` nor Student's tails. The tails are taken as ``Phi(-sqrt(n / (n - 1)) t)`` instead
    of ``Phi(-z)``. The p value counts the draws beyond 0 and one more, so that it is never 0.

    References
    ----------
    Hesterberg (2015), The American Statistician 69, 371-386, section 4.3.
    """
    stretch = math.sqrt(n / (n - 1)) if n > 1 else math.nan
    tail = float(ndtr(-stretch * t_quantile(confidence, max(n - 1, 1))))
    if n < 2 or len(draws) < 2:
        return math.nan, math.nan, math.nan
    if np.ptp(draws) <= _TINY * max(1.0, float(np.abs(draws).max())):
        return math.nan, math.nan, math.nan
    low, high = np.quantile(draws, [tail, 1 - tail])
    beyond = min(np.count_nonzero(draws <= 0), np.count_nonzero(draws >= 0))
    side = min(0.5, (beyond + 1) / (len(draws) + 1))
    p_value = 2 * float(stdtr(n - 1, float(ndtri(side)) / stretch))
    return float(low), float(high), p_value
