"""The business case of each initiative: benefit, net present value, payback, break-even."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxkit.economics.cases.claims import Doubt, Source, claimed, costs, doubts_of, three
from cxkit.economics.cases.conventions import Conventions
from cxkit.economics.cases.schedule import LONGEST, delay_months, paid_back, schedule_of
from cxkit.economics.cases.shared_benefit import Shared, Three, same_pain, share_out
from cxkit.engagement import LocalText
from cxkit.engagement.judgements import Initiative, Kpi
from cxkit.findings import Claim

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
    running : tuple of float
        Money a year to keep it going.
    delay : float
        Months from the engagement's date until it begins to bring anything.
    claimed, benefit : tuple of float
        Money a year if it succeeds, low, base and high: as claimed, and after what is
        claimed twice was counted once.
    source : {"given", "churn", ""}
        Whether the benefit was given or follows from the effect on churn; empty where no
        money is claimed.
    probability : float
        Of success; 1 where nobody judged it, which `doubts` then says.
    npv : tuple of float
        Net present value, after tax: benefit low with the worst cost, base with base, high
        with best.
    payback_months : float
        Months from the engagement's date until expected money has paid the cost back,
        undiscounted; infinite where it never does.
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
    running: Three
    delay: float
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
    unclear : tuple of tuple of str
        Initiatives on one pain point by different KPIs: whether they claim the same money
        cannot be told, and they are counted apart.
    claimed_sum, counted_sum : float
        Expected yearly benefit of all, as claimed and as counted: weighted by the probability
        of success.
    conventions : Conventions
        Rate, horizon, prices, tax, currencies.
    n_stopped : int
        Stopped initiatives, left out.
    """

    cases: tuple[Case, ...]
    shared: tuple[Shared, ...]
    unclear: tuple[tuple[str, ...], ...]
    claimed_sum: float
    counted_sum: float
    conventions: Conventions
    n_stopped: int

    @property
    def discount(self) -> float:
        """Rate a year."""
        return self.conventions.discount

    @property
    def years(self) -> int:
        """Years counted."""
        return self.conventions.years


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
    conventions: Conventions,
    margin: float,
    population: float,
    churn: float,
) -> Cases:
    """Return the case of every initiative that was not stopped.

    Parameters
    ----------
    initiatives, kpis : sequence
        Rows of ``initiatives.csv`` and ``kpis.csv``.
    conventions : Conventions
        Rate, horizon, prices, tax, currencies.
    margin : float
        Mean margin of a customer a year, for benefits that follow from churn; NaN if
        unknown.
    population : float
        Customers of the client.
    churn : float
        Churn a year, in [0, 1]: no more can be prevented; NaN if unknown.

    Raises
    ------
    EngagementError
        If an amount is in a currency without an exchange rate.
    """
    by_id = {kpi.id: kpi for kpi in kpis}
    running = [item for item in initiatives if item.status != STOPPED]
    claims = {
        item.id: claimed(item, by_id, margin=margin, population=population, conventions=conventions)
        for item in running
    }
    benefits = {key: benefit for key, (benefit, _) in claims.items()}
    counted, shared = share_out(running, benefits, by_id, ceiling=churn * population * margin)
    cases = [_case(item, by_id, claims[item.id], counted[item.id], conventions) for item in running]
    ordered = sorted(cases, key=lambda case: -case.npv[1] if case.has_money else math.inf)
    return Cases(
        cases=tuple(ordered),
        shared=shared,
        unclear=tuple(same_pain(running, benefits).values()),
        claimed_sum=_sum(case.probability * case.claimed[1] for case in cases),
        counted_sum=_sum(case.probability * case.benefit[1] for case in cases),
        conventions=conventions,
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
    conventions: Conventions,
) -> Case:
    cost, running = costs(item, conventions)
    chance = 1.0 if item.probability is None else item.probability
    plan = schedule_of(item, conventions)
    fixed = [
        plan.cost_factor * once + plan.running_factor * yearly
        for once, yearly in zip(cost[::-1], running[::-1], strict=True)
    ]
    gained = [chance * plan.benefit_factor * each for each in benefit]
    low, base, high = (gain - paid for gain, paid in zip(gained, fixed, strict=True))
    return Case(
        id=item.id,
        name=item.name,
        cost=cost,
        running=running,
        delay=delay_months(item, conventions.as_of),
        claimed=claim[0],
        benefit=benefit,
        source=claim[1],
        probability=chance,
        npv=(low, base, high),
        payback_months=_payback(item, cost[1], running[1], chance * benefit[1], conventions),
        break_even=_over(fixed[1], plan.benefit_factor * benefit[1]),
        claim=item.claim or "assumption",
        capped=any(b < c for b, c in zip(benefit, claim[0], strict=True)),
        doubts=doubts_of(item, kpis, claim[1], begins=plan.benefit_factor > 0),
        effect=three(item.effect_low, item.effect, item.effect_high),
        kpi=kpis.get(item.kpi or ""),
    )


def _payback(
    item: Initiative, cost: float, running: float, gained: float, conventions: Conventions
) -> float:
    """Return months from today until expected money is back, as if it went on for long."""
    if math.isnan(cost) or math.isnan(gained):
        return math.nan
    plan = schedule_of(item, conventions, years=LONGEST)
    benefits = np.full((1, LONGEST), gained)
    return float(paid_back(plan, benefits, np.array([running]), np.array([cost]))[0])


def _over(part: float, whole: float) -> float:
    if math.isnan(part) or math.isnan(whole):
        return math.nan
    return part / whole if whole > 0 else math.inf


def _sum(values: Iterable[float]) -> float:
    return float(sum(value for value in values if value == value))
