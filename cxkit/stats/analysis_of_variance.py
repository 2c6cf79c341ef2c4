"""Whether the means of several groups differ: one-way analysis of variance."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import fdtrc

from cxkit.stats.moments import exact_deviations


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisOfVariance:
    """One-way analysis of variance.

    Attributes
    ----------
    statistic : float
        F, the spread between groups over that within; infinite where nothing varies within,
        NaN where nothing varies at all.
    df_between, df_within : int
        Degrees of freedom.
    p_value : float
        That all groups have one mean; NaN with the statistic.
    r_squared : float
        Share of the variance that lies between groups, in [0, 1]; NaN with the statistic.
    residual_sd : float
        Standard deviation within groups.
    n : int
        Values used.
    """

    statistic: float
    df_between: int
    df_within: int
    p_value: float
    r_squared: float
    residual_sd: float
    n: int


def analysis_of_variance(values: npt.ArrayLike, groups: npt.ArrayLike) -> AnalysisOfVariance:
    """Compare the means of two or more groups.

    Parameters
    ----------
    values : array_like of float, shape (n,)
        NaN where missing.
    groups : array_like, shape (n,)
        Group of each value; blank where not known. Rows with something missing are left out.

    Returns
    -------
    AnalysisOfVariance

    Raises
    ------
    ValueError
        If lengths differ, a value is infinite, there are fewer than two groups, or no more
        values than groups.

    Notes
    -----
    ``F = [Σ n_g (m_g - m)² / (g - 1)] / [Σ (x - m_g)² / (n - g)]``, on exact deviations from
    one of the values, so that a large common part of all values costs no digits.

    References
    ----------
    Fisher (1925), Statistical Methods for Research Workers, chapter 7; NIST Statistical
    Reference Datasets, analysis of variance.
    """
    x = np.asarray(values, dtype=np.float64)
    codes, _ = pd.factorize(pd.Series(np.asarray(groups)))
    if x.ndim != 1 or x.shape != codes.shape:
        raise ValueError("need one value and one group a row")
    kept = ~np.isnan(x) & (codes >= 0)
    found = np.unique(codes[kept])
    n, g = int(kept.sum()), len(found)
    if g < 2 or n <= g:
        raise ValueError(f"need two groups and more values than groups, got {n} in {g}")
    _, deviations = exact_deviations(x[kept])
    grand = math.fsum(deviations) / n
    between, within = [], []
    for code in found:
        mine = deviations[codes[kept] == code]
        mean = math.fsum(mine) / len(mine)
        between.append(len(mine) * (mean - grand) ** 2)
        within.append(math.fsum((mine - mean) ** 2))
    explained, left = math.fsum(between), math.fsum(within)
    df = (g - 1, n - g)
    statistic = r_squared = p_value = math.nan
    if explained + left > 0:
        statistic = explained / df[0] / (left / df[1]) if left > 0 else math.inf
        r_squared = explained / (explained + left)
        p_value = float(fdtrc(*df, statistic)) if left > 0 else 0.0
    return AnalysisOfVariance(
        statistic=statistic,
        df_between=df[0],
        df_within=df[1],
        p_value=p_value,
        r_squared=r_squared,
        residual_sd=math.sqrt(left / df[1]),
        n=n,
    )
