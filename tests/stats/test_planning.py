import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.stats import detectable_difference, n_for_difference, n_for_margin


@pytest.mark.parametrize(("points", "n"), [(10, 958), (5, 3831), (15, 426)])
def test_answers_needed_for_an_nps_difference_match_independent_values(points, n):
    assert n_for_difference(0.61, points / 100) == n


@pytest.mark.parametrize(
    ("variance", "points", "n"), [(0.61, 5, 938), (0.61, 10, 235), (1, 5, 1537), (1, 10, 385)]
)
def test_answers_needed_for_an_nps_margin_match_independent_values(variance, points, n):
    assert n_for_margin(variance, points / 100) == n


def test_answers_needed_for_a_share_margin_match_the_textbook():
    # Cochran (1977), Sampling Techniques: half-width 0.05 at a share of one half needs 385
    assert n_for_margin(0.25, 0.05) == 385


@given(variance=st.floats(0.01, 1), difference=st.floats(0.01, 1))
def test_with_the_answers_planned_for_the_difference_is_detectable(variance, difference):
    n = n_for_difference(variance, difference)
    assert detectable_difference(variance, n, variance, n) <= difference * (1 + 1e-12)
    if n > 1:
        assert detectable_difference(variance, n - 1, variance, n - 1) > difference


def test_detectable_difference_by_hand():
    # (1.95996 + 0.84162) · sqrt(0.61/100 + 0.59504/220) = 2.80158 · 0.0938300
    found = detectable_difference(0.61, 100, 0.59504, 220)
    assert found == pytest.approx(2.80158 * math.sqrt(0.0061 + 0.59504 / 220), abs=1e-5)


@pytest.mark.parametrize("bad", [(-1, 5), (1, 0), (math.nan, 5)])
def test_numbers_that_cannot_be_are_refused(bad):
    for function in (n_for_difference, n_for_margin):
        with pytest.raises(ValueError, match="need a"):
            function(*bad)
    with pytest.raises(ValueError, match="need a"):
        detectable_difference(*bad, 1, 10)
