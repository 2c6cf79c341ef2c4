"""Customers grouped by what they answered before they left, and marks filled in afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from cxkit.client import Client, Column, Table
from cxkit.economics.basis import Customers
from cxkit.membership import is_among
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND, Scale

Metric = Literal["ltr", "csat"]
PROMOTERS, PASSIVES, DETRACTORS = "promoters", "passives", "detractors"
CONTENT, DISCONTENT = "favourable", "unfavourable"
LOW = frozenset({DETRACTORS, DISCONTENT})
"""Groups that count as having answered low."""
ORDER: dict[Metric, tuple[str, ...]] = {
    "ltr": (DETRACTORS, PASSIVES, PROMOTERS),
    "csat": (DISCONTENT, CONTENT),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Answers that can be tied to a customer, given before that customer left.

    Attributes
    ----------
    metric : {"ltr", "csat"}
        Question the groups are made of.
    column : Column
        What it means.
    answers : DataFrame
        One row an answer: ``customer_id``, ``score``, ``date`` (NaT if undated) and
        ``touchpoint`` where known.
    frame : DataFrame
        Customers who answered: the columns of `Customers.frame` and ``group``.
    dated : bool
        Whether the answers have dates; if not, they may have been given after leaving.
    leak : bool
        Whether the answers tell who left without a single error, as if filled in afterwards.
    """

    metric: Metric
    column: Column
    answers: pd.DataFrame
    frame: pd.DataFrame
    dated: bool
    leak: bool

    @property
    def present(self) -> pd.DataFrame:
        """Those of `frame` who were there when the period began: whom churn counts."""
        return self.frame[self.frame["present"]]

    @property
    def usable(self) -> bool:
        """Whether the groups may be compared."""
        return not self.leak and len(self.frame["group"].unique()) > 1


def scored_customers(client: Client, customers: Customers) -> Scored | None:
    """Return customers by the mean of their answers before leaving; None where none can be tied.

    Notes
    -----
    Recommendation leads, else satisfaction. Answers dated after the customer left are not
    used. A customer's group is that of the mean of the answers: 9 or more promoters, 7 or
    more passives, else detractors.
    """
    table = client.tables.get("responses")
    if table is None or "customer_id" not in table.columns:
        return None
    if not table.has("ltr") and not table.has("csat"):
        return None
    metric: Metric = "ltr" if table.has("ltr") else "csat"
    answers = answers_of(table, metric, customers)
    if answers.empty:
        return None
    column = table.columns[metric]
    means = answers.groupby("customer_id")["score"].mean()
    frame = customers.frame[customers.frame["known"]].copy()
    frame["group"] = group_of(frame["customer_id"].map(means), metric, column.scale)
    frame = frame[frame["group"].notna()]
    return Scored(
        metric=metric,
        column=column,
        answers=answers,
        frame=frame,
        dated=bool(answers["date"].notna().any()),
        leak=tells_all(
            answers["score"],
            answers["customer_id"].map(customers.frame.set_index("customer_id")["left"]),
            min_base=customers.min_base,
        ),
    )


def group_of(scores: pd.Series, metric: Metric, scale: Scale | None) -> pd.Series:
    """Return the group of each mean score; NaN where there is none."""
    names = pd.Series(pd.NA, index=scores.index, dtype="str")
    if metric == "ltr":
        names[scores < 7] = DETRACTORS
        names[(scores >= 7) & (scores < 9)] = PASSIVES
        names[scores >= 9] = PROMOTERS
        return names
    used = scale or LIKELIHOOD_TO_RECOMMEND
    good = scores.map(used.is_favourable, na_action="ignore").astype("boolean")
    names[good.fillna(False)] = CONTENT
    names[(~good).fillna(False)] = DISCONTENT
    return names


def tells_all(scores: pd.Series, left: pd.Series, *, min_base: int) -> bool:
    """Tell whether answers part who left from who stayed as no honest answer does.

    Parameters
    ----------
    scores : Series of float
        Answers.
    left : Series of bool
        Whether who answered left; same index.
    min_base : int
        Answers that a point of the scale needs to be looked at.

    Returns
    -------
    bool
        True where at least one point of the scale was given only by those who left and
        another only by those who stayed, each often enough, and by chance alone this would
        happen less than once in a million.
    """
    known = scores.notna() & left.notna()
    rates = left[known].astype(float).groupby(scores[known]).agg(["mean", "count"])
    often = rates[rates["count"] >= min_base]
    gone, stayed = often[often["mean"] == 1], often[often["mean"] == 0]
    if gone.empty or stayed.empty:
        return False
    overall = float(left[known].astype(float).mean())
    chance = overall ** float(gone["count"].max()) * (1 - overall) ** float(stayed["count"].max())
    return bool(chance < 1e-6)


def at_landmark(scored: Scored, landmark: date) -> pd.DataFrame:
    """Return customers still there on a day, grouped by their answers up to that day.

    Returns
    -------
    DataFrame
        ``group``, ``days`` followed since, and ``ended``; only customers who answered by then.

    References
    ----------
    Anderson, Cain and Gelber (1983), Journal of Clinical Oncology 1, 710-719.
    """
    day = pd.Timestamp(landmark)
    early = scored.answers[scored.answers["date"] <= day]
    means = early.groupby("customer_id")["score"].mean()
    frame = scored.frame.copy()
    frame["group"] = group_of(frame["customer_id"].map(means), scored.metric, scored.column.scale)
    unknown_end = frame["left"] & frame["end"].isna()
    there = frame["group"].notna() & ~(frame["end"] <= day) & ~unknown_end
    return frame[there]


def answers_of(table: Table, question: str, customers: Customers) -> pd.DataFrame:
    """Return the answers of known customers to a question, those after leaving left out.

    Returns
    -------
    DataFrame
        ``customer_id``, ``score``, ``date`` (NaT if undated) and ``touchpoint`` where known.
    """
    frame = table.frame
    out = pd.DataFrame(
        {"customer_id": frame["customer_id"], "score": frame[question].astype(float)}
    )
    out["date"] = (
        pd.to_datetime(frame["date"]).dt.normalize()
        if "date" in frame
        else pd.Series(pd.NaT, index=frame.index, dtype="datetime64[ns]")
    )
    if "touchpoint" in frame:
        out["touchpoint"] = frame["touchpoint"]
    out = out.dropna(subset=["customer_id", "score"])
    ends = customers.frame.set_index("customer_id")["end"]
    out = out[is_among(out["customer_id"], ends.index)]
    after = out["date"] > out["customer_id"].map(ends)
    return out[~after].reset_index(drop=True)
