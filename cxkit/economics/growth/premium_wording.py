"""The scenario of a price premium in words and as a table."""

from __future__ import annotations

from cxkit.economics import units
from cxkit.economics.growth.premium import Basis, PricePremium
from cxkit.language import N_, Words
from cxkit.presentation import TextTable

BASIS: dict[Basis, str] = {
    "stated": N_(
        "It rests on what customers say they would pay, which is more than what they do pay: "
        "take the money as the most it could be, and try it before planning with it."
    ),
    "observed": N_(
        "It rests on prices that were paid, by the client's own account; that other customers "
        "would pay the same remains assumed."
    ),
}


def read_premium(premium: PricePremium, words: Words) -> str:
    """Say what the premium would bring, what it may cost, and what it rests on."""
    values = {
        "rise": words.percent_interval(premium.premium.low, premium.premium.high, decimals=1),
        "share": words.percent_interval(premium.share.low, premium.share.high),
        "low": units.money(premium.gain.low, words),
        "high": units.money(premium.gain.high, words),
        "revenue": units.money(premium.revenue.value, words),
    }
    text = (
        words(
            "If {share} of customers paid {rise} more and nobody left, revenue of {revenue} would "
            "rise by {low} to {high} a year, all of it margin.",
            **values,
        )
        if premium.known_share
        else words(
            "If every customer paid {rise} more and nobody left, revenue of {revenue} would rise "
            "by at most {high} a year. Which share would pay it is not agreed: write premium_share "
            "into economics.yml.",
            **values,
        )
    )
    text += " " + words(BASIS[premium.basis])
    if premium.loss.high == premium.loss.high:
        text += " " + words(
            "At a rise of {most} it loses money once more than {loss} of the customers charged "
            "leave (margin {margin} of revenue).",
            most=words.percent(premium.premium.high, decimals=1),
            loss=words.percent(premium.loss.high, decimals=1),
            margin=words.percent(premium.margin, decimals=1),
        )
    else:
        text += " " + words(
            "How many customers it may cost is not known without a margin: agree “margin” in "
            "economics.yml."
        )
    return (
        text
        + " "
        + words(
            "Scaled to {population} customers; n = {n} behind the revenue. Claim: {claim}.",
            population=words.number(premium.population),
            n=words.number(premium.n),
            claim=words(units.CLAIM[premium.claim]),
        )
    )


def premium_table(premium: PricePremium, words: Words) -> TextTable:
    """One row a case, low to high: rise, share, money, customers it may cost."""
    names = (words("Low"), words("Middle"), words("High"))
    rows = []
    for place, name in enumerate(names):
        rise, share, base, gain, loss = (
            (each.low, each.value, each.high)[place]
            for each in (
                premium.premium,
                premium.share,
                premium.revenue,
                premium.gain,
                premium.loss,
            )
        )
        rows.append(
            [
                name,
                words.percent(rise, decimals=1),
                words.percent(share),
                units.money(base, words),
                units.money(gain, words),
                words.percent(loss, decimals=1),
            ]
        )
    return TextTable(
        caption=words("Scenario of a price premium"),
        headings=[
            words("Case"),
            words("Rise of the price"),
            words("Who would pay"),
            words("Revenue a year"),
            words("It would add a year"),
            words("May leave before it loses"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, True],
        note=words(
            "Low: everything low at once; high: everything high at once. May leave: share of the "
            "customers charged. Claim: {claim}; nothing of it was tried.",
            claim=words(units.CLAIM[premium.claim]),
        ),
    )
