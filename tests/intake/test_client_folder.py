import hashlib
import os

import pytest

from cxkit.errors import DataError, UsageError
from cxkit.intake import check_client, clients_folder, find_client, read_client
from cxkit.intake.client_folder import absent_files
from cxkit.intake.privacy.pseudonyms import load_or_create_key
from cxkit.language import Words, error_text
from tests.small_client import ENGAGEMENT, survey, write_client

CUSTOMERS = """\
  customers:
    file: data/customers.csv
    columns:
      customer_id: id
      who: {from: name, role: personal}
"""
COMMENTS = "      verbatim: comment\n"


def test_a_sound_folder_is_read_whole(tmp_path):
    client = read_client(write_client(tmp_path))
    assert client.slug == "acme"
    assert len(client.tables["responses"]) == 120
    assert [file.path for file in client.files] == ["engagement.yml", "data/survey.csv"]
    text = (tmp_path / "client_data/acme/data/survey.csv").read_bytes()
    assert client.files[1].sha256 == hashlib.sha256(text).hexdigest()


def test_checking_writes_nothing(tmp_path):
    folder = write_client(tmp_path)
    before = sorted(folder.rglob("*"))
    check_client(folder)
    assert sorted(folder.rglob("*")) == before


def test_all_problems_of_a_folder_come_at_once_errors_first(tmp_path):
    folder = write_client(
        tmp_path,
        engagement=ENGAGEMENT + CUSTOMERS + "colour: red\n",
        files={
            "data/survey.csv": survey() + "R001,NA,Branch,11,x,North\n",
            "data/customers.csv": "id,name\n1,Ana\n1,Luis\n",
            "charter.yml": "nonsense: 1\n",
        },
    )
    found = check_client(folder)
    places = {(problem.file, problem.rule) for problem in found.errors}
    assert {file for file, _ in places} == {
        "engagement.yml",
        "data/survey.csv",
        "data/customers.csv",
        "charter.yml",
    }
    assert {"off-scale", "not-a-number", "duplicate-id"} <= {rule for _, rule in places}
    severities = [problem.severity for problem in found.problems]
    assert severities == sorted(severities, key=["error", "warning", "note"].index)
    with pytest.raises(DataError) as raised:
        read_client(folder)
    assert raised.value.problems == found.errors


def test_a_folder_without_an_engagement_is_refused(tmp_path):
    folder = tmp_path / "client_data" / "acme"
    folder.mkdir(parents=True)
    found = check_client(folder)
    assert found.engagement is None
    assert [problem.file for problem in found.errors] == ["engagement.yml"]
    with pytest.raises(DataError):
        read_client(folder)


def test_names_known_from_one_table_are_taken_out_of_the_comments_of_another(tmp_path):
    folder = write_client(
        tmp_path,
        engagement=ENGAGEMENT + COMMENTS + CUSTOMERS,
        files={
            "data/survey.csv": "id,date,touchpoint,recommend,satisfied,segment,comment\n"
            "R1,2025-01-31,App,9,5,North,Que gran trato el de Yolanda Quispe ayer\n",
            "data/customers.csv": "id,name\n1,Yolanda Quispe\n",
        },
    )
    client = read_client(folder)
    (comment,) = client.tables["responses"].frame["verbatim"]
    assert comment == "Que gran trato el de [name] ayer"
    assert list(client.tables["customers"].frame.columns) == ["customer_id"]


def test_no_error_shows_a_name_or_a_comment(tmp_path):
    folder = write_client(
        tmp_path,
        engagement=ENGAGEMENT + COMMENTS + CUSTOMERS,
        files={
            "data/survey.csv": "id,date,touchpoint,recommend,satisfied,segment,comment\n"
            "R1,2025-01-31,App,99,5,North,Secreto\n",
            "data/customers.csv": "id,name\nDNI1,Yolanda Quispe\nDNI1,Otra\n",
        },
    )
    with pytest.raises(DataError) as raised:
        read_client(folder)
    for text in (str(raised.value), error_text(raised.value, Words("es"))):
        for secret in ("Yolanda", "Quispe", "Secreto", "DNI1"):
            assert secret not in text
    assert "99" in str([problem.found for problem in raised.value.problems])


def test_pseudonyms_repeat_once_the_folder_has_a_key(tmp_path):
    folder = write_client(tmp_path)
    first, second = (read_client(folder).tables["responses"].frame["response_id"] for _ in "ab")
    assert not set(first) & set(second)
    load_or_create_key(folder)
    first, second = (read_client(folder).tables["responses"].frame["response_id"] for _ in "ab")
    assert first.tolist() == second.tolist()


def test_a_damaged_key_is_an_error_of_the_folder(tmp_path):
    folder = write_client(tmp_path, files={".private/key": "nonsense"})
    assert [problem.rule for problem in check_client(folder).errors] == ["key-damaged"]


@pytest.mark.parametrize(
    "lines", ["brand: {logo: logo.png}\n", "report: {notebooks: [notebooks/mine.ipynb]}\n"]
)
def test_files_that_the_engagement_names_have_to_be_there(tmp_path, lines):
    folder = write_client(tmp_path, engagement=ENGAGEMENT + lines)
    (problem,) = check_client(folder).errors
    assert problem.rule == "file-missing"


def test_a_client_is_found_from_any_folder_below_its_home(tmp_path):
    folder = write_client(tmp_path)
    for start in (tmp_path, folder, folder / "data", folder.parent):
        assert find_client("acme", start=start) == folder
        assert clients_folder(start) == folder.parent


def test_an_unknown_client_names_those_that_are_there(tmp_path):
    write_client(tmp_path)
    with pytest.raises(UsageError, match="Known clients: acme"):
        find_client("acne", start=tmp_path)


def test_without_any_client_the_remedy_is_to_make_one(tmp_path):
    with pytest.raises(UsageError, match="Make it with: cxkit new acme"):
        find_client("acme", start=tmp_path)


@pytest.mark.parametrize("name", ["../acme", "acme/../acme", "ACME", "", "a" * 61, ".", "con é"])
def test_a_name_that_is_no_slug_is_refused(tmp_path, name):
    write_client(tmp_path)
    with pytest.raises(UsageError):
        find_client(name, start=tmp_path)


def test_a_link_to_a_file_outside_the_folder_is_refused(tmp_path):
    folder = write_client(tmp_path)
    outside = tmp_path / "outside.csv"
    outside.write_text(survey())
    (folder / "data/survey.csv").unlink()
    os.symlink(outside, folder / "data/survey.csv")
    (problem,) = check_client(folder).errors
    assert problem.file == "data/survey.csv"


def test_files_of_judgement_that_are_not_there_are_named(tmp_path):
    found = check_client(write_client(tmp_path))
    assert "strategy.yml" in absent_files(found.judgements)
    assert "initiatives.csv" in absent_files(found.judgements)


def test_a_client_folder_that_is_a_link_is_no_client(tmp_path):
    folder = write_client(tmp_path)
    (folder.parent / "link").symlink_to(folder, target_is_directory=True)
    with pytest.raises(UsageError):
        find_client("link", start=tmp_path)
