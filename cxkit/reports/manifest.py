"""The record of a client's reports: what they were made from and how they ended."""

from __future__ import annotations

import json
import os
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from cxkit.client import Client
from cxkit.language import LanguageCode
from cxkit.reports.basis import Basis
from cxkit.reports.file_state import FileState

Status = Literal["ok", "failed", "timed out", "dead"]
"""There is a report; a cell or the folder has an error; it took too long; its process ended."""

MANIFEST = "manifest.json"


class Headline(BaseModel):
    """A score of the index page, as text in the report's language.

    Attributes
    ----------
    label, value, detail : str
        What it is, the score, its interval and base.
    key : str
        The metric, the same in every language.
    """

    model_config = ConfigDict(frozen=True)

    label: str
    value: str
    detail: str
    key: str = ""


class ReportRecord(BaseModel):
    """How the report in one language ended.

    Attributes
    ----------
    status : {"ok", "failed", "timed out", "dead"}
        Whether there is a new report, and if not, how it ended.
    error, cell : str
        What went wrong, in the report's language, and in which cell; empty where nothing did.
    files : dict of FileState
        The report's files by name.
    headlines : tuple of Headline
        Scores for the index.
    findings : int
        Findings on the summary page.
    seconds : float
        Time it took; 0 where that is not known.
    sections : dict
        Seconds of each section's cells.
    ended : str
        When, in UTC.
    """

    model_config = ConfigDict(frozen=True)

    status: Status
    error: str = ""
    cell: str = ""
    files: dict[str, FileState] = {}
    headlines: tuple[Headline, ...] = ()
    findings: int = 0
    seconds: float = 0.0
    sections: dict[str, float] = {}
    ended: str = ""


class Manifest(BaseModel):
    """Everything needed to make a client's reports again.

    Attributes
    ----------
    client, name : str
        Folder and printed name.
    as_of : str
        Date of the data.
    basis : dict of Basis
        Files, notebooks, versions and parameters of the last attempt, by language.
    parameters : dict
        All parameters of the last report that was made, by language.
    reports : dict
        Record by language.
    """

    model_config = ConfigDict(frozen=True)

    client: str
    name: str = ""
    as_of: str = ""
    basis: dict[str, Basis] = {}
    parameters: dict[str, dict[str, Any]] = {}
    reports: dict[str, ReportRecord] = {}

    def after(self, language: str, outcome: ReportRecord) -> Manifest:
        """Return this with how a report ended; files of an earlier one stay where it failed."""
        earlier = self.reports.get(language)
        if outcome.status != "ok" and earlier is not None:
            outcome = outcome.model_copy(update={"files": earlier.files})
        return self.model_copy(update={"reports": {**self.reports, language: outcome}})


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a report folder; None where there is none that can be read."""
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8")
        return Manifest.model_validate_json(text)
    except (OSError, ValidationError, UnicodeDecodeError):
        return None


def record(
    folder: Path,
    slug: str,
    language: LanguageCode,
    outcome: ReportRecord,
    *,
    client: Client | None = None,
    basis: Basis | None = None,
    parameters: Mapping[str, object] | None = None,
) -> Manifest:
    """Write how a report ended, keeping what is known of the other language.

    Parameters
    ----------
    folder : Path
        The client's reports.
    slug : str
        Name of the client's folder.
    language : {"es", "en"}
        Language of the report.
    outcome : ReportRecord
        How it ended. Where it failed, an earlier report stays and so do its files here.
    client : Client or None
        What it was made from, where it was made.
    basis : Basis or None
        What the attempt had before it.
    parameters : Mapping[str, object] or None
        Parameters it was made with.

    Returns
    -------
    Manifest
        As written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not outcome.ended:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        outcome = outcome.model_copy(update={"ended": now})
    with _alone(folder):
        manifest = read_manifest(folder) or Manifest(client=slug)
        known: dict[str, Any] = {}
        if client is not None:
            words = client.engagement.words(language)
            known |= {
                "name": client.engagement.name.given(words, own=words.own)[0],
                "as_of": client.engagement.as_of.isoformat(),
            }
        if parameters is not None:
            known["parameters"] = {**manifest.parameters, language: dict(parameters)}
        if basis is not None:
            known["basis"] = {**manifest.basis, language: basis}
        manifest = manifest.model_copy(update=known).after(language, outcome)
        text = json.dumps(manifest.model_dump(), indent=2, ensure_ascii=False)
        write_whole(folder / MANIFEST, text)
    return manifest


_PATIENCE = 10.0
"""Age in seconds from which a lock is taken for one that a killed process left behind."""


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold a client's manifest while it is changed: both languages may end at the same time."""
    lock = folder / f".{MANIFEST}.lock"
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
        except FileExistsError:
            with suppress(FileNotFoundError):
                if time.time() - lock.stat().st_mtime > _PATIENCE:
                    lock.unlink()
            time.sleep(0.01)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def write_whole(path: Path, text: str) -> None:
    """Write a file beside its place and move it there, so that no half file is ever seen."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        beside.write_text(text, encoding="utf-8")
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
