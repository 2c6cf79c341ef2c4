"""The options by which reports are made on other machines, and what does not go with them."""

from __future__ import annotations

from pathlib import Path

from cxkit.errors import Problem, UsageError
from cxkit.language import N_
from cxkit.reports.batch.cluster import Scheduler


def named_scheduler(
    text: str,
    *,
    authority: Path | None,
    certificate: Path | None,
    key: Path | None,
    workers: int | None,
) -> Scheduler | None:
    """Return the scheduler that was named; None where this computer makes the reports.

    Parameters
    ----------
    text : str
        Its address; empty if none was named.
    authority, certificate, key : Path or None
        Certificates that were named.
    workers : int or None
        How many reports at the same time were asked for, if that was said.

    Raises
    ------
    UsageError
        If the address cannot be understood, or something was said that does not go with it.
    """
    if not text:
        if authority or certificate or key:
            raise UsageError(
                Problem(
                    rule="certificates-alone",
                    message=N_("Certificates are for --scheduler, which was not given."),
                    remedy=N_("Add --scheduler tls://HOST:8786, or leave them out."),
                )
            )
        return None
    if workers is not None:
        raise UsageError(
            Problem(
                rule="workers-elsewhere",
                message=N_(
                    "--workers means nothing with --scheduler: as many reports are made at the "
                    "same time as its workers have threads."
                ),
                remedy=N_("Leave --workers out, and start as many workers there as you want."),
            )
        )
    return Scheduler.parse(text, authority=authority, certificate=certificate, key=key)
