import numpy as np
import pandas as pd
import pytest

from cxkit.stats import kaplan_meier, log_rank, quantile


def test_the_median_is_where_the_curve_reaches_one_half_exactly():
    # 3/4, then 3/4 · 2/3 = 1/2 at time 2
    curve = kaplan_meier([1, 2, 3, 4], [True] * 4)
    assert list(curve.survival[:2]) == [0.75, 0.5]
    assert quantile(curve, 0.5).value == 2.0


def test_rounding_does_not_move_a_quantile_to_the_next_event():
    # of ten events nine have happened at time 9, so that one in ten is left then
    curve = kaplan_meier(list(range(1, 11)), [True] * 10)
    assert quantile(curve, 0.9).value == 9.0


@pytest.mark.parametrize(
    "observed", [[np.nan, 1, 1], [1, 2, 2], [None, True, False], ["yes", 1, 0]]
)
def test_what_is_neither_true_nor_false_is_no_event(observed):
    with pytest.raises(ValueError, match="true or false, 1 or 0"):
        kaplan_meier([1, 2, 3], observed)
    with pytest.raises(ValueError, match="true or false, 1 or 0"):
        log_rank([1, 2, 3], observed, ["a", "b", "b"])


def test_ones_and_zeros_are_true_and_false():
    for observed in ([1, 0, 1], [1.0, 0.0, 1.0], pd.array([True, False, True], dtype="boolean")):
        assert list(kaplan_meier([1, 2, 3], observed).events) == [1, 0, 1]


@pytest.mark.parametrize("blank", [None, np.nan, pd.NA])
def test_a_blank_group_is_not_a_group(blank):
    with pytest.raises(ValueError, match="group is blank"):
        log_rank([1, 2, 3], [True] * 3, ["a", "b", blank])
