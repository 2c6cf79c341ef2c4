"""The notebooks of the kit and what their code does, read without running it."""

import ast

from cxkit.reports.cells import SETUP, read_notebook, tags
from cxkit.reports.layout import NOTEBOOKS, TEMPLATES

LANGUAGES = ("en", "es")
KIT = sorted(path for code in LANGUAGES for path in (NOTEBOOKS / code).glob("*.ipynb"))
OWN = [TEMPLATES / "notebook" / code / "my_module.ipynb" for code in LANGUAGES]
ANNEXES = [TEMPLATES / "report" / f"annexes_{code}.ipynb" for code in LANGUAGES]
ALL = [*KIT, *OWN, *ANNEXES]


def label(path):
    return f"{path.parent.name}/{path.name}"


def code_cells(path):
    return [cell for cell in read_notebook(path).cells if cell.cell_type == "code"]


def prose_cells(path):
    return [cell for cell in read_notebook(path).cells if cell.cell_type == "markdown"]


def imported(path):
    """Return the names that the setup cell imports."""
    return {
        (alias.asname or alias.name).split(".")[0]
        for cell in code_cells(path)
        if SETUP in tags(cell)
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
