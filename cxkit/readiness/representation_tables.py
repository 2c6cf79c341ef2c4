"""Whom the answers stand for, as tables of texts."""

from __future__ import annotations

from cxkit.language import Words
from cxkit.metrics import Weighting
from cxkit.metrics.margins import BLANK
from cxkit.presentation import TextTable
from cxkit.presentation.evidence import source
from cxkit.readiness.early_late import EarlyLate
from cxkit.readiness.representation import Representation
from cxkit.readiness.representation_wording import represented
from cxkit.readiness.silence import SilentCustomers


def representation_table(result: Representation, words: Words) -> TextTable:
    """One row a fact of the sample: answers, weighted, effective, design effect, the silent."""
    return TextTable(
        caption=words("What the answers are worth as a sample"),
        headings=[words("What"), words("How much"), words("How to take it")],
        rows=[list(row) for row in represented(result, words)],
        numeric=[False, True, False],
        note=words(
            "{source}. A design effect of 2 means that twice as many answers are needed for the "
            "same interval.",
            source=source(result.evidence, words),
        ),
    )


def weighting_table(result: Weighting, words: Words) -> TextTable:
    """One row a group of a margin: its share of customers, of answers, and once weighted."""
    rows = []
    for margin in result.margins:
        for group in margin.groups:
            blank = group.group == BLANK
            name = words("(blank)") if blank else margin.column.group(group.group, words)
            rows.append(
                [
                    f"{margin.column.title(words)}: {name}",
                    words.number(group.n),
                    words.percent(group.answers_share, decimals=1),
                    "–" if blank else words.percent(group.customers_share, decimals=1),
                    words.percent(group.weighted_share, decimals=1),
                ]
            )
    note = words("No margins were declared, so no group is weighted to its customers.")
    if rows:
        where = source(result.evidence, words)
        note = words.plural(
            "{source}. Weights found in {n} pass; those who are blank keep their share.",
            "{source}. Weights found in {n} passes; those who are blank keep their share.",
            result.iterations,
            source=where,
        )
    return TextTable(
        caption=words("Answers weighted to the client's customers"),
        headings=[
            words("Group"),
            words("Answers"),
            words("Share of answers"),
            words("Share of customers"),
            words("Weighted share"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True],
        note=note,
    )


def early_late_table(result: EarlyLate, words: Words) -> TextTable:
    """Early answers, late ones and their difference."""
    level = words.percent(result.confidence)
    return TextTable(
        caption=words("Early and late answers, “{question}”", question=result.column.title(words)),
        headings=[words("Answers"), words("Base"), words("Points"), words("Interval")],
        rows=[
            [
                words("first third of each wave"),
                words.number(result.n_early),
                words.number(result.early, decimals=1),
                "–",
            ],
            [
                words("last third of each wave"),
                words.number(result.n_late),
                words.number(result.late, decimals=1),
                "–",
            ],
            [
                words("late less early"),
                words.number(result.n_early + result.n_late),
                words.number(result.difference, decimals=1, signed=True),
                words.interval(result.ci_low, result.ci_high, decimals=1, signed=True),
            ],
        ],
        numeric=[False, True, True, True],
        note=words(
            "{source}. Interval at {level}. NPS, or percent of favourable answers.",
            source=source(result.evidence, words),
            level=level,
        ),
    )


def silent_table(result: SilentCustomers, words: Words) -> TextTable:
    """One row a segment: its customers, and how many of them never answered."""
    return TextTable(
        caption=words("Customers without an answer, by segment"),
        headings=[words("Segment"), words("Customers"), words("Without an answer"), words("Share")],
        rows=[
            [
                f"{item.column.title(words)}: {item.column.group(item.group, words)}",
                words.number(item.n),
                words.number(item.silent),
                words.percent(item.silent / item.n),
            ]
            for item in result.groups
        ],
        numeric=[False, True, True, True],
        note=words(
            "A count of all customers listed, not an estimate; those who were never invited are "
            "among them."
        )
        if result.groups
        else words("The table customers has no segments."),
    )
