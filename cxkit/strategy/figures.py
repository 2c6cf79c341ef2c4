"""Finished results of strategy drawn onto axes; nothing is computed, shown or saved here."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cxkit.presentation import Style
from cxkit.presentation.dot_rows import DotRow, dot_rows, reference_line
from cxkit.presentation.theme import BAD, GOOD, GREY
from cxkit.strategy.labels import KEPT, NOT_JUDGED
from cxkit.strategy.perception_gap import PerceptionGap, TouchpointGap, is_clear
from cxkit.strategy.promises import HALF, PromiseLived, Promises

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SHAPES = {"yes": "^", "partly": "s", "no": "v", None: "o"}


def plot_promises(result: Promises, *, style: Style) -> Axes:
    """Share of satisfied customers at each promise, the judgement as shape and word.

    Parameters
    ----------
    result : Promises
        A promise judged broken points down, one judged kept up; coloured where judgement and
        answers disagree or a broken promise is borne out.
    style : Style
        Language, colour and numbers.
    """
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    words = style.words

    def color(row: PromiseLived) -> str:
        if row.verdict == "disagrees":
            return style.accent
        if row.verdict == "agrees":
            return BAD if row.kept == "no" else GOOD
        return GREY

    def text(row: PromiseLived) -> str:
        judged = words(KEPT[row.kept]) if row.kept else words(NOT_JUDGED)
        share = words.percent(row.share) if row.n else words("not measured")
        return f"{share} · {judged}" + (" ≠" if row.verdict == "disagrees" else "")

    ordered = sorted(result.rows, key=lambda row: row.share if row.n else -1.0)
    ax = dot_rows(
        [
            DotRow(
                label=result.names.say(row.touchpoint, words),
                n=row.n,
                value=row.share,
                low=row.ci_low,
                high=row.ci_high,
                text=text(row),
                color=color(row),
                marker=_SHAPES[row.kept],
            )
            for row in ordered
        ],
        style=style,
        min_base=result.min_base,
    )
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.percent(value)))
    reference_line(ax, HALF, words("half of the customers"))
    return ax


def plot_perception_gap(result: PerceptionGap, *, style: Style) -> Axes:
    """Leaders' mean less customers' mean at each touchpoint, with its interval and a line at 0.

    Parameters
    ----------
    result : PerceptionGap
        A gap that is clear is coloured, pointing down where leaders think too well.
    style : Style
        Language, colour and numbers.
    """
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    words = style.words

    def look(row: TouchpointGap) -> tuple[str, str]:
        if not is_clear(result, row, error=1 - result.confidence):
            return GREY, "o"
        return (BAD, "v") if row.gap * result.better > 0 else (GOOD, "^")

    ordered = sorted(result.rows, key=lambda row: row.gap * result.better)
    rows = []
    for row in ordered:
        color, marker = look(row)
        rows.append(
            DotRow(
                label=result.names.say(row.touchpoint, words),
                n=row.n,
                value=row.gap,
                low=row.ci_low,
                high=row.ci_high,
                text=words(
                    "{gap} ({leaders} against {customers})",
                    gap=words.number(row.gap, decimals=2, signed=True),
                    leaders=words.number(row.leaders, decimals=2),
                    customers=words.number(row.customers, decimals=2),
                ),
                color=color,
                marker=marker,
            )
        )
    ax = dot_rows(rows, style=style, min_base=result.min_base)
    ends = [
        value
        for row in result.rows
        for value in (row.ci_low, row.ci_high, row.gap)
        if not math.isnan(value)
    ]
    width = max(abs(end) for end in ends) or 1.0
    ax.set_xlim(min(-0.15 * width, *ends) - 0.08 * width, max(0.15 * width, *ends) + 0.08 * width)
    ax.axvline(0, color=GREY, linewidth=0.9, zorder=1)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(
        FuncFormatter(lambda value, _: words.number(value, decimals=1, signed=True))
    )
    ax.set_xlabel(
        words("Right of 0: leaders rate higher than customers"),
        fontsize=8.5,
        loc="left",
    )
    return ax
