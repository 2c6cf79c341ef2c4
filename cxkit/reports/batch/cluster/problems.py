"""What is said of a scheduler and its workers when they fail."""

from __future__ import annotations

from pathlib import Path

from cxkit.errors import Problem
from cxkit.language import N_


def no_workers(address: str) -> Problem:
    """Return what is said of a scheduler without workers."""
    return Problem(
        rule="no-workers",
        message=N_("The scheduler at {address} has no workers."),
        remedy=N_("Start some on each machine with: dask worker {address} --nthreads 1"),
        values={"address": address},
    )


def scheduler_lost(address: str, *, missing: int) -> Problem:
    """Return what is said of a scheduler that went while reports were made.

    Parameters
    ----------
    address : str
        Of the scheduler.
    missing : int
        Reports that were not made.
    """
    return Problem(
        rule="scheduler-lost",
        message=N_("The scheduler at {address} answers no longer. Reports not made: {n}."),
        remedy=N_("When it runs again, give the same command: what was made stays."),
        values={"address": address, "n": missing},
    )


def worker_lost(client: str, *, times: int) -> Problem:
    """Return what is said of a report that ended one worker after the other.

    Parameters
    ----------
    client : str
        Name of the client's folder.
    times : int
        How many.
    """
    return Problem(
        rule="worker-lost",
        message=N_("{n} workers ended, one after the other, while they made this report."),
        remedy=N_(
            "Usually it needs more memory than a worker has. Limit it with --memory, or make it by "
            "itself on one machine, without --scheduler."
        ),
        values={"n": times},
        file=client,
    )


def not_warm(machine: str, reason: str) -> Problem:
    """Return what is said of a worker whose server of warm kernels does not start.

    Parameters
    ----------
    machine : str
        Where it is.
    reason : str
        What the server said.
    """
    return Problem(
        rule="worker-not-warm",
        severity="warning",
        message=N_("This worker makes its reports by the standard engine: {reason}"),
        values={"reason": reason},
        file=machine,
    )


def no_share(machine: str, folder: Path, *, rule: str, client: str = "") -> Problem:
    """Return what is said of a worker that does not see a folder.

    Parameters
    ----------
    machine : str
        Where it is.
    folder : Path
        What it does not see.
    rule : str
        Which rule that breaks.
    client : str
        The client whose report it was to make, if any.
    """
    return Problem(
        rule=rule,
        message=N_("The worker on {machine} does not see the folder {folder} of this computer."),
        remedy=N_(
            "client_data and reports must be on a drive that all machines share, under the same "
            "path, and the workers must be allowed to read and write there."
        ),
        values={"machine": machine, "folder": folder},
        file=client,
    )
