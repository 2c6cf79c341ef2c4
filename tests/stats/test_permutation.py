import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom, norm

from cxkit.stats.permutation import permutation_p_value, permutation_p_values

NET = (1, 0, -1)
counts3 = st.lists(st.integers(0, 40), min_size=3, max_size=3).filter(any)


def exact_share_p(count_1, n_1, count_2, n_2):
    """Twice the smaller tail of the hypergeometric distribution (Fisher)."""
    drawn = hypergeom(n_1 + n_2, count_1 + count_2, n_2)
    return min(1.0, 2 * min(drawn.sf(count_2 - 1), drawn.cdf(count_2)))


def exact_mean_p(before, after):
    """List every way to choose the second group from all answers."""
    answers = [*before, *after]
    sums = [sum(chosen) for chosen in itertools.combinations(answers, len(after))]
    own = sum(after)
    tails = (np.mean([s >= own for s in sums]), np.mean([s <= own for s in sums]))
    return min(1.0, 2 * min(tails))


@pytest.mark.parametrize(
    ("count_1", "n_1", "count_2", "n_2"),
    [
        (53, 570, 7, 30),
        (516, 570, 23, 30),
        (13, 60, 17, 40),
        (40, 900, 10, 100),
        (300, 600, 35, 50),
    ],
)
def test_p_value_of_shares_is_close_to_the_exact_one_and_on_the_safe_side(
    count_1, n_1, count_2, n_2
):
    found = permutation_p_value((count_1, n_1 - count_1), (count_2, n_2 - count_2), (1, 0))
    exact = exact_share_p(count_1, n_1, count_2, n_2)
    assert exact <= found <= 1.15 * exact


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([5, 5, 4, 5, 5, 4, 3, 5, 5], [1, 2, 4, 5, 3]),
        ([1, 2, 3, 4, 5, 1, 2, 3], [3, 4, 5, 5, 5, 4, 4]),
        ([0, 1, 1, 0, -1, 1, 1, 1], [-1, -1, 0, -1, 1, 0]),
    ],
)
def test_p_value_of_means_is_close_to_listing_every_way(before, after):
    points = sorted({*before, *after})
    counts = [[side.count(point) for point in points] for side in (before, after)]
    exact = exact_mean_p(before, after)
    assert 0.98 * exact <= permutation_p_value(*counts, points) <= 1.2 * exact


def test_p_value_of_equal_halves_follows_from_the_normal_distribution():
    # groups of one size have no skewness: variance n1 n2 / (N - 1) · σ² of the sum, half a step
    before, after = (300, 200), (260, 240)
    share = 560 / 1000
    error = math.sqrt(500 * 500 / 999 * share * (1 - share))
    expected = 2 * norm.cdf(-(20 - 0.5) / error)
    assert permutation_p_value(before, after, (1, 0)) == pytest.approx(expected, abs=1e-12)


def test_small_groups_of_noise_are_not_called_different_too_often():
    # Where Welch's test corrected for 20 comparisons finds something in 22 of 100 families
    rng = np.random.default_rng(7)
    shares = np.array([0.01, 0.04, 0.10, 0.23, 0.62])
    groups = rng.multinomial(30, shares, size=(4000, 20))
    rest = groups.sum(axis=1, keepdims=True) - groups
    found = permutation_p_values(rest, groups, (1, 2, 3, 4, 5))
    families = np.mean(np.any(found <= 0.05 / 20, axis=1))
    assert families <= 0.05


@given(before=counts3, after=counts3)
def test_p_value_does_not_depend_on_order_or_unit(before, after):
    found = permutation_p_value(before, after, NET)
    assert 0 <= found <= 1
    assert permutation_p_value(after, before, NET) == pytest.approx(found, abs=1e-9)
    assert permutation_p_value(before[::-1], after[::-1], NET) == pytest.approx(found, abs=1e-9)
    assert permutation_p_value(before, after, (30, 20, 10)) == pytest.approx(found, abs=1e-9)


@given(pairs=st.lists(st.tuples(counts3, counts3), min_size=1, max_size=5))
def test_many_pairs_at_once_equal_one_by_one(pairs):
    before, after = (np.array(side) for side in zip(*pairs, strict=True))
    found = permutation_p_values(before, after, NET)
    singly = [permutation_p_value(*pair, NET) for pair in pairs]
    assert found.tolist() == pytest.approx(singly, abs=1e-12)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((0, 5, 0), (0, 1, 0)),
        ((7, 0, 0), (9, 0, 0)),
        ((0, 0.2, 0), (0.3, 0, 0)),
    ],
)
def test_groups_that_cannot_differ_by_more_than_chance_get_one(before, after):
    assert permutation_p_value(before, after, NET) == 1.0


def test_values_in_fractions_need_no_step():
    found = permutation_p_value((10, 20, 30), (30, 20, 10), (0.25, 0.5, 1.0))
    stepped = permutation_p_value((10, 20, 30), (30, 20, 10), (1, 2, 4))
    assert 0 < found < stepped


@pytest.mark.parametrize(
    ("before", "after", "values"),
    [
        ((1, 2), (3, 4, 5), NET),
        ((1, 2, 3), (0, 0, 0), NET),
        ((1, 2, -1), (1, 1, 1), NET),
        ((1, 2, math.nan), (1, 1, 1), NET),
        ((1, 2, 3), (1, 1, 1), (1, 0)),
        ((1, 2, 3), (1, 1, 1), (1, 0, math.inf)),
    ],
)
def test_what_cannot_be_is_refused(before, after, values):
    with pytest.raises(ValueError, match=r"counts|values"):
        permutation_p_value(before, after, values)
