"""Finished results of customers drawn onto axes; nothing is computed, shown or saved here."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cxkit.customers.results import Leaving, Question, SegmentEffects
from cxkit.customers.types_found import Archetypes
from cxkit.customers.wording.archetypes import STANDS_OUT
from cxkit.customers.wording.departures import clear_groups, furthest
from cxkit.customers.wording.evidence import cluster_name, group, title
from cxkit.customers.wording.segments import share
from cxkit.language import N_
from cxkit.presentation import Style
from cxkit.presentation.dot_rows import DotRow, dot_rows, reference_line
from cxkit.presentation.heat import HeatCell, HeatGrid, plot_heat
from cxkit.presentation.theme import BAD, GOOD, GREY

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ASKED: dict[Question, str] = {
    "ltr": N_("{column}, recommendation"),
    "csat": N_("{column}, satisfaction"),
}

MOST_ROWS = 12
"""Segmentations in one figure; the table holds them all."""


def plot_effects(effects: SegmentEffects, *, style: Style) -> Axes:
    """Share of the differences that each segmentation explains, with its interval.

    Parameters
    ----------
    effects : SegmentEffects
        Those that matter are in the client's colour.
    style : Style
        Language, colour and numbers.
    """
    words = style.words
    ordered = sorted(effects.effects, key=lambda item: item.result.epsilon2)
    rows = [
        DotRow(
            label=words(
                _ASKED[item.question],
                column=title(item.column, words),
            ),
            n=item.result.n,
            value=item.result.epsilon2,
            low=item.result.ci_low,
            high=item.result.ci_high,
            text=share(item.result.epsilon2, words),
            color=style.accent if item.verdict == "matters" else GREY,
            marker="D" if item.verdict == "matters" else "o",
        )
        for item in ordered[-MOST_ROWS:]
    ]
    ax = dot_rows(rows, style=style, min_base=effects.min_base)
    high = max(row.high for row in rows)
    _percent_axis(ax, min(1.0, max(0.05, math.ceil(high * 50 + 0.5) / 50)), style)
    ax.set_xlim(left=-0.01 * ax.get_xlim()[1])
    return ax


def plot_archetypes(found: Archetypes, *, style: Style) -> Axes:
    """Share of favourable ratings of every item in each group; the test where there are none.

    Parameters
    ----------
    found : Archetypes
        Items are ordered by the group that they stand for.
    style : Style
        Language, colour and numbers.
    """
    if not found.clusters:
        return plot_stability(found, style=style)
    words = style.words
    tables = [cluster.items.set_index("name").to_dict("index") for cluster in found.clusters]
    names = list(found.columns)

    def place(name: str) -> tuple[int, float]:
        gaps = [float(table[name]["difference"]) for table in tables]
        best = max(range(len(gaps)), key=gaps.__getitem__)
        return best, -gaps[best]

    ordered = sorted(names, key=place)
    grid = HeatGrid(
        rows=[found.columns[name].title(words) for name in ordered],
        columns=[
            f"{cluster_name(found, cluster, words)} {_base(cluster.n, found.min_base, style)}"
            for cluster in found.clusters
        ],
        cells=[
            [
                HeatCell(
                    shade=_known(float(table[name]["favourable"])),
                    text=words.percent(float(table[name]["favourable"])),
                    bold=float(table[name]["difference"]) >= STANDS_OUT,
                )
                for table in tables
            ]
            for name in ordered
        ],
    )
    return plot_heat(grid, style=style)


def plot_stability(found: Archetypes, *, style: Style) -> Axes:
    """Agreement of two halves for each number of groups, beside draws without groups.

    Parameters
    ----------
    found : Archetypes
        The line runs from the draws' mean to what 95 of 100 stay below.
    style : Style
        Language, colour and numbers.
    """
    from matplotlib.ticker import FuncFormatter

    words = style.words
    rows = [
        DotRow(
            label=words("{k} groups", k=words.number(trial.k)),
            n=found.n_tested,
            value=trial.stability,
            low=trial.null_mean,
            high=trial.null_high,
            text=words.number(trial.stability, decimals=2),
            color=style.accent if found.chosen is not None and found.chosen.k == trial.k else GREY,
        )
        for trial in reversed(found.trials)
    ]
    ax = dot_rows(rows, style=style, min_base=found.min_base)
    low = min(min(row.value, row.low) for row in rows)
    ax.set_xlim(min(0.0, low - 0.05), 1.02)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.number(value, decimals=1)))
    ax.set_xlabel(words("Agreement: 0 is chance, 1 the same groups"), loc="left")
    return ax


def plot_leaving(leaving: Leaving, *, style: Style) -> Axes:
    """Share of every group that left, with its interval, and the share of all as a line.

    Parameters
    ----------
    leaving : Leaving
        Groups that clearly differ are coloured, points down if more left and up if fewer.
    style : Style
        Language, colour and numbers.
    """
    words = style.words
    clear = {(row["column"], row["group"]) for _, row in clear_groups(leaving).iterrows()}
    rows = []
    for row in furthest(leaving).sort_values("share", kind="stable").to_dict("records"):
        column = leaving.columns[row["column"]]
        marked = (row["column"], row["group"]) in clear
        color, marker = (BAD, "v") if row["gap"] > 0 else (GOOD, "^")
        rows.append(
            DotRow(
                label=f"{title(column, words)}: {group(column, row['group'], words)}",
                n=int(row["n"]),
                value=row["share"],
                low=row["ci_low"],
                high=row["ci_high"],
                text=words.percent(row["share"]),
                color=color if marked else GREY,
                marker=marker if marked else "o",
            )
        )
    if not rows:
        rows.append(
            DotRow(
                label=words("All customers"),
                n=leaving.n,
                value=leaving.share,
                low=leaving.ci_low,
                high=leaving.ci_high,
                text=words.percent(leaving.share),
            )
        )
    ax = dot_rows(rows, style=style, min_base=leaving.min_base)
    reference_line(ax, leaving.share, words("all: {score}", score=words.percent(leaving.share)))
    high = max(row.high for row in rows)
    _percent_axis(ax, min(1.0, max(0.05, math.ceil(high * 20 + 0.2) / 20)), style)
    return ax


def _base(n: int, min_base: int, style: Style) -> str:
    """Write a base in brackets that no line break parts."""
    base = style.words("n = {n}", n=style.words.number(n))
    if n < min_base:
        base += ", " + style.words("indicative")
    return f"({base})".replace(" ", "\N{NO-BREAK SPACE}")


def _known(value: float) -> float | None:
    return None if value != value else value


def _percent_axis(ax: Axes, high: float, style: Style) -> None:
    """Run from 0 to a round share, written in percent; say so where it is a part of the scale."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    words = style.words
    ax.set_xlim(0, high)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.percent(value)))
