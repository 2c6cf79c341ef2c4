"""The record of a client's reports: what they were made from and how they ended."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
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
        Files read with their SHA-256.
    versions : dict
        Versions of the kit and its libraries.
    parameters : dict
        Parameters by language.
    reports : dict
        Record by language.
    """

    model_config = ConfigDict(frozen=True)

    client: str
    name: str = ""
    as_of: str = ""
    inputs: dict[str, str] = {}
    versions: dict[str, str] = {}
    parameters: dict[str, dict[str, Any]] = {}
    reports: dict[str, ReportRecord] = {}


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
    """Write how a report ended, keeping what is known of the other language."""
    before = read_manifest(folder) or Manifest(client=slug)
    known: dict[str, Any] = before.model_dump(exclude={"reports"})
    if client is not None:
        words = client.engagement.words(language)
        known |= {
            "name": client.engagement.say(client.engagement.name, words),
            "as_of": client.engagement.as_of.isoformat(),
            "inputs": {file.path: file.sha256 for file in client.files},
            "versions": {name: version(name) for name in LIBRARIES},
            "parameters": {**before.parameters, language: dict(parameters or {})},
        }
    manifest = Manifest(**known, reports={**before.reports, language: outcome})
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / MANIFEST, json.dumps(manifest.model_dump(), indent=2, ensure_ascii=False))
    return manifest


def write_whole(path: Path, text: str) -> None:
    """Write a file beside its place and move it there, so that no half file is ever seen."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
