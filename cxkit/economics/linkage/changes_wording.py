"""What a change brought against groups that did not get it, in words and as a table."""

from __future__ import annotations

from typing import Literal

from cxkit.economics import units
from cxkit.economics.linkage.changes import (
    LEAST_AFTER,
    LEAST_BEFORE,
    LEAST_GROUPS,
    GroupChange,
    Short,
)
from cxkit.economics.linkage.wording import QUESTION, question_name
from cxkit.language import N_, Words
from cxkit.presentation import FigureText, TextTable
from cxkit.presentation.evidence import period_first, source
from cxkit.stats.few_groups import GroupContrast

Outcome = Literal["score", "churn", "revenue"]

OUTCOME: dict[Outcome, str] = {
    "score": N_("mean score"),
    "churn": N_("share leaving a month"),
    "revenue": N_("purchases a customer and month"),
}
SHORT: dict[Short, str] = {
    "no data": N_("the data for this outcome are missing, or have no dates"),
    "no column": N_("the data have no such column"),
    "no group": N_("none of the groups named is in the data"),
    "few groups": N_(
        "it takes {groups} groups of enough customers at least, one with the change and two without"
    ),
    "few months": N_(
        "it takes {before} whole months before the change and {after} after it at least"
    ),
}


def change_name(change: GroupChange, words: Words) -> str:
    """Return what the report calls a change: its initiative, else the name it was given."""
    given = change.change.initiative
    return f"{given} {change.name.say(words)}" if change.name is not None else given


def outcome_name(change: GroupChange, words: Words) -> str:
    """Name what a change was to move, the question of a score included."""
    column = change.score
    question = next((each for each in QUESTION if column and each == column.name), None)
    if column is not None and question is not None:
        return words("mean {name}", name=question_name(question, column, words))
    return words(OUTCOME[change.change.outcome])


def level_text(value: float, outcome: Outcome, words: Words) -> str:
    """Write a level of an outcome."""
    if outcome == "churn":
        return words.percent(value, decimals=1)
    if outcome == "revenue":
        return units.money(value, words)
    return words.number(value, decimals=1)


def effect_texts(contrast: GroupContrast, outcome: Outcome, words: Words) -> tuple[str, str]:
    """Write an effect and its interval."""
    low, high = contrast.ci_low, contrast.ci_high
    if outcome == "revenue":
        return units.money(contrast.value, words), units.money_range(low, high, words)
    if outcome == "churn":
        return (
            words(
                "{points} points",
                points=words.number(100 * contrast.value, decimals=2, signed=True),
            ),
            words.interval(100 * low, 100 * high, decimals=2, signed=True),
        )
    return (
        words("{points} points", points=words.number(contrast.value, decimals=2, signed=True)),
        words.interval(low, high, decimals=2, signed=True),
    )


def is_clear(change: GroupChange) -> bool:
    """Tell whether a change made a difference beyond chance."""
    return change.effect is not None and change.effect.p_value <= 1 - change.confidence


def read_changes(changes: tuple[GroupChange, ...], words: Words) -> str:
    """One or two sentences a change."""
    return " ".join(_read(change, words) for change in changes)


def _read(change: GroupChange, words: Words) -> str:
    name, outcome = change_name(change, words), change.change.outcome
    if change.effect is None:
        return words(
            "{name}: nothing can be said, since {why}.", name=name, why=short_text(change, words)
        )
    effect, interval = effect_texts(change.effect, outcome, words)
    values = {
        "name": name,
        "outcome": outcome_name(change, words),
        "effect": effect,
        "interval": interval,
        "level": words.percent(change.confidence),
        "with_it": words.number(change.effect.n_with),
        "without": words.number(change.effect.n_without),
    }
    said = (
        N_(
            "{name}: the {outcome} of the groups that got it changed by {effect} more than that of "
            "the others ({level} interval {interval}; {with_it} groups against {without})."
        )
        if is_clear(change)
        else N_(
            "{name}: whether it moved the {outcome} cannot be told; the groups that got it changed "
            "by {effect} more than the others ({level} interval {interval}; {with_it} groups "
            "against {without})."
        )
    )
    text = f"{words(said, **values)} {_before(change, words)}"
    if is_clear(change) and change.money == change.money:
        text += " " + words(
            "For the customers of those groups that is {money} a year ({interval}; claim: "
            "{claim}).",
            money=units.money(change.money, words),
            interval=units.money_range(change.money_low, change.money_high, words),
            claim=words(units.CLAIM[change.money_claim]),
        )
    return text


def _before(change: GroupChange, words: Words) -> str:
    if change.trend is None:
        return words("How they moved before cannot be tested: claim: association.")
    slope, interval = effect_texts(change.trend, change.change.outcome, words)
    if not change.parallel:
        return words(
            "But the groups already moved apart before ({slope} a month; {interval}): the "
            "difference need not come from the change. Claim: association.",
            slope=slope,
            interval=interval,
        )
    return words(
        "Before it they did not clearly move apart ({slope} a month; {interval}), which the "
        "comparison supposes. Claim: {claim}.",
        slope=slope,
        interval=interval,
        claim=words(units.CLAIM[change.claim]),
    )


def short_text(change: GroupChange, words: Words) -> str:
    """Say why nothing can be said of a change."""
    return words(
        SHORT.get(change.short, SHORT["no data"]),
        groups=words.number(LEAST_GROUPS),
        before=words.number(LEAST_BEFORE),
        after=words.number(LEAST_AFTER),
    )


def describe_change(change: GroupChange, words: Words) -> FigureText:
    """Words around the parallel trends of a change that can be judged."""
    name, outcome = change_name(change, words), change.change.outcome
    effect = change.effect
    evidence = change.evidence
    if effect is None or evidence is None:
        raise ValueError("a change without an effect has no figure")
    said, interval = effect_texts(effect, outcome, words)
    headline = (
        words("{name}: {effect} against the groups that did not get it", name=name, effect=said)
        if is_clear(change)
        else words("{name}: no clear difference from the groups that did not get it", name=name)
    )
    reading = words(
        "Dotted: where the groups with the change would be had they moved like the others. Each "
        "group counts as one observation, so that what befell a group by chance is part of the "
        "interval."
    )
    if effect.permutation_p == effect.permutation_p:
        reading += " " + words(
            "Of all {ways} ways to choose the groups, {share} differ as much.",
            ways=words.number(effect.ways),
            share=words.percent(effect.permutation_p, decimals=1),
        )
    reading += " " + _before(change, words)
    return FigureText(
        headline=headline,
        measure=words(
            "{outcome} by month, {groups} groups with the change and {others} without, with the "
            "spread of sampling; {period}n = {n}",
            outcome=_upper(outcome_name(change, words)),
            groups=words.number(effect.n_with),
            others=words.number(effect.n_without),
            period=period_first(evidence, words),
            n=words.number(evidence.n),
        ),
        reading=reading,
        source=source(evidence, words),
        alt=words(
            "{headline}. Effect {effect} ({interval}).",
            headline=headline,
            effect=said,
            interval=interval,
        ),
    )


def changes_table(changes: tuple[GroupChange, ...], words: Words) -> TextTable:
    """One row a change: groups, effect, money and claim, or what is short."""
    rows = []
    for change in changes:
        outcome = change.change.outcome
        head = [
            change_name(change, words),
            words.date(change.change.since),
            _upper(outcome_name(change, words)),
        ]
        if change.effect is None:
            rows.append([*head, "", "", "", "", "", short_text(change, words)])
            continue
        effect, interval = effect_texts(change.effect, outcome, words)
        known = change.money == change.money
        rows.append(
            [
                *head,
                words(
                    "{groups} and {others}",
                    groups=words.number(change.effect.n_with),
                    others=words.number(change.effect.n_without),
                ),
                effect,
                interval,
                units.money(change.money, words),
                units.money_range(change.money_low, change.money_high, words) if known else "",
                words(units.CLAIM[change.money_claim if known else change.claim])
                if is_clear(change)
                else words("not clear"),
            ]
        )
    return TextTable(
        caption=words("Changes against groups that did not get them"),
        headings=[
            words("Change"),
            words("Since"),
            words("Outcome"),
            words("Groups"),
            words("Effect"),
            words("{level} interval", level=words.percent(changes[0].confidence)),
            words("Money a year"),
            words("Its interval"),
            words("Claim"),
        ],
        rows=rows,
        numeric=[False, False, False, True, True, True, True, True, False],
        note=words(
            "Groups with the change and groups without it. Intervals each on its own, not "
            "corrected for their number."
        ),
    )


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
