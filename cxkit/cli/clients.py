"""Commands on a client's folder: new, check, open, demo."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from cxkit.cli.screen import out, plain_table, print_problems, printable
from cxkit.errors import Problem, UsageError
from cxkit.language import LANGUAGES, N_, LanguageCode, Words

_NO_CALLS_HOME = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
)
"""JupyterLab asks the network for news and newer versions; nothing of the kit's leaves here."""


def register(app: typer.Typer, say: Words) -> None:
    """Add the commands to the program, with help in the terminal's language."""
    home = typer.Option(
        "--home", help=say("Folder that holds client_data; found from here if absent.")
    )
    spoken = typer.Option("--language", "-l", help=say("Language of words: es or en."))

    @app.command(help=say("Make a new client folder, every file annotated."))
    def new(
        client: Annotated[str, typer.Argument(help=say("Name of the folder, such as acme."))],
        region: Annotated[
            str, typer.Option("--region", "-r", help=say("Region of numbers, such as es_PE."))
        ],
        language: Annotated[str, spoken],
        currency: Annotated[
            str, typer.Option(help=say("ISO code; the region's currency if absent."))
        ] = "",
        home: Annotated[Path | None, home] = None,
    ) -> int:
        from cxkit.intake import CLIENTS, clients_folder
        from cxkit.intake.new_client import create_client

        words = Words(known_language(language))
        root = (home / CLIENTS) if home is not None else clients_folder(Path.cwd())
        folder = create_client(
            root, client, region=region, language=words.language, currency=currency or None
        )
        out.print(words("Made {folder}.", folder=folder))
        out.print(
            words(
                "Next: put the client's files into {data}, describe them in {file}, then run "
                "cxkit check {client}",
                data=folder / "data",
                file=folder / "engagement.yml",
                client=client,
            )
        )
        return 0

    @app.command(help=say("Say what is in a client folder, what is wrong and what is missing."))
    def check(
        client: Annotated[str, typer.Argument(help=say("Name of the client's folder."))],
        language: Annotated[str, spoken] = "",
        home: Annotated[Path | None, home] = None,
    ) -> int:
        from cxkit.intake import check_client, find_client
        from cxkit.intake.client_folder import absent_files
        from cxkit.readiness.tables import TABLE_NAMES

        folder = find_client(client, start=home or Path.cwd())
        found = check_client(folder)
        plan = found.engagement
        chosen = known_language(language) if language else None
        words = plan.words(chosen) if plan is not None else Words(chosen or say.language)
        if plan is not None:
            out.print(printable(plan.say(plan.name, words)), style="bold")
        rows = []
        for name, title in TABLE_NAMES.items():
            table = found.tables.get(name)  # type: ignore[call-overload]  # a plain str
            declared = plan is not None and name in plan.tables
            state = (
                words.plural("{n} row", "{n} rows", len(table))
                if table is not None
                else words("see the errors")
                if declared
                else words("not provided")
            )
            files = ", ".join(file.path for file in table.files) if table is not None else ""
            rows.append([words(title), state, files])
        out.print(plain_table([words("Table"), words("Content"), words("Files")], rows))
        missing = absent_files(found.judgements)
        if missing:
            out.print(
                words("Files of judgement not filled in yet: {files}.", files=", ".join(missing))
            )
        of_report = () if found.errors else _of_report(folder, words)
        print_problems((*found.problems, *of_report), words)
        if found.errors or any(problem.severity == "error" for problem in of_report):
            out.print(words("Correct the errors above, then check again."), style="bold red")
            return 1
        _print_breaks(folder, words)
        out.print(words("Ready: cxkit report {client}", client=client), style="bold green")
        return 0

    @app.command("open", help=say("Open a client's working copy of the notebooks in JupyterLab."))
    def open_client(
        client: Annotated[str, typer.Argument(help=say("Name of the client's folder."))],
        language: Annotated[str, spoken] = "",
        browser: Annotated[
            bool, typer.Option(help=say("Start JupyterLab; without it only the copy is made."))
        ] = True,
        home: Annotated[Path | None, home] = None,
    ) -> int:
        from cxkit.intake import find_client
        from cxkit.intake.forms.engagement_file import load_engagement
        from cxkit.reports.layout import ClientPaths
        from cxkit.reports.notebooks import working_copy

        folder = find_client(client, start=home or Path.cwd())
        paths = ClientPaths(folder)
        plan = load_engagement(folder)
        chosen = known_language(language) if language else plan.own_language
        words = plan.words(chosen)
        copied = working_copy(paths, language=chosen)
        place = paths.notebooks(chosen)
        out.print(
            words.plural(
                "{n} notebook copied to {place}; those already there are yours and stay.",
                "{n} notebooks copied to {place}; those already there are yours and stay.",
                len(copied),
                place=place,
            ),
        )
        if not browser:
            return 0
        jupyter = [sys.executable, "-m", "jupyterlab", *_NO_CALLS_HOME, str(place)]
        return subprocess.run(jupyter, check=False).returncode

    @app.command(help=say("Propose comments for approval; nothing is printed without it."))
    def quotes(
        client: Annotated[str, typer.Argument(help=say("Name of the client's folder."))],
        home: Annotated[Path | None, home] = None,
    ) -> int:
        from cxkit.intake import find_client, read_client
        from cxkit.perception import propose_quotes
        from cxkit.reports.manifest import write_whole

        folder = find_client(client, start=home or Path.cwd())
        read = read_client(folder)
        words = read.engagement.words()
        proposed = propose_quotes(read)
        if proposed.empty:
            out.print(
                words(
                    "There are no comments to propose: no column has the role verbatim, or no "
                    "comment has a length that can be printed."
                )
            )
            return 1
        target = folder / "quotes_proposed.csv"
        write_whole(target, proposed.to_csv(index=False))
        out.print(
            words.plural(
                "{n} comment proposed in {file}. Copy what may be printed into quotes.csv, with "
                "who approved it and when.",
                "{n} comments proposed in {file}. Copy what may be printed into quotes.csv, with "
                "who approved it and when.",
                len(proposed),
                file=target,
            ),
        )
        return 0

    @app.command(help=say("Write the demonstration clients into client_data."))
    def demo(home: Annotated[Path | None, home] = None) -> int:
        from cxkit.demo import write_demo_clients
        from cxkit.intake import CLIENTS, clients_folder

        root = (home / CLIENTS) if home is not None else clients_folder(Path.cwd())
        for folder in write_demo_clients(root):
            out.print(str(folder))
        return 0


def _of_report(folder: Path, words: Words) -> tuple[Problem, ...]:
    """Return what the report of a sound folder would complain of."""
    from cxkit.intake import read_client
    from cxkit.reports.editorial import editorial_problems

    return editorial_problems(read_client(folder), language=words.language)


def _print_breaks(folder: Path, words: Words) -> None:
    """Print what the report will say is broken in the chain and in the RACI table."""
    from cxkit import governance, summary
    from cxkit.findings import Missing
    from cxkit.intake import read_client
    from cxkit.workbook import Workbook

    book = Workbook(read_client(folder), language=words.language)
    chain, raci = book.chain, book.governance.responsibilities
    tables = []
    if not isinstance(chain, Missing) and chain.breaches:
        tables.append(summary.breaches_table(chain, words))
    if not isinstance(raci, Missing) and raci.breaches:
        tables.append(governance.breaches_table(raci, words))
    if tables:
        out.print(words("The report can be made. It will say this to the client:"))
    for table in tables:
        out.print(printable(table.caption), style="bold")
        out.print(plain_table(table.headings, table.rows))


def known_language(language: str) -> LanguageCode:
    """Return a language code, or say which there are."""
    for code in LANGUAGES:
        if language == code:
            return code
    raise UsageError(
        Problem(
            rule="language-unknown",
            message=N_("There is no language “{language}”."),
            remedy=N_("Write es or en."),
            values={"language": language},
        )
    )
