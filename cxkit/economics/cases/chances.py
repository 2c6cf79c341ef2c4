"""What may come of each initiative: value, loss, payback and return over all futures."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypedDict, get_args

import numpy as np

from cxkit.economics.cases.conventions import Conventions
from cxkit.economics.cases.expected import expected_values
from cxkit.economics.cases.futures import back_by_year, benefits_by_year, returns, yearly_flows
from cxkit.economics.cases.information import value_of_knowing, value_of_perfect_information
from cxkit.economics.cases.projects import Project
from cxkit.economics.cases.rates_of_return import Floats, irr
from cxkit.economics.cases.schedule import paid_back
from cxkit.economics.cases.shared_benefit import Three
from cxkit.economics.cases.simulation import DETAIL, Simulation
from cxkit.economics.cases.tornado import Input
from cxkit.engagement import LocalText
from cxkit.findings import Claim

QUANTILES = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """What may come of one initiative, or of the plan.

    Attributes
    ----------
    id : str
        Initiative; empty for the plan.
    name : LocalText or None
        The initiative's name.
    npv : tuple of float
        10 %, 50 % and 90 % quantile of the net present value.
    mean, error : float
        Mean of it, and the standard error of that mean from the simulation.
    loss : float
        Share of futures in which it is below 0.
    irr : tuple of float
        Quantiles of the internal rate of return, among futures with exactly one; NaN if none.
    with_irr : float
        Share of futures that have exactly one.
    irr_base : tuple of float
        Every internal rate of return of the expected cash flows; empty where there is none.
    payback : tuple of float
        Quantiles of the months until the money is back; infinite where not in the horizon.
    paid_back : float
        Share of futures in which it is, within the horizon.
    break_even_effect : float
        Share of the declared benefit at which the expected value is 0, at the declared
        probability; infinite where no benefit is enough, 0 where none is needed.
    break_even_probability : float
        Probability of success at which it is; above 1 where even certainty does not pay.
    perfect : float
        What knowing everything before deciding would be worth (EVPI).
    knowing : Mapping[str, float]
        What knowing one assumption would be worth (EVPPI), by kind.
    claim : str
        What the benefit rests on; the weakest claim for the plan.
    enabler : bool
        Whether it claims no money itself and others need it.
    """

    id: str
    name: LocalText | None
    npv: Three
    mean: float
    error: float
    loss: float
    irr: Three
    with_irr: float
    irr_base: tuple[float, ...]
    payback: Three
    paid_back: float
    break_even_effect: float
    break_even_probability: float
    perfect: float
    knowing: Mapping[Input, float]
    claim: Claim
    enabler: bool = False

    @property
    def loses(self) -> bool:
        """Whether money is lost on average, beyond the error of the simulation."""
        return not self.enabler and self.mean + 3 * self.error < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """What may come of the plan.

    Attributes
    ----------
    rows : tuple of Chance
        Initiatives, highest mean value first.
    plan : Chance
        All of them together.
    conventions : Conventions
        Rate, horizon, prices, tax, currencies.
    draws, detail, seed : int
        Futures; those of which payback and rate of return were looked at; seed.
    unpriced : tuple of str
        Ids of initiatives that claim no money or give no cost.
    """

    rows: tuple[Chance, ...]
    plan: Chance
    conventions: Conventions
    draws: int
    detail: int
    seed: int
    unpriced: tuple[str, ...] = ()


def chances_of(
    simulation: Simulation, conventions: Conventions, *, unpriced: tuple[str, ...] = ()
) -> Chances:
    """Sum up a simulation, initiative by initiative and for the plan.

    Parameters
    ----------
    simulation : Simulation
        What was drawn.
    conventions : Conventions
        Those it was drawn with.
    unpriced : tuple of str
        Initiatives left out of it.
    """
    flows, months = [], []
    for row in range(len(simulation.projects)):
        flows.append(yearly_flows(simulation, row))
        months.append(_months(simulation, row))
    rows = [
        _chance(simulation, row, flows[row], months[row], conventions)
        for row in range(len(simulation.projects))
    ]
    return Chances(
        rows=tuple(sorted(rows, key=lambda each: -each.mean)),
        plan=_plan(simulation, np.sum(flows, axis=0)),
        conventions=conventions,
        draws=simulation.draws,
        detail=min(DETAIL, simulation.draws),
        seed=simulation.seed,
        unpriced=unpriced,
    )


def _months(simulation: Simulation, row: int) -> Floats:
    detail = min(DETAIL, simulation.draws)
    return paid_back(
        simulation.projects[row].schedule,
        benefits_by_year(simulation, row),
        simulation.runnings[row, :detail],
        simulation.costs[row, :detail],
    )


def _chance(
    simulation: Simulation, row: int, flows: Floats, months: Floats, conventions: Conventions
) -> Chance:
    project, values = simulation.projects[row], simulation.values[row]
    known: dict[Input, Floats] = {
        "benefit": simulation.benefits[row],
        "cost": simulation.costs[row],
        "running": simulation.runnings[row],
        "success": simulation.succeeded[row].astype(np.float64),
    }
    if project.by_margin:
        known["margin"] = simulation.margins
    part = slice(0, 2 * DETAIL)
    effect, probability = break_even(project)
    return Chance(
        id=project.id,
        name=project.name,
        break_even_effect=effect,
        break_even_probability=probability,
        perfect=value_of_perfect_information(values),
        knowing={
            kind: value_of_knowing(drawn[part], values[part]) for kind, drawn in known.items()
        },
        irr_base=every_irr(flows.mean(axis=0)),
        claim=project.claim,
        enabler=project.enabler,
        **_spread(values, flows, months),
    )


def break_even(project: Project) -> tuple[float, float]:
    """Return the share of the benefit, and the probability, at which the base case is worth 0."""
    worth, paid = project.factor * project.benefit[1], project.paid(1)
    if paid <= 0:
        return 0.0, 0.0
    if worth <= 0:
        return math.inf, math.inf
    chance = project.probability
    return (paid / (chance * worth) if chance > 0 else math.inf), paid / worth


def every_irr(flows: Floats) -> tuple[float, ...]:
    """Return every internal rate of return; empty where there is none."""
    try:
        return irr([float(each) for each in flows])
    except ValueError:
        return ()


def _plan(simulation: Simulation, flows: Floats) -> Chance:
    projects = simulation.projects
    values = simulation.values.sum(axis=0)
    worth = expected_present(simulation)
    paid = sum(project.paid(1) for project in projects)
    part = slice(0, 2 * DETAIL)
    knowing: dict[Input, float] = {}
    if any(project.by_margin for project in projects):
        knowing["margin"] = value_of_knowing(simulation.margins[part], values[part])
    order: tuple[Claim, ...] = get_args(Claim)
    return Chance(
        id="",
        name=None,
        break_even_effect=0.0 if paid <= 0 else paid / worth if worth > 0 else math.inf,
        break_even_probability=math.nan,
        perfect=value_of_perfect_information(values),
        knowing=knowing,
        irr_base=every_irr(flows.mean(axis=0)),
        claim=max((project.claim for project in projects), key=order.index),
        **_spread(values, flows, back_by_year(flows)),
    )


def expected_present(simulation: Simulation) -> float:
    """Return the expected value today of all benefits at base amounts, counted once."""
    projects = simulation.projects
    try:
        values = expected_values(projects, simulation.assumptions)
    except ValueError:  # too many hang together to be worked out: the simulation's own mean
        return float(simulation.values.sum(axis=0).mean()) + sum(each.paid(1) for each in projects)
    return float(values.sum()) + sum(each.paid(1) for each in projects)


class _Spread(TypedDict):
    npv: Three
    mean: float
    error: float
    loss: float
    irr: Three
    with_irr: float
    payback: Three
    paid_back: float


def _spread(values: Floats, flows: Floats, months: Floats) -> _Spread:
    rates = returns(flows)
    known = rates[~np.isnan(rates)]
    return _Spread(
        npv=_three(values),
        mean=float(values.mean()),
        error=float(values.std(ddof=1) / math.sqrt(len(values))),
        loss=float((values < 0).mean()),
        irr=_three(known) if len(known) else (math.nan, math.nan, math.nan),
        with_irr=len(known) / len(rates),
        payback=_three(months, method="higher"),
        paid_back=float(np.isfinite(months).mean()),
    )


def _three(values: Floats, method: Literal["linear", "higher"] = "linear") -> Three:
    low, middle, high = np.quantile(values, QUANTILES, method=method)
    return float(low), float(middle), float(high)
