"""Hands reports to the workers of a scheduler, one for each thread, until all are made."""

from __future__ import annotations

import secrets
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from cxkit.errors import Problem, ReportError
from cxkit.reports.batch.cluster import problems
from cxkit.reports.batch.cluster.addresses import Scheduler
from cxkit.reports.batch.cluster.census import Census
from cxkit.reports.batch.cluster.connection import connected
from cxkit.reports.batch.cluster.worker import Made, make_there, reports_in_making
from cxkit.reports.batch.jobs import Job, Limits, Outcome, failed, unexpected
from cxkit.reports.batch.leftovers import clear_leftovers
from cxkit.reports.batch.processes import keyboard_held
from cxkit.reports.layout import ClientPaths

if TYPE_CHECKING:
    from distributed import Client, Future

LOSSES = 3
"""Workers that may be lost with a report before it counts as what ended them."""

_TICK = 1.0
"""Seconds after which the batch looks up though nothing happened."""

_ABANDONED = 60.0
"""Seconds without any worker after which a batch gives up: lost ones are started again by Dask."""

_LANDING, _UNSEEN = 20.0, 3.0
"""Seconds that unwanted reports may take to end: where workers can be asked, and where not."""

_OF_A_LOST_WORKER = ("KilledWorker", "TimeoutError", "CancelledError", "FutureCancelledError")
"""Errors by which Dask says, early or late, that a worker went with what it had."""


def run_on_cluster(
    jobs: Sequence[Job],
    *,
    scheduler: Scheduler,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    warm: bool = True,
    witness: Path | None = None,
    done: Callable[[Outcome], None],
    tick: Callable[[], None] = lambda: None,
    notice: Callable[[Problem], None] = lambda problem: None,
) -> tuple[Outcome, ...]:
    """Make reports by the workers of a dask scheduler, in the order given.

    Parameters
    ----------
    jobs : sequence of Job
        What to make. The workers find the clients' folders, and write the reports, under the
        same paths as this computer does.
    scheduler : Scheduler
        Where it is.
    limits : Limits
        What a report may take.
    warm : bool
        Let each worker fork reports and their kernels from a server of its own that has
        imported everything, where its system can; else by papermill's standard engine.
    witness : Path, optional
        A file on the drive that all share: a worker that does not see it as it is gets nothing.
    done : callable
        Called with each outcome as it comes.
    tick : callable
        Called about every second.
    notice : callable
        Called with what is to be known of a worker, such as that it is given nothing.

    Returns
    -------
    tuple of Outcome
        In the order of the jobs.

    Raises
    ------
    UsageError
        If Dask is not installed, or there are no certificates that can be used.
    ReportError
        If the scheduler does not answer, is lost, has no workers or loses all of them; if one
        of those that are there at the beginning has another kit, or does not see the witness.

    Notes
    -----
    The batch, not Dask, decides who makes what: a report goes to a free thread of a worker
    that is known to be fit, and none waits in a worker. So whoever was lost with a worker is
    known; such a report is made again, alone in its worker, and is dead after `LOSSES` workers.
    Whatever ends the batch ends what its workers do for it, even where it was killed.
    """
    if not jobs:
        return ()
    with connected(scheduler) as client:
        census = Census(client, None if witness is None else witness.absolute())
        dispatch = _Dispatch(client, scheduler, census, jobs, limits, warm, notice)
        try:
            dispatch.begin()
            for outcome in dispatch.outcomes(tick):
                done(outcome)
        finally:
            with keyboard_held():  # whoever presses twice must not break the orderly end
                dispatch.end()
    return tuple(dispatch.ended[place] for place in range(len(jobs)))


@dataclass(frozen=True, slots=True)
class _Flight:
    """A report that a worker was given."""

    place: int
    address: str
    future: Future[Made]
    began: float


class _Dispatch:
    def __init__(
        self,
        client: Client,
        scheduler: Scheduler,
        census: Census,
        jobs: Sequence[Job],
        limits: Limits,
        warm: bool,
        notice: Callable[[Problem], None],
    ) -> None:
        self._client, self._scheduler, self._census = client, scheduler, census
        self._jobs, self._limits, self._warm, self._notice = jobs, limits, warm, notice
        self._batch = secrets.token_hex(4)
        self._number = 0
        self._waiting = deque(range(len(jobs)))
        self._flights: dict[int, _Flight] = {}
        self._landed: SimpleQueue[Future[Made]] = SimpleQueue()
        self._losses: Counter[int] = Counter()
        self._told: set[tuple[str, str]] = set()
        self._answers, self._begun = True, False
        self._seen = time.monotonic()
        self.ended: dict[int, Outcome] = {}

    def begin(self) -> None:
        """Refuse to begin where a worker would make other reports, or write them elsewhere."""
        self._crew()
        if self._census.misfits:
            raise ReportError(self._census.misfits.values())
        self._begun = True

    def outcomes(self, tick: Callable[[], None]) -> Iterator[Outcome]:
        """Hand out reports; yield how each ended, as it does."""
        while self._waiting or self._flights:
            crew = self._crew()
            for flight in [item for item in self._flights.values() if item.address not in crew]:
                yield from self._lost(flight)
            self._send(crew)
            yield from self._heard()
            tick()

    def _crew(self) -> Mapping[str, int]:
        try:
            crew = self._census.look()
        except Exception as error:  # Dask raises many kinds
            self._answers = False
            missing = len(self._jobs) - len(self.ended)
            problem = problems.scheduler_lost(self._scheduler.address, missing=missing)
            raise ReportError(problem) from error
        if crew:
            self._seen = time.monotonic()
        elif time.monotonic() - self._seen > _ABANDONED:
            raise ReportError(
                [problems.no_workers(self._scheduler.address), *self._census.misfits.values()]
            )
        for address, misfit in self._census.misfits.items():
            if self._begun:
                self._say(address, misfit)
        return crew

    def _send(self, crew: Mapping[str, int]) -> None:
        """Give what waits to whoever is free; what was lost with a worker goes alone."""
        for address, threads in crew.items():
            aboard = [item for item in self._flights.values() if item.address == address]
            while self._waiting and self._has_room(aboard, threads):
                aboard.append(self._give(self._waiting.popleft(), address))

    def _has_room(self, aboard: Sequence[_Flight], threads: int) -> bool:
        suspect = self._losses[self._waiting[0]] or any(self._losses[i.place] for i in aboard)
        return not aboard if suspect else len(aboard) < threads

    def _give(self, place: int, address: str) -> _Flight:
        self._number += 1
        job = self._jobs[place]
        future = self._client.submit(
            make_there,
            replace(job, folder=job.folder.absolute()),
            limits=self._limits,
            warm=self._warm,
            batch=self._batch,
            key=f"report-{self._batch}-{self._number}",
            workers=[address],
            allow_other_workers=False,
            retries=0,
            pure=False,
        )
        flight = _Flight(place, address, future, time.monotonic())
        self._flights[place] = flight
        future.add_done_callback(self._landed.put)
        return flight

    def _heard(self) -> Iterator[Outcome]:
        """Wait about a second for a report to come back."""
        try:
            future = self._landed.get(timeout=_TICK)
        except Empty:
            return
        flight = next((i for i in self._flights.values() if i.future.key == future.key), None)
        if flight is None:  # it was given up
            return
        try:
            made = flight.future.result(timeout=_TICK * 10)
        except Exception as error:
            if type(error).__name__ in _OF_A_LOST_WORKER:
                yield from self._lost(flight)
            else:
                job = self._jobs[flight.place]
                yield self._end(flight, failed(job, unexpected(job, error)))
            return
        if made.cold:
            machine = self._census.machine(flight.address)
            self._say(flight.address, problems.not_warm(machine, made.cold))
        if made.outcome is None:  # its worker is about to close, which is nobody's fault
            self._give_up(flight)
            self._waiting.appendleft(flight.place)
        else:
            yield self._end(flight, made.outcome)

    def _lost(self, flight: _Flight) -> Iterator[Outcome]:
        """Have a report made again whose worker is gone; not for ever."""
        self._give_up(flight)
        self._losses[flight.place] += 1
        if self._losses[flight.place] < LOSSES:
            self._waiting.appendleft(flight.place)
        else:
            job, seconds = self._jobs[flight.place], time.monotonic() - flight.began
            problem = problems.worker_lost(job.folder.name, times=LOSSES)
            yield self._end(flight, failed(job, problem, seconds=seconds))

    def _give_up(self, flight: _Flight) -> None:
        del self._flights[flight.place]
        with suppress(Exception):
            self._client.cancel([flight.future])

    def _end(self, flight: _Flight, outcome: Outcome) -> Outcome:
        self._flights.pop(flight.place, None)
        job = self._jobs[flight.place]
        if self._losses[flight.place]:
            _clear(job)
        if outcome.problems and outcome.problems[0].rule == "client-not-seen":
            outcome = failed(job, outcome.problems[0])  # its worker had nowhere to note it
        ended = self.ended[flight.place] = replace(outcome, job=job)
        return ended

    def end(self) -> None:
        """End what is wanted no longer, and what it leaves."""
        if self._flights and not self._answers:
            time.sleep(_UNSEEN)
        elif self._flights:
            with suppress(Exception):
                self._client.cancel([item.future for item in self._flights.values()])
                self._wait_until_ended()
        for place in self._flights:
            _clear(self._jobs[place])

    def _wait_until_ended(self) -> None:
        until = time.monotonic() + _LANDING
        at_work = True
        while at_work and time.monotonic() < until:
            time.sleep(0.3)
            there = set(self._client.nthreads())
            asked = [i.address for i in self._flights.values() if i.address in there]
            said = self._client.run(
                reports_in_making, self._batch, workers=asked, on_error="ignore"
            )
            at_work = any(said.values())

    def _say(self, address: str, problem: Problem) -> None:
        if (address, problem.rule) not in self._told:
            self._told.add((address, problem.rule))
            self._notice(replace(problem, severity="warning"))


def _clear(job: Job) -> None:
    """Remove what was half made by a worker that is gone."""
    clear_leftovers(ClientPaths(job.folder).reports, name=f"{job.folder.name}_{job.language}")
