"""How often a family of comparisons holds a false headline, and how often "no change" is false."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
from false_alarms import CONFIDENCE, mean_p_values, net_limits, share_limits
from interval_coverage import Figures, summary
from outcomes import Counts3, Floats, nps_grid, rating_shapes, share_chances

from cxkit.stats.permutation import permutation_p_values

BATCH = 10_000
"""Draws that are held in memory at a time."""


# ----------------------------------------------------------------- families of comparisons
@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Groups of one population, each compared with all the others together.

    Attributes
    ----------
    sizes : tuple of int
        Answers of each group.
    shares : tuple of float
        True shares of the answers, the same in every group.
    metric : str
        "nps": the shares of promoters, passives and detractors; "csat": of favourable and
        other answers; "ces": of the points of the scale.
    """

    sizes: tuple[int, ...]
    shares: tuple[float, ...]
    metric: str


def families() -> Iterator[tuple[str, Family]]:
    """Yield the families that are tried: 5, 10 and 20 groups, small, large, and unequal."""
    shares = {
        "nps": [(0.5, 0.3, 0.2), (0.8, 0.15, 0.05), (0.45, 0.1, 0.45)],
        "csat": [(0.5, 0.5), (0.8, 0.2), (0.95, 0.05)],
        "ces": [tuple(rating_shapes(points)[mean][1]) for points in (5, 7) for mean in (0.5, 0.85)],
    }
    for metric, populations in shares.items():
        for groups, population in product((5, 10, 20), populations):
            unequal = np.round(30 * 40 ** (np.arange(groups) / (groups - 1))).astype(int)
            for name, sizes in (
                ("30 each", (30,) * groups),
                ("100 each", (100,) * groups),
                ("400 each", (400,) * groups),
                ("30 to 1200", tuple(int(size) for size in unequal)),
            ):
                family = Family(sizes=sizes, shares=population, metric=metric)
                yield f"{metric}, {groups} groups, {name}", family


def family_alarms(family: Family, rng: np.random.Generator, *, draws: int) -> tuple[float, float]:
    """Return how often Holm finds at least one group different, where none is.

    First by the p values of the intervals alone, then by the larger of that and the permutation
    p value. Holm rejects something exactly when the least p value is at most 0.05 over the number
    of comparisons.
    """
    found = np.zeros(2)
    for start in range(0, draws, BATCH):
        size = min(BATCH, draws - start)
        sides = np.stack([rng.multinomial(n, family.shares, size=size) for n in family.sizes], 1)
        rest = sides.sum(axis=1, keepdims=True) - sides
        level = (1 - CONFIDENCE) / len(family.sizes)
        by_interval = _called(family.metric, rest, sides, level)
        by_both = by_interval.copy()
        p_values = permutation_p_values(rest[by_interval], sides[by_interval], _values(family))
        by_both[by_interval] = p_values <= level
        found += [np.sum(np.any(called, axis=1)) for called in (by_interval, by_both)]
    return float(found[0] / draws), float(found[1] / draws)


def _called(
    metric: str, rest: npt.NDArray[np.int64], sides: npt.NDArray[np.int64], level: float
) -> npt.NDArray[np.bool_]:
    """Tell which groups are called different from the rest at a level, such as 0.0025."""
    if metric == "ces":
        return mean_p_values(rest, sides) <= level
    if metric == "csat":
        bases = rest.sum(axis=-1), sides.sum(axis=-1)
        low, high = share_limits(rest[..., 0], bases[0], sides[..., 0], bases[1], 1 - level)
    else:
        low, high = net_limits(_parts(rest), _parts(sides), 1 - level)
    return (low > 0) | (high < 0)


def _values(family: Family) -> list[int]:
    if family.metric == "ces":
        return list(range(len(family.shares)))
    return [1, 0] if family.metric == "csat" else [1, 0, -1]


# -------------------------------------------------------------------------- no change
def false_equivalence(
    n: int,
    margin: int,
    rng: np.random.Generator,
    *,
    draws: int,
    step: int = 5,
    confidence: float = 0.90,
) -> Figures:
    """Return how often "no change larger than the margin" is said where the change equals it.

    Two one-sided tests at 5 % where `confidence` is 0.90: the interval of that level lies inside
    the margin, in points of NPS.
    Both waves have the same true share of passives; all cells where both are possible.
    """
    said = []
    for plus, zero, minus in nps_grid(step):
        moved = (plus + margin / 200, zero, minus - margin / 200)
        if moved[2] < 0:
            continue
        one, two = (
            _parts(rng.multinomial(n, shares, size=draws))
            for shares in ((plus, zero, minus), moved)
        )
        low, high = net_limits(one, two, confidence)
        said.append(np.mean((low > -margin / 100) & (high < margin / 100)))
    return summary(np.array(said)) | {"cells": len(said)}


def false_share_equivalence(
    n: int, margin: float, *, shares: Floats | None = None, confidence: float = 0.90
) -> Figures:
    """Return the same for a share by Newcombe's interval, by enumeration.

    `shares` are the true ones before, in steps of 0.01 from 0.02 unless given; those after are
    larger by the margin.
    """
    if shares is None:
        shares = np.arange(2, round(98 - 100 * margin) + 1) / 100
    counts, base = np.arange(n + 1.0), np.float64(n)
    low, high = share_limits(counts[:, None], base, counts, base, confidence)
    within = ((low > -margin) & (high < margin)).astype(float)
    before, after = share_chances(n, shares), share_chances(n, shares + margin)
    return summary(np.sum((before @ within) * after, axis=1))


# ------------------------------------------------------------------------------ details
def _parts(sides: npt.NDArray[np.int64]) -> Counts3:
    return sides[..., 0], sides[..., 1], sides[..., 2]
