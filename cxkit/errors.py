"""What can go wrong, as data: a problem knows where, what was found, and what to do.

A problem holds English message templates and the values that fill them; `cxkit.language`
turns it into a sentence in the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

MAX_SHOWN = 5
"""Rows and values of one problem that are shown; the rest is counted."""

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, doubtful or worth knowing in a client's folder.

    Attributes
    ----------
    rule : str
        Stable identifier of the rule that was broken, such as ``"off-scale"``.
    message, remedy : str
        English templates with named placeholders: what was found, and what to do.
    values : Mapping[str, object]
        Fills the placeholders of both templates.
    severity : {"error", "warning", "note"}
        An error stops a report; a warning is shown; a note states what was assumed.
    file, table, column : str
        Where it is; empty where it does not apply.
    rows : tuple of int
        Row numbers as a spreadsheet shows them (the header is row 1), at most `MAX_SHOWN`.
    found : tuple of str
        Offending values, at most `MAX_SHOWN`; always empty for personal columns.
    count : int
        How many rows or values are affected in all.
    """

    rule: str
    message: str
    remedy: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = "error"
    file: str = ""
    table: str = ""
    column: str = ""
    rows: tuple[int, ...] = ()
    found: tuple[str, ...] = ()
    count: int = 0


class CxkitError(Exception):
    """Base of every error the kit raises on purpose; carries the problems found.

    Parameters
    ----------
    problems : Problem or iterable of Problem
        All problems that led to the error, errors and warnings alike.
    """

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        found = (problems,) if isinstance(problems, Problem) else tuple(problems)
        self.problems: tuple[Problem, ...] = found
        super().__init__("\n".join(_plain(problem) for problem in found))


class EngagementError(CxkitError):
    """``engagement.yml`` or a file of judgement is not as it has to be."""


class DataError(CxkitError):
    """A client's data file breaks its contract."""


class ReportError(CxkitError):
    """A report or notebook cannot be assembled, run or exported."""


class UsageError(CxkitError):
    """A command, a parameter or a name is not one the kit knows."""


def shown(items: Sequence[object]) -> tuple[str, ...]:
    """Return the few items of a longer list that a message may show, as text."""
    return tuple(str(item)[:60] for item in items[:MAX_SHOWN])


def _plain(problem: Problem) -> str:
    """Render a problem in English, for logs and for Python users."""
    place = ", ".join(part for part in (problem.file, problem.table, problem.column) if part)
    text = problem.message.format(**problem.values)
    remedy = problem.remedy.format(**problem.values)
    return " ".join(part for part in (f"{place}:" if place else "", text, remedy) if part)
