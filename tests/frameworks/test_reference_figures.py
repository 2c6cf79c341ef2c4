"""Quoted figures are shown with their grade, and no calculation reads them."""

import ast
from pathlib import Path

import pytest
import yaml

from cxkit.engagement.judgements.listening import ListeningChannel
from cxkit.frameworks import reference_figures
from cxkit.frameworks.channels import load_listening_channels
from cxkit.frameworks.reference_figures import load_reference_figures

KIT = Path(reference_figures.__file__).parents[1]
SHOWING = {"tables.py", "quoted_tables.py", "wording.py", "__init__.py"}
FIGURES = {figure.key: figure for figure in load_reference_figures()}


def shares(key):
    return [value.share for value in FIGURES[key].values]


def test_the_figures_are_the_quoted_ones_with_their_year_and_grade():
    assert shares("delivery_gap") == [0.80, 0.08]
    assert (FIGURES["delivery_gap"].year, FIGURES["delivery_gap"].grade) == (2005, "primary")
    assert shares("experience_matters") == [0.80]
    assert shares("nps_use") == [pytest.approx(2 / 3, abs=1e-4)]
    assert shares("centricity_belief") == [0.14, 0.11]
    assert shares("loyalty_profit") == [0.05, 0.95]
    assert FIGURES["loyalty_profit"].grade == "disputed"
    assert "Sharp" in FIGURES["loyalty_profit"].warning.en
    assert shares("price_premium") == [0.16]
    assert FIGURES["price_premium"].up_to


@pytest.mark.parametrize("key", ["perception_gap", "execution_gap"])
def test_figures_lost_with_their_picture_stay_blank(key):
    assert FIGURES[key].grade == "image_lost"
    assert FIGURES[key].values == ()


def test_every_figure_has_both_languages_a_source_without_address_and_a_warning():
    for figure in FIGURES.values():
        for text in (figure.text, figure.warning, *(value.of for value in figure.values)):
            assert text.es
            assert text.en
        assert figure.source
        assert "http" not in figure.source
        assert "www." not in figure.source


def test_no_calculation_reads_a_quoted_figure():
    """Only modules that show read them; everything they give leaves as text."""
    readers = set()
    for path in KIT.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            named = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if isinstance(node, ast.Import):
                named = [alias.name for alias in node.names]
            if any("reference_figures" in name for name in named):
                readers.add(path.relative_to(KIT))
        if 'read_framework("reference_figures")' in source:
            readers.add(path.relative_to(KIT))
    own = {Path("frameworks/reference_figures.py")}
    assert Path("strategy/quoted_tables.py") in readers
    assert {path.name for path in readers - own} <= SHOWING


def test_a_module_that_shows_them_never_reckons():
    """In the module that reads them shares are written out, never added or compared."""
    tree = ast.parse((KIT / "strategy" / "quoted_tables.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp | ast.Compare | ast.AugAssign):
            names = {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)}
            assert "share" not in names


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"grade": "rumour"}, "grade"),
        ({"values": [{"of": {"en": "x"}, "share": 80}]}, r"\[0, 1\]"),
        ({"grade": "image_lost"}, "lost"),
    ],
)
def test_an_entry_that_cannot_be_is_refused(monkeypatch, change, said):
    entries = yaml.safe_load(
        (KIT / "frameworks" / "reference_figures.yml").read_text(encoding="utf-8")
    )
    entries["figures"] = [entries["figures"][0] | change]
    monkeypatch.setattr(reference_figures, "read_framework", lambda name: entries)
    with pytest.raises(ValueError, match=said):
        load_reference_figures()


def test_the_eleven_channels_are_those_of_the_file_of_judgement_in_both_languages():
    channels = load_listening_channels()
    assert set(channels) == set(ListeningChannel.__args__)
    assert len(channels) == 11
    assert all(name.es and name.en for name in channels.values())
