"""A/B tests: conversion of each variant, whether visitors were split as planned, the decision."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import pandas as pd
from scipy.special import chdtrc

from cxkit.client import Column, Table
from cxkit.findings import Evidence
from cxkit.stats import detectable_difference, share_difference, wilson_interval

INVALID = 0.001
"""Chance below which a split of visitors is no accident and the test says nothing."""

COLUMNS = ("arm", "converted", "visitors", "conversions")
"""Columns that an experiment is read from."""

Decision = Literal["invalid", "better", "worse", "undecided", "too few"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One variant of an experiment against its control.

    Attributes
    ----------
    experiment, arm, control : str
        As in the data; empty experiment where the table holds only one.
    n_control, n_arm, hits_control, hits_arm : int
        Visitors and conversions.
    rate_control, rate_arm : float
        Shares that converted.
    low_control, high_control, low_arm, high_arm : float
        Their Wilson intervals.
    difference, ci_low, ci_high : float
        Variant less control, with Newcombe's interval.
    p_value, p_adjusted : float
        Of the difference; adjusted (Holm) over all comparisons of economics.
    split_p : float
        Chance of a split as uneven as this if visitors were dealt evenly among all arms.
    detectable : float
        Smallest difference that so many visitors show four times out of five.
    decision : {"invalid", "better", "worse", "undecided", "too few"}
        What follows.
    """

    experiment: str
    arm: str
    control: str
    n_control: int
    n_arm: int
    hits_control: int
    hits_arm: int
    rate_control: float
    rate_arm: float
    low_control: float
    high_control: float
    low_arm: float
    high_arm: float
    difference: float
    ci_low: float
    ci_high: float
    p_value: float
    p_adjusted: float
    split_p: float
    detectable: float
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Trials:
    """All experiments of a client.

    Attributes
    ----------
    trials : tuple of Trial
        In the order of the data.
    column : Column or None
        Column that names the experiments.
    arms : Column
        Column that names the variants.
    comparisons : int
        Comparisons that the p values were corrected for.
    evidence : Evidence
        Table and columns.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases decide nothing.
    """

    trials: tuple[Trial, ...]
    column: Column | None
    arms: Column
    comparisons: int
    evidence: Evidence
    confidence: float
    min_base: int


def split_p_value(visitors: list[int]) -> float:
    """Return the chance of a split at least as uneven if all arms were equally likely.

    Parameters
    ----------
    visitors : list of int
        Visitors of each arm; two or more, not all 0.

    Returns
    -------
    float
        Upper tail of chi-squared with one degree of freedom less than arms.

    References
    ----------
    Fabijan et al. (2019), Diagnosing sample ratio mismatch, KDD 2019, 2156-2164.
    """
    expected = sum(visitors) / len(visitors)
    statistic = sum((count - expected) ** 2 for count in visitors) / expected
    return float(chdtrc(len(visitors) - 1, statistic))


def experiment_totals(table: Table) -> pd.DataFrame:
    """Return visitors and conversions of every arm: one row an experiment and arm.

    Rows of visitors are counted, blank marks left out; rows of totals are added up. Totals
    that are blank, not whole or with more conversions than visitors are left out.
    """
    frame = table.frame
    keys = pd.DataFrame({"arm": frame["arm"].astype("str").where(frame["arm"].notna())})
    named = "experiment" in frame
    keys["experiment"] = frame["experiment"].astype("str").fillna("") if named else ""
    if "visitors" in frame and "conversions" in frame and frame["visitors"].notna().any():
        keys["n"], keys["hits"] = frame["visitors"], frame["conversions"]
    elif "converted" in frame:
        known = frame["converted"].notna()
        keys["n"] = known.astype(float)
        keys["hits"] = frame["converted"].astype("boolean").fillna(False).astype(float)
    else:
        return pd.DataFrame(columns=["experiment", "arm", "n", "hits"])
    sound = keys["arm"].notna() & (keys["n"] >= keys["hits"]) & (keys["hits"] >= 0)
    sums = keys[sound].groupby(["experiment", "arm"], sort=False, as_index=False)[["n", "hits"]]
    return sums.sum()


def trials_of(table: Table, *, confidence: float, min_base: int) -> tuple[Trial, ...]:
    """Return every variant against its control, p values not yet adjusted.

    The control is the arm whose name comes first in the alphabet; an experiment with a
    single arm, or an arm without visitors, compares nothing.
    """
    found = []
    for experiment, part in experiment_totals(table).groupby("experiment", sort=False):
        arms = part[part["n"] > 0].sort_values("arm", kind="stable")
        if len(arms) < 2:
            continue
        split = split_p_value([int(n) for n in arms["n"]])
        control = arms.iloc[0]
        for _, arm in arms.iloc[1:].iterrows():
            found.append(_trial(str(experiment), control, arm, split, confidence, min_base))
    return tuple(found)


def decide(trial: Trial, *, confidence: float, min_base: int) -> Decision:
    """Return what follows from a trial whose p value is adjusted."""
    if trial.split_p < INVALID:
        return "invalid"
    if min(trial.n_control, trial.n_arm) < min_base:
        return "too few"
    if trial.p_adjusted <= 1 - confidence:
        return "better" if trial.difference > 0 else "worse"
    return "undecided"


def _trial(
    experiment: str,
    control: pd.Series,
    arm: pd.Series,
    split: float,
    confidence: float,
    min_base: int,
) -> Trial:
    hits_0, n_0, hits_1, n_1 = (
        int(control["hits"]), int(control["n"]), int(arm["hits"]), int(arm["n"]),
    )  # fmt: skip
    gap = share_difference((hits_0, n_0), (hits_1, n_1), confidence=confidence)
    low_0, high_0 = wilson_interval(hits_0, n_0, confidence=confidence)
    low_1, high_1 = wilson_interval(hits_1, n_1, confidence=confidence)
    pooled = (hits_0 + hits_1) / (n_0 + n_1)
    variance = pooled * (1 - pooled)
    return Trial(
        experiment=experiment,
        arm=str(arm["arm"]),
        control=str(control["arm"]),
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
        p_value=gap.p_value,
        p_adjusted=gap.p_value,
        split_p=split,
        detectable=(
            detectable_difference(variance, n_0, variance, n_1, confidence=confidence)
            if variance > 0
            else math.nan
        ),
        decision="undecided",
    )
