"""Declared conventions, futures of a plan, what to know, what to choose."""

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from cxkit.economics import irr, npv, value_of_knowing, value_of_perfect_information
from cxkit.economics.cases.chances import chances_of
from cxkit.economics.cases.conventions import Conventions, conventions_of
from cxkit.economics.cases.expected import expected_values
from cxkit.economics.cases.futures import returns
from cxkit.economics.cases.initiatives import business_cases
from cxkit.economics.cases.projects import Assumptions, projects_of
from cxkit.economics.cases.ranges import drawn, range_mean
from cxkit.economics.cases.schedule import delay_months, paid_back, schedule_of
from cxkit.economics.cases.simulation import simulate
from cxkit.economics.cases.tornado import tornado
from cxkit.engagement.judgements import Economics, ExchangeRate
from cxkit.errors import EngagementError
from tests.economics.made_economics import churn_kpi, initiative

PLAIN = Conventions(discount=0.1, years=5)


def projects(*initiatives, kpis=(), conventions=PLAIN, assumptions=None):
    return projects_of(
        initiatives, kpis, conventions=conventions, assumptions=assumptions or Assumptions()
    )


def value(conventions=PLAIN, **more):
    (case,) = business_cases(
        [initiative(**more)], (), conventions=conventions, margin=math.nan, population=math.nan,
        churn=math.nan,
    ).cases  # fmt: skip
    return case.npv[1]


# ---------------------------------------------------------------- conventions
def test_nominal_with_a_nominal_rate_is_worth_what_real_with_a_real_rate_is():
    nominal = Conventions(discount=1.08 * 1.03 - 1, years=7, prices="nominal", inflation=0.03)
    real = Conventions(discount=0.08, years=7, prices="real", inflation=0.03)
    more = {"running_cost": 7.0, "ramp_months": 8, "delay_months": 5}
    assert value(nominal, **more) == pytest.approx(value(real, **more))
    slow = [replace(each, tax=0.3, depreciation=4) for each in (nominal, real)]
    assert value(slow[0], **more) == pytest.approx(value(slow[1], **more))


def test_a_delay_of_a_year_is_a_row_of_zeros():
    flows = [-100, 0, 100, 100, 100, 100]
    assert value(delay_months=12) == pytest.approx(npv(flows, rate=0.1))
    case = business_cases(
        [initiative(delay_months=12)], (), conventions=PLAIN, margin=math.nan,
        population=math.nan, churn=math.nan,
    ).cases[0]  # fmt: skip
    assert case.payback_months == pytest.approx(24)


def test_half_a_year_of_ramp_loses_a_quarter_of_the_first_year():
    """From nothing to the whole over six months is half of them: 100 - 25."""
    assert value(ramp_months=6) == pytest.approx(npv([-100, 75, *[100] * 4], rate=0.1))


def test_money_that_comes_once_is_lost_elsewhere_or_is_paid_every_year():
    assert value(benefit_type="one_off", delay_months=14) == pytest.approx(
        npv([-100, 0, 100, 0, 0, 0], rate=0.1)
    )
    assert value(cannibalisation=0.2, running_cost=10) == pytest.approx(
        npv([-100, *[70] * 5], rate=0.1)
    )


def test_tax_takes_its_share_and_a_slow_deduction_costs_more():
    taxed = replace(PLAIN, tax=0.3)
    assert value(taxed) == pytest.approx(0.7 * value())
    # 100 paid now, 30 of tax saved in two halves at the ends of the first two years
    slow = replace(taxed, depreciation=2)
    assert value(slow) == pytest.approx(npv([-100, 85, 85, 70, 70, 70], rate=0.1))


def test_without_a_delay_of_its_own_it_begins_at_its_end():
    one = initiative(end=date(2027, 7, 1), start=date(2026, 1, 1))
    assert delay_months(one, date(2026, 7, 1)) == pytest.approx(12, abs=0.02)
    assert delay_months(one, date(2028, 1, 1)) == 0
    assert delay_months(one, None) == 0
    assert delay_months(initiative(delay_months=3), date(2026, 7, 1)) == 3


def test_what_begins_after_the_horizon_is_pointed_out():
    late = initiative(delay_months=61)
    found = business_cases(
        [late], (), conventions=PLAIN, margin=math.nan, population=math.nan, churn=math.nan
    ).cases[0]
    assert found.doubts == ("after horizon",)
    assert found.npv[1] == -100


def test_another_currency_needs_its_rate():
    with pytest.raises(EngagementError, match=r"initiatives\.csv.*exchange rate"):
        value(replace(PLAIN, currency="PEN"), currency="USD")
    usd = ExchangeRate(currency="USD", rate=3.75, date=date(2026, 6, 30))
    known = replace(PLAIN, currency="PEN", exchange={"USD": usd})
    assert value(known, currency="USD") == pytest.approx(3.75 * value())


@pytest.mark.parametrize("bad", [{"discount": 12}, {"discount": -0.1}, {"years": 0}, {"tax": 1}])
def test_conventions_that_cannot_be_are_refused(bad):
    with pytest.raises(ValueError, match=r"rate|year|tax"):
        replace(PLAIN, **bad)


def test_a_rate_of_nothing_is_a_rate():
    assert value(replace(PLAIN, discount=0)) == 400
    agreed = Economics.model_validate({"discount_rate": 0, "horizon_years": 3})
    assert conventions_of(agreed, currency="EUR", as_of=None).discount == 0


# -------------------------------------------------------------------- futures
UNEVEN = (5.0, 10.0, 40.0)


def test_a_declared_range_keeps_its_quantiles_and_its_mean():
    for spread, expected in (("p10_p90", UNEVEN), ("min_max", None)):
        values = drawn(UNEVEN, 200_000, np.random.default_rng(1), spread=spread)
        if expected:
            assert np.quantile(values, (0.1, 0.5, 0.9)) == pytest.approx(expected, rel=0.02)
        else:
            assert UNEVEN[0] <= values.min() <= values.max() <= UNEVEN[2]
        error = values.std() / math.sqrt(len(values))
        assert values.mean() == pytest.approx(range_mean(UNEVEN, spread=spread), abs=4 * error)
    assert set(drawn((3, 3, 3), 5, np.random.default_rng(1), spread="p10_p90")) == {3}


def test_a_range_upside_down_is_refused():
    with pytest.raises(ValueError, match="rises from low over base to high"):
        drawn((3, 2, 1), 5, np.random.default_rng(1), spread="p10_p90")


def test_the_simulation_gives_the_analytic_value():
    one = projects(
        initiative(
            probability=0.6, benefit_low=60, benefit_high=150, cost_low=90, cost_high=130,
            running_cost=8, running_cost_low=6, running_cost_high=9, ramp_months=9, delay_months=4,
        )
    )  # fmt: skip
    found = chances_of(simulate(one, Assumptions(), draws=100_000), PLAIN).rows[0]
    plan = one[0].schedule
    analytic = (
        0.6 * range_mean((60, 100, 150), spread="p10_p90") * plan.benefit_factor
        - range_mean((90, 100, 130), spread="p10_p90") * plan.cost_factor
        - range_mean((6, 8, 9), spread="p10_p90") * plan.running_factor
    )
    assert found.mean == pytest.approx(analytic, abs=4 * found.error)
    assert found.error < 0.01 * analytic


def test_shared_margin_makes_initiatives_poor_together():
    assumed = Assumptions(margin=100, margin_sd=30, population=1e6, churn=0.5)
    pair = [
        initiative(f"I{n}", kpi="K1", effect=-1.0, benefit=None, customers=100) for n in (1, 2)
    ]  # fmt: skip
    drawn_ = simulate(projects(*pair, kpis=[churn_kpi()], assumptions=assumed), assumed)
    assert np.corrcoef(drawn_.values)[0, 1] == pytest.approx(1)
    own = projects(*(initiative(f"I{n}", benefit_low=50, benefit_high=150) for n in (1, 2)))
    apart = simulate(own, Assumptions())
    assert abs(np.corrcoef(apart.values)[0, 1]) < 0.05


def test_the_same_seed_gives_the_same_futures():
    one = projects(initiative(benefit_high=150, probability=0.5))
    first, again = (simulate(one, Assumptions(), draws=500).values for _ in range(2))
    other = simulate(one, Assumptions(), draws=500, seed=3).values
    assert (first == again).all()
    assert (first != other).any()


def shared(*benefits, probability=0.5, **more):
    return projects(
        *(
            initiative(f"I{n}", shares_benefit="calls", benefit=each, cost=0,
                       probability=probability, **more)
            for n, each in enumerate(benefits)
        )
    )  # fmt: skip


def test_a_benefit_claimed_by_several_is_counted_once_in_every_future():
    """Half of 300 and of 100: both 300, one 300, one 100, none 0, each a quarter: 175 a year."""
    one = shared(300, 100)
    factor = (1 - 1.1**-5) / 0.1
    exact = expected_values(one, Assumptions())
    assert exact.sum() == pytest.approx(175 * factor)
    found = simulate(one, Assumptions(), draws=50_000)
    total = found.values.sum(axis=0)
    assert set(np.round(total / factor, 6)) == {0, 100, 300}
    assert total.mean() == pytest.approx(175 * factor, abs=4 * total.std() / math.sqrt(50_000))


def test_who_comes_later_takes_nothing_from_the_years_before():
    """100 a year from the first year, and the same 100 again from the third: still 100 a year."""
    early, late = shared(100, 100, probability=1.0)
    late = replace(late, schedule=schedule_of(initiative(delay_months=24), PLAIN))
    assert expected_values([early, late], Assumptions()).sum() == pytest.approx(
        expected_values([early], Assumptions()).sum()
    )


@settings(max_examples=40)
@given(
    st.lists(st.floats(1, 1e4), min_size=2, max_size=5),
    st.floats(0.05, 1),
    st.lists(st.integers(0, 40), min_size=5, max_size=5),
)
def test_together_they_bring_at_least_the_largest_and_at_most_the_sum(benefits, chance, delays):
    group = [
        replace(each, schedule=schedule_of(initiative(delay_months=delay), PLAIN))
        for each, delay in zip(shared(*benefits, probability=chance), delays, strict=False)
    ]
    together = expected_values(group, Assumptions()).sum()
    alone = [each.probability * each.benefit[1] * each.factor for each in group]
    assert max(alone) * (1 - 1e-9) <= together <= sum(alone) * (1 + 1e-9)


def test_churn_cannot_fall_below_nothing_in_any_future():
    """A year's margin of all who leave is 20,000: two promises of 15,000 bring no more."""
    assumed = Assumptions(margin=100, population=1000, churn=0.2)
    pair = [
        initiative(f"I{n}", kpi=f"K{n}", pain_point=f"P{n}", benefit=15_000, cost=0) for n in (1, 2)
    ]
    kpis = [churn_kpi(id="K1"), churn_kpi(id="K2")]
    found = simulate(projects(*pair, kpis=kpis, assumptions=assumed), assumed)
    factor = (1 - 1.1**-5) / 0.1
    assert found.values.sum(axis=0).max() == pytest.approx(20_000 * factor)


def test_returns_of_rows_are_those_of_irr():
    rng = np.random.default_rng(5)
    flows = np.column_stack((-rng.uniform(50, 150, 50), rng.uniform(0, 60, (50, 5))))
    for row, rate in zip(flows, returns(flows), strict=True):
        assert irr(list(row)) == pytest.approx((rate,), abs=1e-8)
    assert np.isnan(returns(np.array([[-100, 230, -132.0], [1, 1, 1]]))).all()


def test_payback_of_a_future_by_hand():
    """100 at 50 a year is back after 24 months, after 29 with a ramp of ten months."""
    plan = schedule_of(initiative(), PLAIN)
    half = np.full((1, 5), 50.0)
    cost, none = np.array([100.0]), np.array([0.0])
    assert paid_back(plan, half, none, cost)[0] == pytest.approx(24)
    ramped = schedule_of(initiative(ramp_months=10), PLAIN)
    assert paid_back(ramped, half, none, cost)[0] == pytest.approx(29)
    assert math.isinf(paid_back(plan, half / 10, none, cost)[0])
    assert paid_back(plan, half, none, none)[0] == 0
    assert paid_back(plan, half * 100, none, cost)[0] == pytest.approx(12 / 50)


# ---------------------------------------------------------------- information
def test_perfect_information_about_a_normal_value():
    """Unit normal loss integral: s φ(m/s) - |m| Φ(-|m|/s)."""
    values = np.random.default_rng(2).normal(1.0, 2.0, 400_000)
    expected = 2 * norm.pdf(0.5) - norm.cdf(-0.5)
    assert value_of_perfect_information(values) == pytest.approx(expected, abs=0.01)


def test_knowing_a_part_of_a_normal_value():
    """V = 1 + x + e: knowing x is worth what perfect information about 1 + x is."""
    rng = np.random.default_rng(3)
    x, noise = rng.normal(0, 2, 200_000), rng.normal(0, 3, 200_000)
    expected = 2 * norm.pdf(0.5) - norm.cdf(-0.5)
    known = value_of_knowing(x, 1 + x + noise)
    assert known == pytest.approx(expected, abs=0.03)
    assert known <= value_of_perfect_information(1 + x + noise)


def test_knowing_what_tells_nothing_is_worth_nothing():
    rng = np.random.default_rng(4)
    values = rng.normal(0.0, 1.0, (200, 4000))
    worth = [value_of_knowing(rng.normal(size=4000), each) for each in values]
    assert np.mean(worth) < 0.02
    assert value_of_knowing(np.ones(50), values[0][:50]) == 0


def test_knowing_success_decides():
    """Half a chance of +100, else -60: mean 20, known 50, so 30."""
    success = np.tile([0.0, 0.0, 1.0, 1.0], 500)
    assert value_of_knowing(success, np.where(success > 0, 100.0, -60.0)) == pytest.approx(30)


# -------------------------------------------------------------------- tornado
def test_swings_are_sorted_and_worked_out_one_at_a_time():
    one = projects(initiative(probability=0.5, benefit_low=90, cost_low=60, cost_high=120))
    found = tornado(one, Assumptions(), years=5, discount=0.1)
    factor = (1 - 1.1**-5) / 0.1
    assert found.base == pytest.approx(50 * factor - 100)
    assert [each.kind for each in found.swings] == ["success", "cost", "benefit"]
    success, cost, benefit = found.swings
    assert (success.value_low, success.value_high) == pytest.approx((-100, 100 * factor - 100))
    assert (cost.value_low, cost.value_high) == pytest.approx((found.base + 40, found.base - 20))
    assert benefit.value_low == pytest.approx(found.base - 5 * factor)
