"""A/B tests in words."""

from __future__ import annotations

from cxkit.economics.trials import Decision, Trial, Trials
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
    """How many tests decide something, and which say nothing."""
    by: dict[str, list[str]] = {}
    for trial in trials.trials:
        by.setdefault(trial.decision, []).append(trial_name(trial, trials, words))
    won = words.join(list(dict.fromkeys(by.get("better", []))))
    text = words.plural(
        "{won} of {n} variant tested converts clearly better.",
        "{won} of {n} variants tested convert clearly better.",
        len(trials.trials),
        won=words.number(len(by.get("better", []))),
    )
    if won:
        text = words("{text} Adopt: {names}.", text=text, names=won)
    if by.get("worse"):
        text += " " + words("Worse than the control: {names}.", names=words.join(by["worse"]))
    if by.get("invalid"):
        text += " " + words(
            "Invalid: {names}. Visitors were not split as planned, so its result says nothing; "
            "find the fault before it is run again.",
            names=words.join(list(dict.fromkeys(by["invalid"]))),
        )
    return text
