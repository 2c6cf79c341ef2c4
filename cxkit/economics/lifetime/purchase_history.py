"""The purchase history of every customer: how often, how recently, for how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

TimeUnit = Literal["day", "week", "month"]
UNIT_DAYS: dict[TimeUnit, float] = {"day": 1.0, "week": 7.0, "month": 365.25 / 12}
HISTORY_COLUMNS = ("customer_id", "x", "t_x", "T", "amount", "first")


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseSummary:
    """Purchases as models of customers without a contract read them.

    Attributes
    ----------
    frame : DataFrame
        One row a customer: ``customer_id``; ``x``, repeat purchases; ``t_x`` and ``T``, time
        from the first purchase to the last one and to the end; ``amount``, mean amount of the
        repeat purchases (NaN without); ``first``, day of the first purchase.
    unit : {"day", "week", "month"}
        Unit of ``t_x`` and ``T``.
    start, as_of : date
        First day with a purchase in the data, and last day counted.
    n_refunds, n_later, n_blank : int
        Rows left out: amounts below 0, purchases after `as_of`, rows without customer, day
        or amount.
    """

    frame: pd.DataFrame
    unit: TimeUnit
    start: date
    as_of: date
    n_refunds: int
    n_later: int
    n_blank: int


def purchase_summary(
    purchases: pd.DataFrame, *, as_of: date, unit: TimeUnit = "week"
) -> PurchaseSummary:
    """Sum purchases up into one history a customer.

    Parameters
    ----------
    purchases : DataFrame
        Columns ``customer_id``, ``date`` and ``amount``, one row a purchase.
    as_of : date
        Last day counted: the end of every history.
    unit : {"day", "week", "month"}, default "week"
        Unit of time; a month is a twelfth of 365.25 days.

    Returns
    -------
    PurchaseSummary
        All purchases of a customer on one day are one. The first is left out of ``x`` and of
        ``amount``: that somebody is a customer at all is what the first purchase says.

    Raises
    ------
    ValueError
        If a column is absent, the unit is not known, or no purchase lies up to `as_of`.
    """
    absent = [name for name in ("customer_id", "date", "amount") if name not in purchases]
    if absent:
        raise ValueError(f"purchases lack the columns {', '.join(absent)}")
    if unit not in UNIT_DAYS:
        raise ValueError(f"the unit must be one of {tuple(UNIT_DAYS)}, got {unit!r}")
    frame = purchases[["customer_id", "date", "amount"]].reset_index(drop=True)
    whole = frame.notna().all(axis=1)
    day = pd.to_datetime(frame["date"]).dt.normalize()
    last = pd.Timestamp(as_of)
    later, refund = whole & (day > last), whole & (frame["amount"] < 0)
    used = whole & ~later & ~refund
    if not used.any():
        raise ValueError(f"no purchase lies up to {as_of}: check the dates and amounts")
    kept = frame.assign(date=day)[used]
    days = kept.groupby(["customer_id", "date"], sort=True, observed=True)["amount"].sum()
    table = days.reset_index()
    same = table["customer_id"].to_numpy()
    is_first = np.ones(len(table), dtype=bool)
    is_first[1:] = same[1:] != same[:-1]
    place = np.cumsum(is_first) - 1
    firsts = table["date"].to_numpy()[is_first]
    number = np.bincount(place)
    ends = np.append(np.flatnonzero(is_first)[1:], len(table)) - 1
    lasts = table["date"].to_numpy()[ends]
    spent = np.bincount(place, weights=np.where(is_first, 0.0, table["amount"].to_numpy(float)))
    again = number - 1
    length = UNIT_DAYS[unit]
    out = pd.DataFrame(
        {
            "customer_id": same[is_first],
            "x": again.astype(np.float64),
            "t_x": _days(lasts - firsts) / length,
            "T": _days(last.to_datetime64() - firsts) / length,
            "amount": np.where(again > 0, spent / np.maximum(again, 1), np.nan),
            "first": firsts,
        }
    )
    # by what was bought, not by identifiers: pseudonyms differ from folder to folder
    out = out.sort_values(["first", "x", "t_x", "amount", "customer_id"], ignore_index=True)
    return PurchaseSummary(
        frame=out,
        unit=unit,
        start=table["date"].min().date(),
        as_of=as_of,
        n_refunds=int((refund & ~later).sum()),
        n_later=int(later.sum()),
        n_blank=int((~whole).sum()),
    )


def _days(span: np.ndarray) -> np.ndarray:
    return np.asarray(span / np.timedelta64(1, "D"), dtype=np.float64)
