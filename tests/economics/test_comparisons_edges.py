import numpy as np
import pytest

from cxkit.economics import analyse
from cxkit.stats import log_rank
from tests.economics.made_economics import client, many, people
from tests.economics.test_churn import answers


def test_touchpoints_are_counted_in_the_correction():
    frame = many(60, 140, revenue=100.0)
    scores = np.r_[np.full(50, 2.0), np.full(10, 9.0), np.full(50, 2.0), np.full(90, 9.0)]
    given = answers(frame["customer_id"], scores, ["2025-01-15"] * 200)
    without = analyse(client(frame, given))
    places = np.where(np.arange(200) % 2 == 0, "Shop", "Web")
    found = analyse(client(frame, given.assign(touchpoint=places)))
    table = found.at_risk_by_touchpoint
    assert len(table) == 2
    assert found.comparisons == without.comparisons + 2
    assert table["p_adjusted"].notna().all()
    assert (table["p_adjusted"] >= table["p_value"]).all()


def test_the_test_of_the_curves_enters_customers_as_late_as_the_curves_do():
    """Old customers of A were there long before the period: nobody saw them at risk then."""
    rows = [("2010-01-01", None)] * 30 + [("2010-01-01", "2025-06-01")] * 10
    rows += [("2024-12-01", None)] * 30 + [("2024-12-01", "2025-06-01")] * 10
    frame = people(rows).assign(plan=["A"] * 40 + ["B"] * 40)
    made = client(frame)
    staying = analyse(made).staying_by_segment
    data = analyse(made).customers.frame
    late = log_rank(data["months"], data["ended"], data["plan"], entry=data["entry"])
    early = log_rank(data["months"], data["ended"], data["plan"])
    assert early.p_value < 0.01
    assert staying.test.p_value == pytest.approx(late.p_value)
    assert staying.test.p_value > 0.5
