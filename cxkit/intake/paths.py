"""Names of clients and paths of their files: what may be opened, and nothing outside it."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from cxkit.errors import DataError, Problem, UsageError
from cxkit.language import N_

MAX_SLUG = 60
"""Longest name of a client's folder, in characters."""

_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]*")
_DRIVE = re.compile(r"[A-Za-z]:")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_MAX_LISTED = 2_000


def check_slug(name: str) -> str:
    """Return the name of a client's folder unchanged if it is a safe one.

    Parameters
    ----------
    name : str
        Lower-case letters without accents, digits, ``-`` and ``_``; starts with a letter
        or digit; at most `MAX_SLUG` characters.

    Returns
    -------
    str
        The same name.

    Raises
    ------
    UsageError
        If the name is anything else; the remedy proposes one that is allowed.
    """
    if len(name) <= MAX_SLUG and _SLUG.fullmatch(name):
        return name
    proposal = suggest_slug(name)
    remedy = (
        N_("Write “{proposal}”, for instance.")
        if proposal
        else N_("Choose another name, such as “acme”.")
    )
    raise UsageError(
        Problem(
            rule="client-name",
            message=N_(
                "“{name}” cannot be the name of a client. Allowed are a-z, 0-9, “-” and “_”, "
                "starting with a letter or a digit, at most {longest} characters."
            ),
            remedy=remedy,
            values={"name": _printable(name), "proposal": proposal, "longest": MAX_SLUG},
        )
    )


def suggest_slug(name: str) -> str:
    """Return the closest allowed name of a client's folder, or ``""`` if nothing is left.

    Parameters
    ----------
    name : str
        Any text, such as ``"Peña & Hijos"``.

    Returns
    -------
    str
        Such as ``"pena-hijos"``.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_")[:MAX_SLUG].strip("-_")


def resolve_inside(folder: Path, relative: str, *, table: str = "") -> Path:
    r"""Return the real path of a regular file inside a folder.

    Parameters
    ----------
    folder : Path
        The client's folder.
    relative : str
        Path as written in the client's files, below `folder`; ``/`` and ``\\`` both part
        folders, on every system.
    table : str, default ""
        Table the file is for, named in the problem.

    Returns
    -------
    Path
        Absolute, without symbolic links.

    Raises
    ------
    DataError
        If the path is absolute, holds ``..``, leads outside the folder through a symbolic
        link, is missing (similar names are offered), cannot be opened, or is a folder, a
        device or a pipe.
    """
    text = relative.replace("\\", "/")
    parts = PurePosixPath(text).parts
    place = {"file": _printable(relative), "table": table}
    if text.startswith("/") or text.startswith("~") or _DRIVE.match(text):
        raise _refused(
            "path-absolute",
            N_("This is an absolute path; files are named from the client's folder."),
            N_("Copy the file into the client's folder and write, for instance, “data/{name}”."),
            place,
            name=_printable(parts[-1] if parts else ""),
        )
    if ".." in parts:
        raise _refused(
            "path-outside",
            N_("The path leads out of the client's folder (“..”)."),
            N_("Copy the file into the client's folder; nothing outside it is read."),
            place,
        )
    if not parts or any(_unsafe(part) for part in parts):
        raise _refused(
            "path-name",
            N_("This is not a file name that every system can open."),
            N_("Rename the file with letters, digits, “-” and “_” only."),
            place,
        )
    home = folder.resolve()
    try:
        real = home.joinpath(*parts).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        raise _missing(home, parts, place) from None
    if not real.is_relative_to(home):
        raise _refused(
            "path-outside",
            N_("This is a link to a place outside the client's folder."),
            N_("Copy the file itself into the client's folder; nothing outside it is read."),
            place,
        )
    _check_kind(real, place)
    return real


def _check_kind(real: Path, place: dict[str, str]) -> None:
    """Refuse what is not a regular file that can be read."""
    mode = real.stat().st_mode
    if stat.S_ISDIR(mode):
        raise _refused(
            "not-a-file",
            N_("This is a folder, not a file."),
            N_("Name a file in it."),
            place,
        )
    if not stat.S_ISREG(mode):
        raise _refused(
            "not-a-file",
            N_("This is not an ordinary file (it is a device, a pipe or a socket)."),
            N_("Save the data as a CSV, XLSX or Parquet file in the client's folder."),
            place,
        )
    if not os.access(real, os.R_OK):
        raise unreadable(place["file"], table=place["table"])


def unreadable(file: str, *, table: str = "") -> DataError:
    """Build the error for a file the system does not let us read."""
    return _refused(
        "cannot-open",
        N_("The system does not let this file be opened."),
        N_("Close it in any other program and check that you may read it."),
        {"file": file, "table": table},
    )


def _unsafe(part: str) -> bool:
    """Tell whether a part of a path means something else than a name on some system."""
    odd = any(unicodedata.category(letter) == "Cc" for letter in part)
    return odd or ":" in part or len(part) > 255 or _RESERVED.fullmatch(part) is not None


def _missing(home: Path, parts: tuple[str, ...], place: dict[str, str]) -> DataError:
    """Build the error for a file that is not there, with names that look like it."""
    wanted = "/".join(parts)
    there = {name.casefold(): name for name in _files(home)}
    near = get_close_matches(wanted.casefold(), there, n=3, cutoff=0.6)
    if not near:
        last = {name.rpartition("/")[2]: name for name in there}
        near = [last[key] for key in get_close_matches(parts[-1].casefold(), last, n=3, cutoff=0.7)]
    if near:
        remedy = N_("Did you mean {similar}?")
    elif there:
        remedy = N_("Files in the client's folder: {files}. Add the file or correct its name.")
    else:
        remedy = N_("The client's folder holds no data file yet. Copy the file into it.")
    return _refused(
        "file-missing",
        N_("There is no such file in the client's folder."),
        remedy,
        place,
        similar=_quoted(there[key] for key in near),
        files=_quoted(sorted(there.values())[:5]),
    )


def _files(home: Path) -> Iterator[str]:
    """Yield the data files of a folder, relative to it, hidden ones left out."""
    found = 0
    for where, folders, files in os.walk(home):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.startswith("."):
                continue
            found += 1
            if found > _MAX_LISTED:
                return
            yield (Path(where) / name).relative_to(home).as_posix()


def _quoted(names: Iterator[str] | list[str]) -> str:
    return ", ".join(f"“{_printable(name)}”" for name in names)


def _printable(text: str) -> str:
    """Return a name fit for a message: no control characters, not too long."""
    clean = "".join(letter if letter.isprintable() else "?" for letter in text)
    return clean if len(clean) <= 120 else clean[:119] + "…"


def _refused(
    rule: str, message: str, remedy: str, place: dict[str, str], **values: object
) -> DataError:
    return DataError(
        Problem(
            rule=rule,
            message=message,
            remedy=remedy,
            values=values,
            file=place["file"],
            table=place["table"],
        )
    )
