"""How judgements, states and levers are called."""

from __future__ import annotations

from cxkit.engagement.judgements import Kpi
from cxkit.language import N_, Words

KEPT = {"yes": N_("kept"), "partly": N_("partly kept"), "no": N_("broken")}
NOT_JUDGED = N_("not judged")
VERDICTS = {
    "agrees": N_("answers agree"),
    "disagrees": N_("answers disagree"),
    "open": N_("answers leave it open"),
    "not_measured": N_("not measured"),
    "not_judged": N_("not judged"),
}
STATES = {
    "reached": N_("reached"),
    "closer": N_("closer"),
    "further": N_("further away"),
    "unmoved": N_("as at the start"),
    "unknown": N_("not known"),
}
NO_VALUE = N_("not in kpi_values.csv")
SEE: dict[str, str] = {
    "perception": N_("see the section on perception"),
    "economics": N_("see the section on economics"),
    "": NO_VALUE,
}
LACKS = {
    "kpi": N_("a KPI"),
    "unknown_kpi": N_("a KPI that is in kpis.csv"),
    "target": N_("a target"),
    "due": N_("a date"),
    "owner": N_("an owner"),
}
ELEMENTS = {
    "goals": N_("Goals and objectives for the experience are set"),
    "needs_first": N_("The customer's needs come first"),
    "empathy": N_("Genuine interest and empathy"),
    "omnichannel": N_("Service in any channel, without having to start again"),
    "learning": N_("The company learns from its customers"),
}
MET = {"yes": N_("yes"), "partly": N_("in part"), "no": N_("no")}
LEVERS = {
    "retention": N_("customers who stay"),
    "revenue": N_("more business with the same customers"),
    "acquisition": N_("new customers"),
    "price": N_("a better price"),
    "cost": N_("less work to serve"),
}
MONEY = {
    "retention": N_("revenue that is not lost"),
    "revenue": N_("revenue per customer"),
    "acquisition": N_("revenue of new customers"),
    "price": N_("margin per sale"),
    "cost": N_("cost of service"),
}
METRICS = {
    "csat": N_("Satisfaction"),
    "ces": N_("Effort"),
    "ltr": N_("Likelihood to recommend"),
}
_UNITS = {
    "points": N_("points"),
    "puntos": N_("points"),
    "days": N_("days"),
    "días": N_("days"),
    "hours": N_("hours"),
    "horas": N_("hours"),
}
_SILENT = frozenset({"scale", "escala"})


def kpi_value(value: float | None, kpi: Kpi | None, words: Words) -> str:
    """Write a value of a KPI with its unit, as many decimals as it was given with."""
    if value is None:
        return "–"
    text = words.number(value, decimals=_decimals(value))
    unit = (kpi.unit or "") if kpi is not None else ""
    if unit == "%":
        share = words.percent(value / 100, decimals=_decimals(value))
        return share
    if not unit or unit.casefold() in _SILENT:
        return text
    known = _UNITS.get(unit.casefold())
    return f"{text} {words(known) if known else unit}"


def _decimals(value: float) -> int:
    """Keep up to two decimals that are not 0."""
    return next(places for places in (0, 1, 2) if places == 2 or round(value, places) == value)
