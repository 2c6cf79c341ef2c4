"""Make many reports, two at a time; one bad client never stops the others."""

from __future__ import annotations

import multiprocessing
import time
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from cxkit.errors import CxkitError, Problem
from cxkit.language import N_, LanguageCode, Words, error_text
from cxkit.reports.layout import ClientPaths
from cxkit.reports.manifest import ReportRecord, record
from cxkit.reports.run import ReportFiles, run_report

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
    jobs: Sequence[Job], *, workers: int = WORKERS, done: Callable[[Outcome], None]
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

    Returns
    -------
    tuple of Outcome
        In the order of the jobs.
    """
    outcomes: dict[int, Outcome] = {}
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=min(workers, len(jobs)) or 1, mp_context=context) as pool:
        waiting: dict[Future[Outcome], int] = {
            pool.submit(run_job, job): place for place, job in enumerate(jobs)
        }
        for future in as_completed(waiting):
            place = waiting[future]
            try:
                outcome = future.result()
            except BrokenProcessPool:
                outcome = _dead(jobs[place])
            outcomes[place] = outcome
            done(outcome)
    return tuple(outcomes[place] for place in range(len(jobs)))


def run_job(job: Job) -> Outcome:
    """Make one report and record how it ended; nothing is raised."""
    start = time.monotonic()
    files: ReportFiles | None = None
    problems: tuple[Problem, ...] = ()
    try:
        files = run_report(job.folder, language=job.language, pdf=job.pdf, given=job.given)
    except CxkitError as error:
        problems = error.problems
        _record_failure(job, error_text(error, Words(job.language)))
    except Exception as error:  # a fault of the kit's own must not stop the batch
        problems = (_unexpected(job, error),)
        _record_failure(job, f"{type(error).__name__}: {error}")
    return Outcome(job=job, files=files, problems=problems, seconds=time.monotonic() - start)


def _record_failure(job: Job, error: str) -> None:
    """Note a failure in the manifest of a client that has reports; write nothing otherwise."""
    reports = ClientPaths(job.folder).reports
    if reports.is_dir():
        record(reports, job.folder.name, job.language, ReportRecord(status="failed", error=error))


def _unexpected(job: Job, error: Exception) -> Problem:
    reports = ClientPaths(job.folder).reports
    reports.mkdir(parents=True, exist_ok=True)
    log = reports / "error.log"
    log.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    return Problem(
        rule="unexpected",
        message=N_("The report stopped for a reason the kit did not expect ({kind})."),
        remedy=N_("Please send the file {log} to whoever maintains the kit; it holds no answers."),
        values={"kind": type(error).__name__, "log": f"reports/{job.folder.name}/error.log"},
        file=job.folder.name,
    )


def _dead(job: Job) -> Outcome:
    problem = Problem(
        rule="worker-died",
        message=N_("The process that made this report ended without a word."),
        remedy=N_("Usually the machine ran out of memory. Try again with fewer at a time."),
        file=job.folder.name,
    )
    return Outcome(job=job, files=None, problems=(problem,), seconds=0.0)


def client_folders(home: Path) -> Iterable[Path]:
    """Return the folders of all clients, by name."""
    return sorted(
        item for item in home.iterdir() if item.is_dir() and (item / "engagement.yml").exists()
    )
