"""Lifetime value, value of a point, revenue at risk, growth and outcomes."""

import math
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.economics import (
    analyse,
    earned_growth_rate,
    lifetime_value,
    lifetime_value_due,
    read_growth,
    read_lifetime,
    read_outcomes,
    read_point,
    read_risk,
    read_takeaway,
    sensitivity_table,
    value_within,
)
from cxkit.economics.units import overlap
from cxkit.findings import Missing
from cxkit.language import Words
from tests.economics.made_economics import RATES, client, many, people
from tests.economics.test_churn import answers

EN = Words("en")


@pytest.mark.parametrize(("retention", "value"), [(0.8, 266.67), (0.79, 254.84), (0.81, 279.31)])
def test_the_golden_values_of_a_lifetime(retention, value):
    assert lifetime_value(100, retention, 0.1) == pytest.approx(value, abs=0.005)


def test_a_payment_now_adds_one_margin():
    assert lifetime_value_due(100, 0.8, 0.1) == pytest.approx(366.67, abs=0.005)


def test_a_sum_without_end_is_unknown_and_never_infinite():
    assert math.isnan(lifetime_value(100, 1.0, 0.0))
    assert value_within(100, 1.0, 0.0, 5) == 500


@given(st.floats(-1e6, 1e6), st.floats(0, 1), st.floats(0, 0.5), st.integers(1, 30))
def test_a_horizon_never_counts_more_than_no_horizon(margin, retention, discount, years):
    within = value_within(margin, retention, discount, years)
    endless = lifetime_value(margin, retention, discount)
    assert math.isfinite(within)
    assert math.isnan(endless) or abs(within) <= abs(endless) * (1 + 1e-9) + 1e-6


@pytest.mark.parametrize(("retention", "discount"), [(80, 0.1), (0.8, -0.1), (float("nan"), 0.1)])
def test_shares_written_as_percent_are_refused(retention, discount):
    with pytest.raises(ValueError, match="must be"):
        lifetime_value(100, retention, discount)


def worth(lost, stayed, **more):
    return analyse(client(many(lost, stayed, **more), economics=RATES))


def test_the_value_of_customers_is_that_of_the_formula():
    item = worth(20, 80, margin=100.0).lifetime.overall
    margin = 100 * 365.25 / 365
    assert item.retention == 0.8
    assert item.value == pytest.approx(value_within(margin, 0.8, 0.1, 5))
    assert item.endless == pytest.approx(lifetime_value(margin, 0.8, 0.1))
    assert item.low < item.value < item.high


@pytest.mark.parametrize(
    ("language", "steps"),
    [
        ("en", ["−5 points", "−1 point", "as it is", "+1 point", "+5 points"]),
        ("es", ["−5 puntos", "−1 punto", "como está", "+1 punto", "+5 puntos"]),
    ],
)
def test_one_point_of_retention_is_not_written_as_several(language, steps):
    table = sensitivity_table(worth(20, 80, margin=100.0).lifetime, Words(language))
    assert [row[0] for row in table.rows] == steps


def test_where_nobody_left_the_value_is_bounded_and_says_so():
    values = worth(0, 100, margin=100.0).lifetime
    assert values.overall.retention == 1
    assert math.isfinite(values.overall.high)
    assert values.overall.low < values.overall.value
    assert "Nobody left in the period" in read_lifetime(values, EN)


def test_where_everybody_left_there_is_no_margin_to_value():
    found = worth(100, 0, margin=100.0)
    for result in (found.lifetime, found.point):
        assert isinstance(result, Missing)
        assert result.need.startswith("Nobody was a customer all through the period")
    assert found.lifetime.what == "Lifetime value"


@pytest.mark.parametrize(
    ("economics", "need"),
    [
        ({"horizon_years": 5}, "Write “discount_rate” into economics.yml."),
        ({"discount_rate": 0.1}, "Write “horizon_years” into economics.yml."),
        ({}, "More than one thing is missing."),
    ],
)
def test_what_the_lifetime_value_lacks_is_named(economics, need):
    found = analyse(client(many(20, 80, margin=1.0), economics=economics)).lifetime
    assert found.need.startswith(need)
    assert "“margin” or “revenue”" in worth(20, 80).lifetime.need
    assert "“churned”" in analyse(client()).lifetime.need


def test_without_churn_no_point_less_is_valued():
    """None or 1 of 200 left: churn cannot fall by a point; 2 of 200 are one point."""
    for lost, said in ((0, "One point more"), (1, "One point more"), (2, "One point less")):
        found = worth(lost, 200 - lost, margin=100.0)
        assert said in read_takeaway(found, EN)
        assert "(claim: assumption)" in read_takeaway(found, EN)
        assert ("One point of churn less" in read_point(found.point, EN)) == (lost == 2)


def test_a_negative_margin_is_said_aloud():
    text = read_lifetime(worth(20, 80, margin=-10.0).lifetime, EN)
    assert "to keep more customers costs money" in text


def test_a_point_of_churn_counts_all_customers_of_the_client():
    frame = many(10, 90, margin=50.0)
    found = analyse(client(frame, economics={"customers": 10_000})).point
    assert found.customers == 100
    assert found.value == pytest.approx(100 * 50 * 365.25 / 365)
    assert found.claim == "assumption"


def test_revenue_stands_in_for_margin_only_by_agreement():
    frame = many(10, 90, revenue=200.0)
    agreed = analyse(client(frame, economics={"margin": 0.25})).point
    assert (agreed.money, agreed.margin) == ("share", pytest.approx(50 * 365.25 / 365))
    assert analyse(client(frame)).point.money == "revenue"


def test_revenue_at_risk_by_hand():
    """100 detractors lose 40, 100 promoters lose 10: 0.3 more, on 100 x 200 of revenue."""
    frame = many(50, 150, revenue=200.0)
    scores = [2.0] * 40 + [10.0] * 10 + [2.0] * 60 + [10.0] * 90
    given_ = answers(frame["customer_id"], scores, ["2025-01-15"] * 200).assign(touchpoint="Shop")
    found = analyse(client(frame, given_, economics={"customers": 2000}))
    risk = found.at_risk
    assert risk.excess == pytest.approx(0.3)
    assert risk.customers == 1000
    assert risk.money == pytest.approx(1000 * 0.3 * 200 * 365.25 / 365)
    assert risk.low < risk.money < risk.high
    assert "Claim: association" in read_risk(risk, EN)
    places = found.at_risk_by_touchpoint
    assert places["money"].iloc[0] == pytest.approx(risk.money)
    assert places[["touchpoint", "n", "n_low"]].to_numpy().tolist() == [["Shop", 200, 100]]


def test_no_revenue_at_risk_is_claimed_from_a_difference_by_chance():
    frame = many(40, 160, revenue=200.0)
    scores = [2.0, 10.0] * 100
    found = analyse(client(frame, answers(frame["customer_id"], scores, ["2025-01-15"] * 200)))
    assert "no revenue at risk can be stated" in read_risk(found.at_risk, EN)


def test_earned_growth_is_that_of_the_published_vector():
    assert earned_growth_rate(100, 92, 20, 0.35) == pytest.approx(-0.01)


def grown(**economics):
    rows = [("2020-01-01", "2025-06-30"), ("2020-01-01", None), ("2025-03-01", None)]
    frame = people(rows).assign(revenue_before=[20.0, 80.0, np.nan], revenue=[5.0, 87.0, 20.0])
    if not economics:
        frame["referred"] = pd.array([False, False, True], dtype="boolean")
    return analyse(client(frame, economics=economics or None)).growth


def test_growth_adds_up_by_hand():
    growth = grown()
    assert (growth.before, growth.now) == (100, 112)
    assert (growth.gone, growth.less, growth.more, growth.new_earned) == (15, 0, 7, 20)
    assert growth.retention.value == pytest.approx(0.92)
    assert growth.total.value == pytest.approx(0.12)
    assert growth.earned.value == pytest.approx(0.12)
    total = growth.before - growth.gone - growth.less + growth.more
    assert total + growth.new_earned + growth.new_bought == growth.now


def test_an_agreed_share_of_earned_revenue_is_an_assumption():
    growth = grown(earned_share=[0.25, 0.45])
    assert growth.earned.value == pytest.approx(-0.01)
    assert not growth.from_data
    assert "is an assumption" in read_growth(growth, EN)


def test_unknown_recommendation_says_what_to_ask():
    assert "is not known" in read_growth(grown(margin=0.3), EN)


def test_outcomes_stand_beside_the_sector():
    outcomes = [{"measure": "retention", "own": 0.9, "sector": 0.88}, {"measure": "growth"}]
    found = analyse(client(many(20, 80), economics={"outcomes": outcomes})).outcomes
    assert "The source of the sector's figure is not given for: retention." in read_outcomes(
        found, EN
    )
    rows = found.rows
    assert rows[0].gap == pytest.approx(0.02)
    assert rows[0].data == pytest.approx(0.8)
    assert math.isnan(rows[1].gap)


@given(st.floats(1, 1e9), st.floats(0, 1))
def test_what_is_claimed_counted_and_left_adds_up_as_written(claimed, part):
    written = overlap(claimed, claimed * part, EN)
    whole, counted, rest = (float(re.sub(r"[^\d.]", "", each)) for each in written)
    if claimed - claimed * part >= 0.01:
        assert whole - counted == pytest.approx(rest, abs=1e-6 * whole + 1e-9)
        assert counted == pytest.approx(
            claimed * part, abs=0.02 * (claimed - claimed * part) + 0.02
        )
