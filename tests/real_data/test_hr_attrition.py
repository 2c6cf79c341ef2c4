"""A public survey among 1,470 (fictional) employees through the front door."""

import pytest

from cxkit import culture
from cxkit.findings import Missing
from cxkit.presentation import Style

pytestmark = pytest.mark.real_data

SCALE = "{low: 1, high: 4, top_box: 3}"
DIMENSIONS = [
    (f"{name}, role: item, scale: [1, 4]}}",
     f"{name}, role: item, scale: {SCALE}, dimension: {dimension}}}")
    for name, dimension in [
        ("EnvironmentSatisfaction", "Work"),
        ("JobSatisfaction", "Work"),
        ("RelationshipSatisfaction", "People"),
        ("WorkLifeBalance", "People"),
        ("JobInvolvement", "Involvement"),
    ]
]  # fmt: skip


@pytest.fixture(scope="module")
def client(clients):
    return clients.read("ibm_hr_attrition", *DIMENSIONS)


@pytest.fixture(scope="module")
def found(client):
    return culture.analyse(client)


def test_items_are_those_of_the_file(found):
    shares = {item.column.name: item.share for item in found.items.items}
    assert shares["balance"] == pytest.approx(0.711565, abs=5e-7)
    assert {item.n for item in found.items.items} == {1470}
    assert sum(item.n_missing for item in found.items.items) == 0


def test_no_question_on_recommendation_says_what_to_ask(found):
    assert found.pulse.enps is None
    assert isinstance(found.enps_by_unit, Missing)


def test_departments_and_roles_are_both_shown_where_their_difference_is_no_handful(client, found):
    frame = client.tables["employees"].frame
    assert set(found.by_unit.table["group"]) == set(frame["unit"])
    assert len(found.by_second_cut.table) == frame["role"].nunique() == 9
    assert found.by_unit.hidden == found.by_second_cut.hidden == ()


def test_made_up_answers_hang_together_in_nothing(found):
    """The data are drawn at random by their makers: no dimension measures one thing."""
    for measured in found.items.reliability.values():
        assert abs(measured.alpha) < 0.1
        assert measured.ci_high < 0.2


def test_no_department_is_called_low(client, found):
    words = client.engagement.words("en")
    assert culture.findings(found, words) == ()
    text = culture.describe_pulse(found.by_unit, words)
    assert "below the rest" not in text.headline
    style = Style(words=words, accent="#0b4f6c", min_base=30)
    ax = culture.plot_pulse(found.by_unit, style=style)
    assert len(ax.get_yticklabels()) == 4
