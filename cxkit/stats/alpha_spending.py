"""Limits of a test that is looked at several times, so that looking costs no false alarms."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from scipy.special import ndtr, ndtri

from cxkit.stats.group_sequential import (
    FAR,
    START,
    Going,
    carried,
    check_information,
    leaving,
)

Kind = Literal["pocock", "obrien-fleming"]
"""Shape of the limits: equal at every look, or strict early and close to one look at the end."""

_NOTHING = 1e-15
"""Chance too small to be spent at a look."""


def spent(share: float, *, kind: Kind, alpha: float = 0.05) -> float:
    """Part of the two-sided error rate that may be used up by a share of the visitors.

    Parameters
    ----------
    share : float
        Share of the planned visitors seen, 0 or more; from 1 on all is spent.
    kind : {"pocock", "obrien-fleming"}
        Shape.
    alpha : float, default 0.05
        Two-sided error rate, strictly between 0 and 1.

    Returns
    -------
    float
        From 0 to `alpha`. Pocock type: ``α ln(1 + (e - 1) t)``; O'Brien-Fleming type:
        ``4 (1 - Φ(z(1 - α/4) / √t))``, which spends half of α on either side.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    References
    ----------
    Lan and DeMets (1983), Biometrika 70, 659-663.
    """
    check_rate(alpha)
    if not share >= 0:
        raise ValueError(f"a share of visitors must be 0 or more, got {share}")
    if kind not in ("pocock", "obrien-fleming"):
        raise ValueError(f"kind must be 'pocock' or 'obrien-fleming', got {kind!r}")
    if share == 0:
        return 0.0
    part = min(share, 1.0)
    if kind == "pocock":
        return alpha * math.log(1 + (math.e - 1) * part)
    return float(4 * ndtr(ndtri(alpha / 4) / math.sqrt(part)))


def spending_limits(
    information: Sequence[float], *, kind: Kind, alpha: float = 0.05
) -> tuple[float, ...]:
    """Limits of z at looks taken at any share of the planned visitors.

    Parameters
    ----------
    information : sequence of float
        Share of the planned visitors that each look has seen, above 0 and rising; looks need not
        be evenly spaced nor be known in advance. From 1 on the whole error rate is spent.
    kind, alpha
        As in `spent`.

    Returns
    -------
    tuple of float
        One a look: the difference is called one where ``|z|`` is at least as large. Infinite
        where a look may spend nothing.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    Notes
    -----
    Look after look the limit at which the chance of crossing it first, without a difference,
    is what the spending function gives since the look before.

    References
    ----------
    Lan and DeMets (1983), Biometrika 70, 659-663; Jennison and Turnbull (2000), Group
    Sequential Methods, ch. 7.
    """
    check_information(information)
    check_rate(alpha)
    return _limits(tuple(float(level) for level in information), kind, float(alpha))


def repeated_p_value(z: float, information: Sequence[float], *, kind: Kind) -> float:
    """Smallest error rate at which the last of several looks would call it a difference.

    Parameters
    ----------
    z : float
        Statistic at the last look given.
    information : sequence of float
        Shares of the planned visitors of all looks up to this one.
    kind : {"pocock", "obrien-fleming"}
        Shape of the limits.

    Returns
    -------
    float
        Two-sided p value in [0, 1] that holds however often was looked: the least of them over
        the looks falls below α no more often than α if there is no difference.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    References
    ----------
    Jennison and Turnbull (2000), Group Sequential Methods, section 9.2.
    """
    from scipy.optimize import brentq

    check_information(information)
    if not math.isfinite(z):
        raise ValueError(f"z must be finite, got {z}")

    def lacking(log_odds: float) -> float:
        alpha = 1 / (1 + math.exp(-log_odds))
        limit = spending_limits(information, kind=kind, alpha=alpha)[-1]
        return min(limit, FAR) - min(abs(z), FAR - 1e-9)

    low, high = -32.0, 8.0
    if lacking(high) > 0:
        return 1.0
    if lacking(low) <= 0:
        return 0.0
    return float(1 / (1 + math.exp(-brentq(lacking, low, high, xtol=1e-6))))


@lru_cache(maxsize=4096)
def _limits(information: tuple[float, ...], kind: Kind, alpha: float) -> tuple[float, ...]:
    going, limits, before = START, [], 0.0
    for level in information:
        now = spent(level, kind=kind, alpha=alpha)
        limit = _limit(going, level, now - before)
        limits.append(limit)
        going = carried(going, level, min(limit, FAR))
        before = now
    return tuple(limits)


def _limit(going: Going, information: float, chance: float) -> float:
    """Return the limit that is crossed first at this look with a given chance."""
    from scipy.optimize import brentq

    def too_many(at: float) -> float:
        return sum(leaving(going, information, at)) - chance

    if chance <= _NOTHING or too_many(FAR) > 0:
        return math.inf
    least = 1e-9
    return least if too_many(least) <= 0 else float(brentq(too_many, least, FAR))


def check_rate(alpha: float) -> None:
    """Refuse an error rate that is not strictly between 0 and 1."""
    if not 0 < alpha < 1:
        raise ValueError(f"alpha must be in (0, 1), got {alpha} (write 0.05, not 5)")
