"""Winning customers against keeping them, in words and as a table."""

from __future__ import annotations

import math

from cxkit.economics import units
from cxkit.economics.growth.amounts import Amount
from cxkit.economics.growth.bridge_wording import money
from cxkit.economics.growth.winning import Winning
from cxkit.economics.wording.money import MONEY
from cxkit.language import N_, Words
from cxkit.presentation import TextTable


def read_winning(winning: Winning, words: Words) -> str:
    """Say what it costs to win back what left, and when a new customer has paid its cost."""
    text = words(
        "{lost} customers left in the period; they brought {revenue} a year. To win as much with "
        "new customers takes {needed} of them and {cost}, at {each} each: {one} for each customer "
        "lost. That is the most that may be spent to keep one before winning becomes cheaper, if "
        "it reaches only customers who would have left.",
        lost=_count(winning.lost, words),
        revenue=money(winning.lost_revenue, words),
        needed=_count(winning.needed, words),
        cost=money(winning.replacement, words),
        each=units.money_range(winning.cost.low, winning.cost.high, words),
        one=money(winning.a_customer, words),
    )
    text += " " + _paid_back(winning, words)
    if winning.ratio.value == winning.ratio.value:
        text += " " + words(
            "Over {years} years a customer is worth {ratio} times what winning one costs{verdict}.",
            years=words.number(winning.years),
            ratio=_times(winning.ratio, words),
            verdict=_verdict(winning.ratio, words),
        )
    text += " " + words(
        "Ranges hold the agreed cost and the {level} interval together; scaled to {population} "
        "customers; n = {n_lost} lost and {n_new} new in the data; {money}. Claim: {claim}, since "
        "the cost is agreed and the next customers won are taken to be like the last.",
        level=words.percent(winning.confidence),
        population=words.number(winning.population),
        n_lost=words.number(winning.n_lost),
        n_new=words.number(winning.n_new),
        money=words(MONEY[winning.money]),
        claim=words(units.CLAIM[winning.claim]),
    )
    if not winning.new_known:
        text += " " + words(
            "No customer joined in the period by the data: what who stayed brings stands for what "
            "a new one brings."
        )
    if not winning.dated:
        text += " " + words(
            "Leaving has no date: customers lost are taken to have brought what who stayed brings."
        )
    if min(winning.n_lost, winning.n_new or winning.n_lost) < winning.min_base:
        text += " " + words("The base is small: take it as indicative.")
    return text


def winning_table(winning: Winning, words: Words) -> TextTable:
    """One row a figure of acquisition and of retention, with its range."""
    rows = [
        _row(N_("Customers lost in the period"), _counts(winning.lost, words), words),
        _row(N_("What they brought a year"), _moneys(winning.lost_revenue, words), words),
        _row(N_("Customers won in the period"), _counts(winning.won, words), words),
        _row(N_("Spent on winning them"), _moneys(winning.spent, words), words),
        _row(N_("A new customer brings a year"), _moneys(winning.new_revenue, words), words),
        _row(N_("Margin of a new customer a year"), _moneys(winning.new_margin, words), words),
        _row(N_("Cost of winning one customer"), _moneys(winning.cost, words), words),
        _row(N_("New customers to make up for the lost"), _counts(winning.needed, words), words),
        _row(N_("Cost of winning those"), _moneys(winning.replacement, words), words),
        _row(N_("The same for one customer lost"), _moneys(winning.a_customer, words), words),
        _row(
            N_("Months until a new customer is paid back"), _months(winning.payback, words), words
        ),
        _row(
            N_("Lifetime value over cost of winning"),
            _factors(winning.ratio, words),
            words,
        ),
    ]
    return TextTable(
        caption=words("Winning customers against keeping them"),
        headings=[words("Figure"), words("Value"), words("Range")],
        rows=[row for row in rows if row[1] != words.number(math.nan)],
        numeric=[False, True, True],
        note=words(
            "Ranges hold the agreed cost of winning a customer and the {level} interval together. "
            "Payback without discounting and without leaving; the lifetime value leaves out the "
            "first year's margin. Claim: {claim}.",
            level=words.percent(winning.confidence),
            claim=words(units.CLAIM[winning.claim]),
        ),
    )


# ----------------------------------------------------------------- details
def _paid_back(winning: Winning, words: Words) -> str:
    if winning.payback.value == math.inf:
        return words("The margin of a new customer never pays back what winning it costs.")
    text = (
        N_("A new customer has paid its cost back after {months} months ({low} to {high}).")
        if winning.payback.high < math.inf
        else N_(
            "A new customer has paid its cost back after {months} months ({low} at best; at worst "
            "never)."
        )
    )
    return words(
        text,
        months=units.months(winning.payback.value, words),
        low=units.months(winning.payback.low, words),
        high=units.months(winning.payback.high, words),
    )


def _verdict(ratio: Amount, words: Words) -> str:
    if ratio.low > 1:
        return words(": winning pays even in the low case")
    if ratio.high < 1:
        return words(": winning does not pay even in the high case")
    return words(": whether winning pays, we cannot tell")


def _times(ratio: Amount, words: Words) -> str:
    return words(
        "{value} ({low} to {high})",
        value=words.number(ratio.value, decimals=1),
        low=words.number(ratio.low, decimals=1),
        high=words.number(ratio.high, decimals=1),
    )


def _count(amount: Amount, words: Words) -> str:
    return words(
        "{value} ({low} to {high})",
        value=words.number(units.rounded(amount.value)),
        low=words.number(units.rounded(amount.low)),
        high=words.number(units.rounded(amount.high)),
    )


def _row(name: str, written: tuple[str, str], words: Words) -> list[str]:
    return [words(name), *written]


def _counts(amount: Amount, words: Words) -> tuple[str, str]:
    low, value, high = (
        words.number(units.rounded(each)) for each in (amount.low, amount.value, amount.high)
    )
    return value, words("{low} to {high}", low=low, high=high)


def _moneys(amount: Amount, words: Words) -> tuple[str, str]:
    if amount.value != amount.value:
        return words.number(math.nan), ""
    return units.money(amount.value, words), units.money_range(amount.low, amount.high, words)


def _months(amount: Amount, words: Words) -> tuple[str, str]:
    low, value, high = (
        units.months(each, words) for each in (amount.low, amount.value, amount.high)
    )
    return value, words("{low} to {high}", low=low, high=high)


def _factors(amount: Amount, words: Words) -> tuple[str, str]:
    low, value, high = (
        words.number(each, decimals=1) for each in (amount.low, amount.value, amount.high)
    )
    return value, words("{low} to {high}", low=low, high=high)
