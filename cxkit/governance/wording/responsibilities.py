"""The RACI table in words: headline, broken rules, what to do."""

from __future__ import annotations

from cxkit.governance.names import role_name
from cxkit.governance.responsibilities import Breach, Responsibilities
from cxkit.governance.wording.evidence import file_source
from cxkit.governance.wording.overview import read_accountable
from cxkit.language import N_, Words
from cxkit.presentation import FigureText

RULE = {
    "none_accountable": N_("Nobody answers for it"),
    "several_accountable": N_("More than one role answers for it"),
    "none_responsible": N_("Nobody does it"),
    "unknown_role": N_("The table names a role that is not declared"),
    "role_without_letter": N_("The role has no part in any activity"),
    "overloaded": N_("One role answers for nearly everything"),
}
REMEDY = {
    "none_accountable": N_("Name one role under A."),
    "several_accountable": N_("Keep one role under A and make the others R or C."),
    "none_responsible": N_("Name under R who does the work."),
    "unknown_role": N_("Declare the role under “roles:” or correct its id."),
    "role_without_letter": N_("Give the role a part or take it off the list."),
    "overloaded": N_("Hand the A of some activities to whoever decides on them."),
}


def describe_responsibilities(table: Responsibilities, words: Words) -> FigureText:
    """Words around the RACI table."""
    headline = read_accountable(table, words).rstrip(".")
    wrong = table.broken("none_accountable", "several_accountable", "none_responsible")
    named = "; ".join(
        f"{item.activity.activity.say(words)}: {words(RULE[item.rule]).lower()}"
        for item in wrong
        if item.activity is not None
    )
    return FigureText(
        headline=headline,
        measure=words(
            "R does it, A answers for the result, C is consulted, I is informed; "
            "{activities} {roles}",
            activities=words.plural("{n} activity", "{n} activities", len(table.activities)),
            roles=words.plural("for {n} role", "for {n} roles", len(table.roles)),
        ),
        reading=words(
            "An activity works with exactly one A and at least one R. What breaks this is said "
            "behind its row."
        ),
        source=file_source("charter.yml", "raci", words),
        alt=f"{headline}. {named}" if named else headline,
    )


def breach_place(breach: Breach, table: Responsibilities, words: Words) -> str:
    """Name the activity or role that a broken rule concerns."""
    if breach.activity is not None:
        return breach.activity.activity.say(words)
    return words.join([role_name(role, table.names, words) for role in breach.roles])


def breach_text(breach: Breach, table: Responsibilities, words: Words) -> str:
    """Say which rule is broken, with the roles or the load concerned."""
    said = words(RULE[breach.rule])
    if breach.rule in ("several_accountable", "unknown_role"):
        names = words.join([role_name(role, table.names, words) for role in breach.roles])
        return f"{said}: {names}"
    if breach.rule == "overloaded":
        part, whole = words.number(breach.count), words.number(len(table.activities))
        load = words("{part} of {whole}", part=part, whole=whole)
        return f"{said}: {load}"
    return said
