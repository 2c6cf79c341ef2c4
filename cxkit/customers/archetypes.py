"""Types of customers in what they rate: found only where they are stable and not due to chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.client import Column, Table
from cxkit.customers.basis import Basis
from cxkit.customers.members import clusters_of
from cxkit.customers.missing import FEW_RATINGS, NO_RATINGS
from cxkit.customers.types_found import LEVEL, Archetypes, Outcome
from cxkit.findings import Missing
from cxkit.scales import Scale
from cxkit.stats.clustering import (
    KS,
    MOST_ROWS,
    StabilityOfK,
    nearest,
    stability_against_chance,
)
from cxkit.stats.k_means import k_means

SEED = 20_260_630
"""Seed of every draw, so that the same answers give the same archetypes."""

LEAST_ITEMS, LEAST_ROWS, LEAST_ANSWERS = 3, 60, 10
"""Items, complete customers, and answers an item, without which no types are sought."""

MOST_BLANK = 0.5
"""Share of blanks from which on an item is left out."""

LEAST_STABLE = 0.5
"""Agreement of two halves below which groups are not shown, whatever chance would give."""

ROWS_A_GROUP = 10
"""Complete customers needed for each group of the largest number of groups tried."""

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratings:
    """Items rated by customers, one row a customer.

    Attributes
    ----------
    frame : DataFrame
        One row a customer, one column an item; the index is the customer.
    columns : tuple of Column
        The items.
    left_out : tuple of Column
        Items too empty or too uniform to be used.
    table : str
        Table they come from.
    """

    frame: pd.DataFrame
    columns: tuple[Column, ...]
    left_out: tuple[Column, ...]
    table: str


def rated_items(basis: Basis) -> Ratings | None:
    """Return what customers rated: their needs, else the attributes of their answers.

    The ratings of a customer who answered several times are averaged. None where fewer than
    `LEAST_ITEMS` items are rated.
    """
    for table in (basis.source, basis.responses):
        if table is None:
            continue
        items = table.with_role("rating")
        if len(items) >= LEAST_ITEMS and basis.count is None:
            return _usable(table, items)
    return None


def _usable(table: Table, items: tuple[Column, ...]) -> Ratings:
    names = [item.name for item in items]
    frame = table.frame[names].astype("float64")
    if "customer_id" in table.columns:
        keys = table.frame["customer_id"]
        if keys.duplicated().any():
            named = keys.notna()
            frame = frame[named].groupby(keys[named], sort=True).mean()
        else:
            frame = frame.set_axis(pd.Index(keys), axis=0)
    good = [
        item
        for item in items
        if frame[item.name].count() >= max(LEAST_ANSWERS, (1 - MOST_BLANK) * len(frame))
        and frame[item.name].min() < frame[item.name].max()
    ]
    return Ratings(
        frame=frame[[item.name for item in good]],
        columns=tuple(good),
        left_out=tuple(item for item in items if item not in good),
        table=table.name,
    )


def find_archetypes(basis: Basis) -> Archetypes | Missing:
    """Look for stable types of customers in what they rate.

    Notes
    -----
    Items point the same way (a low answer is turned where low is good) and count in standard
    deviations. k-means is tried with 2 to 6 groups on the customers who rated every item; of
    the numbers of groups that beat draws without groups (5 %, corrected for the numbers
    tried), the most stable one is taken. Customers with blanks then join the group whose
    centre is nearest in the items they rated, if they rated half of them; nothing is filled
    in. Where at least `LEVEL` of the differences between the groups lies in one direction that
    all items share, the groups are a split by general level and no archetypes.
    """
    ratings = rated_items(basis)
    if ratings is None:
        return NO_RATINGS
    values = ratings.frame.to_numpy(float) * _directions(ratings.columns)
    complete = ~np.isnan(values).any(axis=1)
    full = values[complete]
    if (
        len(ratings.columns) < LEAST_ITEMS
        or len(full) < LEAST_ROWS
        or np.any(full.std(axis=0) == 0)
    ):
        return FEW_RATINGS
    full = full[np.lexsort(full.T[::-1])]  # sums do not depend on the order of the customers
    centre, spread = full.mean(axis=0), full.std(axis=0)
    scaled = (full - centre) / spread
    ks = [k for k in KS if len(full) >= ROWS_A_GROUP * k]
    trials = stability_against_chance(scaled, np.random.default_rng(SEED), ks=ks)
    chosen = choose(trials, confidence=basis.confidence)
    labels = np.zeros(len(values), dtype=np.int64)
    best = chosen or max(trials, key=lambda trial: trial.stability)
    solution = k_means(scaled, best.k, seed=SEED)
    level = common_direction(solution.centres, np.bincount(solution.labels))
    outcome: Outcome = "none"
    if chosen is not None:
        placed = nearest((values - centre) / spread, solution.centres)
        rated_half = (~np.isnan(values)).mean(axis=1) >= MOST_BLANK
        labels = np.where(rated_half, placed + 1, 0)
        outcome = "level" if level >= LEVEL else "archetypes"
    by_customer = pd.Series(labels, index=ratings.frame.index)
    return _result(basis, ratings, trials, chosen, by_customer, level, outcome, int(complete.sum()))


def _result(
    basis: Basis,
    ratings: Ratings,
    trials: tuple[StabilityOfK, ...],
    chosen: StabilityOfK | None,
    labels: pd.Series,
    level: float,
    outcome: Outcome,
    n_complete: int,
) -> Archetypes:
    names = tuple(column.name for column in ratings.columns)
    n = int((labels > 0).sum()) if chosen is not None else n_complete
    make = basis.evidence if ratings.table == "customers" else basis.answered
    return Archetypes(
        outcome=outcome,
        trials=trials,
        chosen=chosen,
        clusters=clusters_of(basis, ratings.frame, ratings.columns, labels) if chosen else (),
        level=level,
        labels=labels,
        names={},
        columns={column.name: column for column in ratings.columns},
        left_out=ratings.left_out,
        n=n,
        n_complete=n_complete,
        n_tested=min(n_complete, MOST_ROWS),
        value=basis.value,
        table=ratings.table,
        evidence=make(*names, n=n),
        confidence=basis.confidence,
        min_base=basis.min_base,
    )


def choose(trials: tuple[StabilityOfK, ...], *, confidence: float) -> StabilityOfK | None:
    """Return the most stable number of groups that beats chance; None where none does.

    Parameters
    ----------
    trials : tuple of StabilityOfK
        One a number of groups.
    confidence : float
        Level of the engagement.
    """
    beating = [
        trial
        for trial in trials
        if trial.p_value <= 1 - confidence + 1e-12 and trial.stability >= LEAST_STABLE
    ]
    return max(beating, key=lambda trial: trial.stability, default=None)


def common_direction(centres: FloatArray, sizes: npt.NDArray[np.int64]) -> float:
    """Return the share of the differences between groups in one direction all items share.

    Parameters
    ----------
    centres : ndarray, shape (k, d)
        Means of the groups, in standard deviations.
    sizes : ndarray, shape (k,)
        Members.

    Returns
    -------
    float
        In [0, 1]: the share of the first principal component of the group means, weighted
        by members, times how far its loadings share one sign (squared net loading of like
        sign: 1 if all items rise and fall together, 0 if as many rise as fall).
    """
    weights = sizes / sizes.sum()
    centred = centres - weights @ centres
    scaled = centred * np.sqrt(weights)[:, None]
    _, strengths, directions = np.linalg.svd(scaled, full_matrices=False)
    total = float((strengths**2).sum())
    if total <= 0:
        return 0.0
    loadings = directions[0]
    agreement = abs(float((np.sign(loadings) * loadings**2).sum()))
    return float(strengths[0] ** 2) / total * agreement


def _directions(columns: tuple[Column, ...]) -> FloatArray:
    scales: list[Scale | None] = [column.scale for column in columns]
    return np.array([1.0 if scale is None or scale.higher_is_better else -1.0 for scale in scales])
