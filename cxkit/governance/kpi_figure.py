"""The way of every KPI from its baseline to its target."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cxkit.governance.kpi_register import UNCHANGED, KpiRegister, KpiState
from cxkit.governance.names import amount, unit
from cxkit.language import Words
from cxkit.presentation import Style, new_axes
from cxkit.presentation.dot_rows import LABEL_WIDTH
from cxkit.presentation.labels import fit, text_width
from cxkit.presentation.theme import BAD, GOOD, GREY, INK, LIGHT, PALE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEFT, RIGHT = -1.0, 1.25
"""Window of the axis, in ways from baseline to target; what lies beyond stands at its edge."""
_ROW = 0.29


def plot_kpis(register: KpiRegister, *, style: Style) -> Axes:
    """Draw how far every KPI has come from its baseline (0) to its target (1).

    Parameters
    ----------
    register : KpiRegister
        With at least one KPI measured since its baseline; the others are left to the table.
    style : Style
        Language and numbers.

    Returns
    -------
    Axes
        One row a KPI, first on top.
    """
    words = style.words
    states = register.on_the_way
    ax = new_axes(0.75 + _ROW * len(states))
    texts = [_text(state, words) for state in states]
    widest = max(text_width(text, size=8.5) for text in texts)
    for y, (state, text) in enumerate(zip(states, texts, strict=True)):
        _row(ax, y, state)
        ax.annotate(
            text,
            (1, y),
            xycoords=ax.get_yaxis_transform(),
            xytext=(8 + widest, 0),
            textcoords="offset points",
            ha="right",
            va="center",
            fontsize=8.5,
            color=GREY,
        )
    for x in (0, 1):
        ax.axvline(x, color=LIGHT, linewidth=1)
    names = [fit(s.kpi.name.say(words), width=LABEL_WIDTH, lines=2, size=9) for s in states]
    ax.set_yticks(range(len(states)), names, linespacing=1.05)
    ax.set_xticks([0, 1], [words("baseline"), words("target")], fontsize=8.5)
    ax.xaxis.tick_top()
    ax.set_xlim(LEFT - 0.08, RIGHT + 0.08)
    ax.set_ylim(len(states) - 0.4, -0.6)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    return ax


def _row(ax: Axes, y: int, state: KpiState) -> None:
    ax.hlines(y, LEFT, RIGHT, color=PALE, linewidth=0.7)
    ax.hlines(y, 0, 1, color=LIGHT, linewidth=1)
    if state.stretch == state.stretch:
        ends = np.clip([1.0, state.stretch], LEFT, RIGHT)
        ax.hlines(y, ends[0], ends[1], color=LIGHT, linewidth=5)
    if state.elapsed == state.elapsed and state.elapsed > 0:
        ax.plot(state.elapsed, y, "|", color=INK, markersize=9, markeredgewidth=1.2)
    color = GOOD if state.progress >= state.elapsed else GREY
    color = BAD if state.progress <= -UNCHANGED else color
    at = float(np.clip(state.progress, LEFT, RIGHT))
    marker = "o" if at == state.progress else "<" if at < 0 else ">"
    ax.hlines(y, min(0.0, at), max(0.0, at), color=color, linewidth=2.4)
    ax.plot(at, y, "D" if marker == "o" and at < 0 else marker, color=color, markersize=7, zorder=3)


def _text(state: KpiState, words: Words) -> str:
    """Write baseline, last value and target in the KPI's own unit."""
    kpi = state.kpi
    start = amount(kpi.baseline, words) if kpi.baseline is not None else ""
    target = amount(kpi.target, words) if kpi.target is not None else ""
    if kpi.stretch is not None:
        target = words("{low} to {high}", low=target, high=amount(kpi.stretch, words))
    measure = unit(kpi.unit, words)
    last = f"{amount(state.last, words)}{chr(0xA0) + measure if measure else ''}"
    return f"{start} → {last} ({target})"
