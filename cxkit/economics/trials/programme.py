"""All experiments together: how many win, how many of those are luck, what they really bring."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import pandas as pd

from cxkit.client import Table
from cxkit.economics.trials.results import Trial, Trials
from cxkit.economics.trials.totals import sound_rows
from cxkit.stats import benjamini_hochberg, wilson_interval
from cxkit.stats.many_effects import null_share, null_share_from_rate, shrink

POWER = 0.80
"""Power that tests are taken to have where the share without effect is told from the wins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One variant in the log.

    Attributes
    ----------
    trial : Trial
        Its readout.
    start, end : date or None
        First and last day of its experiment.
    q_value : float
        p value adjusted so that false wins are a small share (Benjamini and Hochberg); NaN where
        the test says nothing.
    shrunk : float
        Difference drawn towards nothing by its error; NaN where the test says nothing.
    early : bool
        Whether it stands on fewer visitors than were planned.
    """

    trial: Trial
    start: date | None
    end: date | None
    q_value: float
    shrunk: float
    early: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """What all experiments say together.

    Attributes
    ----------
    entries : tuple of LogEntry
        In time where experiments have dates, else in the order of the data.
    trials : Trials
        All readouts.
    n : int
        Variants that say something: not invalid, not too few visitors.
    wins, wins_alone : int
        Variants clearly better, after correction for all comparisons; and those whose own
        interval leaves out 0, as each test alone would have been read.
    rate, rate_low, rate_high : float
        Wins among `n`, with Wilson's interval; NaN where n is 0.
    nulls : float
        Share of variants without any effect, from the p values (Storey); NaN where n is 0.
    nulls_from_rate : float
        The same from how many differ and a power of 0.80.
    false_wins, false_wins_most : float
        Wins expected among `wins_alone` by luck only: half the error rate × that share × n;
        and at most, if no variant had an effect.
    chance_false : float
        Chance, at most, that any of `wins` is false.
    claimed, shrunk : float
        Sum of the differences of `wins_alone` as observed, and drawn towards nothing, in shares.
    spread : float
        Standard deviation of the true differences, as estimated.
    invalid, early, running : int
        Variants with a broken split, on fewer visitors than planned, still going on.
    confidence : float
        Level of the engagement.
    """

    entries: tuple[LogEntry, ...]
    trials: Trials
    n: int
    wins: int
    wins_alone: int
    rate: float
    rate_low: float
    rate_high: float
    nulls: float
    nulls_from_rate: float
    false_wins: float
    false_wins_most: float
    chance_false: float
    claimed: float
    shrunk: float
    spread: float
    invalid: int
    early: int
    running: int
    confidence: float


def programme_of(trials: Trials, table: Table) -> Programme:
    """Return the log of all experiments.

    Parameters
    ----------
    trials : Trials
        Readouts.
    table : Table
        ``experiments``, for the days.
    """
    days = _days(table)
    telling = [trial for trial in trials.trials if trial.decision not in ("invalid", "too few")]
    alpha = 1 - trials.confidence
    m = len(telling)
    p_values = [trial.p_value for trial in telling]
    q_values = dict(zip(map(id, telling), benjamini_hochberg(p_values), strict=True))
    errors = [_error(trial) for trial in telling]
    made = shrink([trial.difference for trial in telling], errors) if m else None
    calmed = dict(zip(map(id, telling), made.effects if made is not None else (), strict=True))
    entries = [
        LogEntry(
            trial=trial,
            start=days.get(trial.experiment, (None, None))[0],
            end=days.get(trial.experiment, (None, None))[1],
            q_value=float(q_values.get(id(trial), math.nan)),
            shrunk=float(calmed.get(id(trial), math.nan)),
            early=trial.looks is not None and trial.looks.looks[-1].share < 1,
        )
        for trial in trials.trials
    ]
    entries.sort(key=lambda entry: entry.end or date.max)
    alone = [trial for trial in telling if trial.p_value <= alpha and trial.difference > 0]
    differ = sum(trial.p_value <= alpha for trial in telling)
    nulls = null_share(p_values) if m else math.nan
    wins = sum(trial.decision == "better" for trial in telling)
    low, high = wilson_interval(wins, m, confidence=trials.confidence) if m else (math.nan,) * 2
    return Programme(
        entries=tuple(entries),
        trials=trials,
        n=m,
        wins=wins,
        wins_alone=len(alone),
        rate=wins / m if m else math.nan,
        rate_low=low,
        rate_high=high,
        nulls=nulls,
        nulls_from_rate=(
            null_share_from_rate(differ / m, alpha=alpha, power=POWER)
            if m and alpha < POWER
            else math.nan
        ),
        false_wins=min(float(len(alone)), alpha / 2 * nulls * m) if m else math.nan,
        false_wins_most=alpha / 2 * m,
        chance_false=alpha,
        claimed=sum(trial.difference for trial in alone),
        shrunk=sum(float(calmed[id(trial)]) for trial in alone),
        spread=made.spread if made is not None else math.nan,
        invalid=sum(trial.decision == "invalid" for trial in trials.trials),
        early=sum(entry.early for entry in entries),
        running=sum(trial.decision == "running" for trial in trials.trials),
        confidence=trials.confidence,
    )


def _error(trial: Trial) -> float:
    """Return the standard error of a difference, a hit and a miss added to each arm.

    Agresti and Caffo (2000), American Statistician 54, 280-288: never 0.
    """
    parts = []
    for hits, n in ((trial.hits_control, trial.n_control), (trial.hits_arm, trial.n_arm)):
        share = (hits + 1) / (n + 2)
        parts.append(share * (1 - share) / (n + 2))
    return math.sqrt(sum(parts))


def _days(table: Table) -> dict[str, tuple[date, date]]:
    rows = sound_rows(table).dropna(subset=["day"])
    if rows.empty:
        return {}
    bounds = rows.groupby("experiment")["day"].agg(["min", "max"])
    return {
        str(name): (pd.Timestamp(row["min"]).date(), pd.Timestamp(row["max"]).date())
        for name, row in bounds.iterrows()
    }
