"""The closed loop, worked by hand: shares, times, and cases that cannot have happened."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.client import Column
from cxkit.governance import (
    analyse,
    describe_loop,
    loop_table,
    plot_loop,
    read_loop,
    read_waiting,
    waiting_table,
)
from cxkit.governance.closed_loop import closed_loop, loop_by
from cxkit.governance.loop_cases import cases_of_log
from cxkit.language import Words
from cxkit.presentation import Style
from tests.governance.made import AS_OF, case, client, days

EN = Words("en")


def loop(*rows, min_base=5):
    return closed_loop(cases_of_log(rows, as_of=AS_OF), confidence=0.95, min_base=min_base)


def steps(found):
    return {s.step: (s.n_reached, s.median_days) for s in found.steps}


def test_open_cases_count_as_still_waiting():
    # contacted after 1, 2 and 3 days; one silent for 5: at 2 days 2 of 4 are done
    found = loop(
        case(1, "2026-06-01", assigned="2026-06-01", contacted="2026-06-02"),
        case(2, "2026-06-01", contacted="2026-06-03"),
        case(3, "2026-06-01", contacted="2026-06-04", resolved="2026-06-10"),
        case(4, "2026-06-25"),
    )
    assert found.step("contacted").n_reached == 3
    assert found.step("contacted").median_days == 2
    assert found.step("contacted").share == 0.75
    assert math.isnan(found.step("resolved").median_days)
    # Wilson, 1 of 4: centre (0.25 + 3.8415 / 8) / (1 + 3.8415 / 4) -> 0.0456 to 0.6994
    low, high = found.step("resolved").ci_low, found.step("resolved").ci_high
    assert (low, high) == pytest.approx((0.0456, 0.6994), abs=5e-5)


def test_a_step_dated_after_the_day_of_the_data_has_not_happened():
    found = loop(
        case(1, "2026-06-01", contacted="2026-07-02"), case(2, "2026-06-01", contacted="2026-06-30")
    )
    assert steps(found)["contacted"] == (1, 29)


def test_cases_that_cannot_have_happened_are_left_out_and_told():
    found = loop(
        case(1, "2026-06-01", contacted="2026-06-10", resolved="2026-06-05"),
        case(2, "2026-06-01", assigned="2026-06-09", fixed="2026-06-05"),
        case(3, "2026-06-01", resolved="2026-06-05"),
        case(4, "2026-07-05"),
    )
    cases = found.cases
    assert (len(cases.frame), cases.n_contradictory, cases.n_later) == (1, 2, 1)
    assert cases.n_skipped == 1
    said = read_loop(found, EN)
    assert "2 cases cannot have happened as written" in said
    assert "1 case is resolved although no contact with the customer is recorded." in said
    assert "1 case is dated after the day of the data and left out." in said


def test_only_future_cases_are_no_loop():
    assert loop(case(1, "2026-07-05")) is None
    assert "closed_loop.csv" in analyse(client(closed_loop=(case(1, "2026-07-05"),))).loop.need


def test_the_most_urgent_open_cases_come_first():
    found = loop(
        case(1, "2026-06-20", urgency="low"),
        case(2, "2026-06-10", urgency="high"),
        case(3, "2026-06-28", urgency="high", contacted="2026-06-29"),
        case(4, "2026-06-01", resolved="2026-06-02", urgency="high"),
        case(5, "2026-06-29"),
    )
    rows = [list(row) for row in waiting_table(found, EN).rows]
    assert rows == [
        ["High urgency", "2", "1", "11 days", "20 days"],
        ["Low urgency", "1", "1", "10 days", "10 days"],
        ["Urgency not recorded", "1", "1", "1 day", "1 day"],
    ]
    assert read_waiting(found, EN) == (
        "4 cases are open, 3 of them without any contact with the customer; the oldest has waited "
        "20 days."
    )


def test_groups_are_indicative_below_the_least_base_and_the_rest_is_counted():
    rows = [case(i, "2026-06-01", owner="A", contacted="2026-06-03") for i in range(6)]
    rows += [case(9, "2026-06-01", owner="B"), case(10, "2026-06-01")]
    by = loop_by(loop(*rows), "owner")
    assert [(g.group, g.n) for g in by.groups] == [("A", 6), ("B", 1)]
    table = loop_table(by, EN)
    assert [row[-1] for row in table.rows] == ["", "indicative"]
    assert table.rows[0][3] == "2 days"
    assert table.note.endswith("1 case is in no row.")
    assert loop_by(loop(*rows), "urgency") is None
    assert loop_by(loop(*rows), "nonsense") is None


@pytest.mark.parametrize(
    ("rows", "headline"),
    [
        (
            [case(1, "2026-06-01", contacted="2026-06-04", resolved="2026-06-05")],
            "100% of cases are resolved; half of the customers are contacted within 3 days",
        ),
        (
            [case(1, "2026-06-01"), case(2, "2026-06-01"), case(3, "2026-06-01")],
            "0% of cases are resolved; fewer than half of the customers have been contacted",
        ),
    ],
)
def test_headlines(rows, headline):
    assert describe_loop(loop(*rows), EN).headline == headline


def test_the_figure_shows_shares_from_0_to_1_first_step_on_top():
    found = loop(case(1, "2026-06-01", contacted="2026-06-04"))
    ax = plot_loop(found, style=Style(words=EN, accent="#1f4e79", min_base=30))
    assert ax.get_xlim() == (0, 1)
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels[-1].startswith("Assigned")
    assert "indicative" in " ".join(labels)


@given(st.lists(st.tuples(st.integers(0, 60), st.none() | st.integers(0, 60)), min_size=1))
def test_shares_and_medians_lie_where_they_must(waits):
    rows = [
        case(i, (AS_OF - pd.Timedelta(days=60 - start)).isoformat())
        if wait is None
        else case(
            i,
            (AS_OF - pd.Timedelta(days=60 - start)).isoformat(),
            contacted=(AS_OF - pd.Timedelta(days=60 - start - wait)).isoformat(),
        )
        for i, (start, wait) in enumerate(waits)
    ]
    step = loop(*rows).step("contacted")
    assert step.n == len(waits)
    assert 0 <= step.ci_low <= step.share <= step.ci_high <= 1
    if step.median_days == step.median_days:
        assert 0 <= step.median_days <= 60
    reached = [wait for start, wait in waits if wait is not None and start + wait <= 60]
    assert step.n_reached == len(reached)
    if len(reached) == len(waits):  # nobody waits: the plain lower median
        assert step.median_days == sorted(reached)[(len(reached) - 1) // 2]


# --------------------------------------------------------------------- tickets
def tickets(**columns):
    made = {"area": Column(name="area", role="category")}
    return client(tickets=pd.DataFrame(columns), columns=tuple(made.values()), min_base=5)


def test_without_a_log_the_tickets_are_the_cases():
    made = tickets(
        opened=days("2026-06-01 08:00", "2026-06-01 08:00", "2026-06-01 08:00"),
        first_reply=days("2026-06-01 20:00", "2026-06-01", None),
        resolved=days("2026-06-02 08:00", None, None),
        area=["Shop", "Shop", "Web"],
    )
    found = analyse(made).loop
    assert found.cases.table == "tickets"
    # a reply dated without a time on the day of opening is not before it
    assert steps(found) == {
        "contacted": (2, 0.5),
        "resolved": (1, pytest.approx(math.nan, nan_ok=True)),
    }
    assert analyse(made).loop_by("owner").groups[0].group == "Shop"
    assert "table tickets (opened, first_reply, resolved)" in describe_loop(found, EN).source


def test_tickets_without_any_later_step_are_no_loop():
    made = tickets(opened=days("2026-06-01"), resolved=days(None))
    assert "first_reply" in analyse(made).loop.need


def test_tickets_with_a_reply_alone_say_that_resolution_is_not_recorded():
    made = tickets(opened=days("2026-06-01"), first_reply=days("2026-06-02"))
    text = describe_loop(analyse(made).loop, EN)
    assert text.headline == (
        "100% of cases have been answered; whether they were resolved is not recorded"
    )
