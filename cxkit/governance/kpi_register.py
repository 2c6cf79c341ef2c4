"""The register of KPIs: how each is typed, how far it has come, what is wrong with it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cxkit.engagement.judgements import Kpi, KpiValue

Issue = Literal[
    "no_baseline",
    "no_target",
    "no_owner",
    "no_direction",
    "wrong_side",
    "no_way",
    "overdue",
    "not_measured",
]

UNCHANGED = 0.05
"""Share of the way from baseline to target below which a KPI counts as unchanged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiState:
    """One KPI as of the reference day.

    Attributes
    ----------
    kpi : Kpi
        As registered.
    last : float
        Latest value after the baseline, in the KPI's unit; NaN where there is none.
    last_date : date or None
        When it was measured.
    n : int or None
        Its base, where recorded.
    n_values : int
        Values recorded up to the reference day.
    first, first_date : float and date or None
        Earliest value recorded: what a missing baseline could be.
    progress : float
        Share of the way from baseline to target that the last value has come: 0 at the
        baseline, 1 at the target, negative where it moved away. NaN where not known.
    stretch : float
        Where the far end of the target lies on the same scale; NaN where there is none.
    elapsed : float
        Share of the time from baseline to target that has passed, in [0, 1]; NaN where
        not dated.
    issues : tuple of str
        What is wrong with the entry.
    """

    kpi: Kpi
    last: float
    last_date: date | None
    n: int | None
    n_values: int
    first: float
    first_date: date | None
    progress: float
    stretch: float
    elapsed: float
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiRegister:
    """All KPIs of a client as of one day.

    Attributes
    ----------
    states : tuple of KpiState
        In the order of ``kpis.csv``.
    as_of : date
        Reference day.
    n_values : int
        Measured values read.
    """

    states: tuple[KpiState, ...]
    as_of: date
    n_values: int

    @property
    def on_the_way(self) -> tuple[KpiState, ...]:
        """KPIs whose progress is known."""
        return tuple(item for item in self.states if item.progress == item.progress)

    @property
    def away(self) -> tuple[KpiState, ...]:
        """KPIs that have moved away from their target, by at least `UNCHANGED` of the way."""
        return tuple(item for item in self.on_the_way if item.progress <= -UNCHANGED)

    @property
    def unchanged(self) -> tuple[KpiState, ...]:
        """KPIs that have moved by less than `UNCHANGED` of the way, in either direction."""
        return tuple(item for item in self.on_the_way if abs(item.progress) < UNCHANGED)

    @property
    def reached(self) -> tuple[KpiState, ...]:
        """KPIs that have reached their target."""
        return tuple(item for item in self.on_the_way if item.progress >= 1)

    @property
    def on_pace(self) -> tuple[KpiState, ...]:
        """KPIs at least as far as the share of the time that has passed."""
        return tuple(item for item in self.on_the_way if item.progress >= item.elapsed)


def kpi_register(kpis: Iterable[Kpi], values: Iterable[KpiValue], *, as_of: date) -> KpiRegister:
    """Return how far every KPI has come on the way from its baseline to its target.

    Parameters
    ----------
    kpis : iterable of Kpi
        Rows of ``kpis.csv``.
    values : iterable of KpiValue
        Rows of ``kpi_values.csv``; those later than `as_of` are not looked at.
    as_of : date
        Reference day.

    Notes
    -----
    ``progress = (last - baseline) / (target - baseline)``. It supposes nothing about the
    path: a KPI that moves late is not worse than one that moves evenly. A target on the
    wrong side of its baseline for the declared direction is an issue, not a number.
    """
    known = sorted((item for item in values if item.date <= as_of), key=lambda item: item.date)
    return KpiRegister(
        states=tuple(_state(kpi, [v for v in known if v.kpi == kpi.id], as_of) for kpi in kpis),
        as_of=as_of,
        n_values=len(known),
    )


def _state(kpi: Kpi, values: list[KpiValue], as_of: date) -> KpiState:
    after = [v for v in values if kpi.baseline_date is None or v.date > kpi.baseline_date]
    last = after[-1] if after else None
    value = last.value if last is not None else math.nan
    way = kpi.target - kpi.baseline if kpi.target is not None and kpi.baseline is not None else 0.0
    start = kpi.baseline if kpi.baseline is not None else math.nan
    wrong = (kpi.direction == "up" and way < 0) or (kpi.direction == "down" and way > 0)
    sound = way != 0 and not wrong
    progress = (value - start) / way if sound else math.nan
    stretch = (kpi.stretch - start) / way if sound and kpi.stretch is not None else math.nan
    return KpiState(
        kpi=kpi,
        last=value,
        last_date=last.date if last is not None else None,
        n=last.n if last is not None else None,
        n_values=len(values),
        first=values[0].value if values else math.nan,
        first_date=values[0].date if values else None,
        progress=progress,
        stretch=stretch,
        elapsed=_elapsed(kpi, as_of),
        issues=tuple(_issues(kpi, way, wrong=wrong, progress=progress, as_of=as_of)),
    )


def _elapsed(kpi: Kpi, as_of: date) -> float:
    if kpi.baseline_date is None or kpi.target_date is None:
        return math.nan
    whole = (kpi.target_date - kpi.baseline_date).days
    return min(max((as_of - kpi.baseline_date).days / whole, 0.0), 1.0)


def _issues(kpi: Kpi, way: float, *, wrong: bool, progress: float, as_of: date) -> Iterable[Issue]:
    if kpi.baseline is None:
        yield "no_baseline"
    if kpi.target is None:
        yield "no_target"
    if kpi.baseline is not None and kpi.target is not None and way == 0:
        yield "no_way"
    if kpi.direction is None:
        yield "no_direction"
    if wrong:
        yield "wrong_side"
    if kpi.target_date is not None and kpi.target_date < as_of and not progress >= 1:
        yield "overdue"
    if kpi.owner is None:
        yield "no_owner"
    begun = kpi.baseline_date is None or kpi.baseline_date < as_of
    if progress != progress and way != 0 and not wrong and begun:
        yield "not_measured"
