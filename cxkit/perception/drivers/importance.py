"""What drives a score: the share of its explained differences that each rated attribute carries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr

from cxkit.client import ANSWERS, Column
from cxkit.findings import Evidence, Missing
from cxkit.metrics import csat
from cxkit.perception.basis import Basis
from cxkit.perception.drivers.checks import DriverChecks, driver_checks, ordinal_weights
from cxkit.perception.drivers.draws import DriverDraws, driver_draws, point_correlation
from cxkit.perception.drivers.missing import NOTHING_EXPLAINED
from cxkit.perception.drivers.sample import DriverSample, driver_sample
from cxkit.perception.missing import COLUMN
from cxkit.perception.results import Metric
from cxkit.scales import Scale
from cxkit.stats.collinearity import collinearity, with_ridge
from cxkit.stats.importance import lmg
from cxkit.stats.levels import t_quantile
from cxkit.stats.relative_weights import relative_weights

Floats = NDArray[np.float64]

_RELATIVE = {
    "importance": "relative",
    "ci_low": "relative_low",
    "ci_high": "relative_high",
    "rank_low": "relative_rank_low",
    "rank_high": "relative_rank_high",
}
"""What the columns of weights are called for Johnson's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drivers:
    """How much each rated attribute contributes to what the ratings explain of a score.

    Attributes
    ----------
    metric : {"nps", "csat", "ces"}
        Metric whose answers are explained (NPS on its 0–10 answers).
    table : DataFrame
        One row an attribute, the most important first: ``name``; ``importance, ci_low,
        ci_high`` (LMG in shares of R², adding to 1); ``rank_low, rank_high``;
        ``beats_noise``; ``relative, relative_low, relative_high, relative_rank_low,
        relative_rank_high`` (Johnson's relative weights, likewise); ``ordinal`` (LMG with the
        outcome taken as ordered only; NaN where no model could be fitted); ``vif`` (variance
        inflation); ``coefficient`` (standardised); ``performance, perf_low, perf_high``
        (favourable share); ``n`` (ratings of the attribute).
    first : tuple of str
        The attribute that weighs most, and those it does not clearly outweigh (every pair of
        attributes tested at ``(1 - confidence)`` divided by the number of pairs).
    noise : float
        Share of R² that a column of random numbers stays below in 95 % of draws.
    r_squared, r2_low, r2_high : float
        Share of the differences between answers that the ratings explain.
    n, n_left_out : int
        Complete answers used, and answers left out because a rating is blank.
    n_effective : float
        Answers (customers, where some answered more than once) of equal weight that would
        tell as much; ``n`` in a plain sample.
    n_clusters : int
        Customers behind the answers where some answered more than once, else 0.
    weighted : bool
        Whether answers weigh differently.
    leaks : tuple of str
        Attributes left out because they repeat the outcome.
    checks : DriverChecks
        What the weights hinge on.
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
    n_effective: float
    n_clusters: int
    weighted: bool
    leaks: tuple[str, ...]
    checks: DriverChecks
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
        Missing, with the reason, where fewer than two or more than twenty attributes are
        rated, complete answers are fewer than ten an attribute, a column does not vary, or
        the interval of R² reaches 0.

    Notes
    -----
    LMG (Lindeman, Merenda and Gold 1980) of the weighted complete answers, and Johnson's
    (2000) relative weights beside it. Intervals are percentiles of a Poisson bootstrap (see
    `driver_draws`); each draw is first relieved of what a random column adds on average,
    which sample and draw both put on top of the truth. The percentiles lie a little further
    out than the level, as t does (Hesterberg 2015): ``Φ(± t √(n / (n - p - 1)))``.

    References
    ----------
    Hesterberg (2015), What teachers should know about the bootstrap, The American Statistician
    69, 371-386; Lindeman, Merenda and Gold (1980); Johnson (2000).
    """
    sample = driver_sample(basis, metric)
    if isinstance(sample, Missing):
        return sample
    p = len(sample.columns)
    plain = point_correlation(sample)
    measured = collinearity(plain[:p, :p])
    full = with_ridge(plain, measured.ridge)
    r, y = full[:p, :p], full[:p, p]
    point, relative = lmg(r, y), relative_weights(r, y)
    drawn = driver_draws(sample, ridge=measured.ridge)
    level = basis.confidence
    r_squared = float(point.sum())
    tails = _tails(level, sample.n_effective, p)
    noise = float(drawn.noise.mean())
    r2_low, r2_high = np.quantile(drawn.lmg.sum(axis=1) - p * noise, tails)
    if r2_low <= 0 or r_squared <= 0:
        return NOTHING_EXPLAINED
    ordinal = ordinal_weights(sample, r)
    direction = 1.0 if basis.scale(metric).higher_is_better else -1.0
    behind = np.quantile(drawn.lmg - drawn.noise[:, None], 1 - level, axis=0)
    table = pd.DataFrame(
        {
            "name": sample.names,
            **_shares(point, drawn.lmg, tails, level, noise),
            "beats_noise": behind > 0,
            **_shares(relative, drawn.relative, tails, level, noise).rename(columns=_RELATIVE),
            "ordinal": ordinal / ordinal.sum(),
            "vif": measured.vif,
            "coefficient": np.linalg.solve(r, y) * direction,
            **_performance(basis, sample),
        }
    )
    return Drivers(
        metric=metric,
        table=table.sort_values("importance", ascending=False, kind="stable", ignore_index=True),
        first=_first(sample.names, point, drawn, level),
        noise=float(np.quantile(drawn.noise / _totals(drawn.lmg), level)),
        r_squared=r_squared,
        r2_low=min(float(r2_low), r_squared),
        r2_high=max(min(float(r2_high), 1.0), r_squared),
        n=sample.n,
        n_left_out=sample.n_left_out,
        n_effective=sample.n_effective,
        n_clusters=sample.n_clusters,
        weighted=sample.weighted,
        leaks=tuple(column.name for column in sample.leaks),
        checks=driver_checks(
            sample.names,
            measured,
            point=point,
            relative=relative,
            ordinal=ordinal,
            order_error=drawn.order_error,
        ),
        draws=len(drawn.lmg),
        columns={column.name: column for column in (*sample.columns, *sample.leaks)},
        evidence=basis.table.evidence(COLUMN[metric], *sample.names, n=sample.n),
        confidence=level,
    )


def _tails(level: float, n: float, p: int) -> list[float]:
    """Return the two percentiles of an interval, wider where answers are few (Hesterberg)."""
    degrees = max(n - p - 1, 1.0)
    reach = t_quantile(level, degrees) * np.sqrt(n / degrees)
    return [float(ndtr(-reach)), float(ndtr(reach))]


def _shares(
    point: Floats, drawn: Floats, tails: list[float], level: float, noise: float
) -> pd.DataFrame:
    """Return shares of R² with intervals of share and rank.

    The percentiles lie a little off the point; the interval always holds the point.
    """
    freed = np.maximum(drawn - noise, 0.0)
    shares = freed / _totals(freed)[:, None]
    low, high = np.quantile(shares, tails, axis=0)
    importance = point / point.sum()
    ranks = (-drawn).argsort(axis=1, kind="stable").argsort(axis=1) + 1
    ends = [(1 - level) / 2, (1 + level) / 2]
    rank_low, rank_high = np.quantile(ranks, ends, axis=0, method="nearest")
    return pd.DataFrame(
        {
            "importance": importance,
            "ci_low": np.minimum(low, importance),
            "ci_high": np.maximum(high, importance),
            "rank_low": rank_low.astype(int),
            "rank_high": rank_high.astype(int),
        }
    )


def _totals(drawn: Floats) -> Floats:
    """Return R² of every draw; a draw that explains nothing shares nothing out."""
    total = drawn.sum(axis=1)
    found: Floats = np.where(total > 0, total, np.inf)
    return found


def _first(
    names: list[str], point: Floats, drawn: DriverDraws, confidence: float
) -> tuple[str, ...]:
    """Return the weightiest attribute and those it does not clearly outweigh."""
    p, top = len(names), int(point.argmax())
    lost = (drawn.lmg[:, top : top + 1] <= drawn.lmg).mean(axis=0)
    allowed = (1 - confidence) / (p * (p - 1) / 2)
    return tuple(name for name, share in zip(names, lost, strict=True) if share > allowed)


def _performance(basis: Basis, sample: DriverSample) -> dict[str, list[float]]:
    results = [
        csat(
            basis.cells(column.name),
            scale=cast(Scale, column.scale),
            column=column.name,
            count=ANSWERS,
            sample=basis.table.sample,
            confidence=basis.confidence,
        )
        for column in sample.columns
    ]
    return {
        "performance": [result.top_box for result in results],
        "perf_low": [result.ci_low for result in results],
        "perf_high": [result.ci_high for result in results],
        "n": [result.n for result in results],
    }
