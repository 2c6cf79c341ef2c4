"""Typed ``engagement.yml``: who the client is, the conventions, the files and columns."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from cxkit.engagement.columns import TableSpec
from cxkit.engagement.day import Day
from cxkit.engagement.rules import broken
from cxkit.engagement.sample_plan import SamplePlan
from cxkit.engagement.text import LocalText, Text
from cxkit.language import N_, LanguageCode, Words, is_region

TableName = Literal[
    "responses",
    "customers",
    "transactions",
    "tickets",
    "events",
    "employees",
    "experiments",
]
Section = Literal[
    "engagement",
    "strategy",
    "customers",
    "journeys",
    "perception",
    "economics",
    "governance",
    "culture",
    "maturity",
    "summary",
]


def _known_region(value: str) -> str:
    code = str(value).replace("-", "_")
    if not is_region(code):
        raise broken(
            "region",
            N_("“{value}” is not a known region; write language and country, such as es_PE."),
            value=value,
        )
    return code


Region = Annotated[str, BeforeValidator(_known_region)]


class Period(BaseModel):
    """First and last day the engagement looks at."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    start: Day
    end: Day

    @model_validator(mode="after")
    def _ordered(self) -> Period:
        if self.start > self.end:
            raise broken(
                "period_order",
                N_("“{place}” starts on {start}, after its end on {end}."),
                start=self.start.isoformat(),
                end=self.end.isoformat(),
            )
        return self


class Wave(BaseModel):
    """One round of measurement, named and dated; ``label`` is its name in both languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(min_length=1, max_length=60)]
    label: Text | None = None
    start: Day
    end: Day

    @model_validator(mode="after")
    def _ordered(self) -> Wave:
        if self.start > self.end:
            raise broken(
                "period_order",
                N_("“{place}” starts on {start}, after its end on {end}."),
                start=self.start.isoformat(),
                end=self.end.isoformat(),
            )
        return self


class Brand(BaseModel):
    """How the client's reports look.

    Attributes
    ----------
    color : str
        ``#rrggbb``; darkened where text on white needs it.
    logo : str
        PNG, JPEG or SVG file in the client folder.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    color: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = "#1f4e79"
    logo: str = ""


def _in_points(value: float) -> float:
    if value < 1:
        raise broken(
            "nps_points",
            N_("“{place}” is in points of NPS, from 1 to 100, not a share: write 5 for 5 points."),
        )
    return value


class SmallestChange(BaseModel):
    """The smallest change of each score that matters to the client.

    Attributes
    ----------
    nps : float or None
        In points, from 1 to 100; 5 unless told otherwise.
    csat : float or None
        As a share, above 0 and up to 1; 0.05 unless told otherwise.
    ces : float or None
        In points of its scale, above 0; a twentieth of its range unless told otherwise.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    nps: Annotated[float, Field(gt=0, le=100), AfterValidator(_in_points)] | None = None
    csat: Annotated[float, Field(gt=0, le=1)] | None = None
    ces: Annotated[float, Field(gt=0, le=10)] | None = None

    @property
    def given(self) -> dict[Literal["nps", "csat", "ces"], float]:
        """Those that the engagement says."""
        said: dict[Literal["nps", "csat", "ces"], float | None] = {
            "nps": self.nps,
            "csat": self.csat,
            "ces": self.ces,
        }
        return {metric: value for metric, value in said.items() if value is not None}


class ReportPlan(BaseModel):
    """What the report holds.

    Attributes
    ----------
    sections : tuple of str
        Subjects in the report; all that the kit offers if empty.
    notebooks : tuple of str
        The consultant's own notebooks, in the client folder.
    title : Text or None
        Title on the cover.
    confidentiality : Text or None
        Line on the cover and in the footer.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    sections: tuple[Section, ...] = ()
    notebooks: tuple[str, ...] = ()
    title: Text | None = None
    confidentiality: Text | None = None


def _end_of_period(data: dict[str, Any]) -> date:
    """Return the default of `Engagement.as_of`; not called where the period is invalid."""
    period: Period = data["period"]
    return period.end


class Engagement(BaseModel):
    """Who the client is, what was asked, and the conventions of the analysis.

    Attributes
    ----------
    name : Text
        The client's name as printed.
    industry : Text or None
        What it does.
    consultant : Text or None
        Who signs the report.
    region : str
        Locale of numbers and money, such as ``"es_PE"``.
    languages : tuple of {"es", "en"}
        Languages of the reports; plain texts of this folder are in the first.
    currency : str
        ISO 4217 code.
    period : Period
        What the engagement looks at.
    as_of : date
        Date that overdue, censoring and age are counted from; the period's end if absent.
    confidence : float
        Level of all intervals, in (0, 1).
    min_base : int
        Smaller bases are called indicative.
    smallest_change : SmallestChange
        Smallest change of each score that matters.
    anonymity_base : int
        Employee results below it are hidden.
    waves : tuple of Wave
        Rounds of measurement by date, oldest first.
    brand : Brand
        Colour and logo.
    report : ReportPlan
        What the report holds.
    sample : SamplePlan
        How those who answered were chosen, and whom they stand for.
    tables : dict
        The data files by table.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Text
    industry: Text | None = None
    consultant: Text | None = None
    region: Region
    languages: Annotated[tuple[LanguageCode, ...], Field(min_length=1)]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217 code")]
    period: Period
    as_of: Annotated[Day, Field(default_factory=_end_of_period)]
    confidence: Annotated[float, Field(gt=0.5, lt=1)] = 0.95
    min_base: Annotated[int, Field(ge=5)] = 30
    smallest_change: SmallestChange = SmallestChange()
    anonymity_base: Annotated[int, Field(ge=3, le=100)] = 5
    waves: tuple[Wave, ...] = ()
    brand: Brand = Brand()
    report: ReportPlan = ReportPlan()
    sample: SamplePlan = SamplePlan()
    tables: dict[TableName, TableSpec] = {}

    @model_validator(mode="after")
    def _waves_do_not_overlap(self) -> Engagement:
        names = [wave.name for wave in self.waves]
        if len(set(names)) < len(names):
            raise broken("wave_names", N_("Two waves have the same name; give each its own."))
        for before, after in zip(self.waves, self.waves[1:], strict=False):
            if after.start <= before.end:
                raise broken(
                    "wave_overlap",
                    N_(
                        "Wave “{after}” starts before wave “{before}” has ended; "
                        "write waves oldest first, without overlap."
                    ),
                    after=after.name,
                    before=before.name,
                )
        return self

    @property
    def own_language(self) -> LanguageCode:
        """Language of the folder's plain texts."""
        return self.languages[0]

    def words(self, language: LanguageCode | None = None) -> Words:
        """Return the words of a report on this client."""
        return Words(
            language or self.own_language,
            region=self.region,
            currency=self.currency,
            own=self.own_language,
        )

    def say(self, text: LocalText | None, words: Words) -> str:
        """Return a client text in the reader's language, marked where it is not."""
        return text.say(words, own=self.own_language) if text is not None else ""
