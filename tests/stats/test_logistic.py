"""Logistic regression, average slopes, least squares and E-values against other software."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.stats.average_slope import ratio_of_chances, slope_of_chance
from cxkit.stats.linear import linear_regression
from cxkit.stats.logistic import logistic_regression
from cxkit.stats.unmeasured import e_value, e_value_of_limit


def drawn(seed=1, n=500):
    rng = np.random.default_rng(seed)
    x = pd.DataFrame({"a": 3 * rng.normal(size=n) + 5, "b": rng.normal(size=n)})
    chance = 1 / (1 + np.exp(-(-2 + 0.3 * x["a"] - 0.4 * x["b"])))
    return (rng.random(n) < chance).astype(float), x


def test_a_two_by_two_table_gives_its_odds_ratio():
    """30 of 100 and 10 of 100: (30/70) / (10/90) = 3.857, log variance 1/30+1/70+1/10+1/90."""
    y = [1] * 30 + [0] * 70 + [1] * 10 + [0] * 90
    model = logistic_regression(y, pd.DataFrame({"x": [1] * 100 + [0] * 100}))
    row = model.table.iloc[0]
    assert row["odds_ratio"] == pytest.approx(30 / 70 / (10 / 90), abs=1e-8)
    error = (1 / 30 + 1 / 70 + 1 / 10 + 1 / 90) ** 0.5
    assert row["standard_error"] == pytest.approx(error, abs=1e-8)
    assert (model.n, model.events) == (200, 40)
    ratio = ratio_of_chances(model, "x", 1, 0)
    assert ratio.value == pytest.approx(3.0, abs=1e-8)
    # log risk ratio: variance 1/30 - 1/100 + 1/10 - 1/100, enlarged by n / (n - 2) and by who
    # happens to have x, which does not move it here
    assert ratio.standard_error == pytest.approx((2 / 15 - 1 / 50) ** 0.5, rel=0.01)


def test_coefficients_and_margins_are_those_of_statsmodels():
    sm = pytest.importorskip("statsmodels.api")
    y, x = drawn()
    model = logistic_regression(y, x)
    other = sm.Logit(y, sm.add_constant(x)).fit(disp=0)
    np.testing.assert_allclose(model.coefficients, other.params, atol=1e-6)
    np.testing.assert_allclose(model.covariance, other.cov_params(), atol=1e-6)
    assert model.log_likelihood == pytest.approx(other.llf, abs=1e-6)
    assert model.log_likelihood_null == pytest.approx(other.llnull, abs=1e-6)
    slope = slope_of_chance(model, "a")
    assert slope.value == pytest.approx(other.get_margeff().margeff[0], abs=1e-7)


def test_least_squares_are_those_of_statsmodels_with_hc3():
    sm = pytest.importorskip("statsmodels.api")
    y, x = drawn(2)
    found = linear_regression(y, x).table
    other = sm.OLS(y, sm.add_constant(x)).fit(cov_type="HC3", use_t=True)
    np.testing.assert_allclose(found["coefficient"], other.params[1:], atol=1e-9)
    np.testing.assert_allclose(found["standard_error"], other.bse[1:], atol=1e-9)
    np.testing.assert_allclose(found["p_value"], other.pvalues[1:], atol=1e-9)
    np.testing.assert_allclose(found[["ci_low", "ci_high"]], other.conf_int()[1:], atol=1e-9)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.2, 50), st.floats(-5, 5))
def test_the_unit_and_order_of_a_covariate_do_not_matter(seed, scale, shift):
    y, x = drawn(seed, n=200)
    plain = slope_of_chance(logistic_regression(y, x), "a", pace=2)
    other = x.assign(a=x["a"] * scale + shift)[["b", "a"]].iloc[::-1]
    turned = slope_of_chance(logistic_regression(y[::-1], other), "a", pace=2)
    assert turned.value * scale == pytest.approx(plain.value, rel=1e-5, abs=1e-9)
    assert turned.standard_error * scale == pytest.approx(plain.standard_error, rel=1e-5)


def test_a_faster_pace_is_the_slope_of_a_longer_period():
    """By difference: chances of a year, 1 - (1 - p)², a tiny step of the score apart."""
    y, x = drawn(3)
    model = logistic_regression(y, x)
    step = 1e-5
    moved = model.design + np.array([0, step, 0])
    chances = [1 / (1 + np.exp(-design @ model.coefficients)) for design in (model.design, moved)]
    years = [(1 - (1 - chance) ** 2).mean() for chance in chances]
    by_hand = (years[1] - years[0]) / step
    assert slope_of_chance(model, "a", pace=2).value == pytest.approx(by_hand, rel=1e-4)


def test_what_is_missing_is_left_out_and_counted():
    y, x = drawn(4)
    x.loc[0, "a"], y[1] = np.nan, np.nan
    model = logistic_regression(y, x)
    assert (model.n, model.n_left_out) == (498, 2)
    assert not model.used[:2].any()


@pytest.mark.parametrize(
    ("outcome", "x", "said"),
    [
        ([0, 1, 1], {"a": [1, 2]}, "differ in length"),
        ([0, 1], {}, "at least one covariate"),
        ([0, 2, 1], {"a": [1, 2, 4]}, r"in \[0, 1\]"),
        ([1, 1, 1], {"a": [1, 2, 4]}, "all or to nobody"),
        ([0, 0, 0], {"a": [1, 2, 4]}, "all or to nobody"),
        ([0, 1, 0], {"a": [1, 1, 1]}, "do not vary: a"),
        ([0, 1, 0, 1], {"a": [1, 2, 4, 3], "b": [2, 4, 8, 6]}, "repeat one another"),
        ([0, 0, 0, 1, 1, 1], {"a": [1, 2, 3, 4, 5, 6]}, "'a' has no end"),
    ],
)
def test_what_cannot_be_fitted_is_refused(outcome, x, said):
    frame = pd.DataFrame(x, index=range(len(outcome)) if not x else None)
    with pytest.raises(ValueError, match=said):
        logistic_regression(outcome, frame)


def test_linear_refusals_and_slopes_of_unknown_covariates():
    y, x = drawn(5, n=50)
    with pytest.raises(ValueError, match="differ in length"):
        linear_regression(y[1:], x)
    with pytest.raises(ValueError, match="too few rows"):
        linear_regression(y[:3], x[:3])
    with pytest.raises(ValueError, match="do not vary"):
        linear_regression(y, x.assign(a=1.0))
    with pytest.raises(ValueError, match="repeat one another"):
        linear_regression(y, x.assign(b=2 * x["a"]))
    with pytest.raises(ValueError, match="no covariate 'c'"):
        slope_of_chance(logistic_regression(y, x), "c")
    with pytest.raises(ValueError, match="pace above 0"):
        slope_of_chance(logistic_regression(y, x), "a", pace=0)


def test_e_values_are_those_of_vanderweele_and_ding():
    """Annals 167, page 270: risk ratio 3.9 (1.8 to 8.7) gives 7.26 and 3.0."""
    assert e_value(3.9) == pytest.approx(7.26, abs=5e-3)
    assert e_value_of_limit(1.8, 8.7) == pytest.approx(3.0, abs=5e-3)
    assert e_value(1 / 3.9) == pytest.approx(e_value(3.9))
    assert e_value_of_limit(1 / 8.7, 1 / 1.8) == pytest.approx(3.0, abs=5e-3)
    assert e_value(1) == 1
    assert e_value_of_limit(0.9, 2.0) == 1


@pytest.mark.parametrize("ratio", [0, -1, float("inf"), float("nan")])
def test_e_values_need_a_ratio(ratio):
    with pytest.raises(ValueError, match="above 0"):
        e_value(ratio)


def test_limits_must_be_in_order():
    with pytest.raises(ValueError, match="ci_low <= ci_high"):
        e_value_of_limit(2, 1)
