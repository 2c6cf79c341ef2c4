"""Finished results of perception drawn onto axes; nothing is computed, shown or saved here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from cxkit.perception import units
from cxkit.perception.results import Metric, Ratings, ScoresBy, WaveScores
from cxkit.perception.scores.answer_bars import plot_answers, plot_answers_by
from cxkit.perception.standout import main_score, standing_out
from cxkit.perception.waits.figures import plot_resolution, plot_resolution_by
from cxkit.presentation import Style, new_axes
from cxkit.presentation.dot_rows import DotRow, dot_rows, reference_line
from cxkit.presentation.labels import cut, fit, text_width
from cxkit.presentation.theme import BAD, GOOD, GREY, LIGHT, SMALLEST, WIDTH

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "plot_answers",
    "plot_answers_by",
    "plot_by",
    "plot_ratings",
    "plot_resolution",
    "plot_resolution_by",
    "plot_waves",
]

_WORD_ROOM = 80.0
"""Room in points from which on a long word in a wave's name may be broken."""
_LONGEST_TICK = 110.0
"""Room for the name of a wave that is written upright, in points."""


def plot_by(scores: ScoresBy, *, style: Style) -> Axes:
    """Point and interval of each group, sorted, with the score of all answers as a line.

    Parameters
    ----------
    scores : ScoresBy
        A group that stands out is coloured, points down if worse and up if better.
    style : Style
        Language, colour and numbers.
    """
    table = scores.table.dropna(subset=["score"]).sort_values("score", kind="stable")
    words = style.words
    marks = {
        str(item["group"]): mark
        for item, mark in (
            (standing_out(scores, "bad"), (BAD, "v")),
            (standing_out(scores, "good"), (GOOD, "^")),
        )
        if item is not None
    }
    rows = []
    for item in table.to_dict("records"):
        color, marker = marks.get(str(item["group"]), (GREY, "o"))
        rows.append(
            DotRow(
                label=scores.column.group(item["group"], words),
                n=int(item["n"]),
                value=item["score"],
                low=item["ci_low"],
                high=item["ci_high"],
                text=units.score(scores.metric, item["score"], words),
                color=color,
                marker=marker,
            )
        )
    ax = dot_rows(rows, style=style, min_base=scores.min_base)
    overall = main_score(scores.overall)
    reference_line(
        ax, overall, words("all: {score}", score=units.score(scores.metric, overall, words))
    )
    _score_axis(ax, scores.metric, scores.overall.scale.points, table, style, also=overall)
    return ax


def plot_waves(waves: WaveScores, *, style: Style) -> Axes:
    """Point and interval of each wave, joined by a thin line; the last one is coloured.

    Parameters
    ----------
    waves : WaveScores
        Oldest wave first.
    style : Style
        Language, colour and numbers.
    """
    from matplotlib.patheffects import withStroke

    table = waves.table.reset_index(drop=True)
    words = style.words
    pitch = (WIDTH - 0.7) * 72 / len(table)
    labels, upright = _wave_labels(waves, table, pitch, style)
    ax = new_axes(2.8 + (1.3 if upright else 0.0))
    places = np.arange(len(table))
    ax.plot(places, table["score"], color=LIGHT, linewidth=1.2, zorder=1)
    texts = [units.score(waves.metric, score, words) for score in table["score"]]
    widest = max(text_width(text, size=9, bold=True) for text in texts)
    every = widest + 4 <= pitch
    for place, item in enumerate(table.to_dict("records")):
        score, low, high = item["score"], item["ci_low"], item["ci_high"]
        if score != score:
            continue
        last = place == len(table) - 1
        color = style.accent if last else GREY
        if low == low and high == high:
            ax.vlines(place, low, high, color=color, linewidth=2)
        ax.plot(
            place,
            score,
            "o",
            markersize=7 if every else 5,
            color=color,
            markeredgewidth=1.6,
            markerfacecolor="white" if item["n"] < waves.overall.min_base else color,
            clip_on=False,
            zorder=3,
        )
        if every or place == 0 or last:
            ax.annotate(
                texts[place],
                (place, max(high, score) if high == high else score),
                xytext=(0, 6),
                textcoords="offset points",
                ha="center",
                va="bottom",
                fontsize=9,
                color=color,
                fontweight="bold" if last else "normal",
                path_effects=[withStroke(linewidth=3, foreground="white")],
                zorder=4,
            )
    step = 1 if not upright else max(1, int(np.ceil(13 / pitch)))
    shown = [*range(len(table) - 1, -1, -step)][::-1]
    ax.set_xticks(
        shown,
        [labels[place] for place in shown],
        rotation=90 if upright else 0,
        fontsize=SMALLEST if upright else 8.5,
    )
    ax.set_xlim(-0.5, len(table) - 0.5)
    _score_axis(ax, waves.metric, waves.overall.scale.points, table, style, upright=True)
    ax.grid(axis="y")
    return ax


def plot_ratings(ratings: Ratings, *, style: Style) -> Axes:
    """Favourable share of each attribute with its interval, sorted.

    Parameters
    ----------
    ratings : Ratings
        One row an attribute.
    style : Style
        Language and numbers.
    """
    table = ratings.table.dropna(subset=["top_box"]).sort_values("top_box", kind="stable")
    words = style.words
    rows = [
        DotRow(
            label=ratings.columns[item["name"]].title(words),
            n=int(item["n"]),
            value=item["top_box"],
            low=item["ci_low"],
            high=item["ci_high"],
            text=words.percent(item["top_box"]),
        )
        for item in table.to_dict("records")
    ]
    ax = dot_rows(rows, style=style, min_base=ratings.min_base)
    _score_axis(ax, "csat", (), table.rename(columns={"top_box": "score"}), style)
    return ax


# ----------------------------------------------------------------- details
def _wave_labels(
    waves: WaveScores, table: pd.DataFrame, pitch: float, style: Style
) -> tuple[list[str], bool]:
    """Return the waves' labels with their bases, and whether they must stand upright."""
    words = style.words
    bases = []
    for n in table["n"]:
        base = words("n = {n}", n=words.number(n))
        bases.append((base, words("indicative") if n < waves.overall.min_base else ""))
    names = [units.wave(waves, str(group), words) for group in table["group"]]
    room = pitch - 6
    whole = [part for base in bases for part in base]
    if room < _WORD_ROOM:
        whole += [part for name in names for part in name.split(" ")]
    if max(text_width(part, size=8.5) for part in whole) <= room:
        level = [fit(name, width=room, lines=2, size=8.5) for name in names]
        return [
            "\n".join(part for part in (name, *base) if part)
            for name, base in zip(level, bases, strict=True)
        ], False
    return [
        cut(name, width=_LONGEST_TICK, size=SMALLEST)
        + f" ({', '.join(part for part in base if part)})"
        for name, base in zip(names, bases, strict=True)
    ], True


def _score_axis(
    ax: Axes,
    metric: Metric,
    points: tuple[int, ...],
    table: pd.DataFrame,
    style: Style,
    *,
    also: float = float("nan"),
    upright: bool = False,
) -> None:
    """Set a window around the intervals, within the range of the metric, and state it."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    words = style.words
    if metric == "csat":
        low, high, step, decimals = 0.0, 1.0, 0.05, 0
    elif metric == "nps":
        low, high, step, decimals = -100.0, 100.0, 10.0, 0
    else:
        low, high, step, decimals = float(points[0]), float(points[-1]), 0.25, 1

    def write(value: float, places: int) -> str:
        if metric == "csat":
            return words.percent(value, decimals=places)
        return words.number(value, decimals=places)

    columns = ["ci_low", "score", "ci_high"]
    start, end = _window(
        float(np.fmin(table[columns].min().min(), also)),
        float(np.fmax(table[columns].max().max(), also)),
        (low, high, step),
    )
    axis = ax.yaxis if upright else ax.xaxis
    axis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    axis.set_major_formatter(FuncFormatter(lambda value, _: write(value, decimals)))
    (ax.set_ylim if upright else ax.set_xlim)(start, end)
    if (start, end) != (low, high):
        places = 2 if metric == "ces" else 0
        ax.set_xlabel(
            words(
                "The axis shows {start} to {end}; the scale runs from {low} to {high}.",
                start=write(start, places),
                end=write(end, places),
                low=write(low, 0),
                high=write(high, 0),
            ),
            fontsize=SMALLEST,
            loc="left",
        )


def _window(
    lowest: float, highest: float, scale: tuple[float, float, float]
) -> tuple[float, float]:
    """Return round limits that hold all intervals with some room."""
    low, high, step = scale
    if lowest != lowest or highest != highest:
        return low, high
    start = max(low, np.floor(lowest / step - 0.5) * step)
    end = min(high, np.ceil(highest / step + 0.5) * step)
    return float(start), float(end)
