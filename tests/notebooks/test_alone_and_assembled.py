"""A notebook prints the same alone as in the report it becomes a part of."""

import json
from functools import partial

import pytest

from cxkit.intake import read_client
from cxkit.reports.assemble import assemble
from cxkit.reports.cells import GUIDE, PARAMETERS, PROVENANCE, SETUP, read_notebook, tags
from cxkit.reports.execution import STANDARD, Kernels, execute
from cxkit.reports.layout import KIT, MODULES, ClientPaths, offered_modules
from cxkit.reports.warm import can_fork

CLIENT = "demo_telecom"


def shown(cell):
    """Return what a cell shows, pictures aside."""
    return json.dumps(
        [
            {
                kind: value
                for kind, value in output.get("data", {"text": output.get("text")}).items()
                if not kind.startswith("image/")
            }
            for output in cell.outputs
        ],
        sort_keys=True,
    )


@pytest.fixture
def run(request, tmp_path):
    """Return a function that executes a notebook; what it shows, by the names of its cells."""
    if not can_fork():
        return partial(executed, tmp_path, STANDARD)
    farm = request.getfixturevalue("farm")
    return partial(farm.run, executed, tmp_path, Kernels(server=farm.address))


def executed(folder, kernels, notebook, language):
    chosen = {"client": CLIENT, "language": language}
    done = execute(notebook, chosen, folder, "made", cwd=KIT, kernels=kernels)
    return {cell.id: shown(cell) for cell in done.cells if cell.cell_type == "code"}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["es"])
def test_each_notebook_alone_prints_what_it_prints_assembled(run, language):
    paths = ClientPaths(KIT / "client_data" / CLIENT)
    assembled = run(assemble(read_client(paths.folder), paths, language=language), language)
    compared = 0
    for section in offered_modules():
        source = read_notebook(paths.notebook(MODULES[section], language))
        alone = run(source, language)
        special = {PARAMETERS, SETUP, PROVENANCE, GUIDE}
        for cell in source.cells:
            if cell.cell_type == "code" and not tags(cell) & special:
                assert alone[cell.id] == assembled[f"{section}-{cell.id}"], cell.id
                compared += 1
    assert compared >= 20
