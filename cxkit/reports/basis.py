"""What a report is made from: files, notebooks, the kit and parameters, as they were then."""

from __future__ import annotations

import hashlib
import platform
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import BaseModel, ConfigDict

from cxkit.engagement.delivered import PREVIOUS_FILE
from cxkit.errors import CxkitError
from cxkit.intake.forms.engagement_file import ENGAGEMENT_FILE, load_engagement, valid_tables
from cxkit.intake.forms.judgements import judgement_files
from cxkit.intake.forms.maturity_models import model_files
from cxkit.intake.privacy.pseudonyms import KEY_FILE
from cxkit.language import LanguageCode
from cxkit.reports.file_state import FileState, file_hash, file_state, is_as_before
from cxkit.reports.layout import KIT, MODULES, TEMPLATES, ClientPaths, in_language, offered_modules


class Basis(BaseModel):
    """What a report was made from.

    Attributes
    ----------
    inputs : dict of FileState
        Files of the client's folder that are read or would be, by path in it.
    notebooks : dict of FileState
        Notebooks the report was put together from; those of the kit begin with ``kit/``.
    kit : str
        Hash of the kit's own source, texts and templates.
    versions : dict
        Versions of Python, the kit and its libraries.
    given : dict
        Parameters that were asked for, other than the notebooks' defaults.
    seed : int
        Where the random draws of intervals begin; fixed in the kit's source.
    languages : tuple
        Languages of the client's reports; none where the engagement could not be read.
    """

    model_config = ConfigDict(frozen=True)

    inputs: dict[str, FileState] = {}
    notebooks: dict[str, FileState] = {}
    kit: str = ""
    versions: dict[str, str] = {}
    given: dict[str, Any] = {}
    seed: int = 0
    languages: tuple[LanguageCode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is no longer as it was when a report was made.

    Attributes
    ----------
    inputs, notebooks : tuple of str
        Files that came, went or hold something else.
    kit, given : bool
        Whether the kit or its libraries, or the parameters asked for, are others.
    """

    inputs: tuple[str, ...] = ()
    notebooks: tuple[str, ...] = ()
    kit: bool = False
    given: bool = False


def basis_of(
    folder: Path, *, language: LanguageCode, given: Mapping[str, object] | None = None
) -> Basis:
    """Return what a report would be made from now; a folder with errors has a basis too.

    Parameters
    ----------
    folder : Path
        The client folder.
    language : {"es", "en"}
        Language of the report.
    given : Mapping[str, object], optional
        Parameters that are asked for.
    """
    from cxkit.stats.bootstrap import SEED

    names = [ENGAGEMENT_FILE, *_optional(folder)]
    if (folder / KEY_FILE).is_file():
        names.append(KEY_FILE.as_posix())
    sections: Iterable[str] = offered_modules()
    own: tuple[str, ...] = ()
    languages: tuple[LanguageCode, ...] = ()
    try:
        engagement = load_engagement(folder)
        tables: Mapping[Any, Any] = engagement.tables
        languages = engagement.languages
        if engagement.brand.logo:
            names.append(engagement.brand.logo)
        own = engagement.report.notebooks
        chosen = engagement.report.sections
        sections = [section for section in sections if not chosen or section in chosen]
    except (CxkitError, OSError):
        tables = _tables(folder)
    names += [file.path.replace("\\", "/") for table in tables.values() for file in table.files]
    paths = ClientPaths(folder)
    notebooks = [paths.notebook(MODULES[section], language) for section in sections]  # type: ignore[index]  # offered ones
    for name in own:
        place = in_language(name, language)
        notebooks.append(folder / (place if (folder / place).exists() else name))
    return Basis(
        inputs={name: file_state(folder / name) for name in dict.fromkeys(names) if _inside(name)},
        notebooks={_called(path, folder): file_state(path) for path in notebooks},
        kit=kit_hash(),
        versions=versions(),
        given=_plain(given),
        seed=SEED,
        languages=languages,
    )


def changes_since(
    before: Basis,
    folder: Path,
    *,
    language: LanguageCode,
    given: Mapping[str, object] | None = None,
) -> Changes:
    """Return what has changed since a report was made, reading no more than is needed.

    Parameters
    ----------
    before : Basis
        What it was made from.
    folder : Path
        The client folder.
    language : {"es", "en"}
        Language of the report.
    given : Mapping[str, object], optional
        Parameters that are asked for now.
    """
    inputs = [
        name for name, state in before.inputs.items() if not is_as_before(folder / name, state)
    ]
    inputs += [name for name in _optional(folder) if name not in before.inputs]
    return Changes(
        inputs=tuple(sorted(inputs)),
        notebooks=tuple(
            name
            for name, state in before.notebooks.items()
            if _has_moved(name, folder, language) or not _same_notebook(name, folder, state)
        ),
        kit=before.kit != kit_hash() or before.versions != versions(),
        given=before.given != _plain(given),
    )


def _optional(folder: Path) -> list[str]:
    """Return the files that are read where they exist, whatever the engagement says."""
    previous = [PREVIOUS_FILE] if (folder / PREVIOUS_FILE).is_file() else []
    return [*previous, *judgement_files(folder), *model_files(folder)]


def _inside(name: str) -> bool:
    """Tell whether a name is one of the client's folder; others are refused when it is read."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def _tables(folder: Path) -> Mapping[Any, Any]:
    try:
        return valid_tables(folder)
    except (CxkitError, OSError):
        return {}


def _called(path: Path, folder: Path) -> str:
    if path.is_relative_to(folder):
        return path.relative_to(folder).as_posix()
    return f"kit/{path.relative_to(KIT).as_posix()}"


def _place(name: str, folder: Path) -> Path:
    return KIT / name.removeprefix("kit/") if name.startswith("kit/") else folder / name


def _has_moved(name: str, folder: Path, language: LanguageCode) -> bool:
    """Tell whether another file would take a notebook's place now: a working copy, a sister."""
    if name.startswith("kit/"):
        stem = Path(name).stem
        return _called(ClientPaths(folder).notebook(stem, language), folder) != name
    sister = in_language(name, language)
    return sister != name and (folder / sister).exists()


@cache
def _kit_notebook(path: Path, size: int, changed: int) -> str:
    """Return the hash of one of the kit's notebooks, which every client shares."""
    return file_hash(path)


def _same_notebook(name: str, folder: Path, before: FileState) -> bool:
    place = _place(name, folder)
    if not name.startswith("kit/") or not before.sha256:
        return is_as_before(place, before)
    try:
        seen = place.stat()
        return _kit_notebook(place, seen.st_size, seen.st_mtime_ns) == before.sha256
    except OSError:
        return False


def _plain(given: Mapping[str, object] | None) -> dict[str, Any]:
    """Return parameters as they are written down and read again."""
    return {name: str(value) for name, value in sorted((given or {}).items())}


@cache
def kit_hash() -> str:
    """Return one hash of everything of the kit's own that a report depends on."""
    package = KIT / "cxkit"
    files = [
        *(path for path in package.rglob("*") if path.suffix in (".py", ".yml", ".po", ".csv")),
        *(path for path in (TEMPLATES / "report").iterdir() if path.is_file()),
    ]
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(f"{path.relative_to(KIT).as_posix()}\n{file_hash(path)}\n".encode())
    return whole.hexdigest()


@cache
def _versions() -> tuple[tuple[str, str], ...]:
    found = {"python": platform.python_version(), "cxkit": version("cxkit")}
    for needed in requires("cxkit") or ():
        if "extra ==" in needed:
            continue
        name = re.split(r"[^A-Za-z0-9._-]", needed, maxsplit=1)[0]
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # an optional part that is not installed
            continue
    return tuple(sorted(found.items()))


def versions() -> dict[str, str]:
    """Return the versions of Python, the kit and the libraries it needs."""
    return dict(_versions())
