"""Adjusted differences and revenue per visitor, in words and as tables."""

from __future__ import annotations

from cxkit.economics import units
from cxkit.economics.trials.adjustment import AdjustedTrial, AdjustedTrials
from cxkit.economics.trials.revenue import RevenueTrial, RevenueTrials
from cxkit.economics.trials.wording import variant_name
from cxkit.language import N_, Words
from cxkit.presentation import TextTable
from cxkit.presentation.evidence import p_value


def read_adjusted(adjusted: AdjustedTrials, words: Words) -> str:
    """One sentence a variant: what knowing the visitors before saves, and the difference."""
    return "\n".join(_adjusted(trial, adjusted, words) for trial in adjusted.trials)


def _adjusted(trial: AdjustedTrial, adjusted: AdjustedTrials, words: Words) -> str:
    found = trial.found
    name = variant_name(trial.experiment, trial.arm, adjusted.column, adjusted.arms, words)
    if not trial.sound:
        return words(
            "{name}: the arms differ in “before” by more than chance would do (p < {p}), so that "
            "the adjusted difference is not used. Either the split is at fault, or “before” was "
            "measured after the test began.",
            name=name,
            p=words.number(0.001, decimals=3),
        )
    text = words(
        "{name}: adjusted for “before”, the difference is {points} points ({level} interval "
        "{interval}) instead of {plain}.",
        name=name,
        points=units.points(found.adjusted.difference, words),
        level=words.percent(adjusted.confidence),
        interval=units.points_interval(found.adjusted.ci_low, found.adjusted.ci_high, words),
        plain=units.points(found.plain.difference, words),
    )
    if found.reduction > 0.005:
        return f"{text} " + words(
            "It is as sharp as {share} more visitors would make it.",
            share=words.percent(1 / (1 - found.reduction) - 1),
        )
    return f"{text} " + words("“before” says next to nothing about who converts: nothing is saved.")


def adjusted_table(adjusted: AdjustedTrials, words: Words) -> TextTable:
    """One row a variant: plain and adjusted difference, variance saved, balance before."""
    rows = []
    for trial in adjusted.trials:
        found = trial.found
        rows.append(
            [
                variant_name(trial.experiment, trial.arm, adjusted.column, adjusted.arms, words),
                words.number(trial.n_control + trial.n_arm),
                units.points(found.plain.difference, words),
                units.points(found.adjusted.difference, words),
                units.points_interval(found.adjusted.ci_low, found.adjusted.ci_high, words),
                words.percent(found.reduction, decimals=1),
                p_value(found.balance.p_value, words),
                words("yes") if trial.sound else words("no: not used"),
            ]
        )
    return TextTable(
        caption=words("A/B tests adjusted for what was known before"),
        headings=[
            words("Test and variant"),
            "n",
            words("Points"),
            words("Points, adjusted"),
            words("{level} interval", level=words.percent(adjusted.confidence)),
            words("Variance saved"),
            words("p of the difference before"),
            words("Alike before"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, True, True, False],
        note=words(
            "CUPED: the difference less what the arms already differed by, times how much “before” "
            "foretells converting. The decision stays that of the plain difference. Intervals of "
            "tests looked at more than once hold for all looks."
        ),
    )


def read_revenue_trials(revenue: RevenueTrials, words: Words) -> str:
    """One sentence a variant: revenue per visitor more or less, and how far to trust it."""
    return "\n".join(_revenue(trial, revenue, words) for trial in revenue.trials)


def _revenue(trial: RevenueTrial, revenue: RevenueTrials, words: Words) -> str:
    values = {
        "name": variant_name(trial.experiment, trial.arm, revenue.column, revenue.arms, words),
        "money": amount(trial.difference, words, signed=True),
        "level": words.percent(revenue.confidence),
        "interval": _interval(trial, words),
    }
    if trial.ci_low > 0:
        text = words(
            "{name}: {money} revenue per visitor ({level} interval {interval}; claim: experiment), "
            "more than the control.",
            **values,
        )
    elif trial.ci_high < 0:
        text = words(
            "{name}: {money} revenue per visitor ({level} interval {interval}; claim: experiment), "
            "less than the control.",
            **values,
        )
    else:
        text = words(
            "{name}: {money} revenue per visitor ({level} interval {interval}; claim: experiment); "
            "whether it brings more or less cannot be told.",
            **values,
        )
    if trial.money is not None:
        said = (
            N_(
                "With {visitors} visitors a year that is {money} of revenue a year ({interval}), "
                "if the effect lasts."
            )
            if trial.money.margin == 1
            else N_(
                "With {visitors} visitors a year that is {money} of margin a year ({interval}), "
                "if the effect lasts."
            )
        )
        text += " " + words(
            said,
            visitors=words.number(trial.money.visitors),
            money=units.money(trial.money.value, words),
            interval=units.money_range(trial.money.low, trial.money.high, words),
        )
    if trial.fragile:
        text += " " + words(
            "A handful of buyers decide it: the interval is too narrow, do not act on it alone."
        )
    if trial.n_left_out:
        text += " " + words.plural(
            "{n} visitor without known revenue is left out.",
            "{n} visitors without known revenue are left out.",
            trial.n_left_out,
        )
    return text


def revenue_trials_table(revenue: RevenueTrials, words: Words) -> TextTable:
    """One row a variant: revenue per visitor of both arms, difference, interval, lift."""
    rows = []
    for trial in revenue.trials:
        lift = words.percent(trial.lift, decimals=1, signed=True)
        if trial.lift_low == trial.lift_low:
            shown = words.percent_interval(trial.lift_low, trial.lift_high, decimals=1)
            lift = words("{lift} ({interval})", lift=lift, interval=shown)
        rows.append(
            [
                variant_name(trial.experiment, trial.arm, revenue.column, revenue.arms, words),
                words.number(trial.n_control + trial.n_arm),
                amount(trial.mean_control, words),
                amount(trial.mean_arm, words),
                amount(trial.difference, words, signed=True),
                _interval(trial, words),
                lift,
                words("bootstrap") if trial.method == "bootstrap" else words("totals"),
            ]
        )
    return TextTable(
        caption=words("Revenue per visitor, {currency}", currency=words.currency),
        headings=[
            words("Test and variant"),
            "n",
            words("Control"),
            words("Variant"),
            words("Difference"),
            words("{level} interval", level=words.percent(revenue.confidence)),
            words("Relative to the control"),
            words("Method"),
        ],
        rows=rows,
        numeric=[False, True, True, True, True, True, True, False],
        note=words(
            "All visitors count, those who bought nothing as 0. Bootstrap: visitors drawn again "
            "with replacement. Not corrected for the number of "
            "tests: conversion decides. Intervals of tests looked at more than once hold for all "
            "looks. Claim: experiment."
        ),
    )


def amount(value: float, words: Words, *, signed: bool = False) -> str:
    """Write an amount per visitor, with cents where it is small."""
    decimals = 3 if abs(value) < 0.1 else 2 if abs(value) < 100 else 0
    text = words.money(value, decimals=decimals)
    return "+" + text if signed and round(value, decimals) > 0 else text


def _interval(trial: RevenueTrial, words: Words) -> str:
    return words(
        "{low} to {high}", low=amount(trial.ci_low, words), high=amount(trial.ci_high, words)
    )
