"""How well the journey is known, in sentences and key figures."""

from __future__ import annotations

from cxkit.journeys import units
from cxkit.journeys.analysis import Overview
from cxkit.journeys.coverage import Coverage
from cxkit.journeys.standout import evidence_counts
from cxkit.journeys.wording.flow import flow_headline
from cxkit.journeys.wording.pains import pains_headline
from cxkit.language import N_, Words
from cxkit.presentation import FigureText, KeyFigure

_MOST_NAMED = 5


def describe_coverage(coverage: Coverage, words: Words) -> FigureText:
    """Say how many touchpoints are measured, and what nobody looks at."""
    headline = coverage_headline(coverage, words)
    said = []
    for line in coverage.mapped:
        value = words("not measured")
        if line.score is not None:
            value = units.score_in_full(line.score, words)
        said.append(f"{coverage.names.touchpoint(line.name, words)}: {value}")
    metric = next((line.score.metric for line in coverage.mapped if line.score is not None), None)
    n = words.number(coverage.min_base)
    measure = words("A touchpoint counts as measured from {n} answers on.", n=n)
    if metric is not None:
        measure = words(_METRIC[metric], n=n)
    return FigureText(
        headline=headline,
        measure=measure,
        reading=_reading(coverage, words),
        source=words("Source: journeys.yml; table {table} ({columns})",
                     table="responses", columns="touchpoint"),
        alt=". ".join([headline, *said]),
    )  # fmt: skip


_METRIC = {
    "csat": N_("Satisfied customers and answers (n); measured means {n} answers or more."),
    "ces": N_("Mean effort and answers (n); measured means {n} answers or more."),
    "nps": N_("NPS and answers (n); measured means {n} answers or more."),
}


def coverage_headline(coverage: Coverage, words: Words) -> str:
    """Say in one line how many touchpoints are measured."""
    all_, measured = len(coverage.mapped), len(coverage.measured)
    if coverage.only_after:
        return words("All that is measured lies after the purchase")
    if measured == all_:
        return words.plural(
            "{n} touchpoint, the only one of the journey, is measured",
            "All {n} touchpoints of the journey are measured",
            all_,
        )
    return words.plural(
        "{n} of {all} touchpoints of the journey is measured",
        "{n} of {all} touchpoints of the journey are measured",
        measured,
        all=words.number(all_),
    )


def _reading(coverage: Coverage, words: Words) -> str:
    parts = []
    if coverage.only_after:
        parts.append(
            words(
                "What customers live before and during the purchase is not seen: service after "
                "the sale is only a part of the experience."
            )
        )
    if coverage.phases_known and not any(line.phase == "before" for line in coverage.mapped):
        parts.append(
            words(
                "The list holds no touchpoint before the purchase, such as reviews, trials or "
                "advice."
            )
        )
    if coverage.unmapped:
        names = [coverage.names.touchpoint(line.name, words) for line in coverage.unmapped]
        some = _some(names, words)
        parts.append(
            words.plural(
                "The data have {n} touchpoint that the map does not: {names}.",
                "The data have {n} touchpoints that the map does not: {names}.",
                len(names),
                names=some,
            )
        )
    return " ".join(parts)


def _some(names: list[str], words: Words) -> str:
    """Join names; of many, the first few and how many more."""
    if len(names) <= _MOST_NAMED:
        return words.join(names)
    more = words("{n} more", n=words.number(len(names) - _MOST_NAMED + 1))
    return words.join([*names[: _MOST_NAMED - 1], more])


# ------------------------------------------------------------------------- overview
def read_overview(overview: Overview, words: Words) -> str:
    """Say in two lines what the section found and how well the journey is known."""
    first = []
    if overview.flow is not None:
        first.append(flow_headline(overview.flow, words) + ".")
    if overview.pains is not None:
        first.append(pains_headline(overview.pains, words) + ".")
    second = []
    if overview.coverage is not None:
        second.append(coverage_headline(overview.coverage, words) + ".")
    stale = sum(item.stale for item in overview.maps)
    if stale:
        second.append(
            words.plural("{n} map is older than a year.", "{n} maps are older than a year.", stale)
        )
    if not (first or second):
        return words("The client's folder holds no journey yet.")
    return "\n".join(line for line in (" ".join(first), " ".join(second)) if line)


def read_three_data(overview: Overview, words: Words) -> str:
    """Name the data to watch when mapping that are lacking; empty where none is."""
    known = [
        (overview.past_interactions, words("past interactions")),
        (overview.satisfaction, words("satisfaction")),
        (overview.feelings, words("feelings toward the company")),
    ]
    lacking = [name for there, name in known if not there]
    if not lacking:
        return ""
    return words(
        "Not known customer by customer: {data}. A map without these data shows the process, "
        "not the experience.",
        data=words.join(lacking),
    )


def key_figures(overview: Overview, words: Words) -> list[KeyFigure]:
    """Return the strip that opens the section: coverage, evidence, age, and what is done."""
    figures = []
    if overview.coverage is not None:
        phases = [words(units.SHORT_PHASE[phase]).lower() for phase in overview.coverage.phases]
        figures.append(
            KeyFigure(
                label=words("Touchpoints measured"),
                value=_part(len(overview.coverage.measured), len(overview.coverage.mapped), words),
                detail=words("phases: {phases}", phases=words.join(phases)) if phases else "",
            )
        )
    today = [item for item in overview.maps if item.version == "as_is"]
    steps = [step for item in today for step in item.steps]
    if steps:
        strong, weak = evidence_counts(steps)
        figures.append(
            KeyFigure(
                label=words("Steps well supported"),
                value=_part(strong, len(steps), words),
                detail=words("two or more kinds of source"),
                flag=words("{n} on judgement alone", n=words.number(weak)) if weak else "",
            )
        )
    if overview.pains is not None:
        n = len(overview.pains.lines)
        addressed = n - len(overview.pains.unaddressed)
        known = overview.pains.has_initiatives
        figures.append(
            KeyFigure(
                label=words("Pain points with an initiative"),
                value=_part(addressed, n, words) if known else words.number(n),
                detail="" if known else words("described; initiatives not known"),
            )
        )
    return figures


def _part(count: int, whole: int, words: Words) -> str:
    return words("{n} of {all}", n=words.number(count), all=words.number(whole))
