"""Sums and means over resampled customers, always with the same draws."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

DRAWS = 2_000
SEED = 20_261
"""Draws of an interval, always the same ones."""
MOST_RESAMPLED = 20_000
"""Customers above which sums are drawn from their normal distribution instead."""

_AT_ONCE = 100
"""Draws counted together."""


def mean_draws(values: Floats) -> Floats:
    """Return means of resampled values, `DRAWS` of them.

    Parameters
    ----------
    values : array of float, shape (n,)
        At least one.

    Notes
    -----
    Above `MOST_RESAMPLED` values the means are drawn from the normal distribution that
    resampling comes to (central limit theorem).
    """
    return resampled_sums(values[:, None])[:, 0] / len(values)


def resampled_sums(values: Floats) -> Floats:
    """Return column sums over resampled rows: shape (n, k) gives (`DRAWS`, k).

    Notes
    -----
    Tables of as many rows are resampled alike, so that the same data give the same interval.
    """
    n = len(values)
    if n > MOST_RESAMPLED:
        rng = np.random.default_rng(SEED)
        spread = np.cov(values, rowvar=False, ddof=0).reshape(values.shape[1], -1) * n
        drawn = rng.multivariate_normal(values.sum(axis=0), spread, DRAWS, method="eigh")
        return np.asarray(drawn, dtype=np.float64)
    used = np.flatnonzero(np.any(values != 0, axis=1))  # others add nothing, however often
    times = _picked(n)
    sums = np.empty((DRAWS, values.shape[1]))
    for start in range(0, DRAWS, _AT_ONCE):
        some = times[start : start + _AT_ONCE]
        some = some if len(used) == n else some[:, used]
        sums[start : start + _AT_ONCE] = some.astype(np.float64) @ values[used]
    return sums


@lru_cache(maxsize=3)
def _picked(n: int) -> npt.NDArray[np.uint8]:
    """Return how often each of `DRAWS` samples of `n` rows holds each row."""
    rng = np.random.default_rng(SEED)
    times = np.empty((DRAWS, n), dtype=np.uint8)
    for start in range(0, DRAWS, _AT_ONCE):
        size = min(_AT_ONCE, DRAWS - start)
        chosen = rng.integers(0, n, (size, n)) + np.arange(size)[:, None] * n
        found = np.bincount(chosen.ravel(), minlength=size * n)
        times[start : start + size] = found.reshape(size, n)
    return times
