"""The choice under a budget, in words and as a table."""

from __future__ import annotations

import math

from cxkit.economics import units
from cxkit.economics.cases.portfolio import Option, Portfolio
from cxkit.language import Words
from cxkit.presentation import TextTable


def option_name(option: Option, words: Words) -> str:
    """Return what the report calls an initiative."""
    return f"{option.id} {option.name.say(words)}"


def read_portfolio(portfolio: Portfolio, words: Words) -> str:
    """Say what to choose, what more money would bring, and how steady the choice is."""
    names = {each.id: option_name(each, words) for each in portfolio.options}
    chosen = [option_name(each, words) for each in portfolio.options if each.chosen]
    budget = units.money(portfolio.budget, words)
    if not chosen:
        lines = [
            words(
                "With {budget} nothing is worth doing: no set of initiatives pays.", budget=budget
            )
        ]
    else:
        lines = [
            words(
                "With {budget} the best set is {names}: it costs {cost} and is worth {value} on "
                "average (claim: {claim}).",
                budget=budget,
                names=words.join(chosen),
                cost=units.money(portfolio.cost, words),
                value=units.money(portfolio.value, words),
                claim=words(units.CLAIM[portfolio.claim]),
            ),
            words(
                "In {same} of {trials} futures looked at, exactly this set is the best one; its "
                "cost passes the budget in {overrun} of all.",
                same=words.percent(portfolio.same),
                trials=words.number(portfolio.trials),
                overrun=words.percent(portfolio.overrun),
            ),
        ]
    lines.append(_more(portfolio, names, words))
    losing = [option_name(each, words) for each in portfolio.options if each.loses]
    if losing:
        lines.append(
            words(
                "Not to be done at any budget, since it loses money on average: {names}.",
                names=words.join(losing),
            )
        )
    if portfolio.unknown:
        lines.append(
            words(
                "Without cost or benefit in the file, and so not looked at although needed: "
                "{names}.",
                names=words.join(sorted({need for _, need in portfolio.unknown})),
            )
        )
    if portfolio.conservative:
        lines.append(
            words(
                "So many initiatives share one benefit that each was valued as if all were done: "
                "what a single one is worth is understated."
            )
        )
    return "\n".join(line for line in lines if line)


def _more(portfolio: Portfolio, names: dict[str, str], words: Words) -> str:
    if math.isnan(portfolio.next_budget):
        return words("A larger budget would bring nothing more: no better set is left.")
    if portfolio.more_value <= 0:
        return words(
            "A tenth more budget would change nothing; the next better set costs {next}.",
            next=units.money(portfolio.next_budget, words),
        )
    text = words(
        "A tenth more budget ({more}) would be worth {value} more: it brings in {added}",
        more=units.money(portfolio.more_budget, words),
        value=units.money(portfolio.more_value, words),
        added=words.join([names[key] for key in portfolio.added]),
    )
    if not portfolio.dropped:
        return text + "."
    dropped = words.join([names[key] for key in portfolio.dropped])
    return words("{text} in place of {dropped}.", text=text, dropped=dropped)


def portfolio_table(portfolio: Portfolio, words: Words) -> TextTable:
    """One row an initiative: chosen or not, cost, value alone, how steady."""
    return TextTable(
        caption=words("Which initiatives to choose under the budget"),
        headings=[
            words("Initiative"),
            words("Chosen"),
            words("Cost"),
            words("Mean value alone"),
            words("In the best set of"),
        ],
        rows=[
            [
                option_name(each, words),
                words("yes") if each.chosen else words("no"),
                units.money(each.cost, words),
                units.money(each.value, words),
                words.percent(each.steadiness),
            ]
            for each in portfolio.options
        ],
        numeric=[False, False, True, True, True],
        note=words(
            "Most likely costs count against the budget of {budget}; running costs do not, but "
            "lower the value. Last column: share of {trials} futures in whose best set it is. What "
            "several claim is counted once in every set.",
            budget=units.money(portfolio.budget, words),
            trials=words.number(portfolio.trials),
        ),
    )
