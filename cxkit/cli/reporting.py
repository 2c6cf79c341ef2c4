"""The command that makes reports: one client, some, or all."""

from pathlib import Path
from typing import Annotated

import typer

from cxkit.cli.clients import known_language
from cxkit.language import Words


def register(app: typer.Typer, say: Words) -> None:
    """Add the command to the program, with help in the terminal's language."""

    @app.command(help=say("Make the report of one client, of several, or of all."))
    def report(
        clients: Annotated[
            list[str] | None, typer.Argument(help=say("Names of the clients' folders."))
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
        workers: Annotated[
            int, typer.Option(min=1, max=64, help=say("Reports made at the same time."))
        ] = 2,
        home: Annotated[
            Path | None,
            typer.Option(help=say("Folder that holds client_data; found from here if absent.")),
        ] = None,
    ) -> int:
        from cxkit.cli.making import make_reports

        return make_reports(
            clients or [],
            every=every,
            chosen=known_language(language) if language else None,
            pdf=pdf,
            parameters=parameter or [],
            workers=workers,
            start=home or Path.cwd(),
            say=say,
        )
