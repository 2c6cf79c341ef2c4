"""Answers that break the rules, through the command line: all said at once."""

import json

import pytest
from hostile_home import ENGAGEMENT, HEADINGS, SURVEY, Fault, replaced, survey

LANGUAGES = pytest.mark.parametrize("language", ["es", "en"])
SOUND = survey()
ROW_5 = "R003,2025-04-04,App,10,"
ROW_6 = "R004,2025-05-05,Caja,6,"


def without_ltr(text: str, row: str, answer: str) -> str:
    """Return a survey in which one row has another answer."""
    return replaced(text, row, f"{row.rsplit(',', 2)[0]},{answer},")


@LANGUAGES
def test_a_recommendation_of_11_is_refused(home, language):
    home.client(files={SURVEY: without_ltr(SOUND, ROW_5, "11")})
    fault = Fault("off-scale", column="recomienda", rows=(5,), found=("11",))
    home.refused(fault, language=language)


@LANGUAGES
def test_a_text_does_not_hide_an_11_in_the_same_column(home, language):
    text = without_ltr(without_ltr(SOUND, ROW_5, "11"), ROW_6, "seis")
    home.client(files={SURVEY: text})
    home.refused(
        Fault("not-a-number", column="recomienda", rows=(6,), found=("seis",)),
        Fault("off-scale", column="recomienda", rows=(5,), found=("11",)),
        language=language,
    )


@LANGUAGES
def test_errors_of_cells_do_not_hide_errors_of_the_table(home, language):
    text = replaced(without_ltr(SOUND, ROW_5, "11"), "R009,", "R008,")
    home.client(files={SURVEY: text})
    home.refused(
        Fault("off-scale", column="recomienda", rows=(5,), found=("11",)),
        Fault("duplicate-id", column="id", rows=(10, 11)),
        language=language,
    )


@LANGUAGES
def test_a_column_that_is_not_in_the_file_is_named(home, language):
    home.client(files={SURVEY: replaced(SOUND, "recomienda", "recomendaria")})
    ran = home.refused(Fault("column-not-found", column="recomienda"), language=language)
    assert "“recomendaria”" in ran.text


@LANGUAGES
def test_identifiers_that_repeat_are_named_by_their_rows_only(home, language):
    home.client(files={SURVEY: replaced(SOUND, "R002,", "R001,")})
    ran = home.refused(Fault("duplicate-id", column="id", rows=(3, 4)), language=language)
    assert "R001" not in ran.text


@LANGUAGES
def test_dates_that_can_be_read_in_two_ways_are_refused(home, language):
    rows = [f"R{n},0{n % 9 + 1}/0{(n + 1) % 9 + 1}/2025,App,5,3,Sur,x" for n in range(3)]
    home.client(files={SURVEY: "\n".join([HEADINGS, *rows])})
    shown = ("01/02/2025", "02/03/2025", "03/04/2025")
    fault = Fault("date-order-ambiguous", column="fecha", rows=(2, 3, 4), found=shown)
    ran = home.refused(fault, language=language)
    assert "date_order: dmy" in ran.text


@LANGUAGES
def test_dates_in_both_orders_are_refused(home, language):
    rows = ["R1,13/02/2025,App,5,3,Sur,x", "R2,02/13/2025,App,5,3,Sur,x"]
    home.client(files={SURVEY: "\n".join([HEADINGS, *rows])})
    found = ("13/02/2025", "02/13/2025")
    home.refused(
        Fault("date-order-mixed", column="fecha", rows=(2, 3), found=found),
        Fault("not-a-date", column="fecha", rows=(3,), found=found[1:]),
        language=language,
    )


@LANGUAGES
def test_answers_given_after_the_data_were_closed_are_refused(home, language):
    rows = ["R1,2026-01-05,App,5,3,Sur,x", "R2,2026-02-03,App,5,3,Sur,x"]
    home.client(files={SURVEY: "\n".join([HEADINGS, *rows])})
    found = ("2026-01-05", "2026-02-03")
    fault = Fault("dates-after-as-of", column="fecha", rows=(2, 3), found=found)
    home.refused(fault, language=language)


def test_a_few_answers_after_the_data_were_closed_are_warned_of(home):
    home.client(files={SURVEY: SOUND + "R900,2026-01-05,App,5,3,Sur,x\n"})
    (warning,) = home.accepted().problems
    assert (warning.rule, warning.severity) == ("dates-after-as-of", "warning")
    assert (warning.rows, warning.count) == ((62,), 1)


def test_an_answer_on_the_closing_day_itself_is_not_late(home):
    home.client(files={SURVEY: SOUND + "R900,2025-12-31 23:59,App,5,3,Sur,x\n"})
    assert home.accepted().problems == ()


@LANGUAGES
def test_negative_weights_are_refused(home, language):
    text = replaced(SOUND, "comentario", "comentario,peso").replace("Todo bien", "Todo bien,1.5")
    lines = text.splitlines()
    lines[3] = lines[3].replace("1.5", "-2.5")
    home.client(
        replaced(ENGAGEMENT, "      verbatim", "      weight: peso\n      verbatim"),
        {SURVEY: "\n".join(lines)},
    )
    home.refused(Fault("negative", column="peso", rows=(4,), found=("-2.5",)), language=language)


THREE_TABLES = (
    ENGAGEMENT
    + """\
  customers:
    file: data/clientes.csv
    columns: {customer_id: id, churned: baja, start_date: alta}
  tickets:
    file: data/reclamos.csv
    columns: {ticket_id: id, opened: abierto, resolved: cerrado}
"""
)
THREE_FILES = {
    SURVEY: without_ltr(SOUND, ROW_5, "11"),
    "data/clientes.csv": "id,baja,alta\nC1,quizás,2024-01-01\nC1,no,ayer\n,no,2024-01-01\n",
    "data/reclamos.csv": "id,abierto,cerrado\nT1,,2025-02-30\nT2,2025-03-01,\n",
}


@LANGUAGES
def test_the_errors_of_three_tables_are_said_at_once(home, language):
    home.client(THREE_TABLES, THREE_FILES)
    customers, tickets = "data/clientes.csv", "data/reclamos.csv"
    home.refused(
        Fault("off-scale", SURVEY, "recomienda", (5,), ("11",)),
        Fault("not-a-flag", customers, "baja", (2,), ("quizás",)),
        Fault("not-a-date", customers, "alta", (3,), ("ayer",)),
        Fault("duplicate-id", customers, "id", (2, 3)),
        Fault("blank-required", customers, "id", (4,)),
        Fault("blank-required", tickets, "abierto", (2,)),
        Fault("not-a-date", tickets, "cerrado", (2,), ("2025-02-30",)),
        language=language,
    )


def test_rows_that_cannot_be_read_are_not_also_called_blank(home):
    engagement = replaced(THREE_TABLES, "file: data/reclamos.csv", "file: data/r.csv")
    sound = {SURVEY: SOUND, "data/clientes.csv": "id,baja,alta\nC1,no,2024-01-01\n"}
    home.client(engagement, {**sound, "data/r.csv": "id,abierto,cerrado\nT1,x,\nT2,,\n"})
    home.refused(
        Fault("not-a-date", "data/r.csv", "abierto", (2,), ("x",)),
        Fault("blank-required", "data/r.csv", "abierto", (3,)),
        language="en",
    )


def test_each_of_several_stacked_files_is_named_with_its_own_rows(home):
    files = replaced(ENGAGEMENT, f"file: {SURVEY}", "files: [data/a.csv, data/b.csv, data/c.csv]")
    home.client(files, {"data/a.csv": survey(3), "data/b.csv": survey(2)})
    home.refused(
        Fault("duplicate-id", "data/a.csv", "id", (2, 3)),
        Fault("duplicate-id", "data/b.csv", "id", (2, 3)),
        Fault("file-missing", "data/c.csv"),
        language="es",
    )


def test_a_joined_file_that_is_missing_is_the_only_error(home):
    files = "files: [{path: data/encuesta.csv, key: id}, {path: data/otra.csv, key: id}]"
    home.client(replaced(ENGAGEMENT, f"file: {SURVEY}", files))
    home.refused(Fault("file-missing", "data/otra.csv"), language="es")


def test_a_key_that_a_joined_file_lacks_is_an_error_and_no_crash(home):
    files = "files: [{path: data/encuesta.csv, key: nada}, {path: data/otra.csv, key: id}]"
    home.client(
        replaced(ENGAGEMENT, f"file: {SURVEY}", files), {"data/otra.csv": "id,plan\nR001,A\n"}
    )
    home.refused(
        Fault("column-not-found", SURVEY, "nada"),
        language="es",
    )


ODD_HEADINGS = [
    "a{}b",
    "50 % {0} {x}",
    "[bold]x[/bold]",
    "[/red]",
    "x\ny",
    ":bank:",
    "=1+1",
    "\u202eabc",
]


@pytest.mark.parametrize("heading", ODD_HEADINGS)
def test_an_odd_heading_is_shown_as_it_is(home, heading):
    engagement = replaced(ENGAGEMENT, "ltr: recomienda", f"ltr: {json.dumps(heading)}")
    quoted = without_ltr(replaced(SOUND, "recomienda", f'"{heading}"'), ROW_5, "11")
    home.client(engagement, {SURVEY: quoted})
    fault = Fault("off-scale", column=heading, rows=(5,), found=("11",))
    ran = home.refused(fault, language="en")
    assert f"“{heading}”".replace("\n", " ").replace("\u202e", "") in ran.text


@pytest.mark.parametrize("heading", ODD_HEADINGS)
def test_an_odd_heading_that_is_not_in_the_file_is_shown_as_it_is(home, heading):
    wanted = heading + "zz"
    home.client(
        replaced(ENGAGEMENT, "ltr: recomienda", f"ltr: {json.dumps(wanted)}"),
        {SURVEY: replaced(SOUND, "recomienda", f'"{heading}"')},
    )
    home.refused(Fault("column-not-found", column=wanted), language="es")


def test_signs_that_steer_a_terminal_are_not_printed(home):
    home.client(
        replaced(ENGAGEMENT, "name: Acme", 'name: "\\e[2JAcme\\u202e"'),
        {SURVEY: without_ltr(SOUND, ROW_5, "\x1b[31mten\x07")},
    )
    ran = home.run("check", "acme", "--language", "en")
    assert ran.code == 1
    assert "ten" in ran.stdout
    assert not set("\x1b\x07\u202e") & set(ran.stdout + ran.stderr)
