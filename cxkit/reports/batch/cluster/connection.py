"""The connection to a scheduler: made, kept quiet and closed, with clear errors."""

from __future__ import annotations

import importlib
import logging
import ssl
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cxkit.errors import Problem, ReportError, UsageError
from cxkit.language import N_
from cxkit.reports.batch.cluster.addresses import Scheduler
from cxkit.reports.batch.cluster.problems import no_workers

if TYPE_CHECKING:
    from distributed import Client, Security

PATIENCE = 10.0
"""Seconds that a scheduler may take to answer, and a worker to be there."""


@contextmanager
def connected(scheduler: Scheduler) -> Iterator[Client]:
    """Connect to a scheduler that has workers; close the connection afterwards.

    Parameters
    ----------
    scheduler : Scheduler
        Where it is.

    Yields
    ------
    Client
        Of Dask. What Dask would log meanwhile is not shown.

    Raises
    ------
    UsageError
        If Dask is not installed, or there are no certificates that can be used.
    ReportError
        If nobody answers, or there is no worker.
    """
    with _quiet():
        security = _security(scheduler)
        client = _connect(scheduler, security)
        try:
            _wait_for_workers(client, scheduler)
            yield client
        finally:
            _close(client)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep from the screen what Dask logs and warns of; what matters is told by the kit."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


def _security(scheduler: Scheduler) -> Security:
    try:
        importlib.import_module("distributed")
    except ImportError:
        raise UsageError(
            Problem(
                rule="no-dask",
                message=N_("--scheduler needs Dask, which is not installed."),
                remedy=N_('Install it with: pip install "cxkit[cluster]"'),
            )
        ) from None
    from distributed import Security

    files = scheduler.certificates
    try:
        if files is None:
            security = Security()
        else:
            security = Security(
                require_encryption=True,
                tls_ca_file=str(files.authority),
                tls_client_cert=str(files.certificate),
                tls_client_key=str(files.key),
            )
        context = security.get_connection_args("client").get("ssl_context")
    except (OSError, ssl.SSLError, ValueError) as error:
        raise UsageError(
            Problem(
                rule="certificates-unusable",
                message=N_("The certificates cannot be used ({detail})."),
                remedy=N_("Check that they are PEM files and that the key is the certificate's."),
                values={"detail": str(error)[:200]},
            )
        ) from error
    if scheduler.encrypted and context is None:
        raise UsageError(
            Problem(
                rule="no-certificates",
                message=N_("tls:// needs certificates, and there are none."),
                remedy=N_(
                    "Give --tls-ca, --tls-cert and --tls-key, or name them in Dask's configuration."
                ),
            )
        )
    return security


def _connect(scheduler: Scheduler, security: Security) -> Client:
    from distributed import Client

    try:
        return Client(
            scheduler.address,
            security=security,
            timeout=PATIENCE,
            set_as_default=False,
            name="cxkit",
        )
    except Exception as error:  # Dask raises many kinds, for want of an answer above all
        raise ReportError(_no_answer(scheduler, error)) from error


def _no_answer(scheduler: Scheduler, error: BaseException) -> Problem:
    causes = []
    cause: BaseException | None = error
    while cause is not None:
        causes.append(cause)
        cause = cause.__cause__ or cause.__context__
    said = " ".join(str(item) for item in causes)
    if any(isinstance(item, ssl.SSLError) for item in causes) or "ssl" in said.casefold():
        return Problem(
            rule="scheduler-not-trusted",
            message=N_("{address} and this computer do not accept each other's certificates."),
            remedy=N_(
                "Use certificates of one authority everywhere, and tls:// only where the scheduler "
                "was started with them."
            ),
            values={"address": scheduler.address},
        )
    return Problem(
        rule="no-scheduler",
        message=N_("No scheduler answers at {address}."),
        remedy=N_(
            "Check the address, and that it was started there with: dask scheduler. One that was "
            "started with certificates is reached by tls:// only."
        ),
        values={"address": scheduler.address},
    )


def _wait_for_workers(client: Client, scheduler: Scheduler) -> None:
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        raise ReportError(no_workers(scheduler.address)) from None
    except Exception as error:
        raise ReportError(_no_answer(scheduler, error)) from error


def _close(client: Client) -> None:
    try:
        client.close(timeout=3.0)
    except Exception:  # the scheduler is gone: there is nobody to take leave of
        client.status = "closed"
