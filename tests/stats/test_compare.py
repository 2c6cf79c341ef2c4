import math
from statistics import mean, stdev

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

NEWCOMBE_1998_TABLE_2 = [  # counts and bases, low, high at 95 %: Stat. Med. 17, 873, method 10
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0),
]


@pytest.mark.parametrize(("x1", "n1", "x2", "n2", "low", "high"), NEWCOMBE_1998_TABLE_2)
def test_newcombe_interval_matches_the_paper(x1, n1, x2, n2, low, high):
    assert newcombe_interval(x1, n1, x2, n2) == pytest.approx((low, high), abs=5.1e-5)


def test_share_difference_matches_an_independent_value():
    found = share_difference((8, 100), (80, 100))
    assert found.difference == pytest.approx(0.72, abs=1e-12)
    assert (found.ci_low, found.ci_high) == pytest.approx((0.607, 0.797), abs=5e-4)


def test_net_difference_matches_the_r_package():
    # R package NPS, two-sample adjusted Wald: 65/25/10 against 50/30/20; four decimals
    found = net_difference((50, 30, 20), (65, 25, 10))
    assert found.difference == pytest.approx(0.25, abs=1e-12)
    assert found.centre == pytest.approx(0.243, abs=5e-4)
    assert (found.ci_low, found.ci_high) == pytest.approx((0.0432, 0.4422), abs=5.1e-5)
    assert found.p_value == pytest.approx(0.0171, abs=5.1e-5)


@pytest.mark.parametrize(
    ("before", "after", "raw", "centre", "low", "high", "p_value"),
    [
        ((50, 30, 20), (120, 60, 40), 6.36, 6.75, -11.41, 24.91, 0.466),
        ((400, 300, 300), (460, 290, 250), 11.0, 10.97, 3.76, 18.17, 0.00285),
    ],
)
def test_net_difference_matches_independent_values(before, after, raw, centre, low, high, p_value):
    found = net_difference(before, after)
    points = [100 * x for x in (found.difference, found.centre, found.ci_low, found.ci_high)]
    assert points == pytest.approx([raw, centre, low, high], abs=5.1e-3)
    assert found.p_value == pytest.approx(p_value, abs=5.1e-4)


def test_mean_difference_matches_r_on_the_sleep_data():
    # R t.test(extra ~ group, sleep): t = -1.8608, df = 17.776, p = 0.07939, CI -3.3655 0.2055
    found = mean_difference((10, 0.75, 1.789010), (10, 2.33, 2.002249))
    assert found.difference == pytest.approx(1.58, abs=1e-12)
    assert (found.ci_low, found.ci_high) == pytest.approx((-0.2055, 3.3655), abs=5.1e-5)
    assert found.p_value == pytest.approx(0.07939, abs=5.1e-6)


def test_mean_difference_agrees_with_scipy_on_unequal_groups():
    from scipy.stats import ttest_ind

    small, large = [1, 2, 2, 5, 3], [4, 5, 5, 3, 4, 5, 4, 5, 1, 5, 4]
    expected = ttest_ind(large, small, equal_var=False)
    limits = expected.confidence_interval(0.9)
    summaries = [(len(group), mean(group), stdev(group)) for group in (small, large)]
    found = mean_difference(*summaries, confidence=0.9)
    assert found.p_value == pytest.approx(expected.pvalue, abs=1e-12)
    assert (found.ci_low, found.ci_high) == pytest.approx((limits.low, limits.high), abs=1e-9)


@pytest.mark.parametrize(
    ("before", "after"),
    [((1, 4.0, math.nan), (30, 3.0, 1.0)), ((30, 4.0, 0.0), (30, 4.5, 0.0))],
    ids=["one answer", "no spread"],
)
def test_a_mean_difference_without_known_spread_has_no_interval(before, after):
    found = mean_difference(before, after)
    assert found.difference == after[1] - before[1]
    assert all(
        math.isnan(x) for x in (found.standard_error, found.ci_low, found.ci_high, found.p_value)
    )


share = st.integers(1, 80).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(before=share, after=share)
def test_share_p_value_and_interval_never_disagree(before, after):
    found = share_difference(before, after)
    assert found.ci_low <= found.difference <= found.ci_high
    if abs(found.p_value - 0.05) > 1e-9:
        assert (found.p_value < 0.05) == (found.ci_low > 0 or found.ci_high < 0)


@given(before=share, after=share)
def test_the_order_of_groups_only_turns_the_sign(before, after):
    one, other = share_difference(before, after), share_difference(after, before)
    assert one.p_value == pytest.approx(other.p_value, abs=1e-9)
    assert (one.ci_low, one.ci_high) == pytest.approx((-other.ci_high, -other.ci_low), abs=1e-12)


def test_equal_shares_have_a_p_value_of_1():
    assert newcombe_p_value(3, 10, 30, 100) == 1.0


def test_a_vast_difference_has_a_p_value_of_0_or_next_to_it():
    assert newcombe_p_value(1_000_000, 1_000_000, 0, 1_000_000) < 1e-300


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (newcombe_interval, (6, 5, 1, 5)),
        (newcombe_p_value, (6, 5, 1, 5)),
        (net_difference, ((0, 0, 0), (1, 1, 1))),
        (net_difference, ((1, 1, 1), (-1, 1, 1))),
        (mean_difference, ((0, 1.0, 1.0), (5, 1.0, 1.0))),
        (mean_difference, ((5, 1.0, -1.0), (5, 1.0, 1.0))),
    ],
)
def test_numbers_that_cannot_be_are_refused(function, arguments):
    with pytest.raises(ValueError, match=r"need|counts"):
        function(*arguments)
