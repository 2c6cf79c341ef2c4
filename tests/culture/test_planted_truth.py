"""What is planted in the demo clients is found, and where nothing is planted nothing is."""

import numpy as np
import pytest

from cxkit import culture
from cxkit.culture.standout import low_units
from cxkit.demo import DEMOS, write_clean_client
from cxkit.findings import error_rate
from tests.culture.made_staff import FOLDERS, Demo

ERROR = error_rate("culture", 0.95)


@pytest.fixture(scope="module", params=list(DEMOS))
def demo(request):
    return Demo(FOLDERS / request.param)


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    return Demo(write_clean_client(tmp_path_factory.mktemp("clean")))


def test_the_low_unit_is_found_and_no_other(demo):
    unit = demo.truth["employees"]["low_unit"]
    found = low_units(demo.culture.by_unit, error=ERROR)
    assert [item.group for item in found] == [unit]
    finding = demo.findings["culture.unit.low"]
    assert finding.headline.startswith(f"{demo.named(unit)}: eNPS ")
    assert finding.certainty == "clear"
    assert finding.tone == "bad"
    assert finding.comparisons == demo.culture.by_unit.comparisons == 19


def test_the_interval_of_every_unit_shown_holds_its_score(demo):
    table = demo.culture.by_unit.of("enps")
    frame = demo.client.tables["employees"].frame
    for row in table.to_dict("records"):
        answers = frame.loc[frame["unit"] == row["group"], "enps"].dropna()
        score = 100 * ((answers >= 9).mean() - (answers <= 6).mean())
        assert row["value"] == pytest.approx(score)
        assert row["ci_low"] < score < row["ci_high"]


def test_the_small_unit_is_hidden_and_not_alone(demo):
    (small,) = demo.truth["employees"]["small_units"]
    by = demo.culture.by_unit
    assert small in by.hidden
    assert len(by.hidden) == 2
    assert not set(by.hidden) & set(by.table["group"])


def test_overdue_and_never_trained_areas_are_found(demo):
    state, planted = demo.culture.training, demo.truth["governance"]
    assert [state.areas[i] for i in state.overdue] == planted["overdue_training"]
    assert [state.areas[i] for i in state.never] == planted["never_trained"]
    for key, areas in (("overdue", "overdue_training"), ("never", "never_trained")):
        headline = demo.findings[f"culture.training.{key}"].headline
        for area in planted[areas]:
            assert state.names.say(area, demo.words) in headline


def test_the_incentive_that_works_against_customers_is_found(demo):
    finding = demo.findings["culture.incentive.misaligned"]
    assert "Productivity bonus" in finding.headline
    assert finding.certainty == "indicative"
    assert finding.comparisons == 0


def test_the_clean_client_yields_no_finding(clean):
    assert clean.findings == {}
    assert not low_units(clean.culture.by_unit, error=0.05)
    assert (
        "no difference by"
        in culture.describe_enps_by_unit(clean.culture.by_unit, clean.words).headline
    )
    assert (
        culture.read_so_what(clean.culture, clean.words)
        == "Nothing in this section calls for action on its own."
    )


def test_dealing_the_answers_anew_destroys_what_was_planted(demo):
    """Answers dealt to other people leave units alike: at most 1 of 10 draws names one.

    At the error rate of culture, 0.005, two or more would come up with a chance of 0.001.
    """
    frame = demo.client.tables["employees"].frame
    asked = [name for name in frame if name == "enps" or name.startswith("item_")]
    rng = np.random.default_rng(7)
    false = 0
    for _ in range(10):
        order = rng.permutation(len(frame))
        dealt = frame.assign(**{name: frame[name].to_numpy()[order] for name in asked})
        by = demo.with_frame(dealt).by_unit
        false += bool(low_units(by, error=ERROR))
    assert false <= 1
