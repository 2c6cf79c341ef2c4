"""Numbers as people and programs write them: decimal marks, thousands, currencies, brackets."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from cxkit.intake.mapping.coerce import without_blank_tokens
from cxkit.intake.mapping.place import Coerced, Place
from cxkit.language import N_
from cxkit.scales import Scale

_CURRENCY = re.compile(
    r"^(?:[A-Z]{0,3}[$€£¥]|[A-Z]{3}|S/\.?|Bs\.?|Q|L|₡|₲)\s*|\s*(?:[$€£¥]|[A-Z]{3})$"
)
_PLAIN_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")


def to_number(cells: pd.Series, place: Place, *, decimal: str) -> Coerced:
    """Read numbers written with the given decimal mark."""
    blanks, notes = without_blank_tokens(cells, place)
    numbers = [_number(cell, decimal) for cell in blanks.tolist()]
    parsed = pd.Series(numbers, index=cells.index, dtype="float64")
    bad = blanks[blanks.notna() & parsed.isna()]
    if len(bad):
        notes.append(
            place.problem(
                "not-a-number",
                N_("The column must hold numbers; some cells hold something else."),
                N_(
                    "Correct these cells, leave them blank, or list their text under "
                    "“missing:” or “values:” of the column."
                ),
                cells=bad,
            )
        )
    return parsed, notes


def to_scale(cells: pd.Series, place: Place, *, scale: Scale) -> Coerced:
    """Read answers on a declared scale; what is off the scale is a problem, never dropped."""
    numbers, problems = to_number(cells, place, decimal=".")
    problems = [
        replace(
            problem,
            message=N_("Answers must be whole numbers from {low} to {high}; some cells are text."),
            values={"low": scale.low, "high": scale.high},
        )
        if problem.rule == "not-a-number"
        else problem
        for problem in problems
    ]
    off = numbers.notna() & ~(numbers.between(scale.low, scale.high) & (numbers % 1 == 0))
    if off.any():
        problems.append(
            place.problem(
                "off-scale",
                N_("Answers must be whole numbers from {low} to {high}; some are not."),
                N_(
                    "Correct them in the file; if a value means “no answer”, list it under "
                    "“missing:” of the column; if the question used another scale, declare it."
                ),
                cells=cells[off],
                low=scale.low,
                high=scale.high,
            )
        )
    return numbers.where(~off), problems


@dataclass(frozen=True, slots=True)
class DecimalEvidence:
    """What the cells of a file say of its decimal mark: counts of cells that prove each."""

    comma: int = 0
    dot: int = 0
    unclear: int = 0

    def __add__(self, other: DecimalEvidence) -> DecimalEvidence:
        """Add up the evidence of two columns."""
        return DecimalEvidence(
            self.comma + other.comma, self.dot + other.dot, self.unclear + other.unclear
        )


def decimal_evidence(cells: pd.Series) -> DecimalEvidence:
    """Look for cells that can be read with one decimal mark only."""
    comma = dot = unclear = 0
    for cell in cells.dropna().unique():
        if not isinstance(cell, str):
            continue
        verdict = _decimal_of(_bare(cell))
        comma += verdict == ","
        dot += verdict == "."
        unclear += verdict == "?"
    return DecimalEvidence(comma, dot, unclear)


def _decimal_of(text: str) -> str:
    """Tell which decimal mark a number's text proves: ``,`` or ``.``, ``?``, or none."""
    commas, dots = text.count(","), text.count(".")
    if not re.fullmatch(r"[+-]?[\d.,]+", text) or not (commas or dots):
        return ""
    if commas and dots:
        return "," if text.rfind(",") > text.rfind(".") else "."
    mark, times = (",", commas) if commas else (".", dots)
    other = "." if mark == "," else ","
    if times > 1:
        return other
    head, tail = text.lstrip("+-").split(mark)
    grouping = len(tail) == 3 and 1 <= len(head) <= 3 and not head.startswith("0")
    return "?" if grouping else mark


def _bare(text: str) -> str:
    """Strip currency, spaces and accountants' brackets from a number's text."""
    bare = text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ").strip()
    negative = bare.startswith("(") and bare.endswith(")")
    bare = bare[1:-1].strip() if negative else bare
    sign = ""
    if bare[:1] in "+-\N{MINUS SIGN}" and bare:
        sign, bare = ("-" if bare[0] != "+" else ""), bare[1:].strip()
    bare = _CURRENCY.sub("", bare).strip()
    if bare[:1] in "-\N{MINUS SIGN}" and bare and not sign:
        sign, bare = "-", bare[1:].strip()
    bare = re.sub(r"(?<=\d) (?=\d{3}(?:\D|$))", "", bare).replace("'", "")
    return ("-" if negative else sign) + bare


def _number(cell: Any, decimal: str) -> float:
    if cell is None or isinstance(cell, datetime | date):
        return math.nan
    if isinstance(cell, bool | np.bool_):
        return math.nan
    if isinstance(cell, int | float | np.number):
        return _finite(cell)
    text = str(cell)
    thousands = "." if decimal == "," else ","
    if thousands not in text and _PLAIN_NUMBER.fullmatch(plain := text.replace(decimal, ".")):
        return _finite(plain)
    text = _bare(text)
    if thousands in text:
        whole = text.split(decimal)[0].lstrip("+-")
        if (
            not re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{3})+", whole)
            or thousands in text[len(whole) + 1 :]
        ):
            return math.nan
        text = text.replace(thousands, "")
    text = text.replace(decimal, ".") if decimal == "," else text
    return _finite(text) if _PLAIN_NUMBER.fullmatch(text) else math.nan


def _finite(value: Any) -> float:
    try:
        number = float(value)
    except OverflowError:
        return math.nan
    return number if math.isfinite(number) else math.nan
