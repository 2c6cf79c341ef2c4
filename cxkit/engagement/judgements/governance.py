"""``governance.yml``: silos, data owners, tools, alerts, what to keep and what to stop."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from cxkit.engagement.judgements.entry import (
    Degree,
    Entry,
    Id,
    Label,
    Number,
    Positive,
    Refs,
    Share,
    refuse_repeats,
)
from cxkit.engagement.text import Text

OwnershipStep = Annotated[int, Field(ge=1, le=6)]
"""1 nobody, 2 shared without owner, 3 a leader, 4 a team, 5 the company, 6 its culture."""


class Sharing(Entry):
    """What two areas share; pairs that are not listed share nothing that is known.

    Attributes
    ----------
    between : tuple of two str
        Ids of the areas in ``charter.yml``.
    data, kpis, forum : {"yes", "partly", "no"}
        Whether they share data, indicators and a meeting.
    """

    between: Annotated[tuple[Label, ...], Field(min_length=2, max_length=2)]
    data: Degree = "no"
    kpis: Degree = "no"
    forum: Degree = "no"


class DataSet(Entry):
    """A set of customer data and who answers for it."""

    name: Text
    owner: Label | None = None
    area: Label | None = None
    shared_with: Refs = ()


class Tool(Entry):
    """A system in use.

    Attributes
    ----------
    name : str
        What it is called.
    kind : str
        What it is for; a CRM is not a tool of experience management.
    capabilities : tuple of str
        What it is used for, such as ``surveys`` or ``custom_metrics``.
    adoption : float or None
        Share of those who should use it and do, in [0, 1].
    data_owner : str or None
        Who answers for its data.
    gap : Text or None
        What it does not do.
    """

    name: Label
    kind: Literal[
        "crm",
        "cxm",
        "analytics",
        "surveys",
        "personalisation",
        "automation",
        "testing",
        "reporting",
        "other",
    ]
    capabilities: Refs = ()
    adoption: Share | None = None
    data_owner: Label | None = None
    gap: Text | None = None


class AlertRule(Entry):
    """Which customers need attention, whose task it is, and how soon.

    Attributes
    ----------
    id : str
        Short name.
    column : str
        Column of the answers, such as ``ltr``.
    below, above : float or None
        Answers beyond these values raise the alert.
    touchpoint : str or None
        Only there.
    owner : str or None
        Who reacts.
    within_hours : float or None
        How soon.
    """

    id: Id
    column: Id
    below: Number | None = None
    above: Number | None = None
    touchpoint: Label | None = None
    owner: Label | None = None
    within_hours: Positive | None = None


class Board(Entry):
    """What to keep, improve, add and stop."""

    keep: tuple[Text, ...] = ()
    improve: tuple[Text, ...] = ()
    add: tuple[Text, ...] = ()
    stop: tuple[Text, ...] = ()


class Governance(Entry):
    """``governance.yml``.

    Attributes
    ----------
    ownership : int or None
        Step on the ladder of responsibility, 1 to 6.
    sharing, data, tools, alerts : tuple
        See the entries.
    board : Board or None
        Keep, improve, add, stop.
    """

    ownership: OwnershipStep | None = None
    sharing: tuple[Sharing, ...] = ()
    data: tuple[DataSet, ...] = ()
    tools: tuple[Tool, ...] = ()
    alerts: tuple[AlertRule, ...] = ()
    board: Board | None = None

    @model_validator(mode="after")
    def _once(self) -> Governance:
        refuse_repeats((" – ".join(sorted(item.between)) for item in self.sharing), what="sharing")
        refuse_repeats((item.name for item in self.tools), what="tools")
        refuse_repeats((item.id for item in self.alerts), what="alerts")
        return self
