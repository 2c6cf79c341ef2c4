"""Processes that make reports side by side: one that dies or hangs is replaced."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from multiprocessing.connection import wait

from cxkit.reports.batch.jobs import Job, Limits, Outcome, died, failed, took_too_long, unexpected
from cxkit.reports.batch.leftovers import clear_leftovers
from cxkit.reports.batch.makers import Forked, Maker, Spawned
from cxkit.reports.batch.processes import keyboard_held
from cxkit.reports.layout import ClientPaths
from cxkit.reports.temporary import clear_abandoned
from cxkit.reports.warm import Farm, FarmError, can_fork

WORKERS = 2

_TICK = 1.0
"""Seconds after which the batch looks up though nothing happened."""


def run_batch(
    jobs: Sequence[Job],
    *,
    workers: int = WORKERS,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    warm: bool = True,
    done: Callable[[Outcome], None],
    tick: Callable[[], None] = lambda: None,
    notice: Callable[[str], None] = lambda reason: None,
) -> tuple[Outcome, ...]:
    """Make reports in processes of their own, in the order given.

    Parameters
    ----------
    jobs : sequence of Job
        What to make.
    workers : int
        Reports made at the same time.
    limits : Limits
        What a report may take.
    warm : bool
        Fork reports and their kernels from one server that has imported everything, where the
        system can; else, or if False, each kernel is started by papermill's standard engine.
    done : callable
        Called with each outcome as it comes.
    tick : callable
        Called about every second.
    notice : callable
        Called with the reason if the server cannot be started, so that every report is made by
        the standard engine.

    Returns
    -------
    tuple of Outcome
        In the order of the jobs.

    Notes
    -----
    Each report stands alone: a process that dies or takes too long loses its own report and
    is replaced; the others never notice. Where the server dies, the reports that it was making
    are made by the standard engine, so that whatever ended it ends only its own report.
    Whatever ends the batch ends all it has started, and removes what was half made.
    """
    waiting = deque(enumerate(jobs))
    outcomes: dict[int, Outcome] = {}
    clear_abandoned()
    farm = Farm() if jobs and warm and can_fork() else None
    with farm or nullcontext():
        crew = [Seat(limits, farm) for _ in range(min(max(1, workers), len(jobs)))]
        try:
            while waiting or any(seat.busy for seat in crew):
                for seat in crew:
                    if waiting and not seat.busy:
                        seat.give(*waiting.popleft())
                for seat in heard(crew):
                    ended = seat.take()
                    if ended is not None:
                        outcomes[ended[0]] = ended[1]
                        done(ended[1])
                tick()
        finally:
            with keyboard_held():  # whoever presses twice must not break the orderly end
                for seat in crew:
                    seat.end()
    if farm and farm.fault:
        notice(farm.fault)
    return tuple(outcomes[place] for place in range(len(jobs)))


def heard(crew: Sequence[Seat]) -> list[Seat]:
    """Return those of a crew whose process has something to say, has died, or has had its time.

    Parameters
    ----------
    crew : sequence of Seat
        At least one of them busy, or there is nothing to wait for but about a second.
    """
    busy = [seat for seat in crew if seat.busy]
    left = min([_TICK, *(seat.time_left for seat in busy)])
    ready = set(wait([seat.maker.line for seat in busy], timeout=max(0.0, left)))
    return [seat for seat in busy if seat.maker.line in ready or seat.time_left <= 0]


class Seat:
    """A place in the crew, where one report is made after the other.

    Parameters
    ----------
    limits : Limits
        What a report may take.
    farm : Farm or None
        Who forks its processes; without one they are started anew.
    """

    def __init__(self, limits: Limits, farm: Farm | None) -> None:
        self._limits, self._farm = limits, farm
        self._job: tuple[int, Job] | None = None
        self._began = 0.0
        self.maker: Maker = self._usual()

    def _usual(self) -> Maker:
        return Spawned(self._limits) if self._farm is None else Forked(self._farm, self._limits)

    @property
    def busy(self) -> bool:
        """Whether it has a report to make."""
        return self._job is not None

    @property
    def time_left(self) -> float:
        """Seconds that its report may still take."""
        if self._limits.report is None:
            return float("inf")
        return self._began + self._limits.report - time.monotonic()

    def give(self, place: int, job: Job) -> None:
        """Hand over a job."""
        self._job = (place, job)
        try:
            self.maker.give(job)
        except FarmError:
            self._stand_in(job)
        self._began = time.monotonic()

    def _stand_in(self, job: Job) -> None:
        """Have a report made without the server, which may have died of this very report."""
        self._clear()
        self.maker = Spawned(self._limits)
        self.maker.give(job)
        self._began = time.monotonic()

    def take(self) -> tuple[int, Outcome] | None:
        """Return how its job ended; None if it is begun again."""
        if self._job is None:
            raise RuntimeError("a seat without a job has nothing to say")
        place, job = self._job
        seconds = time.monotonic() - self._began
        try:
            late = not self.maker.line.poll()
            outcome = None if late else self.maker.outcome()
            problem = took_too_long(job, self._limits.report or 0.0) if late else died(job)
        except FarmError:
            self._stand_in(job)
            return None
        except Exception as error:  # what came back cannot be read: the others go on
            outcome, problem = None, unexpected(job, error)
        if outcome is None or (self._farm is not None and isinstance(self.maker, Spawned)):
            self._clear()
            self.maker = self._usual()
        if outcome is None:
            outcome = failed(job, problem, seconds=seconds)
        self._job = None
        return place, outcome

    def end(self, *, tidy: bool = True) -> None:
        """End its process and all it has started.

        Parameters
        ----------
        tidy : bool
            Remove what it had half made, too; not where somebody else may be making it again.
        """
        self._clear(tidy=tidy)

    def _clear(self, *, tidy: bool = True) -> None:
        self.maker.end()
        if self._job is not None and tidy:
            job = self._job[1]
            name = f"{job.folder.name}_{job.language}"
            clear_leftovers(ClientPaths(job.folder).reports, name=name)
