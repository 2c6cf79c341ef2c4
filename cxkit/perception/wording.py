"""Results of perception in words: headlines, sentences and key figures, no arithmetic."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from cxkit.findings import Evidence
from cxkit.language import N_, Words
from cxkit.metrics import CesResult, CsatResult, NpsResult
from cxkit.perception import units
from cxkit.perception.comparison import ScoreChange
from cxkit.perception.results import (
    NAME,
    SHORT,
    Answers,
    Metric,
    Overall,
    Ratings,
    Resolution,
    ScoresBy,
    WaveScores,
)
from cxkit.presentation import FigureText, KeyFigure

MEASURE: dict[Metric, str] = {
    "nps": N_("NPS in points, −100 to 100"),
    "csat": N_("share of favourable answers (top box)"),
    "ces": N_("mean on the scale {scale}"),
}


# ----------------------------------------------------------------- overall
def key_figures(scores: Sequence[Overall], words: Words) -> list[KeyFigure]:
    """One key figure a metric, with interval and base."""
    return [
        KeyFigure(
            label=words(NAME[item.metric]),
            value=units.score(item.metric, main_score(item), words),
            detail=words(
                "{level} interval {interval}; n = {n}",
                level=words.percent(item.result.confidence),
                interval=units.interval(item.metric, *main_interval(item), words),
                n=words.number(item.result.n),
            ),
            flag=_indicative(item.result.n, item.min_base, words),
        )
        for item in scores
    ]


def read_scores(scores: Sequence[Overall], words: Words) -> str:
    """The takeaway: what each metric says, and how far the evidence carries it."""
    return "\n".join(read_overall(item, words) for item in scores)


def read_overall(item: Overall, words: Words) -> str:
    """Two sentences on one metric a client can read, with the caveat the base calls for."""
    result = item.result
    common = {
        "level": words.percent(result.confidence),
        "interval": units.interval(item.metric, *main_interval(item), words),
        "n": words.number(result.n),
    }
    if isinstance(result, NpsResult):
        text = words(
            "NPS is {score} points ({level} interval {interval}; n = {n}): {promoters} promoters, "
            "{passives} passives and {detractors} detractors.",
            score=units.score("nps", result.score, words),
            promoters=words.percent(result.promoters),
            passives=words.percent(result.passives),
            detractors=words.percent(result.detractors),
            **common,
        )
    elif isinstance(result, CsatResult):
        text = words(
            "{share} of customers are satisfied ({level} interval {interval}; n = {n}); the mean "
            "is {mean} on a scale of {scale}.",
            share=words.percent(result.top_box),
            mean=words.number(result.mean, decimals=2),
            scale=item.scale.text,
            **common,
        )
    else:
        text = words(
            "Effort averages {mean} on a scale of {scale} where {direction} ({level} interval "
            "{interval}; n = {n}); {agree} found it easy.",
            mean=words.number(result.mean, decimals=2),
            scale=item.scale.text,
            direction=words("a high answer means easy")
            if item.scale.higher_is_better
            else words("a low answer means easy"),
            agree=words.percent(result.agree),
            **common,
        )
    return f"{text} {_verdict(item, words)}".strip()


def _verdict(item: Overall, words: Words) -> str:
    result = item.result
    if result.n < item.min_base:
        return words.plural(
            "With fewer than {base} answers it is indicative only.",
            "With fewer than {base} answers it is indicative only.",
            result.n,
            base=words.number(item.min_base),
        )
    if isinstance(result, NpsResult):
        if result.ci_low <= 0 <= result.ci_high:
            return words("The interval includes 0: neither promoters nor detractors clearly lead.")
        return words("Promoters lead.") if result.score > 0 else words("Detractors lead.")
    return ""


# ------------------------------------------------------------ distribution
def describe_answers(answers: Answers, words: Words) -> FigureText:
    """Words around the distribution of all answers."""
    table = answers.table
    top = table.loc[table["n"].idxmax()]
    name = words(SHORT[answers.metric])
    headline = words(
        "{name}: the most frequent answer is {answer}, given by {share}",
        name=name,
        answer=words.number(top["answer"]),
        share=words.percent(top["share"]),
    )
    result = answers.overall.result
    if isinstance(result, NpsResult):
        headline = words(
            "{promoters} of customers would recommend; {detractors} would not",
            promoters=words.percent(result.promoters),
            detractors=words.percent(result.detractors),
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
            period=_period(answers.overall.evidence, words),
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
            period=_period(answers.overall.evidence, words),
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


# ---------------------------------------------------------------- by group
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
            period=_period(scores.overall.evidence, words),
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


def standing_out(scores: ScoresBy, side: str) -> pd.Series | None:
    """Return the group furthest from the rest on one side, if the difference is clear."""
    table = scores.table
    towards = 1.0 if scores.overall.scale.higher_is_better or scores.metric != "ces" else -1.0
    gaps = table["gap"] * towards
    clear = (table["p_adjusted"] <= 1 - scores.confidence) & (table["n"] >= scores.min_base)
    chosen = table[clear & ((gaps < 0) if side == "bad" else (gaps > 0))]
    if chosen.empty:
        return None
    furthest: pd.Series = chosen.loc[gaps[chosen.index].abs().idxmax()]
    return furthest


# ------------------------------------------------------------------- waves
def describe_waves(waves: WaveScores, words: Words) -> FigureText:
    """Words around the scores wave by wave."""
    last = waves.changes[-1]
    headline = _headline_waves(waves, words)
    values = "; ".join(
        words(
            "{group}: {score} ({interval}; n = {n})",
            group=row["group"],
            score=units.score(waves.metric, row["score"], words),
            interval=units.interval(waves.metric, row["ci_low"], row["ci_high"], words),
            n=words.number(row["n"]),
        )
        for _, row in waves.table.iterrows()
    )
    return FigureText(
        headline=headline,
        measure=words(
            "{name}, {measure}, with its {level} interval; {period}n = {n}",
            name=words(SHORT[waves.metric]),
            measure=words(MEASURE[waves.metric], scale=waves.overall.scale.text),
            level=words.percent(last.confidence),
            period=_period(waves.overall.evidence, words),
            n=words.number(waves.overall.result.n),
        ),
        reading=words(ORIGIN[waves.origin]),
        source=source(waves.overall.evidence, words),
        alt=f"{headline}. {values}.",
    )


ORIGIN = {
    "column": N_(
        "Judge a change by the interval of the difference, in the table, not by whether the "
        "bars overlap."
    ),
    "declared": N_(
        "Waves are those declared in the engagement. Judge a change by the interval of the "
        "difference, in the table, not by whether the bars overlap."
    ),
    "quarters": N_(
        "No waves are declared, so calendar quarters are used. Judge a change by the interval "
        "of the difference, in the table, not by whether the bars overlap."
    ),
}


def clear_changes(waves: WaveScores) -> list[tuple[ScoreChange, float]]:
    """Return the changes that remain clear after correcting for their number."""
    return [
        (change, p_value)
        for change, p_value in zip(waves.changes, waves.p_adjusted, strict=True)
        if p_value <= 1 - change.confidence and change.verdict == "changed"
    ]


def _headline_waves(waves: WaveScores, words: Words) -> str:
    clear = clear_changes(waves)
    name = words(SHORT[waves.metric])
    if not clear:
        return words("{name}: no change from one wave to the next is clear", name=name)
    change = max((item for item, _ in clear), key=lambda item: abs(item.difference))
    text = (
        N_("{name} fell by {size} from {before} to {after}")
        if change.difference < 0
        else N_("{name} rose by {size} from {before} to {after}")
    )
    return words(
        text,
        name=name,
        size=units.size(waves.metric, change.difference, words),
        before=change.before_label,
        after=change.after_label,
    )


def read_waves(waves: WaveScores, words: Words) -> str:
    """One sentence on the latest change, with what it would take to tell if it is not clear."""
    change, adjusted = waves.changes[-1], waves.p_adjusted[-1]
    name = words(SHORT[waves.metric])
    common = {
        "name": name,
        "before": change.before_label,
        "after": change.after_label,
    }
    if change.verdict == "too few answers":
        return words(
            "{name}: too few answers to compare {before} (n = {n_before}) with {after} "
            "(n = {n_after}).",
            n_before=words.number(change.n_before),
            n_after=words.number(change.n_after),
            **common,
        )
    figures = {
        "difference": units.difference(waves.metric, change.difference, words),
        "interval": units.difference_interval(waves.metric, change.ci_low, change.ci_high, words),
        "level": words.percent(change.confidence),
        "detectable": units.size(waves.metric, change.detectable, words),
    }
    if adjusted <= 1 - change.confidence:
        return words(
            "From {before} to {after}, {name} changed by {difference} ({level} interval "
            "{interval}). The change is clear.",
            **common,
            **figures,
        )
    return words(
        "From {before} to {after}, {name} moved by {difference} ({level} interval {interval}). "
        "We cannot tell this from chance: with these bases only changes from about {detectable} "
        "on would show.",
        **common,
        **figures,
    )


# ----------------------------------------------------------------- ratings
def describe_ratings(ratings: Ratings, words: Words) -> FigureText:
    """Words around the rated attributes."""
    ordered = ratings.table.sort_values("top_box", kind="stable")
    low, high = ordered.iloc[0], ordered.iloc[-1]
    apart = low["ci_high"] < high["ci_low"]
    headline = (
        words(
            "{high} is rated best ({high_share} favourable) and {low} worst ({low_share})",
            high=ratings.columns[high["name"]].title(words),
            high_share=words.percent(high["top_box"]),
            low=ratings.columns[low["name"]].title(words),
            low_share=words.percent(low["top_box"]),
        )
        if apart
        else words("The rated attributes do not differ clearly")
    )
    values = "; ".join(
        f"{ratings.columns[row['name']].title(words)}: {words.percent(row['top_box'])}"
        for _, row in ordered.iloc[::-1].iterrows()
    )
    return FigureText(
        headline=headline,
        measure=words(
            "Share of favourable answers (top box) with its {level} interval; {period}n beside "
            "each attribute",
            level=words.percent(ratings.confidence),
            period=_period(ratings.evidence, words),
        ),
        reading=words(
            "A low rating says where customers are unhappy, not yet what drives their loyalty."
        ),
        source=source(ratings.evidence, words),
        alt=f"{headline}. {values}.",
    )


# -------------------------------------------------------------- resolution
def describe_resolution(resolution: Resolution, words: Words) -> FigureText:
    """Words around the curve of tickets still open."""
    result = resolution.overall
    headline = words(
        "Half of all tickets are resolved within {median}; nine in ten within {p90}",
        median=units.hours(result.median_hours, words),
        p90=units.hours(result.p90_hours, words),
    )
    if result.p90_hours != result.p90_hours:
        headline = words(
            "Half of all tickets are resolved within {median}; nine in ten have not been yet",
            median=units.hours(result.median_hours, words),
        )
    if result.median_hours != result.median_hours:
        headline = words("Fewer than half of all tickets have been resolved so far")
    return FigureText(
        headline=headline,
        measure=words(
            "Share of tickets still open by time since opening, with its {level} interval; "
            "{period}n = {n}, of which {n_open} open",
            level=words.percent(result.confidence),
            period=_period(resolution.evidence, words),
            n=words.number(result.n),
            n_open=words.number(result.n_open),
        ),
        reading=read_resolution(resolution, words),
        source=source(resolution.evidence, words),
        alt=f"{headline}. {read_resolution(resolution, words)}",
    )


def read_resolution(resolution: Resolution, words: Words) -> str:
    """What the mean of closed tickets alone would hide."""
    result = resolution.overall
    return words(
        "Open tickets count as still waiting: the mean up to {horizon} is {mean} (interval {low} "
        "to {high}); of the closed tickets alone it would be {closed}.",
        horizon=units.hours(result.horizon_hours, words),
        mean=units.hours(result.restricted_mean_hours, words),
        low=units.hours(result.restricted_mean_ci_low, words),
        high=units.hours(result.restricted_mean_ci_high, words),
        closed=units.hours(result.closed_only_mean_hours, words),
    )


def describe_resolution_by(resolution: Resolution, words: Words) -> FigureText:
    """Words around the median time to resolution of each group."""
    table = resolution.table[resolution.table["n"] >= resolution.min_base]
    known = table.dropna(subset=["median_ci_low", "median_ci_high"]).sort_values("median_hours")
    column = resolution.column
    title = column.title(words).lower() if column is not None else ""
    headline = words("Time to resolution does not differ clearly by {dimension}", dimension=title)
    if len(known) >= 2 and column is not None:
        fast, slow = known.iloc[0], known.iloc[-1]
        if slow["median_ci_low"] > fast["median_ci_high"]:
            headline = words(
                "{slow} takes longest: half are resolved within {slow_time}, against {fast_time} "
                "at {fast}",
                slow=column.group(slow["group"], words),
                slow_time=units.hours(slow["median_hours"], words),
                fast=column.group(fast["group"], words),
                fast_time=units.hours(fast["median_hours"], words),
            )
    values = "; ".join(
        f"{column.group(row['group'], words) if column else row['group']}: "
        f"{units.hours(row['median_hours'], words)}"
        for _, row in resolution.table.iterrows()
    )
    return FigureText(
        headline=headline,
        measure=words(
            "Median time to resolution with its {level} interval, open tickets counted as still "
            "waiting; {period}n = {n}",
            level=words.percent(resolution.overall.confidence),
            period=_period(resolution.evidence, words),
            n=words.number(resolution.overall.n),
        ),
        reading=words("The scale is logarithmic: each step to the right is a multiple."),
        source=source(resolution.evidence, words),
        alt=f"{headline}. {values}.",
    )


# ----------------------------------------------------------------- details
def main_score(item: Overall) -> float:
    """Return the number that stands for a metric."""
    result = item.result
    if isinstance(result, NpsResult):
        return result.score
    return result.top_box if isinstance(result, CsatResult) else result.mean


def main_interval(item: Overall) -> tuple[float, float]:
    """Return the interval of the number that stands for a metric."""
    result: NpsResult | CsatResult | CesResult = item.result
    return result.ci_low, result.ci_high


def source(evidence: Evidence, words: Words) -> str:
    """Say where a figure comes from."""
    columns = ", ".join(evidence.columns[:4]) + (" …" if len(evidence.columns) > 4 else "")
    return words("Source: table {table} ({columns})", table=evidence.table, columns=columns)


def _period(evidence: Evidence, words: Words) -> str:
    if evidence.start is None or evidence.end is None:
        return ""
    return words.period(evidence.start, evidence.end) + "; "


def _indicative(n: int, min_base: int, words: Words) -> str:
    return words("indicative") if n < min_base else ""
