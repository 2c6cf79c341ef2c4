"""What each initiative would bring and cost, as the summary needs it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, get_args

import pandas as pd

from cxkit.engagement.judgements import Initiative
from cxkit.findings import Claim

CLAIM_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"experiment": 1.0, "difference": 0.8, "association": 0.5, "assumption": 0.25}
)
"""How much an amount counts when findings are ranked, by what it rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Money of one initiative, in the engagement's currency; NaN where it is not known.

    Attributes
    ----------
    benefit_low, benefit, benefit_high : float
        Money a year.
    npv_low, npv, npv_high : float
        Net present value.
    claim : {"experiment", "difference", "association", "assumption"} or None
        What the benefit rests on.
    capped : bool
        Whether another initiative claims the same benefit.
    """

    benefit_low: float = math.nan
    benefit: float = math.nan
    benefit_high: float = math.nan
    npv_low: float = math.nan
    npv: float = math.nan
    npv_high: float = math.nan
    claim: Claim | None = None
    capped: bool = False

    @property
    def known(self) -> bool:
        """Whether any benefit is claimed."""
        return not math.isnan(self.benefit)


def cases(
    initiatives: Sequence[Initiative], frame: pd.DataFrame | None = None
) -> Mapping[str, Case]:
    """Return the money of every initiative by its id.

    Parameters
    ----------
    initiatives : sequence of Initiative
        Rows of ``initiatives.csv``; their own benefit is used where the frame has none.
    frame : DataFrame or None
        One row an initiative: ``initiative, benefit_low, benefit, benefit_high, npv_low, npv,
        npv_high, claim, capped``; columns that are absent count as not known.
    """
    known: dict[str, Mapping[str, Any]] = {}
    if frame is not None and "initiative" in frame:
        known = {
            str(row["initiative"]): {str(name): value for name, value in row.items()}
            for row in frame.to_dict("records")
        }
    return MappingProxyType({item.id: _case(item, known.get(item.id)) for item in initiatives})


def _case(item: Initiative, row: Mapping[str, Any] | None) -> Case:
    own = Case(
        benefit_low=_number(_first(item.benefit_low, item.benefit)),
        benefit=_number(_first(item.benefit, item.benefit_low, item.benefit_high)),
        benefit_high=_number(_first(item.benefit_high, item.benefit)),
        claim=item.claim,
    )
    if row is None or math.isnan(_number(row.get("benefit"))):
        return own
    claim = row.get("claim")
    middle = _number(row.get("benefit"))
    low, high = _number(row.get("benefit_low")), _number(row.get("benefit_high"))
    return Case(
        benefit_low=middle if math.isnan(low) else low,
        benefit=middle,
        benefit_high=middle if math.isnan(high) else high,
        npv_low=_number(row.get("npv_low")),
        npv=_number(row.get("npv")),
        npv_high=_number(row.get("npv_high")),
        claim=claim if claim in get_args(Claim) else item.claim,
        capped=row.get("capped") is True or str(row.get("capped")) == "True",
    )


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        try:
            return float(value)  # type: ignore[arg-type]  # numpy's numbers
        except (TypeError, ValueError):
            return math.nan
    return float(value)
