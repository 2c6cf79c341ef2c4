import os

import pytest

from cxkit.engagement import FileSpec
from cxkit.errors import DataError
from cxkit.intake.files import formats
from cxkit.intake.files.formats import read_raw
from cxkit.language import LANGUAGES, Words, error_text

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refused(folder, name, content):
    (folder / name).write_bytes(content)
    with pytest.raises(DataError) as caught:
        read_raw(folder, FileSpec(path=name), table="responses")
    for language in LANGUAGES:
        assert error_text(caught.value, Words(language))
    (problem,) = caught.value.problems
    assert (problem.file, problem.table) == (name, "responses")
    assert problem.remedy
    return problem


@pytest.mark.parametrize("name", ["x.ods", "x.sav", "x.pdf", "x.json", "x.xlsb", "x.docx", "x"])
def test_other_formats_are_refused_with_those_allowed(tmp_path, name):
    problem = refused(tmp_path, name, b"abc")
    assert problem.rule == "format-unknown"
    assert "XLSX" in problem.remedy
    assert "CSV UTF-8" in problem.remedy


def test_an_old_workbook_is_refused_whatever_its_name(tmp_path):
    assert refused(tmp_path, "x.xls", OLE + b"\0" * 600).rule == "format-unknown"
    assert refused(tmp_path, "x.xlsx", OLE + b"\0" * 600).rule == "format-unknown"
    assert refused(tmp_path, "x.csv", OLE + b"\0" * 600).rule == "format-unknown"


def test_a_workbook_with_a_password_is_refused(tmp_path):
    content = OLE + b"\0" * (1 << 20) + "EncryptedPackage".encode("utf-16-le") + b"\0" * 100
    problem = refused(tmp_path, "x.xlsx", content)
    assert problem.rule == "password"
    assert "remove the password" in problem.remedy


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.csv", b"PK\x03\x04rest"),
        ("x.csv", b"PAR1rest"),
        ("x.csv", b"%PDF-1.7"),
        ("x.csv", b"\x1f\x8b\x08rest"),
        ("x.xlsx", b"a,b\n1,2\n"),
        ("x.xlsx", b"<html><table></table></html>"),
        ("x.parquet", b"a,b\n1,2\n"),
        ("x.parquet", b"PK\x03\x04rest"),
    ],
)
def test_content_that_is_not_what_the_name_says_is_refused(tmp_path, name, content):
    assert refused(tmp_path, name, content).rule == "content-differs"


@pytest.mark.parametrize("name", ["x.csv", "x.xlsx", "x.parquet"])
def test_a_file_of_no_bytes_is_refused(tmp_path, name):
    assert refused(tmp_path, name, b"").rule == "file-empty"


def test_a_file_over_the_limit_is_refused_without_being_read(tmp_path):
    with (tmp_path / "x.csv").open("wb") as target:
        target.truncate(formats.MAX_BYTES + 1)  # sparse: takes no room
    with pytest.raises(DataError) as caught:
        read_raw(tmp_path, FileSpec(path="x.csv"), table="responses")
    assert [problem.rule for problem in caught.value.problems] == ["file-too-large"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads anything")
def test_a_file_without_permission_is_refused(tmp_path):
    (tmp_path / "x.csv").write_text("a\n1\n")
    (tmp_path / "x.csv").chmod(0)
    with pytest.raises(DataError) as caught:
        read_raw(tmp_path, FileSpec(path="x.csv"), table="responses")
    assert [problem.rule for problem in caught.value.problems] == ["cannot-open"]


def test_a_file_another_program_holds_is_refused(tmp_path, monkeypatch):
    def locked(*args, **kwargs):
        raise PermissionError

    (tmp_path / "x.csv").write_text("a\n1\n")
    monkeypatch.setattr(formats, "_read", locked)
    with pytest.raises(DataError) as caught:
        read_raw(tmp_path, FileSpec(path="x.csv"), table="responses")
    assert [problem.rule for problem in caught.value.problems] == ["cannot-open"]


def test_a_file_outside_the_folder_is_refused(tmp_path):
    (tmp_path / "acme").mkdir()
    (tmp_path / "x.csv").write_text("a\n1\n")
    with pytest.raises(DataError, match="leads out"):
        read_raw(tmp_path / "acme", FileSpec(path="../x.csv"), table="responses")


@pytest.mark.parametrize("name", ["x.CSV", "x.tsv", "x.txt"])
def test_text_files_go_by_several_names(tmp_path, name):
    (tmp_path / name).write_text("a\tb\n1\t2\n")
    facts = read_raw(tmp_path, FileSpec(path=name), table="responses").facts
    assert (facts.format, facts.delimiter, facts.path) == ("text", "tab", name)
