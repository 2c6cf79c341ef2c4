"""A score over time drawn with its limits; nothing is computed, shown or saved here."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from cxkit.language import Words
from cxkit.perception import units
from cxkit.perception.trend.axis import (
    HEIGHT,
    PLOT,
    ROW,
    name_baseline,
    name_lines,
    name_periods,
    score_axis,
)
from cxkit.perception.trend.chart import Trend
from cxkit.perception.trend.signals import Episode
from cxkit.perception.trend.units import length
from cxkit.perception.trend.wording import furthest
from cxkit.presentation import Style, new_axes
from cxkit.presentation.labels import text_width
from cxkit.presentation.theme import BAD, GOOD, GREY, LIGHT, PALE, SMALLEST, WIDTH

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIDE_ROOM = 1.75
"""Inches beside the plot: numbers on its left, names of the lines on its right."""


def plot_trend(trend: Trend, *, style: Style) -> Axes:
    """Points joined in order of time, with average and limits; signals coloured and named.

    Parameters
    ----------
    trend : Trend
        A signal is coloured as good or bad and points up or down; a small base is hollow, and
        so is the period that is not over.
    style : Style
        Language, colour and numbers.
    """
    ax = new_axes(HEIGHT)
    table = trend.table.reset_index(drop=True)
    end = len(table)
    ax.set_xlim(-0.6, end - 0.4)
    pitch = (WIDTH - _SIDE_ROOM) * 72 / end
    _band(ax, trend, table)
    _points(ax, trend, table, style)
    up, down = _stretches(trend, style.words, pitch, end)
    score_axis(ax, trend, table, style, rows=(_rows(up), _rows(down)))
    _name_stretches(ax, trend, up, top=True)
    _name_stretches(ax, trend, down, top=False)
    name_lines(ax, trend, style)
    name_periods(ax, trend, table, style, pitch)
    name_baseline(ax, trend, table, style)
    ax.grid(axis="y")
    return ax


# ----------------------------------------------------------------- marks
def _band(ax: Axes, trend: Trend, table: pd.DataFrame) -> None:
    """Draw the limits as a band, in steps where each period has its own, and the average."""
    judged = table["state"] == "judged"
    edges = np.repeat(np.flatnonzero(judged), 2) + np.tile([-0.5, 0.5], int(judged.sum()))
    low = np.repeat(table["lower"][judged].to_numpy(), 2)
    high = np.repeat(table["upper"][judged].to_numpy(), 2)
    ax.fill_between(edges, low, high, color=PALE, alpha=0.55, linewidth=0, zorder=0)
    for limit in (low, high):
        ax.plot(edges, limit, color=GREY, linewidth=0.8, linestyle=(0, (4, 3)), zorder=1)
    ax.hlines(trend.chart.centre, edges[0], edges[-1], color=GREY, linewidth=0.9, zorder=1)


def _points(ax: Axes, trend: Trend, table: pd.DataFrame, style: Style) -> None:
    """Draw the points: grey, coloured where they are part of a signal."""
    words = style.words
    judged = table["state"] == "judged"
    ax.plot(
        np.arange(len(table)),
        table["score"].where(judged),
        color=LIGHT,
        linewidth=1.3,
        zorder=2,
    )
    sides: dict[int, int] = {place: item.side for item in trend.episodes for place in item.points}
    size = 6.5 if len(table) <= 24 else 4.5
    for place, item in enumerate(table.to_dict("records")):
        if item["state"] == "gap":
            continue
        side = sides.get(place, 0)
        color = _color(trend, side)
        hollow = item["state"] == "running" or item["n"] < style.min_base
        ax.plot(
            place,
            item["score"],
            {1: "^", -1: "v", 0: "o"}[side],
            markersize=size if side else size - 1.5,
            color=color,
            markerfacecolor="white" if hollow else color,
            markeredgewidth=1.2,
            clip_on=False,
            zorder=4,
        )
    told = {furthest(trend, item) for item in trend.episodes if "outside" in item.rules}
    last = int(np.flatnonzero(judged)[-1])
    room = max(1, math.ceil(40 * len(table) / ((WIDTH - _SIDE_ROOM) * 72)))
    if all(abs(place - last) >= room for place in told):
        told.add(last)
    for place in sorted(told):
        score = table["score"].iloc[place]
        above = score >= trend.chart.centre
        _write(ax, place, score, units.score(trend.metric, score, words), sides, trend, above)


def _write(
    ax: Axes,
    place: int,
    score: float,
    text: str,
    sides: dict[int, int],
    trend: Trend,
    above: bool,
) -> None:
    """Write a score beside its point, away from the average."""
    from matplotlib.patheffects import withStroke

    start, end = ax.get_xlim()
    room = (end - place) * (WIDTH - _SIDE_ROOM) * 72 / (end - start)
    edge = room < text_width(text, size=9, bold=True) / 2
    ax.annotate(
        text,
        (place, score),
        xytext=(room if edge else 0, 6 if above else -6),
        textcoords="offset points",
        ha="right" if edge else "center",
        va="bottom" if above else "top",
        fontsize=9,
        color=_color(trend, sides.get(place, 0)),
        fontweight="bold",
        path_effects=[withStroke(linewidth=3, foreground="white")],
        zorder=5,
    )


def _color(trend: Trend, side: int) -> str:
    """Return the colour of a side of the average: good or bad, grey where it is none."""
    better = trend.metric != "ces" or trend.overall.scale.higher_is_better
    if side == 0:
        return GREY
    return GOOD if (side > 0) == better else BAD


# ------------------------------------------------------- what the chart says
def _stretches(
    trend: Trend, words: Words, pitch: float, end: int
) -> tuple[list[tuple[Episode, str, int]], list[tuple[Episode, str, int]]]:
    """Return the episodes above and below with their texts and rows that do not overlap."""
    sides: dict[int, list[tuple[Episode, str, int]]] = {1: [], -1: []}
    ends: dict[int, list[float]] = {1: [], -1: []}
    for item in trend.episodes:
        text = _tell(trend, item, words)
        start, stop = _reach(item, text_width(text, size=SMALLEST) / pitch, end)
        taken = ends[item.side]
        row = next((row for row, edge in enumerate(taken) if edge < start), len(taken))
        taken[row:] = [stop + 8 / pitch, *taken[row + 1 :]]
        sides[item.side].append((item, text, row))
    return sides[1], sides[-1]


def _reach(item: Episode, wide: float, end: int) -> tuple[float, float]:
    """Return from where to where the bar of an episode and its text run, in periods."""
    first, last = item.points[0] - 0.4, item.points[-1] + 0.4
    if first + wide <= end - 0.4:
        return first, max(last, first + wide)
    return min(first, max(-0.6, last - wide)), last


def _tell(trend: Trend, item: Episode, words: Words) -> str:
    """Say in a few words what makes an episode a signal."""
    if "run" in item.rules:
        run = length(trend, len(item.points), words)
        return (
            words("{length} above the average", length=run)
            if item.side > 0
            else words("{length} below the average", length=run)
        )
    if "outside" in item.rules:
        return words("above the limit") if item.side > 0 else words("below the limit")
    return words("near the upper limit") if item.side > 0 else words("near the lower limit")


def _rows(stretches: list[tuple[Episode, str, int]]) -> int:
    return max((row for _, _, row in stretches), default=-1) + 1


def _name_stretches(
    ax: Axes, trend: Trend, stretches: list[tuple[Episode, str, int]], *, top: bool
) -> None:
    """Draw a bar with its text for each episode, in rows along the upper or lower edge."""
    edge = 1.0 if top else 0.0
    inwards = -1.0 if top else 1.0
    pitch = (WIDTH - _SIDE_ROOM) * 72 / (ax.get_xlim()[1] - ax.get_xlim()[0])
    end = round(ax.get_xlim()[1] + 0.4)
    for item, text, row in stretches:
        wide = text_width(text, size=SMALLEST) / pitch
        start, stop = _reach(item, wide, end)
        right = item.points[0] - 0.4 + wide > end - 0.4
        color = _color(trend, item.side)
        at = edge + inwards * (row * ROW + 2) / PLOT
        ax.hlines(
            at,
            item.points[0] - 0.4,
            item.points[-1] + 0.4,
            transform=ax.get_xaxis_transform(),
            color=color,
            linewidth=2,
            clip_on=False,
        )
        ax.annotate(
            text,
            (stop if right else start, at),
            xycoords=ax.get_xaxis_transform(),
            xytext=(0, inwards * 2),
            textcoords="offset points",
            ha="right" if right else "left",
            va="top" if top else "bottom",
            fontsize=SMALLEST,
            color=color,
            zorder=5,
        )
