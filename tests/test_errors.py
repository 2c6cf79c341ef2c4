import pytest

from cxkit.errors import (
    MAX_SHOWN,
    CxkitError,
    DataError,
    EngagementError,
    Problem,
    ReportError,
    UsageError,
    shown,
)

OFF = Problem(
    rule="off-scale",
    message="Answers must be from {low} to {high}.",
    remedy="Correct {low}.",
    values={"low": 0, "high": 10},
    file="a.csv",
    table="responses",
    column="NPS {x}",
)


@pytest.mark.parametrize("kind", [DataError, EngagementError, ReportError, UsageError])
def test_every_error_of_the_kit_is_one_kind_of_error_with_its_problems(kind):
    with pytest.raises(CxkitError) as raised:
        raise kind(OFF)
    assert raised.value.problems == (OFF,)


def test_an_error_says_all_its_problems_a_line_each():
    other = Problem(rule="x", message="Plain {braces} stay.", values={"braces": "ones"})
    assert str(DataError([OFF, other])) == (
        "a.csv, responses, NPS {x}: Answers must be from 0 to 10. Correct 0.\nPlain ones stay."
    )


def test_problems_may_come_from_a_generator():
    assert len(DataError(problem for problem in [OFF, OFF]).problems) == 2


def test_a_message_shows_a_few_values_cut_short():
    texts = shown(["x" * 100, *range(10)])
    assert len(texts) == MAX_SHOWN
    assert texts[0] == "x" * 60
    assert texts[1] == "0"


def test_a_problem_cannot_be_changed():
    with pytest.raises(AttributeError):
        OFF.rule = "other"
