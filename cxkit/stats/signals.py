"""Signals of a control chart: what chance alone would hardly do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from cxkit.stats.control_chart import WIDTH, BoolArray, ControlChart

Rule = Literal["outside", "near", "run"]
RULES: tuple[Rule, ...] = get_args(Rule)

NEAR, WINDOW = 3, 4
"""So many of so many successive points nearer to a limit than to the centre."""
RUN = 8
"""So many successive points on one side of the centre."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """Points that together are a signal.

    Attributes
    ----------
    rule : {"outside", "near", "run", "range"}
        Beyond a limit; three of four successive points nearer to a limit than to the centre;
        eight or more in a row on one side of the centre; or a jump beyond the limit of the
        moving ranges.
    side : {1, -1}
        Above or below the centre; for a jump up or down.
    points : tuple of int
        Places in the series, from 0, in order; for a jump the point it led to.
    """

    rule: Literal["outside", "near", "run", "range"]
    side: Literal[1, -1]
    points: tuple[int, ...]


def chart_signals(chart: ControlChart) -> tuple[Signal, ...]:
    """Return the signals of a chart by Wheeler's three rules, in order of time.

    Parameters
    ----------
    chart : ControlChart
        Missing points are passed over.

    Returns
    -------
    tuple of Signal
        Sorted by their first point, then by rule. One stretch of points makes one signal a
        rule: windows that overlap are joined. A point may be in signals of several rules.

    Notes
    -----
    A point that lies exactly on the centre is on neither side, and one exactly on a limit is
    inside.

    References
    ----------
    Wheeler (2000), Understanding Variation, 2nd ed.; Western Electric (1956), Statistical
    Quality Control Handbook.
    """
    found = (
        *outside_limits(chart),
        *near_limit(chart),
        *runs(chart),
    )
    return tuple(sorted(found, key=lambda item: (item.points[0], found.index(item))))


def outside_limits(chart: ControlChart) -> tuple[Signal, ...]:
    """Return the points beyond a limit, each a signal."""
    known, z = _standardised(chart)
    return tuple(
        Signal(rule="outside", side=1 if value > 0 else -1, points=(int(place),))
        for place, value in zip(known, z, strict=True)
        if abs(value) > WIDTH
    )


def near_limit(chart: ControlChart) -> tuple[Signal, ...]:
    """Return stretches where 3 of 4 successive points are nearer to a limit than to the centre.

    The points of a signal are those near the limit or beyond it.
    """
    known, z = _standardised(chart)
    found = []
    for side in _SIDES:
        near = side * z > WIDTH / 2
        inside = np.zeros(len(z), dtype=bool)
        for first in range(len(z) - WINDOW + 1):
            if near[first : first + WINDOW].sum() >= NEAR:
                inside[first : first + WINDOW] = True
        for first, last in _stretches(inside):
            places = known[first:last][near[first:last]]
            found.append(Signal(rule="near", side=side, points=tuple(map(int, places))))
    return tuple(sorted(found, key=lambda item: item.points))


def runs(chart: ControlChart) -> tuple[Signal, ...]:
    """Return runs of eight or more points on one side."""
    known, z = _standardised(chart)
    found = [
        Signal(rule="run", side=side, points=tuple(map(int, known[first:last])))
        for side in _SIDES
        for first, last in _stretches(side * z > 0)
        if last - first >= RUN
    ]
    return tuple(sorted(found, key=lambda item: item.points))


def wide_ranges(chart: ControlChart) -> tuple[Signal, ...]:
    """Return the jumps from one point to the next beyond the limit of the moving ranges.

    Reported apart from the other rules: a jump tells the moment of a change, and adds false
    alarms to a chart that is judged by its points.
    """
    known, _ = _standardised(chart)
    step = np.diff(chart.values[known])
    wide = chart.moving_ranges[known][1:] > chart.range_limits[known][1:]
    return tuple(
        Signal(rule="range", side=1 if up else -1, points=(int(place),))
        for place, up in zip(known[1:][wide], (step > 0)[wide], strict=True)
    )


# ----------------------------------------------------------------- details
_SIDES: tuple[Literal[1], Literal[-1]] = (1, -1)


def _standardised(
    chart: ControlChart,
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float64]]:
    """Return the known places and their distance from the centre in sigmas."""
    known = np.flatnonzero(~np.isnan(chart.values))
    return known, (chart.values[known] - chart.centre) / chart.sigma[known]


def _stretches(inside: BoolArray) -> list[tuple[int, int]]:
    """Return first place and end of each stretch of true values."""
    edges = np.diff(np.concatenate([[False], inside, [False]]).astype(np.int8))
    return list(zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True))
