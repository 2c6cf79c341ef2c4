"""What a notebook asks of the business cases; each result is computed once, when asked for."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from cxkit.client import Client
from cxkit.economics.basis import YEAR
from cxkit.economics.cases import missing
from cxkit.economics.cases.cash_curve import CashCurve, cash_curve
from cxkit.economics.cases.chances import Chances, chances_of
from cxkit.economics.cases.conventions import Conventions, conventions_of
from cxkit.economics.cases.initiatives import Cases, business_cases, cases_frame
from cxkit.economics.cases.portfolio import Portfolio, portfolio_of
from cxkit.economics.cases.projects import Assumptions, projects_of
from cxkit.economics.cases.realised import Realisations, realisations
from cxkit.economics.cases.simulation import Simulation, simulate
from cxkit.economics.cases.tornado import Tornado, tornado
from cxkit.economics.churn.rates import Churn
from cxkit.economics.linkage.point import PointValue
from cxkit.engagement.delivered import DeliveredBenefit
from cxkit.findings import Missing
from cxkit.stats.levels import normal_quantile


class PlanAnalysis:
    """The business cases of one client, each alone and all as a plan.

    Notes
    -----
    `EconomicsAnalysis` is one, and gives it churn and the value of a point.
    """

    client: Client

    if TYPE_CHECKING:

        @property
        def churn(self) -> Churn | Missing:
            """Churn of the period."""

        @property
        def point(self) -> PointValue | Missing:
            """What one point of churn is worth a year."""

    @cached_property
    def conventions(self) -> Conventions | Missing:
        """Prices, rate, tax and currencies by which all money of the plan is counted."""
        agreed = self.client.judgements.economics
        plan = self.client.engagement
        found = (
            conventions_of(agreed, currency=plan.currency, as_of=plan.as_of)
            if agreed is not None
            else None
        )
        return found or missing.NO_RATE

    @cached_property
    def cases(self) -> Cases | Missing:
        """The business case of every initiative."""
        initiatives = self.client.judgements.initiatives
        if not initiatives:
            return missing.NO_CASES
        if isinstance(self.conventions, Missing):
            return self.conventions
        found = business_cases(
            initiatives,
            self.client.judgements.kpis or (),
            conventions=self.conventions,
            margin=self.assumptions.margin,
            population=self.assumptions.population,
            churn=self.assumptions.churn,
        )
        return missing.no_case(found) or found

    @cached_property
    def cases_frame(self) -> pd.DataFrame:
        """Business cases as a plain table, highest net present value first.

        One row an initiative (`cases.COLUMNS`): benefits are money a year if it succeeds,
        what is claimed twice counted once; NaN where unknown.
        """
        return cases_frame(self.cases.cases if isinstance(self.cases, Cases) else ())

    @cached_property
    def assumptions(self) -> Assumptions:
        """Margin, customers and churn: what all initiatives share."""
        point, churn = self.point, self.churn
        found = Assumptions()
        if isinstance(point, PointValue):
            width = 2 * normal_quantile(point.confidence)
            error = (point.high - point.low) / width / point.customers
            found = Assumptions(
                margin=point.margin, margin_sd=max(error, 0.0), population=point.population
            )
        if isinstance(churn, Churn) and churn.yearly == churn.yearly:
            found = Assumptions(
                margin=found.margin,
                margin_sd=found.margin_sd,
                population=found.population,
                churn=churn.yearly,
                lost=churn.lost,
                n=churn.n,
                period=churn.days / YEAR,
            )
        return found

    @cached_property
    def simulation(self) -> Simulation | Missing:
        """Futures of the plan, all from one seed."""
        if not isinstance(self.cases, Cases) or isinstance(self.conventions, Missing):
            return self.cases if isinstance(self.cases, Missing) else missing.NO_RATE
        projects = projects_of(
            self.client.judgements.initiatives or (),
            self.client.judgements.kpis or (),
            conventions=self.conventions,
            assumptions=self.assumptions,
        )
        if not projects:
            return missing.NO_COST
        return simulate(projects, self.assumptions, spread=self.conventions.spread)

    @cached_property
    def chances(self) -> Chances | Missing:
        """Value, loss, payback and return of each initiative and of the plan, with ranges."""
        drawn, conventions = self.simulation, self.conventions
        if isinstance(drawn, Missing) or isinstance(conventions, Missing):
            return drawn if isinstance(drawn, Missing) else missing.NO_RATE
        priced = {project.id for project in drawn.projects}
        unpriced = tuple(
            case.id
            for case in (self.cases.cases if isinstance(self.cases, Cases) else ())
            if case.id not in priced
        )
        return chances_of(drawn, conventions, unpriced=unpriced)

    @cached_property
    def tornado(self) -> Tornado | Missing:
        """Which assumption moves the value of the plan most."""
        drawn, conventions = self.simulation, self.conventions
        if isinstance(drawn, Missing) or isinstance(conventions, Missing):
            return drawn if isinstance(drawn, Missing) else missing.NO_RATE
        return tornado(
            drawn.projects,
            self.assumptions,
            years=conventions.years,
            discount=conventions.discount,
            spread=conventions.spread,
        )

    @cached_property
    def cash(self) -> CashCurve | Missing:
        """The plan's money added up year by year."""
        drawn, conventions = self.simulation, self.conventions
        if isinstance(drawn, Missing) or isinstance(conventions, Missing):
            return drawn if isinstance(drawn, Missing) else missing.NO_RATE
        return cash_curve(drawn, conventions)

    @cached_property
    def portfolio(self) -> Portfolio | Missing:
        """The best set of initiatives under the budget."""
        if isinstance(self.simulation, Missing):
            return self.simulation
        agreed = self.client.judgements.economics
        budget = agreed.finance.budget if agreed is not None and agreed.finance else None
        if budget is None:
            return missing.NO_BUDGET
        if all(project.status == "done" for project in self.simulation.projects):
            return missing.NOTHING_LEFT
        return portfolio_of(self.simulation, budget=budget)

    @cached_property
    def realised(self) -> Realisations | Missing:
        """What initiatives that have begun were to bring by now, and what came."""
        judged = self.client.judgements
        if not judged.initiatives:
            return missing.NO_CASES
        earlier = self.client.previous_report
        plan = self.client.engagement
        found = realisations(
            judged.initiatives,
            judged.kpis or (),
            judged.kpi_values or (),
            judged.adoption or (),
            {case.id: case.claimed for case in self.cases.cases}
            if isinstance(self.cases, Cases)
            else {},
            as_of=plan.as_of,
            kept=earlier.benefits if earlier is not None else (),
            registered=earlier.as_of if earlier is not None else None,
            confidence=plan.confidence,
        )
        return found if found.rows else missing.NOTHING_BEGUN

    @property
    def promised(self) -> tuple[DeliveredBenefit, ...]:
        """What the initiatives promise, for the report that follows."""
        return tuple(
            DeliveredBenefit(
                initiative=case.id,
                low=case.claimed[0],
                base=case.claimed[1],
                high=case.claimed[2],
                effect=None if math.isnan(case.effect[1]) else case.effect[1],
            )
            for case in (self.cases.cases if isinstance(self.cases, Cases) else ())
            if case.source
        )
