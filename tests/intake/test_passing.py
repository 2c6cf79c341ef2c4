"""A client that was read already is passed on whole, and once."""

import os

import pytest

from cxkit.intake import read_client
from cxkit.intake.passing import VARIABLE, pass_on, passed
from cxkit.reports.layout import KIT

FOLDER = KIT / "client_data" / "demo_telecom"


@pytest.fixture
def handed(tmp_path, monkeypatch):
    client = read_client(FOLDER)
    for name, value in pass_on(client, FOLDER, tmp_path / "client").items():
        monkeypatch.setenv(name, value)
    return client


def test_all_of_a_client_is_passed_on(handed):
    found = passed(FOLDER)
    assert (found.slug, found.engagement, found.judgements) == (
        handed.slug,
        handed.engagement,
        handed.judgements,
    )
    assert (found.notes, found.files) == (handed.notes, handed.files)
    assert found.maturity_models == handed.maturity_models
    assert list(found.tables) == list(handed.tables)
    for name, table in handed.tables.items():
        assert found.tables[name].frame.equals(table.frame)
        assert found.tables[name].frame.dtypes.equals(table.frame.dtypes)
        assert found.tables[name].columns == table.columns


def test_what_is_passed_on_is_as_unchangeable_as_what_was_read(handed):
    with pytest.raises(TypeError):
        passed(FOLDER).tables["responses"] = None


def test_who_asks_again_reads_again(handed):
    assert passed(FOLDER) is not None
    assert VARIABLE not in os.environ
    assert passed(FOLDER) is None


def test_another_folder_is_read(handed):
    assert passed(KIT / "client_data" / "demo_bank") is None


def test_nothing_passed_on_is_no_mistake(monkeypatch, tmp_path):
    monkeypatch.delenv(VARIABLE, raising=False)
    assert passed(FOLDER) is None
    monkeypatch.setenv(VARIABLE, str(tmp_path / "gone"))
    assert passed(FOLDER) is None
