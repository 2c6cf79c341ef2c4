import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.journeys.funnel import funnel
from cxkit.journeys.paths import case_steps, main_path
from cxkit.stats import newcombe_p_value, wilson_interval
from tests.journeys.made_journeys import events, later


def followed(*frames, path="abc", min_base=1):
    # a case of another kind, seen long after, so that all others had time to go on
    end = events("z", start="2026-12-31")
    steps = case_steps(pd.concat([*frames, end.assign(case="end")]))
    return funnel(steps, tuple(path), min_base=min_base).table.set_index("step")


def test_a_funnel_worked_by_hand():
    table = followed(events(*["abc"] * 6, *["ab"] * 2, *["a"] * 2))
    assert table["reached"].tolist() == [10, 8, 6]
    assert table["went_on"].tolist() == [8, 6, 0]
    assert table["n"].tolist() == [10, 8, 0]
    assert table.loc["a", "conversion"] == 0.8
    assert table.loc["b", "conversion"] == 0.75
    assert pd.isna(table.loc["c", "conversion"])
    assert table.loc["a", ["ci_low", "ci_high"]].tolist() == pytest.approx(wilson_interval(8, 10))


def test_a_case_that_skips_a_step_or_goes_back_is_not_lost():
    table = followed(events("ac", "abac", "bac"))
    assert table["reached"].tolist() == [2, 3, 3]  # the third came in at b
    assert table["visited"].tolist() == [3, 2, 3]
    assert table.loc["b", "went_on"] == 3


def test_cases_that_may_still_go_on_are_not_lost():
    old = events(*["abc"] * 10)
    new = later(events(*["ab"] * 3), days=90)
    table = funnel(case_steps(pd.concat([old, new])), ("a", "b", "c"), min_base=1).table
    assert table["reached"].tolist() == [13, 13, 10]
    assert table["n_open"].tolist() == [0, 3, 0]
    assert table.loc[1, ["n", "went_on", "conversion"]].tolist() == [10, 10, 1.0]


def test_a_case_seen_lately_elsewhere_is_open_too():
    old = events(*["abc"] * 10)
    back = events("ab")
    back = pd.concat([back, back.tail(1).assign(time=pd.Timestamp("2026-06-01"), touchpoint="z")])
    steps = case_steps(pd.concat([old, back.assign(case="back")]))
    table = funnel(steps, ("a", "b", "c"), min_base=1).table
    assert table.loc[1, "n_open"] == 1


def test_recent_cases_are_left_out_whether_or_not_they_went_on():
    """Leaving out only those that did not go on would make the step look better than it is."""
    old = events(*["ab"] * 50, *["a"] * 50, hours=24)
    new = later(events(*["ab"] * 5, *["a"] * 5, hours=12), days=10)
    table = funnel(case_steps(pd.concat([old, new])), ("a", "b"), min_base=1).table
    assert table.loc[0, ["n", "n_open", "went_on"]].tolist() == [100, 10, 50]


def test_times_are_from_the_first_visit_of_a_step_to_the_next_step():
    table = followed(events("aab", "ab", hours=2), path="ab")
    assert table.loc["a", ["hours_q1", "hours", "hours_q3"]].tolist() == [2.5, 3.0, 3.5]


def test_a_step_is_compared_with_all_others_together():
    table = followed(events(*["abcd"] * 40, *["abc"] * 10, *["ab"] * 50), path="abcd", min_base=30)
    assert table.loc["b", "others"] == pytest.approx((100 + 40) / 150)
    assert table.loc["b", "p_value"] == pytest.approx(newcombe_p_value(50, 100, 140, 150))


def test_two_steps_are_compared_with_each_other_once():
    table = followed(events(*["abc"] * 40, *["ab"] * 40, *["a"] * 5), min_base=30)
    assert table["p_value"].notna().tolist() == [False, True, False]


def test_small_steps_are_compared_with_nothing():
    table = followed(events(*["abc"] * 10, *["ab"] * 30), min_base=100)
    assert table["p_value"].isna().all()


@given(st.lists(st.text("abcx", min_size=1, max_size=6), min_size=1, max_size=15))
def test_bases_conversions_and_intervals_hold_together(cases):
    steps = case_steps(events(*cases))
    path = main_path(steps)
    if len(path) < 2:
        return
    found = funnel(steps, path, min_base=1)
    table = found.table
    assert (table["n"] + table["n_open"] <= table["reached"]).all()
    assert (table["went_on"] <= table["n"]).all()
    assert (table["reached"] <= found.n_cases).all()
    known = table.dropna(subset=["conversion"])
    assert (known["ci_low"] <= known["conversion"]).all()
    assert (known["conversion"] <= known["ci_high"]).all()
