"""Rules of our own that a model checks: one error that keeps its template for translation."""

from __future__ import annotations

from pydantic_core import PydanticCustomError

TEMPLATE = "template"
"""Key of the error's context that holds the English template."""


def broken(rule: str, message: str, **values: object) -> PydanticCustomError:
    """Build the error of a broken rule.

    Parameters
    ----------
    rule : str
        Stable identifier of the rule, with underscores.
    message : str
        Text marked with ``N_``; placeholders are named.
    **values : object
        Fill the placeholders.

    Returns
    -------
    PydanticCustomError
        To be raised by a validator; `cxkit.intake.forms.validation` turns it into a `Problem`.
    """
    return PydanticCustomError(rule, "{template}", {**values, TEMPLATE: message})
