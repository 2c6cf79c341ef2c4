"""Many effects at once: how many are nothing, and how far the largest are flattered."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_CUT = 0.5
"""p value above which, by Storey, almost only effects that are nothing lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shrunk:
    """Effects drawn towards nothing by as much as their errors ask for.

    Attributes
    ----------
    effects : array of float, shape (m,)
        Shrunk effects in the order given.
    spread : float
        Standard deviation of the true effects, as estimated; 0 where the errors explain
        all there is to see.
    """

    effects: npt.NDArray[np.float64]
    spread: float


def null_share(p_values: Sequence[float]) -> float:
    """Share of comparisons in which there is no effect, from their p values.

    Parameters
    ----------
    p_values : sequence of float
        One a comparison, each in [0, 1]; at least one.

    Returns
    -------
    float
        ``(1 + number above 0.5) / (0.5 m)``, at most 1: errs upwards, the more so the fewer
        comparisons there are.

    Raises
    ------
    ValueError
        If a value is outside [0, 1] or there is none.

    References
    ----------
    Storey (2002), JRSS B 64, 479-498; Storey, Taylor and Siegmund (2004), JRSS B 66, 187-205.
    """
    values = np.asarray(p_values, dtype=float)
    if values.ndim != 1 or not len(values) or not np.all((values >= 0) & (values <= 1)):
        raise ValueError("need at least one p value, all in [0, 1]")
    above = int((values > _CUT).sum())
    return min(1.0, (1 + above) / ((1 - _CUT) * len(values)))


def null_share_from_rate(rate: float, *, alpha: float = 0.05, power: float = 0.80) -> float:
    """Share of comparisons without an effect that explains how many are called one.

    Parameters
    ----------
    rate : float
        Share of comparisons called a difference, in [0, 1].
    alpha : float, default 0.05
        Error rate of one comparison, strictly between 0 and `power`.
    power : float, default 0.80
        Chance that an effect is noticed, strictly between `alpha` and 1.

    Returns
    -------
    float
        π0 of ``rate = α π0 + power (1 - π0)``, kept within 0 and 1.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    References
    ----------
    Ioannidis (2005), PLoS Medicine 2, e124.
    """
    if not 0 <= rate <= 1:
        raise ValueError(f"rate must be in [0, 1], got {rate}")
    if not 0 < alpha < power < 1:
        raise ValueError(f"need 0 < alpha < power < 1, got {alpha} and {power}")
    return min(1.0, max(0.0, (power - rate) / (power - alpha)))


def shrink(effects: Sequence[float], errors: Sequence[float]) -> Shrunk:
    """Draw estimated effects towards nothing, since the largest are the luckiest.

    Parameters
    ----------
    effects, errors : sequence of float
        Estimates and their standard errors, above 0; shape (m,), at least one.

    Returns
    -------
    Shrunk
        Each effect times ``τ² / (τ² + error²)``; of no effect at all where τ is 0.

    Raises
    ------
    ValueError
        If the lengths differ, a value is not finite or an error is not above 0.

    Notes
    -----
    True effects are taken to be normal around 0 with variance τ², estimated from all
    effects, not only those that won: the τ² at which ``Σ effect² / (τ² + error²) = m``, 0 where
    even τ = 0 gives less. Of few effects τ is known badly.

    References
    ----------
    Paule and Mandel (1982), Journal of Research of the NBS 87, 377-385; Efron (2011), Tweedie's
    formula and selection bias, JASA 106, 1602-1614.
    """
    from scipy.optimize import brentq

    found, sd = np.asarray(effects, dtype=float), np.asarray(errors, dtype=float)
    if found.ndim != 1 or found.shape != sd.shape or not len(found):
        raise ValueError("need as many errors as effects, at least one")
    if not (np.isfinite(found).all() and np.isfinite(sd).all() and np.all(sd > 0)):
        raise ValueError("effects must be finite and errors above 0")

    def too_wide(variance: float) -> float:
        return float((found**2 / (variance + sd**2)).sum()) - len(found)

    variance = 0.0
    if too_wide(0.0) > 0:
        variance = float(brentq(too_wide, 0.0, float((found**2).sum()), xtol=1e-300, rtol=1e-10))
    return Shrunk(effects=found * variance / (variance + sd**2), spread=math.sqrt(variance))
