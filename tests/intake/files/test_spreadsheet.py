import datetime as dt
import zipfile

import openpyxl
import pytest
import xlsxwriter

from cxkit.engagement import FileSpec
from cxkit.errors import DataError
from cxkit.intake.files import spreadsheet_archive
from cxkit.intake.files.formats import read_raw


def save(folder, sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(folder / "x.xlsx")


def read(folder, **spec):
    return read_raw(folder, FileSpec(path="x.xlsx", **spec), table="responses")


def refused(folder, **spec):
    with pytest.raises(DataError) as caught:
        read(folder, **spec)
    (problem,) = caught.value.problems
    assert problem.remedy
    assert str(caught.value)
    return problem


def test_values_stay_as_stored(tmp_path):
    day = dt.datetime(2024, 3, 1, 10, 30)
    save(tmp_path, {"S": [["id", "n", "x", "day", "flag"], ["007", 7, 1.5, day, True]]})
    raw = read(tmp_path)
    assert raw.cells.iloc[0].tolist() == ["007", 7, 1.5, day, True]
    assert [type(cell) for cell in raw.cells.iloc[0]] == [str, int, float, dt.datetime, bool]
    assert raw.cells.index.tolist() == [2]
    assert (raw.facts.format, raw.facts.sheet, raw.facts.detected) == ("xlsx", "S", ("sheet",))


def test_formula_text_is_text(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "text")
        sheet.write_string(1, 0, '=HYPERLINK("http://x.example")')
        sheet.write_string(2, 0, "<script>alert(1)</script>")
    assert read(tmp_path).cells["text"].tolist() == [
        '=HYPERLINK("http://x.example")',
        "<script>alert(1)</script>",
    ]


def test_blank_rows_and_columns_are_left_out_and_row_numbers_kept(tmp_path):
    rows = [["a", "b", None], [1, 2], [], [None, ""], [3, None], [None]]
    save(tmp_path, {"S": rows})
    raw = read(tmp_path)
    assert raw.cells.columns.tolist() == ["a", "b"]
    assert raw.cells.index.tolist() == [2, 5]
    assert raw.cells["b"].tolist() == [2, None]


def test_a_column_without_heading_is_named_by_its_place(tmp_path):
    save(tmp_path, {"S": [["a", None, "c"], [1, 2, 3]]})
    assert read(tmp_path).cells.columns.tolist() == ["a", "column 2", "c"]


def test_merged_headings_and_several_rows_make_one(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["ID", "Rating", None])
    book.active.append([None, "Staff", "Price"])
    book.active.append([1, 5, 4])
    book.active.merge_cells("B1:C1")
    book.save(tmp_path / "x.xlsx")
    raw = read(tmp_path, header_rows=2)
    assert raw.cells.columns.tolist() == ["ID", "Rating / Staff", "Rating / Price"]


def test_the_declared_sheet_is_read_after_skipped_rows(tmp_path):
    save(tmp_path, {"Notes": [["x"]], "Data": [["Report"], ["a", "b"], [1, 2]]})
    raw = read(tmp_path, sheet="Data", skip_rows=1)
    assert raw.cells.columns.tolist() == ["a", "b"]
    assert raw.cells.index.tolist() == [3]
    assert raw.problems == ()


def test_one_of_several_sheets_taken_undeclared_is_noted(tmp_path):
    save(tmp_path, {"One": [["a"], [1]], "Two": [["b"], [2]]})
    assert [(p.rule, p.severity) for p in read(tmp_path).problems] == [("sheet-assumed", "note")]


def test_an_unknown_sheet_gets_a_proposal(tmp_path):
    save(tmp_path, {"Respuestas": [["a"], [1]]})
    problem = refused(tmp_path, sheet="respuesta")
    assert problem.rule == "sheet-unknown"
    assert problem.values["similar"] == "Respuestas"


def test_an_empty_sheet_is_refused(tmp_path):
    save(tmp_path, {"S": []})
    assert refused(tmp_path).rule == "sheet-empty"


def test_a_heading_alone_is_warned_of(tmp_path):
    save(tmp_path, {"S": [["a", "b"]]})
    raw = read(tmp_path)
    assert raw.cells.shape == (0, 2)
    assert [(p.rule, p.severity) for p in raw.problems] == [("header-only", "warning")]


def test_errors_of_formulas_are_reported_with_their_rows(tmp_path):
    save(tmp_path, {"S": [["a", "b"], [1, "#N/A"], [2, 3], ["#REF!", 4]]})
    (problem,) = read(tmp_path).problems
    assert (problem.rule, problem.severity) == ("cell-errors", "warning")
    assert (problem.rows, problem.found) == ((2, 4), ("#N/A", "#REF!"))


def test_formulas_never_calculated_are_refused(tmp_path):
    save(tmp_path, {"S": [["a", "b"], [1, "=A2*2"], [2, "=A3*2"]]})
    problem = refused(tmp_path)
    assert (problem.rule, problem.rows) == ("formulas-not-calculated", (2, 3))


def test_a_date_outside_the_calendar_is_an_error_cell_not_a_warning_of_python(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["day"])
    book.active.append([99_999_999])
    book.active["A2"].number_format = "yyyy-mm-dd"
    book.save(tmp_path / "x.xlsx")
    assert [problem.rule for problem in read(tmp_path).problems] == ["cell-errors"]


def test_a_damaged_workbook_is_refused(tmp_path):
    save(tmp_path, {"S": [["a"], [1]]})
    whole = (tmp_path / "x.xlsx").read_bytes()
    for cut in (10, len(whole) // 2, len(whole) - 10):
        (tmp_path / "x.xlsx").write_bytes(whole[:cut])
        assert refused(tmp_path).rule == "workbook-damaged"


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert refused(tmp_path).rule == "workbook-damaged"


def rewrite(folder, part, change):
    """Save the workbook again with one part changed."""
    with zipfile.ZipFile(folder / "x.xlsx") as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(folder / "x.xlsx", "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)


def test_a_broken_sheet_is_refused(tmp_path):
    save(tmp_path, {"S": [["a"], [1]]})
    rewrite(tmp_path, "xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) // 2])
    assert refused(tmp_path).rule == "workbook-damaged"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_xml_entities_are_refused(tmp_path, part):
    save(tmp_path, {"S": [["a"], [1]]})
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    rewrite(tmp_path, part, lambda xml: bomb + xml)
    assert refused(tmp_path).rule == "workbook-entities"


def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path):
    save(tmp_path, {"S": [["a"], [1]]})
    rewrite(tmp_path, "xl/worksheets/sheet1.xml", lambda xml: xml + b" " * (60 << 20))
    assert refused(tmp_path).rule == "workbook-too-large"


def test_a_workbook_over_the_unpacked_limit_is_refused(tmp_path, monkeypatch):
    save(tmp_path, {"S": [["a"], [1]]})
    monkeypatch.setattr(spreadsheet_archive, "MAX_UNPACKED", 1_000)
    assert refused(tmp_path).rule == "workbook-too-large"


def test_a_row_number_beyond_any_sheet_is_refused(tmp_path):
    save(tmp_path, {"S": [["a"], [1]]})
    rewrite(
        tmp_path,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b'<row r="2"', b'<row r="4000000000"').replace(
            b'r="A2"', b'r="A4000000000"'
        ),
    )
    assert refused(tmp_path).rule == "workbook-damaged"
