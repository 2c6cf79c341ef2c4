"""Responsibilities, forums, policies, data owners and tools as tables."""

from __future__ import annotations

from collections.abc import Mapping

from cxkit.engagement.judgements.governance import Tool
from cxkit.governance.charter import CharterState
from cxkit.governance.forums import Forums, ForumState
from cxkit.governance.names import area_name
from cxkit.governance.responsibilities import Responsibilities
from cxkit.governance.silos import DataSharing
from cxkit.governance.wording.responsibilities import REMEDY, breach_place, breach_text
from cxkit.language import N_, Words
from cxkit.presentation import TextTable

_CADENCE: Mapping[str, str] = {
    "weekly": N_("weekly"),
    "fortnightly": N_("fortnightly"),
    "monthly": N_("monthly"),
    "quarterly": N_("quarterly"),
    "yearly": N_("yearly"),
}
_POLICY: Mapping[str, str] = {
    "draft": N_("draft"),
    "approved": N_("approved"),
    "in_use": N_("in use"),
}
_KIND: Mapping[str, str] = {
    "crm": N_("customer records (CRM)"),
    "cxm": N_("experience management"),
    "analytics": N_("analytics"),
    "surveys": N_("surveys"),
    "personalisation": N_("personalisation"),
    "automation": N_("automation"),
    "testing": N_("testing"),
    "reporting": N_("reporting"),
    "other": N_("other"),
}


def breaches_table(table: Responsibilities, words: Words) -> TextTable:
    """One row a broken rule: where, which, what to do."""
    return TextTable(
        caption=words("Rules of the RACI table that are broken"),
        headings=[words("Activity or role"), words("Broken rule"), words("What to do")],
        rows=[
            [
                breach_place(item, table, words),
                breach_text(item, table, words),
                words(REMEDY[item.rule]),
            ]
            for item in table.breaches
        ],
        numeric=[False] * 3,
        note="" if table.breaches else words("No rule of the RACI table is broken."),
    )


def forums_table(forums: Forums, words: Words) -> TextTable:
    """One row a forum: cadence, last meeting, next due, state."""
    return TextTable(
        caption=words("Forums that decide"),
        headings=[
            words("Forum"),
            words("Cadence"),
            words("Last meeting"),
            words("Next due"),
            words("State"),
            words("Purpose"),
        ],
        rows=[
            [
                state.forum.name.say(words),
                words(_CADENCE[state.forum.cadence]) if state.forum.cadence else "–",
                words.date(state.forum.last) if state.forum.last else "–",
                words.date(state.due) if state.due else "–",
                _state(state, words),
                state.forum.purpose.say(words) if state.forum.purpose else "–",
            ]
            for state in forums.states
        ],
        numeric=[False] * 6,
        note=words("State as of {day}.", day=words.date(forums.as_of)),
    )


def _state(state: ForumState, words: Words) -> str:
    if state.due is None:
        said = words("not known")
    elif state.days_overdue:
        said = words(
            "overdue by {time}, {missed}",
            time=words.plural("{n} day", "{n} days", state.days_overdue),
            missed=words.plural("{n} meeting missed", "{n} meetings missed", state.missed),
        )
    else:
        said = words("within its cadence")
    if state.unknown_members:
        unknown = words("unknown role: {roles}", roles=words.join(state.unknown_members))
        return f"{said}; {unknown}"
    return said


def policies_table(charter: CharterState, words: Words) -> TextTable:
    """One row a policy: state, owner, date."""
    return TextTable(
        caption=words("Policies"),
        headings=[words("Policy"), words("State"), words("Owner"), words("Since")],
        rows=[
            [
                item.name.say(words),
                words(_POLICY[item.status]),
                item.owner or words("nobody"),
                words.date(item.date) if item.date else "–",
            ]
            for item in charter.policies
        ],
        numeric=[False] * 4,
    )


def data_table(sharing: DataSharing, words: Words) -> TextTable:
    """One row a set of customer data: owner, own area, areas that can use it, areas that cannot."""
    rows = []
    for item in sharing.sets:
        use = [a for a in sharing.areas if a in item.shared_with and a != item.area]
        cannot = [a for a in sharing.areas if a not in use and a != item.area]
        rows.append(
            [
                item.name.say(words),
                item.owner or words("nobody"),
                area_name(item.area, sharing.names, words) if item.area else "–",
                _names(use, sharing, words),
                _names(cannot, sharing, words),
            ]
        )
    return TextTable(
        caption=words("Who shares which customer data"),
        headings=[
            words("Data"),
            words("Owner"),
            words("Own area"),
            words("Areas that can use them"),
            words("Areas that cannot"),
        ],
        rows=rows,
        numeric=[False] * 5,
    )


def _names(areas: list[str], sharing: DataSharing, words: Words) -> str:
    return words.join([area_name(a, sharing.names, words) for a in areas]) if areas else "–"


def tools_table(tools: tuple[Tool, ...], words: Words) -> TextTable:
    """One row a tool: kind, adoption, data owner, gap."""
    return TextTable(
        caption=words("Tools"),
        headings=[
            words("Tool"),
            words("Kind"),
            words("Adoption"),
            words("Owner of the data"),
            words("Gap"),
        ],
        rows=[
            [
                tool.name,
                words(_KIND[tool.kind]),
                words.percent(tool.adoption) if tool.adoption is not None else "–",
                tool.data_owner or words("nobody"),
                tool.gap.say(words) if tool.gap else "–",
            ]
            for tool in tools
        ],
        numeric=[False, False, True, False, False],
        note=words("Adoption: share of those who should use it and do, as the client states it."),
    )
