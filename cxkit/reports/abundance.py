"""What a notebook may show, so that its report can still be opened: the rest is left out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from cxkit.language import N_, Words

PRINTED = 1_000_000
"""Characters that a cell may print on each of its two streams."""

SHOWN = 50_000_000
"""Characters of all figures, tables and other things that a notebook may show."""

TOLD = 20_000
"""Characters of each line of an error's traceback."""

_EACH = 1_000
"""Characters that anything shown counts at least."""

_PART = re.compile(r"\r|[^\r]+")
_TOO_MUCH_PRINTED = N_(
    "[The rest is left out: a report keeps the first {limit} characters that a cell prints.]"
)
_TOO_MUCH_SHOWN = N_(
    "[Left out: a report keeps {limit} characters of figures, tables and other outputs.]"
)


class Printed:
    """What a cell prints on one stream, as a terminal would show it, up to a limit.

    Parameters
    ----------
    note : str
        Stands in the place of the rest.
    limit : int
        Characters that are kept.

    Notes
    -----
    In how many pieces the text comes makes no difference, and time grows with its length only.
    """

    def __init__(self, note: str, limit: int = PRINTED) -> None:
        self._note, self._limit = note, limit
        self._pieces: list[str] = []
        self._length = 0
        self._full = False

    def add(self, text: str) -> None:
        """Take what is printed next."""
        for part in _PART.findall(text):
            if self._full:
                return
            self._take(part)
            if self._length > self._limit:
                kept = "".join(self._pieces)[: self._limit].rstrip("\r\n")
                self._pieces = [f"{kept}\n{self._note}\n"]
                self._full = True

    def _take(self, part: str) -> None:
        """Take a return, or a text without any."""
        if self._pieces and self._pieces[-1] == "\r" and part[0] != "\n":
            self._start_line_again()
        self._pieces.append(part)
        self._length += len(part)

    def _start_line_again(self) -> None:
        """Forget the line that will be written over."""
        while self._pieces:
            piece = self._pieces.pop()
            self._length -= len(piece)
            end = piece.rfind("\n") + 1
            if end:
                self._pieces.append(piece[:end])
                self._length += end
                return

    @property
    def text(self) -> str:
        """What is kept."""
        return "".join(self._pieces)


class Abundance:
    """Measures all that a notebook shows.

    Parameters
    ----------
    words : Words
        Language of the notes in place of what is left out.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._printed: dict[tuple[int, str], tuple[Any, Printed]] = {}
        self._sizes: dict[int, int] = {}
        self._noted: set[int] = set()

    def note(self, text: str, limit: int) -> str:
        """Return what stands in the place of what is left out."""
        return self._words(text, limit=self._words.number(limit))

    def printed(self, cell: int, name: str) -> Printed | None:
        """Return what a cell has printed on a stream; None where that is nothing yet."""
        known = self._printed.get((cell, name))
        return known[1] if known else None

    def begin(self, cell: int, output: Any) -> None:
        """Take the first piece of what a cell prints on a stream.

        Parameters
        ----------
        cell : int
            Which cell.
        output : NotebookNode
            The output that will hold all of the stream's text, see `finish`.
        """
        printed = Printed(self.note(_TOO_MUCH_PRINTED, PRINTED))
        printed.add(output["text"])
        output["text"] = ""
        self._printed[cell, output["name"]] = (output, printed)

    def admit(self, cell: int, content: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Return what of a figure, table or the like is kept.

        Parameters
        ----------
        cell : int
            Which cell.
        content : Mapping[str, object]
            Of a message that shows something.

        Returns
        -------
        Mapping or None
            As given, or a note in its place; None where there is a note already.
        """
        size = max(_EACH, _size(content.get("data", {})))
        if sum(self._sizes.values()) + size <= SHOWN:
            self._sizes[cell] = self._sizes.get(cell, 0) + size
            return content
        if cell in self._noted:
            return None
        self._noted.add(cell)
        return {**content, **self._instead()}

    def replace(self, content: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what takes the place of something shown earlier; a note where it is too much.

        Parameters
        ----------
        content : Mapping[str, object]
            Of a message that updates something.
        """
        too_much = _size(content.get("data", {})) > SHOWN
        return {**content, **self._instead()} if too_much else content

    def _instead(self) -> dict[str, Any]:
        note = self.note(_TOO_MUCH_SHOWN, SHOWN)
        return {"data": {"text/plain": note}, "metadata": {}}

    def clear(self, cell: int) -> None:
        """Forget what a cell has shown: the cell has wiped it."""
        self._sizes.pop(cell, None)
        self._noted.discard(cell)
        for name in ("stdout", "stderr"):
            self._printed.pop((cell, name), None)

    def finish(self) -> None:
        """Put into the outputs what was printed."""
        for output, printed in self._printed.values():
            output["text"] = printed.text


def brief_error(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an error with no line longer than a reader wants.

    Parameters
    ----------
    content : Mapping[str, object]
        Of a message of an error.
    """
    lines = [line[:TOLD] for line in content.get("traceback", [])]
    return {**content, "evalue": str(content.get("evalue", ""))[:TOLD], "traceback": lines}


def _size(data: Mapping[str, Any]) -> int:
    return sum(
        len(item) if isinstance(item, str) else len(json.dumps(item, default=str))
        for item in data.values()
    )
