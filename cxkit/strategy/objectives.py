"""Objectives with their KPI: where each started, stands and shall arrive, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from cxkit.engagement import LocalText
from cxkit.engagement.judgements import Kpi, KpiValue, Range, Strategy

State = Literal["reached", "closer", "further", "unmoved", "unknown"]
Elsewhere = Literal["perception", "economics", ""]
Lack = Literal["kpi", "unknown_kpi", "target", "due", "owner"]


NOTHING_MEASURED: Mapping[str, Elsewhere] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """One objective with one of its KPIs.

    Attributes
    ----------
    objective : LocalText
        What is to be reached.
    first : bool
        Whether it is the first line of its objective.
    kpi : Kpi or None
        How it is measured; None where no known KPI is named.
    kpi_id : str
        As named by the objective; empty where none is.
    baseline, now : float or None
        Value at the start, and the last one measured until `as_of`, in the KPI's unit.
    now_date : date or None
        When that was.
    now_n : int or None
        Its base, where known.
    target_low, target_high : float or None
        Ends of the target, equal where it is one value.
    due : date or None
        The objective's date, else the KPI's.
    owner : str
        The objective's owner, else the KPI's; empty where there is none.
    state : {"reached", "closer", "further", "unmoved", "unknown"}
        Where the last value lies, seen from the start.
    elsewhere : {"perception", "economics", ""}
        Section that measures the KPI where ``kpi_values.csv`` has no value of it; empty where
        there is a value, and where no section measures it.
    """

    objective: LocalText
    first: bool
    kpi: Kpi | None
    kpi_id: str
    baseline: float | None
    now: float | None
    now_date: date | None
    now_n: int | None
    target_low: float | None
    target_high: float | None
    due: date | None
    owner: str
    state: State
    elsewhere: Elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Objectives:
    """All objectives of a client.

    Attributes
    ----------
    aims : tuple of Aim
        One line an objective and KPI.
    n : int
        Objectives.
    lacking : tuple of (LocalText, tuple of str)
        Objectives that lack something, and what: ``"kpi"``, ``"unknown_kpi"``, ``"target"``,
        ``"due"`` or ``"owner"``.
    as_of : date
        Values measured later are left out.
    """

    aims: tuple[Aim, ...]
    n: int
    lacking: tuple[tuple[LocalText, tuple[Lack, ...]], ...]
    as_of: date


def objectives(
    strategy: Strategy,
    *,
    kpis: Sequence[Kpi] = (),
    values: Sequence[KpiValue] = (),
    measured: Mapping[str, Elsewhere] = NOTHING_MEASURED,
    as_of: date,
) -> Objectives:
    """Join objectives with their KPIs and the last values measured.

    Parameters
    ----------
    strategy : Strategy
        ``strategy.yml``.
    kpis : sequence of Kpi
        ``kpis.csv``.
    values : sequence of KpiValue
        ``kpi_values.csv``.
    measured : mapping
        Sections of the report that measure something, by metric of ``kpis.csv``.
    as_of : date
        Date of the data.

    Notes
    -----
    The objective's own target counts for the first of its KPIs; for the others, and where it
    has none, the target is the KPI's from ``target`` to ``stretch``.
    """
    known = {kpi.id: kpi for kpi in kpis}
    aims: list[Aim] = []
    lacking: list[tuple[LocalText, tuple[Lack, ...]]] = []
    for item in strategy.objectives:
        lines = [
            _aim(
                item.text,
                known.get(name),
                name,
                place == 0,
                target=item.target if place == 0 else None,
                due=item.due,
                owner=item.owner,
                last=_last(values, name, as_of),
                measured=measured,
            )
            for place, name in enumerate(item.kpi or ("",))
        ]
        aims += lines
        lacks = _lacks(lines)
        if lacks:
            lacking.append((item.text, lacks))
    return Objectives(
        aims=tuple(aims), n=len(strategy.objectives), lacking=tuple(lacking), as_of=as_of
    )


def _aim(
    text: LocalText,
    kpi: Kpi | None,
    name: str,
    first: bool,
    *,
    target: Range | None,
    due: date | None,
    owner: str | None,
    last: KpiValue | None,
    measured: Mapping[str, Elsewhere],
) -> Aim:
    low, high = (target.low, target.high) if target is not None else _own_target(kpi)
    baseline = kpi.baseline if kpi is not None else None
    now = last.value if last is not None else None
    return Aim(
        objective=text,
        first=first,
        kpi=kpi,
        kpi_id=name,
        baseline=baseline,
        now=now,
        now_date=last.date if last is not None else None,
        now_n=last.n if last is not None else None,
        target_low=low,
        target_high=high,
        due=due or (kpi.target_date if kpi is not None else None),
        owner=owner or (kpi.owner if kpi is not None else None) or "",
        state=state_of(
            baseline, now, low, high, up=None if kpi is None else _upwards(kpi, baseline, low)
        ),
        elsewhere=measured.get(kpi.metric or "", "") if kpi is not None and last is None else "",
    )


def state_of(
    baseline: float | None,
    now: float | None,
    low: float | None,
    high: float | None,
    *,
    up: bool | None,
) -> State:
    """Tell where a value lies between its start and its target.

    Parameters
    ----------
    baseline, now : float or None
        Value at the start and last value.
    low, high : float or None
        Ends of the target.
    up : bool or None
        Whether a higher value is better; None where it is not known.

    Returns
    -------
    {"reached", "closer", "further", "unmoved", "unknown"}
        ``"reached"`` from the nearer end of the target on. Points only: whether a move is more
        than chance, the intervals of the section on perception tell.
    """
    if now is None or low is None or high is None or up is None:
        return "unknown"
    if now >= low if up else now <= high:
        return "reached"
    if baseline is None:
        return "unknown"
    if now == baseline:
        return "unmoved"
    return "closer" if (now > baseline) == up else "further"


def _own_target(kpi: Kpi | None) -> tuple[float | None, float | None]:
    if kpi is None or kpi.target is None:
        return None, None
    far = kpi.stretch if kpi.stretch is not None else kpi.target
    return min(kpi.target, far), max(kpi.target, far)


def _upwards(kpi: Kpi, baseline: float | None, low: float | None) -> bool | None:
    if kpi.direction is not None:
        return kpi.direction == "up"
    if baseline is None or low is None or baseline == low:
        return None
    return low > baseline


def _last(values: Iterable[KpiValue], name: str, as_of: date) -> KpiValue | None:
    measured = [item for item in values if item.kpi == name and item.date <= as_of]
    return max(measured, key=lambda item: item.date, default=None)


def _lacks(lines: Sequence[Aim]) -> tuple[Lack, ...]:
    """Tell what an objective lacks, over all its KPIs."""
    lacks: list[Lack] = []
    if not lines[0].kpi_id:
        lacks.append("kpi")
    elif any(line.kpi is None for line in lines):
        lacks.append("unknown_kpi")
    if any(line.target_low is None for line in lines if line.kpi is not None or not line.kpi_id):
        lacks.append("target")
    if lines[0].due is None:
        lacks.append("due")
    if not lines[0].owner:
        lacks.append("owner")
    return tuple(lacks)
