import json

import pytest

from cxkit.engagement.delivered import PREVIOUS_FILE
from cxkit.intake import check_client, read_client
from cxkit.language import Words, problem_text
from tests.small_client import write_client

RECORD = {
    "version": 1,
    "client": "acme",
    "as_of": "2024-12-31",
    "confidence": 0.95,
    "findings": [
        {
            "key": "perception.nps.level",
            "subject": "perception",
            "headline": {"es": "El NPS es de 3.", "en": "NPS stands at 3."},
            "detail": {"es": "", "en": ""},
            "tone": "neutral",
            "certainty": "clear",
        }
    ],
    "measures": [
        {
            "key": "nps",
            "label": {"es": "NPS", "en": "NPS"},
            "value": 3.0,
            "low": 1.0,
            "high": 5.0,
            "n": 100,
            "unit": "points",
            "better": "up",
        }
    ],
}


def folder_with(tmp_path, record):
    text = record if isinstance(record, str) else json.dumps(record)
    return write_client(tmp_path, files={PREVIOUS_FILE: text})


def test_a_record_is_read_and_its_hash_kept(tmp_path):
    client = read_client(folder_with(tmp_path, RECORD))
    assert client.previous_report.findings[0].headline.say(Words("es")) == "El NPS es de 3."
    assert client.previous_report.measures[0].n == 100
    assert PREVIOUS_FILE in {file.path for file in client.files}


def test_without_a_record_there_is_none(tmp_path):
    assert read_client(write_client(tmp_path)).previous_report is None


def changed(**fields):
    return {**RECORD, **fields}


def with_measure(**fields):
    return changed(measures=[{**RECORD["measures"][0], **fields}])


@pytest.mark.parametrize(
    ("record", "found"),
    [
        ("", "JSON"),
        ("{", "JSON"),
        ("[1, 2]", "JSON"),
        (changed(more=1), "more"),
        (changed(version=2), "version"),
        (changed(as_of="soon"), "as_of"),
        (changed(confidence=95), "confidence"),
        (with_measure(value=9.0), "measures.0"),
        (with_measure(n=-1), "measures.0.n"),
        (json.dumps(with_measure()).replace("3.0", "NaN"), ""),
        (changed(findings=[{}]), "findings.0.key"),
    ],
)
@pytest.mark.parametrize("language", ["es", "en"])
def test_a_spoilt_record_is_an_error_that_says_where(tmp_path, record, found, language):
    (problem,) = check_client(folder_with(tmp_path, record)).errors
    assert problem.file == PREVIOUS_FILE
    text = problem_text(problem, Words(language))
    assert found in text
    assert "cxkit keep" in text


def test_the_record_of_another_client_is_refused(tmp_path):
    (problem,) = check_client(folder_with(tmp_path, changed(client="other"))).errors
    assert problem.found == ("other",)
    assert "another client" in problem.message


def test_a_folder_in_its_place_is_an_error_and_no_crash(tmp_path):
    folder = write_client(tmp_path)
    (folder / PREVIOUS_FILE).mkdir()
    assert [problem.file for problem in check_client(folder).errors] == [PREVIOUS_FILE]
