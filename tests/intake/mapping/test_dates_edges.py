from datetime import date

import pandas as pd
import pytest

from cxkit.intake.mapping.dates import to_date
from cxkit.intake.mapping.place import Place

PLACE = Place("survey.csv", "responses", "Fecha")


@pytest.mark.parametrize(
    ("text", "rule", "day"),
    [
        ("13/01/2026", "date-order-detected", date(2026, 1, 13)),
        ("01/13/2026", "date-order-detected", date(2026, 1, 13)),
        ("12/01/2026", "date-order-ambiguous", date(2026, 1, 12)),
    ],
)
def test_thirteen_is_no_month_and_twelve_may_be_one(text, rule, day):
    dates, problems = to_date(pd.Series([text], index=[2], dtype=object), PLACE, order="")
    assert [problem.rule for problem in problems] == [rule]
    assert dates.iloc[0].date() == day


def test_the_order_that_one_date_proves_is_that_of_the_column():
    cells = pd.Series(["02/03/2026", "13/01/2026"], index=[2, 3], dtype=object)
    dates, _ = to_date(cells, PLACE, order="")
    assert [moment.date() for moment in dates] == [date(2026, 3, 2), date(2026, 1, 13)]
