import pytest

from cxkit.metrics.net_promoter import nps_from_counts
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
