"""Sizes, tests of shares, CUPED, bootstrap of means and shrinkage."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.stats import mean_difference, newcombe_interval
from cxkit.stats.covariate_adjustment import Moments, adjusted_difference, moments
from cxkit.stats.many_effects import null_share, null_share_from_rate, shrink
from cxkit.stats.mean_bootstrap import mean_gap, resampled_means
from cxkit.stats.planning import (
    detectable_share,
    n_by_baseline_variance,
    n_by_calculator,
    n_for_means,
    n_for_shares,
    n_for_shares_arcsine,
    n_for_shares_unpooled,
    power_for_means,
    power_for_shares,
    power_for_shares_arcsine,
)
from cxkit.stats.proportion_tests import (
    equal_shares,
    one_share_score,
    one_share_z,
    two_shares_unpooled_z,
    two_shares_z,
)
from cxkit.stats.share_ratio import share_ratio_interval


def test_sizes_as_published():
    """R: power.prop.test(.10, .05) 434.4; pwr.2p.test 424; both answers of the calculator."""
    assert n_for_shares(0.10, 0.05) == 435
    assert n_for_shares_arcsine(0.10, 0.05) == 424
    assert n_for_shares_unpooled(0.10, 0.05) == 432
    assert (n_by_calculator(0.53, 0.01), n_by_baseline_variance(0.53, 0.01)) == (39115, 39087)
    assert n_for_means(10, 2) == 393  # 2 (1.96 + 0.8416)² 25 = 392.4


def test_two_shares_tests_as_by_hand():
    """Cookie Cats, day 7: z 3.164, p 0.001554."""
    found = two_shares_z(8502, 44700, 8279, 45489)
    assert (found.statistic, found.p_value) == pytest.approx((3.164359, 0.00155425), abs=1e-6)
    both = equal_shares([8502, 8279], [44700, 45489])
    assert both.statistic == pytest.approx(found.statistic**2)
    assert two_shares_unpooled_z(5, 10, 3, 10).statistic == pytest.approx(0.2 / math.sqrt(0.046))
    assert one_share_score(5, 83, 0.05).statistic == pytest.approx(0.428088, abs=1e-6)


@given(st.floats(0.02, 0.9), st.floats(0.01, 0.09), st.floats(0.6, 0.95), st.floats(0.25, 4))
def test_size_and_power_agree(baseline, effect, power, ratio):
    other = baseline + effect
    n = n_for_shares(baseline, other, power=power, ratio=ratio)
    assert power_for_shares(baseline, other, n, ratio=ratio) >= power - 1e-6
    if n > 2:
        assert power_for_shares(baseline, other, n - 1, ratio=ratio) < power + 1e-6
        noticed = detectable_share(baseline, n, power=power, ratio=ratio)
        assert noticed <= effect * (1 + 1e-6)


def test_other_powers():
    assert power_for_shares_arcsine(0.10, 0.05, 424) == pytest.approx(0.8, abs=0.001)
    assert power_for_means(10, 2, 393) == pytest.approx(0.8, abs=0.001)
    assert math.isnan(detectable_share(0.99, 5))


@pytest.mark.parametrize(
    "call",
    [
        lambda: n_for_shares(5, 0.1),
        lambda: n_for_shares(0.1, 0.1),
        lambda: n_for_shares(0.1, 0.2, power=80),
        lambda: n_for_shares(0.1, 0.2, confidence=95),
        lambda: n_for_shares(0.1, 0.2, ratio=0),
        lambda: n_by_calculator(0.9, 0.95),
        lambda: n_for_means(0, 1),
        lambda: n_for_means(1, 0),
        lambda: n_for_shares_arcsine(0.5, 1.5),
        lambda: power_for_shares(0.1, 0.2, 0),
        lambda: one_share_z(5, 4, 0.5),
        lambda: one_share_z(5, 10, 5),
        lambda: equal_shares([1], [2]),
        lambda: equal_shares([1, 2], [2]),
        lambda: moments([1.0], [1.0]),
        lambda: moments([1.0, math.nan], [1.0, 2.0]),
        lambda: mean_gap([], [1.0]),
        lambda: mean_gap([math.inf], [1.0]),
        lambda: mean_gap([1.0], [1.0], draws=10),
        lambda: null_share([]),
        lambda: null_share([1.2]),
        lambda: null_share_from_rate(1.2),
        lambda: null_share_from_rate(0.5, power=0.01),
        lambda: shrink([1.0], [0.0]),
        lambda: shrink([], []),
    ],
)
def test_what_cannot_be_is_refused(call):
    with pytest.raises(ValueError, match=r"must|need"):
        call()


def test_where_nothing_varies_there_is_no_test():
    assert math.isnan(two_shares_z(0, 10, 0, 10).p_value)
    assert math.isnan(equal_shares([10, 10, 10], [10, 10, 10]).p_value)


counts = st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts, counts)
def test_the_ratio_and_the_difference_never_disagree(one, other):
    low, high = newcombe_interval(*one, *other)
    below, above = share_ratio_interval(*one, *other)
    assert 0 <= below <= above
    if min(abs(low), abs(high)) > 1e-9:
        assert (low > 0) == (below > 1)
        assert (high < 0) == (above < 1)


# ---------------------------------------------------------------------------- CUPED
def test_the_adjustment_is_that_of_deng_by_hand():
    """θ pooled within the arms; the adjusted difference is Δy - θ Δx."""
    x0, x1 = np.array([0.0, 1, 2, 3]), np.array([1.0, 2, 3, 4])
    y0, y1 = np.array([0.0, 1, 1, 2]), np.array([1.0, 1, 2, 4])
    found = adjusted_difference(moments(y0, x0), moments(y1, x1))
    theta = (3.0 + 5.0) / (5.0 + 5.0)
    assert found.theta == pytest.approx(theta)
    assert found.adjusted.difference == pytest.approx(1.0 - theta * 1.0)
    rest = [np.var(y - theta * x, ddof=1) for y, x in ((y0, x0), (y1, x1))]
    assert found.adjusted.standard_error == pytest.approx(math.sqrt(sum(rest) / 4))


def test_what_is_saved_is_the_share_explained():
    rng = np.random.default_rng(5)
    sides = []
    for shift in (0.0, 0.1):
        x = rng.standard_normal(40_000)
        sides.append(moments(0.6 * x + 0.8 * rng.standard_normal(40_000) + shift, x))
    found = adjusted_difference(*sides)
    assert found.reduction == pytest.approx(0.36, abs=0.01)
    assert found.adjusted.ci_low < 0.1 < found.adjusted.ci_high


def test_without_spread_or_with_impossible_sums_nothing_is_adjusted():
    same = moments([0.0, 1.0], [1.0, 1.0])
    assert adjusted_difference(same, same) is None
    with pytest.raises(ValueError, match="squares"):
        adjusted_difference(
            Moments(n=10, y=5, x=50, yy=5, xx=10, xy=5), Moments(n=10, y=5, x=5, yy=5, xx=5, xy=5)
        )


# ------------------------------------------------------------------------ bootstrap
def test_the_bootstrap_agrees_with_welch_where_tails_are_short():
    rng = np.random.default_rng(2)
    one, other = rng.normal(5, 1, 800), rng.normal(5.2, 1, 600)
    found = mean_gap(one, other)
    plain = mean_difference(*((len(s), s.mean(), s.std(ddof=1)) for s in (one, other)))
    assert (found.ci_low, found.ci_high) == pytest.approx((plain.ci_low, plain.ci_high), abs=0.01)
    assert mean_gap(one, other) == found
    assert mean_gap(one, other, seed=1) != found
    assert found.lift == pytest.approx(other.mean() / one.mean() - 1)
    assert found.lift_low < found.lift < found.lift_high


def test_many_different_values_are_drawn_as_well_as_few():
    rng = np.random.default_rng(3)
    values = np.append(np.zeros(20_000), rng.lognormal(3, 1.5, 5_000))
    means = resampled_means(values, draws=4_000, rng=rng)
    assert means.mean() == pytest.approx(values.mean(), rel=0.01)
    assert means.std() == pytest.approx(values.std() / math.sqrt(len(values)), rel=0.05)


def test_odd_groups_have_no_limits_or_no_width():
    single = mean_gap([1.0], [2.0, 3.0])
    assert math.isnan(single.ci_low)
    flat = mean_gap([2.0, 2.0], [3.0, 3.0])
    assert (flat.ci_low, flat.ci_high) == (1.0, 1.0)
    nothing = mean_gap([0.0, 0.0], [0.0, 1.0])
    assert math.isnan(nothing.lift)


# --------------------------------------------------------------------- many effects
def test_nulls_and_shrinkage_by_hand():
    assert null_share([0.9, 0.8, 0.7, 0.6]) == 1.0
    assert null_share([0.001] * 9 + [0.9]) == pytest.approx(0.4)
    assert null_share_from_rate(0.05) == 1.0
    assert null_share_from_rate(0.80) == 0.0
    assert null_share_from_rate(0.425) == pytest.approx(0.5)
    found = shrink([3.0, -3.0], [1.0, 1.0])
    assert found.spread == pytest.approx(math.sqrt(8), rel=1e-6)
    np.testing.assert_allclose(found.effects, [3 * 8 / 9, -3 * 8 / 9], rtol=1e-6)
    assert shrink([0.5, -0.5], [1.0, 1.0]).spread == 0


@settings(max_examples=50)
@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(0.1, 3)), min_size=1, max_size=20))
def test_shrunk_effects_keep_their_sign_and_never_grow(pairs):
    effects, errors = zip(*pairs, strict=True)
    found = shrink(effects, errors).effects
    assert np.all(np.abs(found) <= np.abs(effects) + 1e-12)
    assert np.all(found * np.array(effects) >= 0)
