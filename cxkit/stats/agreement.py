"""Agreement of raters beyond chance: Krippendorff's alpha."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
Measurement = Literal["nominal", "ordinal", "interval", "ratio"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far several raters agree.

    Attributes
    ----------
    alpha : float
        1 where all agree, 0 where they agree as chance would, negative below that. NaN
        where no item has two ratings or all ratings are equal: then there is no spread
        to agree about.
    n_items, n_raters, n_ratings : int
        Items with at least two ratings, raters with at least one of these, and ratings.
    level : {"nominal", "ordinal", "interval", "ratio"}
        Level of measurement that distances were taken on.
    """

    alpha: float
    n_items: int
    n_raters: int
    n_ratings: int
    level: Measurement


def krippendorff_alpha(
    ratings: Sequence[Sequence[float]] | FloatArray, *, level: Measurement = "ordinal"
) -> Agreement:
    """Agreement of any number of raters with blanks, on any level of measurement.

    Parameters
    ----------
    ratings : array of float, shape (raters, items)
        One row a rater, NaN where a rater gave none. For ``"ratio"`` 0 or more.
    level : {"nominal", "ordinal", "interval", "ratio"}, default "ordinal"
        Whether ratings only differ, have an order, have distances, or have a zero.

    Returns
    -------
    Agreement

    Raises
    ------
    ValueError
        If `ratings` has not two dimensions.

    Notes
    -----
    ``1 - D_o / D_e``: the mean squared distance of two ratings of the same item over that
    of any two ratings. An item with ``m`` ratings gives its pairs the weight
    ``1 / (m - 1)``. The squared ordinal distance of ``c`` and ``k`` is
    ``(sum of n_g from c to k - (n_c + n_k) / 2)²``, with ``n_g`` the ratings ``g`` given.

    References
    ----------
    Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, University of
    Pennsylvania; Hayes and Krippendorff (2007), Communication Methods and Measures 1,
    77-89.
    """
    table = np.asarray(ratings, dtype=np.float64)
    if table.ndim != 2:
        raise ValueError("ratings must be a table of raters by items")
    known = ~np.isnan(table)
    paired = known.sum(axis=0) >= 2
    table, known = table[:, paired], known[:, paired]
    values = np.unique(table[known])
    counts = np.asarray([(table == value).sum(axis=0) for value in values], dtype=np.float64)
    alpha = math.nan
    if len(values) > 1:
        alpha = _alpha(counts, values, level)
    return Agreement(
        alpha=alpha,
        n_items=int(paired.sum()),
        n_raters=int(known.any(axis=1).sum()),
        n_ratings=int(known.sum()),
        level=level,
    )


def _alpha(counts: FloatArray, values: FloatArray, level: Measurement) -> float:
    """Return alpha from how often each value (row) was given to each item (column)."""
    weights = 1 / (counts.sum(axis=0) - 1)
    pairs = (counts * weights) @ counts.T
    pairs[np.diag_indices(len(values))] -= (counts * weights).sum(axis=1)
    totals = counts.sum(axis=1)
    n = totals.sum()
    distances = _squared_distances(values, totals, level)
    observed = float((pairs * distances).sum())
    expected = float((np.outer(totals, totals) * distances).sum())
    return float(1 - (n - 1) * observed / expected)


def _squared_distances(values: FloatArray, totals: FloatArray, level: Measurement) -> FloatArray:
    one, other = values[:, None], values[None, :]
    if level == "nominal":
        return np.asarray(one != other, dtype=np.float64)
    if level == "interval":
        return np.asarray((one - other) ** 2, dtype=np.float64)
    if level == "ratio":
        whole = one + other
        whole[whole == 0] = 1.0  # both are 0, and so is their distance
        return np.asarray(((one - other) / whole) ** 2, dtype=np.float64)
    middles = np.cumsum(totals) - totals / 2
    return np.asarray((middles[:, None] - middles[None, :]) ** 2, dtype=np.float64)
