"""Cost to serve: recorded or agreed, by place and group, and contacts that came back."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.economics import (
    analyse,
    describe_serving,
    plot_serving,
    read_serving,
    repeat_contacts,
    served_table,
    serving_table,
)
from cxkit.errors import DataError
from cxkit.findings import Missing
from cxkit.language import Words
from cxkit.presentation import Style
from tests.economics.made_economics import many
from tests.economics.made_tickets import served, tickets
from tests.economics.test_churn import answers

EN = Words("en")
STYLE = Style(words=EN, accent="#0b4f6c", min_base=30)
AGREED = {"cost_per_contact": [10, 20]}


# ----------------------------------------------------------- what came back
def test_a_contact_comes_back_if_the_same_customer_asks_the_same_soon():
    frame = tickets(
        [
            ("z", "2025-01-01", "x"),  # the table begins here
            ("a", "2025-03-01", "bill"),
            ("a", "2025-03-08", "bill"),  # seven days later: back
            ("a", "2025-03-09", "app"),  # about something else
            ("a", "2025-03-16 00:01", "bill"),  # a minute too late
            ("b", "2025-03-08", "bill"),  # somebody else
            (None, "2025-03-09", "bill"),  # nobody known
        ]
    )
    found = repeat_contacts(frame, days=7)
    assert np.array_equal(found, [math.nan, 0, 1, 0, 0, 0, math.nan], equal_nan=True)
    assert repeat_contacts(frame, days=14)[4] == 1
    any_topic = repeat_contacts(frame, days=7, topic=None)
    assert (any_topic[3], any_topic[4]) == (1, 0)


def test_contacts_of_the_first_days_cannot_be_told():
    frame = tickets([("a", "2025-01-01", "x"), ("a", "2025-01-03", "x"), ("a", "2025-01-20", "x")])
    assert np.array_equal(repeat_contacts(frame, days=7), [math.nan, math.nan, 0], equal_nan=True)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 80)), min_size=1, max_size=30))
def test_a_longer_window_never_finds_fewer_and_order_does_not_matter(rows):
    start = pd.Timestamp("2025-01-01")
    frame = tickets([(who, start + pd.Timedelta(days=day), "x") for who, day in rows])
    short, long = repeat_contacts(frame, days=7), repeat_contacts(frame, days=14)
    told = long == long
    assert (short[told] <= long[told]).all()
    again = frame.sample(frac=1, random_state=1)
    assert np.nansum(repeat_contacts(again, days=7)) == np.nansum(short)


def test_a_window_or_a_column_that_cannot_be_is_refused():
    frame = tickets([("a", "2025-01-01", "x")])
    with pytest.raises(ValueError, match="1 day or more"):
        repeat_contacts(frame, days=0)
    with pytest.raises(DataError, match="no such column"):
        repeat_contacts(frame, days=7, topic="subject")
    assert repeat_contacts(tickets([]), days=7).size == 0
    assert np.isnan(repeat_contacts(tickets([(None, None, None)]), days=7)).all()


# ----------------------------------------------------------- what it costs
def spread(n=120, customers=40, **columns):
    """Tickets spread evenly over a year and over customers c0, c1, …; two reasons."""
    days = pd.date_range("2025-01-01", "2025-12-31", n)
    rows = [(f"c{i % customers}", day, "ab"[i % 2]) for i, day in enumerate(days)]
    return tickets(rows).assign(**columns)


def test_recorded_costs_are_added_up_and_blanks_count_the_mean():
    cost = [100.0] * 60 + [np.nan] * 30 + [50.0] * 30
    serving = analyse(served(spread(cost=cost))).serving
    mean = (100 * 60 + 50 * 30) / 90
    assert serving.total.value == pytest.approx(120 * mean)
    assert serving.each.value == pytest.approx(mean)
    assert (serving.source, serving.n, serving.n_priced) == ("recorded", 120, 90)
    text = read_serving(serving, EN)
    assert "the 30 without a cost count the mean" in text
    assert "Claim: association" in text


def test_the_agreed_cost_is_a_range():
    serving = analyse(served(spread(), economics=AGREED)).serving
    assert serving.total.value == 120 * 15
    assert serving.total.low == pytest.approx(120 * 10, rel=0.3)
    assert serving.total.low <= 120 * 10
    assert serving.total.high >= 120 * 20
    assert (serving.each.low, serving.each.high) == pytest.approx((10, 20))
    assert serving.claim == "assumption"
    assert "at the agreed cost of a contact" in read_serving(serving, EN)


def test_a_recorded_cost_outside_the_agreed_range_is_pointed_out():
    inside = analyse(served(spread(cost=15.0), economics=AGREED)).serving
    outside = analyse(served(spread(cost=80.0), economics=AGREED)).serving
    assert "lies outside the agreed" not in read_serving(inside, EN)
    assert "lies outside the agreed" in read_serving(outside, EN)


def test_costs_by_group_add_up_to_the_whole():
    made = spread(cost=np.arange(120.0) + 1, touchpoint=["x", "y", "z"] * 40, channel="web")
    serving = analyse(served(made)).serving
    assert [item.column.name for item in serving.by] == ["touchpoint", "reason", "channel"]
    for item in serving.by:
        assert sum(row.cost.value for row in item.rows) == pytest.approx(serving.total.value)
        assert sum(row.share.value for row in item.rows) == pytest.approx(1)
        assert sum(row.n for row in item.rows) == item.n == 120
        costs = [row.cost.value for row in item.rows]
        assert costs == sorted(costs, reverse=True)


def test_many_groups_leave_one_row_for_the_others():
    made = spread(cost=1.0, touchpoint=[f"t{i % 30:02}" for i in range(120)])
    item = analyse(served(made)).serving_places
    assert len(item.rows) == 13
    assert item.rows[-1].group == ""
    assert item.rows[-1].n == 18 * 4
    assert serving_table(item, EN).rows[-1][0] == "all others"
    plot_serving(item, style=STYLE)


def test_the_share_at_pain_points_is_that_of_their_touchpoints():
    made = spread(cost=10.0, touchpoint=["pain"] * 30 + ["well"] * 80 + [None] * 10)
    serving = analyse(served(made, pains=["pain", "elsewhere"])).serving
    assert serving.pain.value == pytest.approx(30 / 110)
    assert {row.group: row.pain for row in serving.by[0].rows} == {"pain": True, "well": False}
    assert "registered pain point" in read_serving(serving, EN)
    table = serving_table(serving.by[0], EN)
    assert table.rows[1][0] == "pain *"
    assert "10 contacts do not say where" in table.note
    assert math.isnan(analyse(served(made)).serving.pain.value)


def test_cost_a_customer_counts_customers_without_contacts():
    """40 of 100 customers make 3 contacts each at 10 in a year of 365 days."""
    serving = analyse(served(spread(cost=10.0), many(0, 100, plan=["A", "B"] * 50))).serving
    year = 365.25 / 365
    assert serving.everybody.customers == 100
    assert serving.everybody.rate.value == pytest.approx(1.2 * year)
    assert serving.everybody.cost.value == pytest.approx(12 * year)
    assert serving.everybody.cost.low < 12 * year < serving.everybody.cost.high
    assert serving.yearly.value == pytest.approx(1200 * year)
    (plans,) = serving.served
    assert sum(row.customers for row in plans.rows) == 100
    assert sum(row.contacts for row in plans.rows) == 120
    assert [row[0] for row in served_table(plans, EN).rows] == ["A", "B"]


def test_who_left_counts_for_the_time_it_was_there():
    serving = analyse(served(spread(cost=10.0), many(50, 50, end="2025-07-02"))).serving
    years = (50 * 365 + 50 * 183) / 365.25
    assert serving.everybody.cost.value == pytest.approx(1200 / years)


def test_groups_by_what_customers_answered_carry_their_own_cost():
    """Detractors make all contacts; promoters none."""
    given_answers = answers(
        [f"c{i}" for i in range(100)], [2.0] * 40 + [10.0] * 60, ["2025-01-05"] * 100
    )
    made = served(spread(cost=10.0), many(0, 100), given_answers)
    (groups,) = analyse(made).serving.served
    rows = {row.group: row for row in groups.rows}
    assert rows["promoters"].cost.value == 0
    assert rows["detractors"].contacts == 120
    assert rows["detractors"].cost.low > rows["promoters"].cost.high


def test_contacts_of_strangers_are_in_the_total_and_in_no_cost_a_customer():
    serving = analyse(served(spread(customers=60, cost=10.0), many(0, 30))).serving
    assert (serving.n, serving.n_linked) == (120, 60)
    assert serving.total.value == 1200
    assert serving.everybody.contacts == 60
    assert "of nobody in the table of customers" in read_serving(serving, EN)


def test_planted_contacts_that_came_back_are_found_with_their_cost():
    """Each of 100 customers asks twice within 5 days; the second contact cost 30."""
    days = pd.date_range("2025-02-01", "2025-11-30", 100)
    rows = [(f"c{i}", day, "bill") for i, day in enumerate(days)]
    rows += [(f"c{i}", day + pd.Timedelta(days=5), "bill") for i, day in enumerate(days)]
    made = tickets([("s", "2025-01-01", "x"), *rows]).assign(
        cost=[1.0] + [20.0] * 100 + [30.0] * 100
    )
    serving = analyse(served(made, many(0, 100))).serving
    week, fortnight = serving.repeats
    assert (week.days, week.back, week.n) == (7, 100, 200)
    assert week.share.value == 0.5
    assert week.cost.value == 3000
    assert week.cost.low <= 3000 <= week.cost.high
    assert fortnight.back == 100
    text = read_serving(serving, EN)
    assert "came back for the same reason" in text
    assert "is an assumption: read a sample" in text


def test_one_customer_who_asks_often_widens_the_interval():
    """The same 100 contacts of one customer or of a hundred: contacts of one belong together."""
    days = pd.date_range("2025-02-01", "2025-11-30", 100)
    alone = tickets([("c0", day, "x") for day in days]).assign(cost=10.0)
    each = tickets([(f"c{i}", day, "x") for i, day in enumerate(days)]).assign(cost=10.0)
    wide, narrow = (analyse(served(made, many(0, 100))).serving for made in (alone, each))
    assert wide.total.value == narrow.total.value
    assert wide.total.high - wide.total.low > 2 * (narrow.total.high - narrow.total.low)


def test_tickets_of_other_periods_and_costs_below_zero_are_left_out_and_said():
    frame = spread(cost=[10.0] * 119 + [-5.0])
    frame.loc[0, "opened"] = pd.Timestamp("2024-12-31 23:59")
    frame.loc[1, "opened"] = pd.Timestamp("2025-12-31 23:59")
    serving = analyse(served(frame)).serving
    assert (serving.n, serving.n_outside, serving.n_negative) == (119, 1, 1)
    assert serving.total.value == 1190
    text = read_serving(serving, EN)
    assert "1 recorded cost is below 0" in text
    assert "1 contact opened outside the period" in text


@pytest.mark.parametrize(
    ("made", "need"),
    [
        (served(spread()), "cost_per_contact"),
        (served(spread(cost=np.nan)), "cost_per_contact"),
        (served(spread(), economics={"cost_per_contact": 0}), "cost_per_contact"),
        (served(spread().iloc[:0], economics=AGREED), "“opened”"),
        (served(spread(), period=("2020-01-01", "2020-12-31"), economics=AGREED), "within"),
        (served(spread().drop(columns="opened"), economics=AGREED), "“opened”"),
    ],
)
def test_what_is_missing_is_said(made, need):
    missing = analyse(made).serving
    assert isinstance(missing, Missing)
    assert need in missing.need
    assert isinstance(analyse(made).serving_by, Missing)
    assert isinstance(analyse(made).served_by, Missing)
    assert isinstance(analyse(made).serving_places, Missing)


def test_tickets_that_say_only_when_still_have_a_cost():
    made = served(spread()[["opened"]], economics=AGREED)
    found = analyse(made)
    assert found.serving.total.value == 120 * 15
    assert found.serving.repeats == ()
    assert found.serving.everybody is None
    assert isinstance(found.serving_places, Missing)
    assert isinstance(found.served_by, Missing)
    assert "contacts of the period cost" in read_serving(found.serving, EN)


def test_one_ticket_does_not_break_anything():
    found = analyse(served(spread(1), many(0, 1), economics=AGREED))
    assert found.serving.n == 1
    assert "take it as indicative" in read_serving(found.serving, EN)
    plot_serving(found.serving_places, style=STYLE)


def test_the_figure_shows_every_group_with_its_range():
    made = spread(cost=10.0, touchpoint=["x"] * 80 + ["y"] * 40)
    item = analyse(served(made, pains=["y"])).serving_places
    ax = plot_serving(item, style=STYLE)
    labels = [tick.get_text().replace("\n", " ") for tick in ax.get_yticklabels()]
    assert labels == ["y (n = 40)", "x (n = 80)"]
    assert ax.get_xlim()[0] == 0
    text = describe_serving(item, EN)
    assert text.headline == "“x” takes 67% of the cost of contacts"
    assert "In colour: a pain point" in text.reading
    assert "n = 40" in text.alt


def test_places_that_cost_alike_are_not_ranked():
    item = analyse(served(spread(cost=10.0, touchpoint=["x", "y"] * 60))).serving_places
    assert "we cannot tell" in describe_serving(item, EN).headline
