"""Make one report: assemble, execute by papermill, export, and put it in place whole."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from cxkit.client import Client
from cxkit.engagement.delivered import DeliveredReport
from cxkit.errors import Problem, ReportError
from cxkit.findings import Missing
from cxkit.intake import read_client
from cxkit.intake.passing import pass_on
from cxkit.intake.privacy.pseudonyms import load_or_create_key
from cxkit.language import N_, LanguageCode
from cxkit.perception import key_figures
from cxkit.reports.assemble import assemble
from cxkit.reports.basis import Basis, basis_of
from cxkit.reports.cells import RECORD, check_parameters, parameters, tagged
from cxkit.reports.editorial import editorial_problems
from cxkit.reports.execution import STANDARD, Kernels, execute
from cxkit.reports.export_html import export_html
from cxkit.reports.file_state import FileState, file_state
from cxkit.reports.layout import BUILDING, ClientPaths, ReportFiles
from cxkit.reports.manifest import Headline, ReportRecord, record
from cxkit.reports.replacing import replaced
from cxkit.reports.timing import seconds_by_section, stopped_at
from cxkit.workbook import Workbook

FINDINGS = "findings.json"
"""What a client's last report said, in both languages, beside the report."""

_MARKED = frozenset({"cell-failed", "memory-limit"})
"""Ends of which the notebook that is kept shows the error itself."""


def run_report(
    folder: Path,
    *,
    language: LanguageCode,
    pdf: bool = False,
    given: Mapping[str, object] | None = None,
    basis: Basis | None = None,
    kernels: Kernels = STANDARD,
) -> ReportFiles:
    """Make the report of one client in one language.

    Parameters
    ----------
    folder : Path
        The client folder.
    language : {"es", "en"}
        Language of words.
    pdf : bool
        Whether a PDF of the page is wanted too.
    given : Mapping[str, object], optional
        Parameters other than the notebooks' defaults.
    basis : Basis, optional
        What the report is made from, if that was looked at already.
    kernels : Kernels
        Where the kernel comes from and what it may take.

    Returns
    -------
    ReportFiles
        Written whole, replacing an earlier report; an earlier one stays where this fails.

    Raises
    ------
    DataError
        If the folder has errors; nothing is written then.
    ReportError
        If a final report's ``editorial.yml`` names findings that it does not have, if a
        notebook cannot be assembled, or if a cell fails; the notebook as far as it ran is kept
        as ``<name>.failed.ipynb``.
    """
    start = time.monotonic()
    basis = basis or basis_of(folder, language=language, given=given)  # before anything is read
    client = read_client(folder)
    refused = [p for p in editorial_problems(client, language=language) if p.severity == "error"]
    if refused:
        raise ReportError(refused)
    paths = ClientPaths(folder)
    notebook = assemble(client, paths, language=language)
    chosen = _choose({"client": paths.slug, "language": language}, given or {}, notebook)
    target = paths.reports
    with suppress(OSError):  # a folder that cannot be written to: pseudonyms last for this run
        load_or_create_key(folder)
    target.mkdir(parents=True, exist_ok=True)
    name = f"{paths.slug}_{language}"
    with tempfile.TemporaryDirectory(dir=target, prefix=f"{BUILDING}{name}-") as building:
        work = Path(building)
        env = pass_on(client, folder, work / "client.read")
        try:
            executed = execute(
                notebook, chosen, work, name, cwd=paths.home, kernels=kernels, env=env
            )
        except ReportError as error:
            raise _keep_failed(error, work / f"{name}.ipynb", target) from error
        page = export_html(executed, client, client.engagement.words(language), folder=folder)
        (work / f"{name}.html").write_text(page, encoding="utf-8")
        if pdf:
            from cxkit.reports.export_pdf import export_pdf

            export_pdf(work / f"{name}.html", work / f"{name}.pdf")
        suffixes = (".ipynb", ".html", ".pdf") if pdf else (".ipynb", ".html")
        files = {
            f"{name}{suffix}": file_state(work / f"{name}{suffix}", settled=True)
            for suffix in suffixes
        }
        said = delivered_by(executed)
        whole = list(files)
        if said is not None:
            (work / FINDINGS).write_text(said.model_dump_json(indent=1), encoding="utf-8")
            whole.append(FINDINGS)
        outcome = _outcome(client, language, files, said)
        # an earlier PDF would not say what the new page says
        with replaced(work, target, whole, gone="" if pdf else f"{name}.pdf"):
            taken = {
                "seconds": round(time.monotonic() - start, 2),
                "sections": seconds_by_section(executed),
            }
            record(
                target,
                paths.slug,
                language,
                outcome.model_copy(update=taken),
                client=client,
                basis=basis,
                parameters=chosen,
            )
    (target / f"{name}.failed.ipynb").unlink(missing_ok=True)
    return ReportFiles(
        notebook=target / f"{name}.ipynb",
        html=target / f"{name}.html",
        pdf=target / f"{name}.pdf" if pdf else None,
        language=language,
    )


def _choose(
    fixed: Mapping[str, object], given: Mapping[str, object], notebook: Any
) -> dict[str, object]:
    """Return the parameters of a report; which client and language is not up to them."""
    reserved = [name for name in given if name in fixed]
    if reserved:
        raise ReportError(
            Problem(
                rule="parameter-reserved",
                message=N_("“{name}” is not a parameter of a report."),
                remedy=N_("Write: cxkit report CLIENT --language LANGUAGE"),
                values={"name": name},
            )
            for name in reserved
        )
    return {**fixed, **check_parameters(given, parameters(notebook, file="report"))}


def delivered_by(executed: Any) -> DeliveredReport | None:
    """Return what an executed report says; None where it was not handed over.

    Parameters
    ----------
    executed : NotebookNode
        A report as papermill left it.
    """
    for cell in tagged(executed, RECORD):
        for output in cell.get("outputs", []):
            told = dict(output.get("metadata", {}).get("cxkit", {}))
            if told.pop("part", "") == "record":
                return DeliveredReport.model_validate_json(json.dumps(told))
    return None


def _outcome(
    client: Client,
    language: LanguageCode,
    files: dict[str, FileState],
    said: DeliveredReport | None,
) -> ReportRecord:
    """Return what the index page says of a finished report."""
    book = Workbook(client, language=language)
    scores = book.perception.scores
    told = () if isinstance(scores, Missing) else scores
    figures = zip(told, key_figures(told, book.words), strict=True)
    return ReportRecord(
        status="ok",
        files=files,
        headlines=tuple(
            Headline(key=score.metric, label=item.label, value=item.value, detail=item.detail)
            for score, item in figures
        ),
        findings=sum(item.on_summary for item in said.findings) if said is not None else 0,
    )


def _keep_failed(error: ReportError, ran: Path, target: Path) -> ReportError:
    """Keep the notebook as far as it ran and say where it is."""
    kept = target / f"{ran.stem}.failed.ipynb"
    if not ran.exists():
        return error
    try:
        shutil.copyfile(ran, kept)
    except OSError:  # no room for it: what happened is told all the same
        kept.unlink(missing_ok=True)
        return error
    return ReportError(
        replace(
            problem,
            remedy=N_("Open {kept} to see where; the cell is marked in red.")
            if problem.rule in _MARKED
            else problem.remedy,
            values={
                **problem.values,
                "kept": f"reports/{target.name}/{kept.name}",
                "cell": stopped_at(kept),
            },
        )
        for problem in error.problems
    )
