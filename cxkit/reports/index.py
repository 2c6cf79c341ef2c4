"""The index page of all reports: one row a client and language, self-contained."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cxkit.language import LanguageCode, Words
from cxkit.reports.layout import TEMPLATES
from cxkit.reports.manifest import (
    Headline,
    Manifest,
    ReportRecord,
    Status,
    read_manifest,
    write_whole,
)

_AT_ONCE = "document.documentElement.classList.add('reading');"
"""Keeps ten thousand rows from being laid out before the script draws the first of them."""

_NUMBER = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexScore:
    """A headline score of a row: as text, and as the number it is sorted by."""

    label: str
    value: str
    detail: str
    sort: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRow:
    """One report on the index page."""

    client: str
    name: str
    language: str
    as_of: str
    as_of_text: str
    age: int | str
    ended_text: str
    report: ReportRecord
    scores: Mapping[str, IndexScore]
    html: str
    pdf: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexScript:
    """A script of the page and the hash by which the page allows it."""

    source: Markup
    digest: str


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
    reports: Path,
    *,
    language: LanguageCode,
    failed: Sequence[FailedReport] = (),
    today: date | None = None,
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
    today : date, optional
        Day from which the age of the data is counted; that of the clock if absent.
    """
    manifests = {
        folder.name: manifest
        for folder in reports.iterdir()
        if folder.is_dir() and (manifest := read_manifest(folder)) is not None
    }
    for item in failed:
        before = manifests.get(item.client, Manifest(client=item.client))
        manifests[item.client] = before.after(
            item.language,
            ReportRecord(status=item.status, error=item.error, cell=item.cell),
        )
    words = Words(language)
    day = today or datetime.now().astimezone().date()
    say_day = cache(lambda text: words.date(date.fromisoformat(text[:10])) if text else "")
    rows = [
        _row(reports / slug, manifest, code, day=day, say_day=say_day)
        for slug, manifest in sorted(manifests.items())
        for code in sorted(manifest.reports)
    ]
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / "report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    folder = TEMPLATES / "report"
    page = environment.get_template("index.html.j2").render(
        rows=rows,
        words=words,
        language=language,
        style=Markup((folder / "report.css").read_text(encoding="utf-8")),
        scripts=(_script(_AT_ONCE), _script((folder / "index.js").read_text(encoding="utf-8"))),
        statuses={
            "ok": words("ready"),
            "failed": words("failed"),
            "timed out": words("took too long"),
            "dead": words("process ended"),
        },
        languages={"es": words("Spanish"), "en": words("English")},
        metrics=_metrics(rows, language),
        earlier=words("earlier report"),
        totals=_totals(rows, words, day),
    )
    target = reports / "index.html"
    write_whole(target, page)
    return target


def _row(
    folder: Path,
    manifest: Manifest,
    code: str,
    *,
    day: date,
    say_day: Callable[[str], str],
) -> IndexRow:
    report = manifest.reports[code]
    html, pdf = (_link(folder, report, f"{folder.name}_{code}{end}") for end in (".html", ".pdf"))
    return IndexRow(
        client=folder.name,
        name=manifest.name or folder.name,
        language=code,
        as_of=manifest.as_of,
        as_of_text=say_day(manifest.as_of),
        age=(day - date.fromisoformat(manifest.as_of)).days if manifest.as_of else "",
        ended_text=say_day(report.ended),
        report=report,
        scores={item.key or item.label: _score(item) for item in report.headlines},
        html=html,
        pdf=pdf,
    )


def _score(item: Headline) -> IndexScore:
    plain = item.value.replace("\N{MINUS SIGN}", "-").replace("\N{NO-BREAK SPACE}", "")
    found = _NUMBER.search(plain)
    sort = found[0].replace(",", ".") if found else ""
    return IndexScore(label=item.label, value=item.value, detail=item.detail, sort=sort)


def _metrics(rows: Sequence[IndexRow], language: LanguageCode) -> dict[str, str]:
    """Return the columns of scores with their headings, in the page's language where known."""
    found: dict[str, str] = {}
    for row in rows:
        for key, item in row.scores.items():
            if key not in found or row.language == language:
                found[key] = item.label
    return found


def _totals(rows: Sequence[IndexRow], words: Words, day: date) -> str:
    ready = sum(row.report.status == "ok" for row in rows)
    return words(
        "{ready} of {all} reports are ready. Ages are counted on {day}.",
        ready=words.number(ready),
        all=words.number(len(rows)),
        day=words.date(day),
    )


def _script(source: str) -> IndexScript:
    digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
    return IndexScript(source=Markup(source), digest=digest)


def _link(folder: Path, report: ReportRecord, file: str) -> str:
    """Return the address of a report's file; a PDF of an earlier run is not one of its files."""
    return f"{folder.name}/{file}" if file in report.files and (folder / file).exists() else ""
