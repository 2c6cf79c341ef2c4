"""Governance on Axes: who answers, what the areas share, how far the loop and the KPIs are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxkit.governance.closed_loop import ClosedLoop
from cxkit.governance.initiative_register import AdoptionCurve, AdoptionCurves
from cxkit.governance.names import STEP, area_name, role_name
from cxkit.governance.responsibilities import Responsibilities
from cxkit.governance.silos import LINKS, SiloMap
from cxkit.governance.units import days
from cxkit.language import Words
from cxkit.presentation import Style, new_axes
from cxkit.presentation.dot_rows import DotRow, dot_rows
from cxkit.presentation.heat import HeatCell, HeatGrid, plot_heat
from cxkit.presentation.labels import fit
from cxkit.presentation.theme import GREY, INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SHADE = {"A": 1.0, "R": 0.5, "C": 0.18, "I": 0.0, "": 0.0}
MOST_CURVES = 6


def plot_responsibilities(table: Responsibilities, *, style: Style) -> Axes:
    """Letters of every role at every activity; activities that break a rule are framed.

    Parameters
    ----------
    table : Responsibilities
        The RACI table.
    style : Style
        Language and colour.
    """
    words = style.words
    wrong: dict[int, list[str]] = {}
    place = {id(row): number for number, row in enumerate(table.activities)}
    for breach in table.breaches:
        if breach.activity is None:
            continue
        text = {
            "none_accountable": words("no A"),
            "several_accountable": f"{words.number(len(breach.roles))} A",
            "none_responsible": words("no R"),
            "unknown_role": words("unknown role"),
        }[breach.rule]
        wrong.setdefault(place[id(breach.activity)], []).append(text)
    cells = [
        [
            HeatCell(
                shade=_SHADE[letters[:1]],
                text=letters,
                bold="A" in letters,
                frame=number in wrong and "A" in letters,
            )
            for letters in row
        ]
        for number, row in enumerate(table.letters)
    ]
    return plot_heat(
        HeatGrid(
            rows=[row.activity.say(words) for row in table.activities],
            columns=[role_name(role, table.names, words) for role in table.roles],
            cells=cells,
            behind=[", ".join(wrong.get(number, [])) for number in range(len(cells))],
        ),
        style=style,
    )


def plot_silos(silos: SiloMap, *, style: Style) -> Axes:
    """Links of every two areas, from 0 to 3; the share of links of each area behind.

    Parameters
    ----------
    silos : SiloMap
        Areas are drawn from the most to the least connected.
    style : Style
        Language and colour.
    """
    words = style.words
    rows = silos.table.iloc[::-1]
    areas = [str(area) for area in rows["area"]]
    cells = []
    for first in areas:
        line = []
        for second in areas:
            shared = silos.points(first, second)
            apart = first in silos.isolated or second in silos.isolated
            if first == second:
                line.append(HeatCell(shade=0.0, text="–"))
            elif shared is None:
                line.append(HeatCell(shade=None, text="?"))
            else:
                text = words.number(shared, decimals=int(shared != round(shared)))
                line.append(HeatCell(shade=shared / LINKS, text=text, frame=apart))
        cells.append(line)
    names = [area_name(area, silos.names, words) for area in areas]
    return plot_heat(
        HeatGrid(
            rows=names,
            columns=names,
            cells=cells,
            behind=[words.percent(density) for density in rows["density"]],
        ),
        style=style,
    )


def plot_loop(loop: ClosedLoop, *, style: Style) -> Axes:
    """Share of cases that reached each step with its interval, and the median time to it.

    Parameters
    ----------
    loop : ClosedLoop
        First step on top.
    style : Style
        Language, colour and numbers.
    """
    from matplotlib.ticker import FuncFormatter

    words = style.words
    rows = [
        DotRow(
            label=words(STEP[step.step]),
            n=step.n,
            value=step.share,
            low=step.ci_low,
            high=step.ci_high,
            text=words(
                "{share} · half within {time}",
                share=words.percent(step.share),
                time=days(step.median_days, words),
            )
            if step.median_days == step.median_days
            else words("{share} · fewer than half", share=words.percent(step.share)),
            color=style.accent if step.step == "resolved" else GREY,
        )
        for step in reversed(loop.steps)
    ]
    ax = dot_rows(rows, style=style, min_base=loop.min_base)
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.percent(value)))
    return ax


def plot_adoption(adoption: AdoptionCurves, *, style: Style) -> Axes:
    """Share that has taken up each initiative over time, with its interval.

    Parameters
    ----------
    adoption : AdoptionCurves
        At most `MOST_CURVES` are drawn, the highest first.
    style : Style
        Language, colour and numbers.
    """
    from matplotlib.ticker import FixedFormatter, FuncFormatter

    words = style.words
    curves = adoption.curves[:MOST_CURVES]
    ax = new_axes(2.4)
    ends = []
    for number, curve in enumerate(curves):
        color = style.accent if number == 0 else GREY
        table, solid = curve.table, curve.table["eligible"].iloc[-1] >= adoption.min_base
        when = [float(day.toordinal()) for day in table["date"]]
        ax.fill_between(
            when, table["ci_low"], table["ci_high"], color=color, alpha=0.15, linewidth=0
        )
        ax.plot(
            when,
            table["share"],
            color=color,
            marker="osD^vP"[number],
            markersize=5,
            markerfacecolor=color if solid else "white",
        )
        ends.append((float(table["share"].iloc[-1]), when[-1], curve, color))
    low = float("inf")
    for share, at, curve, color in sorted(ends, key=lambda end: -end[0]):
        low = min(share, low - 0.085)
        ax.annotate(
            fit(_curve_label(curve, words), width=170, lines=1, size=8.5),
            (at, share),
            xytext=(1.02, low),
            textcoords=ax.get_yaxis_transform(),
            va="center",
            fontsize=8.5,
            color=color,
            annotation_clip=False,
        )
    ax.set_ylim(0, 1.02)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.percent(value)))
    dates = sorted({day for curve in curves for day in curve.table["date"]})
    picked = dates if len(dates) <= 6 else dates[:: -(-len(dates) // 6)]
    ax.set_xticks([float(day.toordinal()) for day in picked])
    ax.xaxis.set_major_formatter(FixedFormatter([words.month(day, short=True) for day in picked]))
    ax.grid(axis="y")
    ax.tick_params(axis="x", colors=INK)
    return ax


def _curve_label(curve: AdoptionCurve, words: Words) -> str:
    name = curve.name.name.say(words) if curve.name is not None else curve.initiative
    return f"{name} {words.percent(float(curve.table['share'].iloc[-1]))}"
