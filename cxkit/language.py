"""Words in the reader's language, numbers in the client's region."""

from __future__ import annotations

import gettext
import io
import math
import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal, format_percent

from cxkit.errors import CxkitError, Problem

LanguageCode = Literal["es", "en"]
LANGUAGES: tuple[LanguageCode, ...] = get_args(LanguageCode)
CATALOGUES = Path(__file__).parent / "locale"

Day = date
"""The type, where a method of the same name hides it."""

_MINUS = "\N{MINUS SIGN}"
_NBSP = "\N{NO-BREAK SPACE}"


def N_(message: str) -> str:
    """Mark a text for translation and return it unchanged."""
    return message


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return the translations of a language; English is the source and needs none.

    The ``.po`` file is read directly, so that an edited translation is never shadowed
    by a stale compiled one.
    """
    path = CATALOGUES / language / "LC_MESSAGES" / "cxkit.po"
    if not path.exists():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


class Words:
    """Sentences in one language with numbers, money and dates of one region.

    Parameters
    ----------
    language : {"es", "en"}
        Language of words.
    region : str
        Locale of the client, such as ``"es_PE"``: decides how numbers and money look,
        whichever the language of words.
    currency : str
        ISO 4217 code used by `money`.
    own : {"es", "en"} or None
        Language of the client's plain texts; the language of words if absent.

    Examples
    --------
    >>> words = Words("en", region="es_ES", currency="EUR")
    >>> words("NPS is {score}.", score=words.number(1234.5, decimals=1))
    'NPS is 1234,5.'
    """

    __slots__ = ("_catalogue", "_dates", "_region", "currency", "language", "own", "region")

    def __init__(
        self,
        language: LanguageCode = "en",
        *,
        region: str = "",
        currency: str = "EUR",
        own: LanguageCode | None = None,
    ) -> None:
        self.language: LanguageCode = language
        self.own: LanguageCode = own or language
        self.region = region or {"es": "es_ES", "en": "en_GB"}[language]
        self.currency = currency
        self._catalogue = catalogue(language)
        self._region = Locale.parse(self.region)
        territory = self._region.territory
        self._dates = _locale_or(f"{language}_{territory}", {"es": "es", "en": "en_GB"}[language])

    # ---------------------------------------------------------------- words
    def __call__(self, message: str, /, **values: object) -> str:
        """Translate a message and fill its placeholders."""
        text = self._catalogue.gettext(message) if message else ""
        return text.format(**values) if values else text

    def plural(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """Translate a message that depends on a count, given as ``{n}``."""
        text = self._catalogue.ngettext(singular, plural, n)
        return text.format(n=self.number(n), **values)

    def join(self, items: Sequence[str]) -> str:
        """Join items as a sentence does: "a, b and c"."""
        text = format_list(list(items), locale=self._dates)
        if self.language == "es" and len(items) > 1 and _SOUNDS_LIKE_Y.match(items[-1]):
            return text.removesuffix(f"y {items[-1]}") + f"e {items[-1]}"
        return text

    # -------------------------------------------------------------- numbers
    def number(self, value: float, *, decimals: int = 0, signed: bool = False) -> str:
        """Write a number as the client's region does, rounded half to even on display."""
        if value is None or math.isnan(value):
            return "\N{EN DASH}"
        rounded = round(float(value), decimals) + 0.0
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        text = format_decimal(
            abs(rounded), pattern, locale=self._region, group_separator=self._groups(rounded)
        )
        if rounded < 0:
            return _MINUS + text
        return "+" + text if signed and rounded > 0 else text

    def percent(self, share: float, *, decimals: int = 0, signed: bool = False) -> str:
        """Write a share in [0, 1] as percent."""
        if share is None or math.isnan(share):
            return "\N{EN DASH}"
        rounded = round(float(share) * 100, decimals) + 0.0
        symbol = format_percent(0, locale=self._region).replace("0", "", 1)
        return self.number(rounded, decimals=decimals, signed=signed) + symbol

    def money(self, amount: float, *, decimals: int = 0) -> str:
        """Write an amount in the engagement's currency."""
        if amount is None or math.isnan(amount):
            return "\N{EN DASH}"
        rounded = round(float(amount), decimals) + 0.0
        text = format_currency(
            abs(rounded),
            self.currency,
            locale=self._region,
            currency_digits=False,
            format=_currency_pattern(self._region, decimals),
            group_separator=self._groups(rounded),
        )
        text = _LETTER_BEFORE_DIGIT.sub(_NBSP, text)
        return _MINUS + text if rounded < 0 else text

    def interval(self, low: float, high: float, *, decimals: int = 0, signed: bool = False) -> str:
        """Write an interval: "9 to 14"."""
        return self(
            "{low} to {high}",
            low=self.number(low, decimals=decimals, signed=signed),
            high=self.number(high, decimals=decimals, signed=signed),
        )

    def percent_interval(self, low: float, high: float, *, decimals: int = 0) -> str:
        """Write an interval of shares in percent: "9 % to 14 %"."""
        return self(
            "{low} to {high}",
            low=self.percent(low, decimals=decimals),
            high=self.percent(high, decimals=decimals),
        )

    # ---------------------------------------------------------------- dates
    def date(self, value: Day) -> str:
        """Write a date out: "2 April 2025", "2 de abril de 2025"."""
        day = value.date() if isinstance(value, datetime) else value
        if self.language == "en" and self._dates.territory not in ("US", "CA"):
            return format_date(day, "d MMMM y", locale=self._dates)
        return format_date(day, "long", locale=self._dates)

    def month(self, value: Day, *, short: bool = False) -> str:
        """Write a month and year: "April 2025", or "Apr 2025" where room is scarce."""
        return format_skeleton("yMMM" if short else "yMMMM", value, locale=self._dates)

    def period(self, start: Day, end: Day) -> str:
        """Write a period with both ends written out."""
        return self("{start} to {end}", start=self.date(start), end=self.date(end))

    def _groups(self, value: float) -> bool:
        """Tell whether thousands are parted: Spain and a few others start at 10,000."""
        return abs(value) >= 10.0 ** (2 + _minimum_grouping(self._region))


def _minimum_grouping(locale: Locale) -> int:
    """Return CLDR's minimum grouping digits, which Babel does not apply itself.

    Spanish writes 1234 without a separator in Spain, the Philippines and Equatorial
    Guinea; the Spanish of the Americas writes 1,234 or 1.234.
    """
    if locale.language == "es":
        return 2 if locale.territory in _UNGROUPED_SPANISH else 1
    return 2 if locale.language in ("it", "pl") or str(locale) == "pt_PT" else 1


_LETTER_BEFORE_DIGIT = re.compile(r"(?<=[A-Za-z])(?=\d)")
"""Where CLDR puts a space between a currency code and its amount, and Babel none."""

_SOUNDS_LIKE_Y = re.compile(r"(?i)h?[ií](?![aeou])")
"""What "y" turns into "e" before: "satisfacción e ingresos", but "agua y hielo"."""

_UNGROUPED_SPANISH = frozenset({"ES", "EA", "IC", "GQ", "PH", None})


def _currency_pattern(locale: Locale, decimals: int) -> str:
    """Return the region's standard money pattern with the wanted decimals."""
    pattern = str(locale.currency_formats["standard"].pattern).split(";")[0]
    head, dot, tail = pattern.partition(".")
    zeros = len(tail) - len(tail.lstrip("0")) if dot else 0
    rest = tail[zeros:] if dot else ""
    return head + ("." + "0" * decimals if decimals else "") + rest


def _locale_or(code: str, fallback: str) -> Locale:
    """Return a locale, or its language alone where the combination does not exist."""
    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(fallback)


def is_region(code: str) -> bool:
    """Tell whether a code such as ``es_PE`` is a known region of Spanish or English."""
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError, TypeError):
        return False
    return locale.territory is not None


# ------------------------------------------------------------------- problems
def problem_text(problem: Problem, words: Words) -> str:
    """Say one problem in the reader's language: where, what was found, what to do."""
    values = {
        key: words(value) if isinstance(value, Message) else value
        for key, value in problem.values.items()
    }
    parts = [words(problem.message).format(**values)]
    if problem.found:
        parts.append(_found(problem, words))
    if problem.rows:
        parts.append(_rows(problem, words))
    if problem.remedy:
        parts.append(words(problem.remedy).format(**values))
    return " ".join(parts)


def problem_place(problem: Problem, words: Words) -> str:
    """Say where a problem is: file, table and column."""
    parts = [problem.file]
    if problem.table:
        parts.append(words("table {table}", table=problem.table))
    if problem.column:
        parts.append(words("column {column}", column=f"“{problem.column}”"))
    return ", ".join(part for part in parts if part)


def error_text(error: CxkitError, words: Words) -> str:
    """Say all problems of an error, a paragraph each."""
    lines = []
    for problem in error.problems:
        place = problem_place(problem, words)
        text = problem_text(problem, words)
        lines.append(f"{place}: {text}" if place else text)
    return "\n".join(lines)


class Message(str):
    """A placeholder's value that is itself to be translated."""

    __slots__ = ()


def _found(problem: Problem, words: Words) -> str:
    quoted = ", ".join(f"“{value}”" for value in problem.found)
    return words("Found: {values}.", values=quoted)


def _rows(problem: Problem, words: Words) -> str:
    rows = ", ".join(str(row) for row in problem.rows)
    rest = problem.count - len(problem.rows)
    lines = problem.file.endswith((".yml", ".yaml"))
    if rest > 0 and lines:
        return words.plural(
            "Lines {rows} and {n} more.", "Lines {rows} and {n} more.", rest, rows=rows
        )
    if rest > 0:
        return words.plural(
            "Rows {rows} and {n} more.", "Rows {rows} and {n} more.", rest, rows=rows
        )
    if len(problem.rows) == 1:
        return words("Line {rows}.", rows=rows) if lines else words("Row {rows}.", rows=rows)
    return words("Lines {rows}.", rows=rows) if lines else words("Rows {rows}.", rows=rows)
