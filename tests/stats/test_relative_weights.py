"""Johnson's relative weights against published values and their own properties."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.stats.importance import lmg
from cxkit.stats.relative_weights import relative_weights

R = np.array([[1, 0.6, 0.3], [0.6, 1, 0.2], [0.3, 0.2, 1]])
Y = np.array([0.5, 0.45, 0.4])

MTCARS = (  # mpg cyl disp hp gear wt (Motor Trend 1974, R's mtcars)
    (21, 6, 160, 110, 4, 2.62), (21, 6, 160, 110, 4, 2.875), (22.8, 4, 108, 93, 4, 2.32),
    (21.4, 6, 258, 110, 3, 3.215), (18.7, 8, 360, 175, 3, 3.44), (18.1, 6, 225, 105, 3, 3.46),
    (14.3, 8, 360, 245, 3, 3.57), (24.4, 4, 146.7, 62, 4, 3.19), (22.8, 4, 140.8, 95, 4, 3.15),
    (19.2, 6, 167.6, 123, 4, 3.44), (17.8, 6, 167.6, 123, 4, 3.44),
    (16.4, 8, 275.8, 180, 3, 4.07), (17.3, 8, 275.8, 180, 3, 3.73),
    (15.2, 8, 275.8, 180, 3, 3.78), (10.4, 8, 472, 205, 3, 5.25), (10.4, 8, 460, 215, 3, 5.424),
    (14.7, 8, 440, 230, 3, 5.345), (32.4, 4, 78.7, 66, 4, 2.2), (30.4, 4, 75.7, 52, 4, 1.615),
    (33.9, 4, 71.1, 65, 4, 1.835), (21.5, 4, 120.1, 97, 3, 2.465), (15.5, 8, 318, 150, 3, 3.52),
    (15.2, 8, 304, 150, 3, 3.435), (13.3, 8, 350, 245, 3, 3.84), (19.2, 8, 400, 175, 3, 3.845),
    (27.3, 4, 79, 66, 4, 1.935), (26, 4, 120.3, 91, 5, 2.14), (30.4, 4, 95.1, 113, 5, 1.513),
    (15.8, 8, 351, 264, 5, 3.17), (19.7, 6, 145, 175, 5, 2.77), (15, 8, 301, 335, 5, 3.57),
    (21.4, 4, 121, 109, 4, 2.78),
)  # fmt: skip
FOUR = (0.2284797, 0.2221469, 0.2321744, 0.0963886)
FIVE = (0.18833374, 0.16479802, 0.18809142, 0.07345304, 0.23642417)


@pytest.mark.parametrize("published", [FOUR, FIVE], ids=["four", "five"])
def test_the_published_weights_of_mtcars_come_out(published):
    """README and vignette of the R package rwa, printed with seven or eight decimals."""
    p = len(published)
    full = np.corrcoef(np.array(MTCARS)[:, : p + 1], rowvar=False)
    assert relative_weights(full[1:, 1:], full[0, 1:]) == pytest.approx(published, abs=6e-8)


def test_the_worked_vector_is_reproduced():
    found = relative_weights(R, Y)
    assert found == pytest.approx([0.13664, 0.10850, 0.10618], abs=5e-6)
    assert found.sum() == pytest.approx(0.35133, abs=5e-6)


def test_without_correlation_the_weights_are_the_squares():
    assert relative_weights(np.eye(3), Y) == pytest.approx(Y**2)


@given(st.integers(2, 8), st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_weights_add_up_to_r_squared_and_do_not_depend_on_order(p, seed):
    rng = np.random.default_rng(seed)
    full = np.corrcoef(rng.normal(size=(80, p + 1)) @ rng.normal(size=(p + 1, p + 1)), rowvar=False)
    r, y = full[:p, :p], full[:p, p]
    found = relative_weights(r, y)
    assert found.sum() == pytest.approx(lmg(r, y).sum(), abs=1e-8)
    assert (found >= 0).all()
    turn = rng.permutation(p)
    assert relative_weights(r[np.ix_(turn, turn)], y[turn]) == pytest.approx(found[turn], abs=1e-8)


def test_two_predictors_share_as_lmg_does():
    """With two predictors both measures are the same (Johnson 2000)."""
    r, y = np.array([[1, 0.4], [0.4, 1]]), np.array([0.6, 0.3])
    assert relative_weights(r, y) == pytest.approx(lmg(r, y))


def test_exact_copies_share_alike_and_nothing_is_divided_by_zero():
    assert relative_weights(np.ones((2, 2)), np.array([0.6, 0.6])) == pytest.approx([0.18, 0.18])


def test_draws_side_by_side_give_what_each_gives_alone():
    both = relative_weights(np.stack([R, np.eye(3)]), np.stack([Y, Y]))
    assert both[0] == pytest.approx(relative_weights(R, Y))
    assert both[1] == pytest.approx(Y**2)


@pytest.mark.parametrize(
    ("r", "y", "message"),
    [
        (R, Y[:2], "shapes"),
        (np.ones(3), Y, "shapes"),
        (np.where(R == 0.2, np.nan, R), Y, "finite"),
        (R, np.array([0.1, np.inf, 0.1]), "finite"),
    ],
)
def test_what_are_no_correlations_is_refused(r, y, message):
    with pytest.raises(ValueError, match=message):
        relative_weights(r, y)
