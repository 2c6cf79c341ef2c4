import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.journeys.paths import adjusted, case_steps, main_path, returns, variants
from cxkit.stats import newcombe_p_value
from tests.journeys.made_journeys import events


def path(*cases, **more):
    return "".join(main_path(case_steps(events(*cases)), **more))


def test_steps_follow_time_and_equal_times_follow_the_file():
    frame = events("ab")
    frame = pd.concat([frame, frame.iloc[[1]].assign(touchpoint="x")])
    frame = frame.iloc[::-1].reset_index(drop=True)
    assert list(case_steps(frame)["touchpoint"]) == ["a", "x", "b"]
    assert list(case_steps(frame)["place"]) == [0, 1, 2]


def test_rows_without_case_touchpoint_or_time_are_left_out():
    frame = events("abc")
    frame.loc[0, "case"], frame.loc[1, "time"] = None, pd.NaT
    assert list(case_steps(frame)["touchpoint"]) == ["c"]


@pytest.mark.parametrize(
    ("cases", "expected"),
    [
        (["abc"] * 6 + ["ac"] * 2 + ["b"], "abc"),
        (["aabac"] * 3, "abc"),  # returns and loops do not count
        (["ab", "ac", "ad"], "a"),  # cases scatter
        (["ab"] * 2 + ["a"] * 38, "ab"),  # 5 % still go on
        (["ab"] + ["a"] * 38, "a"),  # fewer do not make a path
        ([], ""),
        (["b", "a"], "a"),  # a tie is settled by name, not by chance
    ],
)
def test_the_main_path_is_the_way_most_cases_share(cases, expected):
    assert path(*cases) == expected


def test_a_step_with_too_few_cases_ends_the_path():
    assert path(*["abc"] * 9, min_base=10) == "a"
    assert path(*["abc"] * 10, min_base=10) == "abc"


ways = st.lists(st.text("abcd", min_size=1, max_size=6), min_size=1, max_size=12)


@pytest.mark.slow
@given(ways, st.randoms())
def test_the_order_of_the_rows_does_not_matter(cases, random):
    frame = events(*cases)
    mixed = list(range(len(frame)))
    random.shuffle(mixed)
    one, other = case_steps(frame), case_steps(frame.iloc[mixed])
    assert main_path(one) == main_path(other)
    assert variants(one).table.equals(variants(other).table)


@given(ways)
def test_shares_of_variants_add_to_one_and_a_path_has_no_step_twice(cases):
    steps = case_steps(events(*cases))
    found = variants(steps)
    assert found.table["share"].sum() == pytest.approx(1)
    assert (found.n_cases, found.n_variants) == (len(cases), len(set(cases)))
    way = main_path(steps)
    assert len(set(way)) == len(way)


def test_variants_are_counted_and_sorted():
    found = variants(case_steps(events("ab", "ba", "ab", "c")))
    assert list(found.table["steps"]) == [("a", "b"), ("b", "a"), ("c",)]
    assert list(found.table["n"]) == [2, 1, 1]


def test_returns_are_cases_that_meet_a_touchpoint_more_than_once():
    steps = case_steps(events("abxx", "aby", "abx", "abyz"))
    table = returns(steps, ("a", "b"), min_base=1).set_index("touchpoint")
    assert table.loc["x", ["n", "n_returned", "share"]].tolist() == [2, 1, 0.5]
    assert table.loc["y", "others"] == 1 / 3  # x (1 of 2) and z (0 of 1), not a and b
    assert table.loc["a", "median_place"] == 1
    assert list(table.index[:2]) == ["a", "b"]


def test_two_touchpoints_of_a_kind_are_compared_once():
    cases = ["abxx"] * 20 + ["abx"] * 20 + ["aby"] * 40
    table = returns(case_steps(events(*cases)), ("a", "b"), min_base=30).set_index("touchpoint")
    assert table.loc["x", "p_value"] == pytest.approx(newcombe_p_value(20, 40, 0, 40))
    assert pd.isna(table.loc["y", "p_value"])


def test_all_comparisons_are_corrected_together():
    one = pd.DataFrame({"p_value": [0.01, None]})
    other = pd.DataFrame({"p_value": [0.04, 0.02]})
    assert adjusted(one, other) == 3
    # Holm over 0.01, 0.02, 0.04: 3 · 0.01, 2 · 0.02, then not below the one before
    assert one["p_adjusted"][0] == pytest.approx(0.03)
    assert other["p_adjusted"].tolist() == pytest.approx([0.04, 0.04])
    assert pd.isna(one["p_adjusted"][1])
