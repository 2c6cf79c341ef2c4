"""Thousands of possible futures of the plan: every range drawn, every benefit counted once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cxkit.economics.cases.counted_once import present_benefits
from cxkit.economics.cases.projects import Assumptions, Project
from cxkit.economics.cases.ranges import drawn
from cxkit.economics.cases.rates_of_return import Floats
from cxkit.engagement.judgements.finance import Spread

DRAWS = 20_000
"""Futures of a report; more narrow the error of the simulation, not the uncertainty."""
DETAIL = 10_000
"""Futures of which every year is looked at, for payback and rate of return."""
SEED = 20_262


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Simulation:
    """What was drawn and what came of it; row i is project i, column j is future j.

    Attributes
    ----------
    projects : tuple of Project
        In the order of the file.
    assumptions : Assumptions
        What they share.
    benefits, costs, runnings : array of float, shape (projects, draws)
        Money a year if it succeeds, money once, money a year.
    succeeded : array of bool, shape (projects, draws)
        Whether it succeeds.
    margins : array of float, shape (draws,)
        Margin of a customer, the same for all projects in a draw.
    ceiling : array of float, shape (draws,), or None
        A year's margin of all who leave.
    values : array of float, shape (projects, draws)
        Net present value, what is claimed twice counted once.
    counted : dict of int to array, shape (detail, years)
        Benefit a year that counts in each year, of the first futures.
    seed : int
        Of the draws; the same seed gives the same futures.
    """

    projects: tuple[Project, ...]
    assumptions: Assumptions
    benefits: Floats
    costs: Floats
    runnings: Floats
    succeeded: np.ndarray[tuple[int, int], np.dtype[np.bool_]]
    margins: Floats
    ceiling: Floats | None
    values: Floats
    counted: dict[int, Floats]
    seed: int

    @property
    def draws(self) -> int:
        """How many futures."""
        return int(self.values.shape[1])


def simulate(
    projects: Sequence[Project],
    assumptions: Assumptions,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    spread: Spread = "p10_p90",
) -> Simulation:
    """Draw futures of a plan and value each of them.

    Parameters
    ----------
    projects : sequence of Project
        At least one.
    assumptions : Assumptions
        Margin, churn and customers: drawn once a future and the same for all projects, so that
        a poor margin is poor for all of them.
    draws : int, default 20,000
        How many futures.
    seed : int
        Of the random numbers.
    spread : {"p10_p90", "min_max"}
        What the ends of a range are.

    Returns
    -------
    Simulation

    Raises
    ------
    ValueError
        If there is no project, or fewer than 100 draws.

    Notes
    -----
    ``NPV = Σ_t v_t (S B_t - R_t) - C`` in each future, after tax: S is 1 with the probability of
    success, else 0; B the benefit (customers × effect × margin, or as given), R running costs, C
    the cost; v the value today. Ranges of different initiatives are independent of each other.
    Costs and running costs are not drawn below 0.

    References
    ----------
    Hertz (1964), Risk analysis in capital investment, Harvard Business Review 42, 95-106.
    """
    if not projects or draws < 100:
        raise ValueError(f"need a project and 100 draws at least, got {len(projects)}, {draws}")
    rng = np.random.default_rng(seed)
    margins = _margins(assumptions, draws, rng)
    ceiling = _ceiling(assumptions, margins, draws, rng)
    scale = margins / assumptions.margin if assumptions.margin > 0 else np.ones(draws)
    size = (len(projects), draws)
    benefits, costs, runnings = np.empty(size), np.empty(size), np.empty(size)
    for row, project in enumerate(projects):
        benefits[row] = drawn(project.benefit, draws, rng, spread=spread)
        costs[row] = np.maximum(drawn(project.cost, draws, rng, spread=spread), 0.0)
        runnings[row] = np.maximum(drawn(project.running, draws, rng, spread=spread), 0.0)
        if project.by_margin:
            benefits[row] *= scale
    chances = np.array([project.probability for project in projects])
    succeeded = rng.random(size) < chances[:, None]
    gained = [np.where(done, each, 0.0) for done, each in zip(succeeded, benefits, strict=True)]
    values, shares = present_benefits(projects, gained, ceiling)
    for row, project in enumerate(projects):
        plan = project.schedule
        values[row] -= plan.cost_factor * costs[row] + plan.running_factor * runnings[row]
    detail = min(DETAIL, draws)
    counted = {
        row: gained[row][:detail, None] * np.stack([each[:detail] for each in years], axis=1)
        for row, years in shares.items()
    }
    return Simulation(
        projects=tuple(projects),
        assumptions=assumptions,
        benefits=benefits,
        costs=costs,
        runnings=runnings,
        succeeded=succeeded,
        margins=margins,
        ceiling=ceiling,
        values=np.stack(values),
        counted=counted,
        seed=seed,
    )


def _margins(assumptions: Assumptions, draws: int, rng: np.random.Generator) -> Floats:
    if math.isnan(assumptions.margin):
        return np.full(draws, math.nan)
    return np.asarray(
        rng.normal(assumptions.margin, assumptions.margin_sd, draws), dtype=np.float64
    )


def _ceiling(
    assumptions: Assumptions, margins: Floats, draws: int, rng: np.random.Generator
) -> Floats | None:
    if math.isnan(assumptions.ceiling):
        return None
    churn = np.full(draws, assumptions.churn)
    if assumptions.n:
        kept = assumptions.n - assumptions.lost
        lost = rng.beta(assumptions.lost + 0.5, kept + 0.5, draws)
        churn = 1 - (1 - lost) ** (1 / assumptions.period)
    return np.asarray(np.maximum(churn * assumptions.population * margins, 0.0), dtype=np.float64)
