"""How long customers stay: survival curves of segments and of groups by what they answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from cxkit.client import Column
from cxkit.economics.basis import YEAR, Customers
from cxkit.economics.churn.scored import ORDER, Scored, at_landmark
from cxkit.findings import Evidence
from cxkit.stats import Estimate, LogRank, SurvivalCurve, kaplan_meier, log_rank, quantile

MONTH = YEAR / 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Staying:
    """Share still customers over time, by group.

    Attributes
    ----------
    kind : {"tenure", "landmark"}
        Whether time counts from joining, or from a day by which the groups were known.
    column : Column or None
        Segment; None where customers are grouped by what they answered.
    curves : dict of SurvivalCurve
        By group, time in months.
    medians : dict of Estimate
        Months until half have left; NaN where the curve does not fall that far.
    at_end : dict of tuple
        Last month at which a group still has ``min_base`` customers followed (or its last
        month, if it never had so many), and the share still there then with its limits.
    test : LogRank
        Whether the groups leave at the same pace.
    p_adjusted : float
        Its p value after Holm's correction over all comparisons of economics.
    landmark : date or None
        Day from which time counts.
    late : bool
        Whether customers were followed only from the start of the period on (delayed entry).
    evidence : Evidence
        Table and columns.
    confidence : float
        Level of the bands, each time on its own.
    min_base : int
        Smaller bases are indicative.
    """

    kind: Literal["tenure", "landmark"]
    column: Column | None
    curves: dict[str, SurvivalCurve]
    medians: dict[str, Estimate]
    at_end: dict[str, tuple[float, float, float, float]]
    test: LogRank
    p_adjusted: float
    landmark: date | None
    late: bool
    evidence: Evidence
    confidence: float
    min_base: int


def staying_by_segment(customers: Customers, column: Column) -> Staying | None:
    """Return the curves of a segment since joining; None where fewer than two groups have one."""
    frame = customers.frame.dropna(subset=["months", column.name])
    return _staying(
        "tenure",
        column,
        frame.assign(group=frame[column.name].astype(str)),
        customers,
        order=tuple(sorted(frame[column.name].astype(str).unique())),
        late=bool((frame["entry"] > 0).any()),
        evidence=customers.evidence(
            "start_date", "end_date", "tenure", "churned", column.name, n=len(frame)
        ),
    )


def staying_by_score(customers: Customers, scored: Scored, as_of: date) -> Staying | None:
    """Return the curves of the groups by score from the middle of the period on.

    The landmark is the middle of the period: answers up to it make the groups, and only
    customers still there then are followed, until the last day of the data. That keeps an
    early leaver from counting as somebody who had no time to answer.
    """
    landmark = customers.landmark
    frame = at_landmark(scored, landmark)
    seen = pd.Timestamp(as_of)
    ended = frame["end"].notna() & (frame["end"] <= seen)
    until = frame["end"].where(ended, seen)
    months = (until - pd.Timestamp(landmark)).dt.days / MONTH
    followed = frame.assign(months=months, entry=-1.0, ended=ended)
    evidence = Evidence(
        table="responses",
        columns=(scored.metric, "customer_id", "date"),
        n=len(followed),
        start=landmark,
        end=as_of,
    )
    return _staying(
        "landmark",
        None,
        followed[followed["months"] > 0],
        customers,
        order=ORDER[scored.metric],
        late=False,
        evidence=evidence,
        landmark=landmark,
    )


def _staying(
    kind: Literal["tenure", "landmark"],
    column: Column | None,
    frame: pd.DataFrame,
    customers: Customers,
    *,
    order: tuple[str, ...],
    late: bool,
    evidence: Evidence,
    landmark: date | None = None,
) -> Staying | None:
    sizes = frame["group"].value_counts()
    groups = [name for name in order if sizes.get(name, 0) >= 2]
    frame = frame[frame["group"].isin(groups)]
    if len(groups) < 2 or not frame["ended"].any():
        return None
    curves = {}
    for name in groups:
        mine = frame[frame["group"] == name]
        curves[name] = kaplan_meier(
            mine["months"].to_numpy(float),
            mine["ended"].to_numpy(bool),
            entry=mine["entry"].to_numpy(float),
            confidence=customers.confidence,
        )
    test = log_rank(
        frame["months"].to_numpy(float),
        frame["ended"].to_numpy(bool),
        frame["group"].to_numpy(str),
        entry=frame["entry"].to_numpy(float),
    )
    return Staying(
        kind=kind,
        column=column,
        curves=curves,
        medians={name: quantile(curve, 0.5) for name, curve in curves.items()},
        at_end={name: _end(curve, customers.min_base) for name, curve in curves.items()},
        test=test,
        p_adjusted=test.p_value,
        landmark=landmark,
        late=late,
        evidence=evidence,
        confidence=customers.confidence,
        min_base=customers.min_base,
    )


def _end(curve: SurvivalCurve, min_base: int) -> tuple[float, float, float, float]:
    enough = np.flatnonzero(curve.at_risk >= min_base)
    place = int(enough[-1]) if enough.size else len(curve.time) - 1
    values = (curve.time, curve.survival, curve.ci_low, curve.ci_high)
    time, share, low, high = (float(each[place]) for each in values)
    return time, share, low, high
