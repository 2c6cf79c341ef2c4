"""How a KPI moved since an initiative began."""

from __future__ import annotations

import math

from cxkit.economics.cases.claims import POINTS
from cxkit.engagement.judgements import Initiative, Kpi, KpiValue
from cxkit.stats import share_difference


def before_and_after(
    item: Initiative, kpi: Kpi | None, values: list[KpiValue]
) -> tuple[KpiValue | None, KpiValue | None]:
    """Return the KPI's value before an initiative and the last one since; None where unknown.

    The agreed baseline counts where it is not after the start, else the last value up to it.
    """
    if kpi is None:
        return None, None
    start = item.start or kpi.baseline_date
    if start is None:
        return None, None
    dated = sorted(values, key=lambda value: value.date)
    agreed = kpi.baseline_date
    if kpi.baseline is not None and (agreed is None or agreed <= start):
        before: KpiValue | None
        same = [each for each in dated if each.date == agreed and each.value == kpi.baseline]
        day = agreed or start
        before = same[0] if same else KpiValue(kpi=kpi.id, date=day, value=kpi.baseline)
    else:
        earlier = [value for value in dated if value.date <= start]
        before = earlier[-1] if earlier else None
    later = [value for value in dated if value.date > start]
    return before, later[-1] if later else None


def interval_of_change(
    kpi: Kpi | None, before: KpiValue, after: KpiValue, confidence: float
) -> tuple[float, float]:
    """Return Newcombe's interval of the change, in points; NaN where it is no share or baseless."""
    share = kpi is not None and (kpi.unit or "").casefold() in POINTS - {"points", "puntos"}
    if not share or not before.n or not after.n:
        return math.nan, math.nan
    if not (0 <= before.value <= 100 and 0 <= after.value <= 100):
        return math.nan, math.nan
    found = share_difference(
        (before.value / 100 * before.n, before.n),
        (after.value / 100 * after.n, after.n),
        confidence=confidence,
    )
    return 100 * found.ci_low, 100 * found.ci_high
