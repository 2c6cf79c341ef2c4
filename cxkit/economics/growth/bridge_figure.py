"""The bridge of revenue as a waterfall, each step with its interval and its base."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxkit.economics import units
from cxkit.economics.growth.bridge import BridgeStep, RevenueBridge
from cxkit.economics.growth.bridge_wording import STEP
from cxkit.language import Words
from cxkit.presentation import Style, new_axes, rows_height
from cxkit.presentation.dot_rows import LABEL_WIDTH
from cxkit.presentation.labels import fit, text_width
from cxkit.presentation.theme import BAD, GOOD, GREY, INK, LIGHT, SMALLEST

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_BAR = 0.5
_ROOM = 0.08


def plot_bridge(bridge: RevenueBridge, *, style: Style) -> Axes:
    """From the revenue before, over what went and came, to the revenue now.

    Parameters
    ----------
    bridge : RevenueBridge
        Steps are drawn in its order.
    style : Style
        Language, colour and numbers. What went is in the bad colour, what the customers
        brought of themselves in the good one, what was bought in grey; the sign stands
        behind each.
    """
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    words = style.words
    divisor, unit = units.scale_of([bridge.before, bridge.now])
    sizes = [abs(item.amount.value) for item in bridge.steps]
    decimals = _decimals(min((size for size in sizes if size > 0), default=divisor) / divisor)
    last = len(bridge.steps) + 1
    ax = new_axes(rows_height(last + 1) + 0.15)
    level, edges = bridge.before / divisor, [bridge.before / divisor, bridge.now / divisor]
    texts = [(last, _written(bridge.before, divisor, decimals, words), INK)]
    ax.plot(level, last, "o", markersize=8, color=INK, clip_on=False, zorder=4)
    for place, item in zip(range(last - 1, 0, -1), bridge.steps, strict=True):
        color = _color(item)
        ax.plot([level, level], [place + 1, place], color=LIGHT, linewidth=1, zorder=1)
        size = item.amount.value / divisor
        low, high = (level + each / divisor for each in (item.amount.low, item.amount.high))
        ax.barh(
            place, size, left=level, height=_BAR, color=color, alpha=0.35, linewidth=0, zorder=2
        )
        ax.hlines(place, low, high, color=color, linewidth=2, zorder=3)
        level += size
        ends = (place - _BAR / 2, place + _BAR / 2)
        ax.vlines(level, *ends, color=color, linewidth=2.4, zorder=3)
        edges += [low, high, level]
        signed = _written(item.amount.value, divisor, decimals, words, signed=True)
        texts.append((place, signed, color))
    now = bridge.now / divisor
    ax.plot([now, now], [1, 0], color=LIGHT, linewidth=1, zorder=1)
    ax.plot(now, 0, "o", markersize=8, color=style.accent, clip_on=False, zorder=4)
    texts.append((0, _written(bridge.now, divisor, decimals, words), style.accent))
    _write_values(ax, texts)
    ax.set_yticks(range(last, -1, -1), _labels(bridge, words), linespacing=1.05)
    ax.set_ylim(-0.6, last + 0.6)
    room = max(_ROOM * (max(edges) - min(edges)), abs(level) / 200)
    ax.set_xlim(min(edges) - room, max(edges) + room)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    fine = 0 if all(float(tick).is_integer() for tick in ax.get_xticks()) else decimals
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.number(value, decimals=fine)))
    axis = words(unit, currency=words.currency)
    if min(edges) - room > 0:
        axis += ". " + words("Part of the axis: it does not start at 0.")
    ax.set_xlabel(axis, fontsize=SMALLEST, loc="left")
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x")
    return ax


# ----------------------------------------------------------------- details
def _color(item: BridgeStep) -> str:
    if item.step in ("lost", "contracted"):
        return BAD
    return GREY if item.step in ("bought", "new") else GOOD


def _decimals(smallest: float) -> int:
    """Return decimals that leave the smallest step two digits that count, at most two."""
    if smallest >= 10:
        return 0
    return 1 if smallest >= 1 else 2


def _written(
    amount: float, divisor: float, decimals: int, words: Words, *, signed: bool = False
) -> str:
    return words.number(amount / divisor, decimals=decimals, signed=signed)


def _labels(bridge: RevenueBridge, words: Words) -> list[str]:
    named = [
        (words("Revenue of the period before"), bridge.n_before),
        *((words(STEP[item.step]), item.n) for item in bridge.steps),
        (words("Revenue of the period"), bridge.n_now),
    ]
    labels = []
    for name, n in named:
        base = words("n = {n}", n=words.number(n))
        base += ", " + words("indicative") if n < bridge.min_base else ""
        labels.append(fit(name, width=LABEL_WIDTH, lines=2, size=9, suffix=f"({base})"))
    return labels


def _write_values(ax: Axes, texts: list[tuple[int, str, str]]) -> None:
    widest = max(text_width(text, size=9, bold=True) for _, text, _ in texts)
    for place, text, color in texts:
        ax.annotate(
            text,
            (1, place),
            xycoords=ax.get_yaxis_transform(),
            xytext=(8 + widest, 0),
            textcoords="offset points",
            ha="right",
            va="center_baseline",
            fontsize=9,
            color=color,
            fontweight="normal" if color == GREY else "bold",
        )
