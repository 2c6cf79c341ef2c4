"""How often each row is drawn in a Poisson bootstrap: many draws at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import pdtr, pdtrc

Floats = npt.NDArray[np.float64]

_LARGE = 12.0
"""Mean from which on numpy's own way of drawing is as fast."""

_MOST_MEANS = 40
"""Different means from which on one call for each costs more than it saves."""

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
    Rows mostly stand for one or a few, so that there are few different means: a uniform
    number is compared with the distribution function of each mean (inversion), which takes a
    quarter of the time that a general Poisson number takes.

    References
    ----------
    Devroye (1986), Non-Uniform Random Variate Generation, chapter X.3.
    """
    wanted = np.asarray(means, dtype=np.float64)
    different, kind = np.unique(wanted, return_inverse=True)
    if np.count_nonzero(different) > _MOST_MEANS:
        return rng.poisson(wanted, size=(draws, len(wanted))).astype(np.float64)
    drawn = np.zeros((draws, len(wanted)))
    for place, mean in enumerate(different):
        if mean == 0:  # rows that stand for none use up no chance
            continue
        where = np.flatnonzero(kind == place)
        drawn[:, where] = _of_one_mean(float(mean), (draws, len(where)), rng)
    return drawn


def _of_one_mean(
    mean: float, shape: tuple[int, int], rng: np.random.Generator
) -> npt.NDArray[np.integer]:
    """Return Poisson numbers of one mean."""
    if mean >= _LARGE:
        return rng.poisson(mean, size=shape)
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
