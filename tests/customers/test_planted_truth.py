"""The archetypes planted in the demo clients are found, and the clean client has none."""

import json
from pathlib import Path

import numpy as np
import pytest

from cxkit.customers import analyse, empathy_html, findings, portraits_html, read_archetypes
from cxkit.demo import DEMOS, write_clean_client
from cxkit.intake import read_client
from cxkit.stats.clustering import adjusted_rand

FOLDERS = Path(__file__).parents[2] / "client_data"


class Demo:
    """A demo client as the front door gives it, with what was planted in it."""

    def __init__(self, folder):
        self.client = read_client(folder)
        self.truth = json.loads((folder / "planted_truth.json").read_text("utf-8"))
        self.words = self.client.engagement.words("en")
        self.analysis = analyse(self.client)

    def planted(self):
        """The planted archetype of every customer, in the order of the table."""
        letters = self.truth["archetypes"]["by_customer"]
        return np.array(["ABCD".index(letter) for letter in letters])

    def found(self):
        """The group of every customer, in the order of the table."""
        labels = self.analysis.archetypes.labels
        return labels.loc[self.client.tables["customers"].frame["customer_id"]].to_numpy()


@pytest.fixture(scope="module", params=list(DEMOS))
def demo(request):
    return Demo(FOLDERS / request.param)


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    return Demo(write_clean_client(tmp_path_factory.mktemp("clean")))


def test_the_planted_archetypes_are_recovered(demo):
    """Measured: bank 0.78, telecom 0.81, airline 0.81, with answers rounded to 1-5 and blanks."""
    found = demo.analysis.archetypes
    assert found.outcome == "archetypes"
    assert found.chosen.k == 4
    assert (demo.found() > 0).mean() > 0.99
    assert adjusted_rand(demo.planted(), demo.found()) >= 0.75


def test_every_group_is_called_by_the_archetype_it_holds(demo):
    truth = demo.truth["archetypes"]
    ids = {item.cluster.number: item.judged.id for item in demo.analysis.portraits.portraits}
    assert sorted(ids.values()) == sorted(truth["ids"].values())
    for letter, name in truth["ids"].items():
        members = demo.found()[demo.planted() == "ABCD".index(letter)]
        assert ids[int(np.bincount(members).argmax())] == name
        (cluster,) = [c for c in demo.analysis.archetypes.clusters if ids[c.number] == name]
        items = cluster.items.set_index("name")["difference"]
        assert set(items.nlargest(2).index) == set(truth["needs"][letter])
        assert cluster.share == pytest.approx(truth["sizes"][letter], abs=0.05)


def test_the_summary_says_how_many_archetypes_there_are(demo):
    keys = {item.key: item for item in findings(demo.analysis, demo.words)}
    assert keys["customers.archetypes.found"].headline.startswith("Customers form 4 stable")


def test_the_notes_without_a_source_are_counted(demo):
    for item in demo.analysis.portraits.portraits:
        assert (item.support.notes, item.support.unsupported) == (11, 1)
        assert item.support.unknown == ()
        assert item.support.talked
        assert item.support.missing_teams == ()


@pytest.mark.parametrize("language", ["en", "es"])
def test_cards_and_maps_are_in_the_readers_language(demo, language):
    words = demo.client.engagement.words(language)
    for make, result in (
        (portraits_html, demo.analysis.portraits),
        (empathy_html, demo.analysis.empathy),
    ):
        _, plain = make(result, words)
        lines = [line for line in plain.split("\n") if not line.startswith("“")]
        assert "[en español]" not in plain
        assert "[in Spanish]" not in plain
        assert not any("{" in line for line in lines)


def test_the_clean_client_has_no_stable_archetypes(clean):
    assert clean.truth["archetypes"] is None
    assert clean.analysis.archetypes.outcome == "none"
    text = read_archetypes(clean.analysis.archetypes, clean.words)
    assert text.startswith("The ratings hold no stable archetypes")


def test_the_clean_client_yields_no_finding_on_types_or_leavers(clean):
    keys = [item.key for item in findings(clean.analysis, clean.words)]
    assert not [key for key in keys if key.startswith(("customers.archetypes", "customers.left"))]
