import json

import pandas as pd
import pytest

from cxkit.engagement import TableSpec
from cxkit.intake.mapping.tables import read_table
from cxkit.intake.privacy.protection import personal_names, protect
from cxkit.intake.privacy.pseudonyms import Pseudonyms
from cxkit.language import Words, problem_text

KEY = b"k" * 32


@pytest.fixture
def table(tmp_path):
    """Read a table from files given as text, as ``engagement.yml`` would declare it."""

    def read(name, columns, texts, *, files=None):
        for path, text in texts.items():
            (tmp_path / path).write_text(text, encoding="utf-8")
        spec = {"files": files or list(texts), "columns": columns}
        return read_table(tmp_path, name, TableSpec.model_validate(spec))

    return read


def rules(problems, severity="error"):
    return [problem.rule for problem in problems if problem.severity == severity]


def the(problems, rule):
    (found,) = [problem for problem in problems if problem.rule == rule]
    return found


def said(problem, language="en"):
    return problem_text(problem, Words(language))


def protected(read, names=None):
    found = personal_names([read]) if names is None else names
    return protect(read, pseudonyms=Pseudonyms(KEY), names=found)


# ---------------------------------------------------------------- finding columns
def test_a_heading_is_found_whatever_its_case_and_blanks(table):
    read, problems = table(
        "responses", {"ltr": "¿nos recomendaría?"}, {"a.csv": "¿Nos   Recomendaría?\n9\n"}
    )
    assert rules(problems) == []
    assert read.columns["ltr"].heading == "¿Nos   Recomendaría?"


def test_an_exact_heading_wins_over_one_of_another_case(table):
    read, _ = table("responses", {"ltr": "nps"}, {"a.csv": "NPS,nps\n1,9\n"})
    assert read.frame["ltr"].tolist() == [9]


def test_a_heading_that_is_not_there_names_the_ones_like_it(table):
    read, problems = table(
        "responses",
        {"ltr": "Recomendacion", "date": "Fecha"},
        {"a.csv": "Recomendación,Otra,Fecha\n9,1,2025-01-01\n"},
    )
    problem = the(problems, "column-not-found")
    assert read is None
    assert (problem.file, problem.table, problem.column) == ("a.csv", "responses", "Recomendacion")
    assert "Did you mean “Recomendación”?" in said(problem)


def test_a_heading_unlike_all_others_lists_what_the_file_has(table):
    _, problems = table(
        "responses", {"ltr": "NPS", "touchpoint": "Tienda"}, {"a.csv": "Fecha,Tienda,\n1,2,3\n"}
    )
    assert "The file has: “Fecha”, “Tienda”." in said(the(problems, "column-not-found"))


def test_a_heading_is_never_taken_for_a_placeholder(table):
    _, problems = table(
        "responses",
        {"ltr": "{nps} %s", "touchpoint": "[bold]b"},
        {"a.csv": "{a} %d,[bold]b\n1,2\n"},
    )
    assert "{a} %d" in said(the(problems, "column-not-found"))


def test_all_problems_of_a_table_are_collected(table):
    _, problems = table(
        "customers",
        {"customer_id": "id", "revenue": "rev", "start_date": "from", "margin": "margen"},
        {"a.csv": "id,rev,from\n1,x,2025-01-01\n1,5,31/31/2025\n,-,2025-01-02\n"},
    )
    assert sorted(rules(problems)) == [
        "blank-required",
        "column-not-found",
        "duplicate-id",
        "not-a-date",
        "not-a-number",
    ]


# -------------------------------------------------------------------- row numbers
def test_rows_are_numbered_as_a_spreadsheet_does_across_blank_lines(table):
    text = "id,nps\n1,9\n\n\n2,11\n3,8\n\n4,twelve\n"
    _, problems = table("responses", {"response_id": "id", "ltr": "nps"}, {"a.csv": text})
    assert the(problems, "off-scale").rows == (5,)
    assert the(problems, "not-a-number").rows == (8,)


def test_rows_of_stacked_files_are_numbered_file_by_file(table):
    files = {"a.csv": "id,nps\nA,9\nB,8\n", "b.csv": "id,nps\nC,7\nA,6\nD,11\n"}
    _, problems = table("responses", {"response_id": "id", "ltr": "nps"}, files)
    off = the(problems, "off-scale")
    assert (off.file, off.rows) == ("b.csv", (4,))
    twice = [problem for problem in problems if problem.rule == "duplicate-id"]
    assert [(problem.file, problem.rows) for problem in twice] == [("a.csv", (2,)), ("b.csv", (3,))]


def test_rows_of_a_joined_file_are_its_own(table):
    files = [{"path": "a.csv", "key": "id"}, {"path": "b.csv", "key": "id"}]
    _, problems = table(
        "customers",
        {"customer_id": "id", "tenure": {"from": "months", "unit": "months"}},
        {"a.csv": "id\nx\ny\nz\n", "b.csv": "id,months\nz,3\nq,1\ny,2\nx,-5\n"},
        files=files,
    )
    negative = the(problems, "negative")
    assert (negative.file, negative.column, negative.rows) == ("b.csv", "months", (5,))


# ------------------------------------------------------------------ several files
def test_files_with_the_same_headings_are_stacked_in_their_order(table):
    read, problems = table(
        "responses",
        {"ltr": "nps"},
        {"a.csv": "nps\n9\n8\n", "b.csv": "other,nps\nx,7\n", "c.csv": "nps\n6\n"},
    )
    assert rules(problems) == []
    assert read.frame["ltr"].tolist() == [9, 8, 7, 6]
    assert [file.path for file in read.files] == ["a.csv", "b.csv", "c.csv"]
    assert [file.rows for file in read.files] == [2, 1, 1]


def test_a_stacked_file_without_a_column_is_named(table):
    _, problems = table("responses", {"ltr": "nps"}, {"a.csv": "nps\n9\n", "b.csv": "nsp\n8\n"})
    assert the(problems, "headings-not-found").file == "b.csv"


def test_a_column_of_one_stacked_file_is_blank_in_the_others(table):
    read, problems = table(
        "responses",
        {"ltr": "nps", "csat": {"from": "sat", "scale": [1, 5], "file": "b.csv"}},
        {"a.csv": "nps\n9\n", "b.csv": "nps,sat\n8,5\n"},
    )
    assert rules(problems) == []
    assert read.frame["csat"].isna().tolist() == [True, False]
    assert read.columns["csat"].file == "b.csv"


def test_problems_of_all_stacked_files_are_reported_though_one_is_missing(table, tmp_path):
    spec = TableSpec.model_validate({"files": ["gone.csv", "b.csv"], "columns": {"ltr": "nps"}})
    (tmp_path / "b.csv").write_text("nps\n11\n")
    read, problems = read_table(tmp_path, "responses", spec)
    assert read is None
    assert {problem.file for problem in problems} == {"gone.csv", "b.csv"}


JOINED = [{"path": "a.csv", "key": "id"}, {"path": "b.csv", "key": "customer"}]


def test_files_are_joined_by_their_keys_onto_the_first(table):
    read, problems = table(
        "customers",
        {"customer_id": "id", "revenue": "rev", "churned": "left"},
        {"a.csv": "id,rev\n1,10\n2,20\n3,30\n", "b.csv": "customer,left\n3,yes\n1,no\n2,no\n"},
        files=JOINED,
    )
    assert rules(problems) == []
    assert problems == []
    assert read.frame["revenue"].tolist() == [10, 20, 30]
    assert read.frame["churned"].tolist() == [False, False, True]
    assert read.columns["churned"].file == "b.csv"


def test_a_number_and_a_text_are_the_same_key(table, tmp_path):
    pd.DataFrame({"customer": [1.0, 2.0], "left": ["yes", "no"]}).to_excel(
        tmp_path / "b.xlsx", index=False
    )
    spec = TableSpec.model_validate(
        {
            "files": [{"path": "a.csv", "key": "id"}, {"path": "b.xlsx", "key": "customer"}],
            "columns": {"customer_id": "id", "churned": "left"},
        }
    )
    (tmp_path / "a.csv").write_text("id\n1\n2\n")
    read, problems = read_table(tmp_path, "customers", spec)
    assert rules(problems) == []
    assert read.frame["churned"].tolist() == [True, False]


def test_rows_without_a_partner_are_blank_and_said(table):
    read, problems = table(
        "customers",
        {"customer_id": "id", "churned": "left"},
        {"a.csv": "id\n1\n2\n3\n", "b.csv": "customer,left\n1,yes\n8,no\n9,no\n"},
        files=JOINED,
    )
    warning, note = the(problems, "key-unmatched"), the(problems, "key-left-out")
    assert (warning.severity, warning.file) == ("warning", "b.csv")
    assert said(warning).startswith("2 of 3 rows of the first file have no row here.")
    assert note.severity == "note"
    assert said(note) == "2 of 3 rows have no row in the first file and were left out."
    assert read.frame["churned"].isna().tolist() == [False, True, True]


def test_keys_that_match_nothing_are_an_error(table):
    read, problems = table(
        "customers",
        {"customer_id": "id", "churned": "left"},
        {"a.csv": "id\n1\n2\n", "b.csv": "customer,left\nC1,yes\nC2,no\n"},
        files=JOINED,
    )
    assert read is None
    assert rules(problems) == ["key-unmatched"]


def test_a_key_that_repeats_in_a_joined_file_is_an_error_that_shows_rows_only(table):
    read, problems = table(
        "customers",
        {"customer_id": "id", "churned": "left"},
        {"a.csv": "id\nana\n", "b.csv": "customer,left\nana,yes\nluis,no\nana,no\n"},
        files=JOINED,
    )
    problem = the(problems, "key-not-unique")
    assert read is None
    assert problem.rows == (2, 4)
    assert problem.found == ()


def test_a_key_may_repeat_in_the_first_file(table):
    read, problems = table(
        "responses",
        {"customer_id": "id", "ltr": "nps", "plan": {"role": "segment"}},
        {"a.csv": "id,nps\n1,9\n1,8\n2,7\n", "b.csv": "customer,plan\n1,Gold\n2,Basic\n"},
        files=JOINED,
    )
    assert rules(problems) == []
    assert read.frame["plan"].tolist() == ["Gold", "Gold", "Basic"]


def test_a_heading_in_several_joined_files_has_to_say_which(table):
    files = {"a.csv": "id,rev\n1,10\n", "b.csv": "customer,rev\n1,99\n"}
    columns = {"customer_id": "id", "revenue": "rev"}
    read, problems = table("customers", columns, files, files=JOINED)
    problem = the(problems, "column-in-several-files")
    assert read is None
    assert "a.csv, b.csv" in said(problem)
    columns["revenue"] = {"from": "rev", "file": "b.csv"}
    read, problems = table("customers", columns, files, files=JOINED)
    assert rules(problems) == []
    assert read.frame["revenue"].tolist() == [99]


def test_a_heading_missing_from_the_joined_file_it_names_is_said(table):
    read, problems = table(
        "customers",
        {"customer_id": "id", "revenue": {"from": "revenue", "file": "b.csv"}},
        {"a.csv": "id\n1\n", "b.csv": "customer,revenues\n1,99\n"},
        files=JOINED,
    )
    problem = the(problems, "column-not-found")
    assert read is None
    assert problem.file == "b.csv"
    assert "Did you mean “revenues”?" in said(problem)


def test_a_heading_in_no_joined_file_is_said_once(table):
    _, problems = table(
        "customers",
        {"customer_id": "id", "revenue": "money"},
        {"a.csv": "id\n1\n", "b.csv": "customer,left\n1,no\n"},
        files=JOINED,
    )
    assert rules(problems) == ["column-not-found"]
    assert "in any file of the table" in said(problems[0])


def test_a_key_that_is_no_heading_is_an_error(table):
    _, problems = table(
        "customers",
        {"customer_id": "id", "churned": "left"},
        {"a.csv": "id\n1\n", "b.csv": "cliente,left\n1,yes\n"},
        files=JOINED,
    )
    problem = the(problems, "column-not-found")
    assert (problem.file, problem.column) == ("b.csv", "customer")


# ------------------------------------------------------------- headings elsewhere
SURVEY = {"response_id": "id", "ltr": "recomienda", "touchpoint": "canal"}
RECORDS = "1,9,Ana Quispe,987654321\n2,8,Luis Rojas,912345678\n"
SECRETS = ("Ana", "Quispe", "987654321", "Luis", "Rojas", "column 2", "column 4", "Clínica")


def test_headings_below_titles_are_found_and_no_cell_is_shown(table):
    titles = "Clínica Ana Quispe,,,\n\nClínica,Clínica,,\n"
    _, problems = table("responses", SURVEY, {"a.csv": f"{titles}id,Recomienda,canal,x\n{RECORDS}"})
    problem = the(problems, "headings-not-found")
    assert rules(problems) == ["headings-not-found"]
    assert (problem.file, problem.table, problem.column) == ("a.csv", "responses", "")
    assert said(problem) == (
        "None of the 3 declared headings is in row 1 of the file, where its headings are "
        "expected. They stand in row 4: write skip_rows: 3 for this file."
    )
    assert said(problem, "es") == (
        "Ninguno de los 3 encabezados declarados está en la fila 1 del archivo, donde se "
        "esperan. Están en la fila 4: escriba skip_rows: 3 para este archivo."
    )
    for secret in SECRETS:
        assert secret not in str(problems)


def test_what_the_remedy_says_makes_the_file_readable(table):
    text = f"Clínica,,,\n\nNotas,,,\nid,Recomienda,canal,x\n{RECORDS}"
    files = [{"path": "a.csv", "skip_rows": 3}]
    read, problems = table("responses", SURVEY, {"a.csv": text}, files=files)
    assert rules(problems) == []
    assert read.frame["ltr"].tolist() == [9, 8]


def test_headings_that_were_skipped_are_found_above(table):
    files = [{"path": "a.csv", "skip_rows": 2}]
    text = {"a.csv": f"id,recomienda,canal,x\n{RECORDS}{RECORDS}"}
    _, problems = table("responses", SURVEY, text, files=files)
    assert "is in row 3" in said(the(problems, "headings-not-found"))
    assert "row 1: write skip_rows: 0" in said(the(problems, "headings-not-found"))


def test_several_heading_rows_are_looked_for_together(table):
    files = [{"path": "a.csv", "header_rows": 2}]
    columns = {"response_id": "Respuesta / id", "ltr": "Nota / 0-10"}
    text = {"a.csv": f"Clínica,,,\nAna,,,\nRespuesta,Nota,,\nid,0-10,,\n{RECORDS}"}
    _, problems = table("responses", columns, text, files=files)
    assert "row 3: write skip_rows: 2" in said(the(problems, "headings-not-found"))


@pytest.mark.parametrize(
    ("language", "remedy"),
    [
        ("en", "Check “from:” in engagement.yml, and skip_rows and header_rows of the file."),
        ("es", "Revise “from:” en engagement.yml, y skip_rows y header_rows del archivo."),
    ],
)
def test_a_file_without_headings_shows_nothing_of_its_first_row(table, language, remedy):
    rows = "7,,Ana Quispe,Ana Quispe\n" + RECORDS
    _, problems = table("responses", SURVEY, {"a.csv": rows})
    assert rules(problems) == ["headings-not-found"]
    assert said(the(problems, "headings-not-found"), language).endswith(remedy)
    for problem in problems:
        assert not any(secret in str(problem) + said(problem, language) for secret in SECRETS)


def test_a_file_without_headings_that_cannot_be_read_shows_nothing_either(table):
    _, problems = table("responses", SURVEY, {"a.csv": "7,Ana Quispe,Ana Quispe\n1,2,3,4\n"})
    assert rules(problems) == ["row-long"]
    assert "Ana" not in str(problems)


@pytest.mark.parametrize(
    ("above", "end"),
    [(["Clínica", "Ana Quispe"], "row 3: write skip_rows: 2 for this file."), ([], "")],
)
def test_a_workbook_with_titles_or_without_headings_shows_no_cell(tmp_path, above, end):
    rows = [[text, None, None, None] for text in above]
    rows += [["id", "recomienda", "canal", "x"]] if above else []
    rows += [["1", 9, "Ana Quispe", None], ["2", 8, "Ana Quispe", "987654321"]]
    pd.DataFrame(rows).to_excel(tmp_path / "a.xlsx", index=False, header=False)
    spec = TableSpec.model_validate({"files": ["a.xlsx"], "columns": SURVEY})
    _, problems = read_table(tmp_path, "responses", spec)
    assert rules(problems) == ["headings-not-found"]
    assert said(the(problems, "headings-not-found")).endswith(end or "header_rows of the file.")
    assert not any(secret in str(problems) for secret in SECRETS)


def test_skipped_rows_of_a_workbook_are_looked_at_too(tmp_path):
    rows = [["id", "recomienda", "canal"], ["1", 9, "App"], ["2", 8, "App"]]
    pd.DataFrame(rows).to_excel(tmp_path / "a.xlsx", index=False, header=False)
    files = [{"path": "a.xlsx", "skip_rows": 1}]
    spec = TableSpec.model_validate({"files": files, "columns": SURVEY})
    _, problems = read_table(tmp_path, "responses", spec)
    assert "row 1: write skip_rows: 0" in said(the(problems, "headings-not-found"))


def test_a_parquet_file_without_the_declared_columns_is_told_to_check_them(tmp_path):
    pd.DataFrame({"Ana Quispe": ["x"]}).to_parquet(tmp_path / "a.parquet")
    spec = TableSpec.model_validate({"files": ["a.parquet"], "columns": {"ltr": "nps"}})
    _, problems = read_table(tmp_path, "responses", spec)
    assert said(the(problems, "headings-not-found")).endswith("Check “from:” in engagement.yml.")
    assert "Ana" not in str(problems)


def test_a_joined_file_with_its_headings_elsewhere_is_one_problem(table):
    _, problems = table(
        "customers",
        {"customer_id": "id", "churned": "left", "revenue": "rev"},
        {"a.csv": "id\n1\n", "b.csv": "Ana Quispe,,\ncustomer,left,rev\n1,no,5\n"},
        files=JOINED,
    )
    problem = the(problems, "headings-not-found")
    assert rules(problems) == ["headings-not-found"]
    assert problem.file == "b.csv"
    assert "row 2: write skip_rows: 1" in said(problem)
    assert "Ana" not in str(problems)


def test_a_key_that_joined_files_share_is_looked_for_in_each(table):
    _, problems = table(
        "customers",
        {"customer_id": "id"},
        {"a.csv": "id\n1\n", "b.csv": "Ana Quispe,\nid,x\n1,2\n"},
        files=[{"path": "a.csv", "key": "id"}, {"path": "b.csv", "key": "id"}],
    )
    assert rules(problems) == ["headings-not-found"]
    assert said(problems[0]) == (
        "The declared heading is not in row 1 of the file, where its headings are expected. "
        "They stand in row 2: write skip_rows: 1 for this file."
    )


# ------------------------------------------------------------------ decimal marks
@pytest.mark.parametrize(
    ("cells", "rule", "values"),
    [
        (["1,5", "2", "1.234,5"], "decimal-detected", [1.5, 2.0, 1234.5]),
        (["1.5", "1,234"], "decimal-detected", [1.5, 1234.0]),
        (["1,234", "5,678"], "decimal-ambiguous", None),
        (["1.234"], "decimal-ambiguous", None),
        (["1,5", "1.5"], "decimal-mixed", None),
    ],
)
def test_the_decimal_mark_is_proved_said_or_asked_for(table, cells, rule, values):
    text = "id;rev\n" + "".join(f"{n};{cell}\n" for n, cell in enumerate(cells))
    read, problems = table("customers", {"customer_id": "id", "revenue": "rev"}, {"a.csv": text})
    assert the(problems, rule).severity == ("note" if values else "error")
    if values:
        assert read.frame["revenue"].tolist() == values
    else:
        assert read is None


@pytest.mark.parametrize(("decimal", "value"), [(",", 1.234), (".", 1234.0)])
def test_a_declared_decimal_mark_decides(table, decimal, value):
    read, problems = table(
        "customers",
        {"customer_id": "id", "revenue": "rev"},
        {"a.csv": "id;rev\n1;1,234\n"},
        files=[{"path": "a.csv", "decimal": decimal}],
    )
    assert rules(problems) == []
    assert read.frame["revenue"].tolist() == [value]


def test_one_column_proves_the_mark_of_the_whole_file(table):
    read, _ = table(
        "customers",
        {"customer_id": "id", "revenue": "rev", "margin": "mar"},
        {"a.csv": "id;rev;mar\n1;1.234;0,5\n"},
    )
    assert read.frame["revenue"].tolist() == [1234.0]


# ------------------------------------------------------------------ dates, flags, recoding
def test_the_order_of_a_column_beats_that_of_its_file(table):
    read, problems = table(
        "tickets",
        {"opened": "abierto", "resolved": {"from": "closed", "date_order": "mdy"}},
        {"a.csv": "abierto,closed\n03/04/2025,05/01/2025\n"},
        files=[{"path": "a.csv", "date_order": "dmy"}],
    )
    assert rules(problems) == []
    assert read.frame["opened"].dt.month.tolist() == [4]
    assert read.frame["resolved"].dt.month.tolist() == [5]


def test_an_undeclared_order_that_nothing_proves_stops_the_table(table):
    read, problems = table(
        "responses", {"ltr": "nps", "date": "d"}, {"a.csv": "nps,d\n9,03/04/2025\n"}
    )
    assert read is None
    assert rules(problems) == ["date-order-ambiguous"]


def test_a_star_and_an_empty_key_recode_a_column_of_reasons(table):
    read, problems = table(
        "customers",
        {"customer_id": "id", "churned": {"from": "motivo", "values": {"*": "yes", "": "no"}}},
        {"a.csv": "id,motivo\n1,Precio\n2,\n3,Mudanza\n"},
    )
    assert rules(problems) == []
    assert read.frame["churned"].tolist() == [True, False, True]


def test_values_declared_missing_are_blank_in_scores(table):
    read, problems = table(
        "responses",
        {"csat": {"from": "s", "scale": [1, 5], "missing": ["0", "No aplica"]}},
        {"a.csv": "s\n5\n0\nNO APLICA\n4\n"},
    )
    assert problems == []
    assert read.frame["csat"].isna().tolist() == [False, True, True, False]


# ------------------------------------------------------------------------ privacy
PEOPLE = """\
id,nombre,correo,comentario
1,Ana Torres Díaz,ana.torres@mail.com,"Ana Torres Díaz: escríbanme a ana.torres@mail.com"
2,Luis Quispe,luis@mail.pe,"El señor Quispe ya llamó, mi número es 987 654 321"
3,Rosa Paz,rosa@mail.pe,Todo bien
3,Rosa Paz,rosa@mail.pe,La app falla
"""
PERSONAL = {
    "customer_id": "id",
    "name": {"from": "nombre", "role": "personal"},
    "mail": {"from": "correo", "role": "personal"},
    "verbatim2": {"from": "comentario", "role": "verbatim"},
}


def test_personal_columns_are_not_in_the_table_and_comments_are_redacted(table):
    sound = PEOPLE.rsplit("3,Rosa", 1)[0]
    read, problems = table("customers", PERSONAL, {"a.csv": sound})
    assert rules(problems) == []
    safe = protected(read)
    assert list(safe.frame.columns) == ["customer_id", "verbatim2"]
    assert set(safe.columns) == {"customer_id", "verbatim2"}
    left = safe.frame.to_csv()
    for secret in ("Ana", "Torres", "Quispe", "mail.", "987", "654"):
        assert secret not in left
    assert "Todo bien" in left


def test_no_problem_ever_shows_a_personal_value(table):
    _, problems = table("customers", PERSONAL, {"a.csv": PEOPLE})
    assert rules(problems) == ["duplicate-id"]
    told = json.dumps([said(problem) + repr(problem.found) for problem in problems])
    for secret in ("Rosa", "Paz", "mail", "falla"):
        assert secret not in told
    assert the(problems, "duplicate-id").rows == (4, 5)
    assert the(problems, "duplicate-id").found == ()


def test_a_personal_date_that_cannot_be_read_is_shown_by_row_only(table):
    _, problems = table(
        "customers",
        {"customer_id": {"from": "id"}, "born": {"from": "nacido", "role": "personal"}},
        {"a.csv": "id,nacido\nsecret-1,1980-02-30\nsecret-1,x\n"},
    )
    told = " ".join(said(problem) for problem in problems)
    assert rules(problems) == ["duplicate-id"]
    assert "secret" not in told
    assert "1980" not in told


def test_pseudonyms_are_stable_with_the_key_and_the_same_in_every_table(table):
    people, _ = table("customers", {"customer_id": "id"}, {"a.csv": "id\nC-1\nC-2\n"})
    answers, _ = table(
        "responses", {"customer_id": "cliente", "ltr": "nps"}, {"b.csv": "cliente,nps\nC-2,9\n"}
    )
    first = protect(people, pseudonyms=Pseudonyms(KEY), names=frozenset()).frame["customer_id"]
    again = protect(people, pseudonyms=Pseudonyms(KEY), names=frozenset()).frame["customer_id"]
    other = protect(people, pseudonyms=Pseudonyms(b"x" * 32), names=frozenset()).frame[
        "customer_id"
    ]
    joined = protect(answers, pseudonyms=Pseudonyms(KEY), names=frozenset()).frame["customer_id"]
    assert first.tolist() == again.tolist()
    assert joined.iloc[0] == first.iloc[1]
    assert not set(first) & set(other)
    assert not set(first) & {"C-1", "C-2"}


def test_what_a_file_is_goes_into_the_provenance(table):
    read, _ = table("responses", {"ltr": "nps"}, {"a.csv": "nps;x\n9;ñ\n"})
    (file,) = read.files
    assert {what: value for what, value, _ in file.facts}["delimiter"] == ";"
    assert {how for _, _, how in file.facts} <= {"declared", "detected"}
    assert len(file.sha256) == 64
