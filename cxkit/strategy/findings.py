"""What strategy concludes for the summary."""

from __future__ import annotations

from collections.abc import Iterator

from cxkit.findings import Evidence, Finding, Missing, error_rate
from cxkit.language import Words
from cxkit.presentation.evidence import chance
from cxkit.strategy.analysis import StrategyAnalysis
from cxkit.strategy.execution_gap import ExecutionGap
from cxkit.strategy.labels import KEPT
from cxkit.strategy.objectives import Objectives
from cxkit.strategy.perception_gap import PerceptionGap, is_clear, widest
from cxkit.strategy.promises import HALF, PromiseLived, Promises
from cxkit.strategy.wording.evidence import quoted, scale_points
from cxkit.strategy.wording.gaps import read_execution_gap
from cxkit.strategy.wording.plan import read_objectives


def findings(analysis: StrategyAnalysis, words: Words) -> tuple[Finding, ...]:
    """Return the findings of strategy, unranked.

    The widest perception gap that is clear; a promise judged broken that customers' answers
    bear out; a promise judged against their answers; the execution gap; objectives that lack
    something. Comparisons count as clear at this section's share of the report's error, after
    Holm's correction over all of them.
    """
    error = error_rate("strategy", analysis.client.engagement.confidence)
    found: list[Finding] = []
    gap, promises, execution = analysis.perception_gap, analysis.promises, analysis.execution_gap
    if not isinstance(gap, Missing):
        found += _perception(gap, error, words)
    if not isinstance(promises, Missing):
        found += _broken(promises, error, words)
        found += _against(promises, error, words)
    if not isinstance(execution, Missing):
        found += _execution(execution, error, words)
    if not isinstance(analysis.objectives, Missing) and analysis.objectives.lacking:
        found.append(_objectives(analysis.objectives, words))
    return tuple(found)


def _perception(gap: PerceptionGap, error: float, words: Words) -> Iterator[Finding]:
    row = widest(gap, error=error)
    if row is None:
        return
    over = sum(
        is_clear(gap, other, error=1 - gap.confidence) and other.gap * gap.better > 0
        for other in gap.rows
    )
    yield Finding(
        key="strategy.perception_gap.widest",
        subject="strategy",
        headline=words(
            "Leaders think better of {touchpoint} than customers do: {size} apart.",
            touchpoint=quoted(gap.names.say(row.touchpoint, words), words),
            size=scale_points(row.gap, words),
        ),
        detail=words(
            "{n_leaders} leaders expect {leaders}, {n} customers answer {customers} (scale "
            "{scale}); interval of the gap {interval}; {chance}. Leaders rate too well at {over} "
            "of {all} touchpoints compared.",
            n_leaders=words.number(row.n_leaders),
            leaders=words.number(row.leaders, decimals=2),
            n=words.number(row.n),
            customers=words.number(row.customers, decimals=2),
            scale=gap.scale.text,
            interval=words.interval(row.ci_low, row.ci_high, decimals=2, signed=True),
            chance=chance(row.p_adjusted, gap.comparisons, words),
            over=words.number(over),
            all=words.number(len(gap.rows)),
        ),
        tone="bad",
        certainty="clear",
        reach=row.n / max(gap.evidence.n, 1),
        size=min(1.0, abs(row.gap) / (gap.scale.high - gap.scale.low)),
        evidence=gap.evidence,
        comparisons=gap.comparisons,
        touchpoint=row.touchpoint,
    )


def _broken(promises: Promises, error: float, words: Words) -> Iterator[Finding]:
    """Give the broken promise that most customers feel, or say that some are judged broken."""
    judged = [row for row in promises.rows if row.kept == "no"]
    if not judged:
        return
    felt = [
        row
        for row in judged
        if row.share < HALF and row.p_adjusted <= error and row.n >= promises.min_base
    ]
    row = min(felt, key=lambda item: item.share) if felt else judged[0]
    name = quoted(promises.names.say(row.touchpoint, words), words)
    clear = bool(felt)
    headline = (
        words(
            "The promise at {touchpoint} is broken: {share} of customers are satisfied there.",
            touchpoint=name,
            share=words.percent(row.share),
        )
        if clear
        else words("The promise at {touchpoint} is judged broken.", touchpoint=name)
    )
    yield _promise_finding("strategy.promise.broken", headline, row, promises, clear, words)


def _against(promises: Promises, error: float, words: Words) -> Iterator[Finding]:
    """Give the promise judged kept whose customers clearly disagree most."""
    rows = [
        row
        for row in promises.rows
        if row.verdict == "disagrees" and row.kept == "yes" and row.p_adjusted <= error
    ]
    if not rows:
        return
    row = min(rows, key=lambda item: item.share)
    headline = words(
        "The promise at {touchpoint} is judged kept, and only {share} of customers are satisfied "
        "there.",
        touchpoint=quoted(promises.names.say(row.touchpoint, words), words),
        share=words.percent(row.share),
    )
    yield _promise_finding("strategy.promise.overrated", headline, row, promises, True, words)


def _promise_finding(
    key: str, headline: str, row: PromiseLived, promises: Promises, clear: bool, words: Words
) -> Finding:
    if row.n:
        detail = words(
            "Promised: {promise}. Satisfied: {share} ({level} interval {interval}; n = {n}); "
            "against one half {chance}.",
            promise=row.promise.say(words),
            share=words.percent(row.share),
            level=words.percent(promises.confidence),
            interval=words.percent_interval(row.ci_low, row.ci_high),
            n=words.number(row.n),
            chance=chance(row.p_adjusted, promises.comparisons, words),
        )
    else:
        detail = words(
            "Promised: {promise}. Judged “{judged}” by the consultant; no customer answered there.",
            promise=row.promise.say(words),
            judged=words(KEPT[row.kept or "no"]),
        )
    evidence = promises.evidence or Evidence(
        table="strategy.yml", columns=("promises",), n=len(promises.rows)
    )
    return Finding(
        key=key,
        subject="strategy",
        headline=headline,
        detail=detail,
        tone="bad",
        certainty="clear" if clear else "indicative",
        reach=row.n / promises.n_all if promises.n_all else 1 / len(promises.rows),
        size=abs(row.share - HALF) if row.n else 0.1,
        evidence=evidence,
        comparisons=promises.comparisons if row.n else 0,
        touchpoint=row.touchpoint,
    )


def _execution(gap: ExecutionGap, error: float, words: Words) -> Iterator[Finding]:
    result = gap.result
    if gap.critical <= gap.implemented or result.ci_low <= 0:
        return
    certain = gap.everybody or gap.p_adjusted <= error
    lines = read_execution_gap(gap, words).split("\n")
    yield Finding(
        key="strategy.execution_gap.level",
        subject="strategy",
        headline=words(
            "{critical} of {n} leaders find the experience critical; {implemented} manage it.",
            critical=words.number(gap.critical),
            implemented=words.number(gap.implemented),
            n=words.number(result.n),
        ),
        detail=" ".join(lines),
        tone="bad",
        certainty="clear" if certain else "indicative",
        reach=1.0,
        size=min(1.0, result.difference) / 4,
        evidence=Evidence(table="strategy.yml", columns=("leaders",), n=result.n),
        comparisons=0 if gap.everybody else gap.comparisons,
    )


def _objectives(result: Objectives, words: Words) -> Finding:
    lines = read_objectives(result, words).split("\n")
    return Finding(
        key="strategy.objectives.incomplete",
        subject="strategy",
        headline=words.plural(
            "{n} objective lacks a KPI, a target, a date or an owner.",
            "{n} objectives lack a KPI, a target, a date or an owner.",
            len(result.lacking),
        ),
        detail=" ".join(lines[1 : 1 + len(result.lacking)]),
        tone="bad",
        certainty="clear",
        reach=len(result.lacking) / result.n,
        size=0.1,
        evidence=Evidence(table="strategy.yml", columns=("objectives",), n=result.n),
    )
