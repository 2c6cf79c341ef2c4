"""papermill's own engine; it keeps what ran, and no more of what is shown than can be opened."""

from __future__ import annotations

from typing import Any

import nbformat
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines
from papermill.log import logger

from cxkit.language import LanguageCode, Words
from cxkit.reports.abundance import Abundance, brief_error

NAME = "cxkit"

_SHOWS = ("display_data", "execute_result")


class MeasuringClient(PapermillNotebookClient):  # type: ignore[misc]  # papermill has no types
    """Executes a notebook as papermill does and measures what comes of it.

    Parameters
    ----------
    nb_man : NotebookExecutionManager
        The notebook.
    abundance : Abundance
        The measure.
    **options : object
        As papermill has them.
    """

    def __init__(self, nb_man: Any, *, abundance: Abundance, **options: Any) -> None:
        super().__init__(nb_man, **options)
        self._abundance = abundance
        self.at: int | None = None

    def execute_cell(self, cell: Any, cell_index: int, *given: Any, **options: Any) -> Any:
        """Execute a cell and remember which."""
        self.at = cell_index
        return super().execute_cell(cell, cell_index, *given, **options)

    def output(self, outs: Any, msg: Any, display_id: Any, cell_index: int) -> Any:
        """Take what a cell shows, as much of it as is kept."""
        kind, content = msg["msg_type"], msg["content"]
        if self.output_hook_stack[msg["parent_header"].get("msg_id")]:
            return super().output(outs, msg, display_id, cell_index)
        if self.clear_before_next_output:
            self._abundance.clear(cell_index)
        elif kind == "stream":
            printed = self._abundance.printed(cell_index, content["name"])
            if printed is not None:
                printed.add(content["text"])
                return None
        if kind in _SHOWS:
            content = self._abundance.admit(cell_index, content)
        elif kind == "error":
            content = brief_error(content)
        if content is None:
            return None
        shown = super().output(outs, {**msg, "content": content}, display_id, cell_index)
        if kind == "stream" and shown is not None:
            self._abundance.begin(cell_index, shown)
        return shown

    def clear_output(self, outs: Any, msg: Any, cell_index: int) -> None:
        """Wipe what a cell has shown."""
        super().clear_output(outs, msg, cell_index)
        if not msg["content"].get("wait"):
            self._abundance.clear(cell_index)

    def _update_display_id(self, display_id: str, msg: Any) -> None:
        kept = self._abundance.replace(msg["content"])
        super()._update_display_id(
            display_id, msg if kept is msg["content"] else {**msg, "content": kept}
        )


class MeasuringEngine(NBClientEngine):  # type: ignore[misc]
    """papermill's engine with a client that measures."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        *,
        notes_in: LanguageCode,
        kept: str,
        env: dict[str, str],
        **options: Any,
    ) -> Any:
        """Execute a notebook.

        Parameters
        ----------
        nb_man : NotebookExecutionManager
            The notebook.
        kernel_name : str
            Its kernel.
        notes_in : {"es", "en"}
            Language of the notes in place of what is left out.
        kept : str
            Where the notebook is written as far as it ran if it cannot be run to an end.
        env : dict of str
            The kernel's environment.
        **options : object
            As papermill has them.
        """
        abundance = Abundance(Words(notes_in))
        client = MeasuringClient(
            nb_man,
            abundance=abundance,
            kernel_name=kernel_name,
            timeout=options.pop("execution_timeout", None),
            startup_timeout=options.pop("start_timeout", 60),
            log=logger,
            **{name: value for name, value in options.items() if name != "input_path"},
        )
        try:
            return client.execute(env=env)
        except BaseException:
            abundance.finish()
            if client.at is not None:
                _keep(nb_man.nb, client.at, kept)
            raise
        finally:
            abundance.finish()


def _keep(notebook: Any, at: int, kept: str) -> None:
    """Write a notebook that cannot go on, and mark where it stopped."""
    noted = notebook.cells[at].metadata.setdefault("papermill", {})
    noted.update(status="failed", exception=True)
    nbformat.write(notebook, kept)


papermill_engines.register(NAME, MeasuringEngine)
