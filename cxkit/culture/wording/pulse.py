"""What employees answer, in words."""

from __future__ import annotations

from typing import Any

from cxkit.culture.answers import ENPS
from cxkit.culture.results import Pulse, PulseBy, PulseChange
from cxkit.culture.standout import clear, clear_sides
from cxkit.language import Words
from cxkit.presentation import FigureText
from cxkit.presentation.evidence import period_first, source


def read_pulse(pulse: Pulse, words: Words) -> str:
    """Say where employees stand, with interval and base."""
    common = {"level": words.percent(pulse.confidence)}
    if pulse.enps is not None:
        text = words(
            "eNPS stands at {score} ({level} interval {interval}; n = {n}).",
            score=words.number(pulse.enps.score),
            interval=words.interval(pulse.enps.ci_low, pulse.enps.ci_high),
            n=words.number(pulse.enps.n),
            **common,
        )
        return _with_caution(text, pulse.enps.n, pulse, words)
    lowest = pulse.dimensions.sort_values("share", kind="stable").iloc[0]
    text = words(
        "{dimension}: {share} of employees' answers are favourable ({level} interval {interval}; "
        "n = {n}).",
        dimension=pulse.names[lowest["key"]].title(words),
        share=words.percent(lowest["share"]),
        interval=words.percent_interval(lowest["ci_low"], lowest["ci_high"]),
        n=words.number(lowest["n"]),
        **common,
    )
    return _with_caution(text, int(lowest["n"]), pulse, words)


def describe_enps_by_unit(by: PulseBy, words: Words) -> FigureText:
    """Words around eNPS by unit; the headline names a unit only if it clearly differs."""
    pulse = by.overall
    headline = _enps_headline(by, words)
    values = "; ".join(
        words(
            "{group}: {score} ({interval}; n = {n})",
            group=by.column.group(row["group"], words),
            score=words.number(row["value"]),
            interval=words.interval(row["ci_low"], row["ci_high"]),
            n=words.number(row["n"]),
        )
        for row in by.of(ENPS).sort_values("value", ascending=False).to_dict("records")
    )
    hidden = f" {read_hidden(by, words)}" if pulse.dimensions.empty else ""
    return FigureText(
        headline=headline,
        measure=words(
            "eNPS, points from −100 to 100, with its {level} interval; {period}n = {n}",
            level=words.percent(pulse.confidence),
            period=period_first(pulse.evidence, words),
            n=words.number(pulse.enps.n if pulse.enps is not None else 0),
        ),
        reading=_compared(by, words) + hidden,
        source=source(pulse.evidence, words),
        alt=f"{headline}. {values}.",
    )


def describe_pulse(by: PulseBy, words: Words) -> FigureText:
    """Words around every measure by unit; the headline names a unit only if it clearly differs."""
    pulse = by.overall
    values = "; ".join(
        f"{by.column.group(group, words)}: "
        + ", ".join(_value(row, pulse, words) for row in own.to_dict("records"))
        for group, own in by.table.groupby("group")
    )
    headline = _pulse_headline(by, words)
    return FigureText(
        headline=headline,
        measure=words(
            "eNPS in points, dimensions as share of favourable answers; n counts people; "
            "{period}framed: clearly different from all others",
            period=period_first(pulse.evidence, words),
        ),
        reading=read_hidden(by, words),
        source=source(pulse.evidence, words),
        alt=f"{headline}. {values}.",
    )


def read_hidden(by: PulseBy, words: Words) -> str:
    """Say who is not shown, and the rule, without telling which part of it holds for whom."""
    if not by.hidden:
        return words(
            "Groups of fewer than {base} people are never shown; here every group is large enough.",
            base=words.number(by.overall.anonymity_base),
        )
    return words(
        "Not shown, to protect people: {groups}. A group is hidden if it has fewer than {base} "
        "answers, if all answer alike, or if such a group could be worked out from it.",
        groups=words.join([by.column.group(group, words) for group in by.hidden]),
        base=words.number(by.overall.anonymity_base),
    )


def read_change(change: PulseChange, words: Words) -> str:
    """Say how eNPS moved since the round before."""
    common = {
        "before": change.before,
        "after": change.after,
        "difference": words.number(change.change.difference, decimals=1, signed=True),
        "interval": words.interval(
            change.change.ci_low, change.change.ci_high, decimals=1, signed=True
        ),
        "level": words.percent(change.change.confidence),
        "n_before": words.number(change.first.n),
        "n_after": words.number(change.second.n),
    }
    if change.change.ci_low <= 0 <= change.change.ci_high:
        return words(
            "eNPS moved by {difference} points from {before} to {after} ({level} interval "
            "{interval}; n = {n_before} and {n_after}). We cannot tell this from chance.",
            **common,
        )
    return words(
        "eNPS changed by {difference} points from {before} to {after} ({level} interval "
        "{interval}; n = {n_before} and {n_after}).",
        **common,
    )


# -------------------------------------------------------------------- details
def _enps_headline(by: PulseBy, words: Words) -> str:
    sides = clear_sides(by, ENPS)
    rows: list[dict[Any, Any]] = by.of(ENPS).sort_values("gap").to_dict("records")
    low = [row for row in rows if sides.get(str(row["group"])) == -1]
    high = [row for row in rows if sides.get(str(row["group"])) == 1]
    if low:
        return words(
            "{group}: eNPS {size} below the rest",
            group=by.column.group(low[0]["group"], words),
            size=points(low[0]["gap"], words),
        )
    if high:
        return words(
            "{group}: eNPS {size} above the rest",
            group=by.column.group(high[-1]["group"], words),
            size=points(high[-1]["gap"], words),
        )
    if not by.comparisons:
        return words(
            "eNPS: no group by {dimension} could be compared with the rest",
            dimension=by.column.title(words).lower(),
        )
    return words(
        "{name}: no difference by {dimension} is clear",
        name="eNPS",
        dimension=by.column.title(words).lower(),
    )


def _pulse_headline(by: PulseBy, words: Words) -> str:
    pulse = by.overall
    low: dict[str, list[str]] = {}
    for row in by.table.to_dict("records"):
        if clear(row, pulse.confidence) and row["gap"] < 0:
            low.setdefault(str(row["group"]), []).append(str(row["measure"]))
    if low:
        group = max(low, key=lambda name: len(low[name]))
        said = by.column.group(group, words)
        if len(low[group]) == len(pulse.names) + (pulse.enps is not None) > 1:
            return words("{group}: below the rest in everything asked", group=said)
        names = ["eNPS" if key == ENPS else pulse.names[key].title(words) for key in low[group]]
        return words(
            "{group}: below the rest in {dimensions}", group=said, dimensions=words.join(names)
        )
    return _overall_headline(by, words)


def _overall_headline(by: PulseBy, words: Words) -> str:
    pulse = by.overall
    ordered = pulse.dimensions.sort_values("share", kind="stable")
    if len(ordered) > 1:
        first, last = ordered.iloc[0], ordered.iloc[-1]
        if first["ci_high"] < last["ci_low"]:
            return words(
                "Employees answer least favourably on {low} ({low_share}), most on {high} "
                "({high_share})",
                low=pulse.names[first["key"]].title(words),
                low_share=words.percent(first["share"]),
                high=pulse.names[last["key"]].title(words),
                high_share=words.percent(last["share"]),
            )
    if not by.comparisons:
        return words("No unit could be compared with the rest")
    return words("No unit's answers are clearly below the rest")


def _value(row: dict[Any, Any], pulse: Pulse, words: Words) -> str:
    if row["measure"] == ENPS:
        return f"eNPS {words.number(row['value'])}"
    return f"{pulse.names[str(row['measure'])].title(words)} {words.percent(row['value'])}"


def _compared(by: PulseBy, words: Words) -> str:
    if not by.comparisons:
        return words("No group could be compared with all others: too few can be shown.")
    return words.plural(
        "Each group that is large enough was compared with all others together; {n} comparison in "
        "this section, corrected for their number (Holm).",
        "Each group that is large enough was compared with all others together; {n} comparisons "
        "in this section, corrected for their number (Holm).",
        by.comparisons,
    )


def _with_caution(text: str, n: int, pulse: Pulse, words: Words) -> str:
    if n >= pulse.min_base:
        return text
    return f"{text} " + words.plural(
        "With fewer than {base} answers it is indicative only.",
        "With fewer than {base} answers it is indicative only.",
        n,
        base=words.number(pulse.min_base),
    )


def points(value: float, words: Words) -> str:
    """Write the size of a difference of eNPS without its sign."""
    return words.plural("{n} point", "{n} points", round(abs(value)))
