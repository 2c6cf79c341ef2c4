"""No hidden group can be worked out from what is published: proved by the attacker's bounds."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxkit.stats.round_change import change_is_safe
from cxkit.stats.suppression import (
    feasible_range,
    sensitive_groups,
    suppress,
)

BASE = 5
slow = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def one_cut(*sizes):
    """All people first, then each group; one finest cell a group."""
    cells = np.eye(len(sizes), dtype=bool)
    return np.vstack([np.ones(len(sizes), dtype=bool), cells]), np.array(sizes)


def total_only(membership):
    fixed = np.zeros(len(membership), dtype=bool)
    fixed[0] = True
    return fixed


def hide(membership, *layers, **more):
    return suppress(membership, layers, base=BASE, published=total_only(membership), **more)


def two_cuts(counts):
    """All people, rows and columns of a table of counts; empty cells are known to be empty."""
    rows, columns = np.nonzero(counts)
    groups = [np.ones(len(rows), dtype=bool)]
    groups += [rows == row for row in np.unique(rows)]
    groups += [columns == column for column in np.unique(columns)]
    return np.array(groups), counts[rows, columns]


# --------------------------------------------------------------------- one table
def test_large_groups_are_all_shown():
    membership, n = one_cut(30, 12, 5)
    result = hide(membership, n[:, None])
    assert not result.hidden.any()
    assert result.safe


def test_a_small_group_takes_the_smallest_other_with_it():
    membership, n = one_cut(56, 3, 38, 18, 72)
    result = hide(membership, n[:, None])
    assert result.hidden.tolist() == [False, False, True, False, True, False]
    assert result.sensitive.tolist() == [False, False, True, False, False, False]


def test_a_single_small_group_would_be_the_total_less_the_others():
    membership, n = one_cut(56, 3, 38)
    shown = membership[[0, 1, 3]]
    assert feasible_range(shown, n, membership[2]) == pytest.approx((3, 3))


def test_two_small_groups_that_are_small_together_take_a_third():
    membership, n = one_cut(40, 2, 1, 9)
    result = hide(membership, n[:, None])
    assert result.hidden.tolist() == [False, False, True, True, True]


def test_two_small_groups_that_reach_the_base_together_need_no_other():
    membership, n = one_cut(40, 3, 4, 9)
    assert hide(membership, n[:, None]).hidden.tolist() == [False, False, True, True, False]


def test_a_unit_of_one_is_hidden():
    membership, n = one_cut(40, 1, 12)
    result = hide(membership, n[:, None])
    assert result.hidden.tolist() == [False, False, True, True]


def test_without_anybody_to_hide_behind_nothing_may_be_published():
    membership, n = one_cut(3)
    assert not hide(membership, n[:, None]).safe


def test_a_group_without_answers_gives_nobody_away():
    membership, n = one_cut(40, 0, 12)
    assert not hide(membership, n[:, None]).hidden.any()


# --------------------------------------------------------------------- answers
def test_a_group_that_answers_alike_is_hidden_with_another():
    membership, n = one_cut(20, 8, 12)
    good = np.array([10, 8, 6])
    result = hide(membership, n[:, None], np.column_stack([good, n - good]))
    assert result.hidden.tolist() == [False, False, True, True]


def test_hidden_groups_that_all_answer_alike_together_need_a_mixed_one():
    # the two hidden for their size have 3 + 6 people, and not one of them answers well
    membership, n = one_cut(20, 3, 6, 12)
    good = np.array([10, 0, 0, 6])
    result = hide(membership, n[:, None], np.column_stack([good, n - good]))
    assert result.hidden.tolist() == [False, False, True, True, True]


def test_few_answers_to_one_question_hide_a_large_group_everywhere():
    membership, n = one_cut(20, 15, 12)
    answered = np.array([20, 2, 12])
    result = hide(membership, n[:, None], answered[:, None])
    assert result.hidden.tolist() == [False, False, True, True]


def test_people_without_a_group_are_protected_like_a_group():
    # 2 people gave no unit: the total less the units would be theirs
    membership, n = one_cut(20, 15, 2)
    withheld = np.array([False, False, False, True])
    result = hide(membership, n[:, None], withheld=withheld)
    assert result.hidden.tolist() == [False, False, True, True]


def test_many_people_without_a_group_take_nothing_with_them():
    membership, n = one_cut(20, 15, 9)
    withheld = np.array([False, False, False, True])
    assert hide(membership, n[:, None], withheld=withheld).hidden.tolist() == withheld.tolist()


# --------------------------------------------------------------------- two tables
def test_two_cuts_whose_difference_is_a_handful_are_not_both_published():
    # site A is unit 1 and three people of unit 2: site A less unit 1 would be those three
    counts = np.array([[30, 0], [3, 40]])
    membership, n = two_cuts(counts)
    result = hide(membership, n[:, None])
    small = n == 3
    low, high = feasible_range(membership[~result.hidden], n, small)
    assert high - low >= BASE - 1e-6
    assert result.hidden.any()
    assert not sensitive_groups(membership, [n[:, None]], base=BASE).any()


def test_a_full_cross_of_large_groups_hides_nothing():
    membership, n = two_cuts(np.full((3, 4), 3))
    assert not hide(membership, n[:, None]).hidden.any()


@slow
@given(
    st.integers(2, 6).flatmap(
        lambda rows: st.lists(
            st.lists(st.integers(0, 14), min_size=3, max_size=3), min_size=rows, max_size=rows
        )
    ),
    st.randoms(use_true_random=False),
)
def test_for_random_tables_no_hidden_group_is_determined(rows, random):
    """Every hidden group and every small cell keeps a range of at least the base."""
    counts = np.array(rows)
    if counts.sum() < BASE:
        return
    membership, n = two_cuts(counts)
    good = np.array([random.randint(0, int(size)) for size in n])
    layers = (n[:, None], np.column_stack([good, n - good]))
    result = hide(membership, *layers)
    if not result.safe:
        return
    shown = membership[~result.hidden]
    assert not (sensitive_groups(membership, layers, base=BASE) & ~result.hidden)[1:].any()
    hidden = membership[result.hidden]
    small = np.eye(len(n), dtype=bool)[n < BASE]
    for target in [*hidden, *small]:
        low, high = feasible_range(shown, n, target)
        assert high - low >= BASE - 1e-6
        assert low <= n[target].sum() <= high
    for target in hidden:
        for kind in (good, n - good):
            if kind[target].sum() == 0:  # all of one answer: a reader must not be able to tell
                assert feasible_range(shown, kind, target)[1] >= 1 - 1e-6


@slow
@given(st.lists(st.integers(0, 30), min_size=3, max_size=9))
def test_one_table_hides_no_more_than_it_needs(sizes):
    membership, n = one_cut(*sizes)
    if n.sum() < BASE:
        return
    result = hide(membership, n[:, None])
    extra = np.flatnonzero(result.hidden & ~result.sensitive)
    if len(extra) and result.safe:
        rest = result.hidden.copy()
        rest[extra[np.argmin((membership @ n)[extra])]] = False
        pool = n[rest[1:]].sum()
        assert pool < BASE or rest[1:].sum() < 2
    if not result.sensitive.any():
        assert not result.hidden.any()


# --------------------------------------------------------------------- the rest
@pytest.mark.parametrize(
    ("before", "after", "joined", "left", "safe"),
    [
        (30, 31, None, None, False),  # one person joined
        (30, 30, None, None, True),
        (30, 35, None, None, True),
        (30, 30, 1, 1, False),  # one came for one who went
        (30, 30, 6, 6, True),
        (30, 30, 0, 0, True),
        (4, 40, None, None, False),
    ],
)
def test_a_change_that_a_few_people_make_is_not_published(before, after, joined, left, safe):
    assert change_is_safe(before, after, base=BASE, joined=joined, left=left) is safe


def test_bad_arguments_are_refused():
    membership, n = one_cut(3, 4)
    with pytest.raises(ValueError, match="at least 2"):
        suppress(membership, [n[:, None]], base=1)
    with pytest.raises(ValueError, match="one row a finest cell"):
        suppress(membership, [n], base=5)
    with pytest.raises(ValueError, match="negative"):
        suppress(membership, [-n[:, None]], base=5)
    with pytest.raises(ValueError, match="one value a group"):
        suppress(membership, [n[:, None]], base=5, published=np.array([True]))
