"""Finished results of culture drawn onto axes; nothing is computed, shown or saved here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cxkit.culture.answers import ENPS
from cxkit.culture.results import Cascade, OrientationScore, PulseBy
from cxkit.culture.standout import clear, clear_sides
from cxkit.culture.training import Coverage, TrainingState
from cxkit.culture.wording.names import SOURCES, base_range
from cxkit.language import Words
from cxkit.presentation import Style, new_axes
from cxkit.presentation.dot_rows import DotRow, dot_rows, reference_line
from cxkit.presentation.heat import HeatCell, HeatGrid, plot_heat
from cxkit.presentation.labels import fit
from cxkit.presentation.theme import BAD, GOOD, GREY, INK, LIGHT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROW = 0.235
"""Height in inches of a row of the cascade."""
_LABEL = 215.0
"""Room for its labels, in points: they are headings and sources with their bases."""


def plot_enps_by_unit(by: PulseBy, *, style: Style) -> Axes:
    """Point and interval of each unit shown, sorted, with all employees as a line.

    Parameters
    ----------
    by : PulseBy
        A unit that is clearly below or above the rest is coloured and has its own marker.
    style : Style
        Language, colour and numbers.
    """
    from matplotlib.ticker import FuncFormatter

    words = style.words
    table = by.of(ENPS).sort_values("value", kind="stable")
    sides = clear_sides(by, ENPS)
    marks = {-1: (BAD, "v"), 1: (GOOD, "^"), 0: (GREY, "o")}
    rows = []
    for row in table.to_dict("records"):
        color, marker = marks[sides.get(str(row["group"]), 0)]
        rows.append(
            DotRow(
                label=by.column.group(row["group"], words),
                n=int(row["n"]),
                value=row["value"],
                low=row["ci_low"],
                high=row["ci_high"],
                text=words.number(row["value"]),
                color=color,
                marker=marker,
            )
        )
    ax = dot_rows(rows, style=style, min_base=by.overall.min_base)
    ax.set_xlim(-100, 100)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.number(value)))
    overall = by.overall.enps
    if overall is not None:
        reference_line(ax, overall.score, words("all: {score}", score=words.number(overall.score)))
    return ax


def plot_pulse(by: PulseBy, *, style: Style) -> Axes:
    """Every measure of every unit: eNPS and favourable shares; hidden units are hatched.

    Parameters
    ----------
    by : PulseBy
        First row all employees, then the units shown, least favourable first, then the hidden
        ones by name. A cell that clearly differs from the rest is framed.
    style : Style
        Language, colour and numbers.
    """
    words, pulse = style.words, by.overall
    overall = dict(zip(pulse.dimensions["key"], pulse.dimensions["share"], strict=True))
    bases = list(pulse.dimensions["n"])
    if pulse.enps is not None:
        overall = {ENPS: pulse.enps.score, **overall}
        bases.append(pulse.enps.n)
    names, behind = [words("All employees")], [base_range(bases, words)]
    cells = [[_measure_cell(key, value, words) for key, value in overall.items()]]
    shaded = by.table.assign(shade=[_shade(row) for row in by.table.to_dict("records")])
    for group in shaded.groupby("group")["shade"].mean().sort_values(kind="stable").index:
        own = {row["measure"]: row for row in shaded[shaded["group"] == group].to_dict("records")}
        names.append(by.column.group(group, words))
        cells.append(
            [
                _measure_cell(
                    key, own[key]["value"], words, marked=clear(own[key], pulse.confidence)
                )
                if key in own
                else HeatCell(shade=None, text="–")
                for key in overall
            ]
        )
        base = base_range([row["n"] for row in own.values()], words)
        small = min(row["n"] for row in own.values()) < pulse.min_base
        behind.append(base + " (" + words("indicative") + ")" if small else base)
    for group in by.hidden:
        names.append(by.column.group(group, words))
        cells.append([HeatCell(shade=None, text=words("not shown"))] * len(overall))
        behind.append("")
    grid = HeatGrid(
        rows=names,
        columns=["eNPS" if key == ENPS else pulse.names[key].title(words) for key in overall],
        cells=cells,
        behind=behind,
    )
    return plot_heat(grid, style=style)


def plot_training(state: TrainingState, *, style: Style) -> Axes:
    """Share of the people of each area for whom each course holds.

    Parameters
    ----------
    state : TrainingState
        A cell with overdue people or in which nobody was ever trained is framed and says so.
    style : Style
        Language, colour and numbers.
    """
    words = style.words
    grid = HeatGrid(
        rows=[state.names.say(area, words) for area in state.areas],
        columns=[course.say(words) for course in state.courses],
        cells=[
            [
                _course_cell(state.cells.get((row, column)), words)
                for column in range(len(state.courses))
            ]
            for row in range(len(state.areas))
        ],
    )
    return plot_heat(grid, style=style)


def plot_cascade(cascade: Cascade, *, style: Style) -> Axes:
    """How far the vision has come down as bars, and three sources of orientation as points.

    Parameters
    ----------
    cascade : Cascade
        Levels from the top down; sources with their intervals, hidden ones left out.
    style : Style
        Language, colour and numbers.
    """
    from matplotlib.ticker import FuncFormatter

    words = style.words
    shown = [source for source in cascade.sources if source.share == source.share]
    lines = [(words("Reached by the vision (recorded)"), None)] if cascade.steps else []
    labels: list[tuple[str, object]] = [
        *lines,
        *((step[0].say(words), step) for step in cascade.steps),
    ]
    if shown:
        labels.append((words("Customer orientation: favourable"), None))
        labels += [(words(SOURCES[source.source]), source) for source in shown]
    ax = new_axes(0.55 + _ROW * len(labels))
    for place, (_, item) in enumerate(labels):
        if isinstance(item, OrientationScore):
            _point(ax, place, item, cascade, style)
        elif isinstance(item, tuple):
            _bar(ax, place, float(item[1]), words)
    ax.set_yticks(
        range(len(labels)), [_row_label(text, item, cascade, words) for text, item in labels]
    )
    for tick, (_, item) in zip(ax.get_yticklabels(), labels, strict=True):
        tick.set_fontweight("bold" if item is None else "normal")
    ax.set_ylim(len(labels) - 0.4, -0.6)
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.percent(value)))
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x")
    return ax


# -------------------------------------------------------------------- details
def _measure_cell(measure: str, value: float, words: Words, *, marked: bool = False) -> HeatCell:
    points = measure == ENPS
    return HeatCell(
        shade=_shade({"measure": measure, "value": value}),
        text=words.number(value) if points else words.percent(value),
        bold=marked,
        frame=marked,
    )


def _shade(row: Mapping[Any, Any]) -> float:
    """Return a measure as a degree from 0 to 1: eNPS runs from -100 to 100."""
    value = float(row["value"])
    return (value + 100) / 200 if row["measure"] == ENPS else value


def _course_cell(cell: Coverage | None, words: Words) -> HeatCell:
    if cell is None or not cell.people:
        return HeatCell(shade=None, text="–")
    if cell.never:
        text = words("nobody of {n}", n=words.number(cell.people))
        if cell.planned is not None:
            text = words("planned: {month}", month=words.month(cell.planned, short=True))
        return HeatCell(shade=0.0, text=text, bold=cell.planned is None, frame=True)
    text = words("{share} of {n}", share=words.percent(cell.share), n=words.number(cell.people))
    if cell.overdue:
        text += ", " + words("overdue: {n}", n=words.number(cell.overdue))
    return HeatCell(shade=cell.share, text=text, bold=cell.overdue > 0, frame=cell.overdue > 0)


def _row_label(text: str, item: object, cascade: Cascade, words: Words) -> str:
    base = ""
    if isinstance(item, OrientationScore):
        base = words("n = {n}", n=words.number(item.n))
        if item.n < cascade.min_base:
            base += ", " + words("indicative")
        base = f"({base})"
    return fit(text, width=_LABEL, lines=1, size=9, suffix=base)


def _bar(ax: Axes, place: int, share: float, words: Words) -> None:
    known = share == share
    ax.barh(place, share if known else 0.0, height=0.55, color=LIGHT, zorder=2)
    text = words.percent(share) if known else words("not recorded")
    _value(ax, place, text, INK if known else GREY)


def _point(ax: Axes, place: int, item: OrientationScore, cascade: Cascade, style: Style) -> None:
    ax.hlines(place, item.ci_low, item.ci_high, color=style.accent, linewidth=2, zorder=2)
    ax.plot(
        item.share,
        place,
        "o",
        markersize=7,
        color=style.accent,
        markeredgewidth=1.6,
        markerfacecolor="white" if item.n < cascade.min_base else style.accent,
        zorder=3,
    )
    _value(ax, place, style.words.percent(item.share), style.accent)


def _value(ax: Axes, place: int, text: str, color: str) -> None:
    ax.annotate(
        text,
        (1, place),
        xycoords=ax.get_yaxis_transform(),
        xytext=(8, 0),
        textcoords="offset points",
        va="center_baseline",
        fontsize=9,
        color=color,
    )
