"""How a sample was drawn, as numbers: weights, strata, clusters, population, calibration."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]
Labels = Sequence[Hashable] | npt.NDArray[np.generic] | pd.Series
Population = float | Mapping[Hashable, float] | Sequence[float] | FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyDesign:
    """How the rows of a sample were drawn; made by `survey_design`.

    Attributes
    ----------
    weights : array of float, shape (n,)
        How much each row counts, above 0.
    stratum : array of int, shape (n,)
        Stratum of each row, by place.
    cluster : array of int, shape (n,)
        Cluster of each row, by place over all strata; the row itself where it stands alone.
    fraction : array of float, shape (strata,)
        Part of the clusters of each stratum that was drawn, in [0, 1]; 0 where not known.
    unit : array of int, shape (n,), or None
        Unit drawn within its cluster, by place; None where a cluster was taken whole or the
        second stage is left out of account.
    unit_fraction : array of float, shape (clusters,), or None
        Part of the units of each cluster that was drawn.
    calibration : tuple of array of int, each shape (n,)
        Groups whose totals the weights were made to meet, a margin each.
    start : array of float, shape (n,)
        Weights before the calibration.
    """

    weights: FloatArray
    stratum: IntArray
    cluster: IntArray
    fraction: FloatArray
    unit: IntArray | None
    unit_fraction: FloatArray | None
    calibration: tuple[IntArray, ...]
    start: FloatArray

    @property
    def n(self) -> int:
        """Rows."""
        return len(self.weights)

    @property
    def finite(self) -> bool:
        """Whether the size of the population is known."""
        return bool((self.fraction > 0).any())

    def degrees(self, chosen: BoolArray) -> int:
        """Return clusters less strata where there are chosen rows, at least 1."""
        clusters = len(np.unique(self.cluster[chosen]))
        return max(1, clusters - len(np.unique(self.stratum[chosen])))


def survey_design(
    n: int,
    *,
    weights: Sequence[float] | FloatArray | None = None,
    strata: Labels | None = None,
    clusters: Labels | None = None,
    population: Population | None = None,
    units: Labels | None = None,
    unit_population: Sequence[float] | FloatArray | None = None,
    calibration: Sequence[Labels] = (),
    start_weights: Sequence[float] | FloatArray | None = None,
) -> SurveyDesign:
    """Describe how a sample was drawn.

    Parameters
    ----------
    n : int
        Rows.
    weights : array of float, shape (n,), optional
        How much each row counts, above 0. Without them, clusters of the population by
        clusters drawn in the stratum (and units by units) where the population is known,
        else 1.
    strata, clusters : array of labels, shape (n,), optional
        Stratum and cluster of each row. Clusters are taken to lie within their stratum: the
        same label in two strata is two clusters. Without clusters every row stands alone.
    population : float, mapping or array, optional
        Clusters (rows, without clusters) that there are: one number where there is one
        stratum, a number by stratum, or a number a row.
    units, unit_population : array, shape (n,), optional
        Units drawn within each cluster, and how many the row's cluster has, for samples of
        two stages. Without them the error between clusters stands for all of it (*ultimate
        clusters*), which is right or slightly cautious.
    calibration : sequence of arrays of labels, each shape (n,)
        Groups that the weights were raked or post-stratified to, a margin each.
    start_weights : array of float, shape (n,), optional
        Weights before the calibration; the weights themselves if absent.

    Returns
    -------
    SurveyDesign

    Raises
    ------
    ValueError
        If lengths differ, a weight is not above 0, a label is blank, or a population is
        smaller than what was drawn from it or differs within a stratum.
    """
    if n < 1:
        raise ValueError("a sample needs at least one row")
    stratum, names = _codes(strata, n, "stratum")
    within, _ = _codes(np.arange(n) if clusters is None else clusters, n, "cluster")
    cluster = _nested(stratum, within)
    first = first_rows(cluster)
    drawn = np.bincount(stratum[first]).astype(np.float64)
    there = _populations(population, stratum, names, n)
    if (there < drawn).any():
        raise ValueError("a population is smaller than the clusters drawn from it")
    fraction = drawn / there
    unit, unit_there = _second_stage(cluster, units, unit_population, n)
    unit_fraction = None
    if unit is not None:
        drawn_within = np.bincount(cluster[first_rows(unit)]).astype(np.float64)
        if (unit_there < drawn_within).any():
            raise ValueError("a cluster has fewer units than were drawn from it")
        unit_fraction = drawn_within / unit_there
    chance = np.where(fraction > 0, fraction, 1.0)[stratum]
    if unit_fraction is not None:
        chance = chance * unit_fraction[cluster]
    counted = 1.0 / chance if weights is None else _weights(weights, n)
    return SurveyDesign(
        weights=counted,
        stratum=stratum,
        cluster=cluster,
        fraction=fraction,
        unit=unit,
        unit_fraction=unit_fraction,
        calibration=tuple(_codes(margin, n, "margin")[0] for margin in calibration),
        start=counted if start_weights is None else _weights(start_weights, n),
    )


def _codes(labels: Labels | None, n: int, what: str) -> tuple[IntArray, pd.Index]:
    """Return labels by place, and the labels."""
    if labels is None:
        return np.zeros(n, dtype=np.int64), pd.Index([0])
    if len(labels) != n:
        raise ValueError(f"need one {what} a row: {n} rows, {len(labels)} given")
    places, names = pd.factorize(pd.Series(labels).reset_index(drop=True))
    if (places < 0).any():
        raise ValueError(f"{int((places < 0).sum())} rows have no {what}")
    return places.astype(np.int64), pd.Index(names)


def _nested(outer: IntArray, inner: IntArray) -> IntArray:
    """Return the place of each combination of an outer and an inner label."""
    return pd.factorize(outer * (int(inner.max()) + 1) + inner)[0].astype(np.int64)


def first_rows(codes: IntArray) -> IntArray:
    """Return the first row of each code, in the order of the codes."""
    return np.unique(codes, return_index=True)[1].astype(np.int64)


def _weights(weights: Sequence[float] | FloatArray, n: int) -> FloatArray:
    given = np.asarray(weights, dtype=np.float64)
    if given.shape != (n,):
        raise ValueError(f"need one weight a row: {n} rows, shape {given.shape}")
    if not (np.isfinite(given).all() and (given > 0).all()):
        raise ValueError("weights must be numbers above 0")
    return given


def _populations(
    population: Population | None, stratum: IntArray, names: pd.Index, n: int
) -> FloatArray:
    """Return how many clusters each stratum has, infinite where not known."""
    if population is None:
        return np.full(len(names), np.inf)
    if isinstance(population, Mapping):
        absent = [name for name in names if name not in population]
        if absent:
            raise ValueError(f"no population for the strata {absent[:5]}")
        return _positive(np.array([population[name] for name in names], dtype=np.float64))
    given = np.asarray(population, dtype=np.float64)
    if given.ndim == 0:
        if len(names) > 1:
            raise ValueError("give the population of each stratum, not one number for all")
        return _positive(given.reshape(1))
    return _positive(_constant(given, stratum, n, "stratum"))


def _second_stage(
    cluster: IntArray,
    units: Labels | None,
    unit_population: Sequence[float] | FloatArray | None,
    n: int,
) -> tuple[IntArray | None, FloatArray]:
    """Return the units drawn within clusters, and how many there are."""
    if (units is None) != (unit_population is None):
        raise ValueError("units and unit_population go together")
    if units is None or unit_population is None:
        return None, np.empty(0)
    unit = _nested(cluster, _codes(units, n, "unit")[0])
    given = np.asarray(unit_population, dtype=np.float64)
    return unit, _positive(_constant(given, cluster, n, "cluster"))


def _constant(given: FloatArray, group: IntArray, n: int, what: str) -> FloatArray:
    """Return the one number of each group."""
    if given.shape != (n,):
        raise ValueError(f"need one population a row: {n} rows, shape {given.shape}")
    chosen = given[first_rows(group)]
    if not np.array_equal(chosen[group], given):
        raise ValueError(f"the population differs within a {what}")
    return chosen


def _positive(numbers: FloatArray) -> FloatArray:
    if not (numbers > 0).all():
        raise ValueError("a population must be a number above 0")
    return numbers
