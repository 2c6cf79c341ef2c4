"""The command that makes reports: one client, some, or all."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from cxkit.cli.clients import known_language
from cxkit.language import Words


def register(app: typer.Typer, say: Words) -> None:
    """Add the command to the program, with help in the terminal's language."""

    @app.command(help=say("Make the report of one client, of several, or of all."))
    def report(
        clients: Annotated[
            list[str] | None,
            typer.Argument(
                help=say("Names of the clients' folders, or patterns such as 'bank-*'.")
            ),
        ] = None,
        every: Annotated[bool, typer.Option("--all", help=say("All clients."))] = False,
        language: Annotated[
            str,
            typer.Option(
                "--language", "-l", help=say("Only this language; all of the engagement if absent.")
            ),
        ] = "",
        pdf: Annotated[bool, typer.Option("--pdf", help=say("Make a PDF too."))] = False,
        parameter: Annotated[
            list[str] | None,
            typer.Option("--parameter", "-p", help=say("A notebook parameter, as name=value.")),
        ] = None,
        since: Annotated[
            str,
            typer.Option(
                help=say(
                    "Only clients whose files changed since a day (2026-01-31), or since their "
                    "last report (last)."
                )
            ),
        ] = "",
        failed: Annotated[
            bool, typer.Option("--failed", help=say("Only reports that failed the last time."))
        ] = False,
        force: Annotated[
            bool, typer.Option("--force", help=say("Make unchanged reports again, too."))
        ] = False,
        shard: Annotated[
            str,
            typer.Option(help=say("Only a part of the clients, such as 3/8, on each machine one.")),
        ] = "",
        workers: Annotated[
            int | None,
            typer.Option(
                min=1, max=64, show_default="2", help=say("Reports made at the same time.")
            ),
        ] = None,
        scheduler: Annotated[
            str,
            typer.Option(
                help=say(
                    "Have the reports made by the workers of a Dask scheduler, such as "
                    "tls://10.0.0.5:8786."
                )
            ),
        ] = "",
        tls_ca: Annotated[
            Path | None,
            typer.Option(help=say("For tls://: certificate of the authority (PEM).")),
        ] = None,
        tls_cert: Annotated[
            Path | None, typer.Option(help=say("For tls://: certificate of this computer (PEM)."))
        ] = None,
        tls_key: Annotated[
            Path | None, typer.Option(help=say("For tls://: its private key (PEM)."))
        ] = None,
        timeout: Annotated[
            float | None, typer.Option(min=1, help=say("Seconds a report may take."))
        ] = None,
        cell_timeout: Annotated[
            int, typer.Option(min=1, help=say("Seconds one cell of a notebook may take."))
        ] = 300,
        memory: Annotated[
            int,
            typer.Option(
                min=0,
                help=say("Megabytes a notebook may take beside its libraries; 0 for no limit."),
            ),
        ] = 0,
        engine: Annotated[
            Literal["auto", "warm", "standard"],
            typer.Option(
                help=say(
                    "Where kernels come from: forked from a warm server (Linux), or started anew "
                    "by papermill."
                )
            ),
        ] = "auto",
        dry_run: Annotated[
            bool, typer.Option("--dry-run", help=say("Only say what would be made, and why."))
        ] = False,
        as_json: Annotated[
            bool, typer.Option("--json", help=say("Print one line of JSON a report."))
        ] = False,
        home: Annotated[
            Path | None,
            typer.Option(help=say("Folder that holds client_data; found from here if absent.")),
        ] = None,
    ) -> int:
        from cxkit.cli.choosing import Request
        from cxkit.cli.elsewhere import named_scheduler
        from cxkit.cli.making import make_reports
        from cxkit.reports.batch import WORKERS, Limits

        request = Request(
            names=clients or (),
            every=every,
            chosen=known_language(language) if language else None,
            pdf=pdf,
            parameters=parameter or (),
            workers=workers or WORKERS,
            scheduler=named_scheduler(
                scheduler, authority=tls_ca, certificate=tls_cert, key=tls_key, workers=workers
            ),
            limits=Limits(cell=cell_timeout, report=timeout, memory=memory),
            engine=engine,
            force=force,
            failed=failed,
            dry_run=dry_run,
            as_json=as_json,
            since=since,
            shard=shard,
            start=home or Path.cwd(),
        )
        return make_reports(request, say)
