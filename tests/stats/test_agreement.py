import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.stats.agreement import krippendorff_alpha

NA = math.nan
KRIPPENDORFF_2011 = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NA, NA, NA],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NA, 3],
    [NA, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NA],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NA],
]
"""Computing Krippendorff's Alpha-Reliability (2011), sections C and D: 4 observers, 12 units."""


@pytest.mark.parametrize(
    ("level", "alpha"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_alpha_is_that_of_the_published_example(level, alpha):
    found = krippendorff_alpha(KRIPPENDORFF_2011, level=level)
    assert found.alpha == pytest.approx(alpha, abs=5e-4)  # three decimals are printed
    assert (found.n_items, found.n_raters, found.n_ratings) == (11, 4, 40)
    assert found.level == level


def test_two_raters_and_two_values_worked_by_hand():
    # 10 items, 2 raters; both 0: 5, both 1: 1, different: 4 (published as section A, alpha 0.095)
    one = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    other = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    found = krippendorff_alpha([one, other], level="nominal")
    # D_o = 8/20; D_e = 2 · 14 · 6 / (20 · 19); alpha = 1 - (8/20)/(168/380)
    assert found.alpha == pytest.approx(1 - (8 / 20) / (168 / 380))
    assert found.alpha == pytest.approx(0.095, abs=5e-4)


@pytest.mark.parametrize(
    "ratings",
    [[[3, 3, 3], [3, 3, 3]], [[1, 2, 3]], [[1, NA], [NA, 2]], [[NA, NA], [NA, NA]], [[], []]],
)
def test_without_pairs_or_spread_there_is_nothing_to_agree_about(ratings):
    assert math.isnan(krippendorff_alpha(ratings).alpha)


def test_a_flat_list_is_refused():
    with pytest.raises(ValueError, match="raters by items"):
        krippendorff_alpha([1, 2, 3])


tables = st.lists(
    st.lists(st.sampled_from([0.0, 1.0, 2.0, 3.0, 4.0, NA]), min_size=6, max_size=6),
    min_size=2,
    max_size=4,
)


@given(tables, st.sampled_from(["nominal", "ordinal", "interval", "ratio"]), st.randoms())
def test_order_of_raters_and_items_does_not_matter_and_one_is_the_most(table, level, random):
    first = krippendorff_alpha(table, level=level)
    items = list(range(6))
    random.shuffle(items)
    mixed = np.asarray(table)[::-1][:, items]
    second = krippendorff_alpha(mixed, level=level)
    assert first.alpha == pytest.approx(second.alpha, nan_ok=True)
    assert math.isnan(first.alpha) or first.alpha <= 1


@given(st.lists(st.integers(0, 4), min_size=2, max_size=9).filter(lambda x: len(set(x)) > 1))
def test_raters_who_say_the_same_agree_wholly(row):
    assert krippendorff_alpha([row, row, row]).alpha == pytest.approx(1)
