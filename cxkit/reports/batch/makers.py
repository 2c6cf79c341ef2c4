"""What makes a report in another process: a worker started for it, or a fork of a warm server."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Protocol

from cxkit.reports.batch.jobs import Job, Limits, Outcome, failed, run_job, unexpected
from cxkit.reports.batch.processes import (
    bind_to_parent,
    end_descendants,
    keyboard_held,
    leave_the_keyboard,
    limited_memory,
)
from cxkit.reports.temporary import TemporaryFolder
from cxkit.reports.warm.farm import Call, Farm
from cxkit.reports.warm.requests import ForkDiedError


class Maker(Protocol):
    """Makes one report at a time in another process."""

    @property
    def line(self) -> Connection:
        """Becomes readable when the report is made, or the process that made it ended."""

    def give(self, job: Job) -> None:
        """Hand over a job."""

    def outcome(self) -> Outcome | None:
        """Return how the job ended; None if the process ended without a word."""

    def end(self) -> None:
        """End the process and all that it has started."""


class Forked:
    """Has each report made in a fork of a warm server, with a kernel forked from it too.

    Parameters
    ----------
    farm : Farm
        The server.
    limits : Limits
        What a report may take.
    """

    def __init__(self, farm: Farm, limits: Limits) -> None:
        self._farm, self._limits = farm, limits
        self._call: Call[Outcome] | None = None

    @property
    def line(self) -> Connection:
        """Becomes readable when the report is made, or the process that made it ended."""
        return self._at_work.line

    def give(self, job: Job) -> None:
        """Hand over a job.

        Raises
        ------
        FarmError
            If there is no server, or it cannot fork.
        """
        kernels = self._limits.kernels(self._farm.address)
        self._call = self._farm.begin(run_job, job, kernels)

    def outcome(self) -> Outcome | None:
        """Return how the job ended; None if the process ended without a word.

        Raises
        ------
        ServerDiedError
            If it ended because the server did.
        """
        try:
            return self._at_work.result(10)
        except ForkDiedError:
            return None
        finally:
            self.end()

    def end(self) -> None:
        """End the process and all that it has started."""
        if self._call is not None:
            self._call.end()
            self._call = None

    @property
    def _at_work(self) -> Call[Outcome]:
        if self._call is None:
            raise RuntimeError("nothing was given to make")
        return self._call


class Spawned:
    """A worker process that makes one report after the other by papermill's standard engine.

    Parameters
    ----------
    limits : Limits
        What a report may take.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._idle = True
        self._start()

    def _start(self) -> None:
        self._place = TemporaryFolder()
        context = multiprocessing.get_context("spawn")
        self._pipe, far = context.Pipe()
        self._process = context.Process(
            target=_work,
            args=(far, os.getpid(), self._limits, str(self._place.path)),
            daemon=False,
        )
        with keyboard_held():
            self._process.start()
        far.close()

    @property
    def line(self) -> Connection:
        """Becomes readable when the report is made, or the process that made it ended."""
        return self._pipe

    def give(self, job: Job) -> None:
        """Hand over a job; a worker that died while idle is replaced first."""
        if not self._process.is_alive():
            self.end()
            self._start()
        self._idle = False
        with suppress(OSError):  # it died just now: heard of as its pipe ends
            self._pipe.send(job)

    def outcome(self) -> Outcome | None:
        """Return how the job ended; None if the process ended without a word."""
        try:
            outcome: Outcome = self._pipe.recv()
        except (EOFError, OSError):
            return None
        self._idle = True
        return outcome

    def end(self) -> None:
        """End the process and all that it has started."""
        if self._idle:
            with suppress(OSError):
                self._pipe.close()  # an idle one goes by itself
            self._process.join(timeout=2)
        pid = self._process.pid
        if pid is not None and self._process.is_alive():
            end_descendants(pid, itself=True)
        self._process.join(timeout=5)
        with suppress(OSError):
            self._pipe.close()
        self._place.remove()


def _work(pipe: Connection, batch: int, limits: Limits, temporary: str) -> None:
    """Make reports until the batch has no more; run in a worker process."""
    leave_the_keyboard()
    bind_to_parent(batch)
    import cxkit.reports.run  # noqa: F401 - the limit is for what a notebook takes beside this

    while True:
        try:
            job = pipe.recv()
        except (EOFError, OSError):
            return
        with _temporary_files_in(temporary), limited_memory(limits.memory):
            outcome = run_job(job, limits.kernels())
        end_descendants(os.getpid())
        try:
            pipe.send(outcome)
        except OSError:
            return
        except Exception as error:  # it cannot be sent as it is: its end is told all the same
            pipe.send(failed(job, unexpected(job, error)))


@contextmanager
def _temporary_files_in(place: str) -> Iterator[None]:
    """Give one report a folder for its temporary files, so that the next one sees none of them."""
    own = tempfile.mkdtemp(dir=place)
    for name in ("TMPDIR", "TEMP", "TMP"):
        os.environ[name] = own
    tempfile.tempdir = None
    try:
        yield
    finally:
        shutil.rmtree(own, ignore_errors=True)
