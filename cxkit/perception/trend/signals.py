"""What a trend's chart signals, told by stretches of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from cxkit.stats.control_chart import BoolArray, ControlChart
from cxkit.stats.signals import NEAR, RULES, Rule, Signal, chart_signals

_SIDES: tuple[Literal[1], Literal[-1]] = (1, -1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """Signals on one side that follow one another.

    Attributes
    ----------
    side : {1, -1}
        Above or below the average.
    points : tuple of int
        Periods involved, by place in the trend's table.
    rules : tuple of {"outside", "near", "run"}
        Rules that found it, each once.
    """

    side: Literal[1, -1]
    points: tuple[int, ...]
    rules: tuple[Rule, ...]


def judge(chart: ControlChart, enough: BoolArray) -> tuple[Signal, ...]:
    """Return the signals of a chart that a report may speak of.

    Parameters
    ----------
    chart : ControlChart
        The series with its limits.
    enough : array of bool, shape (n,)
        Points with at least the least base. A point with fewer answers is no signal by itself;
        it counts among the points of the other rules.

    Notes
    -----
    One month far out moves the average, and then all the others lie on one side of it. Where
    the baseline holds points outside the limits, a signal by the other rules must also be one
    around the average without them. This can only remove signals.
    """
    found = chart_signals(chart)
    outside = {place for item in found if item.rule == "outside" for place in item.points}
    calm = chart.baseline.copy()
    calm[list(outside)] = False
    if outside and calm.any():
        known = chart.sigma[calm] ** -2.0
        centre = float(np.average(chart.values[calm], weights=known))
        again = {
            (item.rule, item.side, place)
            for item in chart_signals(replace(chart, centre=centre))
            for place in item.points
        }
    else:
        again = {(item.rule, item.side, place) for item in found for place in item.points}
    return tuple(
        item
        for item in found
        if (
            enough[item.points[0]]
            if item.rule == "outside"
            else any((item.rule, item.side, place) in again for place in item.points)
        )
    )


def episodes_of(signals: Sequence[Signal], known: npt.NDArray[np.intp]) -> tuple[Episode, ...]:
    """Put signals on one side together that follow one another.

    Parameters
    ----------
    signals : sequence of Signal
        Signals by the three rules.
    known : array of int
        Places of the points that are known, in order of time.

    Returns
    -------
    tuple of Episode
        In order of their last point. A run is an episode of its own with what lies in it.
    """
    order = {int(place): rank for rank, place in enumerate(known)}
    found = []
    for side in _SIDES:
        rules: dict[int, list[Rule]] = {}
        for rule in RULES:
            for item in signals:
                for place in item.points if (item.rule, item.side) == (rule, side) else ():
                    rules.setdefault(place, []).append(rule)
        groups: list[list[int]] = []
        for place in sorted(rules):
            before = groups[-1][-1] if groups else -1
            runs = [mine for mine in (before, place) if "run" in rules.get(mine, ())]
            close = before >= 0 and order[place] - order[before] <= (1 if len(runs) == 2 else 2)
            if close and len(runs) != 1:
                groups[-1].append(place)
            else:
                groups.append([place])
        for group in groups:
            told = {rule for place in group for rule in rules[place]}
            if told != {"near"} or len(group) >= NEAR:  # the others are in a run beside them
                ordered = tuple(rule for rule in RULES if rule in told)
                found.append(Episode(side=side, points=tuple(group), rules=ordered))
    return tuple(sorted(found, key=lambda item: (item.points[-1], item.points[0])))
