from pathlib import Path
from typing import get_args

import pytest

from cxkit.engagement import Section
from cxkit.reports.layout import MODULES, NOTEBOOKS, ClientPaths, in_language, offered_modules


def test_every_section_has_a_notebook_name_and_the_summary_comes_first():
    assert set(MODULES) == set(get_args(Section))
    assert next(iter(MODULES)) == "summary"


def test_sections_are_offered_where_their_notebook_exists_in_both_languages():
    offered = offered_modules()
    assert offered[:2] == ("summary", "engagement")
    assert "perception" in offered
    for section in offered:
        for language in ("en", "es"):
            assert (NOTEBOOKS / language / f"{MODULES[section]}.ipynb").exists()


def test_a_client_has_its_reports_beside_client_data(tmp_path):
    paths = ClientPaths(tmp_path / "client_data" / "acme")
    assert paths.slug == "acme"
    assert paths.home == tmp_path
    assert paths.reports == tmp_path / "reports" / "acme"
    assert paths.notebooks("es") == tmp_path / "client_data/acme/notebooks/es"


def test_the_working_copy_is_used_where_there_is_one(tmp_path):
    paths = ClientPaths(tmp_path / "client_data" / "acme")
    name = MODULES["perception"]
    assert paths.notebook(name, "es") == NOTEBOOKS / "es" / f"{name}.ipynb"
    copy = paths.notebooks("es") / f"{name}.ipynb"
    copy.parent.mkdir(parents=True)
    copy.touch()
    assert paths.notebook(name, "es") == copy
    assert paths.notebook(name, "en") == NOTEBOOKS / "en" / f"{name}.ipynb"


@pytest.mark.parametrize(
    ("name", "language", "place"),
    [
        ("notebooks/es/mine.ipynb", "en", "notebooks/en/mine.ipynb"),
        ("notebooks/es/mine.ipynb", "es", "notebooks/es/mine.ipynb"),
        ("es/mine.ipynb", "en", "en/mine.ipynb"),
        ("notebooks/mine.ipynb", "en", "notebooks/mine.ipynb"),
        ("mine.ipynb", "en", "mine.ipynb"),
        ("es/own/mine.ipynb", "en", "es/own/mine.ipynb"),
    ],
)
def test_an_own_notebook_in_a_folder_of_a_language_has_a_sister(name, language, place):
    assert Path(in_language(name, language)) == Path(place)
