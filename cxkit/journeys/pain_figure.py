"""Pain points by how many customers they reach and how their touchpoint performs."""

from __future__ import annotations

from math import cos, hypot, isnan, pi, sin
from typing import TYPE_CHECKING

from cxkit.journeys.pains import PainLine, PainRegister
from cxkit.journeys.performance import Metric
from cxkit.language import N_, Words
from cxkit.presentation import Style, new_axes
from cxkit.presentation.labels import fit
from cxkit.presentation.theme import BAD, GREY, INK, LIGHT, SMALLEST

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 9
"""Pain points named in the figure; the table has them all."""
_KEY = 212.0
"""Room for the key behind the plot, in points."""
_APART = 21.0
"""Least distance of two numbers, in points: the largest circle and a little air."""
_ASIDE = (
    (0.0, 0.0),
    *(
        (round(far * cos(angle * pi / 4), 1), round(far * sin(angle * pi / 4), 1))
        for far in (_APART, 1.6 * _APART, 2.2 * _APART, 3 * _APART)
        for angle in (2, 0, 4, 1, 3, 6, 5, 7)
    ),
)
"""Where a number goes whose place is taken, nearest first; a line leads back to its place."""
ROOM_X, ROOM_Y = 200.0, 120.0
"""About how wide, and how tall at least, the plot is, in points."""
_AXIS: dict[Metric, str] = {
    "csat": N_("Satisfied customers at the touchpoint"),
    "ces": N_("Effort at the touchpoint (mean)"),
    "nps": N_("NPS at the touchpoint"),
}


def plot_pains(register: PainRegister, *, style: Style) -> Axes:
    """Draw a numbered point a pain point, sized by severity, with the key beside it.

    Parameters
    ----------
    register : PainRegister
        Heaviest first. Of more than nine the heaviest are shown. A point is hollow where its
        reach or its score is not measured on enough customers; a pain point whose
        touchpoint was not measured at all stands in the key only.
    style : Style
        Language, colour and numbers.

    Returns
    -------
    Axes
        Performance to the right, reach upwards as a share.
    """
    words = style.words
    lines = register.lines[:MOST]
    ax = new_axes(max(2.5, 0.55 + 0.36 * len(lines)))
    shown = [
        (number, line) for number, line in enumerate(lines, start=1) if _reach(line) is not None
    ]
    placed = [(number, line) for number, line in shown if line.score is not None]
    _limits(ax, register, placed, words)
    taken: list[tuple[float, float]] = []
    for number, line in placed:
        _point(ax, number, line, register, taken)
    ax.set_ylabel(words("Customers reached"))
    ax.grid(visible=True)
    _key(ax, lines, {number for number, _ in placed}, register, style)
    return ax


def _reach(line: PainLine) -> float | None:
    return line.reach.share if line.reach is not None else line.pain.reach


def _limits(
    ax: Axes, register: PainRegister, placed: list[tuple[int, PainLine]], words: Words
) -> None:
    """Set windows that hold all intervals, and name the axes."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    ends = [
        value
        for _, line in placed
        if line.score is not None
        for value in (line.score.value, line.score.low, line.score.high)
        if not isnan(value)
    ]
    metric = register.metric
    if ends:
        pad = 0.12 * (max(ends) - min(ends)) or 0.1
        ax.set_xlim(min(ends) - pad, max(ends) + pad)
    else:
        ax.set_xticks([])
    tops = [
        max(_reach(line) or 0.0, line.reach.high if line.reach is not None else 0.0)
        for _, line in placed
    ]
    ax.set_ylim(0, min(1.15, 1.3 * max(tops, default=1.0) or 1.0))
    ax.yaxis.set_major_locator(MaxNLocator(4))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: words.percent(y)))
    if metric is None:
        ax.set_xlabel(words("Performance not measured"))
        return
    ax.set_xlabel(words(_AXIS[metric]))
    if metric == "csat":
        ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: words.percent(x)))
    else:
        decimals = 0 if metric == "nps" else 1
        ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: words.number(x, decimals=decimals)))
    ax.xaxis.set_major_locator(MaxNLocator(4))


def _point(
    ax: Axes,
    number: int,
    line: PainLine,
    register: PainRegister,
    taken: list[tuple[float, float]],
) -> None:
    score, reach = line.score, _reach(line)
    if score is None or reach is None:
        return
    color = BAD if number == 1 else GREY
    if score.low == score.low:
        ax.hlines(reach, score.low, score.high, color=color, linewidth=1.4, zorder=2)
    if line.reach is not None:
        ax.vlines(
            score.value, line.reach.low, line.reach.high, color=color, linewidth=1.4, zorder=2
        )
    sound = line.reach is not None and min(score.n, line.reach.n) >= register.min_base
    x, y = _apart(ax, score.value, reach, taken)
    ax.annotate(
        str(number),
        (score.value, reach),
        xytext=(x, y),
        textcoords="offset points",
        ha="center",
        va="center",
        fontsize=SMALLEST,
        color="white" if sound else color,
        fontweight="bold",
        bbox={
            "boxstyle": f"circle,pad={0.12 + 0.06 * (line.pain.severity or 1):.2f}",
            "facecolor": color if sound else "white",
            "edgecolor": color,
        },
        arrowprops={"arrowstyle": "-", "color": color, "linewidth": 0.8}
        if (x, y) != (0, 0)
        else None,
        zorder=4,
    )


def _apart(ax: Axes, x: float, y: float, taken: list[tuple[float, float]]) -> tuple[float, float]:
    """Return by how many points a number moves aside so that none hides another."""
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    tall = max(ROOM_Y, ax.get_figure(root=True).get_figheight() * 72 - 60)  # type: ignore[union-attr]
    px, py = (x - left) * ROOM_X / (right - left), (y - low) * tall / (high - low)
    free = [
        (dx, dy)
        for dx, dy in _ASIDE
        if all(hypot(px + dx - qx, py + dy - qy) >= _APART for qx, qy in taken)
    ]
    within = [
        (dx, dy)
        for dx, dy in free
        if (dx, dy) == (0, 0) or (6 <= px + dx <= ROOM_X - 6 and 6 <= py + dy <= tall - 6)
    ]
    dx, dy = next(iter([*within, *free]), (0.0, 0.0))
    taken.append((px + dx, py + dy))
    return dx, dy


def _key(
    ax: Axes, lines: tuple[PainLine, ...], placed: set[int], register: PainRegister, style: Style
) -> None:
    """Name the numbers behind the plot: what hurts, how severe, and what is done about it."""
    words = style.words
    step = 1 / max(len(lines), 1)
    for number, line in enumerate(lines, start=1):
        suffix = []
        if line.pain.severity is not None:
            suffix.append(words("severity {n}", n=words.number(line.pain.severity)))
        if number not in placed:
            suffix.append(words("not measured"))
        if register.has_initiatives and not line.initiatives:
            suffix.append(words("no initiative"))
        text = fit(
            f"{number}  {line.pain.text.say(words)}",
            width=_KEY, lines=2, size=SMALLEST,
            suffix=f"({', '.join(suffix)})" if suffix else "",
        )  # fmt: skip
        ax.annotate(
            text,
            (1, 1 - (number - 0.5) * step),
            xycoords="axes fraction",
            xytext=(14, 0),
            textcoords="offset points",
            va="center",
            fontsize=SMALLEST,
            linespacing=1.1,
            color=BAD if number == 1 else INK,
        )
    ax.spines["left"].set_color(LIGHT)
