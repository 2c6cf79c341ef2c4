"""Which values of one column occur in another, such as customers among those who answered."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc


def is_among(values: pd.Series, known: pd.Series | pd.Index) -> pd.Series:
    """Tell for each value whether it occurs in another column.

    Parameters
    ----------
    values : Series
        Text, such as customers' identifiers.
    known : Series or Index
        Text that may hold them, in any order and as often as it likes.

    Returns
    -------
    Series of bool
        With the index of `values`. A blank value occurs nowhere.

    Notes
    -----
    As `pandas.Series.isin`, which turns each text of `known` into an object of its own when both
    are Arrow columns: a hundred times slower with thousands of customers.
    """
    told = pa.chunked_array(pa.array(values, type=pa.large_string()))
    held = pa.array(known, type=pa.large_string())
    found = pc.is_in(told, value_set=held, skip_nulls=True)
    flags: npt.NDArray[np.bool_] = np.asarray(found, dtype=np.bool_)
    return pd.Series(flags, index=values.index)
