"""Rows of a point with its interval, a label before and the value behind: the same everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cxkit.presentation.labels import fit, text_width
from cxkit.presentation.theme import (
    GREY,
    PALE,
    PITCH,
    SMALLEST,
    WIDTH,
    Style,
    new_axes,
    rows_height,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LABEL_WIDTH = 190.0
"""Room for the labels before the rows, in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DotRow:
    """One row.

    Attributes
    ----------
    label : str
        What the row stands for, without its base.
    n : int
        Base.
    value, low, high : float
        Point and interval in the unit of the axis; NaN where there is none. A `high`
        that is missing while `low` is known is an interval without upper end.
    text : str
        The value as written behind the row.
    color : str
        Grey unless the row is what the headline speaks of.
    marker : str
        Matplotlib's marker; shape tells what colour tells.
    """

    label: str
    n: int
    value: float
    low: float
    high: float
    text: str
    color: str = GREY
    marker: str = "o"


def label_size(rows: int) -> float:
    """Return the type size of row labels, in points: smaller where rows are many."""
    return 9.0 if row_pitch(rows) >= 0.2 else SMALLEST


def row_pitch(rows: int) -> float:
    """Return the height of a row in inches."""
    return (rows_height(rows) - 0.9) / max(rows, 1)


def row_labels(
    names: Sequence[str], bases: Sequence[int], *, style: Style, min_base: int
) -> list[str]:
    """Return the labels of rows with their bases, in the room there is.

    Parameters
    ----------
    names : sequence of str
        One a row.
    bases : sequence of int
        Answers behind each row.
    style : Style
        Language and numbers.
    min_base : int
        Smaller bases carry the word "indicative".
    """
    words = style.words
    lines = 2 if row_pitch(len(names)) >= PITCH * 0.95 else 1
    labels = []
    for name, n in zip(names, bases, strict=True):
        base = words("n = {n}", n=words.number(n))
        if n < min_base:
            base += ", " + words("indicative")
        size = label_size(len(names))
        labels.append(fit(name, width=LABEL_WIDTH, lines=lines, size=size, suffix=f"({base})"))
    return labels


def axis_inches(labels: Sequence[str], *, size: float, right: float = 0.0) -> float:
    """Return about how wide the plot is that labels leave room for, in inches.

    Parameters
    ----------
    labels : sequence of str
        Labels before the rows, with line breaks.
    size : float
        Their type size in points.
    right : float
        Room taken behind the rows, in points.
    """
    left = max(
        (text_width(line, size=size) for label in labels for line in label.split("\n")),
        default=0.0,
    )
    return WIDTH - (left + right + 24) / 72


def dot_rows(rows: Sequence[DotRow], *, style: Style, min_base: int) -> Axes:
    """Draw rows from below to above, in the order given; the caller sets the axis.

    Parameters
    ----------
    rows : sequence of DotRow
        First row at the foot.
    style : Style
        Language and numbers.
    min_base : int
        Rows with smaller bases get a hollow marker and the word "indicative".

    Returns
    -------
    Axes
        With one tick a row on the vertical axis.
    """
    ax = new_axes(rows_height(len(rows)))
    size = label_size(len(rows))
    dense = size < 9
    ax.hlines(np.arange(len(rows)), 0, 1, transform=ax.get_yaxis_transform(), color=PALE, lw=0.7)
    widest = max((text_width(row.text, size=size, bold=True) for row in rows), default=0.0)
    _intervals(ax, rows)
    for place, row in enumerate(rows):
        if row.value == row.value:
            ax.plot(
                row.value,
                place,
                row.marker,
                markersize=5 if dense else 7,
                color=row.color,
                markerfacecolor="white" if row.n < min_base else row.color,
                markeredgewidth=1.2 if dense else 1.6,
                clip_on=False,
                zorder=3,
            )
        ax.annotate(
            row.text,
            (1, place),
            xycoords=ax.get_yaxis_transform(),
            xytext=(8 + widest, 0),
            textcoords="offset points",
            ha="right",
            va="center_baseline",
            fontsize=size,
            color=row.color,
            fontweight="bold" if row.color != GREY else "normal",
        )
    labels = row_labels(
        [row.label for row in rows], [row.n for row in rows], style=style, min_base=min_base
    )
    ax.set_yticks(range(len(rows)), labels, fontsize=size, linespacing=1.05)
    ax.set_ylim(-0.6, max(len(rows), 1) - 0.4)
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x")
    return ax


def reference_line(ax: Axes, value: float, text: str) -> None:
    """Draw a dashed upright line, such as the score of all, with its text above it."""
    ax.axvline(value, color=GREY, linewidth=0.9, linestyle=(0, (4, 3)), zorder=1)
    ax.annotate(
        text,
        (value, 1),
        xycoords=ax.get_xaxis_transform(),
        xytext=(0, 2),
        textcoords="offset points",
        fontsize=8.5,
        color=GREY,
        ha="center",
        va="bottom",
    )


def value_room(rows: Sequence[DotRow]) -> float:
    """Return the room that the values behind the rows take, in points."""
    size = label_size(len(rows))
    return max((text_width(row.text, size=size, bold=True) for row in rows), default=0.0) + 8


def _intervals(ax: Axes, rows: Sequence[DotRow]) -> None:
    """Draw the intervals; an open upper end runs to the edge and ends in an arrow head."""
    closed = [
        (at, row) for at, row in enumerate(rows) if row.low == row.low and row.high == row.high
    ]
    if closed:
        ax.hlines(
            [at for at, _ in closed],
            [row.low for _, row in closed],
            [row.high for _, row in closed],
            colors=[row.color for _, row in closed],
            linewidth=2,
        )
    for place, row in enumerate(rows):
        if row.low == row.low and row.high != row.high:
            ax.annotate(
                "",
                (1, place),
                xycoords=ax.get_yaxis_transform(),
                xytext=(row.low, place),
                textcoords="data",
                arrowprops={"arrowstyle": "->", "color": row.color, "linewidth": 2, "shrinkA": 0},
            )
