"""``initiatives.csv`` and ``adoption.csv``: what shall be done, and whether it is taken up."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from cxkit.engagement.day import Day
from cxkit.engagement.judgements.entry import (
    AtLeastOne,
    CellRefs,
    Count,
    Currency,
    Entry,
    Id,
    Label,
    Level,
    Months,
    Number,
    Positive,
    Share,
    ShareBelowOne,
)
from cxkit.engagement.rules import broken
from cxkit.engagement.text import Text
from cxkit.findings import Claim
from cxkit.language import N_

DesignStage = Literal["empathise", "define", "ideate", "prototype", "test", "deliver"]


class Initiative(Entry):
    """One row of ``initiatives.csv``.

    Attributes
    ----------
    id : str
        Short name.
    name : Text
        What is done. ``name_es`` and ``name_en`` give it in each language.
    pain_point : str or None
        Id of ``journeys.yml``.
    owner : str or None
        Who answers for it.
    kpi : str or None
        Id of ``kpis.csv`` it is to move.
    adoption_kpi : str or None
        Id of the KPI that tells whether it is taken up.
    cost_low, cost, cost_high : float or None
        In the engagement's currency: best case, most likely, worst case.
    effect_low, effect, effect_high : float or None
        Change of the KPI in its own unit; the sign says the direction.
    benefit_low, benefit, benefit_high : float or None
        Money a year, where it is known directly.
    currency : str or None
        Of its costs and benefit; the engagement's without it, else one of the
        ``exchange_rates`` of ``economics.yml``.
    benefit_type : {"recurring", "one_off"}
        Whether the benefit comes every year or once.
    delay_months : float or None
        Months from the engagement's date until it begins to bring anything; without it until
        `end`, and 0 where that is past or not given.
    ramp_months : float
        Months it then takes to bring the whole, in even steps.
    running_cost_low, running_cost, running_cost_high : float or None
        Money a year to keep it going once in place; 0 without it.
    cannibalisation : float
        Share of the benefit that is lost elsewhere in the company, in [0, 1).
    shares_benefit : str or None
        Name of a benefit that others of the same name claim too; without it those of the same
        KPI and pain point count as such.
    customers : int or None
        Customers it reaches.
    probability : float or None
        Of success, in [0, 1].
    effort, customer_impact, business_impact : int or None
        Judged from 1 to 5.
    start, end : date or None
        When it is done.
    depends_on, excludes : tuple of str
        Ids of other initiatives: it needs, or cannot go together with.
    stage : str or None
        Of design thinking.
    status : str
        Where it stands.
    claim : str or None
        What the effect rests on.
    """

    id: Id
    name: Text
    pain_point: Label | None = None
    owner: Label | None = None
    kpi: Label | None = None
    adoption_kpi: Label | None = None
    cost_low: Positive | None = None
    cost: Positive | None = None
    cost_high: Positive | None = None
    effect_low: Number | None = None
    effect: Number | None = None
    effect_high: Number | None = None
    benefit_low: Number | None = None
    benefit: Number | None = None
    benefit_high: Number | None = None
    currency: Currency | None = None
    benefit_type: Literal["recurring", "one_off"] = "recurring"
    delay_months: Months | None = None
    ramp_months: Months = 0.0
    running_cost_low: Positive | None = None
    running_cost: Positive | None = None
    running_cost_high: Positive | None = None
    cannibalisation: ShareBelowOne = 0.0
    shares_benefit: Label | None = None
    customers: Count | None = None
    probability: Share | None = None
    effort: Level | None = None
    customer_impact: Level | None = None
    business_impact: Level | None = None
    start: Day | None = None
    end: Day | None = None
    depends_on: CellRefs = ()
    excludes: CellRefs = ()
    stage: DesignStage | None = None
    status: Literal["idea", "planned", "running", "done", "stopped"] = "planned"
    claim: Claim | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Initiative:
        if self.start and self.end and self.start > self.end:
            raise broken(
                "dates_order",
                N_("The initiative starts on {start}, after its end on {end}."),
                start=self.start.isoformat(),
                end=self.end.isoformat(),
            )
        if self.id in self.excludes:
            raise broken(
                "excludes_itself",
                N_("The initiative “{id}” excludes itself; name the others only."),
                id=self.id,
            )
        ranges = {
            "cost": (self.cost_low, self.cost, self.cost_high),
            "effect": (self.effect_low, self.effect, self.effect_high),
            "benefit": (self.benefit_low, self.benefit, self.benefit_high),
            "running_cost": (self.running_cost_low, self.running_cost, self.running_cost_high),
        }
        for name, values in ranges.items():
            given = [value for value in values if value is not None]
            # a fall may be written from small to large: -1, -2, -3
            falls = name == "effect" and all(value <= 0 for value in given)
            if given not in (sorted(given), sorted(given, reverse=falls)):
                raise broken(
                    "estimate_order",
                    N_("“{name}_low”, “{name}” and “{name}_high” do not rise from low to high."),
                    name=name,
                )
        return self


class Adoption(Entry):
    """One row of ``adoption.csv``: how many have taken up an initiative by a day.

    Attributes
    ----------
    initiative : str
        Id of ``initiatives.csv``.
    date : date
        Day of the count.
    eligible, adopted : int
        People or units that could, and that do.
    """

    initiative: Label
    date: Day
    eligible: AtLeastOne
    adopted: Count

    @model_validator(mode="after")
    def _not_more_than_all(self) -> Adoption:
        if self.adopted > self.eligible:
            raise broken(
                "more_than_all",
                N_("More have adopted it ({part}) than could ({whole})."),
                part=self.adopted,
                whole=self.eligible,
            )
        return self
