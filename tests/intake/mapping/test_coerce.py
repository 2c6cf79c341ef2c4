import math
from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.errors import MAX_SHOWN
from cxkit.intake.mapping.coerce import clean_cells, to_flag, to_text
from cxkit.intake.mapping.numbers import DecimalEvidence, decimal_evidence, to_number, to_scale
from cxkit.intake.mapping.place import Place
from cxkit.language import Words, problem_text
from cxkit.scales import Scale

PLACE = Place("ventas.csv", "customers", "Ingresos")
FIVE = Scale(low=1, high=5, top_box=4)


def column(*cells):
    return pd.Series(list(cells), index=range(2, 2 + len(cells)), dtype=object)


def rules(problems):
    return [problem.rule for problem in problems]


# --------------------------------------------------------- cells that repeat
@pytest.mark.parametrize("cells", [(True, 1, 1.0, "1"), ("1", 1.0, 1, True)])
def test_equal_cells_of_different_kinds_are_read_each_as_what_it_is(cells):
    numbers, problems = to_number(column(*cells), PLACE, decimal=".")
    assert rules(problems) == ["not-a-number"]
    read = dict(zip(map(repr, cells), numbers, strict=True))
    assert math.isnan(read.pop("True"))
    assert read == {"1": 1.0, "1.0": 1.0, "'1'": 1.0}
    said = dict(zip(map(repr, cells), to_text(column(*cells)), strict=True))
    assert said == {"True": "True", "1": "1", "1.0": "1", "'1'": "1"}


# ----------------------------------------------------------------------- cleaning
def test_cells_are_trimmed_and_blank_ones_are_missing():
    cells = column(" Lima ", "\N{NO-BREAK SPACE}", "", None, float("nan"), pd.NaT, 3)
    assert clean_cells(cells, missing=(), values={}).tolist() == ["Lima", *[None] * 5, 3]


def test_values_declared_missing_are_blank_whatever_their_case_and_form():
    cells = column("No aplica", "NO APLICA", "99", 99.0, 99, "9")
    kept = clean_cells(cells, missing=("no aplica", "99"), values={})
    assert kept.tolist() == [None] * 5 + ["9"]


def test_values_are_recoded_whatever_their_case_and_others_stay():
    cells = column("Muy satisfecho", "MUY SATISFECHO", "Nada", None)
    kept = clean_cells(cells, missing=(), values={"muy satisfecho": "5"})
    assert kept.tolist() == ["5", "5", "Nada", None]


def test_a_star_recodes_any_other_cell_and_an_empty_key_the_blank_ones():
    cells = column("Baja por precio", "activo", None, "")
    kept = clean_cells(cells, missing=(), values={"activo": "no", "*": "yes", "": "no"})
    assert kept.tolist() == ["yes", "no", "no", "no"]


def test_missing_is_applied_before_values():
    cells = column("n/c", "x")
    assert clean_cells(cells, missing=("n/c",), values={"*": "yes", "": "no"}).tolist() == [
        "no",
        "yes",
    ]


def test_numbers_of_a_spreadsheet_become_categories_without_decimals():
    texts = to_text(column(3.0, 2.5, 7, datetime(2025, 4, 30), date(2025, 4, 30), "x", None))
    assert texts.tolist()[:6] == ["3", "2.5", "7", "2025-04-30", "2025-04-30", "x"]
    assert texts.isna().tolist()[6]


# ------------------------------------------------------------------------ numbers
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("US$ 1,234.50", 1234.5),
        ("S/ 1,234.50", 1234.5),
        ("S/.12", 12.0),
        ("Bs. 12", 12.0),
        ("MXN$ 5", 5.0),
        ("R$ 12", 12.0),
        ("Q100", 100.0),
        ("₡500", 500.0),
        ("€1.5", 1.5),
        ("12 USD", 12.0),
        ("EUR 12", 12.0),
        ("-$12", -12.0),
        ("$-12", -12.0),
        ("\N{MINUS SIGN}5", -5.0),
        ("+5", 5.0),
        ("(12.5)", -12.5),
        ("(S/ 20)", -20.0),
        ("1'234.5", 1234.5),
        ("1 234", 1234.0),
        ("1\N{NARROW NO-BREAK SPACE}234", 1234.0),
        ("1,234,567.89", 1234567.89),
        ("1.5e3", 1500.0),
    ],
)
def test_numbers_are_read_with_a_decimal_point(text, value):
    numbers, problems = to_number(column(text), PLACE, decimal=".")
    assert problems == []
    assert numbers.tolist() == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,50 €", 1234.5),
        ("1 234,5", 1234.5),
        ("0,5", 0.5),
        ("1.234.567", 1234567.0),
        ("-3,25", -3.25),
        ("12", 12.0),
    ],
)
def test_numbers_are_read_with_a_decimal_comma(text, value):
    numbers, problems = to_number(column(text), PLACE, decimal=",")
    assert problems == []
    assert numbers.tolist() == [value]


@pytest.mark.parametrize(
    ("text", "decimal"),
    [
        ("0,5", "."),
        ("1,23", "."),
        ("1.234,5", "."),
        ("12,34,567", "."),
        ("1.5", ","),
        ("12%", "."),
        ("doce", "."),
        ("1 2", "."),
        ("inf", "."),
        ("1e400", "."),
        ("9" * 400, "."),
        ("--5", "."),
        ("0x1A", "."),
        ("١٢x", "."),
    ],
)
def test_what_is_no_number_is_a_problem_and_never_guessed(text, decimal):
    numbers, (problem,) = to_number(column("1", text), PLACE, decimal=decimal)
    assert problem.rule == "not-a-number"
    assert problem.rows == (3,)
    assert math.isnan(numbers.iloc[1])


@pytest.mark.parametrize("cell", [True, np.True_, datetime(2025, 1, 1), float("inf"), 10**400])
def test_native_values_that_are_no_numbers_are_problems_too(cell):
    _, (problem,) = to_number(column(1, cell), PLACE, decimal=".")
    assert problem.rule == "not-a-number"


@given(
    value=st.decimals(min_value=-(10**9), max_value=10**9, places=2),
    decimal=st.sampled_from([".", ","]),
    grouped=st.booleans(),
    sign=st.sampled_from(["", "$ ", "US$", "S/ "]),
)
def test_a_number_written_in_a_region_is_read_back(value, decimal, grouped, sign):
    text = f"{abs(value):,.2f}" if grouped else f"{abs(value):.2f}"
    if decimal == ",":
        text = text.translate({ord(","): ".", ord("."): ","})
    text = ("-" if value < 0 else "") + sign + text
    numbers, problems = to_number(column(text), PLACE, decimal=decimal)
    assert problems == []
    assert numbers.iloc[0] == pytest.approx(float(value), abs=1e-9)


def test_a_problem_shows_a_few_cells_and_counts_the_rest():
    _, (problem,) = to_number(column(*[f"x{n}" for n in range(9)]), PLACE, decimal=".")
    assert problem.count == 9
    assert problem.rows == (2, 3, 4, 5, 6)
    assert problem.found == ("x0", "x1", "x2", "x3", "x4")
    assert len(problem.found) == MAX_SHOWN


def test_cells_of_a_personal_column_are_never_shown():
    personal = Place("a.csv", "customers", "DNI", personal=True)
    _, (problem,) = to_number(column("Ana Torres"), personal, decimal=".")
    assert problem.found == ()
    assert problem.rows == (2,)


# ------------------------------------------------------------------ decimal marks
@pytest.mark.parametrize(
    ("cells", "evidence"),
    [
        (["1.234,5"], DecimalEvidence(comma=1)),
        (["1,234.5"], DecimalEvidence(dot=1)),
        (["0,5", "12,25"], DecimalEvidence(comma=2)),
        (["0.5", "1.25"], DecimalEvidence(dot=2)),
        (["1.234.567"], DecimalEvidence(comma=1)),
        (["1,234,567"], DecimalEvidence(dot=1)),
        (["1,234", "1.234"], DecimalEvidence(unclear=2)),
        (["0,234"], DecimalEvidence(comma=1)),
        (["1234,567"], DecimalEvidence(comma=1)),
        (["12", "S/ 5", "abc", None, 1.5], DecimalEvidence()),
        (["$ 1.234,50", "-0,5 €"], DecimalEvidence(comma=2)),
    ],
)
def test_only_cells_with_one_reading_prove_a_decimal_mark(cells, evidence):
    assert decimal_evidence(column(*cells)) == evidence


# ------------------------------------------------------------------ scales, flags
def test_text_and_a_number_off_the_scale_are_both_reported():
    answers, problems = to_scale(column("5", "good", "11", "0", "4.5"), PLACE, scale=FIVE)
    assert rules(problems) == ["not-a-number", "off-scale"]
    assert problems[0].rows == (3,)
    assert problems[1].rows == (4, 5, 6)
    assert "from 1 to 5" in problem_text(problems[1], Words("en"))
    assert answers.notna().tolist() == [True, False, False, False, False]


@given(st.lists(st.integers(1, 5), min_size=1))
def test_answers_on_the_scale_come_back_as_they_were(answers):
    typed, problems = to_scale(column(*map(str, answers)), PLACE, scale=FIVE)
    assert problems == []
    assert typed.tolist() == answers


@pytest.mark.parametrize(
    ("cell", "flag"),
    [
        *[(cell, True) for cell in ("Sí", "si", "YES", "y", "1", 1, 1.0, True, "Verdadero", "x")],
        *[(cell, False) for cell in ("No", "n", "0", 0, 0.0, False, "Falso", "FALSE")],
    ],
)
def test_yes_and_no_are_read_in_both_languages(cell, flag):
    flags, problems = to_flag(column(cell), PLACE)
    assert problems == []
    assert flags.tolist() == [flag]


def test_what_is_neither_yes_nor_no_is_a_problem_and_blank_is_not():
    flags, (problem,) = to_flag(column("Churned", None, "no"), PLACE)
    assert problem.rule == "not-a-flag"
    assert problem.rows == (2,)
    assert flags.isna().tolist() == [True, True, False]
