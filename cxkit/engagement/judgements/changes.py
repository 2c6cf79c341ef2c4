"""``changes`` of ``economics.yml``: what came to some groups from a day on and not to others."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from cxkit.engagement.day import Day
from cxkit.engagement.judgements.entry import Entry, Label, Refs
from cxkit.engagement.rules import broken
from cxkit.language import N_


class Change(Entry):
    """A change that some groups got and others did not.

    Attributes
    ----------
    initiative : str
        Id of the initiative, or a name.
    since : date
        First day with it.
    where : dict of str to tuple of str
        One column of the data, such as ``region``, and its values that got it.
    outcome : {"score", "churn", "revenue"}
        What it was to move: a mean score, leaving a month, or revenue a customer and month.
    question : {"ltr", "csat", "ces"} or None
        Which score; the first one asked without it.
    """

    initiative: Label
    since: Day
    where: Annotated[dict[Label, Refs], Field(min_length=1)]
    outcome: Literal["score", "churn", "revenue"]
    question: Literal["ltr", "csat", "ces"] | None = None

    @property
    def column(self) -> str:
        """Column that tells who got it."""
        return next(iter(self.where))

    @property
    def groups(self) -> tuple[str, ...]:
        """Values of the column that got it."""
        return self.where[self.column]

    @model_validator(mode="after")
    def _one_column(self) -> Change:
        if len(self.where) > 1 or not self.groups:
            raise broken(
                "change_where",
                N_(
                    "“where” of the change “{name}” must name one column and the values that got "
                    "it, such as region: [North, South]; found {given}."
                ),
                name=self.initiative,
                given=", ".join(f"{key}: {len(values)}" for key, values in self.where.items()),
            )
        if self.question is not None and self.outcome != "score":
            raise broken(
                "change_question",
                N_(
                    "The change “{name}” names the question “{question}”, but its outcome is "
                    "“{outcome}”; write outcome: score, or leave the question out."
                ),
                name=self.initiative,
                question=self.question,
                outcome=self.outcome,
            )
        return self
