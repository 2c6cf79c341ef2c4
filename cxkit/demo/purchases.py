"""Purchases of the customers, dated and with amounts."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cxkit.demo.customers import not_before
from cxkit.demo.profiles import PERIOD, Profile

PURCHASES = 2300


def purchases(profile: Profile, customers: pd.DataFrame) -> pd.DataFrame:
    """Draw purchases: some customers buy often, most seldom, nobody after leaving."""
    rng = profile.rng(7)
    appetite = np.exp(0.8 * rng.standard_normal(len(customers)))
    who = np.sort(rng.choice(len(customers), PURCHASES, p=appetite / appetite.sum()))
    begin = not_before(customers["start_date"], PERIOD[0]).iloc[who]
    until = customers["end_date"].fillna(pd.Timestamp(PERIOD[1])).iloc[who]
    room = (until.to_numpy() - begin.to_numpy()).astype("timedelta64[D]").astype(np.int64)
    day = np.floor(rng.random(PURCHASES) * (room + 1)).astype("timedelta64[D]")
    dates = begin.to_numpy().astype("datetime64[D]") + day
    names = list(profile.products)
    product = rng.choice(len(names), PURCHASES)
    price = np.array(list(profile.products.values()))[product]
    amount = np.round(price * np.exp(0.35 * rng.standard_normal(PURCHASES)), 2)
    channel = rng.choice(len(profile.purchase_channels), PURCHASES)
    table = pd.DataFrame(
        {
            "customer_id": customers["customer_id"].to_numpy()[who],
            "date": pd.Series(dates).astype("datetime64[s]"),
            "product": np.array(names)[product],
            "channel": np.array(profile.purchase_channels)[channel],
            "amount": amount,
        }
    )
    table = table.sort_values(["date", "customer_id", "amount"], kind="stable", ignore_index=True)
    table.insert(0, "transaction_id", [f"V{i:04d}" for i in range(1, PURCHASES + 1)])
    return table
