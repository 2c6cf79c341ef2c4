import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.stats.left_out import omission_effect

WORKED = ([100, 100, 0, -100, 100, -100, 0, 100], [0, 0, 0, 0, 0, 1, 1, 0])


def test_a_case_worked_by_hand():
    # all: mean 25; kept 100 100 0 -100 100 100: mean 50; left out -100 0: mean -50; p = 1/4
    # SE^2 = p/n (s_d^2 + s_k^2 p/(1-p) + (1-p)(50+50)^2)
    #      = 1/32 (2500 + 5833.33/3 + 7500) = 373.26
    found = omission_effect(*WORKED)
    assert (found.n, found.n_left_out, found.share_left_out) == (8, 2, 0.25)
    assert (found.mean_all, found.mean_kept, found.mean_left_out) == (25, 50, -50)
    assert found.difference == pytest.approx(25)
    assert found.standard_error == pytest.approx(math.sqrt((2500 + 35000 / 18 + 7500) / 32))
    # two values are left out: Student's t with 2 degrees of freedom, 4.3027
    assert found.ci_high == pytest.approx(25 + 4.302653 * found.standard_error, rel=1e-6)


def test_the_error_is_that_of_the_jackknife():
    rng = np.random.default_rng(5)
    values = rng.integers(0, 11, 400).astype(float)
    out = rng.random(400) < 0.15
    each = []
    for i in range(400):
        stay = np.arange(400) != i
        each.append(values[stay & ~out].mean() - values[stay].mean())
    jackknife = math.sqrt(399 / 400 * np.sum((np.array(each) - np.mean(each)) ** 2))
    # the two linearise alike; they differ by terms of order 1/n
    assert omission_effect(values, out).standard_error == pytest.approx(jackknife, rel=0.01)


def test_the_interval_holds_its_level():
    # 2 % doubtful, all different from the rest: true difference 0.02 (0.7 - 0.1) on 1 and 0
    rng = np.random.default_rng(11)
    runs, held = 600, 0
    for _ in range(runs):
        out = rng.random(800) < 0.02
        values = (rng.random(800) < np.where(out, 0.1, 0.7)).astype(float)
        found = omission_effect(values, out)
        held += found.ci_low <= 0.012 <= found.ci_high
    # 0.95 less four standard errors of 600 runs
    assert held / runs > 0.95 - 4 * math.sqrt(0.95 * 0.05 / runs)


shares = st.lists(
    st.tuples(st.integers(-5, 10), st.booleans(), st.integers(1, 4)), min_size=1, max_size=40
)


@settings(max_examples=80, deadline=None)
@given(shares)
def test_the_difference_is_the_share_times_the_gap_and_counts_are_rows(rows):
    values, out, counts = (list(column) for column in zip(*rows, strict=True))
    found = omission_effect(values, out, counts=counts)
    long = omission_effect(np.repeat(values, counts), np.repeat(out, counts))
    for name in ("difference", "standard_error", "ci_low", "ci_high", "n_left_out"):
        assert getattr(found, name) == pytest.approx(getattr(long, name), nan_ok=True, abs=1e-9)
    if any(out) and not all(out):
        gap = found.mean_kept - found.mean_left_out
        assert found.mean_kept - found.mean_all == pytest.approx(
            found.share_left_out * gap, abs=1e-9
        )
        assert found.difference == pytest.approx(found.mean_kept - found.mean_all, abs=1e-9)


def test_clusters_of_one_change_nothing_and_equal_twins_widen_the_interval():
    values, out = WORKED
    alone = omission_effect(values, out, clusters=range(8))
    assert alone == omission_effect(values, out)
    twins = omission_effect(
        np.repeat(values, 2), np.repeat(out, 2), clusters=np.repeat(range(8), 2)
    )
    # every answer twice by the same person tells as much as once
    assert twins.standard_error == pytest.approx(alone.standard_error)
    assert (twins.ci_low, twins.ci_high) == pytest.approx((alone.ci_low, alone.ci_high))


def test_weights_that_are_whole_numbers_give_the_mean_of_so_many_rows():
    values, out = WORKED
    weights = [1, 2, 3, 1, 2, 1, 2, 1]
    weighted = omission_effect(values, out, weights=weights)
    rows = omission_effect(np.repeat(values, weights), np.repeat(out, weights))
    assert weighted.difference == pytest.approx(rows.difference)
    assert weighted.standard_error > rows.standard_error  # eight people, not thirteen


def test_nothing_left_out_is_no_difference_and_everything_leaves_no_score():
    nothing = omission_effect([1, 2, 3], [False] * 3)
    assert (nothing.difference, nothing.ci_low, nothing.ci_high) == (0, 0, 0)
    assert math.isnan(nothing.mean_left_out)
    everything = omission_effect([1, 2, 3], [True] * 3)
    assert math.isnan(everything.difference)
    assert math.isnan(everything.mean_kept)


def test_one_value_left_out_does_not_make_a_difference_clear():
    found = omission_effect([0.0] + [1.0] * 99, [True] + [False] * 99)
    assert found.ci_low < 0 < found.ci_high


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([1, 2], [True]), "equally long"),
        (([1, math.nan], [True, False]), "finite"),
        (([], []), "counts"),
    ],
)
def test_misuse_is_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        omission_effect(*arguments)


def test_wrong_counts_weights_and_levels_are_refused():
    with pytest.raises(ValueError, match="counts"):
        omission_effect([1, 2], [1, 0], counts=[-1, 2])
    with pytest.raises(ValueError, match="weights"):
        omission_effect([1, 2], [1, 0], weights=[0, 2])
    with pytest.raises(ValueError, match="confidence"):
        omission_effect([1, 2], [1, 0], confidence=95)
