"""Whether the loop closes: how many cases reach each step, and how long it takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxkit.client import Column
from cxkit.findings import Evidence
from cxkit.governance.loop_cases import GROUPINGS, Cases, Step
from cxkit.stats import Estimate, kaplan_meier, quantile, wilson_interval

DAY = 86_400.0
MOST_GROUPS = 12
"""A column with more groups is listed by its largest groups only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopStep:
    """How far cases have come with one step.

    Attributes
    ----------
    step : str
        Which step.
    n, n_reached : int
        Cases, and those that reached it by the reference day.
    share, ci_low, ci_high : float
        Share that reached it, in [0, 1], with its Wilson interval. Recent cases have had
        less time: it is where things stand, not where they will end.
    median_days, median_ci_low, median_ci_high : float
        Days from receipt by which half reach it, cases without it counted as still waiting
        (Kaplan-Meier). NaN where fewer than half have, or for a limit maybe have not.
    """

    step: Step
    n: int
    n_reached: int
    share: float
    ci_low: float
    ci_high: float
    median_days: float
    median_ci_low: float
    median_ci_high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopGroup:
    """The steps of one group of cases.

    Attributes
    ----------
    group : str
        Value of the column.
    n : int
        Cases.
    steps : tuple of LoopStep
        In order.
    """

    group: str
    n: int
    steps: tuple[LoopStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingCases:
    """Open cases of one urgency.

    Attributes
    ----------
    urgency : str
        "high", "medium", "low", or "" where it is not recorded.
    n_open : int
        Cases that are not resolved.
    n_silent : int
        Those of them whose customer has not been contacted.
    median_age, oldest : float
        Days that the open cases have waited since receipt.
    """

    urgency: str
    n_open: int
    n_silent: int
    median_age: float
    oldest: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedLoop:
    """What becomes of the cases of a client.

    Attributes
    ----------
    cases : Cases
        What was read, and what was left out.
    steps : tuple of LoopStep
        In order.
    waiting : tuple of WaitingCases
        Open cases, the most urgent first; empty where resolutions are not recorded.
    evidence : Evidence
        Table, columns, base and period.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    """

    cases: Cases
    steps: tuple[LoopStep, ...]
    waiting: tuple[WaitingCases, ...]
    evidence: Evidence
    confidence: float
    min_base: int

    def step(self, name: str) -> LoopStep | None:
        """Return a step, where it is recorded."""
        return next((item for item in self.steps if item.step == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopBy:
    """The closed loop by a column of its cases.

    Attributes
    ----------
    loop : ClosedLoop
        All cases.
    dimension : str
        The column.
    column : Column or None
        What it means, where it comes from a table.
    groups : tuple of LoopGroup
        Largest first; at most `MOST_GROUPS`.
    n_missing : int
        Cases without a value.
    n_hidden : int
        Cases in groups that are not listed.
    """

    loop: ClosedLoop
    dimension: str
    column: Column | None
    groups: tuple[LoopGroup, ...]
    n_missing: int
    n_hidden: int


def closed_loop(cases: Cases, *, confidence: float, min_base: int) -> ClosedLoop | None:
    """Return how many cases reached each step, and when; None without a usable case.

    Parameters
    ----------
    cases : Cases
        Read and checked.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.

    Notes
    -----
    Shares by Wilson's interval, times by Kaplan and Meier with Brookmeyer and Crowley's
    limits: a case that has not reached a step has waited at least until the reference day.

    References
    ----------
    Wilson (1927), JASA 22, 209-212; Kaplan and Meier (1958), JASA 53, 457-481;
    Brookmeyer and Crowley (1982), Biometrics 38, 29-41.
    """
    frame = cases.frame
    if frame.empty:
        return None
    evidence = Evidence(
        table=cases.table,
        columns=("received", *cases.steps)
        if cases.table == "closed_loop"
        else ("opened", *("first_reply" if s == "contacted" else s for s in cases.steps)),
        n=len(frame),
        start=frame["received"].min().date(),
        end=frame["received"].max().date(),
    )
    return ClosedLoop(
        cases=cases,
        steps=_steps(frame, cases, confidence),
        waiting=_waiting(cases),
        evidence=evidence,
        confidence=confidence,
        min_base=min_base,
    )


def loop_by(loop: ClosedLoop, dimension: str) -> LoopBy | None:
    """Return the loop for every group of a column; None where it has no two groups.

    Parameters
    ----------
    loop : ClosedLoop
        All cases.
    dimension : str
        One of `GROUPINGS`.
    """
    frame = loop.cases.frame
    if dimension not in GROUPINGS or dimension not in frame or frame[dimension].nunique() < 2:
        return None
    sizes = frame[dimension].value_counts(sort=False)
    sizes = sizes.sort_index().sort_values(ascending=False, kind="stable")
    groups = tuple(
        LoopGroup(
            group=str(name),
            n=int(n),
            steps=_steps(frame[frame[dimension] == name], loop.cases, loop.confidence),
        )
        for name, n in sizes.iloc[:MOST_GROUPS].items()
    )
    return LoopBy(
        loop=loop,
        dimension=dimension,
        column=loop.cases.columns.get(dimension),
        groups=groups,
        n_missing=int(frame[dimension].isna().sum()),
        n_hidden=int(sizes.iloc[MOST_GROUPS:].sum()),
    )


def _steps(frame: pd.DataFrame, cases: Cases, confidence: float) -> tuple[LoopStep, ...]:
    found = []
    for step in cases.steps:
        reached = frame[step].notna()
        low, high = wilson_interval(int(reached.sum()), len(frame), confidence=confidence)
        wait = (frame[step].fillna(cases.moment) - frame["received"]).dt.total_seconds() / DAY
        curve = kaplan_meier(wait.to_numpy(), reached.to_numpy(), confidence=confidence)
        median: Estimate = quantile(curve, 0.5)
        found.append(
            LoopStep(
                step=step,
                n=len(frame),
                n_reached=int(reached.sum()),
                share=float(reached.mean()),
                ci_low=low,
                ci_high=high,
                median_days=median.value,
                median_ci_low=median.ci_low,
                median_ci_high=median.ci_high,
            )
        )
    return tuple(found)


def _waiting(cases: Cases) -> tuple[WaitingCases, ...]:
    """Return the open cases, most urgent first."""
    if "resolved" not in cases.steps:
        return ()
    frame = cases.frame[cases.frame["resolved"].isna()]
    urgency = frame["urgency"].fillna("") if "urgency" in frame else pd.Series("", frame.index)
    age = (cases.moment - frame["received"]).dt.total_seconds() / DAY
    silent = frame["contacted"].isna() if "contacted" in frame else pd.Series(False, frame.index)
    found = []
    for name in ("high", "medium", "low", ""):
        own = urgency == name
        if own.any():
            found.append(
                WaitingCases(
                    urgency=name,
                    n_open=int(own.sum()),
                    n_silent=int(silent[own].sum()),
                    median_age=float(np.median(age[own])),
                    oldest=float(age[own].max()),
                )
            )
    return tuple(found)
