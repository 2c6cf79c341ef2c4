"""``planned_tests`` of ``economics.yml``: A/B tests as they were planned, before their result."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from cxkit.engagement.day import Day
from cxkit.engagement.judgements.entry import AtLeastOne, Entry, Label, Number, Positive
from cxkit.engagement.rules import broken
from cxkit.language import N_

Limits = Literal["obrien-fleming", "pocock"]
"""How strict early looks are: strict early, or equally strict always."""


class PlannedTest(Entry):
    """One A/B test, planned.

    Attributes
    ----------
    name : str
        As the column ``experiment`` of the data will call it.
    measure : {"conversion", "revenue"}
        What decides it: the share of visitors who convert, or revenue per visitor.
    baseline : float or None
        What the control reaches today: a share, or revenue per visitor.
    smallest_effect : float or None
        Smallest difference worth acting on, in the same unit: 0.01 is one point.
    sd : float or None
        Standard deviation of one visitor's revenue, visitors without any included.
    visitors_a_day : int or None
        Visitors that enter the test a day, all variants together.
    visitors_a_year : int or None
        Visitors a year who would meet the winner, once it is there for all.
    margin_per_conversion : float or None
        What one more conversion leaves, in the engagement's currency.
    arms : int
        Variants, the control included.
    looks : int
        How often the result will be looked at, the end included.
    look_dates : tuple of date
        When it is looked at; evenly spaced over the visitors if absent.
    limits : {"obrien-fleming", "pocock"}
        How strict early looks are.
    power : float
        Chance that the smallest effect is noticed.
    control : str or None
        Variant that the others are compared with, as in the data.
    split : dict of str to float or None
        Share or weight of visitors of each variant, where they are not all alike.
    """

    name: Label
    measure: Literal["conversion", "revenue"] = "conversion"
    baseline: Positive | None = None
    smallest_effect: Number | None = None
    sd: Positive | None = None
    visitors_a_day: AtLeastOne | None = None
    visitors_a_year: AtLeastOne | None = None
    margin_per_conversion: Positive | None = None
    arms: Annotated[int, Field(ge=2, le=20)] = 2
    looks: Annotated[int, Field(ge=1, le=60)] = 1
    look_dates: tuple[Day, ...] = ()
    limits: Limits = "obrien-fleming"
    power: Annotated[float, Field(ge=0.5, lt=1)] = 0.80
    control: Label | None = None
    split: dict[Label, Positive] | None = None

    @model_validator(mode="after")
    def _possible(self) -> PlannedTest:
        if self.smallest_effect is not None and self.smallest_effect <= 0:
            raise broken(
                "effect_positive",
                N_(
                    "The smallest effect of the test “{name}” is {effect}; write the size of the "
                    "difference, above 0."
                ),
                name=self.name,
                effect=f"{self.smallest_effect:g}",
            )
        if self.measure == "conversion":
            self._share_possible()
        if self.split is not None:
            self._split_possible()
        self._money_possible()
        if list(self.look_dates) != sorted(set(self.look_dates)):
            raise broken(
                "look_dates_order",
                N_(
                    "The look_dates of the test “{name}” do not follow one another; write each "
                    "day once, the earliest first."
                ),
                name=self.name,
            )
        return self

    def _share_possible(self) -> None:
        baseline = 0.0 if self.baseline is None else self.baseline
        effect = 0.0 if self.smallest_effect is None else self.smallest_effect
        if self.baseline is not None and not 0 < baseline < 1:
            raise broken(
                "baseline_share",
                N_(
                    "The baseline of the test “{name}” is {baseline}; it is the share that "
                    "converts, between 0 and 1: write 0.05 for 5%."
                ),
                name=self.name,
                baseline=f"{baseline:g}",
            )
        if baseline + effect >= 1:
            raise broken(
                "effect_share",
                N_(
                    "The test “{name}” starts at {baseline} and would rise by {effect}, above 1; "
                    "effects are differences of shares: write 0.01 for one point."
                ),
                name=self.name,
                baseline=f"{baseline:g}",
                effect=f"{effect:g}",
            )

    def _money_possible(self) -> None:
        if self.margin_per_conversion is not None and self.measure == "revenue":
            raise broken(
                "margin_measure",
                N_(
                    "The test “{name}” is decided by revenue but gives a margin_per_conversion; "
                    "write measure: conversion, or leave the margin out."
                ),
                name=self.name,
            )
        if self.margin_per_conversion == 0:
            raise broken(
                "margin_zero",
                N_(
                    "The margin_per_conversion of the test “{name}” is 0; write what one more "
                    "conversion leaves, above 0, or leave it out."
                ),
                name=self.name,
            )
        if self.measure == "conversion" and (
            (self.visitors_a_year is None) != (self.margin_per_conversion is None)
        ):
            given, absent = "visitors_a_year", "margin_per_conversion"
            if self.visitors_a_year is None:
                given, absent = absent, given
            raise broken(
                "margin_half",
                N_(
                    "The test “{name}” gives {given} without {absent}; money takes both: add "
                    "{absent}, or leave {given} out."
                ),
                name=self.name,
                given=given,
                absent=absent,
            )

    def _split_possible(self) -> None:
        split = self.split or {}
        if len(split) != self.arms or not all(weight > 0 for weight in split.values()):
            raise broken(
                "split_arms",
                N_(
                    "The test “{name}” has {arms} arms and a split for {given}; give every arm, "
                    "the control included, a share above 0."
                ),
                name=self.name,
                arms=self.arms,
                given=len(split),
            )
        if self.control is not None and self.control not in split:
            raise broken(
                "split_control",
                N_("The split of the test “{name}” does not name its control, “{control}”."),
                name=self.name,
                control=self.control,
            )
