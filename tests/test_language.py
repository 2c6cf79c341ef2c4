"""Words in the reader's language, numbers, money and dates in the client's region."""

from datetime import date, datetime

import pytest
from babel.numbers import parse_decimal
from hypothesis import given
from hypothesis import strategies as st

from cxkit.engagement.text import LocalText
from cxkit.errors import DataError, Problem
from cxkit.language import (
    LANGUAGES,
    N_,
    Message,
    Words,
    catalogue,
    error_text,
    is_region,
    problem_place,
    problem_text,
)

HARD = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"

# Expected texts: Intl.NumberFormat, Intl.DateTimeFormat and Intl.ListFormat of Node.js 20.20
# (ICU 78.2, CLDR 48). A minus is written with the minus sign U+2212, where Intl has a hyphen.
NUMBERS = [  # region, 1234, 12345, 1234567.8, -12.5
    ("es_ES", "1234", "12.345", "1.234.567,8", "12,5"),
    ("es_MX", "1,234", "12,345", "1,234,567.8", "12.5"),
    ("es_PE", "1,234", "12,345", "1,234,567.8", "12.5"),
    ("es_AR", "1.234", "12.345", "1.234.567,8", "12,5"),
    ("es_CO", "1.234", "12.345", "1.234.567,8", "12,5"),
    ("es_CL", "1.234", "12.345", "1.234.567,8", "12,5"),
    ("en_GB", "1,234", "12,345", "1,234,567.8", "12.5"),
    ("en_US", "1,234", "12,345", "1,234,567.8", "12.5"),
]
PERCENTS = [  # region, 0.46, -0.125
    ("es_ES", f"46{HARD}%", f"12,5{HARD}%"),
    ("es_MX", "46%", "12.5%"),
    ("es_PE", "46%", "12.5%"),
    ("es_AR", "46%", "12,5%"),
    ("es_CO", "46%", "12,5%"),
    ("es_CL", "46%", "12,5%"),
    ("en_GB", "46%", "12.5%"),
    ("en_US", "46%", "12.5%"),
]
MONEY = [  # region, currency, 1234, 1234567.5, 98765
    ("es_ES", "EUR", f"1234{HARD}€", f"1.234.567,50{HARD}€", f"98.765{HARD}€"),
    ("es_MX", "MXN", "$1,234", "$1,234,567.50", "$98,765"),
    ("es_PE", "PEN", f"S/{HARD}1,234", f"S/{HARD}1,234,567.50", f"S/{HARD}98,765"),
    ("es_CL", "CLP", "$1.234", "$1.234.567,50", "$98.765"),
    ("en_GB", "GBP", "£1,234", "£1,234,567.50", "£98,765"),
    ("en_US", "USD", "$1,234", "$1,234,567.50", "$98,765"),
    ("es_ES", "USD", f"1234{HARD}US$", f"1.234.567,50{HARD}US$", f"98.765{HARD}US$"),
    ("es_PE", "USD", f"USD{HARD}1,234", f"USD{HARD}1,234,567.50", f"USD{HARD}98,765"),
    ("en_GB", "USD", "US$1,234", "US$1,234,567.50", "US$98,765"),
]
MONEY_BUT_FOR_SPACE = [  # CLDR 48 has a space after the sign that Babel 2.18 (CLDR 47) has not
    ("es_AR", "ARS", "$1.234", "$1.234.567,50", "$98.765"),
    ("es_CO", "COP", "$1.234", "$1.234.567,50", "$98.765"),
]
DATES = [  # region, 2 April 2025, 1 January 2025
    ("es_ES", "2 de abril de 2025", "1 de enero de 2025"),
    ("es_MX", "2 de abril de 2025", "1 de enero de 2025"),
    ("es_PE", "2 de abril de 2025", "1 de enero de 2025"),
    ("es_AR", "2 de abril de 2025", "1 de enero de 2025"),
    ("es_CO", "2 de abril de 2025", "1 de enero de 2025"),
    ("es_CL", "2 de abril de 2025", "1 de enero de 2025"),
    ("en_GB", "2 April 2025", "1 January 2025"),
    ("en_US", "April 2, 2025", "January 1, 2025"),
]
MONTHS = [  # region, April 2025, April and September 2025 in short
    ("es_ES", "abril de 2025", "abr 2025", "sept 2025"),
    ("es_MX", "abril de 2025", "abr 2025", "sep 2025"),
    ("es_PE", "abril de 2025", "abr. 2025", "set. 2025"),
    ("es_AR", "abril de 2025", "abr 2025", "sept 2025"),
    ("es_CO", "abril de 2025", "abr de 2025", "sept de 2025"),
    ("es_CL", "abril de 2025", "abr 2025", "sept 2025"),
    ("en_GB", "April 2025", "Apr 2025", "Sept 2025"),
    ("en_US", "April 2025", "Apr 2025", "Sep 2025"),
]
REGIONS = [row[0] for row in NUMBERS]


def of(region, currency="EUR"):
    """Return the words of a region in its own language."""
    return Words("es" if region.startswith("es") else "en", region=region, currency=currency)


# -------------------------------------------------------------------- numbers
@pytest.mark.parametrize(("region", "small", "five", "large", "half"), NUMBERS)
def test_numbers_are_written_as_the_region_does(region, small, five, large, half):
    words = of(region)
    assert words.number(1234) == small
    assert words.number(12345) == five
    assert words.number(1234567.8, decimals=1) == large
    assert words.number(-12.5, decimals=1) == MINUS + half


@pytest.mark.parametrize(("region", "share", "negative"), PERCENTS)
def test_percents_are_written_as_the_region_does(region, share, negative):
    words = of(region)
    assert words.percent(0.46) == share
    assert words.percent(-0.125, decimals=1) == MINUS + negative
    assert words.percent(0.46, signed=True) == "+" + share


@pytest.mark.parametrize(("region", "currency", "small", "large", "five"), MONEY)
def test_money_is_written_as_the_region_does(region, currency, small, large, five):
    words = of(region, currency)
    assert words.money(1234) == small
    assert words.money(1234567.5, decimals=2) == large
    assert words.money(-98765) == MINUS + five


@pytest.mark.parametrize(("region", "currency", "small", "large", "five"), MONEY_BUT_FOR_SPACE)
def test_money_has_the_digits_and_the_sign_of_the_region(region, currency, small, large, five):
    words = of(region, currency)
    assert words.money(1234).replace(HARD, "") == small
    assert words.money(1234567.5, decimals=2).replace(HARD, "") == large
    assert words.money(-98765).replace(HARD, "") == MINUS + five


@pytest.mark.parametrize("region", REGIONS)
def test_what_is_not_a_number_is_a_dash(region):
    words = of(region)
    for text in (words.number, words.percent, words.money):
        assert text(float("nan")) == DASH
        assert text(None) == DASH
    assert words.interval(float("nan"), 3) in (f"{DASH} a 3", f"{DASH} to 3")


def test_rounding_is_half_to_even_and_only_on_display():
    words = Words("en")
    assert [words.number(value) for value in (0.5, 1.5, 2.5, 3.5)] == ["0", "2", "2", "4"]
    assert words.number(0.125, decimals=2) == "0.12"
    assert words.number(0.375, decimals=2) == "0.38"
    assert words.percent(0.005) == "0%"
    assert words.percent(0.015, decimals=1) == "1.5%"
    assert words.money(2.5) == "€2"


def test_what_rounds_to_zero_has_no_sign():
    words = Words("en")
    assert words.number(-0.4) == "0"
    assert words.number(-0.0, decimals=1, signed=True) == "0.0"
    assert words.number(0.04, decimals=1, signed=True) == "0.0"
    assert words.percent(-0.004) == "0%"
    assert words.money(-0.4) == "€0"


def test_signed_numbers_show_plus_and_minus():
    words = Words("es", region="es_PE")
    assert words.number(3, decimals=1, signed=True) == "+3.0"
    assert words.number(-3, decimals=1, signed=True) == f"{MINUS}3.0"
    assert words.interval(-3, 5.25, decimals=1, signed=True) == f"{MINUS}3.0 a +5.2"


@pytest.mark.parametrize(
    ("region", "numbers", "percents"),
    [
        ("es_ES", "9 a 14", f"9{HARD}% a 14{HARD}%"),
        ("es_MX", "9 a 14", "9% a 14%"),
        ("en_GB", "9 to 14", "9% to 14%"),
    ],
)
def test_intervals_join_their_ends_by_a_word(region, numbers, percents):
    words = of(region)
    assert words.interval(9, 14) == numbers
    assert words.percent_interval(0.09, 0.14) == percents


def test_four_digits_are_parted_in_america_and_not_in_spain():
    assert Words("es", region="es_ES").number(9999) == "9999"
    assert Words("es", region="es_ES").number(10000) == "10.000"
    assert Words("es", region="es_MX").number(9999) == "9,999"
    assert Words("es", region="es_AR").number(9999) == "9.999"


def test_the_words_may_be_english_where_the_numbers_are_peruvian_or_spanish():
    lima = Words("en", region="es_PE", currency="PEN")
    assert lima.number(1234.5, decimals=1) == "1,234.5"
    assert lima.money(1234) == f"S/{HARD}1,234"
    assert lima.date(date(2025, 4, 2)) == "2 April 2025"
    assert lima.month(date(2025, 4, 2)) == "April 2025"
    assert lima.interval(1, 2) == "1 to 2"
    madrid = Words("en", region="es_ES")
    assert madrid.number(12345.5, decimals=1) == "12.345,5"
    assert madrid.percent(0.46) == f"46{HARD}%"


def test_the_words_may_be_spanish_where_the_numbers_are_british():
    words = Words("es", region="en_GB", currency="GBP")
    assert words.number(12345.5, decimals=1) == "12,345.5"
    assert words.money(1234) == "£1,234"
    assert words.date(date(2025, 4, 2)) == "2 de abril de 2025"
    assert words.percent_interval(0.09, 0.14) == "9% a 14%"


@given(
    value=st.floats(min_value=-1e12, max_value=1e12),
    decimals=st.integers(min_value=0, max_value=3),
    region=st.sampled_from(REGIONS),
    signed=st.booleans(),
)
def test_a_written_number_reads_back_as_the_rounded_number(value, decimals, region, signed):
    text = of(region).number(value, decimals=decimals, signed=signed)
    read = parse_decimal(text.replace(MINUS, "-").lstrip("+"), locale=region)
    assert float(read) == round(value, decimals)
    assert text.startswith(MINUS) == (round(value, decimals) < 0)
    assert text.startswith("+") == (signed and round(value, decimals) > 0)


@given(
    share=st.floats(min_value=-10, max_value=10),
    decimals=st.integers(min_value=0, max_value=2),
    region=st.sampled_from(REGIONS),
)
def test_a_written_percent_reads_back_as_the_rounded_share(share, decimals, region):
    text = of(region).percent(share, decimals=decimals).rstrip(f"%{HARD}")
    read = parse_decimal(text.replace(MINUS, "-"), locale=region)
    assert float(read) == round(share * 100, decimals)


# ---------------------------------------------------------------------- dates
@pytest.mark.parametrize(("region", "april", "january"), DATES)
def test_dates_are_written_out(region, april, january):
    words = of(region)
    assert words.date(date(2025, 4, 2)) == april
    assert words.date(datetime(2025, 4, 2, 23, 59)) == april
    assert words.date(date(2025, 1, 1)) == january


@pytest.mark.parametrize(("region", "long", "short", "september"), MONTHS)
def test_months_are_written_in_full_or_short(region, long, short, september):
    words = of(region)
    assert words.month(date(2025, 4, 2)) == long
    assert words.month(date(2025, 4, 2), short=True) == short
    assert words.month(date(2025, 9, 2), short=True) == september


def test_a_period_has_both_ends_written_out():
    start, end = date(2025, 1, 1), date(2025, 12, 31)
    assert Words("en").period(start, end) == "1 January 2025 to 31 December 2025"
    assert (
        Words("es", region="es_MX").period(start, end)
        == "del 1 de enero de 2025 al 31 de diciembre de 2025"
    )


# ---------------------------------------------------------------------- words
def test_a_language_without_region_has_a_usual_one():
    assert Words("es").region == "es_ES"
    assert Words("en").region == "en_GB"
    assert Words().language == "en"


def test_english_is_the_source_and_needs_no_catalogue():
    assert catalogue("en").gettext("Touchpoint") == "Touchpoint"
    assert catalogue("es").gettext("Touchpoint") == "Punto de contacto"
    assert set(LANGUAGES) == {"es", "en"}


def test_a_sentence_is_translated_and_then_filled():
    assert Words("en")("Figure {number}", number=3) == "Figure 3"
    assert Words("es")("Figure {number}", number=3) == "Figura 3"


def test_an_empty_text_stays_empty():
    assert Words("es")("") == ""  # gettext would return the catalogue's header
    assert Words("en")("") == ""


def test_marking_a_text_does_not_change_it():
    assert N_("Touchpoint") == "Touchpoint"


def test_braces_in_a_value_are_left_alone():
    said = Words("en")("There is no client “{name}” in the folder “{home}”.", name="{x}", home="h")
    assert said == "There is no client “{x}” in the folder “h”."


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [
        ("en", 0, "0 errors"),
        ("en", 1, "1 error"),
        ("en", 2, "2 errors"),
        ("en", 12345, "12,345 errors"),
        ("es", 0, "0 errores"),
        ("es", 1, "1 error"),
        ("es", 2, "2 errores"),
        ("es", 12345, "12.345 errores"),
    ],
)
def test_a_count_chooses_its_form_and_is_written_by_region(language, n, said):
    assert Words(language).plural("{n} error", "{n} errors", n) == said


@pytest.mark.parametrize(
    ("region", "items", "joined"),
    [
        ("es_ES", ["a"], "a"),
        ("es_ES", ["a", "b"], "a y b"),
        ("es_MX", ["a", "b", "c"], "a, b y c"),
        ("en_GB", ["a", "b", "c"], "a, b and c"),
        ("en_US", ["a", "b", "c"], "a, b, and c"),
        ("es_PE", [], ""),
    ],
)
def test_items_are_joined_as_a_sentence_does(region, items, joined):
    assert of(region).join(items) == joined


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("es_PE", True),
        ("en_GB", True),
        ("es_419", True),
        ("es", False),
        ("es_XX", False),
        ("", False),
        ("Perú", False),
        (None, False),
    ],
)
def test_a_region_is_a_language_with_a_country_that_exist(code, known):
    assert is_region(code) is known


# --------------------------------------------------------------- client texts
def test_a_client_text_is_said_in_the_language_of_the_reader():
    both = LocalText(es="Sucursal", en="Branch")
    assert both.say(Words("es")) == "Sucursal"
    assert both.say(Words("en")) == "Branch"


def test_a_client_text_in_the_other_language_only_is_marked():
    assert LocalText(es="Sucursal").say(Words("en")) == "Sucursal [in Spanish]"
    assert LocalText(en="Branch").say(Words("es")) == "Branch [en inglés]"


def test_a_plain_client_text_is_in_the_language_of_the_engagement():
    plain = LocalText(plain="Sucursal")
    assert plain.say(Words("es")) == "Sucursal"
    assert plain.say(Words("en", own="es")) == "Sucursal [in Spanish]"
    assert plain.say(Words("es"), own="en") == "Sucursal [en inglés]"


# ------------------------------------------------------------------- problems
def a_problem(**changes):
    given = {
        "rule": "off-scale",
        "message": N_("Answers must be whole numbers from {low} to {high}; some are not."),
        "remedy": N_("Correct these cells or leave them blank."),
        "values": {"low": 0, "high": 10},
        "file": "data/a.csv",
        "table": "responses",
        "column": "ltr",
        "rows": (3,),
        "found": ("11",),
        "count": 1,
    }
    return Problem(**{**given, **changes})


def test_a_problem_says_what_was_found_where_and_what_to_do():
    assert problem_text(a_problem(), Words("en")) == (
        "Answers must be whole numbers from 0 to 10; some are not. Found: “11”. Row 3. "
        "Correct these cells or leave them blank."
    )
    assert problem_text(a_problem(), Words("es")) == (
        "Las respuestas deben ser números enteros de 0 a 10; algunas no lo son. "
        "Se encontró: “11”. Fila 3. Corrija estas celdas o déjelas en blanco."
    )


def test_a_problem_without_rows_values_or_remedy_is_its_message():
    bare = Problem(rule="file-missing", message=N_("The file does not exist."))
    assert problem_text(bare, Words("en")) == "The file does not exist."
    assert problem_text(bare, Words("es")) == "El archivo no existe."
    assert problem_place(bare, Words("es")) == ""


@pytest.mark.parametrize(
    ("rows", "count", "english", "spanish"),
    [
        ((2,), 1, "Row 2.", "Fila 2."),
        ((2, 5), 2, "Rows 2, 5.", "Filas 2, 5."),
        ((2, 5), 3, "Rows 2, 5 and 1 more.", "Filas 2, 5 y 1 más."),
        ((2, 5), 2002, "Rows 2, 5 and 2,000 more.", "Filas 2, 5 y 2000 más."),
    ],
)
def test_rows_are_listed_and_the_rest_is_counted(rows, count, english, spanish):
    problem = a_problem(rows=rows, count=count)
    assert english in problem_text(problem, Words("en"))
    assert spanish in problem_text(problem, Words("es"))


def test_a_file_of_keys_has_lines_instead_of_rows():
    one = a_problem(file="engagement.yml", rows=(4,))
    two = a_problem(file="engagement.yml", rows=(4, 9), count=2)
    assert "Line 4." in problem_text(one, Words("en"))
    assert "Línea 4." in problem_text(one, Words("es"))
    assert "Lines 4, 9." in problem_text(two, Words("en"))
    assert "Líneas 4, 9." in problem_text(two, Words("es"))


def test_a_value_that_is_a_message_is_translated_too():
    problem = a_problem(
        message=N_("Dates were read as {order}, which “{proof}” proves."),
        remedy="",
        values={"order": Message(N_("day/month/year")), "proof": "31/12/2025"},
        rows=(),
        found=(),
    )
    assert problem_text(problem, Words("es")) == (
        "Las fechas se leyeron como día/mes/año; lo demuestra “31/12/2025”."
    )
    assert problem_text(problem, Words("en")) == (
        "Dates were read as day/month/year, which “31/12/2025” proves."
    )


def test_a_place_names_file_table_and_column():
    assert problem_place(a_problem(), Words("en")) == "data/a.csv, table responses, column “ltr”"
    assert problem_place(a_problem(), Words("es")) == "data/a.csv, tabla responses, columna “ltr”"
    assert problem_place(a_problem(table="", column=""), Words("es")) == "data/a.csv"


def test_an_error_says_all_its_problems_a_line_each():
    error = DataError(
        [a_problem(), Problem(rule="file-missing", message=N_("The file does not exist."))]
    )
    english, spanish = error_text(error, Words("en")), error_text(error, Words("es"))
    assert english.splitlines() == [
        "data/a.csv, table responses, column “ltr”: Answers must be whole numbers from 0 to 10; "
        "some are not. Found: “11”. Row 3. Correct these cells or leave them blank.",
        "The file does not exist.",
    ]
    assert spanish.splitlines()[0].startswith("data/a.csv, tabla responses, columna “ltr”: Las ")
    assert spanish.splitlines()[1] == "El archivo no existe."


@pytest.mark.parametrize(
    ("items", "joined"),
    [
        (["satisfacción", "ingresos"], "satisfacción e ingresos"),
        (["agua", "hielo"], "agua y hielo"),
        (["a", "b", "Internet"], "a, b e Internet"),
    ],
)
def test_y_becomes_e_before_the_same_sound(items, joined):
    assert Words("es", region="es_PE").join(items) == joined


def test_english_with_a_region_of_spanish_america_lists_as_british_english_does():
    assert Words("en", region="es_PE").join(["a", "b", "c"]) == "a, b and c"


def test_a_currency_code_stands_apart_from_its_amount():
    assert Words("es", region="es_MX", currency="USD").money(1234) == "USD\N{NO-BREAK SPACE}1,234"
