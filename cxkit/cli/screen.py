"""What the command line prints: problems, tables and progress, in the reader's language."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cxkit.errors import Problem, Severity
from cxkit.language import LanguageCode, Words, problem_place, problem_text

out = Console(highlight=False, markup=False, emoji=False)
err = Console(stderr=True, highlight=False, markup=False, emoji=False)
"""Whatever is printed is text: brackets and colons in a client's words mean nothing."""

_ORDER: tuple[Severity, ...] = ("error", "warning", "note")
_MARKS = {"error": ("✗", "bold red"), "warning": ("!", "yellow"), "note": ("·", "dim")}


def terminal_language() -> LanguageCode:
    """Return the language of the user's terminal: Spanish where it is set so, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "es" if value.casefold().startswith("es") else "en"
    return "en"


def print_problems(problems: Sequence[Problem], words: Words, *, console: Console = out) -> None:
    """Print problems, worst first, each with its place, what was found and what to do."""
    for severity in _ORDER:
        chosen = [item for item in problems if item.severity == severity]
        if not chosen:
            continue
        mark, style = _MARKS[severity]
        console.print(Text(_title(severity, len(chosen), words), style=style))
        for problem in chosen:
            place = problem_place(problem, words)
            line = Text(f"{mark} ", style=style)
            line.append(printable(f"{place}: ") if place else "", style="bold")
            line.append(printable(problem_text(problem, words)), style="")
            console.print(Padding(line, (0, 0, 0, 2)))


def _title(severity: Severity, n: int, words: Words) -> str:
    """Say how many problems of a kind there are."""
    if severity == "error":
        return words.plural("{n} error", "{n} errors", n)
    if severity == "warning":
        return words.plural("{n} warning", "{n} warnings", n)
    return words.plural("{n} note", "{n} notes", n)


def plain_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Return a table without ornament; every cell is text, never markup."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(Text(heading))
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    return table


def printable(text: str) -> str:
    """Return a client's text on one line, without signs that steer a terminal."""
    kept = (
        " " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign
        for sign in text
        if unicodedata.bidirectional(sign) not in _STEERING
    )
    return "".join(kept)


_STEERING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
"""Signs that turn the direction of what follows, which hides what a text says."""
