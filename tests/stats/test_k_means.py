"""Many tables at once give what one at a time gives, and as good groups as scikit-learn's."""

import numpy as np
import pytest
from sklearn.cluster import KMeans

from cxkit.stats.clustering import adjusted_rand
from cxkit.stats.k_means import assigned, centres_of, k_means, seeds


def answers(seed, n=200, d=5):
    """Answers from 1 to 5 without groups, in standard deviations."""
    rng = np.random.default_rng(seed)
    halo = rng.standard_normal((n, 1))
    rated = np.clip(np.round(3 + halo + rng.standard_normal((n, d))), 1, 5)
    return (rated - rated.mean(axis=0)) / rated.std(axis=0)


def inertia(values, centres):
    return ((values[:, None] - centres[None]) ** 2).sum(axis=2).min(axis=1).sum()


@pytest.mark.parametrize("k", [2, 3, 5])
def test_a_solution_is_as_good_as_that_of_scikit_learn(k):
    for seed in range(4):
        values = answers(seed)
        own = k_means(values, k, seed=1)
        other = KMeans(k, n_init=20, random_state=1).fit(values)
        assert inertia(values, own.centres) <= 1.01 * other.inertia_


def test_groups_far_apart_are_those_of_scikit_learn():
    rng = np.random.default_rng(4)
    values = np.repeat(np.eye(4) * 6, [50, 40, 30, 20], axis=0) + rng.standard_normal((140, 4))
    found = k_means(values, 4, seed=3)
    other = KMeans(4, n_init=5, random_state=0).fit(values)
    assert adjusted_rand(found.labels, other.labels_) == 1.0
    for group in range(4):
        assert found.centres[group] == pytest.approx(values[found.labels == group].mean(axis=0))


def test_tables_worked_on_together_end_as_each_does_alone():
    tables = np.stack([answers(seed) for seed in range(60)])  # more than one batch
    first = seeds(tables, 4, np.random.default_rng(5))
    together = centres_of(tables, first)
    for place in (0, 17, 59):
        alone = centres_of(tables[place : place + 1], first[place : place + 1])
        assert together[place] == pytest.approx(alone[0])


def test_trying_starts_for_a_few_rounds_loses_little():
    tables = np.stack([answers(seed) for seed in range(20)])
    centres = centres_of(tables, seeds(tables, 4, np.random.default_rng(6)))
    own = [inertia(table, ends) for table, ends in zip(tables, centres, strict=True)]
    other = [KMeans(4, n_init=4, random_state=0).fit(table).inertia_ for table in tables]
    assert np.mean(own) <= 1.01 * np.mean(other)


def test_the_first_rows_of_a_start_are_a_start_for_fewer_groups():
    tables = np.stack([answers(1), answers(2)])
    many = seeds(tables, 5, np.random.default_rng(7), starts=3)
    few = seeds(tables, 3, np.random.default_rng(7), starts=3)
    assert np.array_equal(many[:, :, :3], few)


def test_starts_are_different_rows_where_rows_differ():
    for seed in range(20):
        start = seeds(answers(seed)[None], 5, np.random.default_rng(seed), starts=1)[0, 0]
        assert len(np.unique(start, axis=0)) == 5


def test_rows_that_are_all_equal_do_no_harm():
    values = np.ones((30, 3))
    found = k_means(values, 3, seed=1)
    assert np.all(found.labels == 0)
    assert np.isfinite(found.centres).all()


def test_a_row_between_two_centres_goes_to_the_first():
    centres = np.array([[[1.0, 0.0], [-1.0, 0.0]]])
    assert assigned(np.array([[[0.0, 2.0], [-3.0, 0.0]]]), centres).tolist() == [[0, 1]]
