"""Rows handed in twice: equal in everything, or the same customer, touchpoint and day."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cxkit.client import Table

BoolArray = npt.NDArray[np.bool_]


def repeated(table: Table) -> BoolArray | None:
    """Tell which rows are equal to an earlier one in every column but their identifiers.

    Parameters
    ----------
    table : Table
        One row a questionnaire, ticket or purchase.

    Returns
    -------
    array of bool, shape (n,), or None
        None where no key and no comment tells rows apart, so that equal rows may be different
        people. Rows without either are not counted.
    """
    ids = {column.name for column in table.with_role("id")}
    telling = [column.name for column in table.with_role("key", "verbatim")]
    if not telling or not len(table):
        return None
    frame = table.frame[[name for name in table.columns if name not in ids]]
    known = frame[telling].notna().any(axis=1)
    return (frame.duplicated() & known).to_numpy(dtype=bool)


def repeated_rows(table: Table) -> int | None:
    """Count rows equal to an earlier one in every column but their identifiers.

    Parameters
    ----------
    table : Table
        One row a questionnaire, ticket or purchase.

    Returns
    -------
    int or None
        None where no key and no comment tells rows apart, so that equal rows may be different
        people. Rows without either are not counted.
    """
    found = repeated(table)
    return None if found is None else int(found.sum())


def same_day(table: Table) -> tuple[BoolArray, BoolArray] | None:
    """Tell which answers a customer gave after another one on the same day and touchpoint.

    Parameters
    ----------
    table : Table
        One row a questionnaire.

    Returns
    -------
    found, known : array of bool, shape (n,)
        Second and later answers, those equal in everything left to `repeated`; and the rows
        with customer and date. None where customers or dates are not known. Without a column
        of touchpoints the day alone counts.
    """
    if not table.has("customer_id", "date"):
        return None
    keys = table.frame[["customer_id"]].assign(day=table.frame["date"].dt.normalize())
    if table.has("touchpoint"):
        keys["touchpoint"] = table.frame["touchpoint"]
    known = keys[["customer_id", "day"]].notna().all(axis=1).to_numpy(dtype=bool)
    again = keys.duplicated().to_numpy(dtype=bool) & known
    copies = repeated(table)
    return (again if copies is None else again & ~copies), known
