import pytest

from cxkit.intake.files.text_delimiter import detect_delimiter


def detect(text, *, complete=True):
    return detect_delimiter(text.splitlines(keepends=True), complete=complete)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("id,nps\n1,9\n2,8\n", ","),
        ("id;nps\n1;9\n2;8\n", ";"),
        ("id\tnps\n1\t9\n", "tab"),
        ("id|nps\n1|9\n", "|"),
        ("id;media\n1;4,5\n2;3,5\n", ";"),
        ("Nombre, apellido;Edad\nPérez, Juan;30\n", ";"),
        ("id,a\n1,x;y\n2,z\n", ","),
        ('id,text\n1,"a;b\nc;d"\n2,"e;f"\n', ","),
        ("id;a;b\n", ";"),
        ("comment\nGood, quick, cheap\nBad\nSlow, but kind\nFine\n", ""),
        ("nps\n9\n8\n", ""),
        ("", ""),
    ],
)
def test_the_delimiter_is_found_out(text, name):
    assert detect(text).name == name


def test_two_that_fit_equally_well_are_reported():
    assert detect("Nombre, apellido;Edad\nPérez, Juan;30\n").rivals == (",",)


def test_a_record_cut_off_by_the_sample_does_not_count():
    assert detect("a;b;c\n1;2;3\n1;2", complete=False).rivals == ()
    assert detect("a;b;c\n1;2;3\n1;2", complete=False).name == ";"


def test_titles_above_the_heading_do_not_hide_the_delimiter():
    assert detect("Report of June\n" + "a;b;c\n" * 20).name == ";"


def test_runs_of_blanks_part_the_columns_of_a_printed_table():
    lines = [" customer  date amount\n", " 001 19970101   11.77\n", " 002 19970112  2.00 \n"]
    assert detect_delimiter(lines, complete=True).name == "space"


@pytest.mark.parametrize(
    "lines",
    [
        ["comment\n", "all was very good\n", "too long a wait\n"],
        ["customer name\n", "Ana Torres\n", "Luis Vega\n"],
        ["one two three\n", "a b c\n"],
        ["one two three\n", "a b c\n", "a b c d\n"],
        ["one two three;four\n", "a b c;d\n", "a b c;d\n"],
    ],
)
def test_blanks_in_texts_do_not_part_columns(lines):
    assert detect_delimiter(lines, complete=True).name != "space"
