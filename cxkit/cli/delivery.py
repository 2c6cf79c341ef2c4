"""The command that keeps what a report said, so that the next one can compare with it."""

from pathlib import Path
from typing import Annotated

import typer

from cxkit.cli.screen import out
from cxkit.errors import CxkitError, Problem, ReportError
from cxkit.language import N_, Words


def register(app: typer.Typer, say: Words) -> None:
    """Add the command to the program, with help in the terminal's language."""

    @app.command(help=say("Keep what the report said, so that the next one compares with it."))
    def keep(
        client: Annotated[str, typer.Argument(help=say("Name of the client's folder."))],
        home: Annotated[
            Path | None,
            typer.Option(help=say("Folder that holds client_data; found from here if absent.")),
        ] = None,
    ) -> int:
        from cxkit.engagement.delivered import PREVIOUS_FILE
        from cxkit.intake import find_client
        from cxkit.intake.forms.engagement_file import load_engagement
        from cxkit.intake.previous_report import read_delivered
        from cxkit.reports.layout import ClientPaths
        from cxkit.reports.manifest import write_whole
        from cxkit.reports.run import FINDINGS

        folder = find_client(client, start=home or Path.cwd())
        source = ClientPaths(folder).reports / FINDINGS
        if not source.is_file():
            raise ReportError(
                Problem(
                    rule="nothing-to-keep",
                    message=N_("There is no report of this client to keep."),
                    remedy=N_("Make it first: cxkit report {client}"),
                    values={"client": client},
                    file=f"reports/{client}/{FINDINGS}",
                )
            )
        try:
            report = read_delivered(source, client=client)
        except CxkitError as error:
            raise ReportError(
                Problem(
                    rule="record-spoilt",
                    message=N_("The record of the report cannot be used."),
                    remedy=N_("Make the report again: cxkit report {client}"),
                    values={"client": client},
                    file=f"reports/{client}/{FINDINGS}",
                )
            ) from error
        write_whole(folder / PREVIOUS_FILE, report.model_dump_json(indent=1))
        words = load_engagement(folder).words(say.language)
        out.print(
            words(
                "Kept in {file}: {findings} and {measures}, on data as of {date}. The next report "
                "compares with it.",
                file=folder / PREVIOUS_FILE,
                findings=words.plural("{n} finding", "{n} findings", len(report.findings)),
                measures=words.plural("{n} measure", "{n} measures", len(report.measures)),
                date=words.date(report.as_of),
            )
        )
        return 0
