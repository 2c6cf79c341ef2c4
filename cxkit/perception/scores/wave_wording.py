"""The scores wave by wave, in words."""

from __future__ import annotations

from collections.abc import Sequence

from cxkit.language import N_, Words
from cxkit.perception import units
from cxkit.perception.evidence import MEASURE
from cxkit.perception.results import SHORT, WaveScores
from cxkit.perception.scores.score_change import ScoreChange
from cxkit.perception.standout import headline_change
from cxkit.presentation import FigureText
from cxkit.presentation.evidence import period_first, source


def describe_waves(waves: WaveScores, words: Words) -> FigureText:
    """Words around the scores wave by wave."""
    last = waves.changes[-1]
    headline = _headline_waves(waves, words)
    values = "; ".join(
        words(
            "{group}: {score} ({interval}; n = {n})",
            group=units.wave(waves, row["group"], words),
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
            period=period_first(waves.overall.evidence, words),
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


def _headline_waves(waves: WaveScores, words: Words) -> str:
    change = headline_change(waves)
    name = words(SHORT[waves.metric])
    if change is None and set(waves.verdicts) == {"no change"}:
        return words(
            "{name}: no change larger than {margin} from one wave to the next",
            name=name,
            margin=units.size(waves.metric, waves.changes[-1].margin, words),
        )
    if change is None:
        return words("{name}: no change from one wave to the next is clear", name=name)
    text = (
        N_("{name} fell by {size} from {before} to {after}")
        if change.difference < 0
        else N_("{name} rose by {size} from {before} to {after}")
    )
    return words(
        text,
        name=name,
        size=units.size(waves.metric, change.difference, words),
        before=units.wave(waves, change.before_label, words),
        after=units.wave(waves, change.after_label, words),
    )


def read_all_waves(each: Sequence[WaveScores], words: Words) -> str:
    """Say of every metric what its latest change was."""
    return "\n".join(read_waves(waves, words) for waves in each)


def say_verdict(waves: WaveScores, place: int, words: Words) -> str:
    """Say in a few words what a change is called after correcting for their number."""
    change, verdict = waves.changes[place], waves.verdicts[place]
    if verdict == "changed":
        return words("changed")
    if verdict == "no change":
        margin = units.size(waves.metric, change.margin, words)
        return words("no change larger than {margin}", margin=margin)
    if change.n_needed is None:
        return words("too few answers to tell")
    if _as_many(change):
        return words("inconclusive")
    return words(
        "too few answers to tell; about {n} a wave would",
        n=words.number(units.rounded_up(change.n_needed)),
    )


def read_waves(waves: WaveScores, words: Words) -> str:
    """One or two sentences on the latest change, with what it would take to tell."""
    change, verdict = waves.changes[-1], waves.verdicts[-1]
    common = {
        "name": words(SHORT[waves.metric]),
        "before": units.wave(waves, change.before_label, words),
        "after": units.wave(waves, change.after_label, words),
    }
    if not change.comparable:
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
    }
    margin = units.size(waves.metric, change.margin, words)
    if verdict == "changed":
        text = words(
            "{name} changed by {difference} from {before} to {after} ({level} interval "
            "{interval}). The change is clear.",
            **common,
            **figures,
        )
        if -change.margin < change.ci_low and change.ci_high < change.margin:
            text += " " + words("It is smaller than what matters here ({margin}).", margin=margin)
    elif verdict == "no change":
        text = words(
            "{name} moved by {difference} from {before} to {after} ({level} interval {interval}): "
            "no change larger than {margin}.",
            margin=margin,
            **common,
            **figures,
        )
    elif _as_many(change):
        text = words(
            "{name} moved by {difference} from {before} to {after} ({level} interval {interval}). "
            "These answers do not settle whether it changed by {margin} or not, although as many "
            "would four times out of five.",
            margin=margin,
            **common,
            **figures,
        )
    else:
        text = words(
            "{name} moved by {difference} from {before} to {after} ({level} interval {interval}). "
            "These answers are too few to tell: they would show changes from about {detectable} "
            "on; to tell whether it changed by {margin} or not takes about {n} answers a wave.",
            detectable=units.size(waves.metric, change.detectable, words),
            margin=margin,
            n=words.number(units.rounded_up(change.n_needed or 0)),
            **common,
            **figures,
        )
    if change.comparable and change.verdict != verdict:
        text += " " + words(
            "Alone it would be judged otherwise; among all changes from wave to wave it is not "
            "clear."
        )
    if change.n_both:
        text += " " + words.plural(
            "{n} customer answered in both waves, which the interval allows for.",
            "{n} customers answered in both waves, which the interval allows for.",
            change.n_both,
        )
    return text


def _as_many(change: ScoreChange) -> bool:
    """Say whether both sides have the answers that would tell four times out of five."""
    fewest = min(change.n_before, change.n_after)
    return change.comparable and change.n_needed is not None and fewest >= change.n_needed
