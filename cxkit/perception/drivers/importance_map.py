"""Importance against performance: what weighs much and is rated low stands top left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from cxkit.perception.drivers.importance import Drivers
from cxkit.perception.drivers.labels import SIZE, PointLabel, place_labels
from cxkit.perception.standout import first_to_improve
from cxkit.presentation import Style, new_axes
from cxkit.presentation.labels import fit
from cxkit.presentation.theme import BAD, GREY, INK, LIGHT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

MOST_NAMED = 9
"""With more attributes the points carry numbers, and a list beside the map the names."""
_HEIGHT = 3.6
_ROW = 13.0
"""Height of a line of the list, in points."""
_LABEL = 120.0
_NEAR = 0.08
"""Points so far above the line of noise, as part of the axis, may meet its text."""
_KEY = 165.0


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
        what a column of random numbers stays below. Attributes not above noise are hollow.
    """
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    table = drivers.table
    rows = table.to_dict("records")
    listed = len(rows) > MOST_NAMED
    ax = new_axes(max(_HEIGHT, (len(rows) * _ROW + 60) / 72) if listed else _HEIGHT)
    weak = first_to_improve(drivers)
    for row in rows:
        _cross(ax, row, color=_color(row, weak, style), chosen=row["name"] == weak)
    ax.axhline(drivers.noise, color=BAD, linestyle=(0, (4, 3)), linewidth=1)
    ax.axvline(float(table["performance"].mean()), color=LIGHT, linewidth=0.9, zorder=0)
    low, high = float(table["perf_low"].min()), float(table["perf_high"].max())
    room = max((high - low) * 0.25, 0.05)
    ax.set_xlim(max(low - room, -0.02), min(high + room, 1.02))
    ax.set_ylim(0, max(float(table["ci_high"].max()), drivers.noise) * 1.1)
    # whole percents only, or two ticks would carry the same text
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda v, _: style.words.percent(v)))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda v, _: style.words.percent(v)))
    ax.set_xlabel(style.words("Favourable answers"))
    ax.set_ylabel(style.words("Share of what the ratings explain"))
    ax.grid()
    if listed:
        _list(ax, drivers, weak, style)
    _name(ax, drivers, weak, style, numbered=listed)
    return ax


def _color(row: dict[Any, Any], weak: str, style: Style) -> str:
    if row["name"] == weak:
        return style.accent
    return INK if row["beats_noise"] else GREY


def _cross(ax: Axes, row: dict[Any, Any], *, color: str, chosen: bool) -> None:
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
        clip_on=False,
        zorder=3,
    )


def _name(ax: Axes, drivers: Drivers, weak: str, style: Style, *, numbered: bool) -> None:
    """Name or number every point, and the two lines of reference."""
    figure = ax.get_figure(root=True)
    if figure is None:
        return
    references = _references(ax, drivers, style)
    layout = figure.get_layout_engine()
    if layout is not None:
        layout.execute(figure)
        figure.set_layout_engine("none")
    kept = [text.get_window_extent() for text in references]
    labels = []
    for place, row in enumerate(drivers.table.to_dict("records"), start=1):
        title = drivers.columns[row["name"]].title(style.words)
        labels.append(
            PointLabel(
                text=str(place) if numbered else fit(title, width=_LABEL, lines=2, size=SIZE),
                x=row["performance"],
                y=row["importance"],
                x_ends=(row["perf_low"], row["perf_high"]),
                y_ends=(row["ci_low"], row["ci_high"]),
                color=_color(row, weak, style),
                bold=row["name"] == weak,
            )
        )
    place_labels(ax, labels, kept=kept)


def _references(ax: Axes, drivers: Drivers, style: Style) -> tuple[Text, Text]:
    """Write what the two lines are."""
    words = style.words
    upright = ax.annotate(
        words("mean of the attributes"),
        (float(drivers.table["performance"].mean()), 1),
        xycoords=ax.get_xaxis_transform(),
        xytext=(3, 1),
        textcoords="offset points",
        va="bottom",
        fontsize=8,
        color=GREY,
    )
    left = _crowd(ax, drivers) > sum(ax.get_xlim()) / 2
    level = ax.annotate(
        words("a column of random numbers stays below this line"),
        (0 if left else 1, drivers.noise),
        xycoords=ax.get_yaxis_transform(),
        xytext=(3 if left else 0, 3),
        textcoords="offset points",
        ha="left" if left else "right",
        fontsize=8,
        color=BAD,
    )
    return upright, level


def _crowd(ax: Axes, drivers: Drivers) -> float:
    """Return where most points stand that are about as low as the line of noise."""
    table = drivers.table
    near = table["importance"] < drivers.noise + _NEAR * ax.get_ylim()[1]
    return float(table["performance"][near].mean()) if near.any() else -np.inf


def _list(ax: Axes, drivers: Drivers, weak: str, style: Style) -> None:
    """Write the names with their numbers beside the map, the weightiest at the top."""
    for place, row in enumerate(drivers.table.to_dict("records")):
        title = drivers.columns[row["name"]].title(style.words)
        name = fit(f"{place + 1}  {title}", width=_KEY, lines=1, size=SIZE)
        ax.annotate(
            name,
            (1, 1),
            xycoords="axes fraction",
            xytext=(12, -4 - _ROW * place),
            textcoords="offset points",
            ha="left",
            va="top",
            fontsize=SIZE,
            fontweight="bold" if row["name"] == weak else "normal",
            color=_color(row, weak, style),
        )
