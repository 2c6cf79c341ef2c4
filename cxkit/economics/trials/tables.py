"""A/B tests as tables of texts, in the client's number format."""

from __future__ import annotations

import math

from cxkit.economics import units
from cxkit.economics.trials.looks_wording import KIND, limit_text, looked_name
from cxkit.economics.trials.planner import PlannedTests
from cxkit.economics.trials.planner_wording import effect_text
from cxkit.economics.trials.results import LookedTrial, Trial, Trials
from cxkit.economics.trials.wording import DECISION, trial_name
from cxkit.language import Words
from cxkit.presentation import TextTable


def trials_table(trials: Trials, words: Words) -> TextTable:
    """One row a variant: conversion of control and variant, difference, decision, money."""
    rows = []
    with_money = any(trial.money is not None for trial in trials.trials)
    for trial in trials.trials:
        rows.append(
            [
                f"{trial_name(trial, trials, words)}: {trials.arms.group(trial.arm, words)}",
                _rate(trial.rate_control, trial.n_control, words),
                _rate(trial.rate_arm, trial.n_arm, words),
                units.points(trial.difference, words),
                units.points_interval(trial.ci_low, trial.ci_high, words),
                _lift(trial, words),
                units.points(trial.detectable, words, signed=False),
                words(DECISION[trial.decision]),
                *([_money(trial, words)] if with_money else []),
            ]
        )
    return TextTable(
        caption=words("A/B tests"),
        headings=[
            words("Test and variant"),
            words("Control"),
            words("Variant"),
            words("Points"),
            words("{level} interval", level=words.percent(trials.confidence)),
            words("Relative to the control"),
            words("Detectable, points"),
            words("Decision"),
            *([words("Margin a year (experiment)")] if with_money else []),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, True, True, False, *([True] * with_money)],
        note=words(
            "Invalid: visitors were split so unevenly that chance would do it less than once in a "
            "thousand times. Detectable: the smallest true difference that so many visitors show "
            "four times out of five. Decisions after Holm's correction for all {n} comparisons of "
            "this section.",
            n=words.number(trials.comparisons),
        ),
    )


def _money(trial: Trial, words: Words) -> str:
    if trial.money is None:
        return "–"
    return words(
        "{value} ({low} to {high})",
        value=units.money(trial.money.value, words),
        low=units.money(trial.money.low, words),
        high=units.money(trial.money.high, words),
    )


def _lift(trial: Trial, words: Words) -> str:
    if trial.lift != trial.lift:
        return words.number(trial.lift)
    if math.isinf(trial.lift_high):
        return words.percent(trial.lift, decimals=1, signed=True)
    return words(
        "{lift} ({interval})",
        lift=words.percent(trial.lift, decimals=1, signed=True),
        interval=words.percent_interval(trial.lift_low, trial.lift_high, decimals=1),
    )


def _rate(rate: float, n: int, words: Words) -> str:
    base = words("n = {n}", n=words.number(n))
    return f"{words.percent(rate, decimals=1)} ({base})"


def looks_table(item: LookedTrial, words: Words) -> TextTable:
    """One row a look: visitors, difference, z against its limit, repeated interval."""
    rows = []
    for number, look in enumerate(item.looks.looks, start=1):
        seen = look.z == look.z
        rows.append(
            [
                words.number(number),
                words.date(look.day) if look.day is not None else "–",
                words.percent(look.share),
                words.number(look.n) if seen else "–",
                units.points(look.difference, words),
                words.number(look.z, decimals=2, signed=True),
                limit_text(look, words),
                _needed(look.nominal, words),
                units.points_interval(look.ci_low, look.ci_high, words) if seen else "–",
                words("crossed") if look.crossed else words("within"),
            ]
        )
    return TextTable(
        caption=words("Looks at {name}", name=looked_name(item, words)),
        headings=[
            words("Look"),
            words("Until"),
            words("Of planned visitors"),
            "n",
            words("Points"),
            "z",
            words("Limit of z"),
            words("p needed"),
            words("Repeated interval"),
            words("Limit"),
        ],
        rows=rows,
        numeric=[True, False, True, True, True, True, True, True, True, False],
        note=words(
            "Limits by alpha spending (Lan and DeMets), {kind}. The repeated interval holds for "
            "all looks together.",
            kind=words(KIND[item.looks.kind]),
        ),
    )


def _needed(nominal: float, words: Words) -> str:
    """Write the p value that a look asks for; a dash where none is small enough."""
    if nominal < 1e-15:
        return "–"
    if nominal < 0.0001:
        return f"< {words.number(0.0001, decimals=4)}"
    return words.number(nominal, decimals=4)


def planned_table(planned: PlannedTests, words: Words) -> TextTable:
    """One row a planned test: visitors, days, and what 1, 2, 4 and 8 weeks could notice."""
    shown = (1, 2, 4, 8)
    rows = []
    for size in planned.sized:
        weeks = dict(size.weeks)
        rows.append(
            [
                size.test.name,
                effect_text(size, size.test.smallest_effect or math.nan, words),
                words.number(size.n_control),
                words.number(size.n_variant),
                words.number(size.n),
                words.number(size.days) if size.days is not None else "–",
                *(effect_text(size, weeks.get(week, math.nan), words) for week in shown),
            ]
        )
    return TextTable(
        caption=words("What the planned A/B tests take"),
        headings=[
            words("Test"),
            words("Smallest effect"),
            words("Control"),
            words("Each variant"),
            words("All visitors"),
            words("Days"),
            *(words.plural("{n} week shows", "{n} weeks show", week) for week in shown),
        ],
        rows=rows,
        numeric=[False, *([True] * (5 + len(shown)))],
        note=words(
            "Visitors for the chance stated in the plan of noticing the smallest effect at a level "
            "of {level}, shared among the variants; the cost of looking early is included. Each "
            "variant: the smallest one where the split is uneven.",
            level=words.percent(planned.confidence),
        ),
    )
