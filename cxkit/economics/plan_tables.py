"""Business cases and outcomes as tables of texts, in the client's number format."""

from __future__ import annotations

from cxkit.economics import units
from cxkit.economics.cases.initiatives import Cases
from cxkit.economics.growth.outcomes import Outcomes
from cxkit.economics.wording.cases import case_name
from cxkit.economics.wording.growth import MEASURE
from cxkit.language import Words
from cxkit.presentation import TextTable


def cases_table(cases: Cases, words: Words) -> TextTable:
    """One row an initiative: cost, benefit, probability, payback, break-even, claim."""
    rows = []
    for case in cases.cases:
        money = bool(case.source)
        rows.append(
            [
                case_name(case, words) + (" *" if case.capped else ""),
                units.money(case.cost[1], words),
                units.money(case.benefit[1], words) if money else words("no money claimed"),
                words.percent(case.probability),
                units.months(case.payback_months, words),
                _break_even(case.break_even, words),
                words(units.CLAIM[case.claim]) if money else "–",
            ]
        )
    return TextTable(
        caption=words("The case of each initiative"),
        headings=[
            words("Initiative"),
            words("Cost"),
            words("Benefit a year"),
            words("Probability"),
            words("Payback, months"),
            words("Breaks even at"),
            words("Claim"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, True, False],
        note=words(
            "Benefit a year if it succeeds. Breaks even at: the probability of success at which "
            "the base case is worth nothing. * Benefit claimed more than once, counted once."
        ),
    )


def _break_even(share: float, words: Words) -> str:
    return words("never") if share > 1 else words.percent(share)


def outcomes_table(outcomes: Outcomes, words: Words) -> TextTable:
    """Own result, the same from the data, the sector's, and the difference in points."""
    rows = [
        [
            words(MEASURE[row.measure]),
            words.percent(row.own, decimals=1),
            words.percent(row.data, decimals=1),
            words.percent(row.sector, decimals=1),
            units.points(row.gap, words),
            row.source.say(words) if row.source is not None else words("not stated"),
        ]
        for row in outcomes.rows
    ]
    return TextTable(
        caption=words("Results a year, beside the sector's"),
        headings=[
            words("Result"),
            words("Stated"),
            words("From the data"),
            words("Sector"),
            words("Points from the sector"),
            words("Source of the sector's figure"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, False],
    )
