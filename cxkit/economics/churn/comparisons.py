"""The comparisons that economics makes, corrected together for their number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from cxkit.economics.basis import Customers
from cxkit.economics.churn.rates import SCORE, churn_by_segment, group_churn
from cxkit.economics.churn.scored import ORDER, Scored
from cxkit.economics.churn.staying import Staying, staying_by_score, staying_by_segment
from cxkit.economics.trials.results import Trial
from cxkit.stats import holm

Key = tuple[str, str, str]
"""Kind, column or experiment, and group of a comparison."""


def churn_tables(customers: Customers, scored: Scored | None) -> dict[str, pd.DataFrame]:
    """Return churn by answers and by every segment, p values not yet adjusted."""
    found = {}
    if scored is not None and scored.usable:
        table = group_churn(
            scored.present["group"],
            scored.present["lost"],
            order=ORDER[scored.metric],
            confidence=customers.confidence,
        )
        if len(table) > 1:
            found[SCORE] = table
    for column in customers.segments:
        table = churn_by_segment(customers, column)
        if len(table) > 1:
            found[column.name] = table
    return found


def curves(customers: Customers, scored: Scored | None, as_of: date) -> dict[str, Staying]:
    """Return the curves by answers and by the first segment that has them."""
    found = {}
    if scored is not None and scored.usable and scored.dated:
        by_score = staying_by_score(customers, scored, as_of)
        if by_score is not None:
            found[SCORE] = by_score
    for column in customers.segments:
        by_segment = staying_by_segment(customers, column)
        if by_segment is not None:
            found[column.name] = by_segment
            break
    return found


def adjusted(
    churn: Mapping[str, pd.DataFrame],
    stays: Mapping[str, Staying],
    trials: Iterable[Trial],
    places: pd.DataFrame,
) -> dict[Key, float]:
    """Return Holm's p values over all comparisons of the section.

    Parameters
    ----------
    churn : Mapping[str, DataFrame]
        By column: ``group`` and ``p_value``.
    stays : Mapping[str, Staying]
        By column; one log-rank test each.
    trials : iterable of Trial
        One comparison a variant.
    places : DataFrame
        ``touchpoint`` and ``p_value``.
    """
    raw: dict[Key, float] = {}
    for name, table in churn.items():
        pairs = zip(table["group"], table["p_value"], strict=True)
        raw |= {("churn", name, str(group)): float(p) for group, p in pairs}
    raw |= {("curve", name, ""): item.test.p_value for name, item in stays.items()}
    raw |= {("trial", item.experiment, item.arm): item.p_value for item in trials}
    pairs = zip(places["touchpoint"], places["p_value"], strict=True)
    raw |= {("touchpoint", "", str(place)): float(p) for place, p in pairs}
    known = {key: p for key, p in raw.items() if p == p}
    return dict(zip(known, holm(list(known.values())).tolist(), strict=True))
