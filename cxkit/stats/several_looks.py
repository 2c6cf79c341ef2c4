"""What several looks at a test cost: the classical limits, naive peeking, more visitors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from scipy.special import ndtr

from cxkit.stats.alpha_spending import Kind, check_rate, spending_limits
from cxkit.stats.group_sequential import FAR, crossing_chances
from cxkit.stats.levels import normal_quantile, power_quantile


def pocock_constant(looks: int, *, alpha: float = 0.05) -> float:
    """Limit of z that is the same at each of several evenly spaced looks.

    Parameters
    ----------
    looks : int
        Looks planned, 1 to 200.
    alpha : float, default 0.05
        Two-sided error rate over all looks.

    Returns
    -------
    float
        2.178 for two looks at 5 %: `nominal` makes 0.0294 of it.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    References
    ----------
    Pocock (1977), Biometrika 64, 191-199.
    """
    return _constant(looks, alpha, power=0.0)


def obrien_fleming_constant(looks: int, *, alpha: float = 0.05) -> float:
    """Limit of z at the last of several evenly spaced looks, stricter the earlier the look.

    Parameters
    ----------
    looks, alpha
        As in `pocock_constant`.

    Returns
    -------
    float
        C such that look k of K has the limit ``C √(K / k)``; 2.040 for five looks at 5 %.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    References
    ----------
    O'Brien and Fleming (1979), Biometrics 35, 549-556.
    """
    return _constant(looks, alpha, power=0.5)


def nominal(limit: float) -> float:
    """Return the two-sided p value that a limit of z asks for at its look."""
    return float(2 * ndtr(-abs(limit)))


def naive_alarms(looks: int, *, confidence: float = 0.95) -> float:
    """Chance of a false alarm if every one of evenly spaced looks is read as if it were the only.

    Parameters
    ----------
    looks : int
        Looks, 1 to 200.
    confidence : float, default 0.95
        Level that each look is read at.

    Returns
    -------
    float
        0.05 for one look, 0.142 for five.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    References
    ----------
    Armitage, McPherson and Rowe (1969), JRSS A 132, 235-244.
    """
    even = _even(looks)
    return crossing_chances([normal_quantile(confidence)] * looks, even).total


def inflation(
    information: Sequence[float], *, kind: Kind, alpha: float = 0.05, power: float = 0.80
) -> float:
    """How many times the visitors of a single look a test with several looks needs at most.

    Parameters
    ----------
    information, kind, alpha
        As in `spending_limits`; the last look has seen all, so its share is 1.
    power : float, default 0.80
        Chance of noticing the difference, from 0.5 to below 1.

    Returns
    -------
    float
        1 for one look; the test may stop before and need fewer.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    References
    ----------
    Jennison and Turnbull (2000), Group Sequential Methods, section 2.2 and ch. 7.
    """
    from scipy.optimize import brentq

    if not information or abs(information[-1] - 1) > 1e-9:
        raise ValueError(f"the last look must have seen all visitors, got {list(information)}")
    reach = normal_quantile(1 - alpha) + power_quantile(power)
    limits = spending_limits(information, kind=kind, alpha=alpha)

    def lacking(drift: float) -> float:
        return float(crossing_chances(limits, information, drift=drift).above.sum()) - power

    return (float(brentq(lacking, reach * 0.5, reach * 3, xtol=1e-9)) / reach) ** 2


@lru_cache(maxsize=256)
def _constant(looks: int, alpha: float, power: float) -> float:
    from scipy.optimize import brentq

    even = _even(looks)
    check_rate(alpha)

    def too_many(constant: float) -> float:
        limits = [constant * level**-power for level in even]
        return crossing_chances(limits, even).total - alpha

    return float(brentq(too_many, 1e-3, FAR, xtol=1e-10))


def _even(looks: int) -> list[float]:
    if not (1 <= looks <= 200 and looks == int(looks)):
        raise ValueError(f"looks must be a whole number from 1 to 200, got {looks}")
    return [(k + 1) / looks for k in range(int(looks))]
