"""The axes of a score over time: window of the scale, names of lines and periods."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from cxkit.language import Words
from cxkit.perception import units
from cxkit.perception.trend.chart import Trend
from cxkit.perception.trend.units import length
from cxkit.presentation import Style
from cxkit.presentation.labels import text_width
from cxkit.presentation.theme import GREY, LIGHT, SMALLEST

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEIGHT = 3.7
"""Height of the figure in inches."""
PLOT = (HEIGHT - 1.2) * 72
"""Height of the plot in points, about."""
ROW = 13.0
"""Height in points of a row for what the chart says of a stretch of points."""
_PAD = 14.0
"""Height in points for the score written beside the outermost point."""


def score_axis(
    ax: Axes, trend: Trend, table: pd.DataFrame, style: Style, *, rows: tuple[int, int]
) -> None:
    """Set a window around points and limits with room for the rows of texts, and state it."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    words, metric = style.words, trend.metric
    points = trend.overall.scale.points
    low, high, step = {
        "nps": (-100.0, 100.0, 5.0),
        "csat": (0.0, 1.0, 0.02),
        "ces": (float(points[0]), float(points[-1]), 0.1),
    }[metric]
    columns = table[["score", "lower", "upper"]]
    least, most = float(np.nanmin(columns)), float(np.nanmax(columns))
    start = max(low, math.floor(least / step - 0.3) * step)
    end = min(high, math.ceil(most / step + 0.3) * step)
    point = (end - start) / max(PLOT - sum(count * ROW + _PAD for count in rows), PLOT / 3)
    axis_start = start - point * (rows[1] * ROW + _PAD)
    axis_end = end + point * (rows[0] * ROW + _PAD)

    def write(value: float, decimals: int) -> str:
        if metric == "csat":
            return words.percent(value, decimals=decimals)
        return words.number(value, decimals=decimals)

    decimals = 1 if metric == "ces" and end - start >= 0.5 else 2 if metric == "ces" else 0
    places = [
        tick
        for tick in MaxNLocator(nbins=6, steps=[1, 2, 5, 10]).tick_values(start, end)
        if start - 1e-9 <= tick <= end + 1e-9
    ]
    ax.set_yticks(places)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: write(value, decimals)))
    ax.set_ylim(axis_start, axis_end)
    if (start, end) != (low, high):
        shown = 2 if metric == "ces" else 0
        ax.set_xlabel(
            words(
                "The axis shows {start} to {end}; the scale runs from {low} to {high}.",
                start=write(start, shown),
                end=write(end, shown),
                low=write(low, 0),
                high=write(high, 0),
            ),
            fontsize=SMALLEST,
            loc="left",
        )


def name_lines(ax: Axes, trend: Trend, style: Style) -> None:
    """Name average and limits at the right edge, apart from each other."""
    words = style.words
    last = trend.judged.iloc[-1]
    start, end = ax.get_ylim()
    point = (end - start) / PLOT
    places: list[float] = []
    for name, value in (
        (words("lower limit"), float(last["lower"])),
        (words("average"), trend.chart.centre),
        (words("upper limit"), float(last["upper"])),
    ):
        at = max(value, places[-1] + 11 * point if places else value)
        places.append(at)
        ax.annotate(
            f"{name} {units.score(trend.metric, value, words)}",
            (1, at),
            xycoords=ax.get_yaxis_transform(),
            xytext=(4, 0),
            textcoords="offset points",
            ha="left",
            va="center",
            fontsize=SMALLEST,
            color=GREY,
        )


def name_periods(ax: Axes, trend: Trend, table: pd.DataFrame, style: Style, pitch: float) -> None:
    """Name the periods under the axis with their bases, as many as there is room for."""
    words = style.words
    labels = [_short(trend, period, words) for period in table["period"]]
    bases = [words("n = {n}", n=words.number(n)) for n in table["n"]]
    widest = max(
        text_width(part, size=SMALLEST) for text in (*labels, *bases) for part in text.split("\n")
    )
    step = max(1, math.ceil((widest + 5) / pitch))
    shown = [*range(len(table) - 1, -1, -step)][::-1]
    ax.set_xticks(
        shown,
        [f"{labels[place]}\n{bases[place]}" for place in shown],
        fontsize=SMALLEST,
        linespacing=1.25,
    )


def _short(trend: Trend, period: pd.Period, words: Words) -> str:
    """Return a short name of a period: month over year, the Monday of a week, a quarter."""
    if trend.grain == "quarter":
        return words("{year}-Q{quarter}", year=str(period.year), quarter=str(period.quarter))
    day = period.start_time.date()
    month, _, year = words.month(day, short=True).rpartition(" ")
    return f"{month}\n{year}" if trend.grain == "month" else f"{day.day} {month}\n{year}"


def name_baseline(ax: Axes, trend: Trend, table: pd.DataFrame, style: Style) -> None:
    """Say above the plot which periods the limits come from, and which one is not over."""
    if table["state"].iloc[-1] == "running":
        ax.annotate(
            style.words("not over"),
            (1, 1.03),
            xycoords="axes fraction",
            xytext=(0, 3),
            textcoords="offset points",
            ha="right",
            va="bottom",
            fontsize=SMALLEST,
            color=GREY,
        )
    if not trend.frozen:
        return
    used = np.flatnonzero(trend.chart.baseline)
    ax.hlines(
        1.03,
        used[0] - 0.4,
        used[-1] + 0.4,
        transform=ax.get_xaxis_transform(),
        color=LIGHT,
        linewidth=2,
        clip_on=False,
    )
    ax.annotate(
        style.words("limits from these {length}", length=length(trend, trend.frozen, style.words)),
        (used[0] - 0.4, 1.03),
        xycoords=ax.get_xaxis_transform(),
        xytext=(0, 3),
        textcoords="offset points",
        va="bottom",
        fontsize=SMALLEST,
        color=GREY,
    )
