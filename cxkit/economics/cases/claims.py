"""What an initiative claims to bring a year, in the engagement's currency."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal

from cxkit.economics.cases.conventions import Conventions
from cxkit.economics.cases.shared_benefit import Three
from cxkit.engagement.judgements import Initiative, Kpi

NOTHING: Three = (math.nan, math.nan, math.nan)
Source = Literal["given", "churn", ""]
Doubt = Literal[
    "wrong direction", "upside down", "no kpi", "no cost", "no probability", "after horizon"
]
POINTS = frozenset({"%", "pp", "points", "puntos", "percent"})
"""Units of a churn KPI of which one is a hundredth of the customers."""


def three(low: float | None, base: float | None, high: float | None) -> Three:
    """Fill a range: the base from its ends, an absent end from the base."""
    known = [value for value in (low, high) if value is not None]
    if base is None:
        if not known:
            return NOTHING
        base = sum(known) / len(known)
    return (base if low is None else low, base, base if high is None else high)


def costs(item: Initiative, conventions: Conventions) -> tuple[Three, Three]:
    """Return the cost, and the running cost a year (0 where none is declared)."""
    once = three(item.cost_low, item.cost, item.cost_high)
    yearly = three(item.running_cost_low, item.running_cost, item.running_cost_high)
    if math.isnan(yearly[1]):
        yearly = (0.0, 0.0, 0.0)
    return _own(once, item, conventions), _own(yearly, item, conventions)


def claimed(
    item: Initiative,
    kpis: Mapping[str, Kpi],
    *,
    margin: float,
    population: float,
    conventions: Conventions,
) -> tuple[Three, Source]:
    """Return the benefit a year: as given, else what its effect on churn is worth.

    Parameters
    ----------
    item : Initiative
        One row of ``initiatives.csv``.
    kpis : Mapping[str, Kpi]
        By id.
    margin, population : float
        Mean margin of a customer a year and customers of the client; NaN if unknown.
    conventions : Conventions
        Currencies.
    """
    given = three(item.benefit_low, item.benefit, item.benefit_high)
    if not math.isnan(given[1]):
        return _own(given, item, conventions), "given"
    kpi = kpis.get(item.kpi or "")
    effect = three(item.effect_low, item.effect, item.effect_high)
    if not is_churn(kpi) or kpi is None or math.isnan(effect[1]):
        return NOTHING, ""
    if (kpi.unit or "").casefold() not in POINTS or math.isnan(margin):
        return NOTHING, ""
    people = float(item.customers) if item.customers is not None else population
    low, base, high = sorted(-each / 100 * people * margin for each in effect)
    return (low, base, high), "churn"


def is_churn(kpi: Kpi | None) -> bool:
    """Tell whether a KPI counts customers who leave."""
    return kpi is not None and (kpi.metric or "").casefold() == "churn"


def doubts_of(
    item: Initiative, kpis: Mapping[str, Kpi], source: Source, *, begins: bool
) -> tuple[Doubt, ...]:
    """Return what does not add up in what was declared.

    Parameters
    ----------
    item : Initiative
        One row of ``initiatives.csv``.
    kpis : Mapping[str, Kpi]
        By id.
    source : {"given", "churn", ""}
        Where its benefit comes from.
    begins : bool
        Whether it brings anything within the horizon.
    """
    found: list[Doubt] = []
    kpi = kpis.get(item.kpi or "")
    if item.kpi and kpi is None:
        found.append("no kpi")
    effect = three(item.effect_low, item.effect, item.effect_high)
    if kpi is not None and kpi.direction is not None and not math.isnan(effect[1]):
        better = 1.0 if kpi.direction == "up" else -1.0
        if effect[1] * better < 0:
            found.append("wrong direction")
        elif (effect[2] - effect[0]) * better < 0:
            found.append("upside down")
    if source and item.cost is None and item.cost_low is None and item.cost_high is None:
        found.append("no cost")
    if source and item.probability is None:
        found.append("no probability")
    if source and not begins:
        found.append("after horizon")
    return tuple(found)


def _own(amounts: Three, item: Initiative, conventions: Conventions) -> Three:
    low, base, high = (conventions.in_own(each, item.currency, of=item.id) for each in amounts)
    return low, base, high
