import numpy as np
import pytest

from cxkit.perception.drivers import _Sample, _with_noise
from cxkit.stats import log_rank


def test_who_enters_at_the_time_of_an_event_is_not_at_risk_at_it():
    """At 5 one of A leaves, one of B is there; the other of B comes at 5: A expects 1/2."""
    found = log_rank([5, 10, 8], [True, False, False], ["A", "B", "B"], entry=[-1, -1, 5])
    assert found.expected == pytest.approx((0.5, 0.5))


def test_the_random_column_errs_in_the_sample_and_again_in_the_draw():
    """Without any relation its R² is a squared correlation of variance 2 / n: mean 2 / n."""
    sample = _Sample(
        names=["a", "b"],
        values=np.zeros((400, 3)),
        counts=np.ones(400),
        units=np.arange(400),
        clusters=0,
    )
    drawn = _with_noise(np.tile(np.eye(3), (4000, 1, 1)), sample, np.random.default_rng(5))
    assert drawn[:, 2].mean() == pytest.approx(2 / 400, rel=0.1)
