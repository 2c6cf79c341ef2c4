import csv
import hashlib
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxkit.engagement import FileSpec
from cxkit.errors import DataError
from cxkit.intake.files.formats import read_raw

SETTINGS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def read(folder, content, *, written="utf-8", **spec):
    data = content if isinstance(content, bytes) else content.encode(written)
    (folder / "x.csv").write_bytes(data)
    return read_raw(folder, FileSpec(path="x.csv", **spec), table="responses")


def problems(folder, content, **spec):
    with pytest.raises(DataError) as caught:
        read(folder, content, **spec)
    for problem in caught.value.problems:
        assert (problem.file, problem.table) == ("x.csv", "responses")
        assert problem.remedy
    assert str(caught.value)
    return {problem.rule: problem for problem in caught.value.problems}


def grid(raw):
    cells = raw.cells.astype(object)
    return cells.where(cells.notna(), None).to_numpy().tolist()


# ---------------------------------------------------------------- as it came
def test_nothing_is_interpreted(tmp_path):
    raw = read(tmp_path, 'id,a,b,c\n00123,NA,"1,5",\n007,null,nan,TRUE\n')
    assert grid(raw) == [["00123", "NA", "1,5", None], ["007", "null", "nan", "TRUE"]]


def test_formulas_and_scripts_survive_as_text(tmp_path):
    evil = '=HYPERLINK("http://x.example";"click")'
    raw = read(
        tmp_path, 'id;text\n1;"' + evil.replace('"', '""') + '"\n2;<script>alert(1)</script>\n'
    )
    assert raw.cells["text"].tolist() == [evil, "<script>alert(1)</script>"]


def test_a_spanish_spreadsheet_export_is_read(tmp_path):
    raw = read(tmp_path, "Región;Opinión;Media\r\nÁncash;muy bueno;4,5\r\n", written="cp1252")
    assert raw.cells.columns.tolist() == ["Región", "Opinión", "Media"]
    assert grid(raw) == [["Áncash", "muy bueno", "4,5"]]
    assert (raw.facts.encoding, raw.facts.delimiter) == ("cp1252", ";")
    assert raw.facts.detected == ("encoding", "delimiter")


def test_what_is_declared_is_not_called_detected(tmp_path):
    raw = read(tmp_path, "a;b\n1;2\n", delimiter=";")
    assert raw.facts.detected == ("encoding",)


def test_facts_hold_size_shape_and_hash(tmp_path):
    facts = read(tmp_path, b"abc\n1\n").facts
    assert (facts.bytes, facts.rows, facts.columns, facts.format) == (6, 1, 1, "text")
    assert facts.sha256 == hashlib.sha256(b"abc\n1\n").hexdigest()
    assert facts.path == "x.csv"


def test_row_numbers_are_those_of_a_spreadsheet(tmp_path):
    raw = read(tmp_path, 'a,b\n1,2\n\n"x\ny",4\n,\n5,6\n')
    assert raw.cells.index.tolist() == [2, 4, 6]  # row 3 is blank, row 5 has no cell


def test_skipped_rows_count(tmp_path):
    raw = read(tmp_path, "Report\n\na,b\n1,2\n", skip_rows=2)
    assert raw.cells.index.tolist() == [4]


def test_several_heading_rows_make_one(tmp_path):
    raw = read(tmp_path, "ID,Seen?,\n,A,B\n7,x,\n", header_rows=2)
    assert raw.cells.columns.tolist() == ["ID", "Seen? / A", "Seen? / B"]
    assert raw.cells.index.tolist() == [3]


def test_a_delimiter_at_the_end_of_every_line_adds_no_column(tmp_path):
    assert read(tmp_path, "a;b;\n1;2;\n").cells.columns.tolist() == ["a", "b"]
    assert read(tmp_path, "a;b\n1;2;\n3;4;\n", delimiter=";").cells.shape == (2, 2)
    assert read(tmp_path, "a;b;\n1;2\n", delimiter=";").cells.shape == (1, 2)


def test_a_column_without_heading_is_kept_where_it_has_cells(tmp_path):
    raw = read(tmp_path, ",a,\n0,x,y\n")
    assert raw.cells.columns.tolist() == ["column 1", "a", "column 3"]
    assert [problem.rule for problem in raw.problems] == ["heading-blank"]


def test_a_line_that_names_the_delimiter_is_not_the_heading(tmp_path):
    raw = read(tmp_path, "sep=;\na;b\n1;2\n")
    assert raw.cells.columns.tolist() == ["a", "b"]
    assert raw.cells.index.tolist() == [3]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_one(tmp_path, end):
    assert grid(read(tmp_path, f"a,b{end}1,2{end}3,4")) == [["1", "2"], ["3", "4"]]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_other_unicode_files_are_read(tmp_path, encoding):
    (tmp_path / "x.csv").write_bytes("señal;año\nsí;2024\n".encode(encoding))
    raw = read_raw(tmp_path, FileSpec(path="x.csv"), table="responses")
    assert raw.cells.columns.tolist() == ["señal", "año"]
    assert grid(raw) == [["sí", "2024"]]


def test_a_heading_alone_gives_no_rows_and_a_warning(tmp_path):
    raw = read(tmp_path, "a,b\n")
    assert raw.cells.shape == (0, 2)
    assert [(p.rule, p.severity) for p in raw.problems] == [("header-only", "warning")]


def test_more_rows_than_one_block_keep_their_order(tmp_path):
    n = 120_001
    raw = read(tmp_path, "a,b\n" + "".join(f"{i},x\n" for i in range(n)))
    assert raw.cells["a"].tolist() == [str(i) for i in range(n)]
    assert raw.cells.index[-1] == n + 1


# ---------------------------------------------------------------- round trip
LETTERS = st.characters(codec="utf-8", exclude_characters="\0\ufeff\ufffd")
LATIN = st.characters(codec="cp1252", exclude_characters="\0")


def tables(alphabet):
    return st.integers(2, 4).flatmap(
        lambda width: st.lists(
            st.lists(st.text(alphabet, max_size=8), min_size=width, max_size=width), max_size=6
        ).map(lambda rows: [[f"h{i}" for i in range(width)], *rows])
    )


def check_round_trip(folder, table, delimiter, encoding, *, declared):
    with (folder / "x.csv").open("w", encoding=encoding, newline="") as target:
        csv.writer(target, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(table)
    name = "tab" if delimiter == "\t" else delimiter
    spec = FileSpec(path="x.csv", delimiter=name, encoding=encoding if declared else "")
    raw = read_raw(folder, spec, table="responses")
    kept = [(row, line) for row, line in enumerate(table[1:], start=2) if any(line)]
    assert raw.cells.columns.tolist() == table[0]
    assert raw.cells.index.tolist() == [row for row, _ in kept]
    assert grid(raw) == [[cell or None for cell in line] for _, line in kept]


@SETTINGS
@given(
    table=tables(LETTERS),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]),
)
def test_any_unicode_table_is_read_back_cell_for_cell(tmp_path, table, delimiter, encoding):
    check_round_trip(tmp_path, table, delimiter, encoding, declared=True)


@SETTINGS
@given(table=tables(LATIN), delimiter=st.sampled_from([",", ";", "\t", "|"]))
def test_any_windows_table_is_read_back_cell_for_cell(tmp_path, table, delimiter):
    check_round_trip(tmp_path, table, delimiter, "cp1252", declared=True)


@SETTINGS
@given(
    table=tables(st.sampled_from("abcñáé 0123.\"'\n\r")),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le"]),
)
def test_a_plain_table_needs_no_declaration(tmp_path, table, delimiter, encoding):
    with (tmp_path / "x.csv").open("w", encoding=encoding, newline="") as target:
        csv.writer(target, delimiter=delimiter).writerows(table)
    raw = read_raw(tmp_path, FileSpec(path="x.csv"), table="responses")
    assert raw.cells.columns.tolist() == table[0]
    assert grid(raw) == [[cell or None for cell in line] for line in table[1:] if any(line)]


@SETTINGS
@given(data=st.binary(max_size=300))
def test_any_bytes_give_a_table_or_problems(tmp_path, data):
    try:
        raw = read(tmp_path, data)
    except DataError as error:
        told = error.problems
    else:
        told = raw.problems
        assert raw.cells.columns.is_unique
        assert all(problem.severity != "error" for problem in told)
        return
    assert any(problem.severity == "error" for problem in told)


# ---------------------------------------------------------------- refused
def test_an_empty_file_is_refused(tmp_path):
    assert set(problems(tmp_path, b"")) == {"file-empty"}
    assert set(problems(tmp_path, b"\n\n \n")) == {"file-empty"}
    assert set(problems(tmp_path, b"\xef\xbb\xbf")) == {"file-empty"}


def test_zero_bytes_are_reported_with_their_rows(tmp_path):
    found = problems(tmp_path, b"a,b\n1,2\n3,\0\n")
    assert found["zero-bytes"].rows == (3,)


def test_unreadable_letters_are_reported_with_their_rows(tmp_path):
    found = problems(tmp_path, "a,b\nñ,2\n".encode() + b"\xf1,2\n", encoding="utf-8")
    assert found["undecodable"].rows == (3,)


def test_a_declared_encoding_that_does_not_fit_is_refused(tmp_path):
    (tmp_path / "x.csv").write_bytes("a,b\nñ,2\n".encode("cp1252"))
    with pytest.raises(DataError) as caught:
        read_raw(tmp_path, FileSpec(path="x.csv", encoding="utf-8"), table="responses")
    assert [(p.rule, p.rows) for p in caught.value.problems] == [("undecodable", (2,))]


def test_letters_lost_before_are_a_warning_only(tmp_path):
    raw = read(tmp_path, "a,b\nni\ufffdo,2\n")
    assert [(p.rule, p.severity, p.rows) for p in raw.problems] == [
        ("letters-lost", "warning", (2,))
    ]


def test_a_quotation_mark_never_closed_is_found(tmp_path):
    found = problems(tmp_path, 'a,b\n1,"x\n2,y\n3,z\n')
    assert set(found) == {"quote-open"}
    assert found["quote-open"].rows == (2,)


def test_a_quotation_mark_that_swallows_a_large_file_is_found(tmp_path):
    found = problems(tmp_path, 'a,b\n1,2\n3,"x\n' + "2,y\n" * 100_000)
    assert found["quote-open"].rows == (3,)


def test_a_quotation_mark_closed_by_a_later_one_is_found(tmp_path):
    found = problems(tmp_path, 'a,b\n1,"x\n2,y\n3,"z"\n4,w\n')
    assert found["quote-torn"].rows == (2,)


def test_a_quotation_mark_inside_a_cell_is_kept_and_warned_of(tmp_path):
    raw = read(tmp_path, 'a,b\n1,"Hotel "Sol" bueno"\n2,y "z" w\n')
    assert raw.cells["b"].tolist() == ['Hotel Sol" bueno"', 'y "z" w']
    assert [(p.rule, p.rows) for p in raw.problems] == [("quote-stray", (2,))]


def test_short_and_long_rows_are_reported_together(tmp_path):
    rows = "1,2\n" * 3
    found = problems(tmp_path, f"a,b\n{rows}1,2,3\n{rows}1\n{rows}")
    assert found["row-long"].rows == (5,)
    assert found["row-short"].rows == (9,)


def test_only_the_first_rows_are_shown_and_all_counted(tmp_path):
    found = problems(tmp_path, "a,b,c\n" + "1,2,3\n1\n" * 50)
    assert found["row-short"].rows == (3, 5, 7, 9, 11)
    assert found["row-short"].count == 50


def test_a_title_above_the_heading_is_explained(tmp_path):
    found = problems(tmp_path, "Report of June\na,b,c\n" + "1,2,3\n" * 9)
    assert set(found) == {"heading-narrow"}
    assert "skip_rows" in found["heading-narrow"].remedy


def test_a_declared_delimiter_that_parts_nothing_is_warned_of(tmp_path):
    raw = read(tmp_path, "a;b\n1;2\n", delimiter=",")
    assert [problem.rule for problem in raw.problems] == ["delimiter-wrong"]


def test_two_possible_delimiters_are_warned_of(tmp_path):
    raw = read(tmp_path, "Nombre, apellido;Edad\nPérez, Juan;30\n")
    assert [problem.rule for problem in raw.problems] == ["delimiter-unclear"]
    assert raw.facts.delimiter == ";"


def test_an_unknown_encoding_is_refused(tmp_path):
    (tmp_path / "x.csv").write_bytes(b"a\n1\n")
    with pytest.raises(DataError, match="not an encoding"):
        read_raw(tmp_path, FileSpec(path="x.csv", encoding="klingon"), table="responses")


def test_several_faults_are_told_at_once(tmp_path):
    found = problems(tmp_path, b"a,b\n1,\0\n1,2,3\n1,2\n1,2\n1\n")
    assert set(found) == {"zero-bytes", "row-long", "row-short"}


def test_a_line_of_a_million_letters_is_read_and_one_more_is_not(tmp_path):
    cells = ",".join(["x" * 99_999] * 10)  # 999,999 letters
    heading = ",".join("abcdefghij")
    assert read(tmp_path, f"{heading}\n{cells}y\n").cells.shape == (1, 10)
    found = problems(tmp_path, f"{heading}\n{cells}yy\n")
    assert found["line-too-long"].rows == (2,)


def test_a_line_of_200_megabytes_is_refused_in_little_memory(tmp_path):
    with (tmp_path / "x.csv").open("wb") as target:
        target.write(b"id,text\n1,ok\n2,")
        block = b"x" * 1_000_000
        for _ in range(200):
            target.write(block)
    tracemalloc.start()
    with pytest.raises(DataError) as caught:
        read_raw(tmp_path, FileSpec(path="x.csv"), table="responses")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    (tmp_path / "x.csv").unlink()
    assert [(p.rule, p.rows) for p in caught.value.problems] == [("line-too-long", (3,))]
    assert peak < 30_000_000


def test_a_file_parted_by_runs_of_blanks_is_read_and_said(tmp_path):
    raw = read(tmp_path, " id  day      amount\n 001 19970101   11.77\n 002 19970112  2.00 \n")
    assert list(raw.cells.columns) == ["id", "day", "amount"]
    assert grid(raw) == [["001", "19970101", "11.77"], ["002", "19970112", "2.00"]]
    assert raw.facts.delimiter == "space"
    assert "delimiter" in raw.facts.detected
