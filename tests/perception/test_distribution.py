import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.errors import DataError, UsageError
from cxkit.perception.scores.distribution import distribution, distribution_by
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND, Scale

THREE = Scale(low=1, high=3, top_box=3)


def test_every_point_of_the_scale_is_there_even_where_nobody_chose_it():
    found = distribution(pd.DataFrame({"q": [3, 3, 1, None]}), column="q", scale=THREE)
    assert found.to_dict("list") == {
        "answer": [1, 2, 3],
        "n": [1, 0, 2],
        "share": [1 / 3, 0.0, 2 / 3],
        "base": [3, 3, 3],
    }


def test_groups_have_their_own_base():
    table = pd.DataFrame({"q": [3, 1, 1], "g": ["b", "b", "a"]})
    found = distribution_by(table, by="g", column="q", scale=THREE)
    assert found.columns.tolist() == ["g", "answer", "n", "share", "base"]
    assert found["g"].tolist() == ["a"] * 3 + ["b"] * 3
    assert found["share"].tolist() == [1.0, 0.0, 0.0, 0.5, 0.0, 0.5]
    assert found["base"].tolist() == [1, 1, 1, 2, 2, 2]


@pytest.mark.parametrize("answers", [[], [None, None]])
def test_without_answers_there_are_no_shares(answers):
    found = distribution(pd.DataFrame({"q": answers}), column="q", scale=THREE)
    assert found["n"].tolist() == [0, 0, 0]
    assert found["share"].isna().all()


@given(st.lists(st.integers(0, 10), min_size=1, max_size=50))
def test_shares_add_up_to_1_and_counts_give_the_same(answers):
    rows = pd.DataFrame({"ltr": answers})
    found = distribution(rows, column="ltr", scale=LIKELIHOOD_TO_RECOMMEND)
    assert found["share"].sum() == pytest.approx(1, abs=1e-12)
    counts = rows.value_counts().rename("answers").reset_index()
    other = distribution(counts, column="ltr", scale=LIKELIHOOD_TO_RECOMMEND, count="answers")
    pd.testing.assert_frame_equal(found, other, check_exact=True)
    assert found["n"].tolist() == np.bincount(answers, minlength=11).tolist()


def test_an_answer_off_the_scale_is_refused():
    with pytest.raises(DataError, match="whole numbers from 1 to 3; answers off this scale: 1"):
        distribution(pd.DataFrame({"q": [4]}), column="q", scale=THREE)


def test_a_group_named_like_a_result_is_refused():
    table = pd.DataFrame({"q": [1], "answer": ["x"]})
    with pytest.raises(UsageError, match="column of this name: answer"):
        distribution_by(table, by="answer", column="q", scale=THREE)
