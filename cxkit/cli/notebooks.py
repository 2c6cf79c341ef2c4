"""Commands on the kit's own notebooks: sync, refresh."""

from typing import Annotated

import typer

from cxkit.cli.screen import out
from cxkit.language import Words


def register(app: typer.Typer, say: Words) -> None:
    """Add the commands to the program, with help in the terminal's language."""
    group = typer.Typer(
        help=say("The kit's own notebooks."), no_args_is_help=True, rich_markup_mode=None
    )
    app.add_typer(group, name="notebooks")

    @group.command(help=say("Carry code from the English notebooks to the Spanish ones."))
    def sync() -> int:
        from cxkit.reports.notebooks import sync_all

        for path in sync_all():
            out.print(str(path))
        return 0

    @group.command(help=say("Execute the notebooks on a demo client where their code changed."))
    def refresh(
        everything: Annotated[
            bool, typer.Option("--all", help=say("Execute all of them."))
        ] = False,
    ) -> int:
        from cxkit.reports.notebooks import refresh_all

        for path in refresh_all(everything=everything):
            out.print(str(path))
        return 0
