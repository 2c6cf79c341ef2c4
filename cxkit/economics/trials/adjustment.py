"""Sharper readouts by what was known of every visitor before the experiment (CUPED)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from cxkit.client import Column, Table
from cxkit.economics.trials.design import design_of
from cxkit.economics.trials.totals import is_totals, keyed
from cxkit.engagement.judgements import Economics
from cxkit.findings import Evidence
from cxkit.stats.covariate_adjustment import Adjusted, Moments, adjusted_difference

MOVED = 0.001
"""Chance below which arms differ before the experiment by more than accident."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustedTrial:
    """A variant against its control, adjusted for the measure from before.

    Attributes
    ----------
    experiment, arm, control : str
        As in the data.
    n_control, n_arm : int
        Visitors with a known result and a known measure from before.
    n_left_out : int
        Visitors of both arms without one of them; 0 for totals, where it cannot be told.
    found : Adjusted
        Share that converted: plain and adjusted difference, what the adjustment saves, and the
        difference of the measure from before.
    sound : bool
        Whether the measure from before is alike in both arms, so that the treatment cannot
        have moved it; only then the adjusted difference may be used.
    """

    experiment: str
    arm: str
    control: str
    n_control: int
    n_arm: int
    n_left_out: int
    found: Adjusted
    sound: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustedTrials:
    """All variants that can be adjusted.

    Attributes
    ----------
    trials : tuple of AdjustedTrial
        In the order of the data.
    column, arms : Column
        Columns that name the experiments (None where there is one only) and the variants.
    evidence : Evidence
        Table and columns.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller arms are not adjusted.
    """

    trials: tuple[AdjustedTrial, ...]
    column: Column | None
    arms: Column
    evidence: Evidence
    confidence: float
    min_base: int


def adjusted_trials(
    table: Table,
    *,
    confidence: float,
    min_base: int,
    agreed: Economics | None = None,
    levels: Mapping[tuple[str, str], float] = MappingProxyType({}),
) -> AdjustedTrials | None:
    """Return every variant adjusted for ``before``; None where no experiment allows it.

    Parameters
    ----------
    table : Table
        ``experiments``: rows of visitors with ``converted`` and ``before``, or totals with
        ``before`` (its sum), ``before_squares`` and ``before_conversions``.
    confidence : float
        Two-sided level.
    min_base : int
        Arms with fewer visitors are left out.
    agreed : Economics or None
        ``economics.yml``: controls.
    levels : Mapping, optional
        By experiment and arm: level of one interval that holds for all looks together.
    """
    sums = before_sums(table)
    found = []
    for experiment, part in sums.groupby("experiment", sort=False):
        arms = part.set_index("arm").sort_index()
        if len(arms) < 2:
            continue
        control = design_of(str(experiment), [str(arm) for arm in arms.index], agreed).control
        for arm in arms.index:
            sides = [arms.loc[control], arms.loc[arm]]
            if arm == control or min(side["n"] for side in sides) < max(2, min_base):
                continue
            made = _adjusted(sides, levels.get((str(experiment), str(arm)), confidence))
            if made is not None:
                found.append(
                    AdjustedTrial(
                        experiment=str(experiment),
                        arm=str(arm),
                        control=control,
                        n_control=int(sides[0]["n"]),
                        n_arm=int(sides[1]["n"]),
                        n_left_out=int(sum(side["left_out"] for side in sides)),
                        found=made,
                        sound=not made.balance.p_value < MOVED,
                    )
                )
    if not found:
        return None
    names = ("arm", "converted", "before", "visitors", "conversions", "before_squares")
    columns = tuple(name for name in names if name in table.columns)
    n = int(sums["n"].sum())
    return AdjustedTrials(
        trials=tuple(found),
        column=table.columns.get("experiment"),
        arms=table.columns["arm"],
        evidence=table.evidence(*columns, n=n),
        confidence=confidence,
        min_base=min_base,
    )


def before_sums(table: Table) -> pd.DataFrame:
    """Return the sums of each arm that the adjustment needs, one row an experiment and arm.

    Columns: ``experiment``, ``arm``, ``n``, ``y``, ``x``, ``yy``, ``xx``, ``xy``, ``left_out``;
    no rows where counts alone are given.
    """
    frame, keys = table.frame, keyed(table)
    names = ["n", "y", "x", "yy", "xx", "xy", "left_out"]
    if is_totals(table):
        sources = {
            "n": "visitors", "y": "conversions", "x": "before",
            "xx": "before_squares", "xy": "before_conversions",
        }  # fmt: skip
        if not all(source in frame for source in sources.values()):
            return pd.DataFrame(columns=["experiment", "arm", *names])
        for name, source in sources.items():
            keys[name] = frame[source].astype(float)
        keys["yy"], keys["left_out"] = keys["y"], 0.0
        # a part of a total that is blank makes the arm's sums useless, not smaller
        broken = keys[["n", "y", "x", "xx", "xy"]].isna().any(axis="columns")
        bad = pd.MultiIndex.from_frame(keys.loc[broken, ["experiment", "arm"]])
        pairs = pd.MultiIndex.from_frame(keys[["experiment", "arm"]])
        keys = keys[keys["arm"].notna() & ~pairs.isin(bad)]
    elif "converted" in frame and "before" in frame:
        marks = frame["converted"].astype("boolean").astype("Float64")
        y = marks.to_numpy(dtype=np.float64, na_value=np.nan)
        x = frame["before"].astype("Float64").to_numpy(dtype=np.float64, na_value=np.nan)
        known = np.isfinite(y) & np.isfinite(x)
        middle = float(x[known].mean()) if known.any() else 0.0  # keeps squares exact
        y, x = np.where(known, y, 0.0), np.where(known, x - middle, 0.0)
        keys = keys.assign(n=known * 1.0, y=y, x=x, yy=y * y, xx=x * x, xy=x * y)
        keys["left_out"] = (~known) * 1.0
        keys = keys[keys["arm"].notna()]
    else:
        return pd.DataFrame(columns=["experiment", "arm", *names])
    sums = keys.groupby(["experiment", "arm"], sort=False, as_index=False)[names].sum()
    return sums[sums["n"] > 0]


def _adjusted(sides: list[pd.Series], confidence: float) -> Adjusted | None:
    """Return the adjusted difference; None where sums cannot be those of real visitors."""
    names = ("n", "y", "x", "yy", "xx", "xy")
    made = [Moments(**{name: float(side[name]) for name in names}) for side in sides]
    try:
        return adjusted_difference(made[0], made[1], confidence=confidence)
    except ValueError:
        return None
