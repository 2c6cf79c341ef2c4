"""Customers without a contract: purchases, amounts, histories and forecasts."""

import math
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import hyp2f1

from cxkit.economics import (
    Histories,
    Projection,
    chance_alive,
    check_spend,
    customer_values,
    discounted_purchases,
    expected_purchases,
    expected_spend,
    fit_purchases,
    fit_spend,
    group_values,
    histories,
    purchase_log_likelihood,
    purchase_probability,
    purchase_summary,
    purchases_of_customer,
    total_interval,
    track_purchases,
)
from cxkit.economics.lifetime.futures import draw_futures

CDNOW = (0.2425982, 4.4136842, 0.7929899, 2.4261667)
SPEND = (6.25, 3.74, 15.44)
POSITIVE = st.floats(0.05, 20)


def buyers(n, span=39.0, parameters=CDNOW, seed=1):
    """Return histories of customers whose truth is known."""
    rng = np.random.default_rng(seed)
    r, alpha, a, b = parameters
    rate, stop = rng.gamma(r, 1 / alpha, n), rng.beta(a, b, n)
    T = span - 12 * rng.random(n)
    x, t_x = np.zeros(n), np.zeros(n)
    for place in range(n):
        times = np.sort(rng.random(rng.poisson(rate[place] * T[place]))) * T[place]
        times = times[: rng.geometric(max(stop[place], 1e-12))]
        x[place], t_x[place] = times.size, times[-1] if times.size else 0.0
    amounts = rng.gamma(np.maximum(SPEND[0] * x, 1e-9)) / rng.gamma(SPEND[1], 1 / SPEND[2], n)
    return x, t_x, T, np.where(x > 0, amounts / np.maximum(x, 1), 0.0)


@pytest.fixture(scope="module")
def known():
    return buyers(3_000)


# ------------------------------------------------------------------ purchases
def test_the_gradient_is_that_of_the_likelihood(known):
    data = histories(*known[:3])
    logs = np.log([0.3, 4.0, 0.9, 2.0])
    _, slope = purchase_log_likelihood(data, *np.exp(logs))
    for place, shift in enumerate(np.eye(4) * 1e-5):
        above = purchase_log_likelihood(data, *np.exp(logs + shift))[0]
        below = purchase_log_likelihood(data, *np.exp(logs - shift))[0]
        assert slope[place] == pytest.approx((above - below) / 2e-5, rel=1e-5, abs=1e-3)


def test_the_likelihood_is_equation_6_of_the_paper():
    """One customer with x = 2, t_x = 3, T = 10, by integrating over its rate and its chance."""
    r, alpha, a, b = 0.5, 3.0, 0.8, 2.5
    x, t_x, T = 2, 3.0, 10.0
    from scipy.stats import beta, gamma

    stayed = beta(a, b).expect(lambda p: (1 - p) ** x)
    stopped = beta(a, b).expect(lambda p: (1 - p) ** (x - 1) * p)

    def given_rate(rate):
        both = math.exp(-rate * T) * stayed + math.exp(-rate * t_x) * stopped
        return rate**x * both * gamma(r, scale=1 / alpha).pdf(rate)

    expected = quad(given_rate, 0, 20, limit=300)[0]
    found = purchase_log_likelihood(histories([x], [t_x], [T]), r, alpha, a, b)[0]
    assert math.exp(found) == pytest.approx(expected, rel=1e-5)


def test_the_fit_finds_the_truth_it_was_drawn_from():
    fit = fit_purchases(histories(*buyers(30_000, seed=5)[:3]))
    apart = np.log(fit.parameters) - np.log(CDNOW)
    assert fit.determined
    assert np.abs(apart / np.sqrt(np.diag(fit.covariance))).max() < 3.5


def test_the_fit_does_not_hang_on_the_unit_of_time_or_on_the_order(known):
    x, t_x, T, _ = known
    weeks = fit_purchases(histories(x, t_x, T))
    order = np.random.default_rng(2).permutation(x.size)
    days = fit_purchases(histories(x[order], 7 * t_x[order], 7 * T[order]))
    assert (days.r, days.a, days.b) == pytest.approx((weeks.r, weeks.a, weeks.b), rel=1e-5)
    assert days.alpha == pytest.approx(7 * weeks.alpha, rel=1e-5)
    shift = x.sum() * math.log(7)
    assert days.log_likelihood == pytest.approx(weeks.log_likelihood - shift, abs=1e-6)


def test_equal_histories_are_counted_once():
    data = histories([1, 0, 1, 1], [2.0, 0, 2.0, 3.0], [9.0, 9.0, 9.0, 9.0])
    assert data.customers.tolist() == [1, 2, 1]
    assert data.n == 4


@given(r=POSITIVE, alpha=POSITIVE, a=POSITIVE, b=POSITIVE, t=st.floats(0.1, 200))
def test_expected_purchases_are_the_closed_form_where_it_can_be_worked_out(r, alpha, a, b, t):
    z = t / (alpha + t)
    with np.errstate(all="ignore"):
        rest = (alpha / (alpha + t)) ** r * hyp2f1(r, b, a + b - 1, z)
    if abs(a - 1) < 0.1 or a + b < 1.2 or not 1e-3 < abs(1 - rest) < 1e3 or z > 0.95:
        return
    closed = (a + b - 1) / (a - 1) * (1 - rest)
    assert float(expected_purchases(r, alpha, a, b, t)) == pytest.approx(closed, rel=1e-6)


def test_expected_purchases_pass_through_the_hole_of_the_closed_form():
    around = expected_purchases(0.3, 4.0, np.array([1 - 1e-6, 1.0, 1 + 1e-6]), 2.4, 52.0)
    assert around[1] == pytest.approx((around[0] + around[2]) / 2, rel=1e-9)


def test_expected_purchases_are_the_mean_of_their_probabilities():
    counts = np.arange(3_000)
    chances = purchase_probability(CDNOW, counts, 52.0)
    assert chances.sum() == pytest.approx(1, abs=1e-9)
    assert counts @ chances == pytest.approx(float(expected_purchases(*CDNOW, 52.0)), rel=1e-6)


@pytest.mark.parametrize("x", [300, 2_000])
def test_many_purchases_do_not_overflow(x):
    found = purchases_of_customer(CDNOW, x, 38.9, 39.0, 52.0)
    assert 0 < found < 2 * x * 52 / 39
    assert 0 < chance_alive(CDNOW, x, 38.999, 39.0) <= 1
    assert chance_alive(CDNOW, x, 1.0, 39.0) == pytest.approx(0, abs=1e-50)


def test_customers_who_never_stop_buy_at_their_rate():
    """Without stopping the expectation is that of the NBD: (r + x) / (alpha + T) t."""
    found = purchases_of_customer((0.8, 10.0, 1e-7, 1.0), 3, 20.0, 30.0, 12.0)
    assert found == pytest.approx(3.8 / 40 * 12, rel=1e-5)


@given(x=st.integers(0, 40), last=st.floats(0.01, 1), ahead=st.floats(0.1, 100))
def test_expectations_rise_with_the_horizon_and_with_recency(x, last, ahead):
    t_x = 30.0 * last if x else 0.0
    near = purchases_of_customer(CDNOW, x, t_x, 30.0, ahead)
    assert 0 < near < purchases_of_customer(CDNOW, x, t_x, 30.0, 2 * ahead)
    assert near <= purchases_of_customer(CDNOW, x, 30.0 if x else 0.0, 30.0, ahead)


def test_discounting_is_the_sum_over_days(known):
    x, t_x, T, _ = (each[:400] for each in known)
    found = discounted_purchases(CDNOW, x, t_x, T, horizon=104, discount=0.002)
    days = np.arange(0, 104 + 1 / 7, 1 / 7)
    for place in (0, 7, int(x.argmax())):
        made = purchases_of_customer(CDNOW, x[place], t_x[place], T[place], days)
        middle = (days[1:] + days[:-1]) / 2
        assert found[place] == pytest.approx(np.diff(made) @ 1.002**-middle, rel=1e-4)
    undiscounted = discounted_purchases(CDNOW, x, t_x, T, horizon=104, discount=0.0)
    expected = purchases_of_customer(CDNOW, x, t_x, T, 104.0)
    np.testing.assert_allclose(undiscounted, expected, rtol=1e-6)


def test_drawn_futures_come_to_the_expectation():
    rng = np.random.default_rng(4)
    x, t_x, T = np.full(60_000, 3.0), np.full(60_000, 25.0), np.full(60_000, 30.0)
    amount = np.full(60_000, 20.0)
    pace = math.log(1.002)
    drawn = draw_futures(
        CDNOW, x, t_x, T, horizon=104.0, rng=rng, pace=pace, spend=SPEND, amount=amount
    )
    expected = purchases_of_customer(CDNOW, 3, 25.0, 30.0, 104.0)
    error = drawn.purchases.std() / math.sqrt(x.size)
    assert drawn.purchases.mean() == pytest.approx(expected, abs=4 * error)
    worth = discounted_purchases(CDNOW, x[:1], t_x[:1], T[:1], horizon=104, discount=0.002)[0]
    worth *= expected_spend(SPEND, 3, 20.0)
    assert drawn.value.mean() == pytest.approx(
        worth, abs=4 * drawn.value.std() / math.sqrt(x.size) + 0.01 * worth
    )


def test_nobody_stopping_differently_leaves_intervals_finite():
    """All stop with one chance: a and b run off together, and only their ratio is known."""
    rng = np.random.default_rng(8)
    n = 800
    rate, T = rng.gamma(0.6, 1 / 7, n), np.full(n, 50.0)
    x, t_x = np.zeros(n), np.zeros(n)
    for place in range(n):
        times = np.sort(rng.random(rng.poisson(rate[place] * 50)) * 50)[: rng.geometric(0.15)]
        x[place], t_x[place] = times.size, times[-1] if times.size else 0
    fit = fit_purchases(histories(x, t_x, T))
    assert np.isfinite(fit.covariance).all()
    low, high = total_interval(fit, x, t_x, T, 26.0, rng=rng)
    assert 0 < low < high < 3 * low


@pytest.mark.parametrize(
    ("x", "t_x", "T", "said"),
    [
        ([1.5], [1], [2], "whole numbers"),
        ([1], [3], [2], "later than T"),
        ([0], [1], [2], "must be 0 for customers"),
        ([1], [0], [2], "must be 0 for customers"),
        ([-1], [0], [2], "0 or more"),
        ([1], [1], [-2], "0 or more"),
        ([math.nan], [1], [2], "0 or more"),
        ([1, 2], [1], [2], "one length"),
        ([], [], [], "one length"),
        ([0], [0], [0], "nobody was followed"),
    ],
)
def test_histories_that_cannot_be_are_refused(x, t_x, T, said):
    with pytest.raises(ValueError, match=said):
        histories(x, t_x, T)


def test_a_fit_without_repeat_purchase_is_refused():
    with pytest.raises(ValueError, match="nobody bought again"):
        fit_purchases(histories([0, 0], [0, 0], [5, 6]))


def test_parameters_and_times_out_of_range_are_refused():
    with pytest.raises(ValueError, match="above 0"):
        expected_purchases(0.0, 1, 1, 1, 5)
    with pytest.raises(ValueError, match="0 or more"):
        expected_purchases(1, 1, 1, 1, -5)
    with pytest.raises(ValueError, match="whole numbers"):
        purchase_probability(CDNOW, 1.5, 3)
    with pytest.raises(ValueError, match="horizon"):
        discounted_purchases(CDNOW, [1], [1], [2], horizon=0, discount=0.1)
    with pytest.raises(ValueError, match="above 0"):
        purchase_log_likelihood(histories([1], [1], [2]), -1, 1, 1, 1)


# ---------------------------------------------------------------------- money
def test_the_spend_fit_finds_the_truth_it_was_drawn_from():
    x, _, _, amount = buyers(20_000, seed=6)
    fit = fit_spend(x[x > 0], amount[x > 0])
    apart = np.log(fit.parameters) - np.log(SPEND)
    assert np.abs(apart / np.sqrt(np.diag(fit.covariance))).max() < 3.5
    assert fit.mean == pytest.approx(SPEND[0] * SPEND[2] / (SPEND[1] - 1), rel=0.05)


def test_amounts_in_another_currency_scale_with_it(known):
    x, _, _, amount = known
    some = x > 0
    one, thousand = fit_spend(x[some], amount[some]), fit_spend(x[some], 1000 * amount[some])
    assert thousand.mean == pytest.approx(1000 * one.mean, rel=1e-6)
    assert thousand.q == pytest.approx(one.q, rel=1e-5)


@given(x=st.integers(1, 50), amount=st.floats(0.1, 1000))
def test_expected_amounts_lie_between_the_customers_and_all(x, amount):
    mean = SPEND[0] * SPEND[2] / (SPEND[1] - 1)
    found = expected_spend(SPEND, x, amount)
    assert min(mean, amount) - 1e-9 <= found <= max(mean, amount) + 1e-9


def test_an_infinite_mean_amount_is_refused():
    with pytest.raises(ValueError, match="infinite"):
        expected_spend((2.0, 0.9, 10.0), 0, 0.0)


@pytest.mark.parametrize(
    ("x", "amount", "said"),
    [
        ([1, 2], [3, 4], "three customers"),
        ([1, 0, 1], [3, 4, 5], "above 0"),
        ([1, 1, 1], [3, -4, 5], "above 0"),
        ([1, 1, 1], [3, math.nan, 5], "above 0"),
    ],
)
def test_amounts_that_cannot_be_fitted_are_refused(x, amount, said):
    with pytest.raises(ValueError, match=said):
        fit_spend(x, amount)


def test_frequency_and_amount_that_go_together_are_noticed():
    rng = np.random.default_rng(7)
    x = rng.poisson(3, 800) + 1.0
    noise = rng.gamma(4, 5, 800)
    assert not check_spend(x, noise).related
    assert check_spend(x, noise + 10 * x).related
    assert math.isnan(check_spend([1, 1, 1, 1], [2, 3, 4, 5]).correlation)


# ------------------------------------------------------------------ histories
def bought(*rows):
    frame = pd.DataFrame(rows, columns=["customer_id", "date", "amount"])
    return frame.assign(date=pd.to_datetime(frame["date"]))


def test_the_summary_of_a_history_worked_by_hand():
    rows = bought(
        ("b", "2025-01-10", 50.0),
        ("a", "2025-01-01", 10.0),
        ("a", "2025-01-15", 20.0),
        ("a", "2025-01-15", 4.0),  # the same day: one purchase of 24
        ("a", "2025-01-29", 30.0),
        ("a", "2025-01-20", -20.0),  # a refund
        ("a", "2025-03-01", 99.0),  # after the last day
        ("b", None, 5.0),
    )
    found = purchase_summary(rows, as_of=date(2025, 2, 5))
    a, b = (found.frame.set_index("customer_id").loc[each] for each in "ab")
    assert (a["x"], a["t_x"], a["T"], a["amount"]) == (2, 4, 5, 27)
    assert (b["x"], b["t_x"], b["T"]) == (0, 0, pytest.approx(26 / 7))
    assert math.isnan(b["amount"])
    assert (found.n_refunds, found.n_later, found.n_blank) == (1, 1, 1)
    days = purchase_summary(rows, as_of=date(2025, 2, 5), unit="day").frame
    assert days["T"].max() == 35


def test_the_summary_does_not_hang_on_identifiers():
    rows = bought(*[(f"c{i % 7}", f"2025-01-{1 + (i * i) % 28:02}", 5.0 + i) for i in range(40)])
    other = rows.assign(customer_id=rows["customer_id"].map(lambda each: f"z{9 - int(each[1])}"))
    one, two = (
        purchase_summary(each, as_of=date(2025, 2, 1)).frame.drop(columns="customer_id")
        for each in (rows, other)
    )
    pd.testing.assert_frame_equal(one, two)


def test_summaries_without_purchases_are_refused():
    rows = bought(("a", "2025-01-01", 10.0))
    with pytest.raises(ValueError, match="no purchase lies up to"):
        purchase_summary(rows, as_of=date(2024, 1, 1))
    with pytest.raises(ValueError, match="lack the columns amount"):
        purchase_summary(rows.drop(columns="amount"), as_of=date(2025, 1, 2))
    with pytest.raises(ValueError, match="unit must be"):
        purchase_summary(rows, as_of=date(2025, 1, 2), unit="year")


# --------------------------------------------------------------------- values
def test_group_means_are_those_of_their_customers(known):
    x, t_x, T, amount = (each[:500] for each in known)
    fit, some = fit_purchases(histories(x, t_x, T)), x > 0
    spend = fit_spend(x[some], amount[some])
    data = Histories(x=x, t_x=t_x, T=T, amount=amount)
    ahead = Projection(horizon=104.0, discount=0.002, share=0.3, confidence=0.95)
    groups = (np.arange(500) % 3 - 1).astype(np.int64)
    found = group_values(fit, spend, data, groups, ahead, rng=np.random.default_rng(1))
    bought_, value = customer_values(fit, spend, data, ahead)
    for place, mine in ((0, groups == 0), (1, groups == 1), (2, groups >= -1)):
        assert found[place].value == pytest.approx(value[mine].mean(), rel=1e-9)
        assert found[place].purchases == pytest.approx(bought_[mine].mean(), rel=1e-9)
        assert found[place].low < found[place].value < found[place].high
        assert found[place].p10 <= found[place].p50 <= found[place].p90
        assert found[place].n == mine.sum()
    whole = Projection(horizon=104.0, discount=0.002, share=0.6, confidence=0.95)
    assert customer_values(fit, spend, data, whole)[1] == pytest.approx(2 * value)


# ------------------------------------------------------------------- tracking
def diary(n, span, seed):
    """Return purchases of n customers with known truth, won in the first twelve weeks."""
    rng = np.random.default_rng(seed)
    r, alpha, a, b = CDNOW
    rows = []
    for who in range(n):
        first = int(rng.integers(0, 84))
        rate, stop = rng.gamma(r, 1 / alpha), max(rng.beta(a, b), 1e-12)
        times = np.sort(rng.random(rng.poisson(rate * span / 7)) * span)[: rng.geometric(stop)]
        days = [first, *(first + np.ceil(times).astype(int))]
        rows += [(f"c{who}", day, 10.0) for day in days if day < span]
    frame = pd.DataFrame(rows, columns=["customer_id", "day", "amount"])
    start = pd.Timestamp("2024-01-01")
    return frame.assign(date=start + pd.to_timedelta(frame["day"], unit="D"))


def test_a_forecast_of_customers_who_are_as_the_model_says_holds():
    rows = diary(1_500, 546, 11)
    found = track_purchases(
        rows, until=date(2024, 9, 29), end=date(2025, 6, 29), rng=np.random.default_rng(1)
    )
    assert found.holds
    assert abs(found.error) < 0.15
    assert found.actual[-1] == len(rows.drop_duplicates(["customer_id", "day"])) - found.n
    assert (np.diff(found.actual) >= 0).all()
    assert found.expected[0] == 0
    assert sum(row.n for row in found.by_frequency) == found.n
    assert sum(row.n * row.actual for row in found.by_frequency) == pytest.approx(found.total)
    assert sum(row.n * row.expected for row in found.by_frequency) == pytest.approx(found.predicted)


def test_a_forecast_that_a_campaign_upsets_does_not_hold():
    rows = diary(1_500, 546, 11)
    late = rows[rows["day"] < 200].drop_duplicates("customer_id").assign(day=400)
    late["date"] = pd.Timestamp("2024-01-01") + pd.to_timedelta(late["day"], unit="D")
    found = track_purchases(
        pd.concat([rows, late]),
        until=date(2024, 9, 29),
        end=date(2025, 6, 29),
        rng=np.random.default_rng(1),
    )
    assert not found.holds
    assert found.error < -0.3


def test_a_holdout_must_come_after_the_calibration():
    with pytest.raises(ValueError, match="after the calibration"):
        track_purchases(
            diary(5, 100, 1),
            until=date(2025, 1, 1),
            end=date(2024, 1, 1),
            rng=np.random.default_rng(1),
        )
