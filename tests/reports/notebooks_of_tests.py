"""Small notebooks as a consultant or the kit would write them."""

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

PARAMETERS = 'client: str = "demo_bank"  # folder\nlanguage: str = "en"  # language of words'
SETUP = (
    "from cxkit.workbook import open_workbook\n\n"
    "book = open_workbook(client, language=language)\nshow = book.show\nshow.start()"
)


def code(source, name, *tags):
    return new_code_cell(source, id=name, metadata={"tags": list(tags)} if tags else {})


def prose(source, name, *tags):
    return new_markdown_cell(source, id=name, metadata={"tags": list(tags)} if tags else {})


def notebook(*cells, parameters=PARAMETERS, setup=SETUP, title="# My module"):
    """Return a notebook of the usual shape around some cells."""
    whole = [
        prose(title, "title"),
        prose("For the consultant.", "purpose", "guide"),
        code(parameters, "parameters", "parameters"),
        code(setup, "setup", "setup"),
        *cells,
        code("book.provenance()", "provenance", "provenance", "nbval-ignore-output"),
    ]
    made = new_notebook(cells=whole)
    made.metadata["kernelspec"] = {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    }
    return made


def write_notebook(folder: Path, name: str, made) -> Path:
    """Write a notebook into a client folder."""
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(made, place)
    return place
