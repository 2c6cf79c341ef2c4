"""The client's own gaps beside the figures that the field quotes; nothing is calculated here."""

from __future__ import annotations

from cxkit.findings import Missing
from cxkit.frameworks.reference_figures import (
    GRADE_NAMES,
    ReferenceFigure,
    load_reference_figures,
)
from cxkit.language import Words
from cxkit.presentation import TextTable
from cxkit.strategy.analysis import StrategyAnalysis
from cxkit.strategy.perception_gap import widest

BESIDE_OWN = ("delivery_gap",)
"""Quoted figures that are set beside the client's own gaps; the annex has them all."""


def own_and_quoted_table(analysis: StrategyAnalysis, words: Words) -> TextTable:
    """Put the client's own two gaps first, then what is quoted, each with its grade."""
    rows = _own(analysis, words)
    quoted = {figure.key: figure for figure in load_reference_figures()}
    rows += [
        [quoted[key].text.say(words), _value(quoted[key], words), _trust(quoted[key], words)]
        for key in BESIDE_OWN
    ]
    return TextTable(
        caption=words("The client's own gaps beside the figures often quoted"),
        headings=[words("Gap"), words("Value"), words("What it rests on")],
        rows=rows,
        numeric=[False, False, False],
        note=words("Quoted figures are shown to be put in their place; no result uses them."),
    )


def quoted_table(figures: tuple[ReferenceFigure, ...], words: Words) -> TextTable:
    """Every figure that the field quotes, with source, grade and warning."""
    return TextTable(
        caption=words("Figures often quoted, and how far they can be trusted"),
        headings=[words("Figure"), words("Value"), words("Source"), words("Grade and caution")],
        rows=[
            [
                figure.text.say(words),
                _value(figure, words),
                figure.source + (f", {figure.year}" if figure.year is not None else ""),
                f"{_capital(words(GRADE_NAMES[figure.grade]))}. {figure.warning.say(words)}",
            ]
            for figure in figures
        ],
        numeric=[False, False, False, False],
        note=words("Quoted figures are shown to be put in their place; no result uses them."),
    )


def _own(analysis: StrategyAnalysis, words: Words) -> list[list[str]]:
    execution, perception = analysis.execution_gap, analysis.perception_gap
    rows = []
    name = words("This client: leaders who call the experience critical, and who manage it")
    if isinstance(execution, Missing):
        rows.append([name, words("not measured yet"), words(execution.need)])
    else:
        rows.append(
            [
                name,
                words(
                    "{first} and {second}",
                    first=words.percent(execution.result.first),
                    second=words.percent(execution.result.second),
                ),
                words.plural(
                    "the same {n} leader, strategy.yml",
                    "the same {n} leaders, strategy.yml",
                    execution.result.n,
                ),
            ]
        )
    name = words("This client: leaders' rating and customers', where they lie furthest apart")
    if isinstance(perception, Missing):
        rows.append([name, words("not measured yet"), words(perception.need)])
        return rows
    row = widest(perception, error=1 - perception.confidence)
    if row is None:
        row = max(perception.rows, key=lambda item: abs(item.gap))
    rows.append(
        [
            name,
            words(
                "{leaders} and {customers} of {top} ({touchpoint})",
                leaders=words.number(row.leaders, decimals=2),
                customers=words.number(row.customers, decimals=2),
                top=words.number(perception.scale.high),
                touchpoint=perception.names.say(row.touchpoint, words),
            ),
            words.plural(
                "{n} leader, strategy.yml; {answers} answers, table responses",
                "{n} leaders, strategy.yml; {answers} answers, table responses",
                row.n_leaders,
                answers=words.number(row.n),
            ),
        ]
    )
    return rows


def _value(figure: ReferenceFigure, words: Words) -> str:
    """Write the numbers of a quoted figure, or that it was not found."""
    if not figure.values:
        return words("not found")
    said = "; ".join(
        f"{words.percent(value.share)} {value.of.say(words)}" for value in figure.values
    )
    return words("up to {value}", value=said) if figure.up_to else said


def _trust(figure: ReferenceFigure, words: Words) -> str:
    year = f", {figure.year}" if figure.year is not None else ""
    return f"{figure.source}{year}. {figure.warning.say(words)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
