"""Contacts of the period: what each cost, whose it was, and the customers behind them all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from cxkit.client import Client
from cxkit.economics.basis import Customers
from cxkit.economics.growth.active import years_active
from cxkit.economics.growth.amounts import Amount, Floats
from cxkit.findings import Claim
from cxkit.membership import is_among

Source = Literal["recorded", "agreed"]
"""Costs written in the tickets, or the range agreed in ``economics.yml``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """Tickets of the period and the customers they are drawn with.

    Attributes
    ----------
    frame : DataFrame
        One row a ticket of the period: the columns of the table, ``_weight`` (its cost where
        costs are recorded, else 1) and ``_unit`` (place of its customer in `units`).
    units : DataFrame
        One row a customer, with contacts or without, or a ticket of nobody known:
        ``customer_id`` (blank for nobody), ``years`` there in the period (0 where unknown)
        and the client's segments.
    price : Amount
        What a weight of 1 costs: 1 where costs are recorded, else the agreed range.
    source : {"recorded", "agreed"}
        Where the cost comes from.
    agreed : Amount or None
        Agreed cost of one contact, whether used or not.
    n_priced : int
        Tickets with a cost of their own.
    n_outside, n_negative : int
        Tickets left out as not of the period; recorded costs below 0, taken as blank.
    n_linked : int
        Tickets whose customer is in the table of customers.
    """

    frame: pd.DataFrame
    units: pd.DataFrame
    price: Amount
    source: Source
    agreed: Amount | None
    n_priced: int
    n_outside: int
    n_negative: int
    n_linked: int

    @property
    def claim(self) -> Claim:
        """What costs rest on: they were recorded, or agreed. Neither says what causes contacts."""
        return "association" if self.source == "recorded" else "assumption"

    def per_unit(self, values: Floats) -> Floats:
        """Return the sums of a value of each ticket by customer."""
        places = self.frame["_unit"].to_numpy(int)
        sums = np.bincount(places, weights=values, minlength=len(self.units))
        return sums.astype(np.float64)


def contacts_of(client: Client, customers: Customers | None) -> Contacts | None:
    """Return the contacts of the period; None without tickets or any cost of them.

    Notes
    -----
    A ticket without a cost of its own, such as one still open, counts the mean of those with
    one. Costs below 0 are taken as blank and counted.
    """
    table = client.tables.get("tickets")
    if table is None or not table.has("opened"):
        return None
    plan, economics = client.engagement, client.judgements.economics
    opened = pd.to_datetime(table.frame["opened"])
    first, last = pd.Timestamp(plan.period.start), pd.Timestamp(plan.period.end)
    inside = (opened >= first) & (opened < last + pd.Timedelta(days=1))
    frame = table.frame[inside].reset_index(drop=True)
    agreed = economics.cost_per_contact if economics is not None else None
    known = (
        Amount(value=(agreed.low + agreed.high) / 2, low=agreed.low, high=agreed.high)
        if agreed is not None
        else None
    )
    blank = pd.Series(np.nan, index=frame.index)
    raw = frame["cost"].astype(float) if "cost" in table.columns else blank
    cost = raw.where(raw >= 0)
    recorded = bool(cost.notna().any())
    if frame.empty or not (recorded or (known is not None and known.high > 0)):
        return None
    if recorded and not cost.sum() > 0:
        return None
    weight = cost.fillna(cost.mean()) if recorded else pd.Series(1.0, index=frame.index)
    units, places, linked = _units(frame, customers)
    return Contacts(
        frame=frame.assign(_weight=weight, _unit=places),
        units=units,
        price=Amount(value=1.0, low=1.0, high=1.0) if recorded or known is None else known,
        source="recorded" if recorded else "agreed",
        agreed=known,
        n_priced=int(cost.notna().sum()),
        n_outside=int((~inside).sum()),
        n_negative=int((raw < 0).sum()),
        n_linked=linked,
    )


def _units(
    frame: pd.DataFrame, customers: Customers | None
) -> tuple[pd.DataFrame, np.ndarray, int]:
    """Return customers and tickets of nobody, the place of each ticket, and how many are linked."""
    ids = frame["customer_id"] if "customer_id" in frame else pd.Series(pd.NA, index=frame.index)
    ids = ids.astype("str").where(ids.notna())
    base = pd.DataFrame({"customer_id": pd.Series(dtype="str"), "years": pd.Series(dtype=float)})
    if customers is not None:
        names = ["customer_id", *(column.name for column in customers.segments)]
        base = customers.frame[names].assign(years=years_active(customers))
        base["customer_id"] = base["customer_id"].astype("str")
        base = base.drop_duplicates("customer_id").reset_index(drop=True)
    linked = int(is_among(ids, base["customer_id"]).sum())
    others = ids.dropna()
    others = others[~is_among(others, base["customer_id"])].drop_duplicates()
    nobody = int(ids.isna().sum())
    extra = pd.DataFrame({"customer_id": [*others, *([None] * nobody)], "years": 0.0})
    units = pd.concat([base, extra], ignore_index=True) if len(extra) else base
    place = pd.Series(units.index, index=units["customer_id"])
    places = ids.map(place[place.index.notna()]).to_numpy(float, copy=True)
    places[ids.isna().to_numpy(bool)] = np.arange(len(units) - nobody, len(units))
    return units, places.astype(int), linked
