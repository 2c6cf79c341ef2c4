"""Finished results of journeys drawn onto axes; nothing is computed, shown or saved here."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from cxkit.journeys import units
from cxkit.journeys.consistency import Messages
from cxkit.journeys.flow import CaseFlow
from cxkit.journeys.map_figure import plot_map
from cxkit.journeys.pain_figure import plot_pains
from cxkit.journeys.strip_figure import plot_coverage
from cxkit.language import N_
from cxkit.presentation import Style, new_axes
from cxkit.presentation.heat import HeatCell, HeatGrid, plot_heat
from cxkit.presentation.labels import fit, text_width
from cxkit.presentation.theme import BAD, GREY, HEIGHT, INK, LIGHT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_coverage", "plot_funnel", "plot_map", "plot_messages", "plot_pains"]

MOST_MESSAGES = 15
"""Messages drawn at most; the others are in the count."""
DEGREE = {"yes": N_("same"), "partly": N_("partly"), "no": N_("differs")}
_SHADES = {"yes": 0.0, "partly": 0.35, "no": 0.8}
_LABEL = 138.0


def plot_funnel(flow: CaseFlow, *, style: Style) -> Axes:
    """Cases that reached each step, from zero, and those of them that did not go on.

    Parameters
    ----------
    flow : CaseFlow
        With a funnel. A step at which clearly fewer go on than at the others is coloured.
    style : Style
        Language, colour and numbers.

    Returns
    -------
    Axes
        First step on top; one unit a case.
    """
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    if flow.funnel is None:
        raise ValueError("the cases share no path: there is no funnel to draw")
    words, table = style.words, flow.funnel.table
    clear = set(flow.drops(1 - flow.confidence)["step"])
    height = min(0.6 + 0.34 * len(table), HEIGHT)
    pitch = (height - 0.6) / len(table)
    ax = new_axes(height)
    most = int(table["reached"].max())
    notes = [_going_on(row, flow, style) for row in table.to_dict("records")]
    room = max(text_width(text, size=8.5, bold=True) for pair in notes for text in pair)
    for place, row in enumerate(table.to_dict("records")):
        color = BAD if row["step"] in clear else GREY
        stayed = int(row["n"]) - int(row["went_on"])
        kept = int(row["reached"]) - stayed
        ax.barh(place, kept, height=0.56, color=LIGHT)
        ax.barh(place, stayed, left=kept, height=0.56, color=color)
        ax.text(
            most * 0.012, place, words.number(row["reached"]),
            va="center_baseline", fontsize=8.5, color=INK,
        )  # fmt: skip
        for text, lift in zip(notes[place], (5.4, -5.4), strict=True):
            ax.annotate(
                text,
                (1, place),
                xycoords=ax.get_yaxis_transform(),
                xytext=(8 + room, lift if pitch > 0.3 else 0),
                textcoords="offset points",
                ha="right",
                va="center_baseline",
                fontsize=8.5 if lift > 0 else 8.0,
                color=color if lift > 0 else GREY,
                fontweight="bold" if lift > 0 and row["step"] in clear else "normal",
            )
            if pitch <= 0.3:
                break
    labels = [
        fit(flow.names.touchpoint(str(step), words), width=_LABEL, lines=2, size=9.0)
        for step in table["step"]
    ]
    ax.set_yticks(range(len(table)), labels, linespacing=1.05)
    ax.set_ylim(len(table) - 0.5, -0.5)
    ax.set_xlim(0, most * 1.01)
    ax.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: words.number(x)))
    ax.set_xlabel(words("Cases that reached the step; the end of each bar did not go on"))
    ax.spines["left"].set_visible(False)
    return ax


def _going_on(row: Mapping[Hashable, Any], flow: CaseFlow, style: Style) -> tuple[str, str]:
    """Say how many go on from a step: a line for the share, one for interval and time."""
    words = style.words
    share = float(row["conversion"])
    if np.isnan(share):
        return "", ""
    main = words("{share} go on", share=words.percent(share))
    if row["n"] < flow.min_base:
        main += ", " + words("indicative")
    return main, words(
        "{interval}; median {time}",
        interval=words.percent_interval(float(row["ci_low"]), float(row["ci_high"])),
        time=units.hours(float(row["hours"]), words),
    )


def plot_messages(messages: Messages, *, style: Style) -> Axes:
    """Messages by channel: the darker, the more a channel says something else.

    Parameters
    ----------
    messages : Messages
        Of more than fifteen, those are drawn that differ most.
    style : Style
        Language and colour.

    Returns
    -------
    Axes
        One unit a cell.
    """
    words = style.words
    ranked = sorted(
        messages.messages,
        key=lambda name: (
            -sum(
                _SHADES.get(messages.degrees.get((name, channel), ""), 0.0)
                for channel in messages.channels
            )
        ),
    )
    shown = [name for name in messages.messages if name in ranked[:MOST_MESSAGES]]
    cells = []
    for name in shown:
        line = []
        for channel in messages.channels:
            degree = messages.degrees.get((name, channel))
            if degree is None:
                line.append(HeatCell(shade=None, text=words("not checked")))
            else:
                text = words(DEGREE[degree])
                line.append(HeatCell(shade=_SHADES[degree], text=text, bold=degree == "no"))
        cells.append(line)
    columns = [messages.names.channel(channel, words) for channel in messages.channels]
    return plot_heat(HeatGrid(rows=shown, columns=columns, cells=cells), style=style)
