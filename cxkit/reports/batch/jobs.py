"""One report of a batch: what is asked, how it ended, and that its end is always noted."""

from __future__ import annotations

import errno
import time
import traceback
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cxkit.errors import CxkitError, Problem, ReportError
from cxkit.language import N_, LanguageCode, Words, error_text
from cxkit.reports.basis import Basis, basis_of
from cxkit.reports.execution import CELL_TIMEOUT, STANDARD, Kernels
from cxkit.reports.layout import ClientPaths, ReportFiles
from cxkit.reports.manifest import ReportRecord, Status, record

_STATUS: Mapping[str, Status] = {
    "cell-timeout": "timed out",
    "report-timeout": "timed out",
    "kernel-died": "dead",
    "worker-died": "dead",
    "worker-lost": "dead",
}
"""How a report ended, by the rule that was broken; failed by any other."""

_REFUSED: Mapping[int, str] = {
    errno.ENOSPC: N_("The disk is full, so that the report could not be written."),
    errno.EDQUOT: N_("The disk is full, so that the report could not be written."),
    errno.EROFS: N_("Nothing can be written here, so that no report was made."),
    errno.EACCES: N_("Nothing can be written here, so that no report was made."),
    errno.EPERM: N_("Nothing can be written here, so that no report was made."),
}


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
    cell : int
        Seconds for one cell.
    report : float or None
        Seconds for the whole report, from its turn on.
    memory : int
        Megabytes that its notebook may take beside the libraries; 0 for as many as there are.
    """

    cell: int = CELL_TIMEOUT
    report: float | None = None
    memory: int = 0

    def kernels(self, server: str = "") -> Kernels:
        """Return what a kernel is told of them.

        Parameters
        ----------
        server : str
            Socket of a server of warm kernels, if there is one.
        """
        return Kernels(server=server, memory=self.memory * 2**20, cell_timeout=self.cell)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one report ended.

    Attributes
    ----------
    job : Job
        What was asked.
    files : ReportFiles or None
        The report, if there is a new one, or one that stands.
    problems : tuple of Problem
        Why there is none.
    seconds : float
        Time it took.
    skipped : bool
        Whether the report that stands needed no making.
    """

    job: Job
    files: ReportFiles | None
    problems: tuple[Problem, ...]
    seconds: float
    skipped: bool = False

    @property
    def ok(self) -> bool:
        """Whether there is a report that is up to date."""
        return self.files is not None

    @property
    def status(self) -> Status | Literal["skipped"]:
        """How it ended, in a word."""
        if self.files is not None:
            return "skipped" if self.skipped else "ok"
        return status_of(self.problems)

    @property
    def cell(self) -> str:
        """The cell at which it stopped; empty where that is not known."""
        return next((str(cell) for item in self.problems if (cell := item.values.get("cell"))), "")


def status_of(problems: tuple[Problem, ...]) -> Status:
    """Return how a report ended by what was wrong."""
    return next((_STATUS[item.rule] for item in problems if item.rule in _STATUS), "failed")


def run_job(job: Job, kernels: Kernels = STANDARD) -> Outcome:
    """Make one report and record how it ended; nothing is raised.

    Parameters
    ----------
    job : Job
        What to make.
    kernels : Kernels
        Where its kernel comes from and what it may take.
    """
    from cxkit.reports.run import run_report  # what a report needs, a plan does not

    start = time.monotonic()
    files: ReportFiles | None = None
    problems: tuple[Problem, ...] = ()
    basis: Basis | None = None
    try:
        basis = basis_of(job.folder, language=job.language, given=job.given)
        files = run_report(
            job.folder,
            language=job.language,
            pdf=job.pdf,
            given=job.given,
            basis=basis,
            kernels=kernels,
        )
    except CxkitError as error:
        problems = error.problems
    except OSError as error:
        place = f"reports/{job.folder.name}"
        problems = (not_written(error, place=place) or unexpected(job, error),)
    except Exception as error:  # a fault of the kit's own must not stop the batch
        problems = (unexpected(job, error),)
    outcome = Outcome(job=job, files=files, problems=problems, seconds=time.monotonic() - start)
    if files is None:
        record_failure(outcome, basis=basis)
    return outcome


def failed(job: Job, problem: Problem, *, seconds: float = 0.0) -> Outcome:
    """Return and record the end of a report whose own process could not."""
    outcome = Outcome(job=job, files=None, problems=(problem,), seconds=seconds)
    record_failure(outcome)
    return outcome


def record_failure(outcome: Outcome, *, basis: Basis | None = None) -> None:
    """Note in the client's manifest how a report failed, for the next batch and the index."""
    job = outcome.job
    noted = ReportRecord(
        status=status_of(outcome.problems),
        error=error_text(ReportError(outcome.problems), Words(job.language)),
        cell=outcome.cell,
        seconds=round(outcome.seconds, 2),
    )
    with suppress(OSError):  # a full disk, say: the outcome is told all the same
        record(ClientPaths(job.folder).reports, job.folder.name, job.language, noted, basis=basis)


def died(job: Job) -> Problem:
    """Return what is said of a report whose process ended."""
    return Problem(
        rule="worker-died",
        message=N_("The process that made this report ended without a word."),
        remedy=N_("Usually the machine ran out of memory. Try again with fewer at a time."),
        file=job.folder.name,
    )


def took_too_long(job: Job, timeout: float) -> Problem:
    """Return what is said of a report that was stopped for its time."""
    return Problem(
        rule="report-timeout",
        message=N_("The report took longer than {seconds} seconds and was stopped."),
        remedy=N_("Allow it more with --timeout, or open its notebooks to see what takes so long."),
        values={"seconds": f"{timeout:g}"},
        file=job.folder.name,
    )


def not_written(error: OSError, *, place: str) -> Problem | None:
    """Return what is said where the system let the kit write no further.

    Parameters
    ----------
    error : OSError
        What the system said.
    place : str
        Where was to be written.

    Returns
    -------
    Problem or None
        None where it is another fault.
    """
    message = _REFUSED.get(error.errno or 0)
    if message is None:
        return None
    return Problem(
        rule="not-written",
        message=message,
        remedy=N_("Make room or see to the folder, and try again; earlier reports are as before."),
        file=place,
    )


def unexpected(job: Job, error: Exception) -> Problem:
    """Return what is said of a fault of the kit's own, with a log that holds no client's data."""
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
