"""The client's segments: size, value, scores, and whether they matter for the experience."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from cxkit.client import Column
from cxkit.customers.basis import Basis
from cxkit.customers.results import Question, Segmentation, SegmentEffect, SegmentEffects, Verdict
from cxkit.metrics import csat_by, nps_by, tally
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND, Scale
from cxkit.stats import holm, t_quantile, wilson_interval
from cxkit.stats.effect import VarianceExplained, variance_explained

LEAST_ANSWERS = 5
"""Answers a group needs to take part in a comparison of all groups."""

MATTERS = 0.01
"""Share of the differences from which on a segmentation says something (Cohen 1988: small)."""

NEGLIGIBLE = 0.02
"""A share that the interval leaves below this is too little to matter."""

_QUESTIONS: tuple[Question, ...] = ("ltr", "csat")


def scale_of(basis: Basis, question: Question) -> Scale:
    """Return the scale that a question was asked on."""
    column = basis.responses.columns[question] if basis.responses is not None else None
    return (column.scale if column is not None else None) or LIKELIHOOD_TO_RECOMMEND


def segmentations(basis: Basis) -> tuple[Segmentation, ...]:
    """Return every segmentation with size, value and scores of its groups."""
    return tuple(_segmentation(basis, column) for column in basis.dimensions)


def _segmentation(basis: Basis, column: Column) -> Segmentation:
    people = basis.customers
    known = people is not None and column.name in people
    if people is not None and known:
        members = people[people[column.name].notna()]
        sizes = members[column.name].value_counts()
    else:
        frames = [frame for frame in basis.answers.values() if column.name in frame]
        members = max(frames, key=len) if frames else pd.DataFrame({column.name: []})
        weights = members[basis.count] if basis.count else pd.Series(1, index=members.index)
        sizes = weights.groupby(members[column.name]).sum()
    sizes = sizes.sort_values(ascending=False, kind="stable")
    table = pd.DataFrame({"group": sizes.index.astype(str), "customers": sizes.to_numpy(int)})
    n = int(table["customers"].sum())
    table["share"] = table["customers"] / max(n, 1)
    shares = [(math.nan,) * 3] * len(table)
    if known and basis.value is not None:
        amounts = members[basis.value.name]
        shares = [
            share_of_total(amounts, members[column.name] == group, confidence=basis.confidence)
            for group in sizes.index
        ]
    table[["value", "value_low", "value_high"]] = np.array(shares, dtype=float).reshape(-1, 3)
    for question, name, key in (("ltr", "nps", "score"), ("csat", "csat", "top_box")):
        table = table.merge(_scores(basis, column, question, name, key), on="group", how="left")
    return Segmentation(
        column=column,
        table=table,
        n=n,
        value=basis.value if known else None,
        evidence=basis.evidence(column.name, n=n) if known else basis.answered(column.name, n=n),
        confidence=basis.confidence,
        min_base=basis.min_base,
        one_each=basis.one_each,
    )


def _scores(basis: Basis, column: Column, question: str, name: str, key: str) -> pd.DataFrame:
    """Return the score of every group that answered."""
    frame = basis.answers.get(question)
    names = ["group", name, f"{name}_low", f"{name}_high", f"{name}_n"]
    if frame is None or column.name not in frame:
        return pd.DataFrame({item: pd.Series(dtype=float) for item in names}).astype({"group": str})
    kept = [column.name, question, *([basis.count] if basis.count else [])]
    asked = frame[kept].rename(columns={column.name: "group"})
    options = {"by": "group", "confidence": basis.confidence, "count": basis.count}
    if question == "ltr":
        found = nps_by(asked, **options)  # type: ignore[arg-type]
    else:
        found = csat_by(asked, scale=scale_of(basis, "csat"), **options)  # type: ignore[arg-type]
    found = found[["group", key, "ci_low", "ci_high", "n"]].set_axis(names, axis=1)
    return found.assign(group=found["group"].astype(str))


def share_of_total(
    amounts: pd.Series, inside: pd.Series, *, confidence: float
) -> tuple[float, float, float]:
    """Return the share of a total that some of the customers hold, with its interval.

    Parameters
    ----------
    amounts : Series of float
        Value of each customer; blanks are left out.
    inside : Series of bool
        Whether a customer belongs to the group.
    confidence : float
        Two-sided level.

    Returns
    -------
    share, low, high : float
        The interval within [0, 1] if no amount is negative; all NaN where fewer than two
        customers have an amount or the total is not above 0.

    Notes
    -----
    A ratio of two sums: with ``e = amount · (inside - share)``, ``SE = sqrt(n) · sd(e) /
    total``, limits by Student's t. It takes the customers as a sample of those there could be.

    References
    ----------
    Cochran (1977), Sampling Techniques, section 2.11.
    """
    kept = amounts.notna()
    values, member = amounts[kept].to_numpy(float), inside[kept].to_numpy(bool)
    n, total = len(values), float(values.sum())
    if n < 2 or total <= 0:
        return (math.nan,) * 3
    share = float(values[member].sum()) / total
    error = math.sqrt(n) * float((values * (member - share)).std(ddof=1)) / total
    half = t_quantile(confidence, n - 1) * error
    low, high = share - half, share + half
    return (share, max(0.0, low), min(1.0, high)) if values.min() >= 0 else (share, low, high)


def segment_effects(basis: Basis) -> SegmentEffects | None:
    """Return how much every segmentation explains of every question; None if nothing can be.

    Notes
    -----
    Epsilon squared with its interval, and Kruskal and Wallis's test, Holm-adjusted over all
    segmentations and questions. One answer a customer, the latest, so that customers who
    answer often do not count as many.
    """
    found: list[tuple[Column, Question, VarianceExplained, int]] = []
    for column in basis.dimensions:
        for question in _QUESTIONS:
            frame = basis.answers.get(question)
            if frame is None or column.name not in frame:
                continue
            scale = scale_of(basis, question)
            counted = tally(frame, question, scale=scale, by=column.name, count=basis.count)
            enough = counted.answers.sum(axis=1) >= LEAST_ANSWERS
            if enough.sum() < 2:
                continue
            result = variance_explained(
                counted.answers[enough], counted.points, confidence=basis.confidence
            )
            found.append((column, question, result, int((~enough).sum())))
    if not found:
        return None
    adjusted = holm([result.p_value for _, _, result, _ in found])
    effects = tuple(
        SegmentEffect(
            column=column,
            question=question,
            result=result,
            p_adjusted=float(p),
            left_out=left_out,
            verdict=_verdict(result, float(p)),
        )
        for (column, question, result, left_out), p in zip(found, adjusted, strict=True)
    )
    columns = dict.fromkeys([*(e.column.name for e in effects), *(e.question for e in effects)])
    return SegmentEffects(
        effects=effects,
        evidence=basis.answered(*columns, n=max(effect.result.n for effect in effects)),
        confidence=basis.confidence,
        min_base=basis.min_base,
        one_each=basis.one_each,
    )


def _verdict(result: VarianceExplained, p_adjusted: float) -> Verdict:
    if p_adjusted <= 1 - result.confidence:
        return "matters" if result.epsilon2 >= MATTERS else "slight"
    return "none" if result.ci_high < NEGLIGIBLE else "unknown"


def share_interval(count: float, n: float, confidence: float) -> tuple[float, float]:
    """Return Wilson's interval, or NaN where nobody is there."""
    return wilson_interval(count, n, confidence=confidence) if n > 0 else (math.nan, math.nan)
