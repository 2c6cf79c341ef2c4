from itertools import product
from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.errors import DataError, UsageError
from cxkit.metrics import nps, nps_by, nps_from_counts

# Example of R package NPS (rdrr.io, NPS::nps): answers 0 to 10 of 1,000 customers
R_EXAMPLE = [12, 13, 12, 11, 4, 27, 34, 94, 197, 232, 364]


def frame(*answers, **more):
    return pd.DataFrame({"ltr": list(answers), **more})


def test_score_matches_the_example_of_the_r_package():
    table = pd.DataFrame({"ltr": range(11), "answers": R_EXAMPLE})
    found = nps(table, count="answers")
    assert found.score == pytest.approx(48.3, abs=1e-9)
    assert found.n == 1000
    assert found.method == "adjusted Wald"


def test_score_worked_by_hand():
    # 9, 10 and 10 promote, 7 and 8 are passive, 0 and 6 detract: 100 (3 - 2) / 7
    found = nps(frame(9, 10, 10, 7, 8, 0, 6, None))
    assert found.score == pytest.approx(100 / 7)
    assert (found.promoters, found.passives, found.detractors) == (3 / 7, 2 / 7, 2 / 7)
    assert (found.n, found.n_missing) == (7, 1)


@pytest.mark.parametrize(
    ("counts", "score", "low", "high"),
    [((50, 30, 20), 30.0, 14.05, 44.20), ((120, 60, 40), 36.36, 25.75, 46.00)],
)
def test_interval_matches_independent_values(counts, score, low, high):
    found = nps_from_counts(*counts)
    assert (found.score, found.ci_low, found.ci_high) == pytest.approx(
        (score, low, high), abs=5.1e-3
    )


def test_the_interval_below_20_answers_is_the_score_interval():
    # R package NPS, nps_test_(test = "iterative"): 5 detractors, 5 promoters
    found = nps_from_counts(5, 0, 5)
    assert found.method == "score"
    assert (found.ci_low, found.ci_high) == pytest.approx((-52.681, 52.681), abs=2e-3)
    assert nps_from_counts(12, 5, 2).method == "score"
    assert nps_from_counts(12, 5, 3).method == "adjusted Wald"


TRUE_SHARES = [
    (0.8, 0.1, 0.1),
    (0.5, 0.3, 0.2),
    (1 / 3, 1 / 3, 1 / 3),
    (0.1, 0.2, 0.7),
    (0.95, 0.04, 0.01),
    (0.05, 0.9, 0.05),
]


@pytest.mark.parametrize(("n", "shares"), list(product([5, 10, 19, 25, 40], TRUE_SHARES)))
def test_the_default_interval_holds_the_truth_nine_times_in_ten(n, shares):
    # every outcome with its multinomial probability: exact, no simulation
    truth = 100 * (shares[0] - shares[2])
    coverage = 0.0
    for up in range(n + 1):
        for mid in range(n + 1 - up):
            down = n - up - mid
            found = nps_from_counts(up, mid, down)
            if found.ci_low - 1e-9 <= truth <= found.ci_high + 1e-9:
                ways = comb(n, up) * comb(n - up, mid)
                coverage += ways * shares[0] ** up * shares[1] ** mid * shares[2] ** down
    assert coverage >= 0.90


@pytest.mark.parametrize("answer", [0, 7, 10])
@pytest.mark.parametrize("n", [1, 2, 25])
def test_equal_answers_give_an_honest_interval(answer, n):
    found = nps(frame(*[answer] * n))
    assert found.score == {0: -100, 7: 0, 10: 100}[answer]
    assert -100 <= found.ci_low <= found.score <= found.ci_high <= 100
    assert found.ci_high - found.ci_low > 10


@given(st.lists(st.integers(0, 10), min_size=1, max_size=50), st.floats(0.5, 0.98))
def test_shares_add_up_and_more_confidence_is_wider(answers, level):
    found = nps(frame(*answers), confidence=level)
    wider = nps(frame(*answers), confidence=0.99)
    assert found.promoters + found.passives + found.detractors == pytest.approx(1, abs=1e-12)
    assert found.score == pytest.approx(100 * (found.promoters - found.detractors), abs=1e-9)
    assert wider.ci_low <= found.ci_low <= found.score <= found.ci_high <= wider.ci_high


def test_groups_are_rows_sorted_by_their_label():
    table = frame(10, 3, 9, None, 5, None, segment=["b", "a", "b", "c", None, "a"])
    found = nps_by(table, by="segment")
    assert found.columns.tolist() == [
        "segment", "score", "ci_low", "ci_high", "promoters", "passives", "detractors",
        "n", "n_missing", "n_weighted", "n_effective", "confidence", "method",
    ]  # fmt: skip
    assert found["segment"].tolist() == ["a", "b", "c"]
    assert found["score"].tolist()[:2] == [-100, 100]
    assert found["n"].tolist() == [1, 2, 0]
    assert found["n_missing"].tolist() == [1, 0, 1]


def test_a_group_without_answers_stays_with_no_score():
    row = nps_by(frame(None, 9, segment=["a", "b"]), by="segment").iloc[0]
    assert row["n"] == 0
    assert row["method"] == "none"
    assert np.isnan(row[["score", "ci_low", "ci_high", "promoters"]].to_numpy(dtype=float)).all()


def test_each_group_equals_its_answers_alone():
    table = frame(10, 3, 9, 8, segment=["b", "a", "b", "a"])
    found = nps_by(table, by=["segment"]).iloc[1]
    alone = nps(table[table["segment"] == "b"])
    assert found["score"] == alone.score
    assert found["ci_low"] == alone.ci_low


def test_two_grouping_columns_give_a_row_a_combination():
    table = frame(10, 3, 9, wave=[1, 2, 2], segment=["a", "a", "b"])
    found = nps_by(table, by=["wave", "segment"])
    assert found[["wave", "segment"]].to_numpy().tolist() == [[1, "a"], [2, "a"], [2, "b"]]


def test_no_rows_give_a_table_without_rows():
    found = nps_by(pd.DataFrame({"ltr": [], "segment": []}), by="segment")
    assert len(found) == 0
    assert "score" in found


@pytest.mark.parametrize("answers", [[], [None, None]])
def test_a_question_nobody_answered_has_no_score(answers):
    with pytest.raises(DataError) as caught:
        nps(pd.DataFrame({"ltr": answers}))
    (problem,) = caught.value.problems
    assert problem.rule == "no-answers"
    assert str(caught.value) == (
        "ltr: Nobody answered this question, so it has no score; "
        f"blank answers: {len(answers)}. "
        "Check that engagement.yml points to the right column, or leave it out."
    )


def test_a_group_named_like_a_result_is_refused():
    with pytest.raises(UsageError, match="cannot be cut by a column of this name: score"):
        nps_by(frame(9, score=["a"]), by="score")


def test_an_answer_of_11_is_refused():
    with pytest.raises(DataError, match="whole numbers from 0 to 10; answers off this scale: 1"):
        nps(frame(9, 11))


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="counts must be 0 or more"):
        nps_from_counts(-1, 0, 1)


def test_a_level_in_percent_is_refused():
    with pytest.raises(ValueError, match=r"write 0\.95, not 95"):
        nps(frame(9, 10), confidence=95)
