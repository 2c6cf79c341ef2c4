"""The chance of each initiative to be among the first, drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxkit.presentation import Style, new_axes
from cxkit.presentation.labels import fit
from cxkit.presentation.theme import GREY, INK, LIGHT
from cxkit.summary.priority import Priorities, Priority

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 14
"""Initiatives that are drawn; the table has all."""
_LABEL = 190.0


def plot_priorities(found: Priorities, *, style: Style) -> Axes:
    """Draw the share of draws in which each initiative is among the first.

    Parameters
    ----------
    found : Priorities
        With at least two rows.
    style : Style
        Language and colour.

    Returns
    -------
    Axes
        Bars from zero, the best on top; the dark part is the share in which it is first.
    """
    words = style.words
    rows = found.rows[:MOST]
    ax = new_axes(0.4 + 0.23 * len(rows))
    for place, row in enumerate(rows):
        ax.barh(place, row.top, height=0.62, color=LIGHT, zorder=2)
        ax.barh(place, row.first, height=0.62, color=style.accent, zorder=3)
        ax.annotate(
            words(
                "{top} (first: {first})",
                top=words.percent(row.top),
                first=words.percent(row.first),
            ),
            (row.top, place),
            xytext=(5, 0),
            textcoords="offset points",
            va="center_baseline",
            fontsize=8.5,
            color=INK,
            zorder=4,
        )
    labels = [fit(_label(row, style), width=_LABEL, lines=1, size=8.5) for row in rows]
    ax.set_yticks(range(len(rows)), labels, fontsize=8.5, linespacing=1.05)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_xlim(0, 1.4)
    ticks = (0.0, 0.25, 0.5, 0.75, 1.0)
    ax.set_xticks(ticks, [words.percent(share) for share in ticks], fontsize=8.5)
    ax.tick_params(axis="x", colors=GREY)
    ax.grid(axis="x")
    ax.spines["left"].set_visible(False)
    ax.spines["bottom"].set_visible(False)
    return ax


def _label(row: Priority, style: Style) -> str:
    return f"{row.initiative.id} {row.initiative.name.say(style.words)}"
