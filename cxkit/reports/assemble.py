"""Put the chosen notebooks together into the one notebook a report is made from."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from cxkit.client import Client
from cxkit.engagement import Section
from cxkit.errors import Problem, ReportError
from cxkit.intake import resolve_inside
from cxkit.language import N_, LanguageCode
from cxkit.reports.cells import (
    GUIDE,
    PARAMETERS,
    PROVENANCE,
    SETUP,
    Parameter,
    parameters,
    read_notebook,
    setup_lines,
    tags,
)
from cxkit.reports.layout import MODULES, TEMPLATES, ClientPaths, offered_modules

_SPECIAL = frozenset({PARAMETERS, SETUP, PROVENANCE, GUIDE})
_SETUP_HEAD = ("book = open_workbook(client, language=language)", "show = book.show")


def assemble(client: Client, paths: ClientPaths, *, language: LanguageCode) -> Any:
    """Return the notebook of a client's report, ready to be executed.

    Parameters
    ----------
    client : Client
        Says which sections and own notebooks the report has.
    paths : ClientPaths
        Where working copies and own notebooks are.
    language : {"es", "en"}
        Language of words.

    Returns
    -------
    NotebookNode
        One parameters cell, one setup cell, summary, sections, own notebooks, annexes and
        one provenance cell. Cells know their section by ``metadata.cxkit.section``.

    Raises
    ------
    ReportError
        If two notebooks give a parameter different defaults, or one cannot be read.
    """
    plan = client.engagement.report
    offered = offered_modules()
    chosen = [section for section in offered if not plan.sections or section in plan.sections]
    sources = [(section, paths.notebook(MODULES[section], language)) for section in chosen] + [
        (Path(own).stem, resolve_inside(paths.folder, own)) for own in plan.notebooks
    ]
    notebooks = [(section, path, read_notebook(path)) for section, path in sources]
    merged = _merge_parameters((path.name, nb) for _, path, nb in notebooks)
    cells = [
        _code(_parameter_source(merged, client.slug, language), "parameters", tags=[PARAMETERS]),
        _code(_merge_setup([nb for _, _, nb in notebooks]), "setup", tags=[SETUP]),
    ]
    for section, _, notebook in notebooks:
        cells += _section_cells(str(section), notebook)
    cells += _annex_cells(language)
    result = new_notebook(cells=cells)
    result.metadata["kernelspec"] = {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    }
    result.metadata["language_info"] = {"name": "python"}
    result.metadata["cxkit"] = {
        "client": client.slug,
        "language": language,
        "sections": [str(section) for section, _ in sources],
    }
    nbformat.validate(result)
    return result


def _merge_parameters(notebooks: Iterable[tuple[str, Any]]) -> dict[str, Parameter]:
    merged: dict[str, Parameter] = {}
    problems = []
    for file, notebook in notebooks:
        for name, parameter in parameters(notebook, file=file).items():
            known = merged.setdefault(name, parameter)
            differs = known.value != parameter.value and name not in ("client", "language")
            if differs:
                problems.append(
                    Problem(
                        rule="parameter-conflict",
                        message=N_(
                            "Parameter “{name}” is {here} here and {there} in another notebook."
                        ),
                        remedy=N_("Give it the same default in both, or another name."),
                        values={
                            "name": name,
                            "here": repr(parameter.value),
                            "there": repr(known.value),
                        },
                        file=file,
                    )
                )
    if problems:
        raise ReportError(problems)
    return merged


def _parameter_source(merged: dict[str, Parameter], client: str, language: str) -> str:
    own = {"client": client, "language": language}
    lines = []
    for name, parameter in merged.items():
        if name in own:
            lines.append(f"{name}: str = {own[name]!r}")
        else:
            lines.append(parameter.line)
    return "\n".join(lines)


def _merge_setup(notebooks: Sequence[Any]) -> str:
    imports: dict[tuple[str, int], set[str]] = {}
    plain: set[str] = set()
    others: list[str] = []
    for notebook in notebooks:
        found, rest = setup_lines(notebook)
        for line in found:
            node = ast.parse(line).body[0]
            if isinstance(node, ast.ImportFrom):
                names = imports.setdefault((node.module or "", node.level), set())
                names.update(ast.unparse(alias) for alias in node.names)
            else:
                plain.add(line)
        others += [line for line in rest if line not in others]
    lines = sorted(plain)
    lines += [
        f"from {'.' * level}{module} import {', '.join(sorted(names))}"
        for (module, level), names in sorted(imports.items())
    ]
    return "\n".join([*lines, "", *others])


def _section_cells(section: str, notebook: Any) -> list[Any]:
    cells = []
    for number, cell in enumerate(notebook.cells):
        if tags(cell) & _SPECIAL:
            continue
        name = f"{section}-{cell.get('id', number)}"[:64]
        make = _code if cell.cell_type == "code" else _prose
        if cell.cell_type in ("code", "markdown"):
            cells.append(make(cell.source, name, section=section, tags=sorted(tags(cell))))
    return cells


def _annex_cells(language: LanguageCode) -> list[Any]:
    """Return the annexes: method, data quality, what was missing, glossary, provenance."""
    template = read_notebook(TEMPLATES / "report" / f"annexes_{language}.ipynb")
    last = _code("book.provenance()", "provenance", section="annexes", tags=[PROVENANCE])
    return [*_section_cells("annexes", template), last]


def _code(source: str, name: str, *, section: str = "", tags: Sequence[str] = ()) -> Any:
    metadata = {"tags": list(tags), "cxkit": {"section": section}}
    return new_code_cell(source, id=_cell_id(name), metadata=metadata)


def _prose(source: str, name: str, *, section: str = "", tags: Sequence[str] = ()) -> Any:
    metadata = {"tags": list(tags), "cxkit": {"section": section}}
    return new_markdown_cell(source, id=_cell_id(name), metadata=metadata)


def _cell_id(name: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in name)[:64]


SectionName = Section | str
