"""Reads ``engagement.yml`` into the typed engagement."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

from babel.numbers import is_currency
from pydantic import ValidationError

from cxkit.engagement import Engagement, TableName, TableSpec
from cxkit.errors import CxkitError, EngagementError, Problem
from cxkit.intake.forms.declarations import check_tables
from cxkit.intake.forms.sample_columns import check_sample
from cxkit.intake.forms.validation import validate, without_blanks
from cxkit.intake.forms.yaml_file import YamlDocument, read_yaml
from cxkit.intake.paths import resolve_inside
from cxkit.language import N_

ENGAGEMENT_FILE = "engagement.yml"


def load_engagement(folder: Path) -> Engagement:
    """Read and check the engagement of a client folder.

    Parameters
    ----------
    folder : Path
        The client's folder.

    Returns
    -------
    Engagement
        Valid by itself and against the contracts of the tables it declares; the data
        files it names have not been opened.

    Raises
    ------
    EngagementError
        With all problems of the file, each with its line.
    """
    document = read_client_yaml(folder, ENGAGEMENT_FILE)
    checked = validate(Engagement, document)
    tables = checked.value.tables if checked.value else _sound_tables(document)
    problems = [*checked.problems, *_currency(document), *check_tables(tables, document)]
    if checked.value is not None:
        problems += check_sample(checked.value.sample, tables, document)
    if checked.value is None or problems:
        raise EngagementError(problems) from checked.cause
    return checked.value


def _currency(document: YamlDocument) -> list[Problem]:
    """Refuse three capital letters that are no currency."""
    code = document.data.get("currency")
    well_formed = isinstance(code, str) and re.fullmatch(r"[A-Z]{3}", code)
    if not well_formed or is_currency(str(code)):
        return []
    return [
        Problem(
            rule="currency-unknown",
            message=N_("“currency” is not a currency in use."),
            remedy=N_("Write its three letters, such as EUR, PEN or USD."),
            file=document.file,
            rows=(document.line(("currency",)),),
            found=(str(code),),
            count=1,
        )
    ]


def read_client_yaml(folder: Path, name: str) -> YamlDocument:
    """Read a YAML file of a client folder, which may not be a link to a place outside.

    Raises
    ------
    EngagementError
        See `read_yaml`.
    """
    path = folder / name
    if path.is_symlink():
        try:
            path = resolve_inside(folder, name)
        except CxkitError as error:
            raise EngagementError(error.problems) from error
    return read_yaml(path, file=name)


def valid_tables(folder: Path) -> dict[TableName, TableSpec]:
    """Return the tables that can be read although ``engagement.yml`` has errors elsewhere.

    Parameters
    ----------
    folder : Path
        The client's folder.

    Returns
    -------
    dict
        Declarations valid by themselves and against their contract; empty where the file
        cannot be read at all. Nothing is raised: `load_engagement` says what is wrong.
    """
    try:
        document = read_client_yaml(folder, ENGAGEMENT_FILE)
    except EngagementError:
        return {}
    return {
        name: spec
        for name, spec in _sound_tables(document).items()
        if not check_tables({name: spec}, document)
    }


def _sound_tables(document: YamlDocument) -> dict[TableName, TableSpec]:
    """Return the tables that are valid by themselves."""
    written: Any = document.data.get("tables")
    found: dict[TableName, TableSpec] = {}
    for name in get_args(TableName):
        if isinstance(written, dict) and written.get(name) is not None:
            try:
                found[name] = TableSpec.model_validate(without_blanks(written[name]))
            except ValidationError:  # already among the problems of the whole file
                continue
    return found
