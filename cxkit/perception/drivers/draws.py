"""Weights of attributes drawn again and again: customers resampled, a random column beside them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cxkit.perception.drivers.sample import DriverSample
from cxkit.stats.collinearity import with_ridge
from cxkit.stats.importance import lmg, weighted_correlation
from cxkit.stats.relative_weights import relative_weights
from cxkit.stats.sampled_orders import entry_orders, lmg_by_orders

Floats = NDArray[np.float64]

EXACT_DRAWS = 12
"""With more attributes the draws go over a sample of the orders of entry."""
_SEED = 20_260_101
_WORK = 2**22
_MOST_DRAWS, _FEWEST_DRAWS, _SAMPLED_DRAWS = 1000, 200, 500
_MOST_ROWS_DRAWN = 10**7
_AT_ONCE = 2**22
_SUBSETS_AT_ONCE = 2**18
_BASES = 4
"""Random orders, each with all its rotations and their reverses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverDraws:
    """Contributions to R² in every draw.

    Attributes
    ----------
    lmg, relative : ndarray, shape (draws, p)
        LMG and Johnson's relative weight of every attribute, adding to R² (LMG but for the
        random column's part).
    noise : ndarray, shape (draws,)
        LMG of a column of random numbers in the same draw.
    order_error : float
        How far the sampled orders miss the exact LMG at the most, in shares of R², before
        they are corrected for it; 0 where all orders are taken.
    """

    lmg: Floats
    relative: Floats
    noise: Floats
    order_error: float


def driver_draws(sample: DriverSample, *, ridge: float) -> DriverDraws:
    """Return the contributions of every attribute in draws of the customers.

    Parameters
    ----------
    sample : DriverSample
        Complete answers.
    ridge : float
        As applied to the point, 0 for none.

    Returns
    -------
    DriverDraws

    Notes
    -----
    Poisson bootstrap: every answer (every cluster, where some hold several) is drawn a
    Poisson number of times with mean 1, and keeps its weight. The random column has
    correlations of variance ``2 / n``: the error that a column without any relation has in
    the sample and again in the draw. Beyond twelve attributes LMG is taken over the same few
    hundred orders in every draw, plus what these orders miss at the point, where LMG is exact.
    """
    p = len(sample.columns)
    rng = np.random.default_rng(_SEED)
    sampled = p > EXACT_DRAWS
    wanted = _SAMPLED_DRAWS if sampled else _WORK >> (p + 1)
    affordable = _MOST_ROWS_DRAWN // len(sample.answers)
    draws = int(np.clip(min(wanted, affordable), _FEWEST_DRAWS, _MOST_DRAWS))
    correlation = _correlations(sample, draws, rng)
    correlation = with_ridge(correlation, ridge)
    columns, target = _with_noise(correlation, sample.n_effective, rng)
    missed, error = np.zeros(p), 0.0
    if sampled:
        orders = entry_orders(p + 1, _BASES, _SEED)
        drawn = lmg_by_orders(columns, target, orders)
        missed, error = _missed(sample, ridge)
    else:
        drawn = _exact(columns, target)
    return DriverDraws(
        lmg=np.maximum(drawn[:, :p] + missed, 0.0),
        relative=relative_weights(correlation[:, :p, :p], correlation[:, :p, p]),
        noise=drawn[:, p],
        order_error=error,
    )


def point_correlation(sample: DriverSample) -> Floats:
    """Return the correlations of the attributes and, last, the outcome."""
    found: Floats = weighted_correlation(sample.answers, sample.mass[None])[0]
    return found


def _exact(columns: Floats, target: Floats) -> Floats:
    """Return the LMG of every draw, so many at once as fit into the processor's memory."""
    step = max(1, _SUBSETS_AT_ONCE >> columns.shape[1])
    parts = range(0, len(columns), step)
    return np.concatenate([lmg(columns[i : i + step], target[i : i + step]) for i in parts])


def _missed(sample: DriverSample, ridge: float) -> tuple[Floats, float]:
    """Return what the sampled orders miss of LMG at the point, and the largest as a share."""
    p = len(sample.columns)
    full = with_ridge(point_correlation(sample), ridge)
    r, y = full[:p, :p], full[:p, p]
    exact = lmg(r, y)
    missed = exact - lmg_by_orders(r[None], y[None], entry_orders(p, _BASES, _SEED))[0]
    return missed, float(np.abs(missed).max() / exact.sum())


def _correlations(sample: DriverSample, draws: int, rng: np.random.Generator) -> Floats:
    """Return the correlations of every draw in which all columns vary."""
    groups = int(sample.units.max()) + 1
    clustered = sample.clustered
    often = 1.0 if clustered else sample.counts
    mass = sample.mass if clustered else sample.weights
    step = max(1, _AT_ONCE // len(sample.answers))
    found = []
    for start in range(0, draws, step):
        weights = rng.poisson(often, size=(min(step, draws - start), groups)).astype(float)
        if clustered:
            weights = weights[:, sample.units]
        weights *= mass
        found.append(weighted_correlation(sample.answers, weights))
    correlation = np.concatenate(found)
    return correlation[np.isfinite(correlation).all(axis=(1, 2))]


def _with_noise(correlation: Floats, n: float, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Return the correlations of every draw with a random column as the last attribute."""
    p = correlation.shape[1] - 1
    roots = np.linalg.cholesky(correlation + 1e-9 * np.eye(p + 1))
    error = rng.normal(scale=np.sqrt(2 / n), size=(len(correlation), p + 1))
    # with the column's own spread beside the error, no correlations can become impossible
    error /= np.sqrt(1 + (error**2).sum(axis=1, keepdims=True))
    random = np.einsum("dij,dj->di", roots, error)
    r = np.empty((len(correlation), p + 1, p + 1))
    r[:, :p, :p] = correlation[:, :p, :p]
    r[:, p, :p] = r[:, :p, p] = random[:, :p]
    r[:, p, p] = 1.0
    return r, np.concatenate([correlation[:, :p, p], random[:, p:]], axis=1)
