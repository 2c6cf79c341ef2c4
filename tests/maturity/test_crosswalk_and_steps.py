import pytest

from cxkit.findings import Missing
from cxkit.maturity import analyse
from tests.maturity.made_ratings import VARIABLES, alike, assessment, rated

OWN = {
    "key": "house",
    "name": {"es": "Modelo de la casa", "en": "House model"},
    "levels": [
        {"name": {"es": "Semilla", "en": "Seed"}, "phases": [1, 2]},
        {"name": {"es": "Árbol", "en": "Tree"}, "phases": [5, 6]},
    ],
    "dimensions": [
        {
            "key": "people",
            "name": {"es": "Personas", "en": "People"},
            "levels": [
                {"text": {"es": "Pocas", "en": "Few"}, "next": {"es": "Sumar", "en": "Add some"}},
                {"text": {"es": "Muchas", "en": "Many"}},
            ],
        },
        {
            "key": "money",
            "name": {"es": "Dinero", "en": "Money"},
            "inputs": ["economics"],
            "levels": [
                {"text": {"es": "Poco", "en": "Little"}, "next": {"es": "Ahorrar", "en": "Save"}},
                {"text": {"es": "Mucho", "en": "Plenty"}},
            ],
        },
    ],
}


def compare(*assessments, **more):
    return analyse(rated(*assessments, **more)).models


@pytest.mark.parametrize(
    ("six", "five", "agree"),
    [(1, 1, True), (1, 2, True), (1, 3, False), (4, 3, True), (4, 4, True), (5, 4, True),
     (6, 5, True), (5, 5, False), (2, 1, False)],
)  # fmt: skip
def test_models_agree_if_they_meet_in_a_phase(six, five, agree):
    found = compare(alike("six_phases", six), alike("five_levels", five))
    assert found.pairs == 1
    assert (not found.clashes) == agree


def test_the_pair_farthest_apart_comes_first_with_its_distance():
    found = compare(alike("six_phases", 1), alike("three_levels", 3), alike("five_levels", 5))
    assert found.pairs == 3
    ends = [(c.low.profile.model.key, c.high.profile.model.key, c.distance) for c in found.clashes]
    assert ends == [("six_phases", "five_levels", 5), ("six_phases", "three_levels", 3)]


def test_one_model_cannot_be_compared():
    assert isinstance(compare(alike("six_phases")), Missing)


def test_a_model_without_crosswalk_is_not_compared():
    lone = OWN | {"levels": [{"name": "a"}, {"name": "b"}]}
    ratings = assessment("house", {"people": (1, 1), "money": (2, 2)})
    assert isinstance(compare(ratings, alike("six_phases"), models=[lone]), Missing)
    assert compare(ratings, alike("six_phases"), models=[OWN]).pairs == 1


def test_a_model_of_the_consultants_goes_all_the_way():
    ratings = assessment("house", {"people": (1, 1), "money": (2, 2)})
    analysis = analyse(rated(ratings, models=[OWN]))
    (profile,) = analysis.profiles
    assert [item.dimension.key for item in profile.bottleneck] == ["people"]
    (step,) = analysis.steps.first
    assert step.standing.cell.next.en == "Add some"
    assert analysis.steps.later == ()  # money is at its last level


# -------------------------------------------------------------------------- steps
def test_the_bottlenecks_steps_come_first_and_the_others_later():
    scores = dict.fromkeys(VARIABLES, (3, 3)) | {"cro": (1, 1), "tools": (6, 6)}
    steps = analyse(rated(assessment("six_phases", scores))).steps
    assert [step.standing.dimension.key for step in steps.first] == ["cro"]
    later = {step.standing.dimension.key for step in steps.later}
    assert later == set(VARIABLES) - {"cro", "tools"}


def test_where_all_is_alike_every_dimension_has_its_step():
    steps = analyse(rated(alike("six_phases", 2))).steps
    assert len(steps.first) == 7
    assert steps.later == ()


def test_at_the_last_level_nothing_is_asked_for():
    assert isinstance(analyse(rated(alike("three_levels", 3))).steps, Missing)


# ---------------------------------------------------------------------- checklist
def test_the_checklist_carries_up_to_the_last_level_wholly_met():
    items = [
        ("daily_urgencies", "no"),
        ("journeys_identified", "yes"),
        ("technology_assessed", "yes"),
        ("governance", "partly"),
        ("needs_heard", "yes"),
    ]
    ratings = assessment("five_levels", {"level": (4, 4)}, checklist=items)
    (checked,) = analyse(rated(ratings)).checklists
    assert checked.carried == 2
    assert checked.rated == 4
    assert [item.level for item, _ in checked.items] == [1, 2, 2, 3, 4]


def test_without_items_of_the_second_level_a_checklist_carries_the_first_only():
    ratings = assessment("five_levels", {"level": (2,)}, checklist=[("needs_heard", "yes")])
    assert analyse(rated(ratings)).checklists[0].carried == 1
