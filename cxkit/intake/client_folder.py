"""Read a client folder whole: engagement, tables and judgements, with all problems at once."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from cxkit.client import Client, SourceFile, Table
from cxkit.engagement import Engagement, TableName, TableSpec
from cxkit.engagement.delivered import PREVIOUS_FILE, DeliveredReport
from cxkit.engagement.judgements import CSV_FILES, YAML_FILES, Judgements
from cxkit.errors import CxkitError, DataError, Problem, UsageError
from cxkit.frameworks.maturity_model import MaturityModel
from cxkit.intake.counting.large import is_counted
from cxkit.intake.counting.read import read_counted
from cxkit.intake.coverage import check_dates, check_unused, check_waves
from cxkit.intake.forms.engagement_file import ENGAGEMENT_FILE, load_engagement, valid_tables
from cxkit.intake.forms.judgements import judgement_files, load_judgements
from cxkit.intake.forms.maturity_models import check_maturity, load_maturity_models, model_files
from cxkit.intake.forms.money import check_money
from cxkit.intake.mapping.tables import read_table
from cxkit.intake.paths import check_slug, resolve_inside
from cxkit.intake.previous_report import load_previous_report
from cxkit.intake.privacy.protection import CheckedTable, personal_names, protect
from cxkit.intake.privacy.pseudonyms import Pseudonyms, load_key
from cxkit.intake.privacy.quotes import check_quotes, protect_quotes
from cxkit.language import N_
from cxkit.metrics import sample_problems

CLIENTS = "client_data"

Loaded = TypeVar("Loaded")


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderCheck:
    """What a client folder holds and what is wrong with it.

    Attributes
    ----------
    slug : str
        Name of the folder.
    engagement : Engagement or None
        None where ``engagement.yml`` cannot be used.
    tables : Mapping[str, Table]
        Tables that could be read.
    judgements : Judgements
        Files of judgement that could be read.
    problems : tuple of Problem
        Everything found, errors first.
    files : tuple of SourceFile
        Files that were read.
    maturity_models : Mapping[str, MaturityModel]
        Maturity models by key: the kit's and the client's own.
    previous_report : DeliveredReport or None
        What the report delivered before said, where it was kept.
    """

    slug: str
    engagement: Engagement | None
    tables: Mapping[TableName, Table]
    judgements: Judgements
    problems: tuple[Problem, ...]
    files: tuple[SourceFile, ...]
    maturity_models: Mapping[str, MaturityModel]
    previous_report: DeliveredReport | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Problems that stop a report."""
        return tuple(item for item in self.problems if item.severity == "error")


def find_client(name: str, *, start: Path) -> Path:
    """Return the folder of a client, walking up from a folder to find ``client_data``.

    Parameters
    ----------
    name : str
        Name of the client's folder.
    start : Path
        Where to start: a notebook's folder, or the caller's.

    Raises
    ------
    UsageError
        If the name is not allowed, or no such client exists.
    """
    slug = check_slug(name)
    home = clients_folder(start)
    folder = home / slug
    if home.is_dir() and folder.is_dir() and not folder.is_symlink():
        return folder
    known = sorted(item.name for item in home.iterdir() if item.is_dir()) if home.is_dir() else []
    raise UsageError(
        Problem(
            rule="client-unknown",
            message=N_("There is no client “{name}” in the folder “{home}”."),
            remedy=N_("Known clients: {known}. Make a new one with: cxkit new {name}")
            if known
            else N_("Make it with: cxkit new {name}"),
            values={"name": slug, "home": home.name, "known": ", ".join(known)},
        )
    )


def clients_folder(start: Path) -> Path:
    """Return the nearest ``client_data`` above a folder, or where it would be made."""
    here = start.resolve()
    for place in (here, *here.parents):
        if place.name == CLIENTS:
            return place
        if (place / CLIENTS).is_dir():
            return place / CLIENTS
    return here / CLIENTS


def check_client(folder: Path) -> FolderCheck:
    """Read everything in a client folder and collect all that is wrong with it.

    Parameters
    ----------
    folder : Path
        The client folder.

    Returns
    -------
    FolderCheck
        What could be read, and every problem. Nothing is written, save the Parquet copies of
        large text files (see `read_counted`).
    """
    problems: list[Problem] = []
    engagement = _collect(lambda: load_engagement(folder), problems)
    specs: Mapping[TableName, TableSpec] = (
        engagement.tables if engagement is not None else valid_tables(folder)
    )
    checked: list[CheckedTable] = []
    key = _collect(lambda: load_key(folder), problems) or secrets.token_bytes(32)
    counted: dict[TableName, Table] = {}
    for name, spec in specs.items():
        if is_counted(folder, name, spec):
            large, found = read_counted(folder, name, spec)
            counted |= {name: large} if large is not None else {}
            problems += found
            continue
        table, found = read_table(folder, name, spec)
        problems += found
        if table is not None:
            checked.append(table)
    names = personal_names(checked)
    pseudonyms = Pseudonyms(key)
    safe = counted | {
        item.name: protect(item, pseudonyms=pseudonyms, names=names) for item in checked
    }
    tables = {name: safe[name] for name in specs if name in safe}
    region = engagement.region if engagement is not None else ""
    judgements, of_judgements = load_judgements(folder, region=region)
    problems += of_judgements
    previous_report, of_previous = load_previous_report(folder)
    problems += of_previous
    models, of_models = load_maturity_models(folder)
    problems += of_models
    if judgements.maturity is not None:
        problems += check_maturity(folder, judgements.maturity, models)
    if judgements.quotes is not None:
        quotes, found = protect_quotes(judgements.quotes, key=key, names=names)
        judgements = replace(judgements, quotes=quotes)
        problems += found
        if "responses" in tables or (engagement is not None and "responses" not in specs):
            problems += check_quotes(quotes, tables.get("responses"))
    files = [
        SourceFile(path=name, sha256=hashlib.sha256((folder / name).read_bytes()).hexdigest())
        for name in (ENGAGEMENT_FILE, PREVIOUS_FILE, *judgement_files(folder), *model_files(folder))
        if (folder / name).is_file()
    ]
    for read in tables.values():
        files += [file for file in read.files if file not in files]
    if engagement is not None:
        problems += _check_files(folder, engagement)
        problems += check_money(judgements, engagement.currency)
        problems += check_waves(engagement, file=ENGAGEMENT_FILE)
        problems += check_dates(engagement, tables)
        problems += check_unused(engagement, tables)
        if (answers := tables.get("responses")) is not None:
            problems += sample_problems(answers, engagement.sample)
    if (tests := tables.get("experiments")) is not None:
        from cxkit.economics.trials.declared import experiment_problems

        problems += experiment_problems(tests, judgements.economics)
    order = {"error": 0, "warning": 1, "note": 2}
    return FolderCheck(
        slug=folder.name,
        engagement=engagement,
        tables=MappingProxyType(tables),
        judgements=judgements,
        problems=tuple(sorted(problems, key=lambda problem: order[problem.severity])),
        files=tuple(files),
        maturity_models=models,
        previous_report=previous_report,
    )


def read_client(folder: Path) -> Client:
    """Read a client folder for analysis.

    Parameters
    ----------
    folder : Path
        The client folder.

    Returns
    -------
    Client
        Typed, checked and without personal data.

    Raises
    ------
    DataError
        With all errors of the folder, if there is any.
    """
    found = check_client(folder)
    if found.errors or found.engagement is None:
        raise DataError(found.errors)
    return Client(
        slug=found.slug,
        engagement=found.engagement,
        tables=found.tables,
        judgements=found.judgements,
        notes=found.problems,
        files=found.files,
        maturity_models=found.maturity_models,
        previous_report=found.previous_report,
    )


def _collect(load: Callable[[], Loaded], problems: list[Problem]) -> Loaded | None:
    try:
        return load()
    except CxkitError as error:
        problems += error.problems
        return None


def _check_files(folder: Path, engagement: Engagement) -> list[Problem]:
    """Check that the logo and the consultant's own notebooks are there."""
    wanted = [engagement.brand.logo, *engagement.report.notebooks]
    problems: list[Problem] = []
    for name in wanted:
        if name:
            _collect(lambda name=name: resolve_inside(folder, name), problems)  # type: ignore[misc]  # bound now
    return problems


def absent_files(judgements: Judgements) -> tuple[str, ...]:
    """Return the names of the files of judgement that are not there or hold nothing yet."""
    return tuple(file for name, file in _named() if getattr(judgements, name) is None)


def _named() -> list[tuple[str, str]]:
    return [(name, f"{name}.yml") for name in YAML_FILES] + [
        (name, f"{name}.csv") for name in CSV_FILES
    ]
