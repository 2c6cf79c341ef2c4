"""Groups are found where there are some, and not where answers are merely correlated."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from cxkit.stats.clustering import (
    adjusted_rand,
    nearest,
    stability,
    stability_against_chance,
)
from cxkit.stats.k_means import k_means

CORNERS = np.array([[3.0, 0, 0, 0], [0, 3.0, 0, 0], [0, 0, 3.0, 0]])


def grouped(n=240, seed=1):
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 3, n)
    return CORNERS[truth] + rng.standard_normal((n, 4)) * 0.7, truth


def correlated(n=300, seed=1, d=6):
    """One halo lifts all answers alike; no groups."""
    rng = np.random.default_rng(seed)
    normal = 0.8 * rng.standard_normal((n, 1)) + rng.standard_normal((n, d))
    return np.clip(np.round(normal + 3), 1, 5)


def scaled(values):
    return (values - values.mean(axis=0)) / values.std(axis=0)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=30))
def test_the_adjusted_rand_index_is_that_of_scikit_learn(pairs):
    first, second = zip(*pairs, strict=True)
    assert adjusted_rand(first, second) == pytest.approx(adjusted_rand_score(first, second))


def test_the_adjusted_rand_index_of_a_published_table():
    # Hubert and Arabie's index for 2 x 2 agreement worked by hand: table [[3, 1], [1, 3]]:
    # pairs 3+3 = 6; rows 6+6 = 12, columns 12; expected 144/28; (6 - 36/7) / (12 - 36/7)
    first, second = [0] * 4 + [1] * 4, [0, 0, 0, 1, 1, 1, 1, 0]
    assert adjusted_rand(first, second) == pytest.approx((6 - 36 / 7) / (12 - 36 / 7))


def test_groupings_of_different_rows_are_refused():
    with pytest.raises(ValueError, match="same two rows"):
        adjusted_rand([0, 1], [0, 1, 1])


def test_groups_far_apart_are_found_whatever_the_order_of_the_rows():
    values, truth = grouped()
    found = k_means(values, 3, seed=7)
    assert adjusted_rand(truth, found.labels) > 0.95
    order = np.random.default_rng(2).permutation(len(values))
    again = k_means(values[order], 3, seed=7)
    assert np.array_equal(again.labels, found.labels[order])
    sizes = np.bincount(found.labels)
    assert list(sizes) == sorted(sizes, reverse=True)


def test_a_row_with_blanks_goes_to_the_nearest_centre_by_what_it_has():
    rows = np.array([[np.nan, 2.9, np.nan, 0.1], [np.nan] * 4, [0.2, 0.1, 2.5, np.nan]])
    assert nearest(rows, CORNERS).tolist() == [1, -1, 2]


def test_true_groups_are_stable_and_the_wrong_number_is_less_so():
    values, _ = grouped()
    right, wrong = (stability(values, k, np.random.default_rng(1)) for k in (3, 5))
    assert right > 0.9 > wrong


def test_true_groups_beat_draws_without_groups():
    values, _ = grouped()
    trials = stability_against_chance(scaled(values), np.random.default_rng(5), ks=(2, 3, 4))
    best = max(trials, key=lambda trial: trial.stability)
    assert best.k == 3
    assert best.p_value == pytest.approx(1 / 50)
    assert best.p_tail < 0.01
    assert best.stability > best.null_high > best.null_mean


def test_the_order_of_the_rows_does_not_matter():
    values = scaled(grouped(n=90)[0])
    order = np.random.default_rng(9).permutation(len(values))
    one, two = (
        stability_against_chance(rows, np.random.default_rng(5), ks=(2, 3), draws=5)
        for rows in (values, values[order])
    )
    assert one == two


def test_correlated_answers_without_groups_rarely_beat_the_draws():
    """At 5 % of 8 draws 3 or more would come up with a chance of 0.006 (binomial).

    The long run is `test_the_rate_of_false_groups`.
    """
    false = sum(
        min(
            trial.p_value
            for trial in stability_against_chance(
                scaled(correlated(n=120, seed=seed)), np.random.default_rng(seed), ks=(2, 3)
            )
        )
        <= 0.05
        for seed in range(8)
    )
    assert false <= 2


@pytest.mark.soak
def test_the_rate_of_false_groups():
    """0 of 40 data sets of correlated answers beat the draws (300 rows, six items, all k).

    The test is careful by making the draws scatter more; at 5 % six or more would come up with
    a chance of 0.014 (binomial).
    """
    false = 0
    for seed in range(40):
        trials = stability_against_chance(
            scaled(correlated(seed=seed)), np.random.default_rng(seed)
        )
        false += min(trial.p_value for trial in trials) <= 0.05
    assert false <= 5
