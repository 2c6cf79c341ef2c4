"""The best set of options under a budget, with conditions among them: exact."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxkit.economics.cases.rates_of_return import Floats

Places = tuple[int, ...]
Pairs = Sequence[tuple[int, int]]
Together = Sequence[tuple[Places, Sequence[tuple[Places, float]]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One optimal set.

    Attributes
    ----------
    chosen : tuple of int
        Places of the options, ascending.
    value, cost : float
        Sum over the chosen.
    """

    chosen: Places
    value: float
    cost: float


def best_set(
    values: Sequence[float],
    costs: Sequence[float],
    *,
    budget: float,
    requires: Pairs = (),
    excludes: Pairs = (),
    together: Together = (),
) -> Choice:
    """Return the set of options of the highest value that a budget allows: exact.

    Parameters
    ----------
    values, costs : sequence of float
        Of each option: net present value, and what it takes from the budget (0 or more).
    budget : float
        0 or more; infinite for no limit.
    requires : sequence of (int, int)
        ``(i, j)``: option i can only be chosen with option j.
    excludes : sequence of (int, int)
        Pairs of options of which one at most can be chosen.
    together : sequence of (places, sets)
        Options whose values do not add up, and the joint value of every non-empty set of them;
        their own `values` are then not used.

    Returns
    -------
    Choice
        Empty where nothing is worth more than 0. Of sets of the same value a cheaper one.

    Raises
    ------
    ValueError
        If lengths differ, a number is not finite, a cost or the budget is below 0, or a place
        does not exist.

    Notes
    -----
    The knapsack problem with precedence and exclusion, as a mixed-integer program solved by
    branch and bound (HiGHS): ``max Σ v x`` with ``Σ c x ≤ b``, ``x_i ≤ x_j``, ``x_i + x_j ≤ 1``;
    options whose values do not add up get one variable a set.

    References
    ----------
    Weingartner (1963), Mathematical Programming and the Analysis of Capital Budgeting Problems;
    Huangfu and Hall (2018), Mathematical Programming Computation 10, 119-142 (HiGHS).
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    worth, paid = np.asarray(values, dtype=np.float64), np.asarray(costs, dtype=np.float64)
    n = len(worth)
    _check(worth, paid, budget, [*requires, *excludes])
    if not n:
        return Choice(chosen=(), value=0.0, cost=0.0)
    gains = worth.copy()
    sets = [(places, one, value) for places, ones in together for one, value in ones]
    for places, _ in together:
        gains[list(places)] = 0.0
    gains = np.concatenate((gains, [value for _, _, value in sets]))
    scale = float(np.abs(gains).max()) or 1.0
    spent = float(paid.sum())
    unit = spent or 1.0
    goal = -gains / scale
    goal[:n] += 1e-9 * paid / unit  # of equal sets the cheaper one
    rows, low, high = [], [], []

    def limit(row: Floats, least: float, most: float) -> None:
        rows.append(row)
        low.append(least)
        high.append(most)

    if budget < spent:
        limit(np.concatenate((paid / unit, np.zeros(len(sets)))), -np.inf, budget / unit)
    for first, second in requires:
        limit(_row(len(gains), {first: 1.0, second: -1.0}), -np.inf, 0)
    for first, second in excludes:
        limit(_row(len(gains), {first: 1.0, second: 1.0}), -np.inf, 1)
    for places, _ in together:
        own = [k for k, (group, _, _) in enumerate(sets, start=n) if group == places]
        limit(_row(len(gains), dict.fromkeys(own, 1.0)), -np.inf, 1)
        for place in places:
            holding = {k: -1.0 for k in own if place in sets[k - n][1]}
            limit(_row(len(gains), {place: 1.0, **holding}), 0, 0)
    with silent():
        found = milp(
            goal,
            integrality=np.ones(len(gains), dtype=np.int64),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(np.array(rows), low, high) if rows else (),
            options={"mip_rel_gap": 0.0},
        )
    if found.x is None:
        raise ValueError(f"the choice could not be worked out: {found.message}")
    chosen = tuple(int(place) for place in np.flatnonzero(found.x[:n] > 0.5))
    value = float(gains @ np.round(found.x))
    return Choice(chosen=chosen, value=value, cost=float(paid[list(chosen)].sum()))


def allowed_sets(n: int, requires: Pairs = (), excludes: Pairs = ()) -> npt.NDArray[np.int8]:
    """Return every set of `n` options that the conditions allow, one a row of 0 and 1."""
    sets = ((np.arange(2**n)[:, None] >> np.arange(n)) & 1).astype(np.int8)
    keep = np.ones(len(sets), dtype=bool)
    for first, second in requires:
        keep &= sets[:, first] <= sets[:, second]
    for first, second in excludes:
        keep &= sets[:, first] + sets[:, second] <= 1
    return sets[keep]


@contextmanager
def silent() -> Iterator[None]:
    """Keep the solver from writing to the console: HiGHS has a line it prints unasked.

    It goes past Python, so the file it writes to is exchanged, and put back whatever happens.
    """
    sys.stdout.flush()
    _flush()
    try:
        kept = os.dup(1)
    except OSError:  # no console at all
        yield
        return
    try:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            try:
                yield
            finally:
                _flush()
                os.dup2(kept, 1)
    finally:
        os.close(kept)


def _flush() -> None:
    """Empty the buffer of the C library, so that nothing in it appears later."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).fflush(None)


def _check(worth: Floats, paid: Floats, budget: float, pairs: Pairs) -> None:
    if worth.shape != paid.shape or worth.ndim != 1:
        raise ValueError(f"need one cost for each value, got {len(worth)} and {len(paid)}")
    if not (np.isfinite(worth).all() and np.isfinite(paid).all()):
        raise ValueError("every value and every cost has to be a finite number")
    if (paid < 0).any() or not budget >= 0:
        raise ValueError(f"costs and budget are 0 or more, got a budget of {budget}")
    if any(not 0 <= place < len(worth) for pair in pairs for place in pair):
        raise ValueError(f"places run from 0 to {len(worth) - 1}: one of the pairs names another")


def _row(width: int, entries: dict[int, float]) -> Floats:
    row = np.zeros(width)
    for place, value in entries.items():
        row[place] += value
    return row
