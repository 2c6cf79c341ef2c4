"""The peeking guard: what a result is worth when it was looked at before its end."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import pandas as pd
from scipy.special import ndtri

from cxkit.engagement.judgements import PlannedTest
from cxkit.stats import newcombe_interval, newcombe_p_value
from cxkit.stats.alpha_spending import Kind, repeated_p_value, spending_limits
from cxkit.stats.several_looks import naive_alarms, nominal

ENOUGH = 0.95
"""Share of the planned visitors from which a test counts as complete."""
_SMALLEST = 1e-300

State = Literal["crossed", "goes on", "complete"]
"""A limit was crossed; not yet, and visitors are still to come; not, and all are in."""
Pair = tuple[int, int, int, int]
"""Conversions and visitors of the control, then of the variant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at a variant against its control.

    Attributes
    ----------
    share : float
        Share of the planned visitors seen; above 1 where more came than were planned.
    day : date or None
        Last day seen; None where the data have no dates.
    n : int
        Visitors of both arms; 0 where this look is not in the data.
    difference, z : float
        Variant less control, and its statistic; NaN where it is not in the data.
    limit, nominal : float
        Limit of z, and the p value that it asks for.
    ci_low, ci_high : float
        Repeated interval: holds for all looks together; NaN where not in the data.
    """

    share: float
    day: date | None
    n: int
    difference: float
    z: float
    limit: float
    nominal: float
    ci_low: float
    ci_high: float

    @property
    def crossed(self) -> bool:
        """Whether the difference is called one at this look."""
        return abs(self.z) >= self.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """All looks at a variant so far.

    Attributes
    ----------
    experiment, arm, control : str
        As in the data.
    looks : tuple of Look
        In time; the last is what the data hold now.
    planned_looks : int
        Looks declared.
    kind : {"obrien-fleming", "pocock"}
        Shape of the limits.
    planned : int or None
        Visitors of all arms that were planned; None where the plan does not tell, and what is
        there now counts as all.
    p_value : float
        Holds however often was looked: the least over the looks (repeated p value).
    ci_low, ci_high : float
        What all repeated intervals have in common.
    naive : float
        Chance of a false alarm if the looks declared were read as if each were the only one.
    state : {"crossed", "goes on", "complete"}
        What the limits say, before correction for other comparisons.
    """

    experiment: str
    arm: str
    control: str
    looks: tuple[Look, ...]
    planned_looks: int
    kind: Kind
    planned: int | None
    p_value: float
    ci_low: float
    ci_high: float
    naive: float
    state: State

    @property
    def first_crossed(self) -> int | None:
        """Number of the first look at which a limit was crossed, from 1."""
        return next((k for k, look in enumerate(self.looks, start=1) if look.crossed), None)


def looks_at(
    names: tuple[str, str, str],
    pair: Pair,
    seen: int,
    *,
    plan: PlannedTest,
    planned: int | None,
    running: pd.DataFrame | None,
    confidence: float,
) -> Looks | None:
    """Return the looks at one variant; None where a plan of one look was kept to.

    Parameters
    ----------
    names : tuple of str
        Experiment, control and variant.
    pair : tuple of int
        Conversions and visitors of the control, then of the variant, as they are now.
    seen : int
        Visitors of all arms now.
    plan : PlannedTest
        Looks, their days and the shape of the limits.
    planned : int or None
        Visitors of all arms that were planned.
    running : DataFrame or None
        From `totals.running_totals`; without it earlier looks are taken as evenly spaced, and
        as not having ended the test.
    confidence : float
        Two-sided level over all looks.

    Notes
    -----
    What the data hold now is always a look: to report is to look. A plan of one look that is
    read before its visitors are in is read with the limits of an early look.
    """
    share = seen / planned if planned else 1.0
    single = plan.looks == 1 and not plan.look_dates
    if single and share >= ENOUGH:
        return None
    now = share if share < ENOUGH else max(share, 1.0)
    early = _earlier(plan, running, now, planned or seen, names)
    last = _last_day(running)
    points = [*early, (now, last, pair)]
    information = [point[0] for point in points]
    alpha = 1 - confidence
    limits = spending_limits(information, kind=plan.limits, alpha=alpha)
    looks = [_look(*point, limit) for point, limit in zip(points, limits, strict=True)]
    known = [k for k, look in enumerate(looks) if look.z == look.z]
    p_value = min(
        repeated_p_value(looks[k].z, information[: k + 1], kind=plan.limits) for k in known
    )
    crossed = any(look.crossed for look in looks)
    declared = max(plan.looks, len(plan.look_dates), 2 if single else 1)
    low, high = _common([looks[k] for k in known])
    return Looks(
        experiment=names[0],
        arm=names[2],
        control=names[1],
        looks=tuple(looks),
        planned_looks=declared,
        kind=plan.limits,
        planned=planned,
        p_value=min(1.0, p_value),
        ci_low=low,
        ci_high=high,
        naive=naive_alarms(declared, confidence=confidence),
        state="crossed" if crossed else "goes on" if now < 1 else "complete",
    )


def _earlier(
    plan: PlannedTest,
    running: pd.DataFrame | None,
    now: float,
    planned: int,
    names: tuple[str, str, str],
) -> list[tuple[float, date | None, Pair | None]]:
    """Return share, day and counts of the looks before this one, with rising shares."""
    wanted = [(k + 1) / plan.looks for k in range(plan.looks)]
    found: list[tuple[float, date | None, Pair | None]] = []
    if running is None:
        nearly = min(now, 1.0) - 0.5 / plan.looks  # a look just before is this one
        found = [(share, None, None) for share in wanted if share < nearly]
    else:
        visitors = pd.DataFrame(running["n"]).sum(axis="columns")
        days = [pd.Timestamp(day) for day in plan.look_dates]
        if not days:
            reached = [visitors[visitors >= share * planned - 0.5] for share in wanted]
            days = [part.index[0] for part in reached if len(part)]
        for day in days:
            known = running.loc[:day]
            if len(known):
                row = known.iloc[-1]
                pair = tuple(
                    int(row.get((what, arm), 0)) for arm in names[1:] for what in ("hits", "n")
                )
                total = float(visitors.loc[:day].iloc[-1])
                found.append((total / planned, known.index[-1].date(), pair))  # type: ignore[arg-type]
    kept: list[tuple[float, date | None, Pair | None]] = []
    for item in found:
        both = item[2] is None or min(item[2][1], item[2][3]) > 0
        above = kept[-1][0] if kept else 0.0
        if both and above * 1.001 < item[0] < min(now, 1.0) * 0.999:
            kept.append(item)
    return kept


def _look(share: float, day: date | None, pair: Pair | None, limit: float) -> Look:
    blank = Look(
        share=share, day=day, n=0, difference=math.nan, z=math.nan, limit=limit,
        nominal=nominal(limit), ci_low=math.nan, ci_high=math.nan,
    )  # fmt: skip
    if pair is None:
        return blank
    hits_0, n_0, hits_1, n_1 = pair
    difference = hits_1 / n_1 - hits_0 / n_0
    p_value = newcombe_p_value(hits_1, n_1, hits_0, n_0)
    low, high = -1.0, 1.0
    if limit < 8:
        low, high = newcombe_interval(hits_1, n_1, hits_0, n_0, confidence=1 - nominal(limit))
    return replace(
        blank,
        n=n_0 + n_1,
        difference=difference,
        z=math.copysign(-float(ndtri(max(p_value, _SMALLEST) / 2)), difference),
        ci_low=low,
        ci_high=high,
    )


def _common(looks: Sequence[Look]) -> tuple[float, float]:
    """Return what all intervals share; the last one where they share nothing."""
    low, high = max(look.ci_low for look in looks), min(look.ci_high for look in looks)
    return (low, high) if low <= high else (looks[-1].ci_low, looks[-1].ci_high)


def _last_day(running: pd.DataFrame | None) -> date | None:
    return running.index[-1].date() if running is not None else None
