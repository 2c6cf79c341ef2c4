"""Customers who could leave and who left, by how many periods they had stayed before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewals:
    """What a model of retention needs to know of any number of cohorts.

    Attributes
    ----------
    at_risk : array of float, shape (periods,)
        Customers seen all through their 1st, 2nd, ... period, or until they left in it.
    lost : array of float, shape (periods,)
        Those of them who left in it.
    n : float
        Customers behind the counts.

    Notes
    -----
    Cohorts of different age, customers who are still there (right-censored) and customers
    seen only from a later period on (left-truncated) all add up to these two numbers a
    period: the chance of each stay is a product of its chances period by period.
    """

    at_risk: Floats
    lost: Floats
    n: float


def renewals_of_cohorts(
    cohorts: Sequence[Sequence[float]], *, first: Sequence[int] | None = None
) -> Renewals:
    """Add up cohorts, each given as its survivors after 0, 1, 2, ... periods.

    Parameters
    ----------
    cohorts : sequence of sequence of float
        Customers still there: two numbers or more each, never rising, the first above 0.
        A cohort ends where it was last seen.
    first : sequence of int, optional
        Periods each cohort had stayed when its first number was counted; 0 for all if
        absent. A cohort seen only from a later period on is left-truncated.

    Raises
    ------
    ValueError
        If a cohort is too short, rises, has negative or no customers, or `first` does not fit.
    """
    stayed = list(first) if first is not None else [0] * len(cohorts)
    if not cohorts or len(stayed) != len(cohorts):
        raise ValueError(
            f"need at least one cohort and one start for each, got {len(cohorts)} cohorts and "
            f"{len(stayed)} starts"
        )
    length = max(start + len(each) - 1 for start, each in zip(stayed, cohorts, strict=True))
    at_risk, lost = np.zeros(max(length, 0)), np.zeros(max(length, 0))
    total = 0.0
    for place, (start, each) in enumerate(zip(stayed, cohorts, strict=True)):
        alive = np.asarray(each, dtype=np.float64)
        if start < 0:
            raise ValueError(f"cohort {place}: periods stayed before must be 0 or more")
        if alive.ndim != 1 or alive.size < 2:
            raise ValueError(f"cohort {place}: need survivors of two periods or more")
        if not (np.isfinite(alive).all() and alive[0] > 0 and alive[-1] >= 0):
            raise ValueError(f"cohort {place}: survivors must be numbers, the first above 0")
        if (np.diff(alive) > 0).any():
            raise ValueError(
                f"cohort {place}: survivors cannot rise; whoever joins is a new cohort"
            )
        place_of = slice(start, start + alive.size - 1)
        at_risk[place_of] += alive[:-1]
        lost[place_of] += alive[:-1] - alive[1:]
        total += float(alive[0])
    return Renewals(at_risk=at_risk, lost=lost, n=total)


def renewals_of_customers(
    stayed: npt.ArrayLike, left: npt.ArrayLike, *, seen_from: npt.ArrayLike | None = None
) -> Renewals:
    """Count customers, each followed for a time in periods.

    Parameters
    ----------
    stayed : array of float, shape (n,)
        Periods since joining when the customer left or was last seen, 0 or more.
    left : array of bool, shape (n,)
        Whether it left then; else it was still there.
    seen_from : array of float, shape (n,), optional
        Periods since joining from which it was followed; 0 or less: from the start. Who left
        before could not be seen (left truncation).

    Notes
    -----
    A customer counts in each period that began while it was followed and that it completed
    or left in. The part of a period before or after that tells nothing whole and is left out.

    Raises
    ------
    ValueError
        If lengths differ or a time is negative or blank.
    """
    time = np.asarray(stayed, dtype=np.float64)
    ended = np.asarray(left, dtype=np.bool_)
    start = np.zeros_like(time) if seen_from is None else np.asarray(seen_from, dtype=np.float64)
    if not time.shape == ended.shape == start.shape or time.ndim != 1:
        raise ValueError("times and marks must be lists of one length")
    if not (np.isfinite(time).all() and np.isfinite(start).all() and (time >= 0).all()):
        raise ValueError("times must be numbers of 0 or more; leave out customers without one")
    begin = np.ceil(np.maximum(start, 0.0) - 1e-9).astype(np.int64)
    # the period of leaving counts whole; without leaving only completed periods do
    gone = np.maximum(np.ceil(time - 1e-9), 1).astype(np.int64)
    end = np.where(ended, gone, np.floor(time + 1e-9).astype(np.int64))
    used = end > begin
    length = int(end[used].max()) if used.any() else 0
    change = np.zeros(length + 1)
    np.add.at(change, begin[used], 1.0)
    np.add.at(change, end[used], -1.0)
    lost = np.bincount(end[used & ended] - 1, minlength=length)[:length].astype(np.float64)
    return Renewals(at_risk=np.cumsum(change)[:length], lost=lost, n=float(used.sum()))
