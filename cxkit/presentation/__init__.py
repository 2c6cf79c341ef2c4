"""How anything is shown in a notebook: style, texts, tables, boxes."""

from cxkit.presentation.show import Show
from cxkit.presentation.texts import FigureText, KeyFigure, TextTable
from cxkit.presentation.theme import Style, new_axes, readable, rows_height

__all__ = [
    "FigureText",
    "KeyFigure",
    "Show",
    "Style",
    "TextTable",
    "new_axes",
    "readable",
    "rows_height",
]
