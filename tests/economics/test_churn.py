"""Churn with its denominators, groups, curves and marks filled in afterwards."""

import numpy as np
import pandas as pd
import pytest

from cxkit.economics import analyse, plot_churn, plot_staying, read_churn
from cxkit.economics.churn.rates import Churn, ChurnBy, yearly
from cxkit.economics.churn.scored import group_of, tells_all
from cxkit.findings import Missing
from cxkit.language import Words
from cxkit.presentation import Style
from tests.economics.made_economics import client, many, people

STYLE = Style(words=Words("en"), accent="#0b4f6c", min_base=30)


def test_who_joins_or_has_left_before_is_in_neither_number():
    """Four there at the start, one of them lost; one new who left, one who left in 2024."""
    rows = [("2020-01-01", "2025-03-01")] + [("2020-01-01", None)] * 3
    rows += [("2025-02-01", "2025-05-01"), ("2020-01-01", "2024-12-31")]
    churn = analyse(client(people(rows))).churn
    assert (churn.lost, churn.n, churn.n_new) == (1, 4, 1)
    assert churn.rate == 0.25


def test_who_leaves_after_the_period_is_still_there_in_it():
    churn = analyse(client(people([("2020-01-01", "2026-01-15"), ("2020-01-01", None)]))).churn
    assert (churn.lost, churn.n) == (0, 2)


def test_the_interval_is_that_of_newcombe_1998():
    churn = analyse(client(many(15, 133))).churn
    assert (churn.ci_low, churn.ci_high) == pytest.approx((0.0624, 0.1605), abs=5e-5)


def test_a_mark_without_dates_is_called_a_share_of_all():
    frame = pd.DataFrame({"customer_id": list("abcd"), "churned": [True, False, False, pd.NA]})
    frame["churned"] = frame["churned"].astype("boolean")
    churn = analyse(client(frame)).churn
    assert (churn.lost, churn.n, churn.n_unknown, churn.dated) == (1, 3, 1, False)
    assert np.isnan(churn.yearly)
    assert "not the churn of a period" in read_churn(churn, Words("en"))
    monthly = analyse(client(frame, economics={"churn_period": "month"})).churn
    assert monthly.yearly == pytest.approx(1 - (2 / 3) ** 12)


def test_a_year_at_the_pace_of_a_quarter():
    assert yearly(0.1, 365.25 / 4) == pytest.approx(1 - 0.9**4)
    assert yearly(0.1, 365) == 0.1


def test_groups_are_compared_with_all_others():
    frame = many(40, 160, plan=["A"] * 100 + ["B"] * 100)
    found = analyse(client(frame)).churn_by_segments[0]
    assert isinstance(found, ChurnBy)
    row = found.table.set_index("group").loc["A"]
    assert (row["lost"], row["n"], row["rate"]) == (40, 100, 0.4)
    assert row["difference"] == pytest.approx(0.4)
    assert row["gap_low"] < 0.4 < row["gap_high"]
    assert row["p_adjusted"] >= row["p_value"]


def test_the_group_is_that_of_the_mean_before_leaving():
    scores = pd.Series([9.0, 8.99, 7.0, 6.99, np.nan])
    assert group_of(scores, "ltr", None).fillna("").tolist() == [
        "promoters", "passives", "passives", "detractors", "",
    ]  # fmt: skip


def answers(ids, scores, dates):
    return pd.DataFrame({"customer_id": ids, "ltr": scores, "date": pd.to_datetime(dates)})


def test_answers_given_after_leaving_do_not_count():
    frame = people([("2020-01-01", "2025-06-01"), ("2020-01-01", None)])
    given = answers(["c0", "c0", "c1"], [9.0, 0.0, 3.0], ["2025-05-01", "2025-07-01", "2025-05-01"])
    scored = analyse(client(frame, given)).scored
    assert scored.frame.set_index("customer_id")["group"].to_dict() == {
        "c0": "promoters",
        "c1": "detractors",
    }


def test_who_joined_in_the_period_is_in_no_group_of_churn_by_answers():
    """Four there at the start and two who joined, one of whom left: groups of two and two."""
    rows = [("2020-01-01", "2025-06-01")] + [("2020-01-01", None)] * 3
    frame = people([*rows, ("2025-02-01", "2025-06-01"), ("2025-02-01", None)])
    frame["revenue"] = 10.0
    given = answers(frame["customer_id"], [2.0, 2.0, 10.0, 10.0, 2.0, 10.0], ["2025-03-01"] * 6)
    found = analyse(client(frame, given.assign(touchpoint="Shop")))
    table = found.churn_by_score.table.set_index("group")
    assert table[["n", "lost"]].to_numpy().tolist() == [[2, 1], [2, 0]]
    assert (found.at_risk.n, found.at_risk.n_low) == (4, 2)
    assert found.at_risk_by_touchpoint[["n", "n_low"]].to_numpy().tolist() == [[4, 2]]


def test_without_answers_of_who_was_there_no_groups_are_made():
    frame = people([("2020-01-01", None), ("2025-02-01", "2025-06-01"), ("2025-02-01", None)])
    given = answers(["c1", "c2"], [2.0, 10.0], ["2025-03-01"] * 2)
    found = analyse(client(frame, given))
    assert isinstance(found.churn_by_score, Missing)
    assert isinstance(found.at_risk, Missing)


def test_a_column_filled_in_afterwards_is_called_a_leak_and_not_used():
    frame = many(100, 100)
    given = answers(frame["customer_id"], [1.0] * 100 + [10.0] * 100, ["2025-02-01"] * 200)
    found = analyse(client(frame, given))
    for result in (found.churn_by_score, found.staying, found.at_risk):
        assert isinstance(result, Missing)
        assert "(a leak)" in result.need
    assert found.at_risk_by_touchpoint.empty


def test_a_strong_honest_score_is_no_leak():
    left = pd.Series([True] * 90 + [False] * 10 + [True] * 5 + [False] * 95)
    scores = pd.Series([1.0] * 100 + [10.0] * 100)
    assert not tells_all(scores, left, min_base=30)
    assert not tells_all(pd.Series([1.0] * 5 + [9.0] * 5), left[:10], min_base=30)


def test_curves_start_in_the_middle_of_the_period_with_who_is_still_there():
    """Of 80 who answered, 10 left before the middle and are not followed."""
    rows = [("2020-01-01", "2025-05-01")] * 10 + [("2020-01-01", "2025-10-01")] * 10
    frame = people(rows + [("2020-01-01", None)] * 60)
    given = answers(frame["customer_id"], [3.0] * 20 + [3.0, 10.0] * 30, ["2025-02-01"] * 80)
    staying = analyse(client(frame, given)).staying
    assert staying.landmark.isoformat() == "2025-07-02"
    assert sum(curve.n for curve in staying.curves.values()) == 70
    assert staying.curves["detractors"].survival[-1] == pytest.approx(30 / 40)
    assert staying.test.df == 1


def test_late_entry_where_customers_joined_before_the_period():
    """A customer of five years is at risk only from its 60th month on."""
    frame = many(20, 60, plan=["A", "B"] * 40)
    staying = analyse(client(frame)).staying_by_segment
    assert staying.late
    curve = staying.curves["A"]
    assert curve.time[0] == pytest.approx(65.9, abs=0.1)
    assert curve.at_risk[0] == 40


def test_the_figures_say_what_they_show():
    rows = [("2020-01-01", "2025-10-01")] * 30 + [("2020-01-01", None)] * 170
    frame = people(rows).assign(plan=["North", "South"] * 100)
    scores = [2.0] * 30 + [2.0] * 50 + [10.0] * 120
    found = analyse(client(frame, answers(frame["customer_id"], scores, ["2025-02-01"] * 200)))
    ax = plot_churn(found.churn_shown, style=STYLE)
    labels = [tick.get_text() for tick in ax.get_yticklabels()]
    assert labels[-1] == "Detractors (n = 80)"
    assert ax.get_xlim()[0] == 0
    assert ax.get_xlim()[1] <= 1
    ax = plot_staying(found.staying, style=STYLE)
    shown = [item.get_text() for item in ax.texts]
    assert {"Detractors", "Promoters", "Still followed:"} <= set(shown)
    assert ax.get_ylim()[1] == 1


@pytest.mark.parametrize(
    "frame",
    [
        None,
        people([]),
        people([("2020-01-01", None)]),
        people([("2025-06-01", None)] * 3),
        many(3, 0, plan="A"),
        many(0, 3, plan=pd.NA),
        many(5, 5, revenue=np.nan, margin=0.0, revenue_before=0.0, plan=["A", "B"] * 5),
        many(40, 40, revenue=-5.0, margin=-1.0, revenue_before=7.0, plan=["A", "B"] * 40),
    ],
)
def test_odd_tables_are_answered_and_never_crash(frame):
    found = analyse(client(frame, economics={"discount_rate": 0.0, "horizon_years": 3}))
    for name in (
        "churn", "churn_by_score", "churn_by_segments", "churn_shown", "staying",
        "staying_by_segment", "lifetime", "point", "at_risk", "places_at_risk", "growth",
        "outcomes", "trials", "cases",
    ):  # fmt: skip
        assert getattr(found, name) is not None
    assert isinstance(found.churn, Churn | Missing)
    assert found.cases_frame.empty
