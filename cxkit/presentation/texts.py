"""The words that go with a figure or a table, ready to be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureText:
    """Words around a figure.

    Attributes
    ----------
    headline : str
        One sentence that states the finding.
    measure : str
        Measure, unit, period and base.
    reading : str
        One sentence on how to read it or what follows.
    source : str
        Table and columns it comes from.
    alt : str
        The values that carry the headline, for who cannot see the figure.
    """

    headline: str
    measure: str
    reading: str
    source: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTable:
    """A table of texts, every number already written in the client's format.

    Attributes
    ----------
    caption : str
        What the table shows.
    headings : sequence of str
        Column headings; the first column names the row.
    rows : sequence of sequence of str
        Cells.
    numeric : sequence of bool
        Which columns hold numbers and are set to the right.
    note : str
        Line under the table.
    """

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: Sequence[bool]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """One number of the strip that opens a section.

    Attributes
    ----------
    label, value, detail : str
        Name of the measure, the number, and its interval and base.
    flag : str
        A word of caution, such as "indicative"; empty where none is called for.
    """

    label: str
    value: str
    detail: str
    flag: str = ""
