"""The business case of each initiative: benefit, net present value, payback, break-even."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from cxkit.economics.cases.shared_benefit import Shared, Three, share_out
from cxkit.engagement import LocalText
from cxkit.engagement.judgements import Initiative, Kpi
from cxkit.findings import Claim

NOTHING: Three = (math.nan, math.nan, math.nan)
Source = Literal["given", "churn", ""]
Doubt = Literal["wrong direction", "upside down", "no kpi", "no cost", "no probability"]
POINTS = frozenset({"%", "pp", "points", "puntos", "percent"})
"""Units of a churn KPI of which one is a hundredth of the customers."""
STOPPED = "stopped"
TOUCHES = 0.01
"""Part of its range by which a low case must lie above 0 to be said to pay."""
COLUMNS = (
    "initiative", "benefit_low", "benefit", "benefit_high", "cost", "npv_low", "npv", "npv_high",
    "payback_months", "claim", "capped", "probability",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The case of one initiative.

    Attributes
    ----------
    id : str
        As in ``initiatives.csv``.
    name : LocalText
        What is done.
    cost : tuple of float
        Best, most likely and worst case.
    claimed, benefit : tuple of float
        Money a year if it succeeds, low, base and high: as claimed, and after what is
        claimed twice was counted once.
    source : {"given", "churn", ""}
        Whether the benefit was given or follows from the effect on churn; empty where no
        money is claimed.
    probability : float
        Of success; 1 where nobody judged it, which `doubts` then says.
    npv : tuple of float
        Net present value: benefit low with the worst cost, base with base, high with best.
    payback_months : float
        Months of expected benefit that pay the cost back; infinite where it never does.
    break_even : float
        Probability of success at which the base case is worth 0; above 1 where even
        certain success does not pay.
    claim : str
        What the money rests on; ``"assumption"`` where nothing else was declared.
    capped : bool
        Whether part of its claim was not counted.
    doubts : tuple of str
        What does not add up in what was declared.
    effect : tuple of float
        Change of the KPI, in its unit.
    kpi : Kpi or None
        What it is to move.
    """

    id: str
    name: LocalText
    cost: Three
    claimed: Three
    benefit: Three
    source: Source
    probability: float
    npv: Three
    payback_months: float
    break_even: float
    claim: Claim
    capped: bool
    doubts: tuple[Doubt, ...]
    effect: Three
    kpi: Kpi | None

    @property
    def has_money(self) -> bool:
        """Whether a net present value could be computed."""
        return self.npv[1] == self.npv[1]

    @property
    def pays(self) -> bool:
        """Whether even the low case is above 0, and does not just touch it."""
        return self.npv[0] > TOUCHES * (self.npv[2] - self.npv[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """All business cases.

    Attributes
    ----------
    cases : tuple of Case
        Highest net present value first, those without money last.
    shared : tuple of Shared
        Benefits claimed more than once, and what was counted.
    claimed_sum, counted_sum : float
        Expected yearly benefit of all, as claimed and as counted: weighted by the probability
        of success.
    discount, years
        Conventions: rate a year and years of benefit counted.
    n_stopped : int
        Stopped initiatives, left out.
    """

    cases: tuple[Case, ...]
    shared: tuple[Shared, ...]
    claimed_sum: float
    counted_sum: float
    discount: float
    years: int
    n_stopped: int


def net_present_value(cost: float, yearly: float, *, discount: float, years: int) -> float:
    """Value today of a cost now and of a benefit at the end of each year.

    Parameters
    ----------
    cost, yearly : float
        Money now and money a year.
    discount : float
        Rate a year, 0 or more.
    years : int
        Years of benefit.

    Returns
    -------
    float
        ``yearly · Σ 1 / (1 + d)^t - cost`` for t from 1 to `years`.

    References
    ----------
    Brealey, Myers and Allen (2020), Principles of Corporate Finance, chapter 2.
    """
    return yearly * annuity(discount, years) - cost


def annuity(discount: float, years: int) -> float:
    """Return the value today of 1 at the end of each of so many years."""
    return float(sum((1 + discount) ** -year for year in range(1, years + 1)))


def business_cases(
    initiatives: Sequence[Initiative],
    kpis: Sequence[Kpi],
    *,
    discount: float,
    years: int,
    margin: float,
    population: float,
    churn: float,
) -> Cases:
    """Return the case of every initiative that was not stopped.

    Parameters
    ----------
    initiatives, kpis : sequence
        Rows of ``initiatives.csv`` and ``kpis.csv``.
    discount : float
        Rate a year.
    years : int
        Years of benefit, counted from when the initiative is in place.
    margin : float
        Mean margin of a customer a year, for benefits that follow from churn; NaN if
        unknown.
    population : float
        Customers of the client.
    churn : float
        Churn a year, in [0, 1]: no more can be prevented; NaN if unknown.
    """
    by_id = {kpi.id: kpi for kpi in kpis}
    running = [item for item in initiatives if item.status != STOPPED]
    claims = {item.id: _claimed(item, by_id, margin, population) for item in running}
    ceiling = churn * population * margin
    counted, shared = share_out(
        running, {key: benefit for key, (benefit, _) in claims.items()}, by_id, ceiling=ceiling
    )
    cases = [
        _case(item, by_id, claims[item.id], counted[item.id], discount, years) for item in running
    ]
    ordered = sorted(cases, key=lambda case: -case.npv[1] if case.has_money else math.inf)
    return Cases(
        cases=tuple(ordered),
        shared=shared,
        claimed_sum=_sum(case.probability * case.claimed[1] for case in cases),
        counted_sum=_sum(case.probability * case.benefit[1] for case in cases),
        discount=discount,
        years=years,
        n_stopped=len(initiatives) - len(running),
    )


def cases_frame(cases: Sequence[Case]) -> pd.DataFrame:
    """Return cases as a plain table; see `EconomicsAnalysis.cases_frame`."""
    rows = [
        (
            case.id, *case.benefit, case.cost[1], *case.npv, case.payback_months,
            case.claim if case.source else "", case.capped, case.probability,
        )
        for case in cases
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _case(
    item: Initiative,
    kpis: dict[str, Kpi],
    claim: tuple[Three, Source],
    benefit: Three,
    discount: float,
    years: int,
) -> Case:
    claimed, source = claim
    cost = _three(item.cost_low, item.cost, item.cost_high)
    chance = 1.0 if item.probability is None else item.probability
    expected = tuple(chance * each for each in benefit)
    low, base, high = (
        net_present_value(paid, gained, discount=discount, years=years)
        for paid, gained in zip(cost[::-1], expected, strict=True)
    )
    worth = benefit[1] * annuity(discount, years)
    return Case(
        id=item.id,
        name=item.name,
        cost=cost,
        claimed=claimed,
        benefit=benefit,
        source=source,
        probability=chance,
        npv=(low, base, high),
        payback_months=_over(12 * cost[1], expected[1]),
        break_even=_over(cost[1], worth),
        claim=item.claim or "assumption",
        capped=any(b < c for b, c in zip(benefit, claimed, strict=True)),
        doubts=_doubts(item, kpis, source),
        effect=_three(item.effect_low, item.effect, item.effect_high),
        kpi=kpis.get(item.kpi or ""),
    )


def _claimed(
    item: Initiative, kpis: dict[str, Kpi], margin: float, population: float
) -> tuple[Three, Source]:
    """Return the benefit a year: as given, else what its effect on churn is worth."""
    given = _three(item.benefit_low, item.benefit, item.benefit_high)
    if not math.isnan(given[1]):
        return given, "given"
    kpi = kpis.get(item.kpi or "")
    effect = _three(item.effect_low, item.effect, item.effect_high)
    if kpi is None or (kpi.metric or "").casefold() != "churn" or math.isnan(effect[1]):
        return NOTHING, ""
    if (kpi.unit or "").casefold() not in POINTS or math.isnan(margin):
        return NOTHING, ""
    people = float(item.customers) if item.customers is not None else population
    low, base, high = sorted(-each / 100 * people * margin for each in effect)
    return (low, base, high), "churn"


def _doubts(item: Initiative, kpis: dict[str, Kpi], source: Source) -> tuple[Doubt, ...]:
    found: list[Doubt] = []
    kpi = kpis.get(item.kpi or "")
    if item.kpi and kpi is None:
        found.append("no kpi")
    effect = _three(item.effect_low, item.effect, item.effect_high)
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
    return tuple(found)


def _three(low: float | None, base: float | None, high: float | None) -> Three:
    """Fill a range: the base from its ends, an absent end from the base."""
    known = [value for value in (low, high) if value is not None]
    if base is None:
        if not known:
            return NOTHING
        base = sum(known) / len(known)
    return (base if low is None else low, base, base if high is None else high)


def _over(part: float, whole: float) -> float:
    if math.isnan(part) or math.isnan(whole):
        return math.nan
    return part / whole if whole > 0 else math.inf


def _sum(values: Iterable[float]) -> float:
    return float(sum(value for value in values if value == value))
