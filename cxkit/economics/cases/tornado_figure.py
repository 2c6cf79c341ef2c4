"""The tornado: each assumption from its low to its high end, the widest swing on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cxkit.economics import units
from cxkit.economics.cases.plan_wording import KIND
from cxkit.economics.cases.tornado import Swing, Tornado
from cxkit.language import N_, Words
from cxkit.presentation import FigureText, Style, new_axes, rows_height
from cxkit.presentation.labels import fit
from cxkit.presentation.theme import BAD, GOOD, GREY, INK, LIGHT, SMALLEST

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_BARS = 7
LABEL_WIDTH = 200.0
ENDS = {
    "p10_p90": N_(
        "from the end passed below in one case of ten to that passed above in one of ten"
    ),
    "min_max": N_("from the least to the most"),
}


def plot_tornado(tornado: Tornado, *, style: Style) -> Axes:
    """Draw the widest swings around the expected value.

    Parameters
    ----------
    tornado : Tornado
        At most twelve swings are drawn.
    style : Style
        The side where value is lost is in the bad colour with hatching, the other in the good
        one; a swing that crosses 0 is outlined.
    """
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    words = style.words
    swings = tornado.swings[:MOST_BARS][::-1]
    ends = [value for each in swings for value in (each.value_low, each.value_high)]
    divisor, unit = units.scale_of([*ends, tornado.base])
    base = tornado.base / divisor
    ax = new_axes(rows_height(len(swings)) + 0.05)
    for place, each in enumerate(swings):
        worse, better = sorted((each.value_low, each.value_high))
        edge = INK if worse < 0 < better else "none"
        ax.barh(
            place, min(worse / divisor, base) - base, left=base, height=0.62, color=BAD,
            hatch="//", edgecolor="white" if edge == "none" else edge, linewidth=0.8,
        )  # fmt: skip
        ax.barh(
            place, max(better / divisor, base) - base, left=base, height=0.62, color=GOOD,
            edgecolor=edge, linewidth=0.8,
        )  # fmt: skip
    labels = [fit(swing_name(each, words), width=LABEL_WIDTH, lines=2, size=9) for each in swings]
    ax.set_yticks(np.arange(len(swings)), labels, linespacing=1.05)
    ax.set_ylim(-0.6, max(len(swings), 1) - 0.4)
    ax.axvline(base, color=GREY, linewidth=0.9)
    if ends and min(*ends, 0.0) < 0:
        ax.axvline(0, color=INK, linewidth=0.9)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    fine = 0 if all(float(tick).is_integer() for tick in ax.get_xticks()) else 1
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.number(value, decimals=fine)))
    ax.set_xlabel(words(unit, currency=words.currency), fontsize=SMALLEST)
    ax.spines["left"].set_color(LIGHT)
    ax.grid(axis="x")
    return ax


def swing_name(swing: Swing, words: Words) -> str:
    """Return what is moved: the initiative and the assumption."""
    kind = words(KIND[swing.kind])
    if swing.name is None:
        return kind[:1].upper() + kind[1:]
    return f"{swing.id} {swing.name.say(words)}: {kind}"


def describe_tornado(tornado: Tornado, words: Words) -> FigureText:
    """Words around the tornado."""
    swings = tornado.swings[:MOST_BARS]
    if not swings:
        headline = words("No declared assumption has a range: the value cannot be put in doubt")
    else:
        headline = words(
            "What moves the plan's value most: {what}",
            what=swing_name(swings[0], words),
        )
    crossing = [each for each in tornado.swings if min(each.value_low, each.value_high) < 0]
    reading = words(
        "Each bar moves one assumption {ends}, success from failure to certainty, all others at "
        "their base. Hatched: value lost; plain: value gained.",
        ends=words(ENDS[tornado.spread]),
    )
    if swings and tornado.base > 0:
        reading += " " + (
            words("None of them alone makes the plan lose money.")
            if not crossing
            else words(
                "Enough alone to make the plan lose money: {names}.",
                names=words.join([swing_name(each, words) for each in crossing]),
            )
        )
    values = "; ".join(_said(each, words) for each in swings)
    return FigureText(
        headline=headline,
        measure=words(
            "Expected net present value over {years} years at {rate} a year, {currency}; base "
            "{base}",
            years=words.number(tornado.years),
            rate=words.percent(tornado.discount, decimals=1),
            currency=words.currency,
            base=units.money(tornado.base, words),
        ),
        reading=reading,
        source=words("Source: initiatives.csv, kpis.csv and economics.yml"),
        alt=f"{headline}. {values}.",
    )


def _said(each: Swing, words: Words) -> str:
    low, high = sorted((each.value_low, each.value_high))
    return f"{swing_name(each, words)}: {units.money_range(low, high, words)}"
