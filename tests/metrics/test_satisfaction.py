import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.errors import DataError, UsageError
from cxkit.metrics import csat, csat_by
from cxkit.scales import Scale

FIVE = Scale(low=1, high=5, top_box=4)
REVERSED = Scale(low=1, high=5, top_box=2, higher_is_better=False)
COUNTS = pd.DataFrame({"csat": [1, 2, 3, 4, 5], "answers": [5, 7, 10, 48, 30]})


def test_top_box_and_its_interval_match_independent_values():
    # 78 of 100 favourable: Wilson 0.6893 to 0.8500
    found = csat(COUNTS, scale=FIVE, count="answers")
    assert found.top_box == 0.78
    assert (found.ci_low, found.ci_high) == pytest.approx((0.6893, 0.8500), abs=5.1e-5)


def test_mean_and_its_interval_worked_by_hand():
    # mean 3.91; sum of squares 5 + 28 + 90 + 768 + 750 = 1641; variance (1641 - 1528.81) / 99
    found = csat(COUNTS, scale=FIVE, count="answers")
    sd = math.sqrt((1641 - 1528.81) / 99)
    assert found.mean == pytest.approx(3.91)
    assert found.sd == pytest.approx(sd)
    half = 1.984217 * sd / 10  # t(99), 97.5 %
    assert (found.mean_ci_low, found.mean_ci_high) == pytest.approx(
        (3.91 - half, 3.91 + half), abs=1e-6
    )


@given(st.lists(st.integers(1, 5), min_size=1, max_size=40))
def test_a_scale_turned_round_gives_the_same_top_box(answers):
    one = csat(pd.DataFrame({"csat": answers}), scale=FIVE)
    other = csat(pd.DataFrame({"csat": [6 - answer for answer in answers]}), scale=REVERSED)
    assert (one.top_box, one.ci_low, one.ci_high) == (other.top_box, other.ci_low, other.ci_high)
    assert one.mean == pytest.approx(6 - other.mean, abs=1e-12)


def test_any_rating_column_can_be_asked_for():
    table = pd.DataFrame({"clean": [5, 4, 1, None], "csat": [1, 1, 1, 1]})
    found = csat(table, scale=FIVE, column="clean")
    assert found.top_box == pytest.approx(2 / 3)
    assert (found.n, found.n_missing) == (3, 1)


def test_groups_are_rows_and_a_group_without_answers_stays():
    table = pd.DataFrame({"csat": [5, 1, None], "g": ["b", "b", "a"]})
    found = csat_by(table, by="g", scale=FIVE)
    assert found["g"].tolist() == ["a", "b"]
    assert found["n"].tolist() == [0, 2]
    assert math.isnan(found["top_box"][0])
    assert found["top_box"][1] == 0.5


def test_one_answer_has_a_share_with_interval_and_a_mean_without():
    found = csat(pd.DataFrame({"csat": [5]}), scale=FIVE)
    assert found.top_box == 1.0
    assert found.ci_low == pytest.approx(0.2065, abs=5.1e-5)  # 1 / (1 + 3.8415)
    assert math.isnan(found.mean_ci_low)


def test_an_answer_off_the_scale_is_refused():
    with pytest.raises(DataError, match="whole numbers from 1 to 5; answers off this scale: 1"):
        csat(pd.DataFrame({"csat": [0, 5]}), scale=FIVE)


def test_a_question_nobody_answered_is_refused():
    with pytest.raises(DataError, match="Nobody answered this question"):
        csat(pd.DataFrame({"csat": [None]}), scale=FIVE)


def test_a_group_named_like_a_result_is_refused():
    with pytest.raises(UsageError, match="column of this name: mean"):
        csat_by(pd.DataFrame({"csat": [5], "mean": ["a"]}), by="mean", scale=FIVE)
