"""Names of clients that are no names of folders, and folders that are in the way."""

import pytest

NAMES = [
    "../x",
    "..",
    "/etc",
    "ACME",
    "",
    " ",
    "_x",
    "x" * 61,
    "x" * 5_000,
    "a/b",
    "a\0b",
    "[bold]",
    "ñandú",
]
LANGUAGES = pytest.mark.parametrize("language", ["es", "en"])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("command", ["check", "report", "open", "new"])
def test_a_name_is_refused_that_is_no_folder(home, command, name):
    home.client()
    before = home.tree()
    more = ["--region", "es_PE", "--language", "es"] if command == "new" else []
    ran = home.run(command, name, *more)
    assert ran.code == 2, ran.text
    assert "a-z, 0-9" in ran.text
    assert "Traceback" not in ran.text
    assert len(ran.text) < 1_000
    assert home.tree() == before


def test_a_name_that_is_refused_comes_with_one_that_is_allowed(home):
    assert "“pena-hijos”" in home.run("check", "Peña & Hijos").text


def test_an_unknown_client_is_told_from_the_known_ones(home):
    home.client()
    ran = home.run("check", "acmo")
    assert ran.code == 2
    assert "acmo" in ran.text
    assert "acme" in ran.text


@LANGUAGES
def test_a_client_that_exists_is_not_made_again(home, language):
    home.client()
    before = home.tree()
    ran = home.run("new", "acme", "--region", "es_PE", "--language", language)
    assert ran.code == 2
    assert "acme" in ran.text
    assert home.tree() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("--region", "Perú", "--language", "es"),
        ("--region", "es", "--language", "es"),
        ("--region", "es_PE", "--language", "fr"),
        ("--region", "es_PE", "--language", "es", "--currency", "peso"),
        ("--region", "es_PE", "--language", "es", "--currency", "PSO"),
    ],
)
def test_nothing_is_made_of_a_wrong_order(home, arguments):
    before = home.tree()
    ran = home.run("new", "acme", *arguments)
    assert ran.code == 2
    assert home.tree() == before


def test_a_file_in_the_place_of_client_data_is_said(home):
    (home.path / "client_data").write_text("")
    ran = home.run("new", "acme", "--region", "es_PE", "--language", "es")
    assert ran.code == 1
    assert str(home.path / "client_data") in ran.stderr
    assert "cxkit-error-" not in ran.text


@pytest.mark.parametrize("place", ["reports", "reports/acme"])
@LANGUAGES
def test_a_file_in_the_place_of_the_reports_is_said(home, place, language):
    home.client()
    (home.path / place).parent.mkdir(exist_ok=True)
    (home.path / place).write_text("")
    before = home.tree()
    ran = home.run("report", "acme", "--language", language)
    assert ran.code == 1
    assert str(home.path / place) in ran.text
    assert "cxkit-error-" not in ran.text
    assert home.tree(but=("reports/index.html",)) == before
