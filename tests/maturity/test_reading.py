"""Ratings and a consultant's own models as they are read from a client folder."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from cxkit.errors import DataError
from cxkit.intake import check_client, read_client
from cxkit.intake.new_client import create_client
from cxkit.language import LANGUAGES, Words, error_text
from cxkit.maturity import analyse
from tests.maturity.test_crosswalk_and_steps import OWN
from tests.small_client import write_client

MATURITY = """\
assessments:
  - model: six_phases
    ratings:
      - {dimension: cro, rater: R1, score: 2}
      - {dimension: tools, rater: R1, score: 3}
    targets: {cro: 4}
"""
HOUSE = MATURITY.replace("six_phases", "house").replace("cro", "people").replace("tools", "money")
HOUSE = HOUSE.replace("score: 3", "score: 1").replace("people: 4", "people: 2")


def problems(tmp_path, maturity, models=None):
    files = {"maturity.yml": maturity}
    for name, model in (models or {}).items():
        text = model if isinstance(model, str) else yaml.safe_dump(model, allow_unicode=True)
        files[f"maturity_models/{name}.yml"] = text
    return check_client(write_client(tmp_path, files=files)).errors


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("six_phases", "six_fases", "maturity-unknown", 2),
        ("dimension: cro", "dimension: croo", "maturity-unknown", 4),
        ("rater: R1, score: 2", "rater: R1, score: 7", "maturity-beyond", 4),
        ("cro: 4", "cro: 9", "maturity-beyond", 6),
        ("cro: 4", "speed: 4", "maturity-unknown", 6),
    ],
)
def test_what_the_model_does_not_have_is_refused_with_its_line(tmp_path, old, new, rule, line):
    (problem,) = problems(tmp_path, MATURITY.replace(old, new))
    assert (problem.rule, problem.file, problem.rows) == (rule, "maturity.yml", (line,))
    assert problem.found
    for language in LANGUAGES:
        assert "{" not in error_text(DataError(problem), Words(language))


def test_all_mistakes_come_at_once(tmp_path):
    wrong = MATURITY.replace("score: 2", "score: 8").replace("tools", "toolz")
    assert [item.rule for item in problems(tmp_path, wrong)] == [
        "maturity-beyond",
        "maturity-unknown",
    ]


def test_an_item_of_the_checklist_has_to_be_the_models(tmp_path):
    text = MATURITY + "    checklist:\n      - {item: leader_namd, met: yes}\n"
    (problem,) = problems(tmp_path, text)
    assert problem.rows == (8,)
    assert problem.values["similar"] == "leader_named"


def test_a_sound_file_has_no_problems_and_keeps_its_levels(tmp_path):
    client = read_client(write_client(tmp_path, files={"maturity.yml": MATURITY}))
    profile = analyse(client).profiles[0]
    assert profile.lowest == 2


# ------------------------------------------------------------------------ own models
def test_an_own_model_is_read_and_used(tmp_path):
    files = {
        "maturity.yml": HOUSE,
        "maturity_models/house.yml": yaml.safe_dump(OWN, allow_unicode=True),
    }
    client = read_client(write_client(tmp_path, files=files))
    assert list(client.maturity_models)[-1] == "house"
    assert "maturity_models/house.yml" in [file.path for file in client.files]
    (profile,) = analyse(client).profiles
    assert [item.dimension.key for item in profile.bottleneck] == ["money"]


def test_a_kit_model_can_be_copied_under_another_key(tmp_path):
    source = Path(__file__).parents[2] / "cxkit/frameworks/maturity/six_phases.yml"
    text = source.read_text("utf-8").replace("key: six_phases", "key: ours", 1)
    (folder := write_client(tmp_path, files={"maturity.yml": MATURITY.replace("six_", "ours_")}))
    (folder / "maturity_models").mkdir()
    (folder / "maturity_models/ours.yml").write_text(text, "utf-8")
    found = check_client(folder)
    assert [problem.found for problem in found.errors] == [("ours_phases",)]
    assert len(found.maturity_models["ours"].dimensions) == 7


@pytest.mark.parametrize(
    ("name", "model", "rule"),
    [
        ("other", OWN, "maturity-key"),
        ("six_phases", OWN | {"key": "six_phases"}, "maturity-key"),
        ("house", OWN | {"levels": OWN["levels"][:1]}, "shape"),
        ("house", OWN | {"colour": "red"}, "unknown-key"),
        ("house", "key: [", "yaml"),
    ],
)
def test_a_model_that_cannot_be_used_is_said(tmp_path, name, model, rule):
    found = problems(tmp_path, "assessments: []\n", {name: model})
    assert found
    assert all(item.file == f"maturity_models/{name}.yml" for item in found)
    assert any(item.rule.startswith(rule) or rule == "shape" for item in found)
    for language in LANGUAGES:
        assert "{" not in error_text(DataError(found), Words(language))


def test_a_model_with_nothing_filled_in_is_absent(tmp_path):
    assert problems(tmp_path, MATURITY, {"house": "# only a comment\n"}) == ()


def test_a_folder_without_own_models_has_the_kits(tmp_path):
    found = check_client(write_client(tmp_path))
    assert len(found.maturity_models) == 4


# ------------------------------------------------------------------------- templates
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_annotated_examples_are_valid_and_in_use(tmp_path, language):
    folder = create_client(tmp_path, "acme", region="es_ES", language=language)
    before = check_client(folder)
    assert before.errors == ()
    assert len(before.maturity_models) == 4
    for path in (folder / "maturity.yml", *(folder / "maturity_models").glob("*.yml")):
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"^#(?=[^\s#]|  |$)", "", text, flags=re.MULTILINE), "utf-8")
    after = check_client(folder)
    assert after.errors == ()
    assert len(after.maturity_models) == 5
    assert after.judgements.maturity is not None
    shutil.rmtree(folder)


def test_a_mistake_is_told_with_its_place_and_model_in_words(tmp_path):
    wrong = MATURITY.replace("score: 2", "score: 8").replace("tools", "blockchain")
    words = Words("en")
    told = [error_text(DataError(item), words) for item in problems(tmp_path, wrong)]
    assert "Assessment 1, rating 1: the model “six_phases” has no level 8." in told[0]
    assert "no “blockchain” among the dimensions of “six_phases”" in told[1]
    assert "[" not in told[1].split("“blockchain”")[0]
