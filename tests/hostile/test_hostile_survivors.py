"""Odd input that is read as it was meant, through the command line."""

import openpyxl
import pytest
from hostile_home import ENGAGEMENT, HEADINGS, SURVEY, replaced, survey

from cxkit.intake import read_client
from cxkit.workbook import Workbook

SPENT = replaced(
    ENGAGEMENT, "      verbatim", "      gasto: {from: gasto, role: number}\n      verbatim"
)
LANGUAGES = pytest.mark.parametrize("language", ["es", "en"])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-8"])
def test_the_encoding_does_not_matter(home, encoding):
    text = survey().replace("Caja", "Atención")
    data = text.encode(encoding)
    home.client(files={SURVEY: b"\xff\xfe" + data if encoding == "utf-16-le" else data})
    answers = home.accepted().tables["responses"].frame
    assert len(answers) == 60
    assert set(answers["touchpoint"]) == {"Atención", "App"}


def test_a_csv_of_a_spanish_spreadsheet_is_read_and_what_was_assumed_is_said(home):
    text = survey().replace(",", ";").replace("Caja", "Atención").replace("bien", "bien;1.234,50")
    home.client(SPENT, {SURVEY: replaced(text, "comentario", "comentario;gasto").encode("cp1252")})
    found = home.accepted(language="es")
    answers = found.tables["responses"].frame
    assert set(answers["gasto"]) == {1234.5}
    assert set(answers["touchpoint"]) == {"Atención", "App"}
    assert {item.severity for item in found.problems} == {"note"}
    assert {"decimal-detected"} <= {item.rule for item in found.problems}
    assert "cp1252" in home.run("check", "acme").text


@LANGUAGES
def test_a_survey_without_rows_is_warned_of(home, language):
    home.client(files={SURVEY: HEADINGS + "\n"})
    found = home.accepted(language=language)
    assert [(item.rule, item.severity) for item in found.problems] == [("header-only", "warning")]


@LANGUAGES
def test_groups_in_any_script_are_kept(home, language):
    text = survey().replace("Norte", "😀 شمال").replace("Sur", "👩\u200d👩\u200d👧 Ñuñoa")
    home.client(files={SURVEY: text})
    answers = home.accepted(language=language).tables["responses"].frame
    assert set(answers["segment"]) == {"😀 شمال", "👩\u200d👩\u200d👧 Ñuñoa"}


HOSTILE = [
    '=HYPERLINK("http://x")',
    "<script>alert(1)</script>",
    "[bold]x[/bold]",
    "{x} %s",
    "@cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_group_with_a_formula_or_markup_is_a_text(home, text):
    quoted = '"' + text.replace('"', '""') + '"'
    home.client(files={SURVEY: survey().replace("Norte", quoted)})
    answers = home.accepted().tables["responses"].frame
    assert set(answers["segment"]) == {text, "Sur"}


def test_a_formula_in_a_workbook_is_not_evaluated(home):
    path = home.client(replaced(ENGAGEMENT, SURVEY, "data/encuesta.xlsx")) / "data/encuesta.xlsx"
    book = openpyxl.Workbook()
    for line in survey(3).splitlines():
        book.active.append(line.split(","))
    book.active["F2"] = "=1+1"
    book.save(path)
    segments = home.accepted().tables["responses"].frame["segment"]
    assert "2" not in set(segments.dropna().astype(str))


@LANGUAGES
@pytest.mark.parametrize(
    "survey_text",
    [
        pytest.param(HEADINGS + "\n", id="nobody"),
        pytest.param(survey(1), id="one"),
        pytest.param(survey(2), id="two"),
        pytest.param(survey(60, ltr=10, csat=5), id="all-equal-and-best"),
        pytest.param(survey(60, ltr=0, csat=1), id="all-equal-and-worst"),
        pytest.param(survey(60).replace(",App,", ",,").replace(",Caja,", ",,"), id="no-touchpoint"),
        pytest.param(
            "\n".join([HEADINGS, *(f"R{n},2025-03-01,App,,,Sur," for n in range(9))]), id="blank"
        ),
    ],
)
def test_every_sentence_can_be_said_of(home, survey_text, language):
    home.client(files={SURVEY: survey_text})
    home.accepted(language=language)
    book = Workbook(read_client(home.folder()), language=language)
    for finding in book.summary.shown:
        assert "nan" not in str(finding).casefold().split()


def test_signs_that_turn_the_direction_of_what_follows_are_taken_out_of_cells(home):
    home.client(files={SURVEY: survey().replace("Norte", "\u202eNorte\u2066")})
    answers = home.accepted().tables["responses"].frame
    assert set(answers["segment"]) == {"Norte", "Sur"}
