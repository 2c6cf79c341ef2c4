"""What economics concludes of a point, of changes, of tests, of revenue kept and of winning."""

from __future__ import annotations

import re

from cxkit.economics import units
from cxkit.economics.analysis import EconomicsAnalysis
from cxkit.economics.growth.bridge import RevenueBridge
from cxkit.economics.growth.bridge_wording import share
from cxkit.economics.growth.winning import Winning
from cxkit.economics.linkage.changes import GroupChange
from cxkit.economics.linkage.changes_wording import (
    change_name,
    effect_texts,
    is_clear,
    outcome_name,
    read_changes,
)
from cxkit.economics.linkage.effects import PointEffects
from cxkit.economics.linkage.wording import question_name
from cxkit.economics.trials.results import Trial, Trials
from cxkit.economics.trials.wording import trial_name
from cxkit.findings import Finding, Missing, Tone, error_rate
from cxkit.language import Words
from cxkit.presentation.evidence import chance

_SMALL = 0.02
"""Where findings without a measured effect stand among the others."""
_METRIC = {"ltr": "nps", "csat": "csat", "ces": "ces"}
"""Metric of ``kpis.csv`` that a question belongs to, by which initiatives are tied to it."""


def point_finding(analysis: EconomicsAnalysis, words: Words) -> list[Finding]:
    """Say what one point of the first question goes with.

    Notes
    -----
    Asked only where churn by score is already a finding, so that the link between scores and
    leaving is given one chance to be found by luck, not two.
    """
    effects = analysis.linkage.effects
    limit = error_rate("economics", analysis.client.engagement.confidence)
    if not isinstance(effects, PointEffects):
        return []
    item = effects.effects[0]
    if item.p_adjusted > limit or item.effect >= 0 or item.n < effects.min_base:
        return []
    name = question_name(item.question, item.column, words)
    with_money = item.money == item.money
    kind = words("revenue") if effects.money == "revenue" else words("margin")
    points = units.points(-item.effect, words, signed=False)
    return [
        Finding(
            key=f"economics.point.{_METRIC[item.question]}",
            subject="economics",
            headline=words(
                "One point better in {name} goes with {low} to {high} of {kind} a year.",
                name=name,
                low=units.money(item.money_low, words),
                high=units.money(item.money_high, words),
                kind=kind,
            )
            if with_money
            else words(
                "One point better in {name} goes with {points} points less churn a year.",
                name=name,
                points=points,
            ),
            detail=words(
                "{points} points less churn a year (interval {interval}; {chance}; n = {n}). "
                "Claim: {claim}; whether a better score would keep them is not shown.",
                points=points,
                interval=units.points_less(item.ci_low, item.ci_high, words),
                chance=chance(item.p_adjusted, effects.comparisons, words),
                n=words.number(item.n),
                claim=words(units.CLAIM[effects.claim]),
            ),
            tone="neutral",
            certainty="clear",
            reach=1.0,
            size=min(-item.effect, 1.0),
            evidence=effects.evidence,
            comparisons=effects.comparisons,
            money=item.money if with_money else None,
            claim=effects.claim if with_money else None,
        )
    ]


def change_finding(analysis: EconomicsAnalysis, words: Words) -> list[Finding]:
    """Say what the clearest change brought against the groups that did not get it.

    Notes
    -----
    Indicative at most: that the groups would have gone on alike can be doubted, never shown. Its
    p value is multiplied by the changes declared (Bonferroni).
    """
    changes = analysis.linkage.changes
    if isinstance(changes, Missing):
        return []
    alpha = 1 - analysis.client.engagement.confidence
    sure = [
        each
        for each in changes
        if each.effect is not None
        and is_clear(each)
        and each.parallel
        and each.effect.p_value * len(changes) <= alpha
    ]
    if not sure:
        return []
    best = min(sure, key=lambda each: each.effect.p_value if each.effect is not None else 1.0)
    return [_change(best, changes, words)]


def _change(change: GroupChange, changes: tuple[GroupChange, ...], words: Words) -> Finding:
    effect, evidence = change.effect, change.evidence
    if effect is None or evidence is None:
        raise ValueError("a change without an effect is no finding")
    outcome = change.change.outcome
    better = effect.value < 0 if outcome == "churn" else effect.value > 0
    known = change.money == change.money
    scale = change.score.scale if change.score is not None else None
    width = scale.high - scale.low if scale is not None else 1
    said, _ = effect_texts(effect, outcome, words)
    metric = _METRIC.get(change.score.name if change.score is not None else "", outcome)
    return Finding(
        key=f"economics.change.{_slug(change.change.initiative)}.{metric}",
        subject="economics",
        headline=words(
            "{name}: {effect} of {outcome} against the groups that did not get it.",
            name=change_name(change, words),
            effect=said,
            outcome=outcome_name(change, words),
        ),
        detail=read_changes((change,), words),
        tone="good" if better else "bad",
        certainty="indicative",
        reach=effect.n_with / (effect.n_with + effect.n_without),
        size=min(abs(effect.value) / width, 1.0),
        evidence=evidence,
        comparisons=len(changes),
        money=change.money if known else None,
        claim=change.money_claim if known else None,
    )


def trial_finding(analysis: EconomicsAnalysis, words: Words) -> list[Finding]:
    """Say which variant brings most a year, where visitors and margin are declared."""
    trials = analysis.trials
    if not isinstance(trials, Trials):
        return []
    limit = error_rate("economics", analysis.client.engagement.confidence)
    won = [
        trial
        for trial in trials.trials
        if trial.decision == "better" and trial.p_adjusted <= limit and trial.money is not None
    ]
    if not won:
        return []
    return [_trial(max(won, key=_brought), trials, words)]


def _brought(trial: Trial) -> float:
    return trial.money.value if trial.money is not None else 0.0


def _trial(trial: Trial, trials: Trials, words: Words) -> Finding:
    money = trial.money
    if money is None:
        raise ValueError("a variant without money is no finding")
    return Finding(
        key=f"economics.trial.{_slug(trial.experiment)}",
        subject="economics",
        headline=words(
            "{name} converts better: {low} to {high} of margin a year.",
            name=trial_name(trial, trials, words),
            low=units.money(money.low, words),
            high=units.money(money.high, words),
        ),
        detail=words(
            "{points} points more than the control ({interval}; n = {n}), for {visitors} visitors "
            "a year and {margin} a conversion. Claim: {claim}.",
            points=units.points(trial.difference, words, signed=False),
            interval=units.points_interval(trial.ci_low, trial.ci_high, words),
            n=words.number(trial.n_control + trial.n_arm),
            visitors=words.number(money.visitors),
            margin=units.money(money.margin, words),
            claim=words(units.CLAIM[money.claim]),
        ),
        tone="good",
        certainty="clear",
        reach=_SMALL,
        size=min(trial.difference, 1.0),
        evidence=trials.evidence,
        comparisons=trials.comparisons,
        money=money.value,
        claim=money.claim,
    )


def kept_finding(analysis: EconomicsAnalysis, words: Words) -> list[Finding]:
    """Say whether the customers of before bring clearly less than then, or more."""
    bridge = analysis.bridge
    if not isinstance(bridge, RevenueBridge) or bridge.n_before < bridge.min_base:
        return []
    if bridge.net.low <= 1 <= bridge.net.high:
        return []
    less = bridge.net.high < 1
    tone: Tone = "bad" if less else "good"
    net = words.percent(bridge.net.value, decimals=1)
    return [
        Finding(
            key="economics.churn.net_retention",
            subject="economics",
            headline=words(
                "Customers of before bring {net} of what they brought then: new customers have to "
                "make up for it.",
                net=net,
            )
            if less
            else words(
                "Customers of before bring {net} of what they brought then: they grow on their "
                "own.",
                net=net,
            ),
            detail=words(
                "Net revenue retention {net}; without growth {gross} (gross). n = {n} customers "
                "with {before} in the period before. Counted; why is not shown.",
                net=share(bridge.net, words),
                gross=share(bridge.gross, words),
                n=words.number(bridge.n_before),
                before=units.money(bridge.before, words),
            ),
            tone=tone,
            certainty="clear",
            reach=1.0,
            size=min(abs(bridge.net.value - 1), 1.0),
            evidence=bridge.evidence,
        )
    ]


def winning_finding(analysis: EconomicsAnalysis, words: Words) -> list[Finding]:
    """Say what making up for a customer lost costs, or that winning does not pay."""
    winning = analysis.winning
    if not isinstance(winning, Winning):
        return []
    if min(winning.n_lost, winning.n_new or winning.n_lost) < winning.min_base:
        return []
    never = winning.payback.low == float("inf") or winning.ratio.high < 1
    each = winning.a_customer
    if not never and each.value != each.value:
        return []
    return [
        Finding(
            key="economics.winning",
            subject="economics",
            headline=words("Winning a customer costs more than it brings.")
            if never
            else words(
                "To make up for one customer lost costs {low} to {high}.",
                low=units.money(each.low, words),
                high=units.money(each.high, words),
            ),
            detail=words(
                "At {cost} for each customer won. It is the most that may be spent to keep one "
                "who would have left. Claim: {claim}, since the cost is agreed.",
                cost=units.money_range(winning.cost.low, winning.cost.high, words),
                claim=words(units.CLAIM[winning.claim]),
            ),
            tone="bad" if never else "neutral",
            certainty="indicative",
            reach=min(winning.lost.value / winning.population, 1.0),
            size=_SMALL,
            evidence=winning.evidence,
        )
    ]


def _slug(label: str) -> str:
    """Return a name as part of a key."""
    return re.sub(r"[^a-z0-9]+", "-", label.casefold()).strip("-") or "only"
