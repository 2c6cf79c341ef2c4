"""What a delivered report said: its findings and headline measures, for the next one."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from cxkit.engagement.rules import broken
from cxkit.findings import Certainty, Tone
from cxkit.language import N_, LanguageCode, Words

PREVIOUS_FILE = "previous_report.json"
"""File of the client's folder that keeps the record of what was delivered."""

_Finite = Annotated[float, Field(allow_inf_nan=False)]
_Line = Annotated[str, Field(max_length=2000)]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Both(_Record):
    """A sentence in both languages."""

    es: _Line
    en: _Line

    def say(self, words: Words) -> str:
        """Return it in the language of the report."""
        by_language: dict[LanguageCode, str] = {"es": self.es, "en": self.en}
        return by_language[words.language]


class DeliveredFinding(_Record):
    """A finding as it was printed.

    Attributes
    ----------
    key, subject, touchpoint : str
        As in `cxkit.findings.Finding`.
    headline, detail : Both
        As printed, the consultant's edits included.
    tone, certainty : str
        As in `cxkit.findings.Finding`.
    on_summary : bool
        Whether it stood on the one page of summary.
    """

    key: Annotated[str, Field(min_length=1, max_length=200)]
    subject: Annotated[str, Field(min_length=1, max_length=60)]
    headline: Both
    detail: Both
    tone: Tone
    certainty: Certainty
    touchpoint: Annotated[str, Field(max_length=200)] = ""
    on_summary: bool = False


class DeliveredMeasure(_Record):
    """A headline measure as it was printed.

    Attributes
    ----------
    key : str
        Such as ``"nps"``.
    label : Both
        What the report called it.
    value, low, high : float
        With its interval, in `unit`.
    n : int
        Base.
    unit : str
        ``"points"``, ``"share"``, or the scale of a mean such as ``"1–7"``.
    better : {"up", "down"}
        Which way is better.
    start, end : date or None
        First and last date of the rows used, where dated.
    """

    key: Annotated[str, Field(min_length=1, max_length=100)]
    label: Both
    value: _Finite
    low: _Finite
    high: _Finite
    n: Annotated[int, Field(ge=0)]
    unit: Annotated[str, Field(min_length=1, max_length=40)]
    better: Literal["up", "down"]
    start: date | None = None
    end: date | None = None

    @model_validator(mode="after")
    def _within(self) -> DeliveredMeasure:
        if not self.low <= self.value <= self.high:
            raise broken("measure_interval", N_("The interval does not hold the value."))
        return self


class DeliveredBenefit(_Record):
    """What an initiative promised in the report.

    Attributes
    ----------
    initiative : str
        Id of ``initiatives.csv``.
    low, base, high : float
        Benefit a year if it succeeds, in the engagement's currency.
    effect : float or None
        Change of its KPI that was declared.
    """

    initiative: Annotated[str, Field(min_length=1, max_length=40)]
    low: _Finite
    base: _Finite
    high: _Finite
    effect: _Finite | None = None


class DeliveredReport(_Record):
    """The record of a report.

    Attributes
    ----------
    version : int
        Of this form.
    client : str
        Name of the client's folder.
    as_of : date
        Date of the data.
    confidence : float
        Level of the intervals.
    findings : tuple of DeliveredFinding
        All that were printed, hidden ones left out.
    measures : tuple of DeliveredMeasure
        Headline measures.
    benefits : tuple of DeliveredBenefit
        What the initiatives promised; empty in records of earlier versions.
    """

    version: Literal[1] = 1
    client: Annotated[str, Field(min_length=1, max_length=100)]
    as_of: date
    confidence: Annotated[float, Field(gt=0, lt=1)]
    findings: tuple[DeliveredFinding, ...] = ()
    measures: tuple[DeliveredMeasure, ...] = ()
    benefits: tuple[DeliveredBenefit, ...] = ()
