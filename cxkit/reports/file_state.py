"""A file as it was at some moment, and whether it still is: by a quick look where enough."""

from __future__ import annotations

import hashlib
import stat
import time
from pathlib import Path

from pydantic import BaseModel, ConfigDict

_FRESH = 2.0
"""Seconds after a change in which a second one could leave size and time as they are."""


class FileState(BaseModel):
    """A file as it was at some moment.

    Attributes
    ----------
    sha256 : str
        Hash of what it held; empty where it was not there or could not be read.
    size, changed : int
        Bytes, and when it was last changed (nanoseconds); a quick look whether it still is
        the same. ``changed`` is 0 where the file was so new that its hash has to tell.
    """

    model_config = ConfigDict(frozen=True)

    sha256: str = ""
    size: int = -1
    changed: int = 0


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def file_state(path: Path, *, settled: bool = False) -> FileState:
    """Return a file as it is now.

    Parameters
    ----------
    path : Path
        The file; it need not be there.
    settled : bool
        Whether nobody will write to it again in the same moment.
    """
    try:
        seen = path.stat()
        if not stat.S_ISREG(seen.st_mode):  # a pipe would be waited for, a device never ends
            return FileState()
        found = file_hash(path)
    except (OSError, ValueError):
        return FileState()
    fresh = not settled and time.time() - seen.st_mtime < _FRESH
    return FileState(sha256=found, size=seen.st_size, changed=0 if fresh else seen.st_mtime_ns)


def is_as_before(path: Path, before: FileState) -> bool:
    """Tell whether a file is as it was: by size and time, by what it holds where these differ."""
    try:
        seen = path.stat()
    except (OSError, ValueError):
        return before.sha256 == ""
    if not stat.S_ISREG(seen.st_mode):
        return before.sha256 == ""
    if seen.st_size != before.size:
        return False
    if before.changed and seen.st_mtime_ns == before.changed:
        return True
    try:
        return file_hash(path) == before.sha256
    except OSError:
        return before.sha256 == ""
