"""Which touchpoints there are, which of them are measured, and which phases that covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from cxkit.client import Client
from cxkit.engagement import TableName
from cxkit.engagement.judgements import Stage
from cxkit.journeys.names import Names
from cxkit.journeys.performance import Performance, Score
from cxkit.journeys.reach import Reach

PHASES = ("before", "during", "after")
COUNTED: tuple[TableName, ...] = ("responses", "events", "tickets")


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchpointLine:
    """One touchpoint with all that is known about it.

    Attributes
    ----------
    name : str
        As called in the data.
    phase, contact, owner : str
        As declared; empty where not.
    mapped : bool
        Whether ``journeys.yml`` names it: as a touchpoint, in a step or with a pain point.
    counts : dict
        Rows about it by table: ``responses``, ``events``, ``tickets``.
    n : int
        Most answers to one of the questions asked about it.
    score : Score or None
        Its score on the metric that most touchpoints have.
    reach : Reach or None
        Share of customers it reaches.
    pains : int
        Pain points described there.
    """

    name: str
    phase: str
    contact: str
    owner: str
    mapped: bool
    counts: dict[TableName, int]
    n: int
    score: Score | None
    reach: Reach | None
    pains: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of the journey is known and measured.

    Attributes
    ----------
    lines : tuple of TouchpointLine
        By phase (unknown last), then in the order of ``journeys.yml``.
    tables : tuple of str
        Tables that name touchpoints at all, of the three counted.
    names : Names
        What touchpoints are called.
    confidence : float
        Level of the intervals.
    min_base : int
        A touchpoint is measured with at least so many answers.
    """

    lines: tuple[TouchpointLine, ...]
    tables: tuple[TableName, ...]
    names: Names
    confidence: float
    min_base: int

    @property
    def mapped(self) -> tuple[TouchpointLine, ...]:
        """Touchpoints that the journey names; all of them where it names none."""
        found = tuple(line for line in self.lines if line.mapped)
        return found or self.lines

    @property
    def measured(self) -> tuple[TouchpointLine, ...]:
        """Those of `mapped` with enough answers."""
        return tuple(line for line in self.mapped if line.n >= self.min_base)

    @property
    def phases(self) -> tuple[str, ...]:
        """Phases with at least one measured touchpoint."""
        found = {line.phase for line in self.measured}
        return tuple(phase for phase in PHASES if phase in found)

    @property
    def phases_known(self) -> bool:
        """Tell whether any touchpoint has a phase."""
        return any(line.phase for line in self.lines)

    @property
    def only_after(self) -> bool:
        """Tell whether all that is measured lies after the purchase."""
        return bool(self.measured) and {line.phase for line in self.measured} == {"after"}

    @property
    def unmapped(self) -> tuple[TouchpointLine, ...]:
        """Touchpoints that the data know and the journey does not name."""
        return tuple(line for line in self.lines if not line.mapped) if self.has_map else ()

    @property
    def has_map(self) -> bool:
        """Tell whether the journey names any touchpoint."""
        return any(line.mapped for line in self.lines)


def touchpoint_coverage(
    client: Client, *, performance: Performance, reach: Mapping[str, Reach], names: Names
) -> Coverage | None:
    """Gather what is known about every touchpoint.

    Parameters
    ----------
    client : Client
        Its journey, answers, events and tickets.
    performance : Performance
        Scores by touchpoint.
    reach : Mapping[str, Reach]
        Measured reach by touchpoint.
    names : Names
        What touchpoints are called.

    Returns
    -------
    Coverage or None
        None where no touchpoint is named anywhere.
    """
    journeys = client.judgements.journeys
    declared = {item.name: item for item in journeys.touchpoints} if journeys is not None else {}
    phases = {name: item.phase or "" for name, item in declared.items()}
    pains: dict[str, int] = {}
    if journeys is not None:
        for pain in journeys.pain_points:
            if pain.touchpoint:
                pains[pain.touchpoint] = pains.get(pain.touchpoint, 0) + 1
        for stage in _stages(client):
            for step in stage.steps:
                if step.touchpoint and not phases.get(step.touchpoint):
                    phases[step.touchpoint] = stage.phase
    mapped = dict.fromkeys([*phases, *pains])
    counts = {name: _counts(client, name) for name in COUNTED}
    data = sorted({place for found in counts.values() for place in found} - set(mapped))
    metric = performance.common([*mapped, *data])
    lines = []
    for name in [*mapped, *data]:
        item = declared.get(name)
        lines.append(
            TouchpointLine(
                name=name,
                phase=phases.get(name, ""),
                contact=(item.contact if item is not None else None) or "",
                owner=(item.owner if item is not None else None) or "",
                mapped=name in mapped,
                counts={table: found.get(name, 0) for table, found in counts.items()},
                n=performance.best_known(name),
                score=performance.at(metric, name) if metric is not None else None,
                reach=reach.get(name),
                pains=pains.get(name, 0),
            )
        )
    if not lines:
        return None
    order = {phase: place for place, phase in enumerate(PHASES)}
    lines.sort(key=lambda line: (not line.mapped, order.get(line.phase, len(PHASES))))
    return Coverage(
        lines=tuple(lines),
        tables=tuple(name for name in COUNTED if counts[name]),
        names=names,
        confidence=client.engagement.confidence,
        min_base=client.engagement.min_base,
    )


def _stages(client: Client) -> Iterator[Stage]:
    journeys = client.judgements.journeys
    for journey in journeys.journeys if journeys is not None else ():
        for version in (journey.as_is, journey.to_be):
            if version is not None:
                yield from version.stages


def _counts(client: Client, name: TableName) -> dict[str, int]:
    """Count the rows of a table about each touchpoint; answers where rows stand for several."""
    table = client.tables.get(name)
    if table is None or not table.has("touchpoint"):
        return {}
    frame = table.frame
    places = frame["touchpoint"].astype("string")
    if name == "responses" and "answers" in table.columns:
        counts: pd.Series = frame["answers"].groupby(places).sum()
    else:
        counts = places.value_counts()
    return {str(place): int(count) for place, count in counts.items()}
