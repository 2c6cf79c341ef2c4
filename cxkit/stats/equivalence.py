"""Whether a difference is small enough not to matter: the test that "no change" needs."""

from __future__ import annotations

from collections.abc import Callable

Interval = Callable[[float], tuple[float, float]]
"""The interval of a difference at a two-sided level."""

_STEPS = 50


def equivalence_p_value(interval: Interval, margin: float) -> float:
    """Return the p value that a difference is larger than a margin, either way.

    Parameters
    ----------
    interval : callable
        Gives the interval of the difference at a two-sided level strictly between 0 and 1.
    margin : float
        Largest difference that does not matter, above 0.

    Returns
    -------
    float
        In [0, 1]. At or below ``a`` exactly when the interval at level ``1 - 2 a`` lies within
        ``(-margin, margin)``; 1 where the middle of the interval lies outside.

    Raises
    ------
    ValueError
        If the margin is not above 0.

    Notes
    -----
    Two one-sided tests, each at level ``a``: the difference is called smaller than the margin
    only if both "at or below ``-margin``" and "at or above ``margin``" are rejected. A test of
    "no difference" that does not reject is no proof of this.

    References
    ----------
    Schuirmann (1987), Journal of Pharmacokinetics and Biopharmaceutics 15, 657-680.
    """
    if not margin > 0:
        raise ValueError(f"need a margin above 0, got {margin}")

    def within(p_value: float) -> bool:
        low, high = interval(1 - 2 * p_value)
        return low > -margin and high < margin

    low, high = 1e-12, 0.5 - 1e-12
    if not within(high):
        return 1.0
    if within(low):
        return 0.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if within(middle) else (middle, high)
    return high
