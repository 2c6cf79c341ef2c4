"""How the customers who answered were chosen, and whom their answers are to stand for."""

from __future__ import annotations

import math
import re
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from cxkit.engagement.columns import Name
from cxkit.engagement.rules import broken
from cxkit.language import N_

WeightSource = Literal["margins", "column", "none"]

_AGREE = 1e-6
"""Relative difference up to which two totals count as the same."""

_THOUSANDS = re.compile(r"[1-9]\d{0,2}([.,]\d{3})+")


def _one_way_to_read(value: object) -> object:
    """Refuse a number of customers that may be thousands or a fraction."""
    if isinstance(value, str) and _THOUSANDS.fullmatch(value.strip()):
        raise broken(
            "thousands",
            N_("“{place}” is {written}: thousands, or a number with decimals? Write digits only."),
            written=value.strip(),
        )
    return value


Customers = Annotated[float, BeforeValidator(_one_way_to_read), Field(gt=0, allow_inf_nan=False)]


class SamplePlan(BaseModel):
    """The section ``sample`` of the engagement; it speaks of the table “responses”.

    Attributes
    ----------
    weights : {"margins", "column", "none"} or None
        Where weights come from: known numbers of customers, the column ``weight``, or
        nowhere. None: margins if given, else the column if there is one, else nowhere.
    margins : dict
        Customers by group of one or more columns: ``{segment: {Home: 8000, Firm: 2000}}``.
    caps : tuple of float
        Lowest and highest weight from margins, relative to the mean weight.
    cluster : str
        Column that tells which answers belong together; found out if absent.
    strata : str
        Column of the strata that customers were drawn from.
    population : int or None
        Customers (or whatever ``cluster`` names) there are in all.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    weights: WeightSource | None = None
    margins: dict[Name, Annotated[dict[str, Customers], Field(min_length=2)]] = {}
    caps: tuple[Annotated[float, Field(ge=0, lt=1)], Annotated[float, Field(gt=1, le=100)]] = (
        0.3,
        3.0,
    )
    cluster: Name | Literal[""] = ""
    strata: Name | Literal[""] = ""
    population: Annotated[int, BeforeValidator(_one_way_to_read), Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _margins_where_wanted(self) -> SamplePlan:
        if self.weights == "margins" and not self.margins:
            raise broken(
                "sample_margins",
                N_(
                    "“{place}” asks for weights from margins and gives none; write the customers "
                    "of each group under “margins”."
                ),
            )
        return self

    @model_validator(mode="after")
    def _totals_agree(self) -> SamplePlan:
        totals = {name: math.fsum(groups.values()) for name, groups in self.margins.items()}
        first = next(iter(totals), "")
        for name, total in totals.items():
            if abs(total - totals[first]) > _AGREE * totals[first]:
                raise broken(
                    "sample_totals",
                    N_(
                        "The customers of “{first}” add up to {first_total}, those of “{second}” "
                        "to {second_total}; all margins speak of the same customers, so their "
                        "totals have to agree."
                    ),
                    first=first,
                    first_total=f"{totals[first]:.12g}",
                    second=name,
                    second_total=f"{total:.12g}",
                )
        return self
