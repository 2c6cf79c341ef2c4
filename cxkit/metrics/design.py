"""How far the sample behind an answer counts: weights, answers that belong together, strata."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.sample import Sample
from cxkit.stats.kish import equal_units
from cxkit.stats.levels import t_quantile

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

_FEWEST = 0.5
"""Degrees of freedom below which nothing is known of the error."""
_LEVEL = 0.95
"""Level at which few clusters are allowed for; the allowance hardly depends on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """Answers of a sample that is not plain: one cell for all equal answers of one unit.

    Attributes
    ----------
    unit : array of int, shape (k,)
        Which unit gave them: the cluster, or the row where it stands alone.
    group, point : array of int, shape (k,)
        Their group and point of the scale, by place.
    weight : array of float, shape (k,)
        Sum of their weights.
    copies : array of float, shape (units,)
        How many units of this kind there are: 1 for a cluster.
    stratum : array of int, shape (units,)
        Stratum of each unit, by place.
    stratified : bool
        Whether strata were declared.
    population : float
        Units there are in all; infinite where that is not known.
    """

    unit: IntArray
    group: IntArray
    point: IntArray
    weight: FloatArray
    copies: FloatArray
    stratum: IntArray
    stratified: bool
    population: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A mean of scored answers, with what its sample is worth.

    Attributes
    ----------
    n : int
        Answers.
    n_weighted : float
        Sum of their weights.
    shares : array of float, shape (p,)
        Weighted share of each point of the scale.
    mean, variance : float
        Weighted mean of the scores, and variance of one answer (divisor ``n``).
    n_effective : float
        Answers drawn plainly that would tell as much about the mean as these do.
    n_compared : float
        The same without the allowance for a small population, which holds for the level of
        a score and not for the difference of two.
    influence : array of float, shape (units,), or None
        What each unit adds to the error of the mean; None for a plain sample.
    units : array of bool, shape (units,), or None
        Which units gave an answer; None for a plain sample.
    degrees : float
        Degrees of freedom of the error.
    """

    n: int
    n_weighted: float
    shares: FloatArray
    mean: float
    variance: float
    n_effective: float
    n_compared: float
    influence: FloatArray | None
    units: BoolArray | None
    degrees: float

    @property
    def counts(self) -> FloatArray:
        """Answers by point of the scale, as many in all as the effective base."""
        return self.shares * self.n_effective


def cells_of(
    table: pd.DataFrame,
    kept: BoolArray,
    group: IntArray,
    point: IntArray,
    counts: IntArray,
    sample: Sample,
) -> Cells:
    """Return the answers of a sample that is not plain.

    Parameters
    ----------
    table : DataFrame
        The rows.
    kept : array of bool, shape (n,)
        Rows with an answer and a group.
    group, point, counts : array of int, shape (n,)
        Place of the group, place of the point, and answers each row stands for.
    sample : Sample
        How the rows were drawn.

    Raises
    ------
    ValueError
        If the population is below 1.
    """
    if sample.population is not None and not sample.population >= 1:
        raise ValueError(f"a population must be 1 or more, got {sample.population}")
    rows = table[kept]
    number = counts[kept].astype(np.float64)
    weights = (
        rows[sample.weight].to_numpy(dtype=np.float64) if sample.weight else np.ones(len(rows))
    )
    unit, copies = _units(rows, number, sample)
    stratum = np.zeros(len(copies), dtype=np.int64)
    if sample.stratum and len(rows):
        codes = pd.factorize(rows[sample.stratum].astype(object), use_na_sentinel=False)[0]
        stratum[unit] = codes
    # a unit that stands for several equal answers gives one of them and has copies
    weight = weights * np.where(copies[unit] > 1, 1.0, number)
    return Cells(
        unit=unit,
        group=group[kept],
        point=point[kept],
        weight=weight,
        copies=copies,
        stratum=stratum,
        stratified=bool(sample.stratum),
        population=float(sample.population or np.inf),
    )


def _units(rows: pd.DataFrame, number: FloatArray, sample: Sample) -> tuple[IntArray, FloatArray]:
    """Return whose answer each row is, and how many units of each kind there are."""
    alone = np.ones(len(rows), dtype=bool)
    codes = np.full(len(rows), -1, dtype=np.int64)
    if sample.cluster:
        codes = pd.factorize(rows[sample.cluster])[0].astype(np.int64)
        alone = codes < 0
    clusters = int(codes.max(initial=-1)) + 1
    unit = np.where(alone, clusters + np.cumsum(alone) - 1, codes)
    copies = np.concatenate([np.ones(clusters), number[alone]])
    return unit, copies


def estimate(
    cells: Cells | None, answers: IntArray, scores: Sequence[float] | FloatArray, chosen: BoolArray
) -> Estimate:
    """Return the mean of scored answers of some groups together.

    Parameters
    ----------
    cells : Cells or None
        The sample; None where it is plain.
    answers : array of int, shape (g, p)
        Answers by group and point.
    scores : sequence of float, length p
        What each point counts.
    chosen : array of bool, shape (g,)
        Groups taken together; they must hold an answer.

    Raises
    ------
    ValueError
        If more units answered than the population has.

    Notes
    -----
    The error of a weighted mean is linearised: unit ``c`` adds
    ``u_c = Σ w (s - mean) / Σ w``, and the variance is ``n / (n - 1) Σ (u_c - u)²`` within each
    stratum, summed. The effective base is what a plain sample would need for it. A base
    larger than the answers is believed for strata only. Where few units, or few that weigh
    much, carry the mean, it is lowered by the square of the ratio of Student's quantiles; the
    units are counted as Kish does, ``(Σ w)² / Σ w²``. A small population lessens the error by the
    part of it that was heard; of a group's own population nothing is known, so a group is
    corrected less than it might.

    References
    ----------
    Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, section 5.5; Korn and
    Graubard (1998), Survey Methodology 24, 193-201; Kish (1965), Survey Sampling, section 11.7.
    """
    points = np.asarray(scores, dtype=np.float64)
    counted = answers[chosen].sum(axis=0)
    n = int(counted.sum())
    if cells is None:
        shares = counted / n
        mean = float(counted @ points) / n
        variance = float(shares @ (points - mean) ** 2)
        return Estimate(
            n=n,
            n_weighted=float(n),
            shares=shares,
            mean=mean,
            variance=variance,
            n_effective=float(n),
            n_compared=float(n),
            influence=None,
            units=None,
            degrees=n - 1.0,
        )
    mine = chosen[cells.group]
    unit, point = cells.unit[mine], cells.point[mine]
    largest = float(cells.weight[mine].max())
    weight = cells.weight[mine] / largest  # so that squares neither overflow nor vanish
    share_of = weight * cells.copies[unit]
    by_point = np.bincount(point, weights=share_of, minlength=len(points))
    total = float(by_point.sum())
    shares = by_point / total
    mean = float(shares @ points)
    variance = float(shares @ (points - mean) ** 2)
    size = len(cells.copies)
    influence = np.bincount(unit, weights=weight * (points[point] - mean), minlength=size) / total
    there = np.bincount(unit, minlength=size) > 0
    held = np.bincount(unit, weights=weight, minlength=size)
    strata, error = _linearised(cells, influence, there)
    units = equal_units(np.where(there, held, 0.0), cells.copies)
    degrees = units - strata
    compared = _effective(n, variance, error, units, degrees, stratified=cells.stratified)
    heard = float(cells.copies[there].sum())
    if heard > cells.population:
        raise ValueError(
            f"a population of {cells.population:g} is smaller than the {heard:g} who answered"
        )
    finite = 1.0 - heard / cells.population
    return Estimate(
        n=n,
        n_weighted=total * largest,
        shares=shares,
        mean=mean,
        variance=variance,
        n_effective=compared / finite if finite > 0 else np.inf,
        n_compared=compared,
        influence=influence,
        units=there,
        degrees=degrees,
    )


def correlation(cells: Cells | None, one: Estimate, other: Estimate) -> float:
    """Return the correlation of the errors of two means whose units overlap.

    Parameters
    ----------
    cells : Cells or None
        The sample; None where it is plain, so that nobody is in both.
    one, other : Estimate
        The two means.

    Returns
    -------
    float
        In [-1, 1]; 0 where they share no unit or one of them has no spread.
    """
    if cells is None or one.influence is None or other.influence is None:
        return 0.0
    shared = float((cells.copies * one.influence) @ other.influence)
    size = float((cells.copies * one.influence) @ one.influence) * float(
        (cells.copies * other.influence) @ other.influence
    )
    if shared == 0.0 or size <= 0.0:
        return 0.0
    return float(np.clip(shared / np.sqrt(size), -1.0, 1.0))


def _linearised(cells: Cells, influence: FloatArray, there: BoolArray) -> tuple[float, float]:
    """Return the strata that have units, and the variance of the mean."""
    copies = np.where(there, cells.copies, 0.0)
    strata = int(cells.stratum.max(initial=0)) + 1
    units = np.bincount(cells.stratum, weights=copies, minlength=strata)
    first = np.bincount(cells.stratum, weights=copies * influence, minlength=strata)
    second = np.bincount(cells.stratum, weights=copies * influence**2, minlength=strata)
    used = units > 0
    n, first, second = units[used], first[used], second[used]
    spread = np.maximum(second - first**2 / n, 0.0)
    # a stratum with one unit tells nothing of its spread: its distance from the mean stands in
    spread = np.where(n > 1, spread * n / np.maximum(n - 1.0, 1.0), second)
    return float(used.sum()), float(spread.sum())


def _effective(
    n: int, variance: float, error: float, units: float, degrees: float, *, stratified: bool
) -> float:
    """Return the plain answers that would tell as much."""
    if degrees <= _FEWEST or n < 2:
        return 1.0
    if variance <= 0.0 or error <= 0.0:  # all agree: as if each unit said one thing only
        return min(float(n), units)
    base = 1.0 + variance / error  # in a plain sample the error is variance / (n - 1)
    if not stratified:
        base = min(base, float(n))
    if degrees < n - 1:
        base *= (t_quantile(_LEVEL, n - 1) / t_quantile(_LEVEL, degrees)) ** 2
    return max(1.0, base)
