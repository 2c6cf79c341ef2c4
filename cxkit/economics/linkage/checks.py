"""Whether the link of a score with leaving can be trusted: who is linked, order, placebos."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxkit.client import Column
from cxkit.economics.linkage.adjustment import BEFORE, adjustment
from cxkit.economics.linkage.followed import Answers, Followed, Question
from cxkit.economics.linkage.leaving import SCORE, Fitted, fit_leaving
from cxkit.findings import Evidence
from cxkit.membership import is_among
from cxkit.stats import Difference, share_difference, wilson_interval
from cxkit.stats.average_slope import ratio_of_chances
from cxkit.stats.linear import linear_regression
from cxkit.stats.logistic import logistic_regression
from cxkit.stats.monotone import Order, steps_down
from cxkit.stats.unmeasured import e_value, e_value_of_limit

SHUFFLES = 999
SEED = 20_262
_BINS = {"ltr": ((0, 3), (3, 5), (5, 7), (7, 8), (8, 9), (9, math.inf))}
"""Lower and upper ends of the steps of the recommendation, the upper one left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseResponse:
    """Share that left at each step of the score.

    Attributes
    ----------
    question, column
        Whose answers.
    table : DataFrame
        One row a step, the worst first: ``low, high`` (mean scores), ``n, left, rate, ci_low,
        ci_high``, of the time followed.
    verdict : {"falls", "unclear", "breaks"}
        As in `StepsDown`.
    rises : tuple of int
        Steps at which the share clearly rises.
    days : int
        Time followed.
    evidence : Evidence
        Tables and columns.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    """

    question: Question
    column: Column
    table: pd.DataFrame
    verdict: Order
    rises: tuple[int, ...]
    days: int
    evidence: Evidence
    confidence: float
    min_base: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkChecks:
    """What speaks for and against reading the link as more than chance and mix.

    Attributes
    ----------
    question, column
        Whose answers.
    n_there, n_linked : int
        Customers there on the day, and those with an answer by then.
    revenue_share : float
        Share of the revenue (of those whose revenue is known) that they bring; NaN if unknown.
    silent_rate, linked_rate : float
        Share that left of those without and with an answer; NaN where there are none.
    silent_gap : Difference or None
        Silent less linked.
    shuffled_p : float
        How often shuffled scores go with leaving as strongly as the real ones.
    past : float
        Change of the log of last period's revenue for one point given afterwards, with
        `past_low`, `past_high`; NaN where it cannot be told. What lay before cannot come from
        the score.
    past_p : float
        That it is 0.
    n_past : int
        Customers behind it.
    quartiles : tuple of float
        The low and the high quarter of the scores, between which `ratio` compares.
    ratio, ratio_low, ratio_high : float
        Risk of leaving at the low quarter over that at the high one, all else equal.
    e_value, e_limit : float
        What something unmeasured would have to multiply, with both score and leaving, to
        explain the ratio, or its nearer limit, away.
    evidence : Evidence
        Tables and columns.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    """

    question: Question
    column: Column
    n_there: int
    n_linked: int
    revenue_share: float
    silent_rate: float
    linked_rate: float
    silent_gap: Difference | None
    shuffled_p: float
    past: float
    past_low: float
    past_high: float
    past_p: float
    n_past: int
    quartiles: tuple[float, float]
    ratio: float
    ratio_low: float
    ratio_high: float
    e_value: float
    e_limit: float
    evidence: Evidence
    confidence: float
    min_base: int


def dose_response(followed: Followed, item: Answers) -> DoseResponse | None:
    """Return leaving by steps of the score; None with fewer than two steps of enough customers."""
    fitted = fit_leaving(followed, item.by(followed.landmark))
    if item.leak or not isinstance(fitted, Fitted):
        return None
    customers, frame = followed.customers, fitted.frame
    rows = []
    for low, high in _steps(item, frame[SCORE], customers.min_base):
        inside = (frame[SCORE] >= low) & (frame[SCORE] < high)
        n, left = int(inside.sum()), int(frame.loc[inside, "left"].sum())
        if n == 0:
            continue
        limits = wilson_interval(left, n, confidence=customers.confidence)
        seen = frame.loc[inside, SCORE]
        rows.append((float(seen.min()), float(seen.max()), n, left, left / n, *limits))
    if len(rows) < 2:
        return None
    table = pd.DataFrame(rows, columns=["low", "high", "n", "left", "rate", "ci_low", "ci_high"])
    order = steps_down(
        list(zip(table["left"].tolist(), table["n"].tolist(), strict=True)),
        confidence=customers.confidence,
    )
    return DoseResponse(
        question=item.question,
        column=item.column,
        table=table,
        verdict=order.verdict,
        rises=order.rises,
        days=(followed.until - followed.landmark).days,
        evidence=_evidence(followed, item, len(frame)),
        confidence=customers.confidence,
        min_base=customers.min_base,
    )


def link_checks(followed: Followed, item: Answers) -> LinkChecks | None:
    """Return the checks of the link of one question; None where it has no effect to check."""
    scores = item.by(followed.landmark)
    fitted = fit_leaving(followed, scores)
    if item.leak or not isinstance(fitted, Fitted):
        return None
    customers, there = followed.customers, followed.frame
    has = is_among(there["customer_id"], scores.index)
    revenue = there["revenue"].fillna(0.0)
    gone = there["left"]
    pairs = [(int(gone[side].sum()), int(side.sum())) for side in (has, ~has)]
    low, high = (float(each) for each in np.quantile(fitted.frame[SCORE], [0.25, 0.75]))
    ratio = ratio_of_chances(fitted.model, SCORE, low, high) if high > low else None
    past = _past(followed, item)
    nan = math.nan
    return LinkChecks(
        question=item.question,
        column=item.column,
        n_there=len(there),
        n_linked=int(has.sum()),
        revenue_share=float(revenue[has].sum() / revenue.sum()) if revenue.sum() > 0 else nan,
        silent_rate=pairs[1][0] / pairs[1][1] if pairs[1][1] else nan,
        linked_rate=pairs[0][0] / pairs[0][1],
        silent_gap=(
            share_difference(*pairs, confidence=customers.confidence) if pairs[1][1] else None
        ),
        shuffled_p=_shuffled(fitted),
        past=past[0],
        past_low=past[1],
        past_high=past[2],
        past_p=past[3],
        n_past=past[4],
        quartiles=(low, high),
        ratio=ratio.value if ratio else nan,
        ratio_low=ratio.ci_low if ratio else nan,
        ratio_high=ratio.ci_high if ratio else nan,
        e_value=e_value(ratio.value) if ratio else nan,
        e_limit=e_value_of_limit(ratio.ci_low, ratio.ci_high) if ratio else nan,
        evidence=_evidence(followed, item, len(there)),
        confidence=customers.confidence,
        min_base=customers.min_base,
    )


def _steps(item: Answers, scores: pd.Series, min_base: int) -> list[tuple[float, float]]:
    """Return the steps of a score, small ones joined with the next."""
    if item.question in _BINS:
        edges = [(float(low), float(high)) for low, high in _BINS[item.question]]
    else:
        points = range(math.floor(scores.min() + 0.5), math.floor(scores.max() + 0.5) + 1)
        edges = [(point - 0.5, point + 0.5) for point in points]
        edges[-1] = (edges[-1][0], math.inf)
    joined: list[tuple[float, float]] = []
    start: float = edges[0][0]
    for _, high in edges:
        if ((scores >= start) & (scores < high)).sum() >= min_base:
            joined.append((start, high))
            start = high
    if joined and start < edges[-1][1]:
        joined[-1] = (joined[-1][0], edges[-1][1])
    return joined


def _shuffled(fitted: Fitted) -> float:
    """Return how often shuffled scores tell leavers as well, what else is known held equal.

    The score is parted from the other covariates by least squares; its remainder is shuffled
    among the customers and multiplied with the surprise of each leaving (a score test).
    """
    model = fitted.model
    rest = np.delete(model.design, 1, axis=1)
    if rest.shape[1] > 1:
        others = pd.DataFrame(rest[:, 1:])
        expected = logistic_regression(model.outcome, others, confidence=0.95).fitted
    else:
        expected = np.full(model.n, model.outcome.mean())
    score = model.design[:, 1]
    remainder = score - rest @ np.linalg.lstsq(rest, score, rcond=None)[0]
    surprise = model.outcome - expected
    found = abs(float(remainder @ surprise))
    rng = np.random.default_rng(SEED)
    drawn = np.array([rng.permutation(remainder) @ surprise for _ in range(SHUFFLES)])
    return float(((np.abs(drawn) >= found - 1e-12).sum() + 1) / (SHUFFLES + 1))


def _past(followed: Followed, item: Answers) -> tuple[float, float, float, float, int]:
    """Return what a point goes with in the revenue of the period before the answer."""
    nothing = (math.nan, math.nan, math.nan, math.nan, 0)
    start = pd.Timestamp(followed.customers.start)
    after = item.frame[item.frame["date"] >= start]
    scores = after.groupby("customer_id")["score"].mean()
    frame = followed.frame.assign(score=followed.frame["customer_id"].map(scores))
    frame = frame[frame["score"].notna() & (frame["before"] > 0)].reset_index(drop=True)
    if len(frame) < followed.customers.min_base:
        return nothing
    outcome = frame["before"].astype(float).map(math.log)
    rest = adjustment(frame, followed.customers.segments, outcome, most=len(frame) // 20)
    covariates = rest.frame[[name for name in rest.frame if not str(name).startswith(BEFORE)]]
    covariates = pd.concat([frame[[SCORE]].astype(float), covariates], axis=1)
    try:
        model = linear_regression(outcome, covariates, confidence=followed.customers.confidence)
    except ValueError:
        return nothing
    row = model.table.iloc[0]
    low, high = float(row["ci_low"]), float(row["ci_high"])
    return float(row["coefficient"]), low, high, float(row["p_value"]), model.n


def _evidence(followed: Followed, item: Answers, n: int) -> Evidence:
    return Evidence(
        table="responses",
        columns=(item.question, "customer_id", "date", "customers.end_date"),
        n=n,
        start=followed.customers.start,
        end=followed.until,
    )
