from dataclasses import replace

import pytest

from cxkit.summary.ranking import AtStake, with_money
from tests.summary.test_findings import finding
from tests.summary.test_priority import judged, made

PLACE = {"Desk": AtStake(low=1.0, middle=2.0, high=3.0)}


@pytest.mark.parametrize("subject", ["strategy", "customers", "governance", "culture", "maturity"])
def test_only_what_customers_met_at_a_touchpoint_carries_its_revenue_at_risk(subject):
    item = replace(finding(touchpoint="Desk"), subject=subject)
    assert with_money(item, PLACE).money is None
    assert with_money(replace(item, subject="journeys"), PLACE).money == 2.0


def test_what_costs_more_comes_later_where_only_the_benefit_is_known():
    dear = judged("I1", 3, 3, 3, benefit=100, cost=90)
    cheap = judged("I2", 3, 3, 3, benefit=100, cost=10)
    idle = judged("I3", 3, 3, 3, benefit=0, cost=0)
    found = {row.initiative.id: row for row in made(dear, cheap, idle).rows}
    assert found["I2"].rank < found["I1"].rank - 0.2
