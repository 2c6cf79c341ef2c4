"""Cost to serve and winning back on public files, against sums made by other means."""

import pytest

from cxkit.economics import analyse, read_serving, read_winning
from cxkit.findings import Missing
from cxkit.intake import read_client

pytestmark = pytest.mark.real_data

SOURCES = {
    "Phone": 5895, "Mobile/Open311": 2256, "Web": 1658, "Integrated Agency": 93, "Twitter": 89,
    "Email": 9,
}  # fmt: skip


@pytest.fixture(scope="module")
def city(clients):
    folder = clients.folder("sf311_sample")
    (folder / "economics.yml").write_text("cost_per_contact: [5, 10]\n", "utf-8")
    return analyse(read_client(folder))


def test_requests_to_a_city_cost_their_number_times_the_agreed_range(city):
    serving = city.serving
    period = city.client.engagement.period
    opened = city.client.tables["tickets"].frame["opened"]
    inside = ((opened.dt.date >= period.start) & (opened.dt.date <= period.end)).sum()
    assert serving.n == inside
    assert serving.n + serving.n_outside == 10_000
    assert serving.total.value == pytest.approx(inside * 7.5)
    assert (serving.each.low, serving.each.high) == pytest.approx((5, 10))
    channels = serving.by_column("channel")
    if serving.n_outside == 0:
        assert {row.group: row.n for row in channels.rows} == SOURCES
    assert sum(row.n for row in channels.rows) + channels.n_blank == inside


def test_requests_of_nobody_known_have_no_cost_a_customer(city):
    assert city.serving.everybody is None
    assert city.serving.repeats == ()
    assert isinstance(city.served_by, Missing)
    assert isinstance(city.bridge, Missing)
    assert "requests" not in read_serving(city.serving, city.client.engagement.words("en"))


def test_winning_back_the_customers_of_a_telecom(clients):
    """1,869 of 7,043 left; who stayed pays 61.3 a month on average (monthly charge)."""
    from tests.real_data.test_telco_economics import MONTHLY

    folder = clients.folder("ibm_telco_churn", *MONTHLY)
    (folder / "economics.yml").write_text("acquisition_cost: [100, 200]\nmargin: 0.3\n", "utf-8")
    found = analyse(read_client(folder))
    winning, words = found.winning, found.client.engagement.words("en")
    raw = found.client.tables["customers"].frame
    stayed = raw.loc[~raw["churned"].astype(bool), "revenue"]
    yearly = stayed.mean() * 365.25 / 30
    assert winning.n_lost == 1869
    assert winning.lost_revenue.value == pytest.approx(1869 * yearly)
    assert winning.needed.value == pytest.approx(1869)
    assert winning.replacement.low < 1869 * 100
    assert winning.replacement.high > 1869 * 200
    assert winning.payback.value == pytest.approx(12 * 150 / (0.3 * yearly))
    assert winning.payback.low == pytest.approx(12 * 100 / (0.3 * yearly), rel=0.03)
    text = read_winning(winning, words)
    assert "Leaving has no date" in text
    assert "No customer joined" in text
