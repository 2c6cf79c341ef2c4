"""Says in a consultant's words why a YAML file cannot be read, and on which line."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from cxkit.errors import Problem
from cxkit.language import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """One way in which YAML is broken: what the parser says, and what we say."""

    parser_says: re.Pattern[str]
    message: str
    remedy: str
    at_context: bool = False


_READINGS = (
    _Reading(
        parser_says=re.compile(r"mapping values are not allowed"),
        message=N_("There is a second colon on a line, or the line is indented too far."),
        remedy=N_("Put a text that holds a colon in quotes; indent the keys of one group equally."),
    ),
    _Reading(
        parser_says=re.compile(r"quoted scalar"),
        message=N_("A quotation mark is opened here and never closed, or closed too early."),
        remedy=N_(
            "Begin and end the text with the same mark; write a text that holds double "
            "quotes between single ones."
        ),
        at_context=True,
    ),
    _Reading(
        parser_says=re.compile(r"flow (sequence|mapping)"),
        message=N_("A bracket is opened here and not closed, or a comma is missing inside."),
        remedy=N_("Close it, or put the text in quotes if the bracket belongs to it."),
        at_context=True,
    ),
    _Reading(
        parser_says=re.compile(r"could not find expected ':'|simple key"),
        message=N_("A line has no colon after its key."),
        remedy=N_(
            "Write “key: value” with a space after the colon; for a long text write "
            "“key: |” and indent the text below it."
        ),
        at_context=True,
    ),
    _Reading(
        parser_says=re.compile(r"cannot start any token"),
        message=N_("A value begins with a sign that YAML keeps for itself, such as % @ or `."),
        remedy=N_("Put the whole text in quotes."),
    ),
    _Reading(
        parser_says=re.compile(r"scanning an (alias|anchor)|undefined alias"),
        message=N_("A value begins with “&” or “*”, which YAML takes for a reference."),
        remedy=N_(
            "Write the value out in full; if the sign belongs to the text, put it in quotes."
        ),
    ),
    _Reading(
        parser_says=re.compile(r"block (mapping|collection|end|sequence)|did not find expected"),
        message=N_("The indentation does not fit the lines above."),
        remedy=N_(
            "Begin keys of one group in the same column; indent with two spaces; begin "
            "list items with “- ”; put a text that starts with a quote in quotes as a whole."
        ),
    ),
)
_OTHER = _Reading(
    parser_says=re.compile(""),
    message=N_("The line is not valid YAML."),
    remedy=N_("Compare it with the annotated template of this file; put texts in quotes."),
)
_TAB = _Reading(
    parser_says=re.compile(""),
    message=N_("The line is indented with a tab."),
    remedy=N_("Replace the tab by spaces, two for each level."),
)
_CONTROL = _Reading(
    parser_says=re.compile(""),
    message=N_("The line holds a control character, which text does not have."),
    remedy=N_("Delete the line and type it again; do not paste it from another program."),
)


def syntax_problem(text: str, error: yaml.YAMLError, file: str) -> Problem:
    """Return the problem of a text that is not valid YAML.

    Parameters
    ----------
    text : str
        Content of the file.
    error : yaml.YAMLError
        What a parser said. The text is parsed once more by PyYAML's own parser, whose
        messages do not depend on the platform.
    file : str
        Name shown in the message.
    """
    error = _pure_error(text) or error
    line, reading = 1, _OTHER
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, int(error.position)) + 1
        reading = _CONTROL
    elif isinstance(error, yaml.MarkedYAMLError):
        says = f"{error.context or ''} {error.problem or ''}"
        reading = next((item for item in _READINGS if item.parser_says.search(says)), _OTHER)
        mark = error.problem_mark or error.context_mark
        if reading.at_context and error.context_mark is not None:
            mark = error.context_mark
        line = mark.line + 1 if mark is not None else 1
        written = text.splitlines()[line - 1 : line]
        if written and "\t" in written[0][: len(written[0]) - len(written[0].lstrip())]:
            reading = _TAB
    return Problem(
        rule="yaml-syntax",
        message=reading.message,
        remedy=reading.remedy,
        file=file,
        rows=(line,),
        count=1,
    )


def _pure_error(text: str) -> yaml.YAMLError | None:
    try:
        for _ in yaml.parse(text, Loader=yaml.SafeLoader):
            pass
    except yaml.YAMLError as error:
        return error
    return None
