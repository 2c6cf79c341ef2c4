"""Two yes-or-no answers of the same people: difference of their shares, and its test."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import bdtr

from cxkit.stats.intervals import wilson_interval

Pairs = tuple[int, int, int, int]
"""People who say yes to both, to the first only, to the second only, to neither."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedDifference:
    """Share of the first answer less share of the second, on the same people.

    Attributes
    ----------
    first, second : float
        Shares of yes, in [0, 1].
    difference, ci_low, ci_high : float
        First less second, in [-1, 1], with its interval.
    p_value : float
        Two-sided, McNemar's exact test with mid-p; 1 where nobody answers the two
        differently.
    n : int
        People.
    frame : int or None
        People of the whole group they come from, where known.
    confidence : float
        Two-sided level of the interval.
    """

    first: float
    second: float
    difference: float
    ci_low: float
    ci_high: float
    p_value: float
    n: int
    frame: int | None
    confidence: float


def paired_interval(
    both: float, first_only: float, second_only: float, neither: float, *, confidence: float = 0.95
) -> tuple[float, float]:
    """Interval of the difference of two shares asked of the same people.

    Parameters
    ----------
    both, first_only, second_only, neither : float
        People by their two answers, 0 or more, not all 0. Fractions are accepted so that
        an effective base can be passed.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    low, high : float
        Share of the first less share of the second, in [-1, 1].

    Raises
    ------
    ValueError
        If a count is negative, all are 0, or the level is not strictly between 0 and 1.

    Notes
    -----
    Joins the Wilson limits of the two shares as the interval for independent groups does,
    with the correlation of the two answers,
    ``phi = (both * neither - first_only * second_only) / root of the product of the margins``,
    whose numerator is lessened by n/2 (not below 0) where positive, and which is 0 where a
    margin is empty.

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17, 2635-2650, method 10.
    """
    cells = (both, first_only, second_only, neither)
    n = sum(cells)
    if min(cells) < 0 or not n > 0:
        raise ValueError(f"need counts of 0 or more that are not all 0, got {cells}")
    yes_1, yes_2 = both + first_only, both + second_only
    share_1, share_2 = yes_1 / n, yes_2 / n
    low_1, high_1 = wilson_interval(yes_1, n, confidence=confidence)
    low_2, high_2 = wilson_interval(yes_2, n, confidence=confidence)
    root = math.sqrt(yes_1 * (n - yes_1) * yes_2 * (n - yes_2))
    tied = both * neither - first_only * second_only
    if tied > 0:
        tied = max(tied - n / 2, 0.0)
    phi = tied / root if root > 0 else 0.0

    def reach(down: float, up: float) -> float:
        return math.sqrt(max(down * down - 2 * phi * down * up + up * up, 0.0))

    difference = share_1 - share_2
    low = difference - reach(share_1 - low_1, high_2 - share_2)
    high = difference + reach(high_1 - share_1, share_2 - low_2)
    return max(-1.0, low), min(1.0, high)


def mcnemar_mid_p(first_only: int, second_only: int) -> float:
    """Return the chance of so uneven a split of those who answer the two differently.

    Parameters
    ----------
    first_only, second_only : int
        People who say yes to the first only, and to the second only.

    Returns
    -------
    float
        Two-sided p value in [0, 1]; 1 where nobody answers differently.

    Raises
    ------
    ValueError
        If a count is negative.

    Notes
    -----
    ``2 P(X < k) + P(X = k)`` with ``k`` the smaller count and ``X`` binomial with one half
    of their sum: the exact test less half the chance of the split observed. It keeps its
    level better than the exact test, which is too careful on few people.

    References
    ----------
    Fagerland, Lydersen and Laake (2013), BMC Medical Research Methodology 13, 91.
    """
    if min(first_only, second_only) < 0:
        raise ValueError(f"need counts of 0 or more, got {first_only} and {second_only}")
    total, fewer = first_only + second_only, min(first_only, second_only)
    if total == 0:
        return 1.0
    at_most = float(bdtr(fewer, total, 0.5))
    fewer_still = float(bdtr(fewer - 1, total, 0.5)) if fewer > 0 else 0.0
    return min(1.0, at_most + fewer_still)


def paired_difference(
    pairs: Pairs, *, frame: int | None = None, confidence: float = 0.95
) -> PairedDifference:
    """Difference of two shares asked of the same people, of a small group if need be.

    Parameters
    ----------
    pairs : tuple of four int
        People who say yes to both, to the first only, to the second only, to neither.
    frame : int, optional
        People of the whole group; those who answered are taken as a random part of it.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    PairedDifference

    Raises
    ------
    ValueError
        If a count is negative, all are 0, the frame is smaller than the people, or the
        level is not strictly between 0 and 1.

    Notes
    -----
    With a frame of N the interval is that of an effective base of ``n (N - 1) / (N - n)``
    (finite population correction, Cochran 1977), never beyond what is possible whatever the
    ``N - n`` others would say; where all N answered it has no width. The p value ignores the
    frame, which makes it careful.

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17, 2635-2650, method 10; Cochran (1977),
    Sampling Techniques, 3rd edition, section 2.6.
    """
    both, first_only, second_only, _ = pairs
    n = sum(pairs)
    low, high = paired_interval(*pairs, confidence=confidence)
    if frame is not None and frame < n:
        raise ValueError(f"need a frame of at least n={n}, got {frame}")
    first, second = (both + first_only) / n, (both + second_only) / n
    if frame == n:
        low = high = first - second
    elif frame is not None:
        more = (frame - 1) / (frame - n)
        low, high = paired_interval(*(count * more for count in pairs), confidence=confidence)
        # whatever the others would say, the gap of all lies between these
        heard = first_only - second_only
        low = max(low, (heard - (frame - n)) / frame)
        high = min(high, (heard + (frame - n)) / frame)
    return PairedDifference(
        first=first,
        second=second,
        difference=first - second,
        ci_low=low,
        ci_high=high,
        p_value=mcnemar_mid_p(first_only, second_only),
        n=n,
        frame=frame,
        confidence=confidence,
    )
