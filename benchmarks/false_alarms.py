"""How often two groups that do not differ are called different."""

from __future__ import annotations

from itertools import product

import numpy as np
import numpy.typing as npt
from interval_coverage import Figures, rounded, summary
from outcomes import (
    Counts3,
    Floats,
    chances,
    nps_grid,
    rating_shapes,
    share_chances,
    trinomial_outcomes,
)
from scipy.special import stdtr

from cxkit.stats import mean_difference, net_difference, newcombe_interval
from cxkit.stats.levels import normal_quantile
from cxkit.stats.trinomial import ADDED

CONFIDENCE = 0.95
CHUNK = 4_000_000
"""Pairs of outcomes that are compared at a time."""

Bools = npt.NDArray[np.bool_]


# ------------------------------------------------------- the tests of the kit, for arrays
def net_limits(first: Counts3, second: Counts3, confidence: float) -> tuple[Floats, Floats]:
    """Return limits of second less first as from `net_difference`, for arrays that broadcast."""
    centres, errors = zip(*(_adjusted(side) for side in (first, second)), strict=True)
    centre = centres[1] - centres[0]
    half = normal_quantile(confidence) * np.sqrt(errors[0] + errors[1])
    return centre - half, centre + half


def share_limits(
    first: Floats, n_1: Floats, second: Floats, n_2: Floats, confidence: float
) -> tuple[Floats, Floats]:
    """Return limits of second less first as from `newcombe_interval`, for arrays that broadcast."""
    low_1, high_1 = _wilson(first, n_1, confidence)
    low_2, high_2 = _wilson(second, n_2, confidence)
    share_1, share_2 = first / n_1, second / n_2
    difference = share_2 - share_1
    low = difference - np.hypot(share_2 - low_2, high_1 - share_1)
    return low, difference + np.hypot(high_2 - share_2, share_1 - low_1)


def mean_p_values(first: Floats, second: Floats) -> Floats:
    """Return p values as from `mean_difference`; answers counted by point in the last axis."""
    (n_1, mean_1, var_1), (n_2, mean_2, var_2) = (_moments(side) for side in (first, second))
    part_1, part_2 = var_1 / n_1, var_2 / n_2
    total = np.maximum(part_1 + part_2, 1e-300)
    weight = part_1 / total
    df = 1 / (weight**2 / (n_1 - 1) + (1 - weight) ** 2 / (n_2 - 1))
    p_values: Floats = 2 * stdtr(df, -np.abs(mean_2 - mean_1) / np.sqrt(total))
    return np.where(part_1 + part_2 > 0, p_values, 1.0)


def check_against_the_kit(rng: np.random.Generator) -> float:
    """Return how far the arrays above are from the kit's own functions, at most."""
    apart = [0.0]
    for _ in range(200):
        one, two = rng.multinomial(rng.integers(20, 300, size=2), (0.5, 0.3, 0.2)).astype(float)
        kit = net_difference(tuple(one), tuple(two))
        apart += np.abs(np.subtract(net_limits(one, two, 0.95), (kit.ci_low, kit.ci_high))).tolist()
        n_1, n_2 = one.sum(), two.sum()
        newcombe = newcombe_interval(two[0], n_2, one[0], n_1)
        made = share_limits(one[0], n_1, two[0], n_2, 0.95)
        apart += np.abs(np.subtract(made, newcombe)).tolist()
        sides = [(side.sum(), *_mean_and_sd(side)) for side in (one, two)]
        apart.append(abs(float(mean_p_values(one, two)) - mean_difference(*sides).p_value))
    return max(apart)


# ------------------------------------------------------------------- two waves, exactly
def net_wave_alarms(n_1: int, n_2: int, *, step: int = 5) -> Figures:
    """Return how often two waves of one true NPS are called different, by enumeration.

    `most` and `mean` are over waves of the same shares; `most_mixed` over all pairs of cells of
    the grid with the same NPS, whatever their passives.
    """
    cells = nps_grid(step)
    first, second = trinomial_outcomes(n_1), trinomial_outcomes(n_2)
    chance_1 = np.array(list(chances(first, cells)), dtype=np.float32)
    chance_2 = np.array(list(chances(second, cells)), dtype=np.float32)
    called = np.zeros((len(cells), len(cells)))
    size = max(1, CHUNK // len(second[0]))
    for start in range(0, len(first[0]), size):
        some = tuple(part[start : start + size, None] for part in first)
        low, high = net_limits(some, second, CONFIDENCE)  # type: ignore[arg-type]  # three parts
        outside = ((low > 0) | (high < 0)).astype(np.float32)
        called += chance_1[:, start : start + size] @ (outside @ chance_2.T)
    return _wave_summary(called, cells)


def net_wave_alarms_drawn(
    n_1: int, n_2: int, rng: np.random.Generator, *, draws: int, step: int = 5
) -> Figures:
    """Return the same from `draws` pairs of waves a cell, drawn with the generator given."""
    cells = nps_grid(step)
    nets = np.round(200 * (cells[:, 0] - cells[:, 2])).astype(int)
    called = np.full((len(cells), len(cells)), np.nan)
    for net in np.unique(nets):
        places = np.flatnonzero(nets == net)
        waves = [[rng.multinomial(n, cells[i], size=draws).T for i in places] for n in (n_1, n_2)]
        for (i, one), (j, two) in product(*(zip(places, wave, strict=True) for wave in waves)):
            called[i, j] = np.mean(_differ(one, two))
    error = 100 * float(np.sqrt(0.05 * 0.95 / draws))
    return _wave_summary(called, cells) | {"monte_carlo_error_points": round(error, 3)}


def share_wave_alarms(n_1: int, n_2: int, *, step: float = 0.01) -> Figures:
    """Return how often two groups of one true share are called different, by enumeration."""
    shares = np.arange(round(0.02 / step), round(0.98 / step) + 1) * step
    first, second = np.arange(n_1 + 1.0)[:, None], np.arange(n_2 + 1.0)
    low, high = share_limits(first, np.float64(n_1), second, np.float64(n_2), CONFIDENCE)
    called = ((low > 0) | (high < 0)).astype(float)
    chance_1, chance_2 = share_chances(n_1, shares), share_chances(n_2, shares)
    return summary(np.sum((chance_1 @ called) * chance_2, axis=1))


def mean_wave_alarms(
    n_1: int, n_2: int, points: int, rng: np.random.Generator, *, draws: int
) -> Figures:
    """Return how often two groups of one true mean answer are called different, by drawing.

    `most` and `mean` are over groups whose answers spread alike; `most_mixed` and `mean_mixed`
    over all pairs of spreads of one mean.
    """
    same, mixed = [], []
    for shapes in rating_shapes(points).values():
        for (i, shape), (j, other) in product(enumerate(shapes), repeat=2):
            one, two = rng.multinomial(n_1, shape, draws), rng.multinomial(n_2, other, draws)
            alarms = np.mean(mean_p_values(one, two) < 1 - CONFIDENCE)
            mixed.append(alarms)
            if i == j:
                same.append(alarms)
    return summary(np.array(same)) | {
        "most_mixed": rounded(max(mixed)),
        "mean_mixed": rounded(np.mean(mixed)),
    }


# ------------------------------------------------------------------------------ details
def _adjusted(side: Counts3) -> tuple[Floats, Floats]:
    """Return adjusted net shares and their squared errors."""
    plus, zero, minus = side
    base = plus + zero + minus + ADDED
    up, down = (plus + ADDED / 4) / base, (minus + ADDED / 4) / base
    return up - down, (up + down - (up - down) ** 2) / base


def _wilson(count: Floats, n: Floats, confidence: float) -> tuple[Floats, Floats]:
    z = normal_quantile(confidence)
    share = count / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return np.maximum(0.0, centre - half), np.minimum(1.0, centre + half)


def _moments(answers: Floats) -> tuple[Floats, Floats, Floats]:
    """Return base, mean and variance of answers counted by point in the last axis."""
    points = np.arange(answers.shape[-1])
    n = answers.sum(axis=-1)
    mean = answers @ points / n
    return n, mean, (answers @ points**2 - n * mean**2) / (n - 1)


def _mean_and_sd(answers: Floats) -> tuple[float, float]:
    _, mean, variance = _moments(answers)
    return float(mean), float(np.sqrt(variance))


def _differ(one: npt.NDArray[np.int64], two: npt.NDArray[np.int64]) -> Bools:
    low, high = net_limits(tuple(one), tuple(two), CONFIDENCE)  # type: ignore[arg-type]
    return (low > 0) | (high < 0)


def _wave_summary(called: Floats, cells: Floats) -> Figures:
    nets = np.round(200 * (cells[:, 0] - cells[:, 2]))
    same = called[nets[:, None] == nets[None, :]]
    return summary(np.diag(called)) | {
        "most_mixed": rounded(same.max()),
        "mean_mixed": rounded(same.mean()),
    }
