"""Run a notebook by papermill, with a kernel of its own that nobody else can listen to."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from cxkit.errors import CxkitError, Problem, ReportError
from cxkit.language import N_
from cxkit.reports.streams import join_streams
from cxkit.reports.threads import SINGLE_THREADED

CELL_TIMEOUT = 300
"""Seconds a cell may take before the notebook counts as failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kernels:
    """Where kernels come from and what they may take.

    Attributes
    ----------
    server : str
        Socket of a server of warm kernels; without one each kernel is started anew.
    memory : int
        Bytes of address space that a warm kernel may take beside the libraries; 0 for no limit.
    cell_timeout : int
        Seconds that a cell may take before the notebook counts as failed.
    """

    server: str = ""
    memory: int = 0
    cell_timeout: int = CELL_TIMEOUT


STANDARD = Kernels()
"""Kernels as Jupyter starts them."""


def execute(
    notebook: Any,
    chosen: Mapping[str, object],
    work: Path,
    name: str,
    *,
    cwd: Path,
    kernels: Kernels = STANDARD,
    env: Mapping[str, str] | None = None,
) -> Any:
    """Run a notebook by papermill.

    Parameters
    ----------
    notebook : NotebookNode
        What to run.
    chosen : Mapping[str, object]
        Parameters to inject.
    work : Path
        Folder for the executed file ``<name>.ipynb``.
    name : str
        Its name.
    cwd : Path
        Where the kernel starts.
    kernels : Kernels
        Where the kernel comes from and what it may take.
    env : Mapping[str, str], optional
        What the kernel's environment has beside that of this process.

    Returns
    -------
    NotebookNode
        Executed.

    Raises
    ------
    ReportError
        If a cell fails; the notebook as far as it ran is in `work`.
    """
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    from cxkit.reports.engine import NAME

    source, result = work / "assembled.ipynb", work / f"{name}.ipynb"
    nbformat.write(notebook, source)
    sockets = Path(tempfile.mkdtemp(prefix="cxkit-"))
    try:
        papermill.execute_notebook(
            str(source),
            str(result),
            parameters=dict(chosen) or None,
            cwd=str(cwd),
            engine_name=NAME,
            notes_in=chosen.get("language", "en"),
            kept=str(result),
            env={**SINGLE_THREADED, **os.environ, **(env or {})},
            kernel_name="python3",
            progress_bar=False,
            log_output=False,
            request_save_on_cell_execute=False,
            execution_timeout=kernels.cell_timeout,
            record_timing=False,
            **_manager(kernels, sockets),
            extra_arguments=["--IPKernelApp.log_level=CRITICAL", "--HistoryManager.enabled=False"],
        )
    except PapermillExecutionError as error:
        if error.ename == "MemoryError" and kernels.memory:
            raise ReportError(_no_memory(kernels.memory, name)) from error
        raise ReportError(
            Problem(
                rule="cell-failed",
                message=N_("A cell of the notebook failed: {error}"),
                values={"error": _said(error.ename, error.evalue)},
                file=name,
            )
        ) from error
    except CellTimeoutError as error:
        raise ReportError(
            Problem(
                rule="cell-timeout",
                message=N_("A cell of the notebook took longer than {seconds} seconds."),
                remedy=N_("Run the notebooks in JupyterLab to see which; then shorten it."),
                values={"seconds": kernels.cell_timeout},
                file=name,
            )
        ) from error
    except DeadKernelError as error:
        raise ReportError(
            Problem(
                rule="kernel-died",
                message=N_("The process that ran the notebook ended before the notebook did."),
                remedy=N_("Usually the machine ran out of memory. Try again with fewer at a time."),
                file=name,
            )
        ) from error
    except RuntimeError as error:  # jupyter_client: the kernel did not answer in time
        raise ReportError(
            Problem(
                rule="kernel-not-started",
                message=N_("The process that runs the notebook did not start in time."),
                remedy=N_("The machine is busy. Try again with fewer at a time."),
                file=name,
            )
        ) from error
    finally:
        shutil.rmtree(sockets, ignore_errors=True)
    executed = nbformat.read(result, as_version=4)
    join_streams(executed)
    nbformat.write(executed, result)
    return executed


def _said(kind: str, message: str) -> str:
    """Return what an error may be quoted with: the kit's own say no personal value."""
    own = {error.__name__ for error in CxkitError.__subclasses__()}
    return f"{kind}: {message}"[:500] if kind in own else kind


def _no_memory(memory: int, name: str) -> Problem:
    return Problem(
        rule="memory-limit",
        message=N_("A cell of the notebook needed more memory than the {memory} MB it may take."),
        remedy=N_("Give the report more memory, or make fewer at a time."),
        values={"memory": memory // 2**20},
        file=name,
    )


def _manager(kernels: Kernels, sockets: Path) -> dict[str, Any]:
    """Return what tells papermill who starts and ends the kernel."""
    from traitlets.config import Config

    config: dict[str, dict[str, Any]] = {"KernelManager": dict(_transport(sockets))}
    if not kernels.server:
        return {"config": Config(config)}
    from cxkit.reports.warm.manager import WarmKernelManager

    config["WarmProvisioner"] = {"server": kernels.server, "memory": kernels.memory}
    return {
        "config": Config(config),
        "kernel_manager_class": WarmKernelManager,
        # a fork has nothing to put in order: what it wrote is in its report's own folders
        "shutdown_kernel": "immediate",
    }


def _transport(sockets: Path) -> dict[str, str]:
    """Return how a kernel is talked to: over files that only this user can read.

    Without a folder of its own every kernel started in one place would share its sockets,
    and two reports made at the same time would read each other's messages. Windows has no
    such files.
    """
    return {} if os.name == "nt" else {"transport": "ipc", "ip": str(sockets / "k")}
