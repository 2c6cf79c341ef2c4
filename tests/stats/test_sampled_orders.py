"""LMG over a sample of orders, against the exact one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.stats.importance import lmg
from cxkit.stats.sampled_orders import entry_orders, lmg_by_orders

R = np.array([[1, 0.6, 0.3], [0.6, 1, 0.2], [0.3, 0.2, 1]])
Y = np.array([0.5, 0.45, 0.4])


def made(p, seed, n=200):
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(n, p + 1)) + rng.normal(size=(n, 1))
    full = np.corrcoef(values, rowvar=False)
    return full[:p, :p], full[:p, p]


def test_one_order_is_the_gain_of_each_predictor_in_turn():
    # first alone: 0.25; second on top of the first: R²(1, 2) - 0.25
    found = lmg_by_orders(R[None], Y[None], np.array([[0, 1, 2]]))[0]
    pair = (0.25 + 0.2025 - 2 * 0.6 * 0.5 * 0.45) / (1 - 0.36)
    assert found[:2] == pytest.approx([0.25, pair - 0.25], abs=1e-8)


def test_all_orders_give_lmg():
    every = np.array([[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
    # the diagonal carries a ridge of 1e-9
    assert lmg_by_orders(R[None], Y[None], every)[0] == pytest.approx(lmg(R, Y), abs=1e-8)


@given(st.integers(2, 10), st.integers(0, 1000))
@settings(max_examples=20, deadline=None)
def test_any_orders_add_up_to_r_squared(p, seed):
    r, y = made(p, seed)
    found = lmg_by_orders(r[None], y[None], entry_orders(p, 1, seed))
    assert found.sum() == pytest.approx(lmg(r, y).sum(), abs=1e-6)
    assert (found >= 0).all()


def test_a_few_hundred_orders_of_twenty_come_close_to_all_of_them():
    r, y = made(20, 5, n=1000)
    exact = lmg(r, y)
    found = lmg_by_orders(r[None], y[None], entry_orders(20, 10, 1))[0]
    # measured: 0.0002 on average, exact shares being 0.026 on average
    assert np.abs(found - exact).max() < 0.002
    assert found.sum() == pytest.approx(exact.sum(), abs=1e-6)


def test_every_predictor_stands_equally_often_at_every_place_and_reverses_follow():
    orders = entry_orders(5, 3, 7)
    assert orders.shape == (30, 5)
    for place in range(5):
        assert (np.bincount(orders[:, place]) == 6).all()
    assert (orders[::2] == orders[1::2, ::-1]).all()
    assert (np.sort(orders, axis=1) == np.arange(5)).all()
    assert not orders.flags.writeable


def test_draws_side_by_side_and_copies_of_a_predictor():
    r = np.stack([np.ones((2, 2)), np.eye(2)])
    y = np.array([[0.6, 0.6], [0.6, 0.6]])
    found = lmg_by_orders(r, y, entry_orders(2, 1, 0))
    assert found == pytest.approx(np.array([[0.18, 0.18], [0.36, 0.36]]), abs=1e-6)


def test_shapes_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="do not fit"):
        lmg_by_orders(R[None], Y[None], np.array([[0, 1]]))
    with pytest.raises(ValueError, match="do not fit"):
        lmg_by_orders(R, Y, np.array([[0, 1, 2]]))
    with pytest.raises(ValueError, match="at least 1"):
        entry_orders(0, 1, 0)
