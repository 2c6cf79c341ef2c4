"""How often each row is drawn in a Poisson bootstrap: many draws at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import pdtr, pdtrc

Floats = npt.NDArray[np.float64]

_LARGE = 12.0
"""Mean from which on numpy's own way of drawing is as fast."""

_SHARED = 16
"""Rows that share a mean from which on it pays to draw them together."""

_OFTEN = 1e-3
"""Chance of a number below which it is looked up for the few draws that reach it."""


def poisson_draws(means: npt.ArrayLike, draws: int, rng: np.random.Generator) -> Floats:
    """Return Poisson numbers.

    Parameters
    ----------
    means : array_like of float, shape (n,)
        Means, 0 or more; in a bootstrap how many rows each stands for.
    draws : int
        Draws wanted.
    rng : Generator
        Source of chance.

    Returns
    -------
    ndarray, shape (draws, n)
        Whole numbers.

    Notes
    -----
    Most rows stand for one, two or three, so that many share a mean: for these a uniform number
    is compared with the distribution function (inversion), which takes a quarter of the time
    that a general Poisson number takes. Rows that stand for none use up no chance.

    References
    ----------
    Devroye (1986), Non-Uniform Random Variate Generation, chapter X.3.
    """
    wanted = np.asarray(means, dtype=np.float64)
    different, kind, shared = np.unique(wanted, return_inverse=True, return_counts=True)
    drawn = np.empty((draws, len(wanted)))
    together = (different > 0) & (different < _LARGE) & (shared >= _SHARED)
    alone = ~together[kind]
    drawn[:, alone] = rng.poisson(wanted[alone], size=(draws, int(alone.sum())))
    for place in np.flatnonzero(together):
        where = np.flatnonzero(kind == place)
        drawn[:, where] = _of_one_mean(float(different[place]), (draws, len(where)), rng)
    return drawn


def _of_one_mean(
    mean: float, shape: tuple[int, int], rng: np.random.Generator
) -> npt.NDArray[np.int8]:
    """Return Poisson numbers of one small mean, by inversion."""
    numbers = np.arange(80)
    limits, beyond = pdtr(numbers, mean), pdtrc(numbers, mean)
    often = int(np.argmax(beyond < _OFTEN)) + 1
    chance = rng.random(shape)
    times = np.zeros(shape, dtype=np.int8)
    for limit in limits[:often]:
        times += chance > limit
    seldom = chance > limits[often - 1]
    times[seldom] += np.searchsorted(limits[often:], chance[seldom]).astype(np.int8)
    return times
