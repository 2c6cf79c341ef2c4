import pytest

from cxkit.stats import net_difference


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
