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
from cxkit.economics.cases.plan import PlanAnalysis
from cxkit.economics.churn.analysis import RetentionAnalysis
from cxkit.economics.churn.comparisons import Key, adjusted, churn_tables, curves
from cxkit.economics.churn.rates import SCORE, Churn, ChurnBy, churn_of
from cxkit.economics.churn.scored import Scored, scored_customers
from cxkit.economics.churn.staying import Staying
from cxkit.economics.growth.equivalents import LeadersGap
from cxkit.economics.growth.outcomes import Outcomes, outcomes_of
from cxkit.economics.growth.questions import GrowthQuestions
from cxkit.economics.growth.sources import Growth, growth_of
from cxkit.economics.lifetime.constant import LifetimeValues, lifetime_values
from cxkit.economics.lifetime.questions import LifetimeQuestions
from cxkit.economics.linkage.analysis import LinkageAnalysis
from cxkit.economics.linkage.places import TOUCHPOINT_COLUMNS, PlacesAtRisk, at_risk_by_touchpoint
from cxkit.economics.linkage.point import AtRisk, PointValue, at_risk, point_value
from cxkit.economics.trials.analysis import TrialsAnalysis
from cxkit.economics.trials.readout import decided, trials_of
from cxkit.economics.trials.results import Trial, Trials
from cxkit.findings import Missing


def analyse(client: Client, *, leaders_gap: LeadersGap | None = None) -> EconomicsAnalysis:
    """Return the analysis of economics; nothing is computed before it is asked for."""
    return EconomicsAnalysis(client, leaders_gap=leaders_gap)


class EconomicsAnalysis(PlanAnalysis, LifetimeQuestions, GrowthQuestions):
    """The economics of one client.

    Parameters
    ----------
    client : Client
        Read and checked.
    leaders_gap : callable or None
        Gives the perception gap of the strategy as a table (`equivalents.GAP_COLUMNS`).
    """

    def __init__(self, client: Client, *, leaders_gap: LeadersGap | None = None) -> None:
        self.client = client
        self.leaders_gap = leaders_gap

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
        agreed = self.client.judgements.economics
        found = decided(table, self._raw_trials, self._adjusted, self.client.engagement, agreed)
        return found or missing.NO_TRIALS

    @cached_property
    def experiments(self) -> TrialsAnalysis:
        """Plans, looks, sharper readouts and the log of the A/B tests."""
        return TrialsAnalysis(self.client, self.trials)

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
        return trials_of(table, confidence=plan.confidence, agreed=self.client.judgements.economics)

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
