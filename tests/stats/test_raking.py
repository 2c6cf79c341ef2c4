"""Raking: against published values, by hand, and under caps."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.stats.margin_faults import margin_faults
from cxkit.stats.raking import rake


def rows(table):
    """Return the codes of a two-way table, a row an answer."""
    cells = [(i, j) for i, line in enumerate(table) for j, n in enumerate(line) for _ in range(n)]
    return [np.array(codes) for codes in zip(*cells, strict=True)]


def cells(codes, weights, shape):
    flat = np.bincount(codes[0] * shape[1] + codes[1], weights=weights, minlength=np.prod(shape))
    return flat.reshape(shape)


def test_a_table_raked_by_hand():
    codes = rows([[40, 10], [20, 30]])
    found = rake(codes, [[50, 50], [50, 50]])
    raked = cells(codes, found.weights, (2, 2))
    assert raked.ravel() == pytest.approx([35.505, 14.495, 14.495, 35.505], abs=5e-4)
    # in closed form: x² / (50 - x)² = 6
    assert raked[0, 0] == pytest.approx(50 * math.sqrt(6) / (1 + math.sqrt(6)), rel=1e-7)
    assert found.converged
    assert found.capped == 0


def test_one_margin_is_post_stratification():
    found = rake([[0, 0, 0, 1]], [[40, 60]])
    assert found.weights == pytest.approx([40 / 3, 40 / 3, 40 / 3, 60])
    assert found.after.n_effective == pytest.approx(100**2 / (3 * (40 / 3) ** 2 + 3600))
    assert (found.before.n_effective, found.iterations) == (4, 1)


table = st.lists(st.lists(st.integers(1, 20), min_size=3, max_size=3), min_size=2, max_size=2)


@given(
    table=table,
    first=st.floats(0.1, 0.9),
    second=st.tuples(st.floats(0.1, 1), st.floats(0.1, 1), st.floats(0.1, 1)),
)
def test_margins_are_met_and_odds_ratios_stay(table, first, second):
    codes = rows(table)
    shares = np.array(second) / sum(second)
    found = rake(codes, [[100 * first, 100 * (1 - first)], list(100 * shares)])
    raked = cells(codes, found.weights, (2, 3))
    assert raked.sum(axis=1) == pytest.approx([100 * first, 100 * (1 - first)], rel=1e-7)
    assert raked.sum(axis=0) == pytest.approx(100 * shares, rel=1e-7)
    before = np.array(table, dtype=float)
    for j in (1, 2):
        odds = [part[0, 0] * part[1, j] / (part[0, j] * part[1, 0]) for part in (before, raked)]
        assert odds[1] == pytest.approx(odds[0], rel=1e-6)


def test_start_weights_shape_what_the_margins_leave_open():
    found = rake([[0, 0, 1]], [[30, 10]], weights=[1, 2, 5])
    assert found.weights == pytest.approx([10, 20, 10])


def test_rows_that_stand_for_several_count_as_many():
    codes = rows([[4, 1], [2, 3]])
    targets = [[5, 5], [4, 6]]
    one = rake(codes, targets)
    counted = rake([[0, 0, 1, 1], [0, 1, 0, 1]], targets, counts=[4, 1, 2, 3])
    assert counted.weights == pytest.approx(one.weights[[0, 4, 5, 7]])
    assert counted.after.n == 10
    assert counted.after.n_effective == pytest.approx(one.after.n_effective)


def test_caps_hold_and_the_others_make_good_what_they_cut():
    codes = rows([[40, 10], [20, 30]])
    free = rake(codes, [[60, 40], [80, 20]])
    found = rake(codes, [[60, 40], [80, 20]], caps=(0.5, 1.5))
    assert free.weights.min() < 0.5  # so the cap has something to cut
    assert found.weights.min() >= 0.5
    assert found.weights.max() <= 1.5
    raked = cells(codes, found.weights, (2, 2))
    assert raked.sum(axis=1) == pytest.approx([60, 40], rel=1e-7)
    assert raked.sum(axis=0) == pytest.approx([80, 20], rel=1e-7)
    assert found.converged
    assert found.capped == pytest.approx(0.4)


def test_caps_that_forbid_a_target_are_owned_up_to():
    codes = [np.array([0] * 95 + [1] * 5)]
    found = rake(codes, [[50, 50]], caps=(0.3, 3))
    # five rows of at most 3 reach 15 of the 50, and the total stays what it is
    assert not found.converged
    assert found.miss == pytest.approx(0.7)
    assert found.weights[-1] == pytest.approx(3)
    assert found.weights.sum() == pytest.approx(100)
    assert found.capped == pytest.approx(0.05)


def test_caps_that_two_margins_cannot_bear_together_end():
    codes = rows([[40, 10], [20, 30]])
    found = rake(codes, [[90, 10], [50, 50]], caps=(0.3, 1.5))
    assert not found.converged
    assert 0.3 - 1e-9 <= found.weights.min() <= found.weights.max() <= 1.5 + 1e-9
    assert found.miss > 1


@given(
    table=table,
    first=st.floats(0.05, 0.95),
    low=st.floats(0, 0.9),
    high=st.floats(1.1, 5),
)
def test_no_weight_leaves_the_caps_whatever_is_asked(table, first, low, high):
    codes = rows(table)
    n = len(codes[0])
    found = rake(codes[:1], [[n * first, n * (1 - first)]], caps=(low, high))
    assert low - 1e-9 <= found.weights.min()
    assert found.weights.max() <= high + 1e-9
    if found.converged:
        assert found.weights[codes[0] == 0].sum() == pytest.approx(n * first, rel=1e-6)


def test_margins_that_empty_cells_contradict_are_refused():
    # all of group 0 is in column 0 and all of group 1 in column 1
    with pytest.raises(ValueError, match="cannot be met together"):
        rake([[0, 0, 1], [0, 0, 1]], [[2, 1], [1, 2]])


def test_all_faults_are_found_at_once():
    found = margin_faults([[0, 0, 2], [0, 0, 0]], [[5, 3], [4, -1]])
    assert {(fault.kind, fault.margin, fault.group) for fault in found} == {
        ("no_target", 0, -1),
        ("no_rows", 0, 1),
        ("not_positive", 1, 1),
    }
    with pytest.raises(ValueError, match=r"no group that has a target.*no row.*not above 0"):
        rake([[0, 0, 2], [0, 0, 0]], [[5, 3], [4, -1]])


def test_totals_that_disagree_are_named():
    (fault,) = margin_faults([[0, 1], [0, 1]], [[50, 50], [60, 50]])
    assert (fault.kind, fault.value, fault.other) == ("totals", 110, 100)
    assert margin_faults([[0, 1], [0, 1]], [[50, 50], [50 + 1e-6, 50]]) == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"weights": [1.0, 0.0]}, "above 0"),
        ({"weights": [1.0]}, "one entry a row"),
        ({"counts": [0.0, 0.0]}, "not all 0"),
        ({"counts": [-1.0, 2.0]}, "0 or more"),
        ({"caps": (1.2, 3)}, "both sides of 1"),
        ({"caps": (0.3, 0.9)}, "both sides of 1"),
    ],
)
def test_misuse_is_refused(change, said):
    with pytest.raises(ValueError, match=said):
        rake([[0, 1]], [[1, 1]], **change)


def test_no_rows_or_no_margins_are_refused():
    for codes, targets in (([], []), ([[]], [[1]])):
        with pytest.raises(ValueError, match="at least one row"):
            rake(codes, targets)
