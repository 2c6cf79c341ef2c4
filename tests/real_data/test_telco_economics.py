"""Churn, curves and lifetime value of a telecom against reference facts computed by others."""

import shutil
from itertools import pairwise

import pytest

from cxkit.economics import analyse, findings, read_churn, read_takeaway
from cxkit.findings import Missing
from cxkit.intake import read_client
from cxkit.stats import survival_at

pytestmark = pytest.mark.real_data

MONTHLY = (
    ("      revenue: Total Revenue\n", "      total: {from: Total Revenue, role: money}\n"),
    ("      monthly: {from: Monthly Charge, role: money}\n", "      revenue: Monthly Charge\n"),
    ("start: 2019-07-01, end: 2019-09-30", "start: 2019-09-01, end: 2019-09-30"),
    (
        "status: {from: Customer Status, role: segment, label:",
        "status: {from: Customer Status, role: category, label:",
    ),
)
"""Revenue of one month, as the contract of the column asks for; status tells who left."""


@pytest.fixture(scope="module")
def telco(clients):
    folder = clients.folder("ibm_telco_churn", *MONTHLY)
    (folder / "economics.yml").write_text(
        "churn_period: quarter\ndiscount_rate: 0.1\nhorizon_years: 5\nmargin: 0.3\n", "utf-8"
    )
    return analyse(read_client(folder))


def test_churn_is_that_of_the_reference(telco):
    churn = telco.churn
    assert (churn.lost, churn.n) == (1869, 7043)
    assert (churn.ci_low, churn.ci_high) == pytest.approx((0.2552, 0.2758), abs=5e-5)
    assert not churn.dated
    words = telco.client.engagement.words("en")
    assert "not the churn of a period" in read_churn(churn, words)


def test_churn_by_contract_is_that_of_the_reference(telco):
    table = telco.churn_by_segments[0].table.set_index("group")["rate"]
    assert table["Month-to-Month"] > 0.4
    assert table["Two Year"] < 0.05


BASE = """\
name: Telco
region: en_US
languages: [en, es]
currency: USD
period: {start: 2019-09-01, end: 2019-09-30}
tables:
  customers:
    file: data/Telco-Customer-Churn.csv
    columns:
      customer_id: customerID
      churned: Churn
      tenure: {from: tenure, unit: months}
      contract: {from: Contract, role: segment}
"""


@pytest.fixture(scope="module")
def base(real_data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("base") / "client_data" / "telco"
    (folder / "data").mkdir(parents=True)
    (folder / "engagement.yml").write_text(BASE, "utf-8")
    name = "Telco-Customer-Churn.csv"
    shutil.copyfile(real_data / "ibm_telco_churn" / name, folder / "data" / name)
    return analyse(read_client(folder))


def test_survival_by_contract_is_that_of_the_reference(base):
    """Median and S(12), S(24), S(72) of the data set's README, by lifelines."""
    staying = base.staying_by_segment
    month = staying.curves["Month-to-month"]
    assert staying.medians["Month-to-month"].value == 35
    shares = [survival_at(month, time).value for time in (12, 24, 72)]
    assert shares == pytest.approx([0.703097, 0.585915, 0.128952], abs=5e-7)
    assert survival_at(staying.curves["One year"], 72).value == pytest.approx(0.568146, abs=5e-7)
    assert survival_at(staying.curves["Two year"], 72).value == pytest.approx(0.935739, abs=5e-7)
    assert staying.test.p_value < 1e-100
    assert not staying.late


def test_mean_months_by_contract_are_the_areas_of_the_reference_curves(base):
    lasting = base.retention.lasting_by_segment
    assert lasting.reference == "Month-to-month"
    end = lasting.horizon
    assert end == 67  # the last whole month with 30 customers followed in every group
    curve = base.staying_by_segment.curves["Month-to-month"]
    edges = [0.0, *curve.time[curve.time < end], end]
    heights = [1.0, *curve.survival[curve.time < end]]
    area = sum((b - a) * height for (a, b), height in zip(pairwise(edges), heights, strict=True))
    assert lasting.means["Month-to-month"].value == pytest.approx(area)
    assert lasting.differences["Two year"].ci_low > 25
    # marks without a date cannot make cohorts, nor be told from before or after an answer
    assert isinstance(base.retention.cohorts, Missing)
    assert isinstance(base.linkage.effects, Missing)


def test_churn_by_contract_of_the_base_file_is_that_of_the_reference(base):
    table = base.churn_by_segments[0].table.set_index("group")["rate"]
    assert table.to_dict() == pytest.approx(
        {"Month-to-month": 0.427097, "One year": 0.112695, "Two year": 0.028319}, abs=5e-7
    )


def test_the_satisfaction_score_is_a_leak_and_no_evidence(telco):
    assert isinstance(telco.churn_by_score, Missing)
    assert "(a leak)" in telco.churn_by_score.need
    assert isinstance(telco.at_risk, Missing)
    for found in (telco.linkage.effects, telco.linkage.checks, telco.retention.pace):
        assert isinstance(found, Missing)
        assert "(a leak)" in found.need
    assert findings(telco, telco.client.engagement.words("es")) == ()


def test_lifetime_value_says_its_convention(telco):
    values = telco.lifetime
    quarter = 1869 / 7043
    assert values.overall.retention == pytest.approx((1 - quarter) ** 4)
    assert values.money == "share"
    words = telco.client.engagement.words("es")
    assert read_takeaway(telco, words).startswith("El 26,5")
