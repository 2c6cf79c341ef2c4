"""``finance`` of ``economics.yml``: what a finance director asks before any amount."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from cxkit.engagement.day import Day
from cxkit.engagement.judgements.entry import (
    Currency,
    Entry,
    Growth,
    Positive,
    ShareBelowOne,
    refuse_repeats,
)
from cxkit.engagement.rules import broken
from cxkit.engagement.text import Text
from cxkit.language import N_

Prices = Literal["nominal", "real"]
Spread = Literal["p10_p90", "min_max"]


class ExchangeRate(Entry):
    """What one unit of another currency is worth.

    Attributes
    ----------
    currency : str
        ISO 4217 code of the other currency.
    rate : float
        Units of the engagement's currency for one unit of it.
    date : date
        Day of the rate.
    source : Text or None
        Who published it.
    """

    currency: Currency
    rate: Annotated[float, Field(gt=0)]
    date: Day
    source: Text | None = None


class Finance(Entry):
    """``finance`` of ``economics.yml``.

    Attributes
    ----------
    prices : {"nominal", "real"} or None
        In which prices money of later years is counted. Amounts are always written in prices
        of the engagement's date; nominal ones then grow with `inflation`.
    rate_prices : {"nominal", "real"} or None
        What ``discount_rate`` is; the same as `prices`, or it is an error.
    rate_source : Text or None
        Where the discount rate comes from.
    inflation : float or None
        A year, above -0.5 and up to 1; needed with nominal prices.
    tax_rate : float or None
        On what an initiative earns, in [0, 1); no tax is counted without it.
    depreciation_years : int or None
        Years over which the cost is set against tax, evenly; at once without it.
    exchange_rates : tuple of ExchangeRate
        One a currency in which an initiative's money is written.
    budget : float or None
        Most that may be spent on new initiatives, in the engagement's currency.
    ranges : {"p10_p90", "min_max"}
        What low and high of a range are: passed in one case of ten on each side, or never.
    """

    prices: Prices | None = None
    rate_prices: Prices | None = None
    rate_source: Text | None = None
    inflation: Growth | None = None
    tax_rate: ShareBelowOne | None = None
    depreciation_years: Annotated[int, Field(ge=1, le=50)] | None = None
    exchange_rates: tuple[ExchangeRate, ...] = ()
    budget: Positive | None = None
    ranges: Spread = "p10_p90"

    @model_validator(mode="after")
    def _one_kind_of_prices(self) -> Finance:
        refuse_repeats((each.currency for each in self.exchange_rates), what="exchange_rates")
        if (self.prices is None) != (self.rate_prices is None):
            raise broken(
                "prices_half_declared",
                N_(
                    "Write both “prices” (of the amounts) and “rate_prices” (of the discount "
                    "rate): nominal or real, the same for both."
                ),
            )
        if self.prices == "nominal" and self.inflation is None:
            raise broken(
                "inflation_missing",
                N_(
                    "Nominal prices need “inflation”, by which yearly amounts grow; write 0 if "
                    "they do not."
                ),
            )
        if self.prices is not None and self.prices != self.rate_prices:
            raise broken(
                "prices_mixed",
                N_(
                    "The amounts are {prices} and the discount rate is {rate_prices}: mixed, every "
                    "value would be wrong. Write the rate in the same prices: (1 + nominal rate) = "
                    "(1 + real rate) × (1 + inflation)."
                ),
                prices=self.prices,
                rate_prices=self.rate_prices,
            )
        return self
