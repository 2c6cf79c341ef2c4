"""A calendar day as a consultant writes it: year-month-day, in spreadsheets also day/month/year."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError

DATE_ORDER = "date_order"
"""Key of the validation context: ``"dmy"`` or ``"mdy"`` where slashed dates are allowed."""

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: 0?0:00(?::00)?)?")


def _day(value: Any, info: ValidationInfo) -> Any:
    """Read a text as a day; numbers are never taken for seconds since 1970."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    parts = _ISO.fullmatch(text)
    if parts:
        year, month, day = (int(part) for part in parts.groups())
    else:
        order = (info.context or {}).get(DATE_ORDER)
        parts = _SLASHED.fullmatch(text) if order else None
        if parts is None:
            raise PydanticCustomError("date_format", "not a date")
        day, month, year = (int(part) for part in parts.groups())
        if order == "mdy":
            day, month = month, day
    try:
        return date(year, month, day)
    except ValueError:
        raise PydanticCustomError("date_format", "not a date") from None


Day = Annotated[date, BeforeValidator(_day)]
"""Field type: ``2026-03-31``; where the context names a date order, also ``31/03/2026``."""
