"""Proportional odds against published values, a second implementation and hostile input."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.stats.ordinal import proportional_odds

CHEESE = np.array(  # McCullagh and Nelder (1989), table 5.1: cheeses by answers 1 to 9
    [
        [0, 0, 1, 7, 8, 8, 19, 8, 1],
        [6, 9, 12, 11, 7, 6, 1, 0, 0],
        [1, 1, 6, 8, 23, 7, 5, 1, 0],
        [0, 0, 0, 1, 3, 7, 14, 16, 11],
    ]
)
# SAS/STAT, PROC LOGISTIC, "Ordinal logistic regression": four decimals, of which SAS's own
# stopping rule leaves the last uncertain by one
CUTS = (-7.0801, -6.0249, -4.9254, -3.8568, -2.5205, -1.5685, -0.0669, 1.4930)
AGAINST_D = (-1.6128, -4.9645, -3.3227)


def cheese():
    kind, answer = np.indices(CHEESE.shape)
    dummies = np.eye(4)[kind.ravel()][:, :3]
    return dummies, answer.ravel() + 1.0, CHEESE.ravel().astype(float)


def test_the_cheeses_of_mccullagh_and_nelder():
    x, y, counts = cheese()
    found = proportional_odds(x, y, weights=counts)
    assert found.coefficients == pytest.approx(AGAINST_D, abs=1.5e-4)
    assert found.thresholds == pytest.approx(CUTS, abs=1.5e-4)
    # "-2 Log L" 711.348
    assert -2 * found.log_likelihood == pytest.approx(711.348, abs=5e-4)
    assert found.n == 208


def answers(n, p, seed, levels=5):
    rng = np.random.default_rng(seed)
    x = rng.integers(1, 6, size=(n, p)).astype(float)
    latent = x @ np.linspace(0.8, 0.1, p) + rng.logistic(size=n)
    cuts = np.quantile(latent, np.linspace(0.1, 0.9, levels - 1))
    return x, np.searchsorted(cuts, latent).astype(float)


def test_statsmodels_finds_the_same():
    from statsmodels.miscmodels.ordinal_model import OrderedModel

    x, y = answers(400, 3, seed=2)
    found = proportional_odds(x, y)
    other = OrderedModel(y, x, distr="logit").fit(method="bfgs", disp=0)
    assert found.log_likelihood == pytest.approx(other.llf, abs=1e-4)
    assert found.coefficients == pytest.approx(np.asarray(other.params)[:3], abs=1e-3)


@given(st.integers(2, 7), st.integers(0, 500))
@settings(max_examples=20, deadline=None)
def test_only_the_order_of_answers_counts_and_units_do_not(levels, seed):
    x, y = answers(150, 2, seed, levels)
    one = proportional_odds(x, y)
    other = proportional_odds(x * [10, -1], y**3 + 5)
    assert other.log_likelihood == pytest.approx(one.log_likelihood, abs=1e-6)
    assert other.coefficients == pytest.approx(one.coefficients / [10, -1], abs=1e-5)
    assert other.r_squared == pytest.approx(one.r_squared, abs=1e-6)
    assert 0 <= one.r_squared < 1
    assert one.pratt.sum() == pytest.approx(1)
    assert (np.diff(one.thresholds) > 0).all()


def test_weights_are_copies_of_a_row_and_a_weight_of_zero_is_none():
    x, y = answers(60, 2, seed=4)
    times = np.arange(60) % 3
    one = proportional_odds(x, y, weights=times)
    other = proportional_odds(np.repeat(x, times, axis=0), np.repeat(y, times))
    assert one.coefficients == pytest.approx(other.coefficients, abs=1e-8)
    assert one.n == 60


def test_the_latent_correlations_are_those_of_planted_answers():
    """Two uncorrelated predictors: the target is the coefficient, R² the sum of squares."""
    x, y = answers(20_000, 2, seed=5, levels=11)
    found = proportional_odds(x, y)
    spread = np.array([0.8, 0.1]) * np.sqrt(2)  # of 1 to 5, all alike: variance 2
    expected = (spread**2).sum() / ((spread**2).sum() + np.pi**2 / 3)
    assert found.r_squared == pytest.approx(expected, abs=0.015)
    assert found.target == pytest.approx(found.standardised, abs=0.02)


@pytest.mark.parametrize(
    ("x", "y", "weights", "message"),
    [
        (np.arange(20.0)[:, None], np.arange(20) > 9, None, "perfectly"),
        (np.ones((20, 1)), np.arange(20) % 3, None, "does not vary"),
        (np.arange(20.0)[:, None], np.ones(20), None, "two different answers"),
        (np.column_stack([np.arange(20.0)] * 2), np.arange(20) % 3, None, "combination"),
        (np.full((20, 1), np.nan), np.arange(20) % 3, None, "finite"),
        (np.arange(20.0), np.arange(20) % 3, None, "shapes"),
        (np.arange(20.0)[:, None], np.arange(20) % 3, np.full(20, -1.0), "not negative"),
        (np.arange(20.0)[:, None], np.arange(20) % 3, np.ones(3), "one weight a row"),
        (np.arange(20.0)[:, None], np.arange(20) % 3, np.zeros(20), "at least one row"),
    ],
)
def test_what_has_no_fit_says_why(x, y, weights, message):
    with pytest.raises(ValueError, match=message):
        proportional_odds(x, y, weights=weights)
