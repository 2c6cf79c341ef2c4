"""The chain drawn: five columns of boxes and the links between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxkit.language import Words
from cxkit.presentation import Style, new_axes
from cxkit.presentation.labels import fit
from cxkit.presentation.theme import BAD, GREY, HEIGHT, INK, PALE
from cxkit.summary.chain import Chain
from cxkit.summary.chain_layout import (
    GAP,
    LINE,
    PAD,
    SIZE,
    WIDTHS,
    Box,
    Drawing,
    lay_out,
    scale_of,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_HEAD = 30.0
_LINK = "#9a9a9a"


def plot_chain(found: Chain, *, style: Style) -> Axes:
    """Draw evidence, pain points, initiatives with owners, KPIs and money, and what links them.

    Parameters
    ----------
    found : Chain
        With at least one initiative.
    style : Style
        Language and colour.

    Returns
    -------
    Axes
        In points, downwards from the heads of the columns. What is broken is dashed, and says
        with a cross what is wrong.
    """
    drawing = lay_out(found, style.words)
    height = _HEAD + drawing.height + 4
    ax = new_axes(min(height / 72, HEIGHT))
    ax.set_xlim(-2, sum(WIDTHS) + GAP * (len(WIDTHS) - 1) + 2)
    ax.set_ylim(height, 0)
    ax.set_axis_off()
    for column, text in enumerate(_heads(found, style.words)):
        ax.text(
            _left(column) + WIDTHS[column] / 2,
            _HEAD / 2,
            fit(text, width=WIDTHS[column], lines=2, size=SIZE),
            ha="center",
            va="center",
            fontsize=SIZE,
            fontweight="bold",
            color=style.accent,
            linespacing=1.05,
        )
    for one, other, broken in drawing.links:
        _link(ax, drawing, one, other, broken=broken)
    for box in drawing.boxes.values():
        _box(ax, box)
    return ax


def _heads(found: Chain, words: Words) -> tuple[str, ...]:
    scale = scale_of(found)
    if scale >= 1e6:
        money = words("Millions of {currency} a year", currency=words.currency)
    elif scale > 1:
        money = words("Thousands of {currency} a year", currency=words.currency)
    else:
        money = words("{currency} a year", currency=words.currency)
    return (
        words("Evidence"),
        words("Pain point"),
        words("Initiative and owner"),
        words("KPI"),
        money,
    )


def _left(column: int) -> float:
    return sum(WIDTHS[:column]) + GAP * column


def _box(ax: Axes, box: Box) -> None:
    from matplotlib.patches import FancyBboxPatch

    left, top = _left(box.column), _HEAD + box.y - box.height / 2
    ax.add_artist(
        FancyBboxPatch(
            (left, top),
            WIDTHS[box.column],
            box.height,
            boxstyle="round,pad=0,rounding_size=2.5",
            facecolor="white" if box.fault else PALE,
            edgecolor=BAD if box.fault else GREY,
            linewidth=1.3 if box.fault else 0.6,
            linestyle=(0, (4, 2)) if box.fault else "solid",
            zorder=2,
        )
    )
    lines = box.text.split("\n")
    faults = box.fault.split("\n") if box.fault else []
    for place, line in enumerate([*lines, *faults]):
        fault = place >= len(lines)
        first = place == 0 and box.column in (2, 4)
        ax.text(
            left + PAD + 1,
            top + PAD + LINE * (place + 0.5),
            line,
            va="center_baseline",
            fontsize=SIZE,
            color=BAD if fault else INK,
            fontweight="bold" if first and box.column == 4 else "normal",
            zorder=3,
        )


def _link(ax: Axes, drawing: Drawing, one: str, other: str, *, broken: bool) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    start, end = drawing.boxes[one], drawing.boxes[other]
    x0, x1 = _left(start.column) + WIDTHS[start.column], _left(end.column)
    y0, y1 = _HEAD + start.y, _HEAD + end.y
    middle = (x0 + x1) / 2
    ax.add_artist(
        PathPatch(
            Path(
                [(x0, y0), (middle, y0), (middle, y1), (x1, y1)],
                [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4],
            ),
            facecolor="none",
            edgecolor=BAD if broken else _LINK,
            linewidth=1.4 if broken else 0.9,
            linestyle=(0, (3, 2)) if broken else "solid",
            zorder=1,
        )
    )
