"""The initiatives one can choose among, with their values in the mean and in single futures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np

from cxkit.economics.cases.counted_once import joined, present_benefits
from cxkit.economics.cases.knapsack import Choice, Pairs, Places, Together, allowed_sets, best_set
from cxkit.economics.cases.projects import Project
from cxkit.economics.cases.rates_of_return import Floats
from cxkit.economics.cases.simulation import Simulation

PART = 5_000
"""Futures by which sets of initiatives with one benefit are valued."""
MOST_JOINED = 10
"""Initiatives with one benefit whose sets are all looked at: 1,024."""
MOST_LISTED = 12
"""Options of which all sets are listed (4,096); for more each future is solved by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Options, the conditions among them, and their values.

    Attributes
    ----------
    projects : tuple of Project
        One an option.
    costs : tuple of float
        Most likely cost of each.
    requires, excludes : sequence of (int, int)
        As `best_set` takes them.
    alone : array of float, shape (options, futures + 1)
        Value of each if done alone: mean first, then in each future.
    groups : tuple of (places, dict of set to array)
        Options with one benefit, and the value of every set of them in each future.
    means : tuple of dict
        The same in the mean.
    conservative : bool
        Whether so many share one benefit that each is valued as if all were done.
    """

    projects: tuple[Project, ...]
    costs: tuple[float, ...]
    requires: Pairs
    excludes: Pairs
    alone: Floats
    groups: tuple[tuple[Places, dict[Places, Floats]], ...]
    means: tuple[dict[Places, float], ...]
    conservative: bool

    def best(self, budget: float) -> Choice:
        """Return the set that is best in the mean."""
        together: Together = [
            (places, list(means.items()))
            for (places, _), means in zip(self.groups, self.means, strict=True)
        ]
        return self._solved(budget, self.alone[:, 0], together)

    def best_in_futures(self, budget: float) -> list[Places]:
        """Return the set that is best in each future: amounts as drawn, success expected."""
        if len(self.projects) > MOST_LISTED:
            return [
                self._solved(
                    budget,
                    self.alone[:, future],
                    [
                        (places, [(one, float(each[future - 1])) for one, each in sets.items()])
                        for places, sets in self.groups
                    ],
                ).chosen
                for future in range(1, self.alone.shape[1])
            ]
        sets = allowed_sets(len(self.projects), self.requires, self.excludes)
        costs = sets @ np.array(self.costs)
        sets = sets[costs <= budget * (1 + 1e-9)]
        own = self.alone[:, 1:].copy()
        for places, _ in self.groups:
            own[list(places)] = 0.0
        values = sets @ own
        for places, of_sets in self.groups:
            codes = sets[:, list(places)] @ (2 ** np.arange(len(places)))
            table = np.zeros((2 ** len(places), own.shape[1]))
            for one, each in of_sets.items():
                table[sum(2 ** places.index(place) for place in one)] = each
            values += table[codes]
        return [
            tuple(int(place) for place in np.flatnonzero(sets[row]))
            for row in np.argmax(values, axis=0)
        ]

    def next_budget(self, best: Choice) -> float:
        """Return the smallest budget at which a better set can be paid; NaN if there is none."""
        top = sum(self.costs)
        target = best.value + 1e-6 * max(abs(best.value), 1.0)
        richer = self.best(top)
        if richer.value <= target:
            return math.nan
        low, high = best.cost, richer.cost
        while high - low > 1e-3 * top:
            found = self.best((low + high) / 2)
            if found.value > target:
                high = found.cost
            else:
                low = (low + high) / 2
        return high

    def _solved(self, budget: float, values: Floats, together: Together) -> Choice:
        return best_set(
            [float(value) for value in values],
            self.costs,
            budget=budget,
            requires=self.requires,
            excludes=self.excludes,
            together=together,
        )


def options_of(simulation: Simulation, rows: Sequence[int], *, trials: int) -> Options:
    """Return the options of a simulation.

    Parameters
    ----------
    simulation : Simulation
        What was drawn.
    rows : sequence of int
        Projects that can be chosen.
    trials : int
        Futures to keep one by one.
    """
    projects = tuple(simulation.projects[row] for row in rows)
    place = {project.id: k for k, project in enumerate(projects)}
    alone = np.empty((len(rows), trials + 1))
    for k, (row, project) in enumerate(zip(rows, projects, strict=True)):
        paid = _paid(simulation, row)
        gained = project.factor * simulation.benefits[row] * project.probability
        alone[k, 0] = float((gained - paid).mean())
        alone[k, 1:] = (gained - paid)[:trials]
    binds = simulation.ceiling is not None and bool(
        (
            np.maximum(simulation.benefits, 0)[[each.on_churn for each in simulation.projects]].sum(
                axis=0
            )
            > simulation.ceiling
        ).any()
    )
    groups, means, conservative = [], [], False
    for places in joined(projects, ceiling=binds):
        if len(places) > MOST_JOINED:
            conservative = True
            for k in places:
                alone[k, 0] = float(simulation.values[rows[k]].mean())
            continue
        sets = _set_values(simulation, [rows[k] for k in places], binds=binds)
        own = {tuple(places[k] for k in one): values for one, values in sets.items()}
        groups.append((places, {one: values[:trials] for one, values in own.items()}))
        means.append({one: float(values.mean()) for one, values in own.items()})
        for k in places:
            alone[k, 0] = means[-1][(k,)]
    requires = [
        (place[p.id], place[need]) for p in projects for need in p.requires if need in place
    ]
    excludes = {
        (min(place[p.id], place[other]), max(place[p.id], place[other]))
        for p in projects
        for other in p.excludes
        if other in place
    }
    return Options(
        projects=projects,
        costs=tuple(project.cost[1] for project in projects),
        requires=requires,
        excludes=sorted(excludes),
        alone=alone,
        groups=tuple(groups),
        means=tuple(means),
        conservative=conservative,
    )


def _paid(simulation: Simulation, row: int) -> Floats:
    plan = simulation.projects[row].schedule
    paid = plan.cost_factor * simulation.costs[row] + plan.running_factor * simulation.runnings[row]
    return np.asarray(paid, dtype=np.float64)


def _set_values(
    simulation: Simulation, rows: Sequence[int], *, binds: bool
) -> dict[Places, Floats]:
    """Return the value of every set of projects with one benefit, success at its probability."""
    projects = [simulation.projects[row] for row in rows]
    drawn = [simulation.benefits[row, :PART] for row in rows]
    nothing = np.zeros_like(drawn[0])
    ceiling = None if not binds or simulation.ceiling is None else simulation.ceiling[:PART]
    every = list(range(len(rows)))
    sets = list(chain.from_iterable(combinations(every, size) for size in range(len(rows) + 1)))
    worth: dict[Places, Floats] = {}
    for succeeded in sets:
        gained = [drawn[k] if k in succeeded else nothing for k in every]
        values, _ = present_benefits(projects, gained, ceiling)
        worth[succeeded] = np.sum(values, axis=0)
    found: dict[Places, Floats] = {}
    for one in sets[1:]:
        value = -np.sum([_paid(simulation, rows[k])[:PART] for k in one], axis=0)
        for succeeded in sets:
            if set(succeeded) <= set(one):
                odds = [projects[k].probability for k in one]
                weight = math.prod(
                    p if k in succeeded else 1 - p for k, p in zip(one, odds, strict=True)
                )
                value = value + weight * worth[succeeded]
        found[one] = value
    return found
