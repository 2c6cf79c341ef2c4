import ast
from dataclasses import replace

import nbformat
import pytest

from cxkit.errors import DataError, ReportError
from cxkit.intake import read_client
from cxkit.reports.assemble import assemble
from cxkit.reports.cells import parameters, tagged
from cxkit.reports.layout import MODULES, ClientPaths, offered_modules
from cxkit.reports.notebooks import working_copy
from tests.reports.notebooks_of_tests import (
    PARAMETERS,
    SETUP,
    code,
    notebook,
    prose,
    write_notebook,
)
from tests.small_client import ENGAGEMENT, write_client


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    return read_client(write_client(tmp_path_factory.mktemp("home")))


def assembled(client, folder, *, language="en", own=(), sections=()):
    plan = client.engagement.report.model_copy(update={"notebooks": own, "sections": sections})
    engagement = client.engagement.model_copy(update={"report": plan})
    return assemble(replace(client, engagement=engagement), ClientPaths(folder), language=language)


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "client_data" / "acme"
    place.mkdir(parents=True)
    return place


def sections_of(made):
    order = [cell.metadata["cxkit"]["section"] for cell in made.cells]
    return list(dict.fromkeys(section for section in order if section))


def rules(error):
    return [problem.rule for problem in error.value.problems]


def test_a_report_is_one_valid_notebook_with_one_cell_of_each_kind(client, folder):
    made = assembled(client, folder)
    nbformat.validate(made)
    assert made.metadata["kernelspec"]["name"] == "python3"
    for tag in ("parameters", "setup", "provenance"):
        assert len(tagged(made, tag)) == 1
    assert "parameters" in made.cells[0].metadata["tags"]
    assert "setup" in made.cells[1].metadata["tags"]
    assert "provenance" in made.cells[-1].metadata["tags"]


def test_the_summary_comes_first_and_the_annexes_last(client, folder):
    order = sections_of(assembled(client, folder))
    assert order == [*offered_modules(), "roadmap", "annexes"]
    assert order[0] == "summary"


def test_cells_for_the_consultant_are_not_in_the_report(client, folder):
    made = assembled(client, folder)
    assert tagged(made, "guide") == []
    assert tagged(made, "reading")


def test_ids_of_cells_are_unique_and_there_are_no_outputs(client, folder):
    made = assembled(client, folder)
    ids = [cell.id for cell in made.cells]
    assert len(set(ids)) == len(ids)
    assert all(not cell.outputs for cell in made.cells if cell.cell_type == "code")


def test_the_client_and_the_language_are_set_and_stay_text(client, folder):
    made = assemble(
        replace(client, slug="00123"), ClientPaths(folder.with_name("00123")), language="es"
    )
    found = parameters(made, file="report")
    assert found["client"].value == "00123"
    assert found["language"].value == "es"
    assert {"metric", "segment"} <= set(found)


def test_the_setup_holds_every_import_once(client, folder):
    setup = tagged(assembled(client, folder), "setup")[0].source
    imported = [
        (node.module, alias.name)
        for node in ast.parse(setup).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]
    assert len(set(imported)) == len(imported)
    assert {("cxkit", "perception"), ("cxkit", "summary"), ("cxkit", "readiness")} <= set(imported)
    assert setup.count("open_workbook(client, language=language)") == 1
    assert setup.count("show.start()") == 1


def test_only_the_chosen_sections_are_in_whatever_order_they_are_named_in(client, folder):
    made = assembled(client, folder, sections=("perception", "summary"))
    assert sections_of(made) == ["summary", "perception", "roadmap", "annexes"]


def test_sections_without_a_notebook_are_left_out_and_none_at_all_is_refused(
    client, folder, monkeypatch
):
    # a clone from which a notebook was deleted
    offered = tuple(section for section in offered_modules() if section != "culture")
    monkeypatch.setattr("cxkit.reports.assemble.offered_modules", lambda: offered)
    made = assembled(client, folder, sections=("perception", "culture"))
    assert sections_of(made) == ["perception", "annexes"]
    with pytest.raises(ReportError, match="Choose among: summary, engagement") as raised:
        assembled(client, folder, sections=("culture",))
    assert rules(raised) == ["no-sections"]


def test_an_unknown_section_is_refused_when_the_engagement_is_read(tmp_path):
    folder = write_client(tmp_path, engagement=ENGAGEMENT + "report: {sections: [percepton]}\n")
    with pytest.raises(DataError) as raised:
        read_client(folder)
    assert raised.value.problems[0].file == "engagement.yml"


# ------------------------------------------------------------------- own notebooks
def test_an_own_notebook_is_a_section_before_the_annexes(client, folder):
    write_notebook(folder, "notebooks/my_module.ipynb", notebook(prose("## Why?", "why")))
    made = assembled(client, folder, own=("notebooks/my_module.ipynb",))
    assert sections_of(made)[-3:] == ["my_module", "roadmap", "annexes"]
    assert made.metadata["cxkit"]["sections"][-1] == "my_module"


def test_own_notebooks_alone_make_a_report_that_can_start(client, folder, monkeypatch):
    monkeypatch.setattr("cxkit.reports.assemble.offered_modules", lambda: ())
    bare = notebook(code("1", "one"), parameters="n: int = 1", setup="import math")
    write_notebook(folder, "own.ipynb", bare)
    made = assembled(client, folder, own=("own.ipynb",))
    assert list(parameters(made, file="report")) == ["client", "language", "n"]
    setup = tagged(made, "setup")[0].source
    assert setup.startswith("import math\nfrom cxkit import ")
    assert "from cxkit.workbook import open_workbook" in setup
    assert "show = book.show" in setup


def test_own_notebooks_of_the_same_name_are_sections_of_their_own(client, folder):
    names = ("a/mine.ipynb", "b/mine.ipynb", "summary.ipynb", "annexes.ipynb")
    for name in names:
        write_notebook(folder, name, notebook(prose("text", "same-id")))
    made = assembled(client, folder, own=names)
    assert made.metadata["cxkit"]["sections"][-4:] == ["mine", "mine-2", "summary-2", "annexes-2"]
    ids = [cell.id for cell in made.cells]
    assert len(set(ids)) == len(ids)


def test_any_file_name_makes_a_valid_section(client, folder):
    name = "módulo ñandú (versión 2) " + "x" * 60 + ".ipynb"
    write_notebook(folder, name, notebook(prose("one", "a"), prose("two", "b")))
    made = assembled(client, folder, own=(name,))
    nbformat.validate(made)
    assert made.metadata["cxkit"]["sections"][-1].startswith("modulo-nandu-version-2-")


def test_an_own_notebook_in_the_language_of_the_report_is_preferred(client, folder):
    for language, title in (("es", "# Mi módulo"), ("en", "# My module")):
        write_notebook(folder, f"notebooks/{language}/mine.ipynb", notebook(title=title))
    write_notebook(folder, "notebooks/es/solo.ipynb", notebook(title="# Solo en español"))
    own = ("notebooks/es/mine.ipynb", "notebooks/es/solo.ipynb")
    english = [cell.source for cell in assembled(client, folder, own=own).cells]
    spanish = [cell.source for cell in assembled(client, folder, own=own, language="es").cells]
    assert "# My module" in english
    assert "# Solo en español" in english
    assert "# Mi módulo" in spanish


def test_two_defaults_of_one_parameter_are_an_error_that_names_both(client, folder):
    write_notebook(folder, "one.ipynb", notebook(parameters=PARAMETERS + "\ndepth: int = 1"))
    write_notebook(folder, "two.ipynb", notebook(parameters=PARAMETERS + "\ndepth: int = 2"))
    with pytest.raises(ReportError) as raised:
        assembled(client, folder, own=("one.ipynb", "two.ipynb"))
    assert rules(raised) == ["parameter-conflict"]
    assert str(raised.value).startswith(
        "two.ipynb: Parameter “depth” is 2 here and 1 in one.ipynb."
    )


def test_the_same_default_twice_is_one_parameter(client, folder):
    for name in ("one.ipynb", "two.ipynb"):
        write_notebook(folder, name, notebook(parameters=PARAMETERS + "\ndepth: int = 1"))
    made = assembled(client, folder, own=("one.ipynb", "two.ipynb"))
    assert tagged(made, "parameters")[0].source.count("depth") == 1


@pytest.mark.parametrize(
    "line",
    ["from seaborn import perception", "import numpy as perception\nimport pandas as perception"],
)
def test_one_name_for_two_things_is_an_error(client, folder, line):
    write_notebook(folder, "own.ipynb", notebook(setup=f"{line}\n{SETUP}"))
    with pytest.raises(ReportError, match="Import it under another name") as raised:
        assembled(client, folder, own=("own.ipynb",))
    assert set(rules(raised)) == {"import-conflict"}


def test_imports_of_modules_are_joined_with_those_of_names(client, folder):
    lines = "import matplotlib.pyplot as plt\nimport os.path\nimport os\nfrom math import pi as tau"
    write_notebook(folder, "own.ipynb", notebook(setup=f"{lines}\n{SETUP}\nextra = tau"))
    setup = tagged(assembled(client, folder, own=("own.ipynb",)), "setup")[0].source
    for line in ("import matplotlib.pyplot as plt", "from math import pi as tau", "extra = tau"):
        assert line in setup.splitlines()


def test_an_own_notebook_outside_the_folder_is_refused(client, folder):
    write_notebook(folder.parent, "other.ipynb", notebook())
    with pytest.raises(DataError):
        assembled(client, folder, own=("../other.ipynb",))


def test_a_broken_own_notebook_is_refused_by_name(client, folder):
    (folder / "own.ipynb").write_text("{}")
    with pytest.raises(ReportError) as raised:
        assembled(client, folder, own=("own.ipynb",))
    assert raised.value.problems[0].file == "own.ipynb"


# -------------------------------------------------------------------- working copy
def test_the_report_uses_the_working_copy(client, folder):
    paths = ClientPaths(folder)
    working_copy(paths, language="en")
    place = paths.notebook(MODULES["perception"], "en")
    copy = nbformat.read(place, as_version=4)
    copy.cells.insert(4, prose("## A question of our own", "ours"))
    nbformat.write(copy, place)
    sources = [cell.source for cell in assembled(client, folder).cells]
    assert "## A question of our own" in sources
    assert "## A question of our own" not in [
        cell.source for cell in assembled(client, folder, language="es").cells
    ]


# ------------------------------------------------------------ what comes last, what in annexes
def test_the_roadmap_is_a_section_of_its_own_after_all_others(client, folder):
    made = assembled(client, folder)
    first = next(c for c in made.cells if c.metadata.get("cxkit", {}).get("section") == "roadmap")
    assert first.cell_type == "markdown"
    assert first.source.startswith("# ")
    assert sections_of(assembled(client, folder, sections=("perception",))) == [
        "perception",
        "annexes",
    ]


def test_tables_of_detail_stand_in_the_annexes_under_the_title_of_their_section(client, folder):
    made = assembled(client, folder, sections=("perception",))
    annexes = [c for c in made.cells if c.metadata.get("cxkit", {}).get("section") == "annexes"]
    place = next(i for i, c in enumerate(annexes) if c.id == "details-perception")
    assert annexes[place].source == "### Perception measurement"
    assert "plot_trend" in annexes[place + 1].source
    assert any("waves_table" in cell.source for cell in annexes[place:])
    assert annexes[place - 1].source == "## Detailed tables"
    shown = [
        c.source for c in made.cells if c.metadata.get("cxkit", {}).get("section") != "annexes"
    ]
    assert not any("waves_table" in source for source in shown)
