from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from cxkit.engagement.day import DATE_ORDER, Day

DAY = TypeAdapter(Day)


def test_a_day_is_written_year_month_day():
    assert DAY.validate_python("2026-03-31") == date(2026, 3, 31)


@pytest.mark.parametrize("text", ["1735689600", "0", "2026", "31/03/2026", "2026-02-30", "mañana"])
def test_anything_else_is_no_day(text):
    with pytest.raises(ValidationError) as error:
        DAY.validate_python(text)
    assert error.value.errors()[0]["type"] == "date_format"


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("31/03/2026", "dmy", date(2026, 3, 31)),
        ("1.3.2026", "dmy", date(2026, 3, 1)),
        ("03/04/2026", "dmy", date(2026, 4, 3)),
        ("03/04/2026", "mdy", date(2026, 3, 4)),
        ("2026-03-31 00:00:00", "dmy", date(2026, 3, 31)),
    ],
)
def test_rows_of_spreadsheets_may_have_slashed_days(text, order, day):
    assert DAY.validate_python(text, context={DATE_ORDER: order}) == day


def test_a_slashed_day_that_does_not_exist_is_refused():
    with pytest.raises(ValidationError):
        DAY.validate_python("31/13/2026", context={DATE_ORDER: "dmy"})
