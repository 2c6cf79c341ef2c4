import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.stats.analysis_of_variance import analysis_of_variance
from cxkit.stats.moments import exact_deviations, lag1_autocorrelation, mean_and_sd


def nist(first, pair, pairs):
    return [first, *pair * pairs]


# NIST StRD, univariate summary statistics: certified mean, sd, lag-1 autocorrelation
CERTIFIED = [
    (nist(10000001.0, [10000003.0, 10000002.0], 1), 10000002.0, 1.0, -0.5),
    (nist(1.2, [1.1, 1.3], 500), 1.2, 0.1, -0.999),
    (nist(1000000.2, [1000000.1, 1000000.3], 500), 1000000.2, 0.1, -0.999),
    (nist(10000000.2, [10000000.1, 10000000.3], 500), 10000000.2, 0.1, -0.999),
]


@pytest.mark.parametrize(("values", "mean", "sd", "correlation"), CERTIFIED)
def test_all_certified_digits_come_out(values, mean, sd, correlation):
    found = mean_and_sd(values)
    assert found[0] == mean
    assert found[1] == pytest.approx(sd, rel=1e-15)
    assert lag1_autocorrelation(values) == pytest.approx(correlation, rel=1e-14)


def test_the_distances_are_those_of_the_printed_decimals():
    origin, found = exact_deviations([10000000.2, 10000000.1, 10000000.3])
    assert str(origin) == "50000001/5"
    assert list(found) == [0.0, -0.1, 0.1]


@given(st.lists(st.floats(-1e6, 1e6, allow_subnormal=False), min_size=2, max_size=30))
def test_moments_agree_with_numpy_where_numpy_is_right(values):
    mean, sd = mean_and_sd(values)
    assert mean == pytest.approx(np.mean(values), rel=1e-9, abs=1e-6)
    assert sd == pytest.approx(np.std(values, ddof=1), rel=1e-6, abs=1e-6)
    found = lag1_autocorrelation(values)
    assert math.isnan(found) or -1 - 1e-12 <= found <= 1 + 1e-12


def test_one_value_has_no_spread_and_equal_ones_no_correlation():
    assert mean_and_sd([3])[0] == 3
    assert math.isnan(mean_and_sd([3])[1])
    assert mean_and_sd([0.1, 0.1, 0.1]) == (0.1, 0.0)
    assert math.isnan(lag1_autocorrelation([2, 2, 2]))


@pytest.mark.parametrize("values", [[], [1, math.nan], [1, math.inf], [[1, 2], [3, 4]]])
def test_what_has_no_moments_is_refused(values):
    with pytest.raises(ValueError, match="finite number"):
        mean_and_sd(values)


def test_a_series_needs_two_values():
    with pytest.raises(ValueError, match="two values"):
        lag1_autocorrelation([1])


# ------------------------------------------------------- analysis of variance
def test_variance_parted_by_hand():
    # means 2 and 5, grand 3.5: between 6 · 1.5² = 13.5, within 2 + 2 = 4
    found = analysis_of_variance([1, 2, 3, 4, 5, 6], list("aaabbb"))
    assert found.statistic == pytest.approx(13.5 / (4 / 4))
    assert (found.df_between, found.df_within, found.n) == (1, 4, 6)
    assert found.r_squared == pytest.approx(13.5 / 17.5)
    assert found.residual_sd == pytest.approx(1)
    assert found.p_value == pytest.approx(0.0213, abs=5e-5)  # t = sqrt(13.5), 4 degrees


@pytest.mark.parametrize("size", [21, 201])
@pytest.mark.parametrize("common", [1, 1_000_000, 1_000_000_000_000])
def test_a_large_common_part_costs_no_digits(common, size):
    # NIST StRD SmLs01-08: nine groups of .2 + (-.1, .1, ...) about common + .2 ... + 1.0,
    # first value of each at its centre; F 21 and 201, R² 0.482758620689655 and as below, sd .1
    shifts = (4, 3, 2, 3, 4, 5, 6, 5, 4)
    groups, values = [], []
    for group, shift in enumerate(shifts):
        row = [
            10 * common + shift,
            *([10 * common + shift - 1, 10 * common + shift + 1] * (size // 2)),
        ]
        values += [value / 10 for value in row]
        groups += [group] * size
    found = analysis_of_variance(values, groups)
    between = size * 12 * 0.01  # shifts have squares of distances from 4 adding to 12
    within = 9 * (size - 1) * 0.01
    assert found.statistic == pytest.approx(between / 8 / (within / (9 * size - 9)), rel=1e-12)
    assert found.residual_sd == pytest.approx(0.1, rel=1e-13)
    assert found.r_squared == pytest.approx(between / (between + within), rel=1e-12)


def test_missing_rows_are_left_out():
    whole = analysis_of_variance([1, 2, 3, 4], ["a", "a", "b", "b"])
    holes = analysis_of_variance([1, 2, math.nan, 3, 4, 9], ["a", "a", "a", "b", "b", None])
    assert holes == whole


def test_no_spread_within_or_at_all():
    apart = analysis_of_variance([1, 1, 2, 2], list("aabb"))
    assert (apart.statistic, apart.p_value, apart.r_squared) == (math.inf, 0.0, 1.0)
    flat = analysis_of_variance([1, 1, 1, 1], list("aabb"))
    assert math.isnan(flat.statistic)
    assert math.isnan(flat.p_value)


@pytest.mark.parametrize(
    ("values", "groups"), [([1, 2], ["a", "b"]), ([1, 2, 3], ["a"] * 3), ([], [])]
)
def test_groups_that_cannot_be_compared_are_refused(values, groups):
    with pytest.raises(ValueError, match="two groups"):
        analysis_of_variance(values, groups)


def test_lengths_must_fit():
    with pytest.raises(ValueError, match="one group"):
        analysis_of_variance([1, 2, 3], ["a", "b"])
