"""What employees answer, as tables of texts in the client's number format."""

from __future__ import annotations

from cxkit.culture.answers import ENPS
from cxkit.culture.results import Items, PulseBy
from cxkit.culture.standout import clear
from cxkit.culture.wording.pulse import read_hidden
from cxkit.language import Words
from cxkit.presentation import TextTable

_ENOUGH = 0.7
"""Alpha from which on answers are usually read as one (Nunnally 1978); a convention."""


def pulse_table(by: PulseBy, words: Words) -> TextTable:
    """One row a group and measure: value, interval, base, difference from the rest, verdict."""
    rows = []
    for row in by.table.to_dict("records"):
        points = row["measure"] == ENPS
        factor = 1.0 if points else 100.0
        name = "eNPS" if points else by.overall.names[str(row["measure"])].title(words)
        value, interval = (
            (words.number(row["value"]), words.interval(row["ci_low"], row["ci_high"]))
            if points
            else (
                words.percent(row["value"]),
                words.percent_interval(row["ci_low"], row["ci_high"]),
            )
        )
        known = row["gap"] == row["gap"]
        rows.append(
            [
                by.column.group(row["group"], words),
                name,
                value,
                interval,
                words.number(row["n"]),
                words.number(row["gap"] * factor, decimals=1, signed=True),
                words.interval(
                    row["gap_low"] * factor, row["gap_high"] * factor, decimals=1, signed=True
                )
                if known
                else "–",
                _verdict(row, by, words),
            ]
        )
    return TextTable(
        caption=words("What employees answer by {cut}", cut=by.column.title(words).lower()),
        headings=[
            by.column.title(words),
            words("Measure"),
            words("Value"),
            words("{level} interval", level=words.percent(by.overall.confidence)),
            "n",
            words("Points from the rest"),
            words("Its interval"),
            words("Verdict"),
        ],
        rows=rows,
        numeric=[False, False, True, True, True, True, True, False],
        note=" ".join([read_hidden(by, words), _corrected(by, words)]).strip(),
    )


def items_table(items: Items, words: Words) -> TextTable:
    """One row a question: favourable share, interval, mean, bases, reliability of its dimension."""
    rows = []
    for item in items.items:
        key = next(
            key
            for key, dimension in items.pulse.names.items()
            if any(own.name == item.column.name for own in dimension.items)
        )
        measured = items.reliability.get(key)
        alpha = "–"
        if measured is not None and measured.alpha == measured.alpha:
            alpha = words(
                "{alpha} ({interval}; n = {n})",
                alpha=words.number(measured.alpha, decimals=2),
                interval=words.interval(measured.ci_low, measured.ci_high, decimals=2),
                n=words.number(measured.n),
            )
        rows.append(
            [
                item.column.title(words),
                items.pulse.names[key].title(words),
                words.percent(item.share),
                words.percent_interval(item.ci_low, item.ci_high),
                words.number(item.mean, decimals=2),
                words.number(item.n),
                words.number(item.n_missing),
                alpha,
            ]
        )
    return TextTable(
        caption=words("Every question to employees"),
        headings=[
            words("Question"),
            words("Dimension"),
            words("Favourable"),
            words("{level} interval", level=words.percent(items.pulse.confidence)),
            words("Mean"),
            "n",
            words("Blank"),
            words("Reliability of the dimension (alpha)"),
        ],
        rows=rows,
        numeric=[False, False, True, True, True, True, True, True],
        note=words(
            "Cronbach's alpha, with Feldt's interval, says how far the questions of a dimension "
            "measure one thing; from about {enough} on their answers may be read as one. With "
            "two questions it is low by nature.",
            enough=words.number(_ENOUGH, decimals=1),
        ),
    )


def _verdict(row: dict[object, object], by: PulseBy, words: Words) -> str:
    n = row["n"]
    if isinstance(n, int | float) and n < by.overall.min_base:
        return words("indicative")
    if row["p_adjusted"] != row["p_adjusted"]:
        return words("not compared")
    if clear(row, by.overall.confidence):
        return words("differs")
    return words("no clear difference")


def _corrected(by: PulseBy, words: Words) -> str:
    if not by.comparisons:
        return ""
    return words.plural(
        "Verdicts after Holm's correction for {n} comparison of this section.",
        "Verdicts after Holm's correction for {n} comparisons of this section.",
        by.comparisons,
    )
