"""Reads the record of what was delivered before, which the next report compares with."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from cxkit.engagement.delivered import PREVIOUS_FILE, DeliveredReport
from cxkit.errors import CxkitError, Problem, shown
from cxkit.intake.paths import resolve_inside
from cxkit.language import N_

_LARGEST = 5_000_000
_REMEDY = N_(
    "The program writes this file: make it again with cxkit keep, or delete it; without it the "
    "report compares with nothing."
)


def load_previous_report(folder: Path) -> tuple[DeliveredReport | None, tuple[Problem, ...]]:
    """Read ``previous_report.json`` of a client's folder.

    Parameters
    ----------
    folder : Path
        The client's folder.

    Returns
    -------
    report : DeliveredReport or None
        None where the file is absent or cannot be used.
    problems : tuple of Problem
        Errors: no such form, or the record of another client.
    """
    path = folder / PREVIOUS_FILE
    if not (path.exists() or path.is_symlink()):
        return None, ()
    try:
        found = resolve_inside(folder, PREVIOUS_FILE)
    except CxkitError as error:
        return None, error.problems
    try:
        return read_delivered(found, client=folder.name), ()
    except CxkitError as error:
        return None, error.problems


def read_delivered(path: Path, *, client: str) -> DeliveredReport:
    """Read the record of a report.

    Parameters
    ----------
    path : Path
        The file.
    client : str
        Name of the client's folder, which it must name too.

    Raises
    ------
    CxkitError
        If it cannot be read, has another form, or is another client's.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise CxkitError(_problem(N_("The file is too large to be the record of a report.")))
        report = DeliveredReport.model_validate_json(path.read_bytes())
    except OSError as error:
        raise CxkitError(_problem(N_("The file cannot be read."))) from error
    except ValidationError as error:
        places = [
            ".".join(str(part) for part in item["loc"]) or "JSON"
            for item in error.errors(include_input=False, include_url=False)
        ]
        raise CxkitError(
            _problem(
                N_("The file is not the record of a report as the program writes it."),
                found=places,
            )
        ) from error
    if report.client != client:
        raise CxkitError(
            _problem(
                N_("The file is the record of a report on another client."), found=[report.client]
            )
        )
    return report


def _problem(message: str, *, found: list[str] | None = None) -> Problem:
    return Problem(
        rule="previous-report",
        message=message,
        remedy=_REMEDY,
        file=PREVIOUS_FILE,
        found=shown(found or []),
        count=len(found or []),
    )
