"""Cost of contacts by touchpoint, with its range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxkit.economics import units
from cxkit.economics.growth.serving_results import ServingBy
from cxkit.presentation import Style
from cxkit.presentation.dot_rows import DotRow, dot_rows
from cxkit.presentation.theme import BAD, GREY, SMALLEST

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plot_serving(item: ServingBy, *, style: Style) -> Axes:
    """Cost in the period of each touchpoint with its range, most at the top.

    Parameters
    ----------
    item : ServingBy
        Costs by one column of the tickets.
    style : Style
        A touchpoint with a registered pain point is in the bad colour and points down.
    """
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    words = style.words
    divisor, unit = units.scale_of([row.cost.high for row in item.rows])
    top = max(row.cost.high for row in item.rows) / divisor
    decimals = 0 if top >= 100 else 1
    rows = [
        DotRow(
            label=item.column.group(row.group, words) if row.group else words("all others"),
            n=row.n,
            value=row.cost.value / divisor,
            low=row.cost.low / divisor,
            high=row.cost.high / divisor,
            text=words.number(row.cost.value / divisor, decimals=decimals),
            color=BAD if row.pain else GREY,
            marker="v" if row.pain else "o",
        )
        for row in item.rows
    ]
    ax = dot_rows(rows[::-1], style=style, min_base=item.min_base)
    ax.set_xlim(0, top * 1.04 if top > 0 else 1)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    fine = 0 if all(float(tick).is_integer() for tick in ax.get_xticks()) else 1
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.number(value, decimals=fine)))
    ax.set_xlabel(words(unit, currency=words.currency), fontsize=SMALLEST)
    return ax
