"""Cases on their way, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cxkit.journeys import units
from cxkit.journeys.flow import CaseFlow
from cxkit.journeys.standout import most_returned, worst_drop
from cxkit.language import Words
from cxkit.presentation import FigureText
from cxkit.presentation.evidence import chance

_LONGEST_WAY = 6


def flow_headline(flow: CaseFlow, words: Words) -> str:
    """Say in one line where cases are lost, or how many arrive."""
    drop = worst_drop(flow, 1 - flow.confidence)
    if drop is not None:
        return drop_headline(drop, flow, words)
    if flow.funnel is None:
        return words("The cases share no common path")
    table = flow.funnel.table
    text = words(
        "{n} of {all} cases reach “{last}”",
        n=words.number(table["reached"].iloc[-1]),
        all=words.number(flow.funnel.n_cases),
        last=flow.names.touchpoint(str(table["step"].iloc[-1]), words),
    )
    if len(table) > 2 and int(table["went_on"].sum()) < int(table["n"].sum()):
        text += words("; no step clearly loses more than the others")
    return text


def drop_headline(drop: Mapping[str, Any], flow: CaseFlow, words: Words) -> str:
    """Say at which step cases are lost."""
    return words(
        "After “{step}”, {share} go on, against {others} after the other steps",
        step=flow.names.touchpoint(str(drop["step"]), words),
        share=words.percent(drop["conversion"]),
        others=words.percent(drop["others"]),
    )


def describe_funnel(flow: CaseFlow, words: Words) -> FigureText:
    """Say where cases are lost along the main path, and what was counted."""
    headline = flow_headline(flow, words)
    if flow.funnel is None:
        return FigureText(headline=headline, measure="", reading="", source="", alt=headline)
    table = flow.funnel.table
    said = [
        words(
            "{step}: {n} reached it, {share} go on",
            step=flow.names.touchpoint(str(row["step"]), words),
            n=words.number(row["reached"]),
            share=words.percent(row["conversion"]),
        )
        for row in table.to_dict("records")
        if row["conversion"] == row["conversion"]
    ]
    return FigureText(
        headline=headline,
        measure=words(
            "Share that goes on along the main path, {level} interval, and median time; "
            "n = {n} cases",
            level=words.percent(flow.confidence),
            n=words.number(flow.evidence.n),
        ),
        reading=_what_counts(flow, words),
        source=units.source_and_period(flow.evidence, words),
        alt=". ".join([headline, *said]),
    )


def _what_counts(flow: CaseFlow, words: Words) -> str:
    if flow.funnel is None:
        return ""
    table = flow.funnel.table
    n_open, longest = int(table["n_open"].sum()), float(table["horizon_hours"].max())
    text = words(
        "A case that skips a step or goes back is not lost. Time to go on is given to all: {time} "
        "at most, within which nearly all who went on did so.",
        time=units.hours(longest, words),
    )
    if n_open:
        text += " " + words.plural(
            "{n} case may still go on and is left out.",
            "{n} cases may still go on and are left out.",
            n_open,
        )
    return text


def read_flow(flow: CaseFlow, words: Words) -> str:
    """Say what cases come back to."""
    lines = []
    back = most_returned(flow, 1 - flow.confidence)
    if back is not None:
        lines.append(f"{return_headline(back, flow, words)} {return_detail(back, flow, words)}")
    elif flow.returns["p_adjusted"].notna().any():
        lines.append(
            words("No touchpoint is clearly returned to more often than the others of its kind.")
        )
    return "\n".join(lines)


def read_ways(flow: CaseFlow, words: Words) -> str:
    """Say how many ways cases take, and which is the most frequent one."""
    found = flow.variants
    top = found.table.iloc[0]
    cases, most = words.number(found.n_cases), way(top["steps"], flow, words)
    if found.n_variants == 1:
        return words("The {cases} cases all take one way: {way}.", cases=cases, way=most)
    return words(
        "{cases} cases take {n} different ways; {share} take the most frequent one: {way}.",
        cases=cases,
        n=words.number(found.n_variants),
        share=words.percent(top["share"]),
        way=most,
    )


def return_headline(back: Mapping[str, Any], flow: CaseFlow, words: Words) -> str:
    """Say which touchpoint cases come back to."""
    return words(
        "“{touchpoint}”: {share} of its cases come back, against {others} at comparable "
        "touchpoints.",
        touchpoint=flow.names.touchpoint(str(back["touchpoint"]), words),
        share=words.percent(back["share"]),
        others=words.percent(back["others"]),
    )


def return_detail(back: Mapping[str, Any], flow: CaseFlow, words: Words) -> str:
    """Give the interval, base and chance of a touchpoint that cases come back to."""
    return words(
        "Interval {interval}; n = {n} cases; {chance}.",
        interval=words.percent_interval(back["ci_low"], back["ci_high"]),
        n=words.number(back["n"]),
        chance=chance(float(back["p_adjusted"]), flow.comparisons, words),
    )


def way(steps: tuple[str, ...], flow: CaseFlow, words: Words) -> str:
    """Write the touchpoints of a way one after the other, the middle of a long one left out."""
    names = [flow.names.touchpoint(str(step), words) for step in steps]
    if len(names) > _LONGEST_WAY:
        half = _LONGEST_WAY // 2
        names = [*names[:half], "…", *names[-half:]]
    return " → ".join(names)
