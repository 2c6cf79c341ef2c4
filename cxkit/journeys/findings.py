"""What journeys concludes for the summary: only what remains after all comparisons made."""

from __future__ import annotations

from cxkit.findings import Evidence, Finding, Missing
from cxkit.journeys.analysis import JourneysAnalysis
from cxkit.journeys.consistency import Messages
from cxkit.journeys.coverage import Coverage
from cxkit.journeys.flow import CaseFlow
from cxkit.journeys.journey_map import JourneyMap
from cxkit.journeys.pains import PainRegister
from cxkit.journeys.standout import most_returned, worst_drop
from cxkit.journeys.wording.design import describe_messages, messages_headline
from cxkit.journeys.wording.flow import (
    drop_headline,
    return_detail,
    return_headline,
)
from cxkit.journeys.wording.pains import unaddressed_text
from cxkit.journeys.wording.touchpoints import coverage_headline, describe_coverage
from cxkit.language import Words
from cxkit.presentation.evidence import chance

MOST = 5
_JUDGED_SIZE = 0.02
"""Where what was only judged stands among the findings: below measured differences."""


def findings(analysis: JourneysAnalysis, words: Words) -> tuple[Finding, ...]:
    """Return the findings of journeys, unranked, five at most.

    The step at which clearly fewer cases go on and the touchpoint they clearly come back to,
    corrected (Holm) for all comparisons of the section; pain points that nobody addresses;
    and what is not seen: measurement only after the purchase, a map out of date, channels
    that contradict each other.
    """
    found: list[Finding] = []
    flow, pains, coverage = analysis.flow, analysis.pains, analysis.coverage
    if isinstance(flow, CaseFlow):
        found += _flow(flow, words)
    if isinstance(pains, PainRegister):
        found += _pains(pains, words)
    if isinstance(coverage, Coverage) and coverage.only_after:
        found.append(_only_after(coverage, words))
    found += _stale(analysis.maps, words)
    messages = analysis.messages
    if not isinstance(messages, Missing):
        found += _messages(messages, words)
    return tuple(found[:MOST])


def _flow(flow: CaseFlow, words: Words) -> list[Finding]:
    found = []
    drop = worst_drop(flow, flow.finding_level)
    if drop is not None and flow.funnel is not None:
        found.append(
            Finding(
                key="journeys.funnel.drop",
                subject="journeys",
                headline=drop_headline(drop, flow, words) + ".",
                detail=words(
                    "Interval {interval}; n = {n} cases; {chance}.",
                    interval=words.percent_interval(drop["ci_low"], drop["ci_high"]),
                    n=words.number(drop["n"]),
                    chance=chance(float(drop["p_adjusted"]), flow.comparisons, words),
                ),
                tone="bad",
                certainty="clear",
                reach=min(float(drop["reached"]) / max(flow.funnel.n_cases, 1), 1.0),
                size=float(drop["others"] - drop["conversion"]),
                evidence=flow.evidence,
                comparisons=flow.comparisons,
                touchpoint=str(drop["step"]),
            )
        )
    back = most_returned(flow, flow.finding_level)
    if back is not None:
        found.append(
            Finding(
                key="journeys.returns.touchpoint",
                subject="journeys",
                headline=return_headline(back, flow, words),
                detail=return_detail(back, flow, words),
                tone="bad",
                certainty="clear",
                reach=min(float(back["n"]) / max(flow.variants.n_cases, 1), 1.0),
                size=float(back["share"] - back["others"]),
                evidence=flow.evidence,
                comparisons=flow.comparisons,
                touchpoint=str(back["touchpoint"]),
            )
        )
    return found


def _pains(register: PainRegister, words: Words) -> list[Finding]:
    open_ = register.unaddressed
    if not open_:
        return []
    reaches = [line.reach.share if line.reach is not None else line.pain.reach for line in open_]
    weights = [line.weight for line in open_ if line.weight is not None]
    return [
        Finding(
            key="journeys.pains.unaddressed",
            subject="journeys",
            headline=unaddressed_text(open_, words),
            detail=words.plural(
                "{n} pain point is described; weight is judged severity × frequency × reach.",
                "{n} pain points are described; weight is judged severity × frequency × reach.",
                len(register.lines),
            ),
            tone="bad",
            certainty="clear",
            reach=max((value for value in reaches if value is not None), default=0.0),
            size=max(weights, default=_JUDGED_SIZE) / 5,
            evidence=Evidence(
                table="journeys.yml", columns=("pain_points",), n=len(register.lines)
            ),
            touchpoint=open_[0].pain.touchpoint or "",
        )
    ]


def _only_after(coverage: Coverage, words: Words) -> Finding:
    return Finding(
        key="journeys.coverage.only_after",
        subject="journeys",
        headline=coverage_headline(coverage, words) + ".",
        detail=describe_coverage(coverage, words).reading,
        tone="bad",
        certainty="clear",
        reach=1.0,
        size=_JUDGED_SIZE,
        evidence=Evidence(
            table="responses",
            columns=("touchpoint",),
            n=sum(line.n for line in coverage.measured),
        ),
    )


def _stale(maps: tuple[JourneyMap, ...], words: Words) -> list[Finding]:
    stale = [item for item in maps if item.stale and item.version == "as_is"]
    if not stale:
        return []
    oldest = max(stale, key=lambda item: item.age_days)
    return [
        Finding(
            key="journeys.map.stale",
            subject="journeys",
            headline=words(
                "The map of “{journey}” was last checked on {date}.",
                journey=oldest.journey.name.say(words),
                date=words.date(oldest.date),
            ),
            detail=words(
                "Nobody has checked this map for {days} days: check it again with customers.",
                days=words.number(oldest.age_days),
            ),
            tone="bad",
            certainty="clear",
            reach=1.0,
            size=_JUDGED_SIZE / 2,
            evidence=Evidence(table="journeys.yml", columns=("date",), n=len(stale)),
        )
    ]


def _messages(messages: Messages, words: Words) -> list[Finding]:
    if not messages.count("no"):
        return []
    text = describe_messages(messages, words)
    return [
        Finding(
            key="journeys.messages.differ",
            subject="journeys",
            headline=messages_headline(messages, words) + ".",
            detail=f"{text.measure}. {text.reading}",
            tone="bad",
            certainty="indicative",
            reach=messages.count("no") / len(messages.degrees),
            size=_JUDGED_SIZE / 2,
            evidence=Evidence(table="design.yml", columns=("messages",), n=len(messages.degrees)),
        )
    ]
