"""How many times as large one share is as another, with an interval that agrees with Newcombe's."""

from __future__ import annotations

import math

from cxkit.stats.intervals import wilson_interval


def share_ratio_interval(
    count_1: float, n_1: float, count_2: float, n_2: float, *, confidence: float = 0.95
) -> tuple[float, float]:
    """Interval of ``(count_1 / n_1) / (count_2 / n_2)`` for two independent groups.

    Parameters
    ----------
    count_1, n_1, count_2, n_2 : float
        Favourable answers and base of each group, ``0 <= count <= n`` and ``n > 0``.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    low, high : float
        Ratios of 0 or more; `high` is infinite where the second share may be 0.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    Notes
    -----
    The ratios R at which ``p1 - R p2`` joined from the Wilson limits of both shares just touches
    0 (MOVER). At R = 1 this is Newcombe's interval of the difference, so that the ratio leaves
    out 1 exactly when the difference leaves out 0.

    References
    ----------
    Donner and Zou (2012), Statistical Methods in Medical Research 21, 347-359.
    """
    low_1, high_1 = wilson_interval(count_1, n_1, confidence=confidence)
    low_2, high_2 = wilson_interval(count_2, n_2, confidence=confidence)
    share_1, share_2 = count_1 / n_1, count_2 / n_2
    product = share_1 * share_2
    square, rest = high_2 * (2 * share_2 - high_2), low_1 * (2 * share_1 - low_1)
    root = product + math.sqrt(max(0.0, product * product - square * rest))
    low = rest / root if root > 0 else 0.0
    square, rest = low_2 * (2 * share_2 - low_2), high_1 * (2 * share_1 - high_1)
    if square <= 0:
        return max(0.0, low), math.inf
    high = (product + math.sqrt(max(0.0, product * product - square * rest))) / square
    return max(0.0, low), high
