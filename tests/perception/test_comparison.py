import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.errors import DataError
from cxkit.perception.scores.comparison import ces_change, csat_change, nps_change
from cxkit.scales import Scale

FIVE = Scale(low=1, high=5, top_box=4)
LABELS = {"before_label": "spring", "after_label": "autumn"}


def answers(column, counts):
    return pd.DataFrame({column: list(counts), "answers": list(counts.values())})


def rows(table, column):
    return table.loc[table.index.repeat(table["answers"]), [column]]


SPRING = answers("ltr", {10: 50, 8: 30, 3: 20})
AUTUMN = answers("ltr", {9: 120, 7: 60, 6: 40})


def test_nps_change_matches_independent_values_in_points():
    found = nps_change(SPRING, AUTUMN, count="answers", **LABELS)
    assert (found.before, found.after) == pytest.approx((30.0, 36.3636), abs=5e-5)
    assert found.difference == pytest.approx(6.3636, abs=5e-5)
    assert (found.ci_low, found.ci_high) == pytest.approx((-11.41, 24.91), abs=5.1e-3)
    assert found.p_value == pytest.approx(0.466, abs=5.1e-4)
    # 2 · 0.61 (1.96 + 1.28)² / 0.05² is about 5,130; these sides vary a little less
    assert found.verdict == "too few answers"
    assert found.comparable
    assert 4700 < found.n_needed < 5300
    assert (found.before_label, found.after_label) == ("spring", "autumn")
    assert (found.n_before, found.n_after) == (100, 220)


def test_a_clear_nps_change_is_called_one():
    before = answers("ltr", {10: 400, 8: 300, 3: 300})
    after = answers("ltr", {10: 460, 8: 290, 3: 250})
    found = nps_change(before, after, count="answers", **LABELS)
    assert (found.ci_low, found.ci_high) == pytest.approx((3.76, 18.17), abs=5.1e-3)
    assert found.verdict == "changed"
    backwards = nps_change(after, before, count="answers", **LABELS)
    assert backwards.verdict == "changed"
    assert backwards.difference == pytest.approx(-found.difference)


def test_what_is_detectable_is_stated_in_points():
    # two waves of 958 with variance 0.61 notice 10 points four times out of five
    wave = answers("ltr", {10: 479, 8: 287, 3: 192})
    found = nps_change(wave, wave, count="answers", **LABELS)
    assert found.detectable == pytest.approx(10, abs=0.05)


def test_csat_change_is_newcombe_in_shares():
    # Newcombe (1998), Statistics in Medicine 17, 873, table II (a): 56/70 against 48/80
    before = answers("csat", {5: 48, 1: 32})
    after = answers("csat", {4: 56, 2: 14})
    found = csat_change(before, after, scale=FIVE, count="answers", **LABELS)
    assert found.difference == pytest.approx(0.2, abs=1e-12)
    assert (found.ci_low, found.ci_high) == pytest.approx((0.0524, 0.3339), abs=5.1e-5)
    assert found.verdict == "changed"
    assert found.metric == "csat"


def test_ces_change_is_welch_in_points_of_the_scale():
    # 30 answers each side, means 3 and 4, squares 40 and 20: df = 29 · 3² / (2² + 1²) = 52.2
    before = answers("ces", {1: 5, 3: 20, 5: 5})
    after = answers("ces", {3: 10, 4: 10, 5: 10})
    found = ces_change(before, after, scale=FIVE, count="answers", **LABELS)
    error = math.sqrt((40 / 29 + 20 / 29) / 30)
    assert found.difference == 1.0
    assert found.ci_high - found.ci_low == pytest.approx(2 * 2.0065 * error, abs=1e-4)
    assert found.detectable == pytest.approx(2.80158 * error, abs=1e-5)
    assert found.verdict == "changed"


def test_below_the_least_base_there_is_no_verdict():
    before, after = answers("ltr", {10: 29}), answers("ltr", {0: 29})
    assert nps_change(before, after, count="answers", **LABELS).verdict == "too few answers"
    found = nps_change(before, after, count="answers", min_base=29, **LABELS)
    assert found.verdict == "changed"
    assert found.difference == -200


@pytest.mark.parametrize(
    ("function", "options"),
    [(nps_change, {"column": "q"}), (csat_change, {"column": "q", "scale": FIVE}),
     (ces_change, {"column": "q", "scale": FIVE})],
)  # fmt: skip
def test_a_side_without_answers_is_reported_not_refused(function, options):
    before, after = pd.DataFrame({"q": [5, 4]}), pd.DataFrame({"q": [None]})
    found = function(before, after, **options, **LABELS)
    assert found.verdict == "too few answers"
    assert (found.n_before, found.n_after) == (2, 0)
    assert not math.isnan(found.before)
    assert math.isnan(found.after)
    assert math.isnan(found.difference)
    assert math.isnan(found.ci_low)


def test_equal_answers_on_both_sides_claim_nothing_certain():
    same = pd.DataFrame({"ltr": [10] * 40, "csat": [5] * 40, "ces": [4] * 40})
    change = nps_change(same, same, **LABELS)
    assert (change.difference, change.verdict) == (0.0, "too few answers")
    assert change.ci_low < -1 < 1 < change.ci_high
    assert change.detectable > 1
    change = csat_change(same, same, scale=FIVE, **LABELS)
    assert (change.difference, change.p_value) == (0.0, 1.0)
    assert change.detectable > 0.01
    change = ces_change(same, same, scale=FIVE, **LABELS)
    assert change.difference == 0.0
    assert change.verdict == "too few answers"
    assert math.isnan(change.detectable)


@pytest.mark.slow
@given(
    st.lists(st.integers(1, 5), min_size=1, max_size=60),
    st.lists(st.integers(1, 5), min_size=1, max_size=60),
)
def test_rows_and_counts_give_the_same_change(first, second):
    tables = [pd.DataFrame({"q": side}) for side in (first, second)]
    counted = [t.value_counts().rename("answers").reset_index() for t in tables]
    for function, options in ((nps_change, {}), (csat_change, {"scale": FIVE})):
        one = function(*tables, column="q", **options, **LABELS)
        other = function(*counted, column="q", count="answers", **options, **LABELS)
        assert one == other
        assert one.ci_low <= one.ci_high
    one = ces_change(*tables, column="q", scale=FIVE, **LABELS)
    other = ces_change(*counted, column="q", count="answers", scale=FIVE, **LABELS)
    assert repr(one) == repr(other)  # NaN where there is no spread


def test_rows_may_stand_on_one_side_and_an_answer_off_the_scale_is_refused():
    wrong = pd.DataFrame({"ltr": [11]})
    with pytest.raises(DataError, match="answers off this scale: 1"):
        nps_change(rows(SPRING, "ltr"), wrong, **LABELS)
