"""What economics concludes for the summary."""

from __future__ import annotations

from cxkit.economics import units
from cxkit.economics.analysis import EconomicsAnalysis
from cxkit.economics.cases.initiatives import Cases
from cxkit.economics.churn.rates import ChurnBy
from cxkit.economics.linkage.point import AtRisk
from cxkit.economics.value_findings import (
    change_finding,
    kept_finding,
    point_finding,
    trial_finding,
    winning_finding,
)
from cxkit.economics.wording.cases import best, case_name, losing, read_shared
from cxkit.economics.wording.churn import standing_out
from cxkit.economics.wording.money import read_risk
from cxkit.findings import Evidence, Finding, error_rate
from cxkit.language import Words
from cxkit.presentation.evidence import chance

_SMALL = 0.02
"""Where findings without a measured effect stand among the others."""


def findings(analysis: EconomicsAnalysis, words: Words) -> tuple[Finding, ...]:
    """Return the findings of economics, unranked.

    Comparisons count only if their p value, corrected (Holm) for all comparisons of the
    section, stays below the share of false findings that economics may use up.
    """
    found = [*_churn(analysis, words)]
    if found:
        found += point_finding(analysis, words)
    found += change_finding(analysis, words)
    found += trial_finding(analysis, words)
    found += kept_finding(analysis, words)
    found += winning_finding(analysis, words)
    cases = analysis.cases
    if isinstance(cases, Cases):
        found += _cases(cases, words)
    return tuple(found)


def _churn(analysis: EconomicsAnalysis, words: Words) -> list[Finding]:
    churn, risk = analysis.churn_by_score, analysis.at_risk
    limit = error_rate("economics", analysis.client.engagement.confidence)
    found: list[Finding] = []
    if not isinstance(churn, ChurnBy) or not churn.dated:
        return found
    row = standing_out(churn)
    if row is None or row["p_adjusted"] > limit:
        return found
    n = int(churn.table["n"].sum())
    found.append(
        Finding(
            key="economics.churn.score",
            subject="economics",
            headline=words(
                "{group}: {rate} left, against {rest} of the others.",
                group=units.group(row["group"], None, words),
                rate=words.percent(row["rate"], decimals=1),
                rest=words.percent(row["rate"] - row["difference"], decimals=1),
            ),
            detail=words(
                "Interval of the difference {interval} points; {chance}; n = {n}. An association: "
                "what makes them leave is not shown.",
                interval=units.points_interval(row["gap_low"], row["gap_high"], words),
                chance=chance(float(row["p_adjusted"]), churn.comparisons, words),
                n=words.number(n),
            ),
            tone="bad",
            certainty="clear",
            reach=float(row["n"]) / n,
            size=min(float(row["difference"]), 1.0),
            evidence=churn.evidence,
            comparisons=churn.comparisons,
        )
    )
    if isinstance(risk, AtRisk) and risk.p_adjusted <= limit and risk.low > 0:
        found.append(
            Finding(
                key="economics.risk.score",
                subject="economics",
                headline=words(
                    "{low} to {high} of revenue a year goes with low answers.",
                    low=units.money(risk.low, words),
                    high=units.money(risk.high, words),
                ),
                detail=read_risk(risk, words),
                tone="bad",
                certainty="clear",
                reach=risk.share,
                size=min(risk.excess, 1.0),
                evidence=risk.evidence,
                comparisons=risk.comparisons,
                money=risk.money,
                claim=risk.claim,
            )
        )
    return found


def _cases(cases: Cases, words: Words) -> list[Finding]:
    found = []
    n = len(cases.cases)
    evidence = Evidence(table="initiatives", columns=("cost", "benefit", "probability"), n=n)
    first = best(cases)
    if first is not None:
        found.append(
            Finding(
                key="economics.case.best",
                subject="economics",
                headline=words(
                    "{name} is worth most: {money} over {years} years.",
                    name=case_name(first, words),
                    money=units.money(first.npv[1], words),
                    years=words.number(cases.years),
                ),
                detail=words(
                    "Net present value {interval}; paid back in {months} months at a probability "
                    "of {probability}; claim: {claim}.",
                    interval=units.money_range(first.npv[0], first.npv[2], words),
                    months=units.months(first.payback_months, words),
                    probability=words.percent(first.probability),
                    claim=words(units.CLAIM[first.claim]),
                ),
                tone="good",
                certainty="indicative",
                reach=1 / n,
                size=_SMALL,
                evidence=evidence,
                money=first.probability * first.benefit[1],
                claim=first.claim,
            )
        )
    twice = cases.claimed_sum - cases.counted_sum
    for item in cases.shared[:1] if twice > 0 else ():
        found.append(
            Finding(
                key="economics.case.double",
                subject="economics",
                headline=words(
                    "{money} of benefit a year, weighted by its probability, is claimed more than "
                    "once.",
                    money=units.overlap(cases.claimed_sum, cases.counted_sum, words)[2],
                ),
                detail=" ".join(read_shared(each, cases, words) for each in cases.shared),
                tone="bad",
                certainty="indicative",
                reach=len(item.ids) / n,
                size=_SMALL,
                evidence=evidence,
                money=twice,
                claim="assumption",
            )
        )
    for case in losing(cases)[:1]:
        found.append(
            Finding(
                key="economics.case.loses",
                subject="economics",
                headline=words("{name} loses money in every case.", name=case_name(case, words)),
                detail=words(
                    "Net present value {interval} over {years} years: it costs {cost} and brings "
                    "{benefit} a year if it succeeds. Stop it, or say what else it is for.",
                    interval=units.money_range(case.npv[0], case.npv[2], words),
                    years=words.number(cases.years),
                    cost=units.money(case.cost[1], words),
                    benefit=units.money(case.benefit[1], words),
                ),
                tone="bad",
                certainty="indicative",
                reach=1 / n,
                size=_SMALL,
                evidence=evidence,
                money=abs(case.npv[1]) / cases.years,
                claim=case.claim,
            )
        )
    return found
