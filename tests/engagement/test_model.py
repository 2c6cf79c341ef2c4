from datetime import date

import pytest
from pydantic import ValidationError

from cxkit.engagement import Engagement, LocalText, ScaleSpec, TableSpec
from cxkit.language import Words

LEAST = {
    "name": "Acme",
    "region": "es_PE",
    "languages": ["es"],
    "currency": "PEN",
    "period": {"start": "2026-01-01", "end": "2026-06-30"},
}


def rules_of(**change: object) -> set[str]:
    with pytest.raises(ValidationError) as error:
        Engagement.model_validate({**LEAST, **change})
    return {item["type"] for item in error.value.errors()}


def test_as_of_is_the_periods_end_unless_said():
    assert Engagement.model_validate(LEAST).as_of == date(2026, 6, 30)
    said = Engagement.model_validate({**LEAST, "as_of": "2026-07-15"})
    assert said.as_of == date(2026, 7, 15)


def test_a_region_may_be_written_with_a_hyphen():
    assert Engagement.model_validate({**LEAST, "region": "es-MX"}).region == "es_MX"


def test_an_unknown_region_is_refused():
    assert "region" in rules_of(region="es_XX")


def test_a_period_that_ends_before_it_starts_is_refused():
    assert "period_order" in rules_of(period={"start": "2026-02-01", "end": "2026-01-01"})


@pytest.mark.parametrize(
    ("second", "rule"),
    [
        ({"name": "b", "start": "2026-03-31", "end": "2026-06-30"}, "wave_overlap"),
        ({"name": "a", "start": "2026-04-01", "end": "2026-06-30"}, "wave_names"),
    ],
)
def test_waves_are_distinct_and_do_not_overlap(second, rule):
    first = {"name": "a", "start": "2026-01-01", "end": "2026-03-31"}
    assert rules_of(waves=[first, second]) == {rule}


def test_a_scale_runs_upwards_and_holds_its_top_box():
    for wrong in ({"low": 5, "high": 1}, {"low": 1, "high": 5, "top_box": 6}):
        with pytest.raises(ValidationError):
            ScaleSpec.model_validate(wrong)


def test_the_top_box_of_an_effort_question_lies_at_its_low_end():
    scale = ScaleSpec.model_validate({"low": 1, "high": 5, "better": "low"}).scale()
    assert (scale.top_box, scale.is_favourable(2), scale.is_favourable(3)) == (2, True, False)


def test_one_file_may_be_written_short():
    spec = TableSpec.model_validate({"file": "a.csv", "columns": {"ltr": "NPS"}})
    assert (spec.files[0].path, spec.columns["ltr"].source) == ("a.csv", "NPS")


def test_files_are_joined_by_a_key_each_or_not_at_all():
    with pytest.raises(ValidationError) as error:
        TableSpec.model_validate(
            {"files": [{"path": "a.csv", "key": "id"}, "b.csv"], "columns": {"ltr": "NPS"}}
        )
    assert error.value.errors()[0]["type"] == "key_all_or_none"


def test_a_text_in_the_other_language_only_is_marked():
    text = LocalText(en="Branch")
    assert text.say(Words("es", region="es_ES"), own="es").startswith("Branch [")
    assert text.say(Words("en", region="es_ES"), own="es") == "Branch"


def test_an_empty_text_is_refused():
    with pytest.raises(ValidationError):
        LocalText.model_validate({})
