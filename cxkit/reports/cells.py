"""Read the parts of a notebook that the kit gives a meaning to: tags, parameters, setup."""

from __future__ import annotations

import ast
import re
import warnings
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
DETAIL = "detail"
CLOSING = "closing"
RECORD = "record"
"""Cell tags: default parameters, imports, versions, consultant only, "how to read this", what
the report prints in its annexes, what of the summary comes after all other sections, and the
record of what the report says."""

_Invalid = nbformat.ValidationError
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
    """Read a notebook with an id for every cell, or say that it cannot be read."""
    try:
        with warnings.catch_warnings():
            # cells without an id, or with the same one twice, are numbered below
            warnings.simplefilter("ignore")
            came = nbformat.reader.reads(path.read_text("utf-8"))
            notebook = nbformat.convert(came, 4)
            _number_cells(notebook)
            nbformat.validate(notebook)
        return notebook
    except (OSError, ValueError, TypeError, AttributeError, KeyError, _Invalid) as error:
        raise ReportError(
            Problem(
                rule="notebook-unreadable",
                message=N_("The notebook cannot be read."),
                remedy=N_("Open it in JupyterLab and save it again, or delete this copy."),
                file=path.name,
            )
        ) from error


def _number_cells(notebook: Any) -> None:
    """Give cells without an id, or with one already taken, an id by their place."""
    taken: set[str] = set()
    for number, cell in enumerate(notebook.cells, start=1):
        name = cell.get("id") or f"cell-{number}"
        cell["id"] = name if name not in taken else f"{name[:50]}-{number}"
        taken.add(cell["id"])
    notebook.nbformat_minor = max(notebook.nbformat_minor, 5)


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


def check_parameters(
    given: Mapping[str, object], known: Mapping[str, Parameter]
) -> dict[str, object]:
    """Refuse parameters that the notebooks do not have, or of another type.

    Parameters
    ----------
    given : Mapping[str, object]
        What was asked for. A text stays a text where the default is one (``"00123"`` is not
        123); where the default is a number, a list or a truth value it is read as one.
    known : Mapping[str, Parameter]
        The parameters of the notebooks.

    Returns
    -------
    dict
        The values to use.

    Raises
    ------
    ReportError
        With a problem for every such parameter; papermill itself would only warn.
    """
    problems = []
    chosen: dict[str, object] = {}
    for name, item in given.items():
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
        value = _read_as(item, wanted)
        chosen[name] = value
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
                    found=(str(item)[:60],),
                )
            )
    if problems:
        raise ReportError(problems)
    return chosen


def _read_as(value: object, wanted: type) -> object:
    """Read a text as the value it stands for, unless a text is wanted."""
    if wanted is str or not isinstance(value, str):
        return value
    try:
        return ast.literal_eval(value)
    except (ValueError, SyntaxError):
        return value


def setup_lines(notebook: Any, *, file: str) -> tuple[list[str], list[str]]:
    """Return the import statements and the other lines of the setup cell.

    Raises
    ------
    ReportError
        If the cell is not plain Python: a magic such as ``%matplotlib``, or a slip.
    """
    imports: list[str] = []
    others: list[str] = []
    for cell in tagged(notebook, SETUP):
        try:
            body = ast.parse(cell.source).body
        except (SyntaxError, ValueError) as error:
            raise ReportError(
                Problem(
                    rule="setup-unreadable",
                    message=N_("The setup cell cannot be read as Python."),
                    remedy=N_("It may hold imports and plain statements only, no lines with %."),
                    file=file,
                )
            ) from error
        for node in body:
            target = imports if isinstance(node, ast.Import | ast.ImportFrom) else others
            target.append(ast.unparse(node))
    return imports, others
