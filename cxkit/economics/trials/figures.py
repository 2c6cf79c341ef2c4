"""A/B tests drawn onto axes: differences, looks between their limits, what weeks could notice."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cxkit.economics import units
from cxkit.economics.trials.planner import PlannedTests
from cxkit.economics.trials.results import LookedTrial, Trial, Trials
from cxkit.economics.trials.wording import variant_name
from cxkit.presentation import Style, new_axes
from cxkit.presentation.dot_rows import DotRow, dot_rows
from cxkit.presentation.labels import cut
from cxkit.presentation.theme import BAD, GOOD, GREY, INK, PALE, SMALLEST

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST_ROWS = 20
_MOST_LINES = 5
_LABEL_ROOM = 120.0
_FAR = 6.0
"""Limits beyond this are drawn at the edge."""


def plot_trials(trials: Trials, *, style: Style) -> Axes:
    """Difference in conversion of every variant with its interval, as rows.

    Parameters
    ----------
    trials : Trials
        At most 20 are drawn.
    style : Style
        Clearly better is in the good colour, clearly worse in the bad one.
    """
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    words = style.words
    rows = []
    for trial in trials.trials[:_MOST_ROWS]:
        color, marker = _mark(trial)
        rows.append(
            DotRow(
                label=variant_name(trial.experiment, trial.arm, trials.column, trials.arms, words),
                n=trial.n_control + trial.n_arm,
                value=trial.difference,
                low=trial.ci_low,
                high=trial.ci_high,
                text=units.points(trial.difference, words),
                color=color,
                marker=marker,
            )
        )
    ax = dot_rows(rows[::-1], style=style, min_base=2 * trials.min_base)
    ax.axvline(0, color=INK, linewidth=0.9)
    ends = [abs(end) for row in rows for end in (row.low, row.high) if abs(end) < 1]
    reach = 1.08 * max(ends, default=0.1)
    ax.set_xlim(-reach, reach)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    decimals = 0 if reach > 0.03 else 1
    ax.xaxis.set_major_formatter(
        FuncFormatter(lambda value, _: words.number(100 * value, decimals=decimals, signed=True))
    )
    ax.set_xlabel(words("Points of conversion, variant less control"), fontsize=SMALLEST)
    return ax


def plot_looks(item: LookedTrial, *, style: Style) -> Axes:
    """Statistic at each look between the limits that end the test.

    Parameters
    ----------
    item : LookedTrial
        Looks that are not in the data have limits and no point.
    style : Style
        A look that crossed a limit is coloured.
    """
    from matplotlib.ticker import FuncFormatter

    words, looks = style.words, item.looks.looks
    ax = new_axes(2.9)
    shares = [look.share for look in looks]
    limits = [min(look.limit, _FAR) for look in looks]
    last = max(1.0, shares[-1])
    ax.axhline(0, color=INK, linewidth=0.9)
    ax.fill_between(shares, [-limit for limit in limits], limits, color=PALE, linewidth=0, zorder=0)
    for side in (1, -1):
        line = [side * limit for limit in limits]
        ax.plot(shares, line, color=GREY, linestyle=(0, (4, 3)), marker="_", markersize=9)
    known = [look for look in looks if look.z == look.z]
    ax.plot([look.share for look in known], [look.z for look in known], color=style.accent)
    for look in known:
        color, marker = style.accent, "o"
        if look.crossed:
            color, marker = (GOOD, "^") if look.z > 0 else (BAD, "v")
        ax.plot(look.share, look.z, marker, color=color, markersize=7, zorder=3)
        ax.annotate(
            words.number(look.z, decimals=2, signed=True),
            (look.share, look.z),
            xytext=(0, 8 if look.z >= 0 else -8),
            textcoords="offset points",
            ha="center",
            va="bottom" if look.z >= 0 else "top",
            fontsize=9,
            color=color,
            fontweight="bold" if look.crossed else "normal",
        )
    reach = 1.25 * max(*limits, *(abs(look.z) for look in known))
    ax.set(xlim=(0, 1.04 * last), ylim=(-reach, reach))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.percent(value)))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.number(value, signed=True)))
    ax.set_xlabel(words("Share of the planned visitors"), fontsize=SMALLEST)
    ax.set_ylabel(words("z: variant better above 0"), fontsize=SMALLEST)
    return ax


def plot_planned(planned: PlannedTests, *, style: Style) -> Axes:
    """Smallest difference that each number of weeks shows, over the smallest worth acting on.

    Parameters
    ----------
    planned : PlannedTests
        Tests with visitors a day; at most five are drawn.
    style : Style
        Tests that take too long are grey.
    """
    from matplotlib.ticker import FuncFormatter

    words = style.words
    ax = new_axes(3.0)
    ends = []
    top = 1.0
    lines = ("-", (0, (5, 2)), (0, (1.5, 1.5)), (0, (6, 2, 1.5, 2)), (0, (3, 1)))
    for size, line in zip(planned.sized[:_MOST_LINES], lines, strict=False):
        effect = size.test.smallest_effect or math.nan
        points = [(week, found / effect) for week, found in size.weeks if found == found]
        if not points:
            continue
        color = GREY if size.too_long else style.accent
        ax.plot(*zip(*points, strict=True), color=color, linestyle=line, marker="o", markersize=4)
        top = max(top, *(found for _, found in points))
        ends.append((points[-1][1], size.test.name, color))
    ax.axhline(1, color=GREY, linewidth=0.9, linestyle=(0, (4, 3)), zorder=1)
    ax.set(xlim=(0, 12.4), ylim=(0, max(1.25, 1.08 * top)))
    before = -math.inf
    for value, name, color in sorted(ends):
        place = max(value, before + 0.07 * ax.get_ylim()[1])
        before = place
        ax.annotate(
            cut(name, width=_LABEL_ROOM, size=9),
            (1, place),
            xycoords=ax.get_yaxis_transform(),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
            color=color,
        )
    ax.set_xticks([1, 2, 3, 4, 6, 8, 12])
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.number(value)))
    ax.yaxis.set_major_formatter(
        FuncFormatter(lambda value, _: f"{words.number(value, decimals=1)} ×")
    )
    ax.set_xlabel(words("Weeks"), fontsize=SMALLEST)
    ax.grid(axis="y")
    return ax


def _mark(trial: Trial) -> tuple[str, str]:
    if trial.decision == "invalid":
        return GREY, "x"
    if trial.decision == "better":
        return GOOD, "^"
    return (BAD, "v") if trial.decision == "worse" else (GREY, "o")
