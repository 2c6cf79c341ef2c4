"""What one point of a score goes with: leaving, and the money that leaves."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from cxkit.client import Column
from cxkit.economics.basis import Customers, Money
from cxkit.economics.linkage.followed import Answers, Followed, Question
from cxkit.economics.linkage.leaving import SCORE, Fitted, Reason, fit_leaving, linked
from cxkit.findings import Claim, Evidence
from cxkit.stats import holm
from cxkit.stats.average_slope import Effect, estimate, slope_of_chance


@dataclass(frozen=True, slots=True, kw_only=True)
class PointEffect:
    """One point of a score better, and leaving.

    Attributes
    ----------
    question : {"ltr", "csat", "ces"}
        Whose answers.
    column : Column
        What it means.
    touchpoint : str
        Where it was answered, as in the data; empty for all answers of a customer.
    effect, ci_low, ci_high : float
        Change of the share that leaves within a year for one point better; negative where
        fewer leave.
    plain : float
        The same without adjustment.
    p_value, p_adjusted : float
        That it is 0; the latter after Holm's correction over all effects shown.
    odds_ratio, odds_low, odds_high : float
        Of leaving within the time followed, for one point better.
    money, money_low, money_high : float
        Yearly margin kept by one point better for all customers, at a touchpoint for the share
        of them who answered there; NaN where there is no money.
    n, left : int
        Customers with such answers, and those of them who left.
    rate : float
        Share of them who left within the time followed.
    adjusted_for, left_out : tuple of str
        What was held equal, and what could not be because too few left.
    """

    question: Question
    column: Column
    touchpoint: str
    effect: float
    ci_low: float
    ci_high: float
    plain: float
    p_value: float
    p_adjusted: float
    odds_ratio: float
    odds_low: float
    odds_high: float
    money: float
    money_low: float
    money_high: float
    n: int
    left: int
    rate: float
    adjusted_for: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointEffects:
    """Effects of one point, by question or by touchpoint.

    Attributes
    ----------
    effects : tuple of PointEffect
        In the order of the questions, or most money first.
    not_shown : tuple of (str, str)
        Questions or touchpoints without an effect, and why: ``"few"`` left, ``"no answers"``,
        ``"all alike"``, ``"parted"`` (a covariate parts who left), ``"leak"``.
    landmark, until : date
        Answers up to the first day count, leaving from then up to the second.
    population : float
        Customers the money is counted for.
    agreed_population : bool
        Whether their number was agreed.
    margin : float
        Mean yearly margin of a customer; NaN where there is none.
    money : {"margin", "share", "revenue", ""}
        Where it comes from.
    segments : tuple of Column
        The client's, of which some were held equal.
    places : Column or None
        Touchpoints, where the effects are by touchpoint.
    comparisons : int
        Effects the p values were corrected for.
    claim : {"association"}
        What it rests on.
    evidence : Evidence
        Tables and columns.
    confidence : float
        Level of the intervals.
    min_base : int
        Smaller bases are indicative.
    """

    effects: tuple[PointEffect, ...]
    not_shown: tuple[tuple[str, Reason], ...]
    landmark: date
    until: date
    population: float
    agreed_population: bool
    margin: float
    money: Money
    segments: tuple[Column, ...]
    places: Column | None
    comparisons: int
    claim: Claim
    evidence: Evidence
    confidence: float
    min_base: int


def effects_by_question(
    followed: Followed, answers: Iterable[Answers]
) -> tuple[tuple[PointEffect, ...], tuple[tuple[str, Reason], ...]]:
    """Return the effect of a point of each question, over all touchpoints."""
    found, not_shown = [], []
    for item in answers:
        result = effect_of(followed, item)
        if isinstance(result, PointEffect):
            found.append(result)
        else:
            not_shown.append((item.question, result))
    return corrected(found), tuple(not_shown)


def effects_by_touchpoint(
    followed: Followed, item: Answers
) -> tuple[tuple[PointEffect, ...], tuple[tuple[str, Reason], ...]]:
    """Return the effect of a point at each touchpoint, most money (else effect) first."""
    found, not_shown = [], []
    for name in sorted(item.frame["touchpoint"].dropna().astype(str).unique()):
        result = effect_of(followed, item, name)
        if isinstance(result, PointEffect):
            found.append(result)
        else:
            not_shown.append((name, result))
    found.sort(key=lambda each: each.effect)
    return corrected(found), tuple(not_shown)


def effect_of(followed: Followed, item: Answers, touchpoint: str = "") -> PointEffect | Reason:
    """Return the effect of a point of one question, or why there is none."""
    if item.leak:
        return "leak"
    fitted = fit_leaving(followed, item.by(followed.landmark, touchpoint))
    if not isinstance(fitted, Fitted):
        return fitted
    slope = slope_of_chance(fitted.model, SCORE, pace=followed.pace)
    share = 1.0
    if touchpoint:
        share = len(fitted.frame) / len(linked(followed, item.by(followed.landmark)))
    money = money_of(followed.customers, slope, fitted, share=share)
    row = fitted.model.table.iloc[0]
    left = int(fitted.frame["left"].sum())
    return PointEffect(
        question=item.question,
        column=item.column,
        touchpoint=touchpoint,
        effect=slope.value,
        ci_low=slope.ci_low,
        ci_high=slope.ci_high,
        plain=slope_of_chance(fitted.plain, SCORE, pace=followed.pace).value,
        p_value=slope.p_value,
        p_adjusted=slope.p_value,
        odds_ratio=float(row["odds_ratio"]),
        odds_low=float(row["ci_low"]),
        odds_high=float(row["ci_high"]),
        money=money.value if money is not None else math.nan,
        money_low=money.ci_low if money is not None else math.nan,
        money_high=money.ci_high if money is not None else math.nan,
        n=len(fitted.frame),
        left=left,
        rate=left / len(fitted.frame),
        adjusted_for=fitted.used,
        left_out=fitted.left_out,
    )


def money_of(
    customers: Customers, slope: Effect, fitted: Fitted, *, share: float = 1.0
) -> Effect | None:
    """Return the yearly margin that one point better keeps; None where there is no money.

    Parameters
    ----------
    customers : Customers
        All of the client's.
    slope : Effect
        Of leaving within a year.
    fitted : Fitted
        Where it comes from.
    share : float, default 1
        Part of the customers that it concerns, in [0, 1]; taken as given.

    Notes
    -----
    ``-customers × share × effect × mean margin``. The error joins that of the effect and that of
    the mean margin, customer by customer, since some are in both.
    """
    everyone = customers.frame
    worth = everyone["worth"].to_numpy(float)
    known = ~np.isnan(worth)
    if not customers.money or not known.any():
        return None
    n, mean = len(everyone), float(worth[known].mean())
    of_margin = np.where(known, worth - mean, 0.0) * n / known.sum()
    rows = pd.Index(everyone["customer_id"]).get_indexer(pd.Index(fitted.frame["customer_id"]))
    few = fitted.model.n / max(fitted.model.n - len(fitted.model.coefficients), 1)
    of_slope = np.zeros(n)
    of_slope[rows] = slope.influence * math.sqrt(few) * n / fitted.model.n
    reach = customers.population * share
    influence = -reach * (mean * of_slope + slope.value * of_margin)
    value = -reach * mean * slope.value
    return estimate(value, influence, confidence=customers.confidence)


def corrected(effects: Iterable[PointEffect]) -> tuple[PointEffect, ...]:
    """Return the effects with p values corrected for their number (Holm)."""
    found = tuple(effects)
    adjusted = holm([each.p_value for each in found]) if found else ()
    return tuple(
        replace(each, p_adjusted=float(p)) for each, p in zip(found, adjusted, strict=True)
    )
