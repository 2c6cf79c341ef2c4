import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.stats import detectable_difference, n_for_difference, n_for_margin
from cxkit.stats.planning import finite_population_correction, invitations


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


# Krejcie and Morgan (1970), table 1: 95%, half-width 0.05, share one half. They round to the
# nearest answer, the kit up.
@pytest.mark.parametrize(
    ("population", "n"), [(10, 10), (100, 80), (1000, 278), (2800, 338), (10000, 370)]
)
def test_a_small_population_needs_fewer_answers(population, n):
    assert n_for_margin(0.25, 0.05, population=population) == n


def test_clustered_answers_need_more_of_them():
    assert n_for_margin(0.25, 0.05, design_effect=2) == 769  # 384.146 · 2
    assert n_for_difference(0.61, 0.10, design_effect=1.5) == 1437  # 957.6 · 1.5
    doubled = detectable_difference(0.61, 100, 0.61, 100, design_effect=4)
    assert doubled == pytest.approx(2 * detectable_difference(0.61, 100, 0.61, 100))


@given(variance=st.floats(0.01, 1), margin=st.floats(0.005, 0.5), population=st.integers(1, 10**6))
def test_never_more_answers_than_there_are_customers(variance, margin, population):
    n = n_for_margin(variance, margin, population=population)
    assert 1 <= n <= population
    assert n <= n_for_margin(variance, margin)


def test_a_difference_in_a_small_population_needs_fewer_too():
    # 957.6 / (1 + 956.6 / 2000) = 647.8
    assert n_for_difference(0.61, 0.10, population=2000) == 648


@pytest.mark.parametrize(("rate", "sent"), [(1, 385), (0.2, 1925), (0.15, 2567)])
def test_invitations_follow_from_the_response_rate(rate, sent):
    assert invitations(385, rate) == sent


def test_the_finite_population_correction_by_hand():
    assert finite_population_correction(100, 250) == pytest.approx(math.sqrt(150 / 249))
    assert finite_population_correction(250, 250) == 0
    assert finite_population_correction(1, 250) == 1


@pytest.mark.parametrize("bad", [(1, 0), (1, 1.2), (0, 0.5), (math.inf, 0.5)])
def test_invitations_of_nothing_are_refused(bad):
    with pytest.raises(ValueError, match=r"response_rate|above 0"):
        invitations(*bad)


def test_populations_and_design_effects_out_of_range_are_refused():
    for wrong in ({"population": 0}, {"population": math.nan}, {"design_effect": 0}):
        with pytest.raises(ValueError, match=r"must be 1 or more|other than 0|variance of 0"):
            n_for_margin(0.25, 0.05, **wrong)
    with pytest.raises(ValueError, match="population > 1"):
        finite_population_correction(3, 2)
