import pandas as pd
import pytest

from cxkit.intake.mapping.coerce import clean_cells
from cxkit.intake.mapping.numbers import decimal_evidence, to_number, to_scale
from cxkit.intake.mapping.place import Place
from cxkit.scales import Scale

PLACE = Place("survey.csv", "responses", "Score")


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [(".26", ".", 0.26), ("-.5", ".", -0.5), (",75", ",", 0.75), ("12.", ".", 12.0)],
)
def test_statistics_programs_leave_out_zeros_beside_the_decimal_mark(text, decimal, value):
    cells = pd.Series([text], index=[2], dtype=object)
    typed, problems = to_number(cells, PLACE, decimal=decimal)
    assert typed.tolist() == [value]
    assert problems == []


def test_a_leading_decimal_mark_proves_it():
    assert decimal_evidence(pd.Series([".260"])).dot == 1
    assert decimal_evidence(pd.Series([",260"])).comma == 1


@pytest.mark.parametrize("blank", [".", "#N/D", "NS/NC"])
def test_what_programs_write_for_no_answer_is_read_as_blank_and_said(blank):
    cells = pd.Series([blank, "4"], index=[2, 3], dtype=object)
    typed, problems = to_scale(cells, PLACE, scale=Scale(low=1, high=5, top_box=4))
    assert typed.isna().tolist() == [True, False]
    assert [problem.rule for problem in problems] == ["blank-tokens"]


def test_a_declared_missing_value_is_found_with_and_without_decimals():
    cells = pd.Series(["0", "0.0", "0,00", "10", "0.5", 0.0], dtype=object)
    kept = clean_cells(cells, missing=("0",), values={})
    assert kept.dropna().tolist() == ["10", "0.5"]


def test_a_recoded_value_is_found_with_and_without_decimals():
    cells = pd.Series(["1", "1.0", "2"], dtype=object)
    assert clean_cells(cells, missing=(), values={"1": "yes"}).tolist() == ["yes", "yes", "2"]


def test_an_answer_recoded_to_nothing_is_blank():
    cells = pd.Series(["5", "Don't know"], dtype=object)
    kept = clean_cells(cells, missing=(), values={"Don't know": ""})
    assert kept.tolist() == ["5", None]
