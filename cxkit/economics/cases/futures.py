"""The cash flows of single futures: year by year, their rate of return, when they are back."""

from __future__ import annotations

import math

import numpy as np

from cxkit.economics.cases.rates_of_return import Floats
from cxkit.economics.cases.simulation import DETAIL, Simulation


def yearly_flows(simulation: Simulation, row: int) -> Floats:
    """Return the cash flows of a project in the first futures, shape (detail, years + 1)."""
    project, detail = simulation.projects[row], min(DETAIL, simulation.draws)
    plan = project.schedule
    flows = -simulation.costs[row, :detail, None] * plan.cost
    flows -= simulation.runnings[row, :detail, None] * plan.running
    flows[:, 1:] += benefits_by_year(simulation, row) * plan.benefit[1:]
    return np.asarray(flows, dtype=np.float64)


def benefits_by_year(simulation: Simulation, row: int) -> Floats:
    """Return the benefit a year that counts in each year of the first futures."""
    if row in simulation.counted:
        return simulation.counted[row]
    detail = min(DETAIL, simulation.draws)
    gained = np.where(simulation.succeeded[row, :detail], simulation.benefits[row, :detail], 0.0)
    years = len(simulation.projects[row].schedule.active)
    return np.broadcast_to(gained[:, None], (detail, years))


def returns(flows: Floats) -> Floats:
    """Return the internal rate of return of each row; NaN where it has none or several.

    Parameters
    ----------
    flows : array of float, shape (n, years + 1)
        Only rows whose sign changes exactly once have a rate here, and it is their only one.

    Notes
    -----
    Bisection in ``x = 1 / (1 + r)`` on all rows at once, between x = 0 and the x at which r is
    -0.999.
    """
    signs = np.sign(flows)
    for column in range(1, signs.shape[1]):  # carry the last sign over zeros
        signs[:, column] = np.where(signs[:, column] == 0, signs[:, column - 1], signs[:, column])
    once = ((signs[:, 1:] != signs[:, :-1]) & (signs[:, :-1] != 0)).sum(axis=1) == 1
    found = np.full(len(flows), math.nan)
    kept = flows[once]
    low, high = np.zeros(len(kept)), np.full(len(kept), 1000.0)
    start = np.sign(_polynomial(kept, low + 1e-12))
    inside = start != np.sign(_polynomial(kept, high))
    for _ in range(60):
        middle = (low + high) / 2
        same = np.sign(_polynomial(kept, middle)) == start
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    found[once] = np.where(inside, 2 / (low + high) - 1, math.nan)
    return found


def _polynomial(flows: Floats, x: Floats) -> Floats:
    value = np.zeros(len(flows))
    for column in range(flows.shape[1] - 1, -1, -1):
        value = value * x + flows[:, column]
    return value


def back_by_year(flows: Floats) -> Floats:
    """Return months until the money of each row is back for good, even within a year."""
    sums = np.cumsum(flows, axis=1)
    short = sums < 0
    last = sums.shape[1] - 1 - np.argmax(short[:, ::-1], axis=1)
    rows, following = np.arange(len(sums)), np.minimum(last + 1, sums.shape[1] - 1)
    step = sums[rows, following] - sums[rows, last]
    part = np.divide(-sums[rows, last], step, out=np.zeros(len(sums)), where=step > 0)
    found = np.where(last < sums.shape[1] - 1, 12 * (last + part), np.inf)
    return np.where(short.any(axis=1), found, 0.0)
