"""Whether groups leave at the same pace: the log-rank test."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import chdtrc

from cxkit.stats.at_risk import FloatArray, happened


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRank:
    """Result of a log-rank test.

    Attributes
    ----------
    statistic : float
        Chi-squared; NaN where nothing happened or only one group was ever at risk with
        another.
    df : int
        Degrees of freedom: groups that can be compared, less one.
    p_value : float
        In [0, 1]; 1 where the statistic is NaN, since nothing speaks for a difference.
    groups : tuple of str
        Names in the order of `observed` and `expected`.
    observed, expected : tuple of float
        Events seen, and events that each group would have had at the common pace.
    """

    statistic: float
    df: int
    p_value: float
    groups: tuple[str, ...]
    observed: tuple[float, ...]
    expected: tuple[float, ...]


def log_rank(
    durations: npt.ArrayLike,
    observed: npt.ArrayLike,
    groups: npt.ArrayLike,
    *,
    entry: npt.ArrayLike | None = None,
) -> LogRank:
    """Test whether two or more groups have the same survival.

    Parameters
    ----------
    durations : array of float, shape (n,)
        Times of the event or of the last sight, 0 or more.
    observed : array of bool, shape (n,)
        Whether the event happened.
    groups : array of str, shape (n,)
        Group of each; at least two different ones.
    entry : array of float, shape (n,), optional
        Times since when each was followed (delayed entry); from the start by default.

    Returns
    -------
    LogRank

    Raises
    ------
    ValueError
        If the arrays differ in length, a time is negative or not a number, an entry is not
        before its duration, something observed is neither true nor false (1 or 0), a group is
        blank, or there are fewer than two groups.

    Notes
    -----
    At each time of an event, with d events among n at risk, a group with m at risk expects
    ``d m / n``; the variances and covariances are hypergeometric, ``d (n - d) / (n - 1) ·
    (m_i / n) (1[i = j] - m_j / n)``. The statistic is ``(O - E)' V⁻ (O - E)``. All times
    weigh alike, so curves that cross may hide a difference.

    References
    ----------
    Mantel (1966), Cancer Chemotherapy Reports 50, 163-170; Kalbfleisch and Prentice (2002),
    The Statistical Analysis of Failure Time Data, section 1.5.
    """
    times = np.atleast_1d(np.asarray(durations, dtype=np.float64))
    ended = happened(observed)
    names = np.atleast_1d(np.asarray(groups).astype(str))
    since = np.full(times.shape, -1.0) if entry is None else np.asarray(entry, dtype=np.float64)
    if not times.shape == ended.shape == names.shape == since.shape:
        raise ValueError("durations, observed, groups and entry must have the same length")
    if not (np.all(np.isfinite(times)) and np.all(times >= 0)):
        raise ValueError("durations must be numbers of 0 or more")
    if not np.all(since < times):
        raise ValueError("entry must lie before the duration")
    if pd.isna(np.atleast_1d(np.asarray(groups, dtype=object))).any():
        raise ValueError("a group is blank; leave out the rows that belong to none")
    labels, place = np.unique(names, return_inverse=True)
    if len(labels) < 2:
        raise ValueError("need at least two groups")
    moments = np.unique(times[ended])
    at_risk = np.zeros((len(moments), len(labels)))
    events = np.zeros_like(at_risk)
    for group in range(len(labels)):
        mine = place == group
        left = np.sort(times[mine])
        came = np.sort(since[mine])
        at_risk[:, group] = np.searchsorted(came, moments, side="left") - np.searchsorted(
            left, moments, side="left"
        )
        hits = np.sort(times[mine & ended])
        events[:, group] = np.searchsorted(hits, moments, side="right") - np.searchsorted(
            hits, moments, side="left"
        )
    return _test(labels, at_risk, events)


def _test(labels: npt.NDArray[np.str_], at_risk: FloatArray, events: FloatArray) -> LogRank:
    n, d = at_risk.sum(axis=1), events.sum(axis=1)
    share = np.divide(at_risk, n[:, None], out=np.zeros_like(at_risk), where=n[:, None] > 0)
    expected = (d[:, None] * share).sum(axis=0)
    seen = events.sum(axis=0)
    factor = np.divide(d * (n - d), n - 1, out=np.zeros_like(n), where=n > 1)
    variance = np.diag((factor[:, None] * share).sum(axis=0)) - (share * factor[:, None]).T @ share
    gap = seen - expected
    rank = int(np.linalg.matrix_rank(variance, hermitian=True)) if variance.any() else 0
    statistic = float(gap @ np.linalg.pinv(variance, hermitian=True) @ gap) if rank else math.nan
    return LogRank(
        statistic=statistic,
        df=rank,
        p_value=float(chdtrc(rank, max(statistic, 0.0))) if rank else 1.0,
        groups=tuple(str(label) for label in labels),
        observed=tuple(float(value) for value in seen),
        expected=tuple(float(value) for value in expected),
    )
