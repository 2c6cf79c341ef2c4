"""Sums and means over resampled customers, always with the same draws."""

from __future__ import annotations

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


def mean_draws(values: Floats, rng: np.random.Generator) -> Floats:
    """Return means of resampled values, `DRAWS` of them.

    Parameters
    ----------
    values : array of float, shape (n,)
        At least one.
    rng : Generator
        Source of chance.

    Notes
    -----
    Above `MOST_RESAMPLED` values the means are drawn from the normal distribution that
    resampling comes to (central limit theorem).
    """
    return resampled_sums(values[:, None], rng)[:, 0] / len(values)


def resampled_sums(values: Floats, rng: np.random.Generator) -> Floats:
    """Return column sums over resampled rows: shape (n, k) gives (`DRAWS`, k)."""
    n = len(values)
    if n > MOST_RESAMPLED:
        spread = np.cov(values, rowvar=False, ddof=0).reshape(values.shape[1], -1) * n
        drawn = rng.multivariate_normal(values.sum(axis=0), spread, DRAWS, method="eigh")
        return np.asarray(drawn, dtype=np.float64)
    sums = np.empty((DRAWS, values.shape[1]))
    for start in range(0, DRAWS, _AT_ONCE):
        size = min(_AT_ONCE, DRAWS - start)
        chosen = rng.integers(0, n, (size, n)) + np.arange(size)[:, None] * n
        times = np.bincount(chosen.ravel(), minlength=size * n).reshape(size, n)
        sums[start : start + size] = times.astype(np.float64) @ values
    return sums
