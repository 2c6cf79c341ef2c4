"""The chain: evidence, pain point, initiative and its owner, KPI, money."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from cxkit.client import Client
from cxkit.engagement import LocalText
from cxkit.engagement.judgements import Initiative, Kpi, PainPoint
from cxkit.findings import Claim, Finding, Missing
from cxkit.summary.chain_rules import Breach, breaches, open_initiatives
from cxkit.summary.missing import NO_CHAIN
from cxkit.summary.money import CLAIM_WEIGHTS, Case, cases

_MOVED_BY = {"nps": "nps", "csat": "csat", "ces": "ces", "churn": "churn"} | {
    "resolution": "resolution_time"
}
"""Which metric of ``kpis.csv`` a part of a finding's key speaks of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiMoney:
    """Money a year that initiatives claim by moving one KPI.

    Attributes
    ----------
    low, middle, high : float
        Sum over the initiatives, in the engagement's currency; NaN where none is claimed.
        Where several treat the same pain point, together they count as the largest claim.
    claimed_twice : bool
        Whether that is so: a benefit was claimed twice and is counted once.
    claim : {"experiment", "difference", "association", "assumption"} or None
        The weakest ground among the claims counted.
    """

    low: float
    middle: float
    high: float
    claimed_twice: bool
    claim: Claim | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """What hangs together from evidence to money, and where it breaks.

    Attributes
    ----------
    pain_points : tuple of PainPoint
        Of ``journeys.yml``, the gravest first.
    initiatives : tuple of Initiative
        Those not stopped, in the order of the file.
    kpis : tuple of Kpi
        KPIs that an initiative is to move, in the order of the initiatives.
    cases : Mapping[str, Case]
        Money by initiative.
    money : Mapping[str, KpiMoney]
        Money by KPI.
    breaches : tuple of Breach
        Where the chain does not hold.
    touchpoints : Mapping[str, LocalText]
        Names of touchpoints, where ``journeys.yml`` gives them.
    names : Mapping[str, LocalText]
        Names of initiatives, pain points, KPIs, objectives and studies by id.
    """

    pain_points: tuple[PainPoint, ...]
    initiatives: tuple[Initiative, ...]
    kpis: tuple[Kpi, ...]
    cases: Mapping[str, Case]
    money: Mapping[str, KpiMoney]
    breaches: tuple[Breach, ...]
    touchpoints: Mapping[str, LocalText]
    names: Mapping[str, LocalText]

    def broken(self, *rules: str) -> frozenset[str]:
        """Return the ids that break any of these rules."""
        return frozenset(item.subject for item in self.breaches if item.rule in rules)


def chain_of(client: Client, frame: pd.DataFrame | None = None) -> Chain | Missing:
    """Return the chain of a client.

    Parameters
    ----------
    client : Client
        Its files of judgement.
    frame : DataFrame or None
        Money of the initiatives, as `cxkit.summary.money.cases` takes it.

    Returns
    -------
    Chain or Missing
        Missing where there are no initiatives.
    """
    judged = client.judgements
    if not judged.initiatives:
        return NO_CHAIN
    initiatives = open_initiatives(judged.initiatives)
    journeys = judged.journeys
    pains = journeys.pain_points if journeys is not None else ()
    known = {kpi.id: kpi for kpi in judged.kpis or ()}
    used = dict.fromkeys(item.kpi for item in initiatives if item.kpi in known)
    amounts = cases(judged.initiatives, frame)
    return Chain(
        pain_points=tuple(sorted(pains, key=lambda pain: -(pain.severity or 0))),
        initiatives=initiatives,
        kpis=tuple(known[name] for name in used if name is not None),
        cases=amounts,
        money={
            name: _money([item for item in initiatives if item.kpi == name], amounts)
            for name in dict.fromkeys(item.kpi for item in initiatives)
            if name is not None
        },
        breaches=breaches(client),
        touchpoints={
            item.name: item.label
            for item in (journeys.touchpoints if journeys is not None else ())
            if item.label is not None
        },
        names=_names(client),
    )


def _money(initiatives: Sequence[Initiative], amounts: Mapping[str, Case]) -> KpiMoney:
    groups: dict[str, list[Case]] = {}
    for item in initiatives:
        if amounts[item.id].known:
            groups.setdefault(item.pain_point or f" {item.id}", []).append(amounts[item.id])
    counted = [case for group in groups.values() for case in _counted(group)]
    if not counted:
        nothing = math.nan
        return KpiMoney(low=nothing, middle=nothing, high=nothing, claimed_twice=False, claim=None)
    claims = sorted({case.claim for case in counted if case.claim is not None}, key=_strength)
    return KpiMoney(
        low=sum(case.benefit_low for case in counted),
        middle=sum(case.benefit for case in counted),
        high=sum(case.benefit_high for case in counted),
        claimed_twice=any(len(group) > 1 for group in groups.values()),
        claim=claims[0] if claims else None,
    )


def _counted(group: Sequence[Case]) -> Sequence[Case]:
    """Return the cases of one pain point that count: its largest, or the shares of all.

    Where economics has shared the benefit out already, the shares add up to the largest.
    """
    if any(case.capped for case in group):
        return group
    return [max(group, key=lambda case: case.benefit)]


def _strength(claim: Claim) -> float:
    return CLAIM_WEIGHTS[claim]


def _names(client: Client) -> dict[str, LocalText]:
    judged = client.judgements
    strategy, listening, journeys = judged.strategy, judged.listening, judged.journeys
    names: dict[str, LocalText] = {}
    for study in listening.studies if listening is not None else ():
        names[study.id] = study.name
    for objective in strategy.objectives if strategy is not None else ():
        names[objective.id] = objective.text
    for pain in journeys.pain_points if journeys is not None else ():
        names[pain.id] = pain.text
    for kpi in judged.kpis or ():
        names[kpi.id] = kpi.name
    for initiative in judged.initiatives or ():
        names[initiative.id] = initiative.name
    return names


def addressed_by(finding: Finding, found: Chain) -> tuple[Initiative, ...]:
    """Return the open initiatives that address what a finding speaks of, best first.

    Parameters
    ----------
    finding : Finding
        With a touchpoint, or with a metric in its key.
    found : Chain
        Pain points and initiatives.

    Returns
    -------
    tuple of Initiative
        By a pain point or KPI of the same touchpoint; where the finding has no touchpoint,
        by a KPI of the metric that its key names and that belongs to no touchpoint. The one
        with the highest net present value comes first, then the one judged best.
    """
    hurts = {pain.id: pain.touchpoint for pain in found.pain_points}
    measures = {kpi.id: kpi for kpi in found.kpis}
    metrics = _metrics(finding)

    def fits(item: Initiative) -> bool:
        kpi = measures.get(item.kpi or "")
        if finding.touchpoint:
            places = {hurts.get(item.pain_point or ""), kpi.touchpoint if kpi else None}
            return finding.touchpoint in places
        return kpi is not None and kpi.touchpoint is None and kpi.metric in metrics

    able = [item for item in found.initiatives if item.status != "done" and fits(item)]
    return tuple(sorted(able, key=lambda item: _merit(item, found.cases[item.id]), reverse=True))


def addressable(finding: Finding) -> bool:
    """Tell whether initiatives can be tied to a finding: by its touchpoint or its metric."""
    return bool(finding.touchpoint) or bool(_metrics(finding))


def _metrics(finding: Finding) -> frozenset[str]:
    """Return the metrics that a finding speaks of as a whole, not of one group."""
    parts = finding.key.split(".")
    if set(parts) & {"touchpoint", "segment", "stage", "channel"}:
        return frozenset()
    return frozenset(_MOVED_BY[part] for part in parts if part in _MOVED_BY)


def _merit(item: Initiative, case: Case) -> tuple[float, float]:
    value = case.npv if not math.isnan(case.npv) else case.benefit - (item.cost or 0.0)
    judged = _sum((item.customer_impact, item.business_impact)) - (item.effort or 0)
    return (-math.inf if math.isnan(value) else value), judged


def _sum(values: Iterable[int | None]) -> float:
    return float(sum(value or 0 for value in values))
