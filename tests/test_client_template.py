import re
from pathlib import Path

import pytest
import yaml

from cxkit.engagement import CONTRACTS
from cxkit.engagement.judgements import CSV_FILES, YAML_FILES, ListeningChannel
from cxkit.engagement.judgements.charter import Answers
from cxkit.intake.forms.engagement_file import load_engagement
from cxkit.intake.forms.judgements import load_judgements
from cxkit.intake.new_client import TEMPLATES, create_client

FRAMEWORKS = Path(__file__).parents[1] / "cxkit" / "frameworks"
COMMENTED = re.compile(r"^#(?=[^\s#]|  |$)", re.MULTILINE)
"""The # of an example: followed by a key, or by the two spaces of its indentation."""


def with_examples(folder: Path) -> Path:
    """Switch on every example, as the annotations tell a consultant to do."""
    for path in [*folder.glob("*.yml"), *folder.glob("*.csv")]:
        path.write_bytes(COMMENTED.sub("", path.read_text(encoding="utf-8")).encode("utf-8"))
    return folder


def keys_of(value: object, place: str = "") -> set[str]:
    """Return all dotted keys; names that a consultant invents count as ``*``."""
    if isinstance(value, list):
        return set().union(*(keys_of(item, f"{place}[]") for item in value)) if value else set()
    if not isinstance(value, dict):
        return set()
    found = set()
    for key, item in value.items():
        own = place.endswith(".columns") and not isinstance(item, str)
        own = own or place.endswith(".values") or place.startswith(".sample.margins.")
        here = f"{place}.{'*' if own else key}"
        found |= {here} | keys_of(item, here)
    return found


@pytest.fixture(params=["es", "en"])
def example_client(request, tmp_path):
    region = {"es": "es_ES", "en": "en_GB"}[request.param]
    return with_examples(create_client(tmp_path, "acme", region=region, language=request.param))


def test_both_languages_have_the_same_files():
    spanish, english = (
        {path.relative_to(TEMPLATES / code) for path in (TEMPLATES / code).rglob("*")}
        for code in ("es", "en")
    )
    assert spanish == english
    judged = {f"{name}.yml" for name in YAML_FILES} | {f"{name}.csv" for name in CSV_FILES}
    assert judged | {"engagement.yml", "README.md"} <= {path.name for path in spanish}


@pytest.mark.parametrize("name", ["engagement", *YAML_FILES])
def test_both_languages_have_the_same_keys_examples_included(tmp_path, name):
    keys = []
    for code in ("es", "en"):
        folder = with_examples(create_client(tmp_path, code, region="es_ES", language=code))
        keys.append(keys_of(yaml.safe_load((folder / f"{name}.yml").read_text("utf-8"))))
    assert keys[0] == keys[1]
    assert keys[0]


@pytest.mark.parametrize("name", CSV_FILES)
def test_both_languages_have_the_same_headings(name):
    headings = []
    for code in ("es", "en"):
        lines = (TEMPLATES / code / f"{name}.csv").read_text("utf-8").splitlines()
        headings.append(next(line for line in lines if not line.startswith(("#", '"#'))))
    assert headings[0] == headings[1]


def test_every_example_is_valid(example_client):
    engagement = load_engagement(example_client)
    judgements, problems = load_judgements(example_client)
    assert problems == ()
    assert set(engagement.tables) == set(CONTRACTS)
    assert [
        name for name in judgements.__dataclass_fields__ if getattr(judgements, name) is None
    ] == []


def test_the_examples_show_every_key_of_every_file(example_client):
    judgements, _ = load_judgements(example_client)
    for name, model in YAML_FILES.items():
        given = getattr(judgements, name).model_fields_set
        assert given == set(model.model_fields), name


def test_the_headings_show_every_column(example_client):
    for name, model in CSV_FILES.items():
        text = (example_client / f"{name}.csv").read_text("utf-8-sig")
        header = next(line for line in text.splitlines() if not line.startswith(("#", '"#', " ")))
        assert set(re.split("[,;]", header)) == set(model.model_fields), name


def test_the_example_data_have_the_declared_headings(example_client):
    table = load_engagement(example_client).tables["responses"]
    text = (example_client / table.files[0].path).read_text("utf-8-sig")
    headings = set(re.split("[,;]", text.strip()))
    declared = {column.source for name, column in table.columns.items() if name != "claridad"}
    assert headings == declared - {"¿Fue clara la información?", "Was the information clear?"}


@pytest.mark.parametrize("code", ["es", "en"])
def test_no_placeholder_is_left(tmp_path, code):
    folder = create_client(tmp_path, "acme", region="es_PE", language=code)
    texts = [path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()]
    assert not any("{{" in text for text in texts)


def test_the_frameworks_name_every_channel_and_question_in_both_languages():
    channels = yaml.safe_load((FRAMEWORKS / "listening_channels.yml").read_text("utf-8"))
    questions = yaml.safe_load((FRAMEWORKS / "charter_questions.yml").read_text("utf-8"))
    assert [item["key"] for item in channels["channels"]] == list(ListeningChannel.__args__)
    assert [item["key"] for item in questions["questions"]] == list(Answers.model_fields)
    for text in [
        *(item["name"] for item in channels["channels"]),
        *(item["question"] for item in questions["questions"]),
    ]:
        assert text["es"]
        assert text["en"]
        assert text["es"] != text["en"]
