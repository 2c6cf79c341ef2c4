"""The plan's money added up year by year: how deep it goes and when it is back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cxkit.economics.cases.cash_flows import recovered
from cxkit.economics.cases.conventions import Conventions
from cxkit.economics.cases.futures import yearly_flows
from cxkit.economics.cases.rates_of_return import Floats
from cxkit.economics.cases.simulation import Simulation


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CashCurve:
    """Cumulative cash flow of the plan, undiscounted and after tax.

    Attributes
    ----------
    mean, low, high : array of float, shape (years + 1,)
        Mean, 10 % and 90 % quantile of the sum of all flows up to the end of each year.
    discounted : array of float, shape (years + 1,)
        Mean, each flow at its value today: its last point is the mean net present value.
    payback, discounted_payback : float
        Years until the mean is back at 0 for good; infinite where not within the horizon.
    conventions : Conventions
        Rate, horizon, prices, tax, currencies.
    n : int
        Initiatives.
    """

    mean: Floats
    low: Floats
    high: Floats
    discounted: Floats
    payback: float
    discounted_payback: float
    conventions: Conventions
    n: int


def cash_curve(simulation: Simulation, conventions: Conventions) -> CashCurve:
    """Add up the cash flows of a plan.

    Parameters
    ----------
    simulation : Simulation
        What was drawn.
    conventions : Conventions
        Those it was drawn with.
    """
    flows = np.sum(
        [yearly_flows(simulation, row) for row in range(len(simulation.projects))], axis=0
    )
    sums = np.cumsum(flows, axis=1)
    mean = sums.mean(axis=0)
    low, high = np.quantile(sums, (0.1, 0.9), axis=0)
    value = (1 + conventions.discount) ** -np.arange(conventions.years + 1)
    discounted = np.cumsum(flows.mean(axis=0) * value)
    return CashCurve(
        mean=mean,
        low=low,
        high=high,
        discounted=discounted,
        payback=recovered(mean),
        discounted_payback=recovered(discounted),
        conventions=conventions,
        n=len(simulation.projects),
    )
