"""What drives a score: the share of its explained differences that each rated attribute carries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxkit.client import Column
from cxkit.findings import Evidence, Missing
from cxkit.metrics import csat
from cxkit.perception.basis import Basis
from cxkit.perception.missing import COLUMN, NO_DRIVERS, TOO_FEW_FOR_DRIVERS, TOO_MANY_DRIVERS
from cxkit.perception.results import Metric
from cxkit.scales import Scale
from cxkit.stats.importance import lmg, weighted_correlation

Floats = NDArray[np.float64]

MOST_DRIVERS = 15
"""All subsets of more attributes, drawn again and again, take too long."""
ANSWERS_A_DRIVER = 10
"""Complete answers needed for each attribute."""
LEAK = 0.95
"""An attribute that correlates so closely with the outcome is the outcome by another name."""
_SEED = 20_260_101
_WORK = 2**23
_MOST_DRAWS, _FEWEST_DRAWS = 1000, 200
_AT_ONCE = 2**24


@dataclass(frozen=True, slots=True, kw_only=True)
class Drivers:
    """How much each rated attribute contributes to what the ratings explain of a score.

    Attributes
    ----------
    metric : {"nps", "csat", "ces"}
        Metric whose answers are explained (NPS on its 0–10 answers).
    table : DataFrame
        One row an attribute, the most important first: ``name``; ``importance, ci_low,
        ci_high`` (shares of R², adding to 1); ``rank_low, rank_high``; ``beats_noise``;
        ``coefficient`` (standardised); ``performance, perf_low, perf_high`` (favourable
        share); ``n`` (ratings of the attribute).
    first : tuple of str
        The attribute that weighs most, and those it does not clearly outweigh (every pair of
        attributes tested at ``(1 - confidence)`` divided by the number of pairs).
    noise : float
        Share of R² that a column of random numbers stays below in 95 % of draws.
    r_squared, r2_low, r2_high : float
        Share of the differences between answers that the ratings explain.
    n, n_left_out : int
        Complete answers used, and answers left out because a rating is blank.
    n_clusters : int
        Customers behind the answers where some answered more than once, else 0.
    leaks : tuple of str
        Attributes left out because they repeat the outcome.
    draws : int
        Bootstrap draws.
    columns : dict
        Column of each attribute.
    evidence : Evidence
        Table, columns and base.
    confidence : float
        Level of the intervals.
    """

    metric: Metric
    table: pd.DataFrame
    first: tuple[str, ...]
    noise: float
    r_squared: float
    r2_low: float
    r2_high: float
    n: int
    n_left_out: int
    n_clusters: int
    leaks: tuple[str, ...]
    draws: int
    columns: dict[str, Column]
    evidence: Evidence
    confidence: float

    @property
    def beating_noise(self) -> pd.DataFrame:
        """The attributes that stand above what a random column would get."""
        return self.table[self.table["beats_noise"]]


def drivers_of(basis: Basis, metric: Metric) -> Drivers | Missing:
    """Return the importance of every rated attribute for a metric.

    Parameters
    ----------
    basis : Basis
        The answers.
    metric : {"nps", "csat", "ces"}
        What is to be explained.

    Returns
    -------
    Drivers or Missing
        Missing where fewer than two attributes are rated, or complete answers are fewer
        than ten an attribute.

    Notes
    -----
    LMG (Lindeman, Merenda and Gold 1980) on complete answers; intervals by a Poisson
    bootstrap of respondents, of customers where some answered more than once. The yardstick
    is a random column drawn anew in every draw with the error that a column without any
    relation has in the sample and again in the draw (variance 2/n of its correlations).
    """
    frame = basis.table.frame
    rated = [
        column
        for column in basis.table.with_role("rating")
        if column.scale is not None and _varies(frame[column.name])
    ]
    if len(rated) < 2:
        return NO_DRIVERS
    outcome = COLUMN[metric]
    names = [column.name for column in rated]
    scale = basis.scale(metric)
    leaks = [name for name in names if _repeats(frame, name, outcome, scale)]
    names = [name for name in names if name not in leaks]
    if len(names) > MOST_DRIVERS:
        return TOO_MANY_DRIVERS
    asked = frame[frame[outcome].notna()]
    complete = asked.dropna(subset=names)
    counts = _counts(complete, basis.count)
    n = int(counts.sum())
    values = complete[[*names, outcome]].to_numpy(dtype=float)
    spread = len(values) > 0 and bool((np.ptp(values, axis=0) > 0).all())
    if len(names) < 2 or n < max(ANSWERS_A_DRIVER * len(names), basis.min_base) or not spread:
        return TOO_FEW_FOR_DRIVERS
    units, clusters = _units(complete, basis.count)
    return _result(
        basis,
        metric,
        _Sample(names=names, values=values, counts=counts, units=units, clusters=clusters),
        n_left_out=int(_counts(asked, basis.count).sum()) - n,
        leaks=tuple(leaks),
        columns={column.name: column for column in rated},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sample:
    """Complete answers: ratings then outcome, how many each row stands for, whose it is."""

    names: list[str]
    values: Floats
    counts: Floats
    units: NDArray[np.intp]
    clusters: int


def _result(
    basis: Basis,
    metric: Metric,
    sample: _Sample,
    *,
    n_left_out: int,
    leaks: tuple[str, ...],
    columns: dict[str, Column],
) -> Drivers:
    p = len(sample.names)
    full = weighted_correlation(sample.values, sample.counts[None])[0]
    point = lmg(full[:p, :p], full[:p, p])
    r_squared = float(point.sum())
    drawn = _drawn(sample)
    total = drawn.sum(axis=1)
    shares = drawn / np.where(total > 0, total, np.nan)[:, None]
    tail = (1 - basis.confidence) / 2
    low, high = np.nanquantile(shares[:, :p], [tail, 1 - tail], axis=0)
    ranks = (-drawn[:, :p]).argsort(axis=1).argsort(axis=1) + 1
    rank_low, rank_high = np.quantile(ranks, [tail, 1 - tail], axis=0, method="nearest")
    behind = np.quantile(drawn[:, :p] - drawn[:, p:], 1 - basis.confidence, axis=0)
    top = int(point.argmax())
    pairs = p * (p - 1) / 2
    lost = (drawn[:, top : top + 1] <= drawn[:, :p]).mean(axis=0)
    first = [
        name
        for name, share in zip(sample.names, lost, strict=True)
        if share > (1 - basis.confidence) / pairs
    ]
    r2_low, r2_high = np.quantile(drawn[:, :p].sum(axis=1), [tail, 1 - tail])
    direction = 1.0 if basis.scale(metric).higher_is_better else -1.0
    coefficient = np.linalg.lstsq(full[:p, :p], full[:p, p], rcond=1e-10)[0] * direction
    importance = point / r_squared if r_squared > 0 else np.full(p, np.nan)
    table = pd.DataFrame(
        {
            "name": sample.names,
            "importance": importance,
            # the interval of draws lies a little off the point; it always holds the point
            "ci_low": np.fmin(low, importance),
            "ci_high": np.fmax(high, importance),
            "rank_low": rank_low.astype(int),
            "rank_high": rank_high.astype(int),
            "beats_noise": behind > 0,
            "coefficient": coefficient,
            **_performance(basis, sample.names, columns),
        }
    )
    evidence = basis.table.evidence(COLUMN[metric], *sample.names, n=int(sample.counts.sum()))
    return Drivers(
        metric=metric,
        table=table.sort_values("importance", ascending=False, kind="stable", ignore_index=True),
        first=tuple(first),
        noise=float(np.nanquantile(shares[:, p], basis.confidence)),
        r_squared=r_squared,
        r2_low=min(float(r2_low), r_squared),
        r2_high=max(float(r2_high), r_squared),
        n=int(sample.counts.sum()),
        n_left_out=n_left_out,
        n_clusters=sample.clusters,
        leaks=leaks,
        draws=len(drawn),
        columns=columns,
        evidence=evidence,
        confidence=basis.confidence,
    )


def _drawn(sample: _Sample) -> Floats:
    """Return the LMG of each draw: the attributes' and, last, a random column's."""
    rng = np.random.default_rng(_SEED)
    p = len(sample.names)
    draws = int(np.clip(_WORK >> (p + 1), _FEWEST_DRAWS, _MOST_DRAWS))
    groups = int(sample.units.max()) + 1
    per_unit = np.bincount(sample.units, weights=sample.counts)
    plain = sample.clusters == 0
    step = max(1, _AT_ONCE // len(sample.values))
    found = []
    for start in range(0, draws, step):
        size = (min(step, draws - start), groups)
        weight = rng.poisson(per_unit if plain else 1.0, size=size).astype(float)
        weights = weight[:, sample.units]
        if not plain:
            weights *= sample.counts
        correlation = weighted_correlation(sample.values, weights)
        correlation = correlation[np.isfinite(correlation).all(axis=(1, 2))]
        found.append(_with_noise(correlation, sample, rng))
    return np.concatenate(found)


def _with_noise(correlation: Floats, sample: _Sample, rng: np.random.Generator) -> Floats:
    """Return the LMG of every draw with a random column as the last attribute."""
    p = len(sample.names)
    n = sample.clusters or sample.counts.sum()
    roots = np.linalg.cholesky(correlation + 1e-9 * np.eye(p + 1))
    random = np.einsum("dij,dj->di", roots, rng.normal(size=(len(correlation), p + 1)))
    random *= np.sqrt(2 / n)
    r = np.empty((len(correlation), p + 1, p + 1))
    r[:, :p, :p] = correlation[:, :p, :p]
    r[:, p, :p] = r[:, :p, p] = random[:, :p]
    r[:, p, p] = 1.0
    target = np.concatenate([correlation[:, :p, p], random[:, p:]], axis=1)
    return lmg(r, target)


def _performance(
    basis: Basis, names: list[str], columns: dict[str, Column]
) -> dict[str, list[float]]:
    results = [
        csat(
            basis.table.frame,
            scale=cast(Scale, columns[name].scale),
            column=name,
            count=basis.count,
            confidence=basis.confidence,
        )
        for name in names
    ]
    return {
        "performance": [result.top_box for result in results],
        "perf_low": [result.ci_low for result in results],
        "perf_high": [result.ci_high for result in results],
        "n": [result.n for result in results],
    }


def _counts(frame: pd.DataFrame, count: str | None) -> Floats:
    return np.ones(len(frame)) if count is None else frame[count].to_numpy(dtype=float)


def _units(frame: pd.DataFrame, count: str | None) -> tuple[NDArray[np.intp], int]:
    """Return whose answer each row is, and how many customers where some answered again."""
    rows = np.arange(len(frame))
    if count is not None or "customer_id" not in frame or frame["customer_id"].isna().all():
        return rows, 0
    known = frame["customer_id"]
    codes, names = pd.factorize(known)
    unknown = codes < 0
    codes = np.where(unknown, len(names) + np.cumsum(unknown) - 1, codes)
    units = int(codes.max()) + 1
    return (codes.astype(np.intp), units) if units < len(frame) else (rows, 0)


def _varies(answers: pd.Series) -> bool:
    """Tell whether at least two different answers were given."""
    given = answers.dropna()
    return len(given) > 1 and bool(given.min() < given.max())


def _repeats(frame: pd.DataFrame, name: str, outcome: str, scale: Scale) -> bool:
    """Tell whether an attribute is the outcome by another name, or parts it perfectly."""
    both = frame[[name, outcome]].dropna().astype(float)
    if len(both) < ANSWERS_A_DRIVER or both[name].nunique() < 2 or both[outcome].nunique() < 2:
        return False
    if abs(float(both[name].corr(both[outcome]))) >= LEAK:
        return True
    good = both[outcome].map(scale.is_favourable).astype(bool)
    if good.all() or not good.any():
        return False
    high, low = both.loc[good, name], both.loc[~good, name]
    return bool(high.min() > low.max() or high.max() < low.min())
