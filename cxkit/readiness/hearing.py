"""By which of the eleven channels customers are heard, and what they are asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cxkit.client import Client
from cxkit.engagement import LocalText
from cxkit.findings import Missing
from cxkit.frameworks.channels import load_listening_channels
from cxkit.readiness.missing import NO_CHANNELS, NO_QUESTIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardChannel:
    """One channel.

    Attributes
    ----------
    key : str
        Its key among the eleven.
    name : LocalText
        What it is called.
    listed : bool
        Whether ``listening.yml`` speaks of it.
    used : bool
        Whether it is listened to.
    volume : int or None
        Customers heard there in the period.
    days : int or None
        Days from its last evaluation to the date of the data; below 0 if later.
    sentiment : float or None
        Judged, from -1 to 1.
    bias : LocalText or None
        Who is not heard there.
    """

    key: str
    name: LocalText
    listed: bool
    used: bool
    volume: int | None
    days: int | None
    sentiment: float | None
    bias: LocalText | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """All eleven channels.

    Attributes
    ----------
    channels : tuple of HeardChannel
        In the order of the list.
    as_of : date
        Date that the days are counted from.
    """

    channels: tuple[HeardChannel, ...]
    as_of: date

    @property
    def heard(self) -> tuple[HeardChannel, ...]:
        """Channels that are listened to."""
        return tuple(channel for channel in self.channels if channel.used)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionBank:
    """The questions put to customers.

    Attributes
    ----------
    n, understanding : int
        Questions, and those that seek to learn something rather than to confirm it.
    without_decision : int
        Questions with no decision that the answer serves.
    """

    n: int
    understanding: int
    without_decision: int

    @property
    def share(self) -> float:
        """Share of questions that seek to understand, in [0, 1]."""
        return self.understanding / self.n


def hearing(client: Client) -> Hearing | Missing:
    """Return the eleven channels as ``listening.yml`` has them; those not listed are not heard."""
    listening = client.judgements.listening
    if listening is None or not listening.channels:
        return NO_CHANNELS
    listed = {item.channel: item for item in listening.channels}
    names: Mapping[str, LocalText] = load_listening_channels()
    as_of = client.engagement.as_of
    channels = []
    for key, name in names.items():
        item = next((use for known, use in listed.items() if known == key), None)
        used = item is not None and item.used
        last = item.last if item is not None else None
        channels.append(
            HeardChannel(
                key=key,
                name=name,
                listed=item is not None,
                used=used,
                volume=item.volume if item is not None and used else None,
                days=(as_of - last).days if last is not None and used else None,
                sentiment=item.sentiment if item is not None and used else None,
                bias=item.bias if item is not None else None,
            )
        )
    return Hearing(channels=tuple(channels), as_of=as_of)


def question_bank(client: Client) -> QuestionBank | Missing:
    """Count the questions put to customers by what they seek."""
    listening = client.judgements.listening
    if listening is None or not listening.questions:
        return NO_QUESTIONS
    asked = listening.questions
    return QuestionBank(
        n=len(asked),
        understanding=sum(item.kind == "understanding" for item in asked),
        without_decision=sum(item.decision is None for item in asked),
    )
