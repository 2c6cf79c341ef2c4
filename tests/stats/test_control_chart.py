import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.stats.control_chart import D2, c4, laney_p_prime, prime_chart, xmr
from cxkit.stats.false_alarms import TABLES, false_alarm_rate, signalling_charts
from cxkit.stats.moving_average import ewma
from cxkit.stats.signals import chart_signals, near_limit, outside_limits, runs, wide_ranges

# Viscosity of 15 batches: Montgomery (2009), Introduction to Statistical Quality Control; the
# values expected are printed by R's qcc (xbar.one), seven digits.
VISCOSITY = [33.75, 33.05, 34, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.2, 33.62, 33.0]
VISCOSITY += [33.54, 33.12, 33.84]

# NIST/SEMATECH e-Handbook of Statistical Methods, section 6.3.2.4
NIST = [52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5]
NIST += [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
NIST_EWMA = [50.60, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33]
NIST_EWMA += [50.11, 49.36, 49.52, 50.05, 49.38, 49.92, 50.73, 51.23, 51.94, 51.99]

# Patients seen within four hours and attendances in major accident and emergency departments of
# the NHS, 20 weeks: Mohammed, Panesar, Laney and Wilson (2013), BMJ Quality & Safety 22, 362-368.
WITHIN = [266501, 264225, 276532, 281461, 269071, 261215, 270409, 279778, 270483, 270320]
WITHIN += [267923, 271478, 255353, 256820, 261835, 259144, 255910, 260863, 264465, 260989]
ATTENDED = [280443, 276823, 291681, 296155, 282343, 275888, 283867, 295251, 284468, 282529]
ATTENDED += [279618, 283932, 266629, 268091, 276803, 271578, 266005, 273520, 278574, 273772]


# --------------------------------------------------------------------- limits
def test_limits_are_those_that_r_prints_for_viscosity():
    chart = xmr(VISCOSITY)
    found = chart.centre, chart.sigma[0], chart.lower[0], chart.upper[0]
    assert found == pytest.approx((33.52333, 0.4261651, 32.24484, 34.80183), abs=6e-6)


def test_limits_from_the_standard_deviation_are_those_that_r_prints():
    chart = xmr(VISCOSITY, spread="standard deviation")
    found = chart.sigma[0], chart.lower[0], chart.upper[0]
    assert found == pytest.approx((0.3415928, 32.49855, 34.54811), abs=6e-6)


def test_limits_worked_by_hand():
    # ranges 3 4 5 3 4 7 4 2 1, hence 33/9 = 3.667 and 33.6 ± 2.66 · 3.667
    chart = xmr([32, 35, 31, 36, 33, 34, 30, 37, 33, 35])
    assert chart.moving_ranges[1:].tolist() == [3, 4, 5, 3, 1, 4, 7, 4, 2]
    assert (chart.lower[0], chart.upper[0]) == pytest.approx((23.85, 43.35), abs=0.005)
    assert chart.range_limits[1:] == pytest.approx(np.full(9, 3.268 * 33 / 9))
    assert math.isnan(chart.moving_ranges[0])
    assert math.isnan(chart.range_limits[0])


def test_limits_from_the_median_range_use_its_constants_and_ignore_one_jump():
    calm = [10, 12, 10, 12, 10, 12, 10, 12, 10]
    jump = [10, 12, 10, 12, 90, 12, 10, 12, 10]
    chart = xmr(calm, spread="median moving range")
    assert chart.upper[0] - chart.centre == pytest.approx(3.145 * 2, abs=0.002)
    assert chart.range_limits[1] == pytest.approx(3.865 * 2)
    assert xmr(jump, spread="median moving range").sigma[0] == chart.sigma[0]
    assert xmr(jump).sigma[0] > 5 * chart.sigma[0]


def test_c4_has_its_published_values():
    # Montgomery (2009), appendix VI, four digits
    assert [c4(n) for n in (2, 5, 10, 25)] == pytest.approx(
        [0.7979, 0.9400, 0.9727, 0.9896], abs=5e-5
    )


def test_a_baseline_is_frozen_for_what_comes_after_it():
    values = [10, 12, 11, 13, 12, 11, 40, 41]
    for baseline in (6, slice(0, 6)):
        chart = xmr(values, baseline=baseline)
        alone = xmr(values[:6])
        assert (chart.centre, chart.sigma[7]) == (alone.centre, alone.sigma[0])
        assert chart.baseline.tolist() == [True] * 6 + [False] * 2
        assert [item.points for item in outside_limits(chart)] == [(6,), (7,)]


def test_a_gap_is_passed_over_and_not_zero():
    whole = xmr([10, 12, 11, 13, 12])
    chart = xmr([10, 12, math.nan, 11, 13, 12])
    assert (chart.centre, chart.sigma[0]) == (whole.centre, whole.sigma[0])
    assert np.isnan([chart.sigma[2], chart.lower[2], chart.moving_ranges[2]]).all()
    assert xmr([math.nan, 10, 12, 11, 13, 12], baseline=5).baseline.tolist() == [False] + [True] * 5


def test_limits_are_never_narrower_than_what_is_known_of_the_noise():
    values = [10.0, 10.1, 10.0, 10.1, 10.0, 10.1]
    assert xmr(values).sigma[0] < 0.1
    assert xmr(values, least_sigma=2.0).sigma.tolist() == [2.0] * 6
    assert xmr([5.0, 5.0, 5.0], least_sigma=1.0).upper[0] == 8.0
    assert prime_chart(values, [1.0] * 6, least_sigma_z=1.0).sigma.tolist() == [1.0] * 6


@given(
    st.lists(st.floats(-100, 100), min_size=4, max_size=30).filter(
        lambda values: np.abs(np.diff(values)).sum() > 1e-3
    ),
    st.floats(-50, 50),
    st.floats(0.1, 10),
)
def test_limits_move_and_stretch_with_the_series(values, shift, stretch):
    chart = xmr(values)
    moved = xmr([shift + stretch * value for value in values])
    assert moved.centre == pytest.approx(shift + stretch * chart.centre, abs=1e-6)
    assert moved.sigma == pytest.approx(stretch * chart.sigma)
    assert (chart.lower < chart.centre).all()
    assert (chart.centre < chart.upper).all()


# -------------------------------------------------------------- prime charts
def test_the_prime_chart_worked_by_hand():
    # p = 0.25, se = 0.0433; z = -1.1547, 1.1547, 0; mean range 1.7321; sigma_z 1.5355
    chart = laney_p_prime([20, 30, 25], [100, 100, 100])
    assert chart.sigma_z == pytest.approx(1.5355, abs=5e-5)
    assert chart.upper == pytest.approx(np.full(3, 0.25 + 0.19947), abs=5e-6)


def test_with_equal_errors_the_prime_chart_is_the_xmr_chart():
    one, other = xmr(VISCOSITY, baseline=10), prime_chart(VISCOSITY, [0.3] * 15, baseline=10)
    assert other.centre == pytest.approx(one.centre)
    for name in ("sigma", "lower", "upper", "moving_ranges", "range_limits"):
        assert getattr(other, name) == pytest.approx(getattr(one, name), nan_ok=True)


def test_a_common_factor_of_the_errors_changes_sigma_z_only():
    errors = np.linspace(0.2, 0.6, 15)
    one, other = prime_chart(VISCOSITY, errors), prime_chart(VISCOSITY, 10 * errors)
    assert other.lower == pytest.approx(one.lower)
    assert other.sigma_z == pytest.approx(one.sigma_z / 10)


def test_a_very_large_base_no_longer_makes_every_week_a_signal():
    # what the paper shows: most weeks lie outside a p chart, none outside a p-prime chart, whose
    # limits are close to those of the chart of individual values
    shares = np.divide(WITHIN, ATTENDED)
    overall = sum(WITHIN) / sum(ATTENDED)
    errors = np.sqrt(overall * (1 - overall) / np.array(ATTENDED))
    assert (np.abs(shares - overall) > 3 * errors).sum() > 10
    chart = laney_p_prime(WITHIN, ATTENDED)
    z = (shares - overall) / errors
    assert chart.sigma_z == pytest.approx(np.abs(np.diff(z)).mean() / 1.128)
    assert chart.sigma_z > 5
    assert outside_limits(chart) == ()
    individuals = xmr(shares)
    assert chart.lower == pytest.approx(individuals.lower, abs=0.0007)
    assert chart.upper == pytest.approx(individuals.upper, abs=0.0007)
    assert chart.lower[12] < chart.lower[3]  # wider where there are fewer attendances


def test_a_base_of_nought_is_a_gap():
    chart = laney_p_prime([20, 0, 30, 25], [100, 0, 100, 100])
    assert np.isnan(chart.values[1])
    assert chart.centre == 0.25


def test_a_jump_is_judged_by_the_precision_of_both_its_points():
    # 40 to 60 on errors of 3 is a jump; the same on errors of 12 is not
    values = [50.0, 50, 50, 50, 50, 50, 50, 50, 40, 60]
    sharp = prime_chart(values, [3.0] * 10, least_sigma_z=1.0)
    blunt = prime_chart(values, [3.0] * 8 + [12.0, 12.0], least_sigma_z=1.0)
    assert [(item.points, item.side) for item in wide_ranges(sharp)] == [((9,), 1)]
    assert wide_ranges(blunt) == ()


# ------------------------------------------------------------------- signals
def flat(values, sigma=1.0):
    """A chart of centre 0 and known sigma, frozen on a balanced start."""
    start = [sigma * D2 / 2, -sigma * D2 / 2]
    chart = xmr([*start, *values], baseline=2)
    assert chart.centre == 0
    assert chart.sigma[0] == pytest.approx(sigma)
    return chart


def test_one_point_outside_is_a_signal_and_one_on_the_limit_is_not():
    chart = xmr([1, -1, 1, -1, 0, 0])
    edge = chart.upper[0]
    later = xmr([1, -1, 1, -1, 0, 0, edge, edge + 0.01, -edge - 0.01], baseline=6)
    assert [(item.points, item.side) for item in outside_limits(later)] == [((7,), 1), ((8,), -1)]


@pytest.mark.parametrize(
    ("values", "points"),
    [
        ([1.6, 1.6, 0.1, 1.6], [(2, 3, 5)]),
        ([1.6, 1.6, 1.6], [(2, 3, 4)]),  # with the point before them they are three of four
        ([1.6, 1.6, 0.1, 0.1, 1.6], []),
        ([1.6, -1.6, 1.6, 1.6], [(2, 4, 5)]),
        ([1.4, 1.4, 1.4, 1.4], []),
        ([3.5, 1.6, 0.0, 1.6, 1.6, 1.6], [(2, 3, 5, 6, 7)]),
        ([-2.0, -2.0, -2.0, -2.0], [(2, 3, 4, 5)]),
    ],
)
def test_three_of_four_near_a_limit(values, points):
    assert [item.points for item in near_limit(flat(values))] == points


def test_three_points_alone_are_no_three_of_four():
    assert near_limit(xmr([9.0, 8.0, 9.0, 0.0, 1.0, 0.0], baseline=slice(3, 6))) != ()
    short = xmr([0.0, 0.1, 0.0], baseline=2)
    assert near_limit(xmr([*short.values[:2], 9.0], baseline=2)) == ()


def test_eight_on_one_side_are_a_run_and_seven_or_a_point_on_the_centre_are_none():
    assert [item.points for item in runs(flat([0.2] * 8))] == [tuple(range(2, 10))]
    assert [item.points for item in runs(flat([-0.2] * 11))] == [tuple(range(1, 13))]
    assert runs(flat([0.2] * 7)) == ()
    assert runs(flat([0.2] * 4 + [0.0] + [0.2] * 4)) == ()
    assert runs(flat([0.2] * 4 + [-0.1] + [0.2] * 4)) == ()


def test_a_gap_neither_breaks_a_run_nor_counts_in_it():
    found = runs(flat([0.2] * 4 + [math.nan] + [0.2] * 4))
    assert [item.points for item in found] == [(2, 3, 4, 5, 7, 8, 9, 10)]


def test_signals_stand_in_order_of_time_and_a_mirrored_series_has_them_mirrored():
    values = [0.2] * 8 + [-3.5, -1.6, 0.1, -1.6, 4.0]
    found = chart_signals(flat(values))
    assert [(item.rule, item.side) for item in found] == [
        ("run", 1),
        ("outside", -1),
        ("near", -1),
        ("outside", 1),
    ]
    chart = flat(values)
    mirrored = chart_signals(xmr(-chart.values, baseline=2))
    assert [(item.points, -item.side) for item in mirrored] == [
        (item.points, item.side) for item in found
    ]


def test_a_jump_is_reported_apart_with_its_direction():
    values = [10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 30, 11, 10, 11, 10]
    chart = xmr(values, baseline=10)
    assert [(item.rule, item.side, item.points) for item in wide_ranges(chart)] == [
        ("range", 1, (10,)),
        ("range", -1, (11,)),
    ]
    assert {item.rule for item in chart_signals(chart)} <= {"outside", "near", "run"}


# ----------------------------------------------------------------------- ewma
def test_the_moving_average_is_that_of_the_nist_handbook():
    found = ewma(NIST, lam=0.3, start=50, sigma=2.0539)
    assert found.values == pytest.approx(np.array(NIST_EWMA), abs=0.0051)
    assert found.lower_limit == pytest.approx(47.4115, abs=2e-4)
    assert found.upper_limit == pytest.approx(52.5884, abs=2e-4)
    assert found.upper[-1] == pytest.approx(found.upper_limit, abs=1e-4)
    assert found.upper[0] == pytest.approx(50 + 3 * 0.3 * 2.0539)  # sigma of the first is lam sigma


def test_a_weight_of_one_is_the_series_itself():
    found = ewma(NIST, lam=1, start=50, sigma=2, width=2)
    assert found.values.tolist() == NIST
    assert found.upper.tolist() == [54.0] * 20


# --------------------------------------------------------------- false alarms
CHARTS = 1500


def rate(length, baseline, least_sigma, seed):
    """Fresh simulation with the functions that a report calls, one chart after another."""
    rng = np.random.default_rng(seed)
    found = 0
    for values in rng.standard_normal((CHARTS, length)):
        chart = xmr(values, baseline=baseline, least_sigma=float(least_sigma))
        found += bool(chart_signals(chart))
    return found / CHARTS


@pytest.mark.parametrize(
    ("length", "baseline", "least_sigma"),
    [(12, None, False), (24, 12, False), (24, 12, True), (36, None, False)],
)
def test_the_table_of_false_alarms_is_what_a_fresh_simulation_gives(length, baseline, least_sigma):
    said = TABLES[baseline, least_sigma][length]
    assert false_alarm_rate(length, baseline=baseline, least_sigma=least_sigma) == said
    error = math.sqrt(said * (1 - said) / CHARTS)
    assert rate(length, baseline, least_sigma, seed=7) == pytest.approx(said, abs=4 * error)


def test_many_series_at_once_are_judged_as_each_by_itself():
    rng = np.random.default_rng(3)
    series = rng.standard_normal((300, 20)).cumsum(axis=1) * 0.3 + rng.standard_normal((300, 20))
    for baseline, least in ((None, 0.0), (12, 0.8)):
        at_once = signalling_charts(series, baseline=baseline, least_sigma=least)
        alone = [
            bool(chart_signals(xmr(values, baseline=baseline, least_sigma=least)))
            for values in series
        ]
        assert at_once.tolist() == alone
        assert 0 < at_once.sum() < 300


def test_false_alarms_grow_with_the_length_and_with_the_rules():
    rates = [false_alarm_rate(length) for length in range(8, 61)]
    assert rates == sorted(rates)
    assert false_alarm_rate(11) == pytest.approx((0.0274 + 0.0368) / 2)
    one = false_alarm_rate(24, rules=("outside",))
    assert one < false_alarm_rate(24, rules=("outside", "run")) < false_alarm_rate(24)


def test_what_the_table_does_not_hold_is_simulated_the_same_each_time():
    found = false_alarm_rate(20, baseline=10)
    assert false_alarm_rate(20, baseline=10) == found
    assert found == pytest.approx(
        np.interp(20, [18, 21], [0.19, 0.24]), abs=0.06
    )  # somewhat above a baseline of 12
    assert false_alarm_rate(70) > false_alarm_rate(60)
    assert false_alarm_rate(12, baseline=12) == false_alarm_rate(12)


# --------------------------------------------------------------------- misuse
@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: xmr([]), "at least two known points"),
        (lambda: xmr([1.0]), "at least two known points"),
        (lambda: xmr([math.nan] * 9), "at least two known points"),
        (lambda: xmr([3.0, 3.0, 3.0]), "no spread"),
        (lambda: xmr([1.0, math.inf]), "no infinities"),
        (lambda: xmr([[1.0, 2.0]]), "one dimension"),
        (lambda: xmr([1, 2, 3], baseline=4), "but 3 are known"),
        (lambda: xmr([1, 2, 3], baseline=1), "at least two known points"),
        (lambda: xmr([1, 2, 3], spread="range"), "spread must be one of"),
        (lambda: xmr([1, 2, 3], least_sigma=-1), "least_sigma"),
        (lambda: prime_chart([1, 2], [1]), "one standard error a value"),
        (lambda: prime_chart([1, 2], [1, 0]), "must be above 0"),
        (lambda: prime_chart([1, 2], [1, math.nan]), "must be above 0"),
        (lambda: prime_chart([1, 2], [1, 1], least_sigma_z=-1), "least_sigma_z"),
        (lambda: laney_p_prime([1, 2], [10]), "one base a count"),
        (lambda: laney_p_prime([11, 2], [10, 10]), "from 0 to their base"),
        (lambda: laney_p_prime([0, 0], [10, 10]), "no spread"),
        (lambda: ewma([1, 2], lam=0, start=0, sigma=1), "lam must be"),
        (lambda: ewma([1, 2], lam=0.2, start=0, sigma=0), "above 0"),
        (lambda: ewma([1, math.nan], lam=0.2, start=0, sigma=1), "all of them known"),
        (lambda: ewma([], lam=0.2, start=0, sigma=1), "at least one value"),
        (lambda: false_alarm_rate(7), "at least 8 points"),
        (lambda: false_alarm_rate(12, baseline=13), "2 to 12 points"),
        (lambda: false_alarm_rate(12, rules=()), "rules must be"),
    ],
)
def test_misuse_is_refused_in_words(call, message):
    with pytest.raises(ValueError, match=message):
        call()
