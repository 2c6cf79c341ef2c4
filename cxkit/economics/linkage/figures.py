"""Effects of a point, steps of a score and parallel trends drawn; nothing is computed here."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from cxkit.economics import units
from cxkit.economics.linkage.changes import GroupChange
from cxkit.economics.linkage.changes_wording import level_text
from cxkit.economics.linkage.checks import DoseResponse
from cxkit.economics.linkage.effects import PointEffects
from cxkit.economics.linkage.wording import effect_name, is_clear, step_name
from cxkit.presentation import Style, new_axes
from cxkit.presentation.dot_rows import DotRow, dot_rows
from cxkit.presentation.theme import BAD, GOOD, GREY, SMALLEST

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plot_effects(effects: PointEffects, *, style: Style) -> Axes:
    """Points of churn a year for one point better, with intervals; left of 0 fewer leave.

    Parameters
    ----------
    effects : PointEffects
        By question or by touchpoint.
    style : Style
        Clear effects are coloured and point up where fewer leave.
    """
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    words = style.words
    rows = []
    for item in sorted(effects.effects, key=lambda each: -each.effect):
        color, marker = GREY, "o"
        if is_clear(item, effects):
            color, marker = (GOOD, "^") if item.effect < 0 else (BAD, "v")
        rows.append(
            DotRow(
                label=effect_name(item, effects, words),
                n=item.n,
                value=item.effect,
                low=item.ci_low,
                high=item.ci_high,
                text=units.points(item.effect, words),
                color=color,
                marker=marker,
            )
        )
    ax = dot_rows(rows, style=style, min_base=effects.min_base)
    low = min(0.0, *(row.low for row in rows))
    high = max(0.0, *(row.high for row in rows))
    edge = 0.06 * max(high - low, 0.01)
    ax.set_xlim(low - edge, high + edge)
    ax.axvline(0, color=GREY, linewidth=0.9)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=8, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: units.points(value, words)))
    return ax


def plot_dose(dose: DoseResponse, *, style: Style) -> Axes:
    """Share that left at each step of the score, the worst on top.

    Parameters
    ----------
    dose : DoseResponse
        Steps at which leaving clearly rises are coloured.
    style : Style
        Language, colour and numbers.
    """
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    words = style.words
    rows = []
    for place, row in enumerate(dose.table.to_dict("records")):
        rises = place - 1 in dose.rises
        rows.append(
            DotRow(
                label=step_name(row["low"], row["high"], words),
                n=int(row["n"]),
                value=float(row["rate"]),
                low=float(row["ci_low"]),
                high=float(row["ci_high"]),
                text=words.percent(row["rate"], decimals=1),
                color=BAD if rises else style.accent if dose.verdict == "falls" else GREY,
                marker="v" if rises else "o",
            )
        )
    ax = dot_rows(rows[::-1], style=style, min_base=dose.min_base)
    top = max(row.high for row in rows)
    ax.set_xlim(0, min(1.0, math.ceil(top * 20 + 0.2) / 20))
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.percent(value)))
    return ax


def plot_change(change: GroupChange, *, style: Style) -> Axes:
    """Draw groups that got a change and groups that did not, month by month around it.

    Parameters
    ----------
    change : GroupChange
        With an effect. The bands are the spread of sampling, the dashed line when it came; the
        dotted line is where the groups that got it would be, had they moved like the others.
    style : Style
        Language, colour and numbers.
    """
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    words = style.words
    ax = new_axes(2.9)
    panel = change.panel
    if panel is None or change.effect is None:
        return ax
    got = panel.months["group"].isin(change.change.groups)
    treated, others = _line(panel.months[got]), _line(panel.months[~got])
    lines = (
        (treated, style.accent, "-", words("with it")),
        (others, GREY, (0, (5, 2)), words("without it")),
    )
    ends = []
    for line, color, dashes, name in lines:
        x = line["month"].to_numpy(float) + 0.5
        low, high = line["value"] - 2 * line["error"], line["value"] + 2 * line["error"]
        ax.fill_between(x, low, high, color=color, alpha=0.13, linewidth=0)
        ax.plot(x, line["value"], color=color, linestyle=dashes, marker="o", markersize=3.5)
        ends.append((float(line["value"].iloc[-1]), name, color))
    joined = treated.merge(others, on="month", suffixes=("", "_others"))
    early = joined["month"] < 0
    gap = (joined["value"] - joined["value_others"])[early].mean()
    after = joined[~early]
    ax.plot(
        after["month"] + 0.5,
        after["value_others"] + gap,
        color=style.accent,
        linestyle=(0, (1, 1.5)),
        linewidth=1.2,
    )
    ax.axvline(0, color=GREY, linewidth=0.9, linestyle=(0, (4, 3)))
    bottom, top = ax.get_ylim()
    _names(ax, ends, (top - bottom) * 0.08)
    ax.set_xlim(panel.months["month"].min(), panel.months["month"].max() + 1)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=8, integer=True))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.number(value)))
    ax.yaxis.set_major_locator(MaxNLocator(nbins=7, steps=[1, 2, 5, 10]))
    ax.yaxis.set_major_formatter(
        FuncFormatter(lambda value, _: level_text(value, change.change.outcome, words))
    )
    ax.set_xlabel(words("Months since the change"), fontsize=SMALLEST)
    ax.grid(axis="y")
    return ax


def _line(months: pd.DataFrame) -> pd.DataFrame:
    """Return the mean of some groups each month, every group weighing alike, and its error."""
    by = months.groupby("month")
    table = pd.DataFrame({"value": by["value"].mean(), "k": by.size()})
    table["error"] = np.sqrt(by["variance"].sum()) / table["k"]
    return table.reset_index()


def _names(ax: Axes, ends: list[tuple[float, str, str]], gap: float) -> None:
    placed: list[float] = []
    for value, name, color in sorted(ends):
        y = value if not placed else max(value, placed[-1] + gap)
        placed.append(y)
        ax.annotate(
            name,
            (1, y),
            xycoords=ax.get_yaxis_transform(),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
            color=color,
            fontweight="bold" if color != GREY else "normal",
        )
