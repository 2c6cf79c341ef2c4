"""The demo clients as folders: the same on every run, small, valid, and as committed."""

from pathlib import Path

import pytest
import yaml

from cxkit.demo import DEMOS, write_clean_client, write_demo_clients
from cxkit.engagement import CONTRACTS
from cxkit.engagement.judgements import CSV_FILES, YAML_FILES
from cxkit.errors import UsageError
from cxkit.intake import read_client
from cxkit.intake.forms.judgements import load_judgements
from cxkit.language import Words

COMMITTED = Path(__file__).parents[2] / "client_data"
NOT_GENERATED = ("notebooks", ".private")


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] not in NOT_GENERATED
    }


def test_two_runs_write_the_same_bytes(demo_root, tmp_path):
    write_demo_clients(tmp_path)
    for name in DEMOS:
        assert contents(tmp_path / name) == contents(demo_root / name)


def test_a_run_over_an_older_folder_leaves_no_old_data_file(demo_root, tmp_path):
    old = tmp_path / "demo_telecom" / "data" / "old.csv"
    old.parent.mkdir(parents=True)
    old.write_text("a\n1\n")
    write_demo_clients(tmp_path, names=["demo_telecom"])
    assert contents(tmp_path / "demo_telecom") == contents(demo_root / "demo_telecom")


def test_a_run_over_an_older_folder_keeps_the_consultants_notebooks(tmp_path):
    own = tmp_path / "demo_bank" / "notebooks" / "own.ipynb"
    own.parent.mkdir(parents=True)
    own.write_text("{}")
    write_demo_clients(tmp_path, names=["demo_bank"])
    assert own.exists()


def test_the_committed_demo_clients_are_what_the_generator_writes(demo):
    committed = COMMITTED / demo.path.name
    written, kept = contents(demo.path), contents(committed)
    assert sorted(kept) == sorted(written)
    different = [name for name in written if written[name] != kept[name]]
    assert different == []


def test_the_three_clients_stay_under_three_megabytes(demo_root):
    size = sum(len(content) for name in DEMOS for content in contents(demo_root / name).values())
    assert size < 3_000_000


def test_only_the_clients_asked_for_are_written(tmp_path):
    assert write_demo_clients(tmp_path, names=["demo_bank"]) == [tmp_path / "demo_bank"]
    assert [path.name for path in tmp_path.iterdir()] == ["demo_bank"]


def test_an_unknown_name_is_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(UsageError, match=r"no demo client “demo_bnak”.*demo_bank"):
        write_demo_clients(tmp_path, names=["demo_bank", "demo_bnak"])
    assert list(tmp_path.iterdir()) == []


def test_every_table_is_read_without_any_problem(demo):
    client = read_client(demo.path)
    assert [note.rule for note in client.notes] == ["quote-not-approved"]
    assert all(note.severity == "note" for note in client.notes)
    assert set(client.tables) == set(CONTRACTS)
    assert all(len(table) > 0 for table in client.tables.values())


def test_every_file_of_judgement_is_there_and_is_read_without_any_problem(demo):
    judgements, problems = load_judgements(demo.path)
    assert problems == ()
    for name in (*YAML_FILES, *CSV_FILES):
        assert getattr(judgements, name), name


def test_the_clean_client_is_read_without_any_problem(clean):
    notes = read_client(clean.path).notes
    assert [note.rule for note in notes] == ["quote-not-approved"]
    assert all(note.severity == "note" for note in notes)


def test_the_clean_client_is_the_same_on_every_run(clean, tmp_path):
    assert contents(write_clean_client(tmp_path)) == contents(clean.path)


def test_every_text_of_the_engagement_is_in_both_languages(demo):
    def texts(value):
        if isinstance(value, dict):
            if value.keys() & {"es", "en"}:
                yield value
            for item in value.values():
                yield from texts(item)
        elif isinstance(value, list):
            for item in value:
                yield from texts(item)

    found = [
        text
        for path in demo.path.glob("*.yml")
        for text in texts(yaml.safe_load(path.read_text("utf-8")))
    ]
    assert len(found) > 100
    assert all(text.keys() == {"es", "en"} and all(text.values()) for text in found)


def test_the_effort_question_is_asked_on_a_scale_of_its_own_at_each_client(demo_root):
    scales = {}
    for name in DEMOS:
        content = yaml.safe_load((demo_root / name / "engagement.yml").read_text("utf-8"))
        scale = content["tables"]["responses"]["columns"]["ces"]["scale"]
        scales[name] = (scale["low"], scale["high"], scale["better"])
    assert scales == {
        "demo_bank": (1, 7, "high"),
        "demo_telecom": (1, 5, "low"),
        "demo_airline": (1, 5, "high"),
    }


def test_the_files_come_in_three_different_ways(demo_root):
    kinds = {
        name: {path.suffix for path in (demo_root / name / "data").iterdir()} for name in DEMOS
    }
    assert kinds == {
        "demo_bank": {".csv"},
        "demo_telecom": {".csv", ".xlsx"},
        "demo_airline": {".csv", ".parquet"},
    }
    survey = (demo_root / "demo_bank" / "data" / "encuesta_satisfaccion.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        survey.decode("utf-8")
    assert "¿Cómo califica su experiencia?" in survey.decode("cp1252")


GROUPS = (
    "wave",
    "touchpoint",
    "stage",
    "channel",
    "segment",
    "region",
    "acquired",
    "product",
    "reason",
    "area",
    "unit",
    "seniority",
    "experiment",
)


def test_every_group_of_every_table_is_named_in_both_languages(demo):
    own = demo.engagement["languages"][0]
    checked = set()
    for name, spec in demo.engagement["tables"].items():
        frame = demo.table(name)
        for column in set(spec["columns"]) & set(GROUPS):
            named = spec["columns"][column]["names"]
            assert set(named) == set(frame[column].dropna())
            assert all(text.keys() == {"es", "en"} for text in named.values())
            assert all(text[own] == group for group, text in named.items())
            assert len({text["en"] for text in named.values()}) == len(named)
            assert len({text["es"] for text in named.values()}) == len(named)
            checked.add(column)
    assert checked == set(GROUPS)


def test_reports_use_the_names_of_groups(demo):
    table = read_client(demo.path).tables["responses"]
    own, other = (Words(language) for language in demo.engagement["languages"])
    column, place = table.columns["touchpoint"], demo.truth["losing_touchpoint"]
    assert column.group(place, own) == place
    assert column.group(place, other) != place


def test_a_group_that_two_clients_share_has_one_translation(demo_root):
    named = {}
    for name in ("demo_bank", "demo_telecom"):
        tables = yaml.safe_load((demo_root / name / "engagement.yml").read_text("utf-8"))["tables"]
        for table in tables.values():
            for spec in table["columns"].values():
                groups = spec.get("names", {}) if isinstance(spec, dict) else {}
                for group, text in groups.items():
                    assert named.setdefault(group, text) == text
    assert len(named) > 80
