"""Which initiatives to choose under a budget, what more money would bring, how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from cxkit.economics.cases.options import options_of
from cxkit.economics.cases.simulation import Simulation
from cxkit.engagement import LocalText
from cxkit.findings import Claim

TRIALS = 100
"""Futures for which the choice is made again."""
MORE = 0.1
"""Part of the budget that is added to see what a bit more would bring."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One initiative that could be chosen.

    Attributes
    ----------
    id : str
        As in ``initiatives.csv``.
    name : LocalText
        What is done.
    cost : float
        Most likely cost, which counts against the budget.
    value : float
        Mean net present value if it is done alone.
    chosen : bool
        Whether it is in the best set.
    steadiness : float
        Share of the futures looked at in which it is in the best set of that future.
    loses : bool
        Whether it loses money on average even if nothing else is done.
    """

    id: str
    name: LocalText
    cost: float
    value: float
    chosen: bool
    steadiness: float
    loses: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """The best set under the budget.

    Attributes
    ----------
    options : tuple of Option
        Chosen ones first, then by value.
    budget, cost, value : float
        What may be spent, what the chosen cost, and their mean net present value together.
    overrun : float
        Share of futures in which the chosen cost more than the budget.
    more_budget, more_value : float
        A larger budget, and what the best set then is worth more.
    added, dropped : tuple of str
        Ids that the larger budget brings in and puts out.
    next_budget : float
        Smallest budget, up to all costs, at which a better set can be paid; NaN if none.
    conservative : bool
        Whether so many share one benefit that each was valued as if all were done.
    unknown : tuple of (str, str)
        Initiative and what it needs, where the file says nothing of the cost of that.
    same : float
        Share of the futures looked at in which exactly this set is the best.
    trials : int
        Futures looked at.
    claim : str
        Weakest claim among the chosen.
    """

    options: tuple[Option, ...]
    budget: float
    cost: float
    value: float
    overrun: float
    more_budget: float
    more_value: float
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    next_budget: float
    conservative: bool
    unknown: tuple[tuple[str, str], ...]
    same: float
    trials: int
    claim: Claim


def portfolio_of(simulation: Simulation, *, budget: float, trials: int = TRIALS) -> Portfolio:
    """Choose among the initiatives of a simulation under a budget.

    Parameters
    ----------
    simulation : Simulation
        What was drawn.
    budget : float
        Most that may be spent, counted at most likely costs; running costs are not in it.
    trials : int, default 100
        Futures for which the choice is made again: amounts as drawn, success at its
        probability, since whether it comes is not known when one chooses.

    Notes
    -----
    What is done already is not chosen again. Values of initiatives with one benefit are those
    of the set, so that a benefit is not paid for twice. The best set comes from `best_set`; in
    single futures, where all sets can be looked at, they are.

    Raises
    ------
    ValueError
        If the budget is below 0.
    """
    if not budget >= 0:
        raise ValueError(f"the budget has to be 0 or more, got {budget}")
    rows = [row for row, each in enumerate(simulation.projects) if each.status != "done"]
    options = options_of(simulation, rows, trials=min(trials, simulation.draws))
    projects = options.projects
    best = options.best(budget)
    more = budget * (1 + MORE)
    richer = options.best(more)
    again = options.best_in_futures(budget)
    spent = simulation.costs[[rows[place] for place in best.chosen]].sum(axis=0)
    known = {project.id for project in simulation.projects}
    found = [
        Option(
            id=project.id,
            name=project.name,
            cost=project.cost[1],
            value=float(options.alone[place, 0]),
            chosen=place in best.chosen,
            steadiness=sum(place in chosen for chosen in again) / max(len(again), 1),
            loses=not project.enabler and bool(options.alone[place, 0] < 0),
        )
        for place, project in enumerate(projects)
    ]
    return Portfolio(
        options=tuple(sorted(found, key=lambda each: (not each.chosen, -each.value))),
        budget=budget,
        cost=best.cost,
        value=best.value,
        overrun=float((spent > budget).mean()) if best.chosen else 0.0,
        more_budget=more,
        more_value=max(0.0, richer.value - best.value),
        added=tuple(projects[k].id for k in richer.chosen if k not in best.chosen),
        dropped=tuple(projects[k].id for k in best.chosen if k not in richer.chosen),
        next_budget=options.next_budget(best),
        conservative=options.conservative,
        unknown=tuple(
            (each.id, need) for each in projects for need in each.requires if need not in known
        ),
        same=sum(chosen == best.chosen for chosen in again) / max(len(again), 1),
        trials=len(again),
        claim=max(
            (projects[place].claim for place in best.chosen),
            key=get_args(Claim).index,
            default="assumption",
        ),
    )
