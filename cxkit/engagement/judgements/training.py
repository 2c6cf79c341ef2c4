"""``training.csv``: who has been trained in what, and until when it holds."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from cxkit.engagement.day import Day
from cxkit.engagement.judgements.entry import Count, Entry, Label
from cxkit.engagement.rules import broken
from cxkit.engagement.text import Text
from cxkit.language import N_


class Training(Entry):
    """One row of ``training.csv``: a course in an area.

    Attributes
    ----------
    area : str
        Area trained.
    course : Text
        What it is about. ``course_es`` and ``course_en`` give it in each language.
    people, trained : int
        People of the area who need it, and who have had it.
    date : date or None
        When; planned where it lies ahead.
    valid_until : date or None
        When it has to be refreshed.
    kind : str or None
        What it teaches.
    """

    area: Label
    course: Text
    people: Count
    trained: Count = 0
    date: Day | None = None
    valid_until: Day | None = None
    kind: Literal["customer", "product", "interpersonal", "tools", "other"] | None = None

    @model_validator(mode="after")
    def _fits(self) -> Training:
        if self.trained > self.people:
            raise broken(
                "more_than_all",
                N_("More people are trained ({part}) than the area has ({whole})."),
                part=self.trained,
                whole=self.people,
            )
        if self.date and self.valid_until and self.valid_until < self.date:
            raise broken(
                "dates_order",
                N_("The training of {start} is valid until {end}, before it took place."),
                start=self.date.isoformat(),
                end=self.valid_until.isoformat(),
            )
        return self
