"""``quotes.csv``: comments approved for printing."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from cxkit.engagement.day import Day
from cxkit.engagement.judgements.entry import Entry, Label
from cxkit.engagement.rules import broken
from cxkit.language import N_, LanguageCode


class Quote(Entry):
    """One row of ``quotes.csv``; nothing is printed without a name and a day of approval.

    Attributes
    ----------
    response_id : str or None
        Answer the comment belongs to; its text is then taken from the data.
    text : str or None
        The comment itself, with personal data already removed.
    theme, touchpoint : str or None
        What it illustrates, and where.
    language : {"es", "en"} or None
        Language it is in; the client's own if absent.
    approved_by : str or None
        Who approved it.
    approved_on : date or None
        When.
    """

    response_id: Label | None = None
    text: Annotated[str, Field(max_length=2_000)] | None = None
    theme: Label | None = None
    touchpoint: Label | None = None
    language: LanguageCode | None = None
    approved_by: Label | None = None
    approved_on: Day | None = None

    @property
    def approved(self) -> bool:
        """Whether it may be printed."""
        return self.approved_by is not None and self.approved_on is not None

    @model_validator(mode="after")
    def _has_a_comment(self) -> Quote:
        if self.response_id is None and self.text is None:
            raise broken(
                "quote_empty",
                N_("The row has neither “response_id” nor “text”; fill in one of them."),
            )
        return self
