"""``listening.yml``: channels listened to, studies, the voice-of-customer plan, questions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from cxkit.engagement.day import Day
from cxkit.engagement.judgements.entry import (
    Count,
    Entry,
    Id,
    Label,
    Number,
    Share,
    YesNo,
    refuse_repeats,
)
from cxkit.engagement.text import Text

ListeningChannel = Literal[
    "interviews",
    "online_surveys",
    "live_chats",
    "social_networks",
    "website_behaviour",
    "recorded_calls",
    "online_reviews",
    "in_person_surveys",
    "focus_groups",
    "emails",
    "feedback_forms",
]
"""The eleven listening routes; their names in both languages are in ``frameworks``."""


class ChannelUse(Entry):
    """How one channel is listened to.

    Attributes
    ----------
    channel : str
        One of the eleven.
    used : bool
        Whether it is listened to at all.
    volume : int or None
        Customers heard in the period.
    last : date or None
        Last time it was evaluated.
    sentiment : float or None
        Judged, from -1 to 1.
    bias : Text or None
        Who is not heard there.
    owner : str or None
        Who answers for it.
    """

    channel: ListeningChannel
    used: YesNo = True
    volume: Count | None = None
    last: Day | None = None
    sentiment: Annotated[Number, Field(ge=-1, le=1)] | None = None
    bias: Text | None = None
    owner: Label | None = None


class Study(Entry):
    """A piece of market research.

    Attributes
    ----------
    id : str
        Short name that evidence refers to.
    name : Text
        What it is called.
    method : str
        How it was done.
    kind : {"qualitative", "quantitative"}
        What it yields.
    team : {"marketing", "research", "cx"} or None
        Who did it.
    n : int or None
        People asked or observed.
    date : date or None
        When field work ended.
    quality : {"high", "medium", "low"} or None
        Judged rigour.
    """

    id: Id
    name: Text
    method: Label
    kind: Literal["qualitative", "quantitative"]
    team: Literal["marketing", "research", "cx"] | None = None
    n: Count | None = None
    date: Day | None = None
    quality: Literal["high", "medium", "low"] | None = None


class VocPoint(Entry):
    """One line of the voice-of-customer plan.

    Attributes
    ----------
    touchpoint, instrument : str
        Where customers are asked, and with what.
    metric : str or None
        ``nps``, ``csat``, ``ces`` or the id of a KPI.
    trigger, cadence, owner : str or None
        When they are asked, how often, and who answers for it.
    invited : int or None
        Customers invited in the period, for the response rate.
    coverage : float or None
        Share of the contacts that are asked, in [0, 1].
    """

    touchpoint: Label
    instrument: Label
    metric: Label | None = None
    trigger: Label | None = None
    cadence: Label | None = None
    owner: Label | None = None
    invited: Count | None = None
    coverage: Share | None = None


class Question(Entry):
    """A question put to customers, and the decision it serves.

    Attributes
    ----------
    text : Text
        The question.
    kind : {"understanding", "validation"}
        Whether it seeks to learn something or to confirm it.
    decision : Text or None
        What is decided with the answer.
    touchpoint : str or None
        Where it is asked.
    """

    text: Text
    kind: Literal["understanding", "validation"]
    decision: Text | None = None
    touchpoint: Label | None = None


class Listening(Entry):
    """``listening.yml``.

    Attributes
    ----------
    channels, studies, voc, questions : tuple
        See the entries.
    """

    channels: tuple[ChannelUse, ...] = ()
    studies: tuple[Study, ...] = ()
    voc: tuple[VocPoint, ...] = ()
    questions: tuple[Question, ...] = ()

    @model_validator(mode="after")
    def _ids_once(self) -> Listening:
        refuse_repeats((item.channel for item in self.channels), what="channels")
        refuse_repeats((item.id for item in self.studies), what="studies")
        return self
