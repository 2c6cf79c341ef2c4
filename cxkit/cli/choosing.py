"""Which reports a command asks for: clients by name, pattern or all, in which languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from cxkit.errors import CxkitError, Problem, UsageError, shown
from cxkit.intake import clients_folder, find_client
from cxkit.intake.forms.engagement_file import ENGAGEMENT_FILE, load_engagement
from cxkit.language import N_, LanguageCode, Words
from cxkit.reports.batch import Engine, Job, Limits, Planned, Shard, client_folders, plan_job
from cxkit.reports.batch.cluster import Scheduler
from cxkit.reports.batch.plan import changed_since, longest_first
from cxkit.reports.file_state import is_as_before
from cxkit.reports.layout import ClientPaths
from cxkit.reports.manifest import read_manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was typed.

    Attributes
    ----------
    names : sequence of str
        Of the clients' folders, or patterns such as ``"bank-*"``; none if `every`.
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
    limits : Limits
        What a report may take.
    engine : {"auto", "warm", "standard"}
        Where kernels come from.
    force, failed, dry_run, as_json : bool
        Make unchanged reports too; only those that failed; only say what would be made;
        print lines for a machine.
    since : str
        Only clients whose files changed: since a day, or ``"last"`` for their last report.
    shard : str
        Only a part of the clients, such as ``"3/8"``.
    scheduler : Scheduler or None
        Whose workers make the reports; this computer if None.
    start : Path
        Where the clients are looked for.
    """

    names: Sequence[str] = ()
    every: bool = False
    chosen: LanguageCode | None = None
    pdf: bool = False
    parameters: Sequence[str] = ()
    workers: int = 2
    limits: Limits = field(default_factory=Limits)
    engine: Engine = "auto"
    force: bool = False
    failed: bool = False
    dry_run: bool = False
    as_json: bool = False
    since: str = ""
    shard: str = ""
    scheduler: Scheduler | None = None
    start: Path = Path()

    @property
    def part(self) -> Shard:
        """The part of the clients that is asked for."""
        return Shard.parse(self.shard) if self.shard else Shard()


def chosen_folders(request: Request) -> list[Path]:
    """Return the folders of the clients that are asked for.

    Parameters
    ----------
    request : Request
        What was typed.

    Raises
    ------
    UsageError
        If it is not clear which, or there is none.
    """
    narrowed = request.failed or bool(request.since) or bool(request.shard)
    every = request.every or (narrowed and not request.names)
    if every == bool(request.names):
        raise UsageError(
            Problem(
                rule="which-clients",
                message=N_("Say which clients: their names, or --all."),
                remedy=N_("For example: cxkit report acme"),
            )
        )
    root = clients_folder(request.start)
    found = list(client_folders(root)) if root.is_dir() else []
    if every and not found:
        raise UsageError(
            Problem(
                rule="no-clients",
                message=N_("There is no client folder in {home}."),
                remedy=N_("Make one with: cxkit new acme --region es_PE --language es"),
                values={"home": root},
            )
        )
    if not every:
        named = [folder for name in request.names for folder in _named(name, found, request.start)]
        found = list(dict.fromkeys(named))
    part = request.part
    return [folder for folder in found if part.holds(folder.name)]


def _named(name: str, found: Sequence[Path], start: Path) -> list[Path]:
    if not set(name) & set("*?"):
        return [find_client(name, start=start)]
    matching = [folder for folder in found if fnmatchcase(folder.name, name)]
    if not matching:
        raise UsageError(
            Problem(
                rule="no-match",
                message=N_("No client's folder is called like “{name}”."),
                remedy=N_("Write the pattern in quotation marks, such as: cxkit report “bank-*”"),
                values={"name": name[:60]},
                found=shown([folder.name for folder in found]),
                count=len(found),
            )
        )
    return matching


def planned_reports(request: Request, folders: Sequence[Path], say: Words) -> list[Planned]:
    """Return the reports that are asked for, with why each is to be made or not.

    Parameters
    ----------
    request : Request
        What was typed.
    folders : sequence of Path
        The clients.
    say : Words
        Language of what is printed; of the report where an engagement cannot tell.

    Returns
    -------
    list of Planned
        Those that take longest first.

    Raises
    ------
    UsageError
        If a parameter or the day is not written as it has to be.
    """
    given = dict(_parameter(text) for text in request.parameters)
    day = _day(request.since)
    planned = [
        plan_job(
            Job(
                folder=folder,
                language=code,
                pdf=request.pdf,
                given=given or None,
            ),
            force=request.force,
        )
        for folder in folders
        for code in _languages(folder, request.chosen, say)
    ]
    if request.failed:
        planned = [item for item in planned if item.failed_before]
    if day is not None:
        planned = [item for item in planned if changed_since(item, day)]
    elif request.since:
        planned = [item for item in planned if item.has_new_inputs]
    return longest_first(planned)


def _day(text: str) -> date | None:
    """Read the day from which changes count; None for the last report, and for all."""
    if text in ("", "last"):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            Problem(
                rule="since-form",
                message=N_("“{text}” is not a day."),
                remedy=N_("Write it as 2026-01-31, or “last” for each client's last report."),
                values={"text": text[:40]},
            )
        ) from None


def _languages(folder: Path, chosen: LanguageCode | None, say: Words) -> tuple[LanguageCode, ...]:
    """Return the languages of a client's reports; a folder with errors fails in its own job."""
    if chosen is not None:
        return (chosen,)
    if (manifest := read_manifest(ClientPaths(folder).reports)) is not None:
        for basis in manifest.basis.values():  # known without reading the engagement again
            state = basis.inputs.get(ENGAGEMENT_FILE)
            if basis.languages and state and is_as_before(folder / ENGAGEMENT_FILE, state):
                return basis.languages
    try:
        return load_engagement(folder).languages
    except (CxkitError, OSError):
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
