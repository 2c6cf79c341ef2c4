"""Importance against performance: what weighs much and is rated low stands top left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter
from matplotlib.transforms import Bbox

from cxkit.perception.drivers import Drivers
from cxkit.perception.standout import first_to_improve
from cxkit.presentation import Style, new_axes
from cxkit.presentation.labels import fit, text_width
from cxkit.presentation.theme import BAD, GREY, INK, LIGHT

_HEIGHT = 3.5
_SIZE = 8.5
_LABEL = 120.0
_OFFSETS = ((5, 3), (5, -3), (-5, 3), (-5, -3), (5, 14), (-5, 14), (5, -14), (-5, -14))
"""Where a label may stand beside its point, in points, the best place first."""


def plot_drivers(drivers: Drivers, *, style: Style) -> Axes:
    """Draw every attribute with intervals of importance and performance.

    Parameters
    ----------
    drivers : Drivers
        At least two attributes.
    style : Style
        Language, numbers and colour.

    Returns
    -------
    Axes
        Favourable share across, share of R² upwards, both in [0, 1]; the dashed line is
        what a column of random numbers stays below.
    """
    words, table = style.words, drivers.table
    ax = new_axes(_HEIGHT)
    weak = first_to_improve(drivers)
    for row in table.to_dict("records"):
        chosen = row["name"] == weak
        color = style.accent if chosen else INK if row["beats_noise"] else GREY
        x, y = row["performance"], row["importance"]
        ax.hlines(y, row["perf_low"], row["perf_high"], color=color, linewidth=1.2)
        ax.vlines(x, row["ci_low"], row["ci_high"], color=color, linewidth=1.2)
        ax.plot(
            x,
            y,
            "D" if chosen else "o",
            color=color,
            markersize=7,
            markerfacecolor=color if row["beats_noise"] else "white",
            zorder=3,
        )
    ax.axhline(drivers.noise, color=BAD, linestyle=(0, (4, 3)), linewidth=1)
    ax.axvline(float(table["performance"].mean()), color=LIGHT, linewidth=0.9, zorder=0)
    ax.annotate(
        words("mean of the attributes"),
        (float(table["performance"].mean()), 1),
        xycoords=ax.get_xaxis_transform(),
        xytext=(3, -9),
        textcoords="offset points",
        fontsize=8,
        color=GREY,
    )
    low, high = table["perf_low"].min(), table["perf_high"].max()
    room = max((high - low) * 0.25, 0.05)
    ax.set_xlim(max(low - room, -0.02), min(high + room, 1.02))
    ax.set_ylim(0, max(float(table["ci_high"].max()), drivers.noise) * 1.1)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda v, _: words.percent(v)))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda v, _: words.percent(v)))
    ax.set_xlabel(words("Favourable answers"))
    ax.set_ylabel(words("Share of what the ratings explain"))
    ax.grid()
    _label(ax, drivers, weak, style)
    ax.annotate(
        words("a column of random numbers stays below this line"),
        (1, drivers.noise),
        xycoords=ax.get_yaxis_transform(),
        xytext=(0, 3),
        textcoords="offset points",
        ha="right",
        fontsize=8,
        color=BAD,
    )
    return ax


def _label(ax: Axes, drivers: Drivers, weak: str, style: Style) -> None:
    """Name every point where its name covers no other point, line end or name."""
    figure = ax.get_figure(root=True)
    if figure is None:
        return
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    scale = figure.dpi / 72
    rows = drivers.table.to_dict("records")
    points = ax.transData.transform([(row["performance"], row["importance"]) for row in rows])
    taken = [Bbox.from_extents(*(point - 5 * scale), *(point + 5 * scale)) for point in points]
    for row in rows:
        taken.append(_line(ax, (row["perf_low"], row["perf_high"]), (row["importance"],) * 2))
        taken.append(_line(ax, (row["performance"],) * 2, (row["ci_low"], row["ci_high"])))
    line = ax.transData.transform((0, drivers.noise))[1]
    taken.append(Bbox.from_extents(ax.bbox.x1 - 250 * scale, line, ax.bbox.x1, line + 12 * scale))
    for row, point in zip(rows, points, strict=True):
        text = fit(
            drivers.columns[row["name"]].title(style.words), width=_LABEL, lines=2, size=_SIZE
        )
        place = _place(text, point, taken, ax, scale)
        taken.append(place[0])
        x, y = place[1]
        ax.annotate(
            text,
            (row["performance"], row["importance"]),
            xytext=(x, y),
            textcoords="offset points",
            ha="left" if x > 0 else "right" if x < 0 else "center",
            va="center" if y == 0 else "bottom" if y > 0 else "top",
            fontsize=_SIZE,
            fontweight="bold" if row["name"] == weak else "normal",
            color=style.accent if row["name"] == weak else INK if row["beats_noise"] else GREY,
            linespacing=1.0,
            zorder=4,
        )


def _place(
    text: str, point: np.ndarray, taken: Sequence[Bbox], ax: Axes, scale: float
) -> tuple[Bbox, tuple[int, int]]:
    """Return the box and offset of a label: the place that covers least."""
    lines = text.split("\n")
    width = max(text_width(line, size=_SIZE) for line in lines) * scale
    height = len(lines) * _SIZE * 1.15 * scale
    options: list[tuple[float, int, Bbox, tuple[int, int]]] = []
    for rank, (dx, dy) in enumerate(_OFFSETS):
        x = point[0] + dx * scale - (width if dx < 0 else width / 2 if dx == 0 else 0)
        y = point[1] + dy * scale - (height if dy < 0 else height / 2 if dy == 0 else 0)
        box = Bbox.from_extents(x, y, x + width, y + height)
        covered = sum(_overlap(box, other) for other in taken) + _outside(box, ax.bbox)
        options.append((covered, rank, box, (dx, dy)))
    _, _, box, offset = min(options, key=lambda option: option[:2])
    return box, offset


def _line(ax: Axes, across: tuple[float, float], upwards: tuple[float, float]) -> Bbox:
    """Return the box of an interval's line, two pixels wide."""
    low = ax.transData.transform((across[0], upwards[0]))
    high = ax.transData.transform((across[1], upwards[1]))
    return Bbox.from_extents(low[0] - 1, low[1] - 1, high[0] + 1, high[1] + 1)


def _overlap(one: Any, other: Any) -> float:
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    tall = min(one.y1, other.y1) - max(one.y0, other.y0)
    return float(max(wide, 0.0) * max(tall, 0.0))


def _outside(box: Any, frame: Any) -> float:
    """Return how much of a box lies outside the axes, counted tenfold."""
    inside = _overlap(box, frame)
    return float(10 * (box.width * box.height - inside))
