import ast
import builtins
import re
from pathlib import Path

import nbformat
import papermill
import pytest

from cxkit.reports.cells import (
    GUIDE,
    PARAMETERS,
    PROVENANCE,
    READING,
    SETUP,
    parameters,
    read_notebook,
    tagged,
    tags,
)
from cxkit.reports.notebooks import check_demo_only, sync
from tests.notebooks.notebook_files import (
    ALL,
    ANNEXES,
    KIT,
    OWN,
    code_cells,
    imported,
    label,
    prose_cells,
)

KNOWN_TAGS = {
    "detail",
    "closing",
    PARAMETERS,
    SETUP,
    PROVENANCE,
    GUIDE,
    READING,
    "nbval-ignore-output",
    "raises-exception",
}
FORBIDDEN = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.For,
    ast.While,
    ast.Try,
    ast.With,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
)
every = pytest.mark.parametrize("path", ALL, ids=label)
of_the_kit = pytest.mark.parametrize("path", KIT, ids=label)
english = pytest.mark.parametrize(
    ("source", "target"),
    [
        (path, path.parents[1] / "es" / path.name)
        for path in (*KIT, *OWN)
        if path.parent.name == "en"
    ]
    + [tuple(ANNEXES)],
    ids=label,
)


def test_there_are_notebooks_in_both_languages():
    assert {path.parent.name for path in KIT} == {"en", "es"}
    assert all(path.exists() for path in ALL)


# --------------------------------------------------------------------------- shape
@every
def test_a_notebook_is_valid_and_small_and_runs_on_python3(path):
    made = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    nbformat.validate(made)
    assert path.stat().st_size <= 300 * 1024
    assert made.metadata["kernelspec"]["name"] == "python3"
    assert path.read_text(encoding="utf-8").endswith("}\n")


@every
def test_the_first_cell_is_the_only_heading_of_the_first_level(path):
    first, *rest = prose_cells(path)
    assert re.fullmatch(r"# .+", first.source)
    assert read_notebook(path).cells[0].id == first.id
    assert not any(re.search(r"^# ", cell.source, re.MULTILINE) for cell in rest)


@every
def test_parameters_come_first_then_the_setup_and_the_provenance_last(path):
    cells = code_cells(path)
    for tag in (PARAMETERS, SETUP, PROVENANCE):
        assert len(tagged(read_notebook(path), tag)) == 1
    assert PARAMETERS in tags(cells[0])
    assert SETUP in tags(cells[1])
    assert tags(cells[-1]) == {PROVENANCE, "nbval-ignore-output"}
    assert read_notebook(path).cells[-1].id == cells[-1].id


@every
def test_papermill_reads_every_parameter_with_its_type_and_help(path):
    cell = code_cells(path)[0]
    ours = parameters(read_notebook(path), file=path.name)
    found = papermill.inspect_notebook(path)
    assert list(found) == list(ours)
    assert list(found)[:2] == ["client", "language"]
    assert len(cell.source.splitlines()) == len(found)
    for name, item in found.items():
        assert item["inferred_type_name"] == ours[name].type
        assert ast.literal_eval(item["default"]) == ours[name].value
        assert item["help"]
        assert "=" not in item["help"]


@every
def test_every_tag_has_a_meaning_and_every_cell_an_id(path):
    cells = read_notebook(path).cells
    assert {tag for cell in cells for tag in tags(cell)} <= KNOWN_TAGS
    assert len({cell.id for cell in cells}) == len(cells)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]*", cell.id) for cell in cells)


@of_the_kit
def test_a_notebook_says_its_purpose_and_the_decision_it_serves(path):
    guides = tagged(read_notebook(path), GUIDE)
    assert guides
    wanted = {
        "en": ("**What this notebook is for.**", "decision it serves"),
        "es": ("**Para qué sirve este cuaderno.**", "decisión a la que sirve"),
    }[path.parent.name]
    for part in wanted:
        assert part in guides[0].source


# ---------------------------------------------------------------------------- code
@every
def test_code_cells_are_short(path):
    for cell in code_cells(path):
        lines = len(cell.source.splitlines())
        assert 1 <= lines <= (12 if SETUP in tags(cell) else 8), cell.id


@every
def test_code_cells_only_call_and_show(path):
    for cell in code_cells(path):
        tree = ast.parse(cell.source)
        bad = [type(node).__name__ for node in ast.walk(tree) if isinstance(node, FORBIDDEN)]
        assert bad == [], cell.id
        imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
        assert SETUP in tags(cell) or not imports, cell.id
        for word in ("sys.path", "filterwarnings", "%", "!", "..", "open(", "\\"):
            assert word not in cell.source, cell.id
        assert not cell.source.rstrip().endswith(";"), cell.id


@every
def test_no_cell_holds_a_path_or_a_threshold(path):
    for cell in code_cells(path):
        if PARAMETERS in tags(cell):
            continue
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Constant):
                assert isinstance(node.value, str | bool | None), cell.id
                assert "/" not in str(node.value), cell.id


@every
def test_no_cell_reads_a_name_that_the_notebook_has_not_bound_before(path):
    bound = set(dir(builtins))
    for cell in code_cells(path):
        tree = ast.parse(cell.source)
        names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
        read = {node.id for node in names if isinstance(node.ctx, ast.Load)}
        stored = {node.id for node in names if isinstance(node.ctx, ast.Store)}
        bound |= imported(path) if SETUP in tags(cell) else set()
        assert read <= bound | stored, cell.id
        bound |= stored


@every
def test_a_name_is_not_bound_twice_in_a_notebook(path):
    stored = [
        node.id
        for cell in code_cells(path)
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
    assert sorted(stored) == sorted(set(stored))


# --------------------------------------------------------------------------- prose
@every
def test_static_prose_holds_no_percentages_and_nothing_left_to_translate(path):
    for cell in prose_cells(path):
        assert not re.search(r"\d\s*%", cell.source), cell.id
        assert "TRADUCIR" not in cell.source, cell.id


@of_the_kit
def test_prose_and_code_keep_each_other_company(path):
    prose, code = len(prose_cells(path)), len(code_cells(path))
    assert prose >= code / 2


# --------------------------------------------------------------- the two languages
@english
def test_both_languages_have_the_same_cells_and_code(source, target):
    made = read_notebook(target)
    assert sync(read_notebook(source), made) == made


@english
def test_the_default_language_is_the_folders(source, target):
    for path, code in ((source, "en"), (target, "es")):
        found = parameters(read_notebook(path), file=path.name)
        assert found["language"].value == code
        assert found["client"].value == "demo_bank"


@english
def test_prose_is_written_in_each_language(source, target):
    other = {cell.id: cell.source for cell in prose_cells(target)}
    for cell in prose_cells(source):
        assert other[cell.id] != cell.source, cell.id


# -------------------------------------------------------------------------- outputs
@of_the_kit
def test_committed_outputs_are_a_demo_clients(path):
    check_demo_only([path])


@of_the_kit
def test_every_code_cell_was_executed_in_order(path):
    counts = [cell.execution_count for cell in code_cells(path)]
    assert counts == list(range(1, len(counts) + 1)), "run: cxkit notebooks refresh --all"


@of_the_kit
def test_outputs_hold_no_errors_warnings_or_machine_paths(path):
    for cell in code_cells(path):
        for output in cell.outputs:
            assert output.output_type == "display_data", cell.id
            text = "".join(
                str(value) for kind, value in output.data.items() if kind.startswith("text/")
            )
            assert not re.search(r"[Ww]arning|Traceback|0x[0-9a-f]{6,}", text), cell.id
            assert str(Path.home()) not in text, cell.id
            assert "image/svg+xml" not in output.data, cell.id


@pytest.mark.parametrize("path", [*OWN, *ANNEXES], ids=label)
def test_templates_have_no_outputs(path):
    for cell in code_cells(path):
        assert cell.outputs == []
        assert cell.execution_count is None
