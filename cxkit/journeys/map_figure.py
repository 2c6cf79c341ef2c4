"""The map of a journey drawn: stages, lanes and the curve of how customers feel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from cxkit.journeys.journey_map import MapStep
from cxkit.journeys.map_cells import GAP, Lane, above_curve, below_curve
from cxkit.journeys.map_parts import MapPart
from cxkit.journeys.performance import Score
from cxkit.journeys.sheet import LINE, ROOM, box, lines_of, new_sheet, phase_name, put
from cxkit.language import N_, Words
from cxkit.presentation import Style
from cxkit.presentation.theme import GREY, HEIGHT, INK, LIGHT, PALE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TITLES = 66.0
"""Room for the names of the lanes, in points."""
HEAD = 25.0
CURVE = 56.0
MARGIN = 3.0
BETWEEN = 14.0
_LEAST = 0.5
_SCALES = (4, 3, 2, 1, 0, -1, -2)
"""How generously cells are filled; the first with which the part fits its page is taken."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of steps laid out: its lanes and its column's width."""

    steps: tuple[MapStep, ...]
    above: Sequence[Lane]
    below: Sequence[Lane]
    width: float

    @property
    def height(self) -> float:
        lanes = sum(_height(lane) for lane in (*self.above, *self.below))
        return HEAD + lanes + CURVE + MARGIN


def plot_map(part: MapPart, *, style: Style) -> Axes:
    """Stages over lanes, a column a step, with the measured curve between them.

    Parameters
    ----------
    part : MapPart
        Rows of steps. Where a step was measured the point is filled and has its interval;
        where it is only judged the point is hollow and its line dashed. In a journey to be
        the curve is what is hoped for, with today's measurement in grey.
    style : Style
        Language, colour and numbers.

    Returns
    -------
    Axes
        One unit is a point of print; y runs downwards.
    """
    rows = _laid_out(part, style)
    height = sum(row.height for row in rows) + BETWEEN * (len(rows) - 1)
    ax = new_sheet(height)
    top = 0.0
    for row in rows:
        _draw_row(ax, top, row, part, style)
        top += row.height + BETWEEN
    return ax


def _laid_out(part: MapPart, style: Style) -> list[_Row]:
    """Fill the cells as generously as the page allows."""
    rows: list[_Row] = []
    for scale in _SCALES:
        rows = []
        for steps in part.rows:
            width = (ROOM - TITLES) / len(steps)
            above = above_curve(part, steps, width, scale, style.words)
            below = below_curve(part, steps, width, scale, style.words)
            rows.append(_Row(steps=steps, above=above, below=below, width=width))
        if sum(row.height for row in rows) + BETWEEN * (len(rows) - 1) <= HEIGHT * 72 - 8:
            break
    return rows


def _height(lane: Lane) -> float:
    return max(lane.lines, 2 if len(lane.title) > 14 else 1) * LINE + 2 * MARGIN


def _draw_row(ax: Axes, top: float, row: _Row, part: MapPart, style: Style) -> None:
    _stages(ax, top, row, style)
    y = top + HEAD
    for lane in row.above:
        y = _draw_lane(ax, y, lane, row.width)
    _draw_curve(ax, y, row, part, style)
    y += CURVE
    for lane in row.below:
        y = _draw_lane(ax, y, lane, row.width)


def _stages(ax: Axes, top: float, row: _Row, style: Style) -> None:
    """Draw a box over the steps of each stage, with its name and phase."""
    words = style.words
    starts = [
        place
        for place, item in enumerate(row.steps)
        if place == 0
        or (item.stage, item.phase) != (row.steps[place - 1].stage, row.steps[place - 1].phase)
    ]
    for start, end in pairwise([*starts, len(row.steps)]):
        item = row.steps[start]
        left, width = TITLES + start * row.width, (end - start) * row.width - GAP / 2
        box(ax, left, top, width, HEAD - 2, fill=PALE)
        name = lines_of(item.stage.say(words), width=(width - 8) * 0.9, most=1)
        put(ax, left + 4, top + 3, name, bold=True)
        phase = phase_name(item.phase, width=width - 8, words=words)
        put(ax, left + 4, top + 3 + LINE, phase, color=GREY)


def _draw_lane(ax: Axes, top: float, lane: Lane, width: float) -> float:
    height = _height(lane)
    ax.plot([0, ROOM], [top + height] * 2, color=PALE, linewidth=0.8, zorder=0)
    title = lines_of(lane.title, width=TITLES - GAP, most=max(lane.lines, 2))
    put(ax, 0, top + MARGIN, title, color=GREY)
    for place, text in enumerate(lane.texts):
        put(ax, TITLES + place * width + 3, top + MARGIN, text, bold=lane.bold)
    return top + height


# ------------------------------------------------------------------------ the curve
def _draw_curve(ax: Axes, top: float, row: _Row, part: MapPart, style: Style) -> None:
    words = style.words
    ax.plot([0, ROOM], [top + CURVE] * 2, color=PALE, linewidth=0.8, zorder=0)
    scale = _Window(top, *_heights(part))
    if scale.low <= 0.5:
        middle = scale.y(0.5)
        ax.plot([TITLES, ROOM], [middle] * 2, color=LIGHT, linewidth=0.7, dashes=(2, 3), zorder=0)
    put(ax, 0, top + MARGIN, lines_of(words("Feels"), width=TITLES - GAP, most=1), color=GREY)
    now = part.map.version == "as_is"
    measured = any(item.curve is not None for item in row.steps)
    judged = any(_judged(item, part) for item in row.steps)
    key = top + MARGIN + LINE * 1.5
    if measured:
        _key(ax, key, words(N_("measured") if now else N_("today")), style, filled=True, now=now)
        key += LINE * 1.15
    if judged:
        _key(ax, key, words(N_("judged") if now else N_("hoped for")), style, filled=False, now=now)
    if now:
        _points(
            ax, scale, row, style.accent, judged_too=True, min_base=part.map.min_base, words=words
        )
    else:
        _points(ax, scale, row, GREY, judged_too=False, min_base=part.map.min_base, words=words)
        _hoped_for(ax, scale, row, style.accent)


def _key(ax: Axes, y: float, text: str, style: Style, *, filled: bool, now: bool) -> None:
    """Explain one kind of point beside the curve."""
    color = style.accent if now or not filled else GREY
    ax.plot(
        4, y + LINE / 2, "o" if filled else "D", markersize=4.5, color=color,
        markerfacecolor=color if filled else "white",
    )  # fmt: skip
    put(ax, 11, y, lines_of(text, width=TITLES - 11 - GAP, most=1), color=INK)


def _value(
    ax: Axes, x: float, y: float, score: Score, color: str, words: Words, *, above: bool
) -> None:
    """Write the mean (or the NPS) beside a point, above it unless that is taken."""
    low, high = (-100, 100) if score.metric == "nps" else (score.scale.low, score.scale.high)
    height = score.height
    if score.metric != "nps" and not score.scale.higher_is_better:
        height = 1 - height
    text = words.number(low + height * (high - low), decimals=0 if score.metric == "nps" else 1)
    put(ax, x, y - 6 - LINE if above else y + 5, text, color=color, align="center")


def _points(
    ax: Axes,
    scale: _Window,
    row: _Row,
    color: str,
    *,
    judged_too: bool,
    min_base: int,
    words: Words,
) -> None:
    """Draw the measured points with intervals; where only judged, hollow and dashed."""
    places: list[tuple[float, float, bool] | None] = []
    for place, item in enumerate(row.steps):
        x = TITLES + (place + 0.5) * row.width - GAP / 2
        if item.curve is not None:
            y = scale.y(item.curve.height)
            if item.curve.height_low == item.curve.height_low:
                low, high = scale.y(item.curve.height_low), scale.y(item.curve.height_high)
                ax.fill_between([x - 7, x + 7], low, high, color=color, alpha=0.22, linewidth=0)
                ax.plot([x, x], [low, high], color=color, linewidth=1.6)
            fill = color if item.curve.n >= min_base else "white"
            ax.plot(x, y, "o", markersize=6.5, color=color, markerfacecolor=fill, zorder=3)
            _value(ax, x, y, item.curve, color, words, above=judged_too)
            places.append((x, y, True))
        elif judged_too and item.step.emotion is not None:
            y = scale.y(_judged_height(item))
            ax.plot(x, y, "D", markersize=5.5, color=color, markerfacecolor="white", zorder=3)
            places.append((x, y, False))
        else:
            places.append(None)
    _join(ax, places, color)


def _hoped_for(ax: Axes, scale: _Window, row: _Row, color: str) -> None:
    """Draw the judged emotion of a journey to be: hollow, on a dashed line."""
    places: list[tuple[float, float, bool] | None] = []
    for place, item in enumerate(row.steps):
        if item.step.emotion is None:
            places.append(None)
            continue
        x = TITLES + (place + 0.5) * row.width - GAP / 2
        y = scale.y(_judged_height(item))
        ax.plot(x, y, "D", markersize=6, color=color, markerfacecolor="white", zorder=4)
        places.append((x, y, False))
    _join(ax, places, color)


def _join(ax: Axes, places: list[tuple[float, float, bool] | None], color: str) -> None:
    for one, other in pairwise(places):
        if one is None or other is None:
            continue
        solid = one[2] and other[2]
        ax.plot(
            [one[0], other[0]], [one[1], other[1]], color=color, linewidth=1.4,
            linestyle="-" if solid else (0, (3, 2.5)), zorder=2,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Window:
    """The heights that the curve's lane shows, and where they are drawn."""

    top: float
    low: float
    high: float

    def y(self, height: float) -> float:
        """Return the place of a height from 0 (worst) to 1 (best)."""
        part = (height - self.low) / (self.high - self.low)
        return self.top + CURVE - 13 - part * (CURVE - 30)


def _heights(part: MapPart) -> tuple[float, float]:
    """Return the window of a map: all it shows, and at least half of the scale."""
    shown: list[float] = []
    for item in part.map.steps:
        if item.curve is not None:
            shown += [item.curve.height, item.curve.height_low, item.curve.height_high]
        if _judged(item, part):
            shown.append(_judged_height(item))
    shown = [value for value in shown if value == value]
    low, high = min(shown, default=0.25), max(shown, default=0.75)
    if high - low < _LEAST:
        middle = min(max((low + high) / 2, _LEAST / 2), 1 - _LEAST / 2)
        low, high = middle - _LEAST / 2, middle + _LEAST / 2
    return low, high


def _judged(item: MapStep, part: MapPart) -> bool:
    """Tell whether the judged emotion of a step is drawn."""
    known = item.step.emotion is not None
    return known and (part.map.version == "to_be" or item.curve is None)


def _judged_height(item: MapStep) -> float:
    """Return where a judged emotion from -2 to 2 stands between worst (0) and best (1)."""
    return ((item.step.emotion or 0) + 2) / 4
