"""The scores of a trend's periods and the chart that their bases call for."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from cxkit.client import ANSWERS
from cxkit.metrics import ces_by, csat_by, nps_by
from cxkit.perception.basis import Basis
from cxkit.perception.results import Metric, Overall
from cxkit.perception.trend.periods import DATE, FREQUENCY, PERIOD, Grain, periods_of
from cxkit.stats.control_chart import BoolArray, ControlChart, FloatArray, prime_chart, xmr

UNEQUAL = 1.5
"""Where the largest base is more than so many times the smallest, each period has limits of its
own. Below it they would differ by a tenth either way from straight ones."""


def scores_by_period(
    answered: pd.DataFrame, grain: Grain, overall: Overall, basis: Basis
) -> pd.DataFrame:
    """Return one row a period from the first to the last, those without answers included.

    Parameters
    ----------
    answered : DataFrame
        Counted answers with their dates.
    grain : {"week", "month", "quarter"}
        Length of the periods.
    overall : Overall
        Metric and scale.
    basis : Basis
        Conventions, and how the answers were drawn.

    Returns
    -------
    DataFrame
        ``period, score, ci_low, ci_high, n`` and the other fields of the metric's result; NaN
        and ``n`` 0 for a period without answers.
    """
    periods = answered.assign(**{PERIOD: periods_of(answered[DATE], grain)})
    options: dict[str, Any] = {
        "by": PERIOD,
        "count": ANSWERS,
        "confidence": basis.confidence,
        "sample": basis.sample,
    }
    if overall.metric == "nps":
        found = nps_by(periods, **options)
    elif overall.metric == "csat":
        found = csat_by(periods, scale=overall.scale, **options)
        found = found.rename(columns={"top_box": "score"})
    else:
        found = ces_by(periods, scale=overall.scale, **options).rename(columns={"mean": "score"})
    known = found.set_index(PERIOD)
    every = pd.period_range(known.index.min(), known.index.max(), freq=FREQUENCY[grain])
    scores = known.reindex(every).rename_axis("period").reset_index()
    return scores.assign(n=scores["n"].fillna(0).astype(int))


def answer_variance(scores: pd.DataFrame, metric: Metric) -> float:
    """Return the variance of one answer over several periods, in the unit of the score.

    Parameters
    ----------
    scores : DataFrame
        As from `scores_by_period`, periods with answers only.
    metric : {"nps", "csat", "ces"}
        Which metric.

    Returns
    -------
    float
        Of all answers together, so that it holds the spread within and between periods; 0 where
        all are equal.
    """
    n = scores["n_weighted"].to_numpy(dtype=np.float64)
    score = scores["score"].to_numpy(dtype=np.float64)
    mean = float(np.average(score, weights=n))
    if metric == "csat":
        return mean * (1 - mean)
    if metric == "nps":
        charged = (scores["promoters"] + scores["detractors"]).to_numpy(dtype=np.float64)
        return 1e4 * float(np.average(charged, weights=n)) - mean * mean
    within = float(np.nansum((n - 1) * scores["sd"].to_numpy(dtype=np.float64) ** 2))
    return (within + float(np.sum(n * (score - mean) ** 2))) / max(float(n.sum()) - 1, 1.0)


def chart_of(
    scores: pd.DataFrame,
    judged: BoolArray,
    used: BoolArray,
    first: int | None,
    variance: float,
) -> ControlChart:
    """Return the chart that the bases call for.

    Parameters
    ----------
    scores : DataFrame
        As from `scores_by_period`.
    judged, used : array of bool
        Periods that are in the chart, and those of them that are its baseline.
    first : int or None
        Periods of the baseline; None for all.
    variance : float
        Of one answer, above 0.

    Returns
    -------
    ControlChart
        XmR, or Laney's prime chart where the bases differ by more than `UNEQUAL`. The spread is
        at least that of sampling, unless all customers were asked and there is no sampling.
    """
    values = scores["score"].where(judged).to_numpy(dtype=np.float64)
    bases = scores["n_effective"].to_numpy(dtype=np.float64)
    sampled = bool(np.isfinite(bases[judged]).all())  # not where all customers were asked
    if not sampled:
        bases = scores["n"].to_numpy(dtype=np.float64)
    errors: FloatArray = np.sqrt(variance / np.where(judged, bases, 1.0))
    if bases[judged].max() <= UNEQUAL * bases[judged].min():
        least = math.sqrt(variance / float(bases[used].mean())) if sampled else 0.0
        return xmr(values, baseline=first, least_sigma=least)
    return prime_chart(values, errors, baseline=first, least_sigma_z=1.0 if sampled else 0.0)


def ends(overall: Overall) -> tuple[float, float]:
    """Return the ends of what a metric can be."""
    if overall.metric == "nps":
        return -100.0, 100.0
    return (0.0, 1.0) if overall.metric == "csat" else (overall.scale.low, overall.scale.high)
