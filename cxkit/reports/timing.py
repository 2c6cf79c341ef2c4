"""Where an executed notebook spent its time, and where it stopped: as papermill noted it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat


def seconds_by_section(executed: Any) -> dict[str, float]:
    """Return the seconds that the cells of each section took.

    Parameters
    ----------
    executed : NotebookNode
        A report as papermill left it.

    Returns
    -------
    dict
        By section, in the report's order; what belongs to none is ``"start"``. Sections
        without a cell that was timed are absent.
    """
    seconds: dict[str, float] = {}
    for cell in executed.cells:
        if cell.cell_type != "code":
            continue
        took = cell.metadata.get("papermill", {}).get("duration")
        if took is not None:
            section = cell.metadata.get("cxkit", {}).get("section", "") or "start"
            seconds[section] = seconds.get(section, 0.0) + float(took)
    return {section: round(took, 3) for section, took in seconds.items()}


def stopped_at(notebook: Path) -> str:
    """Return the cell at which a notebook stopped, by section and id; empty where not known.

    Parameters
    ----------
    notebook : Path
        As far as it ran.
    """
    try:
        cells = nbformat.read(notebook, as_version=4).cells
    except Exception:  # cut short by whatever stopped it: nbformat raises anything then
        return ""
    for cell in cells:
        noted = cell.metadata.get("papermill", {})
        if noted.get("exception") or noted.get("status") in ("failed", "running"):
            section = cell.metadata.get("cxkit", {}).get("section", "")
            return f"{section}: {cell.id}" if section else str(cell.id)
    return ""
