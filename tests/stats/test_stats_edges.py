import pytest

from cxkit.stats import log_rank


def test_who_enters_at_the_time_of_an_event_is_not_at_risk_at_it():
    """At 5 one of A leaves, one of B is there; the other of B comes at 5: A expects 1/2."""
    found = log_rank([5, 10, 8], [True, False, False], ["A", "B", "B"], entry=[-1, -1, 5])
    assert found.expected == pytest.approx((0.5, 0.5))
