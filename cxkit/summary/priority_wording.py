"""The order of the initiatives in words and as a table."""

from __future__ import annotations

import math

from cxkit.language import Words
from cxkit.presentation import FigureText, TextTable
from cxkit.summary.chain_layout import CLAIM
from cxkit.summary.money import Case
from cxkit.summary.priority import BAND, Priorities, Priority

SURE = 0.8
"""Share of the draws from which a place among the first counts as robust."""


def describe_priorities(found: Priorities, words: Words) -> FigureText:
    """Return the words around the figure of priorities."""
    sure = [row for row in found.rows if row.top > SURE]
    places = words.number(found.top)
    share = words.percent(SURE)
    names = words.join([_named(row, words) for row in sure])
    if sure and found.top == 1:
        headline = words(
            "{name} comes first in more than {share} of the draws", name=names, share=share
        )
    elif sure:
        headline = words.plural(
            "{n} initiative is among the first {places} in more than {share} of the draws: {names}",
            "{n} initiatives are among the first {places} in more than {share} of the draws: "
            "{names}",
            len(sure),
            places=places,
            share=share,
            names=names,
        )
    else:
        headline = words("The order of the initiatives depends on what weighs most")
    criteria = [
        words("impact on customers"),
        words("impact on the business"),
        words("little effort"),
    ]
    if found.with_money:
        criteria.append(words("money"))
    chance = (
        words("Chance to be first")
        if found.top == 1
        else words("Chance to be among the first {places}", places=places)
    )
    measure = words(
        "{chance}, in {draws} draws of weights and scores; criteria: {criteria}; n = {n} "
        "initiatives",
        chance=chance,
        draws=words.number(found.draws),
        criteria=words.join(criteria),
        n=words.number(len(found.rows)),
    )
    reading = words(
        "The dark part is the chance to be first. A judgement of 4 stands for {low} to {high}, "
        "money for its whole range, and no criterion is given a weight in advance.",
        low=words.number(4 - BAND, decimals=1),
        high=words.number(4 + BAND, decimals=1),
    )
    waiting = _waiting(found, words)
    if waiting:
        reading += " " + words("Waiting for another initiative: {names}.", names=waiting)
    if found.left_out:
        names = words.join([f"{item.id} {item.name.say(words)}" for item in found.left_out])
        reading += " " + words("Not judged: {names}.", names=names)
    listed = "; ".join(f"{_named(row, words)}: {words.percent(row.top)}" for row in found.rows)
    return FigureText(
        headline=headline,
        measure=measure,
        reading=reading,
        source=words("Source: initiatives.csv (judgements)"),
        alt=f"{headline}. {listed}.",
    )


def priorities_table(found: Priorities, words: Words) -> TextTable:
    """Return what each initiative was judged by, its money, and its chance."""
    among = []
    if found.top > 1:
        among.append(words("Among the first {places}", places=words.number(found.top)))
    return TextTable(
        caption=words("What the order of the initiatives rests on"),
        headings=[
            words("Initiative"),
            words("Customers (1–5)"),
            words("Business (1–5)"),
            words("Effort (1–5)"),
            words("Money a year"),
            words("First"),
            *among,
            words("Waits for"),
        ],
        rows=[
            [
                _named(row, words),
                _judged(row.initiative.customer_impact, words),
                _judged(row.initiative.business_impact, words),
                _judged(row.initiative.effort, words),
                money_range(row.case, words),
                words.percent(row.first),
                *([words.percent(row.top)] if among else []),
                ", ".join(row.waits_for) or "–",
            ]
            for row in found.rows
        ],
        numeric=[False, *[True] * (5 + len(among)), False],
    )


def _waiting(found: Priorities, words: Words) -> str:
    """Say which initiatives wait for which others that are not done."""
    return words.join(
        [f"{row.initiative.id} ({', '.join(row.waits_for)})" for row in found.rows if row.waits_for]
    )


def money_range(case: Case, words: Words) -> str:
    """Write a benefit a year with its range and what it rests on."""
    if math.isnan(case.benefit):
        return words("not claimed")
    amount = words(
        "{low} to {high}",
        low=words.money(case.benefit_low),
        high=words.money(case.benefit_high),
    )
    return f"{amount} ({words(CLAIM[case.claim])})" if case.claim else amount


def _judged(value: int | None, words: Words) -> str:
    return words.number(value) if value is not None else "–"


def _named(row: Priority, words: Words) -> str:
    return f"{row.initiative.name.say(words)} ({row.initiative.id})"
