"""A/B tests in words."""

from __future__ import annotations

from cxkit.economics import units
from cxkit.economics.trials.readout import Decision, Trial, Trials
from cxkit.language import N_, Words

DECISION: dict[Decision, str] = {
    "better": N_("adopt"),
    "worse": N_("do not adopt"),
    "undecided": N_("not decided"),
    "too few": N_("too few visitors"),
    "invalid": N_("invalid"),
}


def trial_name(trial: Trial, trials: Trials, words: Words) -> str:
    """Return what the report calls an experiment."""
    if trials.column is None or not trial.experiment:
        return words("A/B test")
    return trials.column.group(trial.experiment, words)


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
    return text


_OTHERS: dict[Decision, str] = {
    "worse": N_("Worse than the control: {names}."),
    "undecided": N_(
        "Nothing decided: {names}; a difference too small for so many visitors to show is still "
        "possible."
    ),
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
