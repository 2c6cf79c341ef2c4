"""One assumption at a time from its low to its high end: which of them decides the value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from cxkit.economics.cases.expected import expected_values
from cxkit.economics.cases.projects import Assumptions, Project
from cxkit.economics.cases.ranges import TENTH
from cxkit.engagement import LocalText
from cxkit.engagement.judgements.finance import Spread

Input = Literal["benefit", "cost", "running", "success", "margin"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """What one assumption does to the value, all others at their base.

    Attributes
    ----------
    kind : {"benefit", "cost", "running", "success", "margin"}
        Which assumption.
    id : str
        Initiative; empty for one that all share.
    name : LocalText or None
        The initiative's name.
    low, high : float
        Ends of the assumption: money, or 0 and 1 for success.
    value_low, value_high : float
        Expected net present value at these ends.
    """

    kind: Input
    id: str
    name: LocalText | None
    low: float
    high: float
    value_low: float
    value_high: float

    @property
    def size(self) -> float:
        """How far apart the two values are."""
        return abs(self.value_high - self.value_low)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tornado:
    """Swings of a plan, or of one initiative.

    Attributes
    ----------
    base : float
        Expected net present value with every assumption at its base.
    swings : tuple of Swing
        Largest first; those that move nothing are left out.
    years : int
        Horizon.
    discount : float
        Rate a year.
    spread : {"p10_p90", "min_max"}
        What the ends are.
    """

    base: float
    swings: tuple[Swing, ...]
    years: int
    discount: float
    spread: Spread


def tornado(
    projects: Sequence[Project],
    assumptions: Assumptions,
    *,
    years: int,
    discount: float,
    spread: Spread = "p10_p90",
) -> Tornado:
    """Move each declared range, each success and the margin, one at a time.

    Parameters
    ----------
    projects : sequence of Project
        The plan, or one initiative of it.
    assumptions : Assumptions
        What they share.
    years : int
        Horizon.
    discount : float
        Rate a year.
    spread : {"p10_p90", "min_max"}
        What the ends of a range are.

    Notes
    -----
    Values are expected ones (`expected_values`). The ends of the margin are the 10 % and 90 %
    quantiles of its error of estimation. Swings do not add up where benefits are shared.
    """
    benefits = [each.benefit[1] for each in projects]
    chances = [each.probability for each in projects]
    base = float(expected_values(projects, assumptions).sum())

    def value(**changed: Sequence[float]) -> float:
        return float(expected_values(projects, assumptions, **changed).sum())

    def with_one(values: list[float], place: int, one: float) -> list[float]:
        return [*values[:place], one, *values[place + 1 :]]

    swings = []
    for place, each in enumerate(projects):
        plan = each.schedule
        ends: dict[Input, tuple[float, float, float, float]] = {
            "benefit": (
                each.benefit[0],
                each.benefit[2],
                value(benefits=with_one(benefits, place, each.benefit[0])),
                value(benefits=with_one(benefits, place, each.benefit[2])),
            ),
            "success": (
                0.0,
                1.0,
                value(chances=with_one(chances, place, 0.0)),
                value(chances=with_one(chances, place, 1.0)),
            ),
        }
        amounts: tuple[tuple[Input, tuple[float, float, float], float], ...] = (
            ("cost", each.cost, plan.cost_factor),
            ("running", each.running, plan.running_factor),
        )
        for kind, (low, middle, high), factor in amounts:
            ends[kind] = (
                low,
                high,
                base - (low - middle) * factor,
                base - (high - middle) * factor,
            )
        if each.probability in (0.0, 1.0):
            del ends["success"]
        swings += [
            Swing(
                kind=kind, id=each.id, name=each.name, low=low, high=high, value_low=at_low,
                value_high=at_high,
            )
            for kind, (low, high, at_low, at_high) in ends.items()
        ]  # fmt: skip
    if any(each.by_margin for each in projects) and assumptions.margin_sd > 0:
        swings.append(_margin(projects, assumptions, benefits))
    moving = [swing for swing in swings if swing.size > 1e-9 * max(abs(base), 1.0)]
    return Tornado(
        base=base,
        swings=tuple(sorted(moving, key=lambda swing: -swing.size)),
        years=years,
        discount=discount,
        spread=spread,
    )


def _margin(
    projects: Sequence[Project], assumptions: Assumptions, benefits: Sequence[float]
) -> Swing:
    ends = [assumptions.margin + sign * TENTH * assumptions.margin_sd for sign in (-1, 1)]
    values = []
    for margin in ends:
        scaled = [
            amount * margin / assumptions.margin if each.by_margin else amount
            for each, amount in zip(projects, benefits, strict=True)
        ]
        at_end = replace(assumptions, margin=margin)
        values.append(float(expected_values(projects, at_end, benefits=scaled).sum()))
    return Swing(
        kind="margin", id="", name=None, low=ends[0], high=ends[1], value_low=values[0],
        value_high=values[1],
    )  # fmt: skip
