import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from cxkit.engagement.judgements.entry import (
    DELIMITER,
    CellRefs,
    Count,
    Degree,
    Number,
    Range,
    Refs,
    Share,
    YesNo,
    refuse_repeats,
)

NUMBER = TypeAdapter(Number)


def cell(text: str, delimiter: str = ";") -> float:
    return NUMBER.validate_python(text, context={DELIMITER: delimiter})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0,95", 0.95),
        ("0.95", 0.95),
        ("12,5", 12.5),
        ("1.250.000,5", 1_250_000.5),
        ("1,250,000.5", 1_250_000.5),
        ("1.250.000", 1_250_000.0),
        ("-3", -3.0),
        ("0,125", 0.125),
        ("1\N{NO-BREAK SPACE}234,5", 1234.5),
    ],
)
def test_cells_with_one_possible_reading_are_numbers(text, value):
    assert cell(text) == value


@pytest.mark.parametrize("text", ["12.500", "1,234", "-1.234"])
def test_a_cell_that_may_be_thousands_or_decimals_is_refused(text):
    with pytest.raises(ValidationError) as error:
        cell(text)
    assert error.value.errors()[0]["type"] == "number_ambiguous"


def test_a_point_is_a_decimal_in_a_file_parted_by_commas():
    assert cell("1.234", ",") == 1.234


def test_yaml_has_no_decimal_comma():
    with pytest.raises(ValidationError) as error:
        NUMBER.validate_python("0,95")
    assert error.value.errors()[0]["type"] == "float_parsing"


def test_yaml_refuses_what_may_be_thousands():
    with pytest.raises(ValidationError) as error:
        NUMBER.validate_python("12.500")
    assert error.value.errors()[0]["type"] == "number_ambiguous"


@given(st.integers(-(10**9), 10**9), st.integers(0, 99))
def test_spanish_and_english_spelling_of_an_amount_read_alike(whole, cents):
    english = f"{whole:,}.{cents:02d}"
    spanish = english.replace(",", "_").replace(".", ",").replace("_", ".")
    assert cell(english) == cell(spanish) == float(f"{whole}.{cents:02d}")


@pytest.mark.parametrize(("text", "value"), [("12.500", 12500), ("1,000", 1000), ("7", 7)])
def test_a_whole_number_may_part_its_thousands(text, value):
    assert TypeAdapter(Count).validate_python(text) == value


@pytest.mark.parametrize("text", ["1.5", "-1", "12.50", "uno"])
def test_what_is_no_whole_number_is_refused(text):
    with pytest.raises(ValidationError):
        TypeAdapter(Count).validate_python(text)


@pytest.mark.parametrize("text", ["95", "-0.1", "nan", "inf"])
def test_a_share_outside_0_to_1_is_refused(text):
    with pytest.raises(ValidationError):
        TypeAdapter(Share).validate_python(text)


@pytest.mark.parametrize(
    ("text", "value"), [("sí", True), ("Si", True), ("yes", True), ("no", False), ("NO", False)]
)
def test_yes_and_no_are_read_in_both_languages(text, value):
    assert TypeAdapter(YesNo).validate_python(text) is value


@pytest.mark.parametrize(
    ("text", "value"), [("sí", "yes"), ("en parte", "partly"), ("partly", "partly"), ("no", "no")]
)
def test_degrees_are_read_in_both_languages(text, value):
    assert TypeAdapter(Degree).validate_python(text) == value


def test_one_reference_needs_no_brackets():
    assert TypeAdapter(Refs).validate_python("P1") == ("P1",)
    assert TypeAdapter(Refs).validate_python(["P1", "P2"]) == ("P1", "P2")


@pytest.mark.parametrize("text", ["I1 I2", "I1, I2", "I1|I2", " I1;I2 "])
def test_ids_in_one_cell_may_be_parted_in_several_ways(text):
    assert TypeAdapter(CellRefs).validate_python(text) == ("I1", "I2")


@pytest.mark.parametrize("written", [["10", "20"], {"low": "10", "high": "20"}])
def test_a_range_has_two_spellings(written):
    assert Range.model_validate(written) == Range(low=10, high=20)


def test_one_number_is_a_range_of_one_point():
    assert Range.model_validate("15") == Range(low=15, high=15)


def test_a_range_written_backwards_is_refused():
    with pytest.raises(ValidationError) as error:
        Range.model_validate(["20", "10"])
    assert error.value.errors()[0]["type"] == "range_order"


def test_repeated_ids_are_refused_and_absent_ones_are_not():
    refuse_repeats(["a", None, None, "b"], what="steps")
    with pytest.raises(PydanticCustomError) as error:
        refuse_repeats(["a", "b", "a"], what="steps")
    context = error.value.context or {}
    assert (context["what"], context["name"]) == ("steps", "a")
