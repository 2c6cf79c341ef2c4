"""When each initiative is done, what waits for what, and what is late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cxkit.client import Client
from cxkit.engagement.judgements import Initiative
from cxkit.findings import Missing
from cxkit.summary.cycles import cycles
from cxkit.summary.missing import NO_ROADMAP

Delay = Literal["", "not begun", "not finished"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One initiative with dates.

    Attributes
    ----------
    initiative : Initiative
        As written.
    start, end : date
        When it is done; one alone stands for both.
    delay : {"", "not begun", "not finished"}
        Whether it should have begun, or ended, by the date of the data.
    """

    initiative: Initiative
    start: date
    end: date
    delay: Delay = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """An initiative that begins before another one, which it waits for, has ended."""

    initiative: str
    waits_for: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Roadmap:
    """The initiatives in time.

    Attributes
    ----------
    bars : tuple of Bar
        Initiatives with dates, the first to begin first.
    undated : tuple of Initiative
        Those without dates, not stopped.
    arrows : tuple of tuple of str
        Dependences to draw: what must end, and what waits for it; none within a circle.
    conflicts : tuple of Conflict
        What begins too early.
    circles : tuple of tuple of str
        Initiatives that wait for one another.
    as_of : date
        Date of the data; late is counted from it.
    """

    bars: tuple[Bar, ...]
    undated: tuple[Initiative, ...]
    arrows: tuple[tuple[str, str], ...]
    conflicts: tuple[Conflict, ...]
    circles: tuple[tuple[str, ...], ...]
    as_of: date

    @property
    def late(self) -> tuple[Bar, ...]:
        """What should have begun or ended by now."""
        return tuple(bar for bar in self.bars if bar.delay)

    @property
    def stuck(self) -> frozenset[str]:
        """Ids of the initiatives that wait in a circle."""
        return frozenset(name for circle in self.circles for name in circle)


def roadmap_of(client: Client) -> Roadmap | Missing:
    """Return the roadmap of a client.

    Parameters
    ----------
    client : Client
        Its ``initiatives.csv`` and the date of its data.

    Returns
    -------
    Roadmap or Missing
        Missing where no initiative that was not stopped has a date.
    """
    as_of = client.engagement.as_of
    items = [item for item in client.judgements.initiatives or () if item.status != "stopped"]
    bars = sorted(
        (_bar(item, as_of) for item in items if item.start or item.end),
        key=lambda bar: (bar.start, bar.end),
    )
    if not bars:
        return NO_ROADMAP
    known = {item.id for item in items}
    follows = {item.id: [name for name in item.depends_on if name in known] for item in items}
    circles = cycles(follows)
    within = {
        (one, other)
        for circle in circles
        for one, other in zip(circle, (*circle[1:], circle[0]), strict=True)
    }
    by_id = {bar.initiative.id: bar for bar in bars}
    arrows = [
        (other, name)
        for name, others in follows.items()
        for other in others
        if name in by_id and other in by_id and (name, other) not in within
    ]
    return Roadmap(
        bars=tuple(bars),
        undated=tuple(item for item in items if not (item.start or item.end)),
        arrows=tuple(arrows),
        conflicts=tuple(_conflicts(arrows, by_id)),
        circles=circles,
        as_of=as_of,
    )


def _bar(item: Initiative, as_of: date) -> Bar:
    start = item.start or item.end or as_of
    end = item.end or start
    delay: Delay = ""
    if item.status not in ("done", "stopped") and item.end is not None and item.end < as_of:
        delay = "not finished"
    elif item.status in ("idea", "planned") and item.start is not None and item.start < as_of:
        delay = "not begun"
    return Bar(initiative=item, start=start, end=end, delay=delay)


def _conflicts(arrows: list[tuple[str, str]], bars: Mapping[str, Bar]) -> list[Conflict]:
    return [
        Conflict(
            initiative=name,
            waits_for=other,
            days=(bars[other].end - bars[name].start).days,
        )
        for other, name in arrows
        if bars[name].start < bars[other].end
    ]
