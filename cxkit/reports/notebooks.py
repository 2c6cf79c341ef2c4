"""The kit's own notebooks: working copies, code carried from English to Spanish, outputs."""

from __future__ import annotations

import copy
import hashlib
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nbformat

from cxkit.errors import Problem, ReportError
from cxkit.language import LANGUAGES, N_, LanguageCode
from cxkit.reports.cells import PARAMETERS, read_notebook, tagged, tags
from cxkit.reports.execution import execute
from cxkit.reports.layout import DEMO_CLIENT, NOTEBOOKS, ClientPaths
from cxkit.reports.manifest import write_whole

_INJECTED = "injected-parameters"
"""Tag of the cell that papermill adds."""

_CODE_HASH = "cxkit_code"
"""Notebook metadata that says from which code the committed outputs came."""


def working_copy(paths: ClientPaths, *, language: LanguageCode) -> tuple[Path, ...]:
    """Copy the kit's notebooks into a client's folder, set to that client.

    A notebook that is already there is the consultant's and stays as it is.

    Parameters
    ----------
    paths : ClientPaths
        The client.
    language : {"es", "en"}
        Language of the notebooks.

    Returns
    -------
    tuple of Path
        Notebooks that were copied now.
    """
    target = paths.notebooks(language)
    target.mkdir(parents=True, exist_ok=True)
    copied = []
    for source in sorted((NOTEBOOKS / language).glob("*.ipynb")):
        place = target / source.name
        if place.exists():
            continue
        notebook = read_notebook(source)
        without_outputs(notebook)
        _set_parameters(notebook, client=paths.slug, language=language)
        _write(notebook, place)
        copied.append(place)
    return tuple(copied)


def without_outputs(notebook: Any) -> None:
    """Remove outputs and execution counts, in place."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None
            cell.metadata.pop("execution", None)


def sync(source: Any, target: Any) -> Any:
    """Return the Spanish notebook with the code of the English one.

    Parameters
    ----------
    source, target : NotebookNode
        English notebook and its Spanish sister.

    Returns
    -------
    NotebookNode
        Cells in the order of the source. A cell of code has the source's code, save the
        default of ``language`` and the help texts of the parameters; a cell of prose keeps
        its Spanish text, and a new one is marked to be translated.
    """
    known = {cell.id: cell for cell in target.cells}
    result = copy.deepcopy(target)
    result.cells = []
    for cell in source.cells:
        mine = known.get(cell.id)
        fresh = copy.deepcopy(cell)
        if cell.cell_type == "code":
            if PARAMETERS in tags(cell):
                fresh.source = _parameters_in_spanish(cell.source, mine.source if mine else "")
            keep = mine if mine is not None and mine.source == fresh.source else None
            fresh.outputs = keep.outputs if keep is not None else []
            fresh.execution_count = keep.execution_count if keep is not None else None
        elif mine is not None:
            fresh.source = mine.source
        else:
            fresh.source = f"**TRADUCIR**\n\n{cell.source}"
        result.cells.append(fresh)
    return result


def sync_all() -> tuple[Path, ...]:
    """Carry code from every English notebook to its Spanish sister; return what changed."""
    changed = []
    for path in sorted((NOTEBOOKS / "en").glob("*.ipynb")):
        place = NOTEBOOKS / "es" / path.name
        source = read_notebook(path)
        target = read_notebook(place) if place.exists() else copy.deepcopy(source)
        if not place.exists():
            for cell in target.cells:
                cell.id = f"{cell.id}-new"
        result = sync(source, target)
        if not place.exists() or nbformat.writes(result) != nbformat.writes(read_notebook(place)):
            _write(result, place)
            changed.append(place)
    return tuple(changed)


def refresh_all(*, everything: bool = False) -> tuple[Path, ...]:
    """Execute the kit's notebooks on a demo client again, where their code changed.

    Parameters
    ----------
    everything : bool
        Execute all, also those whose code did not change: needed after a change of the
        package or of the demo client.

    Returns
    -------
    tuple of Path
        Notebooks that were executed.
    """
    done = []
    for language in LANGUAGES:
        for path in sorted((NOTEBOOKS / language).glob("*.ipynb")):
            notebook = read_notebook(path)
            digest = code_hash(notebook)
            if not everything and notebook.metadata.get(_CODE_HASH) == digest:
                continue
            with tempfile.TemporaryDirectory() as work:
                executed = execute(notebook, {}, Path(work), path.stem, cwd=path.parent)
            _write(_clean(executed, digest), path)
            done.append(path)
    return tuple(done)


def code_hash(notebook: Any) -> str:
    """Return a hash of a notebook's code cells."""
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    return hashlib.sha256(code.encode()).hexdigest()[:16]


def clients_of(notebook: Any) -> tuple[str, ...]:
    """Return the clients that a notebook's parameters name, its own and those injected."""
    named = []
    for cell in (*tagged(notebook, PARAMETERS), *tagged(notebook, _INJECTED)):
        for line in cell.source.splitlines():
            name, _, value = line.partition("=")
            if name.split(":")[0].strip() == "client":
                named.append(value.split("#")[0].strip().strip("\"'"))
    return tuple(named)


def check_demo_only(paths: Iterable[Path]) -> None:
    """Refuse notebooks whose outputs were made from another client than a demo one.

    Raises
    ------
    ReportError
        With a problem for every such notebook.
    """
    problems = []
    for path in paths:
        for client in clients_of(read_notebook(path)):
            if client.startswith("demo_"):
                continue
            problems.append(
                Problem(
                    rule="outputs-of-a-client",
                    message=N_("This notebook is set to the client “{client}”."),
                    remedy=N_("Work on the copy that “cxkit open” makes; keep this one on {demo}."),
                    values={"client": client, "demo": DEMO_CLIENT},
                    file=path.name,
                )
            )
    if problems:
        raise ReportError(problems)


def _clean(notebook: Any, digest: str) -> Any:
    """Drop what changes from run to run, so that a refresh changes only what it must."""
    notebook.metadata.pop("papermill", None)
    notebook.metadata["language_info"] = {"name": "python"}
    notebook.metadata[_CODE_HASH] = digest
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if not cell.metadata.get("tags"):
            cell.metadata.pop("tags", None)
    return notebook


def _set_parameters(notebook: Any, *, client: str, language: str) -> None:
    values = {"client": client, "language": language}
    for cell in tagged(notebook, PARAMETERS):
        lines = []
        for line in cell.source.splitlines():
            name = line.split(":", 1)[0].strip()
            if name in values:
                help_text = "  # " + line.split("#", 1)[1].strip() if "#" in line else ""
                line = f'{name}: str = "{values[name]}"{help_text}'
            lines.append(line)
        cell.source = "\n".join(lines)


def _parameters_in_spanish(english: str, spanish: str) -> str:
    """Return the English lines with the Spanish help texts and default language."""
    helps = {
        line.split(":", 1)[0].strip(): line.split("#", 1)[1].strip()
        for line in spanish.splitlines()
        if "#" in line
    }
    lines = []
    for line in english.splitlines():
        name = line.split(":", 1)[0].strip()
        code = line.split("#", 1)[0].rstrip()
        if name == "language":
            code = code.replace('"en"', '"es"')
        help_text = helps.get(name) or (line.split("#", 1)[1].strip() if "#" in line else "")
        lines.append(f"{code}  # {help_text}" if help_text else code)
    return "\n".join(lines)


def _write(notebook: Any, path: Path) -> None:
    write_whole(path, nbformat.writes(notebook) + "\n")
