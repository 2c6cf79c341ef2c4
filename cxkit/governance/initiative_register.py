"""The register of initiatives: state, adoption, and its KPI before and since the start."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from cxkit.engagement.judgements import Adoption, Initiative, Kpi, KpiValue
from cxkit.stats import wilson_interval

InitiativeIssue = Literal[
    "no_owner", "no_kpi", "no_adoption", "late_start", "late_end", "late_baseline"
]
STARTED = ("running", "done")


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionCurve:
    """How one initiative is taken up.

    Attributes
    ----------
    initiative : str
        Its id.
    name : Initiative or None
        The initiative itself, where the register knows it.
    table : DataFrame
        One row a count, oldest first: `date`, `eligible`, `adopted`, `share` in [0, 1],
        `ci_low`, `ci_high` (Wilson).
    """

    initiative: str
    name: Initiative | None
    table: pd.DataFrame


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionCurves:
    """How the initiatives are taken up.

    Attributes
    ----------
    curves : tuple of AdoptionCurve
        Highest last share first.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    """

    curves: tuple[AdoptionCurve, ...]
    confidence: float
    min_base: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeState:
    """One initiative as of the reference day.

    Attributes
    ----------
    initiative : Initiative
        As registered.
    before, since : float
        Value of its KPI last measured up to its start, and last measured after it; NaN
        where not known. A comparison in time, not an effect.
    adopted : float
        Share that has taken it up by the last count; NaN where not counted.
    issues : tuple of str
        What is wrong with the entry.
    """

    initiative: Initiative
    before: float
    since: float
    adopted: float
    issues: tuple[InitiativeIssue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeRegister:
    """All initiatives of a client as of one day.

    Attributes
    ----------
    states : tuple of InitiativeState
        In the order of ``initiatives.csv``.
    as_of : date
        Reference day.
    """

    states: tuple[InitiativeState, ...]
    as_of: date

    def with_issue(self, *issues: InitiativeIssue) -> tuple[InitiativeState, ...]:
        """Return the initiatives that have one of some issues."""
        return tuple(item for item in self.states if set(issues) & set(item.issues))


def adoption_curves(
    rows: Iterable[Adoption],
    initiatives: Iterable[Initiative],
    *,
    as_of: date,
    confidence: float,
    min_base: int,
) -> AdoptionCurves | None:
    """Return the share that has taken up each initiative over time; None without a count.

    Parameters
    ----------
    rows : iterable of Adoption
        Rows of ``adoption.csv``; those later than `as_of` are not looked at.
    initiatives : iterable of Initiative
        For their names.
    as_of : date
        Reference day.
    confidence : float
        Level of the Wilson intervals.
    min_base : int
        Smaller bases are indicative.

    Notes
    -----
    The interval treats those who could adopt as a sample of all who ever will; where they
    are everybody, the share itself is exact.
    """
    known = {item.id: item for item in initiatives}
    counted = sorted((row for row in rows if row.date <= as_of), key=lambda row: row.date)
    curves = []
    for name in dict.fromkeys(row.initiative for row in counted):
        own = [row for row in counted if row.initiative == name]
        limits = [wilson_interval(row.adopted, row.eligible, confidence=confidence) for row in own]
        table = pd.DataFrame(
            {
                "date": [row.date for row in own],
                "eligible": [row.eligible for row in own],
                "adopted": [row.adopted for row in own],
                "share": [row.adopted / row.eligible for row in own],
                "ci_low": [low for low, _ in limits],
                "ci_high": [high for _, high in limits],
            }
        )
        curves.append(AdoptionCurve(initiative=name, name=known.get(name), table=table))
    if not curves:
        return None
    curves.sort(key=lambda curve: -curve.table["share"].iloc[-1])
    return AdoptionCurves(curves=tuple(curves), confidence=confidence, min_base=min_base)


def initiative_register(
    initiatives: Iterable[Initiative],
    *,
    kpis: Sequence[Kpi],
    values: Iterable[KpiValue],
    adoption: AdoptionCurves | None,
    as_of: date,
) -> InitiativeRegister:
    """Return the state of every initiative, its adoption and its KPI before and since.

    Parameters
    ----------
    initiatives : iterable of Initiative
        Rows of ``initiatives.csv``.
    kpis, values : sequence of Kpi, iterable of KpiValue
        The KPI's baseline and measurements, up to `as_of`.
    adoption : AdoptionCurves or None
        Counts of who has taken them up.
    as_of : date
        Reference day.
    """
    curves = {curve.initiative: curve for curve in adoption.curves} if adoption else {}
    points = [
        *((k.id, k.baseline_date, k.baseline) for k in kpis if k.baseline is not None),
        *((v.kpi, v.date, v.value) for v in values),
    ]
    dated = sorted(
        (day, name, value) for name, day, value in points if day is not None and day <= as_of
    )
    days = {k.id: k.baseline_date for k in kpis if k.baseline_date is not None}
    states = []
    for item in initiatives:
        curve = curves.get(item.id)
        own = [(day, value) for day, name, value in dated if name == item.kpi]
        before = [value for day, value in own if item.start and day <= item.start]
        since = [value for day, value in own if item.start and day > item.start]
        states.append(
            InitiativeState(
                initiative=item,
                before=before[-1] if before else math.nan,
                since=since[-1] if since else math.nan,
                adopted=float(curve.table["share"].iloc[-1]) if curve else math.nan,
                issues=tuple(_issues(item, days, counted=curve is not None, as_of=as_of)),
            )
        )
    return InitiativeRegister(states=tuple(states), as_of=as_of)


def _issues(
    item: Initiative, baselines: Mapping[str, date], *, counted: bool, as_of: date
) -> Iterable[InitiativeIssue]:
    if item.owner is None:
        yield "no_owner"
    if item.kpi is None:
        yield "no_kpi"
    if item.status in STARTED and item.adoption_kpi is None and not counted:
        yield "no_adoption"
    if item.status in ("idea", "planned") and item.start is not None and item.start < as_of:
        yield "late_start"
    if item.status not in ("done", "stopped") and item.end is not None and item.end < as_of:
        yield "late_end"
    baseline = baselines.get(item.kpi or "")
    if item.status in STARTED and item.start and baseline and baseline > item.start:
        yield "late_baseline"
