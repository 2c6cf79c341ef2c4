"""How long each customer was there in the period."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cxkit.economics.basis import YEAR, Customers
from cxkit.economics.growth.amounts import Floats


def years_active(customers: Customers) -> Floats:
    """Return the years that each customer of the frame was there in the period.

    Notes
    -----
    Without leaving dates a customer counts the whole period; without joining dates from its
    first day.
    """
    frame, raw = customers.frame, customers.table.frame.drop_duplicates("customer_id")
    first, last = pd.Timestamp(customers.start), pd.Timestamp(customers.end)
    start = pd.Series(first, index=frame.index)
    if "start_date" in raw:
        known = frame["customer_id"].map(raw.set_index("customer_id")["start_date"])
        dates = pd.to_datetime(known).fillna(first)
        start = dates.where(dates >= first, first)
    seen = frame["end"].fillna(last)
    end = seen.where(seen <= last, last)
    days = (end.dt.normalize() - start.dt.normalize()).dt.days + 1
    return np.asarray(days.clip(lower=0).to_numpy(float) / YEAR, dtype=np.float64)
