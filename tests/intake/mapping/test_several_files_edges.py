import pandas as pd
import pytest

from cxkit.engagement import FileSpec
from cxkit.intake.files.raw_table import RawTable
from cxkit.intake.mapping.several_files import ReadFile, join


def file(path, keys, column, values):
    rows = range(2, 2 + len(keys))
    typed = pd.DataFrame({column: values}, index=rows)
    key = pd.Series(keys, index=rows, dtype=object)
    raw = RawTable(cells=typed.astype(object), facts=None)
    return ReadFile(FileSpec(path=path, key="id"), raw, typed, key)


def joined(first_keys, other_keys):
    first = file("a.csv", first_keys, "ltr", [float(i) for i in range(len(first_keys))])
    other = file("b.csv", other_keys, "csat", [float(10 + i) for i in range(len(other_keys))])
    frame, origins, problems = join("responses", [first, other])
    return frame, origins, [problem.rule for problem in problems]


@pytest.mark.parametrize("blank", [None, float("nan")])
def test_two_blank_keys_are_no_key_that_repeats(blank):
    frame, origins, rules = joined(["x", "y"], ["y", blank, blank, "x"])
    assert rules == []
    assert frame["csat"].tolist() == [13.0, 10.0]
    assert origins["csat"] == [("b.csv", 5), ("b.csv", 2)]


def test_two_keys_alike_are_a_key_that_repeats():
    frame, _, rules = joined(["x", "y"], ["y", None, "y", "x"])
    assert rules == ["key-not-unique"]
    assert "csat" not in frame


def test_a_row_without_a_key_has_no_partner_among_rows_without_one():
    frame, _, rules = joined(["x", None], ["x", None])
    assert rules == ["key-unmatched"]
    assert frame["csat"].iloc[0] == 10.0
    assert pd.isna(frame["csat"].iloc[1])
