"""What a notebook asks of strategy; each result is computed once, when asked for."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cached_property

from cxkit.client import Client
from cxkit.engagement.judgements.strategy import ServiceCheck, Strategy
from cxkit.findings import Missing
from cxkit.stats import holm
from cxkit.strategy.benefits import BenefitTree, benefit_tree
from cxkit.strategy.execution_gap import ExecutionGap, corrected, execution_gap
from cxkit.strategy.measured import measured_metrics
from cxkit.strategy.missing import (
    NO_BENEFITS,
    NO_CUSTOMERS,
    NO_LEADERS,
    NO_OBJECTIVES,
    NO_PROMISES,
    NO_SELF_RATING,
    NO_SERVICE,
    NO_SHARED_TOUCHPOINT,
    NO_STATEMENT,
    NOT_MEASURED,
    UNLIKE_SCALES,
)
from cxkit.strategy.objectives import Objectives, objectives
from cxkit.strategy.perception_gap import PerceptionGap, gaps, leader_means, same_scale
from cxkit.strategy.promises import Promises, judged, promises_lived
from cxkit.strategy.touchpoints import answers_at_touchpoints, touchpoint_names


def analyse(client: Client) -> StrategyAnalysis:
    """Return the analysis of strategy; nothing is computed before it is asked for."""
    return StrategyAnalysis(client)


class StrategyAnalysis:
    """The strategy of one client.

    Parameters
    ----------
    client : Client
        Read and checked.
    """

    def __init__(self, client: Client) -> None:
        self.client = client
        self._plan = client.judgements.strategy or Strategy()

    # ------------------------------------------------------------ what is written
    @cached_property
    def statement(self) -> Strategy | Missing:
        """Vision, starting point, context, differentiation and scope."""
        plan = self._plan
        said = (plan.vision, plan.starting_point, plan.context, plan.differentiation, plan.scope)
        return plan if any(text is not None for text in said) else NO_STATEMENT

    @cached_property
    def objectives(self) -> Objectives | Missing:
        """Objectives with their KPIs, where they stand and what they lack."""
        if not self._plan.objectives:
            return NO_OBJECTIVES
        judgements = self.client.judgements
        return objectives(
            self._plan,
            kpis=judgements.kpis or (),
            values=judgements.kpi_values or (),
            measured=measured_metrics(self.client),
            as_of=self.client.engagement.as_of,
        )

    @cached_property
    def service(self) -> tuple[ServiceCheck, ...] | Missing:
        """The five elements of excellent service, as far as they were judged."""
        return self._plan.service or NO_SERVICE

    @cached_property
    def benefits(self) -> BenefitTree | Missing:
        """Which KPI moves which money."""
        if not self._plan.benefits:
            return NO_BENEFITS
        named = [name for item in self._plan.objectives for name in item.kpi]
        return benefit_tree(
            self._plan.benefits, kpis=self.client.judgements.kpis or (), of_objectives=named
        )

    # --------------------------------------------------------- what is compared
    @property
    def promises(self) -> Promises | Missing:
        """Promises as made, judged and lived."""
        return self._compared[0]

    @property
    def promises_measured(self) -> Promises | Missing:
        """The same, where customers answered at the touchpoint of one promise at least."""
        found = self.promises
        return found if isinstance(found, Missing) or found.measured else NOT_MEASURED

    @property
    def perception_gap(self) -> PerceptionGap | Missing:
        """Leaders' ratings less customers', by touchpoint."""
        return self._compared[1]

    @property
    def execution_gap(self) -> ExecutionGap | Missing:
        """Leaders who call the experience critical less those who manage it."""
        return self._compared[2]

    @cached_property
    def _compared(
        self,
    ) -> tuple[Promises | Missing, PerceptionGap | Missing, ExecutionGap | Missing]:
        """All comparisons of the section, corrected together (Holm)."""
        promises, perception, execution = self._promises(), self._perception(), self._execution()
        lived = () if isinstance(promises, Missing) else promises.rows
        rated = () if isinstance(perception, Missing) else perception.rows
        raw = [row.p_value for row in lived] + [row.p_value for row in rated]
        if not isinstance(execution, Missing):
            raw.append(math.nan if execution.everybody else execution.result.p_value)
        known = [p for p in raw if p == p]
        adjusted = iter(holm(known))
        corrected_p = [float(next(adjusted)) if p == p else math.nan for p in raw]
        m, confidence = len(known), self.client.engagement.confidence
        if not isinstance(promises, Missing):
            rows = [replace(r, p_adjusted=p) for r, p in zip(lived, corrected_p, strict=False)]
            promises = replace(
                promises,
                comparisons=m,
                rows=tuple(
                    replace(r, verdict=judged(r, confidence=confidence, min_base=promises.min_base))
                    for r in rows
                ),
            )
        if not isinstance(perception, Missing):
            own = corrected_p[len(lived) : len(lived) + len(rated)]
            perception = replace(
                perception,
                comparisons=m,
                rows=tuple(replace(row, p_adjusted=p) for row, p in zip(rated, own, strict=True)),
            )
        if not isinstance(execution, Missing):
            execution = corrected(execution, p_adjusted=corrected_p[-1], comparisons=m)
        return promises, perception, execution

    def _promises(self) -> Promises | Missing:
        if not self._plan.promises:
            return NO_PROMISES
        answers = answers_at_touchpoints(self.client, "csat")
        engagement = self.client.engagement
        return Promises(
            rows=promises_lived(self._plan.promises, answers),
            names=touchpoint_names(self.client),
            scale=answers.scale if answers is not None else None,
            evidence=answers.evidence if answers is not None else None,
            n_all=answers.n if answers is not None else 0,
            confidence=engagement.confidence,
            min_base=engagement.min_base,
            comparisons=0,
        )

    def _perception(self) -> PerceptionGap | Missing:
        ratings = self._plan.self_rating
        if ratings is None or not ratings.ratings:
            return NO_SELF_RATING
        answers = answers_at_touchpoints(self.client, ratings.metric)
        if answers is None:
            return NO_CUSTOMERS
        if not same_scale(ratings, answers.scale):
            return UNLIKE_SCALES
        engagement = self.client.engagement
        rows = gaps(ratings, answers, confidence=engagement.confidence)
        if not rows:
            return NO_SHARED_TOUCHPOINT
        means = leader_means(ratings)
        return PerceptionGap(
            rows=rows,
            metric=ratings.metric,
            scale=answers.scale,
            names=touchpoint_names(self.client),
            leaders=len({item.leader for item in ratings.ratings}),
            repeated=len(ratings.ratings) - sum(len(scores) for scores in means.values()),
            unmatched=tuple(name for name in means if name not in answers.by_touchpoint),
            evidence=answers.evidence,
            confidence=engagement.confidence,
            min_base=engagement.min_base,
            comparisons=0,
        )

    def _execution(self) -> ExecutionGap | Missing:
        if not self._plan.leaders:
            return NO_LEADERS
        return execution_gap(
            self._plan.leaders,
            asked=self._plan.leaders_asked,
            confidence=self.client.engagement.confidence,
        )
