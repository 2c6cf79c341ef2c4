import decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.errors import DataError
from cxkit.metrics import ces_by, csat, csat_by, nps, nps_by, tally
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND, Scale

FIVE = Scale(low=1, high=5, top_box=4)


@st.composite
def answered(draw, *, low=0, high=10):
    """Rows with a group, some blank in either column, and the same as counts."""
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["north", "south", "west", None]),
                st.one_of(st.none(), st.integers(low, high)),
            ),
            max_size=40,
        )
    )
    frame = pd.DataFrame(rows, columns=["region", "answer"]).astype({"answer": "Float64"})
    counts = frame.groupby(["region", "answer"], dropna=False).size().rename("answers")
    return frame, counts.reset_index()


def test_answers_are_counted_by_group_and_point():
    table = pd.DataFrame(
        {"region": ["b", "a", "b", None, "b"], "csat": [5, 1, None, 4, 5]},
    )
    found = tally(table, "csat", scale=FIVE, by="region")
    assert found.groups["region"].tolist() == ["a", "b"]
    assert found.answers.tolist() == [[1, 0, 0, 0, 0], [0, 0, 0, 0, 2]]
    assert found.missing.tolist() == [0, 1]


def test_without_groups_even_no_rows_make_one_group():
    found = tally(pd.DataFrame({"csat": []}), "csat", scale=FIVE)
    assert found.answers.tolist() == [[0, 0, 0, 0, 0]]
    assert found.points == (1, 2, 3, 4, 5)


def test_groups_keep_the_order_of_an_ordered_category():
    region = pd.Categorical(["s", "n", "s"], categories=["s", "n", "unused"], ordered=True)
    found = tally(pd.DataFrame({"g": region, "csat": [1, 2, 3]}), "csat", scale=FIVE, by="g")
    assert found.groups["g"].tolist() == ["s", "n"]


@pytest.mark.parametrize(
    "values",
    [
        pd.Categorical([9, 10, None]),
        [decimal.Decimal(9), None, decimal.Decimal(10)],
        pd.array([9, None, 10], dtype="int64[pyarrow]"),
        pd.array([9, None, 10], dtype="Int64"),
        [9.0, float("nan"), 10.0],
        ["9", None, "10"],
    ],
    ids=["category", "decimal", "arrow", "nullable", "float", "text"],
)
def test_any_way_of_holding_numbers_is_read(values):
    found = tally(pd.DataFrame({"ltr": values}), "ltr", scale=LIKELIHOOD_TO_RECOMMEND)
    assert found.answers[0, 9:].tolist() == [1, 1]
    assert found.missing.tolist() == [1]


@given(answered())
def test_rows_and_counts_give_the_same_tally(data):
    rows, counts = data
    for by in ((), "region"):
        one = tally(rows, "answer", scale=LIKELIHOOD_TO_RECOMMEND, by=by)
        other = tally(counts, "answer", scale=LIKELIHOOD_TO_RECOMMEND, by=by, count="answers")
        assert one.groups.to_dict("list") == other.groups.to_dict("list")
        np.testing.assert_array_equal(one.answers, other.answers)
        np.testing.assert_array_equal(one.missing, other.missing)


@pytest.mark.slow
@given(answered(low=1, high=5))
def test_rows_and_counts_give_the_same_scores(data):
    rows, counts = data
    for function in (csat_by, ces_by):
        one = function(rows, by="region", column="answer", scale=FIVE)
        other = function(counts, by="region", column="answer", scale=FIVE, count="answers")
        pd.testing.assert_frame_equal(one, other, check_exact=True, check_dtype=len(one) > 0)
    one = nps_by(rows, by="region", column="answer")
    other = nps_by(counts, by="region", column="answer", count="answers")
    pd.testing.assert_frame_equal(one, other, check_exact=True, check_dtype=len(one) > 0)
    if rows["answer"].notna().any():
        assert nps(rows, column="answer") == nps(counts, column="answer", count="answers")
        assert csat(rows, column="answer", scale=FIVE).top_box == (
            csat(counts, column="answer", scale=FIVE, count="answers").top_box
        )


@given(answered(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(data, random):
    rows, _ = data
    order = list(range(len(rows)))
    random.shuffle(order)
    one = nps_by(rows, by="region", column="answer")
    other = nps_by(rows.iloc[order], by="region", column="answer")
    pd.testing.assert_frame_equal(one, other, check_exact=True)


def test_the_table_is_left_as_it_was():
    table = pd.DataFrame({"g": ["a", "b"], "ltr": [9, None]})
    before = table.copy(deep=True)
    nps_by(table, by="g")
    pd.testing.assert_frame_equal(table, before)


def test_all_problems_of_the_answers_are_reported_at_once():
    table = pd.DataFrame({"ltr": ["eleven", 11, 8.5, -1, float("inf"), 9]})
    with pytest.raises(DataError) as caught:
        tally(table, "ltr", scale=LIKELIHOOD_TO_RECOMMEND)
    text, off = caught.value.problems
    assert (text.rule, text.count, text.found) == ("not-a-number", 1, ())
    assert (off.rule, off.count, off.found) == ("off-scale", 4, ("11", "8.5", "-1", "inf"))
    assert str(caught.value) == (
        "ltr: Answers must be numbers; cells that hold something else: 1. "
        "Correct these cells, or leave them blank if there is no answer.\n"
        "ltr: Answers must be whole numbers from 0 to 10; answers off this scale: 4. "
        "Recode these answers, or leave them blank if there is no answer."
    )


def test_a_cell_with_words_is_never_quoted():
    table = pd.DataFrame({"ltr": ["Ana Torres", 9]})
    with pytest.raises(DataError) as caught:
        nps(table)
    assert "Ana" not in str(caught.value) + repr(caught.value.problems)


@pytest.mark.parametrize("counts", [[1, -1], [1, 1.5], [1, None], [1, "two"], [1, float("inf")]])
def test_counts_that_cannot_be_are_refused(counts):
    table = pd.DataFrame({"ltr": [9, 10], "answers": counts})
    with pytest.raises(DataError) as caught:
        nps(table, count="answers")
    (problem,) = caught.value.problems
    assert (problem.rule, problem.column, problem.count) == ("bad-count", "answers", 1)
    assert str(caught.value).startswith(
        "answers: Counts must be whole numbers of 0 or more; cells that are not: 1. "
    )


def test_every_column_that_is_not_there_is_named():
    with pytest.raises(DataError) as caught:
        nps_by(pd.DataFrame({"ltr": [9]}), by="region", column="score", count="answers")
    assert [(p.rule, p.column) for p in caught.value.problems] == [
        ("no-column", "score"),
        ("no-column", "region"),
        ("no-column", "answers"),
    ]
