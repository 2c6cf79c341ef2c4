"""Distributions of declared ranges: low, base and high as quantiles or as ends."""

from __future__ import annotations

import math

import numpy as np

from cxkit.economics.cases.rates_of_return import Floats
from cxkit.economics.cases.shared_benefit import Three
from cxkit.engagement.judgements.finance import Spread

TENTH = 1.2815515655446004
"""Standard normal quantile of 0.9."""


def drawn(three: Three, n: int, rng: np.random.Generator, *, spread: Spread) -> Floats:
    """Return draws of a declared range.

    Parameters
    ----------
    three : tuple of float
        Low, base and high, from small to large.
    n : int
        How many.
    rng : Generator
        Source of chance.
    spread : {"p10_p90", "min_max"}
        Whether low and high are the 10 % and 90 % quantiles and base the median, or the ends
        and the most likely value.

    Notes
    -----
    ``p10_p90``: a normal variable stretched on each side of the median by its own factor (two
    halves of normal curves of equal weight), so that all three quantiles are met exactly,
    however uneven the range; its tails are those of a normal curve. People's ranges are too
    narrow (Soll and Klayman 2004): taken for ends they would rule out one outcome in five of
    what their authors, rightly asked, expect. ``min_max``: PERT, a beta distribution with mean
    ``(low + 4 base + high) / 6``.

    References
    ----------
    Malcolm, Roseboom, Clark and Fazar (1959), Operations Research 7, 646-669 (PERT); Soll and
    Klayman (2004), Journal of Experimental Psychology: LMC 30, 299-314.
    """
    low, base, high = ordered(three)
    if low == high:
        return np.full(n, base)
    if spread == "min_max":
        a, b = _beta(low, base, high)
        return np.asarray(low + (high - low) * rng.beta(a, b, n), dtype=np.float64)
    z = rng.standard_normal(n)
    below, above = (base - low) / TENTH, (high - base) / TENTH
    return np.asarray(base + z * np.where(z < 0, below, above), dtype=np.float64)


def range_mean(three: Three, *, spread: Spread) -> float:
    """Return the mean of what `drawn` draws.

    Notes
    -----
    ``base + ((high - base) - (base - low)) / (1.2816 √(2π))``, or PERT's.
    """
    low, base, high = ordered(three)
    if spread == "min_max":
        return (low + 4 * base + high) / 6
    return base + (high + low - 2 * base) / (TENTH * math.sqrt(2 * math.pi))


def ordered(three: Three) -> Three:
    """Return low, base and high, if they rise.

    Raises
    ------
    ValueError
        If they do not, or one is not finite.
    """
    low, base, high = three
    if not all(map(math.isfinite, three)) or not low <= base <= high:
        raise ValueError(f"a range rises from low over base to high, got {low}, {base}, {high}")
    return three


def _beta(low: float, base: float, high: float) -> tuple[float, float]:
    span = high - low
    return 1 + 4 * (base - low) / span, 1 + 4 * (high - base) / span
