"""What a notebook asks of the link from scores to behaviour to money."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cached_property

from cxkit.client import Client, Column
from cxkit.economics.basis import Customers
from cxkit.economics.linkage import missing
from cxkit.economics.linkage.changes import GroupChange, group_changes
from cxkit.economics.linkage.checks import DoseResponse, LinkChecks, dose_response, link_checks
from cxkit.economics.linkage.effects import (
    PointEffect,
    PointEffects,
    effects_by_question,
    effects_by_touchpoint,
)
from cxkit.economics.linkage.followed import (
    Answers,
    Followed,
    Question,
    answers_by_question,
    followed_customers,
)
from cxkit.economics.linkage.leaving import Reason
from cxkit.economics.linkage.spending import SpendingEffect, spending_effects
from cxkit.findings import Evidence, Missing


class LinkageAnalysis:
    """Effects of a point, their checks, and changes against groups without them.

    Parameters
    ----------
    client : Client
        Read and checked.
    customers : Customers or None
        Its customers, where it is known who left.
    """

    def __init__(self, client: Client, customers: Customers | None) -> None:
        self._client, self._customers = client, customers

    @cached_property
    def effects(self) -> PointEffects | Missing:
        """What one point of each question goes with."""
        if self._followed is None:
            return missing.LEAK if self._leak else missing.NO_LINK
        effects, not_shown = effects_by_question(self._followed, self._answers.values())
        if effects:
            return self._effects(effects, not_shown, self._followed, None)
        if self._leak:
            return missing.LEAK
        few = any(reason in ("few", "parted", "all alike") for _, reason in not_shown)
        return missing.FEW_LEFT if few else missing.NO_LINK

    @cached_property
    def effects_by_touchpoint(self) -> PointEffects | Missing:
        """What one point of the leading question goes with at each touchpoint."""
        lead = self._lead
        if isinstance(lead, Missing):
            return replace(lead, what=missing.NO_PLACES.what)
        if self._followed is None or "touchpoint" not in lead.frame:
            return missing.NO_PLACES
        effects, not_shown = effects_by_touchpoint(self._followed, lead)
        if not effects:
            return missing.NO_PLACES
        column = self._client.tables["responses"].columns["touchpoint"]
        return self._effects(effects, not_shown, self._followed, column)

    @cached_property
    def dose(self) -> DoseResponse | Missing:
        """Who leaves at each step of the leading question."""
        lead = self._lead
        if isinstance(lead, Missing):
            return replace(lead, what=missing.NO_DOSE.what)
        found = dose_response(self._followed, lead) if self._followed is not None else None
        return found or missing.NO_DOSE

    @cached_property
    def checks(self) -> LinkChecks | Missing:
        """Whether the link of the leading question can be trusted."""
        lead = self._lead
        if isinstance(lead, Missing):
            return lead
        found = link_checks(self._followed, lead) if self._followed is not None else None
        return found or missing.NO_LINK

    @cached_property
    def spending(self) -> tuple[SpendingEffect, ...] | Missing:
        """What one point goes with in buying."""
        item = next((each for each in self._answers.values() if not each.leak), None)
        if self._followed is None or item is None:
            return missing.LEAK if self._leak else missing.NO_SPENDING
        return spending_effects(self._client, self._followed, item) or missing.NO_SPENDING

    @cached_property
    def changes(self) -> tuple[GroupChange, ...] | Missing:
        """What changes brought against the groups that did not get them."""
        return self._changes or missing.NO_CHANGES

    @cached_property
    def changes_shown(self) -> tuple[GroupChange, ...] | Missing:
        """Those of them that can be judged, each a figure of its own."""
        shown = tuple(each for each in self._changes if each.effect is not None)
        return shown or missing.NO_CHANGES

    # ----------------------------------------------------------------- details
    @cached_property
    def _followed(self) -> Followed | None:
        if self._customers is None:
            return None
        return followed_customers(self._customers, self._client.engagement.as_of)

    @cached_property
    def _answers(self) -> dict[Question, Answers]:
        if self._customers is None:
            return {}
        return answers_by_question(self._client, self._customers)

    @property
    def _leak(self) -> bool:
        return any(each.leak for each in self._answers.values())

    @property
    def _lead(self) -> Answers | Missing:
        """The first question that has an effect."""
        effects = self.effects
        if isinstance(effects, Missing):
            return effects
        return self._answers[effects.effects[0].question]

    @cached_property
    def _changes(self) -> tuple[GroupChange, ...]:
        effects = self.effects
        found: tuple[PointEffect, ...] = () if isinstance(effects, Missing) else effects.effects
        points = {each.question: each for each in found}
        return group_changes(self._client, self._customers, points)

    def _effects(
        self,
        effects: tuple[PointEffect, ...],
        not_shown: tuple[tuple[str, Reason], ...],
        followed: Followed,
        places: Column | None,
    ) -> PointEffects:
        customers = followed.customers
        worth = customers.frame["worth"].dropna()
        questions = tuple(dict.fromkeys(each.question for each in effects))
        return PointEffects(
            effects=effects,
            not_shown=not_shown,
            landmark=followed.landmark,
            until=followed.until,
            population=customers.population,
            agreed_population=customers.agreed_population,
            margin=float(worth.mean()) if customers.money and len(worth) else math.nan,
            money=customers.money if len(worth) else "",
            segments=customers.segments,
            places=places,
            comparisons=len(effects),
            claim="association",
            evidence=Evidence(
                table="responses",
                columns=(*questions, "customer_id", "date", "customers.end_date"),
                n=max(each.n for each in effects),
                start=customers.start,
                end=followed.until,
            ),
            confidence=customers.confidence,
            min_base=customers.min_base,
        )
