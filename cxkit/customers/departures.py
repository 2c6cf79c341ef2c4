"""Customers who left and customers who never answered."""

from __future__ import annotations

import math

import pandas as pd

from cxkit.client import Column
from cxkit.customers.basis import Basis
from cxkit.customers.results import Leaving, Silent
from cxkit.customers.segments import share_interval, share_of_total
from cxkit.membership import is_among
from cxkit.stats import Difference, holm, mean_difference, share_difference


def leaving(basis: Basis) -> Leaving | None:
    """Return which customers left, group by group, against all others; None if unknown.

    Notes
    -----
    Shares with Wilson's interval; differences by Newcombe's method, Holm-adjusted over all
    groups of all columns with enough customers on both sides. A column with two groups
    is one comparison. A share of those in the table, not a rate by time: who joined later
    had less time to leave.
    """
    people = basis.customers
    if people is None or not basis.left:
        return None
    people = people[people["_left"].notna()]
    if not len(people):
        return None
    columns = leaving_columns(basis)
    rows: list[dict[str, object]] = []
    for column in columns:
        rows += _groups(people, column, basis)
    table = pd.DataFrame(rows, columns=_COLUMNS)
    tested = table["p_value"].notna() & ~table["repeat"].astype(bool)
    table["p_adjusted"] = math.nan
    table.loc[tested, "p_adjusted"] = holm(table.loc[tested, "p_value"].to_list())
    repeated = table["repeat"].astype(bool)
    by_column = table[tested].set_index("column")["p_adjusted"]
    table.loc[repeated, "p_adjusted"] = [
        float(by_column[name]) for name in table.loc[repeated, "column"]
    ]
    left = float(people["_left"].sum())
    low, high = share_interval(left, len(people), basis.confidence)
    names = [column.name for column in columns if not column.name.startswith("_")]
    return Leaving(
        n=len(people),
        left=int(left),
        share=left / len(people),
        ci_low=low,
        ci_high=high,
        table=table,
        columns={column.name: column for column in columns},
        repeats=basis.repeats,
        evidence=basis.evidence(
            "churned" if "churned" in people else "end_date", *names, n=len(people)
        ),
        confidence=basis.confidence,
        min_base=basis.min_base,
    )


_COLUMNS = [
    "column",
    "group",
    "n",
    "left",
    "share",
    "ci_low",
    "ci_high",
    "gap",
    "gap_low",
    "gap_high",
    "p_value",
    "repeat",
]


def leaving_columns(basis: Basis) -> list[Column]:
    """Return the columns by which departures are shown."""
    people = basis.customers
    if people is None:
        return []
    found = [column for column in basis.dimensions if column.name in people]
    source = basis.source
    if source is not None and source.has("referred") and people["referred"].nunique() == 2:
        found.append(source.columns["referred"])
    return found


def _groups(people: pd.DataFrame, column: Column, basis: Basis) -> list[dict[str, object]]:
    """Compare every group of a column with all others of that column."""
    known = people[people[column.name].notna()]
    counted = known.groupby(column.name, observed=True)["_left"].agg(["size", "sum"])
    n_all, left_all = float(counted["size"].sum()), float(counted["sum"].sum())
    rows: list[dict[str, object]] = []
    for place, (group, row) in enumerate(counted.iterrows()):
        n, left = float(row["size"]), float(row["sum"])
        rest = (left_all - left, n_all - n)
        low, high = share_interval(left, n, basis.confidence)
        enough = min(n, rest[1]) >= basis.min_base
        gap: Difference | None = None
        if rest[1] > 0:
            gap = share_difference(rest, (left, n), confidence=basis.confidence)
        rows.append(
            {
                "column": column.name,
                "group": str(group),
                "n": int(n),
                "left": int(left),
                "share": left / n,
                "ci_low": low,
                "ci_high": high,
                "gap": gap.difference if gap else math.nan,
                "gap_low": gap.ci_low if gap else math.nan,
                "gap_high": gap.ci_high if gap else math.nan,
                "p_value": gap.p_value if gap and enough else math.nan,
                "repeat": enough and len(counted) == 2 and place == 1,
            }
        )
    return rows


def silent(basis: Basis) -> Silent | None:
    """Return how the customers who never answered differ; None where it cannot be known.

    Notes
    -----
    Mean value by Welch's method, among those who were customers all through the period where
    joining is dated: others had less time both to answer and to buy. The share of all value is a
    ratio of sums over all customers. None where no customer of the table answered, because the
    identifiers do not match then.
    """
    people, responses = basis.customers, basis.responses
    if people is None or responses is None or not basis.one_each:
        return None
    answered = is_among(people["customer_id"], responses.frame["customer_id"])
    if not answered.any():
        return None
    quiet = ~answered
    n, count = len(people), int(quiet.sum())
    low, high = share_interval(count, n, basis.confidence)
    share, gap, means = (math.nan,) * 3, None, (math.nan, math.nan)
    names = ["customer_id"]
    parts = [people["_left"].head(0)] * 2
    if basis.value is not None:
        names.append(basis.value.name)
        amounts = people[basis.value.name]
        share = share_of_total(amounts, quiet, confidence=basis.confidence)
        if basis.whole is not None:
            amounts = amounts.where(basis.whole)
        parts = [amounts[side].dropna() for side in (answered, quiet)]
        means = (_mean(parts[1]), _mean(parts[0]))
        if min(len(part) for part in parts) >= basis.min_base:
            gap = mean_difference(
                *((float(len(p)), float(p.mean()), float(p.std(ddof=1))) for p in parts),
                confidence=basis.confidence,
            )
            gap = gap if gap.p_value == gap.p_value else None
    return Silent(
        n=n,
        silent=count,
        share=count / n,
        ci_low=low,
        ci_high=high,
        value_share=share[0],
        value_low=share[1],
        value_high=share[2],
        difference=gap,
        mean_silent=means[0],
        mean_answered=means[1],
        left_silent=_mean(people.loc[quiet, "_left"].dropna()),
        left_answered=_mean(people.loc[answered, "_left"].dropna()),
        value=basis.value,
        whole=basis.whole is not None,
        n_compared=(len(parts[1]), len(parts[0])),
        evidence=basis.evidence(*names, n=n),
        confidence=basis.confidence,
    )


def _mean(values: pd.Series) -> float:
    return float(values.mean()) if len(values) else math.nan
