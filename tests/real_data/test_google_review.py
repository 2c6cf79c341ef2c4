"""Average ratings of 24 kinds of places by 5,456 travellers: are there types of travellers?"""

from dataclasses import replace

import pytest

from cxkit.client import Column
from cxkit.customers import analyse, portraits_html, read_archetypes
from cxkit.scales import Scale

pytestmark = pytest.mark.real_data

BROKEN = (
    "category_11: {from: Category 11, role: number, missing: [0]}",
    'category_11: {from: Category 11, role: number, missing: ["2\\t2."]}',
)
ZEROS_COUNT = (", missing: [0]}", "}")
PLACES = Scale(low=0, high=5, top_box=4)


@pytest.fixture(scope="module")
def travellers(clients):
    """The client with its averages as ratings; a rating question itself takes whole answers."""
    client = clients.read("google_review_ratings", BROKEN, ZEROS_COUNT)
    table = client.tables["customers"]
    columns: dict[str, Column] = {
        name: replace(column, role="rating", scale=PLACES) if name.startswith("cat") else column
        for name, column in table.columns.items()
    }
    tables = {"customers": replace(table, columns=columns)}
    return analyse(replace(client, tables=tables))


def test_travellers_form_types_by_the_kind_of_place_they_rate(travellers):
    """Parks, theatres and beaches; malls, restaurants and pubs; pools, gyms and cafés; hotels.

    No groups were published with the data. Three groups are about as stable (0.84), but chance
    finds as much: hotels, burgers and juice bars then go with restaurants. They differ in kind,
    not in level.
    """
    found = travellers.archetypes
    assert found.outcome == "archetypes"
    assert found.chosen.k == 4
    assert found.chosen.stability > 0.85 > found.chosen.null_high
    assert found.level < 0.2
    together = [
        {"category_3", "category_4", "category_5"},  # beaches, parks, theatres
        {"category_7", "category_8", "category_9", "category_10"},  # malls, zoo, restaurants, pubs
        {"category_17", "category_18", "category_21"},  # swimming pools, gyms, cafés
        {"category_12", "category_13", "category_14"},  # burgers and pizza, hotels, juice bars
    ]
    for places, cluster in zip(together, found.clusters, strict=True):
        assert places <= set(cluster.items.nlargest(6, "difference")["name"])


def test_all_travellers_are_placed_and_the_sample_is_told(travellers):
    found = travellers.archetypes
    assert (found.n, found.n_complete, found.n_tested) == (5456, 5454, 2000)
    assert sum(cluster.n for cluster in found.clusters) == 5456


def test_types_nobody_described_are_cards_all_the_same(travellers):
    words = travellers.client.engagement.words("en")
    _, plain = portraits_html(travellers.portraits, words)
    assert plain.count("Not described yet") == 4
    assert read_archetypes(travellers.archetypes, words).startswith("Customers form 4 stable")
