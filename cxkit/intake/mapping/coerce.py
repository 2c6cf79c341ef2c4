"""Turn the cells of one column into typed values, collecting every cell that will not go.

Each function takes a column as it came (text, or native values of a spreadsheet) and returns
the typed column on the same index with the problems found; a cell that cannot be read becomes
missing *and* a problem, so that one bad cell never hides another.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from cxkit.errors import MAX_SHOWN, Problem, Severity, shown
from cxkit.language import N_
from cxkit.scales import Scale

BLANK_TOKENS = frozenset(
    {
        *("na", "n/a", "n.a.", "nan", "null", "none", "nd", "n/d", "s/d", "ns/nc", "ns/nr"),
        *("-", "--", ".", "#n/a", "#n/d"),
    }
)
"""Texts that stand for "no answer" in exports; read as blank in numbers and dates, and said."""

_TRUE = frozenset({"1", "1.0", "yes", "y", "true", "t", "sí", "si", "s", "verdadero", "x"})
_FALSE = frozenset({"0", "0.0", "no", "n", "false", "f", "falso"})
_CURRENCY = re.compile(
    r"^(?:[A-Z]{0,3}[$€£¥]|[A-Z]{3}|S/\.?|Bs\.?|Q|L|₡|₲)\s*|\s*(?:[$€£¥]|[A-Z]{3})$"
)
_STEERING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Invisible signs that turn the direction of all that follows: a base of 21 would read as 12."""

_PLAIN_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_WHOLE = re.compile(r"[+-]?\d+[.,]0+")

_ROW_BY_ROW = frozenset({"date-order-mixed"})
"""Rules that show single rows and count no others."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column stands, for its problems.

    Attributes
    ----------
    file, table, column : str
        File, table of the kit and heading in the file.
    personal : bool
        Whether values may not be shown, only their rows.
    """

    file: str
    table: str
    column: str
    personal: bool = False

    def count(self, cells: pd.Series) -> int:
        """Count the rows that some cells stand for."""
        return len(cells)

    def first_rows(self, cells: pd.Series) -> tuple[int, ...]:
        """Return the numbers of the first rows that some cells stand for."""
        return tuple(int(row) for row in cells.index[:MAX_SHOWN])

    def problem(
        self,
        rule: str,
        message: str,
        remedy: str = "",
        *,
        cells: pd.Series | None = None,
        severity: Severity = "error",
        **values: object,
    ) -> Problem:
        """Build a problem at this place, showing a few of the cells concerned."""
        rows: tuple[int, ...] = ()
        found: tuple[str, ...] = ()
        count = 0
        if cells is not None:
            single = rule in _ROW_BY_ROW
            count = len(cells) if single else self.count(cells)
            rows = Place.first_rows(self, cells) if single else self.first_rows(cells)
            found = () if self.personal else shown(list(dict.fromkeys(map(str, cells))))
        return Problem(
            rule=rule,
            message=message,
            remedy=remedy,
            values=values,
            severity=severity,
            file=self.file,
            table=self.table,
            column=self.column,
            rows=rows,
            found=found,
            count=count,
        )


Coerced = tuple[pd.Series, list[Problem]]


def clean_cells(
    cells: pd.Series, *, missing: tuple[str, ...], values: Mapping[str, str]
) -> pd.Series:
    """Trim texts, blank what the engagement declares as missing, and recode.

    ``values`` maps a cell's text, whatever its case, to another; ``"*"`` stands for any
    cell that is not blank and ``""`` for a blank one, on either side.
    """
    texts = [_trimmed(cell) for cell in cells.tolist()]
    if missing:
        gone = {_key(item) for item in missing}
        texts = [None if _key(text) in gone else text for text in texts]
    if values:
        recode = {_key(item): new for item, new in values.items()}
        blank = recode.pop("", None)
        anything = recode.pop("*", None)
        texts = [
            blank
            if text is None
            else recode.get(_key(text), text if anything is None else anything)
            for text in texts
        ]
    return as_cells([text if text != "" else None for text in texts], cells.index)


def as_cells(cells: Sequence[Any], index: pd.Index) -> pd.Series:
    """Return cells as they are, of whatever kind each is; missing is None."""
    return pd.Series(np.fromiter(cells, dtype=object, count=len(cells)), index=index, dtype=object)


def to_text(cells: pd.Series) -> pd.Series:
    """Return categories as text; numbers of a spreadsheet lose their ``.0``."""
    texts = [None if cell is None else _plain(cell) for cell in cells.tolist()]
    return pd.Series(texts, index=cells.index, dtype="str")


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


def to_flag(cells: pd.Series, place: Place) -> Coerced:
    """Read yes and no in Spanish or English."""
    keys = pd.Series([_key(cell) for cell in cells.tolist()], index=cells.index, dtype=object)
    flags = pd.Series(
        np.select([keys.isin(_TRUE), keys.isin(_FALSE)], [1.0, 0.0], np.nan), index=cells.index
    )
    bad = cells[cells.notna() & flags.isna() & (keys != "")]
    problems = []
    if len(bad):
        problems.append(
            place.problem(
                "not-a-flag",
                N_("The column must hold yes or no; some cells hold something else."),
                N_(
                    "Say what each text means under “values:” of the column, such as "
                    "“Churned: yes”."
                ),
                cells=bad,
            )
        )
    return flags.astype("boolean"), problems


# ------------------------------------------------------------- decimal marks
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


# --------------------------------------------------------------------- cells
def _trimmed(cell: Any) -> Any:
    if cell is None or cell is pd.NaT or cell is pd.NA:
        return None
    if isinstance(cell, float):
        return None if math.isnan(cell) else cell
    if isinstance(cell, str):
        if cell.isascii():
            return cell.strip() or None
        text = cell.translate(_STEERING).strip()
        return text.strip("\N{NO-BREAK SPACE}\N{ZERO WIDTH NO-BREAK SPACE}").strip() or None
    return cell


def _plain(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return str(cell)


def _key(cell: Any) -> str:
    """Return what a cell is compared by: ``"0"`` for 0, ``"0"`` and ``"0.0"`` alike."""
    text = "" if cell is None else _plain(cell).strip().casefold()
    if text.isalpha():
        return text
    return re.split("[.,]", text)[0] if _WHOLE.fullmatch(text) else text


def without_blank_tokens(cells: pd.Series, place: Place) -> Coerced:
    """Read texts that stand for "no answer" as blank, and say so in a note."""
    found = [cell is not None and _key(cell) in BLANK_TOKENS for cell in cells.tolist()]
    if not any(found):
        return cells, []
    tokens = cells[found]
    note = place.problem(
        "blank-tokens",
        N_("{n} cells such as “{token}” were read as blank."),
        severity="note",
        n=place.count(tokens),
        token=str(tokens.iloc[0]),
    )
    return cells.where(~cells.index.isin(tokens.index), None), [note]


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


Reader = Callable[[pd.Series, Place], Coerced]
