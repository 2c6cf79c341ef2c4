"""A/B tests in words."""

from __future__ import annotations

from cxkit.client import Column
from cxkit.economics import units
from cxkit.economics.trials.readout import DOUBTFUL, INVALID
from cxkit.economics.trials.results import Decision, Trial, Trials
from cxkit.language import N_, Words
from cxkit.presentation import FigureText
from cxkit.presentation.evidence import source

DECISION: dict[Decision, str] = {
    "better": N_("adopt"),
    "worse": N_("do not adopt"),
    "undecided": N_("not decided"),
    "too few": N_("too few visitors"),
    "invalid": N_("invalid"),
    "running": N_("goes on"),
}


def trial_name(trial: Trial, trials: Trials, words: Words) -> str:
    """Return what the report calls an experiment."""
    if trials.column is None or not trial.experiment:
        return words("A/B test")
    return trials.column.group(trial.experiment, words)


def variant_name(
    experiment: str, arm: str, column: Column | None, arms: Column, words: Words
) -> str:
    """Return experiment and variant as the report calls them."""
    name = column.group(experiment, words) if column is not None and experiment else ""
    test = name or words("A/B test")
    return f"{test}: {arms.group(arm, words)}"


def describe_trials(trials: Trials, words: Words) -> FigureText:
    """Words around the differences of all variants."""
    won = sum(trial.decision == "better" for trial in trials.trials)
    headline = _count(won, len(trials.trials), words).rstrip(".")
    values = "; ".join(
        words(
            "{name}: {points} points ({interval}; {decision})",
            name=variant_name(trial.experiment, trial.arm, trials.column, trials.arms, words),
            points=units.points(trial.difference, words),
            interval=units.points_interval(trial.ci_low, trial.ci_high, words),
            decision=words(DECISION[trial.decision]),
        )
        for trial in trials.trials
    )
    return FigureText(
        headline=headline,
        measure=words(
            "Conversion of the variant less that of the control, in points, with {level} interval",
            level=words.percent(trials.confidence),
        ),
        reading=words(
            "Coloured where the difference is clear after correction for all {n} comparisons of "
            "this section; a cross marks a test whose visitors were not split as planned, which "
            "says nothing. Claim: experiment.",
            n=words.number(trials.comparisons),
        ),
        source=source(trials.evidence, words),
        alt=f"{headline}. {values}.",
    )


def read_trials(trials: Trials, words: Words) -> str:
    """How many tests decide something, by how much, and which say nothing."""
    by: dict[Decision, list[Trial]] = {}
    for trial in trials.trials:
        by.setdefault(trial.decision, []).append(trial)
    won = by.get("better", [])
    text = _count(len(won), len(trials.trials), words)
    if won:
        text = words(
            "{text} Adopt: {names}.",
            text=text,
            names=words.join([_effect(trial, trials, words) for trial in won]),
        )
    for decision, sentence in _OTHERS.items():
        if decision in by:
            names = dict.fromkeys(_variant(trial, trials, words) for trial in by[decision])
            text += " " + words(sentence, names=words.join(list(names)))
    if "invalid" in by:
        names = dict.fromkeys(trial_name(trial, trials, words) for trial in by["invalid"])
        text += " " + words(
            "Invalid: {names}. Visitors were not split as planned, so its result says nothing; "
            "find the fault before it is run again.",
            names=words.join(list(names)),
        )
    return " ".join([text, *_money(trials, words), *_cautions(trials, words)])


def _money(trials: Trials, words: Words) -> list[str]:
    """Say what the variants are worth a year, where visitors and margin are declared."""
    lines = [
        words(
            "{name}: with {visitors} visitors a year and {margin} for each conversion more, the "
            "difference is worth {money} a year ({level} interval {interval}; claim: {claim}).",
            name=_variant(trial, trials, words),
            visitors=words.number(trial.money.visitors),
            margin=units.money(trial.money.margin, words),
            money=units.money(trial.money.value, words),
            level=words.percent(trials.confidence),
            interval=units.money_range(trial.money.low, trial.money.high, words),
            claim=words(units.CLAIM[trial.money.claim]),
        )
        for trial in trials.trials
        if trial.money is not None
    ]
    if lines:
        lines.append(
            words(
                "Visitors and margin are as declared; the effect is taken to last the year. Cost "
                "of building it is not in it."
            )
        )
    return lines


def _cautions(trials: Trials, words: Words) -> list[str]:
    """Say which splits are doubtful, which controls assumed, and whether three arms differ."""
    lines = []
    uneven = {
        trial.experiment: trial for trial in trials.trials if INVALID <= trial.split_p < DOUBTFUL
    }
    for trial in uneven.values():
        lines.append(
            words(
                "Warning for {name}: visitors were split less evenly than chance would do "
                "{share} of the time (p = {p}); find out how they were dealt out before relying "
                "on the result.",
                name=trial_name(trial, trials, words),
                share=words.percent(DOUBTFUL),
                p=words.number(trial.split_p, decimals=4),
            )
        )
    assumed = {t.experiment: t for t in trials.trials if t.how == "assumed"}
    for trial in assumed.values():
        lines.append(
            words(
                "{name}: nothing says which variant is the control; “{control}”, the first in the "
                "alphabet, is taken. Write “control_arm” into economics.yml.",
                name=trial_name(trial, trials, words),
                control=trials.arms.group(trial.control, words),
            )
        )
    looked = [trial for trial in trials.trials if trial.looks is not None]
    if looked:
        names = dict.fromkeys(_variant(trial, trials, words) for trial in looked)
        lines.append(
            words(
                "Looked at more than once, or before the end: {names}; interval and decision hold "
                "for all looks.",
                names=words.join(list(names)),
            )
        )
    for item in trials.overall:
        trial = next(each for each in trials.trials if each.experiment == item.experiment)
        p_value = item.test.p_value
        if p_value == p_value:
            lines.append(
                words(
                    "{name}, all {arms} variants together: χ² = {statistic}, p {sign} {p} for all "
                    "converting alike.",
                    name=trial_name(trial, trials, words),
                    arms=words.number(item.arms),
                    statistic=words.number(item.test.statistic, decimals=1),
                    sign="<" if p_value < 0.001 else "=",
                    p=words.number(max(p_value, 0.001), decimals=3),
                )
            )
    return lines


_OTHERS: dict[Decision, str] = {
    "worse": N_("Worse than the control: {names}."),
    "undecided": N_(
        "Nothing decided: {names}; a difference too small for so many visitors to show is still "
        "possible."
    ),
    "running": N_("Not yet decided: {names}; the planned visitors are not in."),
    "too few": N_("Too few visitors to decide: {names}."),
}


def _count(won: int, total: int, words: Words) -> str:
    if total == 1:
        return (
            words("The variant tested converts clearly better than its control.")
            if won
            else words("The variant tested does not convert clearly better than its control.")
        )
    if not won:
        return words(
            "None of the {all} variants tested converts clearly better.", all=words.number(total)
        )
    return words.plural(
        "{n} of {all} variants tested converts clearly better.",
        "{n} of {all} variants tested convert clearly better.",
        won,
        all=words.number(total),
    )


def _variant(trial: Trial, trials: Trials, words: Words) -> str:
    """Name the experiment, and the variant too where it had several."""
    name = trial_name(trial, trials, words)
    same = [each for each in trials.trials if each.experiment == trial.experiment]
    return name if len(same) == 1 else f"{name}: {trials.arms.group(trial.arm, words)}"


def _effect(trial: Trial, trials: Trials, words: Words) -> str:
    return words(
        "{name} ({points} points; {level} interval {interval}; n = {n})",
        name=_variant(trial, trials, words),
        points=units.points(trial.difference, words),
        level=words.percent(trials.confidence),
        interval=units.points_interval(trial.ci_low, trial.ci_high, words),
        n=words.number(trial.n_control + trial.n_arm),
    )
