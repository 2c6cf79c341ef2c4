"""Projected retention and the forecast of purchases drawn onto axes."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from cxkit.economics.lifetime.contracts import MONTHS, Contracts
from cxkit.economics.lifetime.tracking import Tracking
from cxkit.presentation import Style, new_axes
from cxkit.presentation.theme import GREY, INK, SMALLEST

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_HEIGHT = 2.9
_APART = 0.07
_TICKS = 6


def plot_retention(item: Contracts, *, style: Style) -> Axes:
    """Share of new customers still there: as seen, projected with its band, at one rate.

    Parameters
    ----------
    item : Contracts
        Projection in months; drawn in years.
    style : Style
        The projection is in the client's colour.
    """
    from matplotlib.ticker import FuncFormatter, MultipleLocator

    words = style.words
    ax = new_axes(_HEIGHT)
    years = np.arange(len(item.share)) / MONTHS
    seen = item.seen[: len(item.share)]
    ax.fill_between(years, item.low, item.high, color=style.accent, alpha=0.15, linewidth=0)
    ax.plot(years, item.constant, color=GREY, linestyle=(0, (1.5, 1.5)), linewidth=1.4)
    ax.plot(years, item.share, color=style.accent, linestyle=(0, (5, 2)), linewidth=1.8)
    ax.step(years[: len(seen)], seen, where="post", color=INK, linewidth=1.6)
    bottom = float(np.floor(max(min(item.low.min(), seen.min()) - 0.02, 0.0) * 10) / 10)
    ax.set(xlim=(0, years[-1]), ylim=(bottom, 1.0))
    named = [
        (float(item.share[-1]), words("projected"), style.accent),
        (float(item.constant[-1]), words("constant rate"), GREY),
    ]
    if len(seen) == len(item.share):
        named.append((float(seen[-1]), words("as seen"), INK))
    elif len(seen) > 1:
        ax.plot(years[len(seen) - 1], seen[-1], "o", markersize=5, color=INK)
        _beside(ax, float(years[len(seen) - 1]), float(seen[-1]), words("as seen"))
    _named_ends(ax, named, 1.0 - bottom)
    ax.xaxis.set_major_locator(MultipleLocator(1 if item.years <= 12 else 5))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.number(value)))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.percent(value)))
    ax.set_xlabel(words("Years since joining"), fontsize=SMALLEST)
    ax.grid(axis="y")
    return ax


def plot_tracking(item: Tracking, *, style: Style) -> Axes:
    """Repeat purchases added up, as they came and as the model expects them.

    Parameters
    ----------
    item : Tracking
        Forecast and what came.
    style : Style
        The forecast is in the client's colour.
    """
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    words = style.words
    ax = new_axes(_HEIGHT)
    first, last = item.start.toordinal(), item.end.toordinal()
    when = first + item.time / item.time[-1] * (last - first)
    ax.plot(when, item.expected, color=style.accent, linestyle=(0, (5, 2)), linewidth=1.8)
    ax.plot(when, item.actual, color=INK, linewidth=1.6)
    line = float(item.until.toordinal())
    ax.axvline(line, color=GREY, linewidth=0.9)
    top = float(max(item.actual.max(), item.expected.max(), 1.0)) * 1.05
    ax.set(xlim=(first, last), ylim=(0, top))
    for text, side, shift in ((words("fitted"), "right", -5), (words("forecast"), "left", 5)):
        ax.annotate(
            text,
            (line, 1),
            xycoords=ax.get_xaxis_transform(),
            xytext=(shift, -2),
            textcoords="offset points",
            ha=side,
            va="top",
            fontsize=SMALLEST,
            color=GREY,
        )
    _named_ends(
        ax,
        [
            (float(item.expected[-1]), words("expected"), style.accent),
            (float(item.actual[-1]), words("came"), INK),
        ],
        top,
    )
    ticks = _months(item.start, item.end)
    ax.set_xticks(
        [tick.toordinal() for tick in ticks], [words.month(tick, short=True) for tick in ticks]
    )
    ax.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.number(value)))
    ax.grid(axis="y")
    return ax


# ----------------------------------------------------------------- details
def _months(start: date, end: date) -> list[date]:
    """Return first days of months between two days, six at most."""
    count = (end.year - start.year) * 12 + end.month - start.month
    step = max(math.ceil(count / _TICKS), 1)
    months = [start.year * 12 + start.month + each for each in range(0, count + 1, step)]
    days = [date(each // 12, each % 12 + 1, 1) for each in months]
    return [day for day in days if day <= end]


def _beside(ax: Axes, x: float, y: float, text: str) -> None:
    ax.annotate(
        text, (x, y), xytext=(6, 4), textcoords="offset points", fontsize=9, color=INK, va="bottom"
    )


def _named_ends(ax: Axes, ends: list[tuple[float, str, str]], height: float) -> None:
    """Write the names behind the curves, pushed apart where they would overlap."""
    least = -np.inf
    for value, text, color in sorted(ends):
        place = max(value, least + _APART * height)
        least = place
        ax.annotate(
            text,
            (1, place),
            xycoords=ax.get_yaxis_transform(),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
            color=color,
            fontweight="bold" if color != GREY else "normal",
            annotation_clip=False,
        )
