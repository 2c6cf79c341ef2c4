"""A sheet on which one unit is one printed point: boxes and texts at exact places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from cxkit.journeys import units
from cxkit.language import Words
from cxkit.presentation import new_axes
from cxkit.presentation.labels import fit, text_width
from cxkit.presentation.theme import INK, SMALLEST, WIDTH

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PAD = 3.0
"""Margin that the layout keeps on every side, in points."""
ROOM = WIDTH * 72 - 2 * PAD
"""Width of a sheet in points."""
LINE = 10.2
"""Height of a line of the smallest type, in points."""


def new_sheet(height: float) -> Axes:
    """Return a sheet; x runs to the right and y downwards, both in points from 0.

    Parameters
    ----------
    height : float
        In points.
    """
    ax = new_axes((height + 2 * PAD) / 72)
    ax.set_xlim(0, ROOM)
    ax.set_ylim(height, 0)
    ax.set_axis_off()
    return ax


def lines_of(text: str, *, width: float, most: int, size: float = SMALLEST) -> str:
    """Break a text into at most so many lines of a width in points."""
    return fit(text, width=width, lines=most, size=size) if text else ""


def height_of(text: str) -> int:
    """Count the lines of a broken text; 0 for none."""
    return text.count("\n") + 1 if text else 0


def put(
    ax: Axes,
    x: float,
    y: float,
    text: str,
    *,
    color: str = INK,
    bold: bool = False,
    size: float = SMALLEST,
    align: Literal["left", "center", "right"] = "left",
) -> None:
    """Write a broken text with its upper edge at a height, its lines evenly apart.

    Parameters
    ----------
    ax : Axes
        A sheet.
    x, y : float
        Place in points.
    text : str
        With its line breaks.
    color, bold, size
        Of the type.
    align : {"left", "center", "right"}
        Of the lines to `x`.
    """
    for number, line in enumerate(text.split("\n")):
        if not line:
            continue
        ax.text(
            x,
            y + number * LINE + size * 0.95,
            line,
            ha=align,
            va="baseline",
            fontsize=size,
            fontweight="bold" if bold else "normal",
            color=color,
        )


def box(
    ax: Axes,
    left: float,
    top: float,
    width: float,
    height: float,
    *,
    fill: str,
    edge: str = "none",
    hatch: str | None = None,
) -> None:
    """Draw a filled box at a place in points."""
    from matplotlib.patches import Rectangle

    ax.add_artist(
        Rectangle(
            (left, top), width, height, facecolor=fill, edgecolor=edge, linewidth=0.7, hatch=hatch
        )
    )


def phase_name(phase: str, *, width: float, words: Words) -> str:
    """Return what a phase is called, shorter where there is less room; width in points."""
    if not phase:
        return lines_of(words("Phase not declared"), width=width, most=1)
    whole = words(units.PHASE[phase])
    if text_width(whole, size=SMALLEST) <= width:
        return whole
    return lines_of(words(units.SHORT_PHASE[phase]), width=width, most=1)
