"""Labels cut to the room there is, by the width they have when drawn."""

from __future__ import annotations

from functools import lru_cache

from cxkit.presentation.glyphs import FONT, face
from cxkit.presentation.theme import DPI, drawn_by_letter

_MORE = "…"
_POINTS = 72
"""Points an inch."""


@lru_cache(maxsize=4096)
def text_width(text: str, *, size: float, bold: bool = False) -> float:
    """Return the width of a text in points.

    Parameters
    ----------
    text : str
        One line.
    size : float
        Type size in points.
    bold : bool, default False
        Weight of the type.
    """
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family=[FONT], size=size, weight="bold" if bold else "normal")
    if drawn_by_letter():
        known = face(font, DPI)
        line = known.line(text) if known is not None else None
        if line is not None:
            return line.width * _POINTS / DPI
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width)


def cut(text: str, *, width: float, size: float) -> str:
    """Return as much of a text as fits a width in points, with "…" where it was cut."""
    if text_width(text, size=size) <= width:
        return text
    keep = len(text)
    while keep > 1 and text_width(text[:keep].rstrip() + _MORE, size=size) > width:
        keep -= 1
    return text[:keep].rstrip() + _MORE


def fit(text: str, *, width: float, lines: int, size: float, suffix: str = "") -> str:
    """Break a text into at most so many lines of a width; its end gives way, never the suffix.

    Parameters
    ----------
    text : str
        Words, such as a group's name.
    width : float
        Room in points.
    lines : int
        At least 1.
    size : float
        Type size in points.
    suffix : str
        Stands whole at the end, such as ``"(n = 120)"``.

    Returns
    -------
    str
        With line breaks.
    """
    tail = f" {suffix}" if suffix else ""
    if text_width(text + tail, size=size) <= width:
        return text + tail
    room = width - text_width(tail, size=size)
    if lines == 1:
        return cut(text, width=room, size=size) + tail
    if text_width(text, size=size) <= width and suffix:
        return f"{text}\n{suffix}"
    first, rest = _first_line(text, width=width, size=size)
    return first + "\n" + fit(rest, width=width, lines=lines - 1, size=size, suffix=suffix)


def _first_line(text: str, *, width: float, size: float) -> tuple[str, str]:
    """Part a text after the last word that fits, or inside a word longer than the line."""
    words = text.split(" ")
    for count in range(len(words) - 1, 0, -1):
        head = " ".join(words[:count])
        if text_width(head, size=size) <= width:
            return head, " ".join(words[count:])
    keep = len(text)
    while keep > 1 and text_width(text[:keep], size=size) > width:
        keep -= 1
    return text[:keep], text[keep:]
