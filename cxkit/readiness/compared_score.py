"""One score with all answers and without some of them, with the interval of the difference."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.client import Table
from cxkit.metrics import CesResult, CsatResult, NpsResult, ces, csat, nps
from cxkit.metrics.net_promoter import DETRACTORS, PROMOTERS
from cxkit.readiness.answer_groups import ANSWERS
from cxkit.readiness.doubtful import Kind
from cxkit.scales import LIKELIHOOD_TO_RECOMMEND, Scale
from cxkit.stats.left_out import Omission, omission_effect

BoolArray = npt.NDArray[np.bool_]
FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
Metric = Literal["nps", "csat", "ces"]
Verdict = Literal["nothing", "within", "moves", "unclear", "nobody"]

QUESTION: dict[Metric, str] = {"nps": "ltr", "csat": "csat", "ces": "ces"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WithAndWithout:
    """One score with all answers and without the doubtful ones of one kind.

    Attributes
    ----------
    metric : {"nps", "csat", "ces"}
        NPS in points, satisfaction as share of favourable answers, effort as scale mean.
    kind : str
        Kind of doubt; ``"all"`` for all kinds together.
    n, n_left_out : int
        Answers to the question, and the doubtful ones among them.
    score, ci_low, ci_high : float
        With all answers.
    without, without_low, without_high : float
        Without the doubtful ones; NaN where nobody is left.
    difference, difference_low, difference_high : float
        ``without - score`` with its interval; 0 where nothing is left out.
    verdict : {"nothing", "within", "moves", "unclear", "nobody"}
        Nothing to leave out; the score stays within its own interval; it does not, and the
        difference is clear; it does not, and the difference is not clear; or nobody is left.
    lead_lost : bool
        For NPS: whether promoters or detractors clearly lead one way and not the other.
    """

    metric: Metric
    kind: Kind | Literal["all"]
    n: int
    n_left_out: int
    score: float
    ci_low: float
    ci_high: float
    without: float
    without_low: float
    without_high: float
    difference: float
    difference_low: float
    difference_high: float
    verdict: Verdict
    lead_lost: bool

    @property
    def changes(self) -> bool:
        """Whether the report would, or might, say something else."""
        return self.verdict not in ("nothing", "within") or self.lead_lost


class ComparedScore:
    """One metric of one table, computed once with all answers.

    Parameters
    ----------
    table : Table
        The answers; at least one to the metric's question.
    metric : {"nps", "csat", "ces"}
        Which metric.
    counts : array of int, shape (n,)
        Answers each row stands for.
    confidence : float
        Two-sided level of the intervals.
    """

    def __init__(self, table: Table, metric: Metric, counts: IntArray, confidence: float) -> None:
        name = QUESTION[metric]
        self.metric, self.table, self.confidence = metric, table, confidence
        self.scale = table.columns[name].scale or LIKELIHOOD_TO_RECOMMEND
        answers = np.asarray(table.frame[name].astype("float64"), dtype=np.float64)
        self.there = ~np.isnan(answers) & (counts > 0)
        self.values = _scored(metric, answers, self.scale)
        self.counts = counts
        self.result = self._score(table.frame)

    def without(self, left_out: BoolArray, kind: Kind | Literal["all"]) -> WithAndWithout:
        """Return the score without some rows beside the one with all.

        Parameters
        ----------
        left_out : array of bool, shape (n,)
            Rows to leave out.
        kind : str
            Why.
        """
        used, sample, frame = self.there, self.table.sample, self.table.frame
        moved = omission_effect(
            self.values[used],
            left_out[used],
            counts=self.counts[used],
            weights=_weights(frame, sample.weight)[used],
            clusters=_clusters(frame, sample.cluster)[used],
            confidence=self.confidence,
        )
        score, low, high = _read(self.result)
        nan = math.nan
        n_out = round(moved.n_left_out)
        found = (score, low, high) if not n_out else (nan, nan, nan)
        if 0 < n_out < self.result.n:
            found = _read(self._score(frame[~left_out]))
        return WithAndWithout(
            metric=self.metric,
            kind=kind,
            n=self.result.n,
            n_left_out=n_out,
            score=score,
            ci_low=low,
            ci_high=high,
            without=found[0],
            without_low=found[1],
            without_high=found[2],
            difference=moved.difference,
            difference_low=moved.ci_low,
            difference_high=moved.ci_high,
            verdict=_verdict(n_out, self.result.n, (low, found[0], high), moved),
            lead_lost=self.metric == "nps"
            and 0 < n_out < self.result.n
            and _side(low, high) != _side(found[1], found[2]),
        )

    def _score(self, frame: pd.DataFrame) -> NpsResult | CsatResult | CesResult:
        options: dict[str, Any] = {
            "count": ANSWERS if ANSWERS in self.table.columns else None,
            "confidence": self.confidence,
            "sample": self.table.sample,
        }
        if self.metric == "nps":
            return nps(frame, **options)
        if self.metric == "csat":
            return csat(frame, scale=self.scale, **options)
        return ces(frame, scale=self.scale, **options)


def _verdict(n_out: int, n: int, limits: tuple[float, float, float], moved: Omission) -> Verdict:
    """Say whether leaving answers out moves a score out of its own interval."""
    low, without, high = limits
    if not n_out:
        return "nothing"
    if n_out == n:
        return "nobody"
    if not (without < low or without > high):
        return "within"
    return "moves" if moved.ci_low > 0 or moved.ci_high < 0 else "unclear"


def _scored(metric: Metric, answers: FloatArray, scale: Scale) -> FloatArray:
    """Return what each answer counts in the score."""
    if metric == "ces":
        return answers
    if metric == "nps":
        return np.where(answers >= PROMOTERS, 100.0, np.where(answers <= DETRACTORS, -100.0, 0.0))
    good = answers >= scale.top_box if scale.higher_is_better else answers <= scale.top_box
    return np.where(good, 1.0, 0.0)


def _read(result: NpsResult | CsatResult | CesResult) -> tuple[float, float, float]:
    """Return a score with its interval."""
    if isinstance(result, NpsResult):
        return result.score, result.ci_low, result.ci_high
    if isinstance(result, CsatResult):
        return result.top_box, result.ci_low, result.ci_high
    return result.mean, result.ci_low, result.ci_high


def _weights(frame: pd.DataFrame, name: str) -> FloatArray:
    if not name:
        return np.ones(len(frame))
    return np.asarray(frame[name].astype("float64"), dtype=np.float64)


def _clusters(frame: pd.DataFrame, name: str) -> IntArray:
    """Return which rows belong together; -1 stands alone."""
    if not name:
        return np.full(len(frame), -1, dtype=np.int64)
    return pd.factorize(frame[name])[0].astype(np.int64)


def _side(low: float, high: float) -> int:
    """Return who clearly leads: promoters 1, detractors -1, neither 0."""
    return int(low > 0) - int(high < 0)
