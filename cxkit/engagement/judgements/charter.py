"""``charter.yml``: the six questions of the charter, roles, RACI, forums and policies."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from cxkit.engagement.day import Day
from cxkit.engagement.judgements.entry import Entry, Id, Label, Refs, YesNo, refuse_repeats
from cxkit.engagement.text import Text


class Answers(Entry):
    """The six questions of a charter (Walters); unanswered ones stay away.

    Attributes
    ----------
    vision, goals, roles, priorities, approvals, teamwork : Text or None
        What the vision is; which goals; who does what; how priorities are set; who has to
        know and who has to approve; how the team works together.
    """

    vision: Text | None = None
    goals: Text | None = None
    roles: Text | None = None
    priorities: Text | None = None
    approvals: Text | None = None
    teamwork: Text | None = None


class Leader(Entry):
    """Who is in charge of the experience."""

    name: Label
    role: Text | None = None
    area: Label | None = None
    since: Day | None = None


class TeamRole(Entry):
    """A role that activities refer to."""

    id: Id
    name: Text
    area: Label | None = None
    person: Label | None = None


class Area(Entry):
    """A business area, and whether it takes part."""

    id: Id
    name: Text
    involved: YesNo = False


class Activity(Entry):
    """One line of the RACI table; each letter lists ids of roles.

    Attributes
    ----------
    activity : Text
        What has to be done.
    R, A, C, I : tuple of str
        Responsible, accountable, consulted, informed. One role under A is what works;
        none or two are reported as findings.
    """

    activity: Text
    R: Refs = ()
    A: Refs = ()
    C: Refs = ()
    I: Refs = ()  # noqa: E741 - the letter the table is named after


class Forum(Entry):
    """A meeting that decides."""

    name: Text
    purpose: Text | None = None
    cadence: Literal["weekly", "fortnightly", "monthly", "quarterly", "yearly"] | None = None
    members: Refs = ()
    decides: Text | None = None
    last: Day | None = None


class Policy(Entry):
    """A policy of the experience."""

    id: Id
    name: Text
    status: Literal["draft", "approved", "in_use"] = "draft"
    owner: Label | None = None
    date: Day | None = None


class Charter(Entry):
    """``charter.yml``.

    Attributes
    ----------
    answers : Answers or None
        The six questions.
    leader : Leader or None
        Who is in charge.
    areas, roles, raci, forums, policies : tuple
        See the entries.
    """

    answers: Answers | None = None
    leader: Leader | None = None
    areas: tuple[Area, ...] = ()
    roles: tuple[TeamRole, ...] = ()
    raci: tuple[Activity, ...] = ()
    forums: tuple[Forum, ...] = ()
    policies: tuple[Policy, ...] = ()

    @model_validator(mode="after")
    def _ids_once(self) -> Charter:
        refuse_repeats((item.id for item in self.areas), what="areas")
        refuse_repeats((item.id for item in self.roles), what="roles")
        refuse_repeats((item.id for item in self.policies), what="policies")
        return self
