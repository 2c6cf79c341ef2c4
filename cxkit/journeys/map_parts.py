"""A map cut into parts that fit a page, each of one or two rows of steps."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from cxkit.journeys.journey_map import JourneyMap, MapStep

WIDEST = 6
"""Steps in one row, where that is all there are."""
ROW = 5
"""Steps in one row of several."""
ROWS = 2
"""Rows in one part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPart:
    """A part of a map.

    Attributes
    ----------
    map : JourneyMap
        The whole.
    rows : tuple of tuple of MapStep
        Steps of this part, a row each.
    number, of : int
        Which part of how many.
    """

    map: JourneyMap
    rows: tuple[tuple[MapStep, ...], ...]
    number: int
    of: int


def map_parts(whole: JourneyMap) -> tuple[MapPart, ...]:
    """Cut a map into rows of about the same length, and these into parts.

    Parameters
    ----------
    whole : JourneyMap
        With at least one step.
    """
    n = len(whole.steps)
    count = 1 if n <= WIDEST else ceil(n / ROW)
    cuts = [round(n * place / count) for place in range(count + 1)]
    rows = [whole.steps[low:high] for low, high in pairwise(cuts)]
    parts = [tuple(rows[start : start + ROWS]) for start in range(0, len(rows), ROWS)]
    return tuple(
        MapPart(map=whole, rows=part, number=number, of=len(parts))
        for number, part in enumerate(parts, start=1)
    )
