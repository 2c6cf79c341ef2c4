import pytest

from cxkit.errors import DataError, UsageError
from cxkit.intake import read_client
from cxkit.perception import key_figures
from cxkit.workbook import Workbook, open_workbook
from tests.small_client import survey, write_client


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    place = tmp_path_factory.mktemp("home")
    write_client(place)
    return place


@pytest.fixture
def here(home, monkeypatch):
    monkeypatch.chdir(home)
    return home


def test_a_client_is_opened_by_its_name_from_any_folder_below(here, monkeypatch):
    assert open_workbook("acme").client.slug == "acme"
    monkeypatch.chdir(here / "client_data" / "acme" / "data")
    assert open_workbook("acme").client.slug == "acme"


def test_a_client_is_opened_by_its_folder(here):
    folder = here / "client_data" / "acme"
    assert open_workbook("whatever", folder=str(folder)).client.slug == "acme"


def test_words_are_in_the_language_and_numbers_in_the_region(here):
    book = open_workbook("acme", language="es")
    assert book.words.language == "es"
    assert book.words.region == "es_PE"
    assert book.show.words is book.words
    assert book.plan.currency == "PEN"


def test_nothing_is_computed_twice(here):
    book = open_workbook("acme")
    assert book.perception is book.perception
    assert book.readiness is book.readiness
    assert book.summary is book.summary


def test_the_subjects_are_wired_to_the_client(here):
    book = open_workbook("acme")
    assert [item.label for item in key_figures(book.perception.scores, book.words)]
    assert {item.finding.subject for item in book.summary.shown} <= {"perception"}
    assert book.readiness.files[0].path == "engagement.yml"


def test_the_same_client_gives_the_same_findings_in_both_languages(home):
    client = read_client(home / "client_data" / "acme")
    keys = [
        [item.finding.key for item in Workbook(client, language=code).summary.shown]
        for code in ("en", "es")
    ]
    assert keys[0] == keys[1]


def test_the_provenance_is_shown(here, capsys):
    open_workbook("acme").provenance()
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("language", ["fr", "", "ES"])
def test_an_unknown_language_is_refused(here, language):
    with pytest.raises(UsageError, match='Write language = "es" or language = "en"'):
        open_workbook("acme", language=language)


def test_an_unknown_client_is_refused(here):
    with pytest.raises(UsageError, match="Known clients: acme"):
        open_workbook("acmee")


def test_a_folder_with_errors_is_refused_with_all_of_them(tmp_path, monkeypatch):
    write_client(tmp_path, files={"data/survey.csv": survey() + "X,NA,App,11,6,N\n"})
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DataError) as raised:
        open_workbook("acme")
    assert len(raised.value.problems) == 2


def test_a_notebook_in_another_clients_folder_shows_nothing(tmp_path, monkeypatch):
    write_client(tmp_path)
    other = write_client(tmp_path, "beta")
    notebooks = other / "notebooks" / "en"
    notebooks.mkdir(parents=True)
    monkeypatch.chdir(notebooks)
    with pytest.raises(UsageError, match="in the folder of “beta” and set to “acme”"):
        open_workbook("acme")
    assert open_workbook("beta").client.slug == "beta"
