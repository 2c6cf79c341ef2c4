import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.stats import (
    mean_difference,
    net_difference,
    newcombe_interval,
    newcombe_p_value,
    share_difference,
)


def test_a_difference_of_net_shares_may_lie_beyond_one():
    # adjusted (10.75, 1.5, .75)/13: net 10/13, variance 11.5/13 - (10/13)² = .292899
    # centre -20/13 = -1.538462, error sqrt(2 · .292899/13) = .212277, times 1.959964 = .416055
    found = net_difference((10, 0, 0), (0, 0, 10))
    assert found.difference == -2.0
    assert (found.ci_low, found.ci_high) == pytest.approx((-1.954517, -1.122407), abs=2e-6)
    mirrored = net_difference((0, 0, 10), (10, 0, 0))
    assert (mirrored.ci_low, mirrored.ci_high) == pytest.approx((1.122407, 1.954517), abs=2e-6)


def test_the_interval_of_a_difference_of_net_shares_ends_at_two():
    # adjusted (20.75, 1.5, .75)/23: centre 40/23 = 1.739130, variance 21.5/23 - (20/23)² = .178639
    # error sqrt(2 · .178639/23) = .124635, times 2.575829 = .321039: beyond 2 on one side
    found = net_difference((0, 0, 20), (20, 0, 0), confidence=0.99)
    assert found.ci_high == 2.0
    assert found.ci_low == pytest.approx(1.418091, abs=2e-6)
    assert net_difference((20, 0, 0), (0, 0, 20), confidence=0.99).ci_low == -2.0


# ------------------------------------------------------------------- the same people twice
def test_a_correlation_narrows_the_joined_wilson_limits():
    # Wilson: 30/60 is .5 ± .122651; 24/60 is .285694 to .526340
    # low: .1 - sqrt(.122651² + .126340² - 2 · .6 · .122651 · .126340), and the like above
    low, high = newcombe_interval(30, 60, 24, 60, correlation=0.6)
    parts = [(0.122651, 0.126340), (0.122651, 0.114306)]
    reach = [math.sqrt(a * a + b * b - 1.2 * a * b) for a, b in parts]
    assert (low, high) == pytest.approx((0.1 - reach[0], 0.1 + reach[1]), abs=2e-6)


@given(
    st.integers(0, 40), st.integers(0, 40), st.floats(-0.9, 0.9), st.sampled_from([0.8, 0.95, 0.99])
)
def test_p_value_and_interval_agree_whatever_the_correlation(one, other, correlation, level):
    found = share_difference((one, 40), (other, 40), correlation=correlation, confidence=level)
    if abs(found.p_value - (1 - level)) > 1e-6:
        assert (found.p_value < 1 - level) == (found.ci_low > 0 or found.ci_high < 0)


def test_the_standard_error_of_shares_allows_for_a_correlation():
    found = share_difference((24, 60), (30, 60), correlation=0.5)
    first, second = 0.24 / 60, 0.25 / 60
    expected = first + second - math.sqrt(first * second)
    assert found.standard_error == pytest.approx(math.sqrt(expected))


def test_errors_that_are_wholly_the_same_give_no_wild_p_value():
    same = net_difference((10, 5, 5), (10, 5, 5), correlation=1.0)
    assert same.p_value == 1.0
    assert same.standard_error > 0
    moved = mean_difference((30, 3.0, 1.0), (30, 4.0, 1.0), correlation=1 - 1e-14)
    assert math.isnan(moved.p_value)
    assert math.isnan(moved.ci_low)


def test_a_very_small_p_value_is_not_rounded_to_0():
    assert 0 < newcombe_p_value(90, 100, 10, 100) < 1e-30
