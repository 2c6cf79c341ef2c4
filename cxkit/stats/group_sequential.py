"""Chances that a test looked at several times crosses its limits, by numerical integration."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

Floats = npt.NDArray[np.float64]

FAR = 8.5
"""Standard errors beyond which nothing is counted: less than 1 in 10^16."""
_ORDER = 12
"""Nodes of a panel of Gauss and Legendre."""
_PANELS = 24
"""Least panels between two limits."""
_WIDTH = 2.0
"""Greatest width of a panel in standard deviations of what a look adds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """Chance of crossing first at each look.

    Attributes
    ----------
    above, below : array of float, shape (K,)
        Chance that the upper (lower) limit is crossed at this look and none before.
    """

    above: Floats
    below: Floats

    @property
    def total(self) -> float:
        """Chance that any limit is ever crossed."""
        return float(self.above.sum() + self.below.sum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """How a test that goes on is spread after a look: nodes of z, and their mass.

    Attributes
    ----------
    z, mass : array of float, shape (m,)
        Values of the statistic, and the chance that goes with each; the masses add up to the
        chance that no limit has been crossed.
    information : float
        Information at this look; 0 before the first.
    """

    z: Floats
    mass: Floats
    information: float


START = Going(z=np.zeros(1), mass=np.ones(1), information=0.0)
"""Before the first look."""


def crossing_chances(
    limits: Sequence[float], information: Sequence[float], *, drift: float = 0.0
) -> Crossing:
    """Chances that the statistic leaves ``(-limit, limit)`` for the first time at each look.

    Parameters
    ----------
    limits : sequence of float
        Limit of each look on the scale of z, above 0; infinite where the test cannot stop.
        Shape (K,).
    information : sequence of float
        Share of the planned visitors that each look has seen, above 0 and rising; shape (K,).
    drift : float, default 0
        Mean of z at information 1; 0 if there is no difference.

    Returns
    -------
    Crossing
        Chances at each look; without a drift their sum is the chance of a false alarm.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    Notes
    -----
    Between looks the statistic has independent increments: ``Z_k √I_k - Z_{k-1} √I_{k-1}`` is
    normal with mean ``drift (I_k - I_{k-1})`` and variance ``I_k - I_{k-1}``. The density of
    tests that go on is carried from look to look by Gauss-Legendre panels.

    References
    ----------
    Armitage, McPherson and Rowe (1969), JRSS A 132, 235-244; Jennison and Turnbull (2000),
    Group Sequential Methods, ch. 19.
    """
    if len(limits) != len(information) or not len(limits):
        raise ValueError(
            f"need a limit for every look, got {len(limits)} for {len(information)} looks"
        )
    if not all(limit > 0 for limit in limits):
        raise ValueError(f"limits must be above 0, got {list(limits)}")
    if not math.isfinite(drift):
        raise ValueError(f"drift must be finite, got {drift}")
    check_information(information)
    going, above, below = START, [], []
    for limit, level in zip(limits, information, strict=True):
        up, down = leaving(going, level, limit, drift=drift)
        above.append(up)
        below.append(down)
        going = carried(going, level, limit, drift=drift)
    return Crossing(above=np.array(above), below=np.array(below))


def leaving(
    going: Going, information: float, limit: float, *, drift: float = 0.0
) -> tuple[float, float]:
    """Return the chances of being above and below the limits at the next look.

    Parameters
    ----------
    going : Going
        Tests that go on after the look before.
    information : float
        Information at the next look.
    limit : float
        Its limit.
    drift : float, default 0
        Mean of z at information 1.
    """
    step = information - going.information
    centre = going.z * math.sqrt(going.information) + drift * step
    top = limit * math.sqrt(information)
    up = going.mass @ ndtr((centre - top) / math.sqrt(step))
    down = going.mass @ ndtr((-top - centre) / math.sqrt(step))
    return float(up), float(down)


def carried(going: Going, information: float, limit: float, *, drift: float = 0.0) -> Going:
    """Return the tests that go on after the next look; arguments as in `leaving`."""
    root, step = math.sqrt(information), information - going.information
    middle = drift * root
    low, high = max(-limit, middle - FAR), min(limit, middle + FAR)
    if low >= high:
        return Going(z=np.zeros(1), mass=np.zeros(1), information=information)
    nodes, weights = _panels(low, high, math.sqrt(step / information))
    centre = going.z * math.sqrt(going.information) + drift * step
    apart = (nodes[:, None] * root - centre[None, :]) / math.sqrt(step)
    density = np.exp(-0.5 * apart * apart) @ going.mass
    density *= math.sqrt(information / step / (2 * math.pi))
    return Going(z=nodes, mass=weights * density, information=information)


def check_information(information: Sequence[float]) -> None:
    """Refuse shares of information that do not rise from above 0.

    Raises
    ------
    ValueError
        If a share is not finite and above the one before by at least 1 in 10,000 of itself.
    """
    before = 0.0
    for level in information:
        if not (math.isfinite(level) and level - before > 1e-4 * level):
            raise ValueError(
                f"information must rise from look to look, from above 0; got {list(information)}"
            )
        before = level


def _panels(low: float, high: float, narrow: float) -> tuple[Floats, Floats]:
    """Return nodes and weights over a range, finer where what a look adds is little."""
    count = max(_PANELS, math.ceil((high - low) / (_WIDTH * narrow)))
    nodes, weights = _legendre()
    half = (high - low) / count / 2
    centres = low + half * (2 * np.arange(count) + 1)
    return (centres[:, None] + half * nodes).ravel(), np.tile(half * weights, count)


@cache
def _legendre() -> tuple[Floats, Floats]:
    nodes, weights = np.polynomial.legendre.leggauss(_ORDER)
    return np.asarray(nodes, dtype=np.float64), np.asarray(weights, dtype=np.float64)
