"""What each item adds to a scale: its correlation with the others, and alpha without it."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.stats.reliability import cronbach_alpha

FloatArray = npt.NDArray[np.float64]


def item_statistics(answers: FloatArray) -> pd.DataFrame:
    """Return what each item adds, over the people who answered every item.

    Parameters
    ----------
    answers : array of float, shape (n, k)
        One row a person, one column an item, k at least 2, all items running the same way;
        NaN where an item was skipped.

    Returns
    -------
    DataFrame, k rows
        In the order of the items: ``total_correlation``, with the sum of all items, this one
        included; ``rest_correlation``, with the sum of the others; ``alpha_without``,
        Cronbach's alpha of the others. NaN where it cannot be computed: an item or a sum that
        does not vary, alpha of a single item.

    Raises
    ------
    ValueError
        If there are fewer than two items.

    Notes
    -----
    The correlation with the rest is the one to judge an item by: the total contains the item
    itself. Below about 0.3 it hardly belongs; below 0 its direction is probably wrong.

    References
    ----------
    Nunnally and Bernstein (1994), Psychometric Theory, chapter 8; the names "r.drop" and
    "alpha if item deleted" in other software.
    """
    if answers.ndim != 2 or answers.shape[1] < 2:
        raise ValueError(f"need two or more items, got an array of shape {answers.shape}")
    whole = answers[~np.isnan(answers).any(axis=1)]
    total = whole.sum(axis=1)
    rows = []
    for place, item in enumerate(whole.T):
        others = np.delete(whole, place, axis=1)
        rows.append(
            {
                "total_correlation": _correlation(item, total),
                "rest_correlation": _correlation(item, others.sum(axis=1)),
                "alpha_without": cronbach_alpha(others).alpha if others.shape[1] > 1 else math.nan,
            }
        )
    return pd.DataFrame(rows)


def pairwise_alpha(answers: FloatArray) -> float:
    """Return Cronbach's alpha from all pairs of answers there are.

    Parameters
    ----------
    answers : array of float, shape (n, k)
        One row a person, one column an item, k at least 2; NaN where an item was skipped.

    Returns
    -------
    float
        At most 1; NaN where two items were never both answered by two people, or the items'
        covariances add up to 0 or less.

    Raises
    ------
    ValueError
        If there are fewer than two items.

    Notes
    -----
    ``k / (k - 1) · (1 - Σ c_ii / Σ c_ij)`` with every covariance from who answered both items.
    It keeps people whom `cronbach_alpha` leaves out, at the price that each covariance is of
    other people; say which was used. There is no interval: who stands behind it is unclear.

    References
    ----------
    Cronbach (1951), Psychometrika 16, 297-334.
    """
    if answers.ndim != 2 or answers.shape[1] < 2:
        raise ValueError(f"need two or more items, got an array of shape {answers.shape}")
    items = answers.shape[1]
    covariance = np.empty((items, items))
    for i in range(items):
        for j in range(i + 1):
            both = ~np.isnan(answers[:, i]) & ~np.isnan(answers[:, j])
            covariance[i, j] = covariance[j, i] = _covariance(answers[both, i], answers[both, j])
    total = float(covariance.sum())
    if not total > 0:
        return math.nan
    return float(items / (items - 1) * (1 - float(np.trace(covariance)) / total))


def _covariance(x: FloatArray, y: FloatArray) -> float:
    if len(x) < 2:
        return math.nan
    return float(np.dot(x - x.mean(), y - y.mean())) / (len(x) - 1)


def _correlation(x: FloatArray, y: FloatArray) -> float:
    if len(x) < 2 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return math.nan
    together = _covariance(x, y)
    return float(np.clip(together / math.sqrt(_covariance(x, x) * _covariance(y, y)), -1, 1))
