"""Draws of weights: the random column, clusters, weights and counts."""

from __future__ import annotations

import numpy as np
import pytest

from cxkit.client import Column
from cxkit.perception.drivers.draws import driver_draws, point_correlation
from cxkit.perception.drivers.sample import DriverSample
from cxkit.stats.collinearity import with_ridge
from cxkit.stats.importance import lmg
from cxkit.stats.relative_weights import relative_weights


def sample(values, *, counts=None, weights=None, units=None, n_clusters=0):
    n = len(values)
    return DriverSample(
        columns=tuple(Column(name=f"r{j}", role="rating") for j in range(values.shape[1] - 1)),
        answers=values,
        counts=np.ones(n) if counts is None else counts,
        weights=np.ones(n) if weights is None else weights,
        units=np.arange(n) if units is None else units,
        n_clusters=n_clusters,
        blocks=False,
        n_left_out=0,
        leaks=(),
    )


def unrelated(n, p, seed=1):
    return np.random.default_rng(seed).normal(size=(n, p + 1))


def test_the_random_column_errs_in_the_sample_and_again_in_the_draw():
    """Without any relation its R² is a squared correlation of variance 2 / n: mean 2 / n."""
    drawn = driver_draws(sample(unrelated(400, 2)), ridge=0.0)
    # 1,000 draws of a chi-square with one degree: standard error 4.5 % of the mean
    assert drawn.noise.mean() == pytest.approx(2 / 400, rel=0.15)


def test_a_column_without_relation_gets_what_the_random_column_gets_over_many_samples():
    own, noise = [], []
    for seed in range(120):
        drawn = driver_draws(sample(unrelated(100, 2, seed)), ridge=0.0)
        own.append(drawn.lmg[:, 0].mean())
        noise.append(drawn.noise.mean())
    # a mean over samples of squares: standard error 9 % of it
    assert np.mean(own) == pytest.approx(np.mean(noise), rel=0.3)


def test_draws_lie_around_the_point_and_both_measures_share_one_r_squared():
    values = unrelated(2000, 3)
    values[:, 3] += values[:, 0] + 0.5 * values[:, 1]
    given = sample(values)
    full = point_correlation(given)
    drawn = driver_draws(given, ridge=0.0)
    assert drawn.lmg.mean(axis=0) == pytest.approx(lmg(full[:3, :3], full[:3, 3]), abs=0.01)
    assert drawn.relative.mean(axis=0) == pytest.approx(
        relative_weights(full[:3, :3], full[:3, 3]), abs=0.01
    )
    # the random column takes a little of LMG with it
    assert drawn.relative.sum(axis=1) == pytest.approx(drawn.lmg.sum(axis=1), abs=0.01)
    assert drawn.order_error == 0


def test_the_same_answers_give_the_same_draws():
    given = sample(unrelated(200, 3))
    one, other = driver_draws(given, ridge=0.0), driver_draws(given, ridge=0.0)
    assert (one.lmg == other.lmg).all()
    assert (one.noise == other.noise).all()


def test_clusters_are_drawn_whole_and_count_as_one():
    values = unrelated(100, 2)
    values[:, 2] += values[:, 0]
    alone = driver_draws(sample(values), ridge=0.0)
    units = np.repeat(np.arange(100), 5)
    often = sample(np.repeat(values, 5, axis=0), units=units, n_clusters=100)
    assert often.n_effective == pytest.approx(100)
    drawn = driver_draws(often, ridge=0.0)
    assert drawn.lmg.std(axis=0) == pytest.approx(alone.lmg.std(axis=0), rel=0.15)
    assert drawn.noise.mean() == pytest.approx(alone.noise.mean(), rel=0.2)


def test_effective_number_counts_weights_within_customers():
    """Two customers: one with answers of weight 1 and 1, one of weight 2: (4)² / (4 + 4)."""
    given = sample(
        np.zeros((3, 2)), weights=np.array([1.0, 1, 2]), units=np.array([0, 0, 1]), n_clusters=2
    )
    assert given.n_effective == pytest.approx(2)
    # alone: (1 + 1 + 2)² / (1 + 1 + 4)
    assert sample(np.zeros((3, 2)), weights=np.array([1.0, 1, 2])).n_effective == pytest.approx(
        16 / 6
    )


def test_a_ridge_is_applied_to_every_draw():
    values = unrelated(300, 2)
    values[:, 1] = values[:, 0]
    values[:, 2] += values[:, 0]
    given = sample(values)
    full = with_ridge(point_correlation(given), 0.01)
    drawn = driver_draws(given, ridge=0.01)
    # but for the random column, which goes with one of the copies a little more
    assert drawn.lmg[:, 0] == pytest.approx(drawn.lmg[:, 1], abs=0.01)
    assert drawn.lmg.sum(axis=1).mean() == pytest.approx(
        lmg(full[:2, :2], full[:2, 2]).sum(), abs=0.02
    )


def test_beyond_twelve_attributes_sampled_orders_are_set_right_at_the_point():
    values = unrelated(400, 14)
    values[:, 14] += values[:, :4].sum(axis=1)
    given = sample(values)
    full = point_correlation(given)
    exact = lmg(full[:14, :14], full[:14, 14])
    drawn = driver_draws(given, ridge=0.0)
    assert len(drawn.lmg) == 500
    assert 0 < drawn.order_error < 0.01
    error = drawn.lmg.std(axis=0) / np.sqrt(500)
    # draws carry the noise of 14 columns on top: 2 / n each way, a little less of R² to share
    assert (np.abs(drawn.lmg.mean(axis=0) - exact) < 5 * error + 2 / 400).all()


def test_few_units_cannot_make_impossible_correlations():
    values = np.repeat(unrelated(30, 20), 10, axis=0) + 0.1 * unrelated(300, 20, seed=2)
    given = sample(values, units=np.repeat(np.arange(30), 10), n_clusters=30)
    drawn = driver_draws(given, ridge=0.001)
    assert np.isfinite(drawn.lmg).all()
    assert (drawn.noise >= 0).all()
