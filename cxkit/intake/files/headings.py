"""Headings of a file's columns: one row or several, made unique, never blank."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from cxkit.errors import MAX_SHOWN, Problem, shown
from cxkit.language import N_

_ANSWER_ONLY = frozenset(
    {"response", "open-ended response", "respuesta", "respuesta abierta", "respuesta de texto"}
)
"""Second heading rows of survey tools that say only that an answer follows."""

HEADING_RULES = frozenset({"heading-repeated", "heading-blank"})
"""Problems of `unique_headings`; they show what stands in the row that was read as heading."""

_MADE = re.compile(r"column \d+(?: \(\d+\))?")

_TAG = re.compile(r"</?(?:b|br|em|font|i|p|span|strong|u)(?:\s[^<>]*)?/?>", re.IGNORECASE)
"""Marks of emphasis that survey tools leave in the questions they export."""


def clean_heading(text: object) -> str:
    """Return a heading as text without blanks, line ends or a byte-order mark around it."""
    return "" if text is None else str(text).strip("\ufeff \t\r\n\v\f\u00a0")


def heading_key(text: str) -> str:
    """Return what two headings have in common that differ in case, blanks and emphasis only.

    Parameters
    ----------
    text : str
        A heading, from a file or from ``engagement.yml``.

    Returns
    -------
    str
        For comparison, never for display: composed letters, one blank between words, no
        tags such as ``<strong>``.
    """
    plain = unicodedata.normalize("NFC", _TAG.sub("", clean_heading(text)))
    return " ".join(plain.split()).casefold()


def join_heading_rows(rows: Sequence[Sequence[object]]) -> list[str]:
    """Make one heading a column from one or several heading rows.

    Parameters
    ----------
    rows : sequence of sequences
        Heading rows from the top, of any lengths.

    Returns
    -------
    list of str
        Parts joined by ``" / "``; ``""`` where a column has no heading.

    Notes
    -----
    With several rows, a blank cell of any row but the last continues the one on its left
    where a lower row has a heading, as survey tools write a question over its options.
    Parts such as "Response", and a part that repeats the one above, are left out. Where
    a row holds the import codes of a Qualtrics export, the first row alone is the heading.
    """
    width = max((len(row) for row in rows), default=0)
    padded = [[clean_heading(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    if len(padded) == 1:
        return padded[0]
    if any(cell.startswith('{"ImportId"') for row in padded for cell in row):
        return padded[0]
    for level, row in enumerate(padded[:-1]):
        for column in range(1, width):
            below = any(lower[column] for lower in padded[level + 1 :])
            above_same = all(upper[column] == upper[column - 1] for upper in padded[:level])
            if not row[column] and below and above_same:
                row[column] = row[column - 1]
    return [_joined([row[column] for row in padded]) for column in range(width)]


def _joined(parts: Sequence[str]) -> str:
    kept: list[str] = []
    for part in parts:
        only_answer = bool(kept) and part.casefold() in _ANSWER_ONLY
        if part and not only_answer and (not kept or kept[-1] != part):
            kept.append(part)
    return " / ".join(kept)


def unique_headings(
    headings: Sequence[str], *, file: str, table: str
) -> tuple[list[str], list[Problem]]:
    """Name blank headings by their place and number repeated ones.

    Parameters
    ----------
    headings : sequence of str
        Clean headings, ``""`` where there is none.
    file, table : str
        Where they are, for the problems.

    Returns
    -------
    headings : list of str
        All different: ``"column 5"`` for a blank fifth one, ``"name (2)"`` for a second
        ``"name"``.
    problems : list of Problem
        A warning for repeated headings, a note for blank ones.
    """
    problems: list[Problem] = []
    taken = set(headings)
    used: set[str] = set()
    result: list[str] = []
    repeated: list[str] = []
    blank: list[str] = []
    for place, heading in enumerate(headings, start=1):
        name = heading or f"column {place}"
        if name in used or (not heading and name in taken):
            name = _next_free(name, taken | used)
        if not heading:
            blank.append(name)
        elif name != heading:
            repeated.append(heading)
        used.add(name)
        result.append(name)
    if repeated:
        problems.append(
            Problem(
                rule="heading-repeated",
                severity="warning",
                message=N_("Several columns have the same heading."),
                remedy=N_(
                    "The second one is read as “{example}”, and so on. Give each column its own "
                    "heading, or use these names after “from:”."
                ),
                values={"example": _cut(f"{repeated[0]} (2)")},
                file=file,
                table=table,
                found=shown(list(dict.fromkeys(repeated))),
                count=len(repeated),
            )
        )
    if blank:
        problems.append(
            Problem(
                rule="heading-blank",
                severity="note",
                message=N_("Some columns have no heading; they are named by their place."),
                values={},
                file=file,
                table=table,
                found=tuple(blank[:MAX_SHOWN]),
                count=len(blank),
            )
        )
    return result, problems


def is_made(heading: str) -> bool:
    """Tell whether a heading is a name that `unique_headings` gives to a blank one."""
    return _MADE.fullmatch(heading) is not None


def _next_free(name: str, taken: set[str]) -> str:
    number = 2
    while f"{name} ({number})" in taken:
        number += 1
    return f"{name} ({number})"


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
