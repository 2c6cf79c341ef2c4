"""Net present value of each initiative as a row: low, base and high, never a bare bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cxkit.economics import units
from cxkit.economics.cases.initiatives import Case, Cases
from cxkit.presentation import Style, new_axes, rows_height
from cxkit.presentation.labels import fit, text_width
from cxkit.presentation.theme import BAD, GOOD, GREY, INK, PALE, SMALLEST

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LABEL_WIDTH = 190.0
MOST_ROWS = 20


def plot_cases(cases: Cases, *, style: Style) -> Axes:
    """Net present value of each initiative with its range, highest first.

    Parameters
    ----------
    cases : Cases
        Initiatives without money are not drawn; at most 20 are.
    style : Style
        A range clearly above 0 is in the good colour, one wholly below in the bad one.
    """
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    words = style.words
    drawn = [case for case in cases.cases if case.has_money][:MOST_ROWS]
    values = [each for case in drawn for each in case.npv]
    divisor, unit = units.scale_of(values)
    rows = drawn[::-1]
    ax = new_axes(rows_height(len(rows)) + 0.05)
    places = np.arange(len(rows))
    ax.hlines(places, 0, 1, transform=ax.get_yaxis_transform(), color=PALE, lw=0.7)
    decimals = 0 if max((abs(v) for v in values), default=0.0) / divisor >= 100 else 1
    texts = [words.number(case.npv[1] / divisor, decimals=decimals) for case in rows]
    widest = max((text_width(text, size=9, bold=True) for text in texts), default=0.0)
    for place, case in enumerate(rows):
        color, marker = _mark(case)
        low, base, high = (each / divisor for each in case.npv)
        ax.hlines(place, low, high, color=color, linewidth=2)
        ax.plot(base, place, marker, markersize=7, color=color, zorder=3, clip_on=False)
        ax.annotate(
            texts[place],
            (1, place),
            xycoords=ax.get_yaxis_transform(),
            xytext=(8 + widest, 0),
            textcoords="offset points",
            ha="right",
            va="center_baseline",
            fontsize=9,
            color=color,
            fontweight="bold" if color != GREY else "normal",
        )
    labels = [
        fit(
            f"{case.id} {case.name.say(words)}",
            width=LABEL_WIDTH,
            lines=2,
            size=9,
            suffix=f"({words(units.CLAIM[case.claim])}{'*' if case.capped else ''})",
        )
        for case in rows
    ]
    ax.set_yticks(places, labels, linespacing=1.05)
    ax.set_ylim(-0.6, max(len(rows), 1) - 0.4)
    ax.axvline(0, color=INK, linewidth=0.9)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    ticks = ax.get_xticks()
    fine = 0 if all(float(tick).is_integer() for tick in ticks) else 1
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.number(value, decimals=fine)))
    ax.set_xlabel(words(unit, currency=words.currency), fontsize=SMALLEST)
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x")
    return ax


def _mark(case: Case) -> tuple[str, str]:
    if case.pays:
        return GOOD, "^"
    return (BAD, "v") if case.npv[2] < 0 else (GREY, "o")
