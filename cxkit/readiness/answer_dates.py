"""Answers dated when they cannot have been given."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.client import Client, Table

BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFaults:
    """Answers whose date does not go with the calendar or with the customer.

    Attributes
    ----------
    dated : int
        Answers with a date.
    outside : int
        Dated outside the engagement's period: other answers, not impossible ones.
    after_as_of : int
        Dated after the day the data were taken.
    before_joined, after_left : int or None
        Dated before the customer joined, and after the customer left; None where the table
        of customers does not tell.
    n : int
        Impossible for any of the last three reasons.
    rows : array of bool, shape (n,)
        The rows of the answers that `n` counts.
    """

    dated: int
    outside: int
    after_as_of: int
    before_joined: int | None
    after_left: int | None
    n: int
    rows: BoolArray = field(repr=False, compare=False)


def date_faults(client: Client, table: Table, counts: IntArray) -> DateFaults | None:
    """Look for answers dated when they cannot have been given.

    Parameters
    ----------
    client : Client
        For the period, the day the data were taken and the table of customers.
    table : Table
        The answers.
    counts : array of int, shape (n,)
        Answers each row stands for.

    Returns
    -------
    DateFaults or None
        None where no answer is dated.

    Notes
    -----
    Whole days are compared: an answer on the day the customer joined or left is possible. An
    answer after leaving may come from a survey of those who left.
    """
    if not table.has("date"):
        return None
    days = table.frame["date"].dt.normalize()
    period = client.engagement.period
    outside = (days > pd.Timestamp(period.end)) | (days < pd.Timestamp(period.start))
    late = (days > pd.Timestamp(client.engagement.as_of)).to_numpy(dtype=bool)
    joined, left = (
        _of_customer(client, table, "start_date"),
        _of_customer(client, table, "end_date"),
    )
    early = None if joined is None else (days < joined).to_numpy(dtype=bool)
    gone = None if left is None else (days > left).to_numpy(dtype=bool)
    rows = late.copy()
    for part in (early, gone):
        if part is not None:
            rows |= part
    return DateFaults(
        dated=int(counts[days.notna().to_numpy()].sum()),
        outside=int(counts[outside.to_numpy(dtype=bool)].sum()),
        after_as_of=int(counts[late].sum()),
        before_joined=None if early is None else int(counts[early].sum()),
        after_left=None if gone is None else int(counts[gone].sum()),
        n=int(counts[rows].sum()),
        rows=rows,
    )


def _of_customer(client: Client, table: Table, name: str) -> pd.Series | None:
    """Return a date of the customer of each answer, by the rows of the answers."""
    customers = client.tables.get("customers")
    if customers is None or not customers.has("customer_id", name) or not table.has("customer_id"):
        return None
    known = customers.frame.dropna(subset=["customer_id"]).drop_duplicates("customer_id")
    dates = known.set_index("customer_id")[name].dt.normalize()
    found = dates.reindex(table.frame["customer_id"].to_numpy())
    return pd.Series(found.to_numpy(), index=table.frame.index)
