"""Predictors that repeat each other: inflation, condition number, least ridge."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.stats.collinearity import CONDITION_BOUND, collinearity, with_ridge
from cxkit.stats.importance import subset_r_squared


def pair(r):
    return np.array([[1, r], [r, 1]])


def test_a_pair_worked_by_hand():
    """VIF = 1 / (1 - 0.81); eigenvalues 1.9 and 0.1."""
    found = collinearity(pair(0.9))
    assert found.vif == pytest.approx([1 / 0.19, 1 / 0.19])
    assert found.condition == pytest.approx(np.sqrt(19))
    assert found.ridge == 0
    assert (found.closest, found.closest_correlation, found.copies) == ((0, 1), 0.9, ())
    assert found.mean_correlation == pytest.approx(0.9)
    assert found.first_share == pytest.approx(0.95)


def test_the_least_ridge_brings_the_condition_number_to_the_bound():
    r = pair(0.999)
    found = collinearity(r)
    assert found.condition == pytest.approx(np.sqrt(1999))
    assert found.ridge > 0
    eased = r + found.ridge * np.eye(2)
    low, high = np.linalg.eigvalsh(eased)
    assert np.sqrt(high / low) == pytest.approx(CONDITION_BOUND)


def test_copies_are_named_even_with_the_sign_turned():
    r = np.array([[1, 0.2, -1], [0.2, 1, -0.2], [-1, -0.2, 1]])
    found = collinearity(r)
    assert found.copies == ((0, 2),)
    assert found.condition == float("inf")
    assert np.isinf(found.vif[[0, 2]]).all()
    assert found.vif[1] == pytest.approx(1 / (1 - 0.04), rel=1e-6)


def test_a_sum_of_others_has_no_twin_but_inflates():
    """x3 = (x1 + x2) / √2 of two uncorrelated ones."""
    h = np.sqrt(0.5)
    found = collinearity(np.array([[1, 0, h], [0, 1, h], [h, h, 1]]))
    assert found.copies == ()
    assert np.isinf(found.vif).all()
    assert found.ridge > 0


@given(st.integers(2, 7), st.integers(0, 1000), st.floats(0, 2))
@settings(max_examples=30, deadline=None)
def test_ridge_makes_r_squared_that_of_ridge_regression(p, seed, ridge):
    rng = np.random.default_rng(seed)
    full = np.corrcoef(rng.normal(size=(50, p + 1)), rowvar=False)
    r, y = full[:p, :p], full[:p, p]
    eased = with_ridge(full, ridge)
    expected = y @ np.linalg.solve(r + ridge * np.eye(p), y)
    assert subset_r_squared(eased[:p, :p], eased[:p, p])[-1] == pytest.approx(expected, abs=1e-9)
    assert np.diagonal(eased) == pytest.approx(np.ones(p + 1))
    assert (collinearity(r).vif >= 1).all()


def test_the_callers_correlations_are_not_changed():
    full = np.array([[1, 0.5, 0.3], [0.5, 1, 0.2], [0.3, 0.2, 1]])
    before = full.copy()
    with_ridge(full, 1.0)
    assert (full == before).all()


@pytest.mark.parametrize("r", [np.eye(1), np.ones((2, 3)), np.full((2, 2), np.nan), np.ones(3)])
def test_what_are_no_correlations_is_refused(r):
    with pytest.raises(ValueError, match="at least two predictors"):
        collinearity(r)


def test_a_negative_ridge_is_refused():
    with pytest.raises(ValueError, match="negative"):
        with_ridge(np.eye(3), -0.1)
