"""Two bars an attribute: what a low rating costs, and what a high one wins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from cxkit.perception.drivers.penalty_reward import PenaltyReward
from cxkit.perception.drivers.penalty_reward_wording import say_kind
from cxkit.presentation import Style, new_axes, rows_height
from cxkit.presentation.dot_rows import LABEL_WIDTH, label_size
from cxkit.presentation.labels import fit, text_width
from cxkit.presentation.theme import BAD, GOOD, GREY, INK, LIGHT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_HEIGHT = 0.32
_APART = 0.18
"""The two bars of a row stand so far above and below its middle."""


def plot_penalty_reward(contrast: PenaltyReward, *, style: Style) -> Axes:
    """Draw what every attribute costs to the left of the line and wins to its right.

    Parameters
    ----------
    contrast : PenaltyReward
        The widest span stands at the top; bars whose interval includes 0 are hollow.
    style : Style
        Language and numbers.

    Returns
    -------
    Axes
        Points of the outcome's scale across, one row an attribute, its type behind it.
    """
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    words = style.words
    rows = contrast.table.iloc[::-1].to_dict("records")
    ax = new_axes(rows_height(len(rows)) + 0.35)
    size = label_size(len(rows))
    for place, row in enumerate(rows):
        _bar(ax, place + _APART, row, "penalty", -1.0, BAD)
        _bar(ax, place - _APART, row, "reward", 1.0, GOOD)
    ax.axvline(0, color=INK, linewidth=0.9, zorder=3)
    _limits(ax, rows)
    names = [contrast.columns[row["name"]].title(words) for row in rows]
    lines = 2 if size >= 9 else 1
    ax.set_yticks(
        range(len(rows)),
        [fit(name, width=LABEL_WIDTH, lines=lines, size=size) for name in names],
        fontsize=size,
        linespacing=1.05,
    )
    ax.set_ylim(-0.6, len(rows) + 0.1)
    kinds = [say_kind(row, words) for row in rows]
    widest = max(text_width(kind, size=size, bold=True) for kind in kinds)
    for place, (row, kind) in enumerate(zip(rows, kinds, strict=True)):
        ax.annotate(
            kind,
            (1, place),
            xycoords=ax.get_yaxis_transform(),
            xytext=(8 + widest, 0),
            textcoords="offset points",
            ha="right",
            va="center_baseline",
            fontsize=size,
            color=INK if row["kind"] else GREY,
            fontweight="bold" if row["kind"] in ("basic", "excitement") else "normal",
        )
    for text, side, color in (
        (words("rated low costs"), -1, BAD),
        (words("rated high wins"), 1, GOOD),
    ):
        ax.annotate(
            text,
            (0, len(rows) - 0.45),
            xytext=(6 * side, 0),
            textcoords="offset points",
            ha="right" if side < 0 else "left",
            va="bottom",
            fontsize=8.5,
            color=color,
        )
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(
        FuncFormatter(lambda value, _: words.number(value, decimals=1, signed=True))
    )
    ax.set_xlabel(words("points of the outcome's scale, against ratings in the middle"))
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x")
    return ax


def _bar(ax: Axes, place: float, row: dict[Any, Any], side: str, sign: float, color: str) -> None:
    """Draw one bar with its interval; hollow where the interval includes 0."""
    if row[side] != row[side]:
        return
    clear = row[f"{side}_low"] > 0 or row[f"{side}_high"] < 0
    ax.barh(
        place,
        sign * row[side],
        height=_HEIGHT,
        color=color if clear else "white",
        edgecolor=color if clear else LIGHT,
        linewidth=1.0,
        alpha=0.55 if clear else 1.0,
    )
    ax.hlines(
        place,
        sign * row[f"{side}_low"],
        sign * row[f"{side}_high"],
        color=INK if clear else GREY,
        linewidth=1.2,
        zorder=4,
    )


def _limits(ax: Axes, rows: list[dict[Any, Any]]) -> None:
    """Show every interval, the two sides with room of their own."""
    ends = [0.0]
    for row in rows:
        ends += [-row["penalty_high"], -row["penalty_low"], row["reward_low"], row["reward_high"]]
    known = [end for end in ends if np.isfinite(end)]
    low, high = min(known), max(known)
    least = 0.35 * (high - low) or 1.0
    ax.set_xlim(min(low * 1.05, -least), max(high * 1.05, least))
