"""Weights that make a sample meet known totals of its population, margin by margin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.stats.kish import WeightingEffect, kish
from cxkit.stats.margin_faults import margin_faults, plain_fault

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

_HALVINGS = 60
_REACH = 1e6
"""How far beyond a cap a weight is followed; further it makes no difference that matters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raking:
    """Raked weights, and how well they meet the margins.

    Attributes
    ----------
    weights : array of float, shape (n,)
        They add up to the total of the first margin (with counts, times the counts).
    iterations : int
        Passes over all margins.
    converged : bool
        Whether every target is met within the tolerance; never where a cap cuts a target.
    miss : float
        Greatest miss of a target, relative to the target.
    capped : float
        Share of the rows whose weight is at a cap, in [0, 1].
    before, after : WeightingEffect
        What the start weights and the raked weights cost.
    """

    weights: FloatArray
    iterations: int
    converged: bool
    miss: float
    capped: float
    before: WeightingEffect
    after: WeightingEffect


def rake(
    margins: Sequence[Sequence[int] | IntArray],
    targets: Sequence[Sequence[float] | FloatArray],
    *,
    weights: Sequence[float] | FloatArray | None = None,
    counts: Sequence[float] | FloatArray | None = None,
    caps: tuple[float, float] | None = None,
    tolerance: float = 1e-9,
    max_iterations: int = 500,
) -> Raking:
    """Weights that meet the totals of several margins, as near to the start weights as can be.

    Parameters
    ----------
    margins : sequence of arrays of int, each shape (n,)
        Group of each row, by place from 0, a margin each.
    targets : sequence of arrays of float
        What the weights of each group have to add up to, above 0, a margin each; all margins
        have the same total.
    weights : array of float, shape (n,), optional
        Start weights, above 0; 1 if absent.
    counts : array of float, shape (n,), optional
        How many equal rows each row stands for, 0 or more; 1 if absent.
    caps : tuple of float, optional
        Lowest and highest weight, relative to the mean weight, such as ``(0.3, 3)``.
    tolerance : float, default 1e-9
        Relative miss of a target that counts as met.
    max_iterations : int, default 500
        Passes over all margins after which it stops.

    Returns
    -------
    Raking
        With caps, targets are met as far as these allow: `converged` and `miss` say so.

    Raises
    ------
    ValueError
        If lengths differ; if `margin_faults` finds any, all of them in one message; if caps do
        not lie on both sides of 1; if targets are not met although no weight is at a cap,
        because empty combinations of groups contradict them.

    Notes
    -----
    Iterative proportional fitting: the weights of each group are multiplied by what is wanted
    over what there is, margin after margin, until all agree; odds ratios between margins stay
    as they are. Under caps the factor of a group is the one that meets its target *after* its
    weights are cut to the caps (Deville and Särndal's truncated distance, with the bounds on
    the weight itself), so that capping one row is made good by the others of its group.

    References
    ----------
    Deming and Stephan (1940), Annals of Mathematical Statistics 11, 427-444; Deville, Särndal
    and Sautory (1993), JASA 88, 1013-1020; Battaglia, Hoaglin and Frankel (2009), Survey
    Practice 2(5), for caps.
    """
    codes = [np.asarray(margin, dtype=np.int64) for margin in margins]
    goals = [np.asarray(wanted, dtype=np.float64) for wanted in targets]
    start, number = _checked(codes, goals, weights, counts)
    if caps is not None and not 0 <= caps[0] < 1 < caps[1]:
        raise ValueError(f"caps must lie on both sides of 1, got {caps}")
    faults = margin_faults(codes, goals, counts=number)
    if faults:
        raise ValueError("; ".join(plain_fault(fault) for fault in faults))
    cells, of_row = _distinct(codes, start)
    codes = [margin[cells] for margin in codes]
    held = np.bincount(of_row, weights=number).astype(np.float64)
    total = float(goals[0].sum())
    mean = total / float(number.sum())
    low, high = (0.0, np.inf) if caps is None else (caps[0] * mean, caps[1] * mean)
    free = start[cells] * (total / float(start @ number))
    sizes = [np.bincount(margin, weights=held).astype(np.float64) for margin in codes]
    reached = [_reachable(*pair, low, high) for pair in zip(goals, sizes, strict=True)]
    fitted, done, off = free, 0, np.inf
    while done < max_iterations:
        done += 1
        before = fitted
        for margin, goal in zip(codes, reached, strict=True):
            free = _fitted(free, margin, goal, held, low, high)
        fitted = np.clip(free, low, high)
        off = _miss(fitted * held, codes, reached)
        if off <= tolerance or np.allclose(fitted, before, rtol=tolerance / 100, atol=0.0):
            break
    miss = _miss(fitted * held, codes, goals)
    at_cap = ((fitted <= low) | (fitted >= high)) & (held > 0)
    if miss > tolerance and not at_cap.any():
        raise ValueError(
            f"the margins cannot be met together: after {done} passes a target is "
            f"still missed by {miss:.2%}; combinations of groups that hold no row contradict it"
        )
    raked = fitted[of_row]
    return Raking(
        weights=raked,
        iterations=done,
        converged=miss <= tolerance,
        miss=miss,
        capped=float(held[at_cap].sum() / held.sum()),
        before=kish(start, counts=number),
        after=kish(raked, counts=number),
    )


def _reachable(goal: FloatArray, size: FloatArray, low: float, high: float) -> FloatArray:
    """Return the targets that caps allow; what they cut off is shared out among the others."""
    reached = goal.copy()
    for _ in range(len(goal)):
        over, under = reached > size * high, reached < size * low
        if not (over.any() or under.any()):
            break
        reached = np.where(over, size * high, np.where(under, size * low, reached))
        free = (reached < size * high) & (reached > size * low)
        if not free.any():
            break
        left = float(goal.sum() - reached[~free].sum())
        reached = np.where(free, reached * (left / float(reached[free].sum())), reached)
    return reached


def _miss(held: FloatArray, codes: list[IntArray], goals: list[FloatArray]) -> float:
    """Return the greatest miss of a target, relative to the target."""
    return max(
        float(np.max(np.abs(np.bincount(margin, weights=held) / goal - 1.0)))
        for margin, goal in zip(codes, goals, strict=True)
    )


def _fitted(
    free: FloatArray, codes: IntArray, goal: FloatArray, held: FloatArray, low: float, high: float
) -> FloatArray:
    """Return the weights before caps that meet one margin after caps, where that can be."""
    if high == np.inf:
        return free * (goal / np.bincount(codes, weights=free * held))[codes]
    groups = len(goal)
    size = np.bincount(codes, weights=held, minlength=groups)
    free = np.clip(free, max(low, high / _REACH) / _REACH, high * _REACH)
    below = np.full(groups, -2 * np.log(_REACH))
    above = -below
    for _ in range(_HALVINGS):
        middle = (below + above) / 2
        now = np.clip(free * np.exp(middle)[codes], low, high)
        short = np.bincount(codes, weights=now * held, minlength=groups) < goal
        below, above = np.where(short, middle, below), np.where(short, above, middle)
    # where the caps allow only one weight for the whole group, no factor means anything
    fixed = (goal >= size * high) | (goal <= size * low)
    factor = np.where(fixed, np.where(goal >= size * high, high, low), np.exp((below + above) / 2))
    return np.asarray(np.where(fixed[codes], 1.0, free) * factor[codes], dtype=np.float64)


def _checked(
    codes: list[IntArray],
    goals: list[FloatArray],
    weights: Sequence[float] | FloatArray | None,
    counts: Sequence[float] | FloatArray | None,
) -> tuple[FloatArray, FloatArray]:
    """Return start weights and counts, or refuse what does not fit together."""
    if not codes or len(codes) != len(goals) or not len(codes[0]):
        raise ValueError("need at least one row, and targets for every margin")
    n = len(codes[0])
    start = np.ones(n) if weights is None else np.asarray(weights, dtype=np.float64)
    number = np.ones(n) if counts is None else np.asarray(counts, dtype=np.float64)
    if any(part.shape != (n,) for part in (*codes, start, number)):
        raise ValueError("margins, weights and counts must have one entry a row")
    if not (np.isfinite(start).all() and (start > 0).all()):
        raise ValueError("start weights must be numbers above 0")
    if not (np.isfinite(number).all() and (number >= 0).all() and number.sum() > 0):
        raise ValueError("counts must be 0 or more, and not all 0")
    return start, number


def _distinct(codes: list[IntArray], start: FloatArray) -> tuple[IntArray, IntArray]:
    """Return one row of every kind of row, and the kind of each: equal rows get equal weights."""
    frame = pd.DataFrame({str(place): margin for place, margin in enumerate(codes)})
    kind = frame.assign(start=start).groupby([*frame, "start"], sort=False).ngroup().to_numpy()
    first = np.unique(kind, return_index=True)[1]
    return first.astype(np.int64), kind.astype(np.int64)
