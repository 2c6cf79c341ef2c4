"""The cells that a notebook gives to a report, where they go and what they are called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import Any

from nbformat import from_dict

from cxkit.reports.cells import DETAIL, GUIDE, PARAMETERS, PROVENANCE, SETUP, tags

_SPECIAL = frozenset({PARAMETERS, SETUP, PROVENANCE, GUIDE})


def section_cells(section: str, notebook: Any) -> list[Any]:
    """Return what a notebook gives to its section: all cells without a special tag."""
    cells = []
    for cell in notebook.cells:
        if tags(cell) & _SPECIAL:
            continue
        name = f"{section}-{cell.id}"
        make = code if cell.cell_type == "code" else prose
        if cell.cell_type in ("code", "markdown"):
            cells.append(make(cell.source, name, section=section, tags=sorted(tags(cell))))
    return cells


def detail_cells(section: str, notebook: Any, cells: Sequence[Any]) -> list[Any]:
    """Return the cells of a section that are printed in the annexes, under its title."""
    found = [cell for cell in cells if DETAIL in tags(cell)]
    for cell in found:
        cell.metadata["cxkit"]["section"] = "annexes"
    if not found:
        return []
    title = next(
        (
            line.removeprefix("# ").strip()
            for cell in notebook.cells
            if cell.cell_type == "markdown"
            for line in cell.source.splitlines()
            if line.startswith("# ")
        ),
        section,
    )
    return [prose(f"### {title}", f"details-{section}", section="annexes"), *found]


def closing_cells(cells: list[Any]) -> list[Any]:
    """Make a section of its own of what comes last; its first heading becomes its title."""
    for place, cell in enumerate(cells):
        cell.metadata["cxkit"]["section"] = "roadmap"
        if place == 0 and cell.cell_type == "markdown":
            cell.source = re.sub(r"^## ", "# ", cell.source, count=1)
    return cells


def code(source: str, name: str, *, section: str = "", tags: Sequence[str] = ()) -> Any:
    """Return a cell of code that knows its section."""
    cell = _cell("code", source, name, section, tags)
    cell.update(execution_count=None, outputs=[])
    return cell


def prose(source: str, name: str, *, section: str = "", tags: Sequence[str] = ()) -> Any:
    """Return a cell of prose that knows its section."""
    return _cell("markdown", source, name, section, tags)


def _cell(kind: str, source: str, name: str, section: str, tags: Sequence[str]) -> Any:
    """Return a cell; it is checked with the notebook it comes into, not by itself."""
    metadata = {"tags": list(tags), "cxkit": {"section": section}}
    return from_dict(
        {"id": cell_id(name), "cell_type": kind, "metadata": metadata, "source": source}
    )


def cell_id(name: str) -> str:
    """Return a name as a cell's id may be written: plain letters, digits, ``-`` and ``_``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9_-]+", "-", plain)[:64] or "notebook"


def free_name(name: str, taken: Collection[str]) -> str:
    """Return a name that is not taken, numbered where it would be."""
    number, free = 2, name
    while free in taken:
        free, number = f"{name[:60]}-{number}", number + 1
    return free


def with_unique_ids(cells: list[Any]) -> list[Any]:
    """Return the cells with a number after ids that occur twice."""
    taken: set[str] = set()
    for cell in cells:
        cell["id"] = free_name(cell["id"], taken)
        taken.add(cell["id"])
    return cells
