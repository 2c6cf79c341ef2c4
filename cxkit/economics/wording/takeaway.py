"""The two lines and the key figures that open the section."""

from __future__ import annotations

from cxkit.economics import units
from cxkit.economics.analysis import EconomicsAnalysis
from cxkit.economics.cases.initiatives import Cases
from cxkit.economics.churn.rates import Churn
from cxkit.economics.growth.sources import Growth, Share
from cxkit.economics.linkage.point import AtRisk, PointValue
from cxkit.economics.wording.cases import losing
from cxkit.language import N_, Words
from cxkit.presentation import KeyFigure


def read_takeaway(analysis: EconomicsAnalysis, words: Words) -> str:
    """Say in two lines what churn costs and what the plan is worth."""
    first, second = _first(analysis, words), _second(analysis, words)
    lines = [line for line in (first, second) if line]
    return "\n".join(lines) or words(
        "The client's folder holds neither churn nor business cases: what follows says what to "
        "provide."
    )


def _first(analysis: EconomicsAnalysis, words: Words) -> str:
    churn, point, risk = analysis.churn, analysis.point, analysis.at_risk
    if not isinstance(churn, Churn):
        return ""
    rate = words.percent(churn.rate, decimals=1)
    text = (
        words("{rate} of customers left in the period.", rate=rate)
        if churn.dated
        else words("{rate} of customers are marked as gone.", rate=rate)
    )
    if isinstance(point, PointValue):
        said = (
            N_("One point less is worth {value} a year (claim: {claim}).")
            if point.can_fall
            else N_("One point more would cost {value} a year (claim: {claim}).")
        )
        text += " " + words(
            said,
            value=units.money(point.value, words),
            claim=words(units.CLAIM[point.claim]),
        )
    if isinstance(risk, AtRisk) and _holds(risk):
        text += " " + words(
            "{group} leave at {rate} and the others at {rest}: {low} to {high} of revenue a year "
            "goes with that difference (claim: {claim}).",
            claim=words(units.CLAIM[risk.claim]),
            group=units.group(risk.group, None, words),
            rate=words.percent(risk.rate),
            rest=words.percent(risk.rest),
            low=units.money(risk.low, words),
            high=units.money(risk.high, words),
        )
    return text


def _second(analysis: EconomicsAnalysis, words: Words) -> str:
    cases = analysis.cases
    if not isinstance(cases, Cases) or not any(case.has_money for case in cases.cases):
        return ""
    _, counted, rest = units.overlap(cases.claimed_sum, cases.counted_sum, words)
    text = words(
        "The plan promises {value} of benefit a year before its costs, weighted by its probability "
        "of success.",
        value=counted,
    )
    if cases.counted_sum < cases.claimed_sum:
        text += " " + words(
            "Another {money}, weighted alike, is claimed more than once and not counted again.",
            money=rest,
        )
    lost = losing(cases)
    if lost:
        text += " " + words(
            "Money is lost with: {names}.",
            names=words.join([case.name.say(words) for case in lost]),
        )
    return text


def _holds(risk: AtRisk) -> bool:
    return risk.excess > 0 and units.clear(
        risk.p_adjusted, risk.n_low, confidence=risk.confidence, min_base=risk.min_base
    )


def key_figures(analysis: EconomicsAnalysis, words: Words) -> list[KeyFigure]:
    """Churn, net revenue retention and earned growth, where known."""
    figures = []
    churn, growth = analysis.churn, analysis.growth
    if isinstance(churn, Churn):
        figures.append(
            KeyFigure(
                label=words("Churn") if churn.dated else words("Marked as gone"),
                value=words.percent(churn.rate, decimals=1),
                detail=_detail(
                    churn.confidence,
                    words.percent_interval(churn.ci_low, churn.ci_high, decimals=1),
                    churn.n,
                    words,
                ),
                flag=words("indicative") if churn.n < churn.min_base else "",
            )
        )
    if isinstance(growth, Growth):
        figures.append(_share(words("Net revenue retention"), growth.retention, growth, words))
        if growth.earned.value == growth.earned.value:
            figures.append(_share(words("Earned growth"), growth.earned, growth, words))
    return figures


def _share(label: str, share: Share, growth: Growth, words: Words) -> KeyFigure:
    return KeyFigure(
        label=label,
        value=words.percent(share.value, decimals=1),
        detail=_detail(
            growth.confidence,
            words.percent_interval(share.low, share.high, decimals=1),
            growth.n_before,
            words,
        ),
        flag=words("indicative") if growth.n_before < growth.min_base else "",
    )


def _detail(level: float, interval: str, n: int, words: Words) -> str:
    return words(
        "{level} interval {interval}; n = {n}",
        level=words.percent(level),
        interval=interval,
        n=words.number(n),
    )
