"""A notebook prints the same alone as in the report it becomes a part of."""

import json

import pytest

from cxkit.intake import read_client
from cxkit.reports.assemble import assemble
from cxkit.reports.cells import GUIDE, PARAMETERS, PROVENANCE, SETUP, read_notebook, tags
from cxkit.reports.execution import execute
from cxkit.reports.layout import KIT, MODULES, ClientPaths, offered_modules

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


@pytest.mark.slow
@pytest.mark.parametrize("language", ["es"])
def test_each_notebook_alone_prints_what_it_prints_assembled(tmp_path, language):
    folder = KIT / "client_data" / CLIENT
    paths = ClientPaths(folder)
    chosen = {"client": CLIENT, "language": language}
    made = assemble(read_client(folder), paths, language=language)
    report = execute(made, chosen, tmp_path, "report", cwd=KIT)
    assembled = {cell.id: shown(cell) for cell in report.cells if cell.cell_type == "code"}
    compared = 0
    for section in offered_modules():
        source = read_notebook(paths.notebook(MODULES[section], language))
        alone = execute(source, chosen, tmp_path, section, cwd=KIT)
        for cell in alone.cells:
            special = tags(cell) & {PARAMETERS, SETUP, PROVENANCE, GUIDE, "injected-parameters"}
            if cell.cell_type == "code" and not special:
                assert shown(cell) == assembled[f"{section}-{cell.id}"], cell.id
                compared += 1
    assert compared >= 20
