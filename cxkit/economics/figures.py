"""Finished results of economics drawn onto axes; nothing is computed, shown or saved here."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from cxkit.economics import units
from cxkit.economics.cases.case_figure import plot_cases
from cxkit.economics.churn.rates import ChurnBy
from cxkit.economics.churn.scored import LOW
from cxkit.economics.churn.staying import Staying
from cxkit.presentation import Style, new_axes
from cxkit.presentation.dot_rows import DotRow, dot_rows
from cxkit.presentation.labels import cut, text_width
from cxkit.presentation.theme import BAD, GOOD, GREY, SMALLEST

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_cases", "plot_churn", "plot_staying"]

_LINES = ("-", (0, (5, 2)), (0, (1.5, 1.5)), (0, (6, 2, 1.5, 2)), (0, (3, 1)))
_LABEL_ROOM = 120.0
"""Room for the name of a curve, in points."""
_MOST_CURVES = 6


def plot_churn(items: Sequence[ChurnBy], *, style: Style) -> Axes:
    """Share lost of each group with its interval, one dimension under the other.

    Parameters
    ----------
    items : sequence of ChurnBy
        Dimensions in the order they are read.
    style : Style
        A group is coloured if it differs clearly from the others: down if it leaves more.
    """
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    words = style.words
    rows = []
    for item in items:
        for record in item.table.sort_values("rate", ascending=False).to_dict("records"):
            name = units.group(record["group"], item.column, words)
            if item.column is not None and len(items) > 1:
                name = f"{item.column.title(words)}: {name}"
            color, marker = _mark(item, record)
            rows.append(
                DotRow(
                    label=name,
                    n=int(record["n"]),
                    value=float(record["rate"]),
                    low=float(record["ci_low"]),
                    high=float(record["ci_high"]),
                    text=words.percent(record["rate"], decimals=1),
                    color=color,
                    marker=marker,
                )
            )
    ax = dot_rows(rows[::-1], style=style, min_base=items[0].min_base)
    top = max((row.high for row in rows), default=1.0)
    ax.set_xlim(0, min(1.0, np.ceil(top * 20 + 0.2) / 20))
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.percent(value)))
    return ax


def plot_staying(staying: Staying, *, style: Style) -> Axes:
    """Share still customers, as steps with bands; the numbers still followed stand below.

    Parameters
    ----------
    staying : Staying
        At most six curves are drawn; each ends where too few customers are still followed.
    style : Style
        Language, colour and numbers.
    """
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    words = style.words
    names = list(staying.curves)[:_MOST_CURVES]
    ax = new_axes(2.75 + 0.17 * len(names))
    ends: list[tuple[float, float, str, str]] = []
    lowest = 1.0
    for place, name in enumerate(names):
        color, line = _line(staying, name, place, style)
        time, share, low, high = _drawn(staying, name)
        ax.fill_between(time, low, high, step="post", color=color, alpha=0.13, linewidth=0)
        ax.step(time, share, where="post", color=color, linestyle=line, linewidth=1.8)
        lowest = min(lowest, float(np.nanmin(low)))
        label = cut(units.group(name, staying.column, words), width=_LABEL_ROOM, size=9)
        ends.append((float(share[-1]), float(time[-1]), label, color))
    last = max(time for _, time, _, _ in ends)
    bottom = max(0.0, np.floor((lowest - 0.02) * 10) / 10)
    ax.set(xlim=(0, last), ylim=(bottom, 1.0))
    _name_ends(ax, ends, (1.0 - bottom))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.percent(value)))
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 3, 6, 10], integer=True))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.number(value)))
    axis = (
        words("Months since {day}", day=words.date(staying.landmark))
        if staying.landmark is not None
        else words("Months as a customer")
    )
    ax.set_xlabel(axis, fontsize=SMALLEST)
    ax.grid(axis="y")
    _still_followed(ax, staying, names, last, style)
    return ax


# ----------------------------------------------------------------- details
def _mark(item: ChurnBy, record: Mapping[Hashable, Any]) -> tuple[str, str]:
    clear = units.clear(
        record["p_adjusted"],
        int(record["n"]),
        confidence=item.confidence,
        min_base=item.min_base,
    )
    if not clear:
        return GREY, "o"
    return (BAD, "v") if record["difference"] > 0 else (GOOD, "^")


def _line(staying: Staying, name: str, place: int, style: Style) -> tuple[str, object]:
    if staying.column is None:
        if name in LOW:
            return BAD, "-"
        return (GREY, _LINES[1]) if name == "passives" else (GOOD, _LINES[3])
    clear = staying.p_adjusted <= 1 - staying.confidence
    lowest = min(staying.at_end, key=lambda each: staying.at_end[each][1])
    return style.accent if clear and name == lowest else GREY, _LINES[place % len(_LINES)]


def _drawn(staying: Staying, name: str) -> tuple[np.ndarray, ...]:
    """Return the curve from time 0 to where enough customers are followed."""
    curve = staying.curves[name]
    keep = curve.time <= staying.at_end[name][0]
    parts = []
    for first, values in (
        (0.0, curve.time),
        (1.0, curve.survival),
        (1.0, curve.ci_low),
        (1.0, curve.ci_high),
    ):
        parts.append(np.concatenate(([first], values[keep])))
    return tuple(parts)


def _name_ends(ax: Axes, ends: list[tuple[float, float, str, str]], height: float) -> None:
    """Write the names behind the curves, pushed apart where they would overlap."""
    gap = 0.075 * height
    placed: list[float] = []
    for share, _, label, color in sorted(ends):
        y = share if not placed else max(share, placed[-1] + gap)
        placed.append(y)
        ax.annotate(
            label,
            (1, y),
            xycoords=ax.get_yaxis_transform(),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
            color=color,
            fontweight="bold" if color != GREY else "normal",
        )


def _still_followed(
    ax: Axes, staying: Staying, names: Sequence[str], last: float, style: Style
) -> None:
    words = style.words
    ticks = [tick for tick in ax.get_xticks() if 0 <= tick <= last]
    first = 33.0
    transform = ax.get_xaxis_transform()
    heading = words("Still followed:")
    room = 0.0
    for row, name in enumerate(["", *names]):
        text = heading if not row else units.group(name, staying.column, words)
        label = cut(text, width=_LABEL_ROOM, size=SMALLEST)
        room = max(room, text_width(label, size=SMALLEST))
        ax.annotate(
            label,
            (0, 0),
            xycoords="axes fraction",
            xytext=(-38, -first - 12 * row),
            textcoords="offset points",
            fontsize=SMALLEST,
            color=GREY,
            ha="left",
            va="top",
        )
    for row, name in enumerate(names, start=1):
        curve = staying.curves[name]
        for tick in ticks:
            place = int(np.searchsorted(curve.time, tick, side="left"))
            followed = int(curve.at_risk[place]) if place < len(curve.time) else 0
            if tick / last * 400 < room - 30:
                continue
            ax.annotate(
                words.number(followed),
                (tick, 0),
                xycoords=transform,
                xytext=(0, -first - 12 * row),
                textcoords="offset points",
                fontsize=SMALLEST,
                color=GREY,
                ha="center",
                va="top",
            )
