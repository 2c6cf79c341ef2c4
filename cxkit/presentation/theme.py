"""The house style of figures: colours, type and axes, the same everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cxkit.language import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

GOOD = "#0072B2"
BAD = "#C04A00"
"""Colour-blind-safe pair (after Okabe and Ito 2008), both at least 4.5:1 on white."""
INK = "#222222"
GREY = "#6b6b6b"
LIGHT = "#c9c9c9"
PALE = "#ececec"
CONTRAST = 4.5
"""WCAG 2.2 AA contrast of text on its ground."""

WIDTH = 7.0
"""Width of a figure in inches: the text width of a printed A4 page, so that type keeps its size."""
HEIGHT = 8.2
"""Greatest height in inches that leaves room for headline and source on the page."""
PITCH = 0.34
"""Height in inches of a row with room for two lines."""
COMPARED = "3.11."
"""Matplotlib whose drawing the kit's own was compared with; others draw by themselves, slower."""
DPI = 120
"""Pixels an inch of a figure."""
SMALLEST = 8.0
"""Smallest type in points at printed size."""

_RC: dict[str, Any] = {
    "font.family": ["DejaVu Sans"],
    "font.size": 9.0,
    "axes.titlesize": 9.0,
    "axes.labelsize": 9.0,
    "axes.labelcolor": GREY,
    "axes.edgecolor": LIGHT,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "axes.formatter.useoffset": False,
    "grid.color": PALE,
    "grid.linewidth": 0.8,
    "text.color": INK,
    "xtick.color": GREY,
    "ytick.color": INK,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 9.0,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "legend.frameon": False,
    "legend.fontsize": 8.5,
    "lines.linewidth": 1.6,
    "text.parse_math": False,
}


@dataclass(frozen=True, slots=True)
class Style:
    """What a figure needs to know besides its data.

    Attributes
    ----------
    words : Words
        Language of labels and the region's numbers.
    accent : str
        The client's colour, dark enough for text on white.
    min_base : int
        Smaller bases are drawn hollow and called indicative.
    """

    words: Words
    accent: str
    min_base: int


def new_axes(height: float, *, width: float = WIDTH) -> Axes:
    """Return empty axes in the house style, on a figure that pyplot does not know.

    Parameters
    ----------
    height, width : float
        Size in inches.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    rc: Any = mpl.rcParams
    if any(rc[name] != value for name, value in _RC.items()):
        rc.update(_RC)
    if not drawn_by_letter():
        plain: Axes = Figure(figsize=(width, height), dpi=DPI, layout="constrained").subplots()
        return plain
    from cxkit.presentation.axes import HouseAxes
    from cxkit.presentation.canvas import LetterCanvas
    from cxkit.presentation.layout import START, MeasuredLayout

    figure = Figure(figsize=(width, height), dpi=DPI, layout=MeasuredLayout())
    LetterCanvas(figure)
    axes = HouseAxes(figure, START)
    figure.add_axes(axes)
    return axes


def drawn_by_letter() -> bool:
    """Tell whether figures are drawn by what is known of each letter: with one Matplotlib."""
    import matplotlib as mpl

    return mpl.__version__.startswith(COMPARED)


def rows_height(rows: int) -> float:
    """Return the height of a figure that has one line of text a row and fits a page."""
    return min(0.9 + PITCH * max(rows, 1), HEIGHT)


def readable(color: str) -> str:
    """Darken a colour until text in it reads on white (contrast of at least 4.5)."""
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    while contrast_on_white((red, green, blue)) < CONTRAST:
        red, green, blue = red * 0.95, green * 0.95, blue * 0.95
    return "#" + "".join(f"{round(part * 255):02x}" for part in (red, green, blue))


def contrast_on_white(rgb: tuple[float, float, float]) -> float:
    """Return the WCAG contrast ratio of a colour, parts in [0, 1], on white."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)
