"""What a change brought, as money a year of the groups that got it."""

from __future__ import annotations

import math

from cxkit.economics.basis import Customers
from cxkit.economics.linkage.effects import PointEffect
from cxkit.engagement.judgements import Change
from cxkit.stats.few_groups import GroupContrast


def money_of_change(
    change: Change,
    customers: Customers | None,
    effect: GroupContrast | None,
    point: PointEffect | None,
) -> tuple[float, float, float]:
    """Return the money a year of the groups that got a change: value, low, high; NaN if unknown.

    Notes
    -----
    Customers of the client times the share in those groups, times: twelve monthly effects on
    purchases; twelve on leaving, times the mean margin (sign turned); or the points moved times
    the money that one point goes with. The interval is that of the effect, and for a score of
    both effects, taken as independent; shares and margin count as given.
    """
    nothing = (math.nan, math.nan, math.nan)
    if customers is None or effect is None or change.column not in customers.table.columns:
        return nothing
    raw = customers.table.frame.set_index("customer_id")[change.column]
    there = customers.frame[~customers.frame["left"]]
    mine = there["customer_id"].map(raw).astype("str").isin(change.groups)
    share = float(mine.mean()) if len(mine) else 0.0
    reach = customers.population * share
    if change.outcome == "revenue":
        scale = 12 * reach
        return effect.value * scale, effect.ci_low * scale, effect.ci_high * scale
    if change.outcome == "churn":
        worth = customers.frame["worth"].dropna()
        if not customers.money or worth.empty:
            return nothing
        scale = -12 * reach * float(worth.mean())
        ends = sorted((effect.ci_low * scale, effect.ci_high * scale))
        return effect.value * scale, ends[0], ends[1]
    if point is None or point.money != point.money:
        return nothing
    each, half = point.money * share, (point.money_high - point.money_low) / 2 * share
    value = effect.value * each
    width = math.hypot(effect.value * half, (effect.ci_high - effect.ci_low) / 2 * each)
    return value, value - width, value + width
