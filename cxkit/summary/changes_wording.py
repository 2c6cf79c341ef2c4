"""What changed since the previous report, in words and tables."""

from __future__ import annotations

from collections.abc import Sequence

from cxkit.engagement.delivered import DeliveredFinding, DeliveredMeasure
from cxkit.language import N_, Words
from cxkit.presentation import TextTable
from cxkit.summary.changes import Changes, MeasureChange, Verdict

VERDICT: dict[Verdict, str] = {
    "better": N_("clearly better"),
    "worse": N_("clearly worse"),
    "no clear change": N_("no clear change"),
    "same answers": N_("not tested: the periods overlap"),
    "not comparable": N_("not comparable: the scale or unit changed"),
}


def read_changes(found: Changes, words: Words) -> str:
    """Say how many findings are new, gone and still there, and which measures moved."""
    lines = [
        words(
            "Since the report on data as of {date}: {new}, {gone}, {still}.",
            date=words.date(found.before),
            new=words.plural("{n} new finding", "{n} new findings", len(found.new)),
            gone=words.plural(
                "{n} that no longer shows", "{n} that no longer show", len(found.gone)
            ),
            still=words.plural("{n} still there", "{n} still there", len(found.still)),
        )
    ]
    moved = [item for item in found.measures if item.verdict in ("better", "worse")]
    lines += [
        words(
            "{measure}: {verdict}, {before} then and {now} now (difference {difference}, "
            "interval {interval}).",
            measure=item.now.label.say(words),
            verdict=words(VERDICT[item.verdict]),
            before=value(item.before, item.before.value, words),
            now=value(item.now, item.now.value, words),
            difference=_difference(item, words),
            interval=_interval(item, words),
        )
        for item in moved
    ]
    if found.measures and not moved:
        lines.append(words("No headline measure changed clearly."))
    return "\n".join(lines)


def changes_table(found: Changes, words: Words) -> TextTable:
    """Return the headline measures then and now, with the interval of the difference."""
    return TextTable(
        caption=words("Headline measures then and now"),
        headings=[
            words("Measure"),
            words("As of {date}", date=words.date(found.before)),
            words("As of {date}", date=words.date(found.now)),
            words("Difference"),
            words("Verdict"),
        ],
        rows=[
            [
                item.now.label.say(words),
                _with_base(item.before, words),
                _with_base(item.now, words),
                f"{_difference(item, words)} ({_interval(item, words)})"
                if item.low == item.low
                else _difference(item, words),
                words(VERDICT[item.verdict]),
            ]
            for item in found.measures
        ],
        numeric=[False, True, True, True, False],
        note=words(
            "Intervals at {level}; the difference takes both measurements for independent. "
            "Verdicts are corrected for the number of measures (Holm).",
            level=words.percent(found.confidence),
        )
        if found.measures
        else words("The two reports have no headline measure in common."),
    )


def findings_then_and_now(found: Changes, words: Words) -> TextTable:
    """Return which findings are new, gone and still there."""
    return TextTable(
        caption=words("Findings then and now"),
        headings=[words("Finding"), words("State")],
        rows=[
            *_rows(found.new, words("new"), words),
            *_rows(found.gone, words("no longer shows"), words),
            *_rows(found.still, words("still there"), words),
        ],
        numeric=[False, False],
        note=words(
            "A finding that no longer shows is not proof that it is solved: it may lack answers."
        ),
    )


def value(measure: DeliveredMeasure, number: float, words: Words, *, signed: bool = False) -> str:
    """Write a number in the unit of its measure."""
    if measure.unit == "share":
        return words.percent(number, decimals=1, signed=signed)
    return words.number(number, decimals=1 if measure.unit == "points" else 2, signed=signed)


def _with_base(measure: DeliveredMeasure, words: Words) -> str:
    return words(
        "{value} ({low} to {high}; n = {n})",
        value=value(measure, measure.value, words),
        low=value(measure, measure.low, words),
        high=value(measure, measure.high, words),
        n=words.number(measure.n),
    )


def _difference(item: MeasureChange, words: Words) -> str:
    if item.now.unit != "share":
        return value(item.now, item.difference, words, signed=True)
    points = words.number(item.difference * 100, decimals=1, signed=True)
    return words("{points} percentage points", points=points)


def _interval(item: MeasureChange, words: Words) -> str:
    scale = 100 if item.now.unit == "share" else 1
    decimals = 1 if item.now.unit in ("share", "points") else 2
    return words.interval(item.low * scale, item.high * scale, decimals=decimals, signed=True)


def _rows(items: Sequence[DeliveredFinding], state: str, words: Words) -> list[list[str]]:
    return [[item.headline.say(words), state] for item in items]
