from datetime import date

import pytest
from pydantic import ValidationError

from cxkit.engagement.judgements import (
    CSV_FILES,
    YAML_FILES,
    Archetype,
    Charter,
    Editorial,
    Initiative,
    Journeys,
    Judgements,
    Kpi,
    LoopCase,
    Maturity,
    Note,
    Quote,
    Strategy,
    Training,
)

STAGE = {
    "name": "Use",
    "phase": "during",
    "steps": [
        {"id": "s1", "action": "Looks", "next": ["s2", "s3"]},
        {"id": "s2", "action": "Asks", "next": "s1"},
        {"id": "s3", "action": "Buys"},
    ],
}


def rule_of(error: pytest.ExceptionInfo[ValidationError]) -> str:
    return error.value.errors()[0]["type"]


def test_the_container_has_an_attribute_for_every_file():
    names = set(Judgements.__dataclass_fields__)
    assert names == set(YAML_FILES) | set(CSV_FILES)


@pytest.mark.parametrize("model", [*YAML_FILES.values(), *CSV_FILES.values()])
def test_every_file_refuses_unknown_keys(model):
    with pytest.raises(ValidationError) as error:
        model.model_validate({"unheard_of": "1"})
    assert "extra_forbidden" in {item["type"] for item in error.value.errors()}


@pytest.mark.parametrize("model", YAML_FILES.values())
def test_every_yaml_file_may_be_empty(model):
    assert model.model_validate({}) is not None


def test_a_journey_may_branch_and_loop():
    journeys = Journeys.model_validate(
        {"journeys": [{"id": "j", "name": "J", "as_is": {"date": "2026-01-01", "stages": [STAGE]}}]}
    )
    steps = journeys.journeys[0].as_is.steps
    assert [step.next for step in steps] == [("s2", "s3"), ("s1",), ()]


def test_a_step_that_goes_on_to_nowhere_is_refused():
    stage = {**STAGE, "steps": [{"id": "s1", "action": "Looks", "next": "s9"}]}
    with pytest.raises(ValidationError) as error:
        Journeys.model_validate(
            {
                "journeys": [
                    {"id": "j", "name": "J", "as_is": {"date": "2026-01-01", "stages": [stage]}}
                ]
            }
        )
    assert rule_of(error) == "step_next"


def test_two_pain_points_with_one_id_are_refused():
    point = {"id": "P1", "text": "Long wait"}
    with pytest.raises(ValidationError) as error:
        Journeys.model_validate({"pain_points": [point, point]})
    assert rule_of(error) == "repeated_id"


@pytest.mark.parametrize("written", ["Hurry", {"es": "Prisa", "en": "Hurry"}, {"text": "Hurry"}])
def test_a_note_may_be_a_text_alone(written):
    assert Note.model_validate(written).sources == ()


def test_an_archetypes_size_is_a_share():
    with pytest.raises(ValidationError):
        Archetype.model_validate({"id": "a", "name": "A", "size": "40"})


def test_raci_faults_are_findings_not_load_errors():
    charter = Charter.model_validate(
        {
            "raci": [
                {"activity": "Measure", "R": "cx", "A": ["cx", "sales"]},
                {"activity": "Decide", "R": "cx"},
            ]
        }
    )
    assert [len(line.A) for line in charter.raci] == [2, 0]


def test_leaders_guesses_must_lie_on_the_scale():
    with pytest.raises(ValidationError) as error:
        Strategy.model_validate(
            {
                "self_rating": {
                    "scale": ["1", "5"],
                    "ratings": [{"leader": "L1", "touchpoint": "branch", "score": "7"}],
                }
            }
        )
    assert rule_of(error) == "self_rating_scale"


def test_a_rater_judges_a_dimension_once():
    line = {"dimension": "kpis", "rater": "R1", "score": "2"}
    with pytest.raises(ValidationError) as error:
        Maturity.model_validate({"assessments": [{"model": "six_phases", "ratings": [line, line]}]})
    assert rule_of(error) == "repeated_id"


def test_a_final_report_needs_a_sign_off():
    with pytest.raises(ValidationError) as error:
        Editorial.model_validate({"status": "final"})
    assert rule_of(error) == "final_unsigned"
    signed = {"status": "final", "sign_off": {"name": "A. B.", "date": "2026-07-15"}}
    assert Editorial.model_validate(signed).sign_off.date == date(2026, 7, 15)


def test_a_finding_is_hidden_for_a_reason():
    with pytest.raises(ValidationError) as error:
        Editorial.model_validate({"findings": {"perception.nps.change": {"hide": "yes"}}})
    assert rule_of(error) == "hidden_without_reason"


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"cost_low": "10", "cost": "5"}, "estimate_order"),
        ({"benefit": "5", "benefit_high": "1"}, "estimate_order"),
        ({"effect_low": "1", "effect": "3", "effect_high": "2"}, "estimate_order"),
        ({"effect_low": "8", "effect": "5", "effect_high": "2"}, "estimate_order"),
        ({"effect_low": "1", "effect": "0", "effect_high": "-1"}, "estimate_order"),
        ({"start": "2026-05-01", "end": "2026-04-01"}, "dates_order"),
    ],
)
def test_an_initiative_with_numbers_in_the_wrong_order_is_refused(fields, rule):
    with pytest.raises(ValidationError) as error:
        Initiative.model_validate({"id": "I1", "name": "Do", **fields})
    assert rule_of(error) == rule


def test_the_effect_on_a_kpi_that_shall_fall_runs_downwards():
    row = {"id": "I1", "name": "Do", "effect_low": "-1", "effect": "-2", "effect_high": "-3"}
    assert Initiative.model_validate(row).effect_high == -3


def test_an_initiative_without_owner_or_pain_point_loads():
    assert Initiative.model_validate({"id": "I1", "name": "Do"}).owner is None


def test_a_kpi_without_baseline_loads_and_a_target_before_it_does_not():
    assert Kpi.model_validate({"id": "K1", "name": "NPS", "target": "30"}).baseline is None
    with pytest.raises(ValidationError) as error:
        Kpi.model_validate(
            {"id": "K", "name": "N", "baseline_date": "2026-05-01", "target_date": "2026-05-01"}
        )
    assert rule_of(error) == "target_date_order"


def test_not_more_people_are_trained_than_there_are():
    with pytest.raises(ValidationError) as error:
        Training.model_validate({"area": "Sales", "course": "CX", "people": "5", "trained": "6"})
    assert rule_of(error) == "more_than_all"


def test_a_quote_is_approved_by_somebody_on_some_day():
    quote = {"response_id": "R1", "approved_by": "Head"}
    assert not Quote.model_validate(quote).approved
    assert Quote.model_validate({**quote, "approved_on": "2026-06-01"}).approved
    with pytest.raises(ValidationError) as error:
        Quote.model_validate({"theme": "wait"})
    assert rule_of(error) == "quote_empty"


def test_a_case_is_not_solved_before_it_came_in():
    with pytest.raises(ValidationError) as error:
        LoopCase.model_validate({"id": "C1", "received": "2026-05-02", "resolved": "2026-05-01"})
    assert rule_of(error) == "dates_order"
