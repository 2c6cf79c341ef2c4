"""What the entries of governance are called in the language of the report."""

from __future__ import annotations

from collections.abc import Mapping

from cxkit.engagement.judgements.charter import Area, TeamRole
from cxkit.governance.closed_loop import LoopBy
from cxkit.language import N_, Words

STEP: Mapping[str, str] = {
    "assigned": N_("Assigned"),
    "contacted": N_("Customer contacted"),
    "resolved": N_("Resolved"),
    "fixed": N_("Cause removed"),
}
URGENCY: Mapping[str, str] = {
    "high": N_("high urgency"),
    "medium": N_("medium urgency"),
    "low": N_("low urgency"),
    "": N_("urgency not recorded"),
}
DIMENSION: Mapping[str, str] = {
    "urgency": N_("Urgency"),
    "owner": N_("Owner"),
    "touchpoint": N_("Touchpoint"),
    "reason": N_("Reason"),
    "channel": N_("Channel"),
}
LADDER: Mapping[int, str] = {
    1: N_("nobody is responsible"),
    2: N_("a shared commitment without an owner"),
    3: N_("one person leads"),
    4: N_("a dedicated team"),
    5: N_("the whole company takes part"),
    6: N_("part of the culture and of the executive vision"),
}
_UNITS: Mapping[str, str] = {
    "puntos": N_("points"),
    "points": N_("points"),
    "días": N_("days"),
    "days": N_("days"),
    "horas": N_("hours"),
    "hours": N_("hours"),
    "escala": N_("points of the scale"),
    "scale": N_("points of the scale"),
}


def area_name(area: str, names: Mapping[str, Area], words: Words) -> str:
    """Return what the reports call an area; its id where it is not declared."""
    return names[area].name.say(words) if area in names else area


def role_name(role: str, names: Mapping[str, TeamRole], words: Words) -> str:
    """Return what the reports call a role; its id where it is not declared."""
    return names[role].name.say(words) if role in names else role


def sentence(text: str) -> str:
    """Begin a text with a capital and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def unit(text: str | None, words: Words) -> str:
    """Return a KPI's unit, in the reader's language where it is a usual one."""
    if text is None:
        return ""
    known = _UNITS.get(text.strip().casefold())
    return words(known) if known else text


def amount(value: float, words: Words) -> str:
    """Write a KPI's value with as many decimals as it was given, at most two."""
    decimals = next((d for d in (0, 1) if value == round(value, d)), 2)
    return words.number(value, decimals=decimals)


def group_name(by: LoopBy, group: str, words: Words) -> str:
    """Return what the reports call a group of cases."""
    if by.dimension == "urgency" and group in URGENCY:
        return sentence(words(URGENCY[group]))
    return by.column.group(group, words) if by.column is not None else group


def dimension_name(by: LoopBy, words: Words) -> str:
    """Return what the reports call the column that parts the cases."""
    if by.column is not None:
        return by.column.title(words)
    return words(DIMENSION[by.dimension])
