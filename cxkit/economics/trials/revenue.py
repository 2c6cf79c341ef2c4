"""Revenue per visitor of every variant against its control."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt

from cxkit.client import Column, Table
from cxkit.economics.trials.design import design_of
from cxkit.economics.trials.totals import is_totals, keyed
from cxkit.economics.trials.yearly_money import YearlyMoney, declared_revenue
from cxkit.engagement.judgements import Economics
from cxkit.findings import Claim, Evidence
from cxkit.stats import mean_difference
from cxkit.stats.mean_bootstrap import mean_gap

Levels = Mapping[tuple[str, str], float]
Floats = npt.NDArray[np.float64]

HEAVY = 0.25
"""Share of all revenue from one visitor in a hundred's buyers above which it hangs on few."""
_FEW = 0.01
FEW_BUYERS = 100
"""Buyers an arm below which an interval of its revenue is too narrow to be relied on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevenueTrial:
    """Revenue per visitor of one variant against its control.

    Attributes
    ----------
    experiment, arm, control : str
        As in the data.
    n_control, n_arm : int
        Visitors with known revenue, those who bought nothing included.
    mean_control, mean_arm : float
        Revenue per visitor, in the engagement's currency.
    difference, ci_low, ci_high : float
        Variant less control, per visitor.
    lift, lift_low, lift_high : float
        Difference as a share of the control's; NaN where it cannot be told.
    buyers : int
        Visitors who bought, in the arm with fewer of them; 0 where only totals are given.
    top_share : float
        Share of all revenue that the highest-paying hundredth of buyers brought; NaN for totals.
    n_left_out : int
        Visitors of both arms whose revenue is not known.
    method : {"bootstrap", "totals"}
        From every visitor's revenue, or from sums and sums of squares.
    claim : {"experiment"}
        What the amount rests on.
    money : YearlyMoney or None
        The same for the visitors of a year, where the test was planned on revenue.
    """

    experiment: str
    arm: str
    control: str
    n_control: int
    n_arm: int
    mean_control: float
    mean_arm: float
    difference: float
    ci_low: float
    ci_high: float
    lift: float
    lift_low: float
    lift_high: float
    buyers: int
    top_share: float
    n_left_out: int
    method: Literal["bootstrap", "totals"]
    claim: Claim = "experiment"
    money: YearlyMoney | None = None

    @property
    def fragile(self) -> bool:
        """Whether a handful of buyers decide the result, so that its interval is too narrow."""
        few = self.method == "bootstrap" and self.buyers < FEW_BUYERS
        return few or self.top_share > HEAVY


@dataclass(frozen=True, slots=True, kw_only=True)
class RevenueTrials:
    """All variants whose revenue per visitor can be told.

    Attributes
    ----------
    trials : tuple of RevenueTrial
        In the order of the data.
    column, arms : Column
        Columns that name the experiments (None where there is one only) and the variants.
    evidence : Evidence
        Table and columns.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    """

    trials: tuple[RevenueTrial, ...]
    column: Column | None
    arms: Column
    evidence: Evidence
    confidence: float
    min_base: int


def revenue_trials(
    table: Table,
    *,
    confidence: float,
    min_base: int,
    agreed: Economics | None = None,
    levels: Mapping[tuple[str, str], float] = MappingProxyType({}),
) -> RevenueTrials | None:
    """Return revenue per visitor of every variant; None where no experiment tells its spread.

    Parameters
    ----------
    table : Table
        ``experiments``: rows of visitors with ``revenue``, or totals with ``visitors``,
        ``revenue`` and ``revenue_squares``.
    confidence : float
        Two-sided level.
    min_base : int
        For the result.
    agreed : Economics or None
        ``economics.yml``: controls, visitors a year, share of revenue that remains.
    levels : Mapping, optional
        By experiment and arm: level of one interval that holds for all looks together.

    Notes
    -----
    Who did not convert and has no revenue brought none. Who converted and has no revenue is
    left out and counted; so is every blank where the table does not say who converted.
    """
    if "revenue" not in table.frame:
        return None
    found = _from_totals(table, confidence, agreed, levels) if is_totals(table) else None
    if found is None:
        found = [] if is_totals(table) else _from_rows(table, confidence, agreed, levels)
    if not found:
        return None
    names = ("arm", "revenue", "converted", "visitors", "revenue_squares")
    return RevenueTrials(
        trials=tuple(
            replace(
                each,
                money=declared_revenue(
                    each.difference, each.ci_low, each.ci_high, each.experiment, agreed
                ),
            )
            for each in found
        ),
        column=table.columns.get("experiment"),
        arms=table.columns["arm"],
        evidence=table.evidence(
            *(name for name in names if name in table.columns),
            n=sum(trial.n_arm for trial in found)
            + sum({(t.experiment, t.control): t.n_control for t in found}.values()),
        ),
        confidence=confidence,
        min_base=min_base,
    )


def _from_rows(
    table: Table, confidence: float, agreed: Economics | None, levels: Levels
) -> list[RevenueTrial]:
    frame, keys = table.frame, keyed(table)
    revenue = frame["revenue"].astype(float)
    if "converted" in frame:
        bought_nothing = frame["converted"].astype("boolean").eq(False).fillna(False)
        revenue = revenue.mask(revenue.isna() & bought_nothing.astype(bool), 0.0)
    keys["revenue"] = revenue
    found = []
    for experiment, part in keys[keys["arm"].notna()].groupby("experiment", sort=False):
        arms = {str(arm): one["revenue"] for arm, one in part.groupby("arm")}
        known: dict[str, Floats] = {
            arm: values.dropna().to_numpy(np.float64) for arm, values in arms.items()
        }
        known = {arm: values for arm, values in known.items() if len(values) > 1}
        if len(known) < 2 or not any(values.any() for values in known.values()):
            continue
        control = design_of(str(experiment), list(known), agreed).control
        blank = {arm: int(values.isna().sum()) for arm, values in arms.items()}
        found += [
            _drawn(
                (str(experiment), control, arm),
                known,
                blank,
                levels.get((str(experiment), arm), confidence),
            )
            for arm in known
            if arm != control
        ]
    return found


def _drawn(
    names: tuple[str, str, str],
    known: Mapping[str, Floats],
    blank: Mapping[str, int],
    confidence: float,
) -> RevenueTrial:
    experiment, control, arm = names
    one, other = known[control], known[arm]
    gap = mean_gap(one, other, confidence=confidence)
    paid = np.sort(np.concatenate((one, other)))[::-1]
    paid = paid[paid > 0]
    first = math.ceil(_FEW * len(paid))
    return RevenueTrial(
        experiment=experiment,
        arm=arm,
        control=control,
        n_control=len(one),
        n_arm=len(other),
        mean_control=gap.mean_1,
        mean_arm=gap.mean_2,
        difference=gap.difference,
        ci_low=gap.ci_low,
        ci_high=gap.ci_high,
        lift=gap.lift,
        lift_low=gap.lift_low,
        lift_high=gap.lift_high,
        buyers=int(min((one != 0).sum(), (other != 0).sum())),
        top_share=float(paid[:first].sum() / paid.sum()) if len(paid) else math.nan,
        n_left_out=blank[control] + blank[arm],
        method="bootstrap",
    )


def _from_totals(
    table: Table, confidence: float, agreed: Economics | None, levels: Levels
) -> list[RevenueTrial] | None:
    frame, keys = table.frame, keyed(table)
    if "revenue_squares" not in frame:
        return None
    keys["n"], keys["sum"] = frame["visitors"], frame["revenue"]
    keys["squares"] = frame["revenue_squares"]
    columns = ["n", "sum", "squares"]
    whole = keys[keys["arm"].notna()].groupby(["experiment", "arm"], sort=False)[columns]
    sums = whole.sum(min_count=1)[(whole.count().eq(whole.size(), axis=0)).all(axis=1)]
    spread = (sums["squares"] - sums["sum"] ** 2 / sums["n"]) / (sums["n"] - 1)
    sums = sums.assign(mean=sums["sum"] / sums["n"], sd=np.sqrt(spread.where(spread >= 0)))
    sums = sums[(sums["n"] > 1) & sums["sd"].notna()].reset_index()
    found = []
    for experiment, part in sums.groupby("experiment", sort=False):
        arms = part.set_index("arm").sort_index()
        if len(arms) < 2:
            continue
        control = design_of(str(experiment), [str(arm) for arm in arms.index], agreed).control
        sides = {str(arm): (row["n"], row["mean"], row["sd"]) for arm, row in arms.iterrows()}
        for arm in sides:
            if arm == control:
                continue
            level = levels.get((str(experiment), arm), confidence)
            gap = mean_difference(sides[control], sides[arm], confidence=level)
            found.append(
                RevenueTrial(
                    experiment=str(experiment),
                    arm=arm,
                    control=control,
                    n_control=int(sides[control][0]),
                    n_arm=int(sides[arm][0]),
                    mean_control=float(sides[control][1]),
                    mean_arm=float(sides[arm][1]),
                    difference=gap.difference,
                    ci_low=gap.ci_low,
                    ci_high=gap.ci_high,
                    lift=_share(gap.difference, sides[control][1]),
                    lift_low=math.nan,
                    lift_high=math.nan,
                    buyers=0,
                    top_share=math.nan,
                    n_left_out=0,
                    method="totals",
                )
            )
    return found


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else math.nan
