import pandas as pd
import pytest

from cxkit.client import Column
from cxkit.engagement import CONTRACTS
from cxkit.intake.mapping.contract import check

NOON = pd.Timestamp("2026-01-15 12:00")
SECOND = pd.Timedelta(seconds=1)


def rules(name, **dates):
    frame = pd.DataFrame({key: [moment] for key, moment in dates.items()}, index=[2])
    kinds = CONTRACTS[name].columns
    columns = {key: Column(name=key, role=kinds[key].role, heading=key) for key in dates}
    found = check(name, frame, columns, origins={key: [("a.csv", 2)] for key in dates})
    return [(problem.rule, problem.severity) for problem in found]


@pytest.mark.parametrize("last", ["resolved", "first_reply"])
def test_a_ticket_resolved_or_answered_as_it_was_opened_is_in_order(last):
    assert rules("tickets", opened=NOON, **{last: NOON}) == []
    assert rules("tickets", opened=NOON, **{last: NOON - SECOND}) == [("dates-reversed", "warning")]


def test_a_customer_who_leaves_on_the_day_of_joining_is_in_order():
    found = rules("customers", start_date=NOON, end_date=NOON)
    assert "dates-reversed" not in [rule for rule, _ in found]
    found = rules("customers", start_date=NOON, end_date=NOON - SECOND)
    assert ("dates-reversed", "error") in found
