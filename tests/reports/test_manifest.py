import json
import os
import threading

import pytest

from cxkit.intake import read_client
from cxkit.reports.file_state import FileState
from cxkit.reports.manifest import (
    MANIFEST,
    Headline,
    ReportRecord,
    read_manifest,
    record,
    write_whole,
)
from tests.small_client import write_client

OK = ReportRecord(
    status="ok",
    files={"acme_en.html": FileState(sha256="0" * 64, size=7)},
    ended="2026-01-31T08:00:00+00:00",
    headlines=(Headline(label="NPS", value="12", detail="5 to 19"),),
    findings=3,
)
FAILED = ReportRecord(status="failed", error="A cell failed", ended="2026-01-31T09:00:00+00:00")


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    return read_client(write_client(tmp_path_factory.mktemp("home")))


def test_a_manifest_says_what_a_report_was_made_from(tmp_path, client):
    record(tmp_path / "acme", "acme", "en", OK, client=client, parameters={"metric": "nps"})
    found = read_manifest(tmp_path / "acme")
    assert (found.client, found.name, found.as_of) == ("acme", "Acme", "2025-12-31")
    assert found.parameters == {"en": {"metric": "nps"}}
    assert found.reports == {"en": OK}


def test_the_other_language_is_kept(tmp_path, client):
    record(tmp_path, "acme", "en", OK, client=client, parameters={"metric": "nps"})
    record(tmp_path, "acme", "es", FAILED)
    found = read_manifest(tmp_path)
    assert found.reports["en"] == OK
    assert found.reports["es"] == FAILED
    assert found.parameters == {"en": {"metric": "nps"}}


def test_a_failure_keeps_the_files_of_the_report_that_stays(tmp_path):
    record(tmp_path, "acme", "en", OK)
    record(tmp_path, "acme", "en", FAILED)
    failed = read_manifest(tmp_path).reports["en"]
    assert (failed.status, failed.error, failed.files) == ("failed", "A cell failed", OK.files)
    assert failed.headlines == ()


@pytest.mark.parametrize(
    "garbage",
    [b"", b"{", b"[]", b"\xff\xfe", b"null", b'{"client": 3, "reports": 4}', b'{"reports": {}}'],
)
def test_garbage_is_no_manifest_and_is_written_over(tmp_path, garbage):
    (tmp_path / MANIFEST).write_bytes(garbage)
    assert read_manifest(tmp_path) is None
    record(tmp_path, "acme", "en", OK)
    assert read_manifest(tmp_path).reports == {"en": OK}


def test_a_folder_without_a_manifest_has_none(tmp_path):
    assert read_manifest(tmp_path / "gone") is None


def test_both_languages_may_end_at_the_same_time(tmp_path):
    def end(language):
        for _ in range(20):
            record(tmp_path, "acme", language, OK)

    threads = [threading.Thread(target=end, args=(code,)) for code in ("en", "es")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(read_manifest(tmp_path).reports) == {"en", "es"}
    assert [path.name for path in tmp_path.iterdir()] == [MANIFEST]


def test_a_lock_left_behind_by_a_killed_process_is_passed_over(tmp_path):
    lock = tmp_path / f".{MANIFEST}.lock"
    lock.touch()
    os.utime(lock, (0, 0))
    record(tmp_path, "acme", "en", OK)
    assert read_manifest(tmp_path).reports == {"en": OK}
    assert not lock.exists()


def test_a_file_is_whole_or_as_it_was(tmp_path, monkeypatch):
    place = tmp_path / "a.json"
    write_whole(place, "before")

    def fail(*_):
        raise OSError("no room")

    monkeypatch.setattr("cxkit.reports.manifest.os.replace", fail)
    with pytest.raises(OSError, match="no room"):
        write_whole(place, "after")
    assert place.read_text() == "before"
    assert list(tmp_path.iterdir()) == [place]


def test_a_manifest_is_readable_by_a_person(tmp_path):
    record(tmp_path, "acme", "es", ReportRecord(status="failed", error="Celda inválida"))
    text = (tmp_path / MANIFEST).read_text(encoding="utf-8")
    assert "Celda inválida" in text
    assert json.loads(text)["reports"]["es"]["status"] == "failed"
