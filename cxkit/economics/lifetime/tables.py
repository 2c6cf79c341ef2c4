"""Projected retention and value from purchases as tables of texts."""

from __future__ import annotations

from cxkit.economics import units
from cxkit.economics.lifetime.buyer_value import GroupValue
from cxkit.economics.lifetime.buyer_wording import frequency_name
from cxkit.economics.lifetime.buyers import Buyers
from cxkit.economics.lifetime.contract_wording import stay_name
from cxkit.economics.lifetime.contracts import Contracts
from cxkit.economics.lifetime.tracking import Tracking
from cxkit.language import Words
from cxkit.presentation import TextTable


def retention_table(item: Contracts, words: Words) -> TextTable:
    """One row a time stayed: chance to stay another year, discounted years, value."""
    rows = [
        [
            stay_name(stay, words),
            words.percent(stay.kept, decimals=1),
            words.percent_interval(stay.kept_low, stay.kept_high, decimals=1),
            words.number(stay.lifetime, decimals=2),
            units.money(stay.value, words),
            units.money_range(stay.low, stay.high, words),
            units.money_range(stay.p10, stay.p90, words),
            units.money(stay.due, words),
        ]
        for stay in item.stays
    ]
    level = words.percent(item.confidence)
    return TextTable(
        caption=words(
            "Retention and value by time stayed, over {years} years", years=words.number(item.years)
        ),
        headings=[
            words("Customer"),
            words("Stays another year"),
            words("{level} interval", level=level),
            words("Discounted years"),
            words("Value"),
            words("{level} interval", level=level),
            words("P10 to P90"),
            words("Value with a payment today"),
        ],
        rows=rows,
        numeric=[False, *[True] * 7],
        note=words(
            "Model sBG, α = {alpha}, β = {beta} a month; n = {n}, {lost} left. Margins by month, "
            "the first one month from now, discounted at {rate} a year; the margin is taken to be "
            "the same at every age. P10 to P90: what is uncertain in retention and mean margin. "
            "Claim: {claim}.",
            alpha=_parameter(item.fit.alpha, words),
            beta=_parameter(item.fit.beta, words),
            n=words.number(item.n),
            lost=words.number(item.lost),
            rate=words.percent(item.discount, decimals=1),
            claim=words(units.CLAIM[item.claim]),
        ),
    )


def buyers_table(item: Buyers, words: Words) -> TextTable:
    """One row a segment: purchases expected, mean value with interval, spread over customers."""
    column = item.column
    rows = []
    for name, group in item.groups:
        label = column.group(name, words) if column is not None else name
        rows.append(_buyers_row(label, group, item, words))
    rows.append(_buyers_row(words("All customers"), item.overall, item, words))
    r, alpha, a, b = (_parameter(each, words) for each in item.purchases.parameters)
    p, q, v = (_parameter(each, words) for each in item.spend.parameters)
    return TextTable(
        caption=words(
            "Value from purchases over the next {years} years", years=words.number(item.years)
        ),
        headings=[
            column.title(words) if column is not None else words("Customers"),
            "n",
            words("Purchases expected"),
            words("Mean value"),
            words("{level} interval", level=words.percent(item.confidence)),
            words("One customer, P10"),
            "P50",
            "P90",
        ],
        rows=rows,
        numeric=[False, *[True] * 7],
        note=words(
            "Models BG/NBD (weeks: r = {r}, α = {alpha}, a = {a}, b = {b}) and Gamma-Gamma (p = "
            "{p}, q = {q}, v = {v}). Purchases and value discounted at {rate} a year. The interval "
            "of a mean holds the parameters' uncertainty and chance; P10 to P90 are of single "
            "customers. Claim: {claim}.",
            r=r,
            alpha=alpha,
            a=a,
            b=b,
            p=p,
            q=q,
            v=v,
            rate=words.percent(item.discount, decimals=1),
            claim=words(units.CLAIM[item.claim]),
        ),
    )


def tracking_table(item: Tracking, words: Words) -> TextTable:
    """One row a number of repeat purchases before: what was expected after, and what came."""
    rows = [
        [
            frequency_name(row.x, item, words),
            words.number(row.n),
            words.number(row.expected, decimals=2),
            words.number(row.actual, decimals=2),
        ]
        for row in item.by_frequency
    ]
    return TextTable(
        caption=words(
            "Purchases from {start} to {end}, by how often customers had bought again before",
            start=words.date(item.until),
            end=words.date(item.end),
        ),
        headings=[
            words("Repeat purchases before"),
            "n",
            words("Expected of a customer"),
            words("Came"),
        ],
        rows=rows,
        numeric=[True, True, True, True],
        note=words("Rows of few customers vary by chance."),
    )


def _buyers_row(label: str, group: GroupValue, item: Buyers, words: Words) -> list[str]:
    if group.n < item.min_base:
        label = words("{name} (indicative)", name=label)
    return [
        label,
        words.number(group.n),
        words.number(group.purchases, decimals=1),
        units.money(group.value, words),
        units.money_range(group.low, group.high, words),
        units.money(group.p10, words),
        units.money(group.p50, words),
        units.money(group.p90, words),
    ]


def _parameter(value: float, words: Words) -> str:
    """Write a parameter; beyond a thousand customers do not differ in it."""
    return words.number(value, decimals=3) if value < 1_000 else "> " + words.number(1_000)
