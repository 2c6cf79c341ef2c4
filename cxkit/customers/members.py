"""The members of each group found: what sets them apart, their spread, value and scores."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.client import Column
from cxkit.customers.basis import Basis
from cxkit.customers.segments import share_interval
from cxkit.customers.types_found import Cluster
from cxkit.metrics import NpsResult, nps
from cxkit.scales import Scale, default_top_box
from cxkit.stats import mean_difference, mean_interval


def clusters_of(
    basis: Basis, ratings: pd.DataFrame, columns: tuple[Column, ...], labels: pd.Series
) -> tuple[Cluster, ...]:
    """Describe every group.

    Parameters
    ----------
    basis : Basis
        Where value, answers and departures come from.
    ratings : DataFrame
        One row a customer, one column an item.
    columns : tuple of Column
        The items.
    labels : Series of int
        Group of each row of `ratings`, from 1; 0 for rows in none.
    """
    sizes = labels[labels > 0].value_counts().sort_values(ascending=False, kind="stable")
    return tuple(
        _cluster(basis, ratings, columns, labels, int(number), int(sizes.sum()))
        for number in sorted(sizes.index)
    )


def _cluster(
    basis: Basis,
    ratings: pd.DataFrame,
    columns: tuple[Column, ...],
    labels: pd.Series,
    number: int,
    placed: int,
) -> Cluster:
    inside = (labels == number).to_numpy()
    rest = ((labels > 0) & (labels != number)).to_numpy()
    n = int(inside.sum())
    low, high = share_interval(n, placed, basis.confidence)
    members = labels.index[inside]
    left = _facts(basis, members, "_left")
    gone = share_interval(left.sum(), len(left), basis.confidence)
    name = basis.value.name if basis.value is not None else ""
    value = _facts(basis, members, name)
    about = _mean(value, basis.confidence)
    return Cluster(
        number=number,
        n=n,
        share=n / placed,
        ci_low=low,
        ci_high=high,
        items=pd.DataFrame(
            [_item(ratings[c.name], c, inside, rest, basis.confidence) for c in columns]
        ),
        nps=_score(basis, members),
        left=float(left.mean()) if len(left) else math.nan,
        left_low=gone[0],
        left_high=gone[1],
        n_left=len(left),
        value=about[0],
        value_low=about[1],
        value_high=about[2],
        n_value=len(value),
    )


def _item(
    answers: pd.Series,
    column: Column,
    inside: npt.NDArray[np.bool_],
    rest: npt.NDArray[np.bool_],
    confidence: float,
) -> dict[str, object]:
    """Compare one item's answers of the members with those of all others."""
    own, other = answers[inside].dropna(), answers[rest].dropna()
    spread = float(pd.concat([own, other]).std(ddof=1))
    scale = column.scale
    sides = [
        (float(len(part)), float(part.mean()), float(part.std(ddof=1)) if len(part) > 1 else 0.0)
        for part in (other, own)
    ]
    gap = low = high = math.nan
    if len(own) and len(other) and spread > 0:
        found = mean_difference(sides[0], sides[1], confidence=confidence)
        gap, low, high = (
            value / spread for value in (found.difference, found.ci_low, found.ci_high)
        )
    quartiles = own.quantile([0.25, 0.5, 0.75]) if len(own) else pd.Series([math.nan] * 3)
    return {
        "name": column.name,
        "difference": gap,
        "low": low,
        "high": high,
        "q1": float(quartiles.iloc[0]),
        "median": float(quartiles.iloc[1]),
        "q3": float(quartiles.iloc[2]),
        "favourable": _favourable(own, scale),
        "rest": _favourable(other, scale),
        "n": len(own),
    }


def _favourable(answers: pd.Series, scale: Scale | None) -> float:
    """Return the share of favourable answers."""
    if not len(answers):
        return math.nan
    if scale is None:
        top = default_top_box(int(answers.min()), math.ceil(answers.max()))
        return float((answers >= top).mean())
    good = answers >= scale.top_box if scale.higher_is_better else answers <= scale.top_box
    return float(good.mean())


def _facts(basis: Basis, members: pd.Index, column: str) -> pd.Series:
    """Return what the table of customers knows of the members in one column."""
    people = basis.customers
    if people is None or column not in people:
        return pd.Series(dtype=float)
    return people.loc[people["customer_id"].isin(members), column].dropna()


def _score(basis: Basis, members: pd.Index) -> NpsResult | None:
    """Return the members' NPS from their latest answers."""
    frame = basis.answers.get("ltr")
    if frame is None or not basis.one_each:
        return None
    theirs = frame[frame["customer_id"].isin(members)]
    return nps(theirs, confidence=basis.confidence) if len(theirs) else None


def _mean(values: pd.Series, confidence: float) -> tuple[float, float, float]:
    if not len(values):
        return (math.nan,) * 3
    spread = float(values.std(ddof=1)) if len(values) > 1 else 0.0
    mean = float(values.mean())
    return mean, *mean_interval(len(values), mean, spread, confidence=confidence)
