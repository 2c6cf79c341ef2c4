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

FloatArray = npt.NDArray[np.float64]


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
            [
                _item(ratings[item.name].to_numpy(float), item, inside, rest, basis.confidence)
                for item in columns
            ]
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
    answers: FloatArray,
    column: Column,
    inside: npt.NDArray[np.bool_],
    rest: npt.NDArray[np.bool_],
    confidence: float,
) -> dict[str, object]:
    """Compare one item's answers of the members with those of all others."""
    known = ~np.isnan(answers)
    own, other = answers[inside & known], answers[rest & known]
    both = np.concatenate([own, other])
    spread = float(both.std(ddof=1)) if len(both) > 1 else math.nan
    gap = low = high = math.nan
    if len(own) and len(other) and spread > 0:
        found = mean_difference(_moments(other), _moments(own), confidence=confidence)
        gap, low, high = (
            value / spread for value in (found.difference, found.ci_low, found.ci_high)
        )
    quartiles = np.quantile(own, [0.25, 0.5, 0.75]) if len(own) else np.full(3, math.nan)
    return {
        "name": column.name,
        "difference": gap,
        "low": low,
        "high": high,
        "q1": float(quartiles[0]),
        "median": float(quartiles[1]),
        "q3": float(quartiles[2]),
        "favourable": _favourable(own, column.scale),
        "rest": _favourable(other, column.scale),
        "n": len(own),
    }


def _moments(answers: FloatArray) -> tuple[float, float, float]:
    """Return base, mean and standard deviation."""
    spread = float(answers.std(ddof=1)) if len(answers) > 1 else 0.0
    return float(len(answers)), float(answers.mean()), spread


def _favourable(answers: FloatArray, scale: Scale | None) -> float:
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
