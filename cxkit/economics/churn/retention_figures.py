"""Cohorts and paces of leaving drawn; nothing is computed, shown or saved here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cxkit.economics import units
from cxkit.economics.churn.cohorts import Cohorts
from cxkit.economics.churn.pace import Pace
from cxkit.economics.churn.pace_wording import pace_row
from cxkit.economics.churn.retention_wording import age_name, cohort_name
from cxkit.presentation import Style
from cxkit.presentation.dot_rows import DotRow, dot_rows
from cxkit.presentation.heat import HeatCell, HeatGrid, plot_heat
from cxkit.presentation.theme import BAD, GOOD, GREY

if TYPE_CHECKING:
    from matplotlib.axes import Axes


_MOST, _NAMED = 13, 8
"""Columns of a cohort at most, and columns of which each is named in full."""


def plot_cohorts(cohorts: Cohorts, *, style: Style) -> Axes:
    """Percent of each cohort still there, darker where more left; a star where partly seen.

    Parameters
    ----------
    cohorts : Cohorts
        With one cell at least.
    style : Style
        Language, colour and numbers.
    """
    words, cells = style.words, cohorts.cells
    ages = sorted(cells["age"].unique())
    ages = ages if len(ages) <= _MOST else [ages[k] for k in _spaced(len(ages), _MOST)]
    lowest = min(float(cells["rate"].min()), 0.999)
    rows, names = [], []
    for first, mine in cells.groupby("cohort", sort=True):
        n = int(mine["n"].iloc[0])
        base = words("n = {n}", n=words.number(n))
        if n < cohorts.min_base:
            base += ", " + words("indicative")
        names.append(f"{cohort_name(first, cohorts.grain, words)} ({base})")
        by_age = mine.set_index("age")
        row = []
        for age in ages:
            if age not in by_age.index:
                row.append(HeatCell(shade=0.0, absent=True))
                continue
            cell = by_age.loc[age]
            rate = float(cell["rate"])
            star = "*" if bool(cell["partly"]) else ""
            row.append(
                HeatCell(
                    shade=(1 - rate) / (1 - lowest) * 0.9, text=words.number(100 * rate) + star
                )
            )
        rows.append(row)
    columns = [age_name(int(age), cohorts.grain, words) for age in ages]
    if len(columns) > _NAMED:
        columns[1:] = [words.number(age) for age in ages[1:]]
    return plot_heat(HeatGrid(rows=names, columns=columns, cells=rows), style=style)


def plot_pace(pace: Pace, *, style: Style) -> Axes:
    """Hazard ratios with their intervals on a log axis; 1 is the pace of the reference.

    Parameters
    ----------
    pace : Pace
        A clear ratio is coloured and points down where they leave faster.
    style : Style
        Language, colour and numbers.
    """
    from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

    words = style.words
    rows = []
    for row in pace.table.to_dict("records")[::-1]:
        n = int(row["n"])
        clear = units.clear(
            row["p_adjusted"], n, confidence=pace.confidence, min_base=pace.min_base
        )
        color, marker = GREY, "o"
        if clear:
            color, marker = (BAD, "v") if row["hazard_ratio"] > 1 else (GOOD, "^")
        rows.append(
            DotRow(
                label=pace_row(row, pace, words),
                n=n,
                value=float(row["hazard_ratio"]),
                low=float(row["ci_low"]),
                high=float(row["ci_high"]),
                text=words.number(row["hazard_ratio"], decimals=2),
                color=color,
                marker=marker,
            )
        )
    ax = dot_rows(rows, style=style, min_base=pace.min_base)
    low = max(0.05, min(0.5, *(row.low for row in rows)) * 0.9)
    high = min(20.0, max(2.0, *(row.high for row in rows)) * 1.1)
    ax.set_xscale("log")
    ax.set_xlim(low, high)
    ticks = [each for each in (0.1, 0.2, 0.5, 1, 2, 5, 10) if low <= each <= high]
    ax.xaxis.set_major_locator(FixedLocator(ticks))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(
        FuncFormatter(lambda value, _: words.number(value, decimals=0 if value >= 1 else 1))
    )
    ax.axvline(1, color=GREY, linewidth=0.9)
    return ax


def _spaced(n: int, most: int) -> list[int]:
    return [int(k) for k in np.unique(np.linspace(0, n - 1, most).round())]
