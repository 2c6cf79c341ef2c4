import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cxkit.stats import adjusted_wald_interval, net_variance, score_interval, wald_interval

ADJUSTED = [  # plus, zero, minus, low, high: adjusted Wald at 95 %, points, two decimals
    (50, 30, 20, 14.05, 44.20),
    (120, 60, 40, 25.75, 46.00),
    (7, 2, 1, 7.04, 85.27),
    (10, 0, 0, 47.50, 100.0),
    (0, 5, 0, -30.01, 30.01),
]
R_NPS_ADJUSTED = [  # R package NPS (B. Rocks), nps_test_, promoters, passives, detractors
    (12, 5, 3, 0.0843113253176, 0.6982973703346),
    (19, 9, 8, 0.0287843903291, 0.5353181737735),
]
R_NPS_SCORE = [  # the same, test = "iterative"; its search stops at about 1e-5
    (12, 5, 3, 0.074375287684, 0.705271524191),
    (5, 0, 5, -0.526813758972, 0.526813805103),
]

counts = st.integers(0, 60)


@pytest.mark.parametrize(("plus", "zero", "minus", "low", "high"), ADJUSTED)
def test_adjusted_wald_interval_matches_independent_values(plus, zero, minus, low, high):
    found = adjusted_wald_interval(plus, zero, minus)
    assert [100 * limit for limit in found] == pytest.approx([low, high], abs=5.1e-3)


@pytest.mark.parametrize(("plus", "zero", "minus", "low", "high"), R_NPS_ADJUSTED)
def test_adjusted_wald_interval_matches_the_r_package(plus, zero, minus, low, high):
    assert adjusted_wald_interval(plus, zero, minus) == pytest.approx((low, high), abs=1e-10)


@pytest.mark.parametrize(("plus", "zero", "minus", "low", "high"), R_NPS_SCORE)
def test_score_interval_matches_the_r_package(plus, zero, minus, low, high):
    assert score_interval(plus, zero, minus) == pytest.approx((low, high), abs=2e-5)


def test_wald_interval_matches_the_r_package_and_may_pass_the_edge():
    # R package NPS, nps_test_: 0 detractors, 2 passives, 18 promoters
    assert wald_interval(18, 2, 0) == pytest.approx((0.768521618914, 1.031478381086), abs=1e-10)


def test_score_interval_of_promoters_only_follows_from_the_formula():
    # plus = n: n (1 - d)² = z² (1 - d²), so d = (n - z²) / (n + z²)
    z2 = 1.959963984540054**2
    assert score_interval(10, 0, 0) == pytest.approx(((10 - z2) / (10 + z2), 1.0), abs=1e-9)


def test_score_interval_of_passives_only_follows_from_the_formula():
    # all zero: n d² = z² d (1 - d), so d = z² / (n + z²)
    z2 = 1.959963984540054**2
    assert score_interval(0, 5, 0) == pytest.approx((-z2 / (5 + z2), z2 / (5 + z2)), abs=1e-9)


def test_net_variance_by_hand():
    # 1, 1, 0, -1: mean 1/4, mean square 3/4, variance 3/4 - 1/16
    assert net_variance(2, 1, 1) == pytest.approx(0.75 - 0.0625, abs=1e-15)


def test_adjusted_wald_interval_of_arrays_equals_one_by_one():
    plus, zero, minus = (np.array([row[k] for row in ADJUSTED]) for k in range(3))
    low, high = adjusted_wald_interval(plus, zero, minus)
    for place, row in enumerate(ADJUSTED):
        assert (low[place], high[place]) == adjusted_wald_interval(*row[:3])


@pytest.mark.parametrize("interval", [wald_interval, score_interval])
def test_other_intervals_of_arrays_equal_one_by_one(interval):
    table = np.array([row[:3] for row in ADJUSTED] + [(0, 0, 4), (3, 3, 0), (1, 0, 0)])
    low, high = interval(*table.T)
    for place, row in enumerate(table.tolist()):
        assert interval(*row) == pytest.approx((low[place], high[place]), abs=1e-14)


def test_score_limits_are_the_roots_of_tangos_quartic():
    # 4 n q = sqrt(b² - 8 n c) - b, squared away: p² + 2 p b + 8 n c = 0, p = 4 n q at the limit
    z2 = 1.959963984540054**2
    for plus, zero, minus in ((12, 5, 3), (5, 0, 5), (3, 8, 1), (190, 90, 80), (6, 4, 0)):
        n, net = plus + zero + minus, (plus - minus) / (plus + zero + minus)
        d = np.polynomial.Polynomial([0, 1])
        p = 2 * n * (n * (net - d) ** 2 / z2 - d * (1 - d))
        b = -plus - minus + (2 * n - plus + minus) * d
        roots = (p * p + 2 * p * b - 8 * n * minus * d * (1 - d)).roots()
        for limit in score_interval(plus, zero, minus):
            assert np.abs(roots - limit).min() < 1e-8


@given(plus=counts, zero=counts, minus=counts)
def test_score_limits_are_where_the_score_test_just_rejects(plus, zero, minus):
    # the variance by direct search for the likeliest shares, not by the formula of the code
    n = plus + zero + minus
    if n == 0:
        return
    net = (plus - minus) / n
    for limit in score_interval(plus, zero, minus):
        if abs(limit) == 1 or abs(limit - net) < 1e-9:
            continue
        least = max(0.0, -limit)
        down = np.linspace(least, (1 - limit) / 2, 200_001)[1:-1]
        with np.errstate(divide="ignore", invalid="ignore"):
            likelihood = (
                plus * np.log(down + limit)
                + minus * np.log(down)
                + np.where(zero > 0, zero * np.log(1 - limit - 2 * down), 0)
            )
        best = down[np.nanargmax(likelihood)]
        variance = 2 * best + limit - limit**2
        assert (net - limit) ** 2 * n / variance == pytest.approx(1.959963984540054**2, rel=2e-2)


@given(plus=counts, zero=counts, minus=counts, level=st.floats(0.5, 0.98))
@example(plus=1, zero=0, minus=0, level=0.95)
@example(plus=0, zero=1, minus=0, level=0.95)
@example(plus=0, zero=0, minus=60, level=0.95)
def test_intervals_hold_the_score_mirror_and_grow_with_confidence(plus, zero, minus, level):
    if plus + zero + minus == 0:
        plus = 1
    net = (plus - minus) / (plus + zero + minus)
    for interval in (adjusted_wald_interval, score_interval):
        low, high = interval(plus, zero, minus, confidence=level)
        wide_low, wide_high = interval(plus, zero, minus, confidence=0.99)
        assert -1 <= wide_low <= low <= net <= high <= wide_high <= 1
        assert low < high
        mirrored = interval(minus, zero, plus, confidence=level)
        assert mirrored == pytest.approx((-high, -low), abs=1e-9)


@pytest.mark.parametrize("bad", [(0, 0, 0), (-1, 5, 5), (math.nan, 1, 1), (math.inf, 1, 1)])
@pytest.mark.parametrize(
    "function", [adjusted_wald_interval, score_interval, wald_interval, net_variance]
)
def test_counts_that_cannot_be_are_refused(function, bad):
    with pytest.raises(ValueError, match="counts must be 0 or more"):
        function(*bad)


@pytest.mark.parametrize("function", [adjusted_wald_interval, score_interval, wald_interval])
def test_arrays_with_one_impossible_row_and_wrong_levels_are_refused(function):
    with pytest.raises(ValueError, match="counts must be 0 or more"):
        function(np.array([5, 0]), np.array([3, 0]), np.array([2, 0]))
    with pytest.raises(ValueError, match="confidence"):
        function(5, 3, 2, confidence=95)
