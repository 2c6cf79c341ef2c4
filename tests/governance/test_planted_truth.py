"""What is planted in the demo clients is found, and where nothing is planted nothing is."""

import json
from pathlib import Path

import pytest

from cxkit.demo import DEMOS, write_clean_client
from cxkit.governance import analyse, findings
from cxkit.intake import read_client

FOLDERS = Path(__file__).parents[2] / "client_data"
PLANTED = {
    "governance.silos.isolated",
    "governance.raci.accountable",
    "governance.charter.unanswered",
    "governance.forums.overdue",
}


class Demo:
    """A demo client as the front door gives it, with what was planted in it."""

    def __init__(self, folder):
        self.client = read_client(folder)
        self.truth = json.loads((folder / "planted_truth.json").read_text("utf-8"))["governance"]
        self.words = self.client.engagement.words("en")
        self.governance = analyse(self.client)
        self.findings = {f.key: f for f in findings(self.governance, self.words)}


@pytest.fixture(scope="module", params=list(DEMOS))
def demo(request):
    return Demo(FOLDERS / request.param)


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    return Demo(write_clean_client(tmp_path_factory.mktemp("clean")))


def test_the_planted_silo_is_the_one_that_stands_apart(demo):
    silos = demo.governance.silos
    assert silos.isolated == (demo.truth["silo"],)
    own = silos.table.set_index("area").loc[demo.truth["silo"]]
    assert own["density"] == 0
    assert own["rest"] == 1
    name = silos.names[demo.truth["silo"]].name.say(demo.words)
    assert demo.findings["governance.silos.isolated"].headline.startswith(name)


@pytest.mark.parametrize(
    ("rule", "key"),
    [
        ("several_accountable", "raci_two_accountable"),
        ("none_accountable", "raci_none_accountable"),
    ],
)
def test_the_planted_faults_of_the_raci_table_are_found_and_no_others(demo, rule, key):
    table = demo.governance.responsibilities
    found = [b.activity.activity.say(demo.words) for b in table.broken(rule)]
    assert found == demo.truth[key]
    assert len(table.breaches) == 2
    assert all(name in demo.findings["governance.raci.accountable"].detail for name in found)


def test_the_unanswered_question_is_the_planted_one(demo):
    unanswered = [item.question.key for item in demo.governance.charter.open]
    assert unanswered == demo.truth["unanswered_charter_questions"]
    assert demo.governance.charter.n_answered == 5


def test_the_initiative_without_owner_and_the_kpi_without_baseline_are_flagged(demo):
    lacking = demo.governance.initiatives.with_issue("no_owner")
    assert [item.initiative.id for item in lacking] == ["I5"]
    no_baseline = [s.kpi.id for s in demo.governance.kpis.states if "no_baseline" in s.issues]
    assert no_baseline == ["K6"]


def test_the_summary_gets_all_that_is_planted(demo):
    assert set(demo.findings) == PLANTED | {"governance.loop.resolved"}
    assert all(f.comparisons == 0 for f in demo.findings.values())
    assert all(0 <= f.size <= 1 and 0 <= f.reach <= 1 for f in demo.findings.values())


def test_alerts_are_those_of_the_last_wave_counted_by_hand(demo):
    alerts = demo.governance.alerts
    frame = demo.client.tables["responses"].frame
    last = frame.loc[frame["date"].idxmax(), "wave"]
    low = frame[(frame["wave"] == last) & (frame["ltr"] < 3)]
    assert alerts.wave == last
    assert alerts.counts[0].n_alerts == len(low) > 30


def test_at_the_clean_client_nothing_planted_is_found(clean):
    assert set(clean.findings) <= {"governance.loop.resolved"}
    assert clean.governance.responsibilities.breaches == ()
    assert clean.governance.silos.isolated == ()
    assert clean.governance.charter.open == ()
    assert clean.governance.forums.overdue == ()
    assert clean.governance.data.without_owner == ()
