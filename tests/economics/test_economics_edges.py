"""Survivors of a review: denominators of segments and touchpoints, the ceiling, the landmark."""

import math
from datetime import date

import numpy as np
import pytest

from cxkit.economics import analyse
from cxkit.economics.cases.shared_benefit import share_out
from cxkit.economics.churn.scored import at_landmark
from tests.economics.made_economics import churn_kpi, client, initiative, many, people
from tests.economics.test_churn import answers


def test_who_joined_in_the_period_is_in_no_segment_either():
    rows = [("2020-01-01", "2025-03-01")] + [("2020-01-01", None)] * 5
    rows += [("2025-02-01", "2025-05-01")] * 3  # new and gone: neither lost nor there
    frame = people(rows).assign(plan=["A", "A", "A", "B", "B", "B", "A", "A", "B"])
    (by,) = analyse(client(frame)).churn_by_segments
    table = by.table.set_index("group")
    assert table["n"].to_dict() == {"A": 3, "B": 3}
    assert table["lost"].to_dict() == {"A": 1, "B": 0}


def test_the_ceiling_holds_for_the_high_case_alone():
    items = [initiative("I1", kpi="K1"), initiative("I2", kpi="K1")]
    claims = {"I1": (10.0, 30.0, 80.0), "I2": (10.0, 30.0, 80.0)}
    counted, (shared,) = share_out(items, claims, {"K1": churn_kpi()}, ceiling=100.0)
    assert shared.ceiling
    assert shared.counted == pytest.approx((20.0, 60.0, 100.0))
    assert counted["I1"] == pytest.approx((10.0, 30.0, 50.0))


def test_who_leaves_on_the_landmark_is_not_followed_from_it():
    frame = people([("2020-01-01", "2025-07-02"), ("2020-01-01", None)])
    given = answers(["c0", "c1"], [3.0, 9.0], ["2025-02-01"] * 2)
    scored = analyse(client(frame, given)).scored
    followed = at_landmark(scored, date(2025, 7, 2))
    assert followed["customer_id"].tolist() == ["c1"]


def test_a_touchpoint_counts_only_the_share_of_all_customers_who_answered_low_there():
    """200 of 400 who answered know the shop; 100 of these answered low: a quarter of all."""
    frame = many(60, 340, revenue=100.0)
    lost_low = np.r_[0:45, 60:115]  # 100 low at the shop, 45 lost
    other = np.r_[45:50, 115:210]  # 100 not low at the shop, 5 lost
    shop = np.r_[lost_low, other]
    web = np.setdiff1d(np.arange(400), shop)
    ids = frame["customer_id"].to_numpy()
    scores = np.r_[np.full(100, 2.0), np.full(100, 9.0), np.full(200, 9.0)]
    given = answers(ids[np.r_[shop, web]], scores, ["2025-01-15"] * 400)
    given["touchpoint"] = ["Shop"] * 200 + ["Web"] * 200
    found = analyse(client(frame, given, economics={"customers": 4000}))
    row = found.at_risk_by_touchpoint.set_index("touchpoint").loc["Shop"]
    year = 100.0 * 365.25 / 365
    assert row["excess"] == pytest.approx(0.40)
    assert row["money"] == pytest.approx(4000 * 100 / 400 * 0.40 * year)


def test_the_mean_and_not_the_median_revenue_stands_for_the_low():
    frame = many(60, 140).assign(revenue=10.0)
    frame.loc[60:, "revenue"] = np.where(np.arange(140) % 4 == 0, 400.0, 0.0)
    scores = np.r_[np.full(50, 2.0), np.full(10, 9.0), np.full(70, 2.0), np.full(70, 9.0)]
    given = answers(frame["customer_id"], scores, ["2025-01-15"] * 200)
    risk = analyse(client(frame, given)).at_risk
    low = frame.loc[60:129, "revenue"]
    assert risk.revenue == pytest.approx(low.mean() * 365.25 / 365)
    assert not math.isclose(low.mean(), low.median())
