"""Worker processes that make reports side by side: one that dies or hangs is replaced."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait

from cxkit.reports.batch.jobs import Job, Outcome, died, failed, run_job, took_too_long, unexpected
from cxkit.reports.batch.leftovers import clear_leftovers
from cxkit.reports.batch.processes import (
    bind_to_parent,
    end_descendants,
    keyboard_held,
    leave_the_keyboard,
    limited_memory,
)
from cxkit.reports.layout import ClientPaths

WORKERS = 2

_TICK = 1.0
"""Seconds after which the batch looks up though nothing happened."""


def run_batch(
    jobs: Sequence[Job],
    *,
    workers: int = WORKERS,
    timeout: float | None = None,
    done: Callable[[Outcome], None],
    tick: Callable[[], None] = lambda: None,
) -> tuple[Outcome, ...]:
    """Make reports in worker processes, in the order given.

    Parameters
    ----------
    jobs : sequence of Job
        What to make.
    workers : int
        Reports made at the same time.
    timeout : float, optional
        Seconds a report may take.
    done : callable
        Called with each outcome as it comes.
    tick : callable
        Called about every second.

    Returns
    -------
    tuple of Outcome
        In the order of the jobs.

    Notes
    -----
    Each worker process stands alone: one that dies or takes too long loses its own report
    and is replaced; the others never notice. Whatever ends the batch ends its workers and
    all they have started, and removes what was half made.
    """
    waiting = deque(enumerate(jobs))
    outcomes: dict[int, Outcome] = {}
    crew = [_Worker(timeout) for _ in range(min(max(1, workers), len(jobs)))]
    try:
        while waiting or any(worker.busy for worker in crew):
            for worker in crew:
                if waiting and not worker.busy:
                    worker.give(*waiting.popleft())
            for worker in _heard(crew):
                place, outcome = worker.take()
                outcomes[place] = outcome
                done(outcome)
            tick()
    finally:
        with keyboard_held():  # whoever presses twice must not break the orderly end
            for worker in crew:
                worker.end()
    return tuple(outcomes[place] for place in range(len(jobs)))


def _heard(crew: Sequence[_Worker]) -> list[_Worker]:
    """Wait until a worker has something to say, has died, or has had its time."""
    busy = [worker for worker in crew if worker.busy]
    left = min([_TICK, *(worker.time_left for worker in busy)])
    ready = set(wait([worker.pipe for worker in busy], timeout=max(0.0, left)))
    return [worker for worker in busy if worker.pipe in ready or worker.time_left <= 0]


class _Worker:
    """A process that makes one report after the other."""

    def __init__(self, timeout: float | None) -> None:
        self._timeout = timeout
        self._job: tuple[int, Job] | None = None
        self._began = 0.0
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, far = context.Pipe()
        self._process = context.Process(target=_work, args=(far, os.getpid()), daemon=False)
        with keyboard_held():
            self._process.start()
        far.close()

    @property
    def busy(self) -> bool:
        """Whether it has a report to make."""
        return self._job is not None

    @property
    def time_left(self) -> float:
        """Seconds that its report may still take."""
        if self._timeout is None:
            return float("inf")
        return self._began + self._timeout - time.monotonic()

    def give(self, place: int, job: Job) -> None:
        """Hand over a job; a worker that died while idle is replaced first."""
        if not self._process.is_alive():
            self._replace()
        self._job, self._began = (place, job), time.monotonic()
        with suppress(OSError):  # it died just now: heard of as its pipe ends
            self.pipe.send(job)

    def take(self) -> tuple[int, Outcome]:
        """Return how its job ended."""
        if self._job is None:
            raise RuntimeError("a worker without a job has nothing to say")
        place, job = self._job
        seconds = time.monotonic() - self._began
        try:
            outcome = self.pipe.recv() if self.pipe.poll() else None
            if outcome is None:
                problem = took_too_long(job, self._timeout or 0.0)
        except (EOFError, OSError):
            outcome, problem = None, died(job)
        except Exception as error:  # what came back cannot be read: the others go on
            outcome, problem = None, unexpected(job, error)
        if outcome is None:
            self._replace()
            outcome = failed(job, problem, seconds=seconds)
        self._job = None
        return place, outcome

    def _replace(self) -> None:
        self.end()
        self._start()

    def end(self) -> None:
        """End the process, all it has started, and what it had half made."""
        pid = self._process.pid
        if self._job is None:
            with suppress(OSError):
                self.pipe.close()  # an idle one goes by itself
            self._process.join(timeout=2)
        if pid is not None and self._process.is_alive():
            end_descendants(pid, itself=True)
        self._process.join(timeout=5)
        with suppress(OSError):
            self.pipe.close()
        if self._job is not None:
            job = self._job[1]
            name = f"{job.folder.name}_{job.language}"
            clear_leftovers(ClientPaths(job.folder).reports, name=name)


def _work(pipe: Connection, batch: int) -> None:
    """Make reports until the batch has no more; run in a worker process."""
    leave_the_keyboard()
    bind_to_parent(batch)
    while True:
        try:
            job = pipe.recv()
        except (EOFError, OSError):
            return
        with limited_memory(job.memory):
            outcome = run_job(job)
        end_descendants(os.getpid())
        try:
            pipe.send(outcome)
        except OSError:
            return
        except Exception as error:  # it cannot be sent as it is: its end is told all the same
            pipe.send(failed(job, unexpected(job, error)))
