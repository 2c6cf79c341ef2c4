"""Maturity as tables of texts."""

from __future__ import annotations

from collections.abc import Sequence

from cxkit.frameworks.maturity_model import Source
from cxkit.language import N_, Words
from cxkit.maturity.profile import Profile, State
from cxkit.maturity.steps import Checked, Step, Steps
from cxkit.presentation import TextTable

SOURCES: dict[Source, str] = {
    "article": N_("published article"),
    "implied": N_("implied by the article"),
    "kit": N_("our wording"),
    "own": N_("consultant's own"),
}
_STATES: dict[State, str] = {
    "unrated": N_("not rated"),
    "alone": N_("one rater only"),
    "apart": N_("two or more levels apart"),
    "close": N_("close"),
}
_ARROW = "\N{NO-BREAK SPACE}→\N{NO-BREAK SPACE}"
_OURS = " *"
_MET = {"yes": N_("yes"), "partly": N_("partly"), "no": N_("no")}


def steps_table(steps: Steps, words: Words) -> TextTable:
    """Say what the next level asks for where it counts first: one row a bottleneck."""
    made = later_table(Steps(first=(), later=steps.first), words)
    rule = words("Until these steps are taken, the overall level does not rise.")
    ours = any(row[3].endswith(_OURS) for row in made.rows)
    return TextTable(
        caption=words("What comes first"),
        headings=[*made.headings[:2], made.headings[3]],
        rows=[[*row[:2], row[3]] for row in made.rows],
        numeric=made.numeric[1:],
        note=f"{rule} {made.note}" if ours else rule,
    )


def later_table(steps: Steps, words: Words) -> TextTable:
    """Say what the next level asks for elsewhere, without lifting the overall level yet."""
    return _steps(steps.later, words("What comes after the bottleneck"), words)


def profile_table(profile: Profile, words: Words) -> TextTable:
    """One row a dimension: level, range, raters, evidence, target, gap and inputs."""
    blank = "\N{EN DASH}"
    rows = []
    for item in profile.standings:
        spread = (
            f"{words.number(item.scores[0])}–{words.number(item.scores[-1])}"
            if item.scores
            else blank
        )
        rows.append(
            [
                item.dimension.name.say(words),
                words.number(item.median) if item.median is not None else blank,
                spread,
                words.number(item.n),
                words(_STATES[item.state]),
                words.number(item.evidence),
                words.number(item.target) if item.target is not None else blank,
                words.number(item.gap, signed=True) if item.gap is not None else blank,
                words(
                    "{there} of {wanted}",
                    there=words.number(len(item.there)),
                    wanted=words.number(len(item.wanted)),
                )
                if item.wanted
                else blank,
            ]
        )
    return TextTable(
        caption=words("{model}: ratings and evidence", model=profile.model.name.say(words)),
        headings=[
            words("Dimension"),
            words("Level"),
            words("Range"),
            words("Raters"),
            words("Spread"),
            words("With evidence"),
            words("Target"),
            words("Gap"),
            words("Inputs in the folder"),
        ],
        rows=rows,
        numeric=[False, True, True, True, False, True, True, True, True],
        note=words("Level: lower median of the raters. Gap: target less level."),
    )


def levels_table(profile: Profile, words: Words) -> TextTable:
    """Say what the level reached looks like in each dimension, and who words it."""
    rows = [
        [
            item.dimension.name.say(words),
            words.number(item.median),
            item.cell.text.say(words),
            words(SOURCES[item.cell.source]),
        ]
        for item in profile.rated
        if item.cell is not None and item.median is not None
    ]
    return TextTable(
        caption=words(
            "{model}: what the level reached looks like", model=profile.model.name.say(words)
        ),
        headings=[words("Dimension"), words("Level"), words("Description"), words("Wording")],
        rows=rows,
        numeric=[False, True, False, False],
        note=words("The wording marked as ours does not come from the published model."),
    )


def checklist_table(checked: Checked, words: Words) -> TextTable:
    """One row an item that was checked."""
    note = words(
        "Every item checked holds up to level {carried}.", carried=words.number(checked.carried)
    )
    if checked.rated is not None and checked.rated > checked.carried:
        note += " " + words(
            "The raters gave level {rated}: more than the checklist carries.",
            rated=words.number(checked.rated),
        )
    return TextTable(
        caption=words("{model}: checklist", model=checked.model.name.say(words)),
        headings=[words("Item"), words("Level"), words("Holds"), words("Wording")],
        rows=[
            [
                item.text.say(words),
                words.number(item.level),
                words(_MET[held]),
                words(SOURCES[item.source]),
            ]
            for item, held in checked.items
        ],
        numeric=[False, True, False, False],
        note=note,
    )


def _steps(steps: Sequence[Step], caption: str, words: Words) -> TextTable:
    rows = []
    ours = False
    for step in steps:
        cell, level = step.standing.cell, step.standing.median
        if cell is None or cell.next is None or level is None:  # never so, by next_steps
            continue
        following = step.standing.dimension.levels[level]
        ours = ours or "kit" in (cell.source, following.source)
        rows.append(
            [
                f"{step.standing.dimension.name.say(words)} ({step.model.name.say(words)})",
                _ARROW.join([words.number(level), words.number(level + 1)]),
                cell.text.say(words) + _mark(cell.source),
                cell.next.say(words) + _mark(following.source),
            ]
        )
    return TextTable(
        caption=caption,
        headings=[
            words("Dimension"),
            words("Level"),
            words("Today"),
            words("What the next level asks for"),
        ],
        rows=rows,
        numeric=[False, False, False, False],
        note=words("* Our wording; the rest paraphrases the published model.") if ours else "",
    )


def _mark(source: Source) -> str:
    return _OURS if source == "kit" else ""
