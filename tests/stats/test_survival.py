import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.stats import kaplan_meier, quantile, restricted_mean, survival_at

# Freireich et al. (1963), remission weeks under 6-MP; estimates printed in Klein and
# Moeschberger (2003), table 4.1 (survival to three decimals, standard errors to four).
SIX_MP = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
SIX_MP_ENDED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
KLEIN_TABLE = [
    (6, 0.857, 0.0764),
    (7, 0.807, 0.0869),
    (10, 0.753, 0.0963),
    (13, 0.690, 0.1068),
    (16, 0.627, 0.1141),
    (22, 0.538, 0.1282),
    (23, 0.448, 0.1346),
]

waits = st.lists(
    st.tuples(st.integers(0, 12), st.booleans(), st.integers(1, 5)), min_size=1, max_size=30
)


@pytest.mark.parametrize(("week", "survival", "error"), KLEIN_TABLE)
def test_curve_matches_the_textbook_table(week, survival, error):
    curve = kaplan_meier(SIX_MP, SIX_MP_ENDED)
    place = int(np.flatnonzero(curve.time == week)[0])
    found = curve.survival[place]
    assert found == pytest.approx(survival, abs=5.1e-4)
    assert found * math.sqrt(curve.variance[place]) == pytest.approx(error, abs=5.1e-5)


def test_median_of_the_textbook_data_is_23_weeks_with_no_upper_limit():
    found = quantile(kaplan_meier(SIX_MP, SIX_MP_ENDED), 0.5)
    assert found.value == 23
    assert found.ci_low == 13
    assert math.isnan(found.ci_high)


def test_a_curve_worked_by_hand():
    # 1 ends, 2 is cut short, 3 ends, 4 ends: 3/4, then 3/4 · 1/2 = 3/8, then 0
    curve = kaplan_meier([1, 2, 3, 4], [1, 0, 1, 1])
    assert curve.time.tolist() == [1, 2, 3, 4]
    assert curve.at_risk.tolist() == [4, 3, 2, 1]
    assert curve.events.tolist() == [1, 0, 1, 1]
    assert curve.survival == pytest.approx([0.75, 0.75, 0.375, 0.0])
    # area: 1 · 1 + 2 · 0.75 + 1 · 0.375
    assert restricted_mean(curve, 4).value == pytest.approx(2.875)
    # up to 2.5: areas after the event at 1 are 1.5 · 0.75 = 1.125; 1.125² · 1 / (4 · 3)
    mean = restricted_mean(curve, 2.5)
    assert mean.value == pytest.approx(2.125)
    assert mean.value - mean.ci_low == pytest.approx(1.959964 * 1.125 / math.sqrt(12), abs=1e-6)
    assert mean.ci_high == 2.5  # nobody can have waited longer than the horizon


def test_limits_agree_with_scipy():
    from scipy.stats import CensoredData, ecdf

    times, ended = np.array(SIX_MP, dtype=float), np.array(SIX_MP_ENDED, dtype=bool)
    expected = ecdf(CensoredData(uncensored=times[ended], right=times[~ended])).sf
    limits = expected.confidence_interval(0.9, method="log-log")
    curve = kaplan_meier(times, ended, confidence=0.9)
    assert curve.survival == pytest.approx(expected.probabilities, abs=1e-12)
    seen = curve.variance > 0
    assert curve.ci_low[seen] == pytest.approx(limits.low.probabilities[seen], abs=1e-12)
    assert curve.ci_high[seen] == pytest.approx(limits.high.probabilities[seen], abs=1e-12)


def test_restricted_mean_and_error_match_the_textbook():
    # Klein and Moeschberger (2003), section 4.5: mean up to 35 weeks 23.29, error 2.83
    curve = kaplan_meier(SIX_MP, SIX_MP_ENDED)
    found = restricted_mean(curve, 35)
    assert found.value == pytest.approx(23.29, abs=5e-3)
    assert (found.value - found.ci_low) / 1.959964 == pytest.approx(2.83, abs=5e-3)


def test_without_censoring_the_curve_is_the_plain_share():
    curve = kaplan_meier([3, 1, 2, 2], [True] * 4)
    assert curve.survival == pytest.approx([0.75, 0.25, 0.0], abs=1e-15)
    assert restricted_mean(curve, 10).value == pytest.approx(2.0)


@given(waits)
def test_counts_and_rows_give_the_same_curve(data):
    times, ended, number = (list(part) for part in zip(*data, strict=True))
    counted = kaplan_meier(times, ended, counts=number)
    rows = kaplan_meier(np.repeat(times, number), np.repeat(ended, number))
    for name in ("time", "at_risk", "events", "survival", "ci_low", "ci_high", "variance"):
        np.testing.assert_array_equal(getattr(counted, name), getattr(rows, name))
    assert counted.n == rows.n == sum(number)


@given(waits)
def test_the_curve_falls_within_its_limits(data):
    times, ended, number = (list(part) for part in zip(*data, strict=True))
    curve = kaplan_meier(times, ended, counts=number)
    assert np.all(np.diff(curve.survival) <= 0)
    known = ~np.isnan(curve.ci_low)
    assert np.all(curve.ci_low[known] <= curve.survival[known])
    assert np.all(curve.survival[known] <= curve.ci_high[known])
    median = quantile(curve, 0.5)
    if not math.isnan(median.value):
        assert survival_at(curve, median.value).value <= 0.5 + 1e-9


def test_the_share_at_a_time_is_read_off_the_steps():
    curve = kaplan_meier([2, 4, 6], [1, 1, 0])
    assert survival_at(curve, 0).value == 1.0
    assert survival_at(curve, 3.9).value == pytest.approx(2 / 3)
    assert survival_at(curve, 6).value == pytest.approx(1 / 3)
    assert math.isnan(survival_at(curve, 6.1).value)


def test_after_everyone_has_ended_nobody_waits():
    curve = kaplan_meier([2, 4], [1, 1])
    assert survival_at(curve, 100).value == 0.0


def test_nothing_is_claimed_beyond_what_was_followed():
    curve = kaplan_meier([5, 8], [1, 0])
    assert math.isnan(restricted_mean(curve, 9).value)
    assert restricted_mean(curve, 8).value == pytest.approx(5 + 1.5)
    assert math.isnan(quantile(curve, 0.9).value)


def test_one_case_gives_a_curve_without_limits():
    curve = kaplan_meier([5], [True])
    assert curve.survival.tolist() == [0.0]
    assert math.isnan(curve.ci_low[0])
    assert quantile(curve, 0.5).value == 5


def test_all_cut_short_gives_a_flat_curve():
    curve = kaplan_meier([5, 7], [False, False])
    assert curve.survival.tolist() == [1.0, 1.0]
    assert math.isnan(quantile(curve, 0.5).value)
    assert restricted_mean(curve, 7).value == 7


@pytest.mark.parametrize(
    ("arguments", "counts", "message"),
    [
        (([], []), None, "at least one duration"),
        (([1, 2], [True]), None, "same length"),
        (([-1], [True]), None, "numbers of 0 or more"),
        (([math.nan], [True]), None, "numbers of 0 or more"),
        (([1], [True]), [1.5], "whole numbers"),
        (([1], [True]), [0], "at least one duration"),
    ],
)
def test_waits_that_cannot_be_are_refused(arguments, counts, message):
    with pytest.raises(ValueError, match=message):
        kaplan_meier(*arguments, counts=counts)


def test_questions_outside_their_range_are_refused():
    curve = kaplan_meier([1], [True])
    with pytest.raises(ValueError, match="time of 0 or more"):
        survival_at(curve, -1)
    with pytest.raises(ValueError, match=r"share must be in \(0, 1\)"):
        quantile(curve, 90)
    with pytest.raises(ValueError, match="horizon above 0"):
        restricted_mean(curve, 0)
