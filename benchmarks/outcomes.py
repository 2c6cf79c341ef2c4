"""Every outcome of a survey and its chance, for benchmarks that enumerate and do not draw."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln, xlogy
from scipy.stats import betabinom, binom

Floats = npt.NDArray[np.float64]
Counts3 = tuple[Floats, Floats, Floats]
"""Answers that count +1, 0 and -1: three arrays of one shape."""

LOWEST, HIGHEST = -80, 90
"""Range of the true NPS in the grids, in points."""
FEWEST, MOST = 5, 50
"""Range of the true share of passives in the grids, in percent."""
INNER = 0.05
"""Promoters and detractors each at least this share: the inner part of the grid."""


def trinomial_outcomes(n: int) -> Counts3:
    """Return every way in which `n` answers fall on three kinds; three arrays of shape (k,)."""
    plus, minus = np.meshgrid(np.arange(n + 1.0), np.arange(n + 1.0), indexing="ij")
    kept = plus + minus <= n
    return plus[kept], (n - plus - minus)[kept], minus[kept]


def nps_grid(step: int) -> Floats:
    """Return the true shares that are possible, as (plus, zero, minus); shape (g, 3).

    NPS from -80 to 90 and passives from 5 to 50 %, both in steps of `step` points.
    """
    cells = [
        (100 - zero + net, 2 * zero, 100 - zero - net)
        for net in range(LOWEST, HIGHEST + 1, step)
        for zero in range(FEWEST, MOST + 1, step)
        if abs(net) <= 100 - zero
    ]
    return np.array(cells) / 200


def inner(cells: Floats) -> npt.NDArray[np.bool_]:
    """Tell where promoters and detractors are each at least 5 % of the base; shape (g,)."""
    return np.minimum(cells[:, 0], cells[:, 2]) >= INNER - 1e-9


def chances(counts: Counts3, cells: Floats) -> Iterator[Floats]:
    """Yield for each cell the chance of every outcome; shape (k,), adding up to 1."""
    plus, zero, minus = counts
    n = plus[0] + zero[0] + minus[0]
    ways = gammaln(n + 1) - gammaln(plus + 1) - gammaln(zero + 1) - gammaln(minus + 1)
    for up, mid, down in cells:
        yield np.exp(ways + xlogy(plus, up) + xlogy(zero, mid) + xlogy(minus, down))


def share_chances(n: int, shares: Floats) -> Floats:
    """Return the chance of every count of favourable answers; shape (g, n + 1)."""
    return np.asarray(binom.pmf(np.arange(n + 1), n, shares[:, None]))


def rating_shapes(points: int) -> dict[float, list[Floats]]:
    """Return distributions of answers on a scale of `points`, three or more of each mean.

    Beta-binomial: from answers that agree as a binomial does to answers that pile up at both
    ends. The keys are the means, as shares of the way from the lowest to the highest answer.
    """
    shapes: dict[float, list[Floats]] = {}
    for mean in (0.3, 0.5, 0.7, 0.85):
        shapes[mean] = [
            betabinom.pmf(np.arange(points), points - 1, mean * size, (1 - mean) * size)
            for size in (1.0, 4.0, 50.0)
        ]
    return shapes
