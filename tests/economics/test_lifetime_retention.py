"""Retention that differs between customers: fit, projection, lifetimes and their intervals."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import betaln, hyp2f1

from cxkit.economics import (
    curve_share,
    discount_of_period,
    expected_lifetime,
    fit_curve,
    fit_retention,
    lifetime_value,
    profile_interval,
    renewals_of_cohorts,
    renewals_of_customers,
    residual_lifetime,
    retention_rates,
    survival,
)

HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491]
REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241]
ALPHA, BETA = st.floats(0.1, 20), st.floats(0.1, 20)


def both(alpha, beta):
    return alpha / (alpha + beta), 1 / (alpha + beta)


def test_fader_and_hardies_high_end_segment():
    """Fader and Hardie (2007): 0.668, 3.806, log-likelihood -1611.2."""
    fit = fit_retention(renewals_of_cohorts([HIGH_END]))
    assert (fit.alpha, fit.beta) == pytest.approx((0.668, 3.806), abs=6e-4)
    assert fit.log_likelihood == pytest.approx(-1611.16, abs=0.005)
    assert fit.periods == 7


def test_the_likelihood_is_that_of_the_paper_written_out():
    fit = fit_retention(renewals_of_cohorts([REGULAR]))
    alive, t = np.array(REGULAR, dtype=float), np.arange(1, 8)
    left = betaln(fit.alpha + 1, fit.beta + t - 1) - betaln(fit.alpha, fit.beta)
    stayed = betaln(fit.alpha, fit.beta + 7) - betaln(fit.alpha, fit.beta)
    expected = -np.diff(alive) @ left + alive[-1] * stayed
    assert fit.log_likelihood == pytest.approx(expected, abs=1e-8)


def test_no_parameters_nearby_are_likelier():
    from cxkit.economics.lifetime.retention import _likelihood

    fit = fit_retention(renewals_of_cohorts([REGULAR]))
    counts = fit.renewals.at_risk, fit.renewals.lost
    _, d_mean, d_spread = _likelihood(*counts, fit.mean_churn, fit.spread)
    assert (d_mean, d_spread) == pytest.approx((0, 0), abs=1e-5)


@given(alpha=ALPHA, beta=BETA)
def test_survival_is_the_closed_form(alpha, beta):
    t = np.arange(13)
    closed = np.exp(betaln(alpha, beta + t) - betaln(alpha, beta))
    np.testing.assert_allclose(survival(*both(alpha, beta), 12)[0], closed, rtol=1e-9)


@given(alpha=ALPHA, beta=BETA, discount=st.floats(0.01, 0.9), stayed=st.integers(0, 30))
def test_lifetime_is_the_closed_form(alpha, beta, discount, stayed):
    b = beta + stayed
    closed = hyp2f1(1, b, alpha + b, 1 / (1 + discount))
    found = expected_lifetime(*both(alpha, beta), discount, stayed=stayed)
    assert found[0] == pytest.approx(closed, rel=1e-7)


def test_residual_lifetime_is_equation_6_of_fader_and_hardie():
    fit = fit_retention(renewals_of_cohorts([HIGH_END]))
    a, b = fit.alpha, fit.beta
    expected = (b + 2) / (a + b + 2) * hyp2f1(1, b + 3, a + b + 3, 1 / 1.1)
    assert residual_lifetime(fit, 0.1, period=3) == pytest.approx(expected, rel=1e-9)


def test_without_discount_a_lifetime_ends_only_where_its_mean_does():
    assert expected_lifetime(*both(3.0, 4.0), 0.0)[0] == pytest.approx((3 + 4 - 1) / (3 - 1))
    assert expected_lifetime(*both(0.7, 1.2), 0.0)[0] == math.inf
    assert expected_lifetime(*both(0.7, 1.2), 0.0, horizon=3)[0] == pytest.approx(
        survival(*both(0.7, 1.2), 2).sum()
    )


def test_customers_alike_give_the_constant_rate_and_its_value():
    """Half of who is left leaves each period, to the customer: the model is geometric."""
    fit = fit_retention(renewals_of_cohorts([[1024, 512, 256, 128, 64, 32]]))
    assert (fit.alpha, fit.beta, fit.spread) == (math.inf, math.inf, 0)
    assert fit.mean_churn == pytest.approx(0.5, abs=1e-9)
    endless = expected_lifetime(fit.mean_churn, 0.0, 0.1)[0] - 1
    assert 100 * endless == pytest.approx(lifetime_value(100, 0.5, 0.1), rel=1e-9)


def test_rising_churn_is_answered_with_a_constant_rate_not_a_negative_spread():
    fit = fit_retention(renewals_of_cohorts([[1000, 950, 850, 700, 500]]))
    assert fit.spread == 0


@given(st.lists(st.integers(1, 400), min_size=4, max_size=9).map(lambda v: sorted(v)[::-1]))
def test_cutting_a_cohort_at_any_age_and_adding_the_rest_as_seen_later_changes_nothing(alive):
    whole = renewals_of_cohorts([alive])
    cut = len(alive) // 2
    parts = renewals_of_cohorts([alive[: cut + 1], alive[cut:]], first=[0, cut])
    np.testing.assert_array_equal(whole.at_risk, parts.at_risk)
    np.testing.assert_array_equal(whole.lost, parts.lost)


def test_customers_one_by_one_are_the_cohort_added_up():
    stayed = [1, 1, 2, 3, 3, 3]
    left = [True, True, True, False, False, False]
    found = renewals_of_customers(stayed, left)
    cohort = renewals_of_cohorts([[6, 4, 3, 3]])
    np.testing.assert_array_equal(found.at_risk, cohort.at_risk)
    np.testing.assert_array_equal(found.lost, cohort.lost)


def test_parts_of_periods_tell_nothing_whole():
    """Seen from 1.4 to 4.6: periods 3 and 4 were seen whole; leaving counts in its period."""
    kept = renewals_of_customers([4.6], [False], seen_from=[1.4])
    assert kept.at_risk.tolist() == [0, 0, 1, 1]
    gone = renewals_of_customers([4.6], [True], seen_from=[1.4])
    assert gone.at_risk.tolist() == [0, 0, 1, 1, 1]
    assert gone.lost.tolist() == [0, 0, 0, 0, 1]
    assert renewals_of_customers([1.9], [False], seen_from=[1.4]).n == 0


def test_left_truncation_taken_into_account_finds_the_truth_and_ignored_misses_it():
    rng = np.random.default_rng(3)
    n, alpha, beta = 200_000, 0.7, 4.0
    stay = np.ceil(np.log(rng.random(n)) / np.log1p(-rng.beta(alpha, beta, n)))
    age = rng.integers(4, 12, n)
    start = np.maximum(age - 4, 0)
    seen = stay > start
    time, left = np.minimum(stay, age)[seen], (stay <= age)[seen]
    right = fit_retention(renewals_of_customers(time, left, seen_from=start[seen]))
    assert right.mean_churn == pytest.approx(alpha / (alpha + beta), abs=0.004)
    wrong = fit_retention(renewals_of_customers(time, left))
    assert wrong.mean_churn < 0.1


def test_intervals_hold_the_estimate_and_narrow_with_customers():
    def lifetime(mean, spread):
        return expected_lifetime(mean, spread, 0.1)

    width = {}
    for scale in (1, 100):
        fit = fit_retention(renewals_of_cohorts([[scale * each for each in HIGH_END]]))
        low, high = profile_interval(fit, lifetime)
        centre = lifetime(fit.mean_churn, fit.spread)[0]
        assert low < centre < high
        width[scale] = high - low
    assert width[1] / width[100] == pytest.approx(10, rel=0.05)


def test_the_interval_of_a_constant_rate_is_that_of_a_share():
    """On the edge of no spread the mean has the likelihood interval of a share, or more."""
    fit = fit_retention(renewals_of_cohorts([[1024, 512, 256, 128, 64, 32]]))
    low, high = profile_interval(fit, lambda mean, spread: mean)
    half = 1.96 * math.sqrt(0.25 / 1984)
    assert low == pytest.approx(0.5 - half, abs=0.002)
    assert high > 0.5 + half


def test_intervals_of_many_things_at_once_are_those_of_each():
    fit = fit_retention(renewals_of_cohorts([REGULAR]))
    low, high = profile_interval(fit, lambda m, s: survival(m, s, 5), confidence=0.9)
    one = profile_interval(fit, lambda m, s: survival(m, s, 5)[:, 3], confidence=0.9)
    assert (low[3], high[3]) == (one[0], one[1])
    assert low[0] == high[0] == 1


def test_retention_rises_with_the_time_stayed():
    fit = fit_retention(renewals_of_cohorts([REGULAR]))
    rates = retention_rates(fit, 10)
    assert (np.diff(rates) > 0).all()
    t = np.arange(1, 11)
    expected = (fit.beta + t - 1) / (fit.alpha + fit.beta + t - 1)
    np.testing.assert_allclose(rates, expected, rtol=1e-12)


@pytest.mark.parametrize(
    ("cohorts", "said"),
    [
        ([[100, 100, 100]], "nobody left"),
        ([[100, 40]], "two periods"),
        ([[100, 60, 60, 60]], "after the first period"),
        ([[100, 0, 0]], "two periods"),
        ([[100, 110, 90]], "cannot rise"),
        ([[100, -1, -2]], "must be numbers"),
        ([[0, 0, 0]], "first above 0"),
        ([[100, math.nan, 3]], "must be numbers"),
        ([[100]], "two periods or more"),
        ([], "at least one cohort"),
    ],
)
def test_cohorts_without_an_answer_say_why(cohorts, said):
    with pytest.raises(ValueError, match=said):
        fit_retention(renewals_of_cohorts(cohorts))


def test_a_cohort_that_left_to_the_last_is_still_fitted():
    fit = fit_retention(renewals_of_cohorts([[100, 50, 20, 0]]))
    assert 0 < fit.mean_churn < 1


def test_bad_customers_and_starts_are_refused():
    with pytest.raises(ValueError, match="0 or more"):
        renewals_of_customers([-1.0], [True])
    with pytest.raises(ValueError, match="one length"):
        renewals_of_customers([1.0, 2.0], [True])
    with pytest.raises(ValueError, match="starts"):
        renewals_of_cohorts([[3, 2]], first=[1, 2])
    with pytest.raises(ValueError, match="stayed before"):
        renewals_of_cohorts([[3, 2]], first=[-1])


@pytest.mark.parametrize("rate", [12, -0.1, math.nan])
def test_a_discount_rate_in_percent_is_refused_everywhere(rate):
    for call in (
        lambda: expected_lifetime(0.2, 0.1, rate),
        lambda: lifetime_value(100, 0.8, rate),
        lambda: discount_of_period(rate, 12),
    ):
        with pytest.raises(ValueError, match="discount rate"):
            call()


def test_rates_of_periods_come_to_the_year():
    assert (1 + discount_of_period(0.12, 12)) ** 12 == pytest.approx(1.12)
    assert discount_of_period(0.0, 52) == 0
    with pytest.raises(ValueError, match="periods"):
        discount_of_period(0.1, 0)


def test_curves_fit_the_past_and_fail_the_future():
    """Year 12 of the high end segment: 394 of 1,000 were still there."""
    shares = {name: float(curve_share(fit_curve(HIGH_END, name), 12)) for name in _CURVES}
    assert shares["linear"] < 0.1
    assert shares["quadratic"] > 0.7
    assert fit_curve(HIGH_END, "quadratic").r_squared > 0.99
    fit = fit_retention(renewals_of_cohorts([HIGH_END]))
    assert survival(fit.mean_churn, fit.spread, 12)[0, 12] == pytest.approx(0.394, abs=0.02)


_CURVES = ("linear", "quadratic", "exponential")


def test_curves_refuse_what_they_cannot_fit():
    with pytest.raises(ValueError, match="four periods"):
        fit_curve([10, 5, 2], "linear")
    with pytest.raises(ValueError, match="above 0"):
        fit_curve([10, 5, 2, 0], "exponential")
    with pytest.raises(ValueError, match="one of"):
        fit_curve(HIGH_END, "cubic")
