import json
from pathlib import Path

import pytest

from cxkit.demo import DEMOS, write_clean_client
from cxkit.intake import read_client
from cxkit.maturity import analyse, findings
from tests.maturity.made_ratings import COMPONENTS, VARIABLES, alike, assessment, rated

FOLDERS = Path(__file__).parents[2] / "client_data"
WEAK = dict.fromkeys(COMPONENTS, (3, 3, 3)) | {"culture": (1, 1, 1)}


def found(*assessments, language="en", **more):
    client = rated(*assessments, **more)
    return findings(analyse(client), client.engagement.words(language))


# ------------------------------------------------------------------------ by hand
def test_a_bottleneck_says_what_the_next_level_asks_for():
    (finding,) = found(assessment("seven_components", WEAK, targets={"culture": 3}))
    assert finding.key == "maturity.bottleneck.components"
    assert finding.headline.startswith("Culture is the least developed component")
    assert "Lower median of 3 raters, all at level 1. The other 6 dimensions" in finding.detail
    assert "The next level asks for: Bring customers' voice" in finding.detail
    assert (finding.tone, finding.certainty, finding.comparisons) == ("bad", "indicative", 0)
    assert finding.size == pytest.approx(0.3 * 2 / 4)
    assert finding.evidence.n == 3
    assert finding.evidence.table == "maturity.yml"


def test_without_target_the_gap_is_to_the_next_dimension():
    scores = dict.fromkeys(VARIABLES, (4, 4)) | {"cro": (2, 2), "tools": (3, 3)}
    (finding,) = found(assessment("six_phases", scores))
    assert finding.key == "maturity.bottleneck.six_phases"
    assert finding.size == pytest.approx(0.3 * 1 / 5)


@pytest.mark.parametrize(
    "ratings",
    [
        assessment("seven_components", WEAK, evidence=False),
        assessment("seven_components", dict.fromkeys(COMPONENTS, (3,)) | {"culture": (1,)}),
        assessment("seven_components", WEAK | {"strategy": ()}),
        assessment("seven_components", dict.fromkeys(COMPONENTS, (3, 3)) | {"culture": (3, 2)}),
    ],
    ids=["no evidence", "one rater", "incomplete", "one rater makes it"],
)
def test_a_bottleneck_that_little_carries_is_indicative(ratings):
    assert [item.certainty for item in found(ratings)] == ["indicative"]


def test_all_alike_says_nothing():
    assert found(alike("seven_components"), alike("six_phases")) == ()


def test_a_shared_gate_is_one_finding():
    made = found(alike("six_phases", 2), alike("five_levels", 4), alike("three_levels", 2),
                 charter=None)  # fmt: skip
    gates = [item.key for item in made if item.key.startswith("maturity.gate")]
    assert gates == ["maturity.gate.journeys", "maturity.gate.leader", "maturity.gate.voice"]
    assert all(0 <= item.size <= 1 for item in made)


def test_models_that_disagree_are_a_finding_and_those_that_agree_are_not():
    clash = found(alike("six_phases", 1), alike("three_levels", 3), charter=None)
    assert "maturity.models.disagree" in [item.key for item in clash]
    agree = found(alike("six_phases", 3), alike("five_levels", 3))
    assert agree == ()


def test_there_are_never_more_than_five():
    made = found(
        assessment("seven_components", WEAK),
        assessment("six_phases", dict.fromkeys(VARIABLES, (4, 4)) | {"responsibilities": (2, 2)}),
        alike("five_levels", 5),
        alike("three_levels", 3),
        charter=None,
    )
    assert len(made) == 5


def test_no_ratings_no_findings():
    assert found() == ()


def test_a_judged_level_weighs_less_than_a_measured_one():
    (finding,) = found(assessment("seven_components", WEAK, targets={"culture": 5}))
    assert finding.reach * finding.size <= 0.3


# ------------------------------------------------------------------ what is planted
class Demo:
    def __init__(self, folder):
        self.client = read_client(folder)
        self.truth = json.loads((folder / "planted_truth.json").read_text("utf-8"))["maturity"]
        self.analysis = analyse(self.client)
        self.findings = findings(self.analysis, self.client.engagement.words("en"))


@pytest.fixture(scope="module", params=list(DEMOS))
def demo(request):
    return Demo(FOLDERS / request.param)


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    return Demo(write_clean_client(tmp_path_factory.mktemp("clean")))


def test_the_planted_bottlenecks_are_found(demo):
    seen = {
        item.model.key: [standing.dimension.key for standing in item.bottleneck]
        for item in demo.analysis.assessed
        if item.bottleneck
    }
    assert seen == demo.truth["bottleneck"]
    assert set(seen) == {"seven_components", "six_phases"}
    keys = [item.key for item in demo.findings]
    assert keys[:2] == ["maturity.bottleneck.components", "maturity.bottleneck.six_phases"]


def test_the_planted_clash_of_models_is_found(demo):
    assert demo.truth["models_disagree"] is True
    assert "maturity.models.disagree" in [item.key for item in demo.findings]


def test_the_component_stands_out_clearly(demo):
    first = demo.findings[0]
    assert first.certainty == "indicative"  # a judgement, however much raters agree
    ((key,), last) = demo.truth["bottleneck"]["seven_components"], demo.analysis.components
    levels = {item.dimension.key: item.median for item in last.standings}
    assert levels[key] == 1
    assert min(level for name, level in levels.items() if name != key) == 2


def test_four_models_were_rated_by_three(demo):
    assert [item.model.key for item in demo.analysis.assessed] == [
        "seven_components",
        "six_phases",
        "five_levels",
        "three_levels",
    ]
    assert {item.raters for item in demo.analysis.assessed} == {3}
    assert all(item.complete for item in demo.analysis.assessed)


def test_the_clean_client_has_no_bottleneck_and_no_clash(clean):
    assert clean.truth == {"bottleneck": {}, "models_disagree": False}
    assert clean.findings == ()


def test_two_of_seven_rated_by_one_person_are_called_that():
    scores = dict.fromkeys(COMPONENTS, ()) | {"economics": (1,), "strategy": (3,)}
    (finding,) = found(assessment("seven_components", scores))
    assert finding.headline.startswith("Economics is the least developed of the 2 of 7 components")
    assert "Rated by one person only. The other rated dimension (1) stands at level 3." in (
        finding.detail
    )
