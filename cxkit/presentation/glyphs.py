"""Letters of a line, placed and drawn from what is remembered of each letter and pair.

Matplotlib shapes every line anew, to measure it and again to draw it, and asks FreeType for every
letter each time: half of a report's time for figures. Lines of letters that stand one after the
other are put together here instead, from the distance of each pair and the picture of each letter,
which Matplotlib gives once a process. Its widths are kept to the hundredth of a pixel; other
scripts, ligatures and combined accents are left to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

PHASES = 4
"""Places between two pixels at which a letter is drawn."""
_MOST = 8192
FONT = "DejaVu Sans"
"""The house's type."""
_SIZES = (8.0, 8.5, 9.0)
_LOWER = "abcdefghijklmnopqrstuvwxyzáéíóúüñ"
_UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS = "0123456789"
_SIGNS = " .,:;()%+-/=–−…·×→"
_TOGETHER = (
    *((one, _LOWER[place:]) for place, one in enumerate(_LOWER)),
    *((one, _LOWER) for one in _UPPER),
    *((one, _DIGITS[place:]) for place, one in enumerate(_DIGITS)),
    *((one, _LOWER + _DIGITS) for one in _SIGNS),
    (" ", _UPPER + _SIGNS),
    ("(", _UPPER),
)
"""Letters that stand beside each other in most of what a report writes."""
_JOINED = float("nan")
_PLAIN = ((0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x24F), (0x2010, 0x2027), (0x2030, 0x2BFF))
"""Letters that stand alone whatever follows them: Latin, punctuation, arrows and signs."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What is known of one letter or ligature, in pixels from the baseline's origin."""

    advance: float
    bottom: float
    top: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of letters: where each begins, and its measures in pixels."""

    letters: tuple[str, ...]
    places: tuple[float, ...]
    width: float
    height: float
    descent: float


class Face:
    """One font in one size.

    Parameters
    ----------
    paths : tuple of str
        Files of the font and of those that stand in for letters it lacks.
    size : float
        In points.
    dpi : float
        Pixels an inch.
    """

    def __init__(self, paths: tuple[Any, ...], size: float, dpi: float) -> None:
        from matplotlib.backends.backend_agg import get_hinting_flag

        self._paths = list(paths)
        self._size, self._dpi = size, dpi
        self._flags: Any = get_hinting_flag()  # type: ignore[no-untyped-call]
        self._letters: dict[str, Letter] = {}
        self._steps: dict[str, float | None] = {}
        self._pictures: dict[tuple[str, int], tuple[np.ndarray, int, int]] = {}
        self._lines: dict[str, Line | None] = {}

    @property
    def font(self) -> Any:
        """Matplotlib's font, opened by this very process.

        Fonts read their files as letters are asked for. A forked process shares the place in an
        open file with those forked beside it, so that each must open its own; Matplotlib sees
        to that by forgetting its fonts after a fork.
        """
        from matplotlib.font_manager import get_font

        return get_font(self._paths)

    def line(self, text: str) -> Line | None:
        """Return where the letters of a line stand; None where Matplotlib has to place them."""
        if text in self._lines:
            return self._lines[text]
        if len(self._lines) >= _MOST:
            self._lines.clear()
        found = self._lines[text] = self._placed(text)
        return found

    def draw(self, line: Line, x: float) -> tuple[np.ndarray, int, int]:
        """Return the picture of a line, and its left and top edge from the baseline's origin.

        Parameters
        ----------
        line : Line
            Where its letters stand.
        x : float
            Where the line begins, in pixels; only its fraction changes the picture.
        """
        pieces = []
        for char, place in zip(line.letters, line.places, strict=True):
            whole, phase = divmod(round((x + place) * PHASES), PHASES)
            picture = self._pictures.get((char, phase))
            if picture is None:
                picture = self._pictures[char, phase] = self._picture(char, phase)
            if picture[0].size:
                pieces.append((picture[0], whole + picture[1], picture[2]))
        if not pieces:
            return np.zeros((0, 0), dtype=np.uint8), 0, 0
        left = min(piece[1] for piece in pieces)
        top = max(piece[2] for piece in pieces)
        right = max(start + ink.shape[1] for ink, start, _ in pieces)
        low = max(ink.shape[0] - high for ink, _, high in pieces)
        drawn = np.zeros((top + low, right - left), dtype=np.uint8)
        for ink, start, high in pieces:
            tall, wide = ink.shape
            ground = drawn[top - high : top - high + tall, start - left : start - left + wide]
            np.maximum(ground, ink, out=ground)
        return drawn, left, top

    def learn(self) -> None:
        """Remember what most reports write: letters, their pictures, and which stand together."""
        for one in _LOWER + _UPPER + _DIGITS + _SIGNS:
            self._letter(one)
            for phase in range(PHASES):
                self._pictures[one, phase] = self._picture(one, phase)
        for one, others in _TOGETHER:
            self._learn_beside(one, others)

    def _learn_beside(self, one: str, others: str) -> None:
        """Remember how a letter stands before and behind others, from one line of all of them."""
        text = "".join(one + other for other in others)
        shaped = self._shaped(text)
        if len(shaped) != len(text) or any(item.y for item in shaped):  # some join
            for other in others:
                self._step(one, other)
                self._step(other, one)
            return
        for place, pair in enumerate(pairwise(text)):
            step = float(shaped[place + 1].x - shaped[place].x)
            self._steps.setdefault("".join(pair), step)

    def _placed(self, text: str) -> Line | None:
        letters = self._parted(text)
        if not letters:
            return None
        places = [0.0]
        for one, other in pairwise(letters):
            step = self._step(one, other)
            if step is None or step is _JOINED:
                return None
            places.append(places[-1] + step)
        known = [self._letter(letter) for letter in letters]
        bottom = min(letter.bottom for letter in known)
        top = max(letter.top for letter in known)
        width = places[-1] + known[-1].advance
        return Line(tuple(letters), tuple(places), width, top - bottom, -bottom)

    def _parted(self, text: str) -> list[str]:
        """Part a line into its letters and ligatures; empty where it holds something else."""
        parts: list[str] = []
        for char in text:
            if not _plain(char):
                return []
            if parts and self._step(parts[-1], char) is _JOINED:
                parts[-1] += char
            else:
                parts.append(char)
        return parts

    def _step(self, one: str, other: str) -> float | None:
        """Return how far behind the first the second letter of a pair begins."""
        pair = one + other
        if pair not in self._steps:
            shaped = self._shaped(pair)
            self._steps[pair] = None
            if len(shaped) == 1:
                self._steps[pair] = _JOINED
            elif len(shaped) == 2 and (shaped[0].x, shaped[0].y, shaped[1].y) == (0, 0, 0):
                self._steps[pair] = float(shaped[1].x)
        return self._steps[pair]

    def _letter(self, char: str) -> Letter:
        if char not in self._letters:
            (item,) = self._shaped(char)
            glyph = item.ft_object.load_glyph(item.glyph_index, self._flags)
            _, bottom, _, top = glyph.bbox
            self._letters[char] = Letter(glyph.horiAdvance / 64, bottom / 64, top / 64)
        return self._letters[char]

    def _picture(self, char: str, phase: int) -> tuple[np.ndarray, int, int]:
        from matplotlib.ft2font import RenderMode

        (item,) = self._shaped(char)
        font = item.ft_object
        font.set_size(self._size, self._dpi)
        font._set_transform([[0x10000, 0], [0, 0x10000]], [round(0x40 * phase / PHASES), 0])
        bitmap = font._render_glyph(item.glyph_index, self._flags, RenderMode.NORMAL)
        return np.array(bitmap.buffer), int(bitmap.left), int(bitmap.top)

    def _shaped(self, text: str) -> list[Any]:
        font = self.font
        font.clear()
        font.set_size(self._size, self._dpi)
        return list(font._layout(text, flags=self._flags))


@lru_cache(maxsize=64)
def _face(paths: tuple[Any, ...], size: float, dpi: float) -> Face | None:
    from matplotlib.ft2font import FT2Font

    known = all(hasattr(FT2Font, name) for name in ("_layout", "_render_glyph", "_set_transform"))
    return Face(paths, size, dpi) if known else None


@lru_cache(maxsize=1024)
def _face_by_key(key: tuple[Any, ...], dpi: float) -> Face | None:
    from matplotlib.font_manager import FontProperties, fontManager

    family, style, variant, weight, stretch, size = key
    wanted = FontProperties(
        family=list(family),
        style=style,
        variant=variant,
        weight=weight,
        stretch=stretch,
        size=size,
    )
    paths = fontManager._find_fonts_by_props(wanted)
    return _face(tuple(paths), size, dpi)


def face(wanted: FontProperties, dpi: float) -> Face | None:
    """Return the font of given properties; None where Matplotlib gives no single letters."""
    if wanted.get_file() is not None:
        return None
    key = (
        tuple(wanted.get_family()),
        wanted.get_style(),
        wanted.get_variant(),
        wanted.get_weight(),
        wanted.get_stretch(),
        wanted.get_size_in_points(),
    )
    return _face_by_key(key, dpi)


def rehearse(dpi: float) -> None:
    """Remember the letters and pairs of the house's type before a report needs them.

    A process that is forked for each report does this once, for all of them.

    Parameters
    ----------
    dpi : float
        Pixels an inch of the figures.
    """
    from matplotlib.font_manager import FontProperties

    for size in _SIZES:
        for weight in ("normal", "bold"):
            font = face(FontProperties(family=[FONT], size=size, weight=weight), dpi)
            if font is not None:
                font.learn()


def _plain(char: str) -> bool:
    code = ord(char)
    return any(low <= code <= high for low, high in _PLAIN)
