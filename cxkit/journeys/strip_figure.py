"""The strip of touchpoints: which of them are measured, phase by phase."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cxkit.journeys import units
from cxkit.journeys.coverage import Coverage, TouchpointLine
from cxkit.journeys.sheet import LINE, ROOM, box, height_of, lines_of, new_sheet, phase_name, put
from cxkit.language import Words
from cxkit.presentation import Style
from cxkit.presentation.heat import shade_color
from cxkit.presentation.theme import GREY, HEIGHT, INK, LIGHT, PALE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

A_ROW = 7
"""Touchpoints side by side."""
_HEAD = 17.0
_GAP = 5.0
_SHADE = 0.12


def plot_coverage(coverage: Coverage, *, style: Style) -> Axes:
    """Draw a cell a touchpoint under its phase, shaded where it is measured.

    Parameters
    ----------
    coverage : Coverage
        At most as many rows as fit a page are drawn; the table has them all.
    style : Style
        Language, colour and numbers.

    Returns
    -------
    Axes
        One unit is a point of print; y runs downwards.
    """
    words = style.words
    lines = coverage.mapped
    count = max(1, -(-len(lines) // A_ROW))
    cuts = [round(len(lines) * place / count) for place in range(count + 1)]
    rows = [lines[low:high] for low, high in pairwise(cuts)]
    width = (ROOM + _GAP) / max(len(row) for row in rows)
    texts = [[_name(line, coverage, width, words) for line in row] for row in rows]
    tall = [max(height_of(text) for text in row) * LINE + 2 * LINE + 12 for row in texts]
    fitting = 1
    while fitting < len(rows) and sum(tall[: fitting + 1]) + (fitting + 1) * (_HEAD + 10) < (
        HEIGHT * 72
    ):
        fitting += 1
    ax = new_sheet(sum(tall[:fitting]) + fitting * (_HEAD + 8))
    top = 0.0
    for row, names, height in zip(rows[:fitting], texts, tall, strict=False):
        _phases(ax, top, row, width, words)
        for place, (line, name) in enumerate(zip(row, names, strict=True)):
            left = place * width
            _cell(ax, left, top + _HEAD, width - _GAP, height, line, name, coverage, style)
        top += _HEAD + height + 8
    return ax


def _name(line: TouchpointLine, coverage: Coverage, width: float, words: Words) -> str:
    name = coverage.names.touchpoint(line.name, words)
    return lines_of(name, width=width - _GAP - 8, most=3)


def _phases(
    ax: Axes, top: float, row: tuple[TouchpointLine, ...], width: float, words: Words
) -> None:
    starts = [
        place for place, line in enumerate(row) if not place or line.phase != row[place - 1].phase
    ]
    for start, end in pairwise([*starts, len(row)]):
        room = (end - start) * width - _GAP
        box(ax, start * width, top, room, _HEAD - 3, fill=PALE)
        name = phase_name(row[start].phase, width=room - 8, words=words)
        put(ax, start * width + 4, top + 2, name, color=GREY)


def _cell(
    ax: Axes,
    left: float,
    top: float,
    width: float,
    height: float,
    line: TouchpointLine,
    name: str,
    coverage: Coverage,
    style: Style,
) -> None:
    words = style.words
    measured = line.n >= coverage.min_base
    fill = shade_color(_SHADE, style.accent) if measured else "white"
    hatch = "////" if line.n == 0 else None
    box(ax, left, top, width, height, fill=fill, edge=LIGHT, hatch=hatch)
    put(ax, left + 4, top + 4, name)
    base = words("n = {n}", n=words.number(line.n)) if line.n else words("not measured")
    below = ""
    if 0 < line.n < coverage.min_base:
        below = words("indicative")
    elif line.score is not None:
        below = units.value(line.score, words)
    color = INK if measured else GREY
    put(ax, left + 4, top + height - 2 * LINE - 4, lines_of(below, width=width - 6, most=1),
        color=color)  # fmt: skip
    put(ax, left + 4, top + height - LINE - 4, lines_of(base, width=width - 6, most=1), color=GREY)
