"""Published and hand-worked values of the variance that groups explain."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kruskal, ncf

from cxkit.stats.effect import kruskal_wallis_p, variance_explained

# R's data set PlantGrowth (Dobson 1983): aov gives F = 4.846 on 2 and 27 degrees of freedom;
# ?kruskal.test's statistic is 7.9882, p = 0.01842
PLANTS = (
    [4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14],
    [4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69],
    [6.31, 5.12, 5.54, 5.50, 5.37, 5.29, 4.92, 6.15, 5.80, 5.26],
)


def counted(groups):
    values = np.unique(np.concatenate([np.asarray(group, float) for group in groups]))
    return np.array([[np.sum(np.asarray(g) == v) for v in values] for g in groups]), values


def test_the_kruskal_wallis_test_agrees_with_r_on_plant_growth():
    counts, _ = counted(PLANTS)
    assert kruskal_wallis_p(counts) == pytest.approx(0.01842, abs=5e-6)


def test_epsilon_squared_agrees_with_the_f_that_r_prints():
    # epsilon² = df1 (F - 1) / (df1 F + df2)
    counts, values = counted(PLANTS)
    expected = 2 * (4.846 - 1) / (2 * 4.846 + 27)
    assert variance_explained(counts, values).epsilon2 == pytest.approx(expected, abs=2e-4)


def test_the_limits_are_where_the_observed_f_has_the_tail_probabilities():
    counts, values = counted(PLANTS)
    found = variance_explained(counts, values, confidence=0.9)
    for share, level in ((found.ci_low, 0.95), (found.ci_high, 0.05)):
        noncentrality = 30 * share / (1 - share)
        assert ncf.cdf(4.846, 2, 27, noncentrality) == pytest.approx(level, abs=1e-3)


def test_a_case_worked_by_hand():
    # groups 1 1 2 2 and 3 3 4 4: means 1.5 and 3.5, SSB = 8, SSW = 2, MSW = 2/6
    found = variance_explained([[2, 2, 0, 0], [0, 0, 2, 2]], [1, 2, 3, 4])
    assert found.epsilon2 == pytest.approx((8 - 2 / 6) / 10)
    assert (found.n, found.groups) == (8, 2)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 10), min_size=5, max_size=30), min_size=2, max_size=5))
def test_properties_of_any_answers(groups):
    counts, values = counted(groups)
    found = variance_explained(counts, values)
    assert 0 <= found.ci_low <= found.ci_high <= 1
    assert 0 <= found.epsilon2 <= 1
    again = variance_explained(counts[::-1], values)
    assert again.epsilon2 == pytest.approx(found.epsilon2, abs=1e-12)
    wider = variance_explained(counts, values, confidence=0.99)
    assert wider.ci_low <= found.ci_low + 1e-6
    assert wider.ci_high >= found.ci_high - 1e-6
    if len(values) > 1:
        assert found.p_value == pytest.approx(kruskal(*groups).pvalue, abs=1e-9)


def test_the_interval_covers_the_truth_as_often_as_it_says():
    """Two normal groups 0.5 apart: true share 1/17; 400 draws of 60 on a fine scale."""
    rng, hits = np.random.default_rng(11), 0
    for _ in range(400):
        drawn = [rng.standard_normal(60), rng.standard_normal(60) + 0.5]
        found = variance_explained(*counted(drawn))
        hits += found.ci_low <= 1 / 17 <= found.ci_high
    assert 0.92 <= hits / 400 <= 0.98  # 3 standard errors


def test_equal_answers_explain_nothing_and_separate_groups_everything():
    same = variance_explained([[0, 5], [0, 7]], [1, 2])
    assert (same.epsilon2, same.ci_high, same.p_value) == (0.0, 0.0, 1.0)
    apart = variance_explained([[5, 0], [0, 7]], [1, 2])
    assert (apart.epsilon2, apart.ci_low) == (1.0, 1.0)
    assert apart.p_value < 0.01


@pytest.mark.parametrize(
    ("counts", "values"),
    [
        ([[1, 2]], [1, 2]),
        ([[1, 2], [0, 0]], [1, 2]),
        ([[1, -1], [2, 2]], [1, 2]),
        ([[1, 2], [2, 2]], [2, 1]),
        ([[1, 2], [2, 2]], [1, 2, 3]),
        ([[1, 0], [0, 1]], [1, 2]),
        ([[1, math.nan], [1, 1]], [1, 2]),
    ],
)
def test_what_makes_no_sense_is_refused(counts, values):
    with pytest.raises(ValueError, match=r"counts|need"):
        variance_explained(counts, values)
