"""Make one report: assemble, execute by papermill, export, and put it in place whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from cxkit.client import Client
from cxkit.errors import Problem, ReportError
from cxkit.intake import read_client
from cxkit.language import LanguageCode, N_
from cxkit.reports.assemble import assemble
from cxkit.reports.cells import check_parameters, parameters
from cxkit.reports.export_html import export_html
from cxkit.reports.layout import ClientPaths

CELL_TIMEOUT = 300
"""Seconds a cell may take before the report counts as failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFiles:
    """A finished report.

    Attributes
    ----------
    notebook, html : Path
        The executed notebook and the page.
    language : {"es", "en"}
        Language of words.
    """

    notebook: Path
    html: Path
    language: LanguageCode


def run_report(
    folder: Path, *, language: LanguageCode, given: Mapping[str, object] | None = None
) -> ReportFiles:
    """Make the report of one client in one language.

    Parameters
    ----------
    folder : Path
        The client folder.
    language : {"es", "en"}
        Language of words.
    given : Mapping[str, object], optional
        Parameters other than the notebooks' defaults.

    Returns
    -------
    ReportFiles
        Written whole, replacing an earlier report; an earlier one stays where this fails.

    Raises
    ------
    DataError
        If the folder has errors; nothing is written then.
    ReportError
        If a notebook cannot be assembled or a cell fails; the notebook as far as it ran is
        kept as ``<name>.failed.ipynb``.
    """
    client = read_client(folder)
    paths = ClientPaths(folder)
    notebook = assemble(client, paths, language=language)
    known = parameters(notebook, file="report")
    chosen = {"client": paths.slug, "language": language, **(given or {})}
    check_parameters(chosen, known)
    target = paths.reports
    target.mkdir(parents=True, exist_ok=True)
    name = f"{paths.slug}_{language}"
    with tempfile.TemporaryDirectory(dir=target, prefix=".building-") as building:
        work = Path(building)
        executed = _execute(notebook, chosen, work, name, paths, target)
        page = export_html(executed, client, client.engagement.words(language), folder=folder)
        (work / f"{name}.html").write_text(page, encoding="utf-8")
        for suffix in (".ipynb", ".html"):
            os.replace(work / f"{name}{suffix}", target / f"{name}{suffix}")
    (target / f"{name}.failed.ipynb").unlink(missing_ok=True)
    return ReportFiles(
        notebook=target / f"{name}.ipynb", html=target / f"{name}.html", language=language
    )


def _execute(
    notebook: Any,
    chosen: Mapping[str, object],
    work: Path,
    name: str,
    paths: ClientPaths,
    target: Path,
) -> Any:
    """Run the notebook by papermill's standard engine and return it executed."""
    import papermill
    from papermill.exceptions import PapermillExecutionError

    source, result = work / "assembled.ipynb", work / f"{name}.ipynb"
    nbformat.write(notebook, source)
    try:
        papermill.execute_notebook(
            str(source),
            str(result),
            parameters=dict(chosen),
            cwd=str(paths.home),
            kernel_name="python3",
            progress_bar=False,
            log_output=False,
            request_save_on_cell_execute=False,
            execution_timeout=CELL_TIMEOUT,
        )
    except PapermillExecutionError as error:
        kept = target / f"{name}.failed.ipynb"
        if result.exists():
            shutil.copyfile(result, kept)
        raise ReportError(
            Problem(
                rule="cell-failed",
                message=N_("A cell of the report failed: {error}"),
                remedy=N_("Open {kept} to see where; the cell is marked in red."),
                values={"error": f"{error.ename}: {error.evalue}"[:500], "kept": kept.name},
                file=paths.slug,
            )
        ) from error
    return nbformat.read(result, as_version=4)


def report_languages(client: Client, language: LanguageCode | None) -> tuple[LanguageCode, ...]:
    """Return the languages to report in: the one asked for, else the engagement's."""
    return (language,) if language is not None else client.engagement.languages
