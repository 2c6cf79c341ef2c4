"""k-means of many tables at once: starts are tried for a few rounds and the best is finished."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
Floats = npt.NDArray[np.floating[Any]]
IntArray = npt.NDArray[np.int64]

STARTS, STARTS_OF_ALL = 4, 40
"""Starts for each of many tables, and for a solution that is shown."""

TRIAL_ROUNDS = 5
"""Rounds after which only the best start of a table goes on."""

MOST_ROUNDS = 300

SHIFT = 1e-4
"""Sum of the squared shifts of a table's centres, in units of a column's variance, from which
on they have come to rest."""

AT_ONCE = 48
"""Tables worked on together: as many as stay in the processor's cache."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """Rows in groups.

    Attributes
    ----------
    labels : ndarray of int, shape (n,)
        Group of each row; 0 is the largest group.
    centres : ndarray, shape (k, d)
        Mean of each group.
    """

    labels: IntArray
    centres: FloatArray


def k_means(values: FloatArray, k: int, *, seed: int, starts: int = STARTS_OF_ALL) -> Clusters:
    """Part rows into k groups of small variance.

    Parameters
    ----------
    values : ndarray, shape (n, d)
        Complete rows, comparable columns; ``n >= k``.
    k : int
        Groups wanted, at least 1.
    seed : int
        Of the random starts. Rows are put into one order first, so that the order they come
        in does not matter.
    starts : int
        Random starts, each followed to its end; the best is kept.

    Returns
    -------
    Clusters
        Largest group first.

    References
    ----------
    Lloyd (1982), IEEE Transactions on Information Theory 28, 129-137; Arthur and
    Vassilvitskii (2007), Proceedings of SODA, 1027-1035, for the starts.
    """
    order = np.lexsort(values.T[::-1])
    rows = values[order][None]
    first = seeds(rows, k, np.random.default_rng(seed), starts=starts)
    ends, fits = _lloyd(rows, first, rounds=MOST_ROUNDS, shift=0.0)
    centres = ends[0, fits[0].argmax()]
    labels = np.empty(len(values), dtype=np.int64)
    labels[order] = assigned(rows, centres[None])[0]
    sizes = np.bincount(labels, minlength=k)
    rank = np.argsort(-sizes, kind="stable")
    place = np.empty(k, dtype=np.int64)
    place[rank] = np.arange(k)
    return Clusters(labels=place[labels], centres=np.asarray(centres[rank], dtype=float))


def centres_of(tables: Floats, first: Floats) -> Floats:
    """Return the centres of the groups of each table, from the best of its starts.

    Parameters
    ----------
    tables : ndarray, shape (t, n, d)
        Complete rows, columns in standard deviations.
    first : ndarray, shape (t, s, k, d)
        Starts of each table.

    Returns
    -------
    ndarray, shape (t, k, d)
        Where a centre lost all its rows it stays where it was.

    Notes
    -----
    All starts of a table go `TRIAL_ROUNDS` rounds; the one with the smallest variance within
    groups then goes on until its centres rest. A row as near to two centres counts for both.
    """
    found = np.empty_like(first[:, 0])
    for start in range(0, len(tables), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        tried, fits = _lloyd(tables[part], first[part], rounds=TRIAL_ROUNDS)
        best = np.take_along_axis(tried, fits.argmax(axis=1)[:, None, None, None], axis=1)
        found[part] = _lloyd(tables[part], best, rounds=MOST_ROUNDS)[0][:, 0]
    return found


def assigned(tables: Floats, centres: Floats) -> IntArray:
    """Return the nearest centre of each row.

    Parameters
    ----------
    tables : ndarray, shape (t, n, d)
        Complete rows.
    centres : ndarray, shape (t, k, d)
        Of each table.

    Returns
    -------
    ndarray of int, shape (t, n)
        The first one where two are as near.
    """
    columns = _with_ones(tables).transpose(0, 2, 1)
    return np.asarray(_closeness(columns, centres).argmax(axis=1), dtype=np.int64)


def seeds(tables: Floats, k: int, rng: np.random.Generator, *, starts: int = STARTS) -> Floats:
    """Choose rows to start from: each far from those before it, by chance.

    Parameters
    ----------
    tables : ndarray, shape (t, n, d)
        Complete rows.
    k : int
        Rows of a start. The first of them are a start for fewer groups.
    rng : Generator
        Source of chance.
    starts : int
        Starts of each table.

    Returns
    -------
    ndarray, shape (t, starts, k, d)
        The next row has a chance in proportion to its squared distance from the nearest of
        the rows before it (k-means++).
    """
    count, n, d = tables.shape
    chosen = np.empty((count, starts, k, d), dtype=tables.dtype)
    place = rng.integers(n, size=(count, starts))
    lengths = (tables**2).sum(axis=2)[:, None]
    near = np.full((count, starts, n), np.inf, dtype=tables.dtype)
    for j in range(k):
        if j:
            sums = near.cumsum(axis=2)
            wanted = rng.random((count, starts, 1)).astype(tables.dtype) * sums[..., -1:]
            place = np.minimum((sums < wanted).sum(axis=2), n - 1)
        rows = tables[np.arange(count)[:, None], place]
        chosen[:, :, j] = rows
        crossed = rows @ tables.transpose(0, 2, 1)
        away = lengths - 2 * crossed + (rows**2).sum(axis=2)[..., None]
        np.minimum(near, np.maximum(away, 0), out=near)
    return chosen


def _lloyd(
    tables: Floats, first: Floats, *, rounds: int, shift: float = SHIFT
) -> tuple[Floats, Floats]:
    """Return where the centres of each start of each table end, and how close rows are to them.

    A table is left alone as soon as the centres of all its starts rest.
    """
    ends, fits = first.copy(), np.zeros(first.shape[:2], dtype=first.dtype)
    moving = np.arange(len(tables))
    rows = _with_ones(tables)
    columns = np.ascontiguousarray(rows.transpose(0, 2, 1))
    now = first
    for _ in range(rounds):
        count, starts, k, d = now.shape
        close = _closeness(columns, now.reshape(count, starts * k, d))
        close = close.reshape(count, starts, k, -1)
        closest = close.max(axis=2, keepdims=True)
        members = (close >= closest).astype(rows.dtype).reshape(count, starts * k, -1)
        sums = (members @ rows).reshape(count, starts, k, d + 1)
        sizes = sums[..., d:]
        after = np.where(sizes > 0, sums[..., :d] / np.maximum(sizes, 1), now)
        ends[moving] = after
        fits[moving] = closest.sum(axis=(2, 3))
        still = ((after - now) ** 2).sum(axis=(2, 3)).max(axis=1) > shift
        if not still.any():
            break
        if not still.all():
            moving, rows, columns, after = (part[still] for part in (moving, rows, columns, after))
        now = after
    return ends, fits


def _closeness(columns: Floats, centres: Floats) -> Floats:
    """Return how near every row is to every centre: the nearer the larger.

    Half the squared length of the row minus half the squared distance, so that one product of
    matrices gives it: the columns of a table end with ones.
    """
    halves = -0.5 * (centres**2).sum(axis=2, keepdims=True)
    closeness: Floats = np.concatenate([centres, halves], axis=2) @ columns
    return closeness


def _with_ones(tables: Floats) -> Floats:
    ones = np.ones((*tables.shape[:2], 1), dtype=tables.dtype)
    return np.concatenate([tables, ones], axis=2)
