"""Whole notebooks and reports: the warm engine gives what the standard engine gives."""

import json
import shutil
import tempfile
from pathlib import Path
from unittest.mock import patch

import nbformat
import pytest

from cxkit.intake import read_client
from cxkit.reports.assemble import assemble
from cxkit.reports.execution import STANDARD, Kernels, execute
from cxkit.reports.layout import KIT, MODULES, NOTEBOOKS, ClientPaths
from cxkit.reports.warm import can_fork
from tests.reports.endurance.clients import log
from tests.reports.notebooks_of_tests import code, notebook, write_notebook
from tests.reports.warm.kernels import comparable
from tests.small_client import ENGAGEMENT, write_client

pytestmark = pytest.mark.skipif(not can_fork(), reason="nothing can be forked here")
DEMOS = ("demo_airline", "demo_bank", "demo_telecom")
LANGUAGES = ("en", "es")


def outputs(made, slug, language, kernels, home):
    """Execute a notebook; return what each cell shows."""
    with tempfile.TemporaryDirectory() as folder:
        chosen = {"client": slug, "language": language}
        done = execute(made, chosen, Path(folder), "x", cwd=Path(home), kernels=kernels)
    return [
        (cell.source, cell.get("execution_count"), comparable(cell.get("outputs", [])))
        for cell in done.cells
    ]


def compare(farm, made, slug, language, home):
    """Execute a notebook by both engines and compare all they show; return how much that was."""
    with patch.dict("os.environ"):
        import os

        os.environ.pop("PYTEST_CURRENT_TEST", None)
        cold = outputs(made, slug, language, STANDARD, home)
        warm = farm.run(outputs, made, slug, language, Kernels(server=farm.address), home)
    assert len(warm) == len(cold)
    kinds = {}
    for cell, (one, other) in enumerate(zip(cold, warm, strict=True)):
        assert json.dumps(other, indent=1) == json.dumps(one, indent=1), f"cell {cell}"
        for output in one[2]:
            for kind in output.get("data", {output["output_type"]: ""}):
                kinds[kind] = kinds.get(kind, 0) + 1
    return kinds


def report(slug, language, home=KIT):
    folder = home / "client_data" / slug
    client = read_client(folder)
    return assemble(client, ClientPaths(folder), language=language)


@pytest.mark.slow
def test_a_report_of_some_sections_is_the_same(farm, tmp_path):
    engagement = ENGAGEMENT + (
        "report:\n  sections: [summary, perception, engagement]\n  notebooks: [own.ipynb]\n"
    )
    folder = write_client(tmp_path, engagement=engagement)
    write_notebook(folder, "own.ipynb", notebook(code("print('x' * 2_000_000)\n1", "own")))
    kinds = compare(farm, report("acme", "en", tmp_path), "acme", "en", tmp_path)
    assert kinds["text/html"] > 3
    assert kinds["image/png"] > 1
    assert kinds["stream"] == 1


@pytest.mark.soak
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", DEMOS)
def test_the_report_of_a_demo_client_is_the_same(farm, slug, language):
    kinds = compare(farm, report(slug, language), slug, language, KIT)
    log("same report", client=slug, language=language, **kinds)
    assert kinds["image/png"] >= 10


@pytest.mark.soak
@pytest.mark.parametrize("slug", DEMOS)
@pytest.mark.parametrize("module", MODULES.values())
def test_each_notebook_is_the_same(farm, tmp_path, module, slug):
    language = LANGUAGES[DEMOS.index(slug) % 2]
    shutil.copytree(KIT / "client_data" / slug, tmp_path / "client_data" / slug)
    made = nbformat.read(NOTEBOOKS / language / f"{module}.ipynb", as_version=4)
    kinds = compare(farm, made, slug, language, tmp_path)
    assert kinds
