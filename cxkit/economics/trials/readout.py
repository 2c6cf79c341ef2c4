"""A/B tests: conversion of each variant, whether visitors were split as planned, the decision."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd
from scipy.special import chdtrc

from cxkit.client import Table
from cxkit.economics.trials.design import Design, design_of, plan_of
from cxkit.economics.trials.looks import Looks, looks_at
from cxkit.economics.trials.planner import planned_size
from cxkit.economics.trials.results import Decision, OverallTest, Trial, Trials
from cxkit.economics.trials.totals import experiment_totals, running_totals
from cxkit.economics.trials.yearly_money import declared_money
from cxkit.engagement import Engagement
from cxkit.engagement.judgements import Economics
from cxkit.stats import detectable_difference, share_difference, wilson_interval
from cxkit.stats.proportion_tests import equal_shares
from cxkit.stats.share_ratio import share_ratio_interval

INVALID = 0.001
"""Chance below which a split of visitors is no accident and the test says nothing."""
DOUBTFUL = 0.01
"""Chance below which a split is worth a look at how visitors were dealt out."""

COLUMNS = ("experiment", "arm", "date", "converted", "visitors", "conversions")
"""Columns that an experiment is read from."""


def split_p_value(visitors: Sequence[int], shares: Sequence[float] | None = None) -> float:
    """Return the chance of a split at least as far from the one meant.

    Parameters
    ----------
    visitors : sequence of int
        Visitors of each arm; two or more, not all 0.
    shares : sequence of float, optional
        Share or weight meant for each arm, above 0; all alike if absent.

    Returns
    -------
    float
        Upper tail of chi-squared with one degree of freedom less than arms.

    Raises
    ------
    ValueError
        If an argument is outside the ranges above.

    References
    ----------
    Fabijan et al. (2019), Diagnosing sample ratio mismatch, KDD 2019, 2156-2164.
    """
    weights = [1.0] * len(visitors) if shares is None else list(shares)
    total = sum(visitors)
    if len(visitors) < 2 or len(weights) != len(visitors):
        raise ValueError(
            f"need two arms or more, and a share for each; got {len(visitors)} and {len(weights)}"
        )
    if not (total > 0 and min(visitors) >= 0 and min(weights) > 0):
        raise ValueError("need visitors of 0 or more, not all 0, and shares above 0")
    expected = [total * weight / sum(weights) for weight in weights]
    parts = zip(visitors, expected, strict=True)
    statistic = sum((count - meant) ** 2 / meant for count, meant in parts)
    return float(chdtrc(len(visitors) - 1, statistic))


def trials_of(
    table: Table, *, confidence: float, agreed: Economics | None = None
) -> tuple[Trial, ...]:
    """Return every variant against its control, p values not yet adjusted.

    Parameters
    ----------
    table : Table
        ``experiments``.
    confidence : float
        Two-sided level.
    agreed : Economics or None
        ``economics.yml``: controls, splits and plans.

    Notes
    -----
    An experiment with a single arm, or an arm without visitors, compares nothing.
    """
    found = []
    for experiment, part in experiment_totals(table).groupby("experiment", sort=False):
        arms = part[part["n"] > 0].sort_values("arm", kind="stable").set_index("arm")
        if len(arms) < 2:
            continue
        name = str(experiment)
        design = design_of(name, [str(arm) for arm in arms.index], agreed)
        split = split_p_value([int(n) for n in arms["n"]], design.shares)
        running = running_totals(table, name) if design.plan is not None else None
        counts = {str(arm): (int(row["hits"]), int(row["n"])) for arm, row in arms.iterrows()}
        for arm in counts:
            if arm != design.control:
                trial = _trial((name, design.control, arm), counts, split, design, confidence)
                looks = _looks(trial, counts, design, running, confidence)
                found.append(_guarded(trial, looks))
    return tuple(found)


def overall_tests(table: Table) -> tuple[OverallTest, ...]:
    """Return for every experiment of three arms or more whether all convert alike."""
    found = []
    for experiment, part in experiment_totals(table).groupby("experiment", sort=False):
        arms = part[part["n"] > 0]
        if len(arms) >= 3:
            test = equal_shares(arms["hits"].tolist(), arms["n"].tolist())
            found.append(OverallTest(experiment=str(experiment), arms=len(arms), test=test))
    return tuple(found)


def decide(trial: Trial, *, confidence: float, min_base: int) -> Decision:
    """Return what follows from a trial whose p value is adjusted."""
    if trial.split_p < INVALID:
        return "invalid"
    if min(trial.n_control, trial.n_arm) < min_base:
        return "too few"
    if trial.p_adjusted <= 1 - confidence:
        return "better" if _direction(trial) > 0 else "worse"
    if trial.looks is not None and trial.looks.state == "goes on":
        return "running"
    return "undecided"


def _direction(trial: Trial) -> float:
    """Return the difference at the look that decided, or as it is now."""
    looks = trial.looks
    if looks is None or looks.first_crossed is None:
        return trial.difference
    return looks.looks[looks.first_crossed - 1].difference


def decided(
    table: Table | None,
    raw: tuple[Trial, ...],
    adjusted: Mapping[tuple[str, str, str], float],
    plan: Engagement,
    agreed: Economics | None = None,
) -> Trials | None:
    """Return all trials with adjusted p values and what follows; None where there are none.

    Parameters
    ----------
    table : Table or None
        ``experiments``.
    raw : tuple of Trial
        From `trials_of`.
    adjusted : Mapping
        Adjusted p values by ``("trial", experiment, arm)``, and of all other comparisons.
    plan : Engagement
        Level and least base.
    agreed : Economics or None
        ``economics.yml``: visitors a year and margin of a conversion.
    """
    if table is None or not raw:
        return None
    found = []
    for trial in raw:
        known = replace(trial, p_adjusted=adjusted["trial", trial.experiment, trial.arm])
        decision = decide(known, confidence=plan.confidence, min_base=plan.min_base)
        money = None
        if decision not in ("invalid", "too few"):
            money = declared_money(
                known.difference,
                known.ci_low,
                known.ci_high,
                plan_of(known.experiment, agreed),
            )
        found.append(replace(known, decision=decision, money=money))
    columns = tuple(name for name in COLUMNS if name in table.columns)
    control = {(trial.experiment, trial.control): trial.n_control for trial in found}
    return Trials(
        trials=tuple(found),
        overall=overall_tests(table),
        column=table.columns.get("experiment"),
        arms=table.columns["arm"],
        comparisons=len(adjusted),
        evidence=table.evidence(
            *columns, n=sum(trial.n_arm for trial in found) + sum(control.values())
        ),
        confidence=plan.confidence,
        min_base=plan.min_base,
    )


def _looks(
    trial: Trial,
    counts: Mapping[str, tuple[int, int]],
    design: Design,
    running: pd.DataFrame | None,
    confidence: float,
) -> Looks | None:
    if design.plan is None:
        return None
    size = None
    if design.plan.measure == "conversion":
        size = planned_size(design.plan, confidence=confidence)
    return looks_at(
        (trial.experiment, trial.control, trial.arm),
        (trial.hits_control, trial.n_control, trial.hits_arm, trial.n_arm),
        sum(n for _, n in counts.values()),
        plan=design.plan,
        planned=size.n if size is not None else None,
        running=running,
        confidence=confidence,
    )


def _guarded(trial: Trial, looks: Looks | None) -> Trial:
    """Return a trial with the p value and interval that hold for all its looks."""
    if looks is None:
        return trial
    return replace(
        trial,
        looks=looks,
        p_value=looks.p_value,
        p_adjusted=looks.p_value,
        ci_low=looks.ci_low,
        ci_high=looks.ci_high,
    )


def _trial(
    names: tuple[str, str, str],
    counts: Mapping[str, tuple[int, int]],
    split: float,
    design: Design,
    confidence: float,
) -> Trial:
    experiment, control, arm = names
    (hits_0, n_0), (hits_1, n_1) = counts[control], counts[arm]
    gap = share_difference((hits_0, n_0), (hits_1, n_1), confidence=confidence)
    low_0, high_0 = wilson_interval(hits_0, n_0, confidence=confidence)
    low_1, high_1 = wilson_interval(hits_1, n_1, confidence=confidence)
    ratio_low, ratio_high = share_ratio_interval(hits_1, n_1, hits_0, n_0, confidence=confidence)
    pooled = (hits_0 + hits_1) / (n_0 + n_1)
    variance = pooled * (1 - pooled)
    return Trial(
        experiment=experiment,
        arm=arm,
        control=control,
        how=design.how,
        n_control=n_0,
        n_arm=n_1,
        hits_control=hits_0,
        hits_arm=hits_1,
        rate_control=hits_0 / n_0,
        rate_arm=hits_1 / n_1,
        low_control=low_0,
        high_control=high_0,
        low_arm=low_1,
        high_arm=high_1,
        difference=gap.difference,
        ci_low=gap.ci_low,
        ci_high=gap.ci_high,
        lift=gap.difference / (hits_0 / n_0) if hits_0 else math.nan,
        lift_low=ratio_low - 1 if hits_0 else math.nan,
        lift_high=ratio_high - 1 if hits_0 else math.nan,
        p_value=gap.p_value,
        p_adjusted=gap.p_value,
        split_p=split,
        detectable=(
            detectable_difference(variance, n_0, variance, n_1, confidence=confidence)
            if variance > 0
            else math.nan
        ),
        looks=None,
        decision="undecided",
    )
