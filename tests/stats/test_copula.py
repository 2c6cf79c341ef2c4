"""Draws without groups keep margins and correlations, and nothing else."""

import numpy as np
import pytest

from cxkit.stats.copula import correlation, gaussian_copula


def answers(n=1200, seed=4):
    """Correlated answers from 1 to 5, of different skewness."""
    rng = np.random.default_rng(seed)
    common = rng.standard_normal((n, 1))
    normal = common * np.array([0.9, 0.6, 0.3, -0.7]) + rng.standard_normal((n, 4))
    return np.clip(np.round(normal + np.array([2, 3, 4, 3])), 1, 5)


def test_draws_have_the_margins_and_the_correlations_of_the_answers():
    values = answers()
    drawn = gaussian_copula(values, np.random.default_rng(1)).draw(20_000, np.random.default_rng(2))
    for j in range(4):
        assert set(np.unique(drawn[:, j])) == set(np.unique(values[:, j]))
        shares = [(np.mean(drawn[:, j] == a), np.mean(values[:, j] == a)) for a in range(1, 6)]
        assert all(abs(a - b) < 0.015 for a, b in shares)
    assert np.abs(correlation(drawn) - correlation(values)).max() < 0.04


def test_what_rounding_takes_is_given_back():
    """Without the correction the draws correlate less: the normal starts from what was seen."""
    values = answers()
    naive = correlation(values)
    factor = gaussian_copula(values, np.random.default_rng(1)).factor
    latent = factor @ factor.T
    off = ~np.eye(4, dtype=bool)
    assert np.abs(latent[off]).sum() > np.abs(naive[off]).sum() * 1.03


def test_a_joint_clump_is_not_reproduced():
    rng = np.random.default_rng(8)
    group = rng.integers(0, 2, 2000)
    x = np.column_stack([group * 4.0, (1 - group) * 4.0, rng.standard_normal(2000)])
    x += 0.3 * rng.standard_normal(x.shape)
    drawn = gaussian_copula(x, rng).draw(2000, rng)
    assert np.all(np.isfinite(drawn))
    assert correlation(drawn)[0, 1] == pytest.approx(correlation(x)[0, 1], abs=0.1)


def test_a_constant_column_stays_constant():
    values = np.column_stack([answers()[:, 0], np.full(1200, 3.0)])
    drawn = gaussian_copula(values, np.random.default_rng(1)).draw(50, np.random.default_rng(2))
    assert set(drawn[:, 1]) == {3.0}


def test_the_same_seed_gives_the_same_draws():
    values = answers()
    one, two = (
        gaussian_copula(values, np.random.default_rng(3)).draw(30, np.random.default_rng(5))
        for _ in range(2)
    )
    assert np.array_equal(one, two)


@pytest.mark.parametrize("values", [np.zeros((1, 3)), np.array([[1.0, np.nan], [1.0, 2.0]])])
def test_incomplete_rows_are_refused(values):
    with pytest.raises(ValueError, match="finite"):
        gaussian_copula(values, np.random.default_rng(0))
