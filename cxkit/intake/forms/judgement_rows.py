"""Checks the rows of a CSV file of judgement against the model of a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar

from cxkit.engagement.day import DATE_ORDER
from cxkit.engagement.judgements import Entry
from cxkit.engagement.judgements.entry import DELIMITER
from cxkit.engagement.text import LocalText
from cxkit.errors import MAX_SHOWN, Problem
from cxkit.intake.forms.did_you_mean import similar
from cxkit.intake.forms.judgement_csv import CsvSheet
from cxkit.intake.forms.validation import core_type, field_names, validate_row
from cxkit.language import LANGUAGES, N_

E = TypeVar("E", bound=Entry)

_HIDDEN: Mapping[str, frozenset[str]] = {"quotes.csv": frozenset({"text"})}
"""Columns that hold customers' words: their cells are never shown."""


@cache
def known_columns(model: type[Entry]) -> tuple[str, ...]:
    """Return the headings a file may have: the fields, and texts by language (``name_es``)."""
    names: list[str] = []
    for name in field_names(model):
        names.append(name)
        if name in text_fields(model):
            names += [f"{name}_{language}" for language in LANGUAGES]
    return tuple(names)


@cache
def text_fields(model: type[Entry]) -> tuple[str, ...]:
    """Return the fields that hold a client text."""
    return tuple(
        name for name, info in model.model_fields.items() if core_type(info.annotation) is LocalText
    )


def read_rows(
    model: type[E], sheet: CsvSheet, *, date_order: str
) -> tuple[tuple[E, ...], list[Problem]]:
    """Turn the rows of a sheet into entries; all problems at once.

    Parameters
    ----------
    model : type of Entry
        What a row is.
    sheet : CsvSheet
        What `read_csv_sheet` returned.
    date_order : {"dmy", "mdy"}
        How dates with slashes are read.

    Returns
    -------
    entries : tuple of Entry
        Rows without problem.
    problems : list of Problem
        One a rule, column and value that is allowed, with its rows.
    """
    problems = list(_header_problems(model, sheet))
    absent = {problem.column for problem in problems if problem.rule == "column-missing"}
    context: dict[str, Any] = {DELIMITER: sheet.delimiter, DATE_ORDER: date_order}
    entries: list[E] = []
    found: list[Problem] = []
    wide: list[int] = []
    first_with: dict[str, int] = {}
    for number, cells in sheet.rows:
        if any(cells[len(sheet.header) :]):
            wide.append(number)
        row = _texts_joined(model, _known_cells(model, sheet, cells))
        checked = validate_row(
            model,
            row,
            file=sheet.file,
            number=number,
            hidden=_HIDDEN.get(sheet.file, frozenset()),
            context=context,
        )
        found += [
            problem
            for problem in checked.problems
            if not (problem.rule == "missing" and problem.column in absent)
        ]
        if checked.value is not None:
            entries.append(checked.value)
        name = str(row.get("id", ""))
        if name and name in first_with:
            found.append(_repeated(sheet, number, name, first_with[name]))
        first_with.setdefault(name, number)
    if wide:
        problems.append(_too_wide(sheet, wide))
    return tuple(entries), [*problems, *_grouped(found)]


def _known_cells(model: type[Entry], sheet: CsvSheet, cells: tuple[str, ...]) -> dict[str, str]:
    known = known_columns(model)
    return {
        name: cell
        for name, cell in zip(sheet.header, cells, strict=False)
        if cell and name in known
    }


def _texts_joined(model: type[Entry], row: dict[str, str]) -> dict[str, Any]:
    """Join ``name_es`` and ``name_en`` into one text in both languages."""
    joined: dict[str, Any] = dict(row)
    for name in text_fields(model):
        parts = {
            language: joined.pop(f"{name}_{language}")
            for language in LANGUAGES
            if f"{name}_{language}" in joined
        }
        if parts:
            joined[name] = parts | ({"plain": joined[name]} if name in joined else {})
    return joined


def _header_problems(model: type[Entry], sheet: CsvSheet) -> Iterable[Problem]:
    known = known_columns(model)
    texts = text_fields(model)
    if sheet.file in _HIDDEN and sheet.header and not set(sheet.header) & set(known):
        yield Problem(
            rule="headings-missing",
            message=N_("The first row has none of the headings that the file should have."),
            remedy=N_("Write the headings into it; those allowed are: {known}."),
            values={"known": ", ".join(known)},
            file=sheet.file,
            rows=(sheet.header_row,),
            count=1,
        )
        return
    for name in dict.fromkeys(sheet.header):
        if name not in known:
            close = similar(name, known)
            yield Problem(
                rule="column-unknown",
                message=N_("The file has a column “{name}” that is not known.")
                if name
                else N_("The file has a column without heading."),
                remedy=N_("Did you mean “{similar}”?")
                if close
                else N_("Delete the column, or use one of: {known}."),
                values={"name": name, "similar": close, "known": ", ".join(known)},
                file=sheet.file,
                column=name,
                rows=(sheet.header_row,),
                count=1,
            )
        elif sheet.header.count(name) > 1:
            yield Problem(
                rule="column-repeated",
                message=N_("The column “{name}” is there more than once."),
                remedy=N_("Keep one of them."),
                values={"name": name},
                file=sheet.file,
                column=name,
                rows=(sheet.header_row,),
                count=1,
            )
    for name, info in model.model_fields.items():
        forms = {name, *(f"{name}_{language}" for language in LANGUAGES)}
        accepted = forms if name in texts else {name}
        if sheet.header and info.is_required() and not accepted & set(sheet.header):
            yield Problem(
                rule="column-missing",
                message=N_("The column “{name}” is missing, and it is needed."),
                remedy=N_("Add it; the headings allowed are: {known}."),
                values={"name": name, "known": ", ".join(known)},
                file=sheet.file,
                column=name,
                rows=(sheet.header_row,),
                count=1,
            )


def _repeated(sheet: CsvSheet, number: int, name: str, first: int) -> Problem:
    return Problem(
        rule="repeated-id",
        message=N_("The id “{name}” is there twice; it first stands in row {first}."),
        remedy=N_("Give each row an id of its own."),
        values={"name": name, "first": first},
        file=sheet.file,
        column="id",
        rows=(number,),
        count=1,
    )


def _too_wide(sheet: CsvSheet, rows: list[int]) -> Problem:
    return Problem(
        rule="row-too-long",
        message=N_("Some rows have more cells than there are headings."),
        remedy=N_("Put a text that holds the delimiter in double quotes."),
        file=sheet.file,
        rows=tuple(rows[:MAX_SHOWN]),
        count=len(rows),
    )


def _grouped(problems: list[Problem]) -> list[Problem]:
    """Join the same problem of several rows into one."""
    groups: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        values = tuple(sorted((key, str(value)) for key, value in problem.values.items()))
        key = (problem.rule, problem.column, problem.message, problem.remedy, values)
        groups.setdefault(key, []).append(problem)
    return [
        replace(
            group[0],
            rows=tuple(item.rows[0] for item in group[:MAX_SHOWN]),
            found=tuple(dict.fromkeys(value for item in group for value in item.found))[:MAX_SHOWN],
            count=len(group),
        )
        for group in groups.values()
    ]
