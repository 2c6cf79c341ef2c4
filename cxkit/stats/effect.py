"""How much of the differences between answers a division into groups explains."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc

from cxkit.stats.levels import normal_quantile

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class VarianceExplained:
    """Share of the variance of the answers that lies between groups.

    Attributes
    ----------
    epsilon2 : float
        Epsilon squared, in [0, 1]: the share explained, less what chance alone would
        explain; 0 where chance explains all.
    ci_low, ci_high : float
        Interval of the share in the population, in [0, 1].
    p_value : float
        Kruskal and Wallis's test that all groups answer alike.
    n, groups : int
        Answers and groups used.
    confidence : float
        Two-sided level of the interval.
    """

    epsilon2: float
    ci_low: float
    ci_high: float
    p_value: float
    n: int
    groups: int
    confidence: float


def variance_explained(
    counts: npt.ArrayLike, values: npt.ArrayLike, *, confidence: float = 0.95
) -> VarianceExplained:
    """Return how much of the variance of answers a division into groups explains.

    Parameters
    ----------
    counts : array_like, shape (g, p)
        How many of each group gave each answer, 0 or more; at least two groups with an
        answer, and more answers than groups.
    values : array_like, shape (p,)
        The answers as numbers, all different, lowest first.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    VarianceExplained
        All shares 0 and ``p_value`` 1 where all answers are equal.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    Notes
    -----
    ``epsilon² = (SSB - (g - 1) MSW) / SST``, not below 0. The interval inverts the noncentral
    F: the limits are ``L / (L + n)`` for the noncentralities ``L`` at which the observed F
    has the tail probabilities ``(1 ± confidence) / 2``. It takes answers as normal with one
    variance, which large bases forgive. The p value rests on ranks (ties corrected) and not
    on that, so on small bases the two may disagree.

    References
    ----------
    Kelley (1935), PNAS 21, 554-559; Steiger (2004), Psychological Methods 9, 164-182;
    Kruskal and Wallis (1952), JASA 47, 583-621.
    """
    table, points = _checked(counts, values)
    normal_quantile(confidence)
    sizes = table.sum(axis=1)
    n, groups = float(sizes.sum()), len(table)
    means = table @ points / sizes
    grand = float(sizes @ means / n)
    between = float(sizes @ (means - grand) ** 2)
    within = float((table * (points[None, :] - means[:, None]) ** 2).sum())
    total = between + within
    if total <= 1e-12 * max(1.0, float(np.abs(points).max()) ** 2) * n:
        epsilon2, low, high, p_value = 0.0, 0.0, 0.0, 1.0
    elif within <= 1e-12 * total:
        epsilon2, low, high, p_value = 1.0, 1.0, 1.0, kruskal_wallis_p(table)
    else:
        df = (groups - 1, n - groups)
        ratio = (between / df[0]) / (within / df[1])
        epsilon2 = max(0.0, (between - df[0] * within / df[1]) / total)
        low, high = _limits(ratio, df, n, confidence)
        p_value = kruskal_wallis_p(table)
    return VarianceExplained(
        epsilon2=epsilon2,
        ci_low=low,
        ci_high=high,
        p_value=p_value,
        n=int(n),
        groups=groups,
        confidence=confidence,
    )


def kruskal_wallis_p(counts: npt.ArrayLike) -> float:
    """Return the p value that groups answer alike, by ranks with ties corrected.

    Parameters
    ----------
    counts : array_like, shape (g, p)
        How many of each group gave each answer, answers from the lowest to the highest;
        every group has one at least.

    Returns
    -------
    float
        In [0, 1]; 1 where all answers are equal. Chi-square approximation: good from about
        five answers a group.

    References
    ----------
    Kruskal and Wallis (1952), JASA 47, 583-621.
    """
    table = np.asarray(counts, dtype=float)
    sizes, ties = table.sum(axis=1), table.sum(axis=0)
    n = float(sizes.sum())
    correction = 1 - float((ties**3 - ties).sum()) / (n**3 - n) if n > 1 else 0.0
    if correction <= 1e-12:
        return 1.0
    ranks = np.cumsum(ties) - (ties - 1) / 2
    mean_ranks = table @ ranks / sizes
    statistic = 12 / (n * (n + 1)) * float(sizes @ (mean_ranks - (n + 1) / 2) ** 2) / correction
    return float(chdtrc(len(table) - 1, statistic))


def _limits(
    ratio: float, df: tuple[float, float], n: float, confidence: float
) -> tuple[float, float]:
    """Return the shares for which the observed F lies at either edge of its distribution."""
    from scipy.optimize import brentq
    from scipy.stats import f as f_distribution
    from scipy.stats import ncf

    low_tail, high_tail = (1 - confidence) / 2, (1 + confidence) / 2

    def share(level: float) -> float:
        if f_distribution.cdf(ratio, *df) <= level:
            return 0.0

        def miss(noncentrality: float) -> float:
            return float(ncf.cdf(ratio, *df, noncentrality)) - level

        top = 1.0 + df[0] * ratio
        while miss(top) > 0:
            top *= 2
        found = float(brentq(miss, 1e-9, top, xtol=1e-8))
        return found / (found + n)

    return share(high_tail), share(low_tail)


def _checked(counts: npt.ArrayLike, values: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
    table, points = np.asarray(counts, dtype=float), np.asarray(values, dtype=float)
    if table.ndim != 2 or points.shape != table.shape[1:] or np.any(np.diff(points) <= 0):
        raise ValueError("counts need one column for each value, values in rising order")
    if not (np.all(table >= 0) and np.all(np.isfinite(table))):
        raise ValueError("counts must be 0 or more")
    sizes = table.sum(axis=1)
    if len(table) < 2 or np.any(sizes == 0) or sizes.sum() <= len(table):
        raise ValueError(
            "need two groups or more, each with an answer, and more answers than groups; "
            f"got bases {[math.floor(size) for size in sizes[:5]]}"
        )
    return table, points
