import pytest

from cxkit.intake import check_client, read_client
from cxkit.language import Words, problem_text
from tests.small_client import ENGAGEMENT, write_client

COMMENTS = ENGAGEMENT + "      verbatim: comment\n      who: {from: name, role: personal}\n"
SURVEY = (
    "id,date,touchpoint,recommend,satisfied,segment,comment,name\n"
    "R1,2025-01-31,App,9,5,North,Todo bien,Yolanda Quispe\n"
    "R2,2025-01-31,App,8,5,North,,Luis Rojas\n"
)
HEAD = "response_id,text,approved_by,approved_on\n"
APPROVED = ",A. Sample,2025-12-01\n"


def client(home, rows, *, engagement=COMMENTS, survey=SURVEY):
    return write_client(
        home, engagement=engagement, files={"data/survey.csv": survey, "quotes.csv": HEAD + rows}
    )


def of_quotes(folder):
    return {item.rule: item for item in check_client(folder).problems if item.file == "quotes.csv"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "2 comments in quotes.csv held personal data, which was taken out."),
        ("es", "2 comentarios de quotes.csv contenían datos personales, que se quitaron."),
    ],
)
def test_comments_written_by_hand_are_redacted_and_counted(tmp_path, language, said):
    folder = client(
        tmp_path,
        f",Que gran trato el de Yolanda Quispe ayer{APPROVED}"
        f",Escríbame a ana@correo.pe{APPROVED}"
        f",Todo rápido y claro{APPROVED}",
    )
    problem = of_quotes(folder)["quote-personal"]
    assert (problem.severity, problem.count) == ("warning", 2)
    assert problem_text(problem, Words(language)).startswith(said)
    read = read_client(folder)
    assert [quote.text for quote in read.judgements.quotes] == [
        "Que gran trato el de [name] ayer",
        "Escríbame a [email]",
        "Todo rápido y claro",
    ]
    told = str(check_client(folder).problems)
    assert not any(secret in told for secret in ("Quispe", "correo.pe", "Escríbame"))


def test_one_comment_is_said_in_the_singular(tmp_path):
    problem = of_quotes(client(tmp_path, f",ana@correo.pe{APPROVED}"))["quote-personal"]
    assert problem_text(problem, Words("en")).startswith("One comment in quotes.csv held")
    assert problem_text(problem, Words("es")).startswith("Un comentario de quotes.csv contenía")


def test_approved_rows_without_a_comment_in_the_data_are_counted(tmp_path):
    found = of_quotes(client(tmp_path, f"R1,{APPROVED}R2,{APPROVED}R9,{APPROVED}R9,Bien{APPROVED}"))
    assert list(found) == ["quote-not-found"]
    assert (found["quote-not-found"].severity, found["quote-not-found"].count) == ("warning", 2)
    assert problem_text(found["quote-not-found"], Words("en")).startswith("2 approved rows name")
    assert problem_text(found["quote-not-found"], Words("es")).startswith("2 filas aprobadas")


def test_without_a_column_of_comments_no_row_finds_one(tmp_path):
    found = of_quotes(client(tmp_path, f"R1,{APPROVED}", engagement=ENGAGEMENT))
    assert found["quote-not-found"].count == 1
    assert problem_text(found["quote-not-found"], Words("en")).startswith("One approved row")


def test_answers_that_could_not_be_read_are_not_said_to_be_absent(tmp_path):
    survey = SURVEY.replace(",9,5,", ",99,5,")
    assert of_quotes(client(tmp_path, f"R1,{APPROVED}", survey=survey)) == {}


def test_rows_that_nobody_approved_are_a_note(tmp_path):
    found = of_quotes(client(tmp_path, "R1,,,\nR9,,A. Sample,\n"))
    assert list(found) == ["quote-not-approved"]
    assert (found["quote-not-approved"].severity, found["quote-not-approved"].count) == ("note", 2)
    assert "2 rows have no approval" in problem_text(found["quote-not-approved"], Words("en"))
    assert "2 filas no tienen aprobación" in problem_text(found["quote-not-approved"], Words("es"))


def test_sound_quotes_say_nothing(tmp_path):
    assert of_quotes(client(tmp_path, f"R1,{APPROVED}")) == {}


def test_a_file_without_headings_shows_no_comment(tmp_path):
    files = {"quotes.csv": "R1,Me llamo Yolanda Quispe,A. Sample,2025-12-01\n"}
    folder = write_client(tmp_path, files=files)
    assert list(of_quotes(folder)) == ["headings-missing"]
    assert "olanda" not in str(check_client(folder).problems)
