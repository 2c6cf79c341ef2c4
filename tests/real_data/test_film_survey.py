"""A survey exported with two heading rows and not in UTF-8; facts printed by its authors."""

import pytest

from cxkit.intake import check_client
from cxkit.perception import analyse

pytestmark = pytest.mark.real_data

SEEN = [f"seen_{film}" for film in range(1, 7)]
RANKS = [f"rank_{film}" for film in range(1, 7)]


@pytest.fixture(scope="module")
def survey(clients):
    return clients.read("starwars_surveymonkey")


@pytest.fixture(scope="module")
def answers(survey):
    return survey.tables["responses"].frame


def test_both_heading_rows_are_headings(answers):
    assert len(answers) == answers["response_id"].nunique() == 1186
    assert answers.index[0] == 3


def test_the_encoding_that_was_assumed_is_said(survey):
    assert [note.rule for note in survey.notes] == ["encoding-assumed"]


def test_a_declared_encoding_is_not_questioned(clients):
    declared = ("header_rows: 2}", "header_rows: 2, encoding: mac-roman}")
    client = clients.read("starwars_surveymonkey", declared)
    assert client.notes == ()
    assert len(client.tables["responses"]) == 1186


def test_yes_and_no_are_those_of_the_reference(answers):
    assert int(answers["seen_any"].sum()) == 936
    assert answers["seen_any"].mean() == pytest.approx(936 / 1186)
    assert answers["fan"].value_counts().to_dict() == {True: 552, False: 284}
    assert answers["fan"].isna().sum() == 350


def test_an_option_that_was_ticked_is_yes_and_a_blank_one_no(answers):
    assert answers[SEEN].sum().astype(int).tolist() == [673, 571, 550, 607, 758, 738]
    assert int(answers[SEEN].all(axis="columns").sum()) == 471


def test_the_best_film_of_those_who_saw_all_six(answers):
    saw_all = answers[answers[SEEN].all(axis="columns")]
    assert saw_all[RANKS].eq(1).sum().tolist() == [47, 18, 27, 128, 169, 82]


def test_words_become_ratings_and_unfamiliar_is_no_answer(survey, clients):
    table = analyse(survey).ratings.table.set_index("name")
    raw = (clients.data / "starwars_surveymonkey" / "StarWars.csv").read_text("cp1252")
    assert len(table) == 14
    assert int(table["n"].sum()) == sum(
        raw.count(answer)
        for answer in (
            "Very favorably",
            "Somewhat favorably",
            "Neither favorably nor unfavorably (neutral)",
            "Somewhat unfavorably",
            "Very unfavorably",
        )
    )
    assert table["top_box"].idxmax() == "han_solo"
    assert table["top_box"].idxmin() == "jar_jar"


def test_an_answer_without_a_recode_is_refused_with_its_text(clients):
    folder = clients.folder("starwars_surveymonkey", ("          Somewhat favorably: 4\n", ""))
    errors = check_client(folder).errors
    assert len(errors) == 14
    assert {problem.rule for problem in errors} == {"not-a-number"}
    assert all(problem.found == ("Somewhat favorably",) for problem in errors)
