"""Reading the different cells once gives what reading every row gives, problems included."""

from dataclasses import astuple

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.engagement import FileSpec, TableSpec
from cxkit.intake.mapping import numbers
from cxkit.intake.mapping.column_types import type_columns
from cxkit.intake.mapping.different_cells import RepeatedPlace, different
from cxkit.intake.mapping.tables import read_table

COLUMNS = {
    "customer_id": {},
    "date": {},
    "ltr": {"missing": ["99"], "values": {"ten": "10"}},
    "segment": {"values": {"": "unknown"}},
    "amount": {"role": "number"},
    "gone": {"role": "flag"},
}
SPEC = TableSpec.model_validate({"files": ["a.csv"], "columns": COLUMNS})
CELLS = {
    "customer_id": ["C1", "c1 ", "C1", "7"],
    "date": ["01/02/2025", "13/02/2025", "02/13/2025", "2025-04-30", "9999-12-31", "soon", ""],
    "ltr": ["9", "10", "ten", "99", "11", "9,5", "nine", "n/a", None],
    "segment": ["Lima", " Lima", "01-May", "", None],
    "amount": ["1.5", "1,5", "1.234", "$ 20", "(3)", "n/a", "much", None],
    "gone": ["yes", "Sí", "no", "0", "perhaps", None],
}
MIXED = [True, 1, 1.0, "1", 0, False, "x", None, pd.Timestamp("2025-04-30")]


def typed(came, found=None):
    def at(key, place):
        return RepeatedPlace(*astuple(place), found=found[key]) if found else place

    headings = {key: key.upper() for key in came}
    return type_columns("responses", SPEC, FileSpec(path="a.csv"), came, headings, at=at)


def check_same(came):
    by_row, unread, problems = typed(came)
    found = {key: different(cells) for key, cells in came.items()}
    once, unread_once, told = typed({key: each.cells for key, each in found.items()}, found)
    assert (unread_once, told) == (unread, problems)
    for key, cells in by_row.items():
        spread = found[key].spread(once[key])
        pd.testing.assert_series_equal(spread, cells, check_names=False)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_text_file_is_read_as_row_by_row(data):
    n = data.draw(st.integers(1, 12))
    rows = pd.Index(sorted(data.draw(st.sets(st.integers(2, 99), min_size=n, max_size=n))))
    check_same(
        {
            key: pd.Series(
                data.draw(st.lists(st.sampled_from(cells), min_size=n, max_size=n)),
                index=rows,
                dtype="str",
            )
            for key, cells in CELLS.items()
        }
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(MIXED), min_size=1, max_size=12))
def test_equal_cells_of_different_kinds_in_a_spreadsheet_are_read_as_row_by_row(cells):
    rows = pd.RangeIndex(2, 2 + len(cells))
    check_same(
        {key: pd.Series(cells, index=rows, dtype=object) for key in ("ltr", "segment", "gone")}
    )


def test_different_cells_keep_the_order_they_come_in_and_the_row_of_the_first():
    cells = pd.Series(["b", None, "a", "b", None, "a"], index=[2, 3, 5, 6, 8, 9], dtype="str")
    found = different(cells)
    assert found.cells.index.tolist() == [2, 3, 5]
    assert found.cells.isna().tolist() == [False, True, False]
    assert found.codes.tolist() == [0, 1, 2, 0, 1, 2]


def test_a_cell_that_repeats_is_read_once(monkeypatch, tmp_path):
    read = []
    plain = numbers._number
    monkeypatch.setattr(
        numbers, "_number", lambda cell, decimal: read.append(cell) or plain(cell, decimal)
    )
    (tmp_path / "a.csv").write_text("ltr;amount\n" + "9;1,5\n8;2\n9;1,5\n" * 50, encoding="utf-8")
    columns = {"ltr": "ltr", "amount": {"from": "amount", "role": "number"}}
    spec = TableSpec.model_validate({"files": ["a.csv"], "columns": columns})
    table, _ = read_table(tmp_path, "responses", spec)
    assert sorted(read) == ["1,5", "2", "8", "9"]
    assert table.frame["amount"].tolist() == [1.5, 2.0, 1.5] * 50


@pytest.mark.parametrize("cells", [[], [None, None]])
def test_a_column_without_cells_stays_one(cells):
    found = different(pd.Series(cells, dtype="str"))
    assert found.spread(found.cells).tolist() == cells or found.spread(found.cells).isna().all()
