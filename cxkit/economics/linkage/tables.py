"""Effects of a point, steps of a score and changes as tables of texts."""

from __future__ import annotations

from cxkit.economics import units
from cxkit.economics.linkage.checks import DoseResponse
from cxkit.economics.linkage.effects import PointEffects
from cxkit.economics.linkage.spending import SpendingEffect
from cxkit.economics.linkage.spending_wording import behaviour_name, spending_cells
from cxkit.economics.linkage.wording import (
    WHY,
    effect_name,
    is_clear,
    question_name,
    step_name,
)
from cxkit.language import N_, Words
from cxkit.presentation import TextTable


def effects_table(effects: PointEffects, words: Words) -> TextTable:
    """One row a question or touchpoint: base, effect of a point, money, claim."""
    rows = []
    for item in effects.effects:
        name = effect_name(item, effects, words)
        rows.append(
            [
                units.with_base(name, item.n, effects.min_base, words),
                words("{left} of {n}", left=words.number(item.left), n=words.number(item.n)),
                units.points(item.effect, words),
                units.points_interval(item.ci_low, item.ci_high, words),
                units.money(item.money, words),
                _range(item.money_low, item.money_high, words),
                words("clear") if is_clear(item, effects) else words("not clear"),
                words(units.CLAIM[effects.claim]),
            ]
        )
    note = words.plural(
        "Verdicts after Holm's correction for {n} effect.",
        "Verdicts after Holm's correction for {n} effects.",
        effects.comparisons,
    )
    reach = (
        N_("Money: for {population} customers. Do not add the rows up.")
        if effects.places is None
        else N_(
            "Money: for {population} customers times the share of those who answered that "
            "answered there. Do not add the rows up."
        )
    )
    note += " " + words(reach, population=words.number(effects.population))
    if effects.not_shown:
        note += " " + words(
            "Not shown: {list}.",
            list=words.join([_not_shown(name, effects, words) for name in effects.not_shown]),
        )
    return TextTable(
        caption=words("One point better, and leaving within a year"),
        headings=[
            words("Touchpoint") if effects.places is not None else words("Score"),
            words("Left"),
            words("Points of churn"),
            words("{level} interval", level=words.percent(effects.confidence)),
            words("Money a year"),
            words("Its interval"),
            words("Verdict"),
            words("Claim"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, True, False, False],
        note=note,
    )


def dose_table(dose: DoseResponse, words: Words) -> TextTable:
    """One row a step of the score: base, left, share and interval."""
    rows = []
    for row in dose.table.to_dict("records"):
        name = step_name(row["low"], row["high"], words)
        n = int(row["n"])
        rows.append(
            [
                units.with_base(name, n, dose.min_base, words),
                words.number(n),
                words.number(row["left"]),
                words.percent(row["rate"], decimals=1),
                words.percent_interval(row["ci_low"], row["ci_high"], decimals=1),
            ]
        )
    return TextTable(
        caption=words(
            "Who left within {days} days, by mean {name}",
            days=words.number(dose.days),
            name=question_name(dose.question, dose.column, words),
        ),
        headings=[
            words("Mean score"),
            "n",
            words("Lost"),
            words("Left"),
            words("{level} interval", level=words.percent(dose.confidence)),
        ],
        rows=rows,
        numeric=[False, True, True, True, True],
    )


def spending_table(items: tuple[SpendingEffect, ...], words: Words) -> TextTable:
    """One row a measure of buying: level, effect of a point, interval, base, claim."""
    rows = []
    for item in items:
        mean, effect, interval = spending_cells(item, words)
        rows.append(
            [
                behaviour_name(item, words),
                mean,
                effect,
                interval,
                words.number(item.n),
                words(units.CLAIM[item.claim]),
            ]
        )
    first = items[0]
    return TextTable(
        caption=words(
            "One point better in {name}, and buying",
            name=question_name(first.question, first.column, words),
        ),
        headings=[
            words("Measure"),
            words("Level"),
            words("One point"),
            words("{level} interval", level=words.percent(first.confidence)),
            "n",
            words("Claim"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, False],
        note=words(
            "Intervals each on its own, not corrected for their number. The money here is part of "
            "the same revenue as that of leaving: do not add them up."
        ),
    )


def _range(low: float, high: float, words: Words) -> str:
    return units.money_range(low, high, words) if low == low else words.number(low)


def _not_shown(pair: tuple[str, str], effects: PointEffects, words: Words) -> str:
    name, reason = pair
    called = effects.places.group(name, words) if effects.places is not None else name.upper()
    why = {str(key): value for key, value in WHY.items()}[reason]
    return f"{called} ({words(why)})"
