import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.errors import DataError, UsageError
from cxkit.intake.paths import MAX_SLUG, check_slug, resolve_inside, suggest_slug


def refused(folder, relative):
    with pytest.raises(DataError) as caught:
        resolve_inside(folder, relative, table="responses")
    (problem,) = caught.value.problems
    assert problem.table == "responses"
    return problem


@pytest.fixture
def folder(tmp_path):
    home = tmp_path / "acme"
    (home / "data").mkdir(parents=True)
    (home / "data" / "responses.csv").write_text("id\n1\n")
    (tmp_path / "other.csv").write_text("id\n1\n")
    return home


@pytest.mark.parametrize("name", ["acme", "a", "9lives", "demo_bank", "a-b_c", "a" * MAX_SLUG])
def test_a_safe_name_is_returned_unchanged(name):
    assert check_slug(name) == name


@pytest.mark.parametrize(
    "name",
    ["../x", "", ".", "-a", "_a", "Acme", "a b", "a/b", "a\\b", "ñandu", "a\n", "a" * 61, "a.b"],
)
def test_any_other_name_is_a_usage_error_with_a_remedy(name):
    with pytest.raises(UsageError) as caught:
        check_slug(name)
    (problem,) = caught.value.problems
    assert problem.rule == "client-name"
    assert problem.remedy
    assert str(caught.value)


def test_the_remedy_proposes_an_allowed_name():
    assert suggest_slug("Peña & Hijos, S.A.") == "pena-hijos-s-a"


@given(st.text())
def test_a_proposed_name_is_allowed_or_empty(name):
    proposal = suggest_slug(name)
    assert proposal == "" or check_slug(proposal) == proposal


@pytest.mark.parametrize(
    "relative", ["data/responses.csv", "data\\responses.csv", "./data/responses.csv"]
)
def test_a_file_of_the_folder_is_found_with_either_slash(folder, relative):
    assert resolve_inside(folder, relative) == (folder / "data" / "responses.csv").resolve()


@pytest.mark.parametrize(
    ("relative", "rule"),
    [
        ("../other.csv", "path-outside"),
        ("data/../../other.csv", "path-outside"),
        ("..\\other.csv", "path-outside"),
        ("/etc/hosts", "path-absolute"),
        ("C:\\data\\x.csv", "path-absolute"),
        ("\\\\server\\share\\x.csv", "path-absolute"),
        ("~/x.csv", "path-absolute"),
        ("data/con.csv", "path-name"),
        ("data/x.csv:stream", "path-name"),
        ("data/a\0b.csv", "path-name"),
        ("", "path-name"),
        ("data", "not-a-file"),
        ("data/responses.csv/more", "file-missing"),
        ("a" * 250 + "/" + "b" * 250, "file-missing"),
    ],
)
def test_what_is_not_a_file_of_the_folder_is_refused(folder, relative, rule):
    assert refused(folder, relative).rule == rule


def test_a_link_to_the_outside_is_refused_and_one_to_the_inside_followed(folder, tmp_path):
    (folder / "out.csv").symlink_to(tmp_path / "other.csv")
    (folder / "way_out").symlink_to(tmp_path)
    (folder / "in.csv").symlink_to(folder / "data" / "responses.csv")
    assert refused(folder, "out.csv").rule == "path-outside"
    assert refused(folder, "way_out/other.csv").rule == "path-outside"
    assert resolve_inside(folder, "in.csv").name == "responses.csv"


def test_links_in_a_circle_are_refused(folder):
    (folder / "a.csv").symlink_to(folder / "b.csv")
    (folder / "b.csv").symlink_to(folder / "a.csv")
    assert refused(folder, "a.csv").rule == "file-missing"


def test_a_sister_folder_with_the_same_start_is_outside(tmp_path):
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme2").mkdir()
    (tmp_path / "acme2" / "x.csv").write_text("id\n")
    (tmp_path / "acme" / "x.csv").symlink_to(tmp_path / "acme2" / "x.csv")
    assert refused(tmp_path / "acme", "x.csv").rule == "path-outside"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names exist on POSIX only")
def test_a_pipe_is_refused_without_waiting_for_it(folder):
    os.mkfifo(folder / "pipe.csv")
    assert refused(folder, "pipe.csv").rule == "not-a-file"


def test_a_missing_file_offers_names_that_look_like_it(folder):
    problem = refused(folder, "data/Respones.csv")
    assert problem.rule == "file-missing"
    assert problem.values["similar"] == "“data/responses.csv”"
    assert "responses" in refused(folder, "responses.csv").values["similar"]


def test_a_missing_file_with_nothing_like_it_lists_what_is_there(folder):
    problem = refused(folder, "zzzz.parquet")
    assert "{files}" in problem.remedy
    assert problem.values["files"] == "“data/responses.csv”"


def test_hidden_files_are_never_offered(folder):
    (folder / ".private").mkdir()
    (folder / ".private" / "key").write_text("x")
    assert "key" not in str(refused(folder, ".private/kex").values)
