"""Value from purchases, and the forecast against what came, in words."""

from __future__ import annotations

from cxkit.economics import units
from cxkit.economics.lifetime.buyers import Buyers
from cxkit.economics.lifetime.tracking import Tracking
from cxkit.language import Words
from cxkit.presentation import FigureText


def read_buyers(item: Buyers, words: Words) -> str:
    """Value of customers without a contract, with its conventions, in one paragraph."""
    mean = item.overall
    text = words(
        "A customer won since {start} is worth {value} over the next {years} years ({level} "
        "interval {interval}; n = {n}; {money}; claim: {claim}): {purchases} purchases are "
        "expected, each discounted at {rate} a year to its day. All {n} together: {total} ({all}).",
        start=words.date(item.summary.start),
        value=units.money(mean.value, words),
        years=words.number(item.years),
        level=words.percent(item.confidence),
        interval=units.money_range(mean.low, mean.high, words),
        n=words.number(mean.n),
        money=_money(item, words),
        claim=words(units.CLAIM[item.claim]),
        purchases=words.number(mean.purchases, decimals=1),
        rate=words.percent(item.discount, decimals=1),
        total=units.money(mean.value * mean.n, words),
        all=units.money_range(mean.low * mean.n, mean.high * mean.n, words),
    )
    text += " " + words(
        "Customers differ: half of them will bring less than {p50}, a tenth more than {p90}.",
        p50=units.money(mean.p50, words),
        p90=units.money(mean.p90, words),
    )
    return " ".join([text, *_limits(item, words)])


def read_tracking(item: Tracking, words: Words) -> str:
    """Say what was forecast from the first half of the purchases and what came."""
    values = {
        "until": words.date(item.until),
        "end": words.date(item.end),
        "predicted": words.number(item.predicted),
        "low": words.number(item.low),
        "high": words.number(item.high),
        "total": words.number(item.total),
        "level": words.percent(item.confidence),
        "n": words.number(item.n),
    }
    text = words(
        "From the purchases up to {until} the model expected {predicted} more until {end} of {n} "
        "customers ({level} interval {low} to {high}); {total} came.",
        **values,
    )
    if item.holds:
        return text + " " + words("What came lies within the interval: the forecast held.")
    return (
        text
        + " "
        + words(
            "What came lies outside the interval: the model missed something, such as campaigns, "
            "seasons or new offers. Take values that rest on it as indicative."
        )
    )


def describe_tracking(item: Tracking, words: Words) -> FigureText:
    """Words around the forecast of purchases against what came."""
    values = {"predicted": words.number(item.predicted), "total": words.number(item.total)}
    if item.holds:
        headline = words(
            "The forecast held: {predicted} purchases expected, {total} came", **values
        )
    elif item.predicted < item.total:
        headline = words(
            "The forecast was too low: {predicted} purchases expected, {total} came", **values
        )
    else:
        headline = words(
            "The forecast was too high: {predicted} purchases expected, {total} came", **values
        )
    rows = "; ".join(
        words(
            "{x} repeat purchases before: {actual} came, {expected} expected (n = {n})",
            x=frequency_name(row.x, item, words),
            actual=words.number(row.actual, decimals=2),
            expected=words.number(row.expected, decimals=2),
            n=words.number(row.n),
        )
        for row in item.by_frequency
    )
    return FigureText(
        headline=headline,
        measure=words(
            "Repeat purchases since {start}, added up, of customers won until {until}; n = {n}",
            start=words.date(item.start),
            until=words.date(item.until),
            n=words.number(item.n),
        ),
        reading=words(
            "The model was fitted to the left of the line only. Dashed: what it expects; solid: "
            "what was bought."
        ),
        source=words(
            "Source: table {table} ({columns})", table="transactions", columns="customer_id, date"
        ),
        alt=f"{headline}. {rows}.",
    )


def frequency_name(x: int, item: Tracking, words: Words) -> str:
    """Return what a row of customers by repeat purchases is called."""
    last = item.by_frequency[-1].x == x and x >= 7
    return words("{n} or more", n=words.number(x)) if last else words.number(x)


# ----------------------------------------------------------------- details
def _money(item: Buyers, words: Words) -> str:
    if item.money == "share":
        return words("{share} of the amounts, the agreed margin", share=words.percent(item.margin))
    return words("amounts in full, since no margin is agreed")


def _limits(item: Buyers, words: Words) -> list[str]:
    said = []
    if item.n_cut:
        said.append(
            words.plural(
                "{n} customer who joined before the first purchase in the table is left out: "
                "earlier purchases are not known.",
                "{n} customers who joined before the first purchase in the table are left out: "
                "earlier purchases are not known.",
                item.n_cut,
            )
        )
    if not item.joined_known:
        said.append(
            words(
                "When customers joined is not known: the first purchase in the table is taken as "
                "their first. Customers from before then look newer than they are."
            )
        )
    if item.years > item.observed_years:
        said.append(
            words(
                "The purchases span {span} years; what comes after is the model's projection.",
                span=words.number(item.observed_years, decimals=1),
            )
        )
    if item.check.related:
        said.append(
            words(
                "How often customers buy and what they spend go together (correlation {r}, {low} "
                "to {high}), which the model does not allow for: values of frequent buyers are "
                "indicative.",
                r=words.number(item.check.correlation, decimals=2),
                low=words.number(item.check.low, decimals=2),
                high=words.number(item.check.high, decimals=2),
            )
        )
    if not (item.purchases.determined and item.spend.determined):
        said.append(
            words(
                "The purchases leave open how much customers differ among themselves; the interval "
                "holds only part of that."
            )
        )
    if item.overall.n < item.min_base or item.purchases.n_repeat < item.min_base:
        said.append(words("The base is small: take it as indicative."))
    return said
