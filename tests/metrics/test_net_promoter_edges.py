import math

import numpy as np
import pandas as pd
import pytest

from cxkit.errors import DataError
from cxkit.metrics.net_promoter import _rounded, nps, nps_from_counts
from cxkit.sample import Sample
from cxkit.stats import adjusted_wald_interval, score_interval


@pytest.mark.parametrize(
    ("counts", "method", "interval"),
    [
        ((9, 5, 5), "score", score_interval),  # 19 answers
        ((10, 5, 5), "adjusted Wald", adjusted_wald_interval),  # 20 answers
    ],
)
def test_the_score_interval_is_used_below_20_answers(counts, method, interval):
    found = nps_from_counts(*counts)
    low, high = interval(*counts)
    assert found.method == method
    assert (found.ci_low, found.ci_high) == (100 * low, 100 * high)


def test_the_two_intervals_differ_where_one_takes_over_from_the_other():
    assert score_interval(10, 5, 5) != pytest.approx(adjusted_wald_interval(10, 5, 5), abs=1e-3)


@pytest.mark.parametrize("counts", [(math.nan, 2, 3), (1.5, 2, 3), (math.inf, 0, 0), (-1, 1, 0)])
def test_counts_that_are_no_counts_are_refused(counts):
    with pytest.raises(ValueError, match="0 or more"):
        nps_from_counts(*counts)


@pytest.mark.filterwarnings("error")
def test_narrow_integers_do_not_overflow():
    found = nps_from_counts(np.int8(100), np.int8(100), np.int8(5))
    assert found.n == 205
    assert found.score == pytest.approx(9500 / 205)


@pytest.mark.filterwarnings("error")
def test_counts_beyond_what_a_number_can_hold_are_refused():
    table = pd.DataFrame({"ltr": [10, 3], "k": [1e19, 1.0]})
    with pytest.raises(DataError) as error:
        nps(table, count="k")
    assert [problem.rule for problem in error.value.problems] == ["bad-count"]


def test_a_bootstrap_of_a_tiny_effective_base_keeps_an_answer():
    table = pd.DataFrame({"ltr": [10, 3] * 3, "customer": [1] * 6})
    found = nps(table, method="bootstrap", sample=Sample(cluster="customer"))
    assert found.n_effective == 1
    assert math.isnan(found.ci_low)
    assert math.isnan(found.ci_high)


def test_rounding_an_effective_base_keeps_its_sum():
    assert _rounded([33.4, 33.3, 33.3]) == [34, 33, 33]
    assert _rounded([0.5, 0.0, 0.5]) == [1, 0, 0]
    assert sum(_rounded([0.1, 0.1, 0.1])) == 1
    assert _rounded([7.0, 2.0, 1.0]) == [7, 2, 1]
