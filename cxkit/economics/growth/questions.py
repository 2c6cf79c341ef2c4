"""What a notebook asks about revenue, promoters, winning and serving; each computed once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cxkit.client import Client
from cxkit.economics.growth import missing
from cxkit.economics.growth.bridge import RevenueBridge, bridge_of
from cxkit.economics.growth.equivalents import Equivalents, LeadersGap, retained_of, widest_gap
from cxkit.economics.growth.premium import PricePremium, premium_of
from cxkit.economics.growth.promoters import PromoterValue, promoter_value
from cxkit.economics.growth.serving import serving_of
from cxkit.economics.growth.serving_results import ServedBy, Serving, ServingBy
from cxkit.economics.growth.winning import Winning, winning_of
from cxkit.economics.lifetime.constant import LifetimeValues
from cxkit.findings import Missing

if TYPE_CHECKING:
    from cxkit.economics.basis import Customers
    from cxkit.economics.churn.rates import ChurnBy
    from cxkit.economics.churn.scored import Scored
    from cxkit.economics.linkage.point import AtRisk, PointValue


class GrowthQuestions:
    """The questions about where revenue comes from and goes, and what serving costs."""

    client: Client
    leaders_gap: LeadersGap | None = None

    if TYPE_CHECKING:

        @property
        def customers(self) -> Customers | None:
            """The customers, where it is known who left."""

        @property
        def scored(self) -> Scored | None:
            """Customers grouped by what they answered before leaving."""

        @property
        def lifetime(self) -> LifetimeValues | Missing:
            """Lifetime value of all customers."""

        @property
        def churn_by_score(self) -> ChurnBy | Missing:
            """Churn by what customers answered."""

        @property
        def at_risk(self) -> AtRisk | Missing:
            """Revenue at risk among who answered low."""

        @property
        def point(self) -> PointValue | Missing:
            """What one point of churn is worth."""

    @cached_property
    def bridge(self) -> RevenueBridge | Missing:
        """Revenue lost, shrunk, grown and won between two periods."""
        found = bridge_of(self.customers) if self.customers is not None else None
        return found or missing.NO_BRIDGE

    @cached_property
    def promoters(self) -> PromoterValue | Missing:
        """What promoters bring against the others."""
        customers, scored = self.customers, self.scored
        usable = customers is not None and scored is not None and scored.usable
        found = promoter_value(customers, scored) if usable and customers and scored else None
        by_score = self.churn_by_score
        reason = by_score if isinstance(by_score, Missing) else missing.NO_PROMOTERS
        return found or missing.no_promoters(customers, scored, reason)

    @cached_property
    def winning(self) -> Winning | Missing:
        """Winning customers against keeping them."""
        worth = self.lifetime if isinstance(self.lifetime, LifetimeValues) else None
        found = winning_of(self.customers, worth) if self.customers is not None else None
        return found or missing.no_winning(self.customers)

    @cached_property
    def premium(self) -> PricePremium | Missing:
        """A scenario of a price premium."""
        found = premium_of(self.customers) if self.customers is not None else None
        return found or missing.NO_PREMIUM

    @cached_property
    def serving(self) -> Serving | Missing:
        """What contacts cost, where and for whom."""
        found = serving_of(self.client, self.customers, self.scored)
        return found or missing.no_serving(self.client)

    @property
    def serving_by(self) -> tuple[ServingBy, ...] | Missing:
        """Cost of contacts by touchpoint, reason, channel and area."""
        return self.serving if isinstance(self.serving, Missing) else self.serving.by

    @property
    def served_by(self) -> tuple[ServedBy, ...] | Missing:
        """Cost to serve a customer by segment and by what customers answered."""
        found = self.serving
        if isinstance(found, Missing):
            return found
        return tuple(each for each in found.served if each.rows) or missing.NOBODY_SERVED

    @property
    def serving_places(self) -> ServingBy | Missing:
        """Cost of contacts by touchpoint, or by reason where no touchpoint is given."""
        found = self.serving
        if isinstance(found, Missing):
            return found
        first = found.by_column("touchpoint") or found.by_column("reason")
        return first or missing.NO_PLACES_SERVED

    @cached_property
    def references(self) -> Equivalents:
        """The client's own figures beside those that the field quotes."""
        gap = widest_gap(self.leaders_gap()) if self.leaders_gap is not None else None
        worth, plan = self.lifetime, self.client.engagement
        answers = self.client.tables.get("responses")
        return Equivalents(
            gap=gap or missing.NO_GAP,
            at_risk=self.at_risk,
            by_score=self.churn_by_score,
            point=self.point,
            retained=retained_of(worth) if isinstance(worth, LifetimeValues) else worth,
            premium=self.premium,
            places=answers.columns.get("touchpoint") if answers is not None else None,
            confidence=plan.confidence,
            min_base=plan.min_base,
        )
