"""Names of groups as text, and what a spreadsheet may have made of them."""

from __future__ import annotations

import re
from datetime import date, datetime

import pandas as pd

from cxkit.errors import Problem
from cxkit.intake.mapping.coerce import to_text
from cxkit.intake.mapping.place import Coerced, Place
from cxkit.language import N_

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|ene|abr|ago|dic)(?:[a-z]*|\.)"
_MADE_A_DATE = re.compile(rf"(?:\d{{1,2}}[-/ ]{_MONTH}|{_MONTH}[-/ ]\d{{2}})", re.IGNORECASE)


def to_category(cells: pd.Series, place: Place) -> Coerced:
    """Read the names of groups, and warn where some of them look like dates.

    Parameters
    ----------
    cells : Series of object
        Text or native values; missing is None.
    place : Place
        For the problems.

    Returns
    -------
    Series of str, list of Problem
        A warning where fewer than half of the different names look like a day and month:
        spreadsheets turn ranges such as 1-5 and 6-25 into them.
    """
    different = [cell for cell in cells.dropna().unique() if str(cell).strip()]
    dated = [cell for cell in different if _is_date(cell)]
    problems: list[Problem] = []
    if dated and 2 * len(dated) < len(different):
        problems.append(
            place.problem(
                "range-made-date",
                N_("Some groups look like dates; a spreadsheet makes them of ranges such as 1-5."),
                N_(
                    "If so, give the range back under “values:” of the column, such as "
                    "“01-May: 1-5”."
                ),
                cells=cells[cells.isin(dated)],
                severity="warning",
            )
        )
    return to_text(cells), problems


def _is_date(cell: object) -> bool:
    if isinstance(cell, datetime | date):
        return True
    return isinstance(cell, str) and _MADE_A_DATE.fullmatch(cell.strip()) is not None
