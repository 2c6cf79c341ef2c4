"""LMG against published values, brute force and its own properties."""

from __future__ import annotations

import tracemalloc
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.stats.importance import lmg, subset_r_squared, weighted_correlation

R = np.array([[1, 0.6, 0.3], [0.6, 1, 0.2], [0.3, 0.2, 1]])
Y = np.array([0.5, 0.45, 0.4])


def _r_squared(r, y, members):
    members = list(members)
    if not members:
        return 0.0
    return float(y[members] @ np.linalg.solve(r[np.ix_(members, members)], y[members]))


def _by_all_orders(r, y):
    p = len(y)
    total = np.zeros(p)
    orders = list(permutations(range(p)))
    for order in orders:
        for place, j in enumerate(order):
            total[j] += _r_squared(r, y, order[: place + 1]) - _r_squared(r, y, order[:place])
    return total / len(orders)


def test_the_golden_vector_is_reproduced():
    # printed with five decimals
    assert lmg(R, Y) == pytest.approx([0.13980, 0.10801, 0.10352], abs=5e-6)
    assert lmg(R, Y).sum() == pytest.approx(0.35133, abs=5e-6)


def test_every_subset_has_the_r_squared_of_its_own_regression():
    found = subset_r_squared(R, Y)
    for index in range(8):
        members = [j for j in range(3) if index >> j & 1]
        assert found[index] == pytest.approx(_r_squared(R, Y, members), abs=1e-12)


@given(st.integers(2, 5), st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_lmg_is_the_mean_over_all_orders_and_adds_up(p, seed):
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(60, p + 1)) @ rng.normal(size=(p + 1, p + 1))
    full = np.corrcoef(values, rowvar=False)
    r, y = full[:p, :p], full[:p, p]
    found = lmg(r, y)
    assert found == pytest.approx(_by_all_orders(r, y), abs=1e-9)
    assert found.sum() == pytest.approx(_r_squared(r, y, range(p)), abs=1e-9)
    assert (found >= 0).all()


def test_draws_side_by_side_give_what_each_gives_alone():
    both = lmg(np.stack([R, np.eye(3)]), np.stack([Y, Y]))
    assert both[0] == pytest.approx(lmg(R, Y))
    assert both[1] == pytest.approx(Y**2)


def test_a_predictor_that_repeats_another_shares_with_it_and_divides_by_nothing():
    r = np.array([[1.0, 1.0], [1.0, 1.0]])
    assert lmg(r, np.array([0.6, 0.6])) == pytest.approx([0.18, 0.18])


def test_twenty_predictors_are_exact_and_small():
    """Equal correlations .3 with one another and the outcome: equal shares by symmetry."""
    p = 20
    r = np.full((p, p), 0.3)
    np.fill_diagonal(r, 1.0)
    y = np.full(p, 0.3)
    tracemalloc.start()
    found = lmg(r, y)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    expected = y @ np.linalg.solve(r, y)
    assert found == pytest.approx(np.full(p, expected / p), abs=1e-12)
    assert peak < 200e6  # bytes; measured 96 million


def test_a_correlation_of_many_rows_is_the_same_in_parts():
    rng = np.random.default_rng(8)
    values = rng.integers(1, 6, size=(200_000, 4)).astype(float)
    weights = rng.poisson(1.0, size=(2, len(values))).astype(float)
    found = weighted_correlation(values, weights)
    for draw, drawn in enumerate(weights):
        expected = np.corrcoef(np.repeat(values, drawn.astype(int), axis=0), rowvar=False)
        assert found[draw] == pytest.approx(expected, abs=1e-12)


def test_shapes_that_do_not_fit_and_too_many_predictors_are_refused():
    with pytest.raises(ValueError, match="shapes"):
        subset_r_squared(R, Y[:2])
    with pytest.raises(ValueError, match="1 to 20"):
        subset_r_squared(np.eye(21), np.zeros(21))


def test_weights_of_one_give_the_plain_correlation_and_zero_leaves_a_row_out():
    rng = np.random.default_rng(3)
    values = rng.normal(size=(40, 3))
    ones = np.ones((1, 40))
    assert weighted_correlation(values, ones)[0] == pytest.approx(np.corrcoef(values, rowvar=False))
    weights = ones.copy()
    weights[0, :5] = 0
    assert weighted_correlation(values, weights)[0] == pytest.approx(
        np.corrcoef(values[5:], rowvar=False)
    )


def test_a_draw_that_misses_the_only_other_answer_has_no_correlation():
    values = np.column_stack([np.ones(301), np.arange(301.0)])
    values[7, 0] = 5.0
    weights = np.random.default_rng(2).poisson(1.0, size=(400, 301)).astype(float)
    found = weighted_correlation(values, weights)[:, 0, 1]
    assert (np.isnan(found) == (weights[:, 7] == 0)).all()


def test_a_column_without_spread_has_no_correlation():
    values = np.column_stack([np.arange(5.0), np.ones(5)])
    assert np.isnan(weighted_correlation(values, np.ones((1, 5)))[0, 0, 1])
