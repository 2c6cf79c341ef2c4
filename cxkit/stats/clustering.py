"""Whether groups of similar rows can be believed: stable, and not due to chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxkit.stats.copula import gaussian_copula
from cxkit.stats.k_means import assigned, centres_of, seeds

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

KS = (2, 3, 4, 5, 6)
"""Numbers of groups that are tried."""

DRAWS = 49
"""Draws without groups to compare with: the smallest p value is 1/50."""

SPLITS, SPLITS_OF_A_DRAW = 8, 2
"""Times the rows are halved. The draws get fewer, so they scatter more: the test is careful."""

MOST_ROWS = 2_000
"""Rows that stability is tested on; of more rows a sample is taken."""

_BATCH = 20
"""Draws made together, after which it may be plain already that nothing stands out."""

_PLAIN = 0.3
"""Share of draws that reach the observed value from which on no more draws are needed."""

_MOST = 0.999
"""Stability that is told from perfect."""

_LEAST_SPREAD = 0.01
"""Floor of the draws' standard deviation, so that a constant one divides nothing by 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StabilityOfK:
    """How well two halves of the rows agree on k groups, beside draws without groups.

    Attributes
    ----------
    k : int
        Groups.
    stability : float
        Adjusted Rand index between halves, at most 1; 0 is what chance gives.
    null_mean, null_high : float
        Mean of the draws without groups, and the value that one in twenty exceeds.
    p_value : float
        Chance of standing out as much without groups, corrected for all k tried; counted.
    p_tail : float
        The same, read from a Gumbel distribution fitted to the draws' largest values, where
        counting ends.
    """

    k: int
    stability: float
    null_mean: float
    null_high: float
    p_value: float
    p_tail: float


def adjusted_rand(first: npt.ArrayLike, second: npt.ArrayLike) -> float:
    """Return how far two groupings of the same rows agree, corrected for chance.

    Parameters
    ----------
    first, second : array_like of int, shape (n,)
        Group of each row, 0 or more; ``n >= 2``.

    Returns
    -------
    float
        1 if they are the same, about 0 for unrelated ones; may fall below 0.

    Raises
    ------
    ValueError
        If the lengths differ or there are fewer than two rows.

    References
    ----------
    Hubert and Arabie (1985), Journal of Classification 2, 193-218.
    """
    a, b = np.asarray(first, dtype=np.int64), np.asarray(second, dtype=np.int64)
    if a.shape != b.shape or a.ndim != 1 or len(a) < 2:
        raise ValueError("need two groupings of the same two rows or more")
    width = int(b.max()) + 1
    table = np.bincount(a * width + b, minlength=(int(a.max()) + 1) * width).reshape(-1, width)
    return float(_agreement(table))


def nearest(values: FloatArray, centres: FloatArray) -> IntArray:
    """Return the nearest centre of each row by the columns that the row has.

    Parameters
    ----------
    values : ndarray, shape (n, d)
        Rows; NaN where a row has no value.
    centres : ndarray, shape (k, d)
        Complete.

    Returns
    -------
    ndarray of int, shape (n,)
        Place of the centre; -1 for a row without any value.
    """
    known = ~np.isnan(values)
    distances = np.stack(
        [np.where(known, values - centre, 0.0).__pow__(2).sum(axis=1) for centre in centres], axis=1
    )
    return np.where(known.any(axis=1), distances.argmin(axis=1), -1).astype(np.int64)


def stability(
    values: FloatArray, k: int, rng: np.random.Generator, *, splits: int = SPLITS
) -> float:
    """Return how well two random halves of the rows agree on k groups.

    Parameters
    ----------
    values : ndarray, shape (n, d)
        Complete rows, ``n >= 2 k``.
    k : int
        Groups.
    rng : Generator
        Source of chance.
    splits : int
        Halvings to average.

    Returns
    -------
    float
        Mean adjusted Rand index: the rows of one half, grouped by the centres of the other
        half and by their own.

    References
    ----------
    After Tibshirani and Walther (2005), Journal of Computational and Graphical Statistics
    14, 511-528, with the adjusted Rand index for their prediction strength.
    """
    return float(_stabilities(values[None], (k,), rng, splits=splits)[0, 0])


def _stabilities(
    tables: FloatArray, ks: Sequence[int], rng: np.random.Generator, *, splits: int
) -> FloatArray:
    """Return the stability of every k in every table, shape (t, len(ks)).

    In single precision: what it adds to chance is far below what the halvings do.
    """
    count, n, _ = tables.shape
    order = rng.permuted(np.tile(np.arange(n), (count * splits, 1)), axis=1)
    mixed = np.repeat(tables.astype(np.float32), splits, axis=0)
    mixed = np.take_along_axis(mixed, order[..., None], axis=1)
    halves = np.concatenate([mixed[:, : n // 2], mixed[:, n // 2 : n // 2 * 2]])
    first = seeds(halves, max(ks), rng)
    found = []
    for k in ks:
        centres = centres_of(halves, first[:, :, :k])
        own = assigned(halves, centres)
        by_others = assigned(halves, np.roll(centres, len(mixed), axis=0))
        agreed = _agreement(_crossed(own, by_others, k))
        found.append(agreed.reshape(2, count, splits).mean(axis=(0, 2)))
    return np.stack(found, axis=1)


def stability_against_chance(
    values: FloatArray, rng: np.random.Generator, *, ks: Sequence[int] = KS, draws: int = DRAWS
) -> tuple[StabilityOfK, ...]:
    """Compare the stability of k groups with that in data that hold no groups.

    Parameters
    ----------
    values : ndarray, shape (n, d)
        Complete rows, comparable columns, none of them constant.
    rng : Generator
        Source of chance.
    ks : sequence of int
        Numbers of groups tried.
    draws : int
        Draws without groups; fewer are made where it is soon plain that nothing stands out.

    Returns
    -------
    tuple of StabilityOfK
        In the order of `ks`.

    Notes
    -----
    A draw comes from a normal copula with the margins and correlations of the rows, so
    that correlated answers alone do not count as groups. Each k's stability is stretched by
    the inverse hyperbolic tangent and scaled by the draws' mean and standard deviation; its
    p value is the share of draws whose *largest* scaled stability over all k reaches it
    (single-step correction for the number of k tried). Beyond the draws' reach the tail is
    that of a Gumbel distribution with the mean and standard deviation of those largest
    values. More rows than `MOST_ROWS` are sampled.

    References
    ----------
    Westfall and Young (1993), Resampling-Based Multiple Testing; Tibshirani, Walther and
    Hastie (2001), JRSS B 63, 411-423, for reference draws without groups; Gumbel (1958),
    Statistics of Extremes.
    """
    rows = values[np.lexsort(values.T[::-1])]
    if len(rows) > MOST_ROWS:
        rows = rows[np.sort(rng.choice(len(rows), MOST_ROWS, replace=False))]
    return _against_chance(rows, rng, ks, draws)


def _against_chance(
    rows: FloatArray, rng: np.random.Generator, ks: Sequence[int], draws: int
) -> tuple[StabilityOfK, ...]:
    """Return the stability of every k beside that of the draws; fewer draws if soon plain."""
    observed = _stabilities(rows[None], ks, rng, splits=SPLITS)[0]
    copula = gaussian_copula(rows, rng)
    table = np.empty((0, len(ks)))
    while len(table) < draws:
        drawn = [copula.draw(len(rows), rng) for _ in range(min(_BATCH, draws - len(table)))]
        found = _stabilities(np.stack(drawn), ks, rng, splits=SPLITS_OF_A_DRAW)
        table = np.concatenate([table, found])
        scaled, largest = _scaled(observed, table)
        if float((largest >= scaled.max()).mean()) > _PLAIN:
            break
    p_values = (1 + (largest[:, None] >= scaled).sum(axis=0)) / (len(table) + 1)
    tails = _gumbel_tail(scaled, largest)
    return tuple(
        StabilityOfK(
            k=k,
            stability=float(observed[j]),
            null_mean=float(table[:, j].mean()),
            null_high=float(np.quantile(table[:, j], 0.95)),
            p_value=float(p_values[j]),
            p_tail=float(tails[j]),
        )
        for j, k in enumerate(ks)
    )


def _scaled(observed: FloatArray, null: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the observed values scaled by the draws, and each draw's largest scaled value.

    An index that ends at 1 is stretched first (inverse hyperbolic tangent, as correlations are).
    """
    seen, drawn = (np.arctanh(np.clip(part, -_MOST, _MOST)) for part in (observed, null))
    mean, spread = drawn.mean(axis=0), np.maximum(drawn.std(axis=0, ddof=1), _LEAST_SPREAD)
    return (seen - mean) / spread, ((drawn - mean) / spread).max(axis=1)


def _gumbel_tail(values: FloatArray, largest: FloatArray) -> FloatArray:
    """Return the chance that a maximum like these reaches each value."""
    scale = max(float(largest.std(ddof=1)), _LEAST_SPREAD) * math.sqrt(6) / math.pi
    place = float(largest.mean()) - np.euler_gamma * scale
    with np.errstate(over="ignore"):
        return np.asarray(-np.expm1(-np.exp(-(values - place) / scale)), dtype=float)


def _crossed(first: IntArray, second: IntArray, k: int) -> IntArray:
    """Return how many rows of each table are in each pair of groups."""
    count = len(first)
    cells = (np.arange(count)[:, None] * k + first) * k + second
    return np.bincount(cells.ravel(), minlength=count * k * k).reshape(count, k, k)


def _agreement(tables: IntArray) -> FloatArray:
    """Return the adjusted Rand index of each table of two groupings crossed."""
    both = _pairs(tables).sum(axis=(-2, -1))
    rows = _pairs(tables.sum(axis=-1)).sum(axis=-1)
    columns = _pairs(tables.sum(axis=-2)).sum(axis=-1)
    expected = rows * columns / _pairs(tables.sum(axis=(-2, -1)))
    room = (rows + columns) / 2 - expected
    same = room == 0
    return np.where(same, 1.0, (both - expected) / np.where(same, 1.0, room))


def _pairs(counts: IntArray) -> FloatArray:
    return np.asarray(counts * (counts - 1) / 2, dtype=float)
