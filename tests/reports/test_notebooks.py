import copy
import shutil

import nbformat
import pytest

from cxkit.errors import ReportError
from cxkit.reports import notebooks as module
from cxkit.reports.cells import parameters, read_notebook
from cxkit.reports.layout import NOTEBOOKS, ClientPaths
from cxkit.reports.notebooks import (
    check_demo_only,
    clients_of,
    code_hash,
    refresh_all,
    sync,
    sync_all,
    without_outputs,
    working_copy,
)
from tests.reports.notebooks_of_tests import code, notebook, prose, write_notebook


def english():
    return notebook(
        prose("## Where?", "where"),
        code("show.text(book.plan, str)", "where-text"),
        title="# Place",
    )


def spanish():
    made = english()
    by_id = {cell.id: cell for cell in made.cells}
    by_id["title"].source = "# Lugar"
    by_id["where"].source = "## ¿Dónde?"
    by_id["purpose"].source = "Para el consultor."
    by_id[
        "parameters"
    ].source = 'client: str = "demo_bank"  # carpeta\nlanguage: str = "es"  # idioma de los textos'
    return made


def cell(made, name):
    return next(cell for cell in made.cells if cell.id == name)


# ------------------------------------------------------------------- working copy
@pytest.fixture
def paths(tmp_path):
    folder = tmp_path / "client_data" / "acme"
    folder.mkdir(parents=True)
    return ClientPaths(folder)


def test_a_working_copy_is_set_to_the_client_and_has_no_outputs(paths):
    copied = working_copy(paths, language="es")
    assert [path.name for path in copied] == [
        path.name for path in sorted((NOTEBOOKS / "es").glob("*.ipynb"))
    ]
    for path in copied:
        made = read_notebook(path)
        found = parameters(made, file=path.name)
        assert (found["client"].value, found["language"].value) == ("acme", "es")
        for item in made.cells:
            if item.cell_type == "code":
                assert item.outputs == []
                assert item.execution_count is None


def test_the_help_of_the_parameters_stays_in_the_copy(paths):
    working_copy(paths, language="en")
    made = read_notebook(paths.notebook("04_perception_measurement", "en"))
    line = parameters(made, file="x")["client"].line
    assert line == 'client: str = "acme"  # folder under client_data'


def test_what_the_consultant_changed_is_never_written_over(paths):
    first = working_copy(paths, language="en")
    first[0].write_text("mine")
    first[1].unlink()
    again = working_copy(paths, language="en")
    assert again == (first[1],)
    assert first[0].read_text() == "mine"


def test_the_languages_have_copies_of_their_own(paths):
    working_copy(paths, language="en")
    assert working_copy(paths, language="es")


def test_outputs_are_removed_and_nothing_else():
    made = english()
    made.cells[-1].outputs = [nbformat.v4.new_output("stream", text="x")]
    made.cells[-1].execution_count = 4
    made.cells[-1].metadata["execution"] = {"iopub.execute_input": "2025"}
    without_outputs(made)
    assert made == english()


# ---------------------------------------------------------------------------- sync
def test_sync_of_notebooks_that_agree_changes_nothing():
    target = spanish()
    assert sync(english(), target) == target


def test_sync_is_done_after_one_round():
    source, target = english(), spanish()
    source.cells.insert(5, code("new = 1", "new"))
    source.cells.insert(5, prose("New words", "new-words"))
    once = sync(source, target)
    assert sync(source, once) == once


def test_changed_code_is_carried_over_without_its_old_outputs():
    source, target = english(), spanish()
    cell(source, "where-text").source = "show.text(book.plan, repr)"
    cell(target, "where-text").outputs = [nbformat.v4.new_output("stream", text="old")]
    cell(target, "setup").outputs = [nbformat.v4.new_output("stream", text="kept")]
    result = sync(source, target)
    assert cell(result, "where-text").source == "show.text(book.plan, repr)"
    assert cell(result, "where-text").outputs == []
    assert cell(result, "setup").outputs[0].text == "kept"


def test_prose_keeps_its_language_and_new_prose_is_marked():
    source = english()
    source.cells.insert(5, prose("New words", "new-words"))
    result = sync(source, spanish())
    assert cell(result, "where").source == "## ¿Dónde?"
    assert cell(result, "new-words").source == "**TRADUCIR**\n\nNew words"


def test_parameters_keep_their_help_and_the_default_language():
    source = english()
    cell(source, "parameters").source += '\nmetric: str = "nps"  # which score'
    result = cell(sync(source, spanish()), "parameters").source
    assert result.splitlines() == [
        'client: str = "demo_bank"  # carpeta',
        'language: str = "es"  # idioma de los textos',
        'metric: str = "nps"  # which score',
    ]


def test_cells_that_are_gone_go_and_the_order_and_tags_follow():
    source = english()
    source.cells = [item for item in source.cells if item.id != "where"]
    source.cells[-2].metadata["tags"] = ["reading"]
    result = sync(source, spanish())
    assert [item.id for item in result.cells] == [item.id for item in source.cells]
    assert result.cells[-2].metadata["tags"] == ["reading"]


def test_sync_leaves_its_arguments_alone():
    source, target = english(), spanish()
    before = copy.deepcopy(source), copy.deepcopy(target)
    sync(source, target)
    assert (source, target) == before


@pytest.fixture
def kit(tmp_path, monkeypatch):
    """A folder of notebooks instead of the kit's own."""
    monkeypatch.setattr(module, "NOTEBOOKS", tmp_path)
    write_notebook(tmp_path, "en/a.ipynb", english())
    write_notebook(tmp_path, "es/a.ipynb", spanish())
    return tmp_path


def test_sync_writes_only_what_changed(kit):
    sync_all()
    assert sync_all() == ()
    changed = english()
    cell(changed, "where-text").source = "1"
    write_notebook(kit, "en/a.ipynb", changed)
    assert sync_all() == (kit / "es" / "a.ipynb",)
    assert sync_all() == ()


def test_a_notebook_that_is_new_gets_a_sister_to_be_translated(kit):
    write_notebook(kit, "en/b.ipynb", english())
    assert kit / "es" / "b.ipynb" in sync_all()
    made = read_notebook(kit / "es" / "b.ipynb")
    assert cell(made, "title").source == "**TRADUCIR**\n\n# Place"
    assert parameters(made, file="b")["language"].value == "es"


# ------------------------------------------------------------------------- refresh
def test_refresh_executes_only_what_changed(kit, monkeypatch):
    ran = []

    def execute(made, chosen, work, name, *, cwd):
        ran.append((cwd.name, name))
        executed = copy.deepcopy(made)
        executed.metadata["papermill"] = {"duration": 1.5}
        for number, item in enumerate(executed.cells):
            item.metadata["papermill"] = {"duration": 0.5}
            if item.cell_type == "code":
                item.execution_count = number
        return executed

    monkeypatch.setattr(module, "execute", execute)
    assert len(refresh_all()) == 2
    assert refresh_all() == ()
    shutil.copy(kit / "en" / "a.ipynb", kit / "before.ipynb")
    changed = read_notebook(kit / "en" / "a.ipynb")
    cell(changed, "where").source = "## Other words"
    nbformat.write(changed, kit / "en" / "a.ipynb")
    assert refresh_all() == ()
    cell(changed, "where-text").source = "2"
    nbformat.write(changed, kit / "en" / "a.ipynb")
    assert refresh_all() == (kit / "en" / "a.ipynb",)
    assert len(refresh_all(everything=True)) == 2
    assert set(ran) == {("en", "a"), ("es", "a")}
    done = (kit / "en" / "a.ipynb").read_text()
    assert "duration" not in done
    assert "papermill" not in done


def test_the_hash_of_the_code_ignores_prose_and_outputs():
    made, other = english(), english()
    cell(other, "where").source = "## Other"
    cell(other, "setup").outputs = [nbformat.v4.new_output("stream", text="x")]
    assert code_hash(made) == code_hash(other)
    cell(other, "setup").source += "\n1"
    assert code_hash(made) != code_hash(other)


# ----------------------------------------------------------------- demo clients only
def test_committed_outputs_have_to_be_a_demo_clients(tmp_path):
    sound = write_notebook(tmp_path, "a.ipynb", english())
    check_demo_only([sound])
    acme = notebook(parameters='client: str = "acme"  # mine\nlanguage: str = "en"')
    place = write_notebook(tmp_path, "b.ipynb", acme)
    with pytest.raises(ReportError, match="set to the client “acme”") as raised:
        check_demo_only([sound, place, place])
    assert [problem.file for problem in raised.value.problems] == ["b.ipynb", "b.ipynb"]


def test_a_client_that_papermill_injected_is_seen(tmp_path):
    made = english()
    made.cells.insert(3, code('client = "acme"\nlanguage = "es"', "new", "injected-parameters"))
    assert clients_of(made) == ("demo_bank", "acme")
    with pytest.raises(ReportError, match="acme"):
        check_demo_only([write_notebook(tmp_path, "a.ipynb", made)])
