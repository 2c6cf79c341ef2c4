"""Revenue at risk at each touchpoint, with what the report calls the touchpoints."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from cxkit.client import Column
from cxkit.economics.basis import Customers
from cxkit.economics.churn.rates import group_churn
from cxkit.economics.churn.scored import LOW, Scored, group_of
from cxkit.economics.linkage.point import revenue_of
from cxkit.findings import Claim

TOUCHPOINT_COLUMNS = (
    "touchpoint", "money_low", "money", "money_high", "n", "n_low", "excess", "p_value",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesAtRisk:
    """Revenue at risk by touchpoint.

    Attributes
    ----------
    table : DataFrame
        As `EconomicsAnalysis.at_risk_by_touchpoint`.
    column : Column
        Touchpoints of the answers.
    comparisons : int
        Comparisons that the p values were corrected for.
    claim : {"association"}
        What the money rests on.
    confidence : float
        Level of the intervals.
    min_base : int
        Touchpoints where fewer answered low are indicative.
    """

    table: pd.DataFrame
    column: Column
    comparisons: int
    claim: Claim
    confidence: float
    min_base: int


def at_risk_by_touchpoint(customers: Customers, scored: Scored) -> pd.DataFrame:
    """Return the revenue at risk at each touchpoint.

    Returns
    -------
    DataFrame
        One row a touchpoint with low and other answers: ``touchpoint`` (as in the data),
        ``money_low``, ``money``, ``money_high`` (a year), ``n`` (customers there at the
        start who answered there), ``n_low``, ``excess`` and ``p_value``; most money first.

    Notes
    -----
    A customer's group at a touchpoint is that of the mean of its answers there. The sums
    of the touchpoints must not be added up: one customer may be low at several.
    """
    columns = list(TOUCHPOINT_COLUMNS)
    if "touchpoint" not in scored.answers:
        return pd.DataFrame(columns=columns)
    people = scored.present.set_index("customer_id")
    all_answered = len(people)
    rows = []
    for place, part in scored.answers.groupby("touchpoint", sort=True):
        means = part.groupby("customer_id")["score"].mean()
        group = group_of(means, scored.metric, scored.column.scale)
        known = people.index.intersection(group.index)
        frame = people.loc[known]
        low = group.loc[known].isin(LOW)
        parted = low.map({True: "low", False: "other"})
        table = group_churn(parted, frame["lost"], confidence=customers.confidence)
        revenue = revenue_of(frame, low)
        if len(table) < 2 or revenue != revenue:
            continue
        row = table[table["group"] == "low"].iloc[0]
        scale = customers.population / all_answered * float(row["n"]) * revenue
        rows.append(
            {
                "touchpoint": str(place),
                "money_low": scale * row["gap_low"],
                "money": scale * row["difference"],
                "money_high": scale * row["gap_high"],
                "n": len(frame),
                "n_low": int(row["n"]),
                "excess": row["difference"],
                "p_value": row["p_value"],
            }
        )
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values("money", ascending=False, kind="stable").reset_index(drop=True)
