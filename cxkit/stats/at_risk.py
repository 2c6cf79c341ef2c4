"""Counting who is followed at a time, and the limits that follow from it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]


def entering_at_or_after(time: FloatArray, since: FloatArray, number: IntArray) -> IntArray:
    """Count those who enter at each time or later, and are therefore not at risk at it.

    Parameters
    ----------
    time : array of float, shape (k,)
        Moments.
    since : array of float, shape (n,)
        Since when each was followed.
    number : array of int, shape (n,)
        How many each stands for.

    Returns
    -------
    array of int, shape (k,)
    """
    order = np.argsort(since, kind="stable")
    before = np.concatenate(([0], np.cumsum(number[order])))
    entered = before[np.searchsorted(since[order], time, side="left")]
    return np.asarray(number.sum() - entered, dtype=np.int64)


def whole_counts(counts: npt.ArrayLike) -> IntArray:
    """Return counts as whole numbers.

    Raises
    ------
    ValueError
        If one is not a whole number of 0 or more.
    """
    given = np.atleast_1d(np.asarray(counts, dtype=np.float64))
    if not (np.all(np.isfinite(given)) and np.all(given >= 0) and np.all(np.floor(given) == given)):
        raise ValueError("counts must be whole numbers of 0 or more")
    return given.astype(np.int64)


def happened(observed: npt.ArrayLike) -> BoolArray:
    """Return which waits ended in an event.

    Raises
    ------
    ValueError
        If one is neither true nor false, nor 1 nor 0: what is missing is not an event, and
        neither are codes such as 1 and 2.
    """
    given = np.atleast_1d(np.asarray(observed))
    if given.dtype == np.bool_:
        return given
    if not all(item in (0, 1) for item in given.tolist()):
        raise ValueError("observed must be true or false, 1 or 0")
    return given.astype(np.bool_)


def log_log_limits(
    survival: FloatArray, variance: FloatArray, z: float
) -> tuple[FloatArray, FloatArray]:
    """Return the limits of a survival curve on the log(-log) scale.

    Parameters
    ----------
    survival, variance : array of float, shape (k,)
        Shares and Greenwood's sums.
    z : float
        Standard errors on each side.

    Returns
    -------
    low, high : array of float, shape (k,)
        1 before the first event, NaN once nobody is left.
    """
    low, high = np.ones(survival.shape), np.ones(survival.shape)
    inner = (survival > 0) & (survival < 1)
    log = np.log(survival[inner])
    reach = z * np.sqrt(variance[inner]) / np.abs(log)
    low[inner] = np.exp(log * np.exp(reach))
    high[inner] = np.exp(log * np.exp(-reach))
    low[survival <= 0] = high[survival <= 0] = np.nan
    return low, high
