import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.findings import Missing
from cxkit.maturity import analyse
from cxkit.maturity.missing import NO_RATINGS
from cxkit.maturity.profile import exact_agreement, lower_median
from tests.maturity.made_ratings import COMPONENTS, VARIABLES, alike, assessment, rated

SCORES = {
    "strategy": (3, 3, 2),
    "customers": (1, 2, 1),
    "journeys": (4,),
    "perception": (2, 4, 4),
    "economics": (),
    "governance": (2, 3),
    "culture": (5, 5, 5),
}


@pytest.fixture
def components():
    targets = {"customers": 3, "culture": 4}
    return analyse(rated(assessment("seven_components", SCORES, targets=targets))).components


def standing(profile, key):
    return next(item for item in profile.standings if item.dimension.key == key)


# ------------------------------------------------------------------------ ordinal
def test_levels_are_lower_medians_worked_by_hand(components):
    medians = {item.dimension.key: item.median for item in components.standings}
    assert medians == {
        "strategy": 3,
        "customers": 1,
        "journeys": 4,
        "perception": 4,
        "economics": None,
        "governance": 2,
        "culture": 5,
    }


def test_the_state_says_how_far_a_level_carries(components):
    states = {item.dimension.key: item.state for item in components.standings}
    assert states["journeys"] == "alone"
    assert states["economics"] == "unrated"
    assert states["perception"] == "apart"
    assert states["strategy"] == states["culture"] == "close"
    assert not components.complete
    assert components.raters == 3


def test_the_gap_is_target_less_level(components):
    assert standing(components, "customers").gap == 2
    assert standing(components, "culture").gap == -1
    assert standing(components, "strategy").gap is None
    assert standing(components, "economics").gap is None


def test_the_lowest_level_is_the_bottleneck(components):
    assert components.lowest == components.overall == 1
    assert [item.dimension.key for item in components.bottleneck] == ["customers"]
    assert components.stable


def test_exact_agreement_by_hand():
    # pairs: (3,3) yes, (3,2) no, (3,2) no; (1,1) yes; alone: none
    assert exact_agreement([(3, 3, 2), (1, 1), (4,)]) == pytest.approx(2 / 4)
    assert math.isnan(exact_agreement([(3,), ()]))


def test_alpha_is_one_where_all_agree_and_differ_by_dimension():
    levels = {key: (number % 3 + 1,) * 2 for number, key in enumerate(COMPONENTS)}
    profile = analyse(rated(assessment("seven_components", levels))).components
    assert profile.alpha == pytest.approx(1)
    assert profile.exact == 1


@given(st.lists(st.integers(1, 10), min_size=1, max_size=9))
def test_the_median_is_a_level_that_was_given_and_never_above_the_usual_one(scores):
    level = lower_median(scores)
    assert level in scores
    assert level == statistics.median_low(scores)
    assert min(scores) <= level <= statistics.median(scores)


@given(st.lists(st.lists(st.integers(1, 5), min_size=1, max_size=4), min_size=7, max_size=7))
def test_the_overall_level_is_never_above_any_dimension(table):
    scores = dict(zip(COMPONENTS, map(tuple, table), strict=True))
    profile = analyse(rated(assessment("seven_components", scores))).components
    medians = [item.median for item in profile.standings]
    assert profile.overall == profile.lowest == min(medians)
    assert (not profile.bottleneck) == (len(set(medians)) == 1)
    assert all(item.median == min(medians) for item in profile.bottleneck)


# --------------------------------------------------------------------- bottleneck
def test_nothing_is_a_bottleneck_where_all_is_alike():
    profile = analyse(rated(alike("seven_components"))).components
    assert profile.bottleneck == ()
    assert profile.overall == 3


def test_a_single_dimension_is_no_bottleneck():
    (_, profile) = analyse(rated(alike("seven_components"), alike("five_levels"))).assessed
    assert profile.bottleneck == ()


def test_a_bottleneck_that_one_rater_makes_is_not_stable():
    scores = dict.fromkeys(COMPONENTS, (3, 3)) | {"culture": (3, 2)}
    profile = analyse(rated(assessment("seven_components", scores))).components
    assert [item.dimension.key for item in profile.bottleneck] == ["culture"]
    assert not profile.stable


def test_one_rater_alone_makes_nothing_stable():
    scores = dict.fromkeys(COMPONENTS, (3,)) | {"culture": (1,)}
    assert not analyse(rated(assessment("seven_components", scores))).components.stable


# -------------------------------------------------------------------------- gates
def test_the_level_stays_below_a_gate_that_is_not_passed():
    profile = analyse(rated(alike("five_levels", 4), charter=None)).assessed[0]
    assert (profile.lowest, profile.overall) == (4, 2)
    assert [gate.key for gate in profile.blocking] == ["leader", "journeys"]


def test_a_leader_on_record_opens_the_gate():
    profile = analyse(rated(alike("three_levels", 2))).assessed[0]
    assert [gate.key for gate in profile.blocking] == ["voice"]
    assert profile.overall == 1


def test_the_rating_of_another_model_opens_the_gate():
    six = alike("six_phases", 3)
    first, five = analyse(rated(six, alike("five_levels", 4), charter=None)).assessed
    assert first.blocking == five.blocking == ()
    assert (first.overall, five.overall) == (3, 4)


def test_responsibilities_not_rated_and_no_leader_hold_six_phases_below_the_third():
    scores = {key: (4, 4) for key in VARIABLES if key != "responsibilities"}
    without = analyse(rated(assessment("six_phases", scores), charter=None)).profiles[0]
    assert (without.lowest, without.overall) == (4, 2)
    with_leader = analyse(rated(assessment("six_phases", scores))).profiles[0]
    assert with_leader.overall == 4


def test_a_gate_beyond_the_level_reached_does_not_block():
    profile = analyse(rated(alike("five_levels", 2), charter=None)).assessed[0]
    assert not all(item.passed for item in profile.passages)
    assert profile.blocking == ()
    assert profile.overall == 2


# ------------------------------------------------------------------ what is absent
def test_without_ratings_the_components_say_which_inputs_there_are():
    analysis = analyse(rated())
    governance = standing(analysis.components, "governance")
    assert governance.median is None
    assert governance.there == ("charter.leader",)
    assert analysis.components.lowest is None
    assert analysis.components.overall is None
    assert analysis.assessed is NO_RATINGS


@pytest.mark.parametrize("what", ["assessed", "profiles", "models", "steps", "checklists"])
def test_without_ratings_every_result_is_missing_and_says_what_to_do(what):
    for client in (rated(), rated(assessment("six_phases", {}))):
        result = getattr(analyse(client), what)
        assert isinstance(result, Missing)
        assert "maturity.yml" in result.need


def test_an_assessment_of_an_unknown_model_is_left_out():
    analysis = analyse(rated(assessment("nowhere", {"a": (1,)}), alike("five_levels")))
    assert [item.model.key for item in analysis.assessed] == ["five_levels"]
