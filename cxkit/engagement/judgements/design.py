"""``design.yml``: heuristics, personalisation, messages over channels, assumptions, workshops."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from cxkit.engagement.day import Day
from cxkit.engagement.judgements.entry import Count, Degree, Entry, Label, Refs, YesNo
from cxkit.engagement.text import Text


class HeuristicFinding(Entry):
    """What one rater found in a usability check.

    Attributes
    ----------
    touchpoint, heuristic, rater : str
        Where, which rule, and who judged (a code).
    severity : int
        0 (no problem) to 4 (catastrophe), Nielsen's scale.
    text : Text or None
        What was seen.
    """

    touchpoint: Label
    heuristic: Label
    rater: Label
    severity: Annotated[int, Field(ge=0, le=4)]
    text: Text | None = None


class Personalisation(Entry):
    """A rule by which messages are made to fit.

    Attributes
    ----------
    name : Text
        What it does.
    segment, channel, touchpoint : str or None
        For whom and where.
    kind : {"static", "dynamic"}
        Fixed, or following behaviour.
    time, content, relevant_channel : bool or None
        Whether it is relevant in time, content and channel.
    """

    name: Text
    kind: Literal["static", "dynamic"]
    segment: Label | None = None
    channel: Label | None = None
    touchpoint: Label | None = None
    time: YesNo | None = None
    content: YesNo | None = None
    relevant_channel: YesNo | None = None


class ChannelMessage(Entry):
    """Whether one message is the same in a channel.

    Attributes
    ----------
    message, channel : str
        Which message, and where it is given.
    consistent : {"yes", "partly", "no"}
        Whether the channel says the same as the others.
    text : Text or None
        What it says.
    """

    message: Label
    channel: Label
    consistent: Degree
    text: Text | None = None


class Assumption(Entry):
    """An assumption of the design, and what became of it."""

    text: Text
    status: Literal["open", "confirmed", "refuted"] = "open"
    evidence: Refs = ()
    initiative: Label | None = None


class Workshop(Entry):
    """A co-creation workshop.

    Attributes
    ----------
    name : Text
        What it was about.
    date : date or None
        When.
    customers, employees : int or None
        How many took part.
    result : Text or None
        What came out of it.
    """

    name: Text
    date: Day | None = None
    customers: Count | None = None
    employees: Count | None = None
    result: Text | None = None


class Design(Entry):
    """``design.yml``.

    Attributes
    ----------
    heuristics, personalisation, messages, assumptions, workshops : tuple
        See the entries.
    """

    heuristics: tuple[HeuristicFinding, ...] = ()
    personalisation: tuple[Personalisation, ...] = ()
    messages: tuple[ChannelMessage, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    workshops: tuple[Workshop, ...] = ()
