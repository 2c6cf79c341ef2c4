"""The log of all experiments, in words and as a table."""

from __future__ import annotations

from cxkit.economics import units
from cxkit.economics.trials.programme import LogEntry, Programme
from cxkit.economics.trials.results import Trials
from cxkit.economics.trials.wording import DECISION, variant_name
from cxkit.language import Words
from cxkit.presentation import TextTable
from cxkit.presentation.evidence import p_value


def read_programme(programme: Programme, words: Words) -> str:
    """Win rate, luck among the wins, what they bring, and what was spoilt."""
    if not programme.n:
        return words("None of the experiments says anything: splits were broken, or bases small.")
    lines = [
        words.plural(
            "{wins} of {n} variant that says something won after correction ({rate}; {level} "
            "interval {interval}).",
            "{wins} of {n} variants that say something won after correction ({rate}; {level} "
            "interval {interval}).",
            programme.n,
            wins=words.number(programme.wins),
            rate=words.percent(programme.rate),
            level=words.percent(programme.confidence),
            interval=words.percent_interval(programme.rate_low, programme.rate_high),
        ),
        _luck(programme, words),
    ]
    if programme.wins_alone:
        lines.append(
            words(
                "The wins claim {claimed} points together; drawn towards nothing for their luck "
                "they are {shrunk}. Points of different pages do not add up to money.",
                claimed=units.points(programme.claimed, words),
                shrunk=units.points(programme.shrunk, words),
            )
        )
    spoilt = [
        words.plural("{n} invalid split", "{n} invalid splits", programme.invalid),
        words.plural(
            "{n} read on fewer visitors than planned",
            "{n} read on fewer visitors than planned",
            programme.early,
        ),
        words.plural("{n} still going on", "{n} still going on", programme.running),
    ]
    lines.append(words("Of all variants: {items}.", items=words.join(spoilt)))
    return "\n".join(lines)


def _luck(programme: Programme, words: Words) -> str:
    if not programme.wins_alone:
        return words("No variant beats its control even when each is read alone.")
    return words.plural(
        "Read each alone, {n} would have won; by luck only, {expected} of such wins are to be "
        "expected, {most} if no variant had any effect. After correction the chance that any win "
        "is false is {chance} at most.",
        "Read each alone, {n} would have won; by luck only, {expected} of such wins are to be "
        "expected, {most} if no variant had any effect. After correction the chance that any win "
        "is false is {chance} at most.",
        programme.wins_alone,
        expected=words.number(programme.false_wins, decimals=2),
        most=words.number(programme.false_wins_most, decimals=2),
        chance=words.percent(programme.chance_false),
    )


def programme_table(programme: Programme, words: Words) -> TextTable:
    """One row a variant: days, visitors, difference, shrunk difference, q value, decision."""
    rows = [_row(entry, programme.trials, words) for entry in programme.entries]
    return TextTable(
        caption=words("Log of all experiments"),
        headings=[
            words("Test and variant"),
            words("Days"),
            "n",
            words("Points"),
            words("Points, less luck"),
            words("q value"),
            words("Decision"),
        ],
        rows=rows,
        numeric=[False, False, True, True, True, True, False],
        note=words(
            "Points, less luck: the difference drawn towards nothing by as much as its error asks "
            "for, with the spread of the true differences estimated from all experiments (normal, "
            "around 0). q value: share of false ones to be expected if this variant and all with "
            "smaller values were taken as differing (Benjamini–Hochberg). * On fewer visitors than "
            "planned."
        ),
    )


def _row(entry: LogEntry, trials: Trials, words: Words) -> list[str]:
    trial = entry.trial
    name = variant_name(trial.experiment, trial.arm, trials.column, trials.arms, words)
    days = "–"
    if entry.start is not None and entry.end is not None:
        days = words.period(entry.start, entry.end)
    return [
        name + (" *" if entry.early else ""),
        days,
        words.number(trial.n_control + trial.n_arm),
        units.points(trial.difference, words),
        units.points(entry.shrunk, words),
        p_value(entry.q_value, words),
        words(DECISION[trial.decision]),
    ]
