"""The index page of all reports: one row a client and language, self-contained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cxkit.language import LanguageCode, Words
from cxkit.reports.layout import TEMPLATES
from cxkit.reports.manifest import Manifest, ReportRecord, Status, read_manifest, write_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRow:
    """One report on the index page."""

    client: str
    name: str
    language: str
    as_of: str
    report: ReportRecord
    html: str
    pdf: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedReport:
    """A report that could not be made, whether or not there is a folder to record it in.

    Attributes
    ----------
    client : str
        Name of the client's folder.
    language : {"es", "en"}
        Language of the report.
    error, cell : str
        What went wrong, in the report's language, and in which cell where that is known.
    status : {"failed", "timed out", "dead"}
        How it ended.
    """

    client: str
    language: LanguageCode
    error: str
    cell: str = ""
    status: Status = "failed"


def write_index(
    reports: Path, *, language: LanguageCode, failed: Sequence[FailedReport] = ()
) -> Path:
    """Write ``reports/index.html`` from the manifests that are there and what failed just now.

    Parameters
    ----------
    reports : Path
        Folder that holds one folder a client.
    language : {"es", "en"}
        Language of the page.
    failed : sequence of FailedReport
        Reports of this run that failed; a client without any report is listed too.
    """
    manifests = {
        folder.name: manifest
        for folder in reports.iterdir()
        if folder.is_dir() and (manifest := read_manifest(folder)) is not None
    }
    for item in failed:
        before = manifests.get(item.client, Manifest(client=item.client))
        manifests[item.client] = before.after(
            item.language, ReportRecord(status=item.status, error=item.error, cell=item.cell)
        )
    rows = []
    for slug, manifest in sorted(manifests.items()):
        folder = reports / slug
        for code, report in sorted(manifest.reports.items()):
            base = f"{folder.name}_{code}"
            html, pdf = (_link(folder, report, f"{base}{end}") for end in (".html", ".pdf"))
            rows.append(
                IndexRow(
                    client=folder.name,
                    name=manifest.name or folder.name,
                    language=code,
                    as_of=manifest.as_of,
                    report=report,
                    html=html,
                    pdf=pdf,
                )
            )
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / "report"), autoescape=True, undefined=StrictUndefined
    )
    style = Markup((TEMPLATES / "report" / "report.css").read_text(encoding="utf-8"))
    page = environment.get_template("index.html.j2").render(
        rows=rows, words=Words(language), language=language, style=style
    )
    target = reports / "index.html"
    write_whole(target, page)
    return target


def _link(folder: Path, report: ReportRecord, file: str) -> str:
    """Return the address of a report's file; a PDF of an earlier run is not one of its files."""
    return f"{folder.name}/{file}" if file in report.files and (folder / file).exists() else ""
