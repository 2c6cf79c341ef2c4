"""The roadmap in words: what is late, what clashes, what has no date."""

from __future__ import annotations

from collections import Counter

from cxkit.engagement.judgements import Initiative
from cxkit.language import N_, Words
from cxkit.presentation import FigureText, TextTable
from cxkit.summary.roadmap import Roadmap

STATUS = {
    "idea": N_("idea"),
    "planned": N_("planned"),
    "running": N_("under way"),
    "done": N_("done"),
    "stopped": N_("stopped"),
}
CIRCLE = "\N{CLOCKWISE OPEN CIRCLE ARROW}"
"""Marks what waits in a circle."""
DELAY = {"not begun": N_("should have begun"), "not finished": N_("should have ended")}


def describe_roadmap(found: Roadmap, words: Words) -> FigureText:
    """Return the words around the drawn roadmap."""
    late, clashes = len(found.late), len(found.conflicts)
    if found.circles:
        stuck = len(found.stuck)
        headline = words.plural(
            "The roadmap cannot be carried out: {n} initiative waits for itself",
            "The roadmap cannot be carried out: {n} initiatives wait in a circle",
            stuck,
        )
    elif late:
        headline = words.plural(
            "{n} initiative of the roadmap is late",
            "{n} initiatives of the roadmap are late",
            late,
        )
    elif clashes:
        headline = words.plural(
            "{n} initiative begins before what it waits for has ended",
            "{n} initiatives begin before what they wait for has ended",
            len({item.initiative for item in found.conflicts}),
        )
    else:
        headline = words("The roadmap holds: nothing is late and nothing begins too early")
    counted: Counter[str] = Counter(bar.initiative.status for bar in found.bars)
    measure = "; ".join(
        f"{words(STATUS[status])}: {words.number(counted[status])}"
        for status in STATUS
        if counted[status]
    )
    reading = words(
        "Filled bars are under way or done, empty ones are planned, dotted ones are ideas; an "
        "arrow leads from what must end to what waits for it, and is dashed where the plan does "
        "not allow for it."
    )
    if found.circles:
        reading += " " + words("Initiatives marked with {sign} wait in a circle.", sign=CIRCLE)
    return FigureText(
        headline=headline,
        measure=measure,
        reading=reading,
        source=words("Source: initiatives.csv (judgements)"),
        alt=" ".join([f"{headline}.", *_lines(found, words)]),
    )


def read_roadmap(found: Roadmap, words: Words) -> str:
    """Say what the consultant must settle: late, too early, in a circle, without dates."""
    return "\n".join(_lines(found, words))


def _lines(found: Roadmap, words: Words) -> list[str]:
    names = {bar.initiative.id: _named(bar.initiative, words) for bar in found.bars}
    names |= {item.id: _named(item, words) for item in found.undated}
    lines = []
    for bar in found.late:
        name = names[bar.initiative.id]
        if bar.delay == "not finished":
            lines.append(
                words("{name} should have ended on {date}.", name=name, date=words.date(bar.end))
            )
        else:
            lines.append(
                words("{name} should have begun on {date}.", name=name, date=words.date(bar.start))
            )
    lines += [
        words.plural(
            "{name} begins {n} day before {other} ends, which it waits for.",
            "{name} begins {n} days before {other} ends, which it waits for.",
            item.days,
            name=names[item.initiative],
            other=names[item.waits_for],
        )
        for item in found.conflicts
    ]
    lines += [
        words(
            "These initiatives wait for one another, so that none can begin: {names}.",
            names=" → ".join([*circle, circle[0]]),
        )
        for circle in found.circles
    ]
    if found.undated:
        listed = words.join([names[item.id] for item in found.undated])
        lines.append(words("Without dates: {names}.", names=listed))
    return lines


def roadmap_table(found: Roadmap, words: Words) -> TextTable:
    """Return the roadmap as a table: initiative, owner, dates, state, what it waits for."""
    rows = [
        [
            _named(bar.initiative, words),
            bar.initiative.owner or words("no owner"),
            words.date(bar.start),
            words.date(bar.end),
            words(DELAY[bar.delay]) if bar.delay else words(STATUS[bar.initiative.status]),
            ", ".join(bar.initiative.depends_on) or "–",
        ]
        for bar in found.bars
    ]
    rows += [
        [
            _named(item, words),
            item.owner or words("no owner"),
            "–",
            "–",
            words(STATUS[item.status]),
            ", ".join(item.depends_on) or "–",
        ]
        for item in found.undated
    ]
    return TextTable(
        caption=words("Roadmap: initiatives with owner and dates"),
        headings=[
            words("Initiative"),
            words("Owner"),
            words("Start"),
            words("End"),
            words("State"),
            words("Waits for"),
        ],
        rows=rows,
        numeric=[False] * 6,
    )


def _named(item: Initiative, words: Words) -> str:
    return f"{item.id} {item.name.say(words)}"
