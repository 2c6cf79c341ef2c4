"""How far the items of a dimension measure one thing: Cronbach's alpha with its interval."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """Internal consistency of several items.

    Attributes
    ----------
    alpha, ci_low, ci_high : float
        Cronbach's alpha, at most 1 (it may be negative), and its interval; NaN where it
        cannot be computed.
    n, n_left_out : int
        People who answered every item, and those left out because they skipped one.
    items : int
        Items, at least 2.
    confidence : float
        Two-sided level of the interval.
    """

    alpha: float
    ci_low: float
    ci_high: float
    n: int
    n_left_out: int
    items: int
    confidence: float


def cronbach_alpha(answers: npt.NDArray[np.float64], *, confidence: float = 0.95) -> Reliability:
    """Cronbach's alpha of several items with Feldt's interval.

    Parameters
    ----------
    answers : array of float, shape (n, k)
        One row a person, one column an item, k at least 2, all items running the same way;
        NaN where an item was skipped.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    Reliability
        NaN where fewer than two people answered every item, or their sums do not differ.

    Raises
    ------
    ValueError
        If there are fewer than two items or the level is out of range.

    Notes
    -----
    ``alpha = k / (k - 1) · (1 - sum of item variances / variance of the sum)`` over the people
    who answered every item; the interval is `feldt_interval`.

    References
    ----------
    Cronbach (1951), Psychometrika 16, 297-334; Feldt (1965), Psychometrika 30, 357-370.
    """
    if answers.ndim != 2 or answers.shape[1] < 2:
        raise ValueError(f"need two or more items, got an array of shape {answers.shape}")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must be in (0, 1), got {confidence} (write 0.95, not 95)")
    whole = answers[~np.isnan(answers).any(axis=1)]
    n, items = whole.shape
    some = int((~np.isnan(answers).all(axis=1)).sum())
    alpha = low = high = math.nan
    if n > 1:
        total = float(whole.sum(axis=1).var(ddof=1))
        if total > 0:
            parts = float(whole.var(axis=0, ddof=1).sum())
            alpha = items / (items - 1) * (1 - parts / total)
            low, high = feldt_interval(alpha, n=n, items=items, confidence=confidence)
    return Reliability(
        alpha=alpha,
        ci_low=low,
        ci_high=high,
        n=n,
        n_left_out=some - n,
        items=items,
        confidence=confidence,
    )


def feldt_interval(
    alpha: float, *, n: int, items: int, confidence: float = 0.95
) -> tuple[float, float]:
    """Interval of Cronbach's alpha.

    Parameters
    ----------
    alpha : float
        Alpha as computed, at most 1.
    n, items : int
        People and items, both at least 2.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    low, high : float
        Both at most 1.

    Notes
    -----
    ``1 - (1 - alpha) F``, with F the quantiles ``(1 + level) / 2`` and ``(1 - level) / 2`` of
    the F distribution with ``n - 1`` and ``(n - 1)(k - 1)`` degrees of freedom; exact for
    normal items of equal covariance, roughly right for answers on a scale.

    References
    ----------
    Feldt (1965), Psychometrika 30, 357-370; Feldt, Woodruff and Salih (1987), Applied
    Psychological Measurement 11, 93-103, formulas 6 and 7.
    """
    from scipy.special import fdtri

    df = (n - 1, (n - 1) * (items - 1))
    low = 1 - (1 - alpha) * float(fdtri(*df, (1 + confidence) / 2))
    high = 1 - (1 - alpha) * float(fdtri(*df, (1 - confidence) / 2))
    return low, high
