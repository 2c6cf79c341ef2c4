"""Cohorts, mean times as a customer, paces of leaving."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.economics import (
    analyse,
    cohorts_table,
    describe_cohorts,
    describe_pace,
    lasting_table,
    older_cohorts_table,
    pace_table,
    plot_cohorts,
    plot_pace,
    read_lasting,
    read_pace,
    retention_triangle,
)
from cxkit.economics.churn.cohorts import cohorts_of
from cxkit.findings import Missing
from cxkit.language import Words
from cxkit.presentation import Style
from tests.economics.made_economics import client, many, people

EN = Words("en")
STYLE = Style(words=EN, accent="#0b4f6c", min_base=30)


def dates(*values):
    return pd.Series(pd.to_datetime(list(values)))


# ------------------------------------------------------------------- cohorts
def test_a_wholly_seen_cohort_counts_plainly():
    """Four joined in January 2024; one left after 40 days, one after 100; seen to the end of May.

    After 1 month (30.4 days) 4 of 4 are there, after 2 and 3 (91.3 days) 3, after 4 (121.8) 2.
    """
    joined = dates(*["2024-01-10"] * 4)
    ended = dates("2024-02-19", "2024-04-19", None, None)
    table = retention_triangle(joined, ended, until=date(2024, 5, 31), grain="month")
    assert table["age"].tolist() == [1, 2, 3, 4]
    assert table["rate"].tolist() == [1.0, 0.75, 0.75, 0.5]
    assert set(table["n"]) == {4}
    assert not table["partly"].any()
    # Wilson, 3 of 4
    assert table["ci_low"][1] == pytest.approx(0.3006, abs=5e-5)
    assert table["ci_high"][1] == pytest.approx(0.9544, abs=5e-5)


def test_a_partly_seen_cohort_counts_who_could_not_be_followed_so_long():
    """Joined on 1 and 31 March, seen until 10 May: only the first can reach 2 months (61 days)."""
    joined = dates(*["2024-03-01"] * 2, *["2024-03-31"] * 2)
    ended = dates("2024-03-11", None, "2024-04-05", None)
    table = retention_triangle(joined, ended, until=date(2024, 5, 10), grain="month")
    rows = table.set_index("age")
    assert rows.loc[1, "rate"] == 0.5
    assert not rows.loc[1, "partly"]
    # the last of the late joiners is cut short after 40 days; nobody left later, so 1/2 remains
    assert bool(rows.loc[2, "partly"])
    assert rows.loc[2, "reached"] == 3
    assert rows.loc[2, "rate"] == pytest.approx(0.5)


def test_what_nobody_has_reached_is_not_shown():
    table = retention_triangle(
        dates("2024-05-20"), dates(None), until=date(2024, 5, 31), grain="month"
    )
    assert table.empty


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_retention_never_rises_and_order_does_not_matter(seed):
    rng = np.random.default_rng(seed)
    start = pd.Series(pd.Timestamp("2023-01-01") + pd.to_timedelta(rng.integers(0, 400, 60), "D"))
    end = (start + pd.to_timedelta(rng.integers(1, 500, 60), "D")).where(rng.random(60) < 0.5)
    table = retention_triangle(start, end, until=date(2024, 6, 30), grain="quarter")
    for _, cohort in table.groupby("cohort"):
        assert (cohort["rate"].diff().dropna() <= 1e-12).all()
        assert (cohort["ci_low"] <= cohort["rate"] + 1e-12).all()
        assert (cohort["rate"] <= cohort["ci_high"] + 1e-12).all()
    order = rng.permutation(60)
    turned = retention_triangle(
        start.iloc[order], end.iloc[order], until=date(2024, 6, 30), grain="quarter"
    )
    pd.testing.assert_frame_equal(table, turned)


def test_cohorts_refuse_impossible_dates_and_unknown_grains():
    with pytest.raises(ValueError, match="leaves before joining"):
        retention_triangle(
            dates("2024-02-01"), dates("2024-01-01"), until=date(2024, 5, 1), grain="month"
        )
    with pytest.raises(ValueError, match="grain must be one of month, quarter, year"):
        retention_triangle(dates("2024-02-01"), dates(None), until=date(2024, 5, 1), grain="week")


def joining(n, *, before=0):
    """Return `n` customers joining in 2025 evenly, a tenth leaving after two months."""
    day = pd.Timestamp("2025-01-01") + pd.to_timedelta(np.arange(n) * 300 // n, "D")
    end = pd.Series(day + pd.Timedelta(days=65)).where(np.arange(n) % 10 == 0)
    frame = people([("2025-01-01", None)] * n).assign(start_date=day, end_date=end)
    old = people([("2019-06-01", None)] * before)
    old["customer_id"] = [f"o{k}" for k in range(before)]
    return pd.concat([frame, old], ignore_index=True)


def test_customers_from_before_leaving_was_recorded_are_shown_apart():
    analysis = analyse(client(joining(400, before=50))).retention
    found = analysis.cohorts
    assert found.grain == "month"
    assert found.cells["cohort"].min() == pd.Timestamp("2025-01-01")
    assert found.older[["n", "kept"]].to_numpy().tolist() == [[50, 50]]
    assert analysis.older_cohorts is found
    assert "not of all who joined" in older_cohorts_table(found, EN).note


def test_leavers_of_before_the_period_make_their_cohorts_whole():
    frame = people([("2023-01-10", "2023-03-01")] + [("2023-04-01", None)] * 40)
    found = analyse(client(frame)).retention.cohorts
    assert found.recorded == date(2023, 3, 1)
    assert found.cells["cohort"].dt.year.unique().tolist() == [2023]


def test_few_customers_take_a_coarser_grain_and_are_indicative():
    found = analyse(client(joining(40))).retention.cohorts
    assert found.grain == "quarter"
    assert "indicative" in cohorts_table(found, EN).rows[0][0]
    customers = analyse(client(joining(40))).customers
    assert cohorts_of(customers, date(2025, 12, 31), "month").grain == "month"


def test_the_triangle_can_be_drawn_and_said():
    found = analyse(client(joining(400, before=50))).retention.cohorts
    ax = plot_cohorts(found, style=STYLE)
    shown = [text.get_text() for text in ax.texts]
    assert any(text.endswith("*") for text in shown)
    assert "100" in shown
    assert all("%" not in text for text in shown)
    text = describe_cohorts(found, EN)
    assert "chance" in text.reading
    assert "50 customers joined before leaving was recorded" in text.reading
    assert len(cohorts_table(found, EN).rows) == len(found.cells)


@pytest.mark.parametrize("frame", [None, many(5, 5).drop(columns="start_date"), many(0, 9)])
def test_without_dates_or_joiners_what_to_do_is_said(frame):
    found = analyse(client(frame)).retention.cohorts
    assert isinstance(found, Missing)
    assert "customers" in found.need


# --------------------------------------------------------------- paces, times
def answered(n=600, *, harm=0.3, seed=1, **more):
    """Return a client: half detractors, half promoters, of whom `harm` and 10 % leave late."""
    rng = np.random.default_rng(seed)
    low = np.arange(n) % 2 == 0
    left = rng.random(n) < np.where(low, harm, 0.1)
    day = pd.Timestamp("2025-07-10") + pd.to_timedelta(rng.integers(0, 170, n), "D")
    frame = people([("2020-01-01", None)] * n)
    frame["start_date"] = pd.Timestamp("2020-01-01") + pd.to_timedelta(
        rng.integers(0, 1500, n), "D"
    )
    frame["end_date"] = pd.Series(day).where(left)
    frame["plan"] = rng.choice(["A", "B"], n)
    answers = pd.DataFrame(
        {
            "customer_id": frame["customer_id"],
            "ltr": np.where(low, 3.0, 9.0),
            "date": pd.Timestamp("2025-03-01"),
        }
    )
    return client(frame.assign(**more), answers)


def test_detractors_leave_faster_all_else_equal():
    pace = analyse(answered()).retention.pace
    row = pace.table.iloc[0]
    assert (row["kind"], row["group"], row["reference"]) == ("score", "detractors", "promoters")
    assert row["ci_low"] > 1
    # hazards of leaving within half a year: log(1 - 0.3) / log(1 - 0.1)
    assert row["ci_low"] < np.log(0.7) / np.log(0.9) < row["ci_high"]
    assert pace.table["kind"].tolist() == ["score", "tenure", "plan"]
    assert pace.left == int(pace.table["left"].iloc[1])
    assert "at " in read_pace(pace, EN)
    assert describe_pace(pace, EN).headline.startswith("Detractors leave at")
    assert plot_pace(pace, style=STYLE).get_xscale() == "log"
    assert len(pace_table(pace, EN).rows) == 3


def test_where_nothing_differs_nothing_is_said_to():
    pace = analyse(answered(harm=0.1)).retention.pace
    assert "do not clearly leave" in read_pace(pace, EN)
    assert "does not clearly follow" in describe_pace(pace, EN).headline


def test_ten_leavers_a_coefficient_decide_what_is_held_equal():
    pace = analyse(answered(n=120, seed=3)).retention.pace
    assert pace.left < 30
    assert len(pace.table) == pace.left // 10
    assert "plan" in pace.left_out
    few = analyse(answered(n=40)).retention.pace
    assert isinstance(few, Missing)
    assert "ten for every group" in few.need


def test_mean_times_are_compared_with_the_best_group():
    lasting = analyse(answered()).retention.lasting_by_score
    assert lasting.reference == "promoters"
    gap = lasting.differences["detractors"]
    means = lasting.means
    assert gap.value == pytest.approx(means["detractors"].value - means["promoters"].value)
    assert gap.ci_high < 0
    assert 5 <= lasting.horizon <= 6
    assert "Detractors stay" in read_lasting(lasting, EN)
    assert lasting_table(lasting, EN).rows[-1][4] == "reference"


def test_answers_that_tell_all_are_refused():
    n = 400
    frame = many(n // 2, n // 2, end="2025-09-01")
    given = pd.DataFrame(
        {
            "customer_id": frame["customer_id"],
            "ltr": [1.0] * (n // 2) + [9.0] * (n // 2),
            "date": pd.Timestamp("2025-03-01"),
        }
    )
    analysis = analyse(client(frame, given))
    for found in (analysis.retention.pace, analysis.linkage.effects, analysis.linkage.checks):
        assert isinstance(found, Missing)
        assert "a leak" in found.need


def test_without_answers_paces_say_what_to_do():
    found = analyse(client(many(20, 100))).retention.pace
    assert isinstance(found, Missing)
    assert "dated answers" in found.need
