"""The registers of KPIs and initiatives as tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cxkit.governance.initiative_register import InitiativeRegister
from cxkit.governance.kpi_register import KpiRegister, KpiState
from cxkit.governance.names import amount, unit
from cxkit.governance.wording.registers import ISSUE
from cxkit.language import N_, Words
from cxkit.presentation import TextTable

_TYPE: Mapping[str, str] = {
    "quantitative": N_("quantitative"),
    "qualitative": N_("qualitative"),
    "tactical": N_("tactical"),
    "strategic": N_("strategic"),
    "leading": N_("leading"),
    "lagging": N_("lagging"),
}
_STATUS: Mapping[str, str] = {
    "idea": N_("idea"),
    "planned": N_("planned"),
    "running": N_("running"),
    "done": N_("done"),
    "stopped": N_("stopped"),
}


def kpis_table(register: KpiRegister, words: Words) -> TextTable:
    """One row a KPI: type, baseline, last value, target, owner, and what to correct."""
    return TextTable(
        caption=words("Register of KPIs"),
        headings=[
            words("KPI"),
            words("Type"),
            words("Baseline"),
            words("Last value"),
            words("Target"),
            words("Way gone"),
            words("Owner"),
            words("To correct"),
        ],
        rows=[_kpi(state, words) for state in register.states],
        numeric=[False, False, True, True, True, True, False, False],
        note=words(
            "As of {day}, from {values}. Way gone: 0% at the baseline, 100% at the target; "
            "negative where the KPI moved away.",
            day=words.date(register.as_of),
            values=words.plural("{n} measured value", "{n} measured values", register.n_values),
        ),
    )


def _kpi(state: KpiState, words: Words) -> list[str]:
    kpi = state.kpi
    types = [words(_TYPE[kind]) for kind in (kpi.kind, kpi.use, kpi.timing) if kind is not None]
    name, measure = kpi.name.say(words), unit(kpi.unit, words)
    issues = [words(ISSUE[issue]) for issue in state.issues]
    if "no_baseline" in state.issues and state.first_date is not None:
        issues.append(
            words(
                "the first value is {value} on {day}",
                value=amount(state.first, words),
                day=words.date(state.first_date),
            )
        )
    target = _value(kpi.target, kpi.target_date, words)
    if kpi.target is not None and kpi.stretch is not None:
        reach = words(
            "{low} to {high}", low=amount(kpi.target, words), high=amount(kpi.stretch, words)
        )
        target = _dated(reach, kpi.target_date, words)
    return [
        f"{name} ({measure})" if measure else name,
        ", ".join(types) or "–",
        _value(kpi.baseline, kpi.baseline_date, words),
        _value(state.last, state.last_date, words),
        target,
        words.percent(state.progress),
        kpi.owner or words("nobody"),
        "; ".join(issues) or "–",
    ]


def _value(value: float | None, day: date | None, words: Words) -> str:
    if value is None or value != value:
        return "–"
    return _dated(amount(value, words), day, words)


def _dated(text: str, day: date | None, words: Words) -> str:
    return f"{text} ({words.month(day, short=True)})" if day is not None else text


def initiatives_table(register: InitiativeRegister, words: Words) -> TextTable:
    """One row an initiative: state, owner, KPIs, adoption, its KPI before and since the start."""
    rows = []
    for state in register.states:
        item = state.initiative
        end = words.month(item.end, short=True) if item.end is not None else "–"
        rows.append(
            [
                item.name.say(words),
                words(_STATUS[item.status]),
                end,
                item.owner or words("nobody"),
                item.kpi or "–",
                item.adoption_kpi or "–",
                words.percent(state.adopted),
                amount(state.before, words) if state.before == state.before else "–",
                amount(state.since, words) if state.since == state.since else "–",
                "; ".join(words(ISSUE[issue]) for issue in state.issues) or "–",
            ]
        )
    return TextTable(
        caption=words("Register of initiatives"),
        headings=[
            words("Initiative"),
            words("State"),
            words("End"),
            words("Owner"),
            words("KPI"),
            words("Adoption KPI"),
            words("Adopted"),
            words("KPI before the start"),
            words("KPI since"),
            words("To correct"),
        ],
        rows=rows,
        numeric=[False, False, False, False, False, False, True, True, True, False],
        note=words(
            "As of {day}. KPI before and since: last values on either side of the start. Other "
            "things changed too, so the difference is not the initiative's effect.",
            day=words.date(register.as_of),
        ),
    )
