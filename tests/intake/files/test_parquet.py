import datetime as dt
import decimal

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cxkit.engagement import FileSpec
from cxkit.errors import DataError
from cxkit.intake.files import parquet
from cxkit.intake.files.formats import read_raw


def read(folder, table):
    pq.write_table(table, folder / "x.parquet")
    return read_raw(folder, FileSpec(path="x.parquet"), table="responses")


def refused(folder):
    with pytest.raises(DataError) as caught:
        read_raw(folder, FileSpec(path="x.parquet"), table="responses")
    (problem,) = caught.value.problems
    assert problem.remedy
    assert str(caught.value)
    return problem


def test_values_stay_as_stored(tmp_path):
    day = dt.datetime(2024, 3, 1, 10, 30)
    raw = read(
        tmp_path, pa.table({"n": [7], "x": [1.5], "t": ["007"], "day": [day], "flag": [True]})
    )
    assert raw.cells.iloc[0].tolist() == [7, 1.5, "007", pd.Timestamp(day), True]
    assert raw.cells.index.tolist() == [2]
    assert (raw.facts.format, raw.facts.rows, raw.facts.columns) == ("parquet", 1, 5)


def test_whole_numbers_stay_whole_where_some_are_missing(tmp_path):
    big = 2**53 + 1  # a float cannot hold it
    cells = read(tmp_path, pa.table({"id": [big, None]})).cells
    assert cells["id"].tolist() == [big, None]


def test_missing_and_empty_texts_are_both_missing(tmp_path):
    assert read(tmp_path, pa.table({"t": ["a", "", None]})).cells["t"].isna().tolist() == [
        False,
        True,
        True,
    ]


def test_dictionaries_decimals_and_bytes_become_plain(tmp_path):
    table = pa.table(
        {
            "d": pa.array(["a", "b"]).dictionary_encode(),
            "m": pa.array([decimal.Decimal("1.50"), None]),
            "b": pa.array([b"caf\xc3\xa9", None]),
        }
    )
    cells = read(tmp_path, table).cells
    assert cells["d"].tolist() == ["a", "b"]
    assert cells["m"].iloc[0] == 1.5
    assert cells["b"].iloc[0] == "café"


def test_an_index_saved_by_pandas_is_a_column(tmp_path):
    frame = pd.DataFrame({"a": [1, 2]}, index=pd.Index(["x", "y"], name="key"))
    raw = read(tmp_path, pa.Table.from_pandas(frame))
    assert raw.cells.columns.tolist() == ["a", "key"]


def test_repeated_columns_are_numbered(tmp_path):
    table = pa.Table.from_arrays([pa.array([1]), pa.array([2])], names=["a", "a"])
    raw = read(tmp_path, table)
    assert raw.cells.columns.tolist() == ["a", "a (2)"]
    assert [problem.rule for problem in raw.problems] == ["heading-repeated"]


def test_no_rows_are_warned_of(tmp_path):
    raw = read(tmp_path, pa.table({"a": pa.array([], pa.int64())}))
    assert [(p.rule, p.severity) for p in raw.problems] == [("header-only", "warning")]


def test_nested_columns_are_refused_by_name(tmp_path):
    pq.write_table(pa.table({"a": [1], "tags": [["x"]], "s": [{"k": 1}]}), tmp_path / "x.parquet")
    problem = refused(tmp_path)
    assert (problem.rule, problem.found) == ("columns-nested", ("tags", "s"))


def test_a_file_without_columns_is_refused(tmp_path):
    pq.write_table(pa.table({}), tmp_path / "x.parquet")
    assert refused(tmp_path).rule == "file-empty"


def test_bytes_that_are_not_text_are_refused(tmp_path):
    pq.write_table(pa.table({"b": pa.array([b"\xff\xfe\x00"])}), tmp_path / "x.parquet")
    assert refused(tmp_path).rule == "parquet-damaged"


def test_a_damaged_file_is_refused(tmp_path):
    pq.write_table(pa.table({"a": list(range(1000))}), tmp_path / "x.parquet")
    whole = (tmp_path / "x.parquet").read_bytes()
    middle = len(whole) // 2
    for content in (whole[:10], whole[:middle], whole[:4] + b"\0" * 200 + whole[204:]):
        (tmp_path / "x.parquet").write_bytes(content)
        assert refused(tmp_path).rule == "parquet-damaged"


def test_a_file_over_the_unpacked_limit_is_refused(tmp_path, monkeypatch):
    pq.write_table(pa.table({"a": list(range(1000))}), tmp_path / "x.parquet")
    monkeypatch.setattr(parquet, "MAX_UNPACKED", 100)
    assert refused(tmp_path).rule == "file-too-large"
