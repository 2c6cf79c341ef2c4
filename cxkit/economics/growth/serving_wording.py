"""Cost to serve in words and as tables."""

from __future__ import annotations

from cxkit.economics import units
from cxkit.economics.growth.bridge_wording import money, share
from cxkit.economics.growth.serving_results import Repeats, ServedBy, Serving, ServingBy
from cxkit.language import N_, Words
from cxkit.presentation import FigureText, TextTable

FEW_BACK = 5
"""Contacts come back that a range of their cost takes."""
TOPIC = {
    "reason": N_("for the same reason"),
    "touchpoint": N_("about the same touchpoint"),
    "": N_("about anything"),
}


def read_serving(serving: Serving, words: Words) -> str:
    """Say what serving costs, what part falls at pain points, and what came back."""
    text = words(
        "{n} contacts of the period cost {total}, {each} each{source}.",
        n=words.number(serving.n),
        total=money(serving.total, words),
        each=money(serving.each, words),
        source=_source(serving, words),
    )
    everybody = serving.everybody
    if everybody is not None:
        text += " " + words(
            "A customer makes {rate} contacts a year and costs {cost} to serve (n = {n} customers "
            "in the data); {population} customers cost {yearly} a year if the tickets hold all "
            "their contacts.",
            rate=_decimal(everybody.rate.value, words),
            cost=money(everybody.cost, words),
            n=words.number(everybody.customers),
            population=words.number(serving.population),
            yearly=money(serving.yearly, words),
        )
    if serving.pain.value == serving.pain.value:
        text += " " + words(
            "{share} of the cost falls at touchpoints with a registered pain point.",
            share=share(serving.pain, words),
        )
    text += " " + words(
        "Claim: {claim}; what makes customers call is not shown.",
        claim=words(units.CLAIM[serving.claim]),
    )
    doubts = _doubts(serving, words)
    lines = [" ".join([text, *doubts])]
    if serving.repeats:
        lines.append(read_repeats(serving.repeats, words))
    return "\n".join(lines)


def read_repeats(repeats: tuple[Repeats, ...], words: Words) -> str:
    """Say how many contacts came back, in each window."""
    parts = []
    for item in repeats:
        values = {
            "days": words.number(item.days),
            "topic": words(TOPIC.get(item.topic, TOPIC[""])),
            "back": words.number(item.back),
            "n": words.number(item.n),
        }
        if item.back < FEW_BACK:
            parts.append(
                words(
                    "Within {days} days {back} of {n} contacts came back {topic}: too few to put a "
                    "cost on.",
                    **values,
                )
            )
            continue
        parts.append(
            words(
                "Within {days} days {share} of {n} contacts came back {topic}; those that came "
                "back cost {cost}.",
                share=share(item.share, words),
                cost=money(item.cost, words),
                **values,
            )
        )
    parts.append(
        words(
            "That they came back for want of a solution (failure demand) is an assumption: read a "
            "sample of them."
        )
    )
    return " ".join(parts)


def describe_serving(item: ServingBy, words: Words) -> FigureText:
    """Words around the cost by touchpoint."""
    named = [row for row in item.rows if row.group]
    first = named[0]
    headline = words(
        "“{place}” takes {share} of the cost of contacts",
        place=item.column.group(first.group, words),
        share=words.percent(first.share.value),
    )
    if len(named) > 1 and first.cost.low <= named[1].cost.high:
        headline = words(
            "“{place}” and “{other}” take most of the cost of contacts; which of them more, we "
            "cannot tell",
            place=item.column.group(first.group, words),
            other=item.column.group(named[1].group, words),
        )
    values = "; ".join(
        words(
            "{place} {value} ({low} to {high}; n = {n})",
            place=item.column.group(row.group, words),
            value=units.money(row.cost.value, words),
            low=units.money(row.cost.low, words),
            high=units.money(row.cost.high, words),
            n=words.number(row.n),
        )
        for row in named
    )
    reading = words(
        "Point: cost in the period; line: its range ({level} interval, and the agreed cost of a "
        "contact where none is recorded).",
        level=words.percent(item.confidence),
    )
    if any(row.pain for row in item.rows):
        reading += " " + words("In colour: a pain point is registered there.")
    return FigureText(
        headline=headline,
        measure=words(
            "Cost of contacts in the period by {dimension}, {currency}; n = {n} contacts; claim: "
            "{claim}",
            dimension=item.column.title(words).lower(),
            currency=words.currency,
            n=words.number(item.n),
            claim=words(units.CLAIM[item.claim]),
        ),
        reading=reading,
        source=words("Source: tables “tickets” and “customers”, economics.yml"),
        alt=f"{headline}. {values}.",
    )


def serving_table(item: ServingBy, words: Words) -> TextTable:
    """One row a group: contacts, cost with its range, share of the cost, cost of a contact."""
    rows = []
    for row in item.rows:
        name = item.column.group(row.group, words) if row.group else words("all others")
        if row.n < item.min_base:
            name = words("{name} (indicative)", name=name)
        rows.append(
            [
                name + (" *" if row.pain else ""),
                words.number(row.n),
                units.money(row.cost.value, words),
                units.money_range(row.cost.low, row.cost.high, words),
                share(row.share, words),
                units.money(row.each.value, words),
            ]
        )
    note = words("Claim: {claim}.", claim=words(units.CLAIM[item.claim]))
    if any(row.pain for row in item.rows):
        note = words("* A pain point is registered there.") + " " + note
    if item.n_blank:
        note += " " + words.plural(
            "{n} contact does not say where it belongs.",
            "{n} contacts do not say where they belong.",
            item.n_blank,
        )
    title = item.column.title(words)
    return TextTable(
        caption=words("Cost of contacts in the period by {dimension}", dimension=title.lower()),
        headings=[
            title,
            words("Contacts"),
            words("Cost"),
            words("Range"),
            words("Of the cost"),
            words("A contact"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, True],
        note=note,
    )


def served_table(item: ServedBy, words: Words) -> TextTable:
    """One row a group of customers: contacts and cost a customer and year."""
    title = item.column.title(words) if item.column is not None else words("What they answered")
    rows = []
    for row in item.rows:
        name = units.group(row.group, item.column, words)
        if row.customers < item.min_base:
            name = words("{name} (indicative)", name=name)
        rows.append(
            [
                name,
                words.number(row.customers),
                words.number(row.contacts),
                _decimal(row.rate.value, words),
                units.money(row.cost.value, words),
                units.money_range(row.cost.low, row.cost.high, words),
            ]
        )
    return TextTable(
        caption=words(
            "Cost to serve a customer for a year, by {dimension}", dimension=title.lower()
        ),
        headings=[
            title,
            words("Customers"),
            words("Contacts"),
            words("Contacts a year"),
            words("Cost a year"),
            words("Range"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, True],
        note=words(
            "Customers without contacts count. Ranges overlap where groups may not differ. Claim: "
            "{claim}; whether bad experience makes contacts or contacts make bad experience is not "
            "shown.",
            claim=words(units.CLAIM[item.claim]),
        ),
    )


# ----------------------------------------------------------------- details
def _source(serving: Serving, words: Words) -> str:
    if serving.source == "agreed":
        return words(", at the agreed cost of a contact")
    blank = serving.n - serving.n_priced
    if not blank:
        return words(", as recorded")
    return words(
        ", as recorded; the {n} without a cost count the mean of the others",
        n=words.number(blank),
    )


def _doubts(serving: Serving, words: Words) -> list[str]:
    said, agreed = [], serving.agreed
    apart = agreed is not None and not (
        serving.each.low <= agreed.high and agreed.low <= serving.each.high
    )
    if serving.source == "recorded" and agreed is not None and apart:
        said.append(
            words(
                "The cost recorded lies outside the agreed {agreed} a contact: a ticket may hold "
                "several contacts; settle with Finance which of the two counts.",
                agreed=units.money_range(agreed.low, agreed.high, words),
            )
        )
    if serving.n_negative:
        said.append(
            words.plural(
                "{n} recorded cost is below 0 and taken as blank.",
                "{n} recorded costs are below 0 and taken as blank.",
                serving.n_negative,
            )
        )
    if serving.everybody is not None and serving.n_linked < serving.n:
        said.append(
            words.plural(
                "{n} contact is of nobody in the table of customers and is in no cost a customer.",
                "{n} contacts are of nobody in the table of customers and are in no cost a "
                "customer.",
                serving.n - serving.n_linked,
            )
        )
    if serving.n_outside:
        said.append(
            words.plural(
                "{n} contact opened outside the period is left out.",
                "{n} contacts opened outside the period are left out.",
                serving.n_outside,
            )
        )
    if serving.n < serving.min_base:
        said.append(words("The base is small: take it as indicative."))
    return said


def _decimal(value: float, words: Words) -> str:
    return words.number(value, decimals=2 if abs(value) < 10 else 1)
