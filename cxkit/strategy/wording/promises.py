"""Promises in words: judged against lived."""

from __future__ import annotations

from cxkit.language import Words
from cxkit.presentation import FigureText
from cxkit.presentation.evidence import period_first
from cxkit.strategy.labels import KEPT, NOT_JUDGED
from cxkit.strategy.promises import PromiseLived, Promises
from cxkit.strategy.wording.evidence import quoted, source


def borne_out(result: Promises) -> list[PromiseLived]:
    """Return promises judged broken where customers' answers say so too, lowest share first."""
    rows = [row for row in result.rows if row.kept == "no" and row.verdict == "agrees"]
    return sorted(rows, key=lambda row: row.share)


def headline_promises(result: Promises, words: Words) -> str:
    """State what stands out of the promises; without full stop."""
    against = [row for row in result.rows if row.verdict == "disagrees"]
    broken = borne_out(result)
    if broken:
        return words(
            "The promise at {touchpoint} is broken: {share} of customers are satisfied there",
            touchpoint=quoted(result.names.say(broken[0].touchpoint, words), words),
            share=words.percent(broken[0].share),
        )
    if against:
        row = against[0]
        return words(
            "{touchpoint} is judged “{judged}”, and customers' answers disagree: {share} are "
            "satisfied",
            touchpoint=quoted(result.names.say(row.touchpoint, words), words),
            judged=words(KEPT[row.kept]) if row.kept else words(NOT_JUDGED),
            share=words.percent(row.share),
        )
    judged = [row for row in result.rows if row.kept == "no"]
    if judged:
        return words.plural(
            "{n} of {all} promises is judged broken",
            "{n} of {all} promises are judged broken",
            len(judged),
            all=words.number(len(result.rows)),
        )
    measured = len(result.measured)
    if not measured:
        return words("Promises are not measured: no customer answered at their touchpoints")
    if measured < len(result.rows):
        return words.plural(
            "No promise is judged broken, and no answers say otherwise for the {n} of {all} that "
            "is measured",
            "No promise is judged broken, and no answers say otherwise for the {n} of {all} that "
            "are measured",
            measured,
            all=words.number(len(result.rows)),
        )
    return words("No promise is judged broken, and no answers say otherwise")


def describe_promises(result: Promises, words: Words) -> FigureText:
    """Words around the promises; the headline says more only where it is clear."""
    headline = headline_promises(result, words)
    values = "; ".join(
        words(
            "{touchpoint}: {share} satisfied ({interval}; n = {n}), judged {judged}",
            touchpoint=result.names.say(row.touchpoint, words),
            share=words.percent(row.share),
            interval=words.percent_interval(row.ci_low, row.ci_high),
            n=words.number(row.n),
            judged=words(KEPT[row.kept]) if row.kept else words(NOT_JUDGED),
        )
        for row in result.rows
    )
    disagree = sum(row.verdict == "disagrees" for row in result.rows)
    reading = words(
        "Shape and word are the consultant's judgement: up for kept, square for partly, down for "
        "broken. Its position shows how many customers are satisfied."
    )
    if disagree:
        reading += " " + words.plural(
            "At {n} touchpoint marked ≠ judgement and answers disagree: look again at one of them.",
            "At {n} touchpoints marked ≠ judgement and answers disagree: look again at one of "
            "them.",
            disagree,
        )
    return FigureText(
        headline=headline,
        measure=words(
            "Share of satisfied customers at the touchpoint (top box) with its {level} interval; "
            "{period}n beside each touchpoint",
            level=words.percent(result.confidence),
            period=period_first(result.evidence, words),
        ),
        reading=reading,
        source=source(result.evidence, words),
        alt=f"{headline}. {values}.",
    )
