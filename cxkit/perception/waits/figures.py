"""Time to resolution drawn onto axes: the curve of open tickets, and medians by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cxkit.language import Words
from cxkit.perception import units
from cxkit.perception.results import Resolution
from cxkit.presentation import Style, new_axes
from cxkit.presentation.dot_rows import DotRow, axis_inches, dot_rows, label_size, value_room
from cxkit.presentation.labels import text_width
from cxkit.presentation.theme import GREY, SMALLEST, WIDTH

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_HOUR_TICKS = (0.1, 0.5, 1, 4, 12, 24, 72, 168, 720, 2160, 8760, 26280, 87600)
_TICK_SIZE = 8.5
_SHORTEST = 0.05
"""Shortest time in hours that the logarithmic axis shows; a shorter one stands at its start."""


def plot_resolution(resolution: Resolution, *, style: Style) -> Axes:
    """Share of tickets still open by time since opening, with band and median.

    Parameters
    ----------
    resolution : Resolution
        All tickets.
    style : Style
        Language, colour and numbers.
    """
    from matplotlib.ticker import FuncFormatter

    words, curve = style.words, resolution.curve
    ax = new_axes(2.9)
    known = curve.time > 0
    first = max(float(curve.time[known].min(initial=np.inf)) / 2, _SHORTEST)
    first = first if np.isfinite(first) else 1.0
    time = np.concatenate([[first], np.maximum(curve.time[known], first)])
    start = float(curve.survival[~known].min(initial=1.0))
    ax.step(
        time,
        np.concatenate([[start], curve.survival[known]]),
        where="post",
        color=style.accent,
    )
    ax.fill_between(
        time[1:],
        curve.ci_low[known],
        curve.ci_high[known],
        step="post",
        color=style.accent,
        alpha=0.18,
        linewidth=0,
    )
    last = max(float(time[-1]), first * 2)
    _hour_axis(ax, first, last, words, WIDTH - 0.7)
    ax.set_ylim(0, 1.02)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.percent(value)))
    median = resolution.overall.median_hours
    if median == median:
        at = max(median, first)
        late = np.log(at / first) > 0.7 * np.log(last / first)
        for draw, where, span in ((ax.hlines, 0.5, (first, at)), (ax.vlines, at, (0, 0.5))):
            draw(where, *span, color=GREY, linewidth=0.8, linestyle=(0, (4, 3)))
        ax.annotate(
            words("median {time}", time=units.hours(median, words)),
            (at, 0.5),
            xytext=(-6, -5) if late else (6, 4),
            textcoords="offset points",
            ha="right" if late else "left",
            va="top" if late else "bottom",
            fontsize=8.5,
            color=GREY,
        )
    ax.set_xlabel(words("time since opening (logarithmic)"), fontsize=SMALLEST, loc="left")
    ax.grid(axis="y")
    return ax


def plot_resolution_by(resolution: Resolution, *, style: Style) -> Axes:
    """Median time of each group with its interval, on a logarithmic axis; the fastest on top.

    Parameters
    ----------
    resolution : Resolution
        By group. A group whose median is not reached shows its interval only.
    style : Style
        Language and numbers.
    """
    words, column = style.words, resolution.column
    table = resolution.table[resolution.table["n"] > 0].sort_values(
        "median_hours", ascending=False, kind="stable", na_position="first"
    )
    rows = [
        DotRow(
            label=column.group(item["group"], words) if column else str(item["group"]),
            n=int(item["n"]),
            value=_shown(item["median_hours"]),
            low=_shown(item["median_ci_low"]),
            high=_shown(item["median_ci_high"]),
            text=units.hours(item["median_hours"], words),
        )
        for item in table.to_dict("records")
    ]
    ax = dot_rows(rows, style=style, min_base=resolution.min_base)
    values = [x for row in rows for x in (row.value, row.low, row.high) if x == x]
    low, high = min(values, default=1.0), max(values, default=2.0)
    labels = [text.get_text() for text in ax.get_yticklabels()]
    inches = axis_inches(labels, size=label_size(len(rows)), right=value_room(rows))
    _hour_axis(ax, low / 1.5, high * 1.5, words, inches)
    return ax


def _shown(hours: float) -> float:
    """Return a time that a logarithmic axis can show; NaN stays NaN."""
    return float(np.maximum(hours, _SHORTEST))


def _hour_axis(ax: Axes, low: float, high: float, words: Words, inches: float) -> None:
    """Set a logarithmic axis of hours whose labels do not touch."""
    from matplotlib.ticker import NullLocator

    ax.set_xscale("log")
    ax.set_xlim(low, high)
    per_log = inches * 72 / np.log(high / low)
    ticks: list[float] = []
    edge = -np.inf
    for tick in _HOUR_TICKS:
        if not low <= tick <= high:
            continue
        half = text_width(units.hours(tick, words), size=_TICK_SIZE) / 2
        place = np.log(tick / low) * per_log
        if place - half >= edge + 8:
            ticks.append(tick)
            edge = place + half
    if not ticks:
        ticks = [float(np.sqrt(low * high))]
    ax.xaxis.set_minor_locator(NullLocator())
    ax.tick_params(axis="x", pad=7)
    ax.set_xticks(ticks, [units.hours(tick, words) for tick in ticks], fontsize=_TICK_SIZE)
