"""Put the files of a report into their places together: all of them, or none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def replaced(work: Path, target: Path, files: Iterable[str], *, gone: str = "") -> Iterator[None]:
    """Move files into their places; put back what was there if that or what follows fails.

    Parameters
    ----------
    work : Path
        Folder where the files were written, on the same disk.
    target : Path
        Where they belong.
    files : iterable of str
        Their names.
    gone : str
        Name of a file that must not stay beside the new ones.

    Notes
    -----
    What is to be done with the files in their places, such as noting them, is done inside:
    where it raises, the earlier files are back, byte by byte. A process that is killed in the
    middle can put nothing back; then the files are not those that the manifest names, and the
    next batch makes the report again.
    """
    names = list(files)
    earlier = {name: work / f"earlier-{name}" for name in [*names, gone] if name}
    kept = [name for name, backup in earlier.items() if _keep(target / name, backup)]
    moved: list[str] = []
    try:
        for name in names:
            moved.append(name)  # before it is: what stops this may come right after it
            os.replace(work / name, target / name)
        if gone in kept:
            moved.append(gone)
            (target / gone).unlink()
        yield
    except BaseException:
        for name in moved:
            with suppress(OSError):
                if name in kept:
                    os.replace(earlier[name], target / name)
                else:
                    (target / name).unlink()
        raise


def _keep(file: Path, backup: Path) -> bool:
    """Keep a file under a second name; tell whether there was one."""
    if not file.is_file():
        return False
    try:
        os.link(file, backup)
    except OSError:  # a disk without hard links
        shutil.copy2(file, backup)
    return True
