"""The RACI table: who does what, and where its rules are broken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cxkit.engagement.judgements import Activity
from cxkit.engagement.judgements.charter import Charter, TeamRole

LETTERS = ("R", "A", "C", "I")
Rule = Literal[
    "none_accountable",
    "several_accountable",
    "none_responsible",
    "unknown_role",
    "role_without_letter",
    "overloaded",
]

LEAST_ACTIVITIES = 4
"""Fewer activities say nothing about how they are spread."""
LARGEST_LOAD = 0.75
"""One role that answers for this share of all activities is a bottleneck (a convention)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One broken rule.

    Attributes
    ----------
    rule : str
        Which rule.
    activity : Activity or None
        Where; None where it concerns a role alone.
    roles : tuple of str
        Ids of the roles concerned.
    count : int
        Activities the role answers for, where its load is the matter.
    """

    rule: Rule
    activity: Activity | None = None
    roles: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibilities:
    """The RACI table of a client.

    Attributes
    ----------
    activities : tuple of Activity
        Rows.
    roles : tuple of str
        Ids of the columns: the roles declared, then those that only the table knows.
    names : Mapping[str, TeamRole]
        Declared roles by id.
    letters : tuple of tuple of str
        One inner tuple an activity, one text a role: "", "R", "A R", ...
    breaches : tuple of Breach
        Broken rules: activities first, then roles.
    """

    activities: tuple[Activity, ...]
    roles: tuple[str, ...]
    names: Mapping[str, TeamRole]
    letters: tuple[tuple[str, ...], ...]
    breaches: tuple[Breach, ...]

    def broken(self, *rules: Rule) -> tuple[Breach, ...]:
        """Return the breaches of some rules."""
        return tuple(item for item in self.breaches if item.rule in rules)


def responsibilities(charter: Charter) -> Responsibilities:
    """Set up the RACI table and check its rules.

    Parameters
    ----------
    charter : Charter
        With at least one activity.

    Notes
    -----
    An activity has exactly one accountable role and at least one responsible one; a role may
    be both. Every declared role has a letter somewhere, no letter belongs to a role that is
    not declared (where roles are declared at all), and no role is accountable for
    `LARGEST_LOAD` of `LEAST_ACTIVITIES` activities or more.

    References
    ----------
    Smith and Erwin (2005), Role & Responsibility Charting (RACI).
    """
    names = {role.id: role for role in charter.roles}
    used = dict.fromkeys(
        role for activity in charter.raci for letter in LETTERS for role in _of(activity, letter)
    )
    roles = tuple(dict.fromkeys([*names, *used]))
    letters = tuple(
        tuple(" ".join(x for x in ("A", "R", "C", "I") if role in _of(row, x)) for role in roles)
        for row in charter.raci
    )
    return Responsibilities(
        activities=charter.raci,
        roles=roles,
        names=names,
        letters=letters,
        breaches=(
            *(breach for row in charter.raci for breach in _of_activity(row, names)),
            *_of_roles(charter.raci, roles, names, used),
        ),
    )


def _of(activity: Activity, letter: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(getattr(activity, letter)))


def _of_activity(row: Activity, names: Mapping[str, TeamRole]) -> list[Breach]:
    found = []
    accountable = _of(row, "A")
    if not accountable:
        found.append(Breach(rule="none_accountable", activity=row))
    if len(accountable) > 1:
        found.append(Breach(rule="several_accountable", activity=row, roles=accountable))
    if not row.R:
        found.append(Breach(rule="none_responsible", activity=row))
    unknown = tuple(
        dict.fromkeys(role for x in LETTERS for role in _of(row, x) if names and role not in names)
    )
    if unknown:
        found.append(Breach(rule="unknown_role", activity=row, roles=unknown))
    return found


def _of_roles(
    rows: tuple[Activity, ...],
    roles: tuple[str, ...],
    names: Mapping[str, TeamRole],
    used: Mapping[str, None],
) -> list[Breach]:
    found = [
        Breach(rule="role_without_letter", roles=(role,)) for role in names if role not in used
    ]
    if len(rows) >= LEAST_ACTIVITIES:
        for role in roles:
            load = sum(role in _of(row, "A") for row in rows)
            if load >= LARGEST_LOAD * len(rows):
                found.append(Breach(rule="overloaded", roles=(role,), count=load))
    return found
