"""A grid of cells whose shade tells a degree: heat strips, silo maps, charters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cxkit.presentation.labels import fit, text_width
from cxkit.presentation.theme import GREY, HEIGHT, INK, LIGHT, SMALLEST, WIDTH, Style, new_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LABEL = 170.0
"""Most room for the names of the rows, in points; short names take less."""
_PALEST = 0.10
_LINE = 12.0
_BEHIND = 8.5
"""Type size behind the rows, in points."""
_MARGIN = 22.0


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatCell:
    """One cell.

    Attributes
    ----------
    shade : float or None
        Degree from 0 (white) to 1 (the client's colour); None draws an empty, hatched cell.
    text : str
        Written into it; the shade alone never carries the meaning.
    bold : bool
        Whether the text is what the headline speaks of.
    frame : bool
        Whether the cell is framed, such as a target or a bottleneck.
    absent : bool
        Whether there is no such cell, as outside a triangle; nothing is drawn.
    """

    shade: float | None
    text: str = ""
    bold: bool = False
    frame: bool = False
    absent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatGrid:
    """Rows and columns of cells with their names.

    Attributes
    ----------
    rows, columns : sequence of str
        Names, in the order they are read; a column's name may hold a line break.
    cells : sequence of sequence of HeatCell
        One inner sequence a row.
    behind : sequence of str
        A text behind each row, such as its median, of one line or more; empty where there is
        none.
    """

    rows: Sequence[str]
    columns: Sequence[str]
    cells: Sequence[Sequence[HeatCell]]
    behind: Sequence[str] = ()


def plot_heat(grid: HeatGrid, *, style: Style) -> Axes:
    """Draw a grid of shaded cells, first row on top.

    Parameters
    ----------
    grid : HeatGrid
        At least one row and one column.
    style : Style
        Colour of the client.

    Returns
    -------
    Axes
        One unit a cell; row ``i`` is centred at ``y = i`` and the axis runs downwards.
    """
    from matplotlib.colors import to_rgb

    rows, columns = len(grid.rows), len(grid.columns)
    size = 9.0 if rows <= 16 else SMALLEST
    names = [fit(name, width=LABEL, lines=2, size=size) for name in grid.rows]
    room = (WIDTH * 72 - _widest(names, size) - _widest(grid.behind, _BEHIND) - _MARGIN) / columns
    small = _type_size([*grid.columns, *(c.text for row in grid.cells for c in row)], room - 8)
    heads = [
        "\n".join(fit(line, width=room - 4, lines=3, size=small) for line in name.split("\n"))
        for name in grid.columns
    ]
    head_lines = max(head.count("\n") + 1 for head in heads)
    texts = [
        [fit(cell.text, width=room - 8, lines=3, size=small) for cell in row] for row in grid.cells
    ]
    tall = max(
        text.count("\n") + 1 for text in (*names, *grid.behind, *(t for row in texts for t in row))
    )
    height = 0.25 + head_lines * 0.17 + rows * max(0.25, tall * _LINE / 72 + 0.08)
    ax = new_axes(min(height, HEIGHT))
    accent = np.array(to_rgb(style.accent))
    for y, row in enumerate(grid.cells):
        for x, cell in enumerate(row):
            _draw(ax, (x, y), cell, texts[y][x], accent, small)
        if grid.behind and grid.behind[y]:
            ax.annotate(
                grid.behind[y],
                (columns - 0.5, y),
                xytext=(6, 0),
                textcoords="offset points",
                va="center",
                fontsize=_BEHIND,
                color=INK,
                linespacing=1.05,
            )
    ax.set_xlim(-0.5, columns - 0.5)
    ax.set_ylim(rows - 0.5, -0.5)
    ax.set_xticks(range(columns), heads, fontsize=small, color=INK, linespacing=1.15)
    ax.set_yticks(range(rows), names, fontsize=size, linespacing=1.05)
    ax.xaxis.tick_top()
    for side in ax.spines.values():
        side.set_visible(False)
    return ax


def shade_color(shade: float, accent: str) -> str:
    """Return the colour of a degree: white mixed with the accent."""
    from matplotlib.colors import to_rgb

    mixed = _mixed(shade, np.array(to_rgb(accent)))
    return "#" + "".join(f"{round(part * 255):02x}" for part in mixed)


def _mixed(shade: float, accent: np.ndarray) -> np.ndarray:
    weight = _PALEST + (1 - _PALEST) * shade if shade > 0 else 0.0
    return 1 - weight * (1 - accent)


def _widest(texts: Sequence[str], size: float) -> float:
    """Return the width of the widest line, in points."""
    lines = [line for text in texts for line in text.split("\n")]
    return max((text_width(line, size=size) for line in lines), default=0.0)


def _type_size(texts: Sequence[str], room: float) -> float:
    """Return the largest type in which no word is broken, in points; the smallest at worst."""
    words = {word for text in texts for word in text.split()}
    for size in (8.5, 8.25):
        if _widest(list(words), size) <= room:
            return size
    return SMALLEST


def _draw(
    ax: Axes,
    place: tuple[int, int],
    cell: HeatCell,
    text: str,
    accent: np.ndarray,
    size: float,
) -> None:
    from matplotlib.patches import Rectangle

    if cell.absent:
        return
    x, y = place
    ground = _mixed(cell.shade, accent) if cell.shade is not None else np.ones(3)
    ax.add_artist(
        Rectangle(
            (x - 0.47, y - 0.44),
            0.94,
            0.88,
            facecolor=tuple(ground),
            edgecolor=INK if cell.frame else LIGHT,
            linewidth=1.6 if cell.frame else 0.6,
            hatch="////" if cell.shade is None else None,
        )
    )
    if text:
        ax.text(
            x,
            y,
            text,
            ha="center",
            va="center",
            fontsize=size,
            fontweight="bold" if cell.bold else "normal",
            color=_ink_on(ground) if cell.shade is not None else GREY,
            linespacing=1.05,
            bbox=(
                {"facecolor": "white", "edgecolor": "none", "pad": 1.0}
                if cell.shade is None
                else None
            ),
        )


def _ink_on(ground: np.ndarray) -> str:
    """Return white or ink, whichever reads better on a colour."""
    linear = np.where(ground <= 0.04045, ground / 12.92, ((ground + 0.055) / 1.055) ** 2.4)
    luminance = float(np.dot((0.2126, 0.7152, 0.0722), linear))
    return "white" if 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.065 else INK
