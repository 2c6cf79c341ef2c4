"""Pain points in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from cxkit.engagement import TableName
from cxkit.journeys import units
from cxkit.journeys.pains import PainLine, PainRegister
from cxkit.journeys.reach import Reach
from cxkit.journeys.standout import heaviest
from cxkit.language import N_, Words
from cxkit.presentation import FigureText

REACH: dict[TableName, str] = {
    "events": N_("share with a recorded step there"),
    "tickets": N_("share with a ticket about it, a lower bound"),
    "responses": N_("share of those who answered, which depends on who was asked"),
}


def pains_headline(register: PainRegister, words: Words) -> str:
    """Say in one line which pain point weighs most."""
    first = heaviest(register)
    if first is None:
        return words.plural(
            "{n} pain point is described; it cannot be weighed yet",
            "{n} pain points are described; none can be weighed yet",
            len(register.lines),
        )
    return words(
        "The pain point that weighs most: {pain}", pain=first.pain.text.say(words).rstrip(".")
    )


def describe_pains(register: PainRegister, words: Words) -> FigureText:
    """Say which pain point weighs most, how weight is made, and what nobody addresses."""
    headline = pains_headline(register, words)
    tables = dict.fromkeys(line.reach.table for line in register.lines if line.reach is not None)
    bases = [line.reach.n for line in register.lines if line.reach is not None]
    if tables:
        reach = words(
            "Reach: {how}; n = {n}.",
            how=words.join([words(REACH[name]) for name in tables]),
            n=words.number(max(bases)),
        )
    else:
        reach = words("Reach: judged.")
    sources = ["journeys.yml", "initiatives.csv"] if register.has_initiatives else ["journeys.yml"]
    if any(line.score is not None for line in register.lines):
        sources.append("responses")
    sources += [name for name in tables if name not in sources]
    return FigureText(
        headline=headline,
        measure=words(
            "{reach} Crosses: {level} intervals. Size: judged severity, 1 to 5.",
            reach=reach,
            level=words.percent(register.confidence),
        ),
        reading=_reading(register, words),
        source=words("Source: {file}", file=", ".join(sources)),
        alt=". ".join([headline, *(line.pain.text.say(words) for line in register.lines)]),
    )


def _reading(register: PainRegister, words: Words) -> str:
    parts = [
        words(
            "Ordered by severity × frequency × reach: severity and frequency are judged, reach is "
            "measured where the data allow it. The order is of weight, not of cause."
        )
    ]
    if not register.has_initiatives:
        parts.append(
            words("Which of them are being addressed is not known: initiatives.csv is missing.")
        )
    elif register.unaddressed:
        parts.append(unaddressed_text(register.unaddressed, words))
    else:
        parts.append(words("Every pain point has an initiative."))
    return " ".join(parts)


def unaddressed_text(lines: Sequence[PainLine], words: Words) -> str:
    """Name the pain points that no initiative addresses."""
    names = [units.quoted(line.pain.text.say(words)) for line in lines[:3]]
    if len(lines) > 3:
        names.append(words("{n} more", n=words.number(len(lines) - 3)))
    return words.plural(
        "{n} pain point has no initiative: {names}.",
        "{n} pain points have no initiative: {names}.",
        len(lines),
        names=words.join(names),
    )


def reach_text(reach: Reach | None, words: Words) -> str:
    """Write a measured reach with its interval; a dash where it was not measured."""
    if reach is None:
        return "\N{EN DASH}"
    interval = words.percent_interval(reach.low, reach.high)
    return f"{words.percent(reach.share)} ({interval})"
