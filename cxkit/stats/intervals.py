"""Intervals of one share and of one mean, from counts and summary statistics."""

from __future__ import annotations

import math

from cxkit.stats.levels import normal_quantile, t_quantile


def wilson_interval(count: float, n: float, *, confidence: float = 0.95) -> tuple[float, float]:
    """Interval of a proportion by the Wilson score method.

    Parameters
    ----------
    count, n : float
        Favourable answers and base, ``0 <= count <= n`` and ``n > 0``. Fractions are
        accepted so that an effective base can be passed.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    low, high : float
        Proportions in [0, 1], not percent; ``low <= count / n <= high``.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    Notes
    -----
    With ``p = count / n``: centre ``(p + z²/2n) / (1 + z²/n)``, half-width
    ``z / (1 + z²/n) · sqrt(p(1 - p)/n + z²/4n²)``.

    References
    ----------
    Wilson (1927), JASA 22, 209-212; Newcombe (1998), Statistics in Medicine 17, 857-872,
    method 3; Brown, Cai and DasGupta (2001), Statistical Science 16, 101-133.
    """
    _check_share(count, n)
    z = normal_quantile(confidence)
    share = count / n
    shrink = 1 + z * z / n
    centre = (share + z * z / (2 * n)) / shrink
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / shrink
    low = 0.0 if count == 0 else max(0.0, centre - half)
    high = 1.0 if count == n else min(1.0, centre + half)
    return low, high


def agresti_coull_interval(
    count: float, n: float, *, confidence: float = 0.95
) -> tuple[float, float]:
    """Interval of a proportion by the method of Agresti and Coull, for larger bases.

    Parameters
    ----------
    count, n : float
        Favourable answers and base, ``0 <= count <= n`` and ``n > 0``.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    low, high : float
        Proportions in [0, 1].

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    Notes
    -----
    The Wald interval after adding ``z²/2`` favourable and ``z²/2`` other answers.

    References
    ----------
    Agresti and Coull (1998), The American Statistician 52, 119-126.
    """
    _check_share(count, n)
    z = normal_quantile(confidence)
    base = n + z * z
    share = (count + z * z / 2) / base
    half = z * math.sqrt(share * (1 - share) / base)
    return max(0.0, share - half), min(1.0, share + half)


def mean_interval(
    n: float, mean: float, sd: float, *, confidence: float = 0.95
) -> tuple[float, float]:
    """Interval of a mean by Student's t, from summary statistics.

    Parameters
    ----------
    n : float
        Base, at least 1.
    mean, sd : float
        Mean and standard deviation (divisor ``n - 1``) of the answers; `sd` is ignored
        where ``n`` is 1.
    confidence : float, default 0.95
        Two-sided level, strictly between 0 and 1.

    Returns
    -------
    low, high : float
        Unit of the mean; both NaN for a single answer, which says nothing about spread.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    Notes
    -----
    ``mean ± t(n - 1) · sd / sqrt(n)``. Where all answers are equal the interval has no
    width: the data hold no sign of spread, which is not proof that there is none. Below
    about 15 answers show the counts beside it.

    References
    ----------
    Student (1908), Biometrika 6, 1-25; NIST/SEMATECH e-Handbook, section 1.3.5.2.
    """
    if not n >= 1:
        raise ValueError(f"need n >= 1, got n={n}")
    if n <= 1:
        normal_quantile(confidence)  # a wrong level is refused whatever the base
        return math.nan, math.nan
    if not sd >= 0:
        raise ValueError(f"need sd >= 0, got sd={sd}")
    half = t_quantile(confidence, n - 1) * sd / math.sqrt(n)
    return mean - half, mean + half


def _check_share(count: float, n: float) -> None:
    if not (n > 0 and 0 <= count <= n):
        raise ValueError(f"need n > 0 and 0 <= count <= n, got count={count}, n={n}")
