"""Regression with cluster-robust errors, against statsmodels and cases worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from cxkit.stats.robust_regression import robust_regression


def made(n=120, seed=1):
    rng = np.random.default_rng(seed)
    x = np.column_stack([np.ones(n), rng.normal(size=n), rng.integers(0, 2, n)])
    groups = rng.integers(0, 25, n)
    y = x @ [1.0, 0.5, -0.4] + rng.normal(size=25)[groups] + rng.normal(size=n) * (1 + x[:, 2])
    return x, y, groups


def test_errors_by_cluster_are_those_of_statsmodels():
    import statsmodels.api as sm

    x, y, groups = made()
    found = robust_regression(x, y, clusters=groups)
    other = sm.OLS(y, x).fit(cov_type="cluster", cov_kwds={"groups": groups})
    assert found.coefficients == pytest.approx(other.params)
    assert found.covariance == pytest.approx(other.cov_params())
    assert (found.degrees, found.clusters, found.n) == (24, 25, 120)


def test_errors_without_clusters_are_those_of_statsmodels():
    import statsmodels.api as sm

    x, y, _ = made()
    found = robust_regression(x, y)
    assert found.covariance == pytest.approx(sm.OLS(y, x).fit(cov_type="HC1").cov_params())
    assert found.degrees == 117


def test_weights_are_those_of_statsmodels():
    import statsmodels.api as sm

    x, y, groups = made()
    w = np.random.default_rng(3).uniform(0.3, 3, len(y))
    found = robust_regression(x, y, clusters=groups, weights=w)
    other = sm.WLS(y, x, weights=w).fit(cov_type="cluster", cov_kwds={"groups": groups})
    assert found.coefficients == pytest.approx(other.params)
    assert found.covariance == pytest.approx(other.cov_params())


def test_a_mean_worked_by_hand():
    """1, 2, 6: mean 3, Σe² = 14; HC1 = 3/2 · 14 / 9."""
    found = robust_regression(np.ones((3, 1)), [1, 2, 6])
    assert found.coefficients == pytest.approx([3])
    assert found.covariance[0, 0] == pytest.approx(14 / 6)


def test_counts_are_copies_of_a_row():
    x, y, groups = made(40)
    times = np.arange(40) % 3
    one = robust_regression(x, y, counts=times)
    other = robust_regression(np.repeat(x, times, axis=0), np.repeat(y, times))
    assert one.covariance == pytest.approx(other.covariance)
    one = robust_regression(x, y, counts=times, clusters=groups)
    kept = times > 0
    other = robust_regression(
        np.repeat(x, times, axis=0), np.repeat(y, times), clusters=np.repeat(groups, times)
    )
    assert one.coefficients == pytest.approx(other.coefficients)
    assert len(np.unique(groups[kept])) == other.clusters


def test_a_column_that_the_others_give_has_no_coefficient():
    x, y, _ = made()
    found = robust_regression(np.column_stack([x, x[:, 1] * 2 - 1, np.zeros(len(y))]), y)
    assert np.isnan(found.coefficients[3:]).all()
    assert found.coefficients[:3] == pytest.approx(robust_regression(x, y).coefficients)


@pytest.mark.parametrize(
    ("x", "y", "options", "message"),
    [
        (np.ones((3, 1)), [1, 2], {}, "shapes"),
        (np.ones((1, 1)), [1], {}, "more answers"),
        (np.ones((3, 1)), [1, 2, 3], {"clusters": [0, 0, 0]}, "more answers"),
        (np.ones((2, 1)), [1, np.nan], {}, "finite"),
        (np.ones((2, 1)), [1, 2], {"weights": [1, 0]}, "above 0"),
        (np.ones((2, 1)), [1, 2], {"counts": [1]}, "one weight and one count"),
    ],
)
def test_what_cannot_be_regressed_is_refused(x, y, options, message):
    with pytest.raises(ValueError, match=message):
        robust_regression(x, y, **options)
