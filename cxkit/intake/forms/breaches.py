"""What each kind of validation error means, in words for a consultant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cxkit.engagement.rules import TEMPLATE
from cxkit.intake.forms.did_you_mean import similar
from cxkit.language import N_, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A broken rule of a model: templates and what fills them.

    Attributes
    ----------
    rule : str
        Stable identifier.
    message, remedy : str
        Marked English templates; ``{place}`` is filled by the caller.
    values : Mapping[str, object]
        The other placeholders.
    show_value : bool
        Whether the value that was found helps.
    """

    rule: str
    message: str
    remedy: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    show_value: bool = True


PATTERNS: Mapping[str, str] = {
    r"^[A-Z]{3}$": N_("the three capital letters of a currency, such as EUR or PEN"),
    r"^#[0-9a-fA-F]{6}$": N_("a colour such as #1f4e79, in quotes"),
    r"^[a-z][a-z0-9_]{0,39}$": N_(
        "a short name of small letters without accents, digits and _, such as ease_of_use"
    ),
    r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$": N_(
        "a short name of letters without accents, digits, - _ and ., such as slow_reply or P-03"
    ),
}
"""What each pattern of the models allows, in words."""

_BLANK = Breach(
    rule="blank",
    message=N_("“{place}” is blank."),
    remedy=N_("Write its value, or delete the line."),
    show_value=False,
)
_NUMBER = N_("“{place}” has to be a number.")
_NUMBER_REMEDY = N_("Write digits and a decimal point only, such as 1500.75.")
_DECIMAL_COMMA = re.compile(r"^([+-]?)(\d{1,3}(?:\.\d{3})+|\d+),(\d+)$")
_PERCENT = re.compile(r"^(\d+(?:[.,]\d+)?)\s*%$")
_SLASHED = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")


def breach(
    kind: str, context: Mapping[str, Any], value: object, known: Sequence[str], last: str
) -> Breach:
    """Say what one pydantic error means.

    Parameters
    ----------
    kind : str
        Pydantic's error type, such as ``"extra_forbidden"``.
    context : Mapping
        Pydantic's context: bounds, allowed values.
    value : object
        What was found.
    known : sequence of str
        Names allowed at that place, for unknown and missing keys.
    last : str
        Last part of the place, the key itself.
    """
    if TEMPLATE in context:
        rest = {key: item for key, item in context.items() if key != TEMPLATE}
        return Breach(
            rule=kind.replace("_", "-"),
            message=str(context[TEMPLATE]),
            remedy=N_("Correct it; the annotated template of this file shows how it is written."),
            values=rest,
        )
    if kind == "extra_forbidden":
        return unknown_key(last, known)
    if kind == "missing":
        return Breach(
            rule="missing",
            message=N_("“{place}” is missing or blank, and it is needed."),
            remedy=N_("Add it; the annotated template of this file shows how."),
            show_value=False,
        )
    if value is None:
        return _BLANK
    if kind in ("literal_error", "enum"):
        return _not_allowed(str(value), re.findall(r"'([^']*)'", str(context.get("expected", ""))))
    if kind == "string_pattern_mismatch":
        pattern = str(context.get("pattern", ""))
        allowed = Message(PATTERNS[pattern]) if pattern in PATTERNS else pattern
        return Breach(
            rule="pattern",
            message=N_("“{place}” has to be {allowed}."),
            remedy=N_("Correct it; the annotated template of this file shows how it is written."),
            values={"allowed": allowed},
        )
    if kind.startswith("date"):
        return _date(str(value))
    if kind in ("float_parsing", "int_parsing", "int_from_float", "finite_number"):
        return _number(kind, str(value))
    if kind == "bool_parsing":
        return Breach(
            rule="yes-or-no",
            message=N_("“{place}” has to be yes or no."),
            remedy=N_("Write yes or no."),
        )
    if kind in _BOUNDS:
        return _bound(kind, context, value)
    return _shape(kind, context)


def unknown_key(name: str, known: Sequence[str]) -> Breach:
    """Say that a key is not known, and which one may have been meant."""
    close = similar(name, known)
    if close:
        return Breach(
            rule="unknown-key",
            message=N_("“{place}” is not known here."),
            remedy=N_("Did you mean “{similar}”?"),
            values={"similar": close},
            show_value=False,
        )
    return Breach(
        rule="unknown-key",
        message=N_("“{place}” is not known here."),
        remedy=N_("Delete it, or use one of: {known}."),
        values={"known": ", ".join(known)},
        show_value=False,
    )


def _not_allowed(value: str, allowed: Sequence[str]) -> Breach:
    close = similar(value, allowed)
    listed = ", ".join(allowed)
    if close:
        return Breach(
            rule="not-allowed",
            message=N_("“{place}” has to be one of: {allowed}."),
            remedy=N_("Did you mean “{similar}”?"),
            values={"allowed": listed, "similar": close},
        )
    return Breach(
        rule="not-allowed",
        message=N_("“{place}” has to be one of: {allowed}."),
        remedy=N_("Write one of these words exactly as shown."),
        values={"allowed": listed},
    )


def _number(kind: str, value: str) -> Breach:
    text = value.strip()
    comma = _DECIMAL_COMMA.match(text)
    if comma:
        written = f"{comma[1]}{comma[2].replace('.', '')}.{comma[3]}"
        return Breach(
            rule="decimal-comma",
            message=N_("“{place}” has a decimal comma."),
            remedy=N_("Write {written}, with a decimal point."),
            values={"written": written},
        )
    percent = _PERCENT.match(text)
    if percent:
        share = float(percent[1].replace(",", ".")) / 100
        return Breach(
            rule="percent-sign",
            message=N_("“{place}” has to be a number without a percent sign."),
            remedy=N_("Write {written} for a share, from 0 to 1."),
            values={"written": f"{share:.6g}"},
        )
    if kind.startswith("int"):
        return Breach(
            rule="whole-number",
            message=N_("“{place}” has to be a whole number."),
            remedy=N_("Write digits only, such as 30."),
        )
    return Breach(rule="number", message=_NUMBER, remedy=_NUMBER_REMEDY)


def _date(value: str) -> Breach:
    message = N_("“{place}” has to be a date written year-month-day.")
    parts = _SLASHED.match(value.strip())
    if parts:
        first, second, year = int(parts[1]), int(parts[2]), parts[3]
        day, month = (first, second) if first > 12 else (second, first)
        if day > 12 >= month >= 1 and day <= 31:
            return Breach(
                rule="date",
                message=message,
                remedy=N_("Write {written}."),
                values={"written": f"{year}-{month:02d}-{day:02d}"},
            )
    return Breach(
        rule="date",
        message=message,
        remedy=N_("Write 2026-03-31 for the last day of March; the day has to exist."),
    )


_BOUNDS: Mapping[str, tuple[str, str]] = {
    "greater_than": ("gt", N_("“{place}” has to be greater than {bound}.")),
    "greater_than_equal": ("ge", N_("“{place}” has to be {bound} or more.")),
    "less_than": ("lt", N_("“{place}” has to be less than {bound}.")),
    "less_than_equal": ("le", N_("“{place}” has to be {bound} or less.")),
}


def _bound(kind: str, context: Mapping[str, Any], value: object) -> Breach:
    key, message = _BOUNDS[kind]
    bound = float(context[key])
    found = _as_number(value)
    if kind.startswith("less") and bound == 1 and found is not None and 1 < found <= 100:
        return Breach(
            rule="range",
            message=message,
            remedy=N_("It is a share from 0 to 1: write {written}, not {found}."),
            values={"bound": f"{bound:g}", "written": f"{found / 100:.6g}", "found": str(value)},
        )
    return Breach(
        rule="range",
        message=message,
        remedy=N_("Correct the number."),
        values={"bound": f"{bound:g}"},
    )


def _as_number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def _shape(kind: str, context: Mapping[str, Any]) -> Breach:
    if kind == "string_too_long":
        return Breach(
            rule="too-long",
            message=N_("“{place}” is longer than {most} letters."),
            remedy=N_("Shorten it."),
            values={"most": context["max_length"]},
            show_value=False,
        )
    if kind in ("string_too_short", "too_short"):
        return Breach(
            rule="too-short",
            message=N_("“{place}” needs at least {least} entries or letters."),
            remedy=N_("Complete it, or delete the line."),
            values={"least": context["min_length"]},
        )
    if kind == "too_long":
        return Breach(
            rule="too-long",
            message=N_("“{place}” has more than {most} entries."),
            remedy=N_("Shorten the list."),
            values={"most": context["max_length"]},
        )
    if kind == "string_type":
        return Breach(
            rule="text-expected",
            message=N_("“{place}” has to be one text, not a list or a group of keys."),
            remedy=N_("Write the text after the colon, in quotes if it holds brackets."),
        )
    if kind in ("list_type", "tuple_type", "set_type", "frozen_set_type"):
        return Breach(
            rule="list-expected",
            message=N_("“{place}” has to be a list."),
            remedy=N_("Write [one, two], or one line “- item” for each entry below it."),
        )
    if kind in ("dict_type", "model_type", "model_attributes_type", "mapping_type"):
        return Breach(
            rule="keys-expected",
            message=N_("“{place}” has to be a group of keys."),
            remedy=N_("Write its keys on the lines below, indented by two spaces."),
        )
    if kind in ("int_type", "float_type", "bool_type"):
        return Breach(rule="number", message=_NUMBER, remedy=_NUMBER_REMEDY)
    return Breach(
        rule="invalid",
        message=N_("“{place}” does not have a valid value."),
        remedy=N_("Compare it with the annotated template of this file."),
    )
