"""How answers are distributed, in words."""

from __future__ import annotations

from cxkit.language import Words
from cxkit.metrics import CsatResult, NpsResult
from cxkit.perception.results import SHORT, Answers
from cxkit.presentation import FigureText
from cxkit.presentation.evidence import period_first, source


def describe_answers(answers: Answers, words: Words) -> FigureText:
    """Words around the distribution of all answers."""
    table = answers.table
    result = answers.overall.result
    if isinstance(result, NpsResult):
        headline = words(
            "{promoters} of the answers are promoters' and {detractors} detractors'",
            promoters=words.percent(result.promoters),
            detractors=words.percent(result.detractors),
        )
    else:
        headline = words(
            "{name}: {share} of answers are favourable",
            name=words(SHORT[answers.metric]),
            share=words.percent(result.top_box if isinstance(result, CsatResult) else result.agree),
        )
    values = ", ".join(
        f"{words.number(row['answer'])}: {words.percent(row['share'])}"
        for _, row in table.iterrows()
    )
    return FigureText(
        headline=headline,
        measure=words(
            "Share of answers, scale of {scale}; {period}n = {n}",
            scale=answers.overall.scale.text,
            period=period_first(answers.overall.evidence, words),
            n=words.number(result.n),
        ),
        reading=words(
            "The score is a summary of this distribution: two very different ones can give the "
            "same score."
        ),
        source=source(answers.overall.evidence, words),
        alt=f"{headline}. {values}.",
    )


def describe_answers_by(answers: Answers, words: Words) -> FigureText:
    """Words around the distribution of the answers group by group."""
    title = answers.column.title(words) if answers.column is not None else ""
    headline = words("How the answers divide by {dimension}", dimension=title.lower())
    groups = answers.table["group"].nunique()
    return FigureText(
        headline=headline,
        measure=words(
            "Share of unfavourable, middle and favourable answers; {period}n = {n}",
            period=period_first(answers.overall.evidence, words),
            n=words.number(answers.overall.result.n),
        ),
        reading=words(
            "The white line parts favourable from unfavourable answers: a bar further to the "
            "right is better."
        ),
        source=source(answers.overall.evidence, words),
        alt=words.plural(
            "{headline}: {n} group.", "{headline}: {n} groups.", groups, headline=headline
        ),
    )
