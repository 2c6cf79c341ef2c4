"""Read dates as clients write them; the order of day and month is proved, declared or refused."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd

from cxkit.errors import Problem
from cxkit.intake.mapping.coerce import as_cells, without_blank_tokens
from cxkit.intake.mapping.place import Coerced, Place
from cxkit.language import N_, Message

_TIME = (
    r"(?:[T ,]+(?P<h>\d{1,2}):(?P<mi>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<ap>[ap]\.?\s?m\.?)?)?"
)
_ZONE = r"\s*(?P<zone>UTC|GMT|Z|[+-]\d{2}:?\d{2})?"
_ISO = re.compile(rf"(?P<y>\d{{4}})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}}){_TIME}{_ZONE}", re.I)
_COMPACT = re.compile(r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})")
_PARTS = re.compile(
    rf"(?P<a>\d{{1,2}})[-/.](?P<b>\d{{1,2}})[-/.](?P<y>\d{{4}}|\d{{2}}){_TIME}{_ZONE}", re.I
)
_NAMED = re.compile(
    r"(?:(?P<d1>\d{1,2})(?:st|nd|rd|th|º)?[\s\-/.]+(?:de\s+)?)?(?P<month>[^\W\d_]{3,10})\.?"
    r"[\s\-/.,]+(?:del?\s+)?(?:(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?P<y>\d{4}|\d{2})" + _TIME,
    re.I,
)
_MONTHS = {
    name[:3]: number
    for names in (
        "january february march april may june july august september october november december",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    )
    for number, name in enumerate(names.split(), start=1)
} | {"set": 9}
_ORDERS = {"dmy": N_("day/month/year"), "mdy": N_("month/day/year"), "ymd": N_("year-month-day")}
_CENTURY = 70
_SHORT_TIME = r"([T ]\d\d:\d\d(?::\d\d)?)?"
_DAY_FIRST = re.compile(rf"(\d\d)[-/.](\d\d)[-/.](\d{{4}}){_SHORT_TIME}")
_YEAR_FIRST = re.compile(rf"\d{{4}}-\d\d-\d\d{_SHORT_TIME}")


def to_date(cells: pd.Series, place: Place, *, order: str) -> Coerced:
    """Read a column of dates and times.

    Parameters
    ----------
    cells : Series of object
        Text or native dates; missing is None.
    place : Place
        For the problems.
    order : {"", "dmy", "mdy", "ymd"}
        Declared order of numeric dates; empty to find it out from the column.

    Returns
    -------
    Series of datetime64, list of Problem
        Naive times; those with a zone are turned to UTC.
    """
    cells, problems = without_blank_tokens(cells, place)
    unclear_order = order
    written = [isinstance(cell, str) for cell in cells.tolist()]
    if not order and any(written):
        unclear_order, found = _find_order(cells[written], place)
        problems += found
    readings: dict[Any, datetime | None] = {
        cell: _read(cell, unclear_order or "dmy") for cell in cells.dropna().unique()
    }
    moments = [None if cell is None else readings.get(cell) for cell in cells.tolist()]
    distant = [moment is not None and not _near(moment) for moment in moments]
    near = [None if far else moment for moment, far in zip(moments, distant, strict=True)]
    dates = pd.to_datetime(as_cells(near, cells.index))
    far = cells[distant]
    unread = [moment is None for moment in moments]
    bad = cells[unread].dropna()
    if len(bad):
        problems.append(
            place.problem(
                "not-a-date",
                N_("The column must hold dates; some cells cannot be read as one."),
                N_(
                    "Write them as 2025-04-30, or declare date_order (dmy, mdy or ymd) of the file."
                ),
                cells=bad,
            )
        )
    if len(far):
        problems.append(
            place.problem(
                "date-out-of-range",
                N_("Dates must lie between the years 1900 and 2100; some do not."),
                N_(
                    "Correct these cells or leave them blank; a date that stands for none goes "
                    "under “missing:” of the column."
                ),
                cells=far,
            )
        )
    return dates.astype("datetime64[ns]"), problems


def _near(moment: datetime) -> bool:
    """Tell whether a date can be meant; 9999-12-31 and the like stand for none."""
    return 1900 <= moment.year <= 2100


def _find_order(texts: pd.Series, place: Place) -> tuple[str, list[Problem]]:
    """Find the order of numeric dates that only one reading allows."""
    first_big: list[int] = []
    second_big: list[int] = []
    unclear: list[int] = []
    for number, text in enumerate(texts):
        match = _PARTS.fullmatch(text.strip())
        if match is None:
            continue
        a, b = int(match["a"]), int(match["b"])
        if a > 12:
            first_big.append(number)
        elif b > 12:
            second_big.append(number)
        elif a != b:
            unclear.append(number)
    if first_big and second_big:
        places = sorted([first_big[0], second_big[0]])
        return "dmy", [
            place.problem(
                "date-order-mixed",
                N_("Some dates can only be day/month/year and others only month/day/year."),
                N_(
                    "Write all dates of the column in one order and declare date_order of the file."
                ),
                cells=texts.iloc[places],
            )
        ]
    if first_big or second_big:
        order = "dmy" if first_big else "mdy"
        proof = texts.iloc[(first_big or second_big)[:1]]
        return order, [
            place.problem(
                "date-order-detected",
                N_("Dates were read as {order}, which “{proof}” proves."),
                severity="note",
                order=Message(_ORDERS[order]),
                proof=str(proof.iloc[0]) if not place.personal else "…",
            )
        ]
    if unclear:
        return "dmy", [
            place.problem(
                "date-order-ambiguous",
                N_("Dates such as these can be day/month or month/day, and nothing tells which."),
                N_("Declare it: date_order: dmy (day first) or date_order: mdy (month first)."),
                cells=texts.iloc[unclear],
            )
        ]
    return "", []


def _read(cell: Any, order: str) -> datetime | None:
    if isinstance(cell, datetime | pd.Timestamp):
        moment = cell if isinstance(cell, datetime) else None
        if moment is not None and moment.tzinfo is not None:
            moment = moment.astimezone(UTC).replace(tzinfo=None)
        return moment
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day)
    if not isinstance(cell, str):
        return None
    text = cell.strip()
    if (usual := _usual(text, order)) is not None:
        return usual
    for pattern in (_ISO, _COMPACT) if text[:4].isdigit() else ():
        if match := pattern.fullmatch(text):
            return _moment(match, int(match["y"]), int(match["m"]), int(match["d"]))
    if match := _PARTS.fullmatch(text):
        a, b, last = match["a"], match["b"], match["y"]
        if order == "ymd":
            short = len(a) == len(last) == 2
            return _moment(match, _year(a), int(b), int(last)) if short else None
        day, month = (int(b), int(a)) if order == "mdy" else (int(a), int(b))
        return _moment(match, _year(last), month, day)
    if match := _NAMED.fullmatch(text):
        month = _MONTHS.get(match["month"][:3].casefold(), 0)
        number = int(match["d1"] or match["d2"] or "1")
        return _moment(match, _year(match["y"]), month, number)
    return None


def _usual(text: str, order: str) -> datetime | None:
    """Read dates as most files write them: 2025-04-30 or 30/04/2025, alone or with 10:15 or more.

    They come by the ten thousand, and Python's own reading is much faster than the patterns,
    which read what is left.
    """
    if not text.isascii():
        return None
    if match := _DAY_FIRST.fullmatch(text):
        first, second, year, time = match.groups("")
        if order == "ymd":
            return None
        month, day = (first, second) if order == "mdy" else (second, first)
        text = f"{year}-{month}-{day}{time}"
    elif not _YEAR_FIRST.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (1900 if year >= _CENTURY else 2000)


def _moment(match: re.Match[str], year: int, month: int, day: int) -> datetime | None:
    parts = match.groupdict()
    hour, minute, second = (int(parts.get(key) or 0) for key in ("h", "mi", "s"))
    half = (parts.get("ap") or "").replace(".", "").replace(" ", "").casefold()
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    zone = (parts.get("zone") or "").upper()
    try:
        moment = datetime(year, month, day, hour, minute, second)
        if zone and zone[0] in "+-":
            offset = datetime.strptime(zone.replace(":", ""), "%z").tzinfo
            moment = moment.replace(tzinfo=offset).astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    return moment
