"""The training of every area, in words."""

from __future__ import annotations

from collections.abc import Sequence

from cxkit.culture.training import TrainingState
from cxkit.culture.wording.names import KINDS, recorded_in
from cxkit.language import Words
from cxkit.presentation import FigureText

EXPECTED = ("product", "interpersonal")
"""Kinds of training that concept 110 asks for beside customer orientation."""


def describe_training(state: TrainingState, words: Words) -> FigureText:
    """Words around the training of every area."""
    headline = training_headline(state, words)
    values = "; ".join(
        words(
            "{area}: {valid} of {people} hold it",
            area=state.names.say(area, words),
            valid=words.number(cover.valid),
            people=words.number(cover.people),
        )
        for area, cover in zip(state.areas, state.by_area, strict=True)
    )
    return FigureText(
        headline=headline,
        measure=words(
            "Share of the people who need a course for whom it still holds on {date}; framed: "
            "overdue, or nobody trained",
            date=words.date(state.as_of),
        ),
        reading=read_training(state, words),
        source=recorded_in("training.csv", words),
        alt=f"{headline}. {values}.",
    )


def training_headline(state: TrainingState, words: Words) -> str:
    """State which areas were never trained and which are overdue."""
    never, overdue = areas(state, state.never, words), areas(state, state.overdue, words)
    if never and overdue:
        return words("Never trained: {never}. Overdue: {overdue}", never=never, overdue=overdue)
    if never:
        return words("Never trained: {never}", never=never)
    if overdue:
        return words("Training is overdue: {overdue}", overdue=overdue)
    return words(
        "Training is up to date: {share} of what is needed holds",
        share=words.percent(state.total.share),
    )


def read_training(state: TrainingState, words: Words) -> str:
    """Say how much of the training needed holds, by kind, and which kind nobody offers."""
    parts = [
        words(
            "{share} of the training needed holds ({valid} of {people}, one a person and course).",
            share=words.percent(state.total.share),
            valid=words.number(state.total.valid),
            people=words.number(state.total.people),
        )
    ]
    absent = [words(KINDS[kind]) for kind in EXPECTED if kind not in state.by_kind]
    if absent:
        parts.append(
            words("No course of this kind is recorded: {kinds}.", kinds=words.join(absent))
        )
    return " ".join(parts)


def areas(state: TrainingState, places: Sequence[int], words: Words) -> str:
    """Join the names of areas; empty where there are none."""
    names = [state.names.say(state.areas[place], words) for place in places]
    return words.join(names) if names else ""
