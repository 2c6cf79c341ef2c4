"""Contrasts of few groups, steps of shares and differences of mean waits."""

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ttest_ind

from cxkit.stats import kaplan_meier, restricted_mean
from cxkit.stats.few_groups import group_contrast
from cxkit.stats.mean_wait import restricted_mean_difference, restricted_mean_error
from cxkit.stats.monotone import steps_down

Y = np.array([3.1, 2.2, 4.0, 0.3, 1.1, 0.2, 0.9, 1.4])
GOT = np.array([1, 1, 1, 0, 0, 0, 0, 0], bool)


def test_equal_and_tiny_variances_give_the_t_test():
    found = group_contrast(Y, np.full(8, 1e-9), GOT)
    other = ttest_ind(Y[GOT], Y[~GOT])
    assert found.value == pytest.approx(Y[GOT].mean() - Y[~GOT].mean())
    assert found.p_value == pytest.approx(other.pvalue, rel=1e-6)
    assert (found.df, found.n_with, found.n_without) == (6, 3, 5)
    interval = other.confidence_interval()
    assert (found.ci_low, found.ci_high) == pytest.approx(tuple(interval), rel=1e-6)


def test_groups_that_agree_by_luck_keep_the_error_of_their_samples():
    """All groups of a kind alike: their spread is 0, the sampling error is not."""
    found = group_contrast([1, 1, 0, 0], [0.04] * 4, [1, 1, 0, 0])
    assert found.between == 0
    half = 1.959964 * math.sqrt(0.04 / 2 + 0.04 / 2)
    assert found.ci_high - found.value == pytest.approx(half, rel=1e-5)


def test_all_ways_to_choose_the_groups_are_listed():
    found = group_contrast(Y, np.full(8, 0.01), GOT)
    assert found.ways == 56
    gaps = []
    for chosen in combinations(range(8), 3):
        mask = np.isin(np.arange(8), chosen)
        gaps.append(abs(Y[mask].mean() - Y[~mask].mean()))
    share = np.mean(np.array(gaps) >= abs(found.value) - 1e-9)
    assert found.permutation_p == pytest.approx(share)


def test_too_few_ways_leave_no_permutation_p():
    assert math.isnan(group_contrast([1, 2, 3, 4], [1.0] * 4, [1, 0, 0, 0]).permutation_p)


def test_many_ways_are_drawn():
    rng = np.random.default_rng(1)
    found = group_contrast(rng.normal(size=24), np.ones(24), np.arange(24) < 12)
    assert found.ways == math.comb(24, 12)
    assert 0 < found.permutation_p <= 1


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.floats(-5, 5), st.floats(0.1, 20))
def test_shift_scale_and_order_do_not_matter(seed, shift, scale):
    rng = np.random.default_rng(seed)
    y, v = rng.normal(size=7), rng.uniform(0.1, 1, 7)
    got = np.arange(7) < 3
    plain = group_contrast(y, v, got)
    order = rng.permutation(7)
    turned = group_contrast((shift + scale * y)[order], (scale**2 * v)[order], got[order])
    assert turned.value == pytest.approx(scale * plain.value, rel=1e-6, abs=1e-9)
    assert turned.ci_low == pytest.approx(scale * plain.ci_low, rel=1e-5, abs=1e-6)
    assert turned.p_value == pytest.approx(plain.p_value, rel=1e-4, abs=1e-9)


@pytest.mark.parametrize(
    ("values", "variances", "got", "said"),
    [
        ([1, 2, 3], [1, 1], [1, 0, 0], "same length"),
        ([1, 2, math.nan], [1, 1, 1], [1, 0, 0], "must be numbers"),
        ([1, 2, 3], [1, -1, 1], [1, 0, 0], "0 or more"),
        ([1, 2, 3], [0, 0, 0], [1, 0, 0], "some above 0"),
        ([1, 2, 3], [1, 1, 1], [1, 1, 0], "two that did not"),
        ([1, 2, 3], [1, 1, 1], [0, 0, 0], "one group that got it"),
    ],
)
def test_what_cannot_be_compared_is_refused(values, variances, got, said):
    with pytest.raises(ValueError, match=said):
        group_contrast(values, variances, got)


def test_shares_that_fall_rise_or_cannot_be_told():
    assert steps_down([(60, 100), (40, 100), (20, 100)]).verdict == "falls"
    assert steps_down([(22, 100), (20, 100), (21, 100)]).verdict == "unclear"
    broken = steps_down([(60, 100), (10, 100), (50, 100)])
    assert (broken.verdict, broken.rises, broken.steps_up) == ("breaks", (1,), 1)
    with pytest.raises(ValueError, match="two groups"):
        steps_down([(1, 2)])


def test_the_error_of_a_mean_wait_is_that_of_its_interval():
    curve = kaplan_meier([1, 2, 3, 4, 5.0], [1, 0, 1, 1, 0])
    mean = restricted_mean(curve, 4.5)
    half = 1.959964 * restricted_mean_error(curve, 4.5)
    assert mean.value - mean.ci_low == pytest.approx(half, rel=1e-6)
    assert math.isnan(restricted_mean_error(curve, 9))


def test_the_difference_of_mean_waits_by_hand():
    """Waits of 1, 2, 3 against 2, 3, 4, nobody cut short: means 2 and 3."""
    curves = [kaplan_meier(waits, [1, 1, 1]) for waits in ([1, 2, 3], [2, 3, 4])]
    gap = restricted_mean_difference(*curves, 4)
    assert gap.value == pytest.approx(1)
    # nobody cut short: each variance is the plain one of a mean, Σ(x - m)²/n²
    assert gap.ci_high - gap.value == pytest.approx(1.959964 * math.sqrt(2 * 2 / 9), rel=1e-6)
