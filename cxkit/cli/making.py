"""Making the reports that were asked for, and printing how each of them went."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from cxkit.cli.screen import err, out, print_problems
from cxkit.errors import CxkitError, Problem, ReportError, UsageError
from cxkit.intake import clients_folder, find_client
from cxkit.intake.forms.engagement_file import load_engagement
from cxkit.language import N_, LanguageCode, Words, error_text
from cxkit.reports.batch import Job, Outcome, client_folders, run_batch
from cxkit.reports.index import FailedReport, write_index
from cxkit.reports.layout import ClientPaths


def make_reports(
    names: Sequence[str],
    *,
    every: bool,
    chosen: LanguageCode | None,
    pdf: bool,
    parameters: Sequence[str],
    workers: int,
    start: Path,
    say: Words,
) -> int:
    """Make reports and their index page; print how each went.

    Parameters
    ----------
    names : sequence of str
        Of the clients' folders; none if `every`.
    every : bool
        All clients.
    chosen : {"es", "en"} or None
        Only this language; all of each engagement if None.
    pdf : bool
        Make a PDF too.
    parameters : sequence of str
        Each written ``name=value``.
    workers : int
        Reports made at the same time.
    start : Path
        Where the clients are looked for.
    say : Words
        Language of what is printed.

    Returns
    -------
    int
        0 if all were made, else 1.

    Raises
    ------
    UsageError
        If it is not clear which clients, or a parameter is not written so.
    """
    folders = _folders(names, every=every, start=start)
    given = dict(_parameter(text) for text in parameters)
    jobs = [
        Job(folder=folder, language=code, pdf=pdf, given=given or None)
        for folder in folders
        for code in _languages(folder, chosen, say)
    ]
    blocked = {folder: problem for folder in folders if (problem := _blocked(folder))}
    outcomes = [
        *(_not_begun(job, blocked[job.folder], say) for job in jobs if job.folder in blocked),
        *_run([job for job in jobs if job.folder not in blocked], workers, say),
    ]
    failed = [outcome for outcome in outcomes if not outcome.ok]
    reports = ClientPaths(folders[0]).reports.parent
    if reports.is_dir() and len(blocked) < len(folders):
        index = write_index(reports, language=say.language, failed=_failures(failed))
        out.print(say("Index: {path}", path=index))
    if failed:
        out.print(
            say.plural(
                "{n} report could not be made.",
                "{n} reports could not be made.",
                len(failed),
            ),
            style="bold red",
        )
    return 1 if failed else 0


def _run(jobs: list[Job], workers: int, say: Words) -> tuple[Outcome, ...]:
    if not jobs:
        return ()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True) as progress:
        task = progress.add_task(say("Reports"), total=len(jobs))

        def done(outcome: Outcome) -> None:
            progress.advance(task)
            _print_outcome(outcome, say)

        return run_batch(jobs, workers=workers, done=done)


def _blocked(folder: Path) -> Problem | None:
    """Say why the reports of a client cannot be written; None where they can."""
    target = ClientPaths(folder).reports
    place = next(item for item in (target, *target.parents) if item.exists())
    if place.is_dir() and os.access(place, os.W_OK | os.X_OK):
        return None
    return Problem(
        rule="reports-not-writable",
        message=N_("Nothing can be written here, so that no report was made.")
        if place.is_dir()
        else N_("A file stands here where the folder of the reports should be."),
        remedy=N_("Move or rename it, or ask whoever looks after this computer to let you write."),
        file=str(place),
    )


def _not_begun(job: Job, problem: Problem, say: Words) -> Outcome:
    outcome = Outcome(job=job, files=None, problems=(problem,), seconds=0.0)
    _print_outcome(outcome, say)
    return outcome


def _failures(outcomes: list[Outcome]) -> list[FailedReport]:
    """Return what the index says of reports that were not made, in their own language."""
    return [
        FailedReport(
            client=outcome.job.folder.name,
            language=outcome.job.language,
            error=error_text(ReportError(outcome.problems), Words(outcome.job.language)),
        )
        for outcome in outcomes
    ]


def _print_outcome(outcome: Outcome, say: Words) -> None:
    name = f"{outcome.job.folder.name} ({outcome.job.language})"
    if outcome.files is None:
        out.print(f"✗ {name}", style="bold red")
        words = Words(outcome.job.language)
        print_problems([item for item in outcome.problems if item.severity == "error"], words)
        return
    seconds = say.number(outcome.seconds, decimals=1)
    out.print(f"✓ {name}  {seconds} s", style="green")
    for path in (outcome.files.html, outcome.files.pdf):
        if path is not None:
            out.print(f"  {path}", soft_wrap=True)


def _folders(names: Sequence[str], *, every: bool, start: Path) -> list[Path]:
    if every == bool(names):
        raise UsageError(
            Problem(
                rule="which-clients",
                message=N_("Say which clients: their names, or --all."),
                remedy=N_("For example: cxkit report acme"),
            )
        )
    if names:
        return [find_client(name, start=start) for name in dict.fromkeys(names)]
    root = clients_folder(start)
    found = list(client_folders(root)) if root.is_dir() else []
    if not found:
        raise UsageError(
            Problem(
                rule="no-clients",
                message=N_("There is no client folder in {home}."),
                remedy=N_("Make one with: cxkit new acme --region es_PE --language es"),
                values={"home": root},
            )
        )
    return found


def _languages(folder: Path, chosen: LanguageCode | None, say: Words) -> tuple[LanguageCode, ...]:
    """Return the languages of a client's reports; a folder with errors fails in its own job."""
    if chosen is not None:
        return (chosen,)
    try:
        return load_engagement(folder).languages
    except CxkitError:
        return (say.language,)


def _parameter(text: str) -> tuple[str, str]:
    """Read ``name=value``; the notebook's default says what kind of value it is."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip().isidentifier():
        raise UsageError(
            Problem(
                rule="parameter-form",
                message=N_("A parameter is written name=value; this is not: “{text}”."),
                remedy=N_("For example: -p segment=region"),
                values={"text": text},
            )
        )
    return name.strip(), value
