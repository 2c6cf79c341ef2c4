"""``economics.yml``: the assumptions by which experience is turned into money."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from cxkit.engagement.judgements.changes import Change
from cxkit.engagement.judgements.entry import (
    AtLeastOne,
    CostRange,
    Entry,
    Label,
    Number,
    Share,
    ShareRange,
    YesNo,
    refuse_repeats,
)
from cxkit.engagement.judgements.finance import Finance
from cxkit.engagement.judgements.planned_tests import PlannedTest
from cxkit.engagement.text import Text


class Outcome(Entry):
    """One of the client's results beside its sector's.

    Attributes
    ----------
    measure : {"growth", "retention", "margin"}
        Which result, as a share a year.
    own, sector : float or None
        The client's and its sector's.
    source : Text or None
        Where the sector's comes from.
    """

    measure: Literal["growth", "retention", "margin"]
    own: Number | None = None
    sector: Number | None = None
    source: Text | None = None


class Economics(Entry):
    """``economics.yml``.

    Attributes
    ----------
    contractual : bool or None
        Whether customers tell the company that they leave.
    churn_period : {"month", "quarter", "year"} or None
        What churn is counted over.
    discount_rate : float or None
        A year, in [0, 1].
    margin : float or None
        Share of revenue that remains, where the data hold no margin; in [0, 1].
    horizon_years : int or None
        How far ahead money is counted.
    customers : int or None
        All customers, not only those in the data.
    cost_per_contact, acquisition_cost : CostRange or None
        In the engagement's currency.
    price_premium, earned_share : ShareRange or None
        Shares: what customers would pay more; new revenue that came by recommendation.
    premium_share : ShareRange or None
        Share of the customers who would pay the premium.
    premium_basis : {"stated", "observed"} or None
        Whether the premium rests on what customers say or on prices that were paid.
    finance : Finance or None
        What finance asks: prices, tax, currencies, budget.
    outcomes : tuple of Outcome
        Growth, retention and margin against the sector.
    control_arm : str or None
        Variant that is the control of every A/B test that names none of its own.
    planned_tests : tuple of PlannedTest
        A/B tests as they were planned.
    changes : tuple of Change
        What came to some groups from a day on and not to others.
    notes : Text or None
        Who agreed to these assumptions, and when.
    agreed_by : str or None
        Who answers for them at the client.
    """

    contractual: YesNo | None = None
    churn_period: Literal["month", "quarter", "year"] | None = None
    discount_rate: Share | None = None
    margin: Share | None = None
    horizon_years: Annotated[int, Field(ge=1, le=30)] | None = None
    customers: AtLeastOne | None = None
    cost_per_contact: CostRange | None = None
    acquisition_cost: CostRange | None = None
    price_premium: ShareRange | None = None
    premium_share: ShareRange | None = None
    premium_basis: Literal["stated", "observed"] | None = None
    earned_share: ShareRange | None = None
    finance: Finance | None = None
    outcomes: tuple[Outcome, ...] = ()
    control_arm: Label | None = None
    planned_tests: tuple[PlannedTest, ...] = ()
    changes: tuple[Change, ...] = ()
    notes: Text | None = None
    agreed_by: Label | None = None

    @model_validator(mode="after")
    def _one_plan_a_test(self) -> Economics:
        refuse_repeats((test.name for test in self.planned_tests), what="planned_tests")
        return self
