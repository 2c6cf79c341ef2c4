"""How many customers a touchpoint reaches, measured where the data allow it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from cxkit.client import Client, Table
from cxkit.engagement import TableName
from cxkit.stats import wilson_interval

Unit = Literal["customers", "cases"]
_ORDER: tuple[TableName, ...] = ("events", "tickets", "responses")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Share of customers, or of cases, that a touchpoint reaches.

    Attributes
    ----------
    share, low, high : float
        Share with its Wilson interval, in [0, 1].
    count, n : int
        Those that met the touchpoint, and all of them.
    unit : {"customers", "cases"}
        What is counted.
    table : str
        Table it is counted in: ``"events"``, ``"tickets"`` or ``"responses"``.
    """

    share: float
    low: float
    high: float
    count: int
    n: int
    unit: Unit
    table: TableName


def reach_by_touchpoint(client: Client) -> dict[str, Reach]:
    """Measure the reach of every touchpoint that some table knows.

    Parameters
    ----------
    client : Client
        Its events come first, then its tickets, then its answers.

    Returns
    -------
    dict
        Reach by touchpoint.

    Notes
    -----
    In the events: customers (cases where no customer is known) with a step there, of all
    that have any event. In the tickets: customers with a ticket about it, of all in the
    table of customers, which is a lower bound: not all who meet a touchpoint complain. In
    the answers: customers who answered about it, of all who answered anything, which tells
    as much of who was invited as of who was there.
    """
    found: dict[str, Reach] = {}
    for name in _ORDER:
        table = client.tables.get(name)
        if table is None or not table.has("touchpoint"):
            continue
        for touchpoint, reach in _measured(client, table, name).items():
            found.setdefault(touchpoint, reach)
    return found


def _measured(client: Client, table: Table, name: TableName) -> dict[str, Reach]:
    unit: Unit = "customers"
    if table.has("customer_id"):
        key = "customer_id"
    elif name == "events" and table.has("case"):
        key, unit = "case", "cases"
    else:
        return {}
    whole = table.frame[key].dropna().nunique()
    customers = client.tables.get("customers")
    if name == "tickets":
        if customers is None or not len(customers):
            return {}
        whole = len(customers)
    pairs = table.frame[[key, "touchpoint"]].dropna().drop_duplicates()
    counts: pd.Series = pairs["touchpoint"].astype(str).value_counts()
    level = client.engagement.confidence
    return {
        str(touchpoint): _reach(int(count), max(int(whole), int(count)), unit, name, level)
        for touchpoint, count in counts.items()
    }


def _reach(count: int, n: int, unit: Unit, table: TableName, confidence: float) -> Reach:
    low, high = wilson_interval(count, n, confidence=confidence)
    return Reach(share=count / n, low=low, high=high, count=count, n=n, unit=unit, table=table)
