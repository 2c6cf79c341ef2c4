from datetime import date

import pandas as pd
import pytest

from cxkit.client import Column
from cxkit.readiness import readiness
from tests.perception.made_clients import made

TIME = Column(name="time", role="date")


def period(**cells):
    frame = pd.DataFrame({name: pd.to_datetime(days) for name, days in cells.items()})
    ready = readiness(made(responses=frame, columns=(TIME,)))
    facts = next(table for table in ready.tables if table.name == "responses")
    return facts.start, facts.end


LATE, EARLY = ["2026-02-03", "2026-02-01"], ["2025-12-24", "2025-12-20"]


@pytest.mark.parametrize("names", [("date", "time"), ("time", "date")])
def test_a_table_with_a_date_and_a_time_takes_its_period_from_the_date(names):
    cells = {"date": LATE, "time": EARLY}
    found = period(**{name: cells[name] for name in names})
    assert found == (date(2026, 2, 1), date(2026, 2, 3))


def test_a_table_with_a_time_only_takes_its_period_from_it():
    assert period(time=EARLY) == (date(2025, 12, 20), date(2025, 12, 24))


def test_a_date_without_any_value_leaves_the_period_to_the_time():
    assert period(date=[None, None], time=EARLY) == (date(2025, 12, 20), date(2025, 12, 24))
