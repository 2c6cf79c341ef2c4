"""The scores wave by wave, in words."""

from __future__ import annotations

from collections.abc import Sequence

from cxkit.language import N_, Words
from cxkit.perception import units
from cxkit.perception.results import SHORT, WaveScores
from cxkit.perception.standout import headline_change
from cxkit.perception.wording.evidence import MEASURE
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


def read_waves(waves: WaveScores, words: Words) -> str:
    """One sentence on the latest change, with what it would take to tell if it is not clear."""
    change, adjusted = waves.changes[-1], waves.p_adjusted[-1]
    name = words(SHORT[waves.metric])
    common = {
        "name": name,
        "before": units.wave(waves, change.before_label, words),
        "after": units.wave(waves, change.after_label, words),
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
            "{name} changed by {difference} from {before} to {after} ({level} interval "
            "{interval}). The change is clear.",
            **common,
            **figures,
        )
    return words(
        "{name} moved by {difference} from {before} to {after} ({level} interval {interval}). "
        "We cannot tell this from chance: with these bases only changes from about {detectable} "
        "on would show.",
        **common,
        **figures,
    )
