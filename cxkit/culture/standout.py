"""Which units differ from all others after correction for all comparisons of culture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cxkit.culture.answers import ENPS
from cxkit.culture.results import PulseBy


@dataclass(frozen=True, slots=True, kw_only=True)
class LowUnit:
    """A unit clearly below all other employees together.

    Attributes
    ----------
    group : str
        The unit.
    worst : dict
        Row of `PulseBy.table` with the least probable difference.
    measures : int
        In how many measures it is clearly below.
    share : float
        Its part of all employees that answered, in [0, 1].
    """

    group: str
    worst: dict[str, Any]
    measures: int
    share: float


def clear(row: Any, confidence: float) -> bool:
    """Tell whether a row's difference from the rest remains after all comparisons."""
    return bool(row["p_adjusted"] <= 1 - confidence)


def clear_sides(by: PulseBy, measure: str) -> dict[str, int]:
    """Return the units that clearly differ in a measure: -1 below the rest, 1 above."""
    return {
        str(row["group"]): 1 if row["gap"] > 0 else -1
        for row in by.of(measure).to_dict("records")
        if clear(row, by.overall.confidence)
    }


def low_units(by: PulseBy, *, error: float) -> tuple[LowUnit, ...]:
    """Return the units clearly below the rest in some measure, the least probable first.

    Parameters
    ----------
    by : PulseBy
        Units shown.
    error : float
        Chance of a false alarm among all comparisons that is accepted.
    """
    rows = by.table[(by.table["p_adjusted"] <= error) & (by.table["gap"] < 0)]
    total = max(by.overall.evidence.n, 1)
    found = []
    for group, own in rows.groupby("group"):
        # eNPS leads where it is among what is low: it is what everybody knows
        ranked = own.assign(other=own["measure"] != ENPS).sort_values(["other", "p_value"])
        worst = {str(key): value for key, value in ranked.iloc[0].items()}
        found.append(
            LowUnit(
                group=str(group),
                worst=worst,
                measures=len(own),
                share=min(1.0, float(worst["n"]) / total),
            )
        )
    return tuple(sorted(found, key=lambda unit: (unit.worst["p_adjusted"], unit.group)))
