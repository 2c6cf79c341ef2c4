"""The columns named under ``sample:`` are checked before any data are read."""

import pytest

from cxkit.engagement.sample_plan import SamplePlan
from cxkit.errors import EngagementError
from cxkit.intake.forms.engagement_file import load_engagement
from cxkit.intake.forms.yaml_file import read_yaml
from cxkit.language import Words, problem_text
from tests.small_client import ENGAGEMENT, write_client


def problems(tmp_path, sample):
    engagement = ENGAGEMENT.replace("tables:\n", f"sample:\n{sample}tables:\n")
    folder = write_client(tmp_path, engagement=engagement)
    with pytest.raises(EngagementError) as error:
        load_engagement(folder)
    return error.value.problems


def test_all_columns_that_are_not_there_are_named_with_their_lines(tmp_path):
    found = problems(
        tmp_path,
        "  weights: column\n"
        "  margins:\n"
        "    segmento: {North: 1, South: 2}\n"
        "  cluster: account_id\n"
        "  strata: region\n",
    )
    assert {(item.rule, item.values["name"]) for item in found} == {
        ("sample-column", "segmento"),
        ("sample-column", "account_id"),
        ("sample-column", "region"),
        ("sample-column", "weight"),
    }
    lines = {item.values["name"]: item.rows for item in found}
    text = ENGAGEMENT.split("tables:\n")[0].count("\n")
    assert lines["segmento"] == (text + 4,)
    assert lines["region"] == (text + 6,)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_misspelt_column_is_guessed(tmp_path, language):
    (found,) = problems(tmp_path, "  margins:\n    segmento: {North: 1, South: 2}\n")
    said = problem_text(found, Words(language))
    assert "“segment”" in said
    assert "“segmento”" in said
    assert "{" not in said


def test_a_margin_needs_a_column_of_groups(tmp_path):
    (found,) = problems(tmp_path, "  margins:\n    csat: {'1': 10, '5': 20}\n")
    assert (found.rule, found.values["role"]) == ("sample-margin-role", "csat")


def test_a_sample_without_answers_names_columns_in_vain(tmp_path):
    engagement = ENGAGEMENT.split("tables:\n")[0] + "sample:\n  strata: region\n"
    with pytest.raises(EngagementError) as error:
        load_engagement(write_client(tmp_path, engagement=engagement))
    assert {item.rule for item in error.value.problems} == {"sample-column"}


def test_groups_called_yes_and_no_stay_text(tmp_path):
    engagement = ENGAGEMENT.replace(
        "tables:\n", "sample:\n  margins:\n    segment: {Sí: 10, No: 20}\ntables:\n"
    )
    folder = write_client(tmp_path, engagement=engagement)
    plan = load_engagement(folder).sample
    assert plan == SamplePlan(margins={"segment": {"Sí": 10.0, "No": 20.0}})
    assert read_yaml(folder / "engagement.yml", file="engagement.yml").data["sample"]
