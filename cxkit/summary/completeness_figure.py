"""The meter of completeness: a box for every input, filled where it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxkit.language import Words
from cxkit.presentation import FigureText, Style, new_axes
from cxkit.presentation.labels import fit
from cxkit.presentation.theme import GREY, INK, LIGHT
from cxkit.summary.completeness import COMPONENTS, INPUTS, SHORT, Completeness

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIZE = 8.0


def plot_completeness(found: Completeness, *, style: Style) -> Axes:
    """Draw one row a component and one box an input.

    Parameters
    ----------
    found : Completeness
        All seven components.
    style : Style
        Language and colour.

    Returns
    -------
    Axes
        One unit a row, downwards, and one unit a box.
    """
    from matplotlib.patches import Rectangle

    words = style.words
    most = max(len(names) for names in INPUTS.values())
    ax = new_axes(0.15 + 0.31 * len(found.components))
    room = (504 - 175 - 10) / most
    for row, item in enumerate(found.components):
        for column, name in enumerate(INPUTS[item.component]):
            there = name in item.present
            ax.add_artist(
                Rectangle(
                    (column + 0.03, row - 0.4),
                    0.94,
                    0.8,
                    facecolor=style.accent if there else "white",
                    edgecolor=style.accent if there else LIGHT,
                    hatch=None if there else "////",
                    linewidth=0.8,
                )
            )
            ax.text(
                column + 0.5,
                row,
                fit(input_name(name, words), width=room - 10, lines=1, size=_SIZE),
                ha="center",
                va="center_baseline",
                fontsize=_SIZE,
                color="white" if there else INK,
                bbox=None if there else {"facecolor": "white", "edgecolor": "none", "pad": 1.0},
            )
    labels = [
        words(
            "{component}: {present} of {all}",
            component=words(COMPONENTS[item.component]),
            present=words.number(len(item.present)),
            all=words.number(len(item.present) + len(item.absent)),
        )
        for item in found.components
    ]
    ax.set_yticks(range(len(labels)), [fit(t, width=172, lines=1, size=8.5) for t in labels])
    ax.tick_params(axis="y", labelsize=8.5, colors=INK)
    ax.set_xlim(0, most)
    ax.set_ylim(len(labels) - 0.5, -0.5)
    ax.set_xticks([])
    ax.tick_params(axis="both", colors=GREY, labelcolor=INK)
    for side in ax.spines.values():
        side.set_visible(False)
    return ax


def describe_completeness(found: Completeness, words: Words) -> FigureText:
    """Return the words around the meter of completeness."""
    bare = [item for item in found.components if not item.present]
    there = sum(len(item.present) for item in found.components)
    whole = sum(len(names) for names in INPUTS.values())
    full = sum(not item.absent for item in found.components)
    if bare:
        headline = words(
            "Nothing is known yet about: {components}",
            components=words.join([words(COMPONENTS[item.component]) for item in bare]),
        )
    elif there == whole:
        headline = words("The evidence covers all seven components")
    else:
        headline = words.plural(
            "The evidence is complete for {n} of the seven components",
            "The evidence is complete for {n} of the seven components",
            full,
        )
    absent = [
        f"{words(COMPONENTS[item.component])}: "
        + ", ".join(input_name(name, words) for name in item.absent)
        for item in found.components
        if item.absent
    ]
    reading = words(
        "Filled boxes are inputs that the client provided or the consultant recorded; hatched "
        "ones are missing."
    )
    return FigureText(
        headline=headline,
        measure=words(
            "Inputs at hand: {present} of {all}",
            present=words.number(there),
            all=words.number(whole),
        ),
        reading=reading,
        source=words("Source: the client’s folder"),
        alt=f"{headline}. {'; '.join(absent)}".strip(),
    )


def input_name(name: str, words: Words) -> str:
    """Return what the reports call a table; a file keeps its name."""
    return words(SHORT[name]) if name in SHORT else name
