"""Put the chosen notebooks together into the one notebook a report is made from."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_notebook

from cxkit.client import Client
from cxkit.errors import Problem, ReportError
from cxkit.intake import resolve_inside
from cxkit.language import N_, LanguageCode, Words
from cxkit.reports.cells import (
    CLOSING,
    DETAIL,
    PARAMETERS,
    PROVENANCE,
    RECORD,
    SETUP,
    Parameter,
    parameters,
    read_notebook,
    setup_lines,
    tags,
)
from cxkit.reports.layout import (
    MODULES,
    TEMPLATES,
    ClientPaths,
    in_language,
    offered_modules,
)
from cxkit.reports.placement import (
    cell_id,
    closing_cells,
    code,
    detail_cells,
    free_name,
    prose,
    section_cells,
    with_unique_ids,
)

_START = (
    "book = open_workbook(client, language=language)",
    "show = book.show",
    "show.start()",
)
"""What every report begins with, whichever notebooks it is made of."""


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
        If two notebooks give a parameter different defaults or a name different meanings,
        if one cannot be read, or if none of the chosen sections exists.
    DataError
        If an own notebook is not in the client folder.
    """
    sources = _sources(client, paths, language)
    sources.append(("annexes", TEMPLATES / "report" / f"annexes_{language}.ipynb"))
    notebooks = [(path.name, read_notebook(path)) for _, path in sources]
    merged = _merge_parameters(notebooks)
    cells = [
        code(_parameter_source(merged, client.slug, language), "parameters", tags=[PARAMETERS]),
        code(_merge_setup(notebooks), "setup", tags=[SETUP]),
    ]
    details: list[Any] = []
    closing: list[Any] = []
    for (section, _), (_, notebook) in zip(sources[:-1], notebooks[:-1], strict=True):
        own = section_cells(section, notebook)
        cells += [cell for cell in own if not tags(cell) & {DETAIL, CLOSING}]
        closing += [cell for cell in own if CLOSING in tags(cell)]
        details += detail_cells(section, notebook, own)
    cells += closing_cells(closing)
    cells += section_cells("annexes", notebooks[-1][1])
    if details:
        words = Words(language)
        heading = words("Detailed tables")
        cells += [prose(f"## {heading}", "details", section="annexes"), *details]
    cells.append(code("book.hand_over()", "record", section="annexes", tags=[RECORD]))
    shown = ", ".join(f"{name}={name}" for name in merged)
    cells.append(
        code(f"book.provenance({shown})", "provenance", section="annexes", tags=[PROVENANCE])
    )
    result = new_notebook(cells=with_unique_ids(cells))
    result.metadata["kernelspec"] = {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    }
    result.metadata["language_info"] = {"name": "python"}
    result.metadata["cxkit"] = {
        "client": client.slug,
        "language": language,
        "sections": [section for section, _ in sources[:-1]],
    }
    nbformat.validate(result)
    return result


def _sources(client: Client, paths: ClientPaths, language: LanguageCode) -> list[tuple[str, Path]]:
    """Return the sections of the report with their notebooks, in the report's order."""
    plan = client.engagement.report
    sources: list[tuple[str, Path]] = [
        (section, paths.notebook(MODULES[section], language))
        for section in offered_modules()
        if not plan.sections or section in plan.sections
    ]
    for own in plan.notebooks:
        translated = in_language(own, language)
        place = translated if (paths.folder / translated).exists() else own
        taken = {section for section, _ in sources} | {"annexes"}
        sources.append(
            (free_name(cell_id(Path(own).stem), taken), resolve_inside(paths.folder, place))
        )
    if not sources:
        raise ReportError(
            Problem(
                rule="no-sections",
                message=N_("This version of the kit has none of the sections of the report."),
                remedy=N_("Choose among: {sections}. Without “sections” all of them are in."),
                values={"sections": ", ".join(offered_modules())},
                file="engagement.yml",
                found=tuple(plan.sections),
            )
        )
    return sources


def _merge_parameters(notebooks: Iterable[tuple[str, Any]]) -> dict[str, Parameter]:
    merged = {
        name: Parameter(name=name, type="str", value="", line="") for name in ("client", "language")
    }
    origin: dict[str, str] = {}
    problems = []
    for file, notebook in notebooks:
        for name, parameter in parameters(notebook, file=file).items():
            known = merged.setdefault(name, parameter)
            first = origin.setdefault(name, file)
            differs = known.value != parameter.value and name not in ("client", "language")
            if differs:
                problems.append(
                    Problem(
                        rule="parameter-conflict",
                        message=N_("Parameter “{name}” is {here} here and {there} in {other}."),
                        remedy=N_("Give it the same default in both, or another name."),
                        values={
                            "name": name,
                            "here": repr(parameter.value),
                            "there": repr(known.value),
                            "other": first,
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


def _merge_setup(notebooks: Sequence[tuple[str, Any]]) -> str:
    """Return one setup cell: the imports of all, then what every notebook begins with."""
    modules: dict[tuple[str, int], set[str]] = {("cxkit.workbook", 0): {"open_workbook"}}
    plain: set[str] = set()
    others = list(_START)
    meaning: dict[str, tuple[str, str]] = {}
    problems = []
    for file, notebook in notebooks:
        imports, rest = setup_lines(notebook, file=file)
        for line in imports:
            for name, target in _bound(line):
                known, first = meaning.setdefault(name, (target, file))
                if known != target:
                    problems.append(_import_conflict(name, target, known, first, file))
            node = ast.parse(line).body[0]
            if isinstance(node, ast.ImportFrom):
                names = modules.setdefault((node.module or "", node.level), set())
                names.update(ast.unparse(alias) for alias in node.names)
            else:
                plain.add(line)
        others += [line for line in rest if line not in others]
    if problems:
        raise ReportError(problems)
    lines = sorted(plain)
    lines += [
        f"from {'.' * level}{module} import {', '.join(sorted(names))}"
        for (module, level), names in sorted(modules.items())
    ]
    return "\n".join([*lines, "", *others])


def _bound(line: str) -> Iterable[tuple[str, str]]:
    """Yield the names that an import statement binds, each with what it stands for."""
    node = ast.parse(line).body[0]
    if isinstance(node, ast.Import):
        for alias in node.names:
            name = alias.asname or alias.name.split(".")[0]
            yield name, alias.name if alias.asname else name
    elif isinstance(node, ast.ImportFrom):
        for alias in node.names:
            yield alias.asname or alias.name, f"{node.module}.{alias.name}"


def _import_conflict(name: str, here: str, there: str, other: str, file: str) -> Problem:
    return Problem(
        rule="import-conflict",
        message=N_("The name “{name}” is {here} here and {there} in {other}."),
        remedy=N_("Import it under another name: import … as …"),
        values={"name": name, "here": here, "there": there, "other": other},
        file=file,
    )
