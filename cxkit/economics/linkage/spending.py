"""What one point of a score goes with in buying: buying again, money spent, revenue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from cxkit.client import Client, Column
from cxkit.economics.linkage.adjustment import adjustment, most_coefficients
from cxkit.economics.linkage.followed import Answers, Followed, Question
from cxkit.economics.linkage.leaving import SCORE, linked
from cxkit.findings import Claim, Evidence
from cxkit.stats import holm
from cxkit.stats.average_slope import slope_of_chance
from cxkit.stats.linear import linear_regression
from cxkit.stats.logistic import logistic_regression

Behaviour = Literal["bought", "spent", "revenue"]
_ROWS_A_COEFFICIENT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendingEffect:
    """One point of a score better, and buying.

    Attributes
    ----------
    behaviour : {"bought", "spent", "revenue"}
        Share that buys at all in the time followed; money spent in it, a customer and year;
        change of the revenue a customer and year, of those who stayed.
    question, column
        Whose answers.
    effect, ci_low, ci_high, p_value : float
        For one point better: a share for ``"bought"``, else money.
    p_adjusted : float
        After Holm's correction over the measures shown.
    mean : float
        Level of all customers linked.
    lagged : bool
        Whether the score came before: not so for ``"revenue"``, which counts the whole period.
    adjusted_for : tuple of str
        What was held equal.
    claim : {"association"}
        What it rests on.
    n : int
        Customers.
    evidence : Evidence
        Tables and columns.
    confidence : float
        Level of the interval.
    min_base : int
        Smaller bases are indicative.
    """

    behaviour: Behaviour
    question: Question
    column: Column
    effect: float
    ci_low: float
    ci_high: float
    p_value: float
    p_adjusted: float
    mean: float
    lagged: bool
    adjusted_for: tuple[str, ...]
    claim: Claim
    n: int
    evidence: Evidence
    confidence: float
    min_base: int


def spending_effects(
    client: Client, followed: Followed, item: Answers
) -> tuple[SpendingEffect, ...]:
    """Return the effects of a point on buying; none where there are no purchases or revenue."""
    if item.leak:
        return ()
    frame = linked(followed, item.by(followed.landmark))
    if len(frame) < followed.customers.min_base or frame[SCORE].nunique() < 2:
        return ()
    tried = [*_purchases(client, followed, item, frame), _revenue(followed, item, frame)]
    found = [each for each in tried if each is not None]
    corrected = holm([each.p_value for each in found]) if found else ()
    return tuple(
        replace(each, p_adjusted=float(p)) for each, p in zip(found, corrected, strict=True)
    )


def _purchases(
    client: Client, followed: Followed, item: Answers, frame: pd.DataFrame
) -> list[SpendingEffect | None]:
    table = client.tables.get("transactions")
    if table is None or not table.has("customer_id", "date", "amount"):
        return []
    landmark, until = pd.Timestamp(followed.landmark), pd.Timestamp(followed.until)
    sales = table.frame.dropna(subset=["customer_id", "date", "amount"])
    day = pd.to_datetime(sales["date"]).dt.normalize()
    if not ((day > landmark) & (day <= until)).any():
        return []
    after = _sums(sales[(day > landmark) & (day <= until)], frame)
    before = _sums(sales[day <= landmark], frame)
    own = frame.assign(before=before if (before > 0).any() else frame["before"])
    return [
        _bought(followed, item, own, (after > 0).astype(float)),
        _amount(followed, item, own, after * followed.pace, "spent", table="transactions"),
    ]


def _sums(sales: pd.DataFrame, frame: pd.DataFrame) -> pd.Series:
    sums = sales["amount"].astype(float).groupby(sales["customer_id"]).sum()
    return frame["customer_id"].map(sums).fillna(0.0).astype(float)


def _bought(
    followed: Followed, item: Answers, frame: pd.DataFrame, outcome: pd.Series
) -> SpendingEffect | None:
    customers = followed.customers
    most = most_coefficients(outcome)
    if most < 1:
        return None
    rest = adjustment(frame, customers.segments, outcome, most=most - 1)
    covariates = pd.concat([frame[[SCORE]], rest.frame], axis=1)
    try:
        model = logistic_regression(outcome, covariates, confidence=customers.confidence)
    except ValueError:
        return None
    slope = slope_of_chance(model, SCORE)
    return _effect(
        followed,
        item,
        "bought",
        (slope.value, slope.ci_low, slope.ci_high, slope.p_value, float(outcome.mean())),
        rest.used,
        ("transactions", model.n),
    )


def _amount(
    followed: Followed,
    item: Answers,
    frame: pd.DataFrame,
    outcome: pd.Series,
    behaviour: Behaviour,
    *,
    table: str,
) -> SpendingEffect | None:
    customers = followed.customers
    if not np.ptp(outcome) > 0:
        return None
    most = len(frame) // _ROWS_A_COEFFICIENT
    rest = adjustment(frame, customers.segments, outcome, most=most)
    covariates = pd.concat([frame[[SCORE]], rest.frame], axis=1)
    try:
        model = linear_regression(outcome, covariates, confidence=customers.confidence)
    except ValueError:
        return None
    row = model.table.iloc[0]
    values = tuple(float(row[each]) for each in ("coefficient", "ci_low", "ci_high", "p_value"))
    return _effect(
        followed,
        item,
        behaviour,
        (values[0], values[1], values[2], values[3], float(outcome.mean())),
        rest.used,
        (table, model.n),
    )


def _revenue(followed: Followed, item: Answers, frame: pd.DataFrame) -> SpendingEffect | None:
    """Return what a point goes with in the change of revenue of who stayed."""
    whole = frame[frame["revenue"].notna() & (frame["before"] > 0)].reset_index(drop=True)
    if len(whole) < followed.customers.min_base or whole[SCORE].nunique() < 2:
        return None
    change = (whole["revenue"] - whole["before"]).astype(float)
    return _amount(followed, item, whole, change, "revenue", table="customers")


def _effect(
    followed: Followed,
    item: Answers,
    behaviour: Behaviour,
    values: tuple[float, float, float, float, float],
    used: tuple[str, ...],
    base: tuple[str, int],
) -> SpendingEffect:
    effect, low, high, p_value, mean = values
    columns = ("date", "amount") if base[0] == "transactions" else ("revenue", "revenue_before")
    return SpendingEffect(
        behaviour=behaviour,
        question=item.question,
        column=item.column,
        effect=effect,
        ci_low=low,
        ci_high=high,
        p_value=p_value,
        p_adjusted=p_value,
        mean=mean,
        lagged=behaviour != "revenue",
        adjusted_for=used,
        claim="association",
        n=base[1],
        evidence=Evidence(
            table=base[0],
            columns=(*columns, f"responses.{item.question}"),
            n=base[1],
            start=followed.landmark if behaviour != "revenue" else followed.customers.start,
            end=followed.until,
        ),
        confidence=followed.customers.confidence,
        min_base=followed.customers.min_base,
    )
