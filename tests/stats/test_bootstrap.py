import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cxkit.stats import net_variance
from cxkit.stats.bootstrap import (
    bca_bootstrap_interval,
    bootstrap_difference_interval,
    bootstrap_draws,
    bootstrap_interval,
)

NET = (1, 0, -1)
INTERVALS = (bootstrap_interval, bca_bootstrap_interval)
counts3 = st.lists(st.integers(0, 50), min_size=3, max_size=3).filter(lambda c: sum(c) > 1)


def exact_draws(counts, values):
    """Distribution of the sum of a sample drawn again, by convolution of one answer's."""
    one = np.zeros(max(values) - min(values) + 1)
    for count, value in zip(counts, values, strict=True):
        one[value - min(values)] += count / sum(counts)
    total = np.ones(1)
    for _ in range(sum(counts)):
        total = np.convolve(total, one)
    return np.arange(len(total)) + sum(counts) * min(values), total


def test_interval_of_an_nps_agrees_with_the_exact_distribution_of_the_draws():
    counts = (19, 9, 8)
    sums, chance = exact_draws(counts, NET)
    cumulated = np.cumsum(chance)
    exact = [sums[np.searchsorted(cumulated, level)] / 36 for level in (0.025, 0.975)]
    assert exact == pytest.approx([1 / 36, 20 / 36])
    assert bootstrap_interval(counts, NET) == pytest.approx(exact, abs=1.01 / 36)


def test_draws_spread_as_the_formula_says():
    draws = bootstrap_draws((19, 9, 8), NET, draws=40_000)
    error = math.sqrt(net_variance(19, 9, 8) / 36)
    assert draws.std() == pytest.approx(error, rel=4 / math.sqrt(2 * 40_000))
    assert draws.mean() == pytest.approx(11 / 36, abs=4 * error / math.sqrt(40_000))


def test_percentile_and_bca_agree_with_scipy_on_rows():
    counts, values = (3, 5, 9, 30, 53), (1, 2, 3, 4, 5)
    rows = np.repeat(values, counts)
    for interval, method in zip(INTERVALS, ("percentile", "BCa"), strict=True):
        peer = stats.bootstrap(
            (rows,), np.mean, n_resamples=9_999, method=method, rng=np.random.default_rng(5)
        ).confidence_interval
        # two sets of 10,000 draws: a quantile's random error is about 0.003 here
        assert interval(counts, values) == pytest.approx((peer.low, peer.high), abs=0.015)


def test_bca_leans_to_the_long_tail():
    counts, values = (4, 0, 0, 0, 56), (1, 2, 3, 4, 5)
    low, high = bootstrap_interval(counts, values)
    bca_low, bca_high = bca_bootstrap_interval(counts, values)
    assert bca_low < low - 0.01
    assert bca_high <= high


def test_interval_of_a_difference_is_as_wide_as_the_formula_says():
    before, after = (400, 300, 300), (460, 290, 250)
    low, high = bootstrap_difference_interval(before, after, NET)
    error = math.sqrt((net_variance(*before) + net_variance(*after)) / 1000)
    assert (low + high) / 2 == pytest.approx(0.11, abs=0.004)
    assert high - low == pytest.approx(2 * 1.959964 * error, rel=0.03)


def test_groups_that_are_alike_are_not_drawn_alike():
    low, high = bootstrap_difference_interval((50, 30, 20), (50, 30, 20), NET)
    assert low < -0.1 < 0.1 < high


def test_the_same_counts_give_the_same_limits_and_another_seed_others():
    one = bootstrap_interval((60, 25, 15), NET)
    assert one == bootstrap_interval((60, 25, 15), NET)
    assert bootstrap_interval((607, 251, 153), NET, seed=1) != bootstrap_interval(
        (607, 251, 153), NET, seed=2
    )


def test_draws_in_parts_are_those_of_one_call(monkeypatch):
    whole = bootstrap_draws((5, 3, 2), NET, draws=1000)
    monkeypatch.setattr("cxkit.stats.bootstrap.CHUNK_CELLS", 21)
    assert bootstrap_draws((5, 3, 2), NET, draws=1000).tolist() == whole.tolist()


def test_a_billion_answers_need_no_list():
    low, high = bootstrap_interval((5 * 10**8, 3 * 10**8, 2 * 10**8), NET, draws=1000)
    assert 0.2999 < low < high < 0.3001


@given(counts=counts3, level=st.floats(0.5, 0.95))
def test_limits_stay_on_the_scale_and_grow_with_confidence(counts, level):
    net = (counts[0] - counts[2]) / sum(counts)
    low, high = bootstrap_interval(counts, NET, draws=400, confidence=level)
    wide_low, wide_high = bootstrap_interval(counts, NET, draws=400, confidence=0.99)
    assert -1 <= wide_low <= low <= high <= wide_high <= 1
    assert wide_low <= net <= wide_high
    bca = bca_bootstrap_interval(counts, NET, draws=400, confidence=level)
    assert -1 <= bca[0] <= bca[1] <= 1


@pytest.mark.parametrize("interval", INTERVALS)
def test_answers_all_alike_have_limits_without_width_and_one_answer_none(interval):
    assert interval((12, 0, 0), NET) == (1.0, 1.0)
    assert all(math.isnan(limit) for limit in interval((0, 1, 0), NET))
    assert all(
        math.isnan(limit) for limit in bootstrap_difference_interval((1, 0, 0), (5, 5, 5), NET)
    )


@pytest.mark.parametrize(
    ("counts", "values", "message"),
    [
        ((0, 0, 0), NET, "at least one answer"),
        ((5, -1, 3), NET, "0 or more"),
        ((math.nan, 1, 3), NET, "0 or more"),
        ((math.inf, 1, 3), NET, "0 or more"),
        ((1.5, 1, 3), NET, "whole"),
        ((1, 2, 3), (1, 0), "same length"),
        (((1, 2), (3, 4)), ((1, 0), (1, 0)), "flat"),
        ((1, 2, 3), (1, math.nan, 0), "finite"),
    ],
)
def test_what_cannot_be_drawn_is_refused(counts, values, message):
    for interval in INTERVALS:
        with pytest.raises(ValueError, match=message):
            interval(counts, values)


def test_levels_and_draws_outside_their_range_are_refused():
    for interval in INTERVALS:
        with pytest.raises(ValueError, match="confidence"):
            interval((5, 3, 2), NET, confidence=95)
        with pytest.raises(ValueError, match="draw"):
            interval((5, 3, 2), NET, draws=0)
    with pytest.raises(ValueError, match="confidence"):
        bootstrap_difference_interval((5, 3, 2), (5, 3, 2), NET, confidence=1.0)
