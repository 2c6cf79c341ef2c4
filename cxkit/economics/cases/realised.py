"""What initiatives were to bring by now, and what their KPIs say they brought."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from cxkit.economics.cases.claims import three
from cxkit.economics.cases.kpi_change import before_and_after, interval_of_change
from cxkit.economics.cases.schedule import MONTH
from cxkit.economics.cases.shared_benefit import Three
from cxkit.engagement import LocalText
from cxkit.engagement.delivered import DeliveredBenefit
from cxkit.engagement.judgements import Adoption, Initiative, Kpi, KpiValue
from cxkit.findings import Claim

Why = Literal["", "not due", "no kpi", "no effect", "no baseline", "no later value", "no benefit"]
NOTHING: Three = (math.nan, math.nan, math.nan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Realised:
    """One initiative, as it was promised and as it came.

    Attributes
    ----------
    id : str
        As in ``initiatives.csv``.
    name : LocalText
        What is done.
    registered : date or None
        Day of the report that kept the promise; None where ``initiatives.csv`` is all there is.
    promised : tuple of float
        Benefit a year at full effect, low, base and high, if it succeeds.
    due : float
        Share of a year's benefit that was due by now; above 1 after more than a year.
    expected : tuple of float
        Money due by now if it succeeds: `promised` × `due`.
    baseline, latest : float
        The KPI before and now, in its unit.
    moved, moved_low, moved_high : float
        Change of the KPI since the baseline, with interval where both have a base; NaN ends
        otherwise.
    planned : float
        Change that was declared.
    realised : tuple of float
        Money by now in proportion to the change: low, base, high; NaN ends without a base.
    shortfall : float
        Expected less realised; negative where more came.
    adopted : float
        Share of those who could that have taken it up, at the last count; NaN without one.
    measured : date or None
        Day of the latest value of the KPI.
    why : str
        Why nothing is known of what came; empty where it is.
    claim : {"association", "assumption"}
        A change since a baseline without control shows no cause: association; assumption
        where nothing was measured.
    shared_with : tuple of str
        Others that move the same KPI: the change cannot be told apart among them.
    kpi : Kpi or None
        What it is to move.
    """

    id: str
    name: LocalText
    registered: date | None
    promised: Three
    due: float
    expected: Three
    baseline: float
    latest: float
    moved: float
    moved_low: float
    moved_high: float
    planned: float
    realised: Three
    shortfall: float
    adopted: float
    measured: date | None
    why: Why
    claim: Claim
    shared_with: tuple[str, ...]
    kpi: Kpi | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Realisations:
    """All initiatives that have begun.

    Attributes
    ----------
    rows : tuple of Realised
        In the order of the file.
    as_of : date
        Day up to which is counted.
    registered : date or None
        Day of the earlier report; None without one.
    confidence : float
        Level of the intervals.
    """

    rows: tuple[Realised, ...]
    as_of: date
    registered: date | None
    confidence: float


def realisations(
    initiatives: Sequence[Initiative],
    kpis: Sequence[Kpi],
    values: Sequence[KpiValue],
    adoption: Sequence[Adoption],
    promised: Mapping[str, Three],
    *,
    as_of: date,
    kept: Sequence[DeliveredBenefit] = (),
    registered: date | None = None,
    confidence: float = 0.95,
) -> Realisations:
    """Compare what running and finished initiatives promised with what their KPIs did.

    Parameters
    ----------
    initiatives, kpis, values, adoption : sequence
        Rows of the files of judgement.
    promised : Mapping[str, tuple of float]
        Benefit a year of each as it is claimed today, in the engagement's currency.
    as_of : date
        Day up to which is counted.
    kept : sequence of DeliveredBenefit
        What an earlier report promised; it counts before what is claimed today.
    registered : date or None
        Day of that report.
    confidence : float
        Level of the intervals.

    Notes
    -----
    Due by now: ``I(now)`` of `schedule_of`, counted from the start (from the end where the
    initiative has no delay of its own: before, it is not in place). Realised: the share
    ``change of the KPI / change declared``, times what was due. The change is from the
    agreed baseline, or the last value before the start, to the last value after the start. Its
    interval is Newcombe's where the KPI is a share in percent and both values have a base.
    """
    by_id = {kpi.id: kpi for kpi in kpis}
    earlier = {item.initiative: item for item in kept}
    begun = [
        item
        for item in initiatives
        if item.status in ("running", "done") and (item.start is None or item.start <= as_of)
    ]
    rows = tuple(
        _realised(
            item,
            by_id.get(item.kpi or ""),
            [value for value in values if value.kpi == item.kpi and value.date <= as_of],
            [count for count in adoption if count.initiative == item.id and count.date <= as_of],
            promised.get(item.id, NOTHING),
            earlier.get(item.id),
            tuple(o.id for o in begun if o.kpi and o.kpi == item.kpi and o.id != item.id),
            as_of=as_of,
            registered=registered,
            confidence=confidence,
        )
        for item in begun
    )
    return Realisations(rows=rows, as_of=as_of, registered=registered, confidence=confidence)


def _realised(
    item: Initiative,
    kpi: Kpi | None,
    values: list[KpiValue],
    counts: list[Adoption],
    claimed: Three,
    kept: DeliveredBenefit | None,
    shared_with: tuple[str, ...],
    *,
    as_of: date,
    registered: date | None,
    confidence: float,
) -> Realised:
    promise = (kept.low, kept.base, kept.high) if kept is not None else claimed
    effect = three(item.effect_low, item.effect, item.effect_high)[1]
    planned = kept.effect if kept is not None and kept.effect is not None else effect
    due = due_by(item, as_of)
    expected = (due * promise[0], due * promise[1], due * promise[2])
    before, after = before_and_after(item, kpi, values)
    moved = low = high = math.nan
    if before is not None and after is not None:
        moved = after.value - before.value
        low, high = interval_of_change(kpi, before, after, confidence)
    why = _why(kpi, promise, planned, before, after)
    realised = NOTHING
    if not why:
        first, middle, last = (each / planned * expected[1] for each in (low, moved, high))
        realised = (min(first, last), middle, max(first, last)) if first == first else (
            math.nan, middle, math.nan,
        )  # fmt: skip
        if due == 0:
            why, realised = "not due", NOTHING
    last_count = max(counts, key=lambda count: count.date, default=None)
    return Realised(
        id=item.id,
        name=item.name,
        registered=registered if kept is not None else None,
        promised=promise,
        due=due,
        expected=expected,
        baseline=before.value if before is not None else math.nan,
        latest=after.value if after is not None else math.nan,
        moved=moved,
        moved_low=low,
        moved_high=high,
        planned=planned,
        realised=realised,
        shortfall=expected[1] - realised[1],
        adopted=last_count.adopted / last_count.eligible if last_count is not None else math.nan,
        measured=after.date if after is not None else None,
        why=why,
        claim="assumption" if why else "association",
        shared_with=shared_with,
        kpi=kpi,
    )


def due_by(item: Initiative, as_of: date) -> float:
    """Return the share of a year's benefit that was due by a day, under the declared schedule.

    Parameters
    ----------
    item : Initiative
        One row of ``initiatives.csv``; without `start` and `end` nothing can be due.
    as_of : date
        Day.
    """
    begins = item.end or item.start
    if item.start is not None and item.delay_months is not None:
        begins = item.start + timedelta(days=item.delay_months * MONTH)
    if begins is None:
        return math.nan
    years = max((as_of - begins).days / (12 * MONTH), 0.0)
    if item.benefit_type == "one_off":
        return float(years > 0)
    ramp = item.ramp_months / 12
    rising = min(years, ramp)
    return (rising**2 / (2 * ramp) if ramp > 0 else 0.0) + years - rising


def _why(
    kpi: Kpi | None,
    promise: Three,
    planned: float,
    before: KpiValue | None,
    after: KpiValue | None,
) -> Why:
    if math.isnan(promise[1]):
        return "no benefit"
    if kpi is None:
        return "no kpi"
    if math.isnan(planned) or planned == 0:
        return "no effect"
    if before is None:
        return "no baseline"
    return "no later value" if after is None else ""
