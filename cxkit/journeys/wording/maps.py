"""Maps and what changes between them, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from cxkit.journeys import units
from cxkit.journeys.changes import MapDifference
from cxkit.journeys.journey_map import JourneyMap
from cxkit.journeys.map_parts import MapPart
from cxkit.journeys.standout import evidence_counts, lowest_step
from cxkit.language import N_, Words
from cxkit.presentation import FigureText


def describe_map(part: MapPart, words: Words) -> FigureText:
    """Say what a map shows: where customers feel worst, or what the design changes."""
    whole = part.map
    headline = _today(whole, words) if whole.version == "as_is" else _designed(whole, words)
    if part.of > 1:
        headline = words(
            "{headline} (part {n} of {of})",
            headline=headline,
            n=words.number(part.number),
            of=words.number(part.of),
        )
    return FigureText(
        headline=headline,
        measure=_measure(whole, words),
        reading=_reading(whole, words) if part.number == part.of else "",
        source=_source(whole, words),
        alt=". ".join([headline, *_alt(part, words)]),
    )


def _today(whole: JourneyMap, words: Words) -> str:
    name = whole.journey.name.say(words)
    low = lowest_step(whole)
    if low is not None:
        return words(
            "{journey}: customers feel worst at “{step}”",
            journey=name,
            step=low.step.action.say(words),
        )
    if any(item.curve is not None for item in whole.steps):
        return words("{journey}: no step is clearly the worst", journey=name)
    return words("{journey}: how customers feel is judged, not measured", journey=name)


def _designed(whole: JourneyMap, words: Words) -> str:
    name, n = whole.journey.name.say(words), len(whole.steps)
    today = whole.journey.as_is
    if today is None or not today.steps:
        return words.plural(
            "{journey}: the designed journey has {n} step",
            "{journey}: the designed journey has {n} steps",
            n,
            journey=name,
        )
    return words.plural(
        "{journey}: the designed journey has {n} step, today's has {today}",
        "{journey}: the designed journey has {n} steps, today's has {today}",
        n,
        journey=name,
        today=words.number(len(today.steps)),
    )


_CURVE = {
    "csat": N_("Curve: mean satisfaction on the scale {scale}, {level} interval; n = {n}."),
    "ces": N_("Curve: mean effort on the scale {scale}, {level} interval; n = {n}."),
    "nps": N_("Curve: NPS, {level} interval; n = {n}."),
}


def _measure(whole: JourneyMap, words: Words) -> str:
    checked = (
        words("Map {label} of {date}.", label=whole.label, date=words.date(whole.date))
        if whole.label
        else words("Map of {date}.", date=words.date(whole.date))
    )
    scale = next((item.curve.scale.text for item in whole.steps if item.curve is not None), "")
    if whole.metric is None or not scale:
        return words("Curve: emotion judged from −2 to 2.") + " " + checked
    curve = words(
        _CURVE[whole.metric],
        scale=scale,
        level=words.percent(whole.confidence),
        n=words.number(whole.evidence.n),
    )
    return f"{curve} {checked}"


def _reading(whole: JourneyMap, words: Words) -> str:
    parts = []
    if whole.journey.goal is not None and whole.version == "as_is":
        goal = whole.journey.goal.say(words).rstrip(".")
        parts.append(words("What the customer wants: {goal}.", goal=goal))
    if whole.stale:
        parts.append(
            words(
                "Nobody has checked this map for {days} days: check it again with customers.",
                days=words.number(whole.age_days),
            )
        )
    if whole.version == "to_be":
        return " ".join(parts)
    strong, weak = evidence_counts(whole.steps)
    parts.append(
        words.plural(
            "{n} of {all} steps rests on two or more kinds of source, {weak} on judgement alone "
            "or on nothing.",
            "{n} of {all} steps rest on two or more kinds of source, {weak} on judgement alone "
            "or on nothing.",
            strong,
            all=words.number(len(whole.steps)),
            weak=words.number(weak),
        )
    )
    return " ".join(parts)


def _source(whole: JourneyMap, words: Words) -> str:
    if not whole.evidence.columns:
        return words("Source: {file}", file="journeys.yml")
    source = words(
        "Source: journeys.yml; table {table} ({columns})",
        table=whole.evidence.table,
        columns=", ".join(whole.evidence.columns),
    )
    start, end = whole.evidence.start, whole.evidence.end
    if start is None or end is None:
        return source
    return f"{source}; {words.period(start, end)}"


def _alt(part: MapPart, words: Words) -> list[str]:
    said = []
    for row in part.rows:
        for item in row:
            text = f"{words.number(item.number)} {item.step.action.say(words)}"
            if item.score is not None:
                name = words(units.METRIC[item.score.metric])
                text += f": {name} {units.score_in_full(item.score, words)}"
            said.append(text)
    return said


# ------------------------------------------------------------------------- versions
def read_versions(maps: Sequence[JourneyMap], words: Words) -> str:
    """Name the journeys of which only one version is described; empty where there are none."""
    versions: dict[str, set[str]] = {}
    names = {}
    for item in maps:
        versions.setdefault(item.journey.id, set()).add(item.version)
        names[item.journey.id] = item.journey.name.say(words)
    lines = []
    for key, found in versions.items():
        if found == {"as_is"}:
            lines.append(words("“{journey}” is described only as it is.", journey=names[key]))
        elif found == {"to_be"}:
            lines.append(words("“{journey}” is described only as it shall be.", journey=names[key]))
    return "\n".join(lines)


def read_differences(differences: Sequence[MapDifference], words: Words) -> str:
    """Say of every journey how many steps of today go, change and stay, and what comes new."""
    lines = []
    for item in differences:
        counts = {kind: item.count(kind) for kind in ("removed", "replaced", "kept", "added")}
        text = words(
            "{journey}: of today's {all} steps, the design replaces {replaced}, removes "
            "{removed} and keeps {kept}; new steps: {added}.",
            journey=item.as_is.journey.name.say(words),
            all=words.number(len(item.as_is.steps)),
            **{kind: words.number(count) for kind, count in counts.items()},
        )
        gone = [
            units.quoted(old.step.action.say(words))
            for change in item.changes
            if change.kind == "removed"
            for old in change.before
        ]
        if gone:
            text += " " + words("What disappears: {steps}.", steps=words.join(gone))
        if item.unknown:
            text += " " + words(
                "The design claims to replace steps that nobody described: {ids}.",
                ids=words.join(list(item.unknown)),
            )
        lines.append(text)
    return "\n".join(lines)
