"""Curves through survivor shares: why least squares is not used to project retention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Curve = Literal["linear", "quadratic", "exponential"]
CURVES: tuple[Curve, ...] = ("linear", "quadratic", "exponential")


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveFit:
    """A curve drawn through the share of a cohort still there.

    Attributes
    ----------
    curve : {"linear", "quadratic", "exponential"}
        Polynomial in the periods, or ``exp(a + b t)`` fitted on the logarithm.
    coefficients : tuple of float
        Constant first.
    r_squared : float
        Share of the variance explained, of the logarithm for the exponential.
    """

    curve: Curve
    coefficients: tuple[float, ...]
    r_squared: float


def fit_curve(survivors: Sequence[float], curve: Curve) -> CurveFit:
    """Draw a curve through survivor shares by least squares, to show how it misleads.

    Parameters
    ----------
    survivors : sequence of float
        Customers still there after 0, 1, 2, ... periods; four or more, all above 0.
    curve : {"linear", "quadratic", "exponential"}
        What is drawn.

    Returns
    -------
    CurveFit
        Fits the past well and projects badly: lines fall below 0, parabolas rise again,
        and one rate of decay is too steep for who stays. `fit_retention` is used instead.

    Raises
    ------
    ValueError
        If there are fewer than four survivors, or one is not above 0.

    References
    ----------
    Fader and Hardie (2007), Journal of Interactive Marketing 21, 76-90.
    """
    alive = np.asarray(survivors, dtype=np.float64)
    if alive.ndim != 1 or alive.size < 4 or not (np.isfinite(alive) & (alive > 0)).all():
        raise ValueError("need survivors of four periods or more, all above 0")
    if curve not in CURVES:
        raise ValueError(f"the curve must be one of {CURVES}, got {curve!r}")
    share = alive / alive[0]
    target = np.log(share) if curve == "exponential" else share
    time = np.arange(alive.size, dtype=np.float64)
    powers = np.vander(time, 3 if curve == "quadratic" else 2, increasing=True)
    found = np.linalg.lstsq(powers, target, rcond=None)[0]
    spread = ((target - target.mean()) ** 2).sum()
    rest = ((target - powers @ found) ** 2).sum()
    return CurveFit(
        curve=curve,
        coefficients=tuple(float(each) for each in found),
        r_squared=float(1 - rest / spread) if spread > 0 else float("nan"),
    )


def curve_share(fit: CurveFit, period: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return the share still there after some periods that a curve gives, below 0 and all."""
    time = np.asarray(period, dtype=np.float64)
    value = np.polynomial.polynomial.polyval(time, np.array(fit.coefficients))
    return np.asarray(np.exp(value) if fit.curve == "exponential" else value)
