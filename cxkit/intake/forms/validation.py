"""Turns the validation errors of pydantic models into problems a consultant can act on."""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Generic, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from cxkit.errors import Problem, shown
from cxkit.intake.forms.breaches import breach
from cxkit.intake.forms.yaml_file import Place, YamlDocument

M = TypeVar("M", bound=BaseModel)


class Validated(NamedTuple, Generic[M]):
    """What came out of validating a document.

    Attributes
    ----------
    value : BaseModel or None
        The instance; None if there is any problem.
    problems : tuple of Problem
        All problems found.
    cause : ValidationError or None
        Pydantic's own error, to be kept as the cause of an error that is raised.
    """

    value: M | None
    problems: tuple[Problem, ...]
    cause: ValidationError | None = None


def validate(
    model: type[M],
    document: YamlDocument,
    *,
    file: str = "",
    context: Mapping[str, Any] | None = None,
) -> Validated[M]:
    """Check a YAML document against a model.

    A key without value counts as not given.

    Parameters
    ----------
    model : type of BaseModel
        What the document has to be.
    document : YamlDocument
        What `read_yaml` returned.
    file : str, default the document's own
        Name shown in messages.
    context : Mapping, optional
        Handed to the model's validators.

    Returns
    -------
    Validated
        The instance, or all problems with their lines, and pydantic's own error.
    """
    try:
        value = model.model_validate(without_blanks(document.data), context=context)
    except ValidationError as error:
        name = file or document.file
        found = [_problem(item, model, document, name) for item in _once(error)]
        return Validated(None, _distinct(found), error)
    return Validated(value, ())


def validate_row(
    model: type[M],
    row: Mapping[str, Any],
    *,
    file: str,
    number: int,
    hidden: frozenset[str] = frozenset(),
    context: Mapping[str, Any] | None = None,
) -> Validated[M]:
    """Check one row of a CSV file of judgement against a model.

    Parameters
    ----------
    model : type of BaseModel
        What a row has to be.
    row : Mapping
        Cells by heading; blank cells count as not given.
    file : str
        Name shown in messages.
    number : int
        Row number as a spreadsheet shows it.
    hidden : frozenset of str
        Columns whose values are never shown.
    context : Mapping, optional
        Handed to the model's validators.
    """
    cells = {key: cell for key, cell in row.items() if cell != ""}
    try:
        return Validated(model.model_validate(cells, context=context), ())
    except ValidationError as error:
        found = tuple(_row_problem(item, model, file, number, hidden) for item in _once(error))
        return Validated(None, found, error)


def field_names(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the names a model's fields have in a file: the alias where there is one."""
    return tuple(info.alias or name for name, info in model.model_fields.items())


def place_text(place: Place) -> str:
    """Write a place as ``tables.responses.columns.ltr`` and ``stages[2].name``, counted from 1."""
    text = ""
    for part in place:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f".{part}" if text else part
    return text


def _once(error: ValidationError) -> list[Any]:
    """Return pydantic's errors without repeats of the same kind at the same place."""
    found: dict[tuple[Any, ...], Any] = {}
    for item in error.errors(include_url=False):
        if item["type"] == "default_factory_not_called":  # follows from another error
            continue
        found.setdefault((item["type"], item["loc"]), item)
    return list(found.values())


def _distinct(problems: list[Problem]) -> tuple[Problem, ...]:
    """Leave out what says the same of the same line, as both ends of a short form do."""
    return tuple(
        {(item.rule, item.message, str(item.values), item.rows): item for item in problems}.values()
    )


def _problem(
    item: Mapping[str, Any], model: type[BaseModel], document: YamlDocument, file: str
) -> Problem:
    place: Place = tuple(part for part in item["loc"] if part != "[key]")
    known = document.known(place)
    above = _names_at(model, place[:-1])
    last = str(place[-1]) if place else ""
    wrong = breach(item["type"], item.get("ctx", {}), item["input"], above, last)
    at = place if item["type"] == "missing" else known
    line = document.line(place)
    return Problem(
        rule=wrong.rule,
        message=wrong.message,
        remedy=wrong.remedy,
        values={**wrong.values, "place": place_text(at) or file},
        file=file,
        rows=(line,),
        found=_shown_value(item["input"]) if wrong.show_value else (),
        count=1,
    )


def _row_problem(
    item: Mapping[str, Any], model: type[BaseModel], file: str, number: int, hidden: frozenset[str]
) -> Problem:
    column = str(item["loc"][0]) if item["loc"] else ""
    wrong = breach(item["type"], item.get("ctx", {}), item["input"], field_names(model), column)
    show = wrong.show_value and column not in hidden
    return Problem(
        rule=wrong.rule,
        message=wrong.message,
        remedy=wrong.remedy,
        values={**wrong.values, "place": column or file},
        file=file,
        column=column,
        rows=(number,),
        found=_shown_value(item["input"]) if show else (),
        count=1,
    )


def _shown_value(value: object) -> tuple[str, ...]:
    if isinstance(value, str | int | float):
        return shown([value])
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return shown(value)
    return ()


def without_blanks(value: Any) -> Any:
    """Return data without the keys that have no value; a blank item of a list stays."""
    if isinstance(value, dict):
        return {key: without_blanks(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [without_blanks(item) for item in value]
    return value


# ------------------------------------------------------------- names known at a place
def _names_at(model: type[BaseModel], place: Sequence[str | int]) -> tuple[str, ...]:
    """Return the names allowed at a place: fields of a model or keys of a mapping."""
    annotation: Any = model
    for part in place:
        annotation = _step(annotation, part)
    core = core_type(annotation)
    if isinstance(core, type) and issubclass(core, BaseModel):
        return field_names(core)
    if get_origin(core) is dict:
        key = core_type(get_args(core)[0])
        return tuple(str(name) for name in get_args(key)) if get_origin(key) is not None else ()
    return ()


def _step(annotation: Any, part: str | int) -> Any:
    core = core_type(annotation)
    if isinstance(core, type) and issubclass(core, BaseModel):
        for name, info in core.model_fields.items():
            if part in (name, info.alias):
                return info.annotation
        return None
    arguments = get_args(core)
    if get_origin(core) is dict:
        return arguments[1]
    if get_origin(core) in (tuple, list) and arguments:
        return arguments[0]
    return None


def core_type(annotation: Any) -> Any:
    """Return a field's type without ``Annotated`` and ``| None``."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in (Union, types.UnionType):
            rest = [item for item in get_args(annotation) if item is not type(None)]
            annotation = rest[0]
        else:
            return annotation
