"""The program: its commands, its exit codes, and no traceback for a consultant's mistake."""

from __future__ import annotations

import signal
import sys
import tempfile
import traceback
from pathlib import Path

import typer
from typer.exceptions import TyperException

from cxkit import __version__
from cxkit.cli import clients, delivery, notebooks, reporting
from cxkit.cli.screen import err, print_problems, terminal_language
from cxkit.cli.usage import is_help, usage_problem
from cxkit.errors import CxkitError, Problem, UsageError
from cxkit.language import N_, Words

OK, PROBLEMS, USAGE, INTERRUPTED, UNEXPECTED = 0, 1, 2, 130, 70
"""Exit codes: all well; something to correct; the command was not understood; stopped by
the user; a fault of the kit's own."""

_words = Words(terminal_language())

app = typer.Typer(
    help=_words("Customer Experience consulting workbook kit."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
# a command imports what it needs when it runs, so that help and mistakes are told at once
clients.register(app, _words)
reporting.register(app, _words)
delivery.register(app, _words)
notebooks.register(app, _words)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : list of str, optional
        Instead of those of the process.

    Returns
    -------
    int
        0 all well; 1 something in a client's folder or report is to be corrected; 2 the
        command was not understood; 130 stopped by the user; 70 a fault of the kit's own.
    """
    try:
        result = app(args=arguments, standalone_mode=False, prog_name="cxkit")
        code = result if isinstance(result, int) else OK
    except typer.Exit as error:
        code = error.exit_code
    except TyperException as error:
        if is_help(error):
            err.print(str(error))
        else:
            print_problems([usage_problem(error)], _words, console=err)
        code = USAGE
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except CxkitError as error:
        print_problems(error.problems, _words, console=err)
        code = USAGE if isinstance(error, UsageError) else PROBLEMS
    except (PermissionError, FileExistsError, NotADirectoryError, IsADirectoryError) as error:
        print_problems([_refused(error)], _words, console=err)
        code = PROBLEMS
    except Exception as error:  # never a traceback on a consultant's screen
        code = _unexpected(error)
    if code == INTERRUPTED:  # typer itself may have made it of an interrupt
        if arguments is None:  # whoever presses twice must not break the orderly end
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        err.print(_words("Stopped."))
    if arguments is None:
        sys.exit(code)
    return code


def _refused(error: OSError) -> Problem:
    return Problem(
        rule="system-refused",
        message=N_("The system does not let this file or folder be written or read."),
        remedy=N_(
            "Check that you may write there, that no other program has it open, and that no file "
            "stands where a folder should be."
        ),
        file=str(error.filename or ""),
    )


def _unexpected(error: Exception) -> int:
    with tempfile.NamedTemporaryFile(
        "w", prefix="cxkit-error-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.write(f"cxkit {__version__}\n")
        log.writelines(_steps(error))
    err.print(
        _words(
            "The kit stopped for a reason it did not expect ({kind}). Please send the file {log} "
            "to whoever maintains the kit.",
            kind=type(error).__name__,
            log=Path(log.name),
        )
    )
    return UNEXPECTED


def _steps(error: BaseException) -> list[str]:
    """Return where an error came from, without its message, which may hold a client's data."""
    cause = error.__cause__ or error.__context__
    before = [*_steps(cause), "\n"] if cause is not None else []
    return [*before, *traceback.format_tb(error.__traceback__), f"{type(error).__name__}\n"]
