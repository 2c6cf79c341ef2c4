"""Delimiter of a text file, found out from how many fields each of its lines would have."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

DELIMITERS: dict[str, str] = {",": ",", ";": ";", "tab": "\t", "|": "|"}
"""Names a consultant may write after ``delimiter:``, and the character each stands for."""

SPACES = "space"
"""Name of runs of blanks, which part the columns of some old exports."""

_CHARACTERS = {**DELIMITERS, SPACES: " "}
_NEVER = "\x1f"
_ONE_COLUMN_BELOW = 0.9
_PRIORITY = {"tab": 3, ";": 2, "|": 1, ",": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Delimiter:
    """What parts the fields of a text file.

    Attributes
    ----------
    name : str
        One of `DELIMITERS`, or `SPACES`; ``""`` for a file with a single column.
    rivals : tuple of str
        Other delimiters that part every line just as evenly; empty if it is clear.
    """

    name: str
    rivals: tuple[str, ...] = ()

    @property
    def character(self) -> str:
        """The character itself; one that no text holds where nothing is to be parted."""
        return _CHARACTERS.get(self.name, _NEVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """How evenly one delimiter parts the sample."""

    name: str
    share: float
    width: int

    @property
    def rank(self) -> tuple[float, int, int]:
        return (round(self.share, 2), self.width, _PRIORITY.get(self.name, -1))


def detect_delimiter(lines: Sequence[str], *, complete: bool) -> Delimiter:
    """Find the delimiter of a text file.

    Parameters
    ----------
    lines : sequence of str
        First lines of the file, heading included, line ends kept.
    complete : bool
        Whether this is the whole file; else the last record may be cut off and is left out.

    Returns
    -------
    Delimiter
        The one that gives most records the same number of fields, two at least; the wider
        one of equals. None (``""``) if the first line is one field and the others are
        parted unevenly at best: a single column, perhaps of comments with commas. Runs of
        blanks count where nothing else parts the lines and they give every record, three
        at least, the same number of fields, three at least.
    """
    fits = [_fit(lines, name, complete=complete) for name in DELIMITERS]
    useful = sorted((fit for fit in fits if fit.width > 1), key=lambda fit: fit.rank, reverse=True)
    if not useful:
        return Delimiter(name=SPACES if _spaced(lines, complete=complete) else "")
    best = useful[0]
    if best.share < _ONE_COLUMN_BELOW and field_count(lines[0], best.name) == 1:
        return Delimiter(name="")
    rivals = tuple(
        fit.name
        for fit in useful[1:]
        if len(lines) > 1 and fit.share == best.share == 1 and fit.width == best.width
    )
    return Delimiter(name=best.name, rivals=rivals)


def field_count(line: str, name: str) -> int:
    """Return how many fields a line has with a delimiter."""
    return max((len(row) for row in _records([line], _CHARACTERS.get(name, _NEVER))), default=0)


def _spaced(lines: Sequence[str], *, complete: bool) -> bool:
    """Tell whether blanks part a sample without exception, as in a printed table."""
    bare = [line.rstrip(" \r\n") for line in lines]
    fit = _fit(bare, SPACES, complete=complete)
    return len(bare) > 2 and fit.width > 2 and fit.share == 1


def _fit(lines: Sequence[str], name: str, *, complete: bool) -> _Fit:
    records = _records(lines, _CHARACTERS[name])
    if not complete and len(records) > 1:
        records = records[:-1]
    widths = Counter(len(record) for record in records if any(record))
    if not widths:
        return _Fit(name=name, share=0.0, width=0)
    width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
    return _Fit(name=name, share=times / widths.total(), width=width)


def _records(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """Return the records of a sample; none if it cannot be parted at all."""
    try:
        return list(csv.reader(lines, delimiter=delimiter, skipinitialspace=delimiter == " "))
    except csv.Error:
        return []
