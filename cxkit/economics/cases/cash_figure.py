"""The plan's cumulative cash flow with the moment at which it is paid back."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from cxkit.economics import units
from cxkit.economics.cases.cash_curve import CashCurve
from cxkit.language import Words
from cxkit.presentation import FigureText, Style, new_axes
from cxkit.presentation.theme import GREY, INK, SMALLEST

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plot_cash(cash: CashCurve, *, style: Style) -> Axes:
    """Draw the sum of all cash flows so far, with the range of eight futures in ten.

    Parameters
    ----------
    cash : CashCurve
        Points at the ends of years.
    style : Style
        Language, colour and numbers.
    """
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    words = style.words
    divisor, unit = units.scale_of([float(each) for each in (*cash.low, *cash.high)])
    years = np.arange(len(cash.mean))
    ax = new_axes(3.0)
    ax.fill_between(years, cash.low / divisor, cash.high / divisor, color=style.accent, alpha=0.14,
                    linewidth=0)  # fmt: skip
    ax.plot(years, cash.mean / divisor, "o-", color=style.accent, markersize=4.5)
    ax.plot(years, cash.discounted / divisor, color=GREY, linestyle=(0, (5, 2)))
    ax.axhline(0, color=INK, linewidth=0.9)
    last = len(years) - 1
    ends = sorted(
        [
            (float(cash.mean[-1]) / divisor, words("as paid"), style.accent),
            (float(cash.discounted[-1]) / divisor, words("at today's value"), GREY),
        ]
    )
    low, high = ax.get_ylim()
    gap = 0.07 * (high - low)
    below = -math.inf
    for value, text, color in ends:
        below = max(value, below + gap)
        ax.annotate(
            text, (last, below), xytext=(8, 0), textcoords="offset points", va="center",
            fontsize=9, color=color, annotation_clip=False,
        )  # fmt: skip
    if 0 < cash.payback <= last:
        ax.plot(cash.payback, 0, "D", color=INK, markersize=6, zorder=4)
        ax.annotate(
            words("{months} months", months=units.months(12 * cash.payback, words)),
            (cash.payback, 0), xytext=(7, -12), textcoords="offset points", fontsize=9, color=INK,
        )  # fmt: skip
    ax.set_xlim(-0.1, last + 0.1)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=10, integer=True))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.number(value)))
    ax.yaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    fine = 0 if all(float(tick).is_integer() for tick in ax.get_yticks()) else 1
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.number(value, decimals=fine)))
    ax.set_xlabel(words("Years from today"), fontsize=SMALLEST)
    ax.set_ylabel(words(unit, currency=words.currency), fontsize=SMALLEST)
    ax.grid(axis="y")
    return ax


def describe_cash(cash: CashCurve, words: Words) -> FigureText:
    """Words around the cumulative cash flow."""
    years = cash.conventions.years
    if math.isfinite(cash.payback):
        headline = words(
            "On average the plan has paid itself back after {months} months",
            months=units.months(12 * cash.payback, words),
        )
    else:
        headline = words(
            "On average the plan does not pay itself back within {years} years",
            years=words.number(years),
        )
    deepest = float(cash.mean.min())
    later = (
        words(
            "Counted at today's value, after {months} months.",
            months=units.months(12 * cash.discounted_payback, words),
        )
        if math.isfinite(cash.discounted_payback)
        else words("Counted at today's value, not within the horizon.")
    )
    reading = words(
        "Line: mean of all futures; band: eight in ten of them; dashed: each amount at today's "
        "value. It needs {deepest} at its deepest. {later}",
        deepest=units.money(-deepest if deepest < 0 else 0.0, words),
        later=later,
    )
    values = "; ".join(
        f"{words.number(year)}: {units.money(float(mean), words)} "
        f"({units.money_range(float(low), float(high), words)})"
        for year, (mean, low, high) in enumerate(zip(cash.mean, cash.low, cash.high, strict=True))
    )
    return FigureText(
        headline=headline,
        measure=words.plural(
            "Cumulative cash flow of {n} initiative, {currency}; claims as in the table",
            "Cumulative cash flow of {n} initiatives, {currency}; claims as in the table",
            cash.n,
            currency=words.currency,
        ),
        reading=reading,
        source=words("Source: initiatives.csv, kpis.csv and economics.yml"),
        alt=f"{headline}. {values}.",
    )
