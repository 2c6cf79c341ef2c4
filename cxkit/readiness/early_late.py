"""Whether those who answered late answered otherwise: a sign of how the silent might answer."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.client import ANSWERS, Client, Column, Table
from cxkit.counted import CountedTable
from cxkit.findings import Evidence, Missing
from cxkit.readiness.missing import NO_EARLY_LATE
from cxkit.stats.levels import t_quantile
from cxkit.stats.linearisation import sampling_variance
from cxkit.stats.survey_design import survey_design

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

Verdict = Literal["late_higher", "late_lower", "not_seen", "too_few"]

THIRD = 1 / 3


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyLate:
    """The leading score of the first and of the last third of the answers of each wave.

    Attributes
    ----------
    column : Column
        The question: recommendation, else satisfaction, else effort.
    early, late : float
        NPS, or percent of favourable answers, in points.
    difference, ci_low, ci_high : float
        Late less early, in points, with its interval.
    n_early, n_late : int
        Answers.
    waves : int
        Waves that the answers come from.
    confidence : float
        Two-sided level of the interval.
    verdict : {"late_higher", "late_lower", "not_seen", "too_few"}
        What the interval allows to say.
    evidence : Evidence
        Table, columns and base.
    """

    column: Column
    early: float
    late: float
    difference: float
    ci_low: float
    ci_high: float
    n_early: int
    n_late: int
    waves: int
    confidence: float
    verdict: Verdict
    evidence: Evidence


def leading_question(table: Table) -> Column | None:
    """Return the first question that was answered of recommendation, satisfaction, effort."""
    for name in ("ltr", "csat", "ces"):
        if table.has(name) and table.columns[name].scale is not None:
            return table.columns[name]
    return None


def early_and_late(client: Client) -> EarlyLate | Missing:
    """Compare the first and the last third of the answers of each wave, by date.

    Parameters
    ----------
    client : Client
        With dated answers and waves, in a column or in the engagement.

    Notes
    -----
    Late answers stand in for those that never came, which they may resemble: a difference is
    a sign of bias by silence, not its proof, nor is its absence one. It cannot be told apart
    from a change within the wave. Answers of the day on which a third ends are in neither, so
    that no day is split. The interval is linearised over customers and weights as they are.

    References
    ----------
    Armstrong and Overton (1977), Journal of Marketing Research 14, 396-402; Groves (2006),
    Public Opinion Quarterly 70, 646-675, for its limits.
    """
    table = client.tables.get("responses")
    if table is None or ANSWERS in table.columns or isinstance(table, CountedTable):
        return NO_EARLY_LATE
    if not table.has("date"):
        return NO_EARLY_LATE
    column, wave = leading_question(table), _wave(client, table)
    if column is None or wave is None:
        return NO_EARLY_LATE
    kept = table.frame[column.name].notna() & table.frame["date"].notna() & wave.notna()
    frame, wave = table.frame[kept], wave[kept].astype(str)
    early, late = _thirds(frame["date"].dt.normalize(), wave)
    if not (early.any() and late.any()):
        return NO_EARLY_LATE
    scores = _scores(frame[column.name], column)
    weights = frame[table.sample.weight].to_numpy(dtype=np.float64) if table.sample.weight else None
    confidence = client.engagement.confidence
    before, after, half = _compared(
        scores, early, late, weights, _clusters(frame, table), confidence
    )
    n_early, n_late = int(early.sum()), int(late.sum())
    difference = after - before
    verdict: Verdict = "not_seen"
    if min(n_early, n_late) < client.engagement.min_base or math.isnan(half):
        verdict = "too_few"
    elif abs(difference) > half:
        verdict = "late_higher" if difference > 0 else "late_lower"
    return EarlyLate(
        column=column,
        early=before,
        late=after,
        difference=difference,
        ci_low=difference - half,
        ci_high=difference + half,
        n_early=n_early,
        n_late=n_late,
        waves=wave[early | late].nunique(),
        confidence=confidence,
        verdict=verdict,
        evidence=table.evidence(column.name, "date", n=n_early + n_late),
    )


def _compared(
    scores: FloatArray,
    early: BoolArray,
    late: BoolArray,
    weights: FloatArray | None,
    clusters: npt.NDArray[np.int64],
    confidence: float,
) -> tuple[float, float, float]:
    """Return both means and the half-width of the interval of their difference."""
    design = survey_design(len(scores), weights=weights, clusters=clusters)
    influence = np.zeros(len(scores))
    means = []
    for part, sign in ((early, -1.0), (late, 1.0)):
        size = float(design.weights[part].sum())
        mean = float(design.weights[part] @ scores[part]) / size
        influence[part] += sign * (scores[part] - mean) / size
        means.append(mean)
    both = early | late
    units = len(np.unique(design.cluster[both]))
    if units < 3:
        return means[0], means[1], math.nan
    error = math.sqrt(sampling_variance(influence, design))
    return means[0], means[1], t_quantile(confidence, units - 2) * error


def _thirds(days: pd.Series, wave: pd.Series) -> tuple[BoolArray, BoolArray]:
    """Return which answers are in the first and in the last third of their wave."""
    grouped = days.groupby(wave)
    size = grouped.transform("size")
    through = grouped.rank(method="max") / size
    before = (grouped.rank(method="min") - 1) / size
    early = (through <= THIRD + 1e-9).to_numpy(dtype=np.bool_)
    late = (before >= 1 - THIRD - 1e-9).to_numpy(dtype=np.bool_)
    # a wave in which only one end holds whole days would weigh on one side alone
    there = pd.Series(early, wave.index).groupby(wave).transform("any")
    there &= pd.Series(late, wave.index).groupby(wave).transform("any")
    both = there.to_numpy(dtype=np.bool_)
    return early & both, late & both


def _wave(client: Client, table: Table) -> pd.Series | None:
    """Return the wave of each answer, in a column or declared; None without waves."""
    if table.has("wave"):
        return table.frame["wave"]
    if not client.engagement.waves:
        return None
    days = table.frame["date"].dt.normalize()
    names = pd.Series(None, index=table.frame.index, dtype="object")
    for wave in client.engagement.waves:
        inside = days.between(pd.Timestamp(wave.start), pd.Timestamp(wave.end))
        names[inside] = wave.name
    return names if names.notna().any() else None


def _scores(values: pd.Series, column: Column) -> FloatArray:
    """Return what each answer counts, in points."""
    answers = values.to_numpy(dtype=np.float64)
    if column.role == "ltr":
        net = (answers >= 9).astype(np.float64) - (answers <= 6).astype(np.float64)
        return 100.0 * net
    scale = column.scale
    if scale is None:
        return answers
    favourable = answers >= scale.top_box if scale.higher_is_better else answers <= scale.top_box
    return 100.0 * favourable.astype(np.float64)


def _clusters(frame: pd.DataFrame, table: Table) -> npt.NDArray[np.int64]:
    """Return which answers belong together; one without a value stands alone."""
    if not table.sample.cluster:
        return np.arange(len(frame))
    codes = pd.factorize(frame[table.sample.cluster])[0].astype(np.int64)
    alone = codes < 0
    codes[alone] = codes.max(initial=-1) + 1 + np.arange(int(alone.sum()))
    return codes
