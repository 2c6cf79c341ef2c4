"""What is wrong with a command as it was typed, in the reader's language."""

from __future__ import annotations

import re

from typer.exceptions import TyperException

from cxkit.errors import Problem
from cxkit.language import N_

_NO_COMMAND = re.compile(r"No such command '(?P<name>[^']*)'")
_TOO_MANY = re.compile(r"Got unexpected extra argument\S* \((?P<name>.*)\)")


def is_help(error: TyperException) -> bool:
    """Tell whether a group of commands was called without any, which shows its help."""
    return type(error).__name__ == "NoArgsIsHelpError"


def usage_problem(error: TyperException) -> Problem:
    """Return what a command line that was not understood has wrong.

    Parameters
    ----------
    error : TyperException
        What typer raised: an option or a command that does not exist, an argument that is
        missing, superfluous, or of the wrong kind.
    """
    said = str(getattr(error, "message", error))
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "cxkit"
    option = getattr(error, "option_name", "")
    parameter = getattr(error, "param", None)
    name, message = "", N_("The command was not understood: {detail}")
    if option:
        name, message = option, N_("The option “{name}” does not exist or lacks its value.")
    elif hasattr(error, "param_type"):
        name = _name(parameter)
        message = N_("“{name}” is missing.")
    elif parameter is not None:
        name = _name(parameter)
        message = N_("“{name}” does not have a value that is allowed.")
    elif match := _NO_COMMAND.search(said):
        name, message = match["name"], N_("There is no command “{name}”.")
    elif match := _TOO_MANY.search(said):
        name, message = match["name"], N_("“{name}” is more than the command takes.")
    return Problem(
        rule="command-form",
        message=message,
        remedy=N_("See how it is written with: {command} --help"),
        values={"name": name, "detail": said, "command": command},
    )


def _name(parameter: object) -> str:
    """Return what a parameter is called on the command line."""
    options = getattr(parameter, "opts", None) or [""]
    return max(map(str, options), key=len)
