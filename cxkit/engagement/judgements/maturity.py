"""``maturity.yml``: levels judged by raters, with their evidence."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from cxkit.engagement.day import Day
from cxkit.engagement.judgements.entry import Degree, Entry, Id, Label, Refs, refuse_repeats
from cxkit.engagement.text import Text

MaturityLevel = Annotated[int, Field(ge=1, le=10)]
"""A level; how many a model has is in the model."""


class Rating(Entry):
    """One rater's judgement of one dimension.

    Attributes
    ----------
    dimension : str
        Key of the dimension in the model.
    rater : str
        A code, such as R1, not a name.
    score : int
        Level, from 1 to the model's last.
    evidence : Text or None
        What the judgement rests on.
    sources : tuple of str
        Studies, files, ``table.column``.
    """

    dimension: Id
    rater: Label
    score: MaturityLevel
    evidence: Text | None = None
    sources: Refs = ()


class ChecklistItem(Entry):
    """A descriptor of the model and whether it holds."""

    item: Id
    met: Degree
    evidence: Text | None = None


class Assessment(Entry):
    """One maturity model applied to the client.

    Attributes
    ----------
    model : str
        Key of the model in ``frameworks``.
    date : date or None
        When it was judged.
    ratings : tuple of Rating
        One line a rater and dimension.
    targets : dict
        Wanted level by dimension.
    checklist : tuple of ChecklistItem
        Descriptors checked one by one.
    """

    model: Id
    date: Day | None = None
    ratings: tuple[Rating, ...] = ()
    targets: dict[str, MaturityLevel] = Field(default_factory=dict)
    checklist: tuple[ChecklistItem, ...] = ()

    @model_validator(mode="after")
    def _once(self) -> Assessment:
        refuse_repeats((f"{item.dimension}/{item.rater}" for item in self.ratings), what="ratings")
        return self


class Maturity(Entry):
    """``maturity.yml``.

    Attributes
    ----------
    assessments : tuple of Assessment
        One a model.
    """

    assessments: tuple[Assessment, ...] = ()

    @model_validator(mode="after")
    def _models_once(self) -> Maturity:
        refuse_repeats((item.model for item in self.assessments), what="assessments")
        return self
