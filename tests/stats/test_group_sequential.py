"""Looks at a test: published limits, error rates that hold, hostile input."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.stats.alpha_spending import repeated_p_value, spending_limits, spent
from cxkit.stats.group_sequential import crossing_chances
from cxkit.stats.several_looks import (
    inflation,
    naive_alarms,
    nominal,
    obrien_fleming_constant,
    pocock_constant,
)

EVEN = (0.2, 0.4, 0.6, 0.8, 1.0)
# Jennison and Turnbull (2000), tables 2.1 and 2.3, two-sided 5 %
POCOCK = {1: 1.960, 2: 2.178, 3: 2.289, 4: 2.361, 5: 2.413, 10: 2.555, 20: 2.672}
OBRIEN_FLEMING = {1: 1.960, 2: 1.977, 3: 2.004, 4: 2.024, 5: 2.040, 10: 2.087, 20: 2.126}


@pytest.mark.parametrize(("looks", "constant"), POCOCK.items())
def test_pococks_constants_are_those_of_the_tables(looks, constant):
    assert pocock_constant(looks) == pytest.approx(constant, abs=6e-4)


@pytest.mark.parametrize(("looks", "constant"), OBRIEN_FLEMING.items())
def test_obrien_and_flemings_constants_are_those_of_the_tables(looks, constant):
    assert obrien_fleming_constant(looks) == pytest.approx(constant, abs=6e-4)


def test_the_nominal_levels_that_are_quoted():
    assert nominal(pocock_constant(2)) == pytest.approx(0.0294, abs=5e-5)
    assert nominal(pocock_constant(5)) == pytest.approx(0.0158, abs=5e-5)
    assert nominal(obrien_fleming_constant(5)) == pytest.approx(0.0413, abs=5e-5)


def test_spending_limits_are_those_of_lan_and_demets_programs():
    """Five even looks, two-sided 5 %, as ld98 and gsDesign print them."""
    strict = (4.8769, 3.3570, 2.6803, 2.2898, 2.0310)
    flat = (2.4380, 2.4268, 2.4102, 2.3966, 2.3860)
    assert spending_limits(EVEN, kind="obrien-fleming") == pytest.approx(strict, abs=2e-4)
    assert spending_limits(EVEN, kind="pocock") == pytest.approx(flat, abs=2e-4)


@pytest.mark.parametrize(("looks", "chance"), [(1, 0.05), (2, 0.083), (5, 0.142), (10, 0.193)])
def test_naive_peeking_is_as_bad_as_published(looks, chance):
    """Armitage, McPherson and Rowe (1969), table 2."""
    assert naive_alarms(looks) == pytest.approx(chance, abs=5e-4)


def test_a_single_look_is_the_plain_test():
    for kind in ("pocock", "obrien-fleming"):
        assert spending_limits([1.0], kind=kind) == pytest.approx((1.959964,), abs=1e-6)
        assert repeated_p_value(1.959964, [1.0], kind=kind) == pytest.approx(0.05, abs=1e-5)
        assert inflation([1.0], kind=kind) == pytest.approx(1, abs=1e-4)


def test_more_visitors_are_needed_where_early_looks_are_cheap():
    """Limits of even Pocock and O'Brien-Fleming type cost about 23 % and 3 % at five looks."""
    assert inflation(EVEN, kind="pocock") == pytest.approx(1.22, abs=0.02)
    assert inflation(EVEN, kind="obrien-fleming") == pytest.approx(1.025, abs=0.01)


def test_power_and_direction_come_from_the_drift():
    up = crossing_chances([1.96], [1.0], drift=1.96 + 0.8416)
    assert up.above[0] == pytest.approx(0.8, abs=1e-4)
    down = crossing_chances([1.96], [1.0], drift=-(1.96 + 0.8416))
    assert down.below[0] == pytest.approx(up.above[0], abs=1e-12)


shares = st.lists(st.floats(0.05, 1.0), min_size=1, max_size=6, unique=True).map(sorted)


def apart(information):
    return all(b - a > 0.02 for a, b in itertools.pairwise(information))


@settings(max_examples=30, deadline=None)
@given(shares.filter(apart), st.sampled_from(["pocock", "obrien-fleming"]), st.floats(0.01, 0.2))
def test_limits_spend_what_the_function_gives_at_any_looks(information, kind, alpha):
    limits = [min(each, 8.0) for each in spending_limits(information, kind=kind, alpha=alpha)]
    total = crossing_chances(limits, information).total
    assert total == pytest.approx(spent(information[-1], kind=kind, alpha=alpha), abs=1e-6)


@settings(max_examples=20, deadline=None)
@given(shares.filter(apart), st.sampled_from(["pocock", "obrien-fleming"]))
def test_the_repeated_p_value_agrees_with_the_limits(information, kind):
    limit = spending_limits(information, kind=kind)[-1]
    if limit < 8:
        assert repeated_p_value(limit, information, kind=kind) == pytest.approx(0.05, rel=1e-3)
        assert repeated_p_value(-limit - 0.1, information, kind=kind) < 0.05
        assert repeated_p_value(limit - 0.1, information, kind=kind) > 0.05


def test_simulated_tests_cross_as_often_as_integrated():
    rng = np.random.default_rng(1)
    information = np.array([0.1, 0.15, 0.6, 1.0])
    steps = np.sqrt(np.diff(information, prepend=0))
    z = np.cumsum(rng.standard_normal((200_000, 4)) * steps, axis=1) / np.sqrt(information)
    limits = spending_limits(list(information), kind="pocock")
    first = np.argmax(np.abs(z) >= limits, axis=1)
    crossed = (np.abs(z) >= limits).any(axis=1)
    drawn = np.bincount(first[crossed], minlength=4) / len(z)
    found = crossing_chances(limits, list(information))
    np.testing.assert_allclose(drawn, found.above + found.below, atol=0.0015)


def test_a_look_that_may_spend_nothing_cannot_end_the_test():
    limits = spending_limits([0.01, 1.0], kind="obrien-fleming")
    assert math.isinf(limits[0])
    assert spending_limits([1.0, 1.2], kind="pocock")[1] == math.inf


@pytest.mark.parametrize(
    "call",
    [
        lambda: spending_limits([0.5, 0.5], kind="pocock"),
        lambda: spending_limits([0.0, 1.0], kind="pocock"),
        lambda: spending_limits([math.nan], kind="pocock"),
        lambda: spending_limits([1.0], kind="haybittle"),
        lambda: spending_limits([1.0], kind="pocock", alpha=5),
        lambda: spent(-0.1, kind="pocock"),
        lambda: pocock_constant(0),
        lambda: obrien_fleming_constant(2.5),
        lambda: naive_alarms(500),
        lambda: inflation([0.5], kind="pocock"),
        lambda: inflation([], kind="pocock"),
        lambda: repeated_p_value(math.inf, [1.0], kind="pocock"),
        lambda: crossing_chances([1.96], [0.5, 1.0]),
        lambda: crossing_chances([], []),
        lambda: crossing_chances([-1.0], [1.0]),
        lambda: crossing_chances([1.0], [1.0], drift=math.inf),
    ],
)
def test_what_cannot_be_is_refused(call):
    with pytest.raises(ValueError, match=r"must|need"):
        call()
