import math
from statistics import mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.stats import agresti_coull_interval, mean_interval, wilson_interval

NEWCOMBE_1998_TABLE_1 = [  # count, n, low, high at 95%: Stat. Med. 17, 857-872, method 3
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
]
INDEPENDENTLY_COMPUTED = [  # four decimals
    (78, 100, 0.6893, 0.8500),
    (0, 10, 0.0, 0.2775),
    (7, 9, 0.4526, 0.9368),
]


@pytest.mark.parametrize(
    ("count", "n", "low", "high"), NEWCOMBE_1998_TABLE_1 + INDEPENDENTLY_COMPUTED
)
def test_wilson_interval_matches_published_values(count, n, low, high):
    assert wilson_interval(count, n) == pytest.approx((low, high), abs=5.1e-5)


def test_wilson_interval_agrees_with_scipy():
    from scipy.stats import binomtest

    expected = binomtest(7, 9).proportion_ci(0.9, method="wilson")
    assert wilson_interval(7, 9, confidence=0.9) == pytest.approx(
        (expected.low, expected.high), abs=1e-12
    )


def test_agresti_coull_interval_matches_r_binom():
    # R binom.confint, 18 of 20, as stored in statsmodels' results_proportion.py
    assert agresti_coull_interval(18, 20) == pytest.approx(
        (0.6867561125596077, 0.984343760998137), abs=1e-9
    )


def test_mean_interval_matches_r_t_test():
    # R t.test(extra[group == 1]) on `sleep`
    extra = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]
    low, high = mean_interval(len(extra), mean(extra), stdev(extra))
    assert (low, high) == pytest.approx((-0.529780413526, 2.029780413526), abs=1e-8)


def test_mean_of_a_single_answer_has_no_limits():
    low, high = mean_interval(1, 4.0, math.nan)
    assert math.isnan(low)
    assert math.isnan(high)


def test_mean_of_equal_answers_has_limits_without_width():
    assert mean_interval(12, 4.0, 0.0) == (4.0, 4.0)


@given(n=st.integers(1, 10_000), part=st.floats(0, 1), level=st.floats(0.5, 0.98))
def test_share_intervals_hold_the_share_and_grow_with_confidence(n, part, level):
    count = round(part * n)
    low, high = wilson_interval(count, n, confidence=level)
    wide_low, wide_high = wilson_interval(count, n, confidence=0.99)
    assert 0 <= wide_low <= low <= count / n <= high <= wide_high <= 1
    low, high = agresti_coull_interval(count, n, confidence=level)
    wide_low, wide_high = agresti_coull_interval(count, n, confidence=0.99)
    assert 0 <= wide_low <= low < high <= wide_high <= 1


@pytest.mark.parametrize(("count", "n"), [(1, 0), (-1, 5), (6, 5), (math.nan, 5)])
@pytest.mark.parametrize("interval", [wilson_interval, agresti_coull_interval])
def test_a_count_outside_its_base_is_refused(interval, count, n):
    with pytest.raises(ValueError, match="need n > 0 and 0 <= count <= n"):
        interval(count, n)


def test_a_mean_without_answers_or_with_a_negative_spread_is_refused():
    with pytest.raises(ValueError, match="need n >= 1"):
        mean_interval(0, 4.0, 1.0)
    with pytest.raises(ValueError, match="need sd >= 0"):
        mean_interval(5, 4.0, -1.0)
    with pytest.raises(ValueError, match="confidence"):
        mean_interval(1, 4.0, 0.0, confidence=95)
