"""The expected value of a plan, worked out exactly: no draws."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product

import numpy as np

from cxkit.economics.cases.counted_once import joined, present_benefits
from cxkit.economics.cases.projects import Assumptions, Project
from cxkit.economics.cases.rates_of_return import Floats

MOST_JOINED = 12
"""Projects with one benefit among them whose successes are enumerated: 4,096 cases."""


def expected_values(
    projects: Sequence[Project],
    assumptions: Assumptions,
    *,
    benefits: Sequence[float] | None = None,
    costs: Sequence[float] | None = None,
    chances: Sequence[float] | None = None,
) -> Floats:
    """Return the expected net present value of each project at given amounts.

    Parameters
    ----------
    projects : sequence of Project
        All that are done.
    assumptions : Assumptions
        What they share.
    benefits, costs : sequence of float, optional
        Benefit a year and cost today (running costs included, at their value today); base
        amounts without.
    chances : sequence of float, optional
        Probability of success of each; the declared one without.

    Returns
    -------
    array of float, shape (projects,)
        ``Σ_s P(s) PV(benefits counted once, s) - cost`` over all cases s of success and failure
        of projects whose benefits hang together; ``p B f - C`` for the others.

    Raises
    ------
    ValueError
        If more than `MOST_JOINED` projects hang together.
    """
    amounts = [each.benefit[1] for each in projects] if benefits is None else list(benefits)
    paid = [each.paid(1) for each in projects] if costs is None else list(costs)
    odds = [each.probability for each in projects] if chances is None else list(chances)
    values = np.array(
        [
            chance * each.factor * amount
            for each, amount, chance in zip(projects, amounts, odds, strict=True)
        ]
    )
    limit = assumptions.ceiling
    on_churn = sum(
        max(amount, 0.0) for each, amount in zip(projects, amounts, strict=True) if each.on_churn
    )
    binds = not math.isnan(limit) and on_churn > limit
    for places in joined(projects, ceiling=binds):
        if len(places) > MOST_JOINED:
            raise ValueError(
                f"{len(places)} initiatives claim one benefit: at most {MOST_JOINED} can be "
                "worked out exactly"
            )
        cases = np.array(list(product((0.0, 1.0), repeat=len(places))))
        own = np.array([odds[place] for place in places])
        weights = np.prod(np.where(cases > 0, own, 1 - own), axis=1)
        group = [projects[place] for place in places]
        gained = [cases[:, row] * amounts[place] for row, place in enumerate(places)]
        ceiling = np.full(len(cases), limit) if binds else None
        present, _ = present_benefits(group, gained, ceiling)
        for place, each in zip(places, present, strict=True):
            values[place] = weights @ each
    return np.asarray(values - np.array(paid), dtype=np.float64)
