"""Whether values of one column occur in another."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from cxkit.membership import is_among

texts = st.lists(st.one_of(st.none(), st.text(max_size=3)), max_size=20)


@given(texts, texts)
def test_it_is_what_pandas_finds_without_blank_values(values, known):
    told, held = pd.Series(values, dtype="str"), pd.Series(known, dtype="str")
    expected = told.isin(held.dropna().tolist()) & told.notna()
    pd.testing.assert_series_equal(is_among(told, held), expected, check_names=False)
    assert is_among(told, pd.Index(held)).tolist() == expected.tolist()


def test_rows_keep_their_index_and_categories_count_as_text():
    told = pd.Series(["a", "b"], index=[7, 3]).astype("category")
    found = is_among(told, pd.Series(["b"]))
    assert found.to_dict() == {7: False, 3: True}
