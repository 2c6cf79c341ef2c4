"""What an attribute costs where it is rated low, and what it wins where it is rated high."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtr

from cxkit.client import Column
from cxkit.counted import CountedTable
from cxkit.findings import Evidence, Missing
from cxkit.perception.basis import Basis
from cxkit.perception.drivers.missing import NEEDS_ROWS, NO_SIDES
from cxkit.perception.drivers.sample import DriverSample, driver_sample
from cxkit.perception.missing import COLUMN
from cxkit.perception.results import Metric
from cxkit.scales import Scale
from cxkit.stats.levels import t_quantile
from cxkit.stats.multiplicity import holm
from cxkit.stats.robust_regression import RobustRegression, robust_regression

Floats = NDArray[np.float64]
Sides = NDArray[np.bool_]

Kind = Literal["basic", "performance", "excitement", ""]
"""Kano's types; empty where the intervals do not tell them apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyReward:
    """What every attribute costs where rated low and wins where rated high.

    Attributes
    ----------
    metric : {"nps", "csat", "ces"}
        Metric whose answers are explained (NPS on its 0–10 answers).
    table : DataFrame
        One row an attribute, the widest span first: ``name``; ``penalty, penalty_low,
        penalty_high`` (points of the outcome's scale lost, against middle ratings);
        ``reward, reward_low, reward_high`` (points won); ``p_value`` (that the two are
        equal, Holm over the attributes); ``kind`` (`Kind`); ``n_low, n_middle, n_high``.
        NaN on a side with too few answers.
    scale : Scale
        Of the outcome.
    n, n_clusters : int
        Complete answers, and customers behind them where some answered more than once.
    columns : dict
        Column of each attribute.
    evidence : Evidence
        Table, columns and base.
    confidence : float
        Level of the intervals.
    """

    metric: Metric
    table: pd.DataFrame
    scale: Scale
    n: int
    n_clusters: int
    columns: dict[str, Column]
    evidence: Evidence
    confidence: float


def penalty_reward_of(basis: Basis, metric: Metric) -> PenaltyReward | Missing:
    """Return the penalty–reward contrast of every rated attribute.

    Parameters
    ----------
    basis : Basis
        The answers.
    metric : {"nps", "csat", "ces"}
        What is to be explained.

    Returns
    -------
    PenaltyReward or Missing
        Missing, with the reason, where drivers are, or where no attribute has the least base
        of answers in the middle and on a side.

    Notes
    -----
    Brandt (1987): the outcome is regressed on two columns an attribute, "rated low" and
    "rated high", all attributes together; ratings in the middle are what both are measured
    against. High is the scale's top box, low as many points at its other end. Errors allow
    for clusters (CR1) or unequal spread (HC1); intervals are by t.

    *Basic*: a low rating costs, and clearly more than a high one wins. *Excitement*: a high
    rating wins, and clearly more than a low one costs. *Performance*: both are clear, and
    neither is clearly more. "Clearly more" is tested with Holm's correction over the
    attributes.

    References
    ----------
    Brandt (1987), A procedure for identifying value-enhancing service components using
    customer satisfaction survey data, Add Value to Your Service (AMA), 61-65; Mikulić and
    Prebežac (2008), Managing Service Quality 18, 559-576.
    """
    if isinstance(basis.table, CountedTable):
        return NEEDS_ROWS
    sample = driver_sample(basis, metric)
    if isinstance(sample, Missing):
        return sample
    low, high, middle = _sides(sample)
    bases = np.array([sample.counts @ side for side in (low, middle, high)]).T
    usable = (bases >= basis.min_base) & (bases[:, 1:2] >= basis.min_base)
    if not (usable[:, 0] | usable[:, 2]).any():
        return NO_SIDES
    p = len(sample.columns)
    dummies = np.column_stack([low, high]).astype(float)
    fitted = robust_regression(
        np.column_stack([np.ones(len(low)), dummies]),
        sample.answers[:, p],
        clusters=sample.units if sample.n_clusters else None,
        weights=sample.weights,
        counts=sample.counts,
    )
    scale = basis.scale(metric)
    return PenaltyReward(
        metric=metric,
        table=_table(sample, fitted, usable, bases.astype(int), scale, basis.confidence),
        scale=scale,
        n=sample.n,
        n_clusters=sample.n_clusters,
        columns={column.name: column for column in sample.columns},
        evidence=basis.table.evidence(COLUMN[metric], *sample.names, n=sample.n),
        confidence=basis.confidence,
    )


def _sides(sample: DriverSample) -> tuple[Sides, Sides, Sides]:
    """Tell of every answer whether each attribute is rated low, high or in the middle."""
    ratings = sample.answers[:, :-1]
    low, high = np.zeros(ratings.shape, dtype=bool), np.zeros(ratings.shape, dtype=bool)
    for place, column in enumerate(sample.columns):
        scale, given = column.scale, ratings[:, place]
        if scale is None:
            continue
        if scale.higher_is_better:
            high[:, place] = given >= scale.top_box
            low[:, place] = given <= scale.low + scale.high - scale.top_box
        else:
            high[:, place] = given <= scale.top_box
            low[:, place] = given >= scale.low + scale.high - scale.top_box
    low &= ~high
    return low, high, ~(low | high)


def _table(
    sample: DriverSample,
    fitted: RobustRegression,
    usable: Sides,
    bases: NDArray[np.int_],
    scale: Scale,
    confidence: float,
) -> pd.DataFrame:
    p = len(sample.columns)
    better = 1.0 if scale.higher_is_better else -1.0
    places_low, places_high = 1 + np.arange(p), 1 + p + np.arange(p)
    variance = np.maximum(np.diagonal(fitted.covariance), 0.0)
    both = fitted.covariance[places_low, places_high]
    penalty = np.where(usable[:, 0], -better * fitted.coefficients[places_low], np.nan)
    reward = np.where(usable[:, 2], better * fitted.coefficients[places_high], np.nan)
    reach = t_quantile(confidence, fitted.degrees)
    by_penalty = reach * np.sqrt(variance[places_low])
    by_reward = reach * np.sqrt(variance[places_high])
    # penalty - reward = -(low + high), whatever the direction of the scale
    error = np.sqrt(np.maximum(variance[places_low] + variance[places_high] + 2 * both, 0.0))
    p_value = _p_value(penalty - reward, error, fitted.degrees)
    table = pd.DataFrame(
        {
            "name": sample.names,
            "penalty": penalty,
            "penalty_low": penalty - by_penalty,
            "penalty_high": penalty + by_penalty,
            "reward": reward,
            "reward_low": reward - by_reward,
            "reward_high": reward + by_reward,
            "p_value": p_value,
            "n_low": bases[:, 0],
            "n_middle": bases[:, 1],
            "n_high": bases[:, 2],
        }
    )
    table["kind"] = [_kind(row, confidence) for row in table.to_dict("records")]
    span = table["penalty"].fillna(0.0) + table["reward"].fillna(0.0)
    order = (-span).argsort(kind="stable")
    return table.iloc[order].reset_index(drop=True)


def _p_value(difference: Floats, error: Floats, degrees: int) -> Floats:
    """Return Holm's p values of the differences that are known; NaN for the others."""
    known = np.isfinite(difference) & np.isfinite(error) & (error > 0)
    found = np.full(len(difference), np.nan)
    if known.any():
        raw = 2 * stdtr(degrees, -np.abs(difference[known] / error[known]))
        found[known] = holm([float(p) for p in raw])
    return found


def _kind(row: dict[Any, Any], confidence: float) -> Kind:
    """Return the type that the intervals allow."""
    costs, wins = row["penalty_low"] > 0, row["reward_low"] > 0
    if row["p_value"] != row["p_value"]:
        return ""
    if row["p_value"] <= 1 - confidence:
        if row["penalty"] > row["reward"]:
            return "basic" if costs else ""
        return "excitement" if wins else ""
    return "performance" if costs and wins else ""
