"""The meetings that decide, against their own cadence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from cxkit.engagement.judgements.charter import Charter, Forum

_STEP = {
    "weekly": pd.DateOffset(weeks=1),
    "fortnightly": pd.DateOffset(weeks=2),
    "monthly": pd.DateOffset(months=1),
    "quarterly": pd.DateOffset(months=3),
    "yearly": pd.DateOffset(years=1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumState:
    """One forum as of the reference day.

    Attributes
    ----------
    forum : Forum
        As declared.
    due : date or None
        Day by which it should have met again; None where cadence or last meeting is unknown.
    days_overdue : int
        Days since then, 0 where it is not overdue.
    missed : int
        Meetings of its cadence that should have taken place since the last.
    unknown_members : tuple of str
        Members that are no declared role, where roles are declared.
    """

    forum: Forum
    due: date | None
    days_overdue: int
    missed: int
    unknown_members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forums:
    """All forums of a client.

    Attributes
    ----------
    states : tuple of ForumState
        In the order of ``charter.yml``.
    as_of : date
        Reference day.
    """

    states: tuple[ForumState, ...]
    as_of: date

    @property
    def overdue(self) -> tuple[ForumState, ...]:
        """Forums that should have met again."""
        return tuple(item for item in self.states if item.days_overdue > 0)

    @property
    def undated(self) -> tuple[ForumState, ...]:
        """Forums of which it cannot be said whether they meet."""
        return tuple(item for item in self.states if item.due is None)


def forums(charter: Charter, *, as_of: date) -> Forums:
    """Compare every forum's last meeting with its cadence.

    Parameters
    ----------
    charter : Charter
        With its forums.
    as_of : date
        Reference day. A last meeting later than it counts as held.

    Notes
    -----
    The next meeting is due one step of the calendar after the last: a week, two weeks, a
    month, three months or a year. No days of grace.
    """
    roles = {role.id for role in charter.roles}
    return Forums(
        states=tuple(_state(forum, roles, as_of) for forum in charter.forums), as_of=as_of
    )


def _state(forum: Forum, roles: set[str], as_of: date) -> ForumState:
    due: date | None = None
    missed = 0
    if forum.cadence is not None and forum.last is not None:
        due = _after(forum.last, forum.cadence, 1)
        while _after(forum.last, forum.cadence, missed + 1) < as_of:
            missed += 1
    return ForumState(
        forum=forum,
        due=due,
        days_overdue=max((as_of - due).days, 0) if due is not None else 0,
        missed=missed,
        unknown_members=tuple(m for m in forum.members if roles and m not in roles),
    )


def _after(day: date, cadence: str, steps: int) -> date:
    """Return the day so many steps later; a month from 31 January ends in February."""
    moved: date = (pd.Timestamp(day) + _STEP[cadence] * steps).date()
    return moved
