"""Results of A/B tests: every variant against its control."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cxkit.client import Column
from cxkit.economics.trials.design import How
from cxkit.economics.trials.looks import Looks
from cxkit.economics.trials.yearly_money import YearlyMoney
from cxkit.findings import Evidence
from cxkit.stats.proportion_tests import ShareTest

_LEAST = 1e-12
"""Least p value that an interval is made for."""

Decision = Literal["invalid", "better", "worse", "undecided", "too few", "running"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One variant of an experiment against its control.

    Attributes
    ----------
    experiment, arm, control : str
        As in the data; empty experiment where the table holds only one.
    how : {"declared", "named", "assumed"}
        How the control is known.
    n_control, n_arm, hits_control, hits_arm : int
        Visitors and conversions.
    rate_control, rate_arm : float
        Shares that converted.
    low_control, high_control, low_arm, high_arm : float
        Their Wilson intervals.
    difference, ci_low, ci_high : float
        Variant less control, with Newcombe's interval; with several looks the repeated one.
    lift, lift_low, lift_high : float
        Difference as a share of the control's rate, with the interval of one look; NaN where
        nobody converted in the control, `lift_high` infinite where that may be its true rate.
    p_value, p_adjusted : float
        Of the difference, however often it was looked at; adjusted (Holm) over all comparisons
        of economics.
    split_p : float
        Chance of a split as far from the one meant as this.
    detectable : float
        Smallest difference that so many visitors show four times out of five.
    looks : Looks or None
        The looks at it, where it was planned with several or read before its end.
    decision : {"invalid", "better", "worse", "undecided", "too few", "running"}
        What follows.
    money : YearlyMoney or None
        What the difference is worth a year, where ``economics.yml`` declares visitors and margin
        and the test is neither invalid nor too small.
    """

    experiment: str
    arm: str
    control: str
    how: How
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
    lift: float
    lift_low: float
    lift_high: float
    p_value: float
    p_adjusted: float
    split_p: float
    detectable: float
    looks: Looks | None
    decision: Decision
    money: YearlyMoney | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OverallTest:
    """Whether the arms of an experiment with three or more convert alike.

    Attributes
    ----------
    experiment : str
        As in the data.
    arms : int
        How many.
    test : ShareTest
        Chi-squared over all arms; no limits for looks, no correction.
    """

    experiment: str
    arms: int
    test: ShareTest


@dataclass(frozen=True, slots=True, kw_only=True)
class Trials:
    """All experiments of a client.

    Attributes
    ----------
    trials : tuple of Trial
        In the order of the data.
    overall : tuple of OverallTest
        Of experiments with three arms or more.
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
    overall: tuple[OverallTest, ...]
    column: Column | None
    arms: Column
    comparisons: int
    evidence: Evidence
    confidence: float
    min_base: int


def levels(trials: Trials) -> dict[tuple[str, str], float]:
    """Return the level that another interval of a looked-at variant needs to hold for all looks.

    One less the p value that its last look asks for; variants with a single look are not in it.
    """
    return {
        (trial.experiment, trial.arm): 1 - max(trial.looks.looks[-1].nominal, _LEAST)
        for trial in trials.trials
        if trial.looks is not None
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedTrial:
    """The looks at one variant, with what it takes to name it.

    Attributes
    ----------
    looks : Looks
        Its looks.
    trial : Trial
        Its readout.
    trials : Trials
        All readouts.
    """

    looks: Looks
    trial: Trial
    trials: Trials
