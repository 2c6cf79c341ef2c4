"""Which step, pain point or touchpoint a headline may speak of."""

from __future__ import annotations

from collections.abc import Sequence

from cxkit.journeys.flow import CaseFlow
from cxkit.journeys.journey_map import JourneyMap, MapStep
from cxkit.journeys.pains import PainLine, PainRegister


def lowest_step(whole: JourneyMap) -> MapStep | None:
    """Return the step at which the curve is clearly lowest.

    Parameters
    ----------
    whole : JourneyMap
        With its measured curve.

    Returns
    -------
    MapStep or None
        The step whose interval lies wholly below those of all other measured places; None
        where no step is, or where it rests on too few answers. Steps that share a touchpoint
        and its answers count as one place, and the first of them is returned.
    """
    places: dict[tuple[str | None, str], MapStep] = {}
    for item in whole.steps:
        if item.curve is not None and item.curve.height_low == item.curve.height_low:
            places.setdefault((item.step.touchpoint, item.curve.channel), item)
    ranked = sorted(places.values(), key=_height)
    if len(ranked) < 2 or ranked[0].curve is None or ranked[0].curve.n < whole.min_base:
        return None
    top = ranked[0].curve.height_high
    others = [item.curve.height_low for item in ranked[1:] if item.curve is not None]
    return ranked[0] if top < min(others) else None


def heaviest(register: PainRegister) -> PainLine | None:
    """Return the pain point that weighs most; None where none can be weighed."""
    first = register.lines[0]
    return first if first.weight is not None else None


def evidence_counts(steps: Sequence[MapStep]) -> tuple[int, int]:
    """Count the steps that rest on two or more kinds of source, and those that rest on none."""
    strong = sum(item.support.level == "triangulated" for item in steps)
    weak = sum(item.support.level in ("none", "judged") for item in steps)
    return strong, weak


def worst_drop(flow: CaseFlow, level: float) -> dict[str, float] | None:
    """Return the step at which clearly the fewest go on, as a row of the funnel."""
    drops = flow.drops(level)
    return None if drops.empty else {str(k): v for k, v in drops.iloc[0].to_dict().items()}


def most_returned(flow: CaseFlow, level: float) -> dict[str, float] | None:
    """Return the touchpoint that clearly most come back to, as a row of the returns."""
    back = flow.comebacks(level)
    return None if back.empty else {str(k): v for k, v in back.iloc[0].to_dict().items()}


def _height(item: MapStep) -> float:
    return item.curve.height if item.curve is not None else float("inf")
