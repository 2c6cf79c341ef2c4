"""What the files of judgement have in common: entries that refuse unknown keys, field types."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator

from cxkit.engagement.rules import broken
from cxkit.language import N_

DELIMITER = "delimiter"
"""Key of the validation context: the delimiter of the CSV file a row comes from."""


class Entry(BaseModel):
    """A frozen record of a file of judgement; keys it does not know are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


# ------------------------------------------------------------------ words and names
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$")]
"""Short name by which other files refer to an entry."""

Label = Annotated[str, Field(min_length=1, max_length=120)]
"""Name as the client says it: a touchpoint, a channel, an area, an owner."""

Emotion = Annotated[int, Field(ge=-2, le=2)]
"""Judged emotion, from -2 (very bad) over 0 to 2 (very good)."""

Level = Annotated[int, Field(ge=1, le=5)]
"""Judgement from 1 (least) to 5 (most)."""

Phase = Literal["before", "during", "after"]
"""Part of the life cycle, counted from the purchase."""


def _refs(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Refs = Annotated[tuple[Label, ...], BeforeValidator(_refs)]
"""Names of other entries; one alone needs no brackets."""


def _cell_refs(value: Any) -> Any:
    if isinstance(value, str):
        return tuple(part.strip() for part in re.split(r"[|;,\s]+", value) if part.strip())
    return value


CellRefs = Annotated[tuple[Label, ...], BeforeValidator(_cell_refs)]
"""Ids in one cell of a table, parted by spaces, commas or ``|``."""

# ------------------------------------------------------------------ yes and no
_YES = frozenset({"yes", "y", "true", "1", "si", "sí", "s", "verdadero"})
_NO = frozenset({"no", "n", "false", "0", "falso"})
_PARTLY = frozenset({"partly", "partial", "parcial", "en parte"})


def _yes_no(value: Any) -> Any:
    text = value.strip().casefold() if isinstance(value, str) else value
    return True if text in _YES else False if text in _NO else value


def _degree(value: Any) -> Any:
    text = value.strip().casefold() if isinstance(value, str) else value
    if text in _PARTLY:
        return "partly"
    return "yes" if text in _YES else "no" if text in _NO else value


YesNo = Annotated[bool, BeforeValidator(_yes_no)]
"""``yes`` or ``no``, also ``sí``."""

Degree = Annotated[Literal["yes", "partly", "no"], BeforeValidator(_degree)]
"""``yes``, ``partly`` or ``no``, also ``sí`` and ``en parte``."""

# ------------------------------------------------------------------ numbers
_GROUPED = re.compile(r"([+-]?)(\d{1,3})([.,])(\d{3})")
_MIXED = re.compile(r"[+-]?\d{1,3}(?:([.,])\d{3})+([.,])\d+")
_WHOLE = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+")
_MANY = re.compile(r"[+-]?\d{1,3}(?:([.,])\d{3}){2,}")


def _number(value: Any, info: ValidationInfo) -> Any:
    """Read a cell with a decimal comma or thousands where only one reading is possible.

    In a CSV file parted by commas, ``1.234`` is a decimal; elsewhere it could be a Spanish
    thousand as well and is refused. YAML has no decimal comma: a comma parts a list there.
    """
    delimiter = (info.context or {}).get(DELIMITER)
    if not isinstance(value, str):
        return value
    text = value.strip().replace("\N{NO-BREAK SPACE}", "").replace("\N{NARROW NO-BREAK SPACE}", "")
    if delimiter is None and "," in text:
        return value
    mixed = _MIXED.fullmatch(text)
    if mixed and mixed[1] != mixed[2]:
        return text.replace(mixed[1], "").replace(mixed[2], ".")
    many = _MANY.fullmatch(text)
    if many:
        return text.replace(many[1], "")
    grouped = _GROUPED.fullmatch(text)
    if grouped and grouped[2] != "0" and not (delimiter == "," and grouped[3] == "."):
        sign, head, _, tail = grouped.groups()
        raise broken(
            "number_ambiguous",
            N_(
                "“{place}” can be read as {whole} or as {decimal}. Write it without thousands "
                "separator, or with another number of decimals."
            ),
            whole=f"{sign}{head}{tail}",
            decimal=f"{sign}{head}.{tail}",
        )
    return text.replace(",", ".") if text.count(",") == 1 else text


Number = Annotated[float, BeforeValidator(_number)]
"""A finite number."""

Positive = Annotated[float, Field(ge=0), BeforeValidator(_number)]
"""A finite number of 0 or more."""

Share = Annotated[float, Field(ge=0, le=1), BeforeValidator(_number)]
"""A share from 0 to 1."""

ShareBelowOne = Annotated[float, Field(ge=0, lt=1), BeforeValidator(_number)]
"""A share from 0 to less than 1."""

Growth = Annotated[float, Field(gt=-0.5, le=1), BeforeValidator(_number)]
"""A change a year as a share: 0.03 is 3 %."""

Months = Annotated[float, Field(ge=0, le=360), BeforeValidator(_number)]
"""A number of months, up to thirty years."""

Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
"""ISO 4217 code."""


def _whole(value: Any) -> Any:
    """Read ``12.500`` as 12500: a whole number has no decimals."""
    if isinstance(value, str) and _WHOLE.fullmatch(value.strip()):
        return value.replace(".", "").replace(",", "")
    return value


Count = Annotated[int, Field(ge=0), BeforeValidator(_whole)]
"""A whole number of 0 or more; thousands may be parted."""

AtLeastOne = Annotated[int, Field(ge=1), BeforeValidator(_whole)]
"""A whole number of 1 or more; thousands may be parted."""


class Range(Entry):
    """A range, written ``[10, 20]``, ``{low: 10, high: 20}`` or as one number."""

    low: Number
    high: Number

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, value: Any) -> Any:
        if isinstance(value, list | tuple) and len(value) == 2:
            return {"low": value[0], "high": value[1]}
        return {"low": value, "high": value} if isinstance(value, str | int | float) else value

    @model_validator(mode="after")
    def _ordered(self) -> Range:
        if self.low > self.high:
            raise broken(
                "range_order",
                N_("“{place}” runs from {low} to {high}; write the lower end first."),
                low=f"{self.low:g}",
                high=f"{self.high:g}",
            )
        return self


class ShareRange(Range):
    """A range of shares from 0 to 1."""

    low: Share
    high: Share


class CostRange(Range):
    """A range of costs of 0 or more."""

    low: Positive
    high: Positive


def refuse_repeats(names: Iterable[str | None], *, what: str) -> None:
    """Refuse a list in which two entries have the same id.

    Parameters
    ----------
    names : iterable of str or None
        Ids in order; None counts as not given.
    what : str
        Key of the list, shown in the message.

    Raises
    ------
    PydanticCustomError
        Naming the first id that occurs twice.
    """
    seen: set[str] = set()
    for name in names:
        if name is not None and name in seen:
            raise broken(
                "repeated_id",
                N_("Two entries of “{what}” are called “{name}”; give each a name of its own."),
                what=what,
                name=name,
            )
        if name is not None:
            seen.add(name)
