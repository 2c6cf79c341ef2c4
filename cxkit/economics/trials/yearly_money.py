"""What a variant is worth a year: its difference × visitors a year × margin."""

from __future__ import annotations

import math
from dataclasses import dataclass

from cxkit.economics.trials.design import plan_of
from cxkit.engagement.judgements import Economics, PlannedTest
from cxkit.findings import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyMoney:
    """Money a year of a variant, were it there for all.

    Attributes
    ----------
    value, low, high : float
        In the engagement's currency, below 0 where the variant loses.
    visitors : int
        Visitors a year, as declared.
    margin : float
        What one more conversion leaves, as declared; for revenue per visitor the agreed share
        of it that remains, 1 where none is agreed and the money is revenue.
    claim : {"experiment"}
        What the difference rests on; visitors and margin are declared.
    """

    value: float
    low: float
    high: float
    visitors: int
    margin: float
    claim: Claim = "experiment"


def yearly_money(
    difference: float, ci_low: float, ci_high: float, *, visitors: int, margin: float
) -> YearlyMoney:
    """Return the money a year that a difference brings.

    Parameters
    ----------
    difference, ci_low, ci_high : float
        Variant less control and its interval: shares of visitors who convert, or revenue per
        visitor.
    visitors : int
        Visitors a year who would meet the variant, 1 or more.
    margin : float
        What one more conversion leaves, or the share of revenue that remains; above 0.

    Returns
    -------
    YearlyMoney

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    Notes
    -----
    ``difference × visitors × margin``. The interval is that of the difference: visitors and
    margin count as given. Supposes that the effect lasts the year and that the year's visitors
    are like those of the test.
    """
    if not (math.isfinite(difference) and ci_low <= ci_high):
        raise ValueError(
            f"need a difference and an interval in order, got {difference}, {ci_low}, {ci_high}"
        )
    if visitors < 1 or not (margin > 0 and math.isfinite(margin)):
        raise ValueError(
            f"need visitors of 1 or more and a margin above 0, got {visitors} and {margin}"
        )
    scale = visitors * margin
    return YearlyMoney(
        value=difference * scale,
        low=ci_low * scale,
        high=ci_high * scale,
        visitors=visitors,
        margin=margin,
    )


def declared_money(
    difference: float, ci_low: float, ci_high: float, plan: PlannedTest | None
) -> YearlyMoney | None:
    """Return the money of a conversion where a plan declares visitors and margin, else None."""
    if plan is None or plan.visitors_a_year is None or plan.margin_per_conversion is None:
        return None
    return yearly_money(
        difference,
        ci_low,
        ci_high,
        visitors=plan.visitors_a_year,
        margin=plan.margin_per_conversion,
    )


def declared_revenue(
    difference: float, ci_low: float, ci_high: float, experiment: str, agreed: Economics | None
) -> YearlyMoney | None:
    """Return the money of revenue per visitor where the test is decided by it, else None."""
    plan = plan_of(experiment, agreed)
    if agreed is None or plan is None or plan.measure != "revenue" or plan.visitors_a_year is None:
        return None
    if agreed.margin == 0:
        return None
    return yearly_money(
        difference,
        ci_low,
        ci_high,
        visitors=plan.visitors_a_year,
        margin=1.0 if agreed.margin is None else agreed.margin,
    )
