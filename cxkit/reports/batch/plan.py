"""Which reports are to be made, why, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from cxkit.reports.basis import changes_since
from cxkit.reports.batch.jobs import Job
from cxkit.reports.file_state import is_as_before
from cxkit.reports.layout import ClientPaths
from cxkit.reports.manifest import read_manifest

Reason = Literal[
    "new",
    "asked for",
    "failed before",
    "inputs changed",
    "notebooks changed",
    "kit changed",
    "parameters changed",
    "files changed",
    "unchanged",
]
"""Why a report is made; ``unchanged`` why it is not. ``files changed``: of the report itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A report, and whether it is to be made.

    Attributes
    ----------
    job : Job
        The report.
    reasons : tuple of Reason
        Why; ``("unchanged",)`` where the report that stands is as it would be made.
    changed : tuple of str
        Files and notebooks that are no longer as they were.
    seconds : float or None
        Time it took before.
    data : int
        Bytes of the client's files, where known.
    """

    job: Job
    reasons: tuple[Reason, ...]
    changed: tuple[str, ...] = ()
    seconds: float | None = None
    data: int = 0

    @property
    def make(self) -> bool:
        """Whether it is to be made."""
        return self.reasons != ("unchanged",)

    @property
    def failed_before(self) -> bool:
        """Whether the last attempt gave no report."""
        return "failed before" in self.reasons

    @property
    def has_new_inputs(self) -> bool:
        """Whether the client's files are others than at the last attempt."""
        return bool({"new", "inputs changed"} & set(self.reasons))


def plan_job(job: Job, *, force: bool = False) -> Planned:
    """Return whether a report is to be made, and why.

    Parameters
    ----------
    job : Job
        The report.
    force : bool
        Make it in any case.
    """
    reports = ClientPaths(job.folder).reports
    manifest = read_manifest(reports)
    record = manifest.reports.get(job.language) if manifest is not None else None
    if manifest is None or record is None:
        return Planned(job=job, reasons=("new",), data=_bytes(job))
    reasons: list[Reason] = ["asked for"] if force else []
    changed: tuple[str, ...] = ()
    if record.status != "ok":
        reasons.append("failed before")
    basis = manifest.basis.get(job.language)
    if basis is None:
        reasons.append("inputs changed")
    else:
        found = changes_since(basis, job.folder, language=job.language, given=job.given)
        changed = (*found.inputs, *found.notebooks)
        if found.inputs:
            reasons.append("inputs changed")
        if found.notebooks:
            reasons.append("notebooks changed")
        if found.kit:
            reasons.append("kit changed")
        if found.given:
            reasons.append("parameters changed")
    name = f"{reports.name}_{job.language}"
    wanted = [f"{name}{end}" for end in (".ipynb", ".html", *([".pdf"] if job.pdf else []))]
    if record.status == "ok" and not all(
        file in record.files and is_as_before(reports / file, record.files[file]) for file in wanted
    ):
        reasons.append("files changed")
    return Planned(
        job=job,
        reasons=tuple(reasons) or ("unchanged",),
        changed=changed,
        seconds=record.seconds or None,
        data=sum(max(0, state.size) for state in basis.inputs.values()) if basis else 0,
    )


def longest_first(planned: Sequence[Planned]) -> list[Planned]:
    """Return reports with those first that take longest, so that none is left alone at the end.

    Those whose time is not known come before all others, by the size of their data.
    """
    return sorted(
        planned,
        key=lambda item: (item.seconds is not None, -(item.seconds or 0.0), -item.data),
    )


def changed_since(planned: Planned, day: date) -> bool:
    """Tell whether a client's files were changed on a day or after it, in local time.

    Parameters
    ----------
    planned : Planned
        A report of the client.
    day : date
        The first day that counts.
    """
    start = datetime(day.year, day.month, day.day).timestamp()
    return _newest(planned.job) >= start


def _newest(job: Job) -> float:
    return max((seen for seen, _ in _files(job)), default=0.0)


def _bytes(job: Job) -> int:
    return sum(size for _, size in _files(job))


def _files(job: Job) -> list[tuple[float, int]]:
    """Return when each file of a client was changed, and its bytes; hidden folders left out."""
    found = []
    for path in job.folder.rglob("*"):
        if any(part.startswith(".") for part in path.relative_to(job.folder).parts):
            continue
        try:
            seen = path.stat()
        except OSError:
            continue
        if path.is_file():
            found.append((seen.st_mtime, seen.st_size))
    return found
