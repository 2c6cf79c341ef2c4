"""The conventions by which money of later years is counted: prices, rate, tax, currencies."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from cxkit.economics.cases.cash_flows import checked_rate
from cxkit.engagement.judgements import Economics, ExchangeRate, Finance
from cxkit.engagement.judgements.finance import Prices, Spread
from cxkit.engagement.text import LocalText
from cxkit.errors import EngagementError, Problem
from cxkit.language import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """How amounts of later years are brought to today.

    Attributes
    ----------
    discount : float
        Rate a year, 0 or more; in the same prices as the amounts.
    years : int
        Years counted, from `as_of` on.
    prices : {"nominal", "real"} or None
        Of amounts and rate; None where nobody declared it: amounts then stay the same.
    inflation : float
        A year; NaN where not declared.
    tax : float
        On what is earned less what is paid, in [0, 1).
    depreciation : int
        Years over which the cost is set against tax; 0 for at once.
    spread : {"p10_p90", "min_max"}
        What the ends of a declared range are.
    currency : str
        Of every result.
    exchange : Mapping[str, ExchangeRate]
        By currency.
    as_of : date or None
        Day that delays are counted from.
    source : LocalText or None
        Where the rate comes from.
    agreed_by : str
        Who answers for it; empty where nobody does.
    """

    discount: float
    years: int
    prices: Prices | None = None
    inflation: float = math.nan
    tax: float = 0.0
    depreciation: int = 0
    spread: Spread = "p10_p90"
    currency: str = ""
    exchange: Mapping[str, ExchangeRate] = field(default_factory=lambda: MappingProxyType({}))
    as_of: date | None = None
    source: LocalText | None = None
    agreed_by: str = ""

    def __post_init__(self) -> None:
        """Refuse what no convention can be."""
        if checked_rate(self.discount) < 0:
            raise ValueError(f"the discount rate has to be 0 or more, got {self.discount:g}")
        if self.years < 1:
            raise ValueError(f"need one year of benefit at least, got {self.years}")
        if not 0 <= self.tax < 1:
            raise ValueError(f"tax is a share from 0 to less than 1, got {self.tax:g}")

    @property
    def growth(self) -> float:
        """Growth a year of yearly amounts: inflation where prices are nominal, else none."""
        return self.inflation if self.prices == "nominal" else 0.0

    @property
    def erosion(self) -> float:
        """Inflation that amounts fixed in money lose to: that of real prices, else none."""
        real = self.prices == "real" and self.inflation == self.inflation
        return self.inflation if real else 0.0

    def in_own(self, amount: float, currency: str | None, *, of: str) -> float:
        """Return an amount in the engagement's currency.

        Parameters
        ----------
        amount : float
            In `currency`.
        currency : str or None
            None for the engagement's own.
        of : str
            Initiative, for the message.

        Raises
        ------
        EngagementError
            If the currency has no exchange rate.
        """
        if currency is None or currency == self.currency:
            return amount
        if currency not in self.exchange:
            raise EngagementError(
                Problem(
                    rule="currency-undeclared",
                    message=N_("Amounts of {names} are in a currency without an exchange rate."),
                    remedy=N_(
                        "Use one of: {allowed}; or declare it under “finance: exchange_rates” in "
                        "economics.yml, with rate and date."
                    ),
                    values={
                        "names": of,
                        "allowed": ", ".join(sorted({self.currency, *self.exchange} - {""})),
                    },
                    file="initiatives.csv",
                    column="currency",
                    found=(currency,),
                    count=1,
                )
            )
        return amount * self.exchange[currency].rate


def conventions_of(agreed: Economics, *, currency: str, as_of: date | None) -> Conventions | None:
    """Return what ``economics.yml`` declares; None without discount rate or horizon.

    Parameters
    ----------
    agreed : Economics
        Content of the file.
    currency : str
        The engagement's.
    as_of : date or None
        The engagement's date.
    """
    if agreed.discount_rate is None or agreed.horizon_years is None:
        return None
    finance = agreed.finance or Finance()
    return Conventions(
        discount=agreed.discount_rate,
        years=agreed.horizon_years,
        prices=finance.prices,
        inflation=math.nan if finance.inflation is None else finance.inflation,
        tax=finance.tax_rate or 0.0,
        depreciation=finance.depreciation_years or 0,
        spread=finance.ranges,
        currency=currency,
        exchange=MappingProxyType({each.currency: each for each in finance.exchange_rates}),
        as_of=as_of,
        source=finance.rate_source,
        agreed_by=agreed.agreed_by or "",
    )
