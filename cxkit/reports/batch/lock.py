"""One batch at a time writes a folder of reports, or as many as have parts of their own."""

from __future__ import annotations

import os
import re
import secrets
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from pydantic import BaseModel, ConfigDict, ValidationError

from cxkit.errors import Problem, ReportError
from cxkit.language import N_
from cxkit.reports.batch.processes import keyboard_held
from cxkit.reports.batch.shards import Shard

STALE = 600.0
"""Age in seconds from which the lock of another machine, which renews it, is of a dead batch."""

_RENEWED = 60.0
"""Seconds after which a lock is renewed."""

_LOCK = re.compile(r"\.batch-\d+-\d+\.lock")


class Holder(BaseModel):
    """Who holds a folder of reports.

    Attributes
    ----------
    pid : int
        Process of the batch.
    began : float
        When that process began: another one may get its number later.
    host : str
        Machine it runs on.
    number, of : int
        The part of the clients it makes.
    """

    model_config = ConfigDict(frozen=True)

    pid: int
    began: float
    host: str
    number: int
    of: int


@contextmanager
def hold(reports: Path, shard: Shard | None = None) -> Iterator[Callable[[], None]]:
    """Hold a folder of reports for the time of a batch.

    Parameters
    ----------
    reports : Path
        Folder of all reports; made if it is not there.
    shard : Shard, optional
        The part of the clients to be made; all if absent. Batches of parts that have no
        client in common may run at the same time.

    Yields
    ------
    callable
        To be called now and then: tells other machines that the batch lives.

    Raises
    ------
    ReportError
        If another batch that lives writes here, or may.
    """
    part = shard or Shard()
    reports.mkdir(parents=True, exist_ok=True)
    mine = Holder(
        pid=os.getpid(),
        began=psutil.Process().create_time(),
        host=socket.gethostname(),
        number=part.number,
        of=part.of,
    )
    place = lock_place(reports, part)
    _take(place, mine.model_dump_json())
    try:
        for other in reports.iterdir():
            if other != place and _LOCK.fullmatch(other.name):
                _refuse_if_alive(other, part)
        yield _renewal(place)
    finally:
        with keyboard_held():
            if _read(place) == mine:
                place.unlink(missing_ok=True)


def lock_place(reports: Path, part: Shard) -> Path:
    """Return where the lock of a batch is, which no two batches write alike.

    Parameters
    ----------
    reports : Path
        Folder of all reports.
    part : Shard
        The part of the clients that is made.
    """
    return reports / f".batch-{part.number}-{part.of}.lock"


def _take(place: Path, text: str) -> None:
    """Put a lock in place whole; one of a dead batch is moved away first."""
    beside = place.with_name(f"{place.name}.{secrets.token_hex(4)}")
    try:
        beside.write_text(text, encoding="utf-8")
        while True:
            try:
                _link(beside, place)
                return
            except FileExistsError:
                _refuse_if_alive(place, None)
                _set_aside(place)
    finally:
        beside.unlink(missing_ok=True)


def _link(beside: Path, place: Path) -> None:
    try:
        os.link(beside, place)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links: made here, and written after
        with place.open("x", encoding="utf-8") as lock:
            lock.write(beside.read_text(encoding="utf-8"))


def _set_aside(place: Path) -> None:
    """Remove a dead lock; put it back where another batch was first and it lives."""
    aside = place.with_name(f"{place.name}.{secrets.token_hex(4)}")
    with suppress(FileNotFoundError):
        os.rename(place, aside)
        if _lives(aside):
            with suppress(OSError):
                os.link(aside, place)
        aside.unlink(missing_ok=True)


def _renewal(place: Path) -> Callable[[], None]:
    last = time.monotonic()

    def renew() -> None:
        nonlocal last
        if time.monotonic() - last > _RENEWED:
            last = time.monotonic()
            with suppress(OSError):
                os.utime(place)

    return renew


def _read(place: Path) -> Holder | None:
    try:
        return Holder.model_validate_json(place.read_bytes())
    except (OSError, ValidationError):
        return None


def _lives(place: Path) -> bool:
    holder = _read(place)
    try:
        age = time.time() - place.stat().st_mtime
    except FileNotFoundError:
        return False
    if holder is None:  # about to be written, or damaged
        return age < 5.0
    if holder.host != socket.gethostname():
        return age < STALE
    try:
        return bool(abs(psutil.Process(holder.pid).create_time() - holder.began) < 2.0)
    except psutil.NoSuchProcess:
        return False


def _refuse_if_alive(place: Path, part: Shard | None) -> None:
    """Raise if a lock is of a batch that lives and may make the same clients."""
    if not _lives(place):
        return
    holder = _read(place)
    others = Shard(holder.number, holder.of) if holder is not None else None
    if others is not None and part is not None and not part.overlaps(others):
        return
    raise ReportError(
        Problem(
            rule="batch-running",
            message=N_("Another batch is making these reports (process {pid} on {host}).")
            if holder is not None
            else N_("Another batch is making these reports."),
            remedy=N_(
                "Wait until it has ended, or stop it. If it runs no longer, delete the file {lock}."
            ),
            values={
                "pid": holder.pid if holder else "",
                "host": holder.host if holder else "",
                "lock": place,
            },
            file=place.parent.name,
        )
    )
