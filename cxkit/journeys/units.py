"""How journeys writes what it measured: scores, durations, phases, levels of evidence."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cxkit.engagement import TableName
from cxkit.findings import Evidence
from cxkit.journeys.evidence import EvidenceLevel
from cxkit.journeys.performance import Metric, Score
from cxkit.language import N_, Words

METRIC: Mapping[Metric, str] = MappingProxyType(
    {"csat": N_("Satisfaction"), "ces": N_("Effort"), "nps": N_("NPS")}
)
PHASE: Mapping[str, str] = MappingProxyType(
    {
        "before": N_("Before the purchase"),
        "during": N_("During the purchase and use"),
        "after": N_("After the purchase"),
    }
)
SHORT_PHASE: Mapping[str, str] = MappingProxyType(
    {"before": N_("Before"), "during": N_("During"), "after": N_("After")}
)
LEVEL: Mapping[EvidenceLevel, str] = MappingProxyType(
    {
        "none": N_("no evidence"),
        "judged": N_("judgement only"),
        "one source": N_("one kind of source"),
        "triangulated": N_("two or more kinds of source"),
    }
)
COUNTED: Mapping[TableName, str] = MappingProxyType(
    {
        "responses": N_("Answers"),
        "events": N_("Steps recorded"),
        "tickets": N_("Requests and complaints"),
    }
)


def value(score: Score, words: Words) -> str:
    """Write a score: "46 %", "4.2", "12"."""
    if score.metric == "csat":
        return words.percent(score.value)
    return words.number(score.value, decimals=0 if score.metric == "nps" else 2)


def interval(score: Score, words: Words) -> str:
    """Write the interval of a score."""
    if score.metric == "csat":
        return words.percent_interval(score.low, score.high)
    return words.interval(score.low, score.high, decimals=0 if score.metric == "nps" else 2)


def score_in_full(score: Score, words: Words) -> str:
    """Write a score with its interval and base."""
    base = words("n = {n}", n=words.number(score.n))
    return f"{value(score, words)} ({interval(score, words)}; {base})"


def quoted(text: str) -> str:
    """Put a text of the client's in quotation marks, without its full stop."""
    return f"“{text.rstrip('.')}”"


def hours(duration: float, words: Words) -> str:
    """Write a duration given in hours in the unit a reader would choose."""
    if duration != duration:
        return words.number(duration)
    if duration < 1:
        return words.plural("{n} minute", "{n} minutes", round(duration * 60))
    if duration < 48:
        return words("{n} h", n=words.number(duration, decimals=_decimals(duration)))
    return words("{n} days", n=words.number(duration / 24, decimals=_decimals(duration / 24)))


def source(evidence: Evidence, words: Words) -> str:
    """Say where a figure comes from."""
    if not evidence.columns:
        return words("Source: {file}", file=evidence.table)
    return words(
        "Source: table {table} ({columns})",
        table=evidence.table,
        columns=", ".join(evidence.columns),
    )


def source_and_period(evidence: Evidence, words: Words) -> str:
    """Say where a figure comes from, and the period where it is dated."""
    if evidence.start is None or evidence.end is None:
        return source(evidence, words)
    return f"{source(evidence, words)}; {words.period(evidence.start, evidence.end)}"


def _decimals(number: float) -> int:
    return 1 if number < 10 and number != round(number) else 0
