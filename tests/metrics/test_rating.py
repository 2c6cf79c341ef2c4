import math
from statistics import mean, median, stdev

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.metrics import rating_summary
from cxkit.scales import Scale

FIVE = Scale(low=1, high=5, top_box=4)


@given(st.lists(st.integers(1, 5), min_size=2, max_size=60))
def test_summary_of_counts_equals_the_summary_of_the_answers(answers):
    counts = np.bincount(answers, minlength=6)[1:]
    found = rating_summary(counts, FIVE)
    assert found.n == len(answers)
    assert found.favourable == sum(answer >= 4 for answer in answers)
    assert found.mean == pytest.approx(mean(answers), abs=1e-12)
    assert found.sd == pytest.approx(stdev(answers), abs=1e-9)
    assert found.median == median(answers)
    assert 1 <= found.mean_low <= found.mean <= found.mean_high <= 5


def test_limits_of_the_mean_stay_on_the_scale():
    # 5 and 4: mean 4.5, t(1) · 0.7071 / sqrt(2) = 12.7 · 0.5 reaches far beyond both ends
    found = rating_summary(np.array([0, 0, 0, 1, 1]), FIVE)
    assert (found.mean_low, found.mean_high) == (1.0, 5.0)


def test_one_answer_has_a_mean_without_limits():
    found = rating_summary(np.array([0, 0, 0, 0, 1]), FIVE)
    assert (found.mean, found.median, found.share) == (5.0, 5.0, 1.0)
    assert all(math.isnan(x) for x in (found.mean_low, found.mean_high, found.sd))


def test_equal_answers_have_no_spread():
    found = rating_summary(np.array([0, 0, 7, 0, 0]), FIVE)
    assert (found.sd, found.mean_low, found.mean_high) == (0.0, 3.0, 3.0)


def test_without_answers_nothing_is_known():
    found = rating_summary(np.zeros(5, dtype=np.int64), FIVE)
    assert found.n == 0
    assert math.isnan(found.share)
    assert math.isnan(found.mean)
    assert math.isnan(found.median)
