import math

import numpy as np
import pandas as pd
import pytest

from cxkit.stats.item_statistics import item_statistics, pairwise_alpha
from cxkit.stats.omega import mcdonald_omega
from cxkit.stats.reliability import cronbach_alpha


def items(loadings, n, seed=1, step=0.0):
    rng = np.random.default_rng(seed)
    loadings = np.asarray(loadings)
    answers = rng.normal(size=(n, 1)) * loadings
    answers += rng.normal(size=(n, len(loadings))) * np.sqrt(1 - loadings**2)
    return np.round(answers / step) * step if step else answers


SMALL = np.array([[1, 2, 1], [2, 2, 3], [3, 4, 3], [4, 4, 5], [5, 3, 4]], dtype=float)


def test_correlations_by_hand():
    found = item_statistics(SMALL)
    rest = SMALL[:, 1] + SMALL[:, 2]  # 3 5 7 9 7
    assert found["rest_correlation"][0] == pytest.approx(np.corrcoef(SMALL[:, 0], rest)[0, 1])
    total = SMALL.sum(axis=1)
    assert found["total_correlation"][0] == pytest.approx(np.corrcoef(SMALL[:, 0], total)[0, 1])
    assert found["alpha_without"][0] == pytest.approx(cronbach_alpha(SMALL[:, 1:]).alpha)
    assert (found["rest_correlation"] < found["total_correlation"]).all()


def test_an_item_that_does_not_vary_has_no_correlation():
    found = item_statistics(np.column_stack([SMALL, np.ones(5)]))
    assert math.isnan(found["rest_correlation"][3])
    assert not found["rest_correlation"][:3].isna().any()


def test_two_items_leave_no_alpha():
    found = item_statistics(SMALL[:, :2])
    assert found["alpha_without"].isna().all()
    assert found["rest_correlation"][0] == pytest.approx(found["rest_correlation"][1])


def test_people_who_skipped_an_item_are_left_out():
    holes = np.vstack([SMALL, [1, np.nan, 5]])
    assert item_statistics(holes).equals(item_statistics(SMALL))


def test_nobody_left_gives_nothing():
    assert item_statistics(np.full((3, 3), np.nan)).isna().all(axis=None)
    assert math.isnan(pairwise_alpha(np.full((3, 3), np.nan)))


@pytest.mark.parametrize("function", [item_statistics, pairwise_alpha])
def test_one_item_is_refused(function):
    with pytest.raises(ValueError, match="two or more items"):
        function(SMALL[:, :1])


# ------------------------------------------------------------------ pairwise
def test_pairwise_is_alpha_where_nothing_is_missing():
    assert pairwise_alpha(SMALL) == pytest.approx(cronbach_alpha(SMALL).alpha)


def test_pairwise_uses_who_skipped_an_item():
    holes = SMALL.copy()
    holes[0, 0] = holes[1, 1] = np.nan
    listwise = cronbach_alpha(holes)
    assert listwise.n == 3
    # covariances of items 0 and 2 from people 1-4, of 1 and 2 from 0, 2, 3, 4
    table = pd.DataFrame(holes).cov()
    expected = 1.5 * (1 - np.trace(table) / table.to_numpy().sum())
    assert pairwise_alpha(holes) == pytest.approx(expected)


def test_items_that_cancel_out_have_no_pairwise_alpha():
    assert math.isnan(pairwise_alpha(np.array([[1.0, 5.0], [3.0, 3.0], [5.0, 1.0]])))


# ------------------------------------------------------------------ omega
def test_three_items_have_a_closed_solution():
    # Spearman: l1² = r12 r13 / r23
    answers = items([0.8, 0.7, 0.6], 400)
    r = np.corrcoef(answers, rowvar=False)
    expected = math.sqrt(r[0, 1] * r[0, 2] / r[1, 2])
    assert mcdonald_omega(answers).loadings[0] == pytest.approx(expected, abs=1e-5)


def test_another_implementation_of_the_factor_agrees():
    from statsmodels.multivariate.factor import Factor

    answers = items([0.9, 0.7, 0.6, 0.5, 0.3], 300, step=0.5) * [1, 2, 1, 3, 1]
    other = Factor(answers, n_factor=1, method="ml").fit().loadings[:, 0]
    found = mcdonald_omega(answers)
    assert found.loadings == pytest.approx(other * np.sign(other.sum()), abs=2e-5)


def test_equal_items_have_the_omega_of_alpha():
    answers = items([0.7] * 6, 4000)
    assert mcdonald_omega(answers).omega == pytest.approx(cronbach_alpha(answers).alpha, abs=0.002)


def test_unequal_items_are_more_reliable_than_alpha_says():
    answers = items([0.95, 0.8, 0.4, 0.2], 4000)
    assert mcdonald_omega(answers).omega > cronbach_alpha(answers).alpha + 0.02


def test_the_interval_holds_the_truth_as_often_as_it_says():
    loadings = np.array([0.8, 0.7, 0.6, 0.5, 0.4])
    common = loadings.sum() ** 2
    truth = common / (common + (1 - loadings**2).sum())
    hits = 0
    for seed in range(120):
        found = mcdonald_omega(items(loadings, 150, seed=seed))
        hits += found.ci_low < truth < found.ci_high
    assert 105 <= hits <= 120  # 114 expected, sd 2.4


def test_an_item_turned_round_lowers_omega_and_shows_in_its_loading():
    answers = items([0.8, 0.7, 0.6, 0.5], 500)
    turned = answers * [1, 1, 1, -1]
    found = mcdonald_omega(turned)
    assert found.loadings[3] < 0
    assert found.omega < mcdonald_omega(answers).omega - 0.1


def test_an_improper_model_has_no_interval():
    rng = np.random.default_rng(0)
    x = rng.normal(size=60)
    answers = np.column_stack([x, x + rng.normal(size=60) * 1e-4, x + rng.normal(size=60) * 3])
    found = mcdonald_omega(answers)
    assert found.improper
    assert math.isnan(found.ci_low)


@pytest.mark.parametrize("answers", [np.full((2, 3), np.nan), SMALL[:3], np.ones((9, 3))])
def test_too_little_gives_no_omega(answers):
    found = mcdonald_omega(answers)
    assert math.isnan(found.omega)
    assert math.isnan(found.ci_high)


def test_skipped_items_are_counted():
    answers = items([0.8, 0.7, 0.6], 50)
    answers[0, 0] = np.nan
    answers[1] = np.nan
    found = mcdonald_omega(answers)
    assert (found.n, found.n_left_out, found.items) == (48, 1, 3)


def test_omega_needs_three_items_and_a_level():
    with pytest.raises(ValueError, match="three or more"):
        mcdonald_omega(SMALL[:, :2])
    with pytest.raises(ValueError, match="confidence"):
        mcdonald_omega(SMALL, confidence=95)
