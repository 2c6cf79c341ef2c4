"""Counting by codes gives what grouping by pandas gives."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.client import ANSWERS, Column, Table
from cxkit.combinations import coded, combinations

KINDS = {
    "text": (["b", "a", None, "ñ"], "str"),
    "score": ([9.0, 0.0, np.nan, 10.0], "float64"),
    "flag": ([True, False, None], "boolean"),
    "day": ([pd.Timestamp("2025-04-30"), pd.Timestamp("2025-01-01"), pd.NaT], "datetime64[ns]"),
    "whole": ([3, 1, 2], "int64"),
}


def table_of(data, n, names):
    frame = pd.DataFrame(
        {
            name: pd.Series(
                data.draw(st.lists(st.sampled_from(KINDS[name][0]), min_size=n, max_size=n)),
                dtype=KINDS[name][1],
            )
            for name in names
        }
    )
    return Table(
        name="t", frame=frame, columns={name: Column(name=name, role="category") for name in names}
    )


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_cells_are_those_of_a_grouping_blanks_included(data):
    names = data.draw(st.permutations(list(KINDS)))[: data.draw(st.integers(1, 5))]
    table = table_of(data, data.draw(st.integers(0, 25)), names)
    wanted = (
        table.frame.groupby(names, dropna=False, observed=True, sort=False).size().rename(ANSWERS)
    )
    pd.testing.assert_frame_equal(table.cells(names), wanted.reset_index(), check_column_type=False)


def test_a_table_of_counts_adds_up_the_answers_that_its_rows_stand_for():
    frame = pd.DataFrame({"a": ["x", "y", "x", None], ANSWERS: [2.0, 3.0, 5.0, np.nan]})
    columns = {name: Column(name=name, role="category") for name in frame}
    found = Table(name="t", frame=frame, columns=columns).cells(["a", ANSWERS])
    assert found["a"].tolist()[:2] == ["x", "y"]
    assert found["a"].isna().tolist() == [False, False, True]
    assert found[ANSWERS].tolist() == [7.0, 3.0, 0.0]


def test_more_possible_combinations_than_a_whole_number_holds_are_told_apart():
    rng = np.random.default_rng(1)
    frame = pd.DataFrame({f"c{place}": rng.permutation(300) for place in range(9)})
    frame = pd.concat([frame, frame.head(10)])
    found = combinations([coded(frame[name]) for name in frame])  # 300 ** 9 > 2 ** 62
    assert sorted(found.counts) == [1] * 290 + [2] * 10
    assert found.places[0].tolist() == list(range(300))


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_column_is_coded_in_order_with_blanks_last(kind):
    values, dtype = KINDS[kind]
    column = coded(pd.Series(values, dtype=dtype))
    held = column.held.dropna()
    assert held.is_monotonic_increasing
    assert column.blank == len(held)
    assert column.held.dtype == pd.Series(values, dtype=dtype).dtype
