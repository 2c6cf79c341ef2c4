"""Value of customers without a contract, from the client's purchases."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from cxkit.client import Client, Column
from cxkit.economics.basis import MOST_GROUPS, YEAR, Money
from cxkit.economics.lifetime import missing
from cxkit.economics.lifetime.buyer_value import (
    GroupValue,
    Histories,
    Projection,
    customer_values,
    group_values,
)
from cxkit.economics.lifetime.discounting import discount_of_period
from cxkit.economics.lifetime.purchase_history import (
    UNIT_DAYS,
    PurchaseSummary,
    TimeUnit,
    purchase_summary,
)
from cxkit.economics.lifetime.purchase_model import PurchaseFit, fit_purchases, histories
from cxkit.economics.lifetime.purchases_ahead import chance_alive
from cxkit.economics.lifetime.resampling import SEED
from cxkit.economics.lifetime.spend_model import SpendCheck, SpendFit, check_spend, fit_spend
from cxkit.economics.lifetime.tracking import Tracking, track_purchases
from cxkit.engagement.judgements import Economics
from cxkit.findings import Claim, Evidence, Missing

UNIT: TimeUnit = "week"
WIDEST_RANGE = 10.0
"""Upper over lower limit of the mean value beyond which no value is stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyers:
    """Customers without a contract, their purchases to come and what they are worth.

    Attributes
    ----------
    purchases, spend : PurchaseFit, SpendFit
        BG/NBD and Gamma-Gamma models.
    check : SpendCheck
        Whether frequency and amount are unrelated, as the models take them.
    frame : DataFrame
        One row a customer: ``customer_id``, ``x``, ``t_x``, ``T``, ``amount``, ``first``,
        ``segment``, ``alive`` (chance to be still buying), ``purchases`` (expected within the
        horizon, discounted), ``value``.
    overall : GroupValue
        All customers.
    column : Column or None
        Segment; None where there is none.
    groups : tuple of (str, GroupValue)
        By segment, highest value first.
    summary : PurchaseSummary
        What was left out of the table, and the unit of time.
    n_cut : int
        Customers left out: they joined before the first purchase in the data.
    joined_known : bool
        Whether the data say when customers joined; if not, the first purchase seen is taken
        as the first.
    discount, years, margin
        Conventions: rate a year, years counted, share of an amount that is margin.
    money : {"share", "revenue"}
        Whether value is margin or revenue.
    claim : Claim
        What the value rests on.
    evidence : Evidence
        Table and columns.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    """

    purchases: PurchaseFit
    spend: SpendFit
    check: SpendCheck
    frame: pd.DataFrame
    overall: GroupValue
    column: Column | None
    groups: tuple[tuple[str, GroupValue], ...]
    summary: PurchaseSummary
    n_cut: int
    joined_known: bool
    discount: float
    years: int
    margin: float
    money: Money
    claim: Claim
    evidence: Evidence
    confidence: float
    min_base: int

    @property
    def observed_years(self) -> float:
        """Years of purchases in the data."""
        return (self.summary.as_of - self.summary.start).days / YEAR


def buyers_of(client: Client) -> Buyers | Missing:
    """Return what customers without a contract are worth, or say what it takes."""
    agreed = client.judgements.economics or Economics()
    reason = _reason(client, agreed)
    if reason is not None:
        return reason
    if agreed.discount_rate is None or agreed.horizon_years is None:
        return replace(missing.NO_TERMS, what=missing.NO_PURCHASES.what)
    plan = client.engagement
    known = known_purchases(client)
    if known is None or known.rows.empty:
        return missing.FEW_BUYERS
    try:
        summary = purchase_summary(known.rows, as_of=plan.as_of, unit=UNIT)
    except ValueError:
        return missing.NO_PURCHASES
    frame = summary.frame[summary.frame["T"] > 0]
    column, names = _segment(client, frame)
    order = ["first", "x", "t_x", "amount", "segment", "customer_id"]
    frame = frame.assign(segment=names).sort_values(order, ignore_index=True)
    again = frame[(frame["x"] > 0) & (frame["amount"] > 0)]
    if len(again) < plan.min_base:
        return missing.FEW_BUYERS
    try:
        purchases = fit_purchases(histories(frame["x"], frame["t_x"], frame["T"]))
        spend = fit_spend(again["x"], again["amount"])
    except ValueError:
        return missing.NOT_DETERMINED
    if not spend.q > 1:
        return missing.NOT_DETERMINED
    data = Histories(
        x=frame["x"].to_numpy(float),
        t_x=frame["t_x"].to_numpy(float),
        T=frame["T"].to_numpy(float),
        amount=frame["amount"].fillna(0.0).to_numpy(float),
    )
    weeks = YEAR / UNIT_DAYS[UNIT]
    ahead = Projection(
        horizon=agreed.horizon_years * weeks,
        discount=discount_of_period(agreed.discount_rate, weeks),
        share=agreed.margin if agreed.margin is not None else 1.0,
        confidence=plan.confidence,
    )
    bought, value = customer_values(purchases, spend, data, ahead)
    frame["alive"] = chance_alive(purchases.parameters, data.x, data.t_x, data.T)
    frame["purchases"], frame["value"] = bought, value
    rng = np.random.default_rng(SEED)
    codes, levels = pd.factorize(frame["segment"], sort=True)
    *found, overall = group_values(purchases, spend, data, codes.astype(np.int64), ahead, rng=rng)
    if not overall.high < WIDEST_RANGE * overall.low:
        return missing.NOT_DETERMINED
    groups = [(str(name), item) for name, item in zip(levels, found, strict=True)]
    return Buyers(
        purchases=purchases,
        spend=spend,
        check=check_spend(again["x"], again["amount"], confidence=plan.confidence),
        frame=frame,
        overall=overall,
        column=column,
        groups=tuple(sorted(groups, key=lambda item: -item[1].value)),
        summary=summary,
        n_cut=known.n_cut,
        joined_known=known.joined_known,
        discount=agreed.discount_rate,
        years=agreed.horizon_years,
        margin=ahead.share,
        money="share" if agreed.margin is not None else "revenue",
        claim="assumption",
        evidence=Evidence(
            table="transactions",
            columns=("customer_id", "date", "amount"),
            n=len(frame),
            start=summary.start,
            end=summary.as_of,
        ),
        confidence=plan.confidence,
        min_base=plan.min_base,
    )


def tracking_of(client: Client) -> Tracking | Missing:
    """Return a forecast from the first half of the purchases against the second half."""
    agreed = client.judgements.economics or Economics()
    reason = _reason(client, agreed)
    if reason is not None:
        return replace(reason, what=missing.NO_HOLDOUT.what)
    known, plan = known_purchases(client), client.engagement
    if known is None or known.rows.empty:
        return missing.NO_HOLDOUT
    first, last = known.rows["date"].min().date(), plan.as_of
    until = first + (last - first) / 2
    if not first < until < last:
        return missing.NO_HOLDOUT
    try:
        found = track_purchases(
            known.rows,
            until=until,
            end=last,
            unit=UNIT,
            confidence=plan.confidence,
            rng=np.random.default_rng(SEED),
        )
    except ValueError:
        return missing.NO_HOLDOUT
    return found if found.fit.n_repeat >= plan.min_base else missing.NO_HOLDOUT


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPurchases:
    """Purchases of customers whose first purchase is in the data.

    Attributes
    ----------
    rows : DataFrame
        ``customer_id``, ``date`` and ``amount``, without blanks.
    n_cut : int
        Customers left out: they joined before the first purchase in the data.
    joined_known : bool
        Whether the data say when customers joined.
    """

    rows: pd.DataFrame
    n_cut: int
    joined_known: bool


def known_purchases(client: Client) -> KnownPurchases | None:
    """Return purchases without those of customers who joined before the data begin.

    Notes
    -----
    Somebody who was a customer before the first purchase in the table has purchases that are
    not seen, and was seen only because it had not stopped yet: with it, the model would
    take loyal customers for new ones.
    """
    table = client.tables.get("transactions")
    names = ["customer_id", "date", "amount"]
    if table is None or not table.has(*names):
        return None
    rows = table.frame[names].dropna()
    rows = rows[pd.to_datetime(rows["date"]) <= pd.Timestamp(client.engagement.as_of)]
    if rows.empty:
        return None
    begin = rows["date"].min()
    customers = client.tables.get("customers")
    if customers is None or not customers.has("start_date"):
        return KnownPurchases(rows=rows, n_cut=0, joined_known=False)
    joined = customers.frame.drop_duplicates("customer_id").set_index("customer_id")["start_date"]
    before = rows["customer_id"].map(joined) < begin.normalize()
    cut = int(rows.loc[before, "customer_id"].nunique())
    return KnownPurchases(rows=rows[~before], n_cut=cut, joined_known=True)


# ----------------------------------------------------------------- details
def _reason(client: Client, agreed: Economics) -> Missing | None:
    """Return why purchases are not modelled for this client at all."""
    if agreed.contractual is None:
        return replace(missing.NO_CHOICE, what=missing.NO_PURCHASES.what)
    if agreed.contractual:
        return missing.WITH_CONTRACT
    table = client.tables.get("transactions")
    if table is None or not table.has("customer_id", "date", "amount"):
        return missing.NO_PURCHASES
    return None


def _segment(client: Client, frame: pd.DataFrame) -> tuple[Column | None, pd.Series]:
    nothing = pd.Series(pd.NA, index=frame.index, dtype="string")
    customers = client.tables.get("customers")
    if customers is None:
        return None, nothing
    whole = customers.frame.drop_duplicates("customer_id").set_index("customer_id")
    for column in customers.with_role("segment"):
        values = frame["customer_id"].map(whole[column.name]).astype("string")
        if 2 <= values.nunique() <= MOST_GROUPS:
            return column, values
    return None, nothing
