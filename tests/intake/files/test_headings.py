from hypothesis import given
from hypothesis import strategies as st

from cxkit.intake.files.headings import heading_key, join_heading_rows, unique_headings


def unique(headings):
    return unique_headings(headings, file="x.csv", table="responses")


def test_surveymonkey_questions_reach_over_their_options():
    rows = [
        ["RespondentID", "Which have you seen?", "", "", "NPS", "Why?"],
        ["", "Film A", "Film B", "Other (please specify)", "Response", "Open-Ended Response"],
    ]
    assert join_heading_rows(rows) == [
        "RespondentID",
        "Which have you seen? / Film A",
        "Which have you seen? / Film B",
        "Which have you seen? / Other (please specify)",
        "NPS",
        "Why?",
    ]


def test_qualtrics_keeps_the_codes_of_its_first_row():
    rows = [["Q1", "Q2"], ["How likely?", "Why?"], ['{"ImportId":"QID1"}', '{"ImportId":"QID2"}']]
    assert join_heading_rows(rows) == ["Q1", "Q2"]


def test_a_column_without_any_heading_does_not_inherit_one():
    assert join_heading_rows([["a", ""], ["b", ""]]) == ["a / b", ""]


def test_three_rows_do_not_carry_a_part_over_the_border_of_the_row_above():
    rows = [["A", "", "B"], ["x", "", ""], ["1", "2", "3"]]
    assert join_heading_rows(rows) == ["A / x / 1", "A / x / 2", "B / 3"]


def test_a_part_that_repeats_the_one_above_is_left_out():
    assert join_heading_rows([["Date"], ["Date"]]) == ["Date"]


def test_repeated_headings_are_numbered_with_a_warning():
    headings, (problem,) = unique(["a", "b", "a", "a"])
    assert headings == ["a", "b", "a (2)", "a (3)"]
    assert (problem.rule, problem.severity, problem.found) == (
        "heading-repeated",
        "warning",
        ("a",),
    )


def test_a_number_that_is_taken_is_passed_over():
    assert unique(["a", "a", "a (2)"])[0] == ["a", "a (3)", "a (2)"]


def test_blank_headings_are_named_by_their_place():
    headings, (problem,) = unique(["a", "", "c"])
    assert headings == ["a", "column 2", "c"]
    assert (problem.rule, problem.severity) == ("heading-blank", "note")


@given(st.lists(st.sampled_from(["", "a", "a (2)", "column 2", "column 3", "b"]), max_size=8))
def test_headings_are_always_unique_and_never_blank(headings):
    result, _ = unique(headings)
    assert len(set(result)) == len(headings)
    assert all(result)


def test_headings_agree_whatever_their_case_and_inner_blanks():
    assert heading_key("\ufeff Fecha  de\nCompra ") == heading_key("fecha de compra")


def test_emphasis_in_an_exported_question_makes_no_difference():
    exported = 'What country do you <strong>live</strong> <span class="x">in</span>?<br/>'
    assert heading_key(exported) == heading_key("What country do you live in?")


def test_signs_that_are_no_tags_stay_in_a_heading():
    assert heading_key("Tickets <24 h> closed") == "tickets <24 h> closed"
