"""Folders for temporary files that go with the process that made them, however it ends."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO

PREFIX = "cxkit-"

_HELD = ".held"


class TemporaryFolder:
    """A folder that counts as abandoned as soon as this process ends.

    Attributes
    ----------
    path : Path
        The folder. It stands in the system's folder of temporary files, with a short name:
        sockets lie in it.
    """

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX))
        self._lock = _hold(self.path)

    def remove(self) -> None:
        """Remove the folder and what is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock is not None:
            self._lock.close()


def clear_abandoned() -> None:
    """Remove such folders of processes that were killed.

    Notes
    -----
    A process holds its folder by a lock that the system takes from it when it ends, so that
    its number being used again, or a container that does not see it, does not matter. Systems
    without such locks leave the folders to whatever clears their temporary files.
    """
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            if folder.is_symlink() or not _is_abandoned(folder / _HELD):
                continue
            shutil.rmtree(folder, ignore_errors=True)


def _hold(folder: Path) -> IO[bytes] | None:
    """Hold a folder; the file appears when it is locked, so that nobody finds it free."""
    try:
        import fcntl
    except ImportError:
        return None
    beside = folder / f"{_HELD}.new"
    lock = beside.open("wb")
    with suppress(OSError):  # a file system without locks
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.replace(beside, folder / _HELD)
    return lock


def _is_abandoned(lock: Path) -> bool:
    try:
        import fcntl
    except ImportError:
        return False
    try:
        found = os.open(lock, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:  # not one of these folders, another user's, or in the making
        return False
    try:
        fcntl.flock(found, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(found)
    return True
