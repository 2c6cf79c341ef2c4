"""Why the known totals of a population cannot be met by weighting a sample."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

_AGREE = 1e-6
"""Relative difference up to which the totals of two margins count as the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginFault:
    """Why the totals of a margin cannot be met.

    Attributes
    ----------
    kind : {"no_rows", "no_target", "not_positive", "totals"}
        A group without rows, rows without a group that has a target, a target that is not a
        number above 0, or a total that differs from that of the first margin.
    margin : int
        Place of the margin.
    group : int
        Place of the group; -1 where it is not one group.
    value : float
        Rows, target, or total of the margin.
    other : float
        Total of the first margin, else 0.
    """

    kind: Literal["no_rows", "no_target", "not_positive", "totals"]
    margin: int
    group: int
    value: float
    other: float = 0.0


def margin_faults(
    margins: Sequence[Sequence[int] | IntArray],
    targets: Sequence[Sequence[float] | FloatArray],
    *,
    counts: Sequence[float] | FloatArray | None = None,
) -> tuple[MarginFault, ...]:
    """Return everything that keeps margins from being met, whatever the weights.

    Parameters
    ----------
    margins : sequence of arrays of int, each shape (n,)
        Group of each row, by place from 0, a margin each.
    targets : sequence of arrays of float
        What the weights of each group have to add up to, a margin each.
    counts : array of float, shape (n,), optional
        How many equal rows each row stands for; 1 if absent.
    """
    faults: list[MarginFault] = []
    first = float(np.sum(targets[0])) if targets else 0.0
    for place, (codes, wanted) in enumerate(zip(margins, targets, strict=True)):
        given, goal = np.asarray(codes), np.asarray(wanted, dtype=np.float64)
        number = np.ones(len(given)) if counts is None else np.asarray(counts, dtype=np.float64)
        inside = (given >= 0) & (given < len(goal))
        outside = float(number[~inside].sum())
        if outside:
            faults.append(MarginFault(kind="no_target", margin=place, group=-1, value=outside))
        rows = np.bincount(given[inside], weights=number[inside], minlength=len(goal))
        sound = np.isfinite(goal) & (goal > 0)
        for group in range(len(goal)):
            if not sound[group]:
                target = float(goal[group])
                faults.append(
                    MarginFault(kind="not_positive", margin=place, group=group, value=target)
                )
            elif rows[group] == 0:
                faults.append(MarginFault(kind="no_rows", margin=place, group=group, value=0.0))
        total = float(goal.sum())
        if sound.all() and np.isfinite(first) and abs(total - first) > _AGREE * abs(first):
            faults.append(
                MarginFault(kind="totals", margin=place, group=-1, value=total, other=first)
            )
    return tuple(faults)


def plain_fault(fault: MarginFault) -> str:
    """Return a fault in English, for Python users."""
    where = f"margin {fault.margin}"
    if fault.kind == "totals":
        return f"{where} adds up to {fault.value:g}, the first one to {fault.other:g}"
    if fault.kind == "no_target":
        return f"{where}: {fault.value:g} rows belong to no group that has a target"
    if fault.kind == "no_rows":
        return f"{where}, group {fault.group}: no row"
    return f"{where}, group {fault.group}: the target {fault.value:g} is not above 0"
