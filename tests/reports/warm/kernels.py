"""Notebooks run in a kernel, and what is left when outputs are made comparable."""

import os
import re
import tempfile
from pathlib import Path
from unittest.mock import patch

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from cxkit.errors import ReportError
from cxkit.reports.execution import Kernels, execute


def run_cells(*sources, kernels, cwd=None):
    """Execute cells by papermill; return the outputs of each, and the error if one failed."""
    made = new_notebook(cells=[new_code_cell(source) for source in sources])
    made.metadata["kernelspec"] = {"name": "python3", "language": "python", "display_name": "P"}
    with tempfile.TemporaryDirectory() as folder, patch.dict(os.environ):
        # where it is set, ipykernel does not catch what child processes write
        os.environ.pop("PYTEST_CURRENT_TEST", None)
        error = None
        try:
            executed = execute(
                made, {}, Path(folder), "x", cwd=Path(cwd or folder), kernels=kernels
            )
        except ReportError as caught:
            error = caught
            result = Path(folder, "x.ipynb")
            if not result.exists():
                return [], error
            executed = nbformat.read(result, as_version=4)
        return [cell.get("outputs", []) for cell in executed.cells], error


def in_a_fork(farm, *sources, **limits):
    """Execute cells in a warm kernel, papermill running in a fork too, as in a batch."""
    kernels = Kernels(server=farm.address, **{"cell_timeout": 20, **limits})
    return farm.run(_run, sources, kernels)


def _run(sources, kernels):
    outputs, error = run_cells(*sources, kernels=kernels)
    return outputs, error.problems[0].rule if error else None


def texts(outputs):
    """Return what each cell printed or returned, as text."""
    return [
        "".join(o.get("text", "") or o.get("data", {}).get("text/plain", "") for o in cell)
        for cell in outputs
    ]


NOISE = (
    (re.compile(r"0x[0-9a-f]{6,}"), "ADDRESS"),  # where an object lies in memory
    (re.compile(r"ipykernel_\d+"), "ipykernel_PID"),  # name of a cell's code in a traceback
    (re.compile(r"/tmp/[\w./-]+"), "/tmp/PLACE"),  # temporary files
)


def comparable(value):
    """Return outputs without process numbers, addresses and temporary places; all else stays."""
    if isinstance(value, dict):
        return {name: comparable(item) for name, item in value.items()}
    if isinstance(value, list):
        return [comparable(item) for item in value]
    if isinstance(value, str):
        for pattern, instead in NOISE:
            value = pattern.sub(instead, value)
    return value


def lives(pid):
    """Whether a process exists and is no zombie."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def own_children():
    """Return the processes of this one."""
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", encoding="utf-8") as file:
                    if int(file.read().rpartition(")")[2].split()[1]) == os.getpid():
                        found.append(int(name))
            except OSError:
                pass
    return found
