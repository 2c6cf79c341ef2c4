"""What promoters bring against the others, and what recommendation brings in, as a range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from cxkit.economics.basis import Customers, Money
from cxkit.economics.churn.scored import CONTENT, PROMOTERS, Metric, Scored
from cxkit.economics.growth.amounts import UNKNOWN, Amount, Resampled, limits
from cxkit.findings import Evidence
from cxkit.membership import is_among
from cxkit.stats import mean_difference, newcombe_interval

Measure = Literal["revenue", "margin", "months", "churn", "referred"]
"""Revenue and margin a year, months as a customer, share lost, share who came by recommendation."""
FEWEST = 2
"""Customers that a mean with an interval takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """Promoters against all others who answered, in one measure.

    Attributes
    ----------
    measure : {"revenue", "margin", "months", "churn", "referred"}
        What is compared: money a year, months, or a share.
    promoters, others : float
        Means or shares.
    difference : Amount
        Promoters less others. The intervals of all measures hold together at the level of
        the result that holds them (Bonferroni).
    n_promoters, n_others : int
        Customers behind each.
    """

    measure: Measure
    promoters: float
    others: float
    difference: Amount
    n_promoters: int
    n_others: int

    @property
    def differs(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.difference.low > 0 or self.difference.high < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommended:
    """What new customers who came by recommendation bring, and what of it a promoter may claim.

    Attributes
    ----------
    revenue, customers : Amount
        Revenue and number of new customers who came by recommendation, for all customers of
        the client, in the period; the number is unknown where a share of revenue was agreed.
    low, high : float
        Revenue a promoter: low if every customer recommends alike, high if promoters alone
        do; with the interval of chance. Nobody can say which customer recommended.
    n : int
        New customers in the data who came by recommendation; 0 where it was agreed.
    n_unknown : int
        New customers of whom it is not known.
    from_data : bool
        Whether the data say who came by recommendation.
    claim : {"assumption"}
        Who recommended is not in the data.
    """

    revenue: Amount
    customers: Amount
    low: float
    high: float
    n: int
    n_unknown: int
    from_data: bool
    claim: Literal["assumption"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromoterValue:
    """Promoters against the others.

    Attributes
    ----------
    group : str
        ``"promoters"``, or ``"favourable"`` where only satisfaction was asked.
    metric : {"ltr", "csat"}
        Question the groups are made of.
    contrasts : tuple of Contrast
        One a measure that the data allow.
    recommended : Recommended or None
        None where nothing says who came by recommendation.
    share : float
        Promoters among who answered and was there at the start.
    money : {"margin", "share", "revenue", ""}
        Where the margin comes from.
    dated : bool
        Whether the answers are known to come before leaving.
    n : int
        Customers who answered and were there at the start.
    claim : {"association"}
        Promoters differ from others in more than their answer.
    evidence : Evidence
        Table and columns.
    confidence : float
        Level at which all intervals hold together.
    min_base : int
        Smaller bases are indicative.
    """

    group: str
    metric: Metric
    contrasts: tuple[Contrast, ...]
    recommended: Recommended | None
    share: float
    money: Money
    dated: bool
    n: int
    claim: Literal["association"]
    evidence: Evidence
    confidence: float
    min_base: int

    def of(self, measure: Measure) -> Contrast | None:
        """Return one measure; None where the data do not allow it."""
        return next((each for each in self.contrasts if each.measure == measure), None)


def promoter_value(customers: Customers, scored: Scored) -> PromoterValue | None:
    """Return promoters against the others; None where one of the two groups is empty.

    Notes
    -----
    Customers there when the period began, grouped by the mean of what they answered before
    leaving. Means: Welch's interval; shares: Newcombe's; each at ``1 - (1 - confidence) / k``
    for ``k`` measures, so that all hold together (Bonferroni).

    References
    ----------
    Welch (1947), Biometrika 34, 28-35. Newcombe (1998), Statistics in Medicine 17, 873-890.
    """
    people = scored.present.copy()
    group = PROMOTERS if scored.metric == "ltr" else CONTENT
    best = (people["group"] == group).to_numpy(bool)
    if not best.any() or best.all():
        return None
    measured = _measures(people, customers)
    usable = {
        name: values
        for name, values in measured.items()
        if min(values[best].notna().sum(), values[~best].notna().sum()) >= FEWEST
    }
    each = 1 - (1 - customers.confidence) / max(len(usable), 1)
    contrasts = (_contrast(name, values, best, level=each) for name, values in usable.items())
    return PromoterValue(
        group=group,
        metric=scored.metric,
        contrasts=tuple(contrasts),
        recommended=_recommended(customers, scored, group),
        share=float(best.mean()),
        money=customers.money,
        dated=scored.dated,
        n=len(people),
        claim="association",
        evidence=Evidence(
            table="customers",
            columns=(
                *(c for c in ("revenue", "margin", "referred") if c in customers.table.columns),
                f"responses.{scored.metric}",
            ),
            n=len(people),
            start=customers.start,
            end=customers.end,
        ),
        confidence=customers.confidence,
        min_base=customers.min_base,
    )


def _measures(people: pd.DataFrame, customers: Customers) -> dict[Measure, pd.Series]:
    """Return the measures that the data hold, one value a customer, blank where unknown."""
    found: dict[Measure, pd.Series] = {}
    if people["revenue"].notna().any():
        found["revenue"] = people["revenue"]
    if customers.money == "margin":
        found["margin"] = people["worth"]
    if people["months"].notna().any():
        found["months"] = people["months"]
    found["churn"] = people["lost"].astype(float)
    if customers.table.has("referred"):
        found["referred"] = _referred(customers, people["customer_id"])
    return found


def _referred(customers: Customers, ids: pd.Series) -> pd.Series:
    raw = customers.table.frame.drop_duplicates("customer_id").set_index("customer_id")["referred"]
    return ids.map(raw.astype("boolean").astype("Float64").astype(float))


def _contrast(measure: Measure, values: pd.Series, best: np.ndarray, *, level: float) -> Contrast:
    first, rest = values[best].dropna(), values[~best].dropna()
    mean, other = float(first.mean()), float(rest.mean())
    if measure in ("churn", "referred"):
        low, high = newcombe_interval(
            float(first.sum()), len(first), float(rest.sum()), len(rest), confidence=level
        )
    else:
        found = mean_difference(
            (len(rest), other, float(rest.std())),
            (len(first), mean, float(first.std())),
            confidence=level,
        )
        low, high = found.ci_low, found.ci_high
    return Contrast(
        measure=measure,
        promoters=mean,
        others=other,
        difference=Amount(value=mean - other, low=low, high=high),
        n_promoters=len(first),
        n_others=len(rest),
    )


def _recommended(customers: Customers, scored: Scored, group: str) -> Recommended | None:
    """Return what recommendation brought; None where nothing tells, or nobody is new."""
    frame, table = customers.frame, customers.table
    of_data, agreed = table.has("referred"), customers.assumptions.earned_share
    if not frame["new"].any() or not table.has("revenue") or not (of_data or agreed is not None):
        return None
    ids = frame["customer_id"]
    raw = table.frame.drop_duplicates("customer_id").set_index("customer_id")
    money = ids.map(raw["revenue"].astype(float)).fillna(0.0).to_numpy(float)
    new = frame["new"].to_numpy(bool)
    flags = _referred(customers, ids).to_numpy(float) if of_data else np.ones(len(frame))
    came = new & (flags == 1)
    answered = frame["present"] & is_among(ids, scored.frame["customer_id"])
    said = scored.frame["group"] == group
    best = answered & is_among(ids, scored.frame.loc[said, "customer_id"])
    drawn = Resampled(
        {
            "money": np.where(came, money, 0.0),
            "came": came.astype(float),
            "present": frame["present"].to_numpy(float),
            # promoters among all who were there, by their share among who answered
            "answered": np.asarray(answered, dtype=np.float64),
            "best": np.asarray(best, dtype=np.float64),
        },
        confidence=customers.confidence,
    )
    everybody = drawn.ratio("money", "present")
    known = (drawn.drawn["best"] > 0) & (drawn.drawn["present"] > 0)
    sums = {name: values[known] for name, values in drawn.drawn.items()}
    promoters = sums["present"] * sums["best"] / sums["answered"]
    _, most = limits(sums["money"] / promoters, customers.confidence)
    low_share, high_share = (1.0, 1.0) if of_data or agreed is None else (agreed.low, agreed.high)
    whole = drawn.amount("money", times=customers.scale)
    middle = (low_share + high_share) / 2
    return Recommended(
        revenue=Amount(
            value=whole.value * middle, low=whole.low * low_share, high=whole.high * high_share
        ),
        customers=drawn.amount("came", times=customers.scale) if of_data else UNKNOWN,
        low=everybody.low * low_share,
        high=most * high_share,
        n=int(came.sum()) if of_data else 0,
        n_unknown=int((new & np.isnan(flags)).sum()),
        from_data=of_data,
        claim="assumption",
    )
