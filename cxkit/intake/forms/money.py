"""Checks the money of the initiatives against the currencies that are declared."""

from __future__ import annotations

from cxkit.engagement.judgements import Judgements
from cxkit.errors import Problem, shown
from cxkit.language import N_


def check_money(judgements: Judgements, currency: str) -> list[Problem]:
    """Return what is wrong with the currencies of ``initiatives.csv`` and ``economics.yml``.

    Parameters
    ----------
    judgements : Judgements
        What was read.
    currency : str
        The engagement's.
    """
    agreed = judgements.economics.finance if judgements.economics is not None else None
    rates = {each.currency: each.rate for each in agreed.exchange_rates} if agreed else {}
    problems = []
    if rates.get(currency, 1.0) != 1.0:
        problems.append(
            Problem(
                rule="exchange-rate-own",
                message=N_("{currency} is the engagement's own currency: its rate is 1."),
                remedy=N_("Delete it from “exchange_rates”, or correct the currency."),
                values={"currency": currency},
                file="economics.yml",
                found=shown([rates[currency]]),
                count=1,
            )
        )
    allowed = sorted({currency, *rates})
    strange = [
        item
        for item in judgements.initiatives or ()
        if item.currency is not None and item.currency not in allowed
    ]
    if strange:
        problems.append(
            Problem(
                rule="currency-undeclared",
                message=N_("Amounts of {names} are in a currency without an exchange rate."),
                remedy=N_(
                    "Use one of: {allowed}; or declare it under “finance: exchange_rates” in "
                    "economics.yml, with rate and date."
                ),
                values={
                    "names": ", ".join(shown([item.id for item in strange])),
                    "allowed": ", ".join(allowed),
                },
                file="initiatives.csv",
                column="currency",
                found=shown(sorted({str(item.currency) for item in strange})),
                count=len(strange),
            )
        )
    return problems
