"""Tests of shares by the normal distribution and by chi-squared, as textbooks and tools have them.

The kit decides by Newcombe's interval and its p value (`cxkit.stats.compare`); these stand beside
it so that a figure from another tool can be reproduced.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc, ndtr


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareTest:
    """A test of shares.

    Attributes
    ----------
    statistic : float
        z, or chi-squared where several groups are compared; NaN where nothing varies.
    df : int
        Degrees of freedom of chi-squared; 0 for a z test.
    p_value : float
        Two-sided for z; NaN where nothing varies.
    """

    statistic: float
    df: int
    p_value: float


def one_share_z(count: float, n: float, share: float) -> ShareTest:
    """Test one share against a known one, with the variance of the sample.

    Parameters
    ----------
    count, n : float
        Favourable answers and base, ``0 <= count <= n`` and ``n > 0``.
    share : float
        Share that it is tested against, strictly between 0 and 1.

    Returns
    -------
    ShareTest
        ``z = (p - share) / sqrt(p (1 - p) / n)``, positive where the sample's share is larger;
        NaN where nobody or everybody counts.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    References
    ----------
    Wald (1943), Transactions of the American Mathematical Society 54, 426-482.
    """
    found = _known(count, n, share)
    return _z(found - share, found * (1 - found) / n)


def one_share_score(count: float, n: float, share: float) -> ShareTest:
    """Test one share against a known one, with the variance of the known one.

    Parameters
    ----------
    count, n, share : float
        As in `one_share_z`.

    Returns
    -------
    ShareTest
        ``z = (p - share) / sqrt(share (1 - share) / n)``: the test that Wilson's interval
        inverts, and the better one on small bases.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    References
    ----------
    Wilson (1927), JASA 22, 209-212.
    """
    return _z(_known(count, n, share) - share, share * (1 - share) / n)


def two_shares_z(count_1: float, n_1: float, count_2: float, n_2: float) -> ShareTest:
    """Test two shares for equality with their pooled variance.

    Parameters
    ----------
    count_1, n_1, count_2, n_2 : float
        Favourable answers and base of each group, ``0 <= count <= n`` and ``n > 0``.

    Returns
    -------
    ShareTest
        ``z = (p1 - p2) / sqrt(p (1 - p) (1/n1 + 1/n2))`` with p the share of both together.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    References
    ----------
    Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, ch. 3.
    """
    one, other = _share(count_1, n_1), _share(count_2, n_2)
    pooled = (count_1 + count_2) / (n_1 + n_2)
    return _z(one - other, pooled * (1 - pooled) * (1 / n_1 + 1 / n_2))


def two_shares_unpooled_z(count_1: float, n_1: float, count_2: float, n_2: float) -> ShareTest:
    """Test two shares for equality, each with its own variance.

    Parameters
    ----------
    count_1, n_1, count_2, n_2 : float
        As in `two_shares_z`.

    Returns
    -------
    ShareTest
        ``z = (p1 - p2) / sqrt(p1 (1 - p1) / n1 + p2 (1 - p2) / n2)``.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    References
    ----------
    Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, ch. 3.
    """
    one, other = _share(count_1, n_1), _share(count_2, n_2)
    return _z(one - other, one * (1 - one) / n_1 + other * (1 - other) / n_2)


def equal_shares(counts: Sequence[float], bases: Sequence[float]) -> ShareTest:
    """Test whether several shares are one and the same.

    Parameters
    ----------
    counts, bases : sequence of float
        Favourable answers and base of each of two groups or more, ``0 <= count <= base`` and
        ``base > 0``; shape (k,).

    Returns
    -------
    ShareTest
        Pearson's chi-squared of the k × 2 table without continuity correction, ``k - 1``
        degrees of freedom; for two groups the square of `two_shares_z`.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    References
    ----------
    Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, ch. 9.
    """
    if len(counts) != len(bases) or len(counts) < 2:
        raise ValueError(
            f"need a count and a base of two groups or more, got {len(counts)} and {len(bases)}"
        )
    shares = np.array([_share(count, n) for count, n in zip(counts, bases, strict=True)])
    sizes = np.asarray(bases, dtype=float)
    pooled = float(np.sum(counts)) / float(sizes.sum())
    if pooled in (0.0, 1.0):
        return ShareTest(statistic=math.nan, df=len(shares) - 1, p_value=math.nan)
    statistic = float(sizes @ (shares - pooled) ** 2) / (pooled * (1 - pooled))
    df = len(shares) - 1
    return ShareTest(statistic=statistic, df=df, p_value=float(chdtrc(df, statistic)))


def _z(difference: float, variance: float) -> ShareTest:
    if variance == 0:
        return ShareTest(statistic=math.nan, df=0, p_value=math.nan)
    z = difference / math.sqrt(variance)
    return ShareTest(statistic=z, df=0, p_value=float(2 * ndtr(-abs(z))))


def _share(count: float, n: float) -> float:
    if not (n > 0 and 0 <= count <= n and math.isfinite(n)):
        raise ValueError(f"need n > 0 and 0 <= count <= n, got count={count}, n={n}")
    return count / n


def _known(count: float, n: float, share: float) -> float:
    if not 0 < share < 1:
        raise ValueError(f"share must be in (0, 1), got {share} (write 0.05, not 5)")
    return _share(count, n)
