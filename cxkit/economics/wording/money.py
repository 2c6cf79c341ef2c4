"""Lifetime value, the value of a point and revenue at risk in words."""

from __future__ import annotations

from cxkit.economics import units
from cxkit.economics.basis import Money
from cxkit.economics.lifetime.constant import LifetimeValues
from cxkit.economics.linkage.places import PlacesAtRisk
from cxkit.economics.linkage.point import AtRisk, PointValue
from cxkit.language import N_, Words
from cxkit.presentation.evidence import chance

MONEY: dict[Money, str] = {
    "margin": N_("margin as in the data"),
    "share": N_("revenue times the agreed margin"),
    "revenue": N_("revenue, since no margin is known"),
}


ONE, FIVE = 0.01, 0.05
"""Steps of the sensitivity that the text names."""


def read_point(point: PointValue, words: Words) -> str:
    """Say what one point of churn is worth, and what that rests on."""
    said = (
        N_(
            "One point of churn less keeps {customers} of {population} customers and is worth "
            "{value} a year ({level} interval {interval}; n = {n}; {money}). Claim: {claim}."
        )
        if point.can_fall
        else N_(
            "Churn is below one point. One point more would lose {customers} of {population} "
            "customers and cost {value} a year ({level} interval {interval}; n = {n}; {money}). "
            "Claim: {claim}."
        )
    )
    text = words(
        said,
        customers=words.number(point.customers),
        population=words.number(point.population),
        value=units.money(point.value, words),
        level=words.percent(point.confidence),
        interval=units.money_range(point.low, point.high, words),
        n=words.number(point.n),
        money=words(MONEY[point.money]),
        claim=words(units.CLAIM[point.claim]),
    )
    if not point.agreed_population:
        text += " " + words(
            "It counts the customers in the data only: no total is agreed in economics.yml."
        )
    if point.n < point.min_base:
        text += " " + words("The base is small: take it as indicative.")
    return text


def read_lifetime(values: LifetimeValues, words: Words) -> str:
    """Lifetime value with its convention, in one paragraph."""
    item = values.overall
    text = words(
        "A customer is worth {value} over {years} years ({level} interval {interval}): a margin of "
        "{margin} a year, {retention} of customers kept each year, discounted at {rate}. The first "
        "margin counts one year from now; today's payment is left out.",
        value=units.money(item.value, words),
        years=words.number(values.years),
        level=words.percent(values.confidence),
        interval=units.money_range(item.low, item.high, words),
        margin=units.money(item.margin, words),
        retention=words.percent(item.retention, decimals=1),
        rate=words.percent(values.discount, decimals=1),
    )
    if item.lost == 0:
        text += " " + words(
            "Nobody left in the period: retention is not known beyond its interval, and only the "
            "value within the horizon means something."
        )
    elif item.endless == item.endless:
        text += " " + words(
            "Without end, {margin_name} · r / (1 + d − r), it would be {value}.",
            margin_name=words("margin"),
            value=units.money(item.endless, words),
        )
    change = {step: change for step, _, _, change in values.sensitivity}
    if item.value > 0 and ONE in change and FIVE in change:
        text += " " + words(
            "One point more of retention raises it by {one}, five points by {five}: not by the "
            "95 % that is often quoted.",
            one=words.percent(change[ONE], decimals=1),
            five=words.percent(change[FIVE], decimals=1),
        )
    if item.margin <= 0:
        text += " " + words("The mean margin is not above 0: to keep more customers costs money.")
    if values.contractual is False:
        text += " " + words(
            "Customers do not tell that they leave: who counts as lost follows from the client's "
            "own rule."
        )
    return text


def read_risk(risk: AtRisk, words: Words) -> str:
    """Revenue at risk among who answered low, or that none can be told."""
    values = {
        "group": units.group(risk.group, None, words),
        "rate": words.percent(risk.rate, decimals=1),
        "rest": words.percent(risk.rest, decimals=1),
        "money": units.money(risk.money, words),
        "interval": units.money_range(risk.low, risk.high, words),
        "level": words.percent(risk.confidence),
        "share": words.percent(risk.share),
        "n": words.number(risk.n),
        "chance": chance(risk.p_adjusted, risk.comparisons, words),
    }
    clear = units.clear(
        risk.p_adjusted, risk.n_low, confidence=risk.confidence, min_base=risk.min_base
    )
    if not clear or risk.excess <= 0:
        return words(
            "{group} leave at {rate}, the others at {rest}: the difference is not clear, so no "
            "revenue at risk can be stated ({chance}; n = {n}).",
            **values,
        )
    text = words(
        "{group} are {share} of the customers who answered, each counted once, and leave at "
        "{rate}, the others at {rest}. If those who did not answer are alike, the difference is "
        "worth {money} of revenue a year ({level} interval {interval}; {chance}; n = {n}). Claim: "
        "{claim}; what makes them leave is not shown.",
        claim=words(units.CLAIM[risk.claim]),
        **values,
    )
    if not risk.dated:
        text += " " + words(
            "The answers have no date: whether they were given before leaving is not known."
        )
    return text


def read_places(places: PlacesAtRisk, words: Words) -> str:
    """Name the touchpoint whose low answers go with most revenue, if that is clear."""
    for row in places.table.to_dict("records"):
        clear = units.clear(
            row["p_adjusted"],
            int(row["n_low"]),
            confidence=places.confidence,
            min_base=places.min_base,
        )
        if clear and row["excess"] > 0:
            return words(
                "By touchpoint, most goes with low answers at “{place}”: {money} of revenue a year "
                "({low} to {high}; n = {n}; claim: {claim}). The annexes list all touchpoints.",
                claim=words(units.CLAIM[places.claim]),
                place=places.column.group(row["touchpoint"], words),
                money=units.money(row["money"], words),
                low=units.money(row["money_low"], words),
                high=units.money(row["money_high"], words),
                n=words.number(row["n"]),
            )
    return words("At no touchpoint alone is the difference clear; the annexes list them all.")
