import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.stats.multiplicity import benjamini_hochberg, bonferroni, hochberg, holm

P = (0.001, 0.012, 0.021, 0.04, 0.2)


def test_holm_by_hand():
    # 5*.001, 4*.012, 3*.021, 2*.04, 1*.2, each at least the one before
    assert holm(P) == pytest.approx([0.005, 0.048, 0.063, 0.08, 0.2])


def test_benjamini_hochberg_by_hand():
    # 5*.001/1, 5*.012/2, 5*.021/3, 5*.04/4, 5*.2/5
    assert benjamini_hochberg(P) == pytest.approx([0.005, 0.03, 0.035, 0.05, 0.2])


def test_hochberg_by_hand():
    # 5*.001, 4*.012, 3*.021, 2*.04, 1*.2, each at most the one after
    assert hochberg(P) == pytest.approx([0.005, 0.048, 0.063, 0.08, 0.2])
    assert hochberg((0.03, 0.04)) == pytest.approx([0.04, 0.04])
    assert holm((0.03, 0.04)) == pytest.approx([0.06, 0.06])


def test_bonferroni_by_hand():
    assert bonferroni(P) == pytest.approx([0.005, 0.06, 0.105, 0.2, 1.0])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_the_corrections_stand_in_their_known_order(values):
    by_method = [f(values) for f in (bonferroni, holm, hochberg, benjamini_hochberg)]
    for strict, mild in itertools.pairwise(by_method):
        assert all(strict >= mild - 1e-15)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_holm_is_at_least_as_strict_and_never_lowers(values):
    strict, mild = holm(values), benjamini_hochberg(values)
    assert all(strict >= mild - 1e-15)
    assert all(mild >= [value - 1e-15 for value in values])


@given(st.lists(st.floats(0, 1), min_size=2, max_size=10), st.randoms())
def test_order_does_not_matter(values, random):
    order = list(range(len(values)))
    random.shuffle(order)
    shuffled = holm([values[i] for i in order])
    assert list(shuffled) == pytest.approx([holm(values)[i] for i in order])


@pytest.mark.parametrize("bad", [[-0.1], [1.1], [float("nan")], [[0.1]]])
def test_values_outside_the_range_are_refused(bad):
    with pytest.raises(ValueError, match="p values"):
        holm(bad)
