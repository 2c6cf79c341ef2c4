"""Personalisation, usability and assumptions as tables of texts."""

from __future__ import annotations

from cxkit.journeys.consistency import DesignLog, Heuristics, PersonalisationList
from cxkit.journeys.wording.design import HEURISTIC, STATUS
from cxkit.language import N_, Words
from cxkit.presentation import TextTable

_NONE = "\N{EN DASH}"
_KIND = {"static": N_("static"), "dynamic": N_("dynamic")}


def personalisation_table(found: PersonalisationList, words: Words) -> TextTable:
    """One row a rule of personalisation: whom it reaches, and how relevant it is."""
    rows = []
    for item in found.rules:
        rule = item.rule
        where = [
            found.names.touchpoint(rule.touchpoint, words),
            found.names.channel(rule.channel, words),
            rule.segment or "",
        ]
        rows.append(
            [
                rule.name.say(words),
                ", ".join(text for text in where if text) or _NONE,
                words(_KIND[rule.kind]),
                _yes_no(rule.time, words),
                _yes_no(rule.content, words),
                _yes_no(rule.relevant_channel, words),
                words(
                    "{n} of {all}", n=words.number(item.relevance), all=words.number(item.judged)
                ),
            ]
        )
    return TextTable(
        caption=words("Personalisation: relevant in time, content and channel?"),
        headings=[
            words("Rule"),
            words("Where and for whom"),
            words("Kind"),
            words("Timing"),
            words("Content"),
            words("Channel"),
            words("Relevance"),
        ],
        rows=rows,
        numeric=[False, False, False, False, False, False, True],
    )


def _rule(key: str, words: Words) -> str:
    """Return what the reports call a rule of usability; as written where it is no known one."""
    known = HEURISTIC.get(key.strip().casefold().replace(" ", "_").replace("-", "_"))
    return words(known) if known else key.replace("_", " ")


def heuristics_table(found: Heuristics, words: Words) -> TextTable:
    """One row a rule of usability at a touchpoint: median severity, range and raters."""
    rows = [
        [
            found.names.touchpoint(line.touchpoint, words),
            _rule(line.heuristic, words),
            words.number(line.median, decimals=0 if line.median % 1 == 0 else 1),
            words.interval(line.low, line.high),
            words.number(line.raters),
        ]
        for line in found.lines
    ]
    return TextTable(
        caption=words("Usability: severity from 0 (no problem) to 4 (catastrophe)"),
        headings=[
            words("Touchpoint"),
            words("Rule of usability"),
            words("Median severity"),
            words("Range"),
            words("Raters"),
        ],
        rows=rows,
        numeric=[False, False, True, True, True],
    )


def assumptions_table(log: DesignLog, words: Words) -> TextTable:
    """One row an assumption of the design: what became of it, and what it rests on."""
    rows = [
        [
            item.text.say(words),
            words(STATUS[item.status]),
            ", ".join(item.evidence) or _NONE,
            item.initiative or _NONE,
        ]
        for item in log.assumptions
    ]
    return TextTable(
        caption=words("Assumptions of the design"),
        headings=[words("Assumption"), words("Status"), words("Evidence"), words("Initiative")],
        rows=rows,
        numeric=[False, False, False, False],
        note="" if rows else words("No assumption is written down in design.yml."),
    )


def workshops_table(log: DesignLog, words: Words) -> TextTable:
    """One row a co-creation workshop: when, with whom, and what came out of it."""
    rows = [
        [
            item.name.say(words),
            words.date(item.date) if item.date is not None else _NONE,
            words.number(item.customers) if item.customers is not None else _NONE,
            words.number(item.employees) if item.employees is not None else _NONE,
            item.result.say(words) if item.result is not None else _NONE,
        ]
        for item in log.workshops
    ]
    return TextTable(
        caption=words("Co-creation workshops"),
        headings=[
            words("Workshop"),
            words("Date"),
            words("Customers"),
            words("Employees"),
            words("Result"),
        ],
        rows=rows,
        numeric=[False, False, True, True, False],
        note="" if rows else words("No workshop is written down in design.yml."),
    )


def _yes_no(value: bool | None, words: Words) -> str:
    if value is None:
        return words("not judged")
    return words("yes") if value else words("no")
