"""How many answers the next waves need, given how these answers vary and go together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxkit.client import ANSWERS
from cxkit.metrics.design import estimate
from cxkit.metrics.plan import CHANGES, MARGINS, answers_needed
from cxkit.metrics.tally import tally
from cxkit.perception.basis import Basis
from cxkit.perception.missing import COLUMN
from cxkit.perception.results import Metric, Overall
from cxkit.perception.scores.compare import POWER, scored
from cxkit.stats.planning import n_for_difference


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Answers that goals of the next waves need.

    Attributes
    ----------
    metric : {"nps", "csat", "ces"}
        Which metric.
    table : DataFrame
        One row a goal: ``goal`` (``"margin"`` or ``"change"``), ``points`` (NPS points,
        percentage points, points of the scale), ``n`` (answers a wave), ``possible`` (whether
        there are as many customers), ``share`` of the population.
    margin : float
        Smallest change that matters, in the unit of the score.
    n_for_margin : int
        Answers a wave that notice it.
    variance : float
        Variance of one answer, with NPS and satisfaction counted as shares.
    design_effect : float
        Variance of the score over that of as many answers of different customers, at least 1.
    population : int or None
        Customers there are, where known.
    power : float
        Chance of noticing a change that is there.
    overall : Overall
        The score planned for.
    """

    metric: Metric
    table: pd.DataFrame
    margin: float
    n_for_margin: int
    variance: float
    design_effect: float
    population: int | None
    power: float
    overall: Overall


def plan_of(basis: Basis, overall: Overall) -> Plan:
    """Return how many answers the next waves need for a metric.

    Parameters
    ----------
    basis : Basis
        The answers, which tell how far answers vary.
    overall : Overall
        The score over all answers.
    """
    metric, column = overall.metric, COLUMN[overall.metric]
    counted = tally(
        basis.cells(column), column, scale=overall.scale, count=ANSWERS, sample=basis.sample
    )
    found = estimate(
        counted.cells, counted.answers, scored(metric, overall.scale), np.ones(1, dtype=bool)
    )
    width = overall.scale.high - overall.scale.low
    steps = {"margins": MARGINS, "changes": CHANGES, "unit": 100.0}
    if metric == "ces":
        part = [round(width * share, 2) for share in (0.01, 0.025, 0.05)]
        steps = {"margins": part, "changes": [2 * step for step in part], "unit": 1.0}
    effect = max(1.0, found.n / found.n_compared)
    margin = basis.rules(metric).margin
    return Plan(
        metric=metric,
        table=answers_needed(
            found.variance,
            design_effect=effect,
            population=basis.sample.population,
            confidence=basis.confidence,
            power=POWER,
            **steps,  # type: ignore[arg-type]
        ),
        margin=margin,
        n_for_margin=n_for_difference(
            found.variance,
            margin / (100.0 if metric == "nps" else 1.0),
            confidence=basis.confidence,
            power=POWER,
            design_effect=effect,
        ),
        variance=found.variance,
        design_effect=effect,
        population=basis.sample.population,
        power=POWER,
        overall=overall,
    )
