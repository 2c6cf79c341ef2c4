"""Turn the cells of one column into typed values, collecting every cell that will not go.

Each function takes a column as it came (text, or native values of a spreadsheet) and returns
the typed column on the same index with the problems found; a cell that cannot be read becomes
missing *and* a problem, so that one bad cell never hides another.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from cxkit.intake.mapping.place import Coerced, Place
from cxkit.language import N_

BLANK_TOKENS = frozenset(
    {
        *("na", "n/a", "n.a.", "nan", "null", "none", "nd", "n/d", "s/d", "ns/nc", "ns/nr"),
        *("-", "--", ".", "#n/a", "#n/d"),
    }
)
"""Texts that stand for "no answer" in exports; read as blank in numbers and dates, and said."""

_TRUE = frozenset({"1", "1.0", "yes", "y", "true", "t", "sí", "si", "s", "verdadero", "x"})
_FALSE = frozenset({"0", "0.0", "no", "n", "false", "f", "falso"})
_STEERING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Invisible signs that turn the direction of all that follows: a base of 21 would read as 12."""

_WHOLE = re.compile(r"[+-]?\d+[.,]0+")


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
