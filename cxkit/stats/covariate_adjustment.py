"""A difference of means made sharper by what was known of each unit before (CUPED)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxkit.stats.compare import Difference, mean_difference


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Sums over the units of one arm: all that the adjustment needs.

    Attributes
    ----------
    n : float
        Units, 2 or more.
    y, x : float
        Sum of the outcome, and of the measure from before.
    yy, xx, xy : float
        Sums of their squares and of their product.
    """

    n: float
    y: float
    x: float
    yy: float
    xx: float
    xy: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjusted:
    """Second arm less first arm, adjusted for a measure from before.

    Attributes
    ----------
    plain, adjusted : Difference
        Difference of the means as they are (Welch), and after the adjustment.
    theta : float
        Outcome for each unit of the measure from before, pooled within the arms.
    reduction : float
        Part of the variance of the plain difference that the adjustment takes away; below 0
        where it adds some.
    balance : Difference
        Difference of the measure from before: no treatment can cause one.
    """

    plain: Difference
    adjusted: Difference
    theta: float
    reduction: float
    balance: Difference


def moments(outcome: npt.ArrayLike, before: npt.ArrayLike) -> Moments:
    """Return the sums of one arm from its units.

    Parameters
    ----------
    outcome, before : array of float, shape (n,)
        What each unit did, and the measure from before; finite.

    Raises
    ------
    ValueError
        If the lengths differ, a value is not finite or there are fewer than two.
    """
    y, x = np.asarray(outcome, dtype=np.float64), np.asarray(before, dtype=np.float64)
    if y.ndim != 1 or y.shape != x.shape or len(y) < 2:
        raise ValueError("need two flat lists of one length, of two units or more")
    if not (np.isfinite(y).all() and np.isfinite(x).all()):
        raise ValueError("outcomes and measures from before must be finite")
    return Moments(
        n=len(y), y=float(y.sum()), x=float(x.sum()),
        yy=float(y @ y), xx=float(x @ x), xy=float(x @ y),
    )  # fmt: skip


def adjusted_difference(
    control: Moments, arm: Moments, *, confidence: float = 0.95
) -> Adjusted | None:
    """Difference of two means, second less first, adjusted for a measure from before.

    Parameters
    ----------
    control, arm : Moments
        Sums of the two arms.
    confidence : float, default 0.95
        Two-sided level of the intervals.

    Returns
    -------
    Adjusted or None
        None where the measure from before, or the outcome, does not vary.

    Raises
    ------
    ValueError
        If an arm has fewer than two units or its sums cannot be those of real values.

    Notes
    -----
    ``(ȳ1 - ȳ0) - θ (x̄1 - x̄0)`` with ``θ = cov(x, y) / var(x)`` pooled within the arms. Its
    variance in an arm is ``var(y) - 2 θ cov(x, y) + θ² var(x)``; interval by Welch. Where x
    explains a share ρ² of y the variance falls by that share. Holds only where the treatment
    cannot have moved x, and if it is measured for all units alike: `balance` tests it.

    References
    ----------
    Deng, Xu, Kohavi and Walker (2013), WSDM '13, 123-132; Lin (2013), Annals of Applied
    Statistics 7, 295-318.
    """
    spreads = [_spread(each) for each in (control, arm)]
    inner = [each.n - 1 for each in (control, arm)]
    xx = sum(n * part[1] for n, part in zip(inner, spreads, strict=True))
    xy = sum(n * part[2] for n, part in zip(inner, spreads, strict=True))
    if xx <= 0 or all(part[0] == 0 for part in spreads):
        return None
    theta = xy / xx
    sides, plain, before = [], [], []
    shift = (control.x + arm.x) / (control.n + arm.n)
    for each, (var_y, var_x, cov) in zip((control, arm), spreads, strict=True):
        rest = max(0.0, var_y - 2 * theta * cov + theta * theta * var_x)
        mean = each.y / each.n - theta * (each.x / each.n - shift)
        sides.append((each.n, mean, math.sqrt(rest)))
        plain.append((each.n, each.y / each.n, math.sqrt(var_y)))
        before.append((each.n, each.x / each.n, math.sqrt(var_x)))
    raw = mean_difference(plain[0], plain[1], confidence=confidence)
    adjusted = mean_difference(sides[0], sides[1], confidence=confidence)
    return Adjusted(
        plain=raw,
        adjusted=adjusted,
        theta=theta,
        reduction=1 - (adjusted.standard_error / raw.standard_error) ** 2,
        balance=mean_difference(before[0], before[1], confidence=confidence),
    )


def _spread(sums: Moments) -> tuple[float, float, float]:
    """Return the variances of outcome and measure from before, and their covariance."""
    if sums.n < 2:
        raise ValueError(f"need two units or more in each arm, got {sums.n}")
    var_y = (sums.yy - sums.y * sums.y / sums.n) / (sums.n - 1)
    var_x = (sums.xx - sums.x * sums.x / sums.n) / (sums.n - 1)
    cov = (sums.xy - sums.x * sums.y / sums.n) / (sums.n - 1)
    slack = 1e-9 * (1 + max(sums.yy, sums.xx) / sums.n)
    if not (var_y >= -slack and var_x >= -slack and abs(cov) <= _most(var_y, var_x, slack)):
        raise ValueError(
            "the sums of squares and products are not those of any values: a square is too "
            "small, or a product too large"
        )
    return (
        0.0 if var_y <= slack * 1e-3 else var_y,
        0.0 if var_x <= slack * 1e-3 else var_x,
        cov,
    )


def _most(var_y: float, var_x: float, slack: float) -> float:
    return math.sqrt(max(var_y, 0.0) * max(var_x, 0.0)) * (1 + 1e-9) + slack
