"""``editorial.yml``: the consultant's last word on a report."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from cxkit.engagement.day import Day
from cxkit.engagement.judgements.entry import Entry, Label, YesNo
from cxkit.engagement.model import Section
from cxkit.engagement.rules import broken
from cxkit.engagement.text import Text
from cxkit.language import N_


class FindingEdit(Entry):
    """What the consultant changes in a finding; the original stays in the provenance.

    Attributes
    ----------
    hide : bool
        Leave it out of the report.
    order : int or None
        Its place among the findings, from 1.
    headline, detail : Text or None
        Other words for it.
    reason : Text or None
        Why; needed where a finding is hidden.
    """

    hide: YesNo = False
    order: Annotated[int, Field(ge=1, le=999)] | None = None
    headline: Text | None = None
    detail: Text | None = None
    reason: Text | None = None

    @model_validator(mode="after")
    def _hidden_for_a_reason(self) -> FindingEdit:
        if self.hide and self.reason is None:
            raise broken(
                "hidden_without_reason",
                N_("“{place}” hides a finding; add “reason” and say why."),
            )
        return self


class SignOff(Entry):
    """Who released the report, and when."""

    name: Label
    role: Text | None = None
    date: Day


class Editorial(Entry):
    """``editorial.yml``.

    Attributes
    ----------
    status : {"draft", "final"}
        A draft is marked as such on every page.
    letter : Text or None
        Executive letter at the front; blank lines part paragraphs.
    comments : dict
        The consultant's comment by section.
    findings : dict
        Changes by the finding's key, such as ``perception.nps.level``.
    sign_off : SignOff or None
        Needed for a final report.
    """

    status: Literal["draft", "final"] = "draft"
    letter: Text | None = None
    comments: dict[Section, Text] = Field(default_factory=dict)
    findings: dict[Label, FindingEdit] = Field(default_factory=dict)
    sign_off: SignOff | None = None

    @model_validator(mode="after")
    def _final_is_signed(self) -> Editorial:
        if self.status == "final" and self.sign_off is None:
            raise broken(
                "final_unsigned",
                N_(
                    "The status is “final”, and nobody has signed it off. Add “sign_off” with "
                    "name and date, or write “status: draft”."
                ),
            )
        return self
