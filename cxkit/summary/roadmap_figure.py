"""The roadmap drawn: a bar an initiative, arrows for what waits, a line for today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cxkit.language import Words
from cxkit.presentation import Style, new_axes
from cxkit.presentation.labels import fit, text_width
from cxkit.presentation.theme import BAD, GREY, HEIGHT, INK, LIGHT, PALE, WIDTH
from cxkit.summary.roadmap import Bar, Roadmap
from cxkit.summary.roadmap_wording import CIRCLE, DELAY, STATUS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 22
"""Bars that fit a page."""
_LABEL = 150.0
_SIZE = 8.0
_LOOK = {
    "done": (GREY, None),
    "running": (None, None),
    "planned": ("white", None),
    "idea": ("white", "...."),
}
"""Face and hatch by status; None is the client's colour."""


def plot_roadmap(found: Roadmap, *, style: Style) -> Axes:
    """Draw the initiatives in time.

    Parameters
    ----------
    found : Roadmap
        With at least one bar.
    style : Style
        Language and colour.

    Returns
    -------
    Axes
        One row a bar, the first on top; the horizontal axis in days (`date.toordinal`).
    """
    words = style.words
    bars = found.bars[:MOST]
    ax = new_axes(min(0.65 + 0.32 * len(bars), HEIGHT))
    first, last = _span(found, bars)
    ax.set_xlim(first, last)
    ax.set_ylim(len(bars) - 0.4, -0.75)
    room = (WIDTH * 72 - _LABEL - 24) / (last - first)
    places = {bar.initiative.id: row for row, bar in enumerate(bars)}
    for row, bar in enumerate(bars):
        _bar(ax, row, bar, style, room, last)
    clashes = {(item.waits_for, item.initiative) for item in found.conflicts}
    known = {bar.initiative.id: bar for bar in bars}
    for before, after in found.arrows:
        if before in places and after in places:
            clash = (before, after) in clashes
            _arrow(ax, known[before], known[after], places, clash=clash)
    today = _day(found.as_of)
    ax.axvline(today, color=INK, linewidth=1.1, linestyle=(0, (2, 2)), zorder=1)
    ax.annotate(
        words("data as of {date}", date=words.date(found.as_of)),
        (today, -0.72),
        xytext=(4 if today - first < (last - first) / 2 else -4, 0),
        textcoords="offset points",
        ha="left" if today - first < (last - first) / 2 else "right",
        va="top",
        fontsize=_SIZE,
        color=INK,
    )
    names = [_name(bar, found, words) for bar in bars]
    ax.set_yticks(range(len(bars)), names, fontsize=8.5, linespacing=1.05)
    _months(ax, first, last, words)
    ax.grid(axis="x")
    ax.spines["left"].set_visible(False)
    return ax


def _name(bar: Bar, found: Roadmap, words: Words) -> str:
    """Return the label of a row: the mark of a circle, id and name."""
    item = bar.initiative
    mark = f"{CIRCLE} " if item.id in found.stuck else ""
    return fit(f"{mark}{item.id} {item.name.say(words)}", width=_LABEL, lines=2, size=8.5)


def _day(day: date) -> float:
    return float(day.toordinal())


def _span(found: Roadmap, bars: tuple[Bar, ...]) -> tuple[float, float]:
    start = min([found.as_of, *(bar.start for bar in bars)])
    end = max([found.as_of, *(bar.end for bar in bars)])
    days = max((end - start).days, 30)
    return _day(start) - 0.02 * days, _day(end) + 0.03 * days


def _bar(ax: Axes, row: int, bar: Bar, style: Style, room: float, last: float) -> None:
    words, item = style.words, bar.initiative
    face, hatch = _LOOK.get(item.status, ("white", None))
    start, end = _day(bar.start), _day(bar.end)
    late = bool(bar.delay)
    ax.barh(
        row,
        max(end - start, 3),
        left=start,
        height=0.56,
        facecolor=face or style.accent,
        edgecolor=BAD if late else style.accent,
        linewidth=1.6 if late else 0.9,
        hatch=hatch,
        zorder=2,
    )
    owner = item.owner or words("no owner")
    state = f"! {words(DELAY[bar.delay])}" if late else words(STATUS[item.status])
    said = f"{state} · {owner}"
    rooms = {
        "in": (end - start) * room - 8,
        "behind": (last - end) * room - 8,
        "before": (start - ax.get_xlim()[0]) * room - 8,
    }
    short = f"! {owner}" if late else owner
    texts = [
        (text, where)
        for text in (said, short)
        for where, width in rooms.items()
        if text_width(text, size=_SIZE) <= width
    ]
    text, where = texts[0] if texts else (said, max(rooms, key=lambda name: rooms[name]))
    x, ha = (
        (end, "left") if where == "behind" else (start, "right" if where == "before" else "left")
    )
    colour = BAD if late else GREY
    if where == "in":
        colour = "white" if face in (None, GREY) else BAD if late else INK
    ax.annotate(
        fit(text, width=rooms[where], lines=2, size=_SIZE),
        (x, row),
        xytext=(4 if ha == "left" else -4, 0),
        textcoords="offset points",
        ha=ha,
        va="center_baseline" if texts else "center",
        fontsize=_SIZE,
        linespacing=1.0,
        color=colour,
        zorder=5,
        bbox=(
            {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
            if hatch or where != "in"
            else None
        ),
    )


def _arrow(ax: Axes, before: Bar, after: Bar, places: dict[str, int], *, clash: bool) -> None:
    y0, y1 = places[before.initiative.id], places[after.initiative.id]
    down = 1 if y1 > y0 else -1
    ax.annotate(
        "",
        (_day(after.start) + 1, y1 - 0.27 * down),
        xytext=(_day(before.end) - 1, y0 + 0.27 * down),
        arrowprops={
            "arrowstyle": "-|>",
            "color": BAD if clash else GREY,
            "linewidth": 1.2,
            "linestyle": (0, (3, 2)) if clash else "solid",
            "shrinkA": 0,
            "shrinkB": 0,
            "connectionstyle": "arc3,rad=0.12",
        },
        zorder=1.5,
    )


def _months(ax: Axes, first: float, last: float, words: Words) -> None:
    """Mark the beginnings of months, so many that their names do not touch."""
    start = date.fromordinal(int(first))
    end = date.fromordinal(int(last))
    count = (end.year - start.year) * 12 + end.month - start.month
    step = next((n for n in (1, 2, 3, 6, 12) if count / n <= 7), 12 * (1 + count // 84))
    ticks: list[date] = []
    for number in range(start.year * 12 + start.month - 1, end.year * 12 + end.month):
        day = date(number // 12, number % 12 + 1, 1)
        if (number % 12) % min(step, 12) == 0 and start <= day <= end:
            ticks.append(day)
    ticks = ticks[:: max(1, step // 12)]
    ax.set_xticks(
        [_day(day) for day in ticks],
        [words.month(day, short=True) for day in ticks],
        fontsize=8.5,
    )
    ax.tick_params(axis="x", colors=GREY)
    ax.set_facecolor("white")
    ax.grid(axis="x", color=PALE)
    ax.spines["bottom"].set_color(LIGHT)
