"""The plan as a finance director reads it: conventions first, then chances and information."""

from __future__ import annotations

import math

from cxkit.economics import units
from cxkit.economics.cases.chances import Chance, Chances
from cxkit.economics.cases.conventions import Conventions
from cxkit.economics.cases.plan_wording import KIND, chance_name
from cxkit.language import N_, Words
from cxkit.presentation import TextTable

PRICES = {
    "nominal": N_("nominal: yearly amounts, written in prices of today, grow with inflation"),
    "real": N_("real: all amounts stay in prices of today, and the rate is above inflation"),
}
SPREAD = {
    "p10_p90": N_("low and high are each passed in one case of ten; base is the median"),
    "min_max": N_("low and high are never passed; base is the most likely value (PERT)"),
}


def conventions_table(conventions: Conventions, words: Words) -> TextTable:
    """One row a convention, in the order in which finance asks for them."""
    given = conventions
    undeclared = words("not declared")
    rows = [
        [
            words("Prices"),
            words(PRICES[given.prices])
            if given.prices
            else words("not declared: yearly amounts stay the same and the rate is taken as given"),
        ],
        [
            words("Inflation"),
            undeclared
            if math.isnan(given.inflation)
            else words("{rate} a year", rate=words.percent(given.inflation, decimals=1)),
        ],
        [
            words("Discount rate"),
            words("{rate} a year", rate=words.percent(given.discount, decimals=1)),
        ],
        [
            words("Where the rate comes from"),
            given.source.say(words) if given.source is not None else undeclared,
        ],
        [words("Agreed by"), given.agreed_by or undeclared],
        [words("Horizon"), _horizon(given, words)],
        [words("Tax"), _tax(given, words)],
        [words("Currency"), _currency(given, words)],
        [words("Ranges"), words(SPREAD[given.spread])],
        [
            words("Timing"),
            words(
                "the cost today; benefits and running costs at the ends of years, from when an "
                "initiative is in place (its delay, else its end) and after its ramp-up"
            ),
        ],
    ]
    return TextTable(
        caption=words("How the money of the plan is counted"),
        headings=[words("Convention"), words("Used here")],
        rows=rows,
        numeric=[False, False],
        note=words("Declared in economics.yml, under “finance”, and in initiatives.csv."),
    )


def _horizon(given: Conventions, words: Words) -> str:
    years = words.plural("{n} year", "{n} years", given.years)
    if given.as_of is None:
        return years
    return words("{years} from {day}", years=years, day=words.date(given.as_of))


def _tax(given: Conventions, words: Words) -> str:
    if not given.tax:
        return words("before tax: no rate is declared")
    rate = words.percent(given.tax, decimals=1)
    if not given.depreciation:
        return words("after tax of {rate}; the cost is deducted at once", rate=rate)
    return words(
        "after tax of {rate}; the cost is deducted evenly over {years} years",
        rate=rate,
        years=words.number(given.depreciation),
    )


def _currency(given: Conventions, words: Words) -> str:
    rates = [
        words(
            "1 {other} = {rate} {own} on {day}",
            other=each.currency,
            rate=words.number(each.rate, decimals=4),
            own=given.currency,
            day=words.date(each.date),
        )
        for each in given.exchange.values()
    ]
    return "; ".join([given.currency or words.currency, *rates])


def chances_table(chances: Chances, words: Words) -> TextTable:
    """One row an initiative, the plan last: value with range, loss, payback, return, break-even."""
    rows = [_row(each, words) for each in (*chances.rows, chances.plan)]
    return TextTable(
        caption=words("What may come of each initiative"),
        headings=[
            words("Initiative"),
            words("Mean value"),
            words("Eight in ten between"),
            words("Loses money"),
            words("Payback, months"),
            words("Return a year"),
            words("Breaks even with"),
            words("Claim"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, True, True, False],
        note=words(
            "Net present value in {currency} over {years} years at {rate} a year, {draws} "
            "simulated "
            "futures (seed {seed}); an initiative that fails still costs its money. Payback: "
            "median, "
            "from today. Return: every internal rate of return of the expected cash flows. Breaks "
            "even with: the share of the declared benefit at which the expected value is 0. "
            "What several claim is counted once in every future.",
            currency=words.currency,
            years=words.number(chances.conventions.years),
            rate=words.percent(chances.conventions.discount, decimals=1),
            draws=words.number(chances.draws),
            seed=str(chances.seed),
        ),
    )


def _row(each: Chance, words: Words) -> list[str]:
    rates = [words.percent(rate) for rate in each.irr_base]
    share = each.break_even_effect
    return [
        chance_name(each, words),
        units.money(each.mean, words),
        units.money_range(each.npv[0], each.npv[2], words),
        words.percent(each.loss),
        units.months(each.payback[1], words),
        words.join(rates) if rates else words("none"),
        words.percent(share) if math.isfinite(share) else words("never"),
        words(units.CLAIM[each.claim]),
    ]


def information_table(chances: Chances, words: Words) -> TextTable:
    """One row an initiative whose decision better knowledge could change."""
    rows = []
    for each in chances.rows:
        known = sorted(each.knowing.items(), key=lambda item: -item[1])
        known = [item for item in known if item[1] > 0]
        if not known:
            continue
        rows.append(
            [
                chance_name(each, words),
                units.money(each.perfect, words),
                words(KIND[known[0][0]]),
                units.money(known[0][1], words),
            ]
        )
    return TextTable(
        caption=words("What it would be worth to know more before deciding"),
        headings=[
            words("Initiative"),
            words("To know everything"),
            words("Most worth knowing"),
            words("To know that"),
        ],
        rows=rows,
        numeric=[False, True, False, True],
        note=words(
            "The most that a test, pilot or study may cost, each initiative decided by itself: "
            "done "
            "if its mean value is above 0."
        ),
    )
