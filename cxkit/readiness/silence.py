"""Customers who never answered, and what they are worth."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from cxkit.client import Client, Column, Table
from cxkit.findings import Evidence, Missing
from cxkit.membership import is_among
from cxkit.readiness.missing import NO_SILENT, UNRELATED


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentGroup:
    """The silent customers of one segment.

    Attributes
    ----------
    column : Column
        What the segment belongs to.
    group : str
        As called in the data.
    n, silent : int
        Customers, and those without any answer.
    """

    column: Column
    group: str
    n: int
    silent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentCustomers:
    """Customers without a single answer.

    Attributes
    ----------
    n, silent : int
        Customers, and those without any answer.
    revenue_share : float
        Their part of all customers' revenue in the period, in [0, 1]; NaN where revenue is
        not known or adds up to nothing.
    unknown : int
        Customers who answered and are not in the table “customers”.
    evidence : Evidence
        Table, columns and base.
    groups : tuple of SilentGroup
        The same by segment, where customers have segments.
    """

    n: int
    silent: int
    revenue_share: float
    unknown: int
    evidence: Evidence
    groups: tuple[SilentGroup, ...] = ()


def silent_customers(client: Client) -> SilentCustomers | Missing:
    """Look up which customers have no answer.

    Parameters
    ----------
    client : Client
        With the tables “customers” and “responses”, joined by “customer_id”.

    Notes
    -----
    A count of all customers listed, not an estimate; customers who were never invited are
    among the silent ones.
    """
    customers, responses = client.tables.get("customers"), client.tables.get("responses")
    if customers is None or responses is None:
        return NO_SILENT
    if not (customers.has("customer_id") and responses.has("customer_id")):
        return NO_SILENT
    ids = customers.frame["customer_id"]
    heard = responses.frame["customer_id"].dropna().drop_duplicates()
    silent = ~is_among(ids, heard)
    if silent.all():
        return UNRELATED
    share = math.nan
    columns: tuple[str, ...] = ("customer_id",)
    if customers.has("revenue"):
        revenue = customers.frame["revenue"].astype("float64").clip(lower=0)
        total = float(revenue.sum())
        share = float(revenue[silent].sum()) / total if total > 0 else math.nan
        columns = ("customer_id", "revenue")
    return SilentCustomers(
        n=len(customers),
        silent=int(silent.sum()),
        revenue_share=share,
        unknown=int((~is_among(heard, ids)).sum()),
        evidence=Evidence(table="customers", columns=columns, n=len(customers)),
        groups=_groups(customers, silent),
    )


def _groups(customers: Table, silent: pd.Series) -> tuple[SilentGroup, ...]:
    """Count the silent customers of every segment, largest segments first."""
    found: list[SilentGroup] = []
    for column in customers.with_role("segment"):
        grouped = silent.groupby(customers.frame[column.name].rename(None), observed=True)
        sizes, without = grouped.size(), grouped.sum()
        if len(sizes) < 2:
            continue
        groups = [
            SilentGroup(column=column, group=str(name), n=int(n), silent=int(none))
            for (name, n), none in zip(sizes.items(), without, strict=True)
        ]
        found += sorted(groups, key=lambda item: -item.n)
    return tuple(found)
