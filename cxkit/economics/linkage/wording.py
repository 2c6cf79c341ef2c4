"""The effect of a point and the steps of a score, in words."""

from __future__ import annotations

from cxkit.client import Column
from cxkit.economics import units
from cxkit.economics.linkage.adjustment import BEFORE, TENURE
from cxkit.economics.linkage.checks import DoseResponse
from cxkit.economics.linkage.effects import PointEffect, PointEffects
from cxkit.economics.linkage.followed import Question
from cxkit.economics.linkage.leaving import Reason
from cxkit.language import N_, Words
from cxkit.presentation import FigureText
from cxkit.presentation.evidence import chance, source

QUESTION: dict[Question, str] = {
    "ltr": N_("recommendation (0–10)"),
    "csat": N_("satisfaction ({low}–{high})"),
    "ces": N_("ease ({low}–{high})"),
}
"""What the score of a question is called in a sentence."""

WHY: dict[Reason, str] = {
    "few": N_("too few left or answered"),
    "no answers": N_("no answers by the middle of the period"),
    "all alike": N_("all answers alike"),
    "parted": N_("who left and who stayed are told apart without an error, on few customers"),
    "leak": N_("the answers look as if filled in after leaving"),
}
"""Why an effect is not shown."""


def question_name(question: Question, column: Column, words: Words) -> str:
    """Return what a question's score is called in a sentence, with its scale."""
    scale = column.scale
    low, high = (scale.low, scale.high) if scale is not None else (0, 10)
    return words(QUESTION[question], low=low, high=high)


def effect_name(item: PointEffect, effects: PointEffects, words: Words) -> str:
    """Return what a row of effects is called: its touchpoint, else its question."""
    if effects.places is not None and item.touchpoint:
        return effects.places.group(item.touchpoint, words)
    name = question_name(item.question, item.column, words)
    return name[:1].upper() + name[1:]


def is_clear(item: PointEffect, effects: PointEffects) -> bool:
    """Tell whether an effect holds after correction, on a base that is large enough."""
    return units.clear(
        item.p_adjusted, item.n, confidence=effects.confidence, min_base=effects.min_base
    )


def read_effects(effects: PointEffects, words: Words) -> str:
    """Say what one point of the first question goes with, in customers and money."""
    item = effects.effects[0]
    values = {
        "name": question_name(item.question, item.column, words),
        "points": units.points(abs(item.effect), words, signed=False),
        "interval": units.points_interval(item.ci_low, item.ci_high, words),
        "level": words.percent(effects.confidence),
        "n": words.number(item.n),
        "left": words.number(item.left),
        "day": words.date(effects.landmark),
        "until": words.date(effects.until),
        "chance": chance(item.p_adjusted, effects.comparisons, words),
    }
    if not is_clear(item, effects):
        return words(
            "Whether a better {name} goes with fewer customers leaving cannot be told: one point "
            "goes with {interval} points of churn a year ({level} interval; {chance}; n = {n}, of "
            "whom {left} left from {day} to {until}).",
            **values,
        )
    said = (
        N_(
            "One point better in {name} goes with {points} points less churn a year ({level} "
            "interval {interval}; {chance}; n = {n}, of whom {left} left from {day} to {until})."
        )
        if item.effect < 0
        else N_(
            "One point better in {name} goes with {points} points more churn a year ({level} "
            "interval {interval}; {chance}; n = {n}, of whom {left} left from {day} to {until}): "
            "against what one expects, so look at the data before anything is built on it."
        )
    )
    if item.effect < 0:
        values["interval"] = units.points_less(item.ci_low, item.ci_high, words)
    text = words(said, **values)
    if item.money == item.money and item.effect < 0:
        text += " " + words(
            "For {population} customers that is {money} of {kind} a year ({level} interval "
            "{interval}). Claim: {claim}; whether a better score would keep them is not shown.",
            population=words.number(effects.population),
            money=units.money(item.money, words),
            kind=words("revenue") if effects.money == "revenue" else words("margin"),
            level=values["level"],
            interval=units.money_range(item.money_low, item.money_high, words),
            claim=words(units.CLAIM[effects.claim]),
        )
        if not effects.agreed_population:
            text += " " + words(
                "It counts the customers in the data only: no total is agreed in economics.yml."
            )
    return text + " " + held_equal(item, effects, words)


def held_equal(item: PointEffect, effects: PointEffects, words: Words) -> str:
    """Say what was held equal, and what could not be."""
    text = (
        words(
            "Held equal: {list}; without that it would be {plain} points.",
            list=words.join([_trait(name, effects, words) for name in item.adjusted_for]),
            plain=units.points(item.plain, words),
        )
        if item.adjusted_for
        else words("Nothing else is held equal: too few left for that, or nothing else is known.")
    )
    if item.left_out:
        text += " " + words(
            "Not held equal, for too few left: {list}.",
            list=words.join([_trait(name, effects, words) for name in item.left_out]),
        )
    return text


def _trait(name: str, effects: PointEffects, words: Words) -> str:
    known = {TENURE: N_("years as a customer"), BEFORE: N_("revenue of the period before")}
    if name in known:
        return words(known[name])
    return next(each for each in effects.segments if each.name == name).title(words).lower()


def describe_effects(effects: PointEffects, words: Words) -> FigureText:
    """Words around the effects of a point."""
    shown = sorted(effects.effects, key=lambda each: each.effect)
    ordered = shown if effects.places is not None else effects.effects
    first = next((each for each in ordered if is_clear(each, effects) and each.effect < 0), None)
    if first is None:
        headline = words("One point of the score does not clearly go with fewer customers leaving")
    elif effects.places is not None:
        headline = words(
            "At “{name}” one point better goes with {points} points less churn a year",
            name=effect_name(first, effects, words),
            points=units.points(-first.effect, words, signed=False),
        )
    else:
        headline = words(
            "One point better in {name} goes with {points} points less churn a year",
            name=question_name(first.question, first.column, words),
            points=units.points(-first.effect, words, signed=False),
        )
    values = "; ".join(
        words(
            "{group}: {score} ({interval}; n = {n})",
            group=effect_name(item, effects, words),
            score=units.points(item.effect, words),
            interval=units.points_interval(item.ci_low, item.ci_high, words),
            n=words.number(item.n),
        )
        for item in shown
    )
    reading = words(
        "Answers up to {day}, leaving from then to {until}, at the pace of a year. An "
        "association: customers who answer better may differ in what nobody measured.",
        day=words.date(effects.landmark),
        until=words.date(effects.until),
    )
    if effects.places is None and len(effects.effects) > 1:
        reading += " " + words(
            "A point is not the same on scales of different length: do not rank the questions by "
            "it, nor add them up."
        )
    return FigureText(
        headline=headline,
        measure=words(
            "Points of churn a year for one point better, with its {level} interval; n = {n}",
            level=words.percent(effects.confidence),
            n=words.number(effects.evidence.n),
        ),
        reading=reading,
        source=source(effects.evidence, words),
        alt=f"{headline}. {values}.",
    )


def describe_dose(dose: DoseResponse, words: Words) -> FigureText:
    """Words around who leaves at each step of the score."""
    rows = dose.table.to_dict("records")
    low, high = rows[0], rows[-1]
    headline = {
        "falls": words(
            "{high} of those who scored best left, {low} of those who scored worst",
            high=words.percent(high["rate"]),
            low=words.percent(low["rate"]),
        ),
        "unclear": words("Who scored better does not clearly leave less"),
        "breaks": words("Leaving does not fall steadily with the score"),
    }[dose.verdict]
    values = "; ".join(
        words(
            "{group}: {score} ({interval}; n = {n})",
            group=step_name(row["low"], row["high"], words),
            score=words.percent(row["rate"], decimals=1),
            interval=words.percent_interval(row["ci_low"], row["ci_high"], decimals=1),
            n=words.number(row["n"]),
        )
        for row in rows
    )
    reading = {
        "falls": words("No step up goes with clearly more leaving, as a true effect would ask."),
        "unclear": words("No step rises clearly, but the ends do not differ clearly either."),
        "breaks": words(
            "At {steps} leaving clearly rises with the score: one effect of a point for the whole "
            "scale does not describe that.",
            steps=words.join(
                [step_name(rows[k + 1]["low"], rows[k + 1]["high"], words) for k in dose.rises]
            ),
        ),
    }[dose.verdict]
    return FigureText(
        headline=headline,
        measure=words(
            "Share that left within {days} days, by mean {name}, with its {level} interval; n = "
            "{n}",
            days=words.number(dose.days),
            name=question_name(dose.question, dose.column, words),
            level=words.percent(dose.confidence),
            n=words.number(dose.evidence.n),
        ),
        reading=reading,
        source=source(dose.evidence, words),
        alt=f"{headline}. {values}.",
    )


def step_name(low: float, high: float, words: Words) -> str:
    """Write a step of a score by the lowest and highest mean in it."""
    ends = [words.number(each, decimals=0 if each == round(each) else 1) for each in (low, high)]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}"
