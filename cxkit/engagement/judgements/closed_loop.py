"""``closed_loop.csv``: what became of customers' complaints and answers that need a reaction."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from cxkit.engagement.day import Day
from cxkit.engagement.judgements.entry import Entry, Id, Label
from cxkit.engagement.rules import broken
from cxkit.language import N_


class LoopCase(Entry):
    """One row of ``closed_loop.csv``.

    Attributes
    ----------
    id : str
        Short name of the case.
    response_id : str or None
        Answer it began with.
    touchpoint, reason, owner : str or None
        Where, why and whose it is.
    urgency : {"high", "medium", "low"} or None
        How urgent.
    received : date
        When it came in.
    assigned, contacted, resolved, fixed : date or None
        When somebody took it, called the customer, solved it, and removed its cause.
    outcome : str or None
        What came of it.
    """

    id: Id
    response_id: Label | None = None
    touchpoint: Label | None = None
    reason: Label | None = None
    owner: Label | None = None
    urgency: Literal["high", "medium", "low"] | None = None
    received: Day
    assigned: Day | None = None
    contacted: Day | None = None
    resolved: Day | None = None
    fixed: Day | None = None
    outcome: Label | None = None

    @model_validator(mode="after")
    def _after_receipt(self) -> LoopCase:
        for name in ("assigned", "contacted", "resolved", "fixed"):
            day = getattr(self, name)
            if day is not None and day < self.received:
                raise broken(
                    "dates_order",
                    N_("“{step}” is dated {day}, before the case was received on {received}."),
                    step=name,
                    day=day.isoformat(),
                    received=self.received.isoformat(),
                )
        return self
