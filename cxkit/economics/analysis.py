"""What a notebook asks of economics; each result is computed once, when asked for."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import cast

import pandas as pd

from cxkit.client import Client, Column
from cxkit.economics import missing
from cxkit.economics.basis import Customers, customers_of
from cxkit.economics.cases.initiatives import Cases, business_cases, cases_frame
from cxkit.economics.churn.analysis import RetentionAnalysis
from cxkit.economics.churn.comparisons import Key, adjusted, churn_tables, curves
from cxkit.economics.churn.rates import SCORE, Churn, ChurnBy, churn_of
from cxkit.economics.churn.scored import Scored, scored_customers
from cxkit.economics.churn.staying import Staying
from cxkit.economics.growth.outcomes import Outcomes, outcomes_of
from cxkit.economics.growth.sources import Growth, growth_of
from cxkit.economics.lifetime.constant import LifetimeValues, lifetime_values
from cxkit.economics.linkage.analysis import LinkageAnalysis
from cxkit.economics.linkage.places import TOUCHPOINT_COLUMNS, PlacesAtRisk, at_risk_by_touchpoint
from cxkit.economics.linkage.point import AtRisk, PointValue, at_risk, point_value
from cxkit.economics.trials.readout import COLUMNS, Trial, Trials, decide, trials_of
from cxkit.findings import Evidence, Missing


def analyse(client: Client) -> EconomicsAnalysis:
    """Return the analysis of economics; nothing is computed before it is asked for."""
    return EconomicsAnalysis(client)


class EconomicsAnalysis:
    """The economics of one client.

    Parameters
    ----------
    client : Client
        Read and checked.
    """

    def __init__(self, client: Client) -> None:
        self.client = client

    @cached_property
    def customers(self) -> Customers | None:
        """The customers, where it is known who left."""
        return customers_of(self.client)

    @cached_property
    def scored(self) -> Scored | None:
        """Customers grouped by what they answered before leaving."""
        return scored_customers(self.client, self.customers) if self.customers else None

    @property
    def segments(self) -> tuple[Column, ...]:
        """The client's segments, in the engagement's order."""
        return self.customers.segments if self.customers is not None else ()

    # -------------------------------------------------------------------- churn
    @cached_property
    def churn(self) -> Churn | Missing:
        """Churn of the period."""
        found = churn_of(self.customers) if self.customers is not None else None
        return found or missing.NO_CHURN

    @cached_property
    def churn_by_score(self) -> ChurnBy | Missing:
        """Churn by what customers answered before they left."""
        return self._churn_groups.get(SCORE) or self._no_scores

    @cached_property
    def churn_by_segments(self) -> tuple[ChurnBy, ...] | Missing:
        """Churn by every segment."""
        found = tuple(item for name, item in self._churn_groups.items() if name != SCORE)
        return found or (missing.NO_SEGMENTS if self.customers else missing.NO_CHURN)

    @cached_property
    def churn_shown(self) -> tuple[ChurnBy, ...] | Missing:
        """Churn by answers and by the first segment: what one figure shows."""
        return tuple(self._churn_groups.values())[:2] or self.churn_by_segments

    @cached_property
    def staying(self) -> Staying | Missing:
        """How long the groups by score stay, from the middle of the period on."""
        found = self._curves.get(SCORE)
        if found is not None:
            return found
        usable = self.scored is not None and self.scored.usable
        return missing.NO_LANDMARK if usable else self._no_scores

    @cached_property
    def staying_by_segment(self) -> Staying | Missing:
        """How long customers of the first segment's groups stay, since they joined."""
        return next(
            (item for name, item in self._curves.items() if name != SCORE), missing.NO_TENURE
        )

    @cached_property
    def retention(self) -> RetentionAnalysis:
        """Cohorts, mean times as a customer and paces of leaving."""
        by_score, by_segment = self.staying, self.staying_by_segment
        return RetentionAnalysis(self.client, self.customers, self.scored, by_score, by_segment)

    @cached_property
    def linkage(self) -> LinkageAnalysis:
        """What a point of a score goes with, and what changes brought."""
        return LinkageAnalysis(self.client, self.customers)

    # -------------------------------------------------------------------- money
    @cached_property
    def lifetime(self) -> LifetimeValues | Missing:
        """Lifetime value of all customers and by the first segment."""
        column = self.segments[0] if self.segments else None
        found = lifetime_values(self.customers, column) if self.customers is not None else None
        return found or missing.no_lifetime(self.customers)

    @cached_property
    def point(self) -> PointValue | Missing:
        """What one point of churn is worth a year."""
        found = point_value(self.customers) if self.customers is not None else None
        return found or missing.no_money(self.customers)

    @cached_property
    def at_risk(self) -> AtRisk | Missing:
        """Revenue at risk among who answered low."""
        churn = self.churn_by_score
        if isinstance(churn, Missing):
            return replace(churn, what=missing.NO_RISK.what)
        if self.customers is None or self.scored is None:
            return missing.NO_RISK
        found = at_risk(self.customers, self.scored, churn)
        return found or missing.no_money(self.customers, missing.NO_RISK)

    @cached_property
    def at_risk_by_touchpoint(self) -> pd.DataFrame:
        """Revenue at risk at each touchpoint, as a plain table.

        As `places.at_risk_by_touchpoint`, with ``p_adjusted``; no rows where it cannot be told.
        """
        table = self._touchpoints.copy()
        table["p_adjusted"] = [
            self._adjusted.get(("touchpoint", "", name), math.nan) for name in table["touchpoint"]
        ]
        return table

    @cached_property
    def places_at_risk(self) -> PlacesAtRisk | Missing:
        """Revenue at risk at each touchpoint, with the names of the touchpoints."""
        table = self.at_risk_by_touchpoint
        if table.empty or self.customers is None:
            found = self.at_risk
            return found if isinstance(found, Missing) else missing.NO_PLACES
        return PlacesAtRisk(
            table=table,
            column=self.client.tables["responses"].columns["touchpoint"],
            comparisons=self.comparisons,
            claim="association",
            confidence=self.customers.confidence,
            min_base=self.customers.min_base,
        )

    @cached_property
    def growth(self) -> Growth | Missing:
        """Where growth comes from."""
        found = growth_of(self.customers) if self.customers is not None else None
        return found or missing.NO_GROWTH

    @cached_property
    def outcomes(self) -> Outcomes | Missing:
        """Growth, retention and margin against the sector."""
        churn = self.churn if isinstance(self.churn, Churn) else None
        growth = self.growth if isinstance(self.growth, Growth) else None
        found = outcomes_of(self.client.judgements.economics, self.customers, churn, growth)
        return found or missing.NO_OUTCOMES

    # ------------------------------------------------------------- what to do
    @cached_property
    def trials(self) -> Trials | Missing:
        """A/B tests."""
        table = self.client.tables.get("experiments")
        if table is None or not self._raw_trials:
            return missing.NO_TRIALS
        plan = self.client.engagement
        found = []
        for trial in self._raw_trials:
            p_value = self._adjusted[("trial", trial.experiment, trial.arm)]
            known = replace(trial, p_adjusted=p_value)
            decision = decide(known, confidence=plan.confidence, min_base=plan.min_base)
            found.append(replace(known, decision=decision))
        return Trials(
            trials=tuple(found),
            column=table.columns.get("experiment"),
            arms=table.columns["arm"],
            comparisons=len(self._adjusted),
            evidence=Evidence(
                table="experiments",
                columns=tuple(name for name in COLUMNS if name in table.columns),
                n=sum(trial.n_arm + trial.n_control for trial in found),
            ),
            confidence=plan.confidence,
            min_base=plan.min_base,
        )

    @cached_property
    def cases(self) -> Cases | Missing:
        """The business case of every initiative."""
        initiatives = self.client.judgements.initiatives
        if not initiatives:
            return missing.NO_CASES
        agreed = self.client.judgements.economics
        if agreed is None or agreed.discount_rate is None or agreed.horizon_years is None:
            return missing.NO_RATE
        point, churn = self.point, self.churn
        found = business_cases(
            initiatives,
            self.client.judgements.kpis or (),
            discount=agreed.discount_rate,
            years=agreed.horizon_years,
            margin=point.margin if isinstance(point, PointValue) else math.nan,
            population=point.population if isinstance(point, PointValue) else math.nan,
            churn=churn.yearly if isinstance(churn, Churn) else math.nan,
        )
        return missing.no_case(found) or found

    @cached_property
    def cases_frame(self) -> pd.DataFrame:
        """Business cases as a plain table, highest net present value first.

        One row an initiative (`cases.COLUMNS`): benefits are money a year if it succeeds,
        what is claimed twice counted once; NaN where unknown.
        """
        return cases_frame(self.cases.cases if isinstance(self.cases, Cases) else ())

    # --------------------------------------------- comparisons, corrected together
    @property
    def comparisons(self) -> int:
        """How many comparisons the section makes."""
        return len(self._adjusted)

    @property
    def _no_scores(self) -> Missing:
        if self.customers is None:
            return replace(missing.NO_CHURN, what=missing.NO_SCORES.what)
        leak = self.scored is not None and self.scored.leak
        return missing.LEAK if leak else missing.NO_SCORES

    @cached_property
    def _raw_churn(self) -> dict[str, pd.DataFrame]:
        if self.customers is None or isinstance(self.churn, Missing):
            return {}
        return churn_tables(self.customers, self.scored)

    @cached_property
    def _raw_curves(self) -> dict[str, Staying]:
        if self.customers is None:
            return {}
        return curves(self.customers, self.scored, self.client.engagement.as_of)

    @cached_property
    def _raw_trials(self) -> tuple[Trial, ...]:
        table = self.client.tables.get("experiments")
        if table is None or "arm" not in table.columns:
            return ()
        plan = self.client.engagement
        return trials_of(table, confidence=plan.confidence, min_base=plan.min_base)

    @cached_property
    def _touchpoints(self) -> pd.DataFrame:
        if self.customers is None or self.scored is None or not self.scored.usable:
            return pd.DataFrame(columns=list(TOUCHPOINT_COLUMNS))
        return at_risk_by_touchpoint(self.customers, self.scored)

    @cached_property
    def _adjusted(self) -> Mapping[Key, float]:
        return adjusted(self._raw_churn, self._raw_curves, self._raw_trials, self._touchpoints)

    @cached_property
    def _churn_groups(self) -> dict[str, ChurnBy]:
        return {name: self._churn_by(name, table) for name, table in self._raw_churn.items()}

    def _churn_by(self, name: str, raw: pd.DataFrame) -> ChurnBy:
        customers, scored = cast(Customers, self.customers), self.scored
        table = raw.copy()
        table["p_adjusted"] = [
            self._adjusted.get(("churn", name, str(group)), math.nan) for group in table["group"]
        ]
        n, lost = int(table["n"].sum()), int(table["lost"].sum())
        evidence = customers.evidence("churned", "end_date", name, n=n)
        if name == SCORE and scored is not None:
            used = (*evidence.columns, f"responses.{scored.metric}")
            evidence = replace(evidence, columns=used)
        column = next((each for each in self.segments if each.name == name), None)
        return ChurnBy(
            column=column if name != SCORE else None,
            table=table,
            overall=lost / n,
            comparisons=self.comparisons,
            dated=customers.dated and (name != SCORE or (scored is not None and scored.dated)),
            evidence=evidence,
            confidence=customers.confidence,
            min_base=customers.min_base,
        )

    @cached_property
    def _curves(self) -> dict[str, Staying]:
        return {
            name: replace(item, p_adjusted=self._adjusted[("curve", name, "")])
            for name, item in self._raw_curves.items()
        }
