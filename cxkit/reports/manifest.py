"""The record of a client's reports: what they were made from and how they ended."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from cxkit.client import Client
from cxkit.language import LanguageCode
from cxkit.presentation.provenance import LIBRARIES

MANIFEST = "manifest.json"


class Headline(BaseModel):
    """A score of the index page, as text in the report's language."""

    model_config = ConfigDict(frozen=True)

    label: str
    value: str
    detail: str


class ReportRecord(BaseModel):
    """How the report in one language ended.

    Attributes
    ----------
    status : {"ok", "failed"}
        Whether there is a new report.
    error : str
        What went wrong, in the report's language; empty where nothing did.
    files : dict
        Names of the files with their SHA-256.
    headlines : tuple of Headline
        Scores for the index.
    findings : int
        Findings on the summary page.
    """

    model_config = ConfigDict(frozen=True)

    status: Literal["ok", "failed"]
    error: str = ""
    files: dict[str, str] = {}
    headlines: tuple[Headline, ...] = ()
    findings: int = 0


class Manifest(BaseModel):
    """Everything needed to make a client's reports again.

    Attributes
    ----------
    client, name : str
        Folder and printed name.
    as_of : str
        Date of the data.
    inputs : dict
        Files read with their SHA-256, by language of the report.
    versions : dict
        Versions of the kit and its libraries, by language.
    parameters : dict
        Parameters, by language.
    reports : dict
        Record by language.
    """

    model_config = ConfigDict(frozen=True)

    client: str
    name: str = ""
    as_of: str = ""
    inputs: dict[str, dict[str, str]] = {}
    versions: dict[str, dict[str, str]] = {}
    parameters: dict[str, dict[str, Any]] = {}
    reports: dict[str, ReportRecord] = {}

    def after(self, language: str, outcome: ReportRecord) -> Manifest:
        """Return this with how a report ended; files of an earlier one stay where it failed."""
        earlier = self.reports.get(language)
        if outcome.status == "failed" and earlier is not None:
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
    parameters : Mapping[str, object] or None
        Parameters it was made with.

    Returns
    -------
    Manifest
        As written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        manifest = _updated(folder, slug, language, outcome, client, parameters)
        text = json.dumps(manifest.model_dump(), indent=2, ensure_ascii=False)
        write_whole(folder / MANIFEST, text)
    return manifest


def _updated(
    folder: Path,
    slug: str,
    language: LanguageCode,
    outcome: ReportRecord,
    client: Client | None,
    parameters: Mapping[str, object] | None,
) -> Manifest:
    before = read_manifest(folder) or Manifest(client=slug)
    known: dict[str, Any] = before.model_dump(exclude={"reports"})
    if client is not None:
        words = client.engagement.words(language)
        known |= {
            "name": client.engagement.name.given(words, own=words.own)[0],
            "as_of": client.engagement.as_of.isoformat(),
            "inputs": {
                **before.inputs,
                language: {file.path: file.sha256 for file in client.files},
            },
            "versions": {**before.versions, language: {name: version(name) for name in LIBRARIES}},
            "parameters": {**before.parameters, language: dict(parameters or {})},
        }
    return Manifest(**known, reports=before.reports).after(language, outcome)


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


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
