import math
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.errors import DataError, UsageError
from cxkit.perception.waits.resolution import resolution_curve, resolution_time, resolution_time_by
from cxkit.stats import survival_at

DAY = date(2025, 3, 10)
START = datetime(2025, 3, 1)


def tickets(*pairs, **more):
    """Tickets opened at so many hours after the start, resolved after so many more."""
    opened = [None if at is None else START + timedelta(hours=at) for at, _ in pairs]
    resolved = [
        None if wait is None else START + timedelta(hours=(at or 0) + wait) for at, wait in pairs
    ]
    times = {"opened": pd.to_datetime(opened), "resolved": pd.to_datetime(resolved)}
    return pd.DataFrame({**times, **more})


def test_times_worked_by_hand():
    # waits 2, 10, 30 and an open one followed 240 hours: 3/4, 1/2, 1/4, still 1/4 open
    found = resolution_time(tickets((0, 2), (0, 10), (0, 30), (0, None)), as_of=DAY)
    assert (found.n, found.n_open) == (4, 1)
    assert found.median_hours == 10
    assert math.isnan(found.p90_hours)
    assert found.horizon_hours == 240
    # area under the steps: 2 · 1 + 8 · 0.75 + 20 · 0.5 + 210 · 0.25
    assert found.restricted_mean_hours == pytest.approx(2 + 6 + 10 + 52.5)
    assert found.closed_only_mean_hours == 14
    assert (found.within_24h, found.n_within_24h) == (0.5, 4)
    assert (found.within_72h, found.n_within_72h) == (0.75, 4)


def test_the_share_in_time_has_a_wilson_interval():
    # 7 of 9 within a day: 0.4526 to 0.9368
    found = resolution_time(tickets(*[(0, 1)] * 7, *[(0, 50)] * 2), as_of=DAY)
    assert (found.within_24h_ci_low, found.within_24h_ci_high) == pytest.approx(
        (0.4526, 0.9368), abs=5.1e-5
    )


def test_a_day_of_reference_counts_to_its_end_and_a_moment_as_it_is():
    table = tickets((0, 1), (0, None))
    assert resolution_curve(table, as_of=date(2025, 3, 1)).time.tolist() == [1, 24]
    moment = START + timedelta(hours=6)
    assert resolution_curve(table, as_of=moment).time.tolist() == [1, 6]


def test_what_is_resolved_after_the_reference_was_open_then():
    found = resolution_time(tickets((0, 1), (0, 100)), as_of=date(2025, 3, 2))
    assert (found.n, found.n_open) == (2, 1)
    assert found.closed_only_mean_hours == 1


def test_an_open_ticket_younger_than_the_limit_is_not_held_against_it():
    # opened 6 hours before the end of the day: too young for 24 hours
    found = resolution_time(tickets((0, 30), (234, None)), as_of=DAY)
    assert (found.within_24h, found.n_within_24h) == (0.0, 1)


def test_tickets_that_cannot_be_used_are_counted():
    table = tickets((5, -3), (None, 1), (10_000, None), (0, 4))
    found = resolution_time(table, as_of=DAY)
    assert (found.n, found.n_invalid, found.n_missing, found.n_later) == (1, 1, 1, 1)
    assert found.median_hours == 4


def test_tickets_resolved_before_they_were_opened_may_count_as_resolved_at_once():
    found = resolution_time(tickets((5, -3), (0, 4)), as_of=DAY, negative="zero")
    assert (found.n, found.n_invalid) == (2, 1)
    assert found.closed_only_mean_hours == 2


def test_days_without_a_clock_time_are_read():
    table = pd.DataFrame({"opened": [DAY, DAY, None], "resolved": [DAY, None, None]})
    found = resolution_time(table, as_of=DAY)
    assert (found.n, found.n_open, found.n_missing) == (2, 1, 1)
    assert found.median_hours == 0


def test_times_with_a_zone_are_read_even_where_no_ticket_is_resolved():
    opened = pd.to_datetime(["2025-03-10 12:00"]).tz_localize("America/Lima")
    table = pd.DataFrame({"opened": opened, "resolved": [None]})
    assert resolution_curve(table, as_of=DAY).time.tolist() == [12]
    # five hours behind Greenwich: noon in Lima is 17:00 there
    moment = datetime(2025, 3, 10, 18, tzinfo=UTC)
    assert resolution_curve(table, as_of=moment).time.tolist() == [1]


def test_the_horizon_is_cut_where_nothing_was_followed_that_far():
    table = tickets((0, 2), (0, None))
    assert resolution_time(table, as_of=DAY, horizon_days=100).horizon_hours == 240
    assert resolution_time(table, as_of=DAY, horizon_days=1).horizon_hours == 24
    assert resolution_time(table, as_of=DAY, horizon_days=1).restricted_mean_hours == 13
    closed = tickets((0, 2))
    assert resolution_time(closed, as_of=DAY, horizon_days=100).horizon_hours == 2400


def test_tickets_all_open_have_no_median_and_no_closed_mean():
    found = resolution_time(tickets((0, None), (0, None)), as_of=DAY)
    assert found.n_open == 2
    assert math.isnan(found.median_hours)
    assert math.isnan(found.closed_only_mean_hours)
    assert found.restricted_mean_hours == 240
    assert found.within_24h == 0


def test_one_ticket_resolved_at_once_is_no_trouble():
    found = resolution_time(tickets((0, 0)), as_of=DAY)
    assert (found.n, found.median_hours, found.restricted_mean_hours) == (1, 0, 0)


def test_one_ticket_opened_at_the_moment_of_reference_tells_nothing():
    found = resolution_time(tickets((0, None)), as_of=START)
    assert (found.n, found.n_open, found.n_within_24h) == (1, 1, 0)
    assert math.isnan(found.restricted_mean_hours)
    assert math.isnan(found.within_24h)


def test_groups_are_rows_and_one_without_usable_tickets_stays():
    table = tickets((0, 2), (0, 4), (None, None), area=["b", "b", "a"])
    found = resolution_time_by(table, by="area", as_of=DAY)
    assert found["area"].tolist() == ["a", "b"]
    assert found["n"].tolist() == [0, 2]
    assert found["n_missing"].tolist() == [1, 0]
    assert math.isnan(found["median_hours"][0])
    assert found["median_hours"][1] == 2


waits = st.lists(
    st.tuples(
        st.tuples(st.integers(0, 300), st.one_of(st.none(), st.integers(-5, 200))),
        st.sampled_from(["a", "b", None]),
        st.integers(1, 4),
    ),
    min_size=1,
    max_size=20,
)


@given(waits)
def test_rows_and_counts_give_the_same_times(data):
    pairs, areas, number = (list(part) for part in zip(*data, strict=True))
    counted = tickets(*pairs, area=areas, many=number)
    rows = counted.loc[counted.index.repeat(counted["many"])]
    one = resolution_time_by(counted, by="area", as_of=DAY, count="many")
    other = resolution_time_by(rows, by="area", as_of=DAY)
    pd.testing.assert_frame_equal(one, other, check_exact=False, rtol=1e-12)
    assert (one["n"] >= one["n_open"]).all()


def test_the_curve_gives_the_share_still_open():
    curve = resolution_curve(tickets((0, 2), (0, 10), (0, None)), as_of=DAY)
    assert survival_at(curve, 5).value == pytest.approx(2 / 3)


@pytest.mark.parametrize("function", [resolution_time, resolution_curve])
@pytest.mark.parametrize("table", [tickets(), tickets((None, None)), tickets((5, -1))])
def test_no_usable_ticket_is_refused(function, table):
    with pytest.raises(DataError) as caught:
        function(table, as_of=DAY)
    (problem,) = caught.value.problems
    assert problem.rule == "no-tickets"
    assert str(caught.value).startswith("opened: No ticket was open before the date of reference")


def test_every_column_that_holds_no_times_is_named_and_never_quoted():
    table = pd.DataFrame({"opened": ["soon"], "resolved": ["10/03/2025"], "many": [-1]})
    with pytest.raises(DataError) as caught:
        resolution_time(table, as_of=DAY, count="many")
    assert [(p.rule, p.column) for p in caught.value.problems] == [
        ("bad-count", "many"),
        ("not-a-time", "opened"),
        ("not-a-time", "resolved"),
    ]
    assert "soon" not in str(caught.value)


def test_one_column_with_a_zone_and_one_without_is_refused():
    table = tickets((0, 1))
    table["opened"] = table["opened"].dt.tz_localize("UTC")
    with pytest.raises(DataError, match="Only one of the columns opened and resolved"):
        resolution_time(table, as_of=DAY)


def test_a_column_that_is_not_there_is_refused():
    with pytest.raises(DataError, match="closed: The table has no such column"):
        resolution_time(tickets((0, 1)), as_of=DAY, resolved="closed")
    with pytest.raises(DataError, match="team: The table has no such column"):
        resolution_time_by(tickets((0, 1)), by="team", as_of=DAY)


def test_a_group_named_like_a_result_is_refused():
    with pytest.raises(UsageError, match="column of this name: n_open"):
        resolution_time_by(tickets((0, 1), n_open=["x"]), by="n_open", as_of=DAY)


def test_a_moment_with_a_zone_needs_times_with_one():
    with pytest.raises(ValueError, match="as_of has a time zone"):
        resolution_time(tickets((0, 1)), as_of=datetime(2025, 3, 10, tzinfo=UTC))


def test_a_horizon_of_no_days_is_refused():
    with pytest.raises(ValueError, match="horizon above 0 days"):
        resolution_time(tickets((0, 1)), as_of=DAY, horizon_days=0)


def test_a_closing_given_as_a_date_is_not_before_the_opening_of_that_day():
    frame = pd.DataFrame(
        {
            "opened": pd.to_datetime(["2025-03-01 09:30", "2025-03-01 09:30", "2025-03-02 08:00"]),
            "resolved": pd.to_datetime(["2025-03-01", "2025-03-02", "2025-03-01"]),
        }
    )
    found = resolution_time(frame, as_of=DAY)
    # the first counts as resolved at once, the second after 14.5 hours; the third is reversed
    assert (found.n, found.n_invalid) == (2, 1)
    assert found.closed_only_mean_hours == pytest.approx(14.5 / 2)


def test_a_day_of_reference_ends_where_the_next_begins():
    frame = pd.DataFrame(
        {
            "opened": pd.to_datetime(["2025-03-09", "2025-03-09", "2025-03-11"]),
            "resolved": pd.to_datetime(["2025-03-10", "2025-03-11", None]),
        }
    )
    found = resolution_time(frame, as_of=DAY)
    # resolved on the 10th counts; resolved on the 11th was open then; opened on the 11th is later
    assert (found.n, found.n_open, found.n_later) == (2, 1, 1)


def test_the_mean_stops_where_thirty_are_still_followed():
    waits = [(0, 10)] * 40 + [(0, 20)] * 25 + [(0, 200)] * 5
    found = resolution_time(tickets(*waits), as_of=DAY)
    # 30 are at risk at 20 hours, 5 at 200
    assert found.horizon_hours == 20
    assert found.restricted_mean_hours == pytest.approx((40 * 10 + 30 * 20) / 70)
