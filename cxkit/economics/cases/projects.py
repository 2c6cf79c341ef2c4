"""Initiatives as amounts that can be drawn: what the simulation, tornado and portfolio share."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cxkit.economics.cases.claims import claimed, costs, is_churn
from cxkit.economics.cases.conventions import Conventions
from cxkit.economics.cases.schedule import Schedule, schedule_of
from cxkit.economics.cases.shared_benefit import Three, pools
from cxkit.engagement import LocalText
from cxkit.engagement.judgements import Initiative, Kpi
from cxkit.findings import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """One initiative that claims money and gives its cost.

    Attributes
    ----------
    id : str
        As in ``initiatives.csv``.
    name : LocalText
        What is done.
    benefit : tuple of float
        Money a year if it succeeds, low, base and high, in the engagement's currency.
    cost, running : tuple of float
        Money once, and a year.
    probability : float
        Of success.
    schedule : Schedule
        When it pays and earns.
    by_margin : bool
        Whether its benefit follows from customers kept, and so moves with their margin.
    on_churn : bool
        Whether it moves churn, and so counts against what leaving costs in all.
    pool : int
        Number of the benefit that it shares with others; -1 where with none.
    requires, excludes : tuple of str
        Ids of other initiatives.
    enabler : bool
        Whether it claims no money itself and others need it.
    status : str
        Where it stands.
    claim : str
        What its benefit rests on.
    """

    id: str
    name: LocalText
    benefit: Three
    cost: Three
    running: Three
    probability: float
    schedule: Schedule
    by_margin: bool = False
    on_churn: bool = False
    pool: int = -1
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    enabler: bool = False
    status: str = "planned"
    claim: Claim = "assumption"

    @property
    def factor(self) -> float:
        """Value today of one unit of its yearly benefit."""
        return self.schedule.benefit_factor

    def paid(self, place: int) -> float:
        """Return the value today of what it costs: best (0), most likely (1) or worst case (2)."""
        plan = self.schedule
        return self.cost[place] * plan.cost_factor + self.running[place] * plan.running_factor


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """What all initiatives share: one draw of it holds for all of them.

    Attributes
    ----------
    margin, margin_sd : float
        Mean margin of a customer a year, and its standard error; NaN if unknown.
    population : float
        Customers of the client.
    churn : float
        A year, in [0, 1]; NaN if unknown.
    lost, n : int
        Customers behind the churn of the period, which lasts `period` years.
    """

    margin: float = math.nan
    margin_sd: float = 0.0
    population: float = math.nan
    churn: float = math.nan
    lost: int = 0
    n: int = 0
    period: float = 1.0

    @property
    def ceiling(self) -> float:
        """A year's margin of all who leave; NaN if unknown."""
        return self.churn * self.population * self.margin


def projects_of(
    initiatives: Sequence[Initiative],
    kpis: Sequence[Kpi],
    *,
    conventions: Conventions,
    assumptions: Assumptions,
) -> tuple[Project, ...]:
    """Return the initiatives that give their cost and claim money, or are needed for one.

    Stopped ones are left out.

    Parameters
    ----------
    initiatives, kpis : sequence
        Rows of ``initiatives.csv`` and ``kpis.csv``.
    conventions : Conventions
        Rate, horizon, prices, tax, currencies.
    assumptions : Assumptions
        Margin, customers and churn.
    """
    by_id: Mapping[str, Kpi] = {kpi.id: kpi for kpi in kpis}
    running = [item for item in initiatives if item.status != "stopped"]
    claims = {
        item.id: claimed(
            item,
            by_id,
            margin=assumptions.margin,
            population=assumptions.population,
            conventions=conventions,
        )
        for item in running
    }
    benefits = {key: benefit for key, (benefit, _) in claims.items()}
    pool_of = {
        key: place for place, ids in enumerate(pools(running, benefits).values()) for key in ids
    }
    needed = {need for item in running if claims[item.id][1] for need in item.depends_on}
    found = []
    for item in running:
        benefit, source = claims[item.id]
        cost, yearly = costs(item, conventions)
        enabler = not source and item.id in needed
        if math.isnan(cost[1]) or not (source or enabler):
            continue
        found.append(
            Project(
                id=item.id,
                name=item.name,
                benefit=(0.0, 0.0, 0.0) if enabler else benefit,
                cost=cost,
                running=yearly,
                probability=1.0 if item.probability is None else item.probability,
                schedule=schedule_of(item, conventions),
                by_margin=source == "churn",
                on_churn=is_churn(by_id.get(item.kpi or "")),
                pool=pool_of.get(item.id, -1),
                requires=item.depends_on,
                excludes=item.excludes,
                enabler=enabler,
                status=item.status,
                claim=item.claim or "assumption",
            )
        )
    return tuple(found)
