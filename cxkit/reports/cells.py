"""Read the parts of a notebook that the kit gives a meaning to: tags, parameters, setup."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from cxkit.errors import Problem, ReportError
from cxkit.language import N_

PARAMETERS = "parameters"
SETUP = "setup"
PROVENANCE = "provenance"
GUIDE = "guide"
READING = "reading"
"""Cell tags: default parameters, imports, versions, consultant only, "how to read this"."""

_LINE = re.compile(r"(?P<name>[a-z_]\w*)\s*(?::\s*(?P<type>[\w\[\], ]+?))?\s*=\s*(?P<value>.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One line of a parameters cell.

    Attributes
    ----------
    name, type : str
        Name and declared type.
    value : object
        Default.
    line : str
        The line as written.
    """

    name: str
    type: str
    value: object
    line: str


def read_notebook(path: Path) -> Any:
    """Read a notebook, or say that it cannot be read."""
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, ValueError, nbformat.reader.NotJSONError) as error:
        raise ReportError(
            Problem(
                rule="notebook-unreadable",
                message=N_("The notebook cannot be read."),
                remedy=N_("Open it in JupyterLab and save it again, or delete this copy."),
                file=path.name,
            )
        ) from error


def tags(cell: Any) -> frozenset[str]:
    """Return the tags of a cell."""
    return frozenset(cell.metadata.get("tags", []))


def tagged(notebook: Any, tag: str) -> list[Any]:
    """Return the cells that have a tag."""
    return [cell for cell in notebook.cells if tag in tags(cell)]


def parameters(notebook: Any, *, file: str) -> Mapping[str, Parameter]:
    """Return the parameters of a notebook by name, in their order."""
    found: dict[str, Parameter] = {}
    for cell in tagged(notebook, PARAMETERS)[:1]:
        for line in cell.source.splitlines():
            code = line.strip()
            if not code or code.startswith("#"):
                continue
            match = _LINE.fullmatch(code)
            try:
                value = ast.literal_eval(match["value"].strip()) if match else None
            except (ValueError, SyntaxError):
                match = None
            if match is None:
                raise ReportError(
                    Problem(
                        rule="parameter-line",
                        message=N_(
                            "The parameters cell has a line that is not “name: type = value”."
                        ),
                        remedy=N_(
                            "Write one parameter a line, with a plain text, number, list or dict."
                        ),
                        file=file,
                        found=(code,),
                    )
                )
            found[match["name"]] = Parameter(
                name=match["name"],
                type=(match["type"] or type(value).__name__).strip(),
                value=value,
                line=code,
            )
    return found


def check_parameters(given: Mapping[str, object], known: Mapping[str, Parameter]) -> None:
    """Refuse parameters that the notebooks do not have, or of another type.

    Raises
    ------
    ReportError
        With a problem for every such parameter; papermill itself would only warn.
    """
    problems = []
    for name, value in given.items():
        if name not in known:
            problems.append(
                Problem(
                    rule="parameter-unknown",
                    message=N_("There is no parameter “{name}”."),
                    remedy=N_("The notebooks have: {names}."),
                    values={"name": name, "names": ", ".join(known)},
                )
            )
            continue
        wanted = type(known[name].value)
        number = wanted is float and isinstance(value, int) and not isinstance(value, bool)
        if not (type(value) is wanted or number):
            problems.append(
                Problem(
                    rule="parameter-type",
                    message=N_("Parameter “{name}” must be of type {wanted}."),
                    remedy=N_("It is {default} by default."),
                    values={
                        "name": name,
                        "wanted": known[name].type,
                        "default": repr(known[name].value),
                    },
                    found=(str(value),),
                )
            )
    if problems:
        raise ReportError(problems)


def setup_lines(notebook: Any) -> tuple[list[str], list[str]]:
    """Return the import statements and the other lines of the setup cell."""
    imports: list[str] = []
    others: list[str] = []
    for cell in tagged(notebook, SETUP):
        for node in ast.parse(cell.source).body:
            target = imports if isinstance(node, ast.Import | ast.ImportFrom) else others
            target.append(ast.unparse(node))
    return imports, others
