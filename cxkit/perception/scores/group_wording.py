"""The scores of the groups of a dimension, in words."""

from __future__ import annotations

from cxkit.language import Words
from cxkit.perception import units
from cxkit.perception.evidence import MEASURE
from cxkit.perception.results import SHORT, ScoresBy
from cxkit.perception.standout import apart, standing_out
from cxkit.presentation import FigureText
from cxkit.presentation.evidence import period_first, source


def describe_by(scores: ScoresBy, words: Words) -> FigureText:
    """Words around the scores of the groups; the headline names a group only if it stands out."""
    headline = _headline_by(scores, words)
    values = "; ".join(
        words(
            "{group}: {score} ({interval}; n = {n})",
            group=scores.column.group(row["group"], words),
            score=units.score(scores.metric, row["score"], words),
            interval=units.interval(scores.metric, row["ci_low"], row["ci_high"], words),
            n=words.number(row["n"]),
        )
        for _, row in scores.table.sort_values("score", ascending=False).iterrows()
    )
    tested = int(scores.table["p_adjusted"].notna().sum())
    return FigureText(
        headline=headline,
        measure=words(
            "{name}, {measure}, with its {level} interval; {period}n = {n}",
            name=words(SHORT[scores.metric]),
            measure=words(MEASURE[scores.metric], scale=scores.overall.scale.text),
            level=words.percent(scores.confidence),
            period=period_first(scores.overall.evidence, words),
            n=words.number(scores.overall.result.n),
        ),
        reading=words.plural(
            "Each group was compared with all others together; {n} comparison, corrected for "
            "their number (Holm).",
            "Each group was compared with all others together; {n} comparisons, corrected for "
            "their number (Holm).",
            tested,
        ),
        source=source(scores.overall.evidence, words),
        alt=f"{headline}. {values}.",
    )


def _headline_by(scores: ScoresBy, words: Words) -> str:
    worst, best = standing_out(scores, "bad"), standing_out(scores, "good")
    name = words(SHORT[scores.metric])
    if worst is not None:
        return words(
            "{group} stands out below: {name} {size} worse than the rest",
            group=scores.column.group(worst["group"], words),
            name=name,
            size=units.size(scores.metric, worst["gap"], words),
        )
    if best is not None:
        return words(
            "{group} stands out above: {name} {size} better than the rest",
            group=scores.column.group(best["group"], words),
            name=name,
            size=units.size(scores.metric, best["gap"], words),
        )
    return words(
        "{name}: no difference by {dimension} is clear",
        name=name,
        dimension=scores.column.title(words).lower(),
    )


def read_calm_segments(several: tuple[ScoresBy, ...], words: Words) -> str:
    """Name the dimensions in which no group stands apart; empty where all or none do."""
    calm = [scores for scores in several if not apart(scores)]
    if not calm or len(calm) == len(several) == 1:
        return ""
    return words(
        "No group differs clearly from the rest by {dimensions}; the tables are in the annexes.",
        dimensions=words.join([scores.column.title(words).lower() for scores in calm]),
    )
