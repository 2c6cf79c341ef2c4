"""Make many reports, two at a time; one bad client never stops the others."""

from __future__ import annotations

import multiprocessing
import queue
import time
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import (
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    as_completed,
)
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from cxkit.errors import CxkitError, Problem, ReportError
from cxkit.language import N_, LanguageCode, Words, error_text
from cxkit.reports.execution import CELL_TIMEOUT, STANDARD, Kernels
from cxkit.reports.layout import ClientPaths
from cxkit.reports.manifest import ReportRecord, record
from cxkit.reports.run import ReportFiles, run_report
from cxkit.reports.warm import (
    Farm,
    FarmError,
    ForkDiedError,
    ForkTimedOutError,
    can_fork,
)

WORKERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One report to make.

    Attributes
    ----------
    folder : Path
        The client folder.
    language : {"es", "en"}
        Language of words.
    pdf : bool
        Whether a PDF is wanted too.
    given : Mapping[str, object]
        Parameters other than the defaults.
    """

    folder: Path
    language: LanguageCode
    pdf: bool = False
    given: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a report may take.

    Attributes
    ----------
    cell_timeout : int
        Seconds for one cell.
    report_timeout : float or None
        Seconds for the whole report, from its turn on; only where processes are forked.
    memory : int
        Bytes of address space beside the libraries; 0 for no limit; only where processes are
        forked.
    """

    cell_timeout: int = CELL_TIMEOUT
    report_timeout: float | None = None
    memory: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one report ended.

    Attributes
    ----------
    job : Job
        What was asked.
    files : ReportFiles or None
        The report, if it was made.
    problems : tuple of Problem
        Why it was not.
    seconds : float
        Time it took.
    """

    job: Job
    files: ReportFiles | None
    problems: tuple[Problem, ...]
    seconds: float

    @property
    def ok(self) -> bool:
        """Whether there is a report."""
        return self.files is not None


def run_batch(
    jobs: Sequence[Job],
    *,
    workers: int = WORKERS,
    done: Callable[[Outcome], None],
    limits: Limits = Limits(),  # noqa: B008 - frozen
    warm: bool = True,
) -> tuple[Outcome, ...]:
    """Make reports in worker processes.

    Parameters
    ----------
    jobs : sequence of Job
        What to make.
    workers : int
        Reports made at the same time.
    done : callable
        Called with each outcome as it comes.
    limits : Limits
        What a report may take.
    warm : bool
        Fork reports and their kernels from one server that has imported everything, where the
        system can; else, or if False, each kernel is started by papermill's standard engine.

    Returns
    -------
    tuple of Outcome
        In the order of the jobs.

    Notes
    -----
    Each worker process stands alone: one that dies takes its own report with it and is
    replaced; the others never notice. Where the server itself dies, the reports that it was
    making are made by the standard engine, so that whatever ended it ends only its own report.
    """
    count = max(1, min(workers, len(jobs)))
    farm = Farm() if jobs and warm and can_fork() else None
    outcomes: dict[int, Outcome] = {}
    idle: queue.SimpleQueue[ProcessPoolExecutor] = queue.SimpleQueue()
    for _ in range(count):
        idle.put(_worker())
    try:
        with farm or nullcontext(), ThreadPoolExecutor(max_workers=count) as threads:
            waiting: dict[Future[Outcome], int] = {
                threads.submit(_in_a_fork, job, farm, limits, idle)
                if farm
                else threads.submit(_in_a_worker, job, limits, idle): place
                for place, job in enumerate(jobs)
            }
            try:
                for future in as_completed(waiting):
                    outcomes[waiting[future]] = future.result()
                    done(outcomes[waiting[future]])
            except BaseException:
                threads.shutdown(wait=False, cancel_futures=True)
                if farm:
                    farm.stop()
                raise
    finally:
        while not idle.empty():
            idle.get().shutdown()
    return tuple(outcomes[place] for place in range(len(jobs)))


def _worker() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(max_workers=1, mp_context=multiprocessing.get_context("spawn"))


def _in_a_fork(
    job: Job, farm: Farm, limits: Limits, idle: queue.SimpleQueue[ProcessPoolExecutor]
) -> Outcome:
    """Run a job in a fork of the server; where there is no server, in an idle worker."""
    start = time.monotonic()
    try:
        kernels = Kernels(
            server=farm.address, memory=limits.memory, cell_timeout=limits.cell_timeout
        )
        return farm.run(run_job, job, kernels, timeout=limits.report_timeout)
    except ForkTimedOutError:
        return _too_late(job, limits, seconds=time.monotonic() - start)
    except ForkDiedError:
        return _dead(job, seconds=time.monotonic() - start)
    except FarmError:
        if farm.stopped:
            return _dead(job, seconds=time.monotonic() - start)
        return _in_a_worker(job, limits, idle)


def _in_a_worker(
    job: Job, limits: Limits, idle: queue.SimpleQueue[ProcessPoolExecutor]
) -> Outcome:
    """Run a job in an idle worker; put a new one in its place if it dies."""
    worker = idle.get()
    start = time.monotonic()
    try:
        kernels = Kernels(cell_timeout=limits.cell_timeout)
        return worker.submit(run_job, job, kernels).result()
    except BrokenProcessPool:
        worker.shutdown()
        worker = _worker()
        return _dead(job, seconds=time.monotonic() - start)
    except Exception as error:  # what came back cannot be read: the others go on
        seconds = time.monotonic() - start
        return Outcome(job=job, files=None, problems=(_unexpected(job, error),), seconds=seconds)
    finally:
        idle.put(worker)


def run_job(job: Job, kernels: Kernels = STANDARD) -> Outcome:
    """Make one report and record how it ended; nothing is raised."""
    start = time.monotonic()
    files: ReportFiles | None = None
    problems: tuple[Problem, ...] = ()
    try:
        files = run_report(
            job.folder, language=job.language, pdf=job.pdf, given=job.given, kernels=kernels
        )
    except CxkitError as error:
        problems = error.problems
        _record_failure(job, error_text(error, Words(job.language)))
    except Exception as error:  # a fault of the kit's own must not stop the batch
        problems = (_unexpected(job, error),)
        _record_failure(job, error_text(ReportError(problems), Words(job.language)))
    return Outcome(job=job, files=files, problems=problems, seconds=time.monotonic() - start)


def _record_failure(job: Job, error: str) -> None:
    """Note a failure in the manifest of a client that has reports; write nothing otherwise."""
    reports = ClientPaths(job.folder).reports
    if not reports.is_dir():
        return
    with suppress(OSError):  # a full disk, say: the outcome is told all the same
        record(reports, job.folder.name, job.language, ReportRecord(status="failed", error=error))


def _unexpected(job: Job, error: Exception) -> Problem:
    reports = ClientPaths(job.folder).reports
    remedy = N_("Please send the file {log} to whoever maintains the kit; it holds no answers.")
    try:
        reports.mkdir(parents=True, exist_ok=True)
        (reports / "error.log").write_text(_trace(error), encoding="utf-8")
    except OSError:
        remedy = N_("Nothing can be written to the folder of reports. Is the disk full?")
    return Problem(
        rule="unexpected",
        message=N_("The report stopped for a reason the kit did not expect ({kind})."),
        remedy=remedy,
        values={"kind": type(error).__name__, "log": f"reports/{job.folder.name}/error.log"},
        file=job.folder.name,
    )


def _trace(error: BaseException | None) -> str:
    """Return where an error happened; its message may quote the client's data and is left out."""
    parts: list[str] = []
    while error is not None:
        where = "".join(traceback.format_tb(error.__traceback__))
        parts.insert(0, f"{where}{type(error).__name__}\n")
        error = error.__cause__ or error.__context__
    return "\n".join(parts)


def _dead(job: Job, *, seconds: float) -> Outcome:
    problem = Problem(
        rule="worker-died",
        message=N_("The process that made this report ended without a word."),
        remedy=N_("Usually the machine ran out of memory. Try again with fewer at a time."),
        file=job.folder.name,
    )
    _record_failure(job, error_text(ReportError(problem), Words(job.language)))
    return Outcome(job=job, files=None, problems=(problem,), seconds=seconds)


def _too_late(job: Job, limits: Limits, *, seconds: float) -> Outcome:
    problem = Problem(
        rule="report-timeout",
        message=N_("The report took longer than {seconds} seconds and was ended."),
        remedy=N_("Give it more time, or run its notebooks in JupyterLab to see what takes long."),
        values={"seconds": round(limits.report_timeout or 0)},
        file=job.folder.name,
    )
    _record_failure(job, error_text(ReportError(problem), Words(job.language)))
    return Outcome(job=job, files=None, problems=(problem,), seconds=seconds)


def client_folders(home: Path) -> Iterable[Path]:
    """Return the folders of all clients, by name."""
    return sorted(
        item
        for item in home.iterdir()
        if item.is_dir() and not item.is_symlink() and (item / "engagement.yml").exists()
    )
