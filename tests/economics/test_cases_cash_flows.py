"""Cash flows: worth today, rates of return, payback."""

import itertools
import math
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cxkit.economics import (
    discounted_payback,
    irr,
    mirr,
    nominal_rate,
    npv,
    payback,
    real_rate,
    xirr,
    xnpv,
)

LIN_EXCEL = [-120_000, 39_000, 30_000, 21_000, 37_000, 46_000]
"""Microsoft's documentation of MIRR."""


def test_net_present_value_by_hand():
    """-100 + 60/1.1 + 60/1.21 = 4.132."""
    assert npv([-100, 60, 60], rate=0.1) == pytest.approx(4.132231, abs=1e-6)
    assert npv([-100, 60, 60], rate=0) == 20


def test_a_spreadsheets_npv_is_this_one_a_period_later():
    """Microsoft's documentation: NPV(10%, -10000, 3000, 4200, 6800) = 1188.44."""
    assert npv([-10_000, 3000, 4200, 6800], rate=0.1) / 1.1 == pytest.approx(1188.44, abs=0.005)


def test_dated_flows_as_the_spreadsheet_documents_them():
    """Microsoft's documentation of XNPV: 2086.65 at 9 %."""
    days = [date(2008, 1, 1), date(2008, 3, 1), date(2008, 10, 30), date(2009, 2, 15),
            date(2009, 4, 1)]  # fmt: skip
    flows = [-10_000, 2750, 4250, 3250, 2750]
    assert xnpv(flows, days, rate=0.09) == pytest.approx(2086.65, abs=0.005)
    (rate,) = xirr(flows, days)
    assert xirr(flows[::-1], days[::-1]) == pytest.approx((rate,), abs=1e-14)
    assert xnpv(flows, days, rate=rate) == pytest.approx(0, abs=1e-8)


def test_the_modified_rate_as_documented():
    """Microsoft's documentation: 12.61 % with 10 % and 12 %; three years -4.80 %."""
    assert mirr(LIN_EXCEL, finance_rate=0.1, reinvest_rate=0.12) == pytest.approx(0.1261, abs=5e-5)
    three = mirr(LIN_EXCEL[:4], finance_rate=0.1, reinvest_rate=0.12)
    assert three == pytest.approx(-0.0480, abs=5e-5)


def test_every_rate_is_found():
    assert irr([-100, 230, -132]) == pytest.approx((0.1, 0.2))
    assert irr([-1000, 2500, -1540]) == pytest.approx((0.1, 0.4))
    assert irr([-5, 10.5, 1, -8, 1]) == pytest.approx((-0.870201, 0.088598, 0.709560), abs=1e-6)
    assert irr([1, -2, 1]) == pytest.approx((0,), abs=1e-12), "a rate at which it only touches 0"


def test_two_dated_rates_are_both_found():
    days = [date(2025, 1, 1), date(2026, 1, 1), date(2027, 1, 1)]
    assert xirr([-100, 230, -132], days) == pytest.approx((0.1, 0.2))


@pytest.mark.parametrize("flows", [[100, 100], [-1, -2], [0, 0], [5]])
def test_without_a_change_of_sign_there_is_no_rate(flows):
    with pytest.raises(ValueError, match="of one sign"):
        irr(flows)


def test_flows_that_are_never_worth_nothing_have_no_rate():
    with pytest.raises(ValueError, match="compare net present values"):
        irr([1, -1, 1])


@given(st.lists(st.floats(0.02, 0.9), min_size=1, max_size=4, unique=True))
def test_flows_built_from_rates_give_them_back(rates):
    """Π (1 - x (1 + r)) = 0 exactly at x = 1 / (1 + r)."""
    rates = sorted(rates)
    assume(all(b - a > 0.02 for a, b in itertools.pairwise(rates)))
    flows = [1.0]
    for rate in rates:
        flows = np.convolve(flows, [1, -(1 + rate)])
    assert irr(list(flows)) == pytest.approx(rates, abs=1e-6)


@given(st.lists(st.integers(-50, 50), min_size=2, max_size=12))
def test_every_rate_found_makes_the_flows_worth_nothing(flows):
    try:
        found = irr(flows)
    except ValueError:
        return
    changes = [flow for flow in flows if flow]
    signs = sum((a < 0) != (b < 0) for a, b in itertools.pairwise(changes))
    assert 1 <= len(found) <= signs
    assert list(found) == sorted(found)
    for rate in found:
        assert rate > -1
        parts = [flow * (1 + rate) ** -t for t, flow in enumerate(flows)]
        assert abs(math.fsum(parts)) <= 1e-7 * math.fsum(map(abs, parts))


@given(
    st.floats(1, 1e6), st.lists(st.floats(0, 1e6), min_size=1, max_size=30), st.floats(0, 0.5)
)  # fmt: skip
def test_discounted_payback_is_never_exactly_where_money_is_lost(paid, earned, rate):
    flows = [-paid, *earned]
    worth = npv(flows, rate=rate)
    assume(abs(worth) > 1e-9 * paid)
    assert math.isinf(discounted_payback(flows, rate=rate)) == (worth < 0)
    assert payback(flows) <= discounted_payback(flows, rate=rate) + 1e-9


def test_payback_by_hand():
    """100 is back after two years of 40 and half a year more; with a year's delay one later."""
    assert payback([-100, 40, 40, 40]) == 2.5
    assert payback([-100, 0, 40, 40, 40]) == 3.5
    assert payback([100, 5]) == 0
    assert payback([-100, 150, -100]) == math.inf, "not back for good"
    # 36.36 + 33.06 + 30.05 = 99.47
    assert discounted_payback([-100, 40, 40, 40], rate=0.1) == math.inf


def test_real_and_nominal_rates_are_each_others_reverse():
    assert real_rate(0.12, inflation=0.03) == pytest.approx(0.087379, abs=1e-6)
    assert nominal_rate(real_rate(0.12, inflation=0.03), inflation=0.03) == pytest.approx(0.12)


@pytest.mark.parametrize("rate", [12, 2, -1, math.nan, math.inf])
def test_a_rate_that_cannot_be_one_is_refused(rate):
    for value in (
        lambda: npv([-1, 2], rate=rate),
        lambda: discounted_payback([-1, 2], rate=rate),
        lambda: xnpv([-1, 2], [date(2025, 1, 1), date(2026, 1, 1)], rate=rate),
        lambda: mirr([-1, 2], finance_rate=rate, reinvest_rate=0.1),
    ):
        with pytest.raises(ValueError, match="a rate is a share above -1 and below 2"):
            value()


def test_twelve_is_answered_with_how_to_write_it():
    with pytest.raises(ValueError, match=r"write 0\.12, not 12"):
        npv([-1, 2], rate=12)


@pytest.mark.parametrize("flows", [[], [math.nan, 1], [-1, math.inf], [[1, 2], [3, 4]]])
def test_flows_that_cannot_be_are_refused(flows):
    for value in (irr, payback):
        with pytest.raises(ValueError, match="cash flow"):
            value(flows)


def test_dates_and_flows_have_to_match():
    with pytest.raises(ValueError, match="one date for each cash flow"):
        xirr([-1, 2], [date(2025, 1, 1)])


def test_a_mortgage_of_thirty_years_and_flows_of_one_day():
    assert irr([-1000, *[10.0] * 360]) == pytest.approx((0.0097,), abs=2e-4)
    day = date(2025, 1, 1)
    with pytest.raises(ValueError, match="of one sign"):
        xirr([-100, 200], [day, day])
    (rate,) = xirr([-100, 101], [day, day + timedelta(days=1)])
    assert rate == pytest.approx(1.01**365 - 1)
