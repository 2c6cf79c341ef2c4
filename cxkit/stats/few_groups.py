"""Whether the groups that got something changed more than the groups that did not."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, stdtr

from cxkit.stats.at_risk import FloatArray
from cxkit.stats.levels import normal_quantile, t_quantile

LISTED = 20_000
"""Ways to share out the groups up to which all are listed; above, so many are drawn."""
SEED = 20_263


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupContrast:
    """Mean of the groups that got it less mean of the others.

    Attributes
    ----------
    value, standard_error, ci_low, ci_high : float
        In the unit of the groups' values.
    df : int
        Degrees of freedom: groups less two.
    p_value : float
        The larger of that by t and that of the sampling error alone.
    between : float
        Variance of the groups' values beyond their sampling variance.
    ways : int
        Ways to choose as many groups among all.
    permutation_p : float
        Share of those ways whose contrast is at least as large; NaN where there are fewer
        than 20, since it could not fall to 0.05 then.
    n_with, n_without : int
        Groups.
    confidence : float
        Two-sided level of the interval.
    """

    value: float
    standard_error: float
    ci_low: float
    ci_high: float
    df: int
    p_value: float
    between: float
    ways: int
    permutation_p: float
    n_with: int
    n_without: int
    confidence: float


def group_contrast(
    values: npt.ArrayLike,
    variances: npt.ArrayLike,
    treated: npt.ArrayLike,
    *,
    confidence: float = 0.95,
) -> GroupContrast:
    """Compare groups with one another, each being one observation.

    Parameters
    ----------
    values : array_like of float, shape (g,)
        One number a group, such as its change from before to after.
    variances : array_like of float, shape (g,)
        Sampling variance of each, 0 or more, with some above 0.
    treated : array_like of bool, shape (g,)
        Groups that got it: one at least, and two at least that did not; three in all.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    GroupContrast

    Raises
    ------
    ValueError
        If lengths differ, something is not a number or there are too few groups.

    Notes
    -----
    Weights ``1 / (τ² + v)``, with ``τ²``, the variance between groups, by Paule and Mandel;
    variance of the contrast ``q (1/Σw₁ + 1/Σw₀)`` with ``q = Σ w r² / (g - 2)`` and t limits of
    ``g - 2`` degrees of freedom (Knapp and Hartung), but never narrower than the normal limits
    with ``q = 1``, the sampling error alone. What befalls a group as a whole thus counts, however
    many answers it has: with few groups the interval is wide, as it has to be.

    References
    ----------
    Donald and Lang (2007), Review of Economics and Statistics 89, 221-233; Paule and Mandel
    (1982), Journal of Research of the NBS 87, 377-385; Knapp and Hartung (2003), Statistics in
    Medicine 22, 2693-2710.
    """
    y, v = np.asarray(values, dtype=np.float64), np.asarray(variances, dtype=np.float64)
    got = np.asarray(treated).astype(bool)
    if not y.shape == v.shape == got.shape or y.ndim != 1:
        raise ValueError("values, variances and treated must be flat and of the same length")
    if not (np.isfinite(y).all() and np.isfinite(v).all() and (v >= 0).all() and v.any()):
        raise ValueError("values must be numbers and variances 0 or more, some above 0")
    if got.sum() < 1 or (~got).sum() < 2:
        raise ValueError("need one group that got it and two that did not")
    v = np.maximum(v, v[v > 0].min() * 1e-3)
    between = _between(y, v, got)
    weight = 1 / (between + v)
    value = _contrast(y, weight, got)
    df = len(y) - 2
    known = math.sqrt(1 / weight[got].sum() + 1 / weight[~got].sum())
    error = math.sqrt(_leftover(y, weight, got) / df) * known
    half = max(t_quantile(confidence, df) * error, normal_quantile(confidence) * known)
    by_t = float(2 * stdtr(df, -abs(value) / error)) if error > 0 else 0.0
    ways = math.comb(len(y), int(got.sum()))
    return GroupContrast(
        value=value,
        standard_error=max(error, known),
        ci_low=value - half,
        ci_high=value + half,
        df=df,
        p_value=max(by_t, float(2 * ndtr(-abs(value) / known))),
        between=between,
        ways=ways,
        permutation_p=_permuted(y, weight, got, ways) if ways >= 20 else math.nan,
        n_with=int(got.sum()),
        n_without=int((~got).sum()),
        confidence=confidence,
    )


def _contrast(y: FloatArray, weight: FloatArray, got: npt.NDArray[np.bool_]) -> float:
    return float(np.average(y[got], weights=weight[got])) - float(
        np.average(y[~got], weights=weight[~got])
    )


def _leftover(y: FloatArray, weight: FloatArray, got: npt.NDArray[np.bool_]) -> float:
    """Return the weighted squares around the means of the two kinds of groups."""
    total = 0.0
    for side in (got, ~got):
        total += float(weight[side] @ (y[side] - np.average(y[side], weights=weight[side])) ** 2)
    return total


def _between(y: FloatArray, v: FloatArray, got: npt.NDArray[np.bool_]) -> float:
    """Return the variance between groups at which the weighted squares are as expected."""
    df = len(y) - 2
    if _leftover(y, 1 / v, got) <= df:
        return 0.0
    low, high = 0.0, float(np.ptp(y)) ** 2 * len(y) + float(v.max())
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if _leftover(y, 1 / (middle + v), got) > df else (low, middle)
    return (low + high) / 2


def _permuted(y: FloatArray, weight: FloatArray, got: npt.NDArray[np.bool_], ways: int) -> float:
    count, found = int(got.sum()), abs(_contrast(y, weight, got))
    if ways <= LISTED:
        chosen = np.array(list(combinations(range(len(y)), count)))
    else:
        rng = np.random.default_rng(SEED)
        chosen = np.argsort(rng.random((LISTED, len(y))), axis=1)[:, :count]
    mine = weight[chosen].sum(axis=1)
    sums = (weight * y)[chosen].sum(axis=1)
    other = (weight @ y - sums) / (weight.sum() - mine)
    extreme = np.abs(sums / mine - other) >= found - 1e-9 * max(found, 1e-300)
    drawn = ways > LISTED
    return float((extreme.sum() + drawn) / (len(chosen) + drawn))
