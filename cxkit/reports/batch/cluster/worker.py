"""What a worker of a scheduler does: reports, by warm kernels of its own where it can."""

from __future__ import annotations

import multiprocessing
import socket
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxkit.reports.batch.cluster.problems import no_share
from cxkit.reports.batch.crew import Seat, heard
from cxkit.reports.batch.jobs import Job, Limits, Outcome, failed, unexpected
from cxkit.reports.warm import Farm, can_fork

if TYPE_CHECKING:
    from distributed import Worker


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What comes back from a worker.

    Attributes
    ----------
    outcome : Outcome or None
        How the report ended; None if it was stopped because nobody wants it from here any more.
    cold : str
        Why this worker has no warm kernels though it should; else empty.
    """

    outcome: Outcome | None
    cold: str = ""


class _Workshop:
    """What the threads of this process share: its warm kernels, and how many reports it makes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._farm: Farm | None = None
        self.making: Counter[str] = Counter()

    def farm(self) -> Farm | None:
        """Return the warm kernels, started by whoever needs them first; None where there are none.

        The server ends with this process, however that ends.
        """
        if not can_fork():
            return None
        with self._lock:
            if self._farm is None:
                self._farm = Farm().__enter__()
            return self._farm


_workshop = _Workshop()


def make_there(job: Job, *, limits: Limits, warm: bool, batch: str) -> Made:
    """Make one report in this worker; run by Dask.

    Parameters
    ----------
    job : Job
        What to make.
    limits : Limits
        What it may take.
    warm : bool
        Fork it and its kernel from a server of this worker's, where the system can.
    batch : str
        Which batch asks for it.
    """
    from distributed import get_worker

    worker = get_worker()
    key = worker.get_current_task()
    _workshop.making[batch] += 1
    try:
        farm = _workshop.farm() if warm else None
        if not job.folder.is_dir():
            return Made(outcome=_not_seen(job, worker.address))
        outcome = _made(job, limits, farm, lambda: _is_wanted(worker, key))
        return Made(outcome=outcome, cold=farm.fault if farm else "")
    except Exception as error:  # told like any other end: Dask would print what it was asked
        return Made(outcome=failed(job, unexpected(job, error)))
    finally:
        _workshop.making[batch] -= 1


def reports_in_making(batch: str) -> int:
    """Return how many reports of a batch are in the making in this worker."""
    return _workshop.making[batch]


def _made(
    job: Job, limits: Limits, farm: Farm | None, is_wanted: Callable[[], bool]
) -> Outcome | None:
    """Make a report; None if it is wanted no longer. What it leaves is for the batch to clear."""
    with suppress(AssertionError):  # Dask's workers may not start processes unless told so
        multiprocessing.current_process().daemon = False
    seat = Seat(limits, farm)
    tidy = True
    try:
        seat.give(0, job)
        while is_wanted():
            for ready in heard([seat]):
                ended = ready.take()
                if ended is not None:
                    return ended[1]
        tidy = False
        return None
    finally:
        seat.end(tidy=tidy)


def _is_wanted(worker: Worker, key: object) -> bool:
    """Whether the batch still waits for a report: neither stopped, nor this worker closing."""
    if worker.status.name not in ("running", "paused", "closing_gracefully"):
        return False
    task = worker.state.tasks.get(key)  # type: ignore[call-overload]
    return task is not None and task.state != "cancelled"


def _not_seen(job: Job, address: str) -> Outcome:
    machine = f"{socket.gethostname()} ({address})"
    problem = no_share(machine, job.folder, rule="client-not-seen", client=job.folder.name)
    return Outcome(job=job, files=None, problems=(problem,), seconds=0.0)
