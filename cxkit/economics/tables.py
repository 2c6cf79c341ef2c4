"""Churn, lifetime value, risk and growth as tables of texts, in the client's number format."""

from __future__ import annotations

from cxkit.economics import units
from cxkit.economics.churn.rates import ChurnBy
from cxkit.economics.growth.sources import Growth
from cxkit.economics.lifetime.constant import LifetimeValue, LifetimeValues
from cxkit.economics.linkage.places import PlacesAtRisk
from cxkit.language import Words
from cxkit.presentation import TextTable


def churn_table(item: ChurnBy, words: Words) -> TextTable:
    """One row a group: base, lost, churn, its interval and its difference from the others."""
    title = item.column.title(words) if item.column is not None else words("What they answered")
    rows = []
    for row in item.table.sort_values("rate", ascending=False).to_dict("records"):
        n = int(row["n"])
        clear = units.clear(
            row["p_adjusted"], n, confidence=item.confidence, min_base=item.min_base
        )
        verdict = words("differs") if clear else words("no clear difference")
        rows.append(
            [
                units.group(row["group"], item.column, words),
                words.number(n),
                words.number(row["lost"]),
                words.percent(row["rate"], decimals=1),
                words.percent_interval(row["ci_low"], row["ci_high"], decimals=1),
                units.points(row["difference"], words),
                units.points_interval(row["gap_low"], row["gap_high"], words),
                words("indicative") if n < item.min_base else verdict,
            ]
        )
    return TextTable(
        caption=words("Churn by {dimension}", dimension=title.lower()),
        headings=[
            title,
            "n",
            words("Lost"),
            words("Churn"),
            words("{level} interval", level=words.percent(item.confidence)),
            words("Points from the others"),
            words("Its interval"),
            words("Verdict"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, True, True, False],
        note=words.plural(
            "Verdicts after Holm's correction for {n} comparison of this section.",
            "Verdicts after Holm's correction for {n} comparisons of this section.",
            item.comparisons,
        ),
    )


def lifetime_table(values: LifetimeValues, words: Words) -> TextTable:
    """One row a group: margin, retention, value with its interval, bases."""
    column = values.column
    rows = [_lifetime_row(item, values, words) for item in values.groups]
    rows.append(_lifetime_row(values.overall, values, words))
    return TextTable(
        caption=words("Lifetime value over {years} years", years=words.number(values.years)),
        headings=[
            column.title(words) if column is not None else words("Customers"),
            words("Margin a year"),
            words("Kept a year"),
            words("Value"),
            words("{level} interval", level=words.percent(values.confidence)),
            "n",
        ],
        rows=rows,
        numeric=[False, True, True, True, True, True],
        note=words(
            "Margin of customers there the whole period, discounted at {rate} a year; the first "
            "margin counts one year from now. Not the value of a new customer: those have still to "
            "be won.",
            rate=words.percent(values.discount, decimals=1),
        ),
    )


def _lifetime_row(item: LifetimeValue, values: LifetimeValues, words: Words) -> list[str]:
    name = (
        units.group(item.group, values.column, words)
        if item.group and values.column is not None
        else words("All customers")
    )
    if item.n < values.min_base:
        name = _indicative(name, words)
    return [
        name,
        units.money(item.margin, words),
        words.percent(item.retention, decimals=1),
        units.money(item.value, words),
        units.money_range(item.low, item.high, words),
        words.number(item.n),
    ]


def sensitivity_table(values: LifetimeValues, words: Words) -> TextTable:
    """One row a change of retention: what a customer is worth then."""
    rows = [
        [
            words("as it is")
            if not step
            else words.plural(
                "{points} point",
                "{points} points",
                round(abs(100 * step)),
                points=words.number(100 * step, signed=True),
            ),
            words.percent(retention, decimals=1),
            units.money(value, words),
            words.percent(change, decimals=1, signed=True) if step else "",
        ]
        for step, retention, value, change in values.sensitivity
    ]
    return TextTable(
        caption=words("What retention moves, for this client"),
        headings=[words("Retention"), words("Kept a year"), words("Value"), words("Change")],
        rows=rows,
        numeric=[False, True, True, True],
        note=words(
            "The often quoted “5 % more loyalty, 95 % more profit” was a thought experiment; these "
            "are the figures of this client, all else equal."
        ),
    )


def risk_table(places: PlacesAtRisk, words: Words) -> TextTable:
    """One row a touchpoint: who answered low, their excess churn and its revenue."""
    rows = []
    for row in places.table.to_dict("records"):
        name = places.column.group(row["touchpoint"], words)
        low = int(row["n_low"])
        clear = units.clear(
            row["p_adjusted"], low, confidence=places.confidence, min_base=places.min_base
        )
        rows.append(
            [
                _indicative(name, words) if low < places.min_base else name,
                words("{low} of {n}", low=words.number(low), n=words.number(row["n"])),
                units.points(row["excess"], words),
                units.money(row["money"], words),
                units.money_range(row["money_low"], row["money_high"], words),
                words("differs") if clear else words("no clear difference"),
                words(units.CLAIM[places.claim]),
            ]
        )
    return TextTable(
        caption=words("Revenue a year that goes with low answers, by touchpoint"),
        headings=[
            words("Touchpoint"),
            words("Answered low"),
            words("Excess churn, points"),
            words("Revenue a year"),
            words("{level} interval", level=words.percent(places.confidence)),
            words("Verdict"),
            words("Claim"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, False, False],
        note=words(
            "Do not add the rows up: one customer may have answered low at several touchpoints. "
            "Verdicts after Holm's correction for {n} comparisons of this section.",
            n=words.number(places.comparisons),
        ),
    )


def growth_table(growth: Growth, words: Words) -> TextTable:
    """Revenue before, what was lost, kept, bought and earned, and revenue now."""
    earned = growth.earned_share[0] == growth.earned_share[0]
    lines = [
        (words("Revenue of the period before"), growth.before),
        (words("Lost with customers who left"), -growth.gone),
        (words("Less from customers who stayed"), -growth.less),
        (words("More from customers who stayed"), growth.more),
    ]
    if earned:
        lines += [
            (words("New, by recommendation (earned)"), growth.new_earned),
            (words("New, otherwise (bought)"), growth.new_bought),
        ]
    else:
        new = growth.now - growth.before + growth.gone + growth.less - growth.more
        lines.append((words("New customers"), new))
    lines.append((words("Revenue of the period"), growth.now))
    rows = [
        [
            name,
            units.money(amount, words),
            words.percent(amount / growth.before, decimals=1, signed=0 < place < len(lines) - 1),
        ]
        for place, (name, amount) in enumerate(lines)
    ]
    return TextTable(
        caption=words("Where revenue came from and went, customers in the data"),
        headings=[words("Revenue"), words("Amount"), words("Of the revenue before")],
        rows=rows,
        numeric=[False, True, True],
        note=words(
            "Who left in the period still brought revenue until then, so the loss of a full year "
            "is larger."
        ),
    )


def _indicative(name: str, words: Words) -> str:
    mark = words("indicative")
    return f"{name} ({mark})"
