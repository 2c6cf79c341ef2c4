"""Reads all files of judgement of a client folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from babel import Locale

from cxkit.engagement.judgements import CSV_FILES, YAML_FILES, Entry, Judgements
from cxkit.errors import CxkitError, EngagementError, Problem
from cxkit.intake.forms.did_you_mean import similar
from cxkit.intake.forms.engagement_file import ENGAGEMENT_FILE, read_client_yaml
from cxkit.intake.forms.judgement_csv import read_csv_sheet
from cxkit.intake.forms.judgement_rows import known_columns, read_rows
from cxkit.intake.forms.validation import validate, without_blanks
from cxkit.intake.paths import resolve_inside
from cxkit.language import N_


def load_judgements(folder: Path, *, region: str = "") -> tuple[Judgements, tuple[Problem, ...]]:
    """Read every file of judgement that is there.

    Parameters
    ----------
    folder : Path
        The client's folder.
    region : str, optional
        The engagement's region: where month comes before day (``en_US``), dates with
        slashes in CSV files are read so; day before month elsewhere.

    Returns
    -------
    judgements : Judgements
        What was read; a file with errors counts as absent.
    problems : tuple of Problem
        All problems of all files: errors, warnings and notes.
    """
    read: dict[str, Any] = {}
    problems: list[Problem] = list(_misnamed(folder))
    for name, model in YAML_FILES.items():
        if _is_there(folder / f"{name}.yml"):
            value, found = _yaml(folder, f"{name}.yml", model)
            read[name] = value
            problems += found
    order = "mdy" if region and _month_first(region) else "dmy"
    for name, model in CSV_FILES.items():
        if _is_there(folder / f"{name}.csv"):
            rows, found = _csv(folder, f"{name}.csv", model, order)
            read[name] = rows or None
            problems += found
    return Judgements(**read), tuple(problems)


def judgement_files(folder: Path) -> list[str]:
    """Return the names of the files of judgement that are in a client's folder."""
    names = [*(f"{name}.yml" for name in YAML_FILES), *(f"{name}.csv" for name in CSV_FILES)]
    return [name for name in names if (folder / name).is_file()]


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _yaml(folder: Path, name: str, model: type[Entry]) -> tuple[Entry | None, list[Problem]]:
    try:
        document = read_client_yaml(folder, name)
    except EngagementError as error:
        return None, list(error.problems)
    if not without_blanks(document.data):
        return None, []
    checked = validate(model, document)
    return checked.value, list(checked.problems)


def _csv(
    folder: Path, name: str, model: type[Entry], order: str
) -> tuple[tuple[Entry, ...], list[Problem]]:
    try:
        path = resolve_inside(folder, name)
        sheet = read_csv_sheet(path, file=name, known=frozenset(known_columns(model)))
    except CxkitError as error:
        return (), list(error.problems)
    entries, problems = read_rows(model, sheet, date_order=order)
    problems = [*sheet.problems, *problems]
    if any(problem.severity == "error" for problem in problems):
        return (), problems
    return entries, problems


def _misnamed(folder: Path) -> Iterable[Problem]:
    """Warn of files whose name looks like that of a file of judgement."""
    names = {
        ENGAGEMENT_FILE,
        *(f"{name}.yml" for name in YAML_FILES),
        *(f"{name}.csv" for name in CSV_FILES),
    }
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.name in names or path.suffix not in (".yml", ".yaml", ".csv"):
            continue
        close = similar(path.name, names, likeness=0.85)
        if close and not (folder / close).exists():
            yield Problem(
                rule="file-misnamed",
                message=N_("The file is not read: no file of judgement has this name."),
                remedy=N_("Did you mean “{similar}”? Then rename it."),
                values={"similar": close},
                severity="warning",
                file=path.name,
            )


def _month_first(region: str) -> bool:
    pattern = Locale.parse(region).date_formats["short"].pattern
    return str(pattern).upper().startswith("M")
