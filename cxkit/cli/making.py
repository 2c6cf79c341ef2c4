"""Making the reports that were asked for: planned, made side by side, told, and indexed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from cxkit.cli.choosing import Request, chosen_folders, planned_reports
from cxkit.cli.screen import err, out, print_problems
from cxkit.cli.telling import Teller
from cxkit.errors import Problem, ReportError
from cxkit.language import N_, Words, error_text
from cxkit.reports.batch import (
    Job,
    Outcome,
    Planned,
    Shard,
    clear_leftovers,
    hold,
    is_warm,
    run_batch,
)
from cxkit.reports.batch.cluster import run_on_cluster
from cxkit.reports.batch.jobs import not_written
from cxkit.reports.batch.lock import lock_place
from cxkit.reports.batch.processes import keyboard_held
from cxkit.reports.index import FailedReport, write_index
from cxkit.reports.layout import ClientPaths, ReportFiles


def make_reports(request: Request, say: Words) -> int:
    """Make reports and their index page; print how each went.

    Parameters
    ----------
    request : Request
        What was typed.
    say : Words
        Language of what is printed.

    Returns
    -------
    int
        0 if all were made or stand unchanged, else 1.

    Raises
    ------
    UsageError
        If it is not clear which clients, or a parameter is not written so.
    ReportError
        If another batch makes these reports, or nothing can be written.
    """
    folders = chosen_folders(request)
    teller = Teller(say, as_json=request.as_json)
    if request.dry_run:
        teller.plan(planned_reports(request, folders, say))
        return 0
    if not folders:
        teller.summary()
        return 0
    reports = ClientPaths(folders[0]).reports.parent
    try:
        with _held(reports, request.part) as renew:
            for place in (reports, *(ClientPaths(folder).reports for folder in folders)):
                clear_leftovers(place)
            planned = planned_reports(request, folders, say)
            return _Making(request, planned, reports, teller, say).run(renew)
    except OSError as error:
        problem = not_written(error, place=str(reports))
        if problem is None:
            raise
        raise ReportError(problem) from error


class _Making:
    """One batch: its reports, what is told of them, and the index page after it."""

    def __init__(
        self,
        request: Request,
        planned: Sequence[Planned],
        reports: Path,
        teller: Teller,
        say: Words,
    ) -> None:
        self._request, self._planned = request, planned
        self._reports, self._teller, self._say = reports, teller, say
        self._failed: list[Outcome] = []
        self._start = time.monotonic()

    def run(self, renew: Callable[[], None]) -> int:
        blocked = {
            folder: problem
            for folder in dict.fromkeys(item.job.folder for item in self._planned)
            if (problem := _blocked(folder))
        }
        jobs = []
        for item in self._planned:
            self._teller.know(item)
            if item.job.folder in blocked:
                self._tell(_not_begun(item.job, blocked[item.job.folder]))
            elif item.make:
                jobs.append(item.job)
            else:
                self._tell(_stands(item.job))
        index = ""
        try:
            self._make(jobs, renew)
        finally:  # stopped half way, too, the page says what there is
            with keyboard_held():
                if self._reports.is_dir() and _writable(self._reports):
                    failed = _failures(self._failed)
                    language = self._say.language
                    index = str(write_index(self._reports, language=language, failed=failed))
        self._end(index)
        return 1 if self._failed else 0

    def _make(self, jobs: list[Job], renew: Callable[[], None]) -> None:
        if not jobs:
            return
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[counts]}"),
        )
        if self._request.scheduler is not None and (exposure := self._request.scheduler.exposure):
            self._note(exposure)
        with Progress(*columns, console=err, transient=True) as progress:
            task = progress.add_task(
                self._say("Reports"), total=len(jobs), counts=self._teller.counts
            )

            def done(outcome: Outcome) -> None:
                self._tell(outcome)
                progress.update(task, advance=1, counts=self._teller.counts)

            request = self._request
            if request.scheduler is not None:
                run_on_cluster(
                    jobs,
                    scheduler=request.scheduler,
                    limits=request.limits,
                    warm=request.engine != "standard",
                    witness=lock_place(self._reports, request.part),
                    done=done,
                    tick=renew,
                    notice=self._note,
                )
                return
            run_batch(
                jobs,
                workers=request.workers,
                limits=request.limits,
                warm=is_warm(request.engine),
                done=done,
                tick=renew,
                notice=self._cold,
            )

    def _note(self, problem: Problem) -> None:
        print_problems([problem], self._say, console=err)

    def _cold(self, reason: str) -> None:
        say = self._say
        err.print(say("Reports were made by the standard engine: {reason}", reason=reason))

    def _tell(self, outcome: Outcome) -> None:
        if not outcome.ok:
            self._failed.append(outcome)
        self._teller.outcome(outcome)

    def _end(self, index: str) -> None:
        say = self._say
        self._teller.summary(seconds=time.monotonic() - self._start, index=index)
        if self._request.as_json:
            return
        if index:
            out.print(say("Index: {path}", path=index), soft_wrap=True)
        if n := len(self._failed):
            told = say.plural("{n} report could not be made.", "{n} reports could not be made.", n)
            out.print(told, style="bold red")


def _held(reports: Path, part: Shard) -> AbstractContextManager[Callable[[], None]]:
    """Hold the reports; where nothing can be written nobody needs to, and each is told so."""
    return hold(reports, part) if _writable(reports) else nullcontext(lambda: None)


def _writable(place: Path) -> bool:
    found = next(item for item in (place, *place.parents) if item.exists())
    return found.is_dir() and os.access(found, os.W_OK | os.X_OK)


def _blocked(folder: Path) -> Problem | None:
    """Say why the reports of a client cannot be written; None where they can."""
    target = ClientPaths(folder).reports
    if _writable(target):
        return None
    place = next(item for item in (target, *target.parents) if item.exists())
    return Problem(
        rule="reports-not-writable",
        message=N_("Nothing can be written here, so that no report was made.")
        if place.is_dir()
        else N_("A file stands here where the folder of the reports should be."),
        remedy=N_("Move or rename it, or ask whoever looks after this computer to let you write."),
        file=str(place),
    )


def _not_begun(job: Job, problem: Problem) -> Outcome:
    return Outcome(job=job, files=None, problems=(problem,), seconds=0.0)


def _stands(job: Job) -> Outcome:
    """Return the outcome of a report that needs no making."""
    base = ClientPaths(job.folder).reports / f"{job.folder.name}_{job.language}"
    pdf = base.with_name(f"{base.name}.pdf")
    files = ReportFiles(
        notebook=base.with_name(f"{base.name}.ipynb"),
        html=base.with_name(f"{base.name}.html"),
        pdf=pdf if pdf.exists() else None,
        language=job.language,
    )
    return Outcome(job=job, files=files, problems=(), seconds=0.0, skipped=True)


def _failures(outcomes: list[Outcome]) -> list[FailedReport]:
    """Return what the index says of reports that were not made, in their own language."""
    return [
        FailedReport(
            client=outcome.job.folder.name,
            language=outcome.job.language,
            error=error_text(ReportError(outcome.problems), Words(outcome.job.language)),
            status=outcome.status if outcome.status != "skipped" else "failed",
            cell=outcome.cell,
        )
        for outcome in outcomes
    ]
