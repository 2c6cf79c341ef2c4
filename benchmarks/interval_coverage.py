"""How often the intervals hold the truth, by enumeration of every outcome."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from outcomes import Floats, chances, inner, nps_grid, share_chances, trinomial_outcomes

from cxkit.stats import wilson_interval

Interval = Callable[[Floats, Floats, Floats], tuple[Floats, Floats]]
ShareInterval = Callable[[float, float], tuple[float, float]]
Figures = dict[str, float]

SLACK = 1e-12
"""A limit that equals the truth but for rounding holds it."""
LOW, HIGH = 0.94, 0.96


def net_coverage(n: int, interval: Interval, *, step: int = 5) -> Figures:
    """Return the coverage of an interval of the NPS over the grid, and its mean width.

    `least_inner` is the worst cell of those with at least 5 % promoters and 5 % detractors,
    `least_edge` the worst of the others; `below` and `above` count cells under 94 % and over
    96 %; `width` is in points.
    """
    counts, cells = trinomial_outcomes(n), nps_grid(step)
    low, high = interval(*counts)
    width = high - low
    held, widths = np.empty(len(cells)), np.empty(len(cells))
    for place, (cell, chance) in enumerate(zip(cells, chances(counts, cells), strict=True)):
        net = cell[0] - cell[2]
        held[place] = chance @ ((low <= net + SLACK) & (net - SLACK <= high))
        widths[place] = chance @ width
    inside = inner(cells)
    return summary(held) | {
        "least_inner": rounded(held[inside].min()),
        "least_edge": rounded(held[~inside].min()),
        "below": int(np.sum(held < LOW)),
        "above": int(np.sum(held > HIGH)),
        "cells": len(cells),
        "width": round(100 * float(widths.mean()), 1),
    }


def share_coverage(
    n: int, *, interval: ShareInterval = wilson_interval, step: float = 0.01
) -> Figures:
    """Return the coverage of an interval of a share over true shares from 0.02 to 0.98."""
    shares = np.arange(round(0.02 / step), round(0.98 / step) + 1) * step
    limits = np.array([interval(count, n) for count in range(n + 1)])
    holds = (limits[:, 0] <= shares[:, None] + SLACK) & (shares[:, None] - SLACK <= limits[:, 1])
    held = np.sum(share_chances(n, shares) * holds, axis=1)
    worst = float(shares[held.argmin()])
    return summary(held) | {"least_at": round(worst, 3), "cells": len(shares)}


def summary(values: Floats) -> Figures:
    """Return least, mean and greatest of the cells, to four decimals."""
    return {
        "least": rounded(values.min()),
        "mean": rounded(values.mean()),
        "most": rounded(values.max()),
    }


def rounded(value: float) -> float:
    """Round to four decimals, as everything is printed."""
    return round(float(value), 4)
