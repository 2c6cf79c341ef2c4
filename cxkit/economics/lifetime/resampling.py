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
    sums = [values[rng.integers(0, n, n)].sum(axis=0) for _ in range(DRAWS)]
    return np.asarray(sums, dtype=np.float64)
