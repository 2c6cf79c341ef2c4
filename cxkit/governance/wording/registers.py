"""KPIs, initiatives, forums and tools in words."""

from __future__ import annotations

from cxkit.engagement.judgements.governance import Tool
from cxkit.governance.forums import Forums
from cxkit.governance.initiative_register import (
    AdoptionCurve,
    AdoptionCurves,
    InitiativeRegister,
)
from cxkit.governance.kpi_register import UNCHANGED, KpiRegister, KpiState
from cxkit.governance.names import amount, sentence
from cxkit.governance.wording.evidence import file_source
from cxkit.language import N_, Words
from cxkit.presentation import FigureText

ISSUE = {
    "no_baseline": N_("no baseline"),
    "no_target": N_("no target"),
    "no_owner": N_("no owner"),
    "no_direction": N_("no direction"),
    "wrong_side": N_("target on the wrong side of the baseline"),
    "no_way": N_("target equals the baseline"),
    "overdue": N_("overdue"),
    "not_measured": N_("not measured since the baseline"),
    "no_kpi": N_("no KPI"),
    "no_adoption": N_("adoption is not measured"),
    "late_start": N_("should have started"),
    "late_end": N_("should have ended"),
    "late_baseline": N_("its KPI's baseline is later than its start"),
}


_SAID = ("wrong_side", "no_way", "overdue", "no_baseline", "no_target", "no_owner", "not_measured")


def describe_kpis(register: KpiRegister, words: Words) -> FigureText:
    """Words around the way of the KPIs."""
    headline = kpi_headline(register, words)
    values = "; ".join(_alt(state, words) for state in register.on_the_way)
    return FigureText(
        headline=headline,
        measure=words(
            "Way from baseline to target as of {day}; behind each row baseline → last value "
            "(target) in the KPI's own unit; {kpis}",
            day=words.date(register.as_of),
            kpis=words(
                "{part} of {whole}",
                part=words.number(len(register.on_the_way)),
                whole=words.plural("{n} KPI", "{n} KPIs", len(register.states)),
            ),
        ),
        reading=words(
            "Upright stroke: share of the time that has passed; an arrow head: beyond the edge. "
            "Less than {share} of the way counts as unchanged. The register holds no intervals: "
            "whether a change is more than chance, the answers tell.",
            share=words.percent(UNCHANGED),
        ),
        source=file_source("kpis.csv, kpi_values.csv", "", words),
        alt=f"{headline}. {values}",
    )


def kpi_headline(register: KpiRegister, words: Words) -> str:
    """State how many KPIs move the right way, and how many were not measured."""
    known, away, same = len(register.on_the_way), len(register.away), len(register.unchanged)
    if known and away == known:
        return words.plural(
            "The {n} measured KPI has moved away from its target (the register gives no interval)",
            "All {n} measured KPIs have moved away from their targets (the register gives no "
            "intervals)",
            known,
        )
    whole = words.number(known)
    if away:
        return words.plural(
            "{n} of {whole} measured KPIs has moved away from its target (the register gives no "
            "intervals)",
            "{n} of {whole} measured KPIs have moved away from their targets (the register gives "
            "no intervals)",
            away,
            whole=whole,
        )
    if known and same == known:
        return words.plural(
            "The {n} measured KPI is unchanged",
            "All {n} measured KPIs are unchanged",
            known,
        )
    if same:
        return words.plural(
            "{n} of {whole} measured KPIs is nearer to its target, the others are unchanged",
            "{n} of {whole} measured KPIs are nearer to their targets, the others are unchanged",
            known - same,
            whole=whole,
        )
    return words.plural(
        "The {n} measured KPI is nearer to its target",
        "All {n} measured KPIs are nearer to their targets",
        known,
    )


def read_kpis(register: KpiRegister, words: Words) -> str:
    """Say how the register is typed and what is wrong with its entries."""
    kpis = [state.kpi for state in register.states]
    said = [
        words(
            "The register holds {kpis}: {strategic} strategic and {tactical} tactical, "
            "{leading} leading and {lagging} lagging, {qualitative} qualitative.",
            kpis=words.plural("{n} KPI", "{n} KPIs", len(kpis)),
            strategic=words.number(sum(kpi.use == "strategic" for kpi in kpis)),
            tactical=words.number(sum(kpi.use == "tactical" for kpi in kpis)),
            leading=words.number(sum(kpi.timing == "leading" for kpi in kpis)),
            lagging=words.number(sum(kpi.timing == "lagging" for kpi in kpis)),
            qualitative=words.number(sum(kpi.kind == "qualitative" for kpi in kpis)),
        )
    ]
    for issue in _SAID:
        names = [s.kpi.name.say(words) for s in register.states if issue in s.issues]
        if names:
            said.append(f"{sentence(words(ISSUE[issue]))}: {words.join(names)}.")
    return " ".join(said)


def describe_adoption(adoption: AdoptionCurves, words: Words) -> FigureText:
    """Words around the adoption curves."""
    first = adoption.curves[0]
    last = first.table.iloc[-1]
    headline = words(
        "{initiative} is taken up by {share} of those who could",
        initiative=first.name.name.say(words) if first.name is not None else first.initiative,
        share=words.percent(float(last["share"])),
    )
    values = "; ".join(_adopted(curve, words) for curve in adoption.curves)
    days = [day for curve in adoption.curves for day in curve.table["date"]]
    return FigureText(
        headline=headline,
        measure=words(
            "Share of those who could take it up and have, with its {level} interval; {period}; "
            "{values}",
            level=words.percent(adoption.confidence),
            period=words.period(min(days), max(days)),
            values=values,
        ),
        reading=words(
            "Adoption comes before impact: an initiative that few have taken up cannot yet have "
            "moved its KPI much."
        ),
        source=file_source("adoption.csv", "", words),
        alt=f"{headline}. {values}",
    )


def read_initiatives(register: InitiativeRegister, words: Words) -> str:
    """Say what is running, and what the register lacks."""
    running = sum(state.initiative.status == "running" for state in register.states)
    said = [
        words.plural(
            "The register holds {n} initiative, {running} running.",
            "The register holds {n} initiatives, {running} running.",
            len(register.states),
            running=words.number(running),
        )
    ]
    for issue in ("no_adoption", "late_end", "late_start", "late_baseline"):
        names = [s.initiative.name.say(words) for s in register.states if issue in s.issues]
        if names:
            said.append(f"{sentence(words(ISSUE[issue]))}: {words.join(names)}.")
    return " ".join(said)


def read_forums(forums: Forums, words: Words) -> str:
    """Say which forums do not meet as agreed."""
    said = []
    for state in forums.overdue:
        last = state.forum.last
        said.append(
            words(
                "{forum} is overdue: its last meeting was on {day}, and by {as_of} it is {late} "
                "late.",
                forum=state.forum.name.say(words),
                day=words.date(last) if last is not None else "",
                late=words.plural("{n} day", "{n} days", state.days_overdue),
                as_of=words.date(forums.as_of),
            )
        )
    if forums.undated:
        names = words.join([state.forum.name.say(words) for state in forums.undated])
        said.append(words("Cadence or last meeting is not recorded: {forums}.", forums=names))
    if not said:
        said.append(
            words.plural(
                "The {n} forum has met within its cadence.",
                "All {n} forums have met within their cadence.",
                len(forums.states),
            )
        )
    return " ".join(said)


def read_tools(tools: tuple[Tool, ...], words: Words) -> str:
    """Say whether there is a tool for the experience itself: a CRM is none."""
    kinds = {tool.kind for tool in tools}
    if "cxm" in kinds:
        said = [words("A platform of experience management is in use.")]
    elif "crm" in kinds:
        said = [
            words(
                "A CRM is in use, but no platform of experience management: a CRM records what "
                "the company does with customers, not how they perceive it."
            )
        ]
    else:
        said = [words("No platform of experience management is in use.")]
    unowned = [tool.name for tool in tools if tool.data_owner is None]
    if unowned:
        said.append(words("Without an owner of the data: {names}.", names=words.join(unowned)))
    return " ".join(said)


def _alt(state: KpiState, words: Words) -> str:
    name = state.kpi.name.say(words)
    return f"{name}: {words.percent(state.progress)} ({amount(state.last, words)})"


def _adopted(curve: AdoptionCurve, words: Words) -> str:
    last = curve.table.iloc[-1]
    name = curve.name.name.say(words) if curve.name is not None else curve.initiative
    base = words("n = {n}", n=words.number(float(last["eligible"])))
    return f"{name}: {words.percent(float(last['share']))} ({base})"
