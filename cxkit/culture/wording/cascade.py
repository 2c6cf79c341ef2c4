"""The cascade of the vision and the customer orientation, in words."""

from __future__ import annotations

from cxkit.culture.results import Cascade
from cxkit.culture.wording.names import SOURCES, recorded_in
from cxkit.language import Words
from cxkit.presentation import FigureText


def describe_cascade(cascade: Cascade, words: Words) -> FigureText:
    """Words around the cascade and the three sources of orientation."""
    headline = cascade_headline(cascade, words)
    steps = [
        f"{level.say(words)}: {words.percent(share)}"
        for level, share in cascade.steps
        if share == share
    ]
    sources = [
        words(
            "{group}: {score} ({interval}; n = {n})",
            group=words(SOURCES[item.source]),
            score=words.percent(item.share),
            interval=words.percent_interval(item.ci_low, item.ci_high),
            n=words.number(item.n),
        )
        for item in cascade.sources
        if item.share == item.share
    ]
    return FigureText(
        headline=headline,
        measure=words(
            "Bars: share of people who know the vision, as recorded. Points: share of favourable "
            "answers on customer orientation with its {level} interval",
            level=words.percent(cascade.confidence),
        ),
        reading=read_orientation(cascade, words),
        source=recorded_in("culture.yml", words),
        alt=f"{headline}. {'; '.join(steps + sources)}.",
    )


def cascade_headline(cascade: Cascade, words: Words) -> str:
    """State how far the vision has come, else where the orientation stands."""
    known = [(level, share) for level, share in cascade.steps if share == share]
    if known:
        level, share = known[-1]
        return words(
            "The vision has reached {share} at the last level recorded: {level}",
            share=words.percent(share),
            level=level.say(words),
        )
    if cascade.score == cascade.score:
        return words(
            "Customer orientation scores {share} over its sources",
            share=words.percent(cascade.score),
        )
    return words("How customer-oriented the culture is, as recorded")


def read_orientation(cascade: Cascade, words: Words) -> str:
    """Say what the sources say together, and what could not be shown."""
    parts = []
    if cascade.score == cascade.score:
        shown = sum(item.share == item.share for item in cascade.sources)
        parts.append(
            words.plural(
                "Customer orientation averages {share} over {n} source ({level} interval "
                "{interval}); each source weighs the same.",
                "Customer orientation averages {share} over {n} sources ({level} interval "
                "{interval}); each source weighs the same.",
                shown,
                share=words.percent(cascade.score),
                level=words.percent(cascade.confidence),
                interval=words.percent_interval(cascade.ci_low, cascade.ci_high),
            )
        )
    hidden = [words(SOURCES[item.source]) for item in cascade.sources if item.hidden]
    if hidden:
        parts.append(
            words(
                "Not shown, to protect people: {groups}.",
                groups=words.join(hidden),
            )
        )
    absent = [
        words(name)
        for key, name in SOURCES.items()
        if not any(item.source == key for item in cascade.sources)
    ]
    if absent:
        parts.append(words("Not asked yet: {sources}.", sources=words.join(absent)))
    return " ".join(parts)
